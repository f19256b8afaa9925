// The vocabulary of format 1 as a table, typed from the design and from nothing else.

import Foundation

/// What the members of entries and events are, in words an auditor can hold against the format.
///
/// A member is `name:form`, or `name?:form` where it may be absent.
enum PlainVocabulary {
    static let entry = members(
        "at:instant because?:lines by:name events:events for?:name key?:request on?:date"
            + " prev:digest seq:place sig?:signature"
    )

    /// What a published report says of another plan.
    static let other = members("head:digest plan:name seq:number")

    static let events: [String: [PlainMember]] = [
        // The plan and its board
        "plan-opened": "plan:name title:text board:text place?:text source?:text"
            + " source-sha256?:digest",
        "plan-approved": "meeting:day agreed-by?:name",
        "plan-closed": "meeting:day agreed-by:name",
        "meeting-called": "meeting:day title:text board?:text papers?:day moved-from?:day",
        "meeting-cancelled": "meeting:day board?:text",
        "decision-minuted": "meeting:day minute:lines entries?:numbers",
        "assurance-given": "priority:name level:text meeting:day",
        "policy-adopted": "policy:text agreed-by:name meeting?:day evidence-days?:number"
            + " tolerance-days?:number tolerance-months?:number near-days?:number"
            + " quiet-days?:number stale-days?:number start-days?:number levels?:texts",
        "paper-worded": "meeting:day part:part text:lines",
        "report-published": "meeting:day as-at:day known-at:number format:format sha256:digest"
            + " data:digest renderer:text others?:others",
        // People and structure
        "person-named": "person:name name:text role?:text organisation?:text",
        "person-left": "person:name",
        "body-named": "body:name name:text organisation?:text members?:names",
        "priority-added": "priority:name title:text under?:name aim?:text",
        "action-added": "action:name under:name title:text aim?:text",
        "action-reworded": "action:name title:text",
        "leads-named": "action:name role:role leads:leads",
        "action-linked": "from:name to:reference kind:kind note?:lines inferred?:true",
        "milestone-added": "action:name milestone:ordinal due?:date label?:text written?:text"
            + " depends?:reference meeting?:day",
        // Dates
        "date-requested": "action:name milestone:ordinal due:date",
        "date-agreed": "action:name milestone:ordinal due:date agreed-by?:name meeting?:day",
        "date-refused": "action:name milestone:ordinal agreed-by:name meeting?:day",
        "date-corrected": "action:name milestone:ordinal due:date entry:number agreed-by?:name",
        "forecast-given": "action:name milestone:ordinal due:date",
        // Progress
        "progress-noted": "action:name note:lines line?:line by-when?:date",
        "rating-declared": "action:name rating:rating",
        "help-asked": "action:name help:ordinal note:lines",
        "help-given": "action:name help:ordinal note:lines",
        "risk-raised": "risk:name about:name title:text",
        "risk-answered": "risk:name mitigation:lines",
        "risk-closed": "risk:name",
        "measure-added": "measure:name about:name title:text unit?:text direction?:direction"
            + " target?:quantity due?:date",
        "measure-read": "measure:name value:quantity",
        // Delivery and closure
        "delivery-declared": "action:name milestone:ordinal",
        "evidence-filed": "action:name milestone?:ordinal title:text url?:text sha256?:digest"
            + " name?:text bytes?:number line?:line exempt?:true",
        "delivery-confirmed": "action:name milestone:ordinal line?:line",
        "delivery-returned": "action:name milestone:ordinal",
        "action-reopened": "action:name milestone?:ordinal",
        "action-closed": "action:name milestone?:ordinal how:how to?:reference place?:text",
        "closure-approved": "action:name milestone?:ordinal agreed-by:name meeting?:day",
        // Trust
        "key-registered": "person:name public:text",
        "key-revoked": "person:name public:text",
        "entry-struck": "entry:number",
        "ledger-restored": "size:number root:digest lost:number origin:text",
    ].mapValues(members)

    /// The lists that are closed: another word in them is new, and no damage.
    static let closedLists: [String: [String]] = [
        "part": "item report-of contact purpose offered considered exempt lateness summary"
            + " financial legal equality sustainability engagement",
        "format": "html markdown docx csv json ics pdf",
        "role": "accountable responsible",
        "kind": "same-as detail-in feeds reported-in progress-as",
        "rating": "green amber red",
        "direction": "up down",
        "how": "transferred superseded withdrawn",
    ].mapValues { $0.split(separator: " ").map(String.init) }

    /// The forms that are text of one line with a shape of its own.
    static let shapes: [String: NSRegularExpression] = [
        "name": name,
        "digest": "[0-9a-f]{64}",
        "ordinal": "[1-9][0-9]{0,3}",
        "reference": "\(name)(:(\(name))?)?",
        "decimal": "-?(0|[1-9][0-9]{0,14})([.][0-9]{1,15})?",
        "request": "[A-Za-z0-9._:-]{1,64}",
        // 64 bytes in base64: the last digit carries two bits of them.
        "signature": "[A-Za-z0-9+/]{85}[AQgw]==",
        "day": "\(year)-\(month)-\(ofMonth)",
        "date": "\(point)(/\(point))?",
        "instant": "\(year)-\(month)-\(ofMonth)T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z",
    ].compactMapValues { try? NSRegularExpression(pattern: "\\A(?:\($0))\\z") }

    private static let name = "[A-Za-z0-9][A-Za-z0-9.-]{0,31}"
    private static let year = "[1-9][0-9]{3}"
    private static let month = "(?:0[1-9]|1[0-2])"
    private static let ofMonth = "(?:0[1-9]|[12][0-9]|3[01])"
    private static let point = "\(year)(?:-\(month)(?:-\(ofMonth))?)?"

    private static func members(_ table: String) -> [PlainMember] {
        table.split(separator: " ").map { word in
            let parts = word.split(separator: ":").map(String.init)
            let isOptional = parts[0].hasSuffix("?")
            return PlainMember(
                name: isOptional ? String(parts[0].dropLast()) : parts[0],
                form: parts[1],
                isRequired: !isOptional
            )
        }
    }
}

/// A member that an object of some kind must or may have.
struct PlainMember: Sendable {
    let name: String
    let form: String
    let isRequired: Bool
}
