// What happens on an action of a made plan, as far as the rules allow it next.

import Ledger

extension LargePlan {
    /// An act on some action, which will be entry `number`: what chance picks, or a note where
    /// that is not allowed now.
    mutating func act(number: Int) -> Entry.Act {
        let place = chance.below(promises.count)
        let promise = promises[place]
        let work = promise.works.lowerBound + chance.below(promise.works.count)
        let act: Entry.Act? =
            switch chance.below(1000) {
            case ..<80: rating(promise)
            case ..<160: by(promise.lead, .date(.forecast(works[work].name, due: later(work))))
            case ..<240: changeOfDate(work, promise, number)
            case ..<340: delivery(work, promise)
            case ..<370: help(place)
            case ..<400: ofPriority()
            case ..<420: evidence(works[work].name, promise)
            case ..<424: closure(work)
            default: nil
            }
        if let act { return act }
        lastNote = number
        return note(promise)
    }

    private mutating func note(_ promise: Promise) -> Entry.Act {
        let joint = chance.happens(50) ? "\n" : "; "
        let words = chance.pick(LargePlanWords.news) + joint + chance.pick(LargePlanWords.more)
        let event = ProgressEvent.noted(promise.code, note: words, line: nil, byWhen: nil)
        guard chance.happens(200) else { return by(promise.lead, .progress(event)) }
        var act = by(LargePlan.secretary, .progress(event))
        act.behalf = promise.lead
        return act
    }

    private mutating func rating(_ promise: Promise) -> Entry.Act {
        let rating = chance.pick([Rating.Declared.green, .green, .amber, .red])
        return by(
            promise.lead,
            because: chance.pick(LargePlanWords.reasons),
            .progress(.ratingDeclared(promise.code, rating))
        )
    }

    private mutating func changeOfDate(
        _ work: Int,
        _ promise: Promise,
        _ number: Int
    ) -> Entry.Act? {
        guard works[work].stage == .open else { return nil }
        let name = works[work].name
        let reason = chance.pick(LargePlanWords.reasons)
        if !works[work].isAsked {
            works[work].isAsked = true
            return by(promise.lead, because: reason, .date(.requested(name, due: later(work))))
        }
        works[work].isAsked = false
        if chance.happens(250) {
            let event = DateEvent.refused(name, by: LargePlan.board, meeting: nil)
            return by(LargePlan.secretary, because: reason, .date(event))
        }
        let due = later(work)
        works[work].due = due
        lastAgreement = (work, number)
        let event = DateEvent.agreed(name, due: due, by: LargePlan.board, meeting: nil)
        return by(LargePlan.secretary, because: reason, .date(event))
    }

    private mutating func delivery(_ work: Int, _ promise: Promise) -> Entry.Act? {
        let name = works[work].name
        let reviewer = chance.pick(LargePlan.reviewers)
        let reason = chance.pick(LargePlanWords.reasons)
        switch works[work].stage {
        case .open:
            // Half of what chance would deliver is left open, so that something stays to be done.
            guard !works[work].isAsked, chance.happens(500) else { return nil }
            works[work].stage = .declared
            return by(promise.lead, .delivery(.declared(name)))
        case .declared:
            if chance.happens(200) {
                works[work].stage = .open
                return by(reviewer, because: reason, .delivery(.returned(name)))
            }
            works[work].stage = .confirmed
            let line: AssuranceLine = chance.happens(300) ? .third : .second
            return by(reviewer, .delivery(.confirmed(name, line: line)))
        case .confirmed:
            guard chance.happens(300) else { return nil }
            works[work].stage = .open
            return by(reviewer, because: reason, .delivery(.reopened(name.action, name.number)))
        case .closed, .closureApproved: return nil
        }
    }

