// Entries and events in a line of words each, for people at a terminal.

import Ledger

/// What an entry says of itself, and what its events say, each in one line.
enum EntryWords {
    /// Who recorded the entry, for whom, when, and when it happened.
    static func who(_ entry: Entry) -> String {
        var words = "recorded \(entry.at) by \(entry.act.by)"
        if let behalf = entry.act.behalf { words += " for \(behalf)" }
        if let on = entry.act.on { words += ", happened \(on.words)" }
        if let because = entry.act.because { words += ", because: \(oneLine(because))" }
        return words
    }

    /// What an event says.
    static func what(_ event: Event) -> String {
        switch event {
        case .board(let event): what(event)
        case .structure(let event): what(event)
        case .date(let event): what(event)
        case .progress(let event): what(event)
        case .delivery(let event): what(event)
        case .trust(let event): what(event)
        }
    }

    static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "\n")) else { return text }
        return text.split(separator: "\n").joined(separator: " / ")
    }

    private static func list(_ keys: [Key]) -> String {
        keys.isEmpty ? "nobody" : keys.map(\.text).joined(separator: ", ")
    }

    private static func by(_ key: Key?, _ meeting: Day? = nil) -> String {
        (key.map { ", agreed by \($0)" } ?? "") + (meeting.map { ", meeting of \($0.words)" } ?? "")
    }

    private static func part(_ code: Code, _ number: Ordinal?) -> String {
        number.map { "\(code)/\($0)" } ?? code.text
    }

    private static func place(of evidence: Evidence) -> String {
        let title = { (name: String) in
            evidence.title == name ? name : "\(evidence.title), \(name)"
        }
        return switch evidence.place {
        case .url(let url): title(url)
        case .file(let sha256, let name, let bytes):
            "\(title(name)), \(bytes) bytes, evidence/\(sha256.hex)"
        }
    }

    private static func what(_ event: BoardEvent) -> String {
        switch event {
        case .planOpened(let opening): "plan \(opening.plan) opened: \(opening.title)"
        case .planApproved(let meeting, let agreedBy):
            "plan approved" + by(agreedBy, meeting)
        case .planClosed(let meeting, let agreedBy): "plan closed" + by(agreedBy, meeting)
        case .meetingCalled(let call):
            "meeting called for \(call.meeting.words): \(call.title)"
                + (call.movedFrom.map { ", moved from \($0.words)" } ?? "")
        case .meetingCancelled(let meeting, let board):
            "meeting of \(meeting.words) cancelled" + (board.map { ", board \($0)" } ?? "")
        case .decisionMinuted(let meeting, let minute, let entries):
            "minute of \(meeting.words): \(oneLine(minute))"
                + (entries.isEmpty
                    ? "" : ", entries \(entries.map(String.init).joined(separator: ", "))")
        case .assuranceGiven(let priority, let level, let meeting):
            "priority \(priority) given \(level) assurance, meeting of \(meeting.words)"
        case .policyAdopted(let policy):
            "rating policy \(policy.policy) adopted" + by(policy.agreedBy, policy.meeting)
        case .paperWorded(let meeting, let part, let text):
            "words of the paper for \(meeting.words), \(part.rawValue): \(oneLine(text))"
        case .reportPublished(let publication):
            "report for \(publication.meeting.words) published as \(publication.format.rawValue), "
                + "as at \(publication.asAt), known at entry \(publication.knownAt)"
        }
    }

    private static func what(_ event: StructureEvent) -> String {
        switch event {
        case .personNamed(let key, let name, let role, let organisation):
            (["person \(key): \(name)"] + [role, organisation].compactMap(\.self))
                .joined(separator: ", ")
        case .personLeft(let key): "\(key) left"
        case .bodyNamed(let key, let name, _, let members):
            "body \(key): \(name)" + (members.isEmpty ? "" : ", members \(list(members))")
        case .priorityAdded(let code, let title, _, _): "priority \(code): \(title)"
        case .actionAdded(let code, let under, let title, _):
            "action \(code) under \(under): \(title)"
        case .actionReworded(let code, let title): "\(code) reworded: \(title)"
        case .leadsNamed(let code, let role, let leads):
            "\(code) \(role.rawValue): \(list(leads))"
        case .actionLinked(let link):
            "\(link.from) \(link.kind.rawValue) \(link.to)"
                + (link.inferred ? ", inferred" : "") + (link.note.map { ": \($0)" } ?? "")
        case .milestoneAdded(let start):
            "milestone \(start.name) due \(start.due?.words ?? "on no agreed date")"
                + (start.label.map { ", \($0)" } ?? "")
                + (start.depends.map { ", waits for \($0)" } ?? "")
        }
    }

    private static func what(_ event: DateEvent) -> String {
        switch event {
        case .requested(let name, let due): "\(name): another date asked for, \(due.words)"
        case .agreed(let name, let due, let agreedBy, let meeting):
            "\(name): date agreed, \(due.words)" + by(agreedBy, meeting)
        case .refused(let name, let agreedBy, let meeting):
            "\(name): request refused by \(agreedBy)" + by(nil, meeting)
        case .corrected(let name, let due, let entry, let agreedBy):
            "\(name): entry \(entry) should have said \(due.words)" + by(agreedBy)
        case .forecast(let name, let due): "\(name): forecast \(due.words)"
        }
    }

    private static func what(_ event: ProgressEvent) -> String {
        switch event {
        case .noted(let code, let note, _, let byWhen):
            "\(code) note: \(oneLine(note))" + (byWhen.map { ", by \($0.words)" } ?? "")
        case .ratingDeclared(let code, let rating): "\(code) declared \(rating.rawValue)"
        case .helpAsked(let code, let help, let note):
            "\(code) help \(help) asked: \(oneLine(note))"
        case .helpGiven(let code, let help, let note):
            "\(code) help \(help) given: \(oneLine(note))"
        case .riskRaised(let code, let about, let title): "risk \(code) to \(about): \(title)"
        case .riskAnswered(let code, let mitigation):
            "risk \(code) answered: \(oneLine(mitigation))"
        case .riskClosed(let code): "risk \(code) closed"
        case .measureAdded(let measure):
            "measure \(measure.code) of \(measure.about): \(measure.title), "
                + (measure.unit.map { "in \($0)" } ?? "unit not stated")
                + (measure.direction.map { ", better \($0.rawValue)" } ?? "")
                + (measure.target.map { ", target \($0)" } ?? "")
                + (measure.due.map { " by \($0.words)" } ?? "")
        case .measureRead(let code, let value): "measure \(code) read: \(value)"
        }
    }

    private static func what(_ event: DeliveryEvent) -> String {
        switch event {
        case .declared(let name): "\(name) declared delivered"
        case .evidenceFiled(let evidence):
            "evidence for \(part(evidence.action, evidence.milestone)): " + place(of: evidence)
                + (evidence.line.map { ", line \($0.rawValue)" } ?? "")
                + (evidence.exempt ? ", exempt" : "")
        case .confirmed(let name, let line):
            "\(name) confirmed" + (line.map { ", line \($0.rawValue)" } ?? "")
        case .returned(let name): "\(name) returned, not delivered"
        case .reopened(let code, let number): "\(part(code, number)) reopened"
        case .closed(let closure):
            "\(part(closure.action, closure.milestone)) \(closure.way.rawValue)"
                + (closure.to.map { " to \($0)" } ?? "") + (closure.place.map { ", \($0)" } ?? "")
        case .closureApproved(let code, let number, let agreedBy, let meeting):
            "closure of \(part(code, number)) approved" + by(agreedBy, meeting)
        }
    }

    private static func what(_ event: TrustEvent) -> String {
        switch event {
        case .keyRegistered(let key, _): "\(key) registered a key"
        case .keyRevoked(let key, _): "\(key) revoked a key"
        case .entryStruck(let entry): "entry \(entry) struck"
        case .ledgerRestored(let size, _, let lost, let origin):
            "restored to \(size) entries as \(origin), \(lost) known missing"
        }
    }
}
