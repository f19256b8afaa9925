// A client that says to a server, byte for byte, what a test wants said.

#if Web
    import Glibc

    /// An answer, as it came.
    struct RawAnswer {
        let status: Int
        /// The header fields, in the order sent.
        let headers: [(name: String, value: String)]
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }

        func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }
    }

    /// One connection to a port of this machine. Nothing is waited for longer than ten seconds.
    final class RawClient {
        private let descriptor: Int32
        /// What came and was not looked at yet.
        private var held: [UInt8] = []

        /// Connects; nothing can be said where that fails.
        init(port: Int, host: String = "127.0.0.1") {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = UInt16(port).bigEndian
            inet_pton(AF_INET, host, &address.sin_addr)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | 0o2_000_000, 0)
            var limit = timeval(tv_sec: 10, tv_usec: 0)
            let count = socklen_t(MemoryLayout<timeval>.size)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, count)
            setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, count)
            _ = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        }

        deinit { close(descriptor) }

        /// Says `bytes`. Whether they were taken.
        @discardableResult
        func say(_ bytes: [UInt8]) -> Bool {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                if count <= 0 { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }

        @discardableResult
        func say(_ text: String) -> Bool { say(Array(text.utf8)) }

        /// Asks for `target`, and returns the answer.
        func get(_ target: String) -> RawAnswer? {
            say("GET \(target) HTTP/1.1\r\nHost: here\r\n\r\n")
            return answer()
        }

        /// Sends `body` to `target`.
        func post(_ target: String, _ type: String, _ body: [UInt8]) -> RawAnswer? {
            say(
                "POST \(target) HTTP/1.1\r\nHost: here\r\nContent-Type: \(type)\r\n"
                    + "Content-Length: \(body.count)\r\n\r\n"
            )
            say(body)
            return answer()
        }

        /// The next answer; nil where none comes. One to `HEAD` has no body.
        func answer(toHead isHead: Bool = false) -> RawAnswer? {
            let end = Array("\r\n\r\n".utf8)
            while held.firstRange(of: end) == nil {
                guard listen() else { return nil }
            }
            guard let range = held.firstRange(of: end) else { return nil }
            let head = String(decoding: held[..<range.lowerBound], as: UTF8.self)
            held.removeSubrange(..<range.upperBound)
            let lines = head.split(separator: "\r\n")
            guard let status = lines.first?.split(separator: " ").dropFirst().first else {
                return nil
            }
            let headers = lines.dropFirst().map { line in
                let name = line.prefix { $0 != ":" }
                let value = line.dropFirst(name.count + 1).drop { $0 == " " }
                return (name: String(name), value: String(value))
            }
            let length = headers.first { $0.name == "Content-Length" }.flatMap { Int($0.value) }
            let count = isHead ? 0 : length ?? 0
            while held.count < count { guard listen() else { return nil } }
            let body = Array(held[..<count])
            held.removeSubrange(..<count)
            return RawAnswer(status: Int(status) ?? 0, headers: headers, body: body)
        }

        /// Whether the server ends the connection before it says anything more.
        func isEnded() -> Bool { held.isEmpty && !listen() && errno != EAGAIN }

        /// Whether the server ends the connection, whatever else it says.
        func ends() -> Bool {
            while listen() {}
            return errno != EAGAIN
        }

        /// Whether anything comes within `milliseconds`.
        func hears(within milliseconds: Int) -> Bool {
            var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            return !held.isEmpty || poll(&wanted, 1, Int32(milliseconds)) > 0
        }

        private func listen() -> Bool {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 { errno = 0 }
            if count <= 0 { return false }
            held += buffer[..<count]
            return true
        }
    }
#endif
