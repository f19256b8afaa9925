// The words that long journals are made of: the event types and members that a scan knows.

/// The event types that are scanned; the others are rare, and read in the plain way.
enum QuickType: UInt8, CaseIterable, Sendable {
    case actionAdded, actionClosed, actionLinked, actionReopened, actionReworded, assuranceGiven
    case bodyNamed, closureApproved, dateAgreed, dateCorrected, dateRefused, dateRequested
    case decisionMinuted, deliveryConfirmed, deliveryDeclared, deliveryReturned, entryStruck
    case evidenceFiled, forecastGiven, helpAsked, helpGiven, leadsNamed, measureAdded, measureRead
    case meetingCalled, milestoneAdded, personNamed, priorityAdded, progressNoted, ratingDeclared
    case riskAnswered, riskClosed, riskRaised

    /// The stored words, in the order of the cases.
    static let names = [
        "action-added", "action-closed", "action-linked", "action-reopened", "action-reworded",
        "assurance-given", "body-named", "closure-approved", "date-agreed", "date-corrected",
        "date-refused", "date-requested", "decision-minuted", "delivery-confirmed",
        "delivery-declared", "delivery-returned", "entry-struck", "evidence-filed",
        "forecast-given", "help-asked", "help-given", "leads-named", "measure-added",
        "measure-read", "meeting-called", "milestone-added", "person-named", "priority-added",
        "progress-noted", "rating-declared", "risk-answered", "risk-closed", "risk-raised",
    ]

    /// Whether a line with it is followed as an entry: it says who is who, when a board meets or
    /// what the priorities are, and is rare but at the beginning.
    @inline(__always)
    var makesLinePlain: Bool {
        switch self {
        case .bodyNamed, .meetingCalled, .personNamed, .priorityAdded: true
        default: false
        }
    }

    /// The members it must have, and those it may have too.
    var members: (required: [QuickMember], optional: [QuickMember]) {
        switch self {
        case .actionAdded: ([.action, .title, .under], [.aim])
        case .actionClosed: ([.action, .how], [.milestone, .place, .to])
        case .actionLinked: ([.from, .kind, .to], [.inferred, .note])
        case .actionReopened: ([.action], [.milestone])
        case .actionReworded: ([.action, .title], [])
        case .assuranceGiven: ([.level, .meeting, .priority], [])
        case .bodyNamed: ([.body, .name], [.members, .organisation])
        case .closureApproved: ([.action, .agreedBy], [.meeting, .milestone])
        case .dateAgreed: ([.action, .due, .milestone], [.agreedBy, .meeting])
        case .dateCorrected: ([.action, .due, .entry, .milestone], [.agreedBy])
        case .dateRefused: ([.action, .agreedBy, .milestone], [.meeting])
        case .dateRequested, .forecastGiven: ([.action, .due, .milestone], [])
        case .decisionMinuted: ([.meeting, .minute], [.entries])
        case .deliveryConfirmed: ([.action, .milestone], [.line])
        case .deliveryDeclared, .deliveryReturned: ([.action, .milestone], [])
        case .entryStruck: ([.entry], [])
        case .evidenceFiled:
            ([.action, .title], [.bytes, .exempt, .line, .milestone, .name, .sha256, .url])
        case .helpAsked, .helpGiven: ([.action, .help, .note], [])
        case .leadsNamed: ([.action, .leads, .role], [])
        case .measureAdded:
            ([.about, .measure, .title], [.direction, .due, .target, .unit])
        case .measureRead: ([.measure, .value], [])
        case .meetingCalled: ([.meeting, .title], [.board, .movedFrom, .papers])
        case .milestoneAdded:
            ([.action, .milestone], [.depends, .due, .label, .meeting, .written])
        case .personNamed: ([.name, .person], [.organisation, .role])
        case .priorityAdded: ([.priority, .title], [.aim, .under])
        case .progressNoted: ([.action, .note], [.byWhen, .line])
        case .ratingDeclared: ([.action, .rating], [])
        case .riskAnswered: ([.mitigation, .risk], [])
        case .riskClosed: ([.risk], [])
        case .riskRaised: ([.about, .risk, .title], [])
        }
    }
}

/// The members of those events, in the order in which they sort.
enum QuickMember: UInt8, CaseIterable, Sendable {
    case about, action, agreedBy, aim, board, body, byWhen, bytes, depends, direction, due, entries
    case entry, exempt, from, help, how, inferred, kind, label, leads, level, line, measure, meeting
    case members, milestone, minute, mitigation, movedFrom, name, note, organisation, papers, person
    case place, priority, rating, risk, role, sha256, target, title, to, type, under, unit, url
    case value, written

    /// The stored words, in the order of the cases.
    static let names = [
        "about", "action", "agreed-by", "aim", "board", "body", "by-when", "bytes", "depends",
        "direction", "due", "entries", "entry", "exempt", "from", "help", "how", "inferred",
        "kind", "label", "leads", "level", "line", "measure", "meeting", "members", "milestone",
        "minute", "mitigation", "moved-from", "name", "note", "organisation", "papers", "person",
        "place", "priority", "rating", "risk", "role", "sha256", "target", "title", "to", "type",
        "under", "unit", "url", "value", "written",
    ]

    /// What can stand there.
    enum Form: Sendable {
        case code, key, ordinal, count, counts, line, flag, date, day, digest
        case reference, quantity
        /// A list of keys that may be empty, and one that may not.
        case leads, keys
        /// Text of one line, and of many.
        case text, lines
        /// A word of a closed list.
        case rating, how, kind, direction
        case type
    }

    var form: Form {
        switch self {
        case .about, .action, .from, .measure, .priority, .risk, .under: .code
        case .agreedBy, .body, .person: .key
        case .leads: .leads
        case .members: .keys
        case .help, .milestone: .ordinal
        case .bytes, .entry: .count
        case .entries: .counts
        case .line: .line
        case .exempt, .inferred: .flag
        case .byWhen, .due: .date
        case .meeting, .movedFrom, .papers: .day
        case .sha256: .digest
        case .depends, .to: .reference
        case .target, .value: .quantity
        // The role of a person is text; that of leads is a word, which is looked at by itself.
        case .aim, .board, .label, .level, .name, .organisation, .place, .role, .title, .unit,
            .url, .written:
            .text
        case .minute, .mitigation, .note: .lines
        case .rating: .rating
        case .how: .how
        case .kind: .kind
        case .direction: .direction
        case .type: .type
        }
    }

    /// Its bit: greater for names that sort later.
    var bit: UInt64 { 1 &<< UInt64(rawValue) }
}
