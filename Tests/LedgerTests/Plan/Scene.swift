// What tests of plans are written in: acts in one line each, and the plan they make.

import Testing

@testable import Ledger

/// A history under construction, in an invented county. Every act is decided, and one that is
/// refused fails the test unless ``refusal(of:on:by:for:because:_:)`` asked for it.
struct Scene {
    var history = History(of: "county")
    var clock: Instant

    /// A scene whose clock stands at noon on `day`.
    init(_ day: Day = "2024-03-01") {
        clock = Instant(seconds: day.number * 86_400 + 43_200)
    }

    /// A plan with one priority A, action A1 of lead AB, confirmer CD, clerk SEC and the Board BRD.
    static func county(_ day: Day = "2024-03-01", due: StatedDate? = "2024-05") -> Scene {
        var scene = Scene(day)
        scene.record(
            .board(.planOpened(.init(plan: "county", title: "County plan", board: "BRD"))),
            .structure(.bodyNamed("BRD", name: "Board", organisation: nil, members: [])),
            .person("AB"),
            .person("CD"),
            .person("SEC"),
            .structure(.priorityAdded("A", title: "First", under: nil, aim: nil)),
            .structure(.actionAdded("A1", under: "A", title: "Open the ward")),
            .leads("A1", "AB"),
            .milestone("A1", due: due)
        )
        return scene
    }

    /// Moves the clock to noon on `day`.
    mutating func go(to day: Day) {
        clock = Instant(seconds: day.number * 86_400 + 43_200)
    }

    private func entry(
        on: StatedDate?,
        by: Key,
        for behalf: Key?,
        because: String?,
        key: String?,
        _ events: [Event]
    ) -> Entry {
        let act = Entry.Act(
            by: by,
            for: behalf,
            on: on,
            because: because,
            key: key,
            events: events
        )
        return Entry(
            seq: history.entries.count + 1,
            prev: .zero,
            at: clock,
            act: act
        )
    }

    /// Records events as one entry, and returns its number.
    @discardableResult
    mutating func record(
        on: StatedDate? = nil,
        by: Key = "SEC",
        for behalf: Key? = nil,
        because: String? = "why",
        key: String? = nil,
        _ events: Event...,
        location: SourceLocation = #_sourceLocation
    ) -> Int {
        let entry = entry(on: on, by: by, for: behalf, because: because, key: key, events)
        do throws(Refusal) {
            try history.decide(entry)
        } catch {
            Issue.record("refused: \(error.words)", sourceLocation: location)
        }
        return entry.seq
    }

    /// The rule by which events are refused, nil where they are not; nothing is recorded.
    func refusal(
        on: StatedDate? = nil,
        by: Key = "SEC",
        for behalf: Key? = nil,
        because: String? = "why",
        key: String? = nil,
        _ events: Event...
    ) -> Refusal? {
        var copy = history
        let entry = entry(on: on, by: by, for: behalf, because: because, key: key, events)
        do throws(Refusal) {
            try copy.decide(entry)
            return nil
        } catch { return error }
    }

    /// Records an act, and returns its number.
    @discardableResult
    mutating func record(_ act: Entry.Act, location: SourceLocation = #_sourceLocation) -> Int {
        let entry = next(act)
        do throws(Refusal) {
            try history.decide(entry)
        } catch {
            Issue.record("refused: \(error.words)", sourceLocation: location)
        }
        return entry.seq
    }

    /// The entry that an act would be if it were recorded now.
    func next(_ act: Entry.Act) -> Entry {
        Entry(seq: history.entries.count + 1, prev: .zero, at: clock, act: act)
    }

    /// The rule by which an act is refused, nil where it is not; nothing is recorded.
    func refusal(of act: Entry.Act) -> Refusal? {
        var copy = history
        do throws(Refusal) {
            try copy.decide(next(act))
            return nil
        } catch { return error }
    }

    /// The plan as at a day, as known at an entry.
    func plan(_ asAt: Day, known: Int? = nil) -> Plan {
        history.plan(known: known ?? history.entries.count, asAt: asAt)
    }

    /// The ratings on a day, as known at an entry.
    func ratings(_ asAt: Day, known: Int? = nil) -> Ratings {
        Ratings(plan(asAt, known: known), asAt: asAt)
    }

    /// The rating of a milestone on a day; of A1's first where none is named.
    func rating(
        _ asAt: Day,
        known: Int? = nil,
        of name: MilestoneName = "A1/1"
    ) -> MilestoneRating? {
        ratings(asAt, known: known)[milestone: name]
    }
}

