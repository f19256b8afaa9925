// How far a long work is, for whoever shows it to people.

import Synchronization

/// Counts what is done of a work that may take long, and calls from time to time whoever watches.
public final class Progress: Sendable {
    private struct State {
        var total = 0
        var done = 0
        var isOver = false
        var isShown = false

        var share: Double? { done < total ? Double(done) / Double(total) : nil }
    }

    private let state = Mutex(State())

    /// Nothing is to be done yet.
    public init() {}

    /// Adds `count` to what is to be done.
    func expect(_ count: Int) { state.withLock { $0.total += count } }

    /// Adds `count` to what is done.
    func add(_ count: Int) { state.withLock { $0.done += count } }

    /// Calls `show` on a thread of its own, after `first` milliseconds and then every `next`, until
    /// ``end()``.
    ///
    /// - Parameter show: Takes the milliseconds since it was asked, and how much is done of what is
    ///   known to be to do, from 0 to 1; nil where nothing is known, or all of it is done.
    public func watch(
        first: Int,
        next: Int,
        _ show: @escaping @Sendable (Int, Double?) -> Void
    ) {
        Threads.begin { [self] in
            var wait = first
            var passed = 0
            while true {
                Threads.sleep(milliseconds: wait)
                passed += wait
                wait = next
                // Under the lock, so that nothing is shown once the end has returned.
                let isOver = state.withLock { state in
                    if !state.isOver {
                        state.isShown = true
                        show(passed, state.share)
                    }
                    return state.isOver
                }
                if isOver { return }
            }
        }
    }

    /// Ends the watching, and tells whether anything was shown.
    public func end() -> Bool {
        state.withLock { state in
            state.isOver = true
            return state.isShown
        }
    }
}
