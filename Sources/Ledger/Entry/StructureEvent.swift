// Events about people and structure.

/// Who is there, what was promised, who leads it and by when.
public enum StructureEvent: Hashable, Sendable {
    /// A person, or a new role of a known one.
    case personNamed(Key, name: String, role: String?, organisation: String?)
    /// A person has left.
    case personLeft(Key)
    /// A body: a group that leads or decides.
    case bodyNamed(Key, name: String, organisation: String?, members: [Key])
    /// A strategic priority.
    case priorityAdded(Code, title: String, under: Code?, aim: String?)
    /// An action under a priority, or a sub-action under an action; the aim is what it is to bring
    /// about.
    case actionAdded(Code, under: Code, title: String, aim: String? = nil)
    /// Other words for the same promise.
    case actionReworded(Code, title: String)
    /// Who answers for an action, or does the work; none is nobody yet.
    case leadsNamed(Code, role: LeadRole, leads: [Key])
    /// A link to another action, priority or plan.
    indirect case actionLinked(Link)
    /// A completion date, or the promise of one.
    indirect case milestoneAdded(MilestoneStart)

    /// The stored word.
    public var type: String {
        switch self {
        case .personNamed: "person-named"
        case .personLeft: "person-left"
        case .bodyNamed: "body-named"
        case .priorityAdded: "priority-added"
        case .actionAdded: "action-added"
        case .actionReworded: "action-reworded"
        case .leadsNamed: "leads-named"
        case .actionLinked: "action-linked"
        case .milestoneAdded: "milestone-added"
        }
    }

    init?(_ type: String, _ reader: inout MemberReader) throws(EntryError) {
        switch type {
        case "person-named":
            self = .personNamed(
                try reader.required("person"),
                name: try reader.required("name"),
                role: try reader.optional("role"),
                organisation: try reader.optional("organisation")
            )
        case "person-left": self = .personLeft(try reader.required("person"))
        case "body-named":
            self = .bodyNamed(
                try reader.required("body"),
                name: try reader.required("name"),
                organisation: try reader.optional("organisation"),
                members: try reader.list("members")
            )
        case "priority-added":
            self = .priorityAdded(
                try reader.required("priority"),
                title: try reader.required("title"),
                under: try reader.optional("under"),
                aim: try reader.optional("aim")
            )
        case "action-added":
            self = .actionAdded(
                try reader.required("action"),
                under: try reader.required("under"),
                title: try reader.required("title"),
                aim: try reader.optional("aim")
            )
        case "action-reworded":
            self = .actionReworded(
                try reader.required("action"),
                title: try reader.required("title")
            )
        case "leads-named":
            self = .leadsNamed(
                try reader.required("action"),
                role: try reader.required("role"),
                leads: try reader.required("leads")
            )
        case "action-linked": self = .actionLinked(try Link(&reader))
        case "milestone-added": self = .milestoneAdded(try MilestoneStart(&reader))
        default: return nil
        }
    }

    func write(into writer: inout MemberWriter) {
        switch self {
        case .personNamed(let person, let name, let role, let organisation):
            writer.put("person", person)
            writer.put("name", name)
            writer.put("role", role)
            writer.put("organisation", organisation)
        case .personLeft(let person): writer.put("person", person)
        case .bodyNamed(let body, let name, let organisation, let members):
            writer.put("body", body)
            writer.put("name", name)
            writer.put("organisation", organisation)
            writer.put(list: members, as: "members")
        case .priorityAdded(let priority, let title, let under, let aim):
            writer.put("priority", priority)
            writer.put("title", title)
            writer.put("under", under)
            writer.put("aim", aim)
        case .actionAdded(let action, let under, let title, let aim):
            writer.put("action", action)
            writer.put("under", under)
            writer.put("title", title)
            writer.put("aim", aim)
        case .actionReworded(let action, let title):
            writer.put("action", action)
            writer.put("title", title)
        case .leadsNamed(let action, let role, let leads):
            writer.put("action", action)
            writer.put("role", role)
            writer.put("leads", leads)
        case .actionLinked(let link): link.write(into: &writer)
        case .milestoneAdded(let start): start.write(into: &writer)
        }
    }
}

/// What a lead is named for.
public enum LeadRole: String, Hashable, Sendable, ClosedList {
    /// Answers for the action.
    case accountable
    /// Does the work.
    case responsible
}

/// One action's link to another, to a priority or to another plan.
public struct Link: Hashable, Sendable {
    /// What kind of link it is.
    public enum Kind: String, Hashable, Sendable, ClosedList {
        /// One piece of work under two codes.
        case sameAs = "same-as"
        /// The detail, or the date, is found there.
        case detailIn = "detail-in"
        /// Its result is used there.
        case feeds
        /// Its progress is told there.
        case reportedIn = "reported-in"
        /// Its progress is the same as there.
        case progressAs = "progress-as"
    }

    /// The action the link starts from.
    public let from: Code
    /// Where it leads.
    public let to: Reference
    /// What kind of link it is.
    public let kind: Kind
    /// Words about it.
    public let note: String?
    /// Whether it is a reading of the plan, not stated in it.
    public let inferred: Bool

    /// A link with all that its event carries.
    public init(from: Code, to: Reference, kind: Kind, note: String? = nil, inferred: Bool = false)
    {
        self.from = from
        self.to = to
        self.kind = kind
        self.note = note
        self.inferred = inferred
    }

    init(_ reader: inout MemberReader) throws(EntryError) {
        from = try reader.required("from")
        to = try reader.required("to")
        kind = try reader.required("kind")
        note = try reader.optional("note")
        inferred = try reader.optional("inferred", as: Flag.self) != nil
    }

    func write(into writer: inout MemberWriter) {
        writer.put("from", from)
        writer.put("to", to)
        writer.put("kind", kind)
        writer.put("note", note)
        writer.put(flag: inferred, as: "inferred")
    }
}

/// A milestone as it is first recorded.
public struct MilestoneStart: Hashable, Sendable {
    /// Which milestone of which action.
    public let name: MilestoneName
    /// When it is due; nil where no date is agreed.
    public let due: StatedDate?
    /// What is due then: "draft for HWB".
    public let label: String?
    /// The date as the source wrote it.
    public let written: String?
    /// What it waits for.
    public let depends: Reference?
    /// The meeting of the plan's own board at which it is due, wherever that is moved.
    public let meeting: Day?

    /// A milestone with all that its event carries.
    public init(
        name: MilestoneName,
        due: StatedDate? = nil,
        label: String? = nil,
        written: String? = nil,
        depends: Reference? = nil,
        meeting: Day? = nil
    ) {
        self.name = name
        self.due = due
        self.label = label
        self.written = written
        self.depends = depends
        self.meeting = meeting
    }

    init(_ reader: inout MemberReader) throws(EntryError) {
        name = try reader.milestone()
        due = try reader.optional("due")
        label = try reader.optional("label")
        written = try reader.optional("written")
        depends = try reader.optional("depends")
        meeting = try reader.optional("meeting")
    }

    func write(into writer: inout MemberWriter) {
        writer.put(name)
        writer.put("due", due)
        writer.put("label", label)
        writer.put("written", written)
        writer.put("depends", depends)
        writer.put("meeting", meeting)
    }
}
