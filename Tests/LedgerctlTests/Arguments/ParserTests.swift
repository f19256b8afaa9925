// Command lines and what they are understood as.

import Ledger
import Testing

@testable import ledgerctl

@Suite("A command line")
struct ParserTests {
    private func given(_ line: String) throws -> [String: [String]] {
        guard case .work(let command, let invocation) = try asked(line) else {
            throw CommandError.refused("`\(line)` asks for no work")
        }
        #expect(command.grammar.name == invocation.verb)
        #expect(shellWords(line).starts(with: command.grammar.words))
        return Dictionary(uniqueKeysWithValues: invocation.given.map { ($0.key, $0.value) })
    }

    @Test(
        "is a verb with what was given to it",
        arguments: [
            ("status", [:]),
            ("note A1 \"Paper drafted\"", ["ACTION": ["A1"], "TEXT": ["Paper drafted"]]),
            (
                "note A1 Drafted --line 2 --by KT -n",
                [
                    "ACTION": ["A1"], "TEXT": ["Drafted"], "line": ["2"], "by": ["KT"],
                    "dry-run": [],
                ]
            ),
            (
                "note --by=KT A1 --on=2018-03 x",
                ["ACTION": ["A1"], "TEXT": ["x"], "by": ["KT"], "on": ["2018-03"]]
            ),
            ("note A1 x --because=", ["ACTION": ["A1"], "TEXT": ["x"], "because": [""]]),
            ("note A1 x --because a=b", ["ACTION": ["A1"], "TEXT": ["x"], "because": ["a=b"]]),
            (
                "note A1 x --because=--by=KT",
                ["ACTION": ["A1"], "TEXT": ["x"], "because": ["--by=KT"]]
            ),
            ("note A1 -- --dry-run", ["ACTION": ["A1"], "TEXT": ["--dry-run"]]),
            ("note A1 \"- and then\"", ["ACTION": ["A1"], "TEXT": ["- and then"]]),
            ("note A1 -3", ["ACTION": ["A1"], "TEXT": ["-3"]]),
            ("note A1 x --because -3", ["ACTION": ["A1"], "TEXT": ["x"], "because": ["-3"]]),
            ("note A1 -", ["ACTION": ["A1"], "TEXT": ["-"]]),
            ("note A1 \"\"", ["ACTION": ["A1"], "TEXT": [""]]),
            ("list", [:]),
            ("list rating:red lead:KT --json", ["QUERY": ["rating:red", "lead:KT"], "json": []]),
            (
                "add action A1 Write --under A",
                ["CODE": ["A1"], "TITLE": ["Write"], "under": ["A"]]
            ),
            ("add milestone A1/2", ["MILESTONE": ["A1/2"]]),
            ("add milestone A1 2018-05", ["MILESTONE": ["A1"], "DATE": ["2018-05"]]),
            ("approve plan --meeting 2018-03-22", ["meeting": ["2018-03-22"]]),
            ("assign A1 --responsible none", ["ACTION": ["A1"], "responsible": ["none"]]),
            (
                "report --meeting 2018-11-15 -o r.md",
                ["meeting": ["2018-11-15"], "output": ["r.md"]]
            ),
            ("verify --all --rules", ["all": [], "rules": []]),
            ("status --all --json", ["all": [], "json": []]),
            ("show A1 --plan b --plan=a", ["CODE": ["A1"], "plan": ["b", "a"]]),
        ] as [(String, [String: [String]])]
    )
    func understood(line: String, expected: [String: [String]]) throws {
        #expect(try given(line) == expected)
    }

    @Test("gives an option that may repeat every value, in order")
    func repeating() throws {
        let grammar = Grammar(
            "try",
            "tries",
            examples: [],
            options: [Option("of", "X", "several", mayRepeat: true)],
            common: []
        )
        let command = Command(.reading, grammar) { _, _ in .done }
        let parser = Parser(commands: [LazyCommand("try", command)])
        guard case .work(_, let invocation) = try parser.parse(["try", "--of", "b", "--of=a"])
        else {
            Issue.record("no work")
            return
        }
        #expect(invocation.all("of") == ["b", "a"])
        #expect(invocation["of"] == "b")
        #expect(grammar.usage == "ledgerctl try [--of X …] [OPTION …]")
    }

