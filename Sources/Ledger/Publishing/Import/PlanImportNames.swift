// The structure of an imported plan: its title, leads, priorities and actions.

/// A row of the leads.
struct ImportLead {
    let place: FileProblem.Place
    let key: Key
    let name: String
    let role: String?
    let organisation: String?
    let isBody: Bool
    /// How the plan writes the name, where it does so in another way.
    let written: String?
}

/// A row of the actions.
private struct ImportAction {
    let code: Code
    let parent: Code
    let parentPlace: FileProblem.Place
    let item: ImportItem
}

extension ImportReader {
    /// The plan's title, given or from the list of plans, which is read for the plans' keys too.
    mutating func title(given: String?) -> CSV.Cell? {
        var found: CSV.Cell?
        for row in rows(.plans) {
            let key: Code? = requiredName(row, "key")
            guard let title = requiredText(row, "title"), let key else { continue }
            if plans.updateValue(title, forKey: key) != nil {
                report(row["key"].place, "the plan \(key) is there twice; keep one of the rows")
            }
            if key == plan {
                found = CSV.Cell(text: title, place: row["title"].place)
                period = text(row["period"])
            }
        }
        if let given {
            let cell = CSV.Cell(text: given, place: .init(file: "--title"))
            if isBlank(cell) { report(cell.place, "the title is blank; expected one line of text") }
            return text(cell).map { CSV.Cell(text: $0, place: cell.place) }
        }
        if found == nil, isWhole(.plans) {
            report(
                .init(file: file(.plans)),
                "no row has the key \(plan), so the plan has no title; add one or give --title"
            )
        }
        return found
    }

    /// The opening of the plan with its board.
    mutating func opening(title: CSV.Cell?, board: ImportBoard?) -> [ImportItem] {
        guard let title, let board else { return [] }
        let opening = PlanOpening(plan: plan, title: title.text, board: board.key.text)
        let body = StructureEvent.bodyNamed(
            board.key,
            name: board.name,
            organisation: board.organisation,
            members: []
        )
        let events: [Event] = [.board(.planOpened(opening)), .structure(body)]
        return [item(at: title.place, events, because: board.because)]
    }

    mutating func leads() -> [ImportLead] {
        var leads: [ImportLead] = []
        for row in rows(.leads) {
            let key: Key? = requiredName(row, "key")
            let name = requiredText(row, "name")
            let role = text(row["role"])
            let organisation = text(row["organisation"])
            let written = text(row["as_written"])
            let isBody = isBody(row)
            if isBody, role != nil {
                report(row["role"].place, "a body has no role; leave the cell blank")
            }
            guard let key else { continue }
            if let first = keys[key] {
                report(row["key"].place, "the key \(key) is used already at \(first)")
                continue
            }
            keys[key] = row["key"].place
            guard let name else { continue }
            leads.append(
                ImportLead(
                    place: row.place,
                    key: key,
                    name: name,
                    role: role,
                    organisation: organisation,
                    isBody: isBody,
                    written: written == name ? nil : written
                )
            )
        }
        return leads
    }

    private mutating func isBody(_ row: CSVTable.Row) -> Bool {
        let kind = row["kind"]
        if !isBlank(kind), kind.text != "person", kind.text != "body" {
            let words = "\(quoted: kind.text) is no kind of lead; expected `person` or `body`"
            report(kind.place, words)
        }
        return kind.text == "body"
    }

    /// The people and bodies but the board, which the opening names.
    mutating func items(naming leads: [ImportLead], besides board: ImportBoard?) -> [ImportItem] {
        leads.filter { $0.key != board?.key }.map { lead in
            let event: StructureEvent =
                lead.isBody
                ? .bodyNamed(
                    lead.key,
                    name: lead.name,
                    organisation: lead.organisation,
                    members: []
                )
                : .personNamed(
                    lead.key,
                    name: lead.name,
                    role: lead.role,
                    organisation: lead.organisation
                )
            return item(
                at: lead.place,
                [.structure(event)],
                because: lead.written.map { "\(lead.key): the plan writes \"\($0)\"" }
            )
        }
    }

