// A site that tests ask without a line: requests as values, who asks, and what the answers say.

import Foundation
import Ledger

@testable import ledgerctl

extension LedgerSite {
    /// The site of the ledger in the folder `ledger`; where no users are named it has none.
    convenience init(
        _ ledger: String,
        _ terms: Entrance.Terms = .init(),
        users: UsersFile = UsersFile(
            path: FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        ),
        trust: Trust = Trust(),
        clock: @escaping @Sendable () -> Instant
    ) {
        self.init(
            LedgerHome(ledger, clock: clock),
            entrance: Entrance(users, terms, clock: clock),
            uploads: Uploads(folder: "\(users.path).uploads"),
            trust: trust,
            clock: clock
        )
    }

    /// What `request` comes to, from somebody who was let in.
    func answer(_ request: Request, as visitor: Visitor) -> Response {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
        return answer(request, parts.dropFirst().map(String.init), as: visitor)
    }

    /// What is at `target`: a path, and what follows a question mark is its query.
    func get(_ target: String, as visitor: Visitor = .officer) -> Response {
        answer(Request(target: target), as: visitor)
    }

    /// What comes of a form that `visitor` fills in.
    func post(
        _ target: String,
        _ fields: [(String, String)],
        files: [Request.File] = [],
        as visitor: Visitor
    ) -> Response {
        let all = fields + [("token", visitor.token)]
        return answer(Request("POST", target: target, all, files: files), as: visitor)
    }
}

extension Visitor {
    /// What the forms of all of them carry.
    private static let token = Secret.random().text

    /// Somebody who is signed in, without having had to.
    init(_ key: String, _ role: RecorderRole) {
        self.init(key: Key(key), role: role, token: Visitor.token)
    }

    static let secretary = Visitor("SEC", .secretary)
    static let officer = Visitor("SEC", .officer)
    /// Who reads without having signed in.
    static let anybody = Visitor(key: nil, role: .reader, token: "")
}

extension Request {
    typealias File = (field: String, name: String, bytes: [UInt8])

    /// A request for `target`, with the headers of a browser on this machine.
    init(
        _ method: String = "GET",
        target: String,
        _ fields: [(String, String)] = [],
        files: [File] = []
    ) {
        self.init()
        self.method = method
        let parts = target.split(separator: "?", maxSplits: 1)
        path = String(parts[0])
        headers = [("host", "127.0.0.1:8018")]
        peer = "127.0.0.1"
        let pairs = parts.count == 2 ? parts[1].split(separator: "&") : []
        query = pairs.map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
            let value = sides.count == 2 ? sides[1] : ""
            return Field(
                name: sides[0],
                bytes: Array((value.removingPercentEncoding ?? value).utf8)
            )
        }
        self.fields = fields.map { Field(name: $0.0, bytes: Array($0.1.utf8)) }
        self.fields += files.map { Field(name: $0.field, bytes: $0.bytes, fileName: $0.name) }
    }
}

extension Response {
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The same without the places where a long word may break.
    var unbroken: String { text.replacing("<wbr/>", with: "").replacing("<wbr>", with: "") }

    /// The body as JSON.
    var json: Any? {
        try? JSONSerialization.jsonObject(with: Data(body), options: [.fragmentsAllowed])
    }

    /// The sentences of a problem, which must be one in every respect.
    var detail: String {
        guard header("Content-Type") == "application/problem+json",
            let problem = json as? [String: Any],
            problem["type"] as? String == "about:blank",
            problem["status"] as? Int == status, problem["title"] is String
        else { return "no problem: \(text)" }
        return problem["detail"] as? String ?? "no detail"
    }

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The value of the form's field `name`, as it stands in the page.
    func field(_ name: String) -> String? {
        let mark = "name=\"\(name)\" value=\""
        guard let start = text.range(of: mark) else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }

    /// What its forms carry, so that no other site can send one.
    var token: String { field("token") ?? "" }

    /// The hidden fields of its form but for the token, in order.
    func hidden() -> [(String, String)] {
        text.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)"\/>/).map {
            (String($0.1), Response.plain(String($0.2)))
        }.filter { $0.0 != "token" }
    }

    private static func plain(_ text: String) -> String {
        text.replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&#10;", with: "\n").replacing("&amp;", with: "&")
    }
}
