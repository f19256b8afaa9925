// Events about the plan as a whole and about its board.

/// What happens to the plan, and what its board does.
public enum BoardEvent: Hashable, Sendable {
    /// The first event of every journal.
    indirect case planOpened(PlanOpening)
    /// The dates recorded so far become the original ones.
    case planApproved(meeting: Day, by: Key?)
    /// The plan ends.
    case planClosed(meeting: Day, by: Key)
    /// A board will meet.
    indirect case meetingCalled(MeetingCall)
    /// It will not.
    case meetingCancelled(meeting: Day, board: String?)
    /// What the board resolved, in words.
    case decisionMinuted(meeting: Day, minute: String, entries: [Int])
    /// How sure the board may be of a priority.
    case assuranceGiven(priority: Code, level: String, meeting: Day)
    /// The thresholds of ratings, from the day on.
    indirect case policyAdopted(PolicyAdoption)
    /// Words of the paper that officers supply.
    case paperWorded(meeting: Day, part: PaperPart, text: String)
    /// A report was published.
    indirect case reportPublished(Publication)

    /// The stored word.
    public var type: String {
        switch self {
        case .planOpened: "plan-opened"
        case .planApproved: "plan-approved"
        case .planClosed: "plan-closed"
        case .meetingCalled: "meeting-called"
        case .meetingCancelled: "meeting-cancelled"
        case .decisionMinuted: "decision-minuted"
        case .assuranceGiven: "assurance-given"
        case .policyAdopted: "policy-adopted"
        case .paperWorded: "paper-worded"
        case .reportPublished: "report-published"
        }
    }

    init?(_ type: String, _ reader: inout MemberReader) throws(EntryError) {
        switch type {
        case "plan-opened": self = .planOpened(try PlanOpening(&reader))
        case "plan-approved":
            self = .planApproved(
                meeting: try reader.required("meeting"),
                by: try reader.optional("agreed-by")
            )
        case "plan-closed":
            self = .planClosed(
                meeting: try reader.required("meeting"),
                by: try reader.required("agreed-by")
            )
        case "meeting-called": self = .meetingCalled(try MeetingCall(&reader))
        case "meeting-cancelled":
            self = .meetingCancelled(
                meeting: try reader.required("meeting"),
                board: try reader.optional("board")
            )
        case "decision-minuted":
            self = .decisionMinuted(
                meeting: try reader.required("meeting"),
                minute: try reader.required("minute"),
                entries: try reader.list("entries")
            )
        case "assurance-given":
            self = .assuranceGiven(
                priority: try reader.required("priority"),
                level: try reader.required("level"),
                meeting: try reader.required("meeting")
            )
        case "policy-adopted": self = .policyAdopted(try PolicyAdoption(&reader))
        case "paper-worded":
            self = .paperWorded(
                meeting: try reader.required("meeting"),
                part: try reader.required("part"),
                text: try reader.required("text")
            )
        case "report-published": self = .reportPublished(try Publication(&reader))
        default: return nil
        }
    }

    func write(into writer: inout MemberWriter) {
        switch self {
        case .planOpened(let opening): opening.write(into: &writer)
        case .planApproved(let meeting, let agreedBy):
            writer.put("meeting", meeting)
            writer.put("agreed-by", agreedBy)
        case .planClosed(let meeting, let agreedBy):
            writer.put("meeting", meeting)
            writer.put("agreed-by", agreedBy)
        case .meetingCalled(let call): call.write(into: &writer)
        case .meetingCancelled(let meeting, let board):
            writer.put("meeting", meeting)
            writer.put("board", board)
        case .decisionMinuted(let meeting, let minute, let entries):
            writer.put("meeting", meeting)
            writer.put("minute", minute)
            writer.put(list: entries, as: "entries")
        case .assuranceGiven(let priority, let level, let meeting):
            writer.put("priority", priority)
            writer.put("level", level)
            writer.put("meeting", meeting)
        case .policyAdopted(let policy): policy.write(into: &writer)
        case .paperWorded(let meeting, let part, let text):
            writer.put("meeting", meeting)
            writer.put("part", part)
            writer.put("text", text)
        case .reportPublished(let publication): publication.write(into: &writer)
        }
    }
}

