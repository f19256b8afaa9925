// The tables in which programmes are kept, read as priorities, actions, deadlines and the rest.

extension ImportReader {
    /// Derives the rows of the other tables from those of a programme.
    mutating func deriveRows() {
        let required = layout(of: .items)
        for layout in ImportLayout.allCases where layout.columns.required == required {
            switch layout {
            case .projects: for row in rows(.items) { deriveProject(row) }
            case .interventions: for row in rows(.items) { deriveIntervention(row) }
            case .schemes: for row in rows(.items) { deriveScheme(row) }
            }
        }
        for row in rows(.milestones) { deriveMilestone(row) }
        for row in rows(.risks) where !row.has("about") { deriveRisk(row) }
        for row in rows(.principles) { derivePrinciple(row) }
        for (number, row) in rows(.timeline).enumerated() { deriveMoment(row, number + 1) }
    }

    // MARK: What a programme is made of

    /// Whether `row` has something in each of `columns`; what is missing is reported under the
    /// column's own name, and nothing is derived from the row.
    private mutating func isComplete(_ row: CSVTable.Row, _ columns: String...) -> Bool {
        for column in columns { reportBlank(row[column], column) }
        return columns.allSatisfy { !isBlank(row[$0]) }
    }

    private mutating func deriveProject(_ row: CSVTable.Row) {
        guard isComplete(row, "programme_code", "programme", "project_code", "project") else {
            return
        }
        let aim = group("aim", row["strategic_aim"])
        let code = row["programme_code"]
        addPriority(
            code,
            title: row["programme"],
            under: aim,
            aim: row["programme_objective"]
        )
        derive(
            .actions,
            row,
            [
                "code": row["project_code"], "parent": code, "title": row["project"],
                "aim": row["objective"],
            ]
        )
    }

    private mutating func deriveIntervention(_ row: CSVTable.Row) {
        guard isComplete(row, "code", "kind", "text") else { return }
        let kind = row["kind"]
        var above = row["intervention"]
        switch trimmed(kind).text {
        case "governance":
            above = addPriority(named: "governance", "Governance", kind)
        case "enabler":
            above = addPriority(named: "enablers", "Enablers", kind)
        case "item", "sub-item", "note", "outcome":
            let title = row["intervention_title"]
            if isBlank(row["parent"]) {
                guard isComplete(row, "intervention", "intervention_title") else { return }
            }
            if !isBlank(above), !isBlank(title) {
                addPriority(above, title: title, aim: row["objective"])
            }
        default:
            let kinds = ["item", "sub-item", "outcome", "note", "governance", "enabler"]
            report(kind.place, "\(quoted: kind.text) is no kind of item; expected \(named: kinds)")
            return
        }
        if !isBlank(row["parent"]) { above = row["parent"] }
        let about = trimmed(kind).text == "outcome" ? "about" : "parent"
        derive(
            trimmed(kind).text == "outcome" ? .measures : .actions,
            row,
            [
                "code": row["code"], about: above, "title": row["text"],
                "note": row["note"],
            ]
        )
    }

    private mutating func deriveScheme(_ row: CSVTable.Row) {
        guard isComplete(row, "code", "programme", "title") else { return }
        let code = row["code"]
        var parent = row["parent"]
        if isBlank(parent) {
            let area = group("area", row["priority_area"])
            parent = group("P", row["programme"], under: area) ?? parent
        }
        let remarks = [
            isBlank(row["number"]) ? nil : "numbered \(row["number"].text) in the plan",
            isBlank(row["leads"])
                ? nil : "\(row["leads"].text) are named as leads, and taken as accountable",
        ].compactMap(\.self)
        derive(
            .actions,
            row,
            [
                "code": code, "parent": parent, "title": row["title"],
                "accountable": row["leads"], "aim": row["impact"],
                "note": cell(remarks.joined(separator: "; "), row["leads"]),
            ]
        )
        for (number, measure) in parts(of: row["measures"]).enumerated() {
            let own = cell("\(code.text).m\(number + 1)", measure)
            derive(.measures, row, ["code": own, "about": code, "title": measure])
        }
        deriveLinks(row, "cqc_refs", .feeds, "Inferred code: the plan marks this item with CQC")
        deriveLinks(row, "cqc_inferred", .sameAs, "Inferred: matched by what the two promise")
    }

