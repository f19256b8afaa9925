// The plan as it stands on a day, as it was known then.

/// The plan as it stands: what replay makes of entries, and what decisions rest on.
///
/// A value: it reads no file and no clock.
public struct Plan: Sendable {
    /// What the first event said; nil before it.
    public internal(set) var opening: Stamped<PlanOpening>?
    /// The approvals, in the order of the journal.
    public internal(set) var approvals: [Stamped<Approval>] = []
    /// Where the plan was closed.
    public internal(set) var closed: Stamped<Approval>?
    /// People by key.
    public internal(set) var people = OrderedMap<Key, Person>()
    /// Bodies by key.
    public internal(set) var bodies = OrderedMap<Key, Body>()
    /// The keys of people and bodies, in the order they were named.
    public internal(set) var keys: [Key] = []
    /// Priorities, in the order they were added.
    public internal(set) var priorities: [Priority] = []
    /// Actions by code, in the order they were added.
    public internal(set) var actions = OrderedMap<Code, Action>()
    /// Links, in the order they were made.
    public internal(set) var links: [Stamped<Link>] = []
    /// Meetings, in the order they were called.
    public internal(set) var meetings: [Meeting] = []
    /// Policies, in the order they were adopted.
    public internal(set) var policies: [Stamped<PolicyAdoption>] = []
    /// Minutes of decisions.
    public internal(set) var minutes: [Stamped<Minute>] = []
    /// Levels of assurance given, by priority.
    public internal(set) var assurances = OrderedMap<Code, Timeline<Assurance>>()
    /// Words of papers.
    public internal(set) var words = OrderedMap<PaperWords, Timeline<String>>()
    /// Reports that were published.
    public internal(set) var publications: [Stamped<Publication>] = []
    /// Risks, in the order they were raised.
    public internal(set) var risks: [Risk] = []
    /// Measures, in the order they were added.
    public internal(set) var measures: [MeasureSeries] = []
    /// The keys with which people sign, by person.
    public internal(set) var signingKeys = OrderedMap<Key, [String]>()
    /// The keys with which people signed once, by person.
    public internal(set) var revokedKeys = OrderedMap<Key, [String]>()
    /// Restores from a backup.
    public internal(set) var restores: [Stamped<TrustEvent>] = []
    /// Corrections of dates, in the order of the journal.
    public internal(set) var corrections: [Correction] = []
    /// Struck entries: where each was struck, by its number.
    public internal(set) var struck = OrderedMap<Int, Stamp>()
    /// The entries by their idempotency keys.
    var idempotency = OrderedMap<String, Int>()

    /// The plan before anything is recorded.
    public init() {}

    /// An approval, or a closing, by a board.
    public struct Approval: Sendable {
        /// The meeting at which.
        public let meeting: Day
        /// Who agreed.
        public let by: Key?
    }

    /// What a board resolved, in words.
    public struct Minute: Sendable {
        /// The meeting.
        public let meeting: Day
        /// The words.
        public let text: String
        /// The entries it refers to.
        public let entries: [Int]
    }

    /// A level of assurance.
    public struct Assurance: Sendable {
        /// The policy's word for it.
        public let level: String
        /// The meeting for which.
        public let meeting: Day
    }

    /// Which words of which paper.
    public struct PaperWords: Hashable, Sendable {
        /// The meeting the paper is for.
        public let meeting: Day
        /// The part of the paper.
        public let part: PaperPart
    }

    /// A correction of a recording error.
    public struct Correction: Sendable {
        /// The milestone.
        public let milestone: MilestoneName
        /// The entry with the mistake.
        public let entry: Int
        /// What the date should have been.
        public let due: StatedDate
        /// Who agreed, where that was needed.
        public let by: Key?
        /// Where it was recorded.
        public let stamp: Stamp
    }
}

extension Plan {
    /// The plan's own board: the key of a body, or its name.
    public var board: String { opening?.fact.board ?? "" }

    /// The first approval in the journal that has happened.
    public var approval: Stamped<Approval>? { approvals.first }

    /// The action or priority of this plan that `reference` names, with or without this plan's own
    /// name before it; nil where it is none, another plan's, or a plan as a whole.
    public func ownCode(_ reference: Reference?) -> Code? {
        guard let reference, [nil, opening?.fact.plan].contains(reference.plan) else { return nil }
        return reference.code
    }

    /// The priority `code`.
    public func priority(_ code: Code) -> Priority? { priorities.first { $0.code == code } }

    /// Milestone `name`.
    public func milestone(_ name: MilestoneName) -> Milestone? {
        actions[name.action]?.milestone(name.number)
    }

    /// All actions, in plan order: each priority's actions in the order they were added, each
    /// followed by the actions under it.
    ///
    /// - Complexity: O(actions + priorities).
    public var orderedActions: [Action] { placedActions.map(\.action) }

    /// An action and all under it, in plan order.
    public func withParts(_ code: Code) -> [Action] {
        var actions: [Action] = []
        appendWithParts(code, to: &actions)
        return actions
    }

    private func appendWithParts(_ code: Code, to ordered: inout [Action]) {
        guard let action = actions[code] else { return }
        ordered.append(action)
        for part in action.parts { appendWithParts(part, to: &ordered) }
    }

    /// All milestones, in plan order.
    public var orderedMilestones: [Milestone] { orderedActions.flatMap(\.milestones) }

