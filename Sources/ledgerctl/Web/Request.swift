// What somebody asked of the server, as a value: nothing here knows how it came over the line.

/// One request, read whole.
struct Request: Sendable {
    /// The method, as it was sent: `GET`.
    var method = "GET"
    /// The path, percent-decoded: `/plans/cqc-2018/actions/A1`. Never normalised: what is no page's
    /// path is nobody's.
    var path = "/"
    /// What follows the question mark, decoded, in the order sent.
    var query: [Field] = []
    /// The header fields, their names in lower case, in the order sent.
    var headers: [(name: String, value: String)] = []
    /// The address of the other end, in digits: `127.0.0.1`, `::1`.
    var peer = ""
    /// The fields of a form (`application/x-www-form-urlencoded` or `multipart/form-data`).
    var fields: [Field] = []
    /// The bytes of any other body.
    var body: [UInt8] = []

    /// One field of a form or of a query.
    struct Field: Sendable, Equatable {
        let name: String
        /// Its bytes; of a text field UTF-8, if the other end keeps to the standard.
        var bytes: [UInt8]
        /// The name of the file that was uploaded in it, as the other end says.
        var fileName: String?

        /// The value as text; nil where the bytes are not UTF-8, or begin a file.
        var text: String? { fileName == nil ? String(validating: bytes, as: UTF8.self) : nil }
    }

    /// The value of the header field `name`, given in lower case; nil where it was not sent, or
    /// more than once.
    func header(_ name: String) -> String? {
        let values = headers.filter { $0.name == name }
        return values.count == 1 ? values[0].value : nil
    }

    /// The first value of `name` in the query that is not empty.
    func asked(_ name: String) -> String? { Request.text(name, of: query) }

    /// The first value of `name` in the form that is not empty.
    func given(_ name: String) -> String? { Request.text(name, of: fields) }

    private static func text(_ name: String, of fields: [Field]) -> String? {
        fields.lazy.filter { $0.name == name }.compactMap(\.text).first { !$0.isEmpty }
    }
}
