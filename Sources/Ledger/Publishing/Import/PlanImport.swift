// The import of a plan: CSV files in, acts to record out. No files, no clock.

/// A plan read from a folder of CSV files, as the acts that record it.
///
/// ## The files
///
/// UTF-8, RFC 4180, each with a header row; columns in any order. A file is called
/// `<plan>.<table>.csv` (`cqc-2018.leads.csv`) or `<table>.csv`, never both. Files and columns in
/// brackets may be left out, and the cells of such a column may be blank.
///
/// - `priorities.csv`, a priority a row: `code`, `title`.
/// - `actions.csv`, an action or a part of one: `code`, `parent` (a priority or an action),
///   `title`, [`accountable`], [`responsible`] (keys joined by `/`; a blank cell says nothing).
/// - [`leads.csv`], a person or a body: `key`, `name`, [`role`] (of a person), [`organisation`],
///   [`kind`] (`person` or `body`; blank is a person).
/// - [`deadlines.csv`], a milestone, an action's numbered from 1 in this order: `action`, [`due`],
///   [`label`], [`as_written`], [`depends`].
/// - [`links.csv`], a link: `from` (an action), `to`, `kind` (`same-as`, `detail-in`, `feeds`,
///   `reported-in`, `progress-as`), [`note`] (one that begins with "Inferred" marks a reading of
///   the plan).
/// - [`progress.csv`], a progress note: `action`, [`as_of`], `note`.
/// - [`deliveries.csv`], a delivery that the plan itself declares: `action`, [`milestone`] (its
///   number, where the action has several), [`on`], [`basis`].
/// - [`plans.csv`], a plan that may be named: `key`, `title`, [`period`], [`seed`] (both unread).
///
/// Dates are `2018-05-31`, `2018-05`, `2018` or `2019-10/2019-12`; a fact without one has the
/// plan's own day. `to` and `depends` are an action or a priority of this plan, another plan
/// (`aedb-2018:`, or `aedb-2018` where `plans.csv` lists it) or something in it (`aedb-2018:U1`).
/// Notes and bases may run over several lines; all other text is one line.
///
/// ## What is read out of them
///
/// - The board, where it is not given: from a role such as "Chair of Health & Wellbeing Board
///   (HWB)".
/// - Its meetings: the days of the deadlines whose label ends in the board's key ("draft for
///   HWB"). Those deadlines are tied to the meeting of their day.
/// - The approval: at the first of these meetings, where that is not after the plan's own day.
///
/// The `because` of the entries says so, and ``notes`` tell the person who imports. Nothing else
/// is inferred: no rating, no policy, no lead for a blank cell.
///
/// ## The acts
///
/// Structure before facts: the opening with its board, leads, priorities, actions (each after what
/// it stands under), meetings, milestones, links, the approval, then progress and deliveries, each
/// from the earliest day to the latest. Rows of one file that share a day share an act, as many as
/// fit a line. Each act has an idempotency key (`import.cqc-2018.progress.2018-02.1`), so that the
/// same import again records nothing.
///
/// Whether the plan takes them is for the plan's own rules to decide.
public struct PlanImport: Hashable, Sendable {
    /// What to record, in this order.
    public let acts: [Entry.Act]
    /// What was inferred, in sentences for whoever imports.
    public let notes: [String]

    /// Reads `plan` from `files`, the contents of a folder by file name.
    ///
    /// - Parameters:
    ///   - plan: which plan of the folder; the name of its journal.
    ///   - recorder: who records it.
    ///   - day: the plan's own day.
    ///   - title: the plan's title; without it, that in `plans.csv`.
    ///   - board: the key of its board, `HWB`, or key and name, `HWB=Health & Wellbeing Board`.
    /// - Throws: ``PublishingError/unreadableFiles(_:)`` with every problem in the files.
    /// - Complexity: linear in the size of the files.
    public init(
        of plan: Code,
        from files: [String: [UInt8]],
        by recorder: Key,
        on day: Day,
        title: String? = nil,
        board: String? = nil
    ) throws(PublishingError) {
        var reader = ImportReader(files, plan: plan, on: day)
        // Names first, so that every row can be held against them.
        let title = reader.title(given: title)
        reader.deriveRows()
        let leads = reader.leads()
        let board = reader.board(given: board, among: leads)
        let priorities = reader.priorities()
        let actions = reader.actions()
        let milestones = reader.milestones(for: board)
        let links = reader.links()
        let risks = reader.risks()
        let measures = reader.measures()
        let progress = reader.progress()
        let deliveries = reader.deliveries()
        let people = reader.items(naming: leads, besides: board)
        let opening = reader.opening(title: title, board: board)
        guard reader.problems.isEmpty, let board else {
            throw .unreadableFiles(reader.problems.sorted { $0.place < $1.place })
        }

        let meetings = BoardMeetings(of: board, tying: reader.ties)
        let pack = ImportPacker(plan: plan, by: recorder)
        acts =
            pack.acts(opening, as: "plan")
            + pack.acts(people, as: "leads")
            + pack.acts(priorities, as: "priorities")
            + pack.acts(actions, as: "actions")
            + pack.acts(meetings.calls(on: day), as: "meetings", because: meetings.because)
            + pack.acts(milestones, as: "deadlines")
            + pack.acts(links, as: "links")
            + pack.acts(risks, as: "risks")
            + pack.acts(measures, as: "measures")
            + pack.acts(meetings.approval(before: day), as: "approval")
            + pack.acts(progress, as: "progress")
            + pack.acts(deliveries, as: "deliveries")
        notes = board.notes + meetings.notes(on: day) + reader.notes
    }
}

