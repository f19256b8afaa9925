// The words that long journals are made of: the event types and members that a scan knows.

/// The event types that are scanned; the others are rare, and read in the plain way.
enum QuickType: UInt8, CaseIterable, Sendable {
    case actionAdded, actionClosed, actionLinked, actionReopened, actionReworded, assuranceGiven
    case closureApproved, dateAgreed, dateCorrected, dateRefused, dateRequested, decisionMinuted
    case deliveryConfirmed, deliveryDeclared, deliveryReturned, entryStruck, evidenceFiled
    case forecastGiven, helpAsked, helpGiven, leadsNamed, measureAdded, measureRead
    case milestoneAdded, progressNoted, ratingDeclared, riskAnswered, riskClosed, riskRaised

    /// The stored words, in the order of the cases.
    static let names = [
        "action-added", "action-closed", "action-linked", "action-reopened", "action-reworded",
        "assurance-given", "closure-approved", "date-agreed", "date-corrected", "date-refused",
        "date-requested", "decision-minuted", "delivery-confirmed", "delivery-declared",
        "delivery-returned", "entry-struck", "evidence-filed", "forecast-given", "help-asked",
        "help-given", "leads-named", "measure-added", "measure-read", "milestone-added",
        "progress-noted", "rating-declared", "risk-answered", "risk-closed", "risk-raised",
    ]

    /// The members it must have, and those it may have too.
    var members: (required: [QuickMember], optional: [QuickMember]) {
        switch self {
        case .actionAdded: ([.action, .title, .under], [])
        case .actionClosed: ([.action, .how], [.milestone, .place, .to])
        case .actionLinked: ([.from, .kind, .to], [.inferred, .note])
        case .actionReopened: ([.action], [.milestone])
        case .actionReworded: ([.action, .title], [])
        case .assuranceGiven: ([.level, .meeting, .priority], [])
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
            ([.about, .direction, .measure, .title, .unit], [.due, .target])
        case .measureRead: ([.measure, .value], [])
        case .milestoneAdded:
            ([.action, .milestone], [.depends, .due, .label, .meeting, .written])
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
    case about, action, agreedBy, byWhen, bytes, depends, direction, due, entries, entry, exempt
    case from, help, how, inferred, kind, label, leads, level, line, measure, meeting, milestone
    case minute, mitigation, name, note, place, priority, rating, risk, role, sha256, target
    case title, to, type, under, unit, url, value, written

    /// The stored words, in the order of the cases.
    static let names = [
        "about", "action", "agreed-by", "by-when", "bytes", "depends", "direction", "due",
        "entries", "entry", "exempt", "from", "help", "how", "inferred", "kind", "label", "leads",
        "level", "line", "measure", "meeting", "milestone", "minute", "mitigation", "name", "note",
        "place", "priority", "rating", "risk", "role", "sha256", "target", "title", "to", "type",
        "under", "unit", "url", "value", "written",
    ]

    /// What can stand there.
    enum Form: Sendable {
        case code, key, keys, ordinal, count, counts, line, flag, date, day, digest
        case reference, quantity
        /// Text of one line, and of many.
        case text, lines
        /// A word of a closed list.
        case rating, role, how, kind, direction
        case type
    }

    var form: Form {
        switch self {
        case .about, .action, .from, .measure, .priority, .risk, .under: .code
        case .agreedBy: .key
        case .leads: .keys
        case .help, .milestone: .ordinal
        case .bytes, .entry: .count
        case .entries: .counts
        case .line: .line
        case .exempt, .inferred: .flag
        case .byWhen, .due: .date
        case .meeting: .day
        case .sha256: .digest
        case .depends, .to: .reference
        case .target, .value: .quantity
        case .label, .level, .name, .place, .title, .unit, .url, .written: .text
        case .minute, .mitigation, .note: .lines
        case .rating: .rating
        case .role: .role
        case .how: .how
        case .kind: .kind
        case .direction: .direction
        case .type: .type
        }
    }

    /// Its bit: greater for names that sort later.
    var bit: UInt64 { 1 &<< UInt64(rawValue) }
}