/// The words of the paper that officers supply.
public enum PaperPart: String, Hashable, Sendable, ClosedList {
    case item, contact, purpose, offered, considered, exempt, lateness, summary
    case financial, legal, equality, sustainability, engagement
    case reportOf = "report-of"
}

/// The forms a report is published in.
public enum ReportFormat: String, Hashable, Sendable, ClosedList {
    case html, markdown, docx, csv, json, ics, pdf
}

/// What the first event of a journal says of its plan.
public struct PlanOpening: Hashable, Sendable {
    /// The plan's code, which is the name of its file.
    public let plan: Code
    /// What the plan is called.
    public let title: String
    /// The board it answers to: the key of a body, or its name.
    public let board: String
    /// The place it is for.
    public let place: String?
    /// The document it was taken from.
    public let source: String?
    /// The digest of that document.
    public let sourceDigest: Digest?

    /// An opening with all that its event carries.
    public init(
        plan: Code,
        title: String,
        board: String,
        place: String? = nil,
        source: String? = nil,
        sourceDigest: Digest? = nil
    ) {
        self.plan = plan
        self.title = title
        self.board = board
        self.place = place
        self.source = source
        self.sourceDigest = sourceDigest
    }

    init(_ reader: inout MemberReader) throws(EntryError) {
        plan = try reader.required("plan")
        title = try reader.required("title")
        board = try reader.required("board")
        place = try reader.optional("place")
        source = try reader.optional("source")
        sourceDigest = try reader.optional("source-sha256")
    }

    func write(into writer: inout MemberWriter) {
        writer.put("plan", plan)
        writer.put("title", title)
        writer.put("board", board)
        writer.put("place", place)
        writer.put("source", source)
        writer.put("source-sha256", sourceDigest)
    }
}

/// A meeting of a board.
public struct MeetingCall: Hashable, Sendable {
    /// The day it is called for.
    public let meeting: Day
    /// What it is called.
    public let title: String
    /// The board that meets; nil is the plan's own.
    public let board: String?
    /// The day by which papers must be in.
    public let papers: Day?
    /// The day of the meeting that this one takes the place of.
    public let movedFrom: Day?

    /// A call with all that its event carries.
    public init(
        meeting: Day,
        title: String,
        board: String? = nil,
        papers: Day? = nil,
        movedFrom: Day? = nil
    ) {
        self.meeting = meeting
        self.title = title
        self.board = board
        self.papers = papers
        self.movedFrom = movedFrom
    }

    init(_ reader: inout MemberReader) throws(EntryError) {
        meeting = try reader.required("meeting")
        title = try reader.required("title")
        board = try reader.optional("board")
        papers = try reader.optional("papers")
        movedFrom = try reader.optional("moved-from")
    }

    func write(into writer: inout MemberWriter) {
        writer.put("meeting", meeting)
        writer.put("title", title)
        writer.put("board", board)
        writer.put("papers", papers)
        writer.put("moved-from", movedFrom)
    }
}

/// A rating policy as a board adopts it; what it leaves out is built in.
public struct PolicyAdoption: Hashable, Sendable {
    /// What the policy is called.
    public let policy: String
    /// Who agreed to it.
    public let agreedBy: Key
    /// The meeting at which.
    public let meeting: Day?
    /// Thresholds by their stored names, in days or months.
    public let thresholds: OrderedMap<Threshold, Int>
    /// The words for levels of assurance, least first; empty where they are left out.
    public let levels: [String]

