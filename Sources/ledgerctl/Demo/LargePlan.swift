// A large plan of the demonstration's shape, made by chance from a seed, to measure with.

import Ledger

/// Makes a plan of any size whose history breaks no rule, because it keeps account of what each
/// milestone allows next.
struct LargePlan {
    /// What a milestone allows next.
    struct Work {
        /// How far it has come.
        enum Stage { case open, declared, confirmed, closed, closureApproved }

        let name: MilestoneName
        var due: StatedDate?
        var stage = Stage.open
        var isAsked = false
    }

    /// An action with what can be recorded on it.
    struct Promise {
        let code: Code
        let lead: Key
        let works: Range<Int>
        var helps = 0
        var hasOpenHelp = false
    }

    static let board = Key(wellFormed: "BRD")
    static let secretary = Key(wellFormed: "SEC")
    static let reviewers = ["Q1", "Q2", "Q3", "Q4"].map(Key.init(wellFormed:))
    static let meetings = [
        "2024-02-22", "2024-05-23", "2024-09-12", "2024-12-05", "2025-03-20", "2025-06-26",
        "2025-09-18",
    ].map(Story.day)

    var chance: Chance
    var promises: [Promise] = []
    var works: [Work] = []
    /// What happens before the approval, an act each.
    private var structure: [Entry.Act] = []
    /// The codes of the priorities.
    private(set) var priorities: [Code] = []
    /// What the board still has to record.
    private var agenda: [Entry.Act] = []
    private let leads: [Key]
    /// The entries that a strike or a correction can be about.
    var lastNote: Int?
    var lastAgreement: (work: Int, entry: Int)?

    /// A plan of `actions` actions that follows from `seed`.
    init(actions: Int, seed: Int) {
        chance = Chance(seed: seed)
        leads = (1...min(200, max(12, actions / 5))).map { Key(wellFormed: "P\($0)") }
        addPeople()
        addBoard()
        addPriorities(min(15, max(6, actions / 60)))
        for number in 0..<actions { addPromise(number) }
    }

    /// The fewest entries the plan can have: its structure and the approval.
    var entriesMin: Int { structure.count + 1 }

    /// The history in `entries` entries, at least ``entriesMin``.
    func story(entries: Int) -> Story {
        var plan = self
        var story = Story(chance: plan.chance, crowded: true)
        let opening = Story.workingDays(from: "2024-01-08", to: "2024-02-16")
        Story.spread(structure.count, over: opening) { day, share in
            story.turn(to: day)
            for act in structure[share] { story.add(act) }
        }
        story.turn(to: LargePlan.meetings[0])
        story.add(
            plan.by(
                LargePlan.secretary,
                .board(.planApproved(meeting: LargePlan.meetings[0], by: LargePlan.board))
            )
        )
        let days = Story.workingDays(from: "2024-02-26", to: "2025-06-17")
        let count = entries - story.size
        Story.spread(count, over: days) { day, share in
            story.turn(to: day)
            plan.prepare(on: day)
            for number in share {
                // Strikes and corrections are rare: each makes the plan be replayed.
                let isAmending = number % max(200, count / 10) == 199
                story.add(plan.next(isAmending: isAmending, number: story.size + 1))
            }
        }
        return story
    }

    func by(_ recorder: Key, because: String? = nil, _ events: Event...) -> Entry.Act {
        Entry.Act(by: recorder, because: because, events: events)
    }
}

// MARK: Structure

extension LargePlan {
    private mutating func addPeople() {
        structure.append(
            by(
                LargePlan.secretary,
                .opened(
                    "Home and Well, at large",
                    board: LargePlan.board.text,
                    place: "Moorlandshire",
                    source: "Made by chance; nothing in it is real"
                )
            )
        )
        for (place, key) in ([LargePlan.secretary] + LargePlan.reviewers + leads).enumerated() {
            let name =
                chance.pick(LargePlanWords.forenames) + " "
                + chance.pick(LargePlanWords.surnames)
            let organisation = chance.pick(LargePlanWords.organisations)
            let role = place == 0 ? "Secretary" : place < 5 ? "Reviewer" : "Lead \(place - 4)"
            structure.append(by(LargePlan.secretary, .person(key.text, name, role, organisation)))
        }
    }

