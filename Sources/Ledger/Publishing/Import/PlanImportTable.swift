// The files of an import: what they are called, their columns, and their cells read as words.

/// The tables of an import. Their columns are described at ``PlanImport``.
enum ImportTable: String, CaseIterable {
    case priorities, leads, actions, deadlines, links, risks, measures, progress, deliveries, plans
    // Tables in which programmes are kept; the rows above are derived from them.
    case items, milestones, principles, timeline

    /// How the table may be laid out; the header tells which of them it is.
    var layouts: [CSVTable.Layout] {
        switch self {
        case .priorities: [(["code", "title"], ["under", "aim"])]
        case .leads:
            [(["key", "name"], ["role", "organisation", "kind", "as_written", "cqc_key"])]
        case .actions:
            [(["code", "parent", "title"], ["accountable", "responsible", "aim", "note"])]
        case .deadlines:
            ["action", "item"].map { ([$0], ["due", "label", "as_written", "depends"]) }
        case .links: [(["from", "to", "kind"], ["note"])]
        case .risks:
            [
                (["code", "about", "title"], ["mitigation"]),
                (["programme", "risk"], ["section", "mitigation"]),
            ]
        case .measures:
            [(["code", "about", "title"], ["unit", "direction", "target", "due", "note"])]
        case .progress: [(["action", "note"], ["as_of"])]
        case .deliveries: [(["action"], ["milestone", "on", "basis"])]
        case .plans: [(["key", "title"], ["period", "seed"])]
        case .items: ImportLayout.allCases.map(\.columns)
        case .milestones: [(["programme", "quarter", "milestone"], ["section", "workstream"])]
        case .principles: [(["code", "principle", "priorities"], [])]
        case .timeline: [(["start", "event"], ["end", "year_inferred", "kind", "as_written"])]
        }
    }

    /// Whether there is no plan without it, unless a programme is kept in another.
    var isNeeded: Bool { self == .priorities || self == .actions }

    /// Whether it holds the promises of a programme.
    var holdsProgramme: Bool { self == .items || self == .milestones || self == .principles }
}

/// How the table `items` of a programme is laid out.
enum ImportLayout: CaseIterable {
    /// Projects under programmes with codes, under strategic aims.
    case projects
    /// Items and outcomes under interventions, besides governance and enablers.
    case interventions
    /// Schemes with leads, each of a programme, some of them in parts.
    case schemes

    var columns: CSVTable.Layout {
        switch self {
        case .projects:
            (
                ["programme_code", "programme", "project_code", "project"],
                ["strategic_aim", "programme_objective", "objective"]
            )
        case .interventions:
            (
                ["code", "kind", "text"],
                ["intervention", "intervention_title", "objective", "parent", "note"]
            )
        case .schemes:
            (
                ["code", "programme", "title"],
                [
                    "parent", "number", "priority_area", "leads", "due", "as_written", "impact",
                    "measures", "cqc_refs", "cqc_inferred",
                ]
            )
        }
    }
}

/// Reads the files of an import row by row and gathers every problem on the way.
struct ImportReader {
    let plan: Code
    /// The plan's own day, for what has no day of its own.
    let day: StatedDate
    private(set) var problems: [FileProblem] = []
    private var tables: [ImportTable: CSVTable] = [:]

    // What has been named so far; each part of the reader fills its own.
    var plans: [Code: String] = [:]
    /// The period of this plan, as the list of plans writes it: "2019/20".
    var period: String?
    var keys: [Key: FileProblem.Place] = [:]
    var codes: [Code: FileProblem.Place] = [:]
    var actionCodes: Set<Code> = []
    /// How many milestones an action has.
    var milestoneCounts: [Code: Int] = [:]
    /// The milestones tied to a meeting of the board.
    var ties: [MilestoneStart] = []
    /// What was inferred here, in sentences for people.
    var notes: [String] = []
    /// Rows that the tables of a programme make, by the table that they would stand in.
    var derived: [ImportTable: [CSVTable.Row]] = [:]
    /// The codes given to what the plan gives none, by group and name.
    var derivedCodes: [String: String] = [:]
    /// How many of them each group has.
    var derivedCounts: [String: Int] = [:]

    init(_ files: [String: [UInt8]], plan: Code, on day: Day) {
        self.plan = plan
        self.day = StatedDate(day)
        for table in ImportTable.allCases { tables[table] = read(table, in: files) }
        refuseOtherTables(in: files)
    }

    private mutating func read(_ table: ImportTable, in files: [String: [UInt8]]) -> CSVTable {
        let plain = "\(table).csv"
        // The list of plans is one for the folder.
        let names = table == .plans ? [plain] : ["\(plan).\(plain)", plain]
        let present = names.filter { files[$0] != nil }
        guard let name = present.first, let bytes = files[name] else {
            let isMissing = table.isNeeded && !isProgramme(in: files)
            if isMissing {
                report(.init(file: names[0]), "the file is missing; expected it, or `\(plain)`")
            }
            return CSVTable(absent: names[0], isWhole: !isMissing)
        }
        if present.count > 1 {
            report(.init(file: plain), "the file stands beside `\(name)`; keep one of the two")
        }
        return CSVTable(
            bytes,
            file: name,
            layouts: table.layouts,
            problems: &problems
        )
    }

