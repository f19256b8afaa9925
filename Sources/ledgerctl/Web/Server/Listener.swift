// The socket that a server listens on.

#if Web
    internal import CMicroHTTPD
    internal import Glibc

    /// An open socket that listens.
    struct Listener: Sendable {
        let descriptor: Int32
        /// The port it got.
        let port: Int

        /// Listens at `address`.
        ///
        /// - Throws: why it cannot.
        init(at address: ListenAddress) throws(HTTPServerError) {
            let family = address.isVersion6 ? AF_INET6 : AF_INET
            let type = Int32(SOCK_STREAM.rawValue) | Listener.flags
            descriptor = socket(family, type, 0)
            guard descriptor >= 0 else { throw Listener.error(at: address) }
            do throws(HTTPServerError) {
                port = try Listener.open(descriptor, at: address)
            } catch {
                close(descriptor)
                throw error
            }
        }

        /// The next connection that waits; nil where none does. `isTired` where there may be one,
        /// and the system has no more descriptors.
        func accept(_ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Void) -> Accepted {
            var address = sockaddr_storage()
            var count = UInt32(MemoryLayout<sockaddr_storage>.size)
            return unsafe withUnsafeMutablePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                    let line = unsafe accept4(descriptor, address, &count, Listener.flags)
                    if line >= 0 {
                        unsafe use(line, address, count)
                        return .one
                    }
                    let isNone = errno == EAGAIN || errno == ECONNABORTED || errno == EINTR
                    return isNone ? .none : .failed
                }
            }
        }

        enum Accepted { case one, none, failed }

        private static var flags: Int32 {
            Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        }

        private static func open(
            _ descriptor: Int32,
            at address: ListenAddress
        ) throws(HTTPServerError) -> Int {
            var yes: Int32 = 1
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
            if address.isVersion6 {
                unsafe setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, 4)
            }
            let isBound =
                address.isVersion6
                ? bind6(descriptor, to: address) : bind4(descriptor, to: address)
            guard isBound, listen(descriptor, 511) == 0 else { throw error(at: address) }
            // The port stands at the same place in both versions.
            var name = sockaddr_in6()
            var count = UInt32(MemoryLayout<sockaddr_in6>.size)
            let isNamed = unsafe withUnsafeMutablePointer(to: &name) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe getsockname(descriptor, $0, &count) == 0
                }
            }
            guard isNamed else { throw error(at: address) }
            return Int(UInt16(bigEndian: name.sin6_port))
        }

        private static func bind4(_ descriptor: Int32, to address: ListenAddress) -> Bool {
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = address.port.bigEndian
            unsafe inet_pton(AF_INET, address.host, &name.sin_addr)
            return unsafe withUnsafePointer(to: &name) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe bind(descriptor, $0, UInt32(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
        }

        private static func bind6(_ descriptor: Int32, to address: ListenAddress) -> Bool {
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            name.sin6_port = address.port.bigEndian
            unsafe inet_pton(AF_INET6, address.host, &name.sin6_addr)
            return unsafe withUnsafePointer(to: &name) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe bind(descriptor, $0, UInt32(MemoryLayout<sockaddr_in6>.size)) == 0
                }
            }
        }

        private static func error(at address: ListenAddress) -> HTTPServerError {
            let reason = unsafe String(cString: strerror(errno))
            return HTTPServerError(
                message: "The server cannot listen at \(address): \(reason). Give it "
                    + "\(ListenAddress.expected), that nothing else listens at."
            )
        }
    }
#endif
