// Snapshots: whatever somebody may have sealed, what is read of it makes no program stop.

#if FUZZING
    import Foundation

    @testable import Ledger

    enum SnapshotFuzz {
        private static let journal = JournalFuzz.bytes(of: JournalFuzz.lines)
        private static let day = Day(counting: 2030, month: 1, day: 1)

        /// The snapshot of the shipped plan: what its writer says of it, and its body.
        private static let sound: (statement: [UInt8], body: [UInt8]) = {
            let folder =
                NSTemporaryDirectory() + "fuzz-\(ProcessInfo.processInfo.processIdentifier)"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            do {
                try FileManager.default.createDirectory(
                    atPath: folder,
                    withIntermediateDirectories: true
                )
                try Data(journal).write(to: URL(fileURLWithPath: "\(folder)/cqc-2018.jsonl"))
                let home = Journal(
                    folder: folder,
                    plan: JournalFuzz.plan,
                    files: SystemFiles(),
                    clock: Instant.now,
                    snapshotsFrom: 0
                )
                _ = try ActionLedger(home).standpoint(asAt: day)
                let path = "\(folder)/.derived/cqc-2018.snapshot"
                let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
                guard var sealed = SealedFile(MemoryFile(bytes)) else { fatalError("none") }
                var count = bytes.count
                while count > 0 {
                    if let body = sealed.bytes(0..<count) { return (sealed.statement, body) }
                    count -= 1
                }
                fatalError("a snapshot without a body")
            } catch { fatalError("\(error)") }
        }()

        /// Two bytes that tell how long the statement is, the statement, the body.
        static var seeds: [[UInt8]] {
            let (statement, body) = sound
            let count = statement.count
            return [[UInt8(count & 0xFF), UInt8(count >> 8)] + statement + body]
        }

        static func snapshot(_ bytes: [UInt8]) {
            readAsItIs(bytes)
            guard bytes.count > 2 else { return }
            let count = min(bytes.count - 2, Int(bytes[0]) | Int(bytes[1]) << 8)
            let body = bytes[(2 + count)...]
            let sealed = seal(Array(bytes[2..<2 + count]), body)
            let files = MemoryFiles(files: [
                "l/cqc-2018.jsonl": journal, "l/.derived/cqc-2018.snapshot": sealed,
            ])
            let home = Journal(
                folder: "l",
                plan: JournalFuzz.plan,
                files: files,
                clock: { Instant(seconds: 1_900_000_000) }
            )
            let ledger = ActionLedger(home)
            guard let answer = try? ledger.standpoint(asAt: day) else {
                fatalError("a snapshot keeps the journal from being read")
            }
            must(answer.size > 0, "a plan without entries")
            guard let snapshot = home.snapshot, var index = SubjectIndex(snapshot) else { return }
            for action in ["A1", "B2", "E1"].map({ Code(wellFormed: $0) }) {
                if let found = index.lines(of: action, [Key(wellFormed: "KT")]) {
                    _ = try? home.entries(at: found.own)
                }
            }
        }

        /// The bytes as a whole file, which as a rule is none.
        private static func readAsItIs(_ bytes: [UInt8]) {
            guard var sealed = SealedFile(MemoryFile(bytes)) else { return }
            _ = sealed.bytes(0..<1)
        }

        private static func seal(_ statement: [UInt8], _ body: ArraySlice<UInt8>) -> [UInt8] {
            let file = GrowingFile()
            var draft = SealedDraft(file)
            do throws(FileError) {
                try draft.append(body)
                try draft.finish(statement)
            } catch { fatalError("\(error)") }
            return file.bytes
        }
    }

    /// A file in memory, to be written.
    private final class GrowingFile: OpenFile, @unchecked Sendable {
        // One thread alone writes it, and only while it is sealed.
        var bytes: [UInt8] = []

        var identity: FileNode.Identity { .init(device: 1, number: 2) }
        func node() -> FileNode { FileNode(identity: identity, kind: .file, size: bytes.count) }
        func read(into buffer: inout [UInt8], _ range: Range<Int>, at offset: Int) -> Int { 0 }
        func write(_ new: ArraySlice<UInt8>) -> Int {
            bytes += new
            return new.count
        }
        func flush() {}
        func cut(to size: Int) { bytes.removeLast(max(0, bytes.count - size)) }
        func lock(_ lock: FileLock) {}
        func unlock() {}
    }
#endif