    @Test(
        "asks for help in many ways",
        arguments: [
            ("", nil), ("help", nil), ("--help", nil), ("-h", nil), ("help --help", nil),
            ("help note", "note"), ("note --help", "note"), ("note -h", "note"),
            ("note A1 --nonsense --help", "note"), ("help add action", "add action"),
            ("add action --help", "add action"), ("add action A1 -h", "add action"),
            ("approve plan --help", "approve plan"), ("help date", "date"),
        ] as [(String, String?)]
    )
    func help(line: String, verb: String?) throws {
        switch try asked(line) {
        case .overview(of: nil): #expect(verb == nil)
        case .help(let grammar): #expect(grammar.name == verb)
        default: Issue.record("`\(line)` asks for no help")
        }
    }

    @Test("asks for the verbs that share a first word", arguments: ["help add", "add --help"])
    func group(line: String) throws {
        guard case .overview(of: "add") = try asked(line) else {
            Issue.record("`\(line)` asks for something else")
            return
        }
    }

    @Test("does not ask for help where the word stands after --")
    func literalHelp() throws {
        #expect(try given("note A1 -- --help")["TEXT"] == ["--help"])
    }

    @Test("asks for the version")
    func version() throws {
        guard case .version = try asked("--version") else {
            Issue.record("no version")
            return
        }
    }

    @Test("that stands as an example is understood, and as the verb it is an example of")
    func examples() throws {
        for command in Command.all {
            #expect(!command.grammar.examples.isEmpty)
            for example in command.grammar.examples {
                let words = shellWords(example.line)
                #expect(words.first == "ledgerctl")
                let asked = try Parser(commands: LazyCommand.all).parse(Array(words.dropFirst()))
                guard case .work(let found, _) = asked else {
                    Issue.record("\(example.line)")
                    continue
                }
                #expect(found.grammar.name == command.grammar.name)
            }
        }
    }
}

@Suite("An invocation")
struct InvocationTests {
    private func invocation(_ line: String) throws -> Invocation {
        guard case .work(_, let invocation) = try asked(line) else {
            throw CommandError.refused("no work")
        }
        return invocation
    }

    @Test("finds the ledger by option, then by LEDGER, then in ./events")
    func ledger() throws {
        let bare = try invocation("status")
        let told = try invocation("status --ledger x")
        let witness = Witness()
        #expect(bare.home(in: witness.world()).description == "./events")
        #expect(bare.home(in: witness.world(environment: ["LEDGER": ""])).description == "./events")
        #expect(bare.home(in: witness.world(environment: ["LEDGER": "y"])).description == "y")
        #expect(told.home(in: witness.world(environment: ["LEDGER": "y"])).description == "x")
    }

    @Test("finds who records by option, then by LEDGER_BY, and else refuses")
    func recorder() throws {
        let bare = try invocation("deliver A1")
        let told = try invocation("deliver A1 --by KT")
        let known = Witness().world(environment: ["LEDGER_BY": "JMW"])
        #expect(try bare.recorder(in: known) == "JMW")
        #expect(try told.recorder(in: known) == "KT")
        #expect(throws: CommandError.usage(.recorderMissing, usage: bare.usageLine)) {
            try bare.recorder(in: Witness().world())
        }
    }

    @Test("reads values as what they should be, and says what that is")
    func values() throws {
        let invocation = try invocation("strike 4x --on 3")
        #expect(try invocation.value("on", expected: "a number", { Int($0) }) == 3)
        #expect(try invocation.value("for", expected: "a number", { Int($0) }) == nil)
        let error = #expect(throws: CommandError.self) {
            try invocation.required("ENTRY", expected: "a number such as 41") { Int($0) }
        }
        #expect(error?.lines.first == "`4x` cannot stand as ENTRY, which is a number such as 41")
        #expect(error?.exitCode == .usage)
        let missing = #expect(throws: CommandError.self) {
            try invocation.required("by", expected: "a key") { $0 }
        }
        #expect(missing?.lines.first == "`strike` needs --by: a key")
    }
}
