// Where a server listens, as people write it on a command line.

private import Glibc

/// An address of this machine and a port of it: `127.0.0.1:8018`, `[::1]:8018`, `localhost:8018`,
/// or the port alone, which is one of `127.0.0.1`. Never a name besides `localhost`: what a name
/// stands for may change, and with it who can reach the server.
struct ListenAddress: Sendable, Equatable, CustomStringConvertible {
    /// The address in digits: `127.0.0.1`, `::1`.
    let host: String
    /// The port; 0 is any that is free.
    let port: UInt16

    /// What is expected, for who is told that an address is none.
    static let expected =
        "an address of this machine with a port, such as 127.0.0.1:8018 or [::1]:8018, or a port"

    /// Reads an address; nil where it is none.
    init?(_ text: String) {
        let colon = text.utf8.lastIndex(of: UInt8(ascii: ":"))
        let digits = colon.map { text[text.utf8.index(after: $0)...] } ?? text[...]
        guard (1...5).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (48...57).contains($0) }), let port = UInt16(digits)
        else { return nil }
        var host = colon.map { String(text[..<$0]) } ?? "localhost"
        if host == "localhost" { host = "127.0.0.1" }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        if isBracketed { host = String(host.dropFirst().dropLast()) }
        guard ListenAddress.isAddress(host, ofVersion6: isBracketed) else { return nil }
        self.host = host
        self.port = port
    }

    /// Whether it is one of IP version 6.
    var isVersion6: Bool { host.utf8.contains(UInt8(ascii: ":")) }

    /// Whether this machine alone can reach it.
    var isLoopback: Bool {
        if !isVersion6 { return host.hasPrefix("127.") }
        let bytes = ListenAddress.bytes(of: host, ofVersion6: true) ?? []
        return bytes == [UInt8](repeating: 0, count: 15) + [1]
    }

    /// As it stands in an address of the web: `127.0.0.1:8018`, `[::1]:8018`.
    var description: String { isVersion6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

    private static func isAddress(_ host: String, ofVersion6 isVersion6: Bool) -> Bool {
        // A NUL would end the address before its end.
        !host.utf8.contains(0) && bytes(of: host, ofVersion6: isVersion6) != nil
    }

    private static func bytes(of host: String, ofVersion6 isVersion6: Bool) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: isVersion6 ? 16 : 4)
        let isRead = unsafe inet_pton(isVersion6 ? AF_INET6 : AF_INET, host, &bytes)
        return isRead == 1 ? bytes : nil
    }
}

extension Invocation {
    /// Where people reach the server, without a slash at its end: an origin (RFC 6454), since the
    /// pages stand at its root.
    func webAddress() throws(CommandError) -> String? {
        try value("address", expected: "an address such as https://plan.example.org") { text in
            let scheme = ["https://", "http://"].first { text.hasPrefix($0) }
            guard let scheme else { return nil }
            let rest = text.dropFirst(scheme.count)
            let host = rest.hasSuffix("/") ? rest.dropLast() : rest
            let isPlain = host.utf8.allSatisfy { byte in
                (0x21...0x7E).contains(byte) && !"\"#/<>?@\\^`{|}".utf8.contains(byte)
            }
            return isPlain && !host.isEmpty && host.first != ":" ? scheme + host : nil
        }
    }
}
