// The plan of the invented county of VerbLedger, approved, for the tests of verbs that record.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

/// A ledger of one plan in a folder of its own: priority A, its action A1 of lead AB, due in July
/// 2018 and approved by the board MCB; CD leads nothing, and SEC records. It is 22 March 2018,
/// until a test says otherwise.
final class VerbLedger {
    let folder: URL
    /// What the clock shows.
    var now = Instant(seconds: 1_521_727_509)

    /// What a command came to.
    struct Answer {
        let code: ExitCode
        let output: String
        let errors: String
    }

    /// The number of entries of the plan before a test adds its own.
    static let entryCount = 11

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for line in [
            #"add plan moor-2018 --title "VerbLedger county plan" --board MCB"#,
            #"add body MCB "VerbLedger County Board""#,
            #"add person AB "Ann Bell" --role Director"#, #"add person CD "Cal Dean""#,
            #"add person SEC "Sue Crow""#, #"add priority A "Join up care""#,
            #"add action A1 "Open the ward" --under A"#, "assign A1 --accountable AB",
            "add milestone A1 2018-07", #"add meeting 2018-03-22 "The Board""#,
            "approve plan --meeting 2018-03-22 --agreed-by MCB",
        ] { run(line) }
        try #require(lines.count == VerbLedger.entryCount)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Runs a command as SEC, unless it says `--by`; one that is to be done fails the test if not.
    @discardableResult
    func run(
        _ line: String,
        expecting code: ExitCode? = .done,
        location: SourceLocation = #_sourceLocation
    ) -> Answer {
        run(shellWords(line), expecting: code, location: location)
    }

    /// Runs a command by its arguments.
    @discardableResult
    func run(
        _ arguments: [String],
        expecting code: ExitCode? = .done,
        location: SourceLocation = #_sourceLocation
    ) -> Answer {
        let witness = Witness()
        var world = witness.world(
            arguments,
            environment: ["LEDGER": folder.path, "LEDGER_BY": "SEC"]
        )
        world.now = { [now] in now }
        let answer = Answer(
            code: Ledgerctl.run(in: world),
            output: witness.output,
            errors: witness.errors
        )
        if let code, answer.code != code {
            Issue.record(
                "`\(arguments.joined(separator: " ").prefix(200))`: \(answer.errors)",
                sourceLocation: location
            )
        }
        return answer
    }

    /// The lines of the journal.
    var lines: [String] {
        let path = folder.appending(path: "moor-2018.jsonl")
        let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// The line that an entry after all these would be, of one event of canonical JSON.
    func next(_ event: String, by: String = "SEC", because: String? = nil) -> String {
        let prev = lines.last.map { Digest(of: Array($0.utf8)).hex } ?? ""
        let reason = because.map { #""because":"\#($0)","# } ?? ""
        return #"{"at":"2018-03-22T14:05:09Z",\#(reason)"by":"\#(by)","events":[\#(event)],"#
            + #""prev":"\#(prev)","seq":\#(lines.count + 1)}"#
    }

    /// Puts a file beside the ledger and returns its path.
    func put(_ text: String, _ name: String) throws -> String {
        let beside = folder.appending(path: "beside")
        try FileManager.default.createDirectory(at: beside, withIntermediateDirectories: true)
        let file = beside.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }

    /// What stands in the folder of evidence; nil where there is no such folder.
    var evidence: [String]? {
        let path = folder.appending(path: "evidence").path
        return try? FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    /// The history of the plan.
    func history() throws -> History {
        let plan = try #require(Code("moor-2018"))
        return try ActionLedger(folder: folder.path, plan: plan).read().history
    }
}
