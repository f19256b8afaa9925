// The audit trail: nothing is missing, and every change tells what the field said before.

import Testing

@testable import Ledger

/// Every type of version 1, as the format has them.
private let types = [
    "plan-opened", "plan-approved", "plan-closed", "meeting-called", "meeting-cancelled",
    "decision-minuted", "assurance-given", "policy-adopted", "paper-worded", "report-published",
    "person-named", "person-left", "body-named", "priority-added", "action-added",
    "action-reworded", "leads-named", "action-linked", "milestone-added", "date-requested",
    "date-agreed", "date-refused", "date-corrected", "forecast-given", "progress-noted",
    "rating-declared", "help-asked", "help-given", "risk-raised", "risk-answered", "risk-closed",
    "measure-added", "measure-read", "delivery-declared", "evidence-filed", "delivery-confirmed",
    "delivery-returned", "action-reopened", "action-closed", "closure-approved", "key-registered",
    "key-revoked", "entry-struck", "ledger-restored",
]

/// A change in one line: subject, field, part, before, value.
private func line(_ change: AuditTrail.Change) -> String {
    let part = change.part.map { " \($0)" } ?? ""
    let before = change.before?.words ?? "-"
    let value = change.value?.words ?? "-"
    return "\(change.subject.words) \(change.field.rawValue)\(part): \(before) > \(value)"
}

private let due = Field.due

@Suite("An audit trail")
struct AuditTrailTests {
    private static let everyEvent = AuditTrail(Scene.everyEvent().history.entries)

    @Test("has every type of event", arguments: types)
    func everyType(type: String) {
        #expect(Self.everyEvent.changes.contains { $0.event.type == type })
    }

    @Test("misses no event of any entry, and is in the order of the journal")
    func nothingMissing() {
        let entries = Scene.everyEvent().history.entries
        #expect(Set(entries.flatMap(\.act.events).map(\.type)) == Set(types))
        for entry in entries {
            let changes = Self.everyEvent.changes.filter { $0.entry == entry.seq }
            #expect(!changes.isEmpty, "entry \(entry.seq)")
            #expect(changes.allSatisfy { entry.act.events.contains($0.event) })
        }
        let order = Self.everyEvent.changes.map(\.entry)
        #expect(order == order.sorted())
    }

