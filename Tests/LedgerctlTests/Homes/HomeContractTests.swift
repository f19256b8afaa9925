// What a ledger promises wherever it is kept.

import Foundation
import Synchronization
import Testing

@testable import Ledger

@Suite("A home", .serialized)
struct HomeContractTests {
    @Test(
        "is a database as well as a folder",
        .enabled(
            if: HomeKind.here.contains(.database)
                || ProcessInfo.processInfo.environment["NEEDS_POSTGRESQL"] != nil,
            "no PostgreSQL here (the trait, or the server): what a home promises was not held against one"
        )
    )
    func isTestedOnBoth() {
        #expect(HomeKind.here == [.folder, .database])
    }

    @Test("holds what was recorded, as lines that chain", arguments: HomeKind.here)
    func records(kind: HomeKind) throws {
        let home = try kind.make()
        try home.ledger().open()
        for number in 1...5 { try home.ledger().note("Note \(number)") }
        let contents = try home.contents()
        #expect(contents.entries.map(\.seq) == Array(1...6))
        #expect(contents.findings.isEmpty)
        #expect(contents.verdict == .unanchored)
        #expect(contents.byteCount == contents.entries.reduce(0) { $0 + $1.format().count + 1 })
        for (entry, next) in zip(contents.entries, contents.entries.dropFirst()) {
            #expect(next.prev == Digest(of: entry.format()))
        }
        #expect(try home.ledger().notes() == (1...5).map { "Note \($0)" })
    }