    mutating func priorities() -> [ImportItem] {
        var items: [ImportItem] = []
        for row in rows(.priorities) {
            let code = newCode(row)
            let under: Code? = name(row["under"])
            let aim = text(row["aim"])
            guard let title = requiredText(row, "title"), let code else { continue }
            let event = StructureEvent.priorityAdded(code, title: title, under: under, aim: aim)
            items.append(item(at: row.place, [.structure(event)]))
        }
        return items
    }

    /// The actions, each after what it stands under, else in the order of the file.
    mutating func actions() -> [ImportItem] {
        // All codes first: a part may stand above its action in the file.
        let coded = rows(.actions).map { (code: newCode($0), row: $0) }
        actionCodes.formUnion(coded.compactMap(\.code))
        var read: [ImportAction] = []
        for (code, row) in coded {
            let parent = parent(row)
            let title = requiredText(row, "title")
            let accountable = leadKeys(row["accountable"])
            let responsible = leadKeys(row["responsible"])
            let aim = text(row["aim"])
            let note = text(row["note"], lines: true)
            guard let code, let parent, let title else { continue }
            let added = StructureEvent.actionAdded(code, under: parent, title: title, aim: aim)
            var events: [Event] = [.structure(added)]
            for (role, keys) in [(LeadRole.accountable, accountable), (.responsible, responsible)]
            where !keys.isEmpty {
                events.append(.structure(.leadsNamed(code, role: role, leads: keys)))
            }
            read.append(
                ImportAction(
                    code: code,
                    parent: parent,
                    parentPlace: row["parent"].place,
                    item: item(at: row.place, events, because: note.map { "\(code): \($0)" })
                )
            )
        }
        return parentsFirst(read).map(\.item)
    }

    /// The code of a priority or an action, which nothing else in the plan may have.
    mutating func newCode(_ row: CSVTable.Row) -> Code? {
        guard let code: Code = requiredName(row, "code") else { return nil }
        let place = row["code"].place
        if let first = codes[code] {
            report(place, "the code \(code) is used already at \(first)")
            return nil
        }
        codes[code] = place
        return code
    }

    private mutating func parent(_ row: CSVTable.Row) -> Code? {
        guard let parent: Code = requiredName(row, "parent") else { return nil }
        if codes[parent] == nil, isWhole(.actions), isWhole(.priorities) {
            report(
                row["parent"].place,
                "\(parent) is no priority or action of this plan; no row of "
                    + "`\(file(.priorities))` or `\(file(.actions))` has that code"
            )
        }
        return parent
    }

    /// The leads that a cell joins by `/`.
    private mutating func leadKeys(_ cell: CSV.Cell) -> [Key] {
        guard !isBlank(cell) else { return [] }
        var keys: [Key] = []
        for part in cell.text.split(separator: "/", omittingEmptySubsequences: false) {
            let part = CSV.Cell(text: String(part), place: cell.place)
            if isBlank(part) {
                report(cell.place, "a key is missing beside a `/`; expected keys such as `IH/KC`")
            }
            guard let key: Key = name(part) else { continue }
            if keys.contains(key) { report(cell.place, "\(key) is named twice here") }
            if self.keys[key] == nil, isWhole(.leads) {
                report(cell.place, "nobody has the key \(key); no row of `\(file(.leads))` has it")
            }
            keys.append(key)
        }
        return keys
    }

    /// `actions` with everything behind what it stands under. Each row is gone through once, up
    /// its parents until one that was gone through before.
    private mutating func parentsFirst(_ actions: [ImportAction]) -> [ImportAction] {
        let byCode = Dictionary(
            actions.map { ($0.code, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var ordered: [ImportAction] = []
        var seen: Set<Code> = []
        for action in actions {
            var chain: [ImportAction] = []
            var next: ImportAction? = action
            while let current = next, seen.insert(current.code).inserted {
                chain.append(current)
                next = byCode[current.parent]
            }
            if let start = chain.firstIndex(where: { $0.code == next?.code }) {
                reportCircle(chain[start...])
            }
            ordered += chain.reversed()
        }
        return ordered
    }

    private mutating func reportCircle(_ circle: ArraySlice<ImportAction>) {
        guard let first = circle.first else { return }
        let parents = circle.map(\.parent.text).joined(separator: ", which stands under ")
        report(
            first.parentPlace,
            "\(first.code) stands under \(parents): a circle; put it under a priority"
        )
    }
}