    /// The priority that `code`, an action or a priority, stands under.
    public func priorityCode(of code: Code) -> Code {
        actions[code].map { priorityCode(of: $0.under) } ?? code
    }

    /// The actions above `code`, nearest first, the action itself included.
    public func upwards(from code: Code) -> [Action] {
        guard let action = actions[code] else { return [] }
        return [action] + upwards(from: action.under)
    }

    /// An action, the actions above it, its priority and the priorities above that.
    func lineage(of code: Code) -> [Code] {
        var codes = upwards(from: code).map(\.code)
        var above = priority(priorityCode(of: code))
        while let priority = above {
            codes.append(priority.code)
            above = priority.under.flatMap(self.priority)
        }
        return codes
    }

    /// The leads of a kind: an action's own, or where it has none those of the action above it.
    public func leads(of code: Code, as role: LeadRole) -> [Key] {
        for action in upwards(from: code) {
            if let leads = action.leads[role]?.latest?.fact, !leads.isEmpty { return leads }
        }
        return []
    }

    /// Everybody who ever led the action or one above it, with everybody who ever was a member of
    /// a body that did.
    public func everLed(_ code: Code) -> Set<Key> {
        var keys: Set<Key> = []
        for action in upwards(from: code) {
            for timeline in action.leads.values {
                for lead in timeline.facts.flatMap(\.fact) {
                    keys.insert(lead)
                    keys.formUnion(bodies[lead]?.everMembers ?? [])
                }
            }
        }
        return keys
    }

    /// What `key` is called: the name of a person or body, else the bare key.
    public func name(of key: Key) -> String {
        people[key]?.office.name ?? bodies[key]?.name ?? key.text
    }

    /// What `board` is called: the name of the body whose key it is, else the words themselves.
    public func name(ofBoard board: String) -> String {
        Key(board).flatMap { bodies[$0]?.name } ?? board
    }

    /// The organisation of `key`, where one is known.
    public func organisation(of key: Key) -> String? {
        people[key]?.office.organisation ?? bodies[key]?.organisation
    }

    /// The day on which the meeting of the plan's board at which `milestone` is due is held,
    /// wherever it was moved; the day that the milestone names where it was cancelled or never
    /// called; nil where it names none. Of its moves only those that `counts` lets through count.
    /// Another meeting called later for the day it was moved from is another meeting.
    public func meetingDay(
        of milestone: Milestone,
        counting counts: (Stamp) -> Bool = { _ in true }
    ) -> Day? {
        milestone.start.meeting.map { held($0, namedAt: milestone.added, counting: counts) }
    }

    /// The day of the board's meeting that was named as that of `day`, wherever it was moved.
    func held(
        _ day: Day,
        namedAt stamp: Stamp,
        counting counts: (Stamp) -> Bool = { _ in true }
    ) -> Day {
        let meetings = meetings.filter { $0.board == board }
        let named = meetings.lastIndex { $0.day == day && stamp.isRecorded(after: $0.called) }
        var day = day
        for meeting in meetings[(named ?? 0)...] where meeting.call.movedFrom == day {
            if counts(meeting.called) { day = meeting.day }
        }
        return day
    }

    /// The meeting last called for `day` by the plan's board.
    public func meeting(_ day: Day) -> Meeting? {
        meetings.last { $0.day == day && $0.board == board }
    }

    /// The closure that stands for an action, or for one of its milestones: its own, or that of
    /// what it stands under unless the part was reopened since. Of several the approved one, and
    /// of those the nearest.
    public func closure(of code: Code, _ number: Ordinal? = nil) -> StandingClosure? {
        var levels = upwards(from: code).map(\.closures)
        if let number, let own = actions[code]?.milestone(number)?.closures {
            levels.insert(own, at: 0)
        }
        return StandingClosure(levels: levels)
    }
}

/// A closure that stands, and its approval.
public struct StandingClosure: Sendable {
    /// How it was closed.
    public let closed: Stamped<Closure>
    /// Who approved it, and at which meeting.
    public let approved: Stamped<Plan.ClosureApproval>?

    /// The closure that stands for something by its own steps, and those of what it stands under,
    /// nearest first.
    init?(levels: [Timeline<ClosureStep>]) {
        var reopened: Stamp?
        var unapproved: StandingClosure?
        for level in levels {
            let standing = StandingClosure(level)
            if let standing, reopened.map({ standing.closed.stamp > $0 }) ?? true {
                if standing.approved != nil {
                    self = standing
                    return
                }
                unapproved = unapproved ?? standing
            }
            let lifted = level.facts.last { if case .reopened = $0.fact { true } else { false } }
            reopened = [reopened, lifted?.stamp].compactMap(\.self).max()
        }
        guard let unapproved else { return nil }
        self = unapproved
    }

    init?(_ steps: Timeline<ClosureStep>) {
        var closed: Stamped<Closure>?
        var approved: Stamped<Plan.ClosureApproval>?
        for step in steps.facts {
            switch step.fact {
            case .closed(let closure):
                closed = Stamped(step.stamp, closure)
                approved = nil
            case .approved(let agreedBy, let meeting):
                approved = Stamped(step.stamp, .init(by: agreedBy, meeting: meeting))
            case .reopened: closed = nil
            }
        }
        guard let closed else { return nil }
        self.closed = closed
        self.approved = approved
    }
}

extension Plan {
    /// Who approved a closure.
    public struct ClosureApproval: Sendable {
        /// Who agreed.
        public let by: Key
        /// The meeting at which.
        public let meeting: Day?
    }
}
