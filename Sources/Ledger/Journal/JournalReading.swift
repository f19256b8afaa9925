// Reading a long journal on several cores: stretches are checked beside each other, and taken in
// their order.

import Synchronization

/// One reading of a journal from where a walk stands to its end.
///
/// A thread that is free takes the stretch that comes next in the file, reads and checks it; or,
/// where the one that comes next in order is checked, adds it to the walk.
final class JournalReading: Sendable {
    private let file: any OpenFile
    private let base: Int
    private let size: Int
    private let wish: JournalStretch.Wish
    private let stretchByteCount: Int
    private let threadCount: Int
    private let walk: Mutex<JournalWalk>
    private let state: Mutex<State>

    /// A stretch that one thread at a time works on, where it lies: it is never copied.
    private final class Desk: Sendable {
        let stretch = Mutex(JournalStretch())
    }

    /// What the threads share.
    private struct State: Sendable {
        /// Desks with nothing on them.
        var free: [Desk]
        /// Stretches that are checked, by their numbers: never more than there are desks.
        var checked = OrderedMap<Int, Desk>()
        /// The number of the next to be filled, and of the next to be taken.
        var nextToFill = 0
        var nextToTake = 0
        /// Whether a thread adds to the walk.
        var isTaking = false
        var failure: FileError?
    }

    /// What a thread does next.
    private enum Step {
        case take(Desk)
        case fill(Desk, number: Int)
        case rest, end
    }

    /// Reads `file`, which is `size` bytes long, from where `walk` stands, in stretches of
    /// `stretchByteCount` bytes on `threadCount` threads.
    init(
        _ file: any OpenFile,
        _ size: Int,
        _ walk: JournalWalk,
        _ wish: JournalStretch.Wish,
        stretchByteCount: Int,
        threadCount: Int
    ) {
        (self.file, self.size, self.wish) = (file, size, wish)
        (self.stretchByteCount, self.threadCount) = (stretchByteCount, threadCount)
        base = walk.byteCount
        self.walk = Mutex(walk)
        state = Mutex(State(free: (0..<threadCount + 2).map { _ in Desk() }))
    }

    private var stretchCount: Int {
        (size - base + stretchByteCount - 1) / stretchByteCount
    }

    /// The walk with all that stands in the file.
    func finish() throws(FileError) -> JournalWalk {
        Threads.run(threadCount) { [self] in work() }
        if let failure = state.withLock(\.failure) { throw failure }
        return walk.withLock(\.self)
    }

    private func work() {
        while true {
            switch next() {
            case .take(let desk):
                walk.withLock { walk in desk.stretch.withLock { walk.take($0) } }
                state.withLock { state in
                    state.isTaking = false
                    state.nextToTake += 1
                    state.free.append(desk)
                }
            case .fill(let desk, let number): fill(desk, number)
            case .rest: Threads.rest()
            case .end: return
            }
        }
    }

    private func fill(_ desk: Desk, _ number: Int) {
        let from = base + number * stretchByteCount
        let range = from..<min(size, from + stretchByteCount)
        do throws(FileError) {
            try desk.stretch.withLock { stretch throws(FileError) in
                try stretch.fill(from: file, range, begins: number == 0)
                stretch.check(wish)
            }
            state.withLock { $0.checked[number] = desk }
        } catch {
            // What the others meet after it follows from the first.
            state.withLock { $0.failure = $0.failure ?? error }
        }
    }

    private func next() -> Step {
        state.withLock { state in
            if state.failure != nil || state.nextToTake == stretchCount { return .end }
            if !state.isTaking, let desk = state.checked[state.nextToTake] {
                state.checked[state.nextToTake] = nil
                state.isTaking = true
                return .take(desk)
            }
            if state.nextToFill < stretchCount, let desk = state.free.popLast() {
                state.nextToFill += 1
                return .fill(desk, number: state.nextToFill - 1)
            }
            return .rest
        }
    }
}
