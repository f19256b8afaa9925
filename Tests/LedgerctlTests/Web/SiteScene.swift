// A site for tests without a line: requests as values, and what it answers.

import Foundation
import Ledger

@testable import ledgerctl

/// A ledger of one small plan in a folder of its own, served to nobody but the test.
final class SiteScene {
    /// The folder of everything.
    let folder: URL
    let users: UsersFile
    let clock: TestClock
    let site: LedgerSite
    let entrance: Entrance

    /// A clock that the test sets.
    final class TestClock: @unchecked Sendable {
        // One test at a time sets it, between the requests that read it.
        var now = Instant(seconds: 1_717_243_200)
    }

    /// A plan `county` with actions A1 (led by AB), A2 (by CD) and A3 (by the body GRP, with EF),
    /// as at 1 June 2024, and one user of each role: AB leader, OFF, SEC, VER, AUD, REA.
    init(_ terms: Entrance.Terms = .init(), titles: String = "Open the ward") throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "site-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let clock = TestClock()
        self.clock = clock
        users = UsersFile(path: folder.appending(path: "users.json").path)
        entrance = Entrance(users, terms, clock: { clock.now })
        let ledger = folder.appending(path: "events").path
        site = LedgerSite(
            LedgerHome(ledger, clock: { clock.now }),
            entrance: entrance,
            uploads: Uploads(folder: folder.appending(path: "uploads").path),
            clock: { clock.now }
        )
        try FileManager.default.createDirectory(
            atPath: ledger,
            withIntermediateDirectories: true
        )
        for line in SiteScene.lines(titles) { try run(line) }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static func lines(_ title: String) -> [[String]] {
        [
            ["add", "plan", "county", "--title", "County plan", "--board", "BRD"],
            ["add", "body", "BRD", "The Board"], ["add", "person", "AB", "Person AB"],
            ["add", "person", "CD", "Person CD"], ["add", "person", "EF", "Person EF"],
            ["add", "body", "GRP", "Group", "--members", "EF"],
            ["add", "priority", "A", "First"],
            ["add", "action", "A1", title, "--under", "A"],
            ["add", "action", "A2", "Another", "--under", "A"],
            ["add", "action", "A3", "A third", "--under", "A"],
            ["assign", "A1", "--accountable", "AB"], ["assign", "A2", "--accountable", "CD"],
            ["assign", "A3", "--accountable", "GRP"],
            ["add", "milestone", "A1", "2024-07"], ["add", "milestone", "A2", "2024-05"],
            ["add", "milestone", "A3", "2024-09"],
            ["add", "meeting", "2024-07-18", "Health and Wellbeing Board"],
            ["approve", "plan", "--meeting", "2024-06-01", "--agreed-by", "BRD"],
        ]
    }

    /// Runs a line of the command on the ledger, by the clerk.
    func run(_ words: [String]) throws {
        let witness = Witness()
        var world = witness.world(words, environment: ["LEDGER_BY": "CLERK"])
        let clock = clock
        world.now = { clock.now }
        world.home = site.home
        let code = Ledgerctl.run(in: world)
        guard code == .done else { throw Refused(words: witness.errors) }
    }

    /// What the command said, where it refused.
    struct Refused: Error { let words: String }

    /// The lines of the journal.
    var journal: [String] {
        let path = folder.appending(path: "events/county.jsonl").path
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// Somebody who is signed in, without having had to.
    func visitor(_ key: String, _ role: RecorderRole) -> Visitor {
        Visitor(key: Key(key), role: role, token: SiteScene.token)
    }

    static let token = Secret.random().text

    /// The page at `path`, with what follows a question mark as its query.
    func get(_ path: String, as visitor: Visitor) -> Page {
        answer(Request(target: path), visitor)
    }

    /// What comes of a form.
    func post(
        _ path: String,
        _ fields: [(String, String)],
        as visitor: Visitor,
        file: (name: String, bytes: [UInt8])? = nil
    ) -> Page {
        var request = Request(target: path)
        request.method = "POST"
        request.fields = fields.map { .init(name: $0.0, bytes: Array($0.1.utf8)) }
        request.fields.append(.init(name: "token", bytes: Array(visitor.token.utf8)))
        if let file {
            request.fields.append(
                .init(name: "evidence", bytes: file.bytes, fileName: file.name)
            )
        }
        return answer(request, visitor)
    }

    private func answer(_ request: Request, _ visitor: Visitor) -> Page {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
            .dropFirst().map(String.init)
        return Page(site.answer(request, parts, as: visitor))
    }

    /// What the whole site answers, from the door on.
    func send(
        _ method: String,
        _ path: String,
        _ fields: [(String, String)] = [],
        cookie: String? = nil,
        headers: [(String, String)] = [],
        peer: String = "127.0.0.1"
    ) -> Page {
        var request = Request(target: path)
        request.method = method
        request.peer = peer
        request.fields = fields.map { .init(name: $0.0, bytes: Array($0.1.utf8)) }
        if headers.contains(where: { $0.0 == "host" }) { request.headers = [] }
        request.headers += headers.map { (name: $0.0, value: $0.1) }
        if let cookie { request.headers.append(("cookie", "other=1; \(cookie)")) }
        return Page(site.respond(to: request))
    }

    /// A new one-time link of the first user.
    func link() throws -> String {
        let secret = Secret.random()
        try users.change { users in users[0].link = .init(secret, madeAt: clock.now) }
        return secret.text
    }

    /// The form token on `page`.
    func token(_ page: Page) -> String {
        let mark = #"name="token" value=""#
        guard let start = page.text.range(of: mark)?.upperBound else { return "" }
        return String(page.text[start...].prefix { $0 != "\"" })
    }

    /// What was answered.
    struct Page {
        let response: Response
        let text: String

        init(_ response: Response) {
            self.response = response
            text = String(decoding: response.body, as: UTF8.self)
        }

        var status: Int { response.status }
        func header(_ name: String) -> String? {
            response.headers.first { $0.name == name }?.value
        }

        /// The hidden fields of the form in it that posts to `path`, in order.
        func hidden() -> [(String, String)] {
            text.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)"\/>/).map {
                (String($0.1), Page.plain(String($0.2)))
            }.filter { $0.0 != "token" }
        }

        private static func plain(_ text: String) -> String {
            text.replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
                .replacing("&lt;", with: "<").replacing("&gt;", with: ">")
                .replacing("&#10;", with: "\n").replacing("&amp;", with: "&")
        }
    }
}

extension Request {
    /// A GET of `target`, with the headers of a browser on this machine.
    init(target: String) {
        self.init()
        let parts = target.split(separator: "?", maxSplits: 1)
        path = String(parts[0])
        headers = [("host", "127.0.0.1:8018")]
        peer = "127.0.0.1"
        if parts.count == 2 {
            query = parts[1].split(separator: "&").map { pair in
                let sides = pair.split(separator: "=", maxSplits: 1)
                let value = sides.count == 2 ? String(sides[1]) : ""
                return Field(
                    name: String(sides[0]),
                    bytes: Array((value.removingPercentEncoding ?? value).utf8)
                )
            }
        }
    }
}
