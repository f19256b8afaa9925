// The rules of events about dates, progress and delivery.

extension Plan {
    func decide(_ event: DateEvent, _ stamp: Stamp) throws(Refusal) {
        let milestone = try known(event.milestone)
        switch event {
        case .requested:
            try undelivered(milestone)
            if let open = milestone.openRequest {
                throw .requestMustBeAnsweredFirst(milestone.name, entry: open.stamp.seq)
            }
        case .agreed(_, _, let agreedBy, _):
            try undelivered(milestone)
            if let open = milestone.openRequest { try inOrder(stamp, after: open.stamp) }
            try agreed(agreedBy, event)
        case .refused(_, let agreedBy, _):
            guard let open = milestone.openRequest else {
                throw .requestMustBeOpen(milestone.name)
            }
            try inOrder(stamp, after: open.stamp)
            try independent(agreedBy, of: milestone.name.action)
        case .corrected(_, let due, let entry, let agreedBy):
            try decideCorrection(of: milestone, due, entry, agreedBy, stamp)
        case .forecast: return
        }
    }

    private func undelivered(_ milestone: Milestone) throws(Refusal) {
        if let delivery = milestone.delivery {
            throw .milestoneMustNotBeDelivered(milestone.name, entry: delivery.declared.seq)
        }
    }

    private func agreed(_ key: Key?, _ event: DateEvent) throws(Refusal) {
        if let key {
            try independent(key, of: event.milestone.action)
        } else if approval != nil {
            throw .agreementMustSayWho(type: event.type)
        }
    }

    private func decideCorrection(
        of milestone: Milestone,
        _ due: StatedDate,
        _ entry: Int,
        _ agreedBy: Key?,
        _ stamp: Stamp
    ) throws(Refusal) {
        let recorded = milestone.datesRecorded.first { $0.entry == entry }
        guard entry < stamp.seq, let standing = recorded?.date else {
            throw .correctionMustNameADate(milestone.name, entry: entry)
        }
        if let agreedBy {
            try independent(agreedBy, of: milestone.name.action)
            return
        }
        if let publication = publications.first(where: { $0.fact.knownAt >= entry }) {
            throw .correctionMustBeAgreedOncePublished(
                entry: entry,
                publication: publication.stamp.seq
            )
        }
        if approval != nil, due.end > standing.end {
            throw .correctionToALaterEndMustBeAgreed(milestone.name)
        }
    }

    func decide(_ event: ProgressEvent, _ stamp: Stamp) throws(Refusal) {
        switch event {
        case .noted(let code, _, _, _), .ratingDeclared(let code, _): _ = try known(code)
        case .helpAsked(let code, let help, _):
            if try known(code).helps[help] != nil { throw .helpMustBeNew(code, help) }
        case .helpGiven(let code, let help, _):
            guard let asked = try known(code).helps[help]?.latest else {
                throw .helpMustBeAsked(code, help)
            }
            guard case .asked = asked.fact else { throw .helpMustBeOpen(code, help) }
            try inOrder(stamp, after: asked.stamp)
        case .riskRaised(let code, let about, _):
            try new(code)
            try knownSubject(about)
        case .riskAnswered(let code, _), .riskClosed(let code):
            guard let risk = risks.first(where: { $0.code == code }) else {
                throw .codeMustBeKnown(code, kind: .risk)
            }
            if risk.closed != nil { throw .riskMustBeOpen(code) }
            try inOrder(stamp, after: risk.raised)
        case .measureAdded(let measure):
            try new(measure.code)
            try knownSubject(measure.about)
        case .measureRead(let code, _):
            guard measures.contains(where: { $0.measure.code == code }) else {
                throw .codeMustBeKnown(code, kind: .measure)
            }
        }
    }

