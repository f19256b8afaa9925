// Who is asked for what before the board next meets.

/// What each lead is asked for before the board next meets, and nobody else for anything.
///
/// **Who.** Every ask goes to all who lead the action, accountable and responsible, people and
/// bodies, leads of the action above it included where it has none of its own; to nobody where
/// none is named. A body is asked as itself. A lead of whom nothing is asked is not in it.
///
/// **What** is asked is in ``Kind``. What waits for the board is not asked of a lead, and so
/// nothing is asked about
/// - what is closed, whether or not that is approved yet, nor what is delivered and confirmed;
/// - the date of a milestone for which one after the meeting was asked for and not answered;
/// - help that was asked for;
/// - a plan that is closed.
///
/// **By when.** By the papers day of the meeting; by the meeting itself where there is none, it
/// is past, or it is later than the meeting; where no meeting is ahead, as at the day.
public struct Chase: Sendable {
    /// The plan, its ratings, the day and the policy.
    public let ratings: Ratings
    /// The meeting of the plan's board before which it is asked: the one named, or the next that
    /// stands; nil where none is ahead.
    public let meeting: Meeting?
    /// The one lead whose asks these are; nil where they are everybody's.
    public let lead: Key?
    /// The day by which.
    public let by: Day
    /// What is asked, in plan order; of one action in the order of ``Kind``.
    public let asks: [Ask]

    /// What may be asked. All thresholds are the policy's on the day.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Open, and past its date and the meeting it is tied to (rule D3).
        case overdue
        /// Open and due at the meeting itself (rule D4).
        case dueAtMeeting = "due-at-meeting"
        /// Open, and its date and the meeting it is tied to end by the day of the meeting; by the
        /// day itself where no meeting is ahead.
        case due
        /// No progress note on the action or one under it, and a milestone of it is open and red
        /// or amber, whatever day it was approved.
        case noNarrative = "no-narrative"
        /// The same where none is red or amber, and one was approved more than start-days ago.
        case noNote = "no-note"
        /// The last such note is more than stale-days old; or more than quiet-days old, with
        /// near-days or less to the date of an open milestone.
        case stale
        /// An open milestone without a date, for which none was asked; or an action without a
        /// milestone of its own, under it or above it.
        case noDate = "no-date"
        /// Delivered, not confirmed, and first declared more than evidence-days ago.
        case notConfirmed = "not-confirmed"
        /// Delivered, not confirmed, and nothing filed that shows it.
        case noEvidence = "no-evidence"

        /// The kind as people read it: "due at the meeting".
        public var words: String {
            switch self {
            case .overdue: "overdue"
            case .dueAtMeeting: "due at the meeting"
            case .due: "due"
            case .noNarrative: "nothing written"
            case .noNote: "nothing written yet"
            case .stale: "no recent progress note"
            case .noDate: "undated"
            case .notConfirmed: "not confirmed"
            case .noEvidence: "no evidence"
            }
        }

