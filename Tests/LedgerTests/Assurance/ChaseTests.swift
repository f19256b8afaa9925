// Who is asked for what before the next meeting, reasoned by hand from a plan of a page.

import Testing

@testable import Ledger

extension Chase {
    /// What is asked as "A1/1 overdue", in plan order.
    fileprivate var list: [String] { asks.map { "\($0.subject) \($0.kind.rawValue)" } }

    /// The same by lead, worst kind first.
    fileprivate var byLead: [String: [String]] {
        var asked: [String: [String]] = [:]
        for lead in organisations.flatMap(\.leads) {
            asked[lead.lead?.text ?? "nobody"] = lead.asks.map {
                "\($0.subject) \($0.kind.rawValue)"
            }
        }
        return asked
    }
}

/// A plan approved on 21 March 2024 whose board meets on 20 June, papers by 11 June. Everything
/// speaks of 10 June. A1 of lead AB is due on `due` and was last written about on `note`.
private func plan(due: StatedDate? = "2024-12", note: StatedDate? = "2024-06-01") -> Scene {
    var scene = Scene.county("2024-01-15", due: due)
    scene.record(
        .board(.meetingCalled(.init(meeting: "2024-06-20", title: "June", papers: "2024-06-11"))),
        .called("2024-09-19")
    )
    scene.on("2024-03-21", act(.approved("2024-03-21")))
    scene.go(to: "2024-06-01")
    if let note { scene.record(on: note, .note("Going on")) }
    return scene
}

private func chase(
    _ scene: Scene,
    _ asAt: Day = "2024-06-10",
    meeting: Day? = nil,
    of lead: Key? = nil,
    about words: String...
) throws -> Chase {
    let query = try Query.parse(words, today: asAt)
    return try Chase(scene.ratings(asAt), meeting: meeting, of: lead, about: query)
}

@Suite("A chase")
struct ChaseTests {
    /// Six actions, one each of: up to date, due, stale, unconfirmed, silent, led by nobody.
    private static func six() -> Scene {
        var scene = plan()
        scene.go(to: "2024-01-20")
        for (code, lead) in [("A2", "DU"), ("A3", "ST"), ("A4", "CO"), ("A5", "MI")]
            as [(Code, Key)]
        {
            scene.record(.person(lead), .action(code), .leads(code, lead))
        }
        scene.record(.action("A6"))
        scene.record(
            .milestone("A2", due: "2024-06-20"),
            .milestone("A3", due: "2024-12"),
            .milestone("A4", due: "2024-04"),
            .milestone("A5", due: "2024-12"),
            .milestone("A6", due: "2024-05")
        )
        scene.on("2024-03-22", act(.approved("2024-03-21")))
        scene.go(to: "2024-06-05")
        scene.record(on: "2024-06-01", .note("Soon", "A2"))
        // 71 days before 10 June.
        scene.record(on: "2024-03-31", .note("Begun", "A3"))
        // 43 days before.
        scene.record(on: "2024-04-28", .declared("A4/1"), .evidence("A4"))
        scene.record(on: "2024-06-01", .note("Begun", "A6"))
        return scene
    }