    /// The links of `row` to the plan that answers the review, of which no plan but one has a key.
    private mutating func deriveLinks(
        _ row: CSVTable.Row,
        _ column: String,
        _ kind: Link.Kind,
        _ note: String
    ) {
        for reference in parts(of: row[column]) {
            guard let answer = plans.keys.sorted().first(where: { $0.text.hasPrefix("cqc-") })
            else {
                let words =
                    "`\(column)` speaks of a plan whose key begins with `cqc-`, and `plans.csv` "
                    + "has none; add its row"
                report(reference.place, words)
                return
            }
            derive(
                .links,
                row,
                [
                    "from": row["code"], "to": cell("\(answer):\(reference.text)", reference),
                    "kind": cell(kind.rawValue, reference), "note": cell(note, reference),
                ]
            )
        }
    }

    private mutating func deriveMilestone(_ row: CSVTable.Row) {
        guard isComplete(row, "programme"), let programme = programme(row) else { return }
        let stream = isBlank(row["workstream"]) ? row["programme"] : row["workstream"]
        let group = "\(programme.text)."
        let isNew = derivedCodes["\(group) \(trimmed(stream).text)"] == nil
        guard let code = code(group, stream) else { return }
        if isNew { derive(.actions, row, ["code": code, "parent": programme, "title": stream]) }
        let quarter = row["quarter"]
        derive(
            .deadlines,
            row,
            [
                layout(of: .deadlines).first ?? "action": code,
                "due": cell(dates(ofQuarter: quarter), quarter), "as_written": quarter,
                "label": row["milestone"],
            ]
        )
    }

    /// The months of a quarter of the plan's period, as a journal writes them; nothing where it
    /// is none.
    private mutating func dates(ofQuarter cell: CSV.Cell) -> String {
        guard let period else {
            let place = FileProblem.Place(file: file(.plans))
            if !problems.contains(where: { $0.place == place }) {
                report(
                    place,
                    "\(plan) has no period, so its quarters have no dates; give one such as "
                        + "2019/20"
                )
            }
            return ""
        }
        reportBlank(cell, "quarter")
        if isBlank(cell) { return "" }
        let quarter = trimmed(cell).text
        guard quarter.count == 2, quarter.hasPrefix("Q"), Int(quarter.dropFirst()) != nil else {
            report(cell.place, "\(quoted: cell.text) is no quarter; expected Q1 to Q4")
            return ""
        }
        do throws(DateFault) {
            return try StatedDate.read("\(quarter) \(period)", today: Day(number: 0)).description
        } catch { report(cell.place, error.words) }
        return ""
    }

    private mutating func deriveRisk(_ row: CSVTable.Row) {
        guard isComplete(row, "programme", "risk"), let programme = programme(row) else { return }
        let risk = row["risk"]
        let number = (derived[.risks] ?? []).count + 1
        derive(
            .risks,
            row,
            [
                "code": cell("R\(number)", risk), "about": programme, "title": risk,
                "mitigation": row["mitigation"],
            ]
        )
    }

    /// The code of the programme of `row`, which stands under its section.
    private mutating func programme(_ row: CSVTable.Row) -> CSV.Cell? {
        var section: CSV.Cell?
        if !isBlank(row["section"]) {
            let number = trimmed(row["section"])
            section = addPriority(named: "section-\(number.text)", "Section \(number.text)", number)
        }
        return group("P", row["programme"], under: section)
    }

    private mutating func derivePrinciple(_ row: CSVTable.Row) {
        guard isComplete(row, "code", "principle") else { return }
        let place = row["code"]
        let above = addPriority(named: "principles", "Principles", place)
        derive(
            .actions,
            row,
            ["code": row["code"], "parent": above, "title": row["principle"]]
        )
        for priority in parts(of: row["priorities"]) {
            guard let to = group("priority", priority) else { continue }
            let kind = cell(Link.Kind.feeds.rawValue, priority)
            derive(.links, row, ["from": row["code"], "to": to, "kind": kind])
        }
    }

    /// An event of the plan's timeline: what ended by the plan's own day is told as progress, what
    /// was still to come is promised.
    private mutating func deriveMoment(_ row: CSVTable.Row, _ number: Int) {
        guard isComplete(row, "start", "event") else { return }
        let start = row["start"]
        let above = addPriority(named: "timeline", "Timeline", start)
        let end = row["end"]
        let (first, last) = (trimmed(start).text, trimmed(end).text)
        let dates = cell(isBlank(end) ? first : "\(first)/\(last)", start)
        let inferred = trimmed(row["year_inferred"])
        if !isBlank(inferred), !["yes", "no"].contains(inferred.text) {
            report(inferred.place, "\(quoted: inferred.text) is neither `yes` nor `no`")
        }
        let words = [row["kind"].text, inferred.text == "yes" ? "year inferred" : ""]
        let kind = words.filter { !$0.isEmpty }.joined(separator: "; ")
        guard let date = date(dates) else { return }
        if date.end > day.end {
            let code = cell("T\(number)", start)
            derive(.actions, row, ["code": code, "parent": above, "title": row["event"]])
            derive(
                .deadlines,
                row,
                [
                    layout(of: .deadlines).first ?? "action": code, "due": dates,
                    "label": cell(kind, row["kind"]), "as_written": row["as_written"],
                ]
            )
            return
        }
        let told = cell("told", start)
        if derivedCodes["told"] == nil {
            derivedCodes["told"] = told.text
            let title = cell("What the plan tells of before its own day", start)
            derive(.actions, row, ["code": told, "parent": above, "title": title])
        }
        let written = "\(row["event"].text) (\(kind); written \"\(row["as_written"].text)\")"
        let note = cell(written, row["event"])
        derive(.progress, row, ["action": told, "as_of": dates, "note": note])
    }

