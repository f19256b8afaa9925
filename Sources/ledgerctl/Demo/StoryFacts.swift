// Events about dates, progress, delivery and the board, as a story writes them.

import Ledger

extension Event {
    static func requested(_ name: String, _ due: String) -> Event {
        .date(.requested(.written(name), due: Story.date(due)))
    }

    static func agreed(
        _ name: String,
        _ due: String,
        by body: String? = nil,
        meeting: String? = nil
    ) -> Event {
        .date(
            .agreed(
                .written(name),
                due: Story.date(due),
                by: body.map(Key.init(wellFormed:)),
                meeting: meeting.map(Story.day)
            )
        )
    }

    static func refused(_ name: String, by body: String, meeting: String? = nil) -> Event {
        .date(
            .refused(.written(name), by: Key(wellFormed: body), meeting: meeting.map(Story.day))
        )
    }

    static func corrected(
        _ name: String,
        _ due: String,
        entry: Int,
        by body: String? = nil
    ) -> Event {
        .date(
            .corrected(
                .written(name),
                due: Story.date(due),
                entry: entry,
                by: body.map(Key.init(wellFormed:))
            )
        )
    }

    static func forecast(_ name: String, _ due: String) -> Event {
        .date(.forecast(.written(name), due: Story.date(due)))
    }
}

extension Event {
    static func note(
        _ action: String,
        _ words: String,
        line: AssuranceLine? = nil,
        byWhen: String? = nil
    ) -> Event {
        .progress(
            .noted(
                Code(wellFormed: action),
                note: words,
                line: line,
                byWhen: byWhen.map(Story.date)
            )
        )
    }

    static func rated(_ action: String, _ rating: Rating.Declared) -> Event {
        .progress(.ratingDeclared(Code(wellFormed: action), rating))
    }

    static func asked(_ action: String, _ help: Int = 1, _ words: String) -> Event {
        .progress(.helpAsked(Code(wellFormed: action), help: .written(help), note: words))
    }

    static func answered(_ action: String, _ help: Int = 1, _ words: String) -> Event {
        .progress(.helpGiven(Code(wellFormed: action), help: .written(help), note: words))
    }

    static func risk(_ risk: String, about: String, _ title: String) -> Event {
        .progress(
            .riskRaised(Code(wellFormed: risk), about: Code(wellFormed: about), title: title)
        )
    }

    static func mitigated(_ risk: String, _ words: String) -> Event {
        .progress(.riskAnswered(Code(wellFormed: risk), mitigation: words))
    }

    static func riskOver(_ risk: String) -> Event {
        .progress(.riskClosed(Code(wellFormed: risk)))
    }

    static func measure(
        _ measure: String,
        about: String,
        _ title: String,
        in unit: String,
        _ direction: Measure.Direction,
        to target: String? = nil,
        by due: String? = nil
    ) -> Event {
        .progress(
            .measureAdded(
                Measure(
                    code: Code(wellFormed: measure),
                    about: Code(wellFormed: about),
                    title: title,
                    unit: unit,
                    direction: direction,
                    target: target.map(Quantity.written),
                    due: due.map(Story.date)
                )
            )
        )
    }

    static func reading(_ measure: String, _ value: String) -> Event {
        .progress(.measureRead(Code(wellFormed: measure), value: .written(value)))
    }
}

extension Event {
    static func delivered(_ name: String) -> Event { .delivery(.declared(.written(name))) }

    static func confirmed(_ name: String, line: AssuranceLine? = nil) -> Event {
        .delivery(.confirmed(.written(name), line: line))
    }

    static func returned(_ name: String) -> Event { .delivery(.returned(.written(name))) }

    static func reopened(_ part: String) -> Event {
        let part = Target.written(part)
        return .delivery(.reopened(part.action, part.number))
    }

    static func evidence(
        _ part: String,
        _ title: String,
        at url: String,
        line: AssuranceLine? = nil,
        exempt: Bool = false
    ) -> Event {
        let part = Target.written(part)
        return .delivery(
            .evidenceFiled(
                Evidence(
                    action: part.action,
                    milestone: part.number,
                    title: title,
                    place: .url(url),
                    line: line,
                    exempt: exempt
                )
            )
        )
    }

    static func closed(
        _ part: String,
        _ way: Closure.Way,
        to: String? = nil,
        place: String? = nil
    ) -> Event {
        let part = Target.written(part)
        return .delivery(
            .closed(
                Closure(
                    action: part.action,
                    milestone: part.number,
                    way: way,
                    to: to.map(Reference.written),
                    place: place
                )
            )
        )
    }

    static func closureApproved(
        _ part: String,
        by body: String,
        meeting: String? = nil
    ) -> Event {
        let part = Target.written(part)
        return .delivery(
            .closureApproved(
                part.action,
                part.number,
                by: Key(wellFormed: body),
                meeting: meeting.map(Story.day)
            )
        )
    }

    static func struck(_ entry: Int) -> Event { .trust(.entryStruck(entry)) }
}

extension Event {
    static func meeting(
        _ day: String,
        _ title: String,
        papers: String? = nil,
        movedFrom: String? = nil,
        of board: String? = nil
    ) -> Event {
        .board(
            .meetingCalled(
                MeetingCall(
                    meeting: Story.day(day),
                    title: title,
                    board: board,
                    papers: papers.map(Story.day),
                    movedFrom: movedFrom.map(Story.day)
                )
            )
        )
    }

    static func cancelled(_ day: String) -> Event {
        .board(.meetingCancelled(meeting: Story.day(day), board: nil))
    }

    static func approved(at day: String, by body: String) -> Event {
        .board(.planApproved(meeting: Story.day(day), by: Key(wellFormed: body)))
    }

    static func minute(_ day: String, _ words: String, _ entries: Int...) -> Event {
        .board(.decisionMinuted(meeting: Story.day(day), minute: words, entries: entries))
    }

    static func assurance(_ priority: String, _ level: String, _ meeting: String) -> Event {
        .board(
            .assuranceGiven(
                priority: Code(wellFormed: priority),
                level: level,
                meeting: Story.day(meeting)
            )
        )
    }

    static func word(_ day: String, _ part: PaperPart, _ text: String) -> Event {
        .board(.paperWorded(meeting: Story.day(day), part: part, text: text))
    }
}

extension Event {
    static func opened(
        _ title: String,
        board: String,
        place: String,
        source: String
    ) -> Event {
        .board(
            .planOpened(
                PlanOpening(
                    plan: Demo.plan,
                    title: title,
                    board: board,
                    place: place,
                    source: source
                )
            )
        )
    }

    static func policy(
        _ policy: String,
        by body: String,
        meeting: String,
        _ thresholds: OrderedMap<PolicyAdoption.Threshold, Int>,
        levels: String...
    ) -> Event {
        .board(
            .policyAdopted(
                PolicyAdoption(
                    policy: policy,
                    agreedBy: Key(wellFormed: body),
                    meeting: Story.day(meeting),
                    thresholds: thresholds,
                    levels: levels
                )
            )
        )
    }
}
