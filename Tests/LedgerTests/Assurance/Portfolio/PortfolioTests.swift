// Several invented plans beside one another: links, waits, circles, conflicts, workload.

import Testing

@testable import Ledger

/// A plan of several, in an invented county: priority A, and what a test adds.
struct PlanScene {
    private(set) var scene: Scene

    /// A plan `code` that answers to `board`, opened on 1 March 2024 with actions of lead AB.
    init(
        _ code: Code,
        board: Key = "BRD",
        boardName: String = "County Board",
        actions: [Code] = ["A1"]
    ) {
        scene = Scene("2024-03-01")
        scene.history = History(of: code)
        scene.record(
            .board(.planOpened(.init(plan: code, title: "Plan \(code)", board: board.text))),
            .structure(
                .bodyNamed(board, name: boardName, organisation: nil, members: [])
            ),
            .person("AB"),
            .structure(.priorityAdded("A", title: "First", under: nil, aim: nil))
        )
        for action in actions {
            let added = StructureEvent.actionAdded(action, under: "A", title: "Do \(action)")
            scene.record(.structure(added), .leads(action, "AB"))
        }
    }

    /// Records on `day`.
    mutating func record(
        _ day: Day,
        because: String? = "why",
        _ events: Event...
    ) {
        scene.go(to: day)
        for event in events { scene.record(because: because, event) }
    }

    /// A milestone of `action`, that may wait for something.
    mutating func milestone(_ action: Code, _ due: StatedDate? = nil, waits: String? = nil) {
        let depends = waits.flatMap { Reference($0) }
        let number = Ordinal((scene.history.plan.actions[action]?.milestones.count ?? 0) + 1)
        let name = MilestoneName(action, number ?? .first)
        let start = MilestoneStart(name: name, due: due, depends: depends)
        scene.record(.structure(.milestoneAdded(start)))
    }

    /// A link from `action`.
    mutating func link(_ action: Code, _ kind: Link.Kind, _ to: String) throws {
        let reference = try #require(Reference(to))
        scene.record(.structure(.actionLinked(Link(from: action, to: reference, kind: kind))))
    }

    /// The plan as at a day.
    func known(_ asAt: Day = "2024-06-01") throws -> KnownPlan {
        let count = scene.history.entries.count
        return try #require(KnownPlan(scene.history, asAt: asAt, knownAt: count))
    }
}

@Suite("Several plans")
struct PortfolioTests {
    private func portfolio(
        _ plans: [PlanScene],
        _ asAt: Day = "2024-06-01"
    ) throws -> Portfolio {
        Portfolio(try plans.map { try $0.known(asAt) }, asAt: asAt)
    }

    private static func said(
        of code: Code,
        in plan: Code,
        _ plans: [PlanScene]
    ) throws -> [Crossing] {
        Crossing.all(
            of: code,
            in: plan,
            among: try plans.map { try $0.known() },
            missing: [],
            unopened: []
        )
    }

    @Test("show what a milestone waits for in another plan, with its size and head")
    func waits() throws {
        var one = PlanScene("one")
        one.milestone("A1", waits: "two:A1")
        var two = PlanScene("two")
        two.milestone("A1", "2024-05")
        two.milestone("A1")
        let all = try portfolio([one, two])
        let wait = try #require(all.waits.first)
        #expect(all.waits.count == 1)
        #expect(wait.crosses)
        guard case .said(let borrowed) = wait.found else {
            Issue.record("nothing is said")
            return
        }
        #expect(borrowed.reference.description == "two:A1")
        // May is over on 1 June, so what is waited for is red; the waiting one stays grey.
        #expect(borrowed.rating == .red)
        #expect(borrowed.dates.map(\.description) == ["2024-05"])
        #expect(borrowed.undated == 1)
        #expect([borrowed.rows.count, borrowed.overdue, borrowed.red] == [2, 1, 1])
        #expect(borrowed.size == 4)
        let known = try two.known()
        #expect(borrowed.head == known.head)
        #expect(wait.row.rating.result.published == .grey)
        // Alone the plan is rated alike, and the wait says that nothing is known.
        let alone = try portfolio([one])
        #expect(alone.waits.first?.row.rating.result == wait.row.rating.result)
        guard case .noPlan? = alone.waits.first?.found else {
            Issue.record("something is said of no plan")
            return
        }
    }

    @Test("say that what is waited for was withdrawn, or never was")
    func hopeless() throws {
        var one = PlanScene("one", actions: ["A1", "A2"])
        one.milestone("A1", waits: "two:A1")
        one.milestone("A2", waits: "two:B9")
        var two = PlanScene("two")
        two.milestone("A1", "2024-09")
        let closure = Closure(action: "A1", milestone: nil, way: .withdrawn, to: nil, place: nil)
        two.record("2024-04-01", .delivery(.closed(closure)))
        let all = try portfolio([one, two])
        let words = all.waits.map { PortfolioWords.words($0.found, $0.reference) }
        #expect(words == ["Do A1: withdrawn, not approved", "that plan has nothing called B9"])
    }

