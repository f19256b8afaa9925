// Bodies that are no JSON, or not that of the verb.

#if Web
    import Foundation
    import Ledger
    import Testing

    @testable import ledgerctl

    @Suite("The body of a request to the API")
    struct APIBodyTests {
        private static let notJSON = "The body is not JSON (RFC 8259)"
        private static let notText = "The body is a JSON object whose members are texts"
        private static let twice = "The body says a member twice, or has a comma too many."

        /// Bodies for `note`, and how the sentence about each begins.
        private static let bodies: [(body: String, detail: String)] = [
            ("", notJSON), ("{", notJSON), ("{'a':1}", notJSON), ("NaN", notJSON),
            (#"{"action":"A1","text":"x"} {}"#, notJSON), (#"{"action":NaN}"#, notJSON),
            (#"{"action":"A1","text":"x" // no"#, notJSON), ("{action:1}", notJSON),
            (#"{"action":"A1","text":"\ud800"}"#, notJSON),
            (#"{"action":"A1","text":"\udc00\ud800"}"#, notJSON),
            (#"{"action":"A1","text":"\x41"}"#, notJSON),
            ("{\"action\":\"A1\",\"text\":\"a\nb\"}", notJSON),
            ("[]", notText), ("null", notText), ("1", notText), (#""A1""#, notText),
            (#"{"action":{"a":1}}"#, notText), (#"{"action":[["A1"]]}"#, notText),
            (#"{"action":1.5}"#, notText), (#"{"action":1e400}"#, notText),
            (#"{"action":[1]}"#, notText), (#"{"action":99999999999999999999}"#, notText),
            (#"{"action":"A1","text":"x","text":"y"}"#, twice),
            (#"{"action":"A1","text":"x","action":"A1"}"#, twice),
            (#"{"action":"A1","text":"x","\u0074ext":"x"}"#, twice),
            (#"{"action":"A1","text":"x",}"#, twice), (#"{"a":["b",]}"#, twice),
            (#"{"action":"A1"}"#, "`text` is missing: what happened."),
            (#"{"text":"x"}"#, "`action` is missing: the action, such as A1 or C1.iii."),
            ("{}", "`action` is missing"),
            (#"{"action":"A1","text":null}"#, "`text` is a text."),
            (#"{"action":"A1","text":1}"#, "`text` is a text."),
            (#"{"action":"A1","text":["x"]}"#, "`text` is a text."),
            (#"{"action":"A1","text":true}"#, "`text` is a text."),
            (#"{"action":"A1","text":"x","line":"4"}"#, "`line` is one of 1, 2, 3, not `4`."),
            (#"{"action":"A1","text":"x","dry-run":"yes"}"#, "`dry-run` is true or false."),
            (#"{"action":"A1","text":"x","TEXT":"y"}"#, "`note` has no member `TEXT`. It takes"),
            (#"{"action":"A1","text":"x","by":"AB"}"#, "`note` has no member `by`. It takes"),
            (#"{"action":"A1","text":"a\u0000b"}"#, "`text` holds the character U+0000"),
            (#"{"action":"A1","text":"x","on":"when"}"#, "--on: "),
            (#"{"action":"A 1","text":"x"}"#, "`A 1` cannot stand as ACTION"),
        ]

        @Test("is refused with a sentence, and nothing is recorded", arguments: bodies.indices)
        func refused(_ index: Int) throws {
            let (body, detail) = Self.bodies[index]
            let ledger = try VerbLedger()
            let answer = ledger.site.post("/api/plans/moor-2018/note", body)
            #expect(answer.status == 400)
            #expect(answer.detail.hasPrefix(detail), "\(body): \(answer.detail)")
            #expect(ledger.lines.count == VerbLedger.entryCount)
        }

        @Test("is refused where it nests without end, or is not UTF-8")
        func bytes() throws {
            let ledger = try VerbLedger()
            let path = "/api/plans/moor-2018/note"
            for nested in ["[", #"{"a":"#] {
                let body = String(repeating: nested, count: 60_000 / nested.count)
                #expect(ledger.site.post(path, body).status == 400)
            }
            var request = Request("POST", target: path)
            request.headers += [
                ("x-form-token", Visitor.officer.token), ("content-type", "application/json"),
            ]
            let text = #"{"action":"A1","text":"x"}"#
            let utf16 = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            for body in [utf16, [0xFF, 0xFE] + utf16, Array(text.utf8) + [0xC3]] {
                request.body = body
                let answer = ledger.site.answer(request, as: .officer)
                #expect(answer.status == 400, "\(answer.text)")
            }
        }

        @Test("is JSON by its type, in whatever case and with whatever charset")
        func types() throws {
            let ledger = try VerbLedger()
            let path = "/api/plans/moor-2018/note"
            let body = #" {"text":"\u00e9\ud83d\ude00, \"so\" , \\","action":"A1"} "#
            for type in ["application/json", "Application/JSON; charset=utf-8"] {
                #expect(ledger.site.post(path, body, type: type).status == 200)
            }
            #expect(ledger.lines.last?.contains(#""note":"é😀, \"so\" , \\""#) == true)
            for type in [
                nil, "", "text/plain", "application/x-www-form-urlencoded", "application/jsonl",
                "multipart/form-data; boundary=x",
            ] {
                let answer = ledger.site.post(path, body, type: type)
                #expect(answer.status == 415)
                #expect(answer.detail == "The body is application/json.")
            }
        }

        @Test("keeps every rule of the ledger: what is refused there is refused here")
        func rules() throws {
            let ledger = try VerbLedger()
            for (line, status, detail) in [
                ("note A9 x", 409, "Not recorded: "), ("strike 1 --because x", 409, "Not recorded"),
                ("rate A1 red", 409, "Not recorded: "),
                ("note A1 x --on 2030-01-01", 409, "Not recorded: "),
            ] {
                let request = try VerbLedger.request(of: line)
                let answer = ledger.site.post(request.path, request.body)
                #expect(answer.status == status, "\(line)")
                #expect(answer.detail.hasPrefix(detail), "\(line): \(answer.detail)")
                #expect(ledger.run(line, expecting: .refused).errors.contains(answer.detail))
            }
        }
    }
#endif
