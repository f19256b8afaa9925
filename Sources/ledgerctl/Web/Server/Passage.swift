// One request, from its first line to the end of its answer.

#if Web
    internal import CMicroHTTPD

    /// What is known of a request. Touched by the thread that serves its connection alone.
    final class Passage {
        enum Stage {
            /// Its head is being read.
            case head
            /// Its head is read, and it has no body.
            case ready
            /// Its body is being read.
            case body(BodyKind)
            /// Its body is being read and thrown away, to be answered by this at its end.
            case refused(Declined)
            /// A worker has it.
            case away(Errand)
            /// Its answer is on its way.
            case answered
        }

        let line: Wire
        /// The path as it was sent.
        let path: String
        /// When its first line was read.
        let began = Wire.now
        var method = ""
        var request = Request()
        var stage = Stage.head
        /// How many bytes of body there may be, were read, and are accounted for.
        var byteCountMax = 0
        var byteCount = 0
        var heldByteCount = 0
        var answer: Response?

        init(_ line: Wire, path: String) {
            self.line = line
            self.path = path
        }

        /// Reads the head of the request that comes over `connection`.
        ///
        /// - Throws: 400 where it has something that two readers could take for different things.
        func readHead(
            _ connection: OpaquePointer,
            _ url: UnsafePointer<CChar>,
            _ method: UnsafePointer<CChar>
        ) throws(Declined) {
            unsafe self.method = String(cString: method)
            request.method = self.method == "HEAD" ? "GET" : self.method
            request.peer = line.peer
            // The library ends the path at a NUL, and with it what the site would see of it.
            guard !path.contains("%00"), let path = unsafe String(validatingCString: url) else {
                throw Declined(
                    status: 400,
                    words: "The address is not written in UTF-8, or holds a NUL."
                )
            }
            request.path = path
            let isRead = unsafe withUnsafeMutablePointer(to: &request) { request in
                unsafe MHD_get_connection_values_n(connection, .HEADER_KIND, addHeader, request)
                unsafe MHD_get_connection_values_n(
                    connection,
                    .GET_ARGUMENT_KIND,
                    addQuery,
                    request
                )
                return unsafe request.pointee.headers.allSatisfy { !$0.name.isEmpty }
            }
            guard isRead else {
                throw Declined(status: 400, words: "The name of a header field is no name.")
            }
        }

        /// Takes a piece of the body. Whether more is read: not where much more was sent than may
        /// be, and only the end of the connection can stop it.
        func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
            byteCount += bytes.count
            switch stage {
            case .body(let kind):
                if byteCount > byteCountMax {
                    request.body = []
                    stage = .refused(.tooLong(byteCountMax))
                } else {
                    if request.body.isEmpty { request.body.reserveCapacity(kind.byteCount ?? 0) }
                    unsafe request.body.append(contentsOf: bytes)
                }
            case .refused: break
            case .head, .ready, .away, .answered: return false
            }
            return byteCount <= 2 * byteCountMax + 1 << 20
        }
    }

    private func text(_ start: UnsafePointer<CChar>?, _ count: Int) -> UnsafeRawBufferPointer {
        unsafe UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    }

    /// Adds a header field to a request; without a name, where its name is none.
    private func addHeader(
        _ request: UnsafeMutableRawPointer?,
        _ kind: MHD_ValueKind,
        _ name: UnsafePointer<CChar>?,
        _ nameCount: Int,
        _ value: UnsafePointer<CChar>?,
        _ valueCount: Int
    ) -> MHD_Result {
        guard let request = unsafe request?.assumingMemoryBound(to: Request.self) else {
            return .NO
        }
        let bytes = unsafe text(name, nameCount)
        let isName = unsafe bytes.allSatisfy(Sending.isToken)
        let lower = unsafe String(unsafeUninitializedCapacity: isName ? bytes.count : 0) { lower in
            for place in lower.indices.prefix(isName ? bytes.count : 0) {
                let byte = unsafe bytes[place]
                let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                unsafe lower[place] = isUpper ? byte | 0x20 : byte
            }
            return isName ? bytes.count : 0
        }
        let value = unsafe String(decoding: text(value, valueCount), as: UTF8.self)
        unsafe request.pointee.headers.append((lower, value))
        return .YES
    }

    private func addQuery(
        _ request: UnsafeMutableRawPointer?,
        _ kind: MHD_ValueKind,
        _ name: UnsafePointer<CChar>?,
        _ nameCount: Int,
        _ value: UnsafePointer<CChar>?,
        _ valueCount: Int
    ) -> MHD_Result {
        guard let request = unsafe request?.assumingMemoryBound(to: Request.self) else {
            return .NO
        }
        let name = unsafe String(decoding: text(name, nameCount), as: UTF8.self)
        let field = unsafe Request.Field(name: name, bytes: Array(text(value, valueCount)))
        unsafe request.pointee.query.append(field)
        return .YES
    }
#endif
