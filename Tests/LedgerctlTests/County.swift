// An invented county's ledger in a temporary folder, and what commands in it say.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

/// What a command said and how it ended.
struct Said: Equatable {
    var code: ExitCode
    var output: String
    var errors: String
}

/// The ledger of Marsh County, gone after the test. Commands run in this process, by a clock that
/// stands still.
final class County {
    /// The ten lines of the plan `marsh`, made by the command itself.
    static let journal: [UInt8] = {
        let county = County([])
        try? FileManager.default.removeItem(atPath: county.path)
        for line in [
            #"add plan marsh --title "Marsh County care plan" --board MCB"#,
            #"add body MCB "Marsh Care Board""#,
            #"add person AB "Ann Bell""#,
            #"add person CD "Cy Dunn""#,
            #"add priority A "Care at home""#,
            #"add action A1 "Visit everyone" --under A"#,
            "assign A1 --accountable AB",
            "add milestone A1 2018-05-31",
            #"add meeting 2018-04-12 "Marsh Care Board""#,
            #"note A1 "Begun" --key first"#,
        ] { _ = county.run(line) }
        return county.bytes
    }()

    let folder: String
    /// What the clock shows: 22 March 2018, a quarter past two in London.
    var now = Instant(seconds: 1_521_727_509)

    /// A ledger whose only journal holds `bytes`.
    init(_ bytes: [UInt8] = County.journal) {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        put(bytes)
    }

    /// A ledger whose journal has these lines, without their LFs.
    convenience init(lines: [[UInt8]]) { self.init(Array(lines.map { $0 + [0x0A] }.joined())) }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// The journal of the plan `marsh`.
    var path: String { "\(folder)/marsh.jsonl" }
    var bytes: [UInt8] { FileManager.default.contents(atPath: path).map { Array($0) } ?? [] }
    var lines: [[UInt8]] { bytes.split(separator: 0x0A).map(Array.init) }
    /// The SHA-256 of the journal's bytes; nil where it is no file.
    var digest: Digest? { FileManager.default.contents(atPath: path).map { Digest(of: $0) } }
    var names: [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// Puts a file into the folder.
    func put(_ bytes: some Sequence<UInt8>, _ name: String = "marsh.jsonl") {
        _ = FileManager.default.createFile(atPath: "\(folder)/\(name)", contents: Data(bytes))
    }

    /// What the command says; the folder's path is shown as `LEDGER`.
    func run(_ arguments: [String], environment: [String: String] = [:]) -> Said {
        let witness = Witness()
        var settings = ["LEDGER": folder, "LEDGER_BY": "AB"]
        settings.merge(environment) { $1 }
        var world = witness.world(arguments, environment: settings)
        world.now = { [now] in now }
        let code = Ledgerctl.run(in: world)
        return Said(code: code, output: shown(witness.output), errors: shown(witness.errors))
    }

    func run(_ line: String) -> Said { run(shellWords(line)) }

    private func shown(_ text: String) -> String { text.replacing(folder, with: "LEDGER") }

    /// Expects that the command stops with `code` and says `words` on standard error, nothing on
    /// standard output, and that the journal's bytes are unchanged.
    func expect(
        _ arguments: [String],
        stops code: ExitCode,
        _ words: String,
        environment: [String: String] = [:],
        at place: SourceLocation = #_sourceLocation
    ) {
        let before = digest
        let said = run(arguments, environment: environment)
        #expect(said.errors == "ledgerctl: \(words)\n", sourceLocation: place)
        #expect(said.output.isEmpty, sourceLocation: place)
        #expect(said.code == code, sourceLocation: place)
        #expect(digest == before, sourceLocation: place)
    }

    func expect(
        _ line: String,
        stops code: ExitCode,
        _ words: String,
        at place: SourceLocation = #_sourceLocation
    ) {
        expect(shellWords(line), stops: code, words, at: place)
    }
}

extension [UInt8] {
    /// The bytes with `old`, which stands there, written over.
    func replacing(_ old: String, with new: String) -> [UInt8] {
        Array(String(decoding: self, as: UTF8.self).replacing(old, with: new).utf8)
    }
}