/// What one row, or one inference, adds to an act: events that stay together.
struct ImportItem {
    /// The most bytes an item may add: it must fit an act of its own.
    static let byteCountMax = 64_000

    /// When it happened.
    let on: StatedDate
    /// What happened.
    let events: [Event]
    /// A line of the act's reason.
    let because: String?
    /// The bytes it adds to a line of the journal, with a comma or LF for each part.
    let byteCount: Int

    init(on: StatedDate, _ events: [Event], because: String? = nil) {
        self.on = on
        self.events = events
        self.because = because
        var bytes: [UInt8] = []
        for event in events { event.json.format(into: &bytes) }
        byteCount = bytes.count + events.count + ImportItem.byteCount(because)
    }

    /// The bytes of `text` in a line, with an escaped LF after it.
    static func byteCount(_ text: String?) -> Int {
        guard let text else { return 0 }
        var bytes: [UInt8] = []
        JSONValue.quote(text, into: &bytes)
        return bytes.count
    }
}

/// Makes acts of items: one day an act, and as many items as fit a line.
struct ImportPacker {
    /// The bytes that events and reason of one entry may have; the rest is room for what stands
    /// around them: `at`, `by`, `key`, `on`, `prev`, `seq` and `sig`, which are under 600 together.
    static let byteCountMax = Entry.byteCountMax - 1000

    let plan: Code
    let by: Key

    /// The acts of `items`, from the earliest day to the latest; `reason` opens the reason of each.
    func acts(_ items: [ImportItem], as table: String, because reason: String? = nil)
        -> [Entry.Act]
    {
        var days: [StatedDate] = []
        var byDay: [StatedDate: [ImportItem]] = [:]
        for item in items {
            if byDay[item.on] == nil { days.append(item.on) }
            byDay[item.on, default: []].append(item)
        }
        // Dates that end on one day keep the order in which they first appear.
        let sorted = days.enumerated().sorted { ($0.1.end, $0.0) < ($1.1.end, $1.0) }
        return sorted.flatMap { _, day in
            chunks(byDay[day] ?? [], besides: ImportItem.byteCount(reason)).enumerated().map {
                act($1, on: day, key: key(table, day, number: $0 + 1), because: reason)
            }
        }
    }

    private func chunks(_ items: [ImportItem], besides byteCount: Int) -> [[ImportItem]] {
        var chunks: [[ImportItem]] = []
        var room = 0
        for item in items {
            if item.byteCount > room {
                chunks.append([])
                room = ImportPacker.byteCountMax - byteCount
            }
            chunks[chunks.count - 1].append(item)
            room -= item.byteCount
        }
        return chunks
    }

    private func act(
        _ items: [ImportItem],
        on day: StatedDate,
        key: String,
        because reason: String?
    ) -> Entry.Act {
        let lines = [reason].compactMap(\.self) + items.compactMap(\.because)
        return Entry.Act(
            by: by,
            on: day,
            because: lines.isEmpty ? nil : lines.joined(separator: "\n"),
            key: key,
            events: items.flatMap(\.events)
        )
    }

    private func key(_ table: String, _ day: StatedDate, number: Int) -> String {
        let date = day.description.split(separator: "/").joined(separator: "_")
        let key = "import.\(plan).\(table).\(date).\(number)"
        // Only a long plan code with an interval comes here; a digest is as good a key.
        return Entry.isIdempotencyKey(key)
            ? key : "import." + Digest(of: Array(key.utf8)).hex.prefix(57)
    }
}
