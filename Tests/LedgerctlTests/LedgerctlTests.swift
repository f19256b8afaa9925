// The command from its command line to its exit code: in this process, and as a process.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("The command")
struct LedgerctlTests {
    private func command(
        _ run: @escaping @Sendable (Invocation, World) throws(CommandError) -> ExitCode
    ) -> [LazyCommand] {
        let grammar = Grammar("try", "tries", examples: [], common: Option.reading)
        return [LazyCommand("try", Command(.reading, grammar, run: run))]
    }

    @Test("shows help on standard output when it is given nothing to do")
    func bare() {
        let witness = Witness()
        #expect(Ledgerctl.run(in: witness.world()) == .done)
        #expect(witness.output == Help.overview(of: Command.all))
        #expect(witness.errors.isEmpty)
    }

    @Test("says its version")
    func version() {
        let witness = Witness()
        #expect(Ledgerctl.run(in: witness.world(["--version"])) == .done)
        #expect(witness.output == "\(AssuranceReport.renderer)\n")
    }

    @Test(
        "ends with the code its verb gives",
        arguments: [ExitCode.done, .refused, .torn, .tampered, .unanchored, .usage]
    )
    func codes(code: ExitCode) {
        let returned = command { _, _ in code }
        #expect(Ledgerctl.run(in: Witness().world(["try"]), commands: returned) == code)
        let thrown = command { _, _ throws(CommandError) in throw .stopped(code, lines: ["x"]) }
        let witness = Witness()
        #expect(Ledgerctl.run(in: witness.world(["try"]), commands: thrown) == code)
        #expect(witness.errors == "ledgerctl: x\n")
    }

    @Test("has the exit codes that the shell is promised")
    func exitCodes() {
        let codes: [ExitCode] = [.done, .refused, .torn, .tampered, .unanchored, .usage]
        #expect(codes.map(\.rawValue) == [0, 1, 2, 3, 4, 64])
    }

    @Test("writes what a verb shows, hidden characters spelled out")
    func shows() {
        let commands = command { _, world in
            world.show("one\ntwo\u{1B}")
            world.show(.array([.integer(1)]))
            world.say("three\u{7}")
            return .done
        }
        let witness = Witness()
        #expect(Ledgerctl.run(in: witness.world(["try"]), commands: commands) == .done)
        #expect(witness.output == "one\ntwo<U+001B>\n[1]\n")
        #expect(witness.errors == "ledgerctl: three<U+0007>\n")
    }

    @Test("writes a document as it is, and on a terminal with hidden characters spelled out")
    func documents() {
        let commands = command { _, world in
            world.write("one\ntwo\u{9B}\n")
            return .done
        }
        for (isTerminal, expected) in [
            (false, "one\ntwo\u{9B}\n"), (true, "one\ntwo<U+009B>\n"),
        ] {
            let witness = Witness()
            let world = witness.world(["try"], isTerminal: isTerminal)
            #expect(Ledgerctl.run(in: world, commands: commands) == .done)
            #expect(witness.output == expected)
        }
    }

    @Test("indents the lines of an error after the first, so that none passes for its own")
    func errorLines() {
        let commands = command { _, _ throws(CommandError) in
            throw .stopped(.refused, words: "no `a\nledgerctl: b`")
        }
        let witness = Witness()
        #expect(Ledgerctl.run(in: witness.world(["try"]), commands: commands) == .refused)
        #expect(witness.errors == "ledgerctl: no `a\n  ledgerctl: b`\n")
    }

    @Test("wraps tables on a terminal, and with --plain nowhere")
    func tables() {
        let commands = command { invocation, world in
            var table = Table([.init("title")])
            table.add(["one two three four five"])
            world.show(table, for: invocation)
            return .done
        }
        for (line, isTerminal, count) in [
            (["try"], true, 3), (["try", "--plain"], true, 2), (["try"], false, 2),
        ] {
            let witness = Witness()
            let world = witness.world(line, isTerminal: isTerminal, width: 20)
            #expect(Ledgerctl.run(in: world, commands: commands) == .done)
            #expect(witness.output.split(separator: "\n").count == count)
        }
    }

    @Test("does not end well when its output is lost")
    func lost() {
        let witness = Witness()
        witness.lost = "No space left on device"
        #expect(Ledgerctl.run(in: witness.world(["help"])) == .refused)
        #expect(
            witness.errors == "ledgerctl: standard output is incomplete: No space left on device\n"
        )
        let tampered = command { _, _ in .tampered }
        #expect(Ledgerctl.run(in: witness.world(["try"]), commands: tampered) == .tampered)
    }
}