    private mutating func help(_ place: Int) -> Entry.Act? {
        let promise = promises[place]
        if promise.hasOpenHelp {
            promises[place].hasOpenHelp = false
            let event = ProgressEvent.helpGiven(
                promise.code,
                help: .written(promise.helps),
                note: chance.pick(LargePlanWords.more)
            )
            return by(LargePlan.secretary, .progress(event))
        }
        guard promise.helps < 9999 else { return nil }
        promises[place].helps += 1
        promises[place].hasOpenHelp = true
        let event = ProgressEvent.helpAsked(
            promise.code,
            help: .written(promise.helps + 1),
            note: chance.pick(LargePlanWords.news)
        )
        return by(promise.lead, .progress(event))
    }

    /// A reading of a priority's measure, or what is done about its risk.
    private mutating func ofPriority() -> Entry.Act {
        let priority = chance.pick(priorities).text
        if chance.happens(200) {
            let words = chance.pick(LargePlanWords.more)
            return by(LargePlan.secretary, .mitigated("R.\(priority)", words))
        }
        return by(LargePlan.secretary, .reading("M.\(priority)", "\(chance.below(120))"))
    }

    private mutating func evidence(_ name: MilestoneName, _ promise: Promise) -> Entry.Act {
        let paper = Story.shelf("paper-\(chance.below(100_000))")
        let filed = Evidence(
            action: name.action,
            milestone: name.number,
            title: chance.pick(LargePlanWords.things),
            place: .url(paper),
            line: chance.pick(AssuranceLine.allCases),
            exempt: chance.happens(100)
        )
        return by(promise.lead, .delivery(.evidenceFiled(filed)))
    }

    private mutating func closure(_ work: Int) -> Entry.Act? {
        let name = works[work].name
        switch works[work].stage {
        case .open:
            works[work].stage = .closed
            let closed = Closure(action: name.action, milestone: name.number, way: .withdrawn)
            let reason = chance.pick(LargePlanWords.reasons)
            return by(LargePlan.secretary, because: reason, .delivery(.closed(closed)))
        case .closed:
            works[work].stage = .closureApproved
            let event = DeliveryEvent.closureApproved(
                name.action,
                name.number,
                by: LargePlan.board,
                meeting: nil
            )
            return by(LargePlan.secretary, .delivery(event))
        case .declared, .confirmed, .closureApproved: return nil
        }
    }

    /// A strike of the last note, or a correction of the last agreed date.
    mutating func amendment() -> Entry.Act? {
        let reason = chance.pick(LargePlanWords.reasons)
        if chance.happens(500), let note = lastNote {
            lastNote = nil
            return by(LargePlan.secretary, because: reason, .struck(note))
        }
        guard let (work, entry) = lastAgreement else { return nil }
        lastAgreement = nil
        let event = DateEvent.corrected(
            works[work].name,
            due: later(work),
            entry: entry,
            by: LargePlan.board
        )
        return by(LargePlan.secretary, because: reason, .date(event))
    }

    /// A date one to four months after a milestone's, or in 2025 where it has none.
    private mutating func later(_ work: Int) -> StatedDate {
        let due = works[work].due ?? StatedDate(.month(year: 2025, month: 1))
        let (year, month, _) = due.end.civil
        let months = year * 12 + month - 1 + 1 + chance.below(4)
        let (laterYear, laterMonth) = (months / 12, months % 12 + 1)
        let day = Day(year: laterYear, month: laterMonth, day: 1 + chance.below(28))
        if due.precision == .day, let day { return StatedDate(day) }
        return StatedDate(.month(year: laterYear, month: laterMonth))
    }
}

extension Story {
    /// Monday to Friday, from one day to another.
    static func workingDays(from first: String, to last: String) -> [Day] {
        let (first, last) = (day(first), day(last))
        return (0...last - first).map { first + $0 }.filter { (1...5).contains($0.weekday) }
    }

    /// Deals the numbers from 0 to `count` out to `days`, as evenly as can be.
    static func spread(_ count: Int, over days: [Day], _ deal: (Day, Range<Int>) -> Void) {
        for (place, day) in days.enumerated() {
            let share = count * place / days.count..<count * (place + 1) / days.count
            if !share.isEmpty { deal(day, share) }
        }
    }
}
