// The body of a request as JSON: the one place where the program takes in JSON from outside.

import Ledger

#if Web
    private import FoundationEssentials

    /// Reads bodies.
    enum JSONBody {
        /// The members of the object that `body` writes, by name.
        ///
        /// - Throws: why it is none that an operation could take.
        static func members(
            of body: [UInt8]
        ) throws(Problem) -> [(name: String, value: GivenValue)] {
            // JSON between systems is UTF-8 (RFC 8259, section 8.1); the decoder guesses others.
            guard !body.contains(0), String(validating: body, as: UTF8.self) != nil else {
                throw .unreadable("The body is not written in UTF-8.")
            }
            let object: [String: GivenValue]
            do {
                object = try JSONDecoder().decode([String: GivenValue].self, from: Data(body))
            } catch DecodingError.typeMismatch, DecodingError.valueNotFound {
                throw .unreadable(
                    "The body is a JSON object whose members are texts, whole numbers, true, "
                        + "false, or lists of texts. This one is or holds something else."
                )
            } catch {
                throw .unreadable(
                    "The body is not JSON (RFC 8259), or a text in it holds half of a surrogate "
                        + "pair."
                )
            }
            guard Tally(of: body) == Tally(of: object) else {
                throw .unreadable(
                    "The body says a member twice, or has a comma too many. Nothing was recorded."
                )
            }
            return object.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        }
    }

    extension GivenValue: Decodable {
        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let truth = try? container.decode(Bool.self) {
                self = .truth(truth)
            } else if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                do { self = .text(try container.decode(String.self)) } catch DecodingError
                    .typeMismatch
                { self = .texts(try container.decode([String].self)) }
            }
        }
    }

    /// How many texts and commas there are. The decoder is silent about members that stand twice
    /// and about commas that nothing follows; what it gives back has fewer than what was sent.
    private struct Tally: Equatable {
        private var texts = 0
        private var commas = 0

        /// Counts in a body that was decoded, so that whatever is not within quotation marks is
        /// punctuation, a number or a word.
        init(of body: [UInt8]) {
            var (isText, isEscaped) = (false, false)
            for byte in body {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isText.toggle()
                    texts += isText ? 1 : 0
                } else if byte == UInt8(ascii: ","), !isText {
                    commas += 1
                }
            }
        }

        /// Counts what was decoded.
        init(of object: [String: GivenValue]) {
            texts = object.count
            commas = max(0, object.count - 1)
            for value in object.values {
                switch value {
                case .text: texts += 1
                case .texts(let list):
                    texts += list.count
                    commas += max(0, list.count - 1)
                case .number, .truth, .null: break
                }
            }
        }
    }
#else
    /// Reads bodies, where the program was built for that.
    enum JSONBody {
        static func members(
            of body: [UInt8]
        ) throws(Problem) -> [(name: String, value: GivenValue)] {
            throw Problem(status: 415, words: "This server was built without the trait Web.")
        }
    }
#endif
