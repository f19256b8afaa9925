// What libmicrohttpd calls. Functions, not closures: a closure may belong to the main actor, and
// would end the process on the library's threads.

#if Web
    internal import CMicroHTTPD
    private import Glibc

    private func serving(_ context: UnsafeMutableRawPointer?) -> Serving? {
        unsafe context.map { unsafe Unmanaged<Serving>.fromOpaque($0).takeUnretainedValue() }
    }

    /// A connection begins or ends: its line is kept with it in between.
    func handleConnection(
        _ context: UnsafeMutableRawPointer?,
        _ connection: OpaquePointer?,
        _ kept: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
        _ event: MHD_ConnectionNotificationCode
    ) {
        guard let serving = unsafe serving(context), let connection = unsafe connection,
            let kept = unsafe kept
        else { return }
        if event == .CONNECTION_NOTIFY_STARTED {
            let line = unsafe Wire(
                microhttpd_descriptor(connection),
                peer: digits(microhttpd_peer(connection)),
                headSeconds: serving.limits.headSeconds
            )
            unsafe kept.pointee = Unmanaged.passRetained(line).toOpaque()
            serving.door.enter(line)
        } else if let box = unsafe kept.pointee {
            let line = unsafe Unmanaged<Wire>.fromOpaque(box).takeRetainedValue()
            unsafe kept.pointee = nil
            serving.door.leave(line)
        }
    }

    /// The first line of a request has come: what is returned is kept with the request.
    func handleTarget(
        _ context: UnsafeMutableRawPointer?,
        _ target: UnsafePointer<CChar>?,
        _ connection: OpaquePointer?
    ) -> UnsafeMutableRawPointer? {
        guard let serving = unsafe serving(context), let connection = unsafe connection,
            let box = unsafe microhttpd_kept(connection)
        else { return nil }
        let line = unsafe Unmanaged<Wire>.fromOpaque(box).takeUnretainedValue()
        let visit = unsafe serving.begin(
            line,
            target: target.map { unsafe String(cString: $0) } ?? ""
        )
        return unsafe Unmanaged.passRetained(visit).toOpaque()
    }

    /// The head of a request has come, or a piece of its body, or all of it.
    func handleRequest(
        _ context: UnsafeMutableRawPointer?,
        _ connection: OpaquePointer?,
        _ url: UnsafePointer<CChar>?,
        _ method: UnsafePointer<CChar>?,
        _ version: UnsafePointer<CChar>?,
        _ data: UnsafePointer<CChar>?,
        _ count: UnsafeMutablePointer<Int>?,
        _ kept: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
    ) -> MHD_Result {
        guard let serving = unsafe serving(context), let connection = unsafe connection,
            let url = unsafe url, let method = unsafe method, let count = unsafe count,
            let box = unsafe kept?.pointee
        else { return .NO }
        let visit = unsafe Unmanaged<Passage>.fromOpaque(box).takeUnretainedValue()
        let goesOn: Bool
        if case .head = visit.stage {
            goesOn = unsafe serving.head(visit, connection, url, method)
        } else if unsafe count.pointee > 0 {
            goesOn = unsafe visit.take(UnsafeRawBufferPointer(start: data, count: count.pointee))
            unsafe count.pointee = 0
        } else {
            goesOn = unsafe serving.goOn(visit, connection)
        }
        return goesOn ? .YES : .NO
    }

    /// A request has ended, in whatever way.
    func handleEnd(
        _ context: UnsafeMutableRawPointer?,
        _ connection: OpaquePointer?,
        _ kept: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
        _ reason: MHD_RequestTerminationCode
    ) {
        guard let serving = unsafe serving(context), let connection = unsafe connection,
            let box = unsafe kept?.pointee
        else { return }
        unsafe kept?.pointee = nil
        let visit = unsafe Unmanaged<Passage>.fromOpaque(box).takeRetainedValue()
        serving.end(
            visit,
            isWhole: reason == .REQUEST_TERMINATED_COMPLETED_OK,
            status: unsafe Int(microhttpd_status(connection))
        )
    }

    /// The address `peer` in digits.
    private func digits(_ peer: UnsafePointer<sockaddr>?) -> String {
        guard let peer = unsafe peer else { return "" }
        let isVersion6 = unsafe peer.pointee.sa_family == sa_family_t(AF_INET6)
        let count = isVersion6 ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let isRead = unsafe getnameinfo(
            peer,
            UInt32(count),
            &text,
            UInt32(text.count),
            nil,
            0,
            NI_NUMERICHOST
        )
        return isRead == 0
            ? String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self) : ""
    }
#endif
