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
        let values: Int
        let different: Int
    }

    /// Holds the papers of the journals in `folder` against what paper.py says of them.
    private func compare(_ folder: URL, _ arguments: String...) throws -> Compared {
        guard let python = Independent.python else {
            throw Independent.Failure(description: "there is no python3")
        }
        let program = "-B \(Independent.programs)/paper_check.py"
        let ran = try Shell.run(
            """
            cd "$ROOT" && "$PYTHON" \(program) "$L" "$FOLDER" \(arguments.joined(separator: " "))
            """,
            ["ROOT": Independent.root.path, "PYTHON": python.path, "FOLDER": folder.path]
        )
        let differences = ran.errors.split(separator: "\n")
        #expect(differences.isEmpty, "\(differences.count), the first: \(differences.prefix(5))")
        #expect(ran.code == 0)
        return try JSONDecoder().decode(Compared.self, from: Data(ran.output.utf8))
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
            let ran = try Shell.run("\"$L\" demo \"$FOLDER\"", ["FOLDER": folder.path])
            #expect(ran.code == 0)
            #expect(try compare(folder).different == 0)
            let published = folder.appending(path: "published")
            try FileManager.default.createDirectory(
                at: published,
                withIntermediateDirectories: true
            )
            let name = "moorland-2024.jsonl"
            try Independent.run(
                "publish_all.py",
                folder.appending(path: name).path,
                published.appending(path: name).path
            )
            let compared = try compare(published)
            #expect(compared.papers > 30 && compared.different == 0)
        }
    }

    @Test("are those of random histories with papers, closures and evidence")
    func chance() throws {
        try Independent.inFolder { folder in
            let compared = try compare(folder, "--chance", "20", "--few")
            #expect(compared.papers > 200 && compared.different == 0)
        }
    }
}
