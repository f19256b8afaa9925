// A plan that is copied from one home to another.

import Foundation
import Testing

@testable import Ledger
@testable import ledgerctl

/// A way from one kind of home to another.
struct CopyWay: CustomTestStringConvertible, Sendable {
    let from, to: HomeKind
    var testDescription: String { "from \(from.rawValue) to \(to.rawValue)" }

    static var all: [CopyWay] {
        HomeKind.here.flatMap { from in HomeKind.here.map { CopyWay(from: from, to: $0) } }
    }
}

@Suite("A copy")
struct CopyTests {
    /// The bytes of the journal as they are read there.
    private func bytes(_ home: TestHome) throws -> [UInt8] {
        let ledger = home.ledger()
        var bytes: [UInt8] = []
        try ledger.readBytes(upTo: try home.contents().byteCount) { piece in
            bytes += piece
            return true
        }
        return bytes
    }

    @Test("is the same to the byte, with its files and its checkpoint", arguments: CopyWay.all)
    func same(way: CopyWay) throws {
        let (from, to) = (try way.from.make(), try way.to.make())
        let file = Array("Minutes".utf8)
        try from.ledger().open()
        let digest = try from.ledger().evidence.keep(file)
        let place = Evidence.Place.file(sha256: digest, name: "m.txt", bytes: file.count)
        _ = try from.ledger().record { _ in
            [.act(.delivery(.evidenceFiled(.init(action: .a1, title: "Minutes", place: place))))]
        }
        let store = KeyStore(folder: NSTemporaryDirectory() + UUID().uuidString)
        defer { try? FileManager.default.removeItem(atPath: store.folder) }
        _ = try store.make(.plan(.county), name: "county.invalid")
        _ = try from.ledger().checkpoint(with: store)
        let copied = try from.home.copy(.county, to: to.home)
        #expect(copied.entryCountBefore == 0)
        #expect(copied.fileCount == 1)
        #expect(copied.notices.isEmpty)
        #expect(try bytes(to) == bytes(from))
        #expect(try to.ledger().evidence.read(digest) == file)
        let trust = try Trust().adding(store, of: .county)
        let found = try to.ledger().verify(rules: true, trust: trust)
        #expect(found.verdict == .anchored)
        #expect(found.findings.isEmpty)
        // Again, there is nothing to copy.
        let again = try from.home.copy(.county, to: to.home)
        #expect(again.entryCountBefore == 2)
        #expect(again.fileCount == 0)
        #expect(again.root == copied.root)
    }