    @Test("asks each lead for what is theirs, and nobody who is up to date")
    func everybody() throws {
        let chase = try chase(Self.six())
        #expect(
            chase.byLead == [
                "DU": ["A2/1 due-at-meeting"], "ST": ["A3 stale"], "CO": ["A4/1 not-confirmed"],
                "MI": ["A5 no-note"], "nobody": ["A6/1 overdue"],
            ]
        )
        #expect(
            chase.asks.map(\.why) == [
                "due 20 June 2024", "last progress note 31 March 2024, 71 days ago",
                "delivered 28 April 2024, 43 days ago",
                "no progress note since the approval on 22 March 2024",
                "due May 2024, 10 days overdue",
            ]
        )
        #expect(chase.meeting?.day == "2024-06-20")
        #expect(chase.by == "2024-06-11")
    }

    @Test("groups by organisation in the order of naming, what nobody leads last")
    func groups() throws {
        var scene = Self.six()
        scene.record(
            .structure(.bodyNamed("GRP", name: "Flow group", organisation: nil, members: [])),
            .leads("A2", "GRP", as: .responsible),
            .leads("A2", "CD", "DU")
        )
        let groups = try chase(scene).organisations
        #expect(groups.map(\.organisation) == ["Org", "Flow group", nil])
        #expect(
            groups.map { $0.leads.map { $0.lead?.text } } == [
                ["CD", "DU", "ST", "CO", "MI"], ["GRP"], [nil],
            ]
        )
        // Asked of three, it is one ask.
        #expect(
            try chase(scene).asks.filter { $0.action == "A2" }.map(\.leads) == [
                ["CD", "DU", "GRP"]
            ]
        )
    }

    @Test("asks one lead alone, or about what a query matches")
    func part() throws {
        let scene = Self.six()
        #expect(try chase(scene, of: "ST").byLead == ["ST": ["A3 stale"]])
        #expect(try chase(scene, of: "AB").asks.isEmpty)
        #expect(try chase(scene, about: "rating:red").list == ["A6/1 overdue"])
        #expect(try chase(scene, about: "due:2024-12").list == ["A3 stale", "A5 no-note"])
        #expect(try chase(scene, about: "lead:CO,MI").list == ["A4/1 not-confirmed", "A5 no-note"])
        #expect(try chase(scene, about: "lead:AB").list.isEmpty)
    }

    @Test(
        "asks for what is late, or due by the meeting",
        arguments: [
            ("2024-06-09", ["A1/1 overdue"]), ("2024-05", ["A1/1 overdue"]),
            ("2024-06-10", ["A1/1 due"]), ("2024-06-19", ["A1/1 due"]),
            ("2024-06-20", ["A1/1 due-at-meeting"]), ("2024-06-15/2024-06-20", ["A1/1 due"]),
            ("2024-06-21", []), ("2024-06", []),
        ] as [(StatedDate, [String])]
    )
    func due(due: StatedDate, expected: [String]) throws {
        #expect(try chase(plan(due: due)).list == expected)
    }

    @Test("asks at the meeting it is tied to, wherever that was moved, dated or not")
    func tied() throws {
        var scene = plan()
        scene.record(
            .milestone("A1", 2, due: "2024-06-20", meeting: "2024-06-20"),
            .milestone("A1", 3, due: nil, meeting: "2024-06-20"),
            .milestone("A1", 4, due: "2024-06-05", meeting: "2024-06-20")
        )
        #expect(
            try chase(scene).list == [
                "A1/2 due-at-meeting", "A1/3 due-at-meeting", "A1/4 due-at-meeting", "A1/3 no-date",
            ]
        )
        scene.record(.called("2024-06-27", from: "2024-06-20"))
        let moved = try chase(scene)
        #expect(moved.by == "2024-06-27")
        #expect(moved.list.count == 4)
        #expect(moved.asks[0].why == "due 20 June 2024, at the meeting of 27 June 2024")
        // Tied to the cancelled one it stays on its day, 27 June, and the next meets in September.
        scene.record(.cancelled("2024-06-27"))
        let cancelled = try chase(scene)
        #expect(cancelled.meeting?.day == "2024-09-19")
        #expect(cancelled.list == ["A1/2 due", "A1/4 due", "A1/3 no-date"])
    }

    @Test(
        "asks for a note when the last is more than stale-days old",
        arguments: [("2024-06-10", false), ("2024-06-11", true)] as [(Day, Bool)]
    )
    func stale(asAt: Day, isAsked: Bool) throws {
        // 1 April and 70 days is 10 June.
        let scene = plan(note: "2024-04-01")
        #expect(try chase(scene, asAt).list == (isAsked ? ["A1 stale"] : []))
    }

    @Test(
        "asks for one sooner, after quiet-days, when near-days or less are left",
        arguments: [
            // 28 days to 8 July; 36 since 5 May.
            ("2024-07-08", "2024-05-05", true), ("2024-07-08", "2024-05-06", false),
            ("2024-07-09", "2024-05-05", false), ("2024-06-30", "2024-05-05", true),
        ] as [(StatedDate, StatedDate, Bool)]
    )
    func quiet(due: StatedDate, note: StatedDate, isAsked: Bool) throws {
        #expect(try chase(plan(due: due, note: note)).list == (isAsked ? ["A1 stale"] : []))
    }

    @Test(
        "asks for a first note more than start-days after the approval",
        arguments: [("2024-05-30", false), ("2024-05-31", true)] as [(Day, Bool)]
    )
    func start(asAt: Day, isAsked: Bool) throws {
        // 21 March and 70 days is 30 May.
        #expect(try chase(plan(note: nil), asAt).list == (isAsked ? ["A1 no-note"] : []))
    }

    @Test("asks for words at once where something is red or amber and nothing is written")
    func narrative() throws {
        var scene = plan(note: nil)
        scene.record(on: "2024-05-20", .rated(.amber))
        let asked = try chase(scene, "2024-05-25")
        #expect(asked.list == ["A1 no-narrative"])
        #expect(asked.asks[0].why == "amber, and no progress note")
        scene.record(on: "2024-05-24", .note("The lift is late"))
        #expect(try chase(scene, "2024-05-25").list == [])
    }

    @Test("takes a note on an action under it for its own, and asks once for an action")
    func notes() throws {
        var scene = plan(note: "2024-03-01")
        scene.record(.milestone("A1", 2, due: "2024-11"), .action("A1.i", under: "A1"))
        let asked = try chase(scene)
        #expect(asked.list == ["A1 stale"])
        #expect(asked.asks[0].milestones.map(\.name) == ["A1/1", "A1/2"])
        scene.record(on: "2024-06-01", .note("Part of it", "A1.i"))
        #expect(try chase(scene).list == [])
    }

    @Test("asks for a date, unless one was asked for, or the action above it has one")
    func undated() throws {
        var scene = plan(due: nil)
        #expect(try chase(scene).list == ["A1/1 no-date"])
        scene.record(.requested("2024-12"))
        #expect(try chase(scene).list == [])
        scene.record(.refused())
        #expect(try chase(scene).list == ["A1/1 no-date"])
        scene.record(.action("A1.i", under: "A1"), .action("A2"), .action("A2.i", under: "A2"))
        scene.record(.leads("A2", "CD"))
        #expect(try chase(scene).list == ["A1/1 no-date", "A2 no-date", "A2.i no-date"])
        scene.record(.milestone("A2.i", due: "2024-12"))
        #expect(try chase(scene).list == ["A1/1 no-date"])
    }

    @Test(
        "asks for a confirmation after evidence-days, and for evidence at once",
        arguments: [
            // 29 April and 42 days is 10 June.
            ("2024-06-10", true, []), ("2024-06-11", true, ["A1/1 not-confirmed"]),
            ("2024-06-10", false, ["A1/1 no-evidence"]),
            ("2024-06-11", false, ["A1/1 not-confirmed", "A1/1 no-evidence"]),
        ] as [(Day, Bool, [String])]
    )
    func evidence(asAt: Day, isFiled: Bool, expected: [String]) throws {
        var scene = plan()
        scene.record(on: "2024-04-29", .declared())
        if isFiled { scene.record(on: "2024-04-30", .evidence("A1", 1)) }
        #expect(try chase(scene, asAt).list == expected)
        scene.record(on: "2024-05-30", by: "CD", .confirmed())
        #expect(try chase(scene, asAt).list == [])
    }

    @Test("goes by the thresholds of the policy in force")
    func policy() throws {
        var scene = plan(due: "2024-09", note: "2024-05-31")
        #expect(try chase(scene).list == [])
        scene.record(on: "2024-06-01", .adopted([.staleDays: 9]))
        #expect(try chase(scene).list == ["A1 stale"])
        scene.record(on: "2024-06-01", .adopted([.staleDays: 10]))
        #expect(try chase(scene).list == [])
        scene.record(on: "2024-06-01", .adopted([.nearDays: 112, .quietDays: 9]))
        // 112 days from 10 June to 30 September.
        #expect(try chase(scene).list == ["A1 stale"])
        scene.record(on: "2024-06-01", .adopted([.nearDays: 111, .quietDays: 9]))
        #expect(try chase(scene).list == [])
    }
}

