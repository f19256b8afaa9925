// A plan of any size made by chance from a seed: its people, board, priorities and actions.

import Ledger

/// Makes the acts of a plan one by one. It keeps account of what each milestone allows next, so
/// that no act breaks a rule.
///
/// What can be superseded (notes, ratings, forecasts, readings) grows with the number of entries;
/// structure, moves of dates, deliveries, evidence, help, strikes and corrections are bounded by
/// the number of actions. Left out are `report-published`, `plan-closed` and `ledger-restored`.
struct MadePlan {
    /// What a milestone allows next.
    struct Work {
        enum Stage { case open, declared, confirmed, closed, closureApproved }

        let name: MilestoneName
        var due: StatedDate?
        /// Whether it is ever delivered: of the others the dates stay open.
        let isDelivered: Bool
        var stage = Stage.open
        var isAsked = false
        var moves = 0
        var returns = 0
        var papers = 0
    }

    /// An action with what can be recorded on it.
    struct Promise {
        let code: Code
        let title: String
        var lead: Key
        var works: ClosedRange<Int>
        var milestones: Int
        var helps = 0
        var hasOpenHelp = false
    }

    static let code = Code(wellFormed: "moorland")
    static let board = Key(wellFormed: "MCB")
    static let secretary = Key(wellFormed: "SEC")
    static let auditor = Key(wellFormed: "AUD")
    static let leaver = Key(wellFormed: "OLD")
    static let reviewers = ["Q1", "Q2", "Q3", "Q4"].map(Key.init(wellFormed:))
    /// A key of nobody, known to everybody: the auditor signs nothing but its registration.
    static let auditorSigner = try? NoteSigner(
        parsing: "PRIVATE+KEY+AUD+983c2d7e+AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB"
    )
    static var auditorKey: String { auditorSigner?.key.vkey ?? "" }

    /// The code of this plan, where it is one of many.
    let plan: Code
    let entries: Int
    let calendar: MadeCalendar
    var chance: Chance
    var promises: [Promise] = []
    var works: [Work] = []
    var priorities: [Code] = []
    var risks: [Code] = []
    var openRisks: Set<Code> = []
    var measures: [Code] = []
    let leads: [Key]
    /// What is recorded before the approval.
    private(set) var structure: [Entry.Act] = []
    /// What the board still has to record.
    var agenda: [Entry.Act] = []
    /// The meetings that have not come yet, the next one last.
    var meetingsToCome: [Day] = []
    var lastNote: Int?
    var lastAgreement: (work: Int, entry: Int)?
    var uncommonSoFar = 0
    var links = 0

    init(_ plan: Code = MadePlan.code, actions: Int, entries: Int, seed: Int) {
        self.plan = plan
        self.entries = entries
        calendar = MadeCalendar()
        chance = Chance(seed: seed)
        leads = (1...min(200, max(12, actions / 5))).map { Key(wellFormed: "P\($0)") }
        meetingsToCome = calendar.meetings.reversed()
        addPeople()
        addBoard()
        addPriorities()
        for number in 0..<actions { addPromise(number) }
    }

    func by(_ recorder: Key, because: String? = nil, _ events: Event...) -> Entry.Act {
        Entry.Act(by: recorder, because: because, events: events)
    }
}

// MARK: Structure

extension MadePlan {
    private mutating func add(_ events: Event...) {
        structure.append(Entry.Act(by: MadePlan.secretary, events: events))
    }

    mutating func person(_ key: Key, role: String) -> Event {
        let name = chance.pick(MadeWords.forenames) + " " + chance.pick(MadeWords.surnames)
        let organisation = chance.pick(MadeWords.organisations)
        return .structure(.personNamed(key, name: name, role: role, organisation: organisation))
    }

    private mutating func addPeople() {
        let opening = PlanOpening(
            plan: plan,
            title: "Moorland’s answer to the review of its care",
            board: MadePlan.board.text,
            place: "Moorland",
            source: "Made by chance; nothing in it is real"
        )
        add(.board(.planOpened(opening)))
        let others = [MadePlan.secretary, MadePlan.auditor, MadePlan.leaver] + MadePlan.reviewers
        for key in others { add(person(key, role: "Officer")) }
        for key in leads { add(person(key, role: "Director")) }
        let registration = Event.trust(
            .keyRegistered(MadePlan.auditor, public: MadePlan.auditorKey)
        )
        structure.append(by(MadePlan.auditor, registration))
    }

    private mutating func addBoard() {
        let name = "Moorland Care Board"
        add(.structure(.bodyNamed(MadePlan.board, name: name, organisation: nil, members: [])))
        for number in 1...4 {
            let members = [leads[number], leads[number + 4]]
            let key = Key(wellFormed: "G\(number)")
            add(
                .structure(
                    .bodyNamed(key, name: "Group \(number)", organisation: nil, members: members)
                )
            )
        }
        for day in calendar.meetings {
            add(.board(.meetingCalled(MeetingCall(meeting: day, title: name, papers: day - 9))))
        }
    }

    private mutating func addPriorities() {
        for (letter, title) in zip("ABCDEFGHIJKLMNO", MadeWords.priorities) {
            let code = Code(wellFormed: "\(letter)")
            priorities.append(code)
            add(.structure(.priorityAdded(code, title: title, under: nil, aim: "\(title)!")))
            add(measure(about: code), raise(about: code))
        }
    }

    private mutating func measure(about code: Code) -> Event {
        let measure = Code(wellFormed: "M.\(code)")
        measures.append(measure)
        return .progress(
            .measureAdded(
                Measure(
                    code: measure,
                    about: code,
                    title: "Assessments made within two days",
                    unit: "per cent",
                    direction: .up,
                    target: .integer(95)
                )
            )
        )
    }

    mutating func raise(about code: Code) -> Event {
        let risk = Code(wellFormed: "R\(risks.count + 1).\(code)")
        risks.append(risk)
        openRisks.insert(risk)
        return .progress(.riskRaised(risk, about: code, title: "Too few people can be found"))
    }

    /// Every fourth action stands under the one before it; every twentieth has a measure.
    private mutating func addPromise(_ number: Int) {
        let isPart = number % 4 == 3
        let priority = priorities[number / 4 % priorities.count]
        let code = Code(wellFormed: isPart ? "\(priority)\(number).i" : "\(priority)\(number + 1)")
        let under = isPart ? promises[number - 1].code : priority
        let title = [MadeWords.verbs, MadeWords.things, MadeWords.places]
            .map { chance.pick($0) }.joined(separator: " ")
        let lead =
            chance.happens(50) ? Key(wellFormed: "G\(1 + chance.below(4))") : chance.pick(leads)
        let first = works.count
        for place in 1...1 + chance.below(3) { work(code, place) }
        promises.append(
            Promise(
                code: code,
                title: title,
                lead: lead,
                works: first...works.count - 1,
                milestones: works.count - first
            )
        )
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
        if number % 4 == 1 {
            let link = Link(from: code, to: Reference(promises[number - 1].code), kind: .feeds)
            events.append(.structure(.actionLinked(link)))
        }
        if number % 20 == 7 { events.append(measure(about: code)) }
        structure.append(Entry.Act(by: MadePlan.secretary, events: events))
    }

    private mutating func work(_ code: Code, _ place: Int) {
        guard let number = Ordinal(place) else { return }
        let due = chance.happens(30) ? nil : calendar.someDate(&chance)
        works.append(
            Work(name: MilestoneName(code, number), due: due, isDelivered: chance.happens(600))
        )
    }
}
