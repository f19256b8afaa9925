// The programs in Python that read and write journals by the documents alone, as tests use them.

import Foundation

@testable import Ledger

/// What the Python programs of the folder Independent say.
enum Independent {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent()  // LedgerctlTests
        .deletingLastPathComponent()  // Tests
        .deletingLastPathComponent()  // the package

    /// Where the programs are, from the root of the package.
    static let programs = "Tests/LedgerctlTests/Independent"

    static let python: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "")
        .split(separator: ":")
        .map { URL(filePath: String($0)).appending(path: "python3") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }

    static let plans = root.appending(path: "../shared/plans")

    static let hasPlans = FileManager.default.fileExists(
        atPath: plans.appending(path: "cqc-2018.actions.csv").path
    )

    /// A program that did not do what was asked of it.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// Runs a program, and gives what it writes to standard output.
    @discardableResult
    static func run(_ program: String, _ arguments: String...) throws -> Data {
        guard let python else { throw Failure(description: "there is no python3") }
        let process = Process()
        process.executableURL = python
        process.currentDirectoryURL = root
        process.arguments = ["-B", "\(programs)/\(program)"] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "\(program) ended with \(process.terminationStatus)")
        }
        return data
    }

    /// Gives `body` a folder of its own, and removes it afterwards.
    static func inFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "independent-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    /// The journal of `plan` in `folder`.
    static func ledger(_ folder: URL, _ plan: String) throws -> ActionLedger {
        guard let code = Code(plan) else { throw Failure(description: "\(plan) is no code") }
        return ActionLedger(folder: folder.path, plan: code)
    }
}

/// What rate.py says of a plan, as at a day and as known at an entry.
struct IndependentReading: Decodable {
    let seed: Int?
    let asAt: String
    let knownAt: Int
    let meeting: String?
    let counts: Counts
    let milestones: [Row]
    let actions: [String: ActionRating]

    enum CodingKeys: String, CodingKey {
        case seed, meeting, counts, milestones, actions
        case asAt = "as-at"
        case knownAt = "known-at"
    }

    struct Counts: Decodable, Equatable {
        var milestones, overdue, dueAtMeeting, undated, delivered, confirmed, closed, moved: Int
        var published: [String: Int]

        enum CodingKeys: String, CodingKey {
            case milestones, overdue, undated, delivered, confirmed, closed, moved, published
            case dueAtMeeting = "due-at-meeting"
        }
    }

    struct Row: Decodable, Equatable {
        var action, milestone: String
        var original, current, forecast: String?
        var delivered, confirmed, closed, overdue, running: Bool
        var moves: Int
        var slippage: String?
        var test: Int
        var computed, published: String
    }

    struct ActionRating: Decodable, Equatable {
        var published, computed: String
        var declared: String?
    }
}

extension IndependentReading.Row {
    /// What Ledger says of a milestone, in the same form.
    init(_ milestone: Milestone, _ rating: MilestoneRating) {
        action = milestone.name.action.text
        self.milestone = milestone.name.number.description
        original = milestone.original?.description
        current = milestone.current?.description
        forecast = milestone.forecast?.description
        delivered = rating.delivery != nil
        confirmed = rating.delivery?.confirmed != nil
        closed = rating.isClosed
        overdue = rating.isOverdue
        running = rating.isRunning
        moves = rating.moves.count
        slippage = rating.slippage?.description
        test = rating.test.rawValue
        computed = rating.result.computed.rawValue
        published = rating.result.published.rawValue
    }
}

extension IndependentReading.ActionRating {
    init(_ result: RatingResult) {
        published = result.published.rawValue
        computed = result.computed.rawValue
        declared = result.declared?.rawValue
    }
}

extension IndependentReading.Counts {
    init(_ counts: AssuranceReport.Counts) {
        milestones = counts.milestones
        overdue = counts.overdue
        dueAtMeeting = counts.dueAtMeeting
        undated = counts.undated
        delivered = counts.delivered
        confirmed = counts.confirmed
        closed = counts.closed
        moved = counts.moved
        published = [:]
        for rating in Rating.allCases {
            published[rating.rawValue] = counts.ratings[rating] ?? 0
        }
    }
}
