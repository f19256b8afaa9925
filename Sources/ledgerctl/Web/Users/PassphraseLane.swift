// Passphrases are worked on one at a time, whoever asks.

import Synchronization

/// Where passphrases are hashed, one at a time: each takes 32 MiB while it lasts.
final class PassphraseLane: Sendable {
    /// The one of this process.
    static let only = PassphraseLane(waitingMax: 8)

    private let waitingMax: Int
    private let count = Mutex(0)
    private let lane = Mutex(())

    /// A lane for one, with room for `waitingMax` who wait for it: who waits keeps a thread.
    init(waitingMax: Int) {
        self.waitingMax = waitingMax
    }

    /// What `body` makes, when it is its turn; nil at once where too many wait already.
    func work<Result: Sendable, Failure>(
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        let isRoom = count.withLock { count in
            guard count <= waitingMax else { return false }
            count += 1
            return true
        }
        guard isRoom else { return nil }
        defer { count.withLock { $0 -= 1 } }
        return try lane.withLock { _ throws(Failure) in try body() }
    }
}
