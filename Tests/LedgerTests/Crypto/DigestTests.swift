// SHA-256 against the published examples.

import Testing

@testable import Ledger

@Suite("A digest")
struct DigestTests {
    private static let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test(
        "is the published value",
        arguments: [
            // FIPS 180-4 examples (NIST CAVP, SHA256ShortMsg and the one- and two-block messages).
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", abc),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
            (
                String(repeating: "a", count: 1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
            ),
        ]
    )
    func published(message: String, hex: String) {
        #expect(Digest(of: message.utf8).hex == hex)
        // The same by way of a sequence without contiguous storage.
        #expect(Digest(of: AnySequence(Array(message.utf8))).hex == hex)
    }

    @Test("is read from its own 64 digits, and zero is 64 zeros")
    func readBack() {
        #expect(Digest(hex: Self.abc) == Digest(of: "abc".utf8))
        #expect(Digest(hex: String(repeating: "0", count: 64)) == .zero)
        #expect(Digest.zero.hex == String(repeating: "0", count: 64))
    }

    @Test("refuses every other length, and every byte that is no lower-case hexadecimal digit")
    func refused() {
        for count in 0..<64 { #expect(Digest(hex: Self.abc.prefix(count)) == nil) }
        #expect(Digest(hex: Self.abc + "0") == nil)
        #expect(Digest(hex: Self.abc.uppercased()) == nil)
        for byte in UInt8(0)..<0x80 where !"0123456789abcdef".utf8.contains(byte) {
            for place in [0, 1, 63] {
                var digits = Array(Self.abc.utf8)
                digits[place] = byte
                #expect(Digest(hex: String(decoding: digits, as: UTF8.self)) == nil)
            }
        }
    }
}
