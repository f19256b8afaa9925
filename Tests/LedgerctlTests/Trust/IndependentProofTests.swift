// Our checkpoints and proofs, checked by a second implementation in Python, written from the
// specifications alone; and what was spoilt, refused by both.

import Foundation
import Testing

@Suite(
    "Our checkpoints and proofs, read by another implementation,",
    .enabled(if: Independent.python != nil, "needs python3")
)
struct IndependentProofTests {
    /// A ledger of some entries, with a witness, and all kinds of proofs in its files.
    private static func scene() throws -> (scene: TrustLedger, witness: String) {
        let scene = try TrustLedger()
        try scene.note(3)
        try scene.keeper(
            """
            "$L" add action A2 "Élan – naïve" --under A; "$L" checkpoint > minutes
            cp "$LEDGER/p.checkpoint" old
            """
        )
        try scene.note(6)
        let made = try scene.run("\"$L\" keys new --witness audit.example/w", home: "office")
        let witness = made.output.trimmingCharacters(in: .newlines)
        try scene.run("\"$L\" witness old --trust $K > /dev/null", home: "office")
        try scene.keeper(
            """
            "$L" checkpoint > /dev/null; "$L" prove --from old -o growth
            printf 'log %s\\nwitness w %s\\nquorum w\\n' "$K" '\(witness)' > policy
            """
        )
        let answer = try scene.run("\"$L\" witness growth --trust $K -o answer", home: "office")
        #expect(answer.code == 0, "\(answer.errors)")
        let proved = try scene.keeper(
            """
            set -e
            "$L" prove --entry 5 -o line; "$L" prove --action A1 -o lines
            "$L" checkpoint --add answer --policy policy > /dev/null
            cp "$LEDGER/p.checkpoint" new; cp "$LEDGER/p.jsonl" journal
            """
        )
        #expect(proved.code == 0, "\(proved.errors)")
        return (scene, witness)
    }

    /// What the program in Python says, in a few words.
    private func python(_ arguments: [String], in folder: URL) throws -> (holds: Bool, says: String)
    {
        let process = Process()
        process.executableURL = Independent.python ?? URL(filePath: "/usr/bin/python3")
        process.currentDirectoryURL = folder
        let program = Independent.root.appending(path: "\(Independent.programs)/notes.py")
        process.arguments = ["-B", program.path] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let words = String(decoding: said, as: UTF8.self)
        #expect(words.hasPrefix(process.terminationStatus == 0 ? "OK" : "BAD"))
        return (process.terminationStatus == 0, words)
    }

    @Test("hold: checkpoint, journal, a line, an action's lines, growth, policy")
    func hold() throws {
        let (scene, witness) = try Self.scene()
        let key = scene.key
        let rows = [
            ["checkpoint", "new", key], ["checkpoint", "new", key, witness],
            ["journal", "journal", "new", key], ["line", "line", key], ["lines", "lines", key],
            ["growth", "growth", "old", key], ["growth", "growth", "minutes", key],
            ["policy", "policy", "new"],
        ]
        for row in rows {
            let found = try python(row, in: scene.folder)
            #expect(found.holds, "\(row): \(found.says)")
            #expect(found.says.contains("county.example/p"))
        }
        #expect(try !python(["policy", "policy", "old"], in: scene.folder).holds)
        #expect(try !python(["growth", "growth", "new", key], in: scene.folder).holds)
    }

    @Test("are refused by both, whatever byte is changed", arguments: ["line", "lines", "growth"])
    func spoilt(kind: String) throws {
        let (scene, _) = try Self.scene()
        let file = scene.folder.appending(path: kind)
        let bytes = try Data(contentsOf: file)
        // Whom the lines are about is neither signed nor proved; ours looks at the lines for it.
        let about =
            try #require(bytes.firstIndex(of: 0x0A))..<(bytes.firstIndex(of: 0x0A) ?? 0) + 10
        for place in stride(from: 0, to: bytes.count, by: 11)
        where kind != "lines" || !about.contains(place) {
            var other = bytes
            other[place] ^= 1
            try other.write(to: file)
            let old = kind == "growth" ? ["old"] : []
            let since = kind == "growth" ? "--since old" : ""
            let found = try python([kind, kind] + old + [scene.key], in: scene.folder)
            let ours = try scene.auditor("\"$L\" check \(kind) \(since) --trust $K")
            #expect(!found.holds && ours.code != 0, "byte \(place): \(found.says)\(ours.errors)")
        }
    }
}
