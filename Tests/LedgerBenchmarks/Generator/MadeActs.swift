// What happens in a made plan once it is approved, as far as the rules allow it next.

import Ledger

extension MadePlan {
    /// The act of entry `number`, recorded on `day`: the board's, an uncommon one, or a lead's.
    mutating func act(number: Int, on day: Day) -> Entry.Act {
        if let meeting = meetingsToCome.last, meeting <= day {
            meetingsToCome.removeLast()
            prepare(meeting)
        }
        if !agenda.isEmpty { return agenda.removeFirst() }
        if number % uncommonStride == 0, let act = uncommon(number) { return act }
        var act = common(number)
        if act.events[0].isOfAnyDay {
            if chance.happens(120) { act.on = calendar.happened(before: day, &chance) }
            if chance.happens(30) { act.key = "form.\(number).\(chance.below(1 << 30))" }
        }
        return act
    }

    /// Uncommon acts are as many as the actions call for, however long the journal is.
    private var uncommonStride: Int { max(20, entries / max(26, promises.count / 50)) }

    private mutating func common(_ number: Int) -> Entry.Act {
        let place = chance.below(promises.count)
        let promise = promises[place]
        let work = promise.works.lowerBound + chance.below(promise.works.count)
        let act: Entry.Act? =
            switch chance.below(1000) {
            case ..<150: rating(promise)
            case ..<260: forecast(work, promise)
            case ..<320: ofPriority()
            case ..<350: changeOfDate(work, promise, number)
            case ..<410: delivery(work, promise)
            case ..<430: help(place)
            case ..<445: evidence(work, promise)
            default: nil
            }
        if let act { return act }
        lastNote = number
        return note(promise)
    }

    private mutating func words() -> String {
        var words = chance.pick(MadeWords.done)
        for _ in 0..<chance.below(3) {
            words += chance.happens(80) ? "\n" : "; "
            words += chance.pick(chance.happens(700) ? MadeWords.then : MadeWords.done)
        }
        return words
    }

    private mutating func note(_ promise: Promise) -> Entry.Act {
        let line = chance.happens(50) ? AssuranceLine.second : nil
        let byWhen = chance.happens(40) ? calendar.someDate(&chance) : nil
        let event = ProgressEvent.noted(promise.code, note: words(), line: line, byWhen: byWhen)
        if chance.happens(60) {
            lastNote = nil
            let rated = ProgressEvent.ratingDeclared(promise.code, .green)
            return by(promise.lead, .progress(event), .progress(rated))
        }
        guard chance.happens(200) else { return by(promise.lead, .progress(event)) }
        var act = by(MadePlan.secretary, .progress(event))
        act.behalf = promise.lead
        return act
    }

    private mutating func rating(_ promise: Promise) -> Entry.Act {
        let rating = chance.pick([Rating.Declared.green, .green, .amber, .red])
        let reason = rating == .green ? nil : chance.pick(MadeWords.reasons)
        return by(
            promise.lead,
            because: reason,
            .progress(.ratingDeclared(promise.code, rating))
        )
    }

    private mutating func forecast(_ work: Int, _ promise: Promise) -> Entry.Act {
        let due = calendar.later(than: works[work].due, &chance)
        return by(promise.lead, .date(.forecast(works[work].name, due: due)))
    }

    /// A reading of a measure, or what is done about a risk.
    private mutating func ofPriority() -> Entry.Act {
        if chance.happens(150) {
            let risk = chance.pick(risks)
            if openRisks.contains(risk) {
                let words = words()
                return by(MadePlan.secretary, .progress(.riskAnswered(risk, mitigation: words)))
            }
        }
        let value = Quantity("\(chance.below(100)).\(chance.below(10))") ?? .integer(50)
        let whole = Quantity.integer(chance.below(100))
        let event = ProgressEvent.measureRead(
            chance.pick(measures),
            value: chance.happens(500) ? value : whole
        )
        return by(MadePlan.secretary, .progress(event))
    }

    /// At most three moves a milestone.
    private mutating func changeOfDate(
        _ work: Int,
        _ promise: Promise,
        _ number: Int
    ) -> Entry.Act? {
        guard works[work].stage == .open, works[work].moves < 3 else { return nil }
        let name = works[work].name
        let reason = chance.pick(MadeWords.reasons)
        let due = calendar.later(than: works[work].due, &chance)
        if !works[work].isAsked {
            works[work].isAsked = true
            return by(promise.lead, because: reason, .date(.requested(name, due: due)))
        }
        works[work].isAsked = false
        works[work].moves += 1
        if chance.happens(250) {
            let event = DateEvent.refused(name, by: MadePlan.board, meeting: nil)
            return by(MadePlan.secretary, because: reason, .date(event))
        }
        works[work].due = due
        lastAgreement = (work, number)
        let event = DateEvent.agreed(name, due: due, by: MadePlan.board, meeting: nil)
        return by(MadePlan.secretary, because: reason, .date(event))
    }

    /// At most two returns or reopenings a milestone.
    private mutating func delivery(_ work: Int, _ promise: Promise) -> Entry.Act? {
        let name = works[work].name
        let reviewer = chance.pick(MadePlan.reviewers)
        let reason = chance.pick(MadeWords.reasons)
        switch works[work].stage {
        case .open:
            guard works[work].isDelivered, !works[work].isAsked else { return nil }
            works[work].stage = .declared
            return by(promise.lead, .delivery(.declared(name)))
        case .declared:
            if works[work].returns < 2, chance.happens(200) {
                works[work].returns += 1
                works[work].stage = .open
                return by(reviewer, because: reason, .delivery(.returned(name)))
            }
            works[work].stage = .confirmed
            let line: AssuranceLine = chance.happens(300) ? .third : .second
            return by(reviewer, .delivery(.confirmed(name, line: line)))
        case .confirmed:
            guard works[work].returns < 2, chance.happens(100) else { return nil }
            works[work].returns += 1
            works[work].stage = .open
            return by(reviewer, because: reason, .delivery(.reopened(name.action, name.number)))
        case .closed, .closureApproved: return nil
        }
    }

    /// At most three calls for help an action.
    private mutating func help(_ place: Int) -> Entry.Act? {
        let promise = promises[place]
        let note = words()
        if promise.hasOpenHelp, let help = Ordinal(promise.helps) {
            promises[place].hasOpenHelp = false
            let event = ProgressEvent.helpGiven(promise.code, help: help, note: note)
            return by(MadePlan.secretary, .progress(event))
        }
        guard promise.helps < 3, let help = Ordinal(promise.helps + 1) else { return nil }
        promises[place].helps += 1
        promises[place].hasOpenHelp = true
        return by(promise.lead, .progress(.helpAsked(promise.code, help: help, note: note)))
    }

    /// At most two pieces of evidence a milestone, by their addresses.
    private mutating func evidence(_ work: Int, _ promise: Promise) -> Entry.Act? {
        guard works[work].papers < 2 else { return nil }
        works[work].papers += 1
        let filed = Evidence(
            action: works[work].name.action,
            milestone: works[work].name.number,
            title: chance.pick(MadeWords.things),
            place: .url("https://moorland.invalid/papers/\(chance.below(1_000_000))"),
            line: chance.pick(AssuranceLine.allCases),
            exempt: chance.happens(100)
        )
        return by(promise.lead, .delivery(.evidenceFiled(filed)))
    }
}

extension Event {
    /// Whether it answers nothing, so that it may have happened before what stands above it.
    fileprivate var isOfAnyDay: Bool {
        switch self {
        case .progress(.noted), .progress(.ratingDeclared), .progress(.measureRead): true
        default: false
        }
    }
}
