// Help: complete, examples first, and true to the grammars.

import Foundation
import Testing

@testable import ledgerctl

@Suite("Help")
struct HelpTests {
    private static let small = Grammar(
        "try out",
        "tries something",
        examples: [Example("try out A1 --of X", "tries X")],
        positionals: [
            Positional("ACTION", "the action"),
            Positional("HOW", "the way", .optional, choices: ["well", "badly"]),
        ],
        options: [
            Option("of", "THING", "what is tried", isRequired: true),
            Option("output", "FILE", "where to", short: "o"),
        ],
        common: [Option(switch: "dry-run", "only show", short: "n")],
        seeAlso: ["list", "show"]
    )

    @Test("on a verb is this text")
    func text() {
        #expect(
            Help.text(of: Self.small) == """
                ledgerctl try out: tries something

                Examples
                  ledgerctl try out A1 --of X
                      tries X

                Usage
                  ledgerctl try out ACTION [well|badly] --of THING [--output FILE] [OPTION …]

                  ACTION  the action
                  HOW     the way: well, badly

                Options
                  --of THING         what is tried (needed)
                  -o, --output FILE  where to

                Common options
                  -n, --dry-run  only show

                See also
                  ledgerctl help list, ledgerctl help show

                """
        )
    }

    @Test("on every verb shows examples before anything else, and every option")
    func everyVerb() throws {
        for grammar in Command.all.map(\.grammar) {
            let text = Help.text(of: grammar)
            let example = try #require(text.range(of: "\n\nExamples\n  ledgerctl \(grammar.name)"))
            let usage = try #require(text.range(of: "\n\nUsage\n"))
            #expect(example.lowerBound < usage.lowerBound)
            for option in grammar.allOptions { #expect(text.contains(option.spelling)) }
            for positional in grammar.positionals { #expect(text.contains(positional.meaning)) }
            for name in grammar.seeAlso {
                #expect(
                    Command.all.contains { $0.grammar.name == name },
                    "\(grammar.name): \(name)"
                )
            }
        }
    }

    @Test("over all names every verb once, in a line that fits a screen")
    func overview() {
        let lines = Help.overview(of: Command.all).split(separator: "\n")
        for grammar in Command.all.map(\.grammar) {
            let mine = lines.filter {
                $0.hasPrefix("  \(grammar.name) ") && $0.hasSuffix(grammar.purpose)
            }
            #expect(mine.count == 1, "\(grammar.name)")
        }
        #expect(lines.allSatisfy { $0.count <= 100 })
        #expect(lines[1] == "Examples")
    }

    @Test("on a first word shows the verbs that begin with it")
    func group() {
        let witness = Witness()
        #expect(Ledgerctl.run(in: witness.world(["help", "approve"])) == .done)
        #expect(witness.output.contains("  approve plan  records"))
        #expect(!witness.output.contains("add plan"))
    }

    @Test("on a verb that reads says how it is asked of several plans, in the words of verify")
    func several() {
        let all = "        every journal of the ledger\n"
        let text = Help.text(of: Command.list.grammar)
        #expect(text.contains("the plan, such as cqc-2018; may stand more than once\n"))
        #expect(text.contains(all))
        #expect(Help.text(of: Command.verify.grammar).contains(all.drop { $0 == " " }))
        #expect(!Help.text(of: Command.note.grammar).contains("more than once"))
    }

    @Test("is given by a grammar without contradictions")
    func grammars() {
        for grammar in Command.all.map(\.grammar) {
            let names = grammar.allOptions.map(\.name) + grammar.positionals.map(\.name) + ["help"]
            #expect(Set(names).count == names.count, "\(grammar.name) names something twice")
            #expect(grammar.positionals.dropLast().allSatisfy { $0.presence == .required })
            #expect(grammar.positionals.allSatisfy { $0.name == $0.name.uppercased() })
            #expect(Set(grammar.alternatives.joined()).isSubset(of: names))
            #expect((1...2).contains(grammar.words.count))
        }
        let verbs = Command.all.map(\.grammar.name)
        #expect(verbs == LazyCommand.all.map(\.name))
        #expect(Set(verbs).count == verbs.count)
    }

    @Test("shows the options that every verb of a kind has")
    func commonOptions() {
        let recording: Set = [
            "ledger", "plan", "by", "for", "on", "because", "key", "dry-run", "clock-was-wrong",
        ]
        let reading: Set = [
            "ledger", "plan", "as-at", "known-at", "json", "no-color", "no-pager", "plain",
        ]
        for command in Command.all {
            let names = Set(command.grammar.allOptions.map(\.name))
            switch command.kind {
            case .planning, .recording, .board:
                #expect(names.isSuperset(of: recording) || command.grammar.name == "add plan")
            case .reading:
                #expect(names.isSuperset(of: reading))
                // A paper is about one plan.
                #expect(names.contains("all") == (command.grammar.name != "report"))
            case .checking:
                #expect(names.isSuperset(of: reading.subtracting(["as-at", "known-at"])))
            case .proving:
                let records = ["keys register", "keys revoke", "restore"]
                #expect(
                    names.isSuperset(of: recording) == records.contains(command.grammar.name)
                )
            case .besides:
                #expect(names.contains("plan") == (command.grammar.name == "copy"))
            }
        }
    }
}
