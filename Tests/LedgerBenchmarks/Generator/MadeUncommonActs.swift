// What happens rarely in a made plan: the board's acts, strikes, corrections, changes of structure.

import Ledger

extension MadePlan {
    /// Puts on the agenda what the board does at a meeting.
    mutating func prepare(_ meeting: Day) {
        // The second approval is for the milestones added since the first.
        if meeting == calendar.meetings[0] || meeting == calendar.meetings[5] {
            let approved = BoardEvent.planApproved(meeting: meeting, by: MadePlan.board)
            agenda.append(by(MadePlan.secretary, .board(approved)))
        }
        let minute = "RESOLVED to note the report.\nThe chair thanked the leads."
        let minuted = BoardEvent.decisionMinuted(meeting: meeting, minute: minute, entries: [])
        agenda.append(by(MadePlan.secretary, .board(minuted)))
        for (place, priority) in priorities.enumerated() where place % 3 == meetingsToCome.count % 3
        {
            let level = chance.pick(Plan.builtInLevels)
            let event = BoardEvent.assuranceGiven(
                priority: priority,
                level: level,
                meeting: meeting
            )
            agenda.append(by(MadePlan.secretary, .board(event)))
        }
        if meeting == calendar.meetings[2] {
            let policy = PolicyAdoption(
                policy: "rating-2",
                agreedBy: MadePlan.board,
                meeting: meeting,
                thresholds: [.toleranceDays: 21, .staleDays: 63]
            )
            agenda.append(by(MadePlan.secretary, .board(.policyAdopted(policy))))
        }
        if meeting == calendar.meetings[3] { addOnce() }
    }

    /// What happens once in every plan, however short.
    private mutating func addOnce() {
        let last = calendar.meetings[calendar.meetings.count - 1]
        let reason = "He has retired."
        let once: [Event] = [
            .structure(.personLeft(MadePlan.leaver)),
            .trust(.keyRevoked(MadePlan.auditor, public: MadePlan.auditorKey)),
            .board(.meetingCancelled(meeting: last, board: nil)),
        ]
        agenda += once.map { by(MadePlan.secretary, because: reason, $0) }
        meetingsToCome.removeFirst()
    }

    /// The uncommon acts by turns; nil where the one whose turn it is cannot be done now.
    mutating func uncommon(_ number: Int) -> Entry.Act? {
        uncommonSoFar += 1
        let place = chance.below(promises.count)
        let reason = chance.pick(MadeWords.reasons)
        let secretary = MadePlan.secretary
        let promise = promises[place]
        switch uncommonSoFar % 13 {
        case 0: return struck(reason)
        case 1: return correction(reason)
        case 2:
            let event = StructureEvent.actionReworded(
                promise.code,
                title: promise.title + ", at last"
            )
            return by(secretary, because: reason, .structure(event))
        case 3:
            promises[place].lead = chance.pick(leads)
            let leads = [promises[place].lead]
            let event = StructureEvent.leadsNamed(promise.code, role: .accountable, leads: leads)
            return by(secretary, .structure(event))
        case 4: return link(promise)
        case 5: return milestone(place)
        case 6, 7, 8: return closure(reason)
        case 9: return by(secretary, raise(about: promise.code))
        case 10:
            guard let risk = openRisks.min() else { return nil }
            openRisks.remove(risk)
            return by(secretary, because: reason, .progress(.riskClosed(risk)))
        case 11: return by(secretary, person(chance.pick(leads), role: "Chief Executive"))
        default:
            let meeting = chance.pick(calendar.meetings)
            let text = "The report is for information.\nNothing in it is exempt."
            let event = BoardEvent.paperWorded(meeting: meeting, part: .exempt, text: text)
            return by(secretary, .board(event))
        }
    }

    private mutating func struck(_ reason: String) -> Entry.Act? {
        guard let note = lastNote else { return nil }
        lastNote = nil
        return by(MadePlan.secretary, because: reason, .trust(.entryStruck(note)))
    }

    private mutating func correction(_ reason: String) -> Entry.Act? {
        guard let (work, entry) = lastAgreement else { return nil }
        lastAgreement = nil
        let due = calendar.later(than: works[work].due, &chance)
        let event = DateEvent.corrected(
            works[work].name,
            due: due,
            entry: entry,
            by: MadePlan.board
        )
        return by(MadePlan.secretary, because: reason, .date(event))
    }

    private mutating func link(_ promise: Promise) -> Entry.Act? {
        links += 1
        let to = links % 3 == 0 ? Reference("other-plan:U1") : Reference(chance.pick(priorities))
        guard let to else { return nil }
        let link = Link(from: promise.code, to: to, kind: .reportedIn, note: "The chair’s wish")
        return by(MadePlan.secretary, .structure(.actionLinked(link)))
    }

    /// A milestone after the approval. What else is recorded of it is left to forecasts.
    private mutating func milestone(_ place: Int) -> Entry.Act? {
        promises[place].milestones += 1
        guard let number = Ordinal(promises[place].milestones) else { return nil }
        let start = MilestoneStart(
            name: MilestoneName(promises[place].code, number),
            due: calendar.someDate(&chance),
            label: "added by the board",
            written: "as soon as can be"
        )
        return by(MadePlan.secretary, .structure(.milestoneAdded(start)))
    }

    /// A closure, or the approval of one, on the first of some milestones that allows it.
    private mutating func closure(_ reason: String) -> Entry.Act? {
        let start = chance.below(works.count)
        let places = Array(works[start...].indices) + Array(works[..<start].indices)
        if uncommonSoFar % 13 == 8 {
            guard let place = places.first(where: { works[$0].stage == .closed }) else {
                return nil
            }
            works[place].stage = .closureApproved
            let name = works[place].name
            let event = DeliveryEvent.closureApproved(
                name.action,
                name.number,
                by: MadePlan.board,
                meeting: nil
            )
            return by(MadePlan.secretary, .delivery(event))
        }
        let open = places.first { works[$0].stage == .open && !works[$0].isAsked }
        guard let open else { return nil }
        works[open].stage = .closed
        let name = works[open].name
        let closed = Closure(
            action: name.action,
            milestone: name.number,
            way: chance.happens(500) ? .withdrawn : .transferred,
            place: "The regional programme"
        )
        return by(MadePlan.secretary, because: reason, .delivery(.closed(closed)))
    }
}
