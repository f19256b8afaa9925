// The description of the API that programs read (OpenAPI 3.1), made of the verbs' own grammars.

import Ledger

/// The document at `/openapi.json`.
enum OpenAPI {
    static let path = "/openapi.json"

    /// The document as it is sent.
    static let response = Response.json(document)

    /// The document.
    static let document = JSONValue.members(
        ("openapi", .string("3.1.0")),
        (
            "info",
            .members(
                ("title", .string("Action plan ledger")),
                ("version", .string("1")),
                (
                    "description",
                    .string(
                        "What `ledgerctl` answers with --json, and what it records. Sign in at "
                            + "/sign-in; the cookie of the session says who asks. Whatever "
                            + "records needs the session's token too, which /api/session gives, "
                            + "and is recorded in the name of whoever is signed in."
                    )
                )
            )
        ),
        ("security", .array([.members(("session", .array([])))])),
        ("paths", .object(fixedPaths + operationPaths)),
        ("components", components)
    )

    private static let components = JSONValue.members(
        (
            "securitySchemes",
            .members(
                (
                    "session",
                    .members(
                        ("type", .string("apiKey")),
                        ("in", .string("cookie")),
                        ("name", .string(Entrance.cookieName))
                    )
                ),
                (
                    "token",
                    .members(
                        ("type", .string("apiKey")),
                        ("in", .string("header")),
                        ("name", .string("X-Form-Token"))
                    )
                )
            )
        ),
        (
            "schemas",
            .object(Schema.components.map { .init(name: $0.name, value: $0.schema.json) })
        ),
        ("responses", .members(("Problem", problem), ("TooLong", tooLong)))
    )

    // MARK: Answers

    private static let problem = JSONValue.members(
        ("description", .string("Why there is no answer (RFC 9457).")),
        (
            "content",
            .members(
                ("application/problem+json", .members(("schema", Schema.named("Problem").json)))
            )
        )
    )

    /// What the server says before it reads all, by itself or by the library it is built on.
    private static let tooLong = JSONValue.members(
        ("description", .string("What was sent is longer than may be sent here.")),
        (
            "content",
            .object(
                ["text/plain", "text/html", "application/problem+json"].map {
                    .init(name: $0, value: .members())
                }
            )
        )
    )

    /// The answers of an operation: what it was asked for, and the problems there may be.
    private static func responses(
        _ description: String,
        _ type: String,
        _ schema: Schema,
        _ problems: [Int]
    ) -> JSONValue {
        let ok = JSONValue.members(
            ("description", .string(description)),
            (
                "headers",
                .members(
                    (
                        "Ledger-Warning",
                        .members(
                            (
                                "description",
                                .string("What is to be known besides, percent-encoded UTF-8.")
                            ),
                            ("schema", Schema.text.json)
                        )
                    )
                )
            ),
            ("content", .object([.init(name: type, value: .members(("schema", schema.json)))]))
        )
        return .object(
            [.init(name: "200", value: ok)]
                + problems.map { status in
                    .init(
                        name: String(status),
                        value: .members(
                            (
                                "$ref",
                                .string(
                                    "#/components/responses/"
                                        + ([413, 414].contains(status) ? "TooLong" : "Problem")
                                )
                            )
                        )
                    )
                }
        )
    }

    private static let problemsOfAnyPath = [400, 401, 405, 414, 503]
    private static let problemsOfReading = [400, 401, 404, 405, 409, 414, 503]
    private static let problemsOfRecording = [400, 401, 403, 404, 405, 409, 413, 414, 415, 503]

    // MARK: Paths