    /// What a policy can set.
    public enum Threshold: String, Hashable, Sendable, CaseIterable {
        case evidenceDays = "evidence-days"
        case toleranceDays = "tolerance-days"
        case toleranceMonths = "tolerance-months"
        case nearDays = "near-days"
        case quietDays = "quiet-days"
        case staleDays = "stale-days"
        case startDays = "start-days"
    }

    /// A policy with all that its event carries.
    public init(
        policy: String,
        agreedBy: Key,
        meeting: Day? = nil,
        thresholds: OrderedMap<Threshold, Int> = .init(),
        levels: [String] = []
    ) {
        self.policy = policy
        self.agreedBy = agreedBy
        self.meeting = meeting
        self.thresholds = thresholds
        self.levels = levels
    }

    init(_ reader: inout MemberReader) throws(EntryError) {
        policy = try reader.required("policy")
        agreedBy = try reader.required("agreed-by")
        meeting = try reader.optional("meeting")
        var thresholds = OrderedMap<Threshold, Int>()
        for threshold in Threshold.allCases {
            thresholds[threshold] = try reader.optional(threshold.rawValue)
        }
        self.thresholds = thresholds
        levels = try reader.list("levels")
    }

    func write(into writer: inout MemberWriter) {
        writer.put("policy", policy)
        writer.put("agreed-by", agreedBy)
        writer.put("meeting", meeting)
        for (threshold, value) in thresholds { writer.put(threshold.rawValue, value) }
        writer.put(list: levels, as: "levels")
    }
}

/// What was published, and from which entries.
public struct Publication: Hashable, Sendable {
    /// The meeting it was for.
    public let meeting: Day
    /// The day it speaks of.
    public let asAt: Day
    /// The last entry it knew.
    public let knownAt: Int
    /// The form of its bytes.
    public let format: ReportFormat
    /// The digest of its bytes.
    public let bytes: Digest
    /// The digest of its data in canonical JSON.
    public let data: Digest
    /// The program, and its version, that made the bytes.
    public let renderer: String
    /// The other plans it showed.
    public let others: [OtherPlan]

    /// Another plan as a report showed it.
    public struct OtherPlan: Hashable, Sendable {
        /// The plan.
        public let plan: Code
        /// Its number of entries.
        public let size: Int
        /// The digest of its last line.
        public let head: Digest

        /// The plan `plan` at `size` entries, ending in `head`.
        public init(plan: Code, size: Int, head: Digest) {
            self.plan = plan
            self.size = size
            self.head = head
        }
    }

    /// A publication with all that its event carries.
    public init(
        meeting: Day,
        asAt: Day,
        knownAt: Int,
        format: ReportFormat,
        bytes: Digest,
        data: Digest,
        renderer: String,
        others: [OtherPlan] = []
    ) {
        self.meeting = meeting
        self.asAt = asAt
        self.knownAt = knownAt
        self.format = format
        self.bytes = bytes
        self.data = data
        self.renderer = renderer
        self.others = others
    }

    init(_ reader: inout MemberReader) throws(EntryError) {
        meeting = try reader.required("meeting")
        asAt = try reader.required("as-at")
        knownAt = try reader.required("known-at")
        format = try reader.required("format")
        bytes = try reader.required("sha256")
        data = try reader.required("data")
        renderer = try reader.required("renderer")
        others = try reader.objects("others") { (reader) throws(EntryError) in
            OtherPlan(
                plan: try reader.required("plan"),
                size: try reader.required("seq"),
                head: try reader.required("head")
            )
        }
    }

    func write(into writer: inout MemberWriter) {
        writer.put("meeting", meeting)
        writer.put("as-at", asAt)
        writer.put("known-at", knownAt)
        writer.put("format", format)
        writer.put("sha256", bytes)
        writer.put("data", data)
        writer.put("renderer", renderer)
        let objects = others.map { other in
            var writer = MemberWriter()
            writer.put("plan", other.plan)
            writer.put("seq", other.size)
            writer.put("head", other.head)
            return ObjectMembers(writer.members)
        }
        writer.put(list: objects, as: "others")
    }
}
