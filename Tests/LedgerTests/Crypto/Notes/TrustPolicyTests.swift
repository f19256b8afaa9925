// Trust policies: what they ask for, and what is said of one that cannot be read.

import Testing

@testable import Ledger

@Suite("A trust policy")
struct TrustPolicyTests {
    private static let log = Keys.signers[0].key.vkey
    /// Keys of witnesses, of which nobody has the private part.
    private static let witnesses = (1...5).compactMap { (number: UInt8) -> NoteKey? in
        PublicKey(bytes: [UInt8](repeating: number, count: 32)).map {
            NoteKey(name: "w\(number).example", kind: .cosignature, publicKey: $0)
        }
    }

    private static let head =
        "log \(log)\n"
        + witnesses.enumerated().map { "witness w\($0 + 1) \($1.vkey)\n" }.joined()

    private func missing(_ groups: String, _ signers: Int...) throws -> [String] {
        let policy = try TrustPolicy(parsing: Array((Self.head + groups).utf8))
        return policy.missing(where: signers.map { Self.witnesses[$0 - 1] })
    }

    @Test("is met by enough of the witnesses that its quorum names, and by nobody else")
    func quorum() throws {
        #expect(try missing("quorum none\n").isEmpty)
        #expect(try missing("quorum w1\n", 2, 3) == ["w1"])
        #expect(try missing("quorum w1\n", 1).isEmpty)
        let two = "group g 2 w1 w2 w3\nquorum g\n"
        #expect(try missing(two, 1) == ["w2", "w3"])
        #expect(try missing(two, 1, 4, 5) == ["w2", "w3"])
        #expect(try missing(two, 3, 1).isEmpty)
        #expect(try missing("group g any w1 w2\nquorum g\n", 2).isEmpty)
        #expect(try missing("group g all w1 w2\nquorum g\n", 2) == ["w1"])
        // Groups of groups: two of the first three, and one of the others.
        let nested = "group x 2 w1 w2 w3\ngroup y any w4 w5\ngroup both all x y\nquorum both\n"
        #expect(try missing(nested, 1, 2) == ["w4", "w5"])
        #expect(try missing(nested, 1, 5) == ["w2", "w3"])
        #expect(try missing(nested, 1, 3, 4).isEmpty)
        // Every choice of witnesses, against the rule in words.
        for choice in 0..<32 {
            let chosen = (1...5).filter { choice >> ($0 - 1) & 1 == 1 }
            let isMet = chosen.count { $0 <= 3 } >= 2 && chosen.contains { $0 > 3 }
            let policy = try TrustPolicy(parsing: Array((Self.head + nested).utf8))
            let found = policy.missing(where: chosen.map { Self.witnesses[$0 - 1] })
            #expect(found.isEmpty == isMet)
        }
    }

    @Test("may have comments, blank lines, tabs, addresses, and names of any letters")
    func form() throws {
        let text = """
            # Whose checkpoints count.
              # (indented)
            \tlog\t\(Self.log)   https://county.example/log\u{20}

            witness Prüfamt \(Self.witnesses[0].vkey) https://audit.example
            group none-of-us 1 Prüfamt
            quorum none-of-us

            """
        let policy = try TrustPolicy(parsing: Array(text.utf8))
        #expect(policy.logs.map(\.vkey) == [Self.log])
        #expect(policy.missing(where: []) == ["Prüfamt"])
        // Even with bytes that are no text at all.
        let bytes = Array("witness ".utf8) + [0xFF] + Array(" \(Self.witnesses[0].vkey)\n".utf8)
        _ = try TrustPolicy(parsing: bytes + Array("quorum ".utf8) + [0xFF, 0x0A])
    }

    @Test(
        "that cannot be read is refused by its line",
        arguments: [
            ("", nil, "no quorum"), ("quorum none\nquorum none\n", 2, "`quorum none`"),
            ("quorum w9\n", 1, "the name of a witness or group of a line above"),
            ("quorum none", 1, "an end within the line"),
            ("quorum none\r\n", 1, "the control character 0xd"),
            ("log LOG\nlog LOG\nquorum none\n", 2, "a key of its own for each log"),
            ("log W1\nquorum none\n", 1, "the key of a log (Ed25519, type 1)"),
            ("witness a LOG\nquorum none\n", 1, "the key of a witness (Ed25519, type 4)"),
            ("witness a W1\nwitness b W1\nquorum a\n", 2, "a key of its own for each witness"),
            ("witness a W1\nwitness a W2\nquorum a\n", 2, "a name that nothing else has"),
            ("witness none W1\nquorum none\n", 1, "and not `none`"),
            ("witness a W1\ngroup g 2 a\nquorum g\n", 2, "a number from 1 to 1"),
            ("witness a W1\ngroup g 0 a\nquorum g\n", 2, "a number from 1 to 1"),
            ("witness a W1\ngroup g 01 a\nquorum g\n", 2, "`all`, `any` or a number"),
            ("witness a W1\ngroup g 1 a a\nquorum g\n", 2, "each name in one group, and once"),
            ("witness a W1\ngroup g 1 a\ngroup h 1 a\nquorum h\n", 3, "each name in one group"),
            ("witness a W1\ngroup g all none\nquorum g\n", 2, "the name of a witness or group"),
            ("group g all\nquorum g\n", 1, "`group g all`"), ("trust LOG\n", 1, "`log KEY`"),
        ]
    )
    func refused(_ text: String, _ line: Int?, _ words: String) {
        let text = text.replacing("LOG", with: Self.log)
            .replacing("W1", with: Self.witnesses[0].vkey)
            .replacing("W2", with: Self.witnesses[1].vkey)
        do throws(NoteError) {
            _ = try TrustPolicy(parsing: Array(text.utf8))
            Issue.record("\(text) was read")
        } catch {
            guard case .malformed(.policy, let place, _, _) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(place == line && error.words.contains(words), "\(error.words)")
        }
    }
}
