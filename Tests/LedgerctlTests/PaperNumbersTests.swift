// The numbers of the board's paper, recomputed from the journal by a program that shares no code.

import Foundation
import Testing

@Suite(
    "The numbers of a paper",
    .enabled(if: Independent.python != nil, "needs python3")
)
struct PaperNumbersTests {
    /// What was compared.
    private struct Compared: Decodable {
        let papers: Int
        let different: Int
    }

    /// What became of numbers that were changed.
    private struct Changed: Decodable {
        let changed: Int
        let unnoticed: Int
    }

    /// Runs a program in Python on the command and a folder, and reads what it says.
    private func run<Said: Decodable>(
        _ program: String,
        _ folder: URL,
        _ arguments: String
    ) throws -> Said {
        guard let python = Independent.python else {
            throw Independent.Failure(description: "there is no python3")
        }
        let ran = try Shell.run(
            """
            cd "$ROOT" && "$PYTHON" -B \(Independent.programs)/\(program) "$L" "$FOLDER" \
            \(arguments)
            """,
            ["ROOT": Independent.root.path, "PYTHON": python.path, "FOLDER": folder.path]
        )
        let found = ran.errors.split(separator: "\n")
        #expect(found.isEmpty, "\(found.count), the first: \(found.prefix(5))")
        #expect(ran.code == 0)
        return try JSONDecoder().decode(Said.self, from: Data(ran.output.utf8))
    }

    /// Holds papers of the journals in `folder`, as data and as printed, against paper.py.
    private func compare(_ folder: URL, _ arguments: String = "") throws -> Compared {
        try run("paper_check.py", folder, arguments)
    }

    /// Writes the demonstration into `folder`, and again with papers published into `published`.
    private func demonstrate(_ folder: URL, _ published: URL) throws {
        #expect(try Shell.run("\"$L\" demo \"$F\"", ["F": folder.path]).code == 0)
        let manager = FileManager.default
        try manager.createDirectory(at: published, withIntermediateDirectories: true)
        let journals = [folder, published].map { $0.appending(path: "moorland-2024.jsonl").path }
        try Independent.run("publish_all.py", journals[0], journals[1])
    }

    @Test("are those of the shipped plan")
    func shipped() throws {
        let compared = try compare(Independent.root.appending(path: "events"), "cqc-2018")
        // Three meetings, and for each a day before and a day after and the last of all, known to
        // the last entry and to an earlier one; in 2018 nothing was recorded yet.
        #expect(compared.papers == 11)
        #expect(compared.different == 0)
    }

    @Test("are those of the demonstration, with papers published and without")
    func demonstration() throws {
        try Independent.inFolder { folder in
            let published = folder.appending(path: "published")
            try demonstrate(folder, published)
            #expect(try compare(folder, "--few").different == 0)
            let compared = try compare(published)
            #expect(compared.papers > 30)
            #expect(compared.different == 0)
        }
    }

    @Test("are those of random histories with papers, closures and evidence")
    func chance() throws {
        try Independent.inFolder { folder in
            let compared = try compare(folder, "--chance 20 --few")
            #expect(compared.papers > 200)
            #expect(compared.different == 0)
        }
    }

    @Test("are all looked at: none can be another without being noticed")
    func mutants() throws {
        try Independent.inFolder { folder in
            let published = folder.appending(path: "published")
            try demonstrate(folder, published)
            let paper = "moorland-2024 2025-06-26 2025-06-17 all"
            let changes: Changed = try run("paper_mutants.py", published, "\(paper) 31")
            #expect(changes.changed > 40)
            #expect(changes.unnoticed == 0)
        }
    }
}
