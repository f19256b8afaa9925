// What the API answers: the same bytes as the command, and of what it does not offer nothing.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

/// The plans that come with the program.
enum Shipped {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "events").path

    static let plans = ["aedb-2018", "ccth-2016", "cqc-2018", "css-2022", "iip-2022", "op-2019"]

    /// After the last entry of any of them.
    static let now = Instant(seconds: 1_800_000_000)

    static let site = LedgerSite(folder, clock: { now })

    /// What the command says.
    static func run(_ words: [String]) -> Said {
        let witness = Witness()
        var world = witness.world(words, environment: ["LEDGER": folder])
        world.now = { now }
        let code = Ledgerctl.run(in: world)
        return Said(code: code, output: witness.output, errors: witness.errors)
    }

    /// The values of `name` in the events of a plan's journal.
    static func values(_ name: String, in plan: String) -> [String] {
        let text = (try? String(contentsOfFile: "\(folder)/\(plan).jsonl", encoding: .utf8)) ?? ""
        let found = text.matches(of: /"(\w+)":"([A-Za-z0-9.\-]+)"/).filter { $0.1 == name }
        var values: [String] = []
        for value in found.map({ String($0.2) }) where !values.contains(value) {
            values.append(value)
        }
        return values
    }
}

@Suite("The API")
struct APITests {
    /// Every verb that reads, as a command line and as a query.
    private static func questions(_ plan: String) -> [(words: [String], query: String)] {
        let codes = Shipped.values("action", in: plan).prefix(8)
        let keys = Shipped.values("person", in: plan).prefix(3)
        let bodies = Shipped.values("body", in: plan).prefix(1)
        let priorities = Shipped.values("priority", in: plan).prefix(2)
        let meetings = Shipped.values("meeting", in: plan)
        var questions: [(words: [String], query: String)] = [
            (["status"], ""), (["status", "--as-at", "2019-01-31"], "as-at=2019-01-31"),
            (["status", "--known-at", "3"], "known-at=3"), (["list"], ""),
            (["list", "rating:red", "not:moved:>0"], "query=rating:red&query=not:moved:%3E0"),
            (["history"], ""), (["history", "--field", "due"], "field=due"), (["replay"], ""),
            (["replay", "--from", "2", "--to", "4"], "from=2&to=4"),
            (["diff", "1", "2026-01-01"], "from=1&to=2026-01-01"), (["gaps"], ""), (["chase"], ""),
            (["report", "--highlight", "all"], "highlight=all"),
            (
                ["report", "--highlight", "all", "--period", "2018-05"],
                "highlight=all&period=2018-05"
            ),
            (["verify"], ""), (["verify", "--rules"], "rules=true"),
            (["verify"], "rules=false"),
        ]
        for code in codes {
            questions += ["show", "history", "blame"].map { ([$0, code], "code=\(code)") }
        }
        for code in keys + priorities + bodies {
            questions += [(["show", code], "code=\(code)")]
        }
        for key in keys + bodies {
            questions += ["chase", "report"].map { ([$0, "--for", key], "for=\(key)") }
        }
        questions += meetings.map { (["report", "--meeting", $0], "meeting=\($0)") }
        questions += meetings.prefix(1).map {
            (["report", "--meeting", $0, "--beside", "all"], "meeting=\($0)&beside=all")
        }
        return questions
    }

