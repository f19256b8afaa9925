// The places that a ledger can be kept in, for tests that every one of them has to pass.

import Foundation
import Testing

@testable import Ledger

/// A kind of home.
enum HomeKind: String, Sendable, CustomTestStringConvertible, CaseIterable {
    case folder = "a folder"
    case database = "a database"

    var testDescription: String { rawValue }

    /// Those there are on this machine.
    static var here: [HomeKind] {
        #if PostgreSQL
            return Cluster.shared == nil ? [.folder] : [.folder, .database]
        #else
            return [.folder]
        #endif
    }

    /// An empty ledger.
    func make() throws -> TestHome {
        switch self {
        case .folder:
            let path = FileManager.default.temporaryDirectory.appending(
                path: UUID().uuidString
            ).path
            _ = try LedgerHome(path).initialise()
            return TestHome(kind: self, place: path)
        case .database:
            #if PostgreSQL
                let cluster = try #require(Cluster.shared)
                return TestHome(kind: self, place: cluster.address(try cluster.database()))
            #else
                throw CancellationError()
            #endif
        }
    }
}

/// A ledger that is gone after the test.
final class TestHome: Sendable {
    let kind: HomeKind
    /// What follows `--ledger`.
    let place: String

    init(kind: HomeKind, place: String) {
        (self.kind, self.place) = (kind, place)
    }

    deinit {
        if kind == .folder { try? FileManager.default.removeItem(atPath: place) }
    }

    /// The home, as another process has it that knows nothing of this one.
    var home: LedgerHome {
        #if PostgreSQL
            if kind == .database { return LedgerHome(PostgresFiles(place)) }
        #endif
        return LedgerHome(place)
    }

    func ledger(_ plan: Code = .county) -> ActionLedger { ActionLedger(home, plan: plan) }

    /// The lines of the journal, and what is wrong with them.
    func contents(_ plan: Code = .county) throws -> JournalContents {
        try home.journal(of: plan).read(hashesLeaves: true)
    }
}

extension Code {
    static let county = Code(wellFormed: "county")
    static let first = Code(wellFormed: "A")
    static let a1 = Code(wellFormed: "A1")
}

extension Key {
    static let ab = Key(wellFormed: "AB")
    static let board = Key(wellFormed: "BRD")
}

extension Entry.Act {
    /// An act by `AB`.
    static func act(key: String? = nil, _ events: Event...) -> Entry.Act {
        Entry.Act(by: .ab, key: key, events: events)
    }
}

extension Event {
    /// The plan is opened, with a priority and an action of somebody.
    static let opening: [Event] = [
        .board(.planOpened(.init(plan: .county, title: "County plan", board: "BRD"))),
        .structure(.bodyNamed(.board, name: "Board", organisation: nil, members: [])),
        .structure(.personNamed(.ab, name: "Ann Bell", role: nil, organisation: nil)),
        .structure(.priorityAdded(.first, title: "First", under: nil, aim: nil)),
        .structure(.actionAdded(.a1, under: .first, title: "Open the ward")),
    ]

    /// A note on the action.
    static func note(_ text: String) -> Event {
        .progress(.noted(.a1, note: text, line: nil, byWhen: nil))
    }
}

extension ActionLedger {
    /// Begins the plan.
    func open() throws {
        var manner = Manner()
        manner.creates = true
        _ = try record(how: manner) { _ in [Entry.Act(by: .ab, events: Event.opening)] }
    }

    /// Records a note.
    @discardableResult
    func note(_ text: String, key: String? = nil) throws(LedgerError) -> Recorded {
        try record { _ in [.act(key: key, .note(text))] }
    }

    /// The notes in the journal, in their order.
    func notes() throws -> [String] {
        try read().history.entries.flatMap { entry in
            entry.act.events.compactMap { event in
                if case .progress(.noted(_, let note, _, _)) = event { note } else { nil }
            }
        }
    }
}
