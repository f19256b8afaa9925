// Files of evidence: kept whole or not at all, read back, and missed where they are gone.

import Foundation
import Testing

@testable import Ledger

@Suite("A store of evidence")
struct EvidenceStoreTests {
    /// The example of FIPS 180-4 and its digest.
    private static let bytes = Array("abc".utf8)
    private static let name = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    private let scratch: Scratch
    private let store: EvidenceStore
    private let digest: Digest

    private var path: String { "\(scratch.path)/evidence/\(Self.name)" }
    private var names: [String] {
        let all = try? FileManager.default.contentsOfDirectory(atPath: "\(scratch.path)/evidence")
        return (all ?? []).sorted()
    }

    init() throws {
        scratch = try Scratch()
        store = EvidenceStore(folder: scratch.path, files: scratch.files)
        digest = try #require(Digest(hex: Self.name))
    }

    private func put(_ text: String, _ suffix: String = "") throws {
        let folder = "\(scratch.path)/evidence"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: URL(filePath: path + suffix))
    }

    private func text(_ suffix: String = "") -> String? {
        FileManager.default.contents(atPath: path + suffix)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    @Test("keeps bytes under their digest, on the device before it answers, and reads them back")
    func keeps() throws {
        var kept: Digest?
        let calls = try scratch.files.count { kept = try store.keep(Self.bytes) }
        #expect(kept == digest)
        #expect(text() == "abc")
        #expect(names == [Self.name])
        #expect(
            calls == [
                .makeFolder: 1, .look: 1, .create: 1, .write: 1, .flush: 1, .rename: 1,
                .flushFolder: 2,
            ]
        )
        #expect(try store.read(digest) == Self.bytes)
    }

    @Test("writes nothing where the bytes are kept already")
    func keepsOnce() throws {
        _ = try store.keep(Self.bytes)
        let calls = try scratch.files.count { _ = try store.keep(Self.bytes) }
        for call in [FaultyFiles.Call.create, .write, .flush, .rename, .remove] {
            #expect(calls[call] == nil)
        }
        #expect(names == [Self.name])
    }

    @Test("leaves nothing behind, whichever call fails, and keeps the bytes once none does")
    func failures() throws {
        // The eight calls that keeping a first file takes.
        for nth in 1...8 {
            let scratch = try Scratch()
            let store = EvidenceStore(folder: scratch.path, files: scratch.files)
            scratch.files.fail(nil, nth: nth, with: EIO)
            #expect(throws: JournalError.self, "call \(nth)") { try store.keep(Self.bytes) }
            let folder = "\(scratch.path)/evidence"
            let left = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            // Only the eighth, which makes the name durable, comes after the name is there.
            #expect(left == (nth == 8 ? [Self.name] : []), "call \(nth)")
            scratch.files.heal()
            #expect(try store.keep(Self.bytes) == digest)
            #expect(try store.read(digest) == Self.bytes)
        }
    }

    @Test("says that the disk is full, of the file that was to be kept")
    func full() throws {
        scratch.files.fail(.write, with: ENOSPC)
        #expect(throws: JournalError.diskFull(path: path)) { try store.keep(Self.bytes) }
        #expect(names == [])
    }

    @Test("goes on writing where the system takes a part only")
    func shortWrites() throws {
        scratch.files.shorten(write: 1, to: 1)
        let calls = try scratch.files.count { _ = try store.keep(Self.bytes) }
        #expect(calls[.write] == 2)
        #expect(text() == "abc")
    }

    @Test("leaves alone what another process is writing, or left when it was stopped")
    func besides() throws {
        try put("a", ".part")
        try put("ab", ".part-2")
        _ = try store.keep(Self.bytes)
        #expect(text() == "abc")
        #expect((text(".part"), text(".part-2")) == ("a", "ab"))
        #expect(names == [Self.name, "\(Self.name).part", "\(Self.name).part-2"])
    }

    @Test("agrees with another process that keeps the same bytes at the same time")
    func race() throws {
        let other = EvidenceStore(folder: scratch.path)
        scratch.files.before(.rename) { _ = try? other.keep(Self.bytes) }
        #expect(try store.keep(Self.bytes) == digest)
        #expect(names == [Self.name])
        #expect(try store.read(digest) == Self.bytes)
    }

    @Test("writes nothing over a file that was changed, and does not answer from it")
    func changed() throws {
        try put("abd")
        let found = Digest(of: Array("abd".utf8))
        let error = JournalError.evidenceChanged(path: path, found: found)
        #expect(throws: error) { try store.keep(Self.bytes) }
        #expect(throws: error) { try store.read(digest) }
        #expect(text() == "abd")
        #expect(
            error.words
                == "The file \(path) is not what was filed under that name: the SHA-256 of its"
                + " bytes is a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9."
                + " Put it back from a backup."
        )
    }

    @Test("says what is not there: the file, the ledger")
    func missing() throws {
        let error = JournalError.evidenceMissing(path: path)
        #expect(throws: error) { try store.read(digest) }
        #expect(
            error.words
                == "There is no file \(path), where an entry says it is. Put it back from a backup."
        )
        let nowhere = EvidenceStore(folder: "\(scratch.path)/none")
        #expect(throws: JournalError.noSuchFolder("\(scratch.path)/none")) {
            try nowhere.keep(Self.bytes)
        }
    }

    @Test("takes a file with something in it, and no other")
    func filing() throws {
        try scratch.put(Self.bytes, "paper.pdf")
        try scratch.put([], "empty.pdf")
        #expect(try store.contents(ofFile: "\(scratch.path)/paper.pdf") == Self.bytes)
        for (name, error) in [
            ("empty.pdf", JournalError.emptyFile(path: "\(scratch.path)/empty.pdf")),
            ("none.pdf", .noSuchFile(path: "\(scratch.path)/none.pdf")),
            ("", .noSuchFile(path: "\(scratch.path)/")),
        ] {
            #expect(throws: error) { try store.contents(ofFile: "\(scratch.path)/\(name)") }
        }
        scratch.files.fail(.open, with: EACCES)
        #expect(
            throws: JournalError.noPermission(call: "open", path: "\(scratch.path)/paper.pdf")
        ) { try store.contents(ofFile: "\(scratch.path)/paper.pdf") }
        #expect(
            JournalError.emptyFile(path: "x.pdf").words
                == "Nothing was recorded: the file x.pdf is empty and shows nothing. Name another."
        )
        #expect(
            JournalError.noSuchFile(path: "x.pdf").words
                == "Nothing was recorded: there is no file x.pdf. Check its name; an address on the"
                + " web begins with https://."
        )
    }

    @Test("reads a file that is longer than one reading")
    func long() throws {
        let bytes = (0..<200_001).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let digest = try store.keep(bytes)
        #expect(try store.read(digest) == bytes)
    }
}

