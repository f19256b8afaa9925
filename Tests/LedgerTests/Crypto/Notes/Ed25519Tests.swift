// Signatures and base64, given what their standards publish.

import Foundation
import Testing

@testable import Ledger

@Suite("Ed25519")
struct Ed25519Tests {
    private static func bytes(_ hex: String) -> [UInt8] {
        stride(from: 0, to: hex.count, by: 2).compactMap { place in
            UInt8(hex.dropFirst(place).prefix(2), radix: 16)
        }
    }

    /// RFC 8032, section 7.1: tests 1 to 3, with their seed, public key, message and signature.
    private static let published = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ]

    @Test("signs and checks what RFC 8032 publishes", arguments: published)
    func publishedCases(_ given: (String, String, String, String)) throws {
        let key = try #require(PrivateKey(seed: Self.bytes(given.0)))
        #expect(key.publicKey.bytes == Self.bytes(given.1))
        let message = Self.bytes(given.2)
        let signature = try #require(key.sign(message))
        #expect(signature == Self.bytes(given.3))
        #expect(key.publicKey.verifies(signature, of: message))
        #expect(!key.publicKey.verifies(signature, of: message + [0]))
        for place in signature.indices {
            var other = signature
            other[place] ^= 1
            #expect(!key.publicKey.verifies(other, of: message))
        }
        #expect(!key.publicKey.verifies(signature.dropLast(), of: message))
    }

    @Test("makes another key each time")
    func random() throws {
        let keys = try (0..<20).map { _ in try #require(PrivateKey()).seed }
        #expect(Set(keys).count == 20)
    }
}

@Suite("Base64")
struct Base64Tests {
    @Test("is what Foundation writes and reads, for every length and every byte")
    func agrees() {
        for count in 0...70 {
            let bytes = (0..<count).map { UInt8(($0 * 89 + count * 7) & 255) }
            let text = Data(bytes).base64EncodedString()
            #expect(Base64.encode(bytes) == text)
            #expect(Base64.decode(Array(text.utf8)) == bytes)
        }
        for byte in UInt8.min...UInt8.max {
            #expect(Base64.decode(Array(Base64.encode([byte]).utf8)) == [byte])
        }
    }

    @Test(
        "has one way to write some bytes",
        arguments: [
            "Zg", "Zg=", "Zh==", "Zm9=", "Zm8", "Zg==\n", " Zg==", "Zg==Zg==", "=", "====", "Z===",
            "Zm9v=", "Zm-v", "Zm_v", "Zm9vé",
        ]
    )
    func refuses(_ text: String) { #expect(Base64.decode(Array(text.utf8)) == nil) }
}