    @Test("name every circle once, across plans and through a whole plan")
    func circles() throws {
        var one = PlanScene("one", actions: ["A1", "A2", "A3"])
        one.milestone("A1", waits: "two:A1")
        one.milestone("A2", waits: "A3")
        one.milestone("A3")
        var two = PlanScene("two")
        two.milestone("A1", waits: "three:")
        var three = PlanScene("three")
        three.milestone("A1", waits: "one:A1")
        let all = try portfolio([one, two, three])
        #expect(all.circles.map { $0.map(\.description) } == [["one:A1", "two:A1", "three:A1"]])
        #expect(
            all.circles.map(PortfolioWords.words(circle:)) == [
                "one:A1 waits for two:A1, which waits for three:A1, which waits for one:A1"
            ]
        )
        // A1 waits for A2 and A3, which both wait for A4, which waits for A1: each is in a circle.
        var many = PlanScene("many", actions: ["A1", "A2", "A3", "A4", "A5"])
        for (action, waits): (Code, String) in [
            ("A1", "A2"), ("A1", "A3"), ("A2", "A4"), ("A3", "many:A4"), ("A4", "A1"), ("A5", "A1"),
        ] { many.milestone(action, waits: waits) }
        #expect(
            try portfolio([many]).circles.map { $0.compactMap(\.code?.text).joined(separator: " ") }
                == ["A1 A2 A4", "A3 A4 A1"]
        )
        // A2 waits for A3, which waits for nothing.
        #expect(try portfolio([one]).circles.isEmpty)
        // What waits for all of its own plan waits for itself.
        var own = PlanScene("own")
        own.milestone("A1", waits: "own:A")
        #expect(try portfolio([own]).circles.map { $0.map(\.description) } == [["own:A1"]])
    }

    @Test("tell links both ways, and those to what an action stands under")
    func crossings() throws {
        let one = PlanScene("one")
        var two = PlanScene("two", actions: ["A1", "A2"])
        try two.link("A1", .feeds, "one:A")
        try two.link("A2", .sameAs, "one:A1")
        try two.link("A2", .detailIn, "nought:")
        let told = try Self.said(of: "A1", in: "one", [one, two]).map(PortfolioWords.words)
        #expect(told == ["two:A2 same-as A1", "two:A1 feeds A"])
        let back = try Self.said(of: "A2", in: "two", [one, two])
        #expect(back.map(PortfolioWords.words) == ["same-as one:A1", "detail-in nought:"])
        #expect(
            back.map { PortfolioWords.words($0.found, $0.far) } == [
                "Do A1: grey, no milestone", "nought is no plan of this ledger",
            ]
        )
    }

    @Test("disagree about dates and leads of one piece of work, about order, and about names")
    func conflicts() throws {
        var one = PlanScene("one", actions: ["A1", "A2"])
        one.milestone("A1", "2024-07")
        one.milestone("A2", "2024-07", waits: "two:A2")
        try one.link("A1", .sameAs, "two:A1")
        var two = PlanScene("two", actions: ["A1", "A2"])
        two.milestone("A1", "2024-08")
        two.milestone("A2", "2024-08-01")
        // The other way about is the same disagreement.
        try two.link("A1", .sameAs, "one:A1")
        two.record(
            "2024-03-02",
            .structure(.personNamed("AB", name: "Abe Boot", role: nil, organisation: nil))
        )
        let found = try portfolio([one, two]).conflicts
        #expect(found.map(\.subjects) == [[.dates], [.order], [.name]])
        #expect(
            found.map { $0.sides.map(\.reference.description) } == [
                ["one:A1", "two:A1"], ["one:A2", "two:A2"], ["one:", "two:"],
            ]
        )
        // One is delivered and the other is not.
        var done = PlanScene("done")
        done.milestone("A1", "2024-07")
        try done.link("A1", .sameAs, "one:A1")
        done.record("2024-05-01", .delivery(.declared(MilestoneName("A1", .first))))
        #expect(try portfolio([one, done]).conflicts.map(\.subjects) == [[.state]])
        // The same date and the same leads are no disagreement, though it stands on a part.
        var three = PlanScene("three")
        three.record(
            "2024-03-02",
            .structure(.actionAdded("A1.i", under: "A1", title: "A part"))
        )
        three.milestone("A1.i", "2024-07")
        try three.link("A1", .sameAs, "one:A1")
        #expect(try portfolio([one, three]).conflicts.map(\.subjects).isEmpty)
    }

    @Test("take many that wait for what they stand under")
    func star() throws {
        let codes = (1...200).compactMap { Code("A\($0)") }
        var one = PlanScene("one", actions: codes)
        for action in codes { one.milestone(action, waits: "one:A") }
        let all = try portfolio([one])
        #expect(all.circles.count == 200)
        #expect(all.circles.allSatisfy { $0.count == 1 })
        let text = MarkdownPaper.render(Document(all))
        #expect(text.contains("and 190 more circles, in the data"))
    }

    @Test("take long chains of waits, and many of them")
    func chain() throws {
        let count = 500
        let codes = (1...count).compactMap { Code("A\($0)") }
        var one = PlanScene("one", actions: codes)
        for (action, next) in zip(codes, codes.dropFirst()) {
            one.milestone(action, waits: "one:\(next)")
        }
        let all = try portfolio([one])
        #expect(all.waits.count == count - 1)
        #expect(all.circles.isEmpty)
    }

    @Test("add up each lead's work in all plans")
    func workload() throws {
        var one = PlanScene("one", actions: ["A1", "A2"])
        one.milestone("A1", "2024-05")
        one.milestone("A2", "2024-09")
        var two = PlanScene("two")
        two.milestone("A1", "2024-04")
        let lines = try portfolio([one, two]).workload.leads
        #expect(lines.map(\.key) == ["AB"])
        let line = try #require(lines.first)
        #expect(line.plans == ["one", "two"])
        #expect([line.accountable, line.responsible, line.open, line.overdue] == [3, 0, 3, 2])
    }
}
