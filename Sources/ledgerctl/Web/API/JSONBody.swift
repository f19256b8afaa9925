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
            } catch DecodingError.typeMismatch {
                throw .unreadable(
                    "The body is a JSON object whose members are texts, whole numbers, true, "
                        + "false, or lists of texts. This one holds something else."
                )
            } catch {
                throw .unreadable("The body is not JSON (RFC 8259).")
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
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .texts(try container.decode([String].self))
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