    /// Whether the plan is kept in the tables of a programme.
    private func isProgramme(in files: [String: [UInt8]]) -> Bool {
        ImportTable.allCases.contains { table in
            table.holdsProgramme
                && (files["\(plan).\(table).csv"] ?? files["\(table).csv"]) != nil
        }
    }

    /// A file that looks like a table and is none would be left out in silence.
    private mutating func refuseOtherTables(in files: [String: [UInt8]]) {
        let tables = ImportTable.allCases.filter { $0 != .plans }.map(\.rawValue)
        for file in files.keys.sorted() where file.hasSuffix(".csv") {
            let stem = file.dropLast(4)
            let prefix = "\(plan)."
            if stem.hasPrefix(prefix), !tables.contains(String(stem.dropFirst(prefix.count))) {
                report(
                    .init(file: file),
                    "the file is no table of an import; expected one of \(named: tables), "
                        + "so rename it or take it away"
                )
            } else if !stem.contains("."), ImportTable(rawValue: String(stem)) == nil {
                notes.append("\(file) was not read: an import has no table of that name.")
            }
        }
    }

    func rows(_ table: ImportTable) -> [CSVTable.Row] {
        (tables[table]?.rows ?? []) + (derived[table] ?? [])
    }

    /// The layout of `table` that its header has: the names of the columns that tell it.
    func layout(of table: ImportTable) -> [String] { tables[table]?.required ?? [] }

    /// Whether a name that is not in `table` is certainly not there: every row of it was read.
    func isWhole(_ table: ImportTable) -> Bool { tables[table]?.isWhole ?? false }

    func file(_ table: ImportTable) -> String { tables[table]?.file ?? "\(table).csv" }

    mutating func report(_ place: FileProblem.Place, _ words: String) {
        problems.append(FileProblem(at: place, words))
    }

    /// The item of what stands at `place`, which must not be longer than an act.
    mutating func item(
        at place: FileProblem.Place,
        on day: StatedDate? = nil,
        _ events: [Event],
        because: String? = nil
    ) -> ImportItem {
        let item = ImportItem(on: day ?? self.day, events, because: because)
        if item.byteCount > ImportItem.byteCountMax {
            report(
                place,
                "this row takes \(item.byteCount) bytes of a journal's line; "
                    + "at most \(ImportItem.byteCountMax) fit, so shorten it"
            )
        }
        return item
    }
}

// A cell that is blank or faulty reads as nil; the fault has been reported by then.
extension ImportReader {
    /// The text of `cell`, as a writer enters it.
    mutating func text(_ cell: CSV.Cell, lines: Bool = false) -> String? {
        guard !isBlank(cell) else { return nil }
        do throws(TextFault) {
            return try Text.entered(cell.text, lines: lines)
        } catch {
            report(cell.place, "the text \(error.words); take that out")
            return nil
        }
    }

    mutating func requiredText(
        _ row: CSVTable.Row,
        _ column: String,
        lines: Bool = false
    ) -> String? {
        reportBlank(row[column], column)
        return text(row[column], lines: lines)
    }

    /// The code or key in `cell`.
    mutating func name<Name: Identifier & MemberValue>(_ cell: CSV.Cell) -> Name? {
        guard !isBlank(cell) else { return nil }
        guard let name = Name(cell.text) else {
            report(
                cell.place,
                "\(quoted: cell.text) is not \(Name.expectation): 1 to 32 letters A to Z, digits, "
                    + "`.` and `-`, beginning with a letter or digit"
            )
            return nil
        }
        return name
    }

    mutating func requiredName<Name: Identifier & MemberValue>(
        _ row: CSVTable.Row,
        _ column: String,
        as type: Name.Type = Name.self
    ) -> Name? {
        reportBlank(row[column], column)
        return name(row[column])
    }

    mutating func date(_ cell: CSV.Cell) -> StatedDate? {
        guard !isBlank(cell) else { return nil }
        guard let date = StatedDate(cell.text) else {
            report(cell.place, "\(quoted: cell.text) is not \(StatedDate.expectation)")
            return nil
        }
        return date
    }

    /// The action in `column`, which must be one of this plan.
    mutating func action(_ row: CSVTable.Row, _ column: String = "action") -> Code? {
        guard let code: Code = requiredName(row, column) else { return nil }
        guard actionCodes.contains(code) else {
            if isWhole(.actions) {
                report(
                    row[column].place,
                    "\(code) is no action of this plan; no row of `\(file(.actions))` has that code"
                )
            }
            return nil
        }
        return code
    }

    /// What `cell` leads to: something in this plan, another plan, or something in that.
    mutating func reference(_ cell: CSV.Cell) -> Reference? {
        guard !isBlank(cell) else { return nil }
        let code = Code(cell.text)
        if let code, codes[code] != nil { return Reference(code) }
        if let code, plans[code] != nil, code != plan { return Reference("\(code):") }
        if let reference = Reference(cell.text), let other = reference.plan, other != plan {
            return reference
        }
        if code == nil || (isWhole(.actions) && isWhole(.priorities) && isWhole(.plans)) {
            report(
                cell.place,
                "\(quoted: cell.text) is no action or priority of this plan, no plan of "
                    + "`\(file(.plans))`, and not written as another plan is (`aedb-2018:`)"
            )
        }
        return nil
    }

    func isBlank(_ cell: CSV.Cell) -> Bool {
        cell.text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    mutating func reportBlank(_ cell: CSV.Cell, _ column: String) {
        if isBlank(cell) { report(cell.place, "`\(column)` is blank, and every row needs one") }
    }
}
