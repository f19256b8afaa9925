// The command: parse, run, print, exit.

import Glibc

/// `ledgerctl`.
@main
enum Ledgerctl {
    /// The version that `--version` prints, and that published reports name.
    static let version = "1.0"

    static func main() {
        signal(SIGPIPE, SIG_IGN)
        exit(run(System.world()).rawValue)
    }

    /// Runs one command line in `world`.
    static func run(_ world: World) -> ExitCode {
        do throws(CommandError) {
            switch try Parser.parse(world.arguments, by: Verb.all.map(\.grammar)) {
            case .version: world.write("ledgerctl \(version)\n")
            case .help(nil): world.write(Help.text(of: Verb.all))
            case .help(let index?): world.write(Help.text(of: Verb.all[index].grammar))
            case .run(let index, let invocation): return try Verb.all[index].run(invocation, world)
            }
            return .done
        } catch {
            for (number, line) in error.lines.enumerated() {
                world.writeError((number == 0 ? "ledgerctl: " : "") + visible(line) + "\n")
            }
            return error.exitCode
        }
    }
}
