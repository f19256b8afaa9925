// Files of trust that somebody made to do harm, or that were damaged on the way: what is said.

import Testing

@testable import Ledger

@Suite("A hostile file")
struct HostileNoteTests {
    private static let signer = Keys.signers[0]
    private static let root = MerkleTree.leaf([1])
    private static let text = Checkpoint(origin: "CD", size: 5, root: root).text

    private static func note() throws -> String {
        SignedNote(text, [try signer.sign(text, at: 0)]).formatted
    }

    private func refusal(_ work: () throws(NoteError) -> some Any) -> NoteError? {
        do throws(NoteError) {
            _ = try work()
            return nil
        } catch { return error }
    }

    private func checkpoint(_ text: String) -> NoteError? {
        refusal { () throws(NoteError) in try SignedCheckpoint(parsing: Array(text.utf8)) }
    }

    @Test("for a note is refused by what is wrong, where, and what should be there")
    func notes() throws {
        let note = try Self.note()
        let line = try #require(note.split(separator: "\n").last)
        #expect(checkpoint(note) == nil)
        func words(_ text: String) -> String { checkpoint(text)?.words ?? "accepted" }
        let again = " Ask for it again, as a file and not as text in a letter."
        #expect(
            words(note.replacing("\n", with: "\r\n"))
                == "The signed note cannot be read at line 1: found a line that ends in CR and LF,"
                + " expected lines of text ended by LF alone.\(again)"
        )
        #expect(
            words(note.replacing("\n\n", with: "\n"))
                == "The signed note cannot be read: found no blank line, expected a text, a blank"
                + " line, and lines of signatures, each ended by a line feed.\(again)"
        )
        #expect(
            words(String(note.dropLast()))
                == "The signed note cannot be read: found an end within a line, expected a text, a"
                + " blank line, and lines of signatures, each ended by a line feed.\(again)"
        )
        #expect(
            words(note + "\n")
                == "The signed note cannot be read: found no signature, expected a line of a"
                + " signature below the blank line.\(again)"
        )
        #expect(
            words(note.replacing("=\n", with: "\n", maxReplacements: 9))
                .contains("expected a signature: a long dash, the name of a key, and base64")
        )
        #expect(words(note + "\(line)".replacing("CD ", with: "C D ") + "\n").contains("at line 6"))
        let many = note + String(repeating: "\(line)\n", count: 9_999)
        #expect(
            words(many) == "The signed note cannot be read at line 105: found another signature,"
                + " expected at most 100 of them.\(again)"
        )
        let long = note + String(repeating: "x", count: 1 << 20)
        #expect(
            words(long)
                == "The signed note has \(long.utf8.count) bytes, and one has at most 1048576;"
                + " it is some other file."
        )
        #expect(words("\u{1}" + note).contains("found the control character 0x1"))
        // Cut anywhere it is refused, or it says less than was signed.
        let bytes = Array(note.utf8)
        for count in bytes.indices {
            #expect(
                refusal { () throws(NoteError) in
                    try SignedCheckpoint(parsing: Array(bytes[..<count]))
                } != nil
            )
        }
    }

    @Test(
        "for a checkpoint is refused by its line",
        arguments: [
            ("CD\n5\n", 3, "found the end, expected the root"),
            ("\n5\nROOT\n", 1, "found nothing, expected the origin"),
            ("CD\n05\nROOT\n", 2, "found `05`"), ("CD\n-5\nROOT\n", 2, "found `-5`"),
            ("CD\n+5\nROOT\n", 2, "found `+5`"), ("CD\n\nROOT\n", 2, "found nothing"),
            ("CD\n9223372036854775808\nROOT\n", 2, "found `9223372036854775808`"),
            ("CD\n5\nAAAA\n", 3, "expected a hash of 32 bytes in base64"),
            ("CD\n5\nROOT=\n", 3, "expected a hash of 32 bytes in base64"),
        ]
    )
    func checkpoints(_ text: String, _ line: Int, _ words: String) {
        let text = text.replacing("ROOT", with: Base64.encode(Self.root.bytes))
        let found = refusal { () throws(NoteError) in try Checkpoint(parsing: text) }
        guard case .malformed(.checkpoint, let place, _, _)? = found else {
            Issue.record("\(text) was read")
            return
        }
        #expect(place == line && found?.words.contains(words) == true)
        #expect(
            (try? Checkpoint(
                parsing: "CD\n9223372036854775807\n\(Base64.encode(Self.root.bytes))\n"
            )) != nil
        )
    }

    @Test("for a proof is refused by its line, before anything is reckoned")
    func proofs() throws {
        let hash = Base64.encode(Self.root.bytes)
        let short = Base64.encode(Self.root.bytes.dropLast())
        let note = try Self.note()
        func line(_ text: String) -> String {
            refusal { () throws(NoteError) in try LineProof(parsing: Array(text.utf8)) }?.words
                ?? "read"
        }
        let start = "c2sp.org/tlog-proof@v1\nindex 3\n"
        #expect(line(start + "\(hash)\n\n" + note) == "read")
        #expect(line(start + "\(short)\n\n" + note).contains("expected a hash of 32 bytes"))
        let many = String(repeating: "\(hash)\n", count: 64)
        #expect(line(start + many + "\n" + note).contains("at line 66: found another hash"))
        #expect(line("c2sp.org/tlog-proof@v2\nindex 3\n\n" + note).contains("at line 1"))
        #expect(line("c2sp.org/tlog-proof@v1\nindex 03\n\n" + note).contains("found `03`"))
        #expect(line("c2sp.org/tlog-proof@v1\nindex -1\n\n" + note).contains("found `-1`"))
        #expect(line(start + hash).contains("found an end within the line"))
        #expect(line("c2sp.org/tlog-proof@v1\nextra ?\nindex 3\n\n" + note).contains("in base64"))
        func growth(_ text: String) -> String {
            refusal { () throws(NoteError) in try GrowthProof(parsing: Array(text.utf8)) }?.words
                ?? "read"
        }
        #expect(growth("old 3\n\(hash)\n\n" + note) == "read")
        #expect(growth("old 3\n" + many + "\n" + note).contains("at most 63 of them"))
        #expect(growth("old 9223372036854775808\n\n" + note).contains("in digits"))
        func lines(_ text: String) -> String {
            refusal { () throws(NoteError) in try LinesProof(parsing: Array(text.utf8)) }?.words
                ?? "read"
        }
        let about = "ledgerctl/lines-proof@v1\nabout A1\n"
        #expect(lines(about + "line 3 {}\n\n\(hash)\n\n" + note) == "read")
        #expect(lines(about + "line 3\n\n\n" + note).contains("`line`, a number and a line"))
        #expect(lines(about + "line 03 {}\n\n\n" + note).contains("the number of a line"))
        #expect(lines("ledgerctl/lines-proof@v1\nabout \n\n\n" + note).contains("at line 2"))
    }

    @Test("with huge numbers is refused, and takes neither time nor memory")
    func huge() throws {
        let text = Checkpoint(origin: "CD", size: .max, root: Self.root).text
        let signed = try SignedCheckpoint(
            parsing: Array(SignedNote(text, [try Self.signer.sign(text, at: 0)]).formatted.utf8)
        )
        let line = LineProof(index: .max, line: [], hashes: [], checkpoint: signed)
        #expect(throws: ProofError.noLeaf(index: .max, size: .max)) { try line.check([]) }
        let last = LineProof(index: .max - 1, line: [], hashes: [], checkpoint: signed)
        #expect(throws: ProofError.wrongCount(found: 0, expected: 62)) { try last.check([]) }
        let lines = (0..<5_000).map { (index: $0 * 1_000_000_007, line: [UInt8]()) }
        let joint = LinesProof(of: "A1", lines, hashes: [], checkpoint: signed)
        #expect(throws: ProofError.self) { try joint.check() }
        let grown = GrowthProof(from: .max, hashes: [], checkpoint: signed)
        #expect(throws: ProofError.self) { try grown.check(from: .zero) }
        try GrowthProof(from: .max, hashes: [], checkpoint: signed).check(from: Self.root)
    }

    @Test("that spells a name in another way does not bear it")
    func spelling() throws {
        // A letter with its accent, and the letter and then the accent: one text, two names.
        let (one, other) = ("\u{E9}.example/p", "e\u{301}.example/p")
        #expect(one == other && !one.isSame(as: other))
        let signer = try #require(NoteSigner(name: one))
        #expect(signer.key.isNamed(one) && !signer.key.isNamed(other))
        let text = Checkpoint(origin: one, size: 5, root: Self.root).text
        let signature = try signer.sign(text, at: 0)
        #expect(try SignedNote(text, [signature]).opened(with: [signer.key]) == [signer.key])
        let spelt = NoteSignature(name: other, id: signature.id, bytes: signature.bytes)
        #expect(
            refusal { () throws(NoteError) in
                try SignedNote(text, [spelt]).opened(with: [signer.key])
            } == .unknownSigners([other])
        )
    }

    @Test("carries no line that says nothing, and no entry of two lines")
    func empty() {
        let root = Base64.encode(Self.root.bytes)
        #expect((try? Checkpoint(parsing: "CD\n5\n\(root)\nmore\n")) != nil)
        #expect((try? Checkpoint(parsing: "CD\n5\n\(root)\n\nmore\n")) == nil)
        let two = Base64.encode(Array("{}\n{}".utf8))
        let proof = "c2sp.org/tlog-proof@v1\nextra \(two)\nindex 0\n\n"
        #expect((try? LineProof(parsing: Array((proof + ((try? Self.note()) ?? "")).utf8))) == nil)
    }
}
