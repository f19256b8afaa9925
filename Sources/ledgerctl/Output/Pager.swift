// Which program shows what is longer than a screen.

/// The choice of a pager.
enum Pager {
    /// The pager that stands where nobody chose one: it ends by itself when all fits on the
    /// screen, and shows colours.
    static let usual = ["less", "-FIRX"]

    /// The pager's command line; nil for none.
    ///
    /// Only on a terminal that is not dumb, and not with `--no-pager`. `LEDGERCTL_PAGER` goes
    /// before `PAGER`; set and empty, or `cat`, it means none. It is split at spaces and never
    /// given to a shell.
    static func choice(for invocation: Invocation, in world: World) -> [String]? {
        guard world.outputIsTerminal, !invocation.has("no-pager"),
            world.setting("TERM") != "dumb"
        else { return nil }
        let chosen = world.environment("LEDGERCTL_PAGER") ?? world.environment("PAGER")
        let words = chosen.map { $0.split(separator: " ").map(String.init) } ?? usual
        return words.isEmpty || words == ["cat"] ? nil : words
    }
}
