// What a writer is shown, what it answers, and how it waits for its turn.

import Synchronization

extension Journal {
    /// What a request sees when its turn comes.
    public struct Look: Sendable {
        /// The entries appended since the last look of this journal.
        public let entries: [Entry]
        /// Whether ``entries`` begin with the first of the journal: forget what was seen before.
        public let startsOver: Bool
        /// The end of the journal, which the next entry has to fit.
        public let tip: Tip
        /// What was mended on the way.
        public let notices: [Notice]
        /// The time on the writer's clock.
        public let now: Instant
    }

    /// Something that a writer did to a torn journal and says.
    public enum Notice: Hashable, Sendable {
        /// The last entry lacked only its LF and has it now.
        case completed(line: Int)
        /// An unfinished line was moved to a file of its own.
        case moved(byteCount: Int, to: String)

        /// What was done, in a sentence.
        public var words: String {
            switch self {
            case .completed(let line):
                "The last write to this journal was interrupted: line \(line) was whole but for its"
                    + " line feed, which was added. The entry counts."
            case .moved(let byteCount, let path):
                "The last write to this journal was interrupted: its \(byteCount) bytes are no"
                    + " entry and were never confirmed to anybody. They were moved to \(path)."
            }
        }
    }
}

/// The requests of one process that wait for their turn, in the order they came.
struct JournalQueue: Sendable {
    /// A request, and where its thread sleeps unless it leads.
    struct Waiting: Sendable {
        let request: JournalRequest
        let turn: Turn?
    }

    /// Those that wait; where some do, the first of them leads or is about to.
    private(set) var waiting: [Waiting] = []
    /// Whether somebody leads.
    private var isLed = false

    /// Adds `request` at the end. Where nobody leads its thread does; else it sleeps on the turn
    /// that is returned.
    mutating func join(_ request: JournalRequest) -> Turn? {
        let turn = isLed ? Turn() : nil
        isLed = true
        waiting.append(Waiting(request: request, turn: turn))
        return turn
    }

    /// Hands over all that wait to the first of them.
    mutating func takeAll() -> [Waiting] {
        defer { waiting = [] }
        return waiting
    }

    /// Ends a turn: the first of those that came meanwhile is the next to lead, where there is one.
    mutating func passOn() -> Turn? {
        isLed = !waiting.isEmpty
        return waiting.first?.turn
    }
}

/// A request as the writer sees it. Nothing about it is generic: to look up what a type is made of
/// would take longer than all it does.
final class JournalRequest: Sendable {
    private enum State {
        case waiting, decided, confirmed
        case failed(JournalError)
    }

    /// Whether the request may begin a journal.
    let creating: Bool
    private let decide: @Sendable (Journal.Look) throws(JournalError) -> [Entry]?
    private let state = Mutex(State.waiting)

    /// A request that is decided by `decide`.
    init(
        creating: Bool,
        decide: @escaping @Sendable (Journal.Look) throws(JournalError) -> [Entry]?
    ) {
        self.creating = creating
        self.decide = decide
    }

    /// Asks for the entries to record, nil where that is refused.
    func entries(after look: Journal.Look) throws(JournalError) -> [Entry]? {
        let entries = try decide(look)
        state.withLock { $0 = .decided }
        return entries
    }

    /// What was decided now stands.
    func confirm() {
        state.withLock { state in
            if case .decided = state { state = .confirmed }
        }
    }

    /// What was decided could not be done.
    func fail(_ error: JournalError) {
        state.withLock { $0 = .failed(error) }
    }

    /// Whether the request was served: what was decided stands, or the error.
    var answer: Result<Void, JournalError>? {
        state.withLock { state in
            switch state {
            case .waiting, .decided: nil
            case .confirmed: .success(())
            case .failed(let error): .failure(error)
            }
        }
    }
}