    func decide(_ event: DeliveryEvent, _ stamp: Stamp) throws(Refusal) {
        switch event {
        case .declared(let name):
            let milestone = try known(name)
            try undelivered(milestone)
            if let last = milestone.deliveries.latest { try inOrder(stamp, after: last.stamp) }
        case .evidenceFiled(let evidence):
            _ = try known(evidence.action)
            if let number = evidence.milestone {
                _ = try known(MilestoneName(evidence.action, number))
            }
        case .confirmed(let name, _):
            let delivery = try unconfirmed(name)
            try inOrder(stamp, after: delivery.declared)
            try decideConfirmation(of: name, delivery, stamp)
        case .returned(let name): try inOrder(stamp, after: try unconfirmed(name).declared)
        case .reopened(let code, let number): try decideReopening(code, number, stamp)
        case .closed(let closure): try decide(closure)
        case .closureApproved(let code, let number, let agreedBy, _):
            try decideApproval(of: code, number, agreedBy, stamp)
        }
    }

    private func unconfirmed(_ name: MilestoneName) throws(Refusal) -> Delivery {
        guard let delivery = try known(name).delivery else { throw .deliveryMustBeDeclared(name) }
        if let confirmed = delivery.confirmed {
            throw .deliveryMustNotBeConfirmed(name, entry: confirmed.stamp.seq)
        }
        return delivery
    }

    private func decideConfirmation(
        of name: MilestoneName,
        _ delivery: Delivery,
        _ stamp: Stamp
    ) throws(Refusal) {
        let declared = delivery.declared
        let led = everLed(name.action)
        for key in [stamp.by, stamp.behalf].compactMap(\.self) {
            if key == declared.by || key == declared.behalf {
                throw .confirmationMustBeIndependent(key, .declaredIt, of: name)
            }
            if led.contains(key) { throw .confirmationMustBeIndependent(key, .ledIt, of: name) }
        }
    }

    private func decideReopening(
        _ code: Code,
        _ number: Ordinal?,
        _ stamp: Stamp
    ) throws(Refusal) {
        let action = try known(code)
        var undone: [Stamp] = []
        if let number { undone += [try known(MilestoneName(code, number))].compactMap(lastStep) }
        if number == nil { undone += action.milestones.compactMap(lastStep) }
        if let closure = closure(of: code, number) {
            undone += [closure.closed.stamp, closure.approved?.stamp].compactMap(\.self)
        }
        guard let last = undone.max() else {
            throw .reopeningMustUndoSomething(words(code, number))
        }
        try inOrder(stamp, after: last)
    }

    /// The last step of a delivery that stands.
    private func lastStep(_ milestone: Milestone) -> Stamp? {
        milestone.delivery.map { $0.confirmed?.stamp ?? $0.declared }
    }

    private func words(_ code: Code, _ number: Ordinal?) -> String {
        number.map { "milestone \(code)/\($0)" } ?? "action \(code)"
    }

    private func decide(_ closure: Closure) throws(Refusal) {
        _ = try known(closure.action)
        if let number = closure.milestone {
            _ = try known(MilestoneName(closure.action, number))
        }
        if let standing = self.closure(of: closure.action, closure.milestone) {
            throw .closureMustBeNew(
                words(closure.action, closure.milestone),
                entry: standing.closed.stamp.seq
            )
        }
        if closure.way != .withdrawn, closure.to == nil, closure.place == nil {
            throw .closureMustSayWhere(closure.way)
        }
        if let to = closure.to, to.plan == nil, let code = to.code {
            let key = Key(wellFormed: code.text)
            let isLead = people[key] != nil || bodies[key] != nil
            guard isLead || actions[code] != nil || priority(code) != nil else {
                throw .codeMustBeKnown(code, kind: .lead)
            }
        }
    }

    private func decideApproval(
        of code: Code,
        _ number: Ordinal?,
        _ agreedBy: Key,
        _ stamp: Stamp
    ) throws(Refusal) {
        let action = try known(code)
        let own = try number.map { number throws(Refusal) in
            try known(MilestoneName(code, number)).closures
        }
        guard let standing = StandingClosure(own ?? action.closures) else {
            throw .closureMustBeRecorded(words(code, number))
        }
        if let approved = standing.approved {
            throw .closureMustNotBeApproved(words(code, number), entry: approved.stamp.seq)
        }
        try inOrder(stamp, after: standing.closed.stamp)
        try independent(agreedBy, of: code)
    }
}
