// A site with users over a plan of its own, asked as from outside, and what stands in its journal.

import Foundation
import Ledger

@testable import ledgerctl

/// A ledger of one small plan in a folder of its own, served to nobody but the test.
struct SiteScene {
    /// Its users and its clock, and the folder of everything.
    let people: UsersScene
    let site: LedgerSite

    /// A plan `county` with actions A1 (led by AB), A2 (by CD) and A3 (by the body GRP, with EF),
    /// as at 1 June 2024, and no users.
    init(_ terms: Entrance.Terms = .init()) throws {
        people = try UsersScene(at: 1_717_243_200)
        let ledger = people.folder.appending(path: "events")
        try FileManager.default.createDirectory(at: ledger, withIntermediateDirectories: true)
        site = LedgerSite(ledger.path, terms, users: people.users, clock: people.clock)
        for line in [
            #"add plan county --title "County plan" --board BRD"#,
            #"add body BRD "The Board""#, #"add person AB "Person AB""#,
            #"add person CD "Person CD""#, #"add person EF "Person EF""#,
            "add body GRP Group --members EF", "add priority A First",
            #"add action A1 "Open the ward" --under A"#, "add action A2 Another --under A",
            #"add action A3 "A third" --under A"#, "assign A1 --accountable AB",
            "assign A2 --accountable CD", "assign A3 --accountable GRP",
            "add milestone A1 2024-07", "add milestone A2 2024-05", "add milestone A3 2024-09",
            #"add meeting 2024-07-18 "Health and Wellbeing Board""#,
            "approve plan --meeting 2024-06-01 --agreed-by BRD",
        ] { try run(line) }
    }

    /// Runs a line of the command on the ledger, by the clerk.
    private func run(_ line: String) throws {
        let witness = Witness()
        var world = witness.world(shellWords(line), environment: ["LEDGER_BY": "CLERK"])
        world.now = people.clock
        world.home = site.home
        let code = Ledgerctl.run(in: world)
        guard code == .done else { throw Refused(words: witness.errors) }
    }

    /// What the command said, where it refused.
    struct Refused: Error { let words: String }

    var users: UsersFile { people.users }

    /// The path of the journal.
    var path: String { people.folder.appending(path: "events/county.jsonl").path }

    /// The lines of the journal.
    var journal: [String] {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    /// What the whole site answers, from the door on.
    func send(
        _ method: String,
        _ path: String,
        _ fields: [(String, String)] = [],
        cookie: String? = nil,
        headers: [(String, String)] = [],
        peer: String = "127.0.0.1"
    ) -> Response {
        var request = Request(method, target: path, fields)
        request.peer = peer
        if headers.contains(where: { $0.0 == "host" }) { request.headers = [] }
        request.headers += headers.map { (name: $0.0, value: $0.1) }
        if let cookie { request.headers.append(("cookie", "other=1; \(cookie)")) }
        return site.respond(to: request)
    }

    /// A new one-time link of the first user.
    func link() throws -> String {
        let secret = Secret.random()
        try users.change { users in users[0].link = .init(secret, madeAt: people.now) }
        return secret.text
    }
}
