// What each event says of which fields: one exhaustive switch for each subject of events.

extension AuditTrail {
    typealias Order = Fact.Order

    /// What an event says, in the order of its members. Of strikes and corrections only that they
    /// were recorded; what they do to earlier facts is another matter.
    func facts(of event: Event) -> [Fact] {
        switch event {
        case .board(let event): facts(of: event)
        case .structure(let event): facts(of: event)
        case .date(let event): facts(of: event)
        case .progress(let event): facts(of: event)
        case .delivery(let event): facts(of: event)
        case .trust(let event): facts(of: event)
        }
    }

    private func present(_ subject: Subject, _ field: Field) -> FieldValue? {
        standing(Slot(subject: subject, field: field, part: nil))?.present
    }

    private func facts(of event: BoardEvent) -> [Fact] {
        switch event {
        case .planOpened(let opening):
            [
                Fact(.plan, .title, .text(opening.title), .inJournal),
                Fact(.plan, .board, .text(opening.board), .inJournal),
                Fact(.plan, .place, FieldValue(opening.place), .inJournal),
                Fact(.plan, .source, FieldValue(opening.source), .inJournal),
                Fact(.plan, .sourceDigest, FieldValue(opening.sourceDigest?.hex), .inJournal),
            ]
        case .planApproved(let meeting, _):
            [Fact(.plan, .approval, .day(meeting), .inJournal)] + originals
        case .planClosed(let meeting, _): [Fact(.plan, .closure, .day(meeting), .inJournal)]
        case .meetingCalled(let call): facts(of: call)
        case .meetingCancelled(let day, let other):
            [
                Fact(
                    .meeting(day, board: other ?? board),
                    .cancelled,
                    .text("cancelled"),
                    .inJournal
                )
            ]
        case .decisionMinuted(let day, let minute, _):
            [Fact(.meeting(day, board: board), .decision, .text(minute))]
        case .assuranceGiven(let priority, let level, _):
            [Fact(.priority(priority), .assurance, .text(level))]
        case .policyAdopted(let policy):
            [Fact(.plan, .policy, .text(policy.policy), .inJournal)]
        case .paperWorded(let day, let part, let text):
            [Fact(.meeting(day, board: board), .words, .text(text), part: part.rawValue)]
        case .reportPublished(let publication):
            [
                Fact(
                    .meeting(publication.meeting, board: board),
                    .publication,
                    .text(publication.words),
                    part: publication.format.rawValue
                )
            ]
        }
    }

    /// The original dates that an approval recorded now gives.
    private var originals: [Fact] {
        milestones.compactMap { name in
            let subject = Subject.milestone(name)
            guard present(subject, .original) == nil, let due = present(subject, .due) else {
                return nil
            }
            return Fact(subject, .original, due, .inJournal)
        }
    }

    private func facts(of call: MeetingCall) -> [Fact] {
        let board = call.board ?? self.board
        let meeting = Subject.meeting(call.meeting, board: board)
        var facts = [
            Fact(meeting, .title, .text(call.title), .inJournal),
            Fact(meeting, .papers, FieldValue(call.papers), .inJournal),
            Fact(meeting, .movedFrom, FieldValue(call.movedFrom), .inJournal),
            // A day that was moved or cancelled is called again.
            Fact(meeting, .movedTo, nil, .inJournal),
            Fact(meeting, .cancelled, nil, .inJournal),
        ]
        if let from = call.movedFrom {
            facts.append(
                Fact(.meeting(from, board: board), .movedTo, .day(call.meeting), .inJournal)
            )
        }
        return facts
    }

    private func facts(of event: StructureEvent) -> [Fact] {
        switch event {
        case .personNamed(let key, let name, let role, let organisation):
            [
                Fact(.person(key), .name, .text(name), .inJournal),
                Fact(.person(key), .role, FieldValue(role), .inJournal),
                Fact(.person(key), .organisation, FieldValue(organisation), .inJournal),
                Fact(.person(key), .left, nil, .inJournal),
            ]
        case .personLeft(let key): [Fact(.person(key), .left, .text("left"), .inJournal)]
        case .bodyNamed(let key, let name, let organisation, let members):
            [
                Fact(.body(key), .name, .text(name), .inJournal),
                Fact(.body(key), .organisation, FieldValue(organisation), .inJournal),
                Fact(.body(key), .members, members.isEmpty ? nil : .keys(members), .inJournal),
            ]
        case .priorityAdded(let code, let title, let under, let aim):
            [
                Fact(.priority(code), .title, .text(title), .inJournal),
                Fact(.priority(code), .under, FieldValue(under), .inJournal),
                Fact(.priority(code), .aim, FieldValue(aim), .inJournal),
            ]
        case .actionAdded(let code, let under, let title, let aim):
            [
                Fact(.action(code), .under, .code(under), .inJournal),
                Fact(.action(code), .title, .text(title), .inJournal),
                Fact(.action(code), .aim, FieldValue(aim), .inJournal),
            ]
        case .actionReworded(let code, let title):
            [Fact(.action(code), .title, .text(title), .inJournal)]
        case .leadsNamed(let code, let role, let leads):
            [Fact(.action(code), role.field, .keys(leads))]
        case .actionLinked(let link):
            [
                Fact(
                    .action(link.from),
                    .link,
                    .text(link.words),
                    part: link.to.description,
                    .inJournal
                )
            ]
        case .milestoneAdded(let start): facts(of: start)
        }
    }

    private func facts(of start: MilestoneStart) -> [Fact] {
        let subject = Subject.milestone(start.name)
        var due = Fact(subject, .due, FieldValue(start.due), .first)
        due.isAlwaysTold = true
        return [
            Fact(subject, .label, FieldValue(start.label), .inJournal),
            Fact(subject, .written, FieldValue(start.written), .inJournal),
            Fact(subject, .depends, FieldValue(start.depends), .inJournal),
            Fact(subject, .meeting, FieldValue(start.meeting), .inJournal),
            due,
        ]
    }

