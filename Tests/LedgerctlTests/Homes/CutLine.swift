// A line to a server that is cut where a test says so.

#if PostgreSQL
    import Foundation
    import Glibc
    import Synchronization

    @testable import Ledger

    /// Stands between a client and a server and hands on what each says, until the client sends the
    /// word that the line is to be cut at, once.
    final class CutLine: Sendable {
        /// What becomes of the message that the word is in.
        enum Cut: Sendable {
            /// The server never gets it.
            case before
            /// The server gets it and answers; the client never gets the answer.
            case after
        }

        let port: Int
        private let cut: Mutex<(word: [UInt8], Cut)?>
        /// Whether it stays cut, once it is.
        private let staysCut = Mutex(false)
        private let target: String

        /// A line to the socket at `target`, which is cut nowhere yet.
        init(to target: String) throws {
            self.target = target
            cut = Mutex(nil)
            port = try freePort()
            let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var yes: Int32 = 1
            setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = UInt16(port).bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let count = socklen_t(MemoryLayout<sockaddr_in>.size)
            let isBound = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(listener, $0, count)
                }
            }
            guard isBound == 0, listen(listener, 8) == 0 else {
                throw PostgresPrograms.Failed(output: "the line cannot be laid")
            }
            Threads.begin { [weak self] in
                while true {
                    let client = accept(listener, nil, nil)
                    guard client >= 0, let self else { return }
                    Threads.begin { self.carry(client) }
                }
            }
        }

        /// Cuts the line where the client next says `word`.
        func cut(_ cut: Cut, at word: String, forGood: Bool = false) {
            staysCut.withLock { $0 = forGood }
            self.cut.withLock { $0 = (Array(word.utf8), cut) }
        }

        /// Whether the line was cut.
        var wasCut: Bool { cut.withLock { $0 == nil } }

        private func carry(_ client: Int32) {
            let server = connectToTarget()
            defer {
                close(client)
                close(server)
            }
            var isCut = false
            if wasCut, staysCut.withLock(\.self) { return }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                var ends = [client, server].map {
                    pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
                }
                guard poll(&ends, 2, 30_000) > 0 else { return }
                for (from, to) in [(0, server), (1, client)] where ends[from].revents != 0 {
                    let count = Glibc.read(ends[from].fd, &buffer, buffer.count)
                    if count <= 0 { return }
                    let bytes = buffer[..<count]
                    if from == 0, !isCut, let cut = takeCut(in: bytes) {
                        if cut == .before { return }
                        isCut = true
                    }
                    // The answer has come, and the client does not get it.
                    if from == 1, isCut { return }
                    _ = bytes.withUnsafeBytes { Glibc.write(to, $0.baseAddress, $0.count) }
                }
            }
        }

        private func takeCut(in bytes: ArraySlice<UInt8>) -> Cut? {
            cut.withLock { cut in
                guard let wanted = cut, bytes.holds(wanted.word) else { return nil }
                cut = nil
                return wanted.1
            }
        }

        private func connectToTarget() -> Int32 {
            let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: target.utf8) }
            let count = socklen_t(MemoryLayout<sockaddr_un>.size)
            _ = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(server, $0, count)
                }
            }
            return server
        }
    }
#endif
