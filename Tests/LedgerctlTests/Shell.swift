// What tests of real processes share: a shell that knows the built command, a ledger to try it on.

import Foundation

/// A shell with the built command in `$L`.
enum Shell {
    /// What became of a script.
    struct Ran {
        let code: Int32
        /// What it wrote to standard output.
        let output: String
        /// What it said on standard error.
        let errors: String
    }

    /// The built command is not where it should be.
    struct NoCommand: Error, CustomStringConvertible {
        let description = "there is no ledgerctl at \(Shell.command); run `swift build` first"
    }

    /// The path of the built command, which stands beside the test bundle.
    static let command = URL(fileURLWithPath: CommandLine.arguments[0])
        .deletingLastPathComponent().appending(path: "ledgerctl").path

    /// Whether processes can be traced here.
    static let traces = (try? run("strace -o /dev/null true"))?.code == 0

    /// Runs `script` in bash, with `environment` and little else, and with `arguments` as `$@`.
    static func run(
        _ script: String,
        _ environment: [String: String] = [:],
        _ arguments: [String] = []
    ) throws -> Ran {
        let process = try process("/bin/bash", ["-c", script, "bash"] + arguments, environment)
        let output = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: output) }
        let errors = Pipe()
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = errors
        try process.run()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Ran(
            code: process.terminationStatus,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: String(decoding: said, as: UTF8.self)
        )
    }

    /// A process of `program` that is not started yet.
    static func process(
        _ program: String,
        _ arguments: [String],
        _ environment: [String: String] = [:]
    ) throws -> Process {
        guard FileManager.default.isExecutableFile(atPath: command) else { throw NoCommand() }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ["L": command, "PATH": "/usr/bin:/bin"]
            .merging(environment) { $1 }
        return process
    }
}

/// A ledger of one small plan `p` with action `A1`, in a folder that is gone after the test.
final class SmallLedger: Sendable {
    /// How many entries the plan has at first.
    static let size = 3

    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let ran = try run(
            """
            "$L" add plan p --title "A plan" --board HWB && "$L" add priority A "Work as one" \
            && "$L" add action A1 "Write it down" --under A
            """
        )
        guard ran.code == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var environment: [String: String] { ["LEDGER": folder.path, "LEDGER_BY": "KT"] }

    /// Runs `script` in bash, with the built command in `$L` and this ledger in `LEDGER`.
    func run(_ script: String) throws -> Shell.Ran { try Shell.run(script, environment) }

    var journal: URL { folder.appending(path: "p.jsonl") }

    /// Adds `text` to the journal as a writer does that is cut off.
    func tear(_ text: String = "{") throws {
        let file = try FileHandle(forWritingTo: journal)
        _ = try file.seekToEnd()
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    /// The journal's bytes.
    func bytes() throws -> Data { try Data(contentsOf: journal) }

    /// What the folder holds.
    func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    /// The lines of the journal, as JSON.
    func lines() throws -> [Line] {
        try bytes().split(separator: 0x0A).map { try JSONDecoder().decode(Line.self, from: $0) }
    }

    /// A line of a journal, as far as the tests ask.
    struct Line: Decodable {
        struct Event: Decodable {
            let note: String?
        }
        let seq: Int
        let by: String
        let events: [Event]

        var note: String? { events.first?.note }
    }
}

extension Data {
    /// The bytes up to the last LF, and with it.
    var wholeLines: Data { Data(prefix((lastIndex(of: 0x0A) ?? -1) + 1)) }
}
