// An answer, as libmicrohttpd sends it.

#if Web
    internal import CMicroHTTPD

    /// Queues answers.
    enum Sending {
        /// Has `response` sent over `connection`, and the connection ended after it where
        /// `isLast`. Whether it will be: not where it is no answer that can be sent.
        static func queue(
            _ response: Response,
            on connection: OpaquePointer,
            isLast: Bool
        ) -> Bool {
            guard (200...599).contains(response.status),
                response.headers.allSatisfy({ isName($0.name) && isValue($0.value) })
            else { return false }
            let body = Body(response.body)
            let box = unsafe Unmanaged.passRetained(body).toOpaque()
            let made = unsafe MHD_create_response_from_buffer_with_free_callback_cls(
                body.bytes.count,
                body.start,
                letGo,
                box
            )
            guard let made = unsafe made else {
                unsafe letGo(box)
                return false
            }
            defer { unsafe MHD_destroy_response(made) }
            for header in response.headers {
                guard unsafe MHD_add_response_header(made, header.name, header.value) == .YES
                else { return false }
            }
            unsafe MHD_add_response_header(made, "X-Content-Type-Options", "nosniff")
            if isLast { unsafe MHD_add_response_header(made, "Connection", "close") }
            return unsafe MHD_queue_response(connection, UInt32(response.status), made) == .YES
        }

        /// Whether it is a token (RFC 9110, section 5.6.2), and none that the server sets itself.
        private static func isName(_ name: String) -> Bool {
            !name.isEmpty && name.utf8.allSatisfy(isToken)
        }

        /// Whether `byte` may stand in the name of a header field.
        static func isToken(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                true
            default: "!#$%&'*+.^_`|~".utf8.contains(byte)
            }
        }

        /// Whether no control stands in it, which could end the field and begin another.
        private static func isValue(_ value: String) -> Bool {
            !value.isEmpty && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
        }

        /// The bytes of a body, as long as they are sent.
        ///
        /// The pointer is used after the call that gave it: an array that is held here and never
        /// changed keeps its bytes, and Swift's arrays on Linux hold bytes nowhere else.
        @safe private final class Body {
            let bytes: [UInt8]
            let start: UnsafeMutableRawPointer?

            init(_ bytes: [UInt8]) {
                self.bytes = bytes
                unsafe start = bytes.withUnsafeBytes {
                    unsafe UnsafeMutableRawPointer(mutating: $0.baseAddress)
                }
            }
        }

        private static let letGo: @convention(c) (UnsafeMutableRawPointer?) -> Void = { box in
            if let box = unsafe box { unsafe Unmanaged<Body>.fromOpaque(box).release() }
        }
    }
#endif
