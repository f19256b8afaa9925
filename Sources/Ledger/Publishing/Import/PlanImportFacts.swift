// The dates, links and facts of an imported plan, each held against the names in it.

extension ImportReader {
    /// The milestones, and in ``ties`` those tied to a meeting of `board`.
    mutating func milestones(for board: ImportBoard?) -> [ImportItem] {
        var items: [ImportItem] = []
        for row in rows(.deadlines) {
            let action = action(row)
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