    @Test(
        "answers of the shipped plans what the command does, byte for byte, as it describes",
        arguments: Shipped.plans
    )
    func readers(_ plan: String) throws {
        let description = try Description()
        var answered: Set<String> = []
        for (words, query) in Self.questions(plan) {
            let said = Shipped.run(words + ["--plan", plan, "--json"])
            let answer = Shipped.site.get("/api/plans/\(plan)/\(words[0])?\(query)")
            guard said.code == .done else {
                #expect(answer.status >= 400 && answer.status < 500, "\(words)")
                #expect(said.errors.contains(answer.detail), "\(words): \(answer.detail)")
                continue
            }
            #expect(answer.status == 200, "\(words): \(answer.text)")
            #expect(answer.text == said.output, "\(words)")
            #expect(answer.header("Content-Type") == "application/json")
            #expect(answer.header("Ledger-Warning") == nil)
            let schema = try description.answer("/api/plans/{plan}/\(words[0])")
            let faults = description.faults(in: try #require(answer.json), schema)
            #expect(faults == [], "\(words)")
            answered.insert(words[0])
        }
        // Nothing but a proof needs more than the shipped files.
        #expect(answered == Set(Operation.readers.map(\.name)).subtracting(["proof"]))
    }

    @Test("answers everybody who is let in, and nobody else", arguments: RecorderRole.allCases)
    func readersByRole(_ role: RecorderRole) {
        let visitor = Visitor("KT", role)
        let status = Shipped.site.get("/api/plans/cqc-2018/status", as: visitor)
        #expect(status.status == 200)
        let session = Shipped.site.get("/api/session", as: visitor).json as? [String: String]
        #expect(session == ["key": "KT", "role": role.rawValue, "token": visitor.token])
        let stranger = Shipped.site.respond(to: Request(target: "/api/plans"))
        #expect(stranger.status == 401)
        #expect(stranger.detail.hasPrefix("Sign in at /sign-in"))
        #expect(stranger.header("WWW-Authenticate") != nil)
    }

    @Test("has no key for whoever reads without having signed in")
    func anybody() {
        let session = Shipped.site.get("/api/session", as: .anybody).json as? [String: Any]
        #expect(session?["key"] is NSNull)
        #expect(Shipped.site.post("/api/plans/cqc-2018/note", "{}", as: .anybody).status == 401)
    }

    @Test("names the plans")
    func plans() {
        #expect(Shipped.site.get("/api/plans").json as? [String] == Shipped.plans)
    }

    @Test("hands over the lines of the journal as they are")
    func entries() throws {
        let bytes = try #require(
            FileManager.default.contents(atPath: "\(Shipped.folder)/cqc-2018.jsonl")
        )
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        let path = "/api/plans/cqc-2018/entries"
        let all = Shipped.site.get(path)
        #expect(all.body == Array(bytes))
        #expect(all.header("Content-Type") == "application/jsonl")
        #expect(Shipped.site.get("\(path)?from=2&to=3").text == "\(lines[1])\n\(lines[2])\n")
        #expect(Shipped.site.get("\(path)?from=3&to=2").text == "")
        #expect(Shipped.site.get("\(path)?from=9999999").text == "")
        #expect(
            Shipped.site.get("\(path)?from=\(lines.count)&to=99999").text
                == "\(lines[lines.count - 1])\n"
        )
        #expect(Shipped.site.get("\(path)/2").text == lines[1])
        #expect(
            lines[2].contains(Digest(of: Array(Shipped.site.get("\(path)/2").body)).hex)
        )
        for wrong in ["0", "-1", "02", "+2", "x", "99999", "9223372036854775808"] {
            #expect(Shipped.site.get("\(path)/\(wrong)").status == 404, "\(wrong)")
        }
        for wrong in ["from=0", "from=x", "to=", "from=1&from=2", "form=1"] {
            #expect(Shipped.site.get("\(path)?\(wrong)").status == 400, "\(wrong)")
        }
    }

    @Test(
        "says that there is no such address",
        arguments: [
            "/api", "/api/", "/api/nothing", "/api/plans/", "/api/plans/cqc-2018",
            "/api/plans/cqc-2018/", "/api/plans/cqc-2018/status/1", "/api/plans/cqc-2018/entries/",
            "/api/plans/cqc-2018/entries/1/2", "/api//plans", "/api/plans//status",
            "/api/plans/none/status", "/api/plans/..%2Fevents/status", "/api/plans/a b/status",
            "/api/session/x", "/api/plans/cqc-2018/add action", "/api/plans/cqc-2018/Status",
        ]
    )
    func noSuchPath(_ path: String) {
        let answer = Shipped.site.get(path)
        #expect(answer.status == 404)
        #expect(answer.detail.hasPrefix("There is no "))
    }

    @Test("knows one method for each address, and names it")
    func methods() {
        for method in ["PUT", "DELETE", "POST", "PATCH"] {
            let request = Request(method, target: "/api/plans/cqc-2018/status")
            let answer = Shipped.site.answer(request, as: .officer)
            #expect(answer.status == 405)
            #expect(answer.header("Allow") == "GET, HEAD")
        }
        let answer = Shipped.site.get("/api/plans/cqc-2018/note")
        #expect(answer.status == 405)
        #expect(answer.header("Allow") == "POST")
        #expect(answer.detail == "This address is asked for with POST, not with GET.")
    }

    @Test("offers every verb, or says which it leaves out")
    func everyVerb() throws {
        let offered = (Operation.readers + Operation.recorders).map(\.command.grammar.name)
        #expect(Set(offered).isDisjoint(with: Operation.leftOut))
        #expect(
            Set(offered).union(Operation.leftOut) == Set(LazyCommand.all.map(\.name))
        )
        let described = try Description()
        let paths = try #require(described.document["paths"] as? [String: [String: Any]])
        let prefix = "/api/plans/{plan}/"
        for (operations, method) in [(Operation.readers, "get"), (Operation.recorders, "post")] {
            let names = paths.filter { $0.key.hasPrefix(prefix) && $0.value[method] != nil }
                .map { String($0.key.dropFirst(prefix.count)) }
            let own: Set = method == "get" ? ["entries", "entries/{entry}"] : []
            #expect(Set(names) == Set(operations.map(\.name)).union(own))
        }
        let identities = paths.values.flatMap { $0.values }
            .compactMap { ($0 as? [String: Any])?["operationId"] as? String }
        #expect(Set(identities).count == identities.count)
    }

    @Test("takes every option of a verb, or keeps it out by name; and no two under one name")
    func everyOption() {
        for operation in Operation.readers + Operation.recorders {
            let names = operation.parameters.map(\.name)
            #expect(Set(names).count == names.count, "\(operation.name)")
            for option in operation.command.grammar.allOptions {
                let isTaken = operation.parameters.contains { $0.place == option.name }
                let isKept = Operation.hidden.contains(option.name)
                let verb = operation.command.grammar.name
                let isKeptHere = Operation.keptOf[verb]?.contains(option.name) == true
                #expect(
                    isTaken != (isKept || isKeptHere),
                    "\(operation.name) \(option.name)"
                )
            }
        }
    }

    @Test("refuses what is kept out, whatever stands in it", arguments: Operation.hidden.sorted())
    func hidden(_ name: String) {
        for operation in Operation.readers where operation.name != "proof" {
            let path = "/api/plans/cqc-2018/\(operation.name)"
            let answer = Shipped.site.get("\(path)?\(name)=/etc/passwd")
            #expect(answer.status == 400)
            #expect(
                answer.detail.hasPrefix("`\(operation.name)` has no parameter `\(name)`."),
                "\(answer.detail)"
            )
        }
    }

    /// Queries that cannot be, and what is said of them.
    private static let queries: [(path: String, detail: String)] = [
        ("status?as-at=2019&as-at=2020", "`as-at` is given more than once."),
        ("verify?rules=yes", "`rules` is true or false, not `yes`."),
        ("replay?from=x", "`from` is a whole number, not `x`."),
        ("show", "`code` is missing: the code of an action, priority, risk or measure; or a key."),
        ("report?for=KT&meeting=2018-11-15&highlight=A", ""),
        ("status?as-at=%00", "`as-at` holds the character U+0000, which no text may hold."),
        ("diff?from=&to=5", ""), ("diff?from=@&to=5", ""), ("diff?from=5&to=@5", ""),
        (
            "show?code=\(String(repeating: "é", count: 1_001))",
            "What stands under `code` is longer than 1000 characters."
        ),
        ("report?", "`report` needs --meeting: a day such as 31 May 2018"),
    ]

    @Test("says what of a query cannot be", arguments: queries.indices)
    func badQueries(_ index: Int) {
        let (path, detail) = Self.queries[index]
        let answer = Shipped.site.get("/api/plans/cqc-2018/\(path)")
        #expect(answer.status == 400 || detail.isEmpty && answer.status == 409, "\(answer.text)")
        #expect(detail.isEmpty || answer.detail == detail)
    }

    @Test("takes a value that begins with dashes as a value")
    func dashes() {
        let answer = Shipped.site.get("/api/plans/cqc-2018/show?code=--ledger%3D/etc")
        #expect(answer.status == 404)
        #expect(answer.detail.hasPrefix("Nothing in cqc-2018 is called `--ledger=/etc`"))
    }

    @Test("says what is not there, and what is not yet")
    func missing() {
        for path in ["show?code=Z9", "status?as-at=2001-01-01"] {
            #expect(Shipped.site.get("/api/plans/cqc-2018/\(path)").status == 404)
        }
        let path = "/api/plans/cqc-2018/proof?entry=3"
        #expect(Shipped.site.get(path).status == 409)
    }

    @Test("describes itself to anybody, in OpenAPI 3.1")
    func description() throws {
        let response = Shipped.site.respond(to: Request(target: "/openapi.json"))
        #expect(response.status == 200)
        let document = try Description().document
        #expect(document["openapi"] as? String == "3.1.0")
        let posted = Request("POST", target: "/openapi.json")
        #expect(Shipped.site.respond(to: posted).status == 405)
    }
}
