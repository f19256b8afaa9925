// What a request may hold, as JSON Schema, made of the verbs' own grammars.

import Ledger

/// The schemas of what is sent.
enum RequestSchema {
    /// A code or a key.
    static let identifier = pattern("^[A-Za-z0-9][A-Za-z0-9.\\-]{0,31}$")
    /// The name of a request that is recorded once.
    static let requestName = pattern("^[A-Za-z0-9._:\\-]{1,64}$")

    private static func pattern(_ pattern: String) -> JSONValue {
        .members(("type", .string("string")), ("pattern", .string(pattern)))
    }

    /// What may stand for some of what help calls values.
    private static let examples = [
        "ACTION": "A1", "MILESTONE": "A1", "CODE": "A1", "PRIORITY": "A", "KEY": "KT",
        "MEASURE": "M1", "DAY": "2018-05-31", "DATE": "2018-05",
    ]

    /// The schema of one value.
    static func schema(of parameter: Parameter, inQuery: Bool = false) -> JSONValue {
        let bare = bare(parameter, text(longest: inQuery ? Parameter.queryCountMax : 65_535))
        guard parameter.name != "key", let example = examples[parameter.value],
            case .object(let members) = bare
        else { return bare }
        let examples = JSONValue.Member(name: "examples", value: .array([.string(example)]))
        return .object(members + [examples])
    }

    private static func bare(_ parameter: Parameter, _ text: JSONValue) -> JSONValue {
        switch parameter.kind {
        case .texts: .members(("type", .string("array")), ("items", text))
        case .number: .members(("type", .string("integer")), ("minimum", .integer(0)))
        case .truth: .members(("type", .string("boolean")))
        case .text where !parameter.choices.isEmpty: Schema.word(parameter.choices).json
        case .text where parameter.name == "key": requestName
        case .text where identifiers.contains(parameter.value): identifier
        case .text: text
        }
    }

    private static func text(longest count: Int) -> JSONValue {
        .members(
            ("type", .string("string")),
            ("minLength", .integer(1)),
            ("maxLength", .integer(count))
        )
    }

    /// What help calls values that are codes or keys and nothing else.
    private static let identifiers: Set<String> = ["ACTION", "PRIORITY", "MEASURE", "KEY"]

    /// The bodies that an operation takes, by their types.
    static func bodies(of operation: Operation) -> [JSONValue.Member] {
        var bodies: [JSONValue.Member] = [
            .init(
                name: "application/json",
                value: .members(("schema", object(operation.parameters, [])))
            )
        ]
        if operation.name == "evidence" {
            let file = JSONValue.members(
                ("type", .string("string")),
                ("contentMediaType", .string("application/octet-stream"))
            )
            let others = operation.parameters.filter { $0.name != "url" }
            bodies.append(
                .init(
                    name: "multipart/form-data",
                    value: .members(("schema", object(others, [("file", file)])))
                )
            )
        }
        return bodies
    }

    /// An object of `parameters`, and of `files`, which it must have; and of nothing else.
    private static func object(
        _ parameters: [Parameter],
        _ files: [(String, JSONValue)]
    ) -> JSONValue {
        let required = parameters.filter(\.isRequired).map(\.name) + files.map(\.0)
        let members = parameters.map { parameter -> JSONValue.Member in
            guard case .object(let own) = schema(of: parameter) else {
                return .init(name: parameter.name, value: .members())
            }
            let meaning = JSONValue.Member(name: "description", value: .string(parameter.meaning))
            return .init(name: parameter.name, value: .object(own + [meaning]))
        }
        return .members(
            ("type", .string("object")),
            ("required", .array(required.map { .string($0) })),
            (
                "properties",
                .object(members + files.map { .init(name: $0.0, value: $0.1) })
            ),
            ("additionalProperties", .bool(false))
        )
    }
}