        /// What to do about it, as a request: "Deliver it, or ask the board for another date".
        public var request: String {
            switch self {
            case .overdue, .due: "Deliver it, or ask the board for another date"
            case .dueAtMeeting: "Say for the paper whether it will be delivered at the meeting"
            case .noNarrative: "Write what is being done about it"
            case .noNote: "Write how far it has come"
            case .stale: "Write what has happened since"
            case .noDate: "Ask the board for a date"
            case .notConfirmed: "Have it confirmed by somebody who does not lead it"
            case .noEvidence: "File what shows that it is done"
            }
        }
    }

    /// One thing that is asked.
    public struct Ask: Hashable, Sendable {
        /// What kind of thing.
        public let kind: Kind
        /// The action.
        public let action: Code
        /// The words of the action.
        public let title: String
        /// The milestones it is about: one, or for a note all of the action that need it; none
        /// where the action has none.
        public let milestones: [Milestone]
        /// What was found, in words: "due October 2024, 228 days ago".
        public let why: String
        /// Who answers for the action.
        public let accountable: [Key]
        /// Who does its work.
        public let responsible: [Key]

        /// A milestone, and when it is due.
        public struct Milestone: Hashable, Sendable {
            /// Which.
            public let name: MilestoneName
            /// Its current date.
            public let due: StatedDate?
        }

        /// What it is about, for people: the milestone where one alone is meant, else the action.
        public var subject: String {
            isAboutMilestone ? milestones[0].name.description : action.text
        }

        /// Whether it is about one milestone, and not about the action as a whole.
        var isAboutMilestone: Bool {
            switch kind {
            case .noNarrative, .noNote, .stale: false
            case .noDate: !milestones.isEmpty
            case .overdue, .dueAtMeeting, .due, .notConfirmed, .noEvidence: true
            }
        }

        /// Everybody it is asked of, each once: who answers for it first.
        public var leads: [Key] {
            accountable + responsible.filter { !accountable.contains($0) }
        }

        /// Whether `key` is asked for it.
        public func isAsked(of key: Key) -> Bool {
            leads.contains(key)
        }
    }

    /// What one lead is asked for.
    public struct LeadAsks: Sendable {
        /// The lead; nil for what nobody leads.
        public let lead: Key?
        /// What is asked, worst kind first, of one kind in plan order; never empty.
        public let asks: [Ask]
    }

    /// What the leads of one organisation are asked for.
    public struct OrganisationAsks: Sendable {
        /// The organisation; a body without one stands under its own name, people without one and
        /// what nobody leads under nil.
        public let organisation: String?
        /// Its leads.
        public let leads: [LeadAsks]
    }

    /// What is asked about what `query` matches, before the meeting on `day`: of everybody, or of
    /// `lead` alone.
    ///
    /// An ask about several milestones stays where the query matches one of them; one about an
    /// action without milestones, where it matches the action.
    ///
    /// - Throws: that the plan's board does not meet on `day`, or not after the day of `ratings`.
    /// - Complexity: O(actions × depth + milestones + notes), as of gaps.
    public init(
        _ ratings: Ratings,
        meeting day: Day? = nil,
        of lead: Key? = nil,
        about query: Query? = nil
    ) throws(ReportError) {
        let meeting = try Chase.meeting(day, ratings)
        (self.ratings, self.meeting, self.lead) = (ratings, meeting, lead)
        by = meeting.map { $0.day(forPapersFrom: ratings.asAt) } ?? ratings.asAt
        let all = ratings.plan.closed == nil ? ChaseFinder(ratings, meeting).asks : []
        let matched = query.map { Chase.filter(all, by: $0, ratings.scope) } ?? all
        asks = matched.filter { ask in lead.map(ask.isAsked) ?? true }
    }

    private static func filter(_ asks: [Ask], by query: Query, _ scope: Query.Scope) -> [Ask] {
        let milestones = Set(query.milestones(in: scope).map(\.name))
        let actions = Set(query.actions(in: scope).map(\.code))
        return asks.filter { ask in
            ask.milestones.isEmpty
                ? actions.contains(ask.action)
                : ask.milestones.contains { milestones.contains($0.name) }
        }
    }

    private static func meeting(
        _ day: Day?,
        _ ratings: Ratings
    ) throws(ReportError) -> Meeting? {
        let plan = ratings.plan
        let standing = plan.meetings.filter { $0.board == plan.board && $0.stands }
        guard let day else {
            return standing.filter { $0.day > ratings.asAt }.min { $0.day < $1.day }
        }
        guard let meeting = standing.last(where: { $0.day == day }) else {
            throw .meetingMustBeCalled(day, called: standing.map(\.day).sorted())
        }
        guard day > ratings.asAt else { throw .meetingMustBeAhead(day, asAt: ratings.asAt) }
        return meeting
    }

    /// By organisation and lead, in the order in which they were named; what nobody leads last.
    ///
    /// - Complexity: O(leads × asks), and the workload of the plan.
    public var organisations: [OrganisationAsks] {
        let nobodys = asks.filter(\.leads.isEmpty)
        let nobody = LeadAsks(lead: nil, asks: Chase.sorted(nobodys))
        let led = Workload(ratings.plan).organisations.map { organisation in
            let keys = organisation.keys.filter { key in lead.map { $0 == key } ?? true }
            let leads = keys.map { key in
                LeadAsks(lead: key, asks: Chase.sorted(asks.filter { $0.isAsked(of: key) }))
            }
            return OrganisationAsks(
                organisation: organisation.organisation,
                leads: leads.filter { !$0.asks.isEmpty }
            )
        }
        return led.filter { !$0.leads.isEmpty }
            + (nobodys.isEmpty ? [] : [OrganisationAsks(organisation: nil, leads: [nobody])])
    }

    private static func sorted(_ asks: [Ask]) -> [Ask] {
        Kind.allCases.flatMap { kind in asks.filter { $0.kind == kind } }
    }
}

extension Meeting {
    /// The day by which papers for it must be in, as seen on `asAt`: the papers day, or the day it
    /// is held where there is none, it is past, or it is later.
    fileprivate func day(forPapersFrom asAt: Day) -> Day {
        let papers = call.papers ?? day
        return asAt <= papers && papers <= day ? papers : day
    }
}
