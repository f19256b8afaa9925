// What stands in a JSON value, as JSON Schema (2020-12) writes it.

import Ledger

/// The shape of a JSON value.
indirect enum Schema: Sendable {
    case text, number, truth
    /// A value of any type.
    case any
    /// A text that one of these is.
    case word([String])
    /// A value or null.
    case optional(Schema)
    case list(Schema)
    /// An object that has these members, and may have others.
    case object([(String, Schema)])
    /// One of several.
    case either([Schema])
    /// What stands under this name among the components.
    case named(String)

    /// The schema as JSON.
    var json: JSONValue {
        switch self {
        case .text: .members(("type", .string("string")))
        case .number: .members(("type", .string("integer")))
        case .truth: .members(("type", .string("boolean")))
        case .any: .members()
        case .word(let words):
            .members(
                ("type", .string("string")),
                ("enum", .array(words.map { .string($0) }))
            )
        case .optional(let schema):
            .members(("anyOf", .array([schema.json, .members(("type", .string("null")))])))
        case .list(let schema):
            .members(("type", .string("array")), ("items", schema.json))
        case .object(let members):
            .members(
                ("type", .string("object")),
                ("required", .array(members.map { .string($0.0) })),
                ("properties", .object(members.map { .init(name: $0.0, value: $0.1.json) }))
            )
        case .either(let schemas): .members(("anyOf", .array(schemas.map(\.json))))
        case .named(let name): .members(("$ref", .string("#/components/schemas/\(name)")))
        }
    }
}

extension JSONValue {
    /// An object of `members`.
    static func members(_ members: (String, JSONValue)...) -> JSONValue {
        .object(members.map { .init(name: $0.0, value: $0.1) })
    }
}

extension Schema {
    private static let colours = Schema.word(["blue", "green", "amber", "red", "grey"])
    private static let stated = Schema.optional(.text)

    /// What several answers have in common, by name.
    static let components: [(name: String, schema: Schema)] = [
        ("Problem", problem), ("Rating", rating), ("Milestone", .object(milestone)),
        ("Action", .object(action)), ("Change", change), ("Difference", difference),
        ("Ask", ask), ("Recorded", recorded),
    ]

    /// The same as JSON.
    static var componentsJSON: JSONValue {
        .object(components.map { JSONValue.Member(name: $0.name, value: $0.schema.json) })
    }

    private static let problem = Schema.object([
        ("type", .word(["about:blank"])), ("title", .text), ("status", .number),
        ("detail", .text),
    ])

    private static let rating = Schema.object([
        ("published", colours), ("declared", .optional(colours)), ("computed", colours),
        ("why", .text),
    ])

    private static let milestone: [(String, Schema)] = [
        ("milestone", .text), ("label", stated), ("written", stated), ("original", stated),
        ("current", stated), ("forecast", stated), ("delivered", stated), ("confirmed", stated),
        ("moves", .number), ("slippage", stated), ("rating", .named("Rating")),
    ]

    private static let action: [(String, Schema)] = [
        ("action", .text), ("under", .text), ("title", .text), ("accountable", .list(.text)),
        ("responsible", .list(.text)), ("rating", .optional(.named("Rating"))),
        ("milestones", .list(.named("Milestone"))),
    ]

    private static let change = Schema.object([
        ("subject", .text), ("field", .text), ("part", stated), ("value", .any), ("before", .any),
        ("by", .text), ("for", stated), ("recorded", .text), ("happened", .text),
        ("entry", .number), ("because", stated), ("struck-by", .optional(.number)),
        ("corrected-to", stated),
    ])

    private static let difference = Schema.object([
        ("subject", .text), ("kind", .text), ("field", .text), ("part", stated), ("before", .any),
        ("after", .any),
    ])

    private static let ask = Schema.object([
        ("kind", .text), ("action", .text), ("title", .text), ("milestones", .list(.object([]))),
        ("why", .text), ("request", .text), ("accountable", .list(.text)),
        ("responsible", .list(.text)),
    ])

    private static let recorded = Schema.object([
        ("plan", .text), ("recorded", .list(.number)), ("would-record", .list(.number)),
        ("recorded-before", .list(.number)), ("verified", .number),
        ("changes", .list(.named("Difference"))),
    ])

