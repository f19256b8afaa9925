// How far a long work is: what is counted, and who is told.

import Synchronization
import Testing

@testable import Ledger

@Suite("Progress")
struct ProgressTests {
    /// What a watcher was shown.
    private final class Watcher: Sendable {
        private let list = Mutex<[Double?]>([])

        var shown: [Double?] { list.withLock { $0 } }

        func show(_ share: Double?) { list.withLock { $0.append(share) } }

        func wait(for count: Int) {
            while shown.count < count { Threads.sleep(milliseconds: 1) }
        }
    }

    @Test("is told as a share of what is known to be to do, and nothing once that is done")
    func share() {
        let progress = Progress()
        let watcher = Watcher()
        progress.expect(8)
        progress.add(2)
        progress.watch(first: 1, next: 1) { _, share in watcher.show(share) }
        watcher.wait(for: 1)
        #expect(watcher.shown.first == .some(0.25))
        progress.add(6)
        watcher.wait(for: watcher.shown.count + 2)
        #expect(watcher.shown.last == .some(nil))
        #expect(progress.end())
        let count = watcher.shown.count
        Threads.sleep(milliseconds: 20)
        #expect(watcher.shown.count == count)
    }

    @Test("is not told of what ends before the first time")
    func early() {
        let progress = Progress()
        let watcher = Watcher()
        progress.watch(first: 20, next: 1) { _, share in watcher.show(share) }
        #expect(!progress.end())
        Threads.sleep(milliseconds: 60)
        #expect(watcher.shown.isEmpty)
    }

    @Test("comes to the bytes of the journal that is read")
    func bytes() throws {
        let scratch = try Scratch()
        let bytes = Sample.bytes(Sample.lines(40))
        try scratch.put(bytes)
        let progress = Progress()
        let journal = Journal(
            folder: scratch.path,
            plan: Sample.plan,
            files: scratch.files,
            clock: Instant.now,
            progress: progress
        )
        // As much again stays to be done, so that the share can be seen.
        progress.expect(bytes.count)
        _ = try journal.read()
        let watcher = Watcher()
        progress.watch(first: 1, next: 1) { _, share in watcher.show(share) }
        watcher.wait(for: 1)
        _ = progress.end()
        #expect(watcher.shown.first == .some(0.5))
    }
}
