// Passphrases and secrets: scrypt as RFC 7914 has it, the rules, the texts.

import Testing

@testable import Ledger

@Suite("A passphrase's hash")
struct PassphraseTests {
    /// A cost that tests can pay; what is tested does not hang on it.
    private static let cheap = SecretBytes.Scrypt(power: 10, blockSize: 1, rounds: 1)
    private static let words = "correct horse battery"

    private static func hash(_ passphrase: String = words) throws -> PassphraseHash {
        try PassphraseHash(of: passphrase, key: "KT", cheap)
    }

    /// RFC 7914, section 12: all but the one that takes a gibibyte of memory.
    @Test(
        "is made as the RFC's own are",
        arguments: [
            (
                "", "", (4, 1, 1),
                """
                77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442\
                fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906
                """
            ),
            (
                "password", "NaCl", (10, 8, 16),
                """
                fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162\
                2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
                """
            ),
            (
                "pleaseletmein", "SodiumChloride", (14, 8, 1),
                """
                7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2\
                d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887
                """
            ),
        ]
    )
    func vectors(_ password: String, _ salt: String, _ cost: (Int, Int, Int), _ hex: String) {
        let scrypt = SecretBytes.Scrypt(power: cost.0, blockSize: cost.1, rounds: cost.2)
        let bytes = scrypt.bytes(of: Array(password.utf8), salt: Array(salt.utf8), count: 64)
        let halves = [hex.prefix(64), hex.suffix(64)].compactMap { Digest(hex: $0)?.bytes }
        #expect(bytes == halves[0] + halves[1])
    }

    @Test("matches the passphrase it was made of, and no other")
    func matches() throws {
        let hash = try Self.hash()
        #expect(hash.matches(Self.words))
        for other in ["", "correct horse batterx", "correct horse", " correct horse battery"] {
            #expect(!hash.matches(other))
        }
        #expect(!hash.matches(String(repeating: "a", count: 1_025)))
        // Each has a salt of its own.
        #expect(try Self.hash() != hash)
        // At the cost that people pay.
        let usual = try PassphraseHash(of: Self.words, key: "KT")
        #expect(usual.text.hasPrefix("scrypt$15$8$1$") && usual.matches(Self.words))
        #expect(!PassphraseHash.ofNone().matches(Self.words))
        #expect(PassphraseHash.ofNone().text.hasPrefix("scrypt$15$8$1$"))
    }

    @Test("is of the letters, however they were typed")
    func normalForm() throws {
        // An e with an acute accent, as one code point and as two.
        let (one, two) = ("caf\u{E9} in the square", "cafe\u{301} in the square")
        #expect(Array(one.utf8) != Array(two.utf8))
        #expect(try Self.hash(one).matches(two))
        #expect(try Self.hash(two).matches(one))
        #expect(try !Self.hash(one).matches("cafe in the square"))
    }

