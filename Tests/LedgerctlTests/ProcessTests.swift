// The command as a process: exit codes, streams, pager, time zones and languages.

import Foundation
import Testing

@testable import ledgerctl

@Suite("The process")
struct ProcessTests {
    private static let events = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "events").path

    @Test(
        "ends as the shell is promised",
        arguments: [
            ("\"$L\" help", "", 0),
            ("\"$L\" nonsense 2>/dev/null", "", 64),
            ("\"$L\" --version >/dev/full", "standard output is incomplete", 1),
            ("\"$L\" --version >&-", "standard output is incomplete", 1),
            ("\"$L\" help | head -n 1; exit ${PIPESTATUS[0]}", "", 0),
            ("(sleep 0.2; \"$L\" help) | true; exit ${PIPESTATUS[0]}", "", 0),
            ("\"$L\" history --plan cqc-2018 | head -n 1; exit ${PIPESTATUS[0]}", "", 0),
            ("\"$L\" history --plan cqc-2018 >&-", "standard output is incomplete", 1),
            ("\"$L\" history --plan cqc-2018 >/dev/full", "standard output is incomplete", 1),
            ("\"$L\" note A1 $'\\xff'", "argument 3 is not text in UTF-8", 64),
        ]
    )
    func shell(script: String, errors: String, code: Int32) throws {
        let ran = try Shell.run(script, ["LEDGER": ProcessTests.events])
        #expect(ran.code == code)
        #expect(errors.isEmpty ? ran.errors.isEmpty : ran.errors.contains(errors))
    }

    @Test("keeps what is recorded although nobody hears of it", arguments: ["", "1", "2"])
    func recordsUnheard(closed: String) throws {
        let ledger = try SmallLedger()
        let ran = try ledger.run(
            "\"$L\" note A1 \"unheard\"" + (closed.isEmpty ? "" : " \(closed)>&-")
        )
        // Nothing printed for people or programs goes into the journal in place of a stream.
        #expect(try ledger.lines().last?.note == "unheard")
        #expect(try ledger.run("\"$L\" verify --rules").code == 0)
        #expect(ran.code == (closed == "1" ? 1 : 0))
        #expect(ran.errors.contains("standard output is incomplete") == (closed == "1"))
    }

    @Test("writes data to standard output and words for people to standard error")
    func streams() throws {
        let ledger = try SmallLedger()
        for verb in ["status", "list", "list --json", "history", "verify", "verify --json"] {
            let ran = try ledger.run("\"$L\" \(verb)")
            #expect(ran.code == 0 && !ran.output.isEmpty && ran.errors.isEmpty)
        }
        for verb in ["note A9 \"x\"", "show A9", "note", "list --as-at never"] {
            let ran = try ledger.run("\"$L\" \(verb)")
            #expect(ran.code != 0 && ran.output.isEmpty && ran.errors.hasPrefix("ledgerctl: "))
        }
        // A warning does not get between the lines of the data.
        try ledger.tear()
        let torn = try ledger.run("\"$L\" list --json")
        #expect(torn.code == 0 && torn.errors.contains("unfinished line after entry 3"))
        #expect(throws: Never.self) {
            try JSONSerialization.jsonObject(with: Data(torn.output.utf8))
        }
    }

    @Test(
        "gives the same bytes in every time zone and language",
        arguments: [
            "report --meeting 2018-11-15 --as-at 2018-10-31",
            "report --meeting 2018-11-15 --as-at 2018-10-31 --format json",
            "list --json --as-at 2018-10-31", "history", "status --as-at 2018-10-31",
        ]
    )
    func places(verb: String) throws {
        let runs = try [
            ("UTC", "C"), ("Pacific/Kiritimati", "tr_TR.UTF-8"), ("America/Los_Angeles", "de_DE"),
            (":no/such/zone", "no_such_language"),
        ].map { zone, language in
            // Bash has words of its own for a language it does not know, so `env` sets it.
            let ran = try Shell.run(
                "env TZ=\(zone) LC_ALL=\(language) LANG=\(language) \"$L\" \(verb) --plan cqc-2018",
                ["LEDGER": ProcessTests.events]
            )
            #expect(ran.code == 0 && ran.errors.isEmpty)
            return ran.output
        }
        #expect(runs[0].count > 500)
        #expect(Set(runs).count == 1)
    }

    @Test("shows its output through the pager, and without one where it cannot be started")
    func pager() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (pager, reached) in [("tee", "paged"), ("no-such-pager", "plain")] {
            let plain = folder.appending(path: "plain").path
            let paged = folder.appending(path: "paged").path
            let descriptor = open(plain, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            _ = FileManager.default.createFile(atPath: paged, contents: nil)
            let stream = OutputStream(descriptor)
            stream.pager = pager == "tee" ? ["sh", "-c", "cat >\(paged)"] : [pager]
            stream.append("one\n")
            stream.append("two\n")
            #expect(stream.finish() == nil)
            close(descriptor)
            for name in ["plain", "paged"] {
                let text = try String(
                    contentsOfFile: folder.appending(path: name).path,
                    encoding: .utf8
                )
                #expect(text == (name == reached ? "one\ntwo\n" : ""))
            }
        }
    }

    @Test("starts no pager when there is nothing to show")
    func nothing() {
        let stream = OutputStream(-1)
        stream.pager = ["no-such-pager"]
        #expect(stream.finish() == nil)
        #expect(stream.pager == ["no-such-pager"])
    }
}
