// What the head of a request says of its body.

#if Web
    /// The body that a head announces.
    struct BodyKind: Equatable {
        /// How many bytes it has; nil where it comes in chunks.
        let byteCount: Int?
        /// How it is written.
        let form: Written

        /// How a body is written: as a form in one way or the other, or as the site may find out.
        enum Written { case asFields, inParts, otherwise }

        /// Reads what the head says.
        ///
        /// - Returns: nil where there is no body.
        /// - Throws: 400 or 501 where two readers could disagree about where the body ends, which
        ///   is how requests are smuggled past a proxy; 400 or 415 for a form that cannot be read.
        static func announced(by head: Request) throws(Declined) -> BodyKind? {
            var encodings: [String] = []
            var lengths: [String] = []
            var types: [String] = []
            for header in head.headers {
                switch header.name {
                case "transfer-encoding": encodings.append(header.value)
                case "content-length": lengths.append(header.value)
                case "content-type": types.append(header.value)
                default: continue
                }
            }
            if encodings.isEmpty, lengths.isEmpty { return nil }
            guard encodings.count + lengths.count == 1 else {
                throw Declined(status: 400, words: "The length of the request is said twice.")
            }
            if let encoding = encodings.first, encoding.lowercased() != "chunked" {
                throw Declined(
                    status: 501,
                    words: "The request is encoded in a way that the server does not know."
                )
            }
            let byteCount = lengths.first.flatMap { Int($0) }
            if !lengths.isEmpty, byteCount == nil {
                throw Declined(status: 400, words: "The length of the request is no number.")
            }
            if byteCount == 0 { return nil }
            guard types.count <= 1 else {
                throw Declined(status: 400, words: "The kind of what was sent is said twice.")
            }
            return BodyKind(byteCount: byteCount, form: try form(types.first ?? ""))
        }

        private static func form(_ type: String) throws(Declined) -> Written {
            let parts = type.lowercased().split(separator: ";", omittingEmptySubsequences: false)
            switch String(trimming: parts[0]) {
            case "application/x-www-form-urlencoded":
                for part in parts.dropFirst() {
                    let words = String(trimming: part)
                    guard words.hasPrefix("charset=") else { continue }
                    if !["charset=utf-8", "charset=\"utf-8\""].contains(words) {
                        throw Declined(status: 415, words: "The form is not written in UTF-8.")
                    }
                }
                return .asFields
            case "multipart/form-data":
                // What the library makes a boundary of: all that stands behind it.
                guard let mark = type.firstRange(of: "boundary="),
                    isBoundary(String(type[mark.upperBound...]))
                else {
                    throw Declined(
                        status: 400,
                        words: "The boundary of the form is missing, or no boundary."
                    )
                }
                return .inParts
            default: return .otherwise
            }
        }

        /// Whether `text` is a boundary (RFC 2046, section 5.1.1), in quotation marks or without.
        private static func isBoundary(_ text: String) -> Bool {
            var text = text
            if text.count > 2, text.hasPrefix("\""), text.hasSuffix("\"") {
                text = String(text.dropFirst().dropLast())
            }
            return (1...70).contains(text.utf8.count)
                && text.utf8.allSatisfy { byte in
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"),
                        UInt8(ascii: "0")...UInt8(ascii: "9"),
                        UInt8(ascii: "A")...UInt8(ascii: "Z"):
                        true
                    default: "'()+_,-./:=? ".utf8.contains(byte)
                    }
                }
        }
    }

    extension String {
        /// The text without spaces and tabs around it.
        fileprivate init(trimming text: Substring) {
            var text = text
            while text.hasPrefix(" ") || text.hasPrefix("\t") { text.removeFirst() }
            while text.hasSuffix(" ") || text.hasSuffix("\t") { text.removeLast() }
            self = String(text)
        }
    }
#endif