    /// What the verbs answer that read, by their names in the API.
    static let answers: [String: Schema] = [
        "status": status, "list": .list(.named("Action")), "show": show,
        "history": .list(.named("Change")), "blame": .list(.named("Change")), "replay": replay,
        "diff": .list(.named("Difference")), "gaps": gaps, "chase": chase, "report": report,
        "verify": verification,
    ]

    private static let counts: [(String, Schema)] = [
        "milestones", "overdue", "undated", "delivered", "confirmed", "moved", "red", "amber",
        "grey", "green", "blue",
    ].map { ($0, .number) }

    private static let status = Schema.object([
        ("plan", .text), ("title", .text), ("as-at", .text), ("known-at", .number),
        ("entries", .number), ("head", .text), ("verified", .number), ("counts", .object(counts)),
    ])

    /// An action, the actions of a priority, a risk, a measure, a person or body.
    private static let show = Schema.either([
        .object(
            action + [
                ("aim", stated), ("parts", .list(.text)), ("notes", .list(.object([]))),
                ("links", .list(.object([]))), ("evidence", .list(.object([]))),
                ("help", .list(.object([]))), ("closure", .optional(.object([]))),
                ("risks", .list(.object([]))), ("measures", .list(.object([]))),
                ("beside", .list(.object([]))),
            ]
        ),
        .list(.named("Action")),
        .object([
            ("risk", .text), ("about", .text), ("title", .text), ("closed", stated),
            ("mitigations", .list(.object([]))),
        ]),
        .object([
            ("measure", .text), ("about", .text), ("title", .text), ("unit", stated),
            ("direction", stated), ("target", .any), ("due", stated),
            ("readings", .list(.object([]))),
        ]),
        .object([
            ("key", .text), ("name", .text), ("role", stated), ("organisation", stated),
            ("members", .list(.text)), ("left", stated), ("actions", .list(.named("Action"))),
        ]),
    ])

    private static let replay = Schema.list(
        .object([
            ("entry", .number), ("recorded", .text), ("by", .text), ("events", .list(.text)),
            ("changes", .list(.named("Difference"))),
        ])
    )

    private static let gaps = Schema.list(
        .object([("kind", .text), ("action", .text), ("milestone", stated), ("detail", .text)])
    )

    private static let chase = Schema.object([
        ("plan", .text), ("as-at", .text), ("known-at", .number), ("meeting", stated),
        ("by", .text), ("asks", .number),
        (
            "organisations",
            .list(
                .object([
                    ("organisation", stated),
                    (
                        "leads",
                        .list(
                            .object([
                                ("lead", stated), ("name", stated), ("role", stated),
                                ("left", stated), ("asks", .list(.named("Ask"))),
                            ])
                        )
                    ),
                ])
            )
        ),
    ])

    /// A paper for a meeting, a lead's own list, or highlight reports.
    private static let report = Schema.either([
        .object(
            [
                ("plan", .text), ("title", .text), ("board", .text), ("meeting", .text),
                ("as-at", .text), ("known-at", .number), ("known-until", .text),
                ("entries", .number), ("head", .text), ("merkle-root", .text),
                ("approved", stated), ("counts", .object(counts)),
            ]
                + [
                    "milestones", "exceptions", "overdue", "due-at-meeting", "next-period",
                    "undated", "moved", "ratings-that-differ",
                ].map { ($0, .list(.named("Milestone"))) }
        ),
        .object([
            ("plan", .text), ("lead", .text), ("name", .text), ("as-at", .text),
            ("known-at", .number), ("meeting", stated), ("by", .text),
            ("milestones", .list(.named("Milestone"))), ("without-milestone", .list(.text)),
            ("asks", .list(.named("Ask"))),
        ]),
        .list(
            .object([
                ("plan", .text), ("entries", .number), ("head", .text), ("as-at", .text),
                ("programme", .text), ("title", .text), ("period", .text),
                ("counts", .object(counts)),
            ])
        ),
    ])

    private static let verification = Schema.object([
        ("plan", .text), ("entries", .number), ("head", .text),
        ("verdict", .word(["anchored", "unanchored", "torn", "tampered"])), ("after", .number),
        ("line", .optional(.number)), ("why", stated),
        (
            "findings",
            .list(.object([("line", .optional(.number)), ("kind", .text), ("why", .text)]))
        ),
        ("checkpoints", .list(.object([]))), ("restores", .list(.object([]))),
        ("signed", .list(.object([("entry", .number), ("by", .text), ("key", .text)]))),
    ])
}
