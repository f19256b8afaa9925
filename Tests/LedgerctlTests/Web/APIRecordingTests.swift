// What is recorded through the API: the same lines as by the command, in nobody else's name.

#if Web
    import Foundation
    import Ledger
    import Testing

    @testable import ledgerctl

    @Suite("The API, where it records")
    struct APIRecordingTests {
        /// A line for each verb that the tests of events leave out.
        private static let others: [Recorded] =
            [
                "add person EF Eve --role Chair", #"add body GRP "A group" --members AB/CD"#,
                "add priority B Second --aim Better", "add action A2 Another --under A",
                "add milestone A1/2 2018-09 --label Draft", "add meeting 2018-05-17 Board",
                "add link A1 winter-2018:U1 --kind detail-in --inferred",
                "assign A1 --responsible CD --because Helps", "reword A1 Anew --because Clearer",
                "leave CD --because Moved", "approve plan --meeting 2018-03-22 --agreed-by MCB",
                "forecast A1 2018-08 --because Late", "note A1 Begun --line 2 --by-when 2018-06",
                "rate A1 amber --because Slow", "deliver A1",
            ].map { Recorded(line: $0, event: "") } + [
                Recorded(before: ["deliver A1 --by AB"], line: "confirm A1 --line 3", event: ""),
                Recorded(before: ["note A1 Begun"], line: "strike 12 --because Twice", event: ""),
                Recorded(before: ["deliver A1"], line: "return A1 --because Missing", event: ""),
                Recorded(
                    before: ["close A1 --how withdrawn --because Done"],
                    line: "reopen A1 --because Wrong",
                    event: ""
                ),
                Recorded(line: #"note A1 "- x" --because=--ledger=/etc --for AB"#, event: ""),
            ]

        private static let rows = (VerbEventTests.rows + others).filter { row in
            Operation.recorders.contains { row.line.hasPrefix($0.command.grammar.name + " ") }
        }

        @Test("records by every verb what the command does, to the byte", arguments: rows)
        func sameLine(_ row: Recorded) throws {
            let (command, api) = (try VerbLedger(), try VerbLedger())
            for line in row.before {
                command.run(line)
                api.run(line)
            }
            let said = command.run(shellWords(row.line) + ["--json"])
            let request = try VerbLedger.request(of: row.line)
            let answer = api.site.post(request.path, request.body)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(api.lines == command.lines)
            let description = try Description()
            let schema = try description.answer(
                request.path.replacing("moor-2018", with: "{plan}"),
                "post"
            )
            #expect(description.faults(in: try #require(answer.json), schema) == [])
            #expect(answer.text == said.output)
        }

        @Test("is tested of every verb that it offers")
        func everyVerb() throws {
            let tested = Set(try Self.rows.map { try VerbLedger.request(of: $0.line).path })
            #expect(tested == Set(Operation.recorders.map { "/api/plans/moor-2018/\($0.name)" }))
        }

        @Test("takes the members that a program would write")
        func members() throws {
            let ledger = try VerbLedger()
            let body = """
                {"action":"A1","text":"Carers asked","because":"They wrote",\
                "on":"2018-02","for":"AB","key":"k-1","line":"2"}
                """
            let answer = ledger.site.post("/api/plans/moor-2018/note", body)
            #expect(answer.status == 200)
            let event = #"{"action":"A1","line":2,"note":"Carers asked","type":"progress-noted"}"#
            let line = ledger.lines.last ?? ""
            #expect(line.contains(#""events":[\#(event)]"#))
            #expect(line.contains(#""because":"They wrote","by":"SEC","#))
            #expect(line.contains(#""for":"AB","key":"k-1","on":"2018-02""#))
            let json = answer.json as? [String: Any]
            #expect(json?["recorded"] as? [Int] == [VerbLedger.entryCount + 1])
        }

        @Test("records a request of one name once, wherever the name stands")
        func once() throws {
            let ledger = try VerbLedger()
            let path = "/api/plans/moor-2018/note"
            let token = (name: "x-form-token", value: Visitor.officer.token)
            let header = (name: "idempotency-key", value: "k-1")
            let seq = VerbLedger.entryCount + 1
            let bodies = [
                (#"{"action":"A1","text":"Once","key":"k-1"}"#, [token]),
                (#"{"action":"A1","text":"Once"}"#, [token, header]),
                (#"{"action":"A1","text":"Once","key":"k-1"}"#, [token, header]),
                (#"{"action":"A1","text":"Once"}"#, [token, ("idempotency-key", "\"k-1\"")]),
            ]
            for (number, (body, headers)) in bodies.enumerated() {
                let answer = ledger.site.post(path, body, headers)
                let json = answer.json as? [String: Any]
                #expect(json?["recorded"] as? [Int] == (number == 0 ? [seq] : []))
                #expect(json?["recorded-before"] as? [Int] == (number == 0 ? [] : [seq]))
            }
            #expect(ledger.lines.count == seq)
            let other = ledger.site.post(path, #"{"action":"A1","text":"Other","key":"k-1"}"#)
            #expect(other.status == 409)
            let differing = ledger.site.post(path, bodies[0].0, [token, ("idempotency-key", "k")])
            #expect(differing.status == 400)
            let twice = ledger.site.post(path, bodies[1].0, [token, header, header])
            #expect(twice.status == 400)
            let no = ledger.site.post(path, bodies[1].0, [token, ("idempotency-key", "a b")])
            #expect(no.status == 400)
            #expect(ledger.lines.count == seq)
        }

        @Test("only shows what it would record, where that is asked")
        func dryRun() throws {
            let ledger = try VerbLedger()
            let request = try VerbLedger.request(of: "deliver A1", ["dry-run": true])
            let json = ledger.site.post(request.path, request.body).json as? [String: Any]
            #expect(json?["would-record"] as? [Int] == [VerbLedger.entryCount + 1])
            #expect(ledger.lines.count == VerbLedger.entryCount)
            let off = try VerbLedger.request(of: "deliver A1", ["dry-run": false])
            #expect(ledger.site.post(off.path, off.body).status == 200)
            #expect(ledger.lines.count == VerbLedger.entryCount + 1)
        }

        @Test("refuses what is kept out of every verb", arguments: Operation.hidden.sorted())
        func hidden(_ name: String) throws {
            let ledger = try VerbLedger()
            for row in Self.rows {
                let request = try VerbLedger.request(of: row.line, [name: "CD"])
                let answer = ledger.site.post(request.path, request.body)
                #expect(answer.status == 400)
                #expect(answer.detail.contains("has no member `\(name)`."), "\(answer.detail)")
            }
            #expect(ledger.lines.count == VerbLedger.entryCount)
        }

        @Test("records in the name of whoever is signed in, whatever is sent")
        func byCannotBeForged() throws {
            let ledger = try VerbLedger()
            let leader = Visitor("AB", .leader)
            let path = "/api/plans/moor-2018/note"
            let body = #"{"action":"A1","text":"Mine"}"#
            #expect(ledger.site.post(path, body, as: leader).status == 200)
            #expect(ledger.lines.last?.contains(#""by":"AB""#) == true)
            for query in ["by=CD", "for=CD"] {
                let answer = ledger.site.post("\(path)?\(query)", body, as: leader)
                #expect(answer.status == 400)
            }
            let forged = #"{"action":"A1","text":"Theirs","for":"CD"}"#
            let answer = ledger.site.post(path, forged, as: leader)
            #expect(answer.status == 403)
            #expect(ledger.lines.count == VerbLedger.entryCount + 1)
        }

        @Test("refuses what does not carry the session's token")
        func token() throws {
            let ledger = try VerbLedger()
            let body = #"{"action":"A1","text":"Mine"}"#
            let other = Secret.random().text
            for headers in [[], [("x-form-token", other)], [("x-form-token", "")]] {
                let answer = ledger.site.post(
                    "/api/plans/moor-2018/note",
                    body,
                    headers.map { (name: $0.0, value: $0.1) }
                )
                #expect(answer.status == 403)
                #expect(answer.detail.contains("X-Form-Token"))
            }
            #expect(ledger.lines.count == VerbLedger.entryCount)
        }

        /// What each role but the officer's may ask for.
        private static let allowed: [RecorderRole: Set<String>] = [
            .leader: [
                "note", "rate", "ask", "answer", "add-risk", "measure", "forecast", "deliver",
                "evidence",
            ],
            .secretary: [
                "approve-plan", "close-plan", "add-meeting", "cancel", "minute", "assure",
                "adopt-policy", "word", "approve-closure",
            ],
            .verifier: ["confirm", "return", "evidence"], .auditor: [], .reader: [],
        ]

        @Test("refuses to each role what is not its own", arguments: RecorderRole.allCases)
        func roles(_ role: RecorderRole) throws {
            // AB leads A1, and leads no priority.
            let visitor = Visitor(role == .leader ? "AB" : "SEC", role)
            for row in Self.rows where !row.line.contains("--for") {
                let ledger = try VerbLedger()
                for line in row.before { ledger.run(line) }
                let request = try VerbLedger.request(of: row.line, ["dry-run": true])
                let answer = ledger.site.post(request.path, request.body, as: visitor)
                let name = request.path.split(separator: "/").last.map(String.init) ?? ""
                // The event decides, not the verb: dates and ends are of several kinds.
                let isAsked = row.line.contains("--request")
                let isAnswered = name == "date" && row.line.contains("--agreed-by")
                let isRisk = row.line.hasPrefix("close R1")
                let isOfPriority = row.before.contains { $0.contains("--about A ") }
                let isAllowed =
                    role == .officer
                    || !(role == .leader && isOfPriority)
                        && Self.allowed[role]?.contains(name) == true
                    || role == .leader && (isAsked || isRisk) || role == .secretary && isAnswered
                #expect(
                    answer.status == (isAllowed ? 200 : 403),
                    "\(role) \(row.line): \(answer.text)"
                )
            }
        }

        @Test("keeps a file that is sent, under its own name and no path")
        func file() throws {
            let ledger = try VerbLedger()
            let path = "/api/plans/moor-2018/evidence"
            let bytes = Array("The strategy".utf8)
            let answer = ledger.site.upload(
                path,
                [("milestone", "A1"), ("line", "3"), ("exempt", "true")],
                [("file", #"C:\Users\../x/plan.pdf"#, bytes)]
            )
            #expect(answer.status == 200, "\(answer.text)")
            let digest = Digest(of: bytes).hex
            #expect(ledger.evidence == [digest])
            #expect(ledger.lines.last?.contains(#""name":"plan.pdf""#) == true)
            #expect(ledger.lines.last?.contains(#""exempt":true"#) == true)
            let twice = [("file", "a", bytes), ("file", "b", bytes)]
            for (fields, files) in [
                ([("milestone", "A1")], []), ([("milestone", "A1")], twice),
                ([("milestone", "A1")], [("file", "a", [])]),
                ([("milestone", "A1")], [("other", "a", bytes)]),
                ([("milestone", "A1"), ("url", "https://a.invalid")], [("file", "a", bytes)]),
                ([], [("file", "a", bytes)]),
                ([("milestone", "A1"), ("milestone", "A1")], [("file", "a", bytes)]),
                ([("milestone", "A1"), ("exempt", "on")], [("file", "a", bytes)]),
                ([("milestone", "A1"), ("place", "/etc/passwd")], [("file", "a", bytes)]),
            ] {
                #expect(ledger.site.upload(path, fields, files).status == 400, "\(fields)")
            }
            let long = Array(repeating: UInt8(0), count: Uploads.byteCountMax + 1)
            let answered = ledger.site.upload(path, [("milestone", "A1")], [("file", "a", long)])
            #expect(answered.status == 413)
            let nowhere = ledger.site.upload(path, [("milestone", "A9")], [("file", "a", [1])])
            #expect(nowhere.status == 409)
            #expect(ledger.evidence == [digest])
        }

        @Test(
            "never takes a path of the machine as evidence",
            arguments: [
                "/etc/passwd", "users.json", "../x", "file:/etc/passwd", "https:/x", "", "~",
                #":\/\/"#, "://\\u0301",
            ]
        )
        func path(_ url: String) throws {
            let ledger = try VerbLedger()
            let body = #"{"milestone":"A1","url":"\#(url)"}"#
            let answer = ledger.site.post("/api/plans/moor-2018/evidence", body)
            // What has the three marks of an address is one, and none is opened.
            #expect(answer.status == 400 || url.hasPrefix(":"), "\(answer.text)")
            #expect(ledger.evidence == nil)
        }

        @Test("says of a damaged journal that nothing is told or recorded, but for verify")
        func damaged() throws {
            let ledger = try VerbLedger()
            let path = ledger.folder.appending(path: "moor-2018.jsonl")
            let text = try String(contentsOf: path, encoding: .utf8)
            try text.replacing("Open the ward", with: "Open the yard")
                .write(to: path, atomically: true, encoding: .utf8)
            let note = try VerbLedger.request(of: "note A1 Hello")
            let answer = ledger.site.post(note.path, note.body)
            #expect(answer.status == 503)
            #expect(answer.detail.contains("damaged"))
            #expect(ledger.site.get("/api/plans/moor-2018/status").status == 503)
            let verdict = ledger.site.get("/api/plans/moor-2018/verify")
            #expect(verdict.status == 200)
            #expect((verdict.json as? [String: Any])?["verdict"] as? String == "tampered")
        }

        @Test("warns of a torn journal in the head of the answer")
        func torn() throws {
            let ledger = try VerbLedger()
            let path = ledger.folder.appending(path: "moor-2018.jsonl")
            let text = try String(contentsOf: path, encoding: .utf8)
            try (text + #"{"at":"#).write(to: path, atomically: true, encoding: .utf8)
            let answer = ledger.site.get("/api/plans/moor-2018/status")
            #expect(answer.status == 200)
            let warning = try #require(answer.header("Ledger-Warning"))
            #expect(warning.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
            let said = ledger.run("status")
            #expect(said.errors.contains(try #require(warning.removingPercentEncoding)))
        }
    }
#endif