    @Test("goes on where the last one ended, and both go on from there", arguments: CopyWay.all)
    func resumes(way: CopyWay) throws {
        let (from, to) = (try way.from.make(), try way.to.make())
        try from.ledger().open()
        for number in 1...3 { try from.ledger().note("\(number)") }
        _ = try from.home.copy(.county, to: to.home)
        try from.ledger().note("4")
        let copied = try from.home.copy(.county, to: to.home)
        #expect(copied.entryCountBefore == 4)
        #expect(copied.contents.size == 5)
        try to.ledger().note("5")
        #expect(try to.ledger().notes() == ["1", "2", "3", "4", "5"])
        // Now it is the longer one, and copies the other way.
        #expect(throws: LedgerError.journal(.otherJournalThere(plan: .county, entries: 6))) {
            try from.home.copy(.county, to: to.home)
        }
        #expect(try to.home.copy(.county, to: from.home).entryCountBefore == 5)
        #expect(try bytes(to) == bytes(from))
    }

    @Test("leaves another journal as it is", arguments: CopyWay.all)
    func other(way: CopyWay) throws {
        let (from, to) = (try way.from.make(), try way.to.make())
        for home in [from, to] {
            try home.ledger().open()
            try home.ledger().note(home.place)
        }
        let before = try bytes(to)
        #expect(throws: LedgerError.journal(.otherJournalThere(plan: .county, entries: 2))) {
            try from.home.copy(.county, to: to.home)
        }
        #expect(try bytes(to) == before)
    }

    @Test("of a long journal is taken a piece at a time", arguments: CopyWay.all)
    func long(way: CopyWay) throws {
        let (from, to) = (try way.from.make(), try way.to.make())
        try from.ledger().open()
        let text = String(repeating: "word ", count: 3_000)
        for batch in 0..<6 {
            _ = try from.ledger().record { _ in
                (0..<40).map { .act(.note("\(batch) \($0) \(text)")) }
            }
        }
        let copied = try from.home.copy(.county, to: to.home)
        #expect(copied.contents.size == 241)
        #expect(try bytes(to) == bytes(from))
    }

    @Test("of a torn journal has its whole lines, and of a damaged one there is none")
    func damaged() throws {
        let (from, to) = (try HomeKind.folder.make(), try HomeKind.folder.make())
        try from.ledger().open()
        try from.ledger().note("1")
        let path = "\(from.place)/county.jsonl"
        let whole = try #require(FileManager.default.contents(atPath: path))
        try (whole + Data("{\"at".utf8)).write(to: URL(fileURLWithPath: path))
        let copied = try from.home.copy(.county, to: to.home)
        #expect(copied.notices.count == 1)
        #expect(FileManager.default.contents(atPath: "\(to.place)/county.jsonl") == whole)
        try Data(whole.map { $0 == UInt8(ascii: "y") ? UInt8(ascii: "i") : $0 })
            .write(to: URL(fileURLWithPath: path))
        let another = try HomeKind.folder.make()
        #expect(throws: LedgerError.self) { try from.home.copy(.county, to: another.home) }
        #expect(try another.home.plans().isEmpty)
    }

    @Test("says which files are not there to be copied, and what the command says of it all")
    func words() throws {
        let (from, to) = (try HomeKind.folder.make(), try HomeKind.folder.make())
        try from.ledger().open()
        let gone = Digest(of: [7])
        let place = Evidence.Place.file(sha256: gone, name: "m.txt", bytes: 1)
        _ = try from.ledger().record { _ in
            [.act(.delivery(.evidenceFiled(.init(action: .a1, title: "Minutes", place: place))))]
        }
        func run(_ arguments: String...) -> Said {
            let witness = Witness()
            let code = Ledgerctl.run(in: witness.world(arguments))
            let shown = { (text: String) in
                text.replacing(from.place, with: "FROM").replacing(to.place, with: "TO")
            }
            return Said(code: code, output: shown(witness.output), errors: shown(witness.errors))
        }
        let said = run("copy", from.place, to.place)
        let contents = try from.contents()
        let root = MerkleTree(of: contents.leaves).root.hex
        #expect(
            said
                == Said(
                    code: .done,
                    output: "county: 2 entries copied; both journals are the same\n"
                        + "head \(contents.head.hex)\nroot \(root)\n",
                    errors:
                        "ledgerctl: county: There is no file FROM/evidence/\(gone.hex), where an"
                        + " entry says it is. Put it back from a backup.\n"
                )
        )
        #expect(
            run("copy", from.place, to.place, "--plan", "other").errors
                == "ledgerctl: There is no plan other in FROM. The plans there: county.\n"
        )
        #expect(run("copy", from.place, to.place, "--plan", "county", "--json").code == .done)
        try to.ledger().note("more")
        #expect(
            run("copy", from.place, to.place)
                == Said(
                    code: .refused,
                    output: "",
                    errors: "ledgerctl: Nothing more was copied: the 3 entries of county that stand"
                        + " there are not the beginning of what is copied. Copy the other way, or to"
                        + " another place.\n"
                )
        )
        #expect(
            run("init", "--ledger", from.place).output
                == "There is a ledger in FROM already; nothing was changed.\n"
        )
        #expect(run("init", "--ledger", from.place + "/county.jsonl").code == .refused)
        #if !PostgreSQL
            #expect(
                run("status", "--ledger", "postgres://me:secret@db/oxford?sslmode=require").errors
                    == "ledgerctl: postgres://db/oxford is a database, and this ledgerctl was built"
                    + " without PostgreSQL. Build it with `swift build --traits PostgreSQL`, or name"
                    + " a folder with --ledger.\n"
            )
        #endif
    }
}
