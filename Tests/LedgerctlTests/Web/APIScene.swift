// What the tests of the API share: what programs send, and what fits its description.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

extension LedgerSite {
    /// What comes of a JSON body, sent with the token unless `headers` say another.
    func post(
        _ path: String,
        _ body: String,
        as visitor: Visitor = .officer,
        _ headers: [(name: String, value: String)] = [("x-form-token", Visitor.officer.token)],
        type: String? = "application/json"
    ) -> Response {
        var request = Request("POST", target: path)
        request.headers += headers
        if let type { request.headers.append(("content-type", type)) }
        request.body = Array(body.utf8)
        return answer(request, as: visitor)
    }

    /// What comes of a form with files that a program sends.
    func upload(
        _ path: String,
        _ fields: [(String, String)],
        _ files: [Request.File]
    ) -> Response {
        var request = Request("POST", target: path, fields, files: files)
        request.headers += [
            ("x-form-token", Visitor.officer.token),
            ("content-type", "multipart/form-data; boundary=x"),
        ]
        return answer(request, as: .officer)
    }
}

extension VerbLedger {
    /// The ledger as a site.
    var site: LedgerSite { LedgerSite(folder.path, clock: { [now] in now }) }

    /// The path and the body that ask for what `line` does; `more` are members besides.
    static func request(
        of line: String,
        _ more: [String: Any] = [:]
    ) throws -> (path: String, body: String) {
        guard case .work(let command, let given) = try asked(line) else { throw NoVerb() }
        let operation = try #require(
            Operation.recorders.first { $0.command.grammar.name == command.grammar.name }
        )
        var members = more
        for parameter in operation.parameters where given.has(parameter.place) {
            let values = given.all(parameter.place)
            switch parameter.kind {
            case .text: members[parameter.name] = values[0]
            case .texts: members[parameter.name] = values
            case .number: members[parameter.name] = Int(values[0])
            case .truth: members[parameter.name] = true
            }
        }
        let body = try JSONSerialization.data(withJSONObject: members)
        return (
            "/api/plans/moor-2018/\(operation.name)", String(decoding: body, as: UTF8.self)
        )
    }

    struct NoVerb: Error {}
}

/// The description of the API, read as any program reads it.
struct Description {
    let document: [String: Any]

    init() throws {
        let json = try JSONSerialization.jsonObject(with: Data(OpenAPI.response.body))
        document = try #require(json as? [String: Any])
    }

    /// What is described under `path` for `method`.
    func operation(_ path: String, _ method: String) -> [String: Any]? {
        (document["paths"] as? [String: [String: Any]])?[path]?[method] as? [String: Any]
    }

    /// The schema of what the operation answers.
    func answer(_ path: String, _ method: String = "get") throws -> [String: Any] {
        let responses = operation(path, method)?["responses"] as? [String: [String: Any]]
        let content = responses?["200"]?["content"] as? [String: [String: Any]]
        return try #require(content?["application/json"]?["schema"] as? [String: Any])
    }

    /// Where `value` does not fit `schema`, of which this knows what the description uses.
    func faults(in value: Any, _ schema: [String: Any], at place: String = "$") -> [String] {
        if let reference = schema["$ref"] as? String {
            let name = reference.split(separator: "/").last.map(String.init) ?? ""
            let components = document["components"] as? [String: [String: Any]]
            guard let named = components?["schemas"]?[name] as? [String: Any] else {
                return ["\(place): no schema \(name)"]
            }
            return faults(in: value, named, at: place)
        }
        if let either = schema["anyOf"] as? [[String: Any]] {
            let found = either.map { faults(in: value, $0, at: place) }
            return found.contains([]) ? [] : found.min { $0.count < $1.count } ?? []
        }
        if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "") {
            return ["\(place) is none of \(words)"]
        }
        switch schema["type"] as? String {
        case "string": return value is String ? [] : ["\(place) is no text"]
        case "null": return value is NSNull ? [] : ["\(place) is not null"]
        case "integer":
            let isNumber = value is NSNumber && value as? Int != nil
            return isNumber ? [] : ["\(place) is no number"]
        case "boolean": return value is Bool ? [] : ["\(place) is no truth"]
        case "array":
            guard let list = value as? [Any] else { return ["\(place) is no list"] }
            let items = schema["items"] as? [String: Any] ?? [:]
            return list.enumerated().flatMap { faults(in: $1, items, at: "\(place)[\($0)]") }
        case "object":
            guard let object = value as? [String: Any] else { return ["\(place) is no object"] }
            let required = schema["required"] as? [String] ?? []
            let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
            return required.filter { object[$0] == nil }.map { "\(place).\($0) is missing" }
                + properties.flatMap { name, schema in
                    object[name].map { faults(in: $0, schema, at: "\(place).\(name)") } ?? []
                }
        default: return []
        }
    }
}