    private func facts(of event: DateEvent) -> [Fact] {
        let subject = Subject.milestone(event.milestone)
        switch event {
        case .requested(_, let due): return [Fact(subject, .request, .date(due))]
        case .agreed(_, let due, _, _):
            var facts = [Fact(subject, .due, .date(due))]
            if case .date? = present(subject, .request) {
                facts.append(Fact(subject, .request, .text("agreed")))
            }
            return facts
        case .refused: return [Fact(subject, .request, .text("refused"))]
        case .forecast(_, let due): return [Fact(subject, .forecast, .date(due))]
        case .corrected: return []  // It acts on the facts of the entry that it names.
        }
    }

    private func facts(of event: ProgressEvent) -> [Fact] {
        switch event {
        case .noted(let code, let note, _, _): [Fact(.action(code), .note, .text(note))]
        case .ratingDeclared(let code, let rating):
            [Fact(.action(code), .rating, .text(rating.rawValue))]
        case .helpAsked(let code, let help, let note):
            [Fact(.action(code), .help, .text(note), part: help.description)]
        case .helpGiven(let code, let help, let note):
            [Fact(.action(code), .answer, .text(note), part: help.description)]
        case .riskRaised(let code, let about, let title):
            [
                Fact(.risk(code), .about, .code(about), .inJournal),
                Fact(.risk(code), .title, .text(title), .inJournal),
            ]
        case .riskAnswered(let code, let mitigation):
            [Fact(.risk(code), .mitigation, .text(mitigation))]
        case .riskClosed(let code): [Fact(.risk(code), .closure, .text("closed"))]
        case .measureAdded(let measure):
            [
                Fact(.measure(measure.code), .about, .code(measure.about), .inJournal),
                Fact(.measure(measure.code), .title, .text(measure.title), .inJournal),
                Fact(.measure(measure.code), .unit, FieldValue(measure.unit), .inJournal),
                Fact(
                    .measure(measure.code),
                    .direction,
                    FieldValue(measure.direction?.rawValue),
                    .inJournal
                ),
                Fact(
                    .measure(measure.code),
                    .target,
                    measure.target.map(FieldValue.quantity),
                    .inJournal
                ),
                Fact(.measure(measure.code), .due, FieldValue(measure.due), .inJournal),
            ]
        case .measureRead(let code, let value):
            [Fact(.measure(code), .reading, .quantity(value))]
        }
    }

    private func facts(of event: DeliveryEvent) -> [Fact] {
        switch event {
        case .declared(let name): [Fact(.milestone(name), .delivery, .text("declared"))]
        case .confirmed(let name, _): [Fact(.milestone(name), .delivery, .text("confirmed"))]
        case .returned(let name): [Fact(.milestone(name), .delivery, .text("returned"))]
        case .evidenceFiled(let evidence):
            [
                Fact(
                    Subject(evidence.action, evidence.milestone),
                    .evidence,
                    .text(evidence.title),
                    part: evidence.place.words
                )
            ]
        case .reopened(let code, let number): reopening(code, number)
        case .closed(let closure):
            [
                Fact(
                    Subject(closure.action, closure.milestone),
                    .closure,
                    .text(closure.words)
                ),
                Fact(Subject(closure.action, closure.milestone), .closureApproval, nil),
            ]
        case .closureApproved(let code, let number, let agreedBy, _):
            [Fact(Subject(code, number), .closureApproval, .keys([agreedBy]))]
        }
    }

    /// What a reopening undoes: the deliveries that stand, and the closure where one stands or
    /// nothing else is undone.
    private func reopening(_ code: Code, _ number: Ordinal?) -> [Fact] {
        let named = milestones.filter {
            $0.action == code && (number == nil || number == $0.number)
        }
        let delivered = named.filter { name in
            let step = present(.milestone(name), .delivery)
            return step == .text("declared") || step == .text("confirmed")
        }
        var facts = delivered.map { Fact(.milestone($0), .delivery, .text("reopened")) }
        let subject = Subject(code, number)
        if delivered.isEmpty || isClosed(subject) {
            facts.append(Fact(subject, .closure, .text("reopened")))
            facts.append(Fact(subject, .closureApproval, nil))
        }
        return facts
    }

    /// Whether a closure stands for the subject or for what is above it.
    private func isClosed(_ subject: Subject) -> Bool {
        if let closure = present(subject, .closure) { return closure != .text("reopened") }
        switch subject {
        case .milestone(let name): return isClosed(.action(name.action))
        case .action:
            guard case .code(let above)? = present(subject, .under) else { return false }
            return isClosed(.action(above))
        case .plan, .priority, .person, .body, .meeting, .risk, .measure: return false
        }
    }

    private func facts(of event: TrustEvent) -> [Fact] {
        switch event {
        case .keyRegistered(let key, let vkey):
            [Fact(.person(key), .signingKey, .text("registered"), part: vkey, .inJournal)]
        case .keyRevoked(let key, let vkey):
            [Fact(.person(key), .signingKey, .text("revoked"), part: vkey, .inJournal)]
        case .entryStruck(let seq):
            [Fact(.plan, .strike, .number(seq), part: String(seq), .inJournal)]
        case .ledgerRestored(let size, _, let lost, _):
            [Fact(.plan, .restore, .text("size \(size), lost \(lost)"), .inJournal)]
        }
    }
}

extension LeadRole {
    /// The field that names leads of this role.
    var field: Field {
        switch self {
        case .accountable: .accountable
        case .responsible: .responsible
        }
    }
}
