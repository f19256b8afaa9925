// Replay of events about dates, progress and delivery: facts of which the latest by day holds.

extension Plan {
    mutating func apply(_ event: DateEvent, _ stamp: Stamp, _ amendments: Amendments?) {
        let corrections =
            amendments?.standingCorrections(of: event.milestone, entry: stamp.seq) ?? []
        switch event {
        case .requested(let name, let due):
            let date = RecordedDate(due, corrections)
            change(name) {
                $0.requests.append(Stamped(stamp, .requested(date.due)))
                $0.remember(date.due, stamp)
            }
        case .agreed(let name, let due, let agreedBy, let meeting):
            let date = RecordedDate(due, corrections)
            change(name) {
                $0.agree(AgreedDate(date: date, by: agreedBy, meeting: meeting), stamp)
            }
        case .refused(let name, let agreedBy, _):
            change(name) { $0.requests.append(Stamped(stamp, .refused(by: agreedBy))) }
        case .forecast(let name, let due):
            let date = RecordedDate(due, corrections)
            change(name) {
                $0.forecasts.insert(date, stamp)
                $0.remember(date.due, stamp)
            }
        case .corrected: break  // Amendments tell what is corrected.
        }
    }

    mutating func apply(_ event: ProgressEvent, _ stamp: Stamp) {
        switch event {
        case .noted(let code, let text, let line, let byWhen):
            actions[code]?.facts.notes.insert(Note(text: text, line: line, byWhen: byWhen), stamp)
        case .ratingDeclared(let code, let rating):
            actions[code]?.facts.declarations.insert(rating, stamp)
        case .helpAsked(let code, let help, let note):
            actions[code]?.facts.helps[help, default: .init()].insert(.asked(note), stamp)
        case .helpGiven(let code, let help, let note):
            actions[code]?.facts.helps[help, default: .init()].insert(.given(note), stamp)
        case .riskRaised(let code, let about, let title):
            guard actions[about] != nil || priority(about) != nil else { return }
            risks.append(Risk(code: code, about: about, title: title, raised: stamp))
        case .riskAnswered(let code, let mitigation):
            if let index = risks.firstIndex(where: { $0.code == code }) {
                risks[index].mitigations.insert(mitigation, stamp)
            }
        case .riskClosed(let code):
            if let index = risks.firstIndex(where: { $0.code == code }) {
                risks[index].closed = stamp
            }
        case .measureAdded(let measure):
            guard actions[measure.about] != nil || priority(measure.about) != nil else { return }
            measures.append(MeasureSeries(measure: measure, added: stamp))
        case .measureRead(let code, let value):
            if let index = measures.firstIndex(where: { $0.measure.code == code }) {
                measures[index].readings.insert(value, stamp)
            }
        }
    }

    mutating func apply(_ event: DeliveryEvent, _ stamp: Stamp) {
        switch event {
        case .declared(let name): change(name) { $0.deliveries.insert(.declared, stamp) }
        case .evidenceFiled(let evidence):
            actions[evidence.action]?.facts.evidence.insert(evidence, stamp)
        case .confirmed(let name, let line):
            change(name) { $0.deliveries.insert(.confirmed(line: line), stamp) }
        case .returned(let name): change(name) { $0.deliveries.insert(.returned, stamp) }
        case .reopened(let code, let number): reopen(code, number, stamp)
        case .closed(let closure):
            changeClosures(closure.action, closure.milestone) { $0.insert(.closed(closure), stamp) }
        case .closureApproved(let code, let number, let agreedBy, let meeting):
            changeClosures(code, number) {
                $0.insert(.approved(by: agreedBy, meeting: meeting), stamp)
            }
        }
    }

    private mutating func reopen(_ code: Code, _ number: Ordinal?, _ stamp: Stamp) {
        changeClosures(code, number) { $0.insert(.reopened, stamp) }
        for name in actions[code]?.milestones.map(\.name) ?? []
        where number.map({ $0 == name.number }) ?? true {
            change(name) { $0.deliveries.insert(.reopened, stamp) }
        }
    }

    private mutating func changeClosures(
        _ code: Code,
        _ number: Ordinal?,
        _ insert: (inout Timeline<ClosureStep>) -> Void
    ) {
        if let number {
            change(MilestoneName(code, number)) { insert(&$0.closures) }
        } else {
            actions[code]?.facts.changeClosures(insert)
        }
    }
}

extension Action.Facts {
    fileprivate mutating func changeClosures(_ insert: (inout Timeline<ClosureStep>) -> Void) {
        insert(&closures)
    }
}

extension Milestone.Facts {
    mutating func agree(_ agreed: AgreedDate, _ stamp: Stamp) {
        if original == nil, approved != nil, first == nil, self.agreed.facts.isEmpty {
            original = agreed.date.firstDate
        }
        self.agreed.insert(agreed, stamp)
        requests.append(Stamped(stamp, .agreed(agreed.date.due, by: agreed.by)))
        remember(agreed.date.due, stamp)
    }
}

extension RecordedDate {
    /// The date as an original: corrected, unless to a later end, which counts as a move.
    var firstDate: StatedDate {
        corrections.reduce(recorded) { standing, correction in
            correction.fact.end <= standing.end ? correction.fact : standing
        }
    }
}
