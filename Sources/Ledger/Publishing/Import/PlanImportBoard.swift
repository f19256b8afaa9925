// What an import infers: the plan's board, its meetings, and the approval at the first of them.

/// The board that an imported plan answers to.
struct ImportBoard {
    let key: Key
    let name: String
    let organisation: String?
    /// How it was found, for the entry.
    let because: String
    /// How it was found where that was inferred, for people.
    let notes: [String]
}

/// A board that a role speaks of: "Chair of Health & Wellbeing Board (HWB)".
private struct BoardMention {
    let key: Key
    let name: String
    let lead: ImportLead

    /// The mention in one part of a role: "… Chair of [the] NAME (KEY)", NAME with "Board" in it.
    init?(_ part: Substring, of lead: ImportLead) {
        let words = part.split(separator: " ")
        guard let chair = words.firstIndex(of: "Chair"), words.dropFirst(chair + 1).first == "of",
            let last = words.last, last.hasPrefix("("), last.hasSuffix(")"),
            let key = Key(last.dropFirst().dropLast())
        else { return nil }
        var name = words[(chair + 2)...].dropLast()
        if name.first == "the" { name = name.dropFirst() }
        guard name.contains("Board") else { return nil }
        self.key = key
        self.name = name.joined(separator: " ")
        self.lead = lead
    }

    static func all(in leads: [ImportLead]) -> [BoardMention] {
        leads.filter { !$0.isBody }.flatMap { lead in
            (lead.role ?? "").split(separator: ";").compactMap { BoardMention($0, of: lead) }
        }
    }
}

extension ImportReader {
    /// The board: as given, with its name from the leads where only the key is; else the one
    /// board of which a role says that it is chaired.
    mutating func board(given: String?, among leads: [ImportLead]) -> ImportBoard? {
        let mentions = BoardMention.all(in: leads)
        guard let given else { return inferredBoard(mentions, among: leads) }
        let place = FileProblem.Place(file: "--board")
        let parts = given.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let keyCell = CSV.Cell(text: String(parts[0]), place: place)
        guard let key: Key = name(keyCell) else {
            if isBlank(keyCell) { report(place, "the key is blank; expected KEY or KEY=Name") }
            return nil
        }
        let row = leads.first { $0.key == key }
        var found = row?.name ?? mentions.first { $0.key == key }?.name
        if parts.count == 2 {
            let cell = CSV.Cell(text: String(parts[1]), place: place)
            let name = text(cell)
            if isBlank(cell) { report(place, "the name is blank; expected KEY or KEY=Name") }
            if let row, let name, row.name != name {
                report(row.place, "\(key) has another name here than in --board; make them agree")
            }
            found = name
        } else if found == nil {
            report(place, "no lead and no role gives \(key) a name; give one: --board \(key)=Name")
        }
        guard let found else { return nil }
        return board(
            key,
            named: found,
            row,
            because: "The board, \(key), was given when the plan was imported."
        )
    }

    private mutating func inferredBoard(
        _ mentions: [BoardMention],
        among leads: [ImportLead]
    ) -> ImportBoard? {
        let place = FileProblem.Place(file: file(.leads))
        guard let mention = mentions.first else {
            if isWhole(.leads) {
                report(
                    place,
                    "no role names the plan's board, as \"Chair of Some Board (KEY)\" would; "
                        + "give it: --board KEY=Name"
                )
            }
            return nil
        }
        if let other = mentions.first(where: { $0.key != mention.key }) {
            report(
                place,
                "roles name more than one board, \(mention.key) and \(other.key); "
                    + "say which is the plan's: --board \(mention.key)"
            )
            return nil
        }
        let (key, name, lead) = (mention.key, mention.name, mention.lead)
        return board(
            key,
            named: name,
            leads.first { $0.key == key },
            because: "Inferred at import: the board, \(key), is read from the role of \(lead.key).",
            notes: [
                "The board is \(key), \(name): read from the role of \(lead.key) at \(lead.place). "
                    + "If it is another, give --board KEY=Name."
            ]
        )
    }

    /// The board under `key`, which names nobody else, and is a lead from here on.
    private mutating func board(
        _ key: Key,
        named name: String,
        _ row: ImportLead?,
        because: String,
        notes: [String] = []
    ) -> ImportBoard {
        if let row, !row.isBody {
            report(row.place, "\(key) is the key of the plan's board, and here of a person")
        }
        keys[key] = keys[key] ?? .init(file: "--board")
        return ImportBoard(
            key: key,
            name: name,
            organisation: row?.organisation,
            because: because,
            notes: notes
        )
    }
}

/// The meetings of the board that an import infers from deadlines.
struct BoardMeetings {
    private let board: ImportBoard
    /// The days, and what is due at each.
    private let meetings: [(day: Day, due: [MilestoneName])]

    /// The meetings that `milestones` are tied to.
    init(of board: ImportBoard, tying milestones: [MilestoneStart]) {
        self.board = board
        var due: [Day: [MilestoneName]] = [:]
        for milestone in milestones {
            if let day = milestone.meeting { due[day, default: []].append(milestone.name) }
        }
        meetings = due.keys.sorted().map { ($0, due[$0] ?? []) }
    }

    /// Whether a deadline's `label` ties it to `board`: the key is its last word ("draft for HWB").
    static func ties(_ label: String?, to board: Key) -> Bool {
        label?.split(separator: " ").last.map { $0 == board.text } ?? false
    }

    /// Why the meetings are there; each then adds its own line.
    var because: String {
        "Inferred at import: the days of the deadlines whose label ends in \(board.key)."
    }

    /// The calls of the meetings, on the plan's own day.
    func calls(on day: Day) -> [ImportItem] {
        meetings.map { meeting in
            let call = MeetingCall(meeting: meeting.day, title: "\(board.name) meeting")
            let others = meeting.due.count - 1
            let more = others > 0 ? " and \(others) more" : ""
            return ImportItem(
                on: StatedDate(day),
                [.board(.meetingCalled(call))],
                because: meeting.due.first.map { "\(meeting.day): \($0)\(more)" }
            )
        }
    }

    /// The approval at the first meeting, where that is not after the plan's own day.
    func approval(before day: Day) -> [ImportItem] {
        guard let first = meetings.first?.day, first <= day else { return [] }
        return [
            ImportItem(
                on: StatedDate(first),
                [.board(.planApproved(meeting: first, by: nil))],
                because: "Inferred at import: the first meeting of \(board.key) that a deadline "
                    + "names is taken to have approved the plan."
            )
        ]
    }

    /// What was inferred, for people.
    func notes(on day: Day) -> [String] {
        guard let first = meetings.first?.day else {
            return [
                "No deadline's label names \(board.key) with a day, so no meeting is called and "
                    + "the plan is not approved. Next: add meeting, then approve plan."
            ]
        }
        let days = meetings.map(\.day.description).joined(separator: ", ")
        let called =
            "Meetings of \(board.key) are called for \(days): the days of deadlines whose "
            + "label ends in \(board.key)."
        return [
            called,
            first <= day
                ? "The plan is approved at the first of them, \(first)."
                : "The plan is not approved: the first is after the plan's own day, \(day).",
        ]
    }
}
