// `chase` as a command: what it says, writes and refuses.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("chase")
struct ChaseVerbTests {
    private static let fresh =
        "Nothing to ask before the meeting of 12 April 2018: all of it is up to date."
    /// A1/1 was due on 31 May, its last note is of 22 March, and no meeting is ahead.
    private static let late = "--as-at 2018-06-05"

    @Test("says so where nothing is asked, whatever is written")
    func nothing() throws {
        let county = County()
        #expect(county.run("chase") == Said(code: .done, output: Self.fresh + "\n", errors: ""))
        let said = county.run("chase --for AB")
        #expect(said.output.hasSuffix("12 April 2018: Ann Bell is up to date.\n"))
        for format in ["csv", "ics", "json"] {
            let said = county.run("chase --format \(format)")
            #expect(said.code == .done)
            #expect(said.errors == "ledgerctl: \(Self.fresh)\n")
        }
        #expect(county.run("chase --format csv").output.split(separator: "\r\n").count == 1)
        #expect(!county.run("chase --format ics").output.contains("VEVENT"))
        #expect(county.run("chase --json").output.contains("\"asks\": 0,"))
    }

    @Test("shows a block a lead")
    func blocks() {
        let said = County().run("chase \(Self.late)")
        #expect(said.code == .done)
        #expect(said.errors.isEmpty)
        #expect(
            said.output == """
                2 things to ask of 1 lead, as at 5 June 2018; no meeting of the board is ahead.

                Ann Bell (AB)
                  A1/1 Visit everyone
                      overdue: due 31 May 2018, 5 days overdue. Deliver it, or ask the board for \
                another date.
                  A1 Visit everyone
                      no recent progress note: last progress note 22 March 2018, 75 days ago. \
                Write what has happened since.

                """
        )
    }

    @Test("names the meeting and the papers day, organisation and role, and who has left")
    func heading() {
        let county = County()
        for line in [
            "add meeting 2018-06-21 June --papers 2018-06-12",
            #"add person CD "Cy Dunn" --role Clerk --organisation "Marsh Council""#,
            #"add body GRP "Flow group""#, "assign A1 --responsible CD/GRP",
            #"add action A2 "Mend the bridge" --under A"#, "leave CD --because retired",
        ] { #expect(county.run(line).code == .done, "\(line)") }
        let lines = county.run("chase \(Self.late)").output.split(separator: "\n")
        #expect(
            lines.filter { !$0.hasPrefix(" ") } == [
                "3 things to ask of 3 leads, before the meeting of 21 June 2018, by 12 June 2018 for "
                    + "its papers.",
                "Ann Bell (AB)", "Cy Dunn (CD), Clerk, Marsh Council; left on 22 March 2018",
                "Flow group (GRP)", "Nobody named",
            ]
        )
        let one = county.run("chase \(Self.late) --for GRP").output
        #expect(one.hasPrefix("2 things to ask of Flow group, before the meeting of 21 June 2018"))
        #expect(!one.contains("Ann Bell (AB)"))
        let part = county.run("chase \(Self.late) action:A2").output
        #expect(part.hasPrefix("1 thing to ask of 0 leads"))
    }

    @Test("writes data of this shape")
    func json() throws {
        let county = County()
        let said = county.run("chase \(Self.late) --json")
        #expect(said.output == county.run("chase \(Self.late) --format json").output)
        let found = try JSONSerialization.jsonObject(with: Data(said.output.utf8))
        let note: [String: Any] = [
            "kind": "stale", "action": "A1", "title": "Visit everyone",
            "milestones": [["milestone": "1", "due": "2018-05-31"]],
            "why": "last progress note 22 March 2018, 75 days ago",
            "request": "Write what has happened since", "accountable": ["AB"], "responsible": [],
        ]
        let date: [String: Any] = [
            "kind": "overdue", "action": "A1", "title": "Visit everyone",
            "milestones": [["milestone": "1", "due": "2018-05-31"]],
            "why": "due 31 May 2018, 5 days overdue",
            "request": "Deliver it, or ask the board for another date", "accountable": ["AB"],
            "responsible": [],
        ]
        let lead: [String: Any] = [
            "lead": "AB", "name": "Ann Bell", "role": NSNull(), "left": NSNull(),
            "asks": [date, note],
        ]
        let expected: [String: Any] = [
            "plan": "marsh", "as-at": "2018-06-05", "known-at": 10, "meeting": NSNull(),
            "by": "2018-06-05", "asks": 2,
            "organisations": [["organisation": NSNull(), "leads": [lead]]],
        ]
        #expect(NSDictionary(dictionary: expected).isEqual(found))
    }

    @Test(
        "writes each form into a file, and over none that is there",
        arguments: ["text", "csv", "ics", "json"]
    )
    func files(format: String) throws {
        let county = County()
        let line = "chase \(Self.late) --format \(format)"
        let path = "\(county.folder)/chase"
        #expect(county.run("\(line) -o \(path)") == Said(code: .done, output: "", errors: ""))
        let shown = county.run(line).output
        #expect(FileManager.default.contents(atPath: path) == Data(shown.utf8))
        county.expect(
            "\(line) -o \(path)",
            stops: .refused,
            "LEDGER/chase is there already. Name another file, or give --force."
        )
        #expect(county.run("\(line) -o \(path) --force").code == .done)
    }

    @Test(
        "is refused for a meeting or a lead that is not there",
        arguments: [
            (
                "chase --meeting 2018-05-17",
                "no meeting of the plan's board is known for 2018-05-17; meetings are known "
                    + "for 2018-04-12."
            ),
            (
                "chase --meeting 2018-04-12 --as-at 2018-04-12",
                "the meeting of 2018-04-12 is not ahead on 2018-04-12; name a later one, or take an "
                    + "earlier --as-at."
            ),
            (
                "chase --for KT",
                "Nobody in marsh has the key `KT` as at 22 March 2018. The people and bodies are "
                    + "MCB, AB, CD."
            ),
            (
                "chase --for KT --known-at 1",
                "Nobody in marsh has the key `KT` as at 22 March 2018. Nobody is named; `ledgerctl "
                    + "add person` names somebody."
            ),
        ]
    )
    func refuses(line: String, words: String) {
        County().expect(line, stops: .refused, words)
    }

    @Test(
        "is not understood with a form, key, day or term that is none",
        arguments: [
            "chase --format pdf", "chase --for 'K T'", "chase --meeting May", "chase colour:red",
        ]
    )
    func notUnderstood(line: String) {
        let said = County().run(line)
        #expect(said.code == .usage)
        #expect(said.output.isEmpty)
        #expect(said.errors.hasPrefix("ledgerctl: "))
    }

    @Test("of the demonstration asks for what is late, due and unconfirmed, and waits for the rest")
    func demonstration() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "demo-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        #expect(Ledgerctl.run(in: Witness().world(["demo", folder])) == .done)
        let history = try ActionLedger(folder: folder, plan: Demo.plan).read().history
        let asAt = Story.day("2025-06-17")
        let ratings = Ratings(history.plan(known: history.entries.count, asAt: asAt), asAt: asAt)
        let chase = try Chase(ratings)
        #expect(chase.meeting?.day == Story.day("2025-06-26"))
        #expect(chase.by == asAt)
        let found = { (kind: Chase.Kind) in
            chase.asks.filter { $0.kind == kind }.map(\.subject)
        }
        // For A2/1 and B1.i/1, overdue too, other dates are asked for; F4 is closed, not approved.
        #expect(found(.overdue) == ["E2/1"])
        #expect(found(.dueAtMeeting) == ["A3/1", "B4/2"])
        #expect(found(.noDate) == ["B4/1"])
        #expect(found(.notConfirmed) == ["A1.ii/1", "C4/1"])
        for milestone in chase.asks.flatMap(\.milestones) {
            let rating = try #require(ratings[milestone: milestone.name])
            #expect(!rating.isClosed && rating.delivery?.confirmed == nil)
        }
        let leads = chase.organisations.flatMap(\.leads)
        #expect(leads.allSatisfy { !$0.asks.isEmpty })
        #expect(Set(leads.flatMap(\.asks)) == Set(chase.asks))
    }
}