    @Test(
        "refuses what breaks a rule, with the rule's words, and holds nothing of it",
        arguments: HomeKind.here
    )
    func refuses(kind: HomeKind) throws {
        let home = try kind.make()
        let ledger = home.ledger()
        try ledger.open()
        let before = try home.contents().head
        let wrong = Event.progress(
            .noted(Code(wellFormed: "A9"), note: "x", line: nil, byWhen: nil)
        )
        let error = #expect(throws: LedgerError.self) {
            // The first act is allowed, and does not stand without the second.
            try ledger.record { _ in [.act(.note("y")), .act(wrong)] }
        }
        #expect(
            error?.words
                == "Not recorded: there is no action A9 in this plan; `ledgerctl list` shows what there"
                + " is."
        )
        #expect(try home.contents().head == before)
        try ledger.note("after")
        #expect(try home.ledger().notes() == ["after"])
    }

    @Test(
        "brings back what was recorded by its key, and refuses another under it",
        arguments: HomeKind.here
    )
    func keys(kind: HomeKind) throws {
        let home = try kind.make()
        try home.ledger().open()
        let first = try home.ledger().note("Once", key: "k1")
        let again = try home.ledger().note("Once", key: "k1")
        #expect(first.new.map(\.seq) == [2])
        #expect(again.new.isEmpty)
        #expect(again.brought.map(\.seq) == [2])
        #expect(throws: LedgerError.self) { try home.ledger().note("Other", key: "k1") }
        #expect(try home.ledger().notes() == ["Once"])
    }

    @Test("says what would be recorded, and holds nothing of it", arguments: HomeKind.here)
    func rehearses(kind: HomeKind) throws {
        let home = try kind.make()
        try home.ledger().open()
        var manner = ActionLedger.Manner()
        manner.isDryRun = true
        let recorded = try home.ledger().record(how: manner) { _ in [.act(.note("Maybe"))] }
        #expect(recorded.new.map(\.seq) == [2])
        #expect(try home.contents().size == 1)
    }

    @Test("shows every writer what the others recorded", arguments: HomeKind.here)
    func sees(kind: HomeKind) throws {
        let home = try kind.make()
        let (one, other) = (home.ledger(), home.ledger())
        try one.open()
        for number in 1...3 {
            try other.note("other \(number)")
            try one.note("one \(number)")
        }
        #expect(try one.notes() == (1...3).flatMap { ["other \($0)", "one \($0)"] })
        // What one has decided on, the other has made impossible.
        _ = try other.record { _ in [.act(.structure(.actionAdded(.a2, under: .first, title: "T")))]
        }
        #expect(throws: LedgerError.self) {
            try one.record { _ in [.act(.structure(.actionAdded(.a2, under: .first, title: "T")))] }
        }
    }

    @Test(
        "holds what eight writers record at once, each entry once and each writer's in order",
        arguments: HomeKind.here
    )
    func manyWriters(kind: HomeKind) throws {
        let home = try kind.make()
        try home.ledger().open()
        let failures = Mutex<[String]>([])
        Threads.run(8) {
            let writer = UUID().uuidString
            let ledger = home.ledger()
            for number in 1...10 {
                do { try ledger.note("\(writer) \(number)") } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
        }
        #expect(failures.withLock(\.self).isEmpty)
        let notes = try home.ledger().notes()
        #expect(notes.count == 80)
        #expect(Set(notes).count == 80)
        let byWriter = Dictionary(grouping: notes) { $0.prefix(36) }
        #expect(byWriter.count == 8)
        for (writer, notes) in byWriter { #expect(notes == (1...10).map { "\(writer) \($0)" }) }
        #expect(try home.contents().findings.isEmpty)
    }

    @Test("lets one of two begin a plan", arguments: HomeKind.here)
    func beginsOnce(kind: HomeKind) throws {
        let home = try kind.make()
        let begun = Mutex(0)
        Threads.run(6) {
            if (try? home.ledger().open()) != nil { begun.withLock { $0 += 1 } }
        }
        #expect(begun.withLock(\.self) == 1)
        #expect(try home.contents().size == 1)
        #expect(try home.home.plans() == [.county])
    }

    @Test("leaves no trace of a plan that was refused", arguments: HomeKind.here)
    func refusedPlan(kind: HomeKind) throws {
        let home = try kind.make()
        var manner = ActionLedger.Manner()
        manner.creates = true
        #expect(throws: LedgerError.self) {
            try home.ledger().record(how: manner) { _ in [.act(.note("no plan yet"))] }
        }
        #expect(try home.home.plans().isEmpty)
        #expect(throws: LedgerError.self) { try home.ledger().read() }
    }

    @Test("shows a reader beside writers whole entries, none missing", arguments: HomeKind.here)
    func readsBesideWriters(kind: HomeKind) throws {
        let home = try kind.make()
        try home.ledger().open()
        let isOver = Mutex(false)
        let faults = Mutex<[String]>([])
        Threads.begin {
            for number in 1...60 { _ = try? home.ledger().note("Note \(number)") }
            isOver.withLock { $0 = true }
        }
        while !isOver.withLock(\.self) {
            let notes = try home.ledger().notes()
            if notes != (0..<notes.count).map({ "Note \($0 + 1)" }) {
                faults.withLock { $0.append("\(notes)") }
            }
        }
        #expect(faults.withLock(\.self).isEmpty)
        #expect(try home.ledger().notes().count == 60)
    }

    @Test("lets a reader follow, who sees every entry once and in order", arguments: HomeKind.here)
    func follows(kind: HomeKind) throws {
        let home = try kind.make()
        try home.ledger().open()
        let reading = try home.ledger().read()
        Threads.begin {
            Threads.run(4) { for number in 1...15 { _ = try? home.ledger().note("\(number)") } }
        }
        var seqs: [Int] = []
        try home.ledger().follow(behind: reading) { entries in
            seqs += entries.map(\.seq)
            return seqs.count < 60
        }
        #expect(seqs == Array(2...61))
    }

    @Test("keeps evidence under its digest, whole, once", arguments: HomeKind.here)
    func evidence(kind: HomeKind) throws {
        let home = try kind.make()
        let store = home.ledger().evidence
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * $0) }
        let digest = try store.keep(bytes)
        #expect(digest == Digest(of: bytes))
        #expect(try store.keep(bytes) == digest)
        #expect(try store.read(digest) == bytes)
        #expect(throws: JournalError.self) { try home.ledger().evidence.read(Digest(of: [1])) }
    }

    @Test("keeps checkpoints, which vouch for what they cover", arguments: HomeKind.here)
    func checkpoints(kind: HomeKind) throws {
        let home = try kind.make()
        let keys = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: keys) }
        let store = KeyStore(folder: keys)
        try home.ledger().open()
        _ = try store.make(.plan(.county), name: "county.invalid")
        #expect(try home.ledger().checkpoint(with: store).checkpoint.checkpoint.size == 1)
        try home.ledger().note("Later")
        let trust = try Trust().adding(store, of: .county)
        #expect(try home.ledger().verify(rules: true, trust: trust).after == 1)
        _ = try home.ledger().checkpoint(with: store)
        #expect(try home.ledger().verify(rules: true, trust: trust).verdict == .anchored)
        #expect(try home.home.plans(endings: [".checkpoint"]) == [.county])
    }

    @Test("finds a line by what stands in it, from any place", arguments: HomeKind.here)
    func longJournal(kind: HomeKind) throws {
        let home = try kind.make()
        try home.ledger().open()
        // Longer than what is kept at hand of one, and read by several threads.
        let text = String(repeating: "word ", count: 6_000)
        for batch in 0..<12 {
            _ = try home.ledger().record { _ in
                (0..<15).map { .act(.note("\(batch * 15 + $0) \(text)")) }
            }
        }
        let contents = try home.contents()
        #expect(contents.size == 181)
        #expect(contents.byteCount > 5_000_000)
        #expect(contents.findings.isEmpty)
        let lines = try home.home.journal(of: .county).lines { index, _ in index % 60 == 0 }
        #expect(lines.map(\.index) == [0, 60, 120, 180])
        for (index, line) in lines { #expect(line == contents.entries[index].format()) }
        let journal = home.home.journal(of: .county)
        let places = [150, 3].map { LinePlace(number: $0, offset: 0) }
        #expect(try journal.entries(at: places)?.map(\.seq) == [151, 4])
    }
}

extension Code {
    static let a2 = Code(wellFormed: "A2")
}