    private static let fixedPaths: [JSONValue.Member] = [
        path(
            OpenAPI.path,
            "openapi",
            "This document, to anybody",
            responses("The document.", "application/json", .object([]), [400, 405, 414, 503]),
            security: []
        ),
        path(
            "/api/session",
            "session",
            "Who is signed in, and the token for whatever records",
            responses(
                "The key, which is null where anybody may read, the role and the token.",
                "application/json",
                .object([
                    ("key", .optional(.text)),
                    ("role", .word(RecorderRole.allCases.map(\.rawValue))), ("token", .text),
                ]),
                problemsOfAnyPath
            )
        ),
        path(
            "/api/plans",
            "plans",
            "The codes of all plans",
            responses("The codes.", "application/json", .list(.text), problemsOfAnyPath)
        ),
        path(
            "/api/plans/{plan}/entries",
            "entries",
            "The lines of the journal as they are, one entry a line",
            responses("The lines.", "application/jsonl", .any, problemsOfReading),
            [plan, number("from", "the first entry; else 1"), number("to", "the last; else all")]
        ),
        path(
            "/api/plans/{plan}/entries/{entry}",
            "entry",
            "One line without its line feed: its SHA-256 is what the next line names as `prev`",
            responses("The line.", "application/json", .object([]), problemsOfReading),
            [plan, parameter("entry", in: "path", "the number of the entry", ordinal)]
        ),
    ]

    private static let operationPaths: [JSONValue.Member] =
        Operation.readers.map { operation in
            let isProof = operation.name == "proof"
            return path(
                "/api/plans/{plan}/\(operation.name)",
                operation.name,
                sentence(operation),
                responses(
                    isProof
                        ? "The proof, which `ledgerctl check` checks."
                        : "The object of `ledgerctl \(operation.command.grammar.name) --json`.",
                    isProof ? "text/plain" : "application/json",
                    isProof ? .text : Schema.answers[operation.name] ?? .any,
                    problemsOfReading
                ),
                [plan] + operation.parameters.map(query)
            )
        }
        + Operation.recorders.map { operation in
            .init(
                name: "/api/plans/{plan}/\(operation.name)",
                value: .members(("post", post(operation)))
            )
        }

    private static func path(
        _ path: String,
        _ name: String,
        _ summary: String,
        _ responses: JSONValue,
        _ parameters: [JSONValue] = [],
        security: [JSONValue]? = nil
    ) -> JSONValue.Member {
        var members: [JSONValue.Member] = [
            .init(name: "operationId", value: .string(name)),
            .init(name: "summary", value: .string(summary)),
            .init(name: "parameters", value: .array(parameters)),
            .init(name: "responses", value: responses),
        ]
        if let security { members.append(.init(name: "security", value: .array(security))) }
        return .init(name: path, value: .members(("get", .object(members))))
    }

    private static func sentence(_ operation: Operation) -> String {
        let purpose = operation.command.grammar.purpose
        return purpose.prefix(1).uppercased() + purpose.dropFirst()
    }

    private static func post(_ operation: Operation) -> JSONValue {
        .members(
            ("operationId", .string(operation.name)),
            ("summary", .string(sentence(operation))),
            (
                "security",
                .array([.members(("session", .array([])), ("token", .array([])))])
            ),
            ("parameters", .array([plan, idempotencyKey])),
            (
                "requestBody",
                .members(
                    ("required", .bool(true)),
                    ("content", .object(RequestSchema.bodies(of: operation)))
                )
            ),
            (
                "responses",
                responses(
                    "The object of `ledgerctl \(operation.command.grammar.name) --json`.",
                    "application/json",
                    .named("Recorded"),
                    problemsOfRecording
                )
            )
        )
    }

    // MARK: Parameters

    private static let ordinal = JSONValue.members(
        ("type", .string("integer")),
        ("minimum", .integer(1))
    )

    private static let plan = parameter(
        "plan",
        in: "path",
        "the code of the plan",
        RequestSchema.identifier
    )

    private static let idempotencyKey = parameter(
        "Idempotency-Key",
        in: "header",
        "a name for this request, as the member `key`: sent again, it is recorded only once",
        RequestSchema.requestName
    )

    private static func number(_ name: String, _ meaning: String) -> JSONValue {
        parameter(name, in: "query", meaning, ordinal)
    }

    private static func query(_ parameter: Parameter) -> JSONValue {
        OpenAPI.parameter(
            parameter.name,
            in: "query",
            parameter.meaning,
            RequestSchema.schema(of: parameter),
            isRequired: parameter.isRequired
        )
    }

    private static func parameter(
        _ name: String,
        in place: String,
        _ meaning: String,
        _ schema: JSONValue,
        isRequired: Bool = false
    ) -> JSONValue {
        .members(
            ("name", .string(name)),
            ("in", .string(place)),
            ("required", .bool(isRequired || place == "path")),
            ("description", .string(meaning)),
            ("schema", schema)
        )
    }
}