extension EvidenceStoreTests {
    private func entry(_ seq: Int, _ events: Event...) -> Entry {
        Entry(
            seq: seq,
            prev: .zero,
            at: Instant(seconds: Sample.start),
            act: Entry.Act(by: "KT", events: events)
        )
    }

    private var filed: Event {
        let place = Evidence.Place.file(sha256: digest, name: "paper.pdf", bytes: 3)
        return .delivery(.evidenceFiled(.init(action: "A1", title: "Paper", place: place)))
    }

    private var published: Event {
        .board(
            .reportPublished(
                .init(
                    meeting: "2018-03-22",
                    asAt: "2018-03-22",
                    knownAt: 1,
                    format: .html,
                    bytes: digest,
                    data: .zero,
                    renderer: "test 1"
                )
            )
        )
    }

    private var linked: Event {
        let place = Evidence.Place.url("https://county.invalid/paper")
        return .delivery(.evidenceFiled(.init(action: "A1", title: "Paper", place: place)))
    }

    private func findings(_ entries: Entry..., struck: Set<Int> = []) -> [Finding] {
        store.findings(on: entries, of: "cqc-2018.jsonl", struck: struck)
    }

    private func finding(_ line: Int, _ fault: String) -> Finding {
        Finding(
            line: line,
            kind: .brokenRule,
            why: "line \(line) of cqc-2018.jsonl names the file evidence/\(Self.name), \(fault)."
                + " That is no verdict on the journal's own bytes; put the file back from a backup."
        )
    }

    @Test("finds nothing where every file named is as it was filed, and reads it once")
    func whole() throws {
        _ = try store.keep(Self.bytes)
        let calls = scratch.files.count {
            #expect(findings(entry(2, filed), entry(3, linked), entry(4, published)) == [])
        }
        #expect(calls[.open] == 1)
    }

    @Test("finds at every line that names it a file that is gone")
    func gone() {
        #expect(
            findings(entry(2, filed), entry(3, linked), entry(4, published))
                == [finding(2, "which is not there"), finding(4, "which is not there")]
        )
    }

    @Test("finds a file whose bytes were changed, and one that cannot be read")
    func notTheSame() throws {
        try put("abd")
        let changed =
            "whose bytes are not those that were filed: their SHA-256 is "
            + "a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9"
        #expect(findings(entry(2, filed)) == [finding(2, changed)])
        for (code, fault) in [
            (EIO, "which cannot be read: Input/output error"),
            (EACCES, "which this user may not read"), (EISDIR, "which is no file that can be read"),
        ] {
            scratch.files.fail(.open, with: code)
            #expect(findings(entry(2, filed)) == [finding(2, fault)])
        }
    }

    @Test("does not miss the file of an entry that was struck")
    func struck() {
        #expect(findings(entry(2, filed), struck: [2]) == [])
        #expect(
            findings(entry(2, filed), entry(3, filed), struck: [2])
                == [finding(3, "which is not there")]
        )
    }
}