@Suite("A chase leaves")
struct ChaseWaitingTests {
    @Test("what waits for the board: a later date asked for, a closure, help")
    func waiting() throws {
        var scene = plan(due: "2024-05")
        scene.record(.asked())
        #expect(try chase(scene).list == ["A1/1 overdue"])
        scene.record(.requested("2024-06-20"))
        #expect(try chase(scene).list == ["A1/1 overdue"])
        scene.record(.refused())
        scene.record(.requested("2024-06-21"))
        #expect(try chase(scene).list == [])
        // The board meets again in September, and 21 June will be past.
        #expect(try chase(scene, meeting: "2024-09-19").list == ["A1/1 overdue"])
        scene.record(.refused())
        #expect(try chase(scene).list == ["A1/1 overdue"])
        scene.record(.closed("A1", 1))
        #expect(try chase(scene).list == [])
        scene.record(.closureApproved("A1", 1))
        #expect(try chase(scene).list == [])
        scene.record(.reopened("A1", 1))
        #expect(try chase(scene).list == ["A1/1 overdue"])
        scene.record(.closed("A1"))
        #expect(try chase(scene).list == [])
    }

    @Test("a plan that is closed")
    func closedPlan() throws {
        var scene = plan(due: "2024-05")
        scene.record(.planClosed())
        #expect(try chase(scene).list == [])
    }

