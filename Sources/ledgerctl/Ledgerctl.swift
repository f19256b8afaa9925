// The command: parse, run, print, exit.

import Glibc
import Ledger

/// `ledgerctl`, from the command line to the exit code.
@main
struct Ledgerctl {
    static func main() {
        exit(run(in: System.world()).rawValue)
    }

    /// Does what the command line of `world` asks, with the verbs of `commands`.
    static func run(in world: World, commands: [LazyCommand] = LazyCommand.all) -> ExitCode {
        var code: ExitCode
        do throws(CommandError) {
            code = try answer(in: world, commands)
        } catch {
            world.say(error)
            code = error.exitCode
        }
        if let lost = world.finish() {
            world.say("standard output is incomplete: \(lost)")
            if code == .done { code = .refused }
        }
        return code
    }

    private static func answer(
        in world: World,
        _ commands: [LazyCommand]
    ) throws(CommandError) -> ExitCode {
        switch try Parser(commands: commands).parse(world.arguments) {
        case .overview(let first):
            let all = commands.map(\.command)
            world.output(first.map { Help.group($0, of: all) } ?? Help.overview(of: all))
        case .help(let grammar): world.output(Help.text(of: grammar))
        case .version: world.output("\(AssuranceReport.renderer)\n")
        case .work(let command, let invocation):
            if command.pages, !invocation.has("follow"),
                let pager = Pager.choice(for: invocation, in: world)
            {
                world.page(pager)
            }
            return try command.answer(invocation, world)
        }
        return .done
    }
}