    @Test(
        "says of each act which fields it set",
        arguments: [
            (
                1,
                [
                    "plan title: - > Marsh plan", "plan board: - > BRD",
                    "plan place: - > Marshshire",
                    "plan source: - > Plan of 2019",
                    "plan source-sha256: - > \(String(repeating: "0", count: 64))",
                ]
            ),
            (2, ["body BRD name: - > Marsh Board"]),
            (
                3,
                [
                    "person AB name: - > Person AB", "person AB role: - > Officer",
                    "person AB organisation: - > Org",
                ]
            ),
            (5, ["plan policy: - > P1"]),
            (6, ["BRD on 2020-02-10 title: - > Board"]),
            (7, ["priority A title: - > First", "priority A aim: - > Be well"]),
            (9, ["action A1.i under: - > A1", "action A1.i title: - > Action A1.i"]),
            (11, ["action A1 accountable: - > AB"]),
            (12, ["milestone A1/1 due: - > 2020-05"]),
            (13, ["milestone A2/1 depends: - > other:X", "milestone A2/1 due: - > -"]),
            (14, ["action A2 link A1: - > feeds A1"]),
            (15, ["plan approval: - > 2020-02-10", "milestone A1/1 original: - > 2020-05"]),
            (16, ["action A1 title: Action A1 > Open two wards"]),
            (17, ["milestone A1/1 request: - > 2020-06"]),
            (18, ["milestone A1/1 request: 2020-06 > refused"]),
            (19, ["milestone A1/1 request: refused > 2020-07"]),
            (
                20,
                [
                    "milestone A1/1 due: 2020-05 > 2020-07",
                    "milestone A1/1 request: 2020-07 > agreed",
                ]
            ),
            (21, ["milestone A1/1 forecast: - > 2020-08"]),
            (22, ["milestone A1/1 due: 2020-07 > 2020-06"]),
            (23, ["action A1 note: - > bricks bought"]),
            (24, ["action A1 rating: - > amber"]),
            (25, ["action A1 help 1: - > a crane"]),
            (26, ["action A1 answer 1: - > one is lent"]),
            (27, ["risk R1 about: - > A1", "risk R1 title: - > Flood"]),
            (28, ["risk R1 mitigation: - > a wall"]),
            (29, ["risk R1 closure: - > closed"]),
            (
                30,
                [
                    "measure M1 about: - > A1", "measure M1 title: - > Beds",
                    "measure M1 unit: - > beds",
                    "measure M1 direction: - > up", "measure M1 target: - > 20",
                    "measure M1 due: - > 2020-12",
                ]
            ),
            (31, ["measure M1 reading: - > 12.5"]),
            (32, ["milestone A1/1 delivery: - > declared"]),
            (33, ["milestone A1/1 evidence https://marsh.invalid/ward: - > Photograph"]),
            (34, ["milestone A1/1 delivery: declared > returned"]),
            (36, ["milestone A1/1 delivery: declared > confirmed"]),
            (37, ["milestone A1/1 delivery: confirmed > reopened"]),
            (38, ["action A2 closure: - > superseded to A1"]),
            (39, ["action A2 closure-approval: - > BRD"]),
            (40, ["priority A assurance: - > limited"]),
            (41, ["BRD on 2020-02-10 decision: - > Noted"]),
            (42, ["BRD on 2020-02-10 words summary: - > All is well"]),
            (43, ["BRD on 2020-02-10 publication html: - > html as at 2020-02-09, known at 40"]),
            (
                45,
                [
                    "BRD on 2020-04-21 title: - > Board",
                    "BRD on 2020-04-21 moved-from: - > 2020-04-14",
                    "BRD on 2020-04-14 moved-to: - > 2020-04-21",
                ]
            ),
            (46, ["BRD on 2020-04-21 cancelled: - > cancelled"]),
            (47, ["person AB signing-key \(Keys.first): - > registered"]),
            (48, ["person AB signing-key \(Keys.first): registered > revoked"]),
            (49, ["person CD left: - > left"]),
            (51, ["plan strike 50: - > 50", "action A1.i note: the wrong action > -"]),
            (52, ["plan restore: - > size 51, lost 0"]),
            (53, ["plan closure: - > 2020-04-21"]),
        ]
    )
    func fields(entry: Int, lines: [String]) {
        #expect(Self.everyEvent.changes.filter { $0.entry == entry }.map(line) == lines)
    }

    @Test("tells who, for whom, when recorded, when happened and why")
    func stamps() throws {
        var scene = Scene.county()  // 1
        scene.go(to: "2024-04-10")
        scene.record(on: "2024-03", by: "SEC", for: "AB", because: "told by mail", .note("begun"))
        let change = try #require(AuditTrail(scene.history.entries).changes.last)
        #expect(change.entry == 2)
        #expect(change.stamp.by == "SEC")
        #expect(change.stamp.behalf == "AB")
        #expect(change.stamp.at == Instant("2024-04-10T12:00:00Z"))
        #expect(change.stamp.on == "2024-03")
        #expect(change.stamp.day == "2024-03-31")
        #expect(change.stamp.because == "told by mail")
        #expect(change.members.map(\.name).sorted() == ["action", "note"])
    }

