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
        ("schemas", Schema.componentsJSON),
        ("responses", Answers.named)
    )

    // MARK: Paths

    private static let fixedPaths: [JSONValue.Member] = [
        path(
            OpenAPI.path,
            "openapi",
            "This document, to anybody",
            Answers.described(
                "The document.",
                "application/json",
                .object([]),
                [400, 405, 414, 503]
            ),
            security: []
        ),
        path(
            "/api/session",
            "session",
            "Who is signed in, and the token for whatever records",
            Answers.described(
                "The key, which is null where anybody may read, the role and the token.",
                "application/json",
                .object([
                    ("key", .optional(.text)),
                    ("role", .word(RecorderRole.allCases.map(\.rawValue))), ("token", .text),
                ]),
                Answers.ofAnyPath
            )
        ),
        path(
            "/api/plans",
            "plans",
            "The codes of all plans",
            Answers.described("The codes.", "application/json", .list(.text), Answers.ofAnyPath)
        ),
        path(
            "/api/plans/{plan}/entries",
            "entries",
            "The lines of the journal as they are, one entry a line",
            Answers.described("The lines.", "application/jsonl", .any, Answers.ofReading),
            [plan, number("from", "the first entry; else 1"), number("to", "the last; else all")]
        ),
        path(
            "/api/plans/{plan}/entries/{entry}",
            "entry",
            "One line without its line feed: its SHA-256 is what the next line names as `prev`",
            Answers.described("The line.", "application/json", .object([]), Answers.ofReading),
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
                Answers.described(
                    isProof
                        ? "The proof, which `ledgerctl check` checks."
                        : "The object of `ledgerctl \(operation.command.grammar.name) --json`.",
                    isProof ? "text/plain" : "application/json",
                    isProof ? .text : Schema.answers[operation.name] ?? .any,
                    Answers.ofReading
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
        operation.command.grammar.purpose.sentence
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
                Answers.described(
                    "The object of `ledgerctl \(operation.command.grammar.name) --json`.",
                    "application/json",
                    .named("Recorded"),
                    Answers.ofRecording
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
            RequestSchema.schema(of: parameter, inQuery: true),
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
