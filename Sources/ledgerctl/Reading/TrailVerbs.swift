// Verbs that read the past: history, blame, replay, diff.

import Ledger

extension Answer {
    static func history(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let reading = try Reading(given, world)
        return tell(try changes(given, reading), reading, given)
    }

    /// What was recorded of what `given` asks for, in the order of the journal.
    static func changes(
        _ given: Invocation,
        _ reading: Reading
    ) throws(CommandError) -> [AuditTrail.Change] {
        let trail = AuditTrail(reading.history.entries, known: reading.known)
        var changes = trail.changes
        if let words = given["CODE"] {
            changes = try concerning(words, trail, reading)
        }
        let field = try given.value(
            "field",
            expected: "one of \(Field.allCases.map(\.rawValue).joined(separator: ", "))",
            Field.init(rawValue:)
        )
        if let field { changes = changes.filter { $0.field == field } }
        if let asAt = try given.day("as-at", in: reading.world) {
            changes = changes.filter { $0.stamp.day <= asAt }
        }
        return changes
    }

    private static func concerning(
        _ words: String,
        _ trail: AuditTrail,
        _ reading: Reading
    ) throws(CommandError) -> [AuditTrail.Change] {
        let all = reading.history.plan
        if let code = Code(words) {
            if all.actions[code] != nil { return trail.changes(of: code) }
            let subjects = [Subject.priority(code), .risk(code), .measure(code)]
            let changes = subjects.flatMap { trail.changes(of: $0) }
            if !changes.isEmpty { return changes }
        }
        if let key = Key(words), all.people[key] != nil || all.bodies[key] != nil {
            return trail.changes(naming: key)
        }
        throw .nothing(
            called: words,
            words: "Nothing in \(reading.ledger.plan) is called `\(words)`. `ledgerctl list` shows "
                + "the actions."
        )
    }

    static func blame(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let reading = try Reading(given, world)
        let code = try given.code("CODE")
        guard reading.plan.actions[code] != nil else {
            throw reading.nothing(called: code.text)
        }
        let trail = AuditTrail(reading.history.entries, known: reading.known)
        return tell(trail.blame(code, asAt: reading.asAt), reading, given)
    }

    private static func tell(
        _ changes: [AuditTrail.Change],
        _ reading: Reading,
        _ given: Invocation
    ) -> ExitCode {
        if given.has("json") {
            reading.write(.array(changes.map(json)))
            return .done
        }
        let page = given.page(reading.world)
        page.table(
            ["entry", "recorded", "happened", "by", "what", "field", "before", "value", "because"],
            changes.map { change in
                let stamp = change.stamp
                let value = change.value?.words ?? "nothing"
                let struck = change.struck.map { " (struck by entry \($0.seq))" } ?? ""
                let corrected = change.corrected.map {
                    " (corrected to \($0.fact) by entry \($0.stamp.seq))"
                }
                return [
                    String(stamp.seq), stamp.at.description, stamp.on.description,
                    stamp.by.text + (stamp.behalf.map { " for \($0)" } ?? ""),
                    change.subject.words,
                    change.field.rawValue + (change.part.map { " \($0)" } ?? ""),
                    change.before?.words ?? "", value + struck + (corrected ?? ""),
                    stamp.because ?? "",
                ].map(EntryWords.oneLine)
            }
        )
        return .done
    }

    private static func json(_ change: AuditTrail.Change) -> JSONValue {
        let stamp = change.stamp
        return .object([
            .init(name: "subject", value: .string(change.subject.words)),
            .init(name: "field", value: .string(change.field.rawValue)),
            .init(name: "part", value: change.part.map { .string($0) } ?? .null),
            .init(name: "value", value: change.value?.json ?? .null),
            .init(name: "before", value: change.before?.json ?? .null),
            .init(name: "by", value: .string(stamp.by.text)),
            .init(name: "for", value: stamp.behalf.map { .string($0.text) } ?? .null),
            .init(name: "recorded", value: .string(stamp.at.description)),
            .init(name: "happened", value: .string(stamp.on.description)),
            .init(name: "entry", value: .integer(stamp.seq)),
            .init(name: "because", value: stamp.because.map { .string($0) } ?? .null),
            .init(name: "struck-by", value: change.struck.map { .integer($0.seq) } ?? .null),
            .init(
                name: "corrected-to",
                value: change.corrected.map { .string($0.fact.description) } ?? .null
            ),
        ])
    }

    static func diff(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let reading = try Reading(given, world)
        let before = try moment(given["FROM"] ?? "", reading)
        let after = try moment(given["TO"] ?? "", reading)
        let changes = Changes.between(before, after)
        if given.has("json") {
            reading.write(.array(changes.map(\.json)))
            return .done
        }
        let page = given.page(world)
        page.line("from \(before.words) to \(after.words): \(changes.count) differences")
        page.table(["", "field", "before", "after"], changes.map(\.cells))
        return .done
    }

