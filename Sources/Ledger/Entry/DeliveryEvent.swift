// Events about delivery and closure.

/// What happens once something is done, or will not be done here.
public enum DeliveryEvent: Hashable, Sendable {
    /// A lead says it is done.
    case declared(MilestoneName)
    /// Something that shows it.
    indirect case evidenceFiled(Evidence)
    /// Somebody independent says it is done.
    case confirmed(MilestoneName, line: AssuranceLine?)
    /// It is sent back: not done.
    case returned(MilestoneName)
    /// A delivery or a closure is undone, of one milestone or of all the action's own.
    case reopened(Code, Ordinal?)
    /// It ends without being delivered here.
    indirect case closed(Closure)
    /// The closure is approved.
    case closureApproved(Code, Ordinal?, by: Key, meeting: Day?)

    /// The stored word.
    public var type: String {
        switch self {
        case .declared: "delivery-declared"
        case .evidenceFiled: "evidence-filed"
        case .confirmed: "delivery-confirmed"
        case .returned: "delivery-returned"
        case .reopened: "action-reopened"
        case .closed: "action-closed"
        case .closureApproved: "closure-approved"
        }
    }

    init?(_ type: String, _ reader: inout MemberReader) throws(EntryError) {
        switch type {
        case "delivery-declared": self = .declared(try reader.milestone())
        case "evidence-filed": self = .evidenceFiled(try Evidence(&reader))
        case "delivery-confirmed":
            self = .confirmed(try reader.milestone(), line: try reader.optional("line"))
        case "delivery-returned": self = .returned(try reader.milestone())
        case "action-reopened":
            self = .reopened(try reader.required("action"), try reader.optional("milestone"))
        case "action-closed": self = .closed(try Closure(&reader))
        case "closure-approved":
            self = .closureApproved(
                try reader.required("action"),
                try reader.optional("milestone"),
                by: try reader.required("agreed-by"),
                meeting: try reader.optional("meeting")
            )
        default: return nil
        }
    }

    func write(into writer: inout MemberWriter) {
        switch self {
        case .declared(let milestone), .returned(let milestone): writer.put(milestone)
        case .evidenceFiled(let evidence): evidence.write(into: &writer)
        case .confirmed(let milestone, let line):
            writer.put(milestone)
            writer.put("line", line)
        case .reopened(let action, let number):
            writer.put("action", action)
            writer.put("milestone", number)
        case .closed(let closure): closure.write(into: &writer)
        case .closureApproved(let action, let number, let agreedBy, let meeting):
            writer.put("action", action)
            writer.put("milestone", number)
            writer.put("agreed-by", agreedBy)
            writer.put("meeting", meeting)
        }
    }
}

/// Something that shows what was done: an address, or a file kept with the ledger.
public struct Evidence: Hashable, Sendable {
    /// Where it is.
    public enum Place: Hashable, Sendable {
        /// On the web.
        case url(String)
        /// At `<ledger>/evidence/<sha256>`; `name` is what the file was called, `bytes` its size.
        case file(sha256: Digest, name: String, bytes: Int)
    }

    /// The action.
    public let action: Code
    /// The milestone, where it shows one alone.
    public let milestone: Ordinal?
    /// What it is.
    public let title: String
    /// Where it is.
    public let place: Place
    /// The line of assurance it comes from.
    public let line: AssuranceLine?
    /// Whether it is kept from the public.
    public let exempt: Bool

    /// Evidence with all that its event carries.
    public init(
        action: Code,
        milestone: Ordinal? = nil,
        title: String,
        place: Place,
        line: AssuranceLine? = nil,
        exempt: Bool = false
    ) {
        self.action = action
        self.milestone = milestone
        self.title = title
        self.place = place
        self.line = line
        self.exempt = exempt
    }

    init(_ reader: inout MemberReader) throws(EntryError) {
        action = try reader.required("action")
        milestone = try reader.optional("milestone")
        title = try reader.required("title")
        line = try reader.optional("line")
        exempt = try reader.optional("exempt", as: Flag.self) != nil
        let url: String? = try reader.optional("url")
        let sha256: Digest? = try reader.optional("sha256")
        let name: String? = try reader.optional("name")
        let bytes: Int? = try reader.optional("bytes")
        switch (url, sha256) {
        case (let url?, nil) where name == nil && bytes == nil: place = .url(url)
        case (nil, let sha256?):
            place = .file(
                sha256: sha256,
                name: try reader.required("name"),
                bytes: try reader.required("bytes")
            )
        default:
            throw .wrongMember(
                "url",
                of: "evidence-filed",
                expected: "exactly one of an address, and a file with its `name` and `bytes`"
            )
        }
    }

    func write(into writer: inout MemberWriter) {
        writer.put("action", action)
        writer.put("milestone", milestone)
        writer.put("title", title)
        switch place {
        case .url(let url): writer.put("url", url)
        case .file(let sha256, let name, let bytes):
            writer.put("sha256", sha256)
            writer.put("name", name)
            writer.put("bytes", bytes)
        }
        writer.put("line", line)
        writer.put(flag: exempt, as: "exempt")
    }
}

/// How an action or a milestone ends without being delivered here.
public struct Closure: Hashable, Sendable {
    /// The three ways.
    public enum Way: String, Hashable, Sendable, ClosedList {
        /// Somebody else has it now.
        case transferred
        /// Something else takes its place.
        case superseded
        /// It will not be done.
        case withdrawn
    }

    /// The action.
    public let action: Code
    /// The milestone, where one alone ends.
    public let milestone: Ordinal?
    /// How it ends.
    public let way: Way
    /// The action, plan or lead that has it now.
    public let to: Reference?
    /// Where it went, in words.
    public let place: String?

    /// A closure with all that its event carries.
    public init(
        action: Code,
        milestone: Ordinal? = nil,
        way: Way,
        to: Reference? = nil,
        place: String? = nil
    ) {
        self.action = action
        self.milestone = milestone
        self.way = way
        self.to = to
        self.place = place
    }

    init(_ reader: inout MemberReader) throws(EntryError) {
        action = try reader.required("action")
        milestone = try reader.optional("milestone")
        way = try reader.required("how")
        to = try reader.optional("to")
        place = try reader.optional("place")
    }

    func write(into writer: inout MemberWriter) {
        writer.put("action", action)
        writer.put("milestone", milestone)
        writer.put("how", way)
        writer.put("to", to)
        writer.put("place", place)
    }
}
