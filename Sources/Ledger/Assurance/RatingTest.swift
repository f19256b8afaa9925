// The eleven tests by which dates and facts are turned into a colour, and what they found.

/// The test that decided a computed rating; the first that applies does.
public enum RatingTest: Int, Hashable, Sendable, CaseIterable {
    case closedOtherwise = 1
    case confirmed
    case confirmationOverdue
    case confirmationAwaited
    case overdue
    case forecastToMiss
    case movedWhenLate
    case notRated
    case atRisk
    case notReported
    case onTrack

    /// The colour it gives.
    public var rating: Rating {
        switch self {
        case .closedOtherwise, .notRated, .notReported: .grey
        case .confirmed: .blue
        case .confirmationOverdue, .atRisk: .amber
        case .confirmationAwaited, .onTrack: .green
        case .overdue, .forecastToMiss, .movedWhenLate: .red
        }
    }

    /// What it is called: "overdue".
    public var name: String {
        switch self {
        case .closedOtherwise: "closed otherwise"
        case .confirmed: "confirmed"
        case .confirmationOverdue: "confirmation overdue"
        case .confirmationAwaited: "confirmation awaited"
        case .overdue: "overdue"
        case .forecastToMiss: "forecast to miss"
        case .movedWhenLate: "moved when late"
        case .notRated: "not rated"
        case .atRisk: "at risk"
        case .notReported: "not reported"
        case .onTrack: "on track"
        }
    }

    /// The test by its number and words: "test 5: red, overdue".
    public var words: String { "test \(rawValue): \(rating.rawValue), \(name)" }

    /// Whether a declared rating bears on it: not on what is delivered, confirmed or closed.
    var takesDeclared: Bool { rawValue > RatingTest.confirmationAwaited.rawValue }
}

/// A rating: what is published is the worse of what was declared and what was computed (rule R1).
public struct RatingResult: Hashable, Sendable {
    /// What the report shows.
    public let published: Rating
    /// What a lead declared, where one did and it bears on this.
    public let declared: Rating?
    /// What the dates and facts say.
    public let computed: Rating
    /// The deciding test, or rule, by its number and words.
    public let why: String

    /// Whether a lead declared something else than was computed.
    public var differs: Bool { declared.map { $0 != computed } ?? false }
}

/// The rating of a milestone, with what it rests on.
public struct MilestoneRating: Sendable {
    /// The rating.
    public let result: RatingResult
    /// The test that decided the computed rating.
    public let test: RatingTest
    /// What the test found, where that needs words: "moved 2 times".
    public let detail: String?
    /// How far it lies, or lay, behind its original date.
    public let slippage: Slippage?
    /// Whether the slippage still grows.
    public let isRunning: Bool
    /// Its moves.
    public let moves: [Move]
    /// Whether it is overdue (rule D3).
    public let isOverdue: Bool
    /// The delivery that stands.
    public let delivery: Delivery?
    /// The closure that stands and is approved.
    public let isClosed: Bool

    /// Whether it still has to be done: neither delivered nor closed.
    public var isOpen: Bool { delivery == nil && !isClosed }
}
