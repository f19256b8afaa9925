// The answers in the description of the API: what was asked for, and the problems there may be.

import Ledger

extension OpenAPI {
    /// Answers, as OpenAPI calls them responses.
    enum Answers {
        static let ofAnyPath = [400, 401, 405, 414, 503]
        static let ofReading = [400, 401, 404, 405, 409, 414, 503]
        static let ofRecording = [400, 401, 403, 404, 405, 409, 413, 414, 415, 503]

        /// The answers of an operation.
        static func described(
            _ description: String,
            _ type: String,
            _ schema: Schema,
            _ problems: [Int]
        ) -> JSONValue {
            let content = JSONValue.Member(name: type, value: .members(("schema", schema.json)))
            let good = JSONValue.members(
                ("description", .string(description)),
                ("headers", .members(("Ledger-Warning", warning))),
                ("content", .object([content]))
            )
            let others = problems.map { status in
                JSONValue.Member(name: String(status), value: reference(to: status))
            }
            return .object([.init(name: "200", value: good)] + others)
        }

        private static let warning = JSONValue.members(
            ("description", .string("What is to be known besides, percent-encoded UTF-8.")),
            ("schema", Schema.text.json)
        )

        private static func reference(to status: Int) -> JSONValue {
            let name =
                switch status {
                case 413: "TooLong"
                case 414: "AddressTooLong"
                default: "Problem"
                }
            return .members(("$ref", .string("#/components/responses/\(name)")))
        }

        /// The answers that several operations have, by the names they are referred to.
        static let named = JSONValue.members(
            ("Problem", problem),
            ("TooLong", tooLong),
            (
                "AddressTooLong",
                .members(
                    ("description", .string("The address is longer than is read. Of no type."))
                )
            )
        )

        private static let problem = JSONValue.members(
            ("description", .string("Why there is no answer (RFC 9457).")),
            (
                "content",
                .members(
                    ("application/problem+json", .members(("schema", Schema.named("Problem").json)))
                )
            )
        )

        /// Said by the server before it reads all, or by the site of a file.
        private static let tooLong = JSONValue.members(
            ("description", .string("What was sent is longer than may be sent here.")),
            (
                "content",
                .members(
                    ("text/plain", .members()),
                    ("application/problem+json", .members())
                )
            )
        )
    }
}