    // MARK: Rows and codes

    private mutating func derive(
        _ table: ImportTable,
        _ row: CSVTable.Row,
        _ cells: [String: CSV.Cell]
    ) {
        let cells = cells.mapValues(trimmed)
        derived[table, default: []].append(CSVTable.Row(place: row.place, cells: cells))
    }

    private func cell(_ text: String, _ source: CSV.Cell) -> CSV.Cell {
        CSV.Cell(text: text, place: source.place)
    }

    /// What stands between the semicolons of a cell.
    private func parts(of cell: CSV.Cell) -> [CSV.Cell] {
        cell.text.split(separator: ";").map { part in
            trimmed(self.cell(String(part), cell))
        }
    }

    /// `cell` without the blanks at its ends: names that differ by them alone are one.
    private func trimmed(_ cell: CSV.Cell) -> CSV.Cell {
        let start = cell.text.drop { $0.isWhitespace }
        let end = start.lastIndex { !$0.isWhitespace }
        return self.cell(end.map { String(start[...$0]) } ?? "", cell)
    }

    /// The code of what `cell` names in a group without codes, numbered as they first appear:
    /// "P3"; nil where the cell is blank.
    private mutating func code(_ group: String, _ cell: CSV.Cell) -> CSV.Cell? {
        if isBlank(cell) { return nil }
        let known = "\(group) \(trimmed(cell).text)"
        if let code = derivedCodes[known] { return self.cell(code, cell) }
        let number = (derivedCounts[group] ?? 0) + 1
        derivedCounts[group] = number
        let code =
            group.count == 1 || group.hasSuffix(".") ? "\(group)\(number)" : "\(group)-\(number)"
        derivedCodes[known] = code
        return self.cell(code, cell)
    }

    /// The priority that `cell` names in a group without codes; nil where it is blank.
    private mutating func group(
        _ group: String,
        _ cell: CSV.Cell,
        under: CSV.Cell? = nil
    ) -> CSV.Cell? {
        guard let code = code(group, cell) else { return nil }
        addPriority(code, title: trimmed(cell), under: under)
        return code
    }

    /// The priority of a code that the plan itself does not give.
    private mutating func addPriority(
        named code: String,
        _ title: String,
        _ source: CSV.Cell
    ) -> CSV.Cell {
        addPriority(cell(code, source), title: cell(title, source))
        return cell(code, source)
    }

    /// Reports where a later row says otherwise than an earlier one of what is `known`.
    private mutating func agree(_ known: String, _ cell: CSV.Cell, _ verb: String) {
        let other = derivedCodes[known] ?? ""
        if other == cell.text { return }
        let name = known.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        let words =
            "\(quoted: name) \(verb) \(quoted: cell.text) here and \(quoted: other) above; make "
            + "them agree"
        report(cell.place, words)
    }

    /// A priority, once; a row that says of it otherwise than the first is a problem.
    private mutating func addPriority(
        _ code: CSV.Cell,
        title: CSV.Cell,
        under: CSV.Cell? = nil,
        aim: CSV.Cell? = nil
    ) {
        let (code, title, aim) = (trimmed(code), trimmed(title), aim.map(trimmed))
        let known = "priority \(code.text)"
        if derivedCodes[known] != nil {
            agree(known, title, "is called")
            if let under { agree("\(known) under", under, "stands under") }
            if let aim, !isBlank(aim) { agree("\(known) aim", aim, "has the aim") }
            return
        }
        if let under { derivedCodes["\(known) under"] = under.text }
        if let aim { derivedCodes["\(known) aim"] = aim.text }
        derivedCodes[known] = title.text
        var cells = ["code": code, "title": title]
        cells["under"] = under
        cells["aim"] = aim
        derived[.priorities, default: []].append(
            CSVTable.Row(place: code.place, cells: cells)
        )
    }
}