    @Test(
        "is refused for what is too easy or too much",
        arguments: [
            ("", .blank),
            ("          \t\u{A0}     ", .blank),
            ("a", .short(characters: 1)),
            ("elevenchars", .short(characters: 11)),
            // Eleven characters, each of two code points.
            (String(repeating: "q\u{301}", count: 11), .short(characters: 11)),
            ("an.officer-2018", .isKey), ("AN.OFFICER-2018", .isKey),
            (String(repeating: "a", count: 1_025), .long),
            (String(repeating: "\u{E9}", count: 513), .long),
            // 1,023 bytes, of which normal form C makes 3,069: it takes this letter apart.
            (String(repeating: "\u{FB1D}", count: 341), .long),
        ] as [(String, PassphraseFault)]
    )
    func faults(_ passphrase: String, _ fault: PassphraseFault) {
        #expect(throws: fault) {
            try PassphraseHash(of: passphrase, key: "An.Officer-2018", Self.cheap)
        }
    }

    @Test("is made of twelve characters, and of 1,024 bytes")
    func edges() throws {
        for passphrase in ["twelve chars", String(repeating: "a", count: 1_024)] {
            #expect(try Self.hash(passphrase).matches(passphrase))
        }
    }

    @Test("says in words why there is none")
    func words() {
        let words: [(PassphraseFault, String)] = [
            (
                .short(characters: 1),
                "The passphrase has 1 character; it needs at least 12. Three or four words in a row "
                    + "will do."
            ),
            (
                .short(characters: 5),
                "The passphrase has 5 characters; it needs at least 12. Three or four words in a row "
                    + "will do."
            ),
            (.long, "The passphrase is longer than 1024 bytes. Choose a shorter one."),
            (.blank, "The passphrase is nothing but blanks. Choose words."),
            (
                .isKey,
                "The passphrase is the name that you sign in with, which others know. Choose another."
            ),
            (
                .notHashed,
                "The server has no room to keep the passphrase at this moment. Try again in a minute."
            ),
        ]
        for (fault, text) in words { #expect(fault.words == text) }
    }

    @Test("has one text, which is read back, and is shown nowhere else")
    func text() throws {
        let hash = try Self.hash()
        #expect(hash.text.hasPrefix("scrypt$10$1$1$"))
        #expect(hash.text.utf8.count == "scrypt$10$1$1$".utf8.count + 24 + 1 + 44)
        let read = try #require(PassphraseHash(hash.text))
        #expect(read == hash && read.text == hash.text && read.matches(Self.words))
        #expect("\(hash)" == "a passphrase's hash")
    }

    @Test("is no text with other numbers, or of another form")
    func badTexts() throws {
        let text = try Self.hash().text
        let (salt, hash) = (String(text.dropFirst(14).prefix(24)), String(text.suffix(44)))
        let good = [
            "scrypt$10$1$1$", "scrypt$15$8$1$", "scrypt$10$32$16$", "scrypt$18$1$1$",
            "scrypt$14$16$1$",
        ]
        for start in good {
            #expect(PassphraseHash("\(start)\(salt)$\(hash)") != nil, "\(start)")
        }
        let bad = [
            "", "$", "scrypt$", "bcrypt$15$8$1$", "Scrypt$15$8$1$", "scrypt$9$8$1$",
            "scrypt$21$1$1$", "scrypt$15$9$1$", "scrypt$16$8$1$", "scrypt$19$1$1$",
            "scrypt$10$33$1$", "scrypt$10$1$17$", "scrypt$10$0$1$", "scrypt$10$1$0$",
            "scrypt$015$8$1$", "scrypt$+15$8$1$", "scrypt$15$8$$", "scrypt$-15$8$1$",
            "scrypt$15$8$1$1$", "scrypt$99999999999999999999$8$1$", " scrypt$15$8$1$",
        ]
        for start in bad { #expect(PassphraseHash("\(start)\(salt)$\(hash)") == nil, "\(start)") }
        let start = "scrypt$15$8$1$"
        for tail in [
            "\(salt)$\(hash)$", "\(salt)$\(hash)=", "\(salt)$", "$\(hash)", "\(hash)$\(salt)",
            "\(salt)$\(salt)", "\(salt)$\(hash)\n", "\(salt.dropLast(2))$\(hash)",
        ] { #expect(PassphraseHash(start + tail) == nil, "\(tail)") }
        // Every prefix of a text is none.
        for count in 0..<text.count { #expect(PassphraseHash(text.prefix(count)) == nil) }
    }
}

@Suite("A secret")
struct SecretTests {
    @Test("is 43 digits that stand anywhere, read back as the same")
    func text() throws {
        var seen: Set<String> = []
        for _ in 0..<500 {
            let secret = Secret.random()
            #expect(secret.text.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil)
            let read = try #require(Secret(secret.text))
            #expect(read == secret && read.text == secret.text && read.digest == secret.digest)
            #expect(seen.insert(secret.text).inserted)
        }
        // Among as many, every digit stood somewhere.
        #expect(Set(seen.joined()).count == 64)
    }

    @Test("is told from every other, and shown by its text alone")
    func others() throws {
        let secret = Secret.random()
        #expect(secret != Secret.random())
        #expect("\(secret)" == "a secret" && !"\([secret])".contains(secret.text))
        // The digits of thirty-two zeros: the digest is that of the bytes.
        let zeros = try #require(Secret(String(repeating: "A", count: 43)))
        #expect(zeros.digest == Digest(of: [UInt8](repeating: 0, count: 32)))
        let text = secret.text
        for place in text.indices {
            let digit = text[place] == "A" ? "E" : "A"
            let other = text.replacingCharacter(at: place, with: digit)
            #expect(Secret(other) != secret)
        }
    }

    @Test(
        "is no other text",
        arguments: [
            "", "A", String(repeating: "A", count: 42), String(repeating: "A", count: 44),
            String(repeating: "A", count: 43) + "=", String(repeating: "A", count: 42) + "=",
            String(repeating: "A", count: 42) + "+", String(repeating: "A", count: 42) + "/",
            // Two bits to spare, and not zero.
            String(repeating: "A", count: 42) + "B", String(repeating: "A", count: 42) + " ",
            String(repeating: "A", count: 41) + "\u{E9}",
        ]
    )
    func noSecret(_ text: String) {
        #expect(Secret(text) == nil)
    }
}

extension String {
    /// The text with `other` in the place of one character.
    fileprivate func replacingCharacter(at place: Index, with other: String) -> String {
        self[..<place] + other + self[index(after: place)...]
    }
}
