// Colour: only on a terminal, never alone, and only for ratings.

import Ledger

/// Whether and how words are coloured.
struct Style: Equatable, Sendable {
    /// Whether anything is coloured at all.
    let isColoured: Bool

    /// Words as they are.
    static let plain = Style(isColoured: false)

    init(isColoured: Bool) {
        self.isColoured = isColoured
    }

    /// Colours on a terminal, unless `--no-color`, `NO_COLOR` (no-color.org: present and not
    /// empty) or `TERM=dumb` ask for none.
    init(for invocation: Invocation, in world: World) {
        let refused =
            invocation.has("no-color") || world.setting("NO_COLOR") != nil
            || world.setting("TERM") == "dumb"
        self.init(isColoured: world.outputIsTerminal && !refused)
    }

    /// `word` in the colour of `rating`. The word is what carries the meaning.
    func rated(_ word: String, as rating: Rating) -> String {
        guard isColoured else { return word }
        return "\u{1B}[\(Style.code(of: rating))m\(word)\u{1B}[0m"
    }

    /// The colour's number among those every terminal has (ECMA-48, SGR).
    private static func code(of rating: Rating) -> Int {
        switch rating {
        case .red: 31
        case .amber: 33
        case .green: 32
        case .blue: 34
        case .grey: 90
        }
    }
}
