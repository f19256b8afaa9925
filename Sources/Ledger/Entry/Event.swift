// What can happen to a plan: the vocabulary of version 1, in six subjects.

/// One thing that happened. Each subject is an enum of its own, in a file of its own.
public enum Event: Hashable, Sendable {
    /// The plan itself and its board.
    case board(BoardEvent)
    /// People, priorities, actions, leads, links, milestones.
    case structure(StructureEvent)
    /// Completion dates.
    case date(DateEvent)
    /// Notes, ratings, help, risks, measures.
    case progress(ProgressEvent)
    /// Delivery, evidence, closure.
    case delivery(DeliveryEvent)
    /// Keys, struck entries, restores.
    case trust(TrustEvent)
}

extension Event {
    /// The stored word for what happened: `action-added`.
    public var type: String {
        switch self {
        case .board(let event): event.type
        case .structure(let event): event.type
        case .date(let event): event.type
        case .progress(let event): event.type
        case .delivery(let event): event.type
        case .trust(let event): event.type
        }
    }

    /// Whether an entry that carries this must say why.
    public var needsBecause: Bool {
        switch self {
        case .board(.planClosed), .board(.meetingCancelled), .structure(.personLeft),
            .structure(.actionReworded), .date(.requested), .date(.agreed), .date(.refused),
            .date(.corrected), .progress(.ratingDeclared(_, .amber)),
            .progress(.ratingDeclared(_, .red)), .progress(.riskClosed),
            .delivery(.returned), .delivery(.reopened), .delivery(.closed),
            .trust(.keyRevoked), .trust(.entryStruck):
            true
        case .board, .structure, .date, .progress, .delivery, .trust: false
        }
    }

    /// The action it is about, itself or by a milestone; nil where it is about none.
    public var action: Code? {
        switch self {
        case .board, .trust: nil
        case .date(let event): event.milestone.action
        case .structure(let event):
            switch event {
            case .actionAdded(let code, _, _, _), .actionReworded(let code, _),
                .leadsNamed(let code, _, _):
                code
            case .actionLinked(let link): link.from
            case .milestoneAdded(let start): start.name.action
            case .personNamed, .personLeft, .bodyNamed, .priorityAdded: nil
            }
        case .progress(let event):
            switch event {
            case .noted(let code, _, _, _), .ratingDeclared(let code, _),
                .helpAsked(let code, _, _), .helpGiven(let code, _, _):
                code
            case .riskRaised, .riskAnswered, .riskClosed, .measureAdded, .measureRead: nil
            }
        case .delivery(let event):
            switch event {
            case .declared(let name), .confirmed(let name, _), .returned(let name): name.action
            case .evidenceFiled(let evidence): evidence.action
            case .reopened(let code, _), .closureApproved(let code, _, _, _): code
            case .closed(let closure): closure.action
            }
        }
    }

    /// Reads the event whose members `members` are.
    ///
    /// - Throws: what is missing, misplaced or unknown to this version.
    init(_ members: [JSONValue.Member]) throws(EntryError) {
        var naming = MemberReader(members, of: "an event")
        let type: String = try naming.required("type")
        var reader = MemberReader(members, of: type)
        let _: String = try reader.required("type")
        if let event = try BoardEvent(type, &reader) {
            self = .board(event)
        } else if let event = try StructureEvent(type, &reader) {
            self = .structure(event)
        } else if let event = try DateEvent(type, &reader) {
            self = .date(event)
        } else if let event = try ProgressEvent(type, &reader) {
            self = .progress(event)
        } else if let event = try DeliveryEvent(type, &reader) {
            self = .delivery(event)
        } else if let event = try TrustEvent(type, &reader) {
            self = .trust(event)
        } else {
            throw .unknownType(type)
        }
        try reader.end()
    }

    /// The event as a JSON object. The inverse of ``init(_:)``.
    var json: JSONValue {
        var writer = MemberWriter()
        switch self {
        case .board(let event): event.write(into: &writer)
        case .structure(let event): event.write(into: &writer)
        case .date(let event): event.write(into: &writer)
        case .progress(let event): event.write(into: &writer)
        case .delivery(let event): event.write(into: &writer)
        case .trust(let event): event.write(into: &writer)
        }
        // Last, where it belongs in most lines: so hardly any has to be put in order.
        writer.put("type", type)
        return .object(writer.members)
    }
}
