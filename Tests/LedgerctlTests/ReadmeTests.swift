// The README's commands, run as they stand there, and held against the output shown.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

private let packageRoot = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A command as a transcript shows it, and what it prints.
private struct Step {
    let line: String
    var shown = ""
}

/// The fenced blocks of `text` whose fence is marked `kind`.
private func blocks(of kind: String, in text: String) -> [String] {
    var blocks: [String] = []
    var block: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line == "```\(kind)", block == nil {
            block = ""
        } else if line == "```", let whole = block {
            blocks.append(whole)
            block = nil
        } else {
            block?.append("\(line)\n")
        }
    }
    return blocks
}

private func steps(of block: String) -> [Step] {
    var steps: [Step] = []
    for line in block.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
        if line.hasPrefix("$ ledgerctl ") {
            steps.append(Step(line: String(line.dropFirst("$ ledgerctl ".count))))
        } else if !steps.isEmpty {
            steps[steps.count - 1].shown += "\(line)\n"
        }
    }
    return steps
}

@Suite("The README")
struct ReadmeTests {
    private static let text =
        (try? String(contentsOf: packageRoot.appending(path: "README.md"), encoding: .utf8)) ?? ""

    /// A ledger in a folder of its own: empty, or holding the shipped journals.
    private func ledger(shipped: Bool) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        let events = packageRoot.appending(path: "events")
        if shipped {
            try FileManager.default.copyItem(at: events, to: folder)
        } else {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        return folder
    }

    @Test("shows what its commands print", arguments: blocks(of: "console", in: text))
    func transcript(_ block: String) throws {
        let folder = try ledger(shipped: !block.contains("ledgerctl add plan"))
        defer { try? FileManager.default.removeItem(at: folder) }
        // One minute a command, from nine o'clock on 1 December 2026.
        var seconds = 1_796_115_600
        for step in steps(of: block) {
            let witness = Witness()
            var world = witness.world(
                shellWords(step.line),
                environment: ["LEDGER": folder.path]
            )
            let now = Instant(seconds: seconds)
            world.now = { now }
            seconds += 60
            _ = Ledgerctl.run(in: world)
            let said = witness.output + witness.errors  // as a terminal shows both
            #expect(said == step.shown, "ledgerctl \(step.line)\n\(said)")
        }
    }

    @Test("gives two commands and one for the browser; the continuous check runs the tests")
    func commands() throws {
        let commands = blocks(of: "sh", in: Self.text)
        try #require(commands.count == 4)
        #expect(commands[0].contains("ledgerctl report --plan cqc-2018 --meeting 2018-11-15"))
        #expect(commands[1].contains("apt-get install -qy libmicrohttpd-dev && swift run"))
        #expect(commands[1].hasSuffix(" --traits Web ledgerctl serve --open\n"))
        #expect(commands[2] == "swift test --traits PostgreSQL,Web\n")
        let script = try String(
            contentsOf: packageRoot.appending(path: ".ci/run"),
            encoding: .utf8
        )
        #expect(script.hasSuffix("\nswift test --traits PostgreSQL,Web\n.ci/fuzz 10\n"))
        #expect(Self.text.contains("`.ci/fuzz 10`"))
    }

    @Test("shows how to check the chain with standard tools")
    func chain() throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", blocks(of: "sh", in: Self.text)[3]]
        process.currentDirectoryURL = packageRoot
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try #require(try pipe.fileHandleForReading.readToEnd())
        let digests = String(decoding: data, as: UTF8.self).split(separator: "\n")
        try #require(digests.count == 2)
        #expect(digests[0].count == 64)
        #expect(digests[0] == digests[1])
    }

    @Test("has at most 200 lines")
    func length() {
        #expect(Self.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 200)
    }
}
