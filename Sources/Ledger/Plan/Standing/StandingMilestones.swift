// The milestones of the plan as it stands: what each step makes of one, and of which more is kept
// than its row.

extension Standing {
    /// Adds a milestone to an action.
    ///
    /// - Returns: Its place; nil where there is one of that number.
    @discardableResult
    mutating func add(
        _ number: Int,
        _ due: CompactDate,
        _ action: Int,
        _ stamp: CompactStamp
    ) -> Int? {
        if milestone(number, of: action) != nil { return nil }
        let place = circles.add(number, to: action)
        let action32 = Int32(truncatingIfNeeded: action)
        var row = MilestoneRow(action: action32, added: stamp, due: due)
        row.isApproved = !frame.approvals.isEmpty
        milestones.append(row)
        return place
    }

    /// Keeps the milestone at `place` as replay does, from here on.
    @discardableResult
    mutating func enrich(_ place: Int, depends: Reference? = nil, meeting: Day? = nil) -> Int {
        let row = milestones[place]
        if row.rich >= 0 { return Int(row.rich) }
        let code = Code(wellFormed: names[Int(row.action)].text)
        let start = MilestoneStart(
            name: MilestoneName(code, Ordinal(circles.number(place)) ?? .first),
            due: row.due.date,
            depends: depends,
            meeting: meeting
        )
        var milestone = Milestone(start, Stamp(row.added))
        milestone.facts.first = start.due.map { RecordedDate($0, []) }
        for agreement in agreements(of: row) { milestone.facts.take(agreement) }
        milestone.facts.original = row.original.date
        milestone.facts.approved = row.isApproved ? frame.approvals.first?.stamp : nil
        if let forecast = row.forecast.fact?.date {
            milestone.facts.forecast(forecast, row.forecast.stamp)
        }
        milestones[place].rich = Int32(truncatingIfNeeded: rich.count)
        milestones[place].lastAgreement = -1
        rich.append(milestone)
        return rich.count - 1
    }

    /// The date of a milestone about which nothing is special.
    func current(_ row: MilestoneRow) -> CompactDate {
        row.lastAgreement < 0 ? row.due : agreements[Int(row.lastAgreement)].due
    }

    /// Where the last date of a milestone was agreed.
    @inline(__always)
    func lastAgreed(_ row: MilestoneRow) -> CompactStamp {
        if row.lastAgreement >= 0 { return agreements[Int(row.lastAgreement)].stamp }
        if row.rich < 0 { return .none }
        return rich[Int(row.rich)].agreed.latest.map { CompactStamp($0.stamp) } ?? .none
    }

    /// The agreements of a milestone about which nothing is special, in order.
    func agreements(of row: MilestoneRow) -> [Agreement] {
        var found: [Agreement] = []
        var place = row.lastAgreement
        while place >= 0 {
            found.append(agreements[Int(place)])
            place = agreements[Int(place)].before
        }
        return found.reversed()
    }

    // MARK: Dates and delivery

    mutating func forecast(_ due: CompactDate, _ place: Int, _ stamp: CompactStamp) {
        let before = milestones[place].forecast.stamp
        milestones[place].forecast.add(due, stamp)
        let known = Int(milestones[place].rich)
        let last = lastAgreed(milestones[place])
        if known < 0, last.isNone { return }
        guard before < stamp, last < stamp else {
            unsettle(milestones[place].action)
            return
        }
        guard known >= 0, let due = due.date else { return }
        rich[known].facts.forecasts.supersede(
            RecordedDate(due, []),
            Stamp(stamp),
            after: rich[known].agreed.latest?.stamp
        )
    }

    mutating func agree(_ due: StatedDate, _ place: Int, _ context: Context) {
        let row = milestones[place]
        // An agreement of an earlier day than what is known was perhaps judged by what is gone.
        if context.stamp < max(lastAgreed(row), row.forecast.stamp) { unsettle(row.action) }
        let agreement = Agreement(
            stamp: context.stamp,
            recordedOn: context.recordedOn,
            before: row.lastAgreement,
            due: CompactDate(due),
            forecastStamp: row.forecast.stamp,
            forecast: row.forecast.fact ?? .none
        )
        if row.rich >= 0 {
            rich[Int(row.rich)].facts.agree(agreement)
            return
        }
        if row.original.isNone, row.isApproved, row.due.isNone, row.lastAgreement < 0 {
            milestones[place].original = agreement.due
        }
        milestones[place].lastAgreement = Int32(truncatingIfNeeded: agreements.count)
        agreements.append(agreement)
    }

    /// A step of the delivery of a milestone.
    enum DeliveryStep {
        case declared(StatedDate.Precision)
        case confirmed, returned, reopened
    }

    mutating func step(_ step: DeliveryStep, _ place: Int, _ stamp: CompactStamp) {
        if stamp < milestones[place].lastStep { unsettle(milestones[place].action) }
        milestones[place].lastStep = stamp
        let noDay = MilestoneRow.noDay
        switch step {
        case .declared(let precision):
            let day = Int32(truncatingIfNeeded: stamp.day.number)
            milestones[place].declared = day
            milestones[place].declaredPrecision = precision
            if milestones[place].firstDeclared == noDay { milestones[place].firstDeclared = day }
            milestones[place].isConfirmed = false
        case .confirmed: milestones[place].isConfirmed = true
        case .returned: milestones[place].declared = noDay
        case .reopened:
            milestones[place].declared = noDay
            milestones[place].firstDeclared = noDay
        }
    }
}

extension Milestone.Facts {
    /// Takes over an agreement, and the forecast that stood then.
    fileprivate mutating func take(_ agreement: Standing.Agreement) {
        if let due = agreement.forecast.date { forecast(due, agreement.forecastStamp) }
        agree(agreement)
    }

    fileprivate mutating func agree(_ agreement: Standing.Agreement) {
        guard let due = agreement.due.date else { return }
        let day = Day(number: Int(agreement.recordedOn))
        agree(
            AgreedDate(date: RecordedDate(due, []), by: nil, meeting: nil),
            Stamp(agreement.stamp, at: Instant(seconds: day.number * 86_400))
        )
        requests = []
    }

    /// Takes over a forecast, unless it is there.
    fileprivate mutating func forecast(_ due: StatedDate, _ stamp: CompactStamp) {
        if forecasts.latest.map({ CompactStamp($0.stamp) }) == stamp { return }
        forecasts.insert(RecordedDate(due, []), Stamp(stamp))
    }
}
