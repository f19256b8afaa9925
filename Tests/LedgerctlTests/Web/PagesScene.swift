// What tests of pages share: a ledger as a site, asked without a line in between.

import Foundation
import Ledger

@testable import ledgerctl

/// The site of a ledger, its clock at 22 March 2018, 14:05:09 UTC.
struct PagesScene {
    let site: LedgerSite
    let plan: String

    init(
        _ folder: String,
        plan: String = "moor-2018",
        trust: Trust = Trust(),
        now: Instant = Instant(seconds: 1_521_727_509)
    ) {
        self.plan = plan
        let nowhere = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        let clock: @Sendable () -> Instant = { now }
        site = LedgerSite(
            LedgerHome(folder, clock: clock),
            entrance: Entrance(UsersFile(path: nowhere), Entrance.Terms(), clock: clock),
            uploads: Uploads(folder: nowhere),
            trust: trust,
            clock: clock
        )
    }

    /// The plans that ship, on the day that the board of cqc-2018 was to meet.
    static let shipped: String = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "events").path

    /// What every form of theirs carries.
    static let token = Secret.random().text

    static let anybody = Visitor(key: nil, role: .reader, token: "")

    static func visitor(_ key: String, _ role: RecorderRole) -> Visitor {
        Visitor(key: Key(key), role: role, token: token)
    }

    static let secretary = visitor("SEC", .secretary)
    static let officer = visitor("SEC", .officer)
    static let auditor = visitor("AUD", .auditor)

    /// The page at `path` of the plan; what follows a question mark is its query.
    func get(_ path: String, as visitor: Visitor = anybody) -> Response {
        let halves = path.split(separator: "?", maxSplits: 1).map(String.init)
        var request = Request()
        request.path = "/plans/\(plan)" + (halves.first.map { "/\($0)" } ?? "")
        let pairs = halves.count < 2 ? [] : halves[1].split(separator: "&")
        request.query = pairs.map { pair in
            let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
            let value = sides.count < 2 ? "" : sides[1].removingPercentEncoding ?? ""
            return Request.Field(name: sides[0], bytes: Array(value.utf8))
        }
        return answer(request, visitor)
    }

    /// What a form sent to `path` comes to.
    func post(_ path: String, _ fields: [String: String], as visitor: Visitor) -> Response {
        var request = Request()
        request.method = "POST"
        request.path = "/plans/\(plan)/\(path)"
        request.fields = fields.merging(["token": visitor.token]) { $1 }.map { name, value in
            Request.Field(name: name, bytes: Array(value.utf8))
        }
        return answer(request, visitor)
    }

    private func answer(_ request: Request, _ visitor: Visitor) -> Response {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
        return site.answer(request, parts.dropFirst().map(String.init), as: visitor)
    }
}

extension Response {
    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

    /// The value of the form's field `name`.
    func field(_ name: String) -> String? {
        let mark = "name=\"\(name)\" value=\""
        guard let start = text.range(of: mark) else { return nil }
        return String(text[start.upperBound...].prefix { $0 != "\"" })
    }
}
