// What a program sends to be recorded: a JSON object, or a form with a file.

import Ledger

/// The body of a request that records.
struct PostedBody {
    /// What was given, by the names that programs call it.
    private(set) var values: [(name: String, value: GivenValue)]
    /// The file of evidence that came with it.
    private(set) var file: (name: String, bytes: [UInt8])?

    /// Reads the body of `request`.
    ///
    /// - Throws: what of it cannot be read.
    init(_ operation: Operation, _ request: Request) throws(Problem) {
        let type = request.header("content-type") ?? ""
        let kind = String(type.prefix { $0 != ";" && $0 != " " }).lowercased()
        let isEvidence = operation.name == "evidence"
        switch kind {
        case "application/json": values = try JSONBody.members(of: request.body)
        case "multipart/form-data" where isEvidence:
            let files = request.fields.filter { $0.fileName != nil }
            let texts = request.fields.filter { $0.fileName == nil && $0.name != "token" }
            values = try operation.values(of: texts)
            file = try PostedBody.file(files, values)
            // The command's own place for a file; what stands there is not looked at.
            values.append(("url", .text("")))
        default:
            let forms = isEvidence ? " or multipart/form-data" : ""
            throw Problem(status: 415, words: "The body is application/json\(forms).")
        }
        if isEvidence, file == nil { try checkAddress() }
        try takeKey(request.headers.filter { $0.name == "idempotency-key" }.map(\.value))
    }

    private static func file(
        _ files: [Request.Field],
        _ values: [(name: String, value: GivenValue)]
    ) throws(Problem) -> (name: String, bytes: [UInt8]) {
        if values.contains(where: { $0.name == "url" }) {
            throw .unreadable("`url` stands in a JSON body; a form brings a file.")
        }
        guard files.count == 1, files[0].name == "file", !files[0].bytes.isEmpty else {
            throw .unreadable("A form brings one file, under the name `file`, that is not empty.")
        }
        if files[0].bytes.count > Uploads.byteCountMax {
            throw Problem(
                status: 413,
                words: "The file is longer than \(Uploads.byteCountMax) bytes."
            )
        }
        // What stands before it is a folder of whoever sent it.
        let parts = (files[0].fileName ?? "").split { $0 == "/" || $0 == "\\" }
        return (parts.last.map(String.init) ?? "", files[0].bytes)
    }

    /// Evidence in JSON is an address on the web: a path would be one of the server's own disk.
    private func checkAddress() throws(Problem) {
        for (name, value) in values where name == "url" {
            guard case .text(let url) = value, Record.isAddress(url) else {
                throw .unreadable("`url` is an address such as https://example.org/minutes.")
            }
        }
    }

    /// The name of the request may stand in its head instead of its body.
    private mutating func takeKey(_ keys: [String]) throws(Problem) {
        guard let first = keys.first else { return }
        var key = first
        if key.count > 1, key.hasPrefix("\""), key.hasSuffix("\"") {
            key = String(key.dropFirst().dropLast())
        }
        if keys.count > 1 { throw .unreadable("The header Idempotency-Key stands twice.") }
        let given = values.first { $0.name == "key" }?.value
        if given == nil {
            values.append(("key", .text(key)))
        } else if given != .text(key) {
            throw .unreadable(
                "The header Idempotency-Key and the member `key` differ. Give one of them."
            )
        }
    }
}

extension Operation {
    /// What the fields of a query or form say, by the names of the parameters.
    func values(
        of fields: [Request.Field]
    ) throws(Problem) -> [(name: String, value: GivenValue)] {
        var texts = OrderedMap<String, [String]>()
        for field in fields {
            guard let text = field.text else {
                throw .unreadable("What stands under `\(field.name)` is not UTF-8.")
            }
            if !records, text.unicodeScalars.count > Parameter.queryCountMax {
                throw .unreadable(
                    "What stands under `\(field.name)` is longer than \(Parameter.queryCountMax) "
                        + "characters."
                )
            }
            texts[field.name, default: []].append(text)
        }
        var values: [(name: String, value: GivenValue)] = []
        for (name, texts) in texts {
            // One that there is not is told of where all are looked through.
            let parameter = parameters.first { $0.name == name }
            values.append((name, try parameter?.value(texts) ?? .null))
        }
        return values
    }
}