extension Event {
    static func person(_ key: Key) -> Event {
        .structure(.personNamed(key, name: "Person \(key)", role: "Officer", organisation: "Org"))
    }
    static func leads(_ action: Code, _ leads: Key..., as role: LeadRole = .accountable) -> Event {
        .structure(.leadsNamed(action, role: role, leads: leads))
    }
    static func milestone(
        _ action: Code,
        _ number: Int = 1,
        due: StatedDate?,
        depends: Reference? = nil,
        meeting: Day? = nil
    ) -> Event {
        let name = MilestoneName(action, Ordinal(number) ?? .first)
        return .structure(
            .milestoneAdded(.init(name: name, due: due, depends: depends, meeting: meeting))
        )
    }
    static func action(_ code: Code, under: Code = "A") -> Event {
        .structure(.actionAdded(code, under: under, title: "Action \(code)"))
    }
    static func approved(_ meeting: Day) -> Event {
        .board(.planApproved(meeting: meeting, by: "BRD"))
    }
    static func called(_ meeting: Day, from: Day? = nil) -> Event {
        .board(.meetingCalled(.init(meeting: meeting, title: "Board", movedFrom: from)))
    }
    static func note(_ text: String, _ action: Code = "A1") -> Event {
        .progress(.noted(action, note: text, line: nil, byWhen: nil))
    }
    static func rated(_ rating: Rating.Declared, _ action: Code = "A1") -> Event {
        .progress(.ratingDeclared(action, rating))
    }
    static func agreed(
        _ due: StatedDate,
        _ name: MilestoneName = "A1/1",
        by: Key? = "BRD"
    ) -> Event {
        .date(.agreed(name, due: due, by: by, meeting: nil))
    }
    static func requested(_ due: StatedDate, _ name: MilestoneName = "A1/1") -> Event {
        .date(.requested(name, due: due))
    }
    static func corrected(
        _ due: StatedDate,
        entry: Int,
        _ name: MilestoneName = "A1/1",
        by: Key? = nil
    ) -> Event {
        .date(.corrected(name, due: due, entry: entry, by: by))
    }
    static func forecast(_ due: StatedDate, _ name: MilestoneName = "A1/1") -> Event {
        .date(.forecast(name, due: due))
    }
    static func declared(_ name: MilestoneName = "A1/1") -> Event { .delivery(.declared(name)) }
    static func confirmed(_ name: MilestoneName = "A1/1") -> Event {
        .delivery(.confirmed(name, line: .second))
    }
    static func returned(_ name: MilestoneName = "A1/1") -> Event { .delivery(.returned(name)) }
    static func reopened(_ code: Code = "A1", _ number: Ordinal? = nil) -> Event {
        .delivery(.reopened(code, number))
    }
    static func closed(
        _ code: Code = "A1",
        _ number: Ordinal? = nil,
        _ way: Closure.Way = .withdrawn,
        to: Reference? = nil
    ) -> Event {
        .delivery(.closed(.init(action: code, milestone: number, way: way, to: to)))
    }
    static func closureApproved(_ code: Code = "A1", _ number: Ordinal? = nil) -> Event {
        .delivery(.closureApproved(code, number, by: "BRD", meeting: nil))
    }
    static func struck(_ entry: Int) -> Event { .trust(.entryStruck(entry)) }
}

// Names are written as literals in tests; a badly formed one stops the test run.
extension Code: ExpressibleByStringLiteral {
    init(stringLiteral text: String) { self = literal(text, Code.init) }
}
extension Key: ExpressibleByStringLiteral {
    init(stringLiteral text: String) { self = literal(text, Key.init) }
}
extension Day: ExpressibleByStringLiteral {
    init(stringLiteral text: String) { self = literal(text, Day.init) }
}
extension StatedDate: ExpressibleByStringLiteral {
    init(stringLiteral text: String) { self = literal(text, StatedDate.init) }
}
extension Reference: ExpressibleByStringLiteral {
    init(stringLiteral text: String) { self = literal(text, Reference.init) }
}
extension MilestoneName: ExpressibleByStringLiteral {
    init(stringLiteral text: String) {
        let parts = text.split(separator: "/")
        self.init(literal(String(parts[0]), Code.init), literal(String(parts[1]), Ordinal.init))
    }
}
extension Ordinal: ExpressibleByIntegerLiteral {
    init(integerLiteral number: Int) {
        guard let ordinal = Ordinal(number) else { preconditionFailure("\(number)") }
        self = ordinal
    }
}

private func literal<Value>(_ text: String, _ read: (String) -> Value?) -> Value {
    guard let value = read(text) else { preconditionFailure("\(text) is badly formed") }
    return value
}