    @Test("tells of a backdated fact what the field said when it was recorded")
    func backdated() {
        var scene = Scene.county()  // 1
        scene.go(to: "2024-05-10")
        scene.record(.note("second"))  // 2
        scene.go(to: "2024-05-11")
        scene.record(on: "2024-04-20", .note("first"))  // 3
        scene.go(to: "2024-05-12")
        scene.record(.note("third"))  // 4
        let notes = AuditTrail(scene.history.entries).changes(of: Field.note)
        #expect(
            notes.map(line) == [
                "action A1 note: - > second", "action A1 note: second > first",
                "action A1 note: second > third",
            ]
        )
        #expect(notes.map(\.tookHold) == [true, false, true])
    }

    @Test("puts the date a milestone was added with before every agreed one")
    func firstDate() {
        var scene = Scene("2024-03-01")
        scene.record(
            .board(.planOpened(.init(plan: "county", title: "County plan", board: "Board"))),
            .structure(.priorityAdded("A", title: "First", under: nil, aim: nil)),
            .action("A1"),
            .milestone("A1", due: "2024-05")
        )  // 1
        scene.go(to: "2024-03-05")
        scene.record(on: "2024-02-20", .agreed("2024-06", by: nil))  // 2
        let changes = AuditTrail(scene.history.entries).changes(of: due)
        #expect(changes.last.map(line) == "milestone A1/1 due: 2024-05 > 2024-06")
        #expect(changes.last?.tookHold == true)
    }

    @Test("keeps what was struck, says what struck it, and what the field says without it")
    func struck() {
        var scene = Scene.county()  // 1
        scene.go(to: "2024-03-10")
        scene.record(.note("right"))  // 2
        scene.go(to: "2024-03-11")
        scene.record(.note("wrong"))  // 3
        scene.go(to: "2024-03-12")
        scene.record(.struck(3))  // 4
        scene.go(to: "2024-03-13")
        scene.record(.note("next"))  // 5
        let trail = AuditTrail(scene.history.entries)
        let notes = trail.changes(of: Field.note)
        #expect(
            notes.map(line) == [
                "action A1 note: - > right", "action A1 note: right > wrong",
                "action A1 note: wrong > right", "action A1 note: right > next",
            ]
        )
        #expect(notes.map { $0.struck?.seq } == [nil, 4, nil, nil])
        let earlier = AuditTrail(scene.history.entries, known: 3)
        #expect(earlier.changes(of: Field.note).map { $0.struck?.seq } == [nil, nil])
        #expect(earlier.changes.last?.entry == 3)
    }

    @Test("keeps a corrected date and says what corrects it, until that is struck")
    func corrected() {
        var scene = Scene.county()  // 1
        scene.go(to: "2024-03-10")
        scene.record(.agreed("2024-07", by: nil))  // 2
        scene.go(to: "2024-03-11")
        scene.record(.corrected("2024-06", entry: 2))  // 3
        scene.go(to: "2024-03-12")
        scene.record(.corrected("2024-08", entry: 2))  // 4
        scene.go(to: "2024-03-13")
        scene.record(.struck(4))  // 5
        let entries = scene.history.entries
        let corrected = { (known: Int) in
            AuditTrail(entries, known: known).changes(of: due).first { $0.entry == 2 }
        }
        #expect(corrected(2)?.corrected == nil)
        #expect(corrected(3)?.corrected?.fact == "2024-06")
        #expect(corrected(4)?.corrected?.stamp.seq == 4)
        #expect(corrected(5)?.corrected?.stamp.seq == 3)
        #expect(corrected(5)?.value == .date("2024-07"))
        #expect(corrected(5)?.present == .date("2024-06"))
        #expect(
            AuditTrail(entries).changes(of: due).map(line) == [
                "milestone A1/1 due: - > 2024-05", "milestone A1/1 due: 2024-05 > 2024-07",
                "milestone A1/1 due: 2024-07 > 2024-06", "milestone A1/1 due: 2024-06 > 2024-08",
                "milestone A1/1 due: 2024-08 > 2024-06",
            ]
        )
    }

    @Test("says that the correction of a replaced date changes nothing that stands")
    func correctedBeneath() throws {
        var scene = Scene.county()  // 1
        scene.go(to: "2024-03-10")
        scene.record(.agreed("2024-07", by: nil))  // 2
        scene.go(to: "2024-03-11")
        scene.record(.corrected("2024-04", entry: 1))  // 3
        let last = try #require(AuditTrail(scene.history.entries).changes.last)
        #expect(line(last) == "milestone A1/1 due: 2024-07 > 2024-04")
        #expect(!last.tookHold)
    }

    @Test("gives the original date that an approval, or the first date after it, makes")
    func originals() {
        var scene = Scene.county(due: nil)  // 1
        scene.record(.milestone("A1", 2, due: "2024-09"))  // 2
        scene.go(to: "2024-03-21")
        scene.record(.approved("2024-03-21"))  // 3
        scene.go(to: "2024-03-22")
        scene.record(.agreed("2024-06", "A1/1"))  // 4
        scene.go(to: "2024-03-23")
        scene.record(.agreed("2024-08", "A1/1"))  // 5
        scene.go(to: "2024-03-24")
        scene.record(.agreed("2024-10", "A1/2"))  // 6
        let changes = AuditTrail(scene.history.entries).changes(of: Field.original)
        #expect(
            changes.map(line) == [
                "milestone A1/2 original: - > 2024-09", "milestone A1/1 original: - > 2024-06",
            ]
        )
        #expect(changes.map(\.entry) == [3, 4])
    }
}
