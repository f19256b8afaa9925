// Where a server listens, as people write it.

import Testing

@testable import ledgerctl

@Suite("The address to listen at")
struct ListenAddressTests {
    @Test(
        "is read",
        arguments: [
            ("127.0.0.1:8018", "127.0.0.1:8018", true), ("[::1]:8018", "[::1]:8018", true),
            ("localhost:8018", "127.0.0.1:8018", true), ("8018", "127.0.0.1:8018", true),
            ("0", "127.0.0.1:0", true), ("0.0.0.0:80", "0.0.0.0:80", false),
            ("[::]:65535", "[::]:65535", false), ("10.1.2.3:80", "10.1.2.3:80", false),
            ("127.9.9.9:80", "127.9.9.9:80", true), ("[2001:db8::1]:80", "[2001:db8::1]:80", false),
            ("[0:0:0:0:0:0:0:1]:80", "[0:0:0:0:0:0:0:1]:80", true),
            ("[::ffff:10.1.2.3]:80", "[::ffff:10.1.2.3]:80", false),
        ]
    )
    func isRead(text: String, words: String, isLoopback: Bool) throws {
        let address = try #require(ListenAddress(text))
        #expect(address.description == words)
        #expect(address.isLoopback == isLoopback)
    }

    @Test(
        "is refused where it is none",
        arguments: [
            "", ":8018", ":", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1",
            "127.0.0.1:+1", "127.0.0.1: 80", "::1:8018", "[::1]", "[::1:8018",
            "::1]:80", "[127.0.0.1]:80", "example.org:80", "localhost", "127.0.0:80", "127.1:80",
            "127.0.0.256:80", "0x7f.0.0.1:80", "LOCALHOST:80", "127.0.0.1\0:80", "[::1%lo]:80",
            " 127.0.0.1:80", "127.0.0.1:８０", "*:80", "80 ", "99999", "[]:80",
        ]
    )
    func isRefused(text: String) {
        #expect(ListenAddress(text) == nil)
    }
}
