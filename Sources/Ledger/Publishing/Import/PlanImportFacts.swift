// The dates, links and facts of an imported plan, each held against the names in it.

extension ImportReader {
    /// The milestones, and in ``ties`` those tied to a meeting of `board`.
    mutating func milestones(for board: ImportBoard?) -> [ImportItem] {
        var items: [ImportItem] = []
        let column = layout(of: .deadlines).first ?? "action"
        for row in rows(.deadlines) {
            let action = action(row, column)
            let due = date(row["due"])
            let label = text(row["label"])
            let written = text(row["as_written"])
            let depends = reference(row["depends"])
            guard let action else { continue }
            milestoneCounts[action, default: 0] += 1
            guard let number = Ordinal(milestoneCounts[action] ?? 0) else {
                report(row.place, "\(action) has more than 9999 deadlines")
                continue
            }
            let isTied = board.map { BoardMeetings.ties(label, to: $0.key) } ?? false
            let start = MilestoneStart(
                name: MilestoneName(action, number),
                due: due,
                label: label,
                written: written,
                depends: depends,
                meeting: isTied ? due?.day : nil
            )
            if start.meeting != nil { ties.append(start) }
            items.append(item(at: row.place, [.structure(.milestoneAdded(start))]))
        }
        return items
    }

    mutating func links() -> [ImportItem] {
        var items: [ImportItem] = []
        var inferredCount = 0
        for row in rows(.links) {
            let from = action(row, "from")
            reportBlank(row["to"], "to")
            let to = reference(row["to"])
            let kind = kind(row["kind"])
            let note = text(row["note"], lines: true)
            guard let from, let to, let kind else { continue }
            let isInferred = note?.hasPrefix("Inferred") ?? false
            if isInferred { inferredCount += 1 }
            let link = Link(from: from, to: to, kind: kind, note: note, inferred: isInferred)
            items.append(item(at: row.place, [.structure(.actionLinked(link))]))
        }
        if inferredCount > 0 {
            notes.append(
                "\(inferredCount) of \(items.count) links are marked as inferred: "
                    + "their note begins with \"Inferred\"."
            )
        }
        return items
    }

    private mutating func kind(_ cell: CSV.Cell) -> Link.Kind? {
        guard let kind = Link.Kind(rawValue: cell.text) else {
            let kinds = Link.Kind.allCases.map(\.rawValue)
            report(cell.place, "\(quoted: cell.text) is no kind of link; expected \(named: kinds)")
            return nil
        }
        return kind
    }

    mutating func risks() -> [ImportItem] {
        var items: [ImportItem] = []
        for row in rows(.risks) where row.has("about") {
            let code = newCode(row)
            let about = subject(row)
            let mitigation = text(row["mitigation"], lines: true)
            guard let title = requiredText(row, "title"), let code, let about else { continue }
            var events: [Event] = [.progress(.riskRaised(code, about: about, title: title))]
            if let mitigation {
                events.append(.progress(.riskAnswered(code, mitigation: mitigation)))
            }
            items.append(item(at: row.place, events))
        }
        return items
    }

    mutating func measures() -> [ImportItem] {
        var items: [ImportItem] = []
        for row in rows(.measures) {
            let code = newCode(row)
            let about = subject(row)
            let unit = text(row["unit"])
            let direction = direction(row["direction"])
            let target = quantity(row["target"])
            let due = date(row["due"])
            let note = text(row["note"], lines: true)
            guard let title = requiredText(row, "title"), let code, let about else { continue }
            let measure = Measure(
                code: code,
                about: about,
                title: title,
                unit: unit,
                direction: direction,
                target: target,
                due: due
            )
            items.append(
                item(
                    at: row.place,
                    [.progress(.measureAdded(measure))],
                    because: note.map { "\(code): \($0)" }
                )
            )
        }
        return items
    }

    /// The action or priority that a risk or measure is about.
    private mutating func subject(_ row: CSVTable.Row) -> Code? {
        guard let code: Code = requiredName(row, "about") else { return nil }
        if codes[code] == nil, isWhole(.actions), isWhole(.priorities) {
            report(row["about"].place, "\(code) is no priority or action of this plan")
        }
        return code
    }

    private mutating func direction(_ cell: CSV.Cell) -> Measure.Direction? {
        if isBlank(cell) { return nil }
        let direction = Measure.Direction(rawValue: cell.text)
        if direction == nil {
            report(cell.place, "\(quoted: cell.text) is no direction; expected `up` or `down`")
        }
        return direction
    }

    private mutating func quantity(_ cell: CSV.Cell) -> Quantity? {
        if isBlank(cell) { return nil }
        let quantity = Quantity(cell.text)
        if quantity == nil {
            report(cell.place, "\(quoted: cell.text) is no number; expected one such as 92 or 92.5")
        }
        return quantity
    }

    mutating func progress() -> [ImportItem] {
        var items: [ImportItem] = []
        for row in rows(.progress) {
            let action = action(row)
            let day = date(row["as_of"])
            let note = requiredText(row, "note", lines: true)
            guard let action, let note else { continue }
            let event = ProgressEvent.noted(action, note: note, line: nil, byWhen: nil)
            items.append(item(at: row.place, on: day, [.progress(event)]))
        }
        noteDays(of: "progress notes", rows(.progress).map { $0["as_of"] })
        return items
    }

    mutating func deliveries() -> [ImportItem] {
        var items: [ImportItem] = []
        for row in rows(.deliveries) {
            let action = action(row)
            let day = date(row["on"])
            let basis = text(row["basis"], lines: true)
            guard let action, let milestone = milestone(of: action, row) else { continue }
            items.append(
                item(
                    at: row.place,
                    on: day,
                    [.delivery(.declared(milestone))],
                    because: basis.map { "\(action): \($0)" }
                )
            )
        }
        noteDays(of: "deliveries", rows(.deliveries).map { $0["on"] })
        return items
    }

    /// The milestone that a delivery is of: the one named, or the only one.
    private mutating func milestone(of action: Code, _ row: CSVTable.Row) -> MilestoneName? {
        let cell = row["milestone"]
        // Deadlines that could not be read may be the ones meant.
        guard isWhole(.deadlines) else { return nil }
        let count = milestoneCounts[action] ?? 0
        let place = row["action"].place
        if count == 0 {
            report(place, "\(action) has no deadline; no row of `\(file(.deadlines))` is of it")
        } else if !isBlank(cell) {
            if let number = Ordinal(cell.text), number.number <= count {
                return MilestoneName(action, number)
            }
            report(
                cell.place,
                "\(quoted: cell.text) is no milestone of \(action); expected 1 to \(count)"
            )
        } else if count > 1 {
            report(
                place,
                "\(action) has \(count) deadlines; say in a column `milestone` which, 1 to \(count)"
            )
        } else {
            return MilestoneName(action, .first)
        }
        return nil
    }

    /// Notes how many facts have no day of their own.
    private mutating func noteDays(of facts: String, _ cells: [CSV.Cell]) {
        let count = cells.count(where: isBlank)
        if count > 0 {
            notes.append("\(count) of \(cells.count) \(facts) have no date; they get \(day).")
        }
    }
}