    private mutating func addBoard() {
        structure.append(by(LargePlan.secretary, .body(LargePlan.board.text, "Care Board")))
        for number in 1...4 {
            structure.append(
                by(
                    LargePlan.secretary,
                    .body(
                        "G\(number)",
                        "Group \(number)",
                        leads[number].text,
                        leads[number + 4].text
                    )
                )
            )
        }
        for day in LargePlan.meetings {
            let call = MeetingCall(meeting: day, title: "Care Board", papers: day - 9)
            structure.append(by(LargePlan.secretary, .board(.meetingCalled(call))))
        }
    }

    private mutating func addPriorities(_ count: Int) {
        for (letter, title) in zip("ABCDEFGHIJKLMNO", LargePlanWords.priorities.prefix(count)) {
            let code = "\(letter)"
            priorities.append(Code(wellFormed: code))
            structure.append(by(LargePlan.secretary, .priority(code, title, aim: title)))
            structure.append(
                by(
                    LargePlan.secretary,
                    .measure("M.\(code)", about: code, title, in: "people", .up, to: "100"),
                    .risk("R.\(code)", about: code, "Too few people")
                )
            )
        }
    }

    /// Every fourth action stands under the one before it.
    private mutating func addPromise(_ number: Int) {
        let isPart = number % 4 == 3
        let priority = priorities[number / 4 % priorities.count]
        let code = Code(wellFormed: isPart ? "\(priority)\(number).i" : "\(priority)\(number + 1)")
        let under = isPart ? promises[number - 1].code : priority
        let lead =
            chance.happens(50) ? Key(wellFormed: "G\(1 + chance.below(4))") : chance.pick(leads)
        let title = [LargePlanWords.verbs, LargePlanWords.things, LargePlanWords.places]
            .map { chance.pick($0) }.joined(separator: " ")
        let first = works.count
        for place in 0...chance.below(3) {
            let due = chance.happens(30) ? nil : someDate()
            works.append(Work(name: MilestoneName(code, .written(place + 1)), due: due))
        }
        promises.append(Promise(code: code, lead: lead, works: first..<works.count))
        var events: [Event] = [
            .structure(.actionAdded(code, under: under, title: title)),
            .structure(
                .leadsNamed(code, role: .accountable, leads: chance.happens(20) ? [] : [lead])
            ),
            .structure(.leadsNamed(code, role: .responsible, leads: [chance.pick(leads)])),
        ]
        for work in works[first...] {
            events.append(
                .structure(.milestoneAdded(MilestoneStart(name: work.name, due: work.due)))
            )
        }
        structure.append(Entry.Act(by: LargePlan.secretary, events: events))
    }

    /// A date between March 2024 and April 2026: mostly a month or a day, at times a quarter.
    private mutating func someDate() -> StatedDate {
        let months = 2024 * 12 + 2 + chance.below(26)
        let (year, month) = (months / 12, months % 12 + 1)
        let dice = chance.below(100)
        let quarter = (month - 1) / 3 * 3 + 1
        if dice < 45, let day = Day(year: year, month: month, day: 1 + chance.below(28)) {
            return StatedDate(day)
        }
        if dice < 55 {
            return StatedDate(
                from: .month(year: year, month: quarter),
                to: .month(year: year, month: quarter + 2)
            ) ?? StatedDate(.year(year))
        }
        return StatedDate(dice < 57 ? .year(year) : .month(year: year, month: month))
    }
}

// MARK: The board

extension LargePlan {
    /// Puts on the agenda what the board does on a meeting's day.
    private mutating func prepare(on day: Day) {
        guard LargePlan.meetings.contains(day) else { return }
        let minute = BoardEvent.decisionMinuted(meeting: day, minute: "RESOLVED.", entries: [])
        agenda.append(by(LargePlan.secretary, .board(minute)))
        if day == LargePlan.meetings[2] {
            let policy = PolicyAdoption(
                policy: "rating-2",
                agreedBy: LargePlan.board,
                meeting: day,
                thresholds: [.toleranceDays: 21, .staleDays: 63]
            )
            agenda.append(by(LargePlan.secretary, .board(.policyAdopted(policy))))
        }
        for priority in priorities {
            let level = chance.pick(Plan.builtInLevels)
            let event = BoardEvent.assuranceGiven(priority: priority, level: level, meeting: day)
            agenda.append(by(LargePlan.secretary, .board(event)))
        }
    }

    /// The next act: the board's, a strike or correction, or one of a lead.
    private mutating func next(isAmending: Bool, number: Int) -> Entry.Act {
        if !agenda.isEmpty { return agenda.removeFirst() }
        if isAmending, let act = amendment() { return act }
        return act(number: number)
    }
}