    /// A moment on either clock: a day is as at that day, a number as known at that entry, and
    /// `DAY@NUMBER` is both.
    static func moment(
        _ words: String,
        _ reading: Reading
    ) throws(CommandError) -> Moment {
        let parts = words.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
            .map(String.init)
        var asAt = reading.asAt
        var known = reading.known
        if parts.count == 2 || Int(words) == nil
            || (Int(words) ?? 0) > reading.history.entries.count
        {
            do throws(DateFault) {
                asAt = try StatedDate.read(parts[0], today: reading.world.today).end
            } catch {
                // A number that is no year is meant as that of an entry.
                if Int(words) != nil {
                    _ = try Reading.known(words, reading.history, reading.world)
                }
                throw .stopped(.usage, words: error.words)
            }
        }
        if parts.count == 2 {
            known = try Reading.known(parts[1], reading.history, reading.world)
        } else if let seq = Int(words), seq <= reading.history.entries.count {
            known = try Reading.known(String(seq), reading.history, reading.world)
        }
        return Moment(reading.history, asAt, known: known)
    }
}

/// A plan at a moment of both clocks, with its ratings.
struct Moment {
    let plan: Plan
    let ratings: Ratings
    let words: String

    init(_ history: History, _ asAt: Day, known: Int? = nil) {
        let known = known ?? history.entries.count
        plan = history.plan(known: known, asAt: asAt)
        ratings = Ratings(plan, asAt: asAt)
        words = "\(asAt.words), known at entry \(known)"
    }
}

/// What differs between two moments: the fields of the plan, and the ratings.
enum Changes {
    /// What differs, as data.
    enum Detail {
        case field(Differences.Difference)
        /// The published rating of an action, which had `before`.
        case rating(of: Code, before: Rating?, after: Ratings)
    }

    /// One difference in words, with its JSON.
    struct Change {
        let subject: String
        let field: String
        let before: String
        let after: String
        let json: JSONValue
        /// The same as data.
        let detail: Detail

        var cells: [String] { [subject, field, before, after].map(EntryWords.oneLine) }

        /// Whether it is a published rating that differs.
        var isOfRating: Bool { field == "published rating" }

        /// Whether it tells more than the event itself does.
        var isRatingOrDate: Bool {
            ["rating", "due", "original", "delivered", "confirmed"].contains(field)
                || isOfRating
        }
    }

    /// What differs; `actionsAlone` where nothing can but actions and their milestones.
    static func between(
        _ before: Moment,
        _ after: Moment,
        actionsAlone: Bool = false
    ) -> [Change] {
        let differences = Differences(
            from: before.plan,
            to: after.plan,
            actionsAlone: actionsAlone
        )
        let fields = differences.list.map { difference in
            Change(
                subject: difference.subject.words,
                field: difference.field.rawValue + (difference.part.map { " \($0)" } ?? ""),
                before: difference.before?.words ?? "nothing",
                after: difference.after?.words ?? "nothing",
                json: .object([
                    .init(name: "subject", value: .string(difference.subject.words)),
                    .init(name: "kind", value: .string(difference.kind.rawValue)),
                    .init(name: "field", value: .string(difference.field.rawValue)),
                    .init(name: "part", value: difference.part.map { .string($0) } ?? .null),
                    .init(name: "before", value: difference.before?.json ?? .null),
                    .init(name: "after", value: difference.after?.json ?? .null),
                ]),
                detail: .field(difference)
            )
        }
        return fields + ratings(before, after)
    }

    private static func ratings(_ before: Moment, _ after: Moment) -> [Change] {
        after.plan.orderedActions.compactMap { action in
            let old = before.ratings[action: action.code]
            guard let new = after.ratings[action: action.code], old?.published != new.published
            else { return nil }
            return Change(
                subject: "action \(action.code)",
                field: "published rating",
                before: old?.published.rawValue ?? "nothing",
                after: "\(new.published.rawValue), \(new.why)",
                json: .object([
                    .init(name: "subject", value: .string("action \(action.code)")),
                    .init(name: "kind", value: .string(old == nil ? "added" : "changed")),
                    .init(name: "field", value: .string("published-rating")),
                    .init(name: "part", value: .null),
                    .init(name: "before", value: old.map(PlanJSON.rating) ?? .null),
                    .init(name: "after", value: PlanJSON.rating(new)),
                ]),
                detail: .rating(
                    of: action.code,
                    before: old?.published,
                    after: after.ratings
                )
            )
        }
    }

    static func json(of entry: Entry, _ changes: [Change]) -> JSONValue {
        .object([
            .init(name: "entry", value: .integer(entry.seq)),
            .init(name: "recorded", value: .string(entry.at.description)),
            .init(name: "by", value: .string(entry.act.by.text)),
            .init(name: "events", value: .array(entry.act.events.map { .string($0.type) })),
            .init(name: "changes", value: .array(changes.map(\.json))),
        ])
    }
}