    @Test("a meeting that is past, called off, or another board's")
    func meetings() throws {
        var scene = plan()
        scene.record(.called("2024-06-12", by: "OTH"))
        #expect(try chase(scene).meeting?.day == "2024-06-20")
        #expect(try chase(scene, "2024-06-19").meeting?.day == "2024-06-20")
        #expect(try chase(scene, "2024-06-20").meeting?.day == "2024-09-19")
        scene.record(.cancelled("2024-06-20"))
        #expect(try chase(scene).meeting?.day == "2024-09-19")
        // None is ahead: as at the day itself.
        let none = try chase(scene, "2024-09-19")
        #expect(none.meeting == nil)
        #expect(none.by == "2024-09-19")
        for (due, expected) in [
            ("2024-09-18", ["A1/1 overdue"]), ("2024-09-19", ["A1/1 due"]), ("2024-09-20", []),
        ] as [(StatedDate, [String])] {
            var other = plan(due: due)
            other.go(to: "2024-09-15")
            other.record(.note("Nearly there"))
            #expect(try chase(other, "2024-09-19").list == expected)
        }
    }

    @Test(
        "a papers day that is past, or later than the meeting",
        arguments: [
            ("2024-06-11", "2024-06-10", "2024-06-11"), ("2024-06-11", "2024-06-11", "2024-06-11"),
            ("2024-06-11", "2024-06-12", "2024-06-20"), ("2024-06-20", "2024-06-10", "2024-06-20"),
            ("2024-06-21", "2024-06-10", "2024-06-20"), (nil, "2024-06-10", "2024-06-20"),
        ] as [(Day?, Day, Day)]
    )
    func papers(papers: Day?, asAt: Day, expected: Day) throws {
        var scene = Scene.county("2024-01-15", due: "2024-12")
        scene.record(
            .board(.meetingCalled(.init(meeting: "2024-06-20", title: "June", papers: papers)))
        )
        #expect(try chase(scene, asAt).by == expected)
    }

    @Test("no doubt about a meeting that is not called, or not ahead")
    func refuses() throws {
        let scene = plan()
        #expect(
            throws: ReportError.meetingMustBeCalled(
                "2024-06-21",
                called: ["2024-06-20", "2024-09-19"]
            )
        ) { try chase(scene, meeting: "2024-06-21") }
        #expect(
            throws: ReportError.meetingMustBeAhead("2024-06-20", asAt: "2024-06-20")
        ) { try chase(scene, "2024-06-20", meeting: "2024-06-20") }
        #expect(try chase(scene, "2024-06-19", meeting: "2024-06-20").by == "2024-06-20")
    }
}
