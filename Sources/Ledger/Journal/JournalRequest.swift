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

    /// What is to be recorded, and what the caller wants to know once it is.
    public struct Decision<Value: Sendable>: Sendable {
        /// The entries, made one after the other with ``Tip/next(_:at:)`` and
        /// ``Tip/after(_:)``; none where the value speaks of what stands there already.
        public let entries: [Entry]
        /// What ``Journal/append(creating:_:)`` returns.
        public let value: Value

        /// Records `entries` and returns `value`.
        public init(_ entries: [Entry], _ value: Value) {
            self.entries = entries
            self.value = value
        }
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
        let request: any JournalRequest
        let turn: Turn?
    }

    /// Those that wait; where some do, the first of them leads or is about to.
    private(set) var waiting: [Waiting] = []
    /// Whether somebody leads.
    private var isLed = false

    /// Adds `request` at the end. Where nobody leads its thread does; else it sleeps on the turn
    /// that is returned.
    mutating func join(_ request: any JournalRequest) -> Turn? {
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

/// A request as the writer sees it, whatever its answer is made of.
protocol JournalRequest: AnyObject, Sendable {
    /// Whether the request may begin a journal.
    var creating: Bool { get }
    /// Asks for the entries to record, nil where that is refused; keeps the value or refusal until
    /// ``confirm()``.
    func entries(after look: Journal.Look) throws(JournalError) -> [Entry]?
    /// What was decided now stands.
    func confirm()
    /// What was decided could not be done.
    func fail(_ error: JournalError)
}

/// A request of one caller, who takes its answer once somebody has served it.
final class Request<Value: Sendable, Refused: Error>: JournalRequest {
    typealias Decide =
        @Sendable (Journal.Look) throws(JournalError) -> Result<
            Journal.Decision<Value>, Refused
        >

    private enum Outcome {
        case waiting
        case decided(Result<Value, Refused>)
        case answered(Result<Result<Value, Refused>, JournalError>)
    }

    let creating: Bool
    private let decide: Decide
    private let outcome = Mutex<Outcome>(.waiting)

    init(creating: Bool, decide: @escaping Decide) {
        self.creating = creating
        self.decide = decide
    }

    func entries(after look: Journal.Look) throws(JournalError) -> [Entry]? {
        let result = try decide(look)
        outcome.withLock { $0 = .decided(result.map(\.value)) }
        switch result {
        case .success(let decision): return decision.entries
        case .failure: return nil
        }
    }

    func confirm() {
        outcome.withLock { outcome in
            if case .decided(let result) = outcome { outcome = .answered(.success(result)) }
        }
    }

    func fail(_ error: JournalError) {
        outcome.withLock { $0 = .answered(.failure(error)) }
    }

    var isAnswered: Bool {
        outcome.withLock { outcome in
            if case .answered = outcome { true } else { false }
        }
    }

    func answer() throws(JournalError) -> Result<Value, Refused> {
        let outcome = outcome.withLock { $0 }
        guard case .answered(let answer) = outcome else {
            preconditionFailure("a request was taken from the queue and not answered")
        }
        return try answer.get()
    }
}
