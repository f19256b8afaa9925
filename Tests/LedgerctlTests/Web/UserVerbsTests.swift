// The verbs about users, and the links that they give out.

import Foundation
import Synchronization
import Testing

@testable import Ledger
@testable import ledgerctl

@Suite("The verbs about users")
struct UserVerbsTests {
    @Test("add a user and give out a link, which is kept nowhere")
    func add() throws {
        let scene = try UsersScene()
        let ran = scene.run("users add KT --role leader")
        #expect(ran.code == .done)
        let link = try #require(
            ran.output.wholeMatch(of: /http:\/\/127.0.0.1:8018\/welcome\/(.{43})\n/)
        )
        #expect(
            ran.errors == """
                ledgerctl: Give this link to KT and to nobody else: whoever opens it first sets \
                the passphrase of KT. It works once, within 72 hours, until 2018-03-25T14:05:09Z.

                """
        )
        let secret = try #require(Secret(link.1))
        #expect(!scene.text.contains(secret.text) && scene.text.contains(secret.digest.hex))
        #expect(try scene.users.user(ofLink: secret, now: scene.now).key.text == "KT")
    }

    @Test(
        "begin the link with the address that people use",
        arguments: [
            ("https://plan.example.org", "https://plan.example.org/welcome/"),
            ("https://example.org:8443/", "https://example.org:8443/welcome/"),
            ("http://[::1]:8018", "http://[::1]:8018/welcome/"),
        ]
    )
    func address(_ address: String, _ start: String) throws {
        let scene = try UsersScene()
        for line in ["users add KT --role leader", "users link KT"] {
            let output = scene.run("\(line) --address \(address)").output
            #expect(output.hasPrefix(start) && output.count == start.count + 44)
        }
    }

    @Test(
        "refuse what is no address",
        arguments: [
            "plan.example.org", "ftp://example.org", "https://", "https:///x", "https://a b",
            "https://example.org/plans", "https://a//",
            "https://a?b", "https://a#b", "https://me@a", "https://:8018", "https://a\u{E9}",
        ]
    )
    func noAddress(_ address: String) throws {
        let scene = try UsersScene()
        let ran = scene.run("users add KT --role leader --address '\(address)'")
        #expect(ran.code == .usage && ran.output == "" && scene.text == "")
        #expect(
            ran.errors.hasPrefix(
                "ledgerctl: `\(address)` cannot stand as --address, which is an address such as "
                    + "https://plan.example.org\nusage: "
            )
        )
    }

    @Test("make a new link, which puts the old one out of use and leaves the passphrase")
    func link() throws {
        let scene = try UsersScene()
        let user = try scene.add("KT")
        let first = scene.secret("users link KT")
        scene.pass(60)
        let ran = scene.run("users link KT")
        #expect(ran.errors.contains(", until 2018-03-25T14:06:09Z.\n"))
        #expect(ran.errors.hasSuffix("ledgerctl: Until then the old passphrase of KT works.\n"))
        #expect(try scene.users.user(Key(wellFormed: "KT"))?.passphrase == user.passphrase)
        #expect(throws: LinkFault.unknown) {
            try scene.users.user(ofLink: first, now: scene.now)
        }
        let second = try #require(Secret(ran.output.dropLast().suffix(43)))
        #expect(try scene.users.user(ofLink: second, now: scene.now).key.text == "KT")
        // Nobody has an old passphrase who never had one.
        #expect(scene.run("users add AB --role reader").code == .done)
        #expect(!scene.run("users link AB").errors.contains("old passphrase"))
    }

    @Test("give another role, and take a user away")
    func change() throws {
        let scene = try UsersScene()
        let user = try scene.add("KT")
        let changed = scene.run("users change KT --role auditor")
        let words = "ledgerctl: KT has the role auditor now, and had leader.\n"
        #expect(changed == (.done, "", words))
        var expected = user
        expected.role = .auditor
        #expect(try scene.users.all() == [expected])
        let again = scene.run("users change KT --role auditor")
        let same = "ledgerctl: KT has the role auditor already; nothing is changed.\n"
        #expect(again == (.done, "", same))
        let removed = scene.run("users remove KT")
        #expect(
            removed == (
                .done, "",
                "ledgerctl: KT is no user any more, and is signed out. What KT recorded stays in the "
                    + "plans.\n"
            )
        )
        #expect(try scene.users.all() == [] && scene.text == "")
    }

    @Test("list everybody, and no hash and no link")
    func list() throws {
        let scene = try UsersScene()
        let none = scene.run("users list")
        #expect(
            none == (
                .done, "",
                "ledgerctl: \(scene.path) names no users. `ledgerctl users add KEY --role ROLE` adds "
                    + "one.\n"
            )
        )
        #expect(scene.run("users list --json").output == "[]\n")
        try scene.add("KT", .officer)
        try scene.add("LM", .leader)
        #expect(scene.run("users add AB --role reader").code == .done)
        scene.pass(User.Link.duration)
        #expect(scene.run("users link LM").code == .done)
        #expect(
            scene.run("users list").output == """
                user  role     since
                AB    reader   2018-03-22T14:05:09Z  no passphrase yet; link expired \
                2018-03-25T14:05:09Z
                KT    officer  2018-03-22T14:05:09Z  has a passphrase
                LM    leader   2018-03-22T14:05:09Z  has a passphrase; link until \
                2018-03-28T14:05:09Z

                """
        )
        let json = scene.run("users list --json").output
        struct Row: Decodable, Equatable {
            let user, role, since: String
            let passphrase: Bool
            let linkExpires: String?
            enum CodingKeys: String, CodingKey {
                case user, role, since, passphrase
                case linkExpires = "link-expires"
            }
        }
        let rows = try JSONDecoder().decode([Row].self, from: Data(json.utf8))
        #expect(rows.map(\.user) == ["AB", "KT", "LM"])
        #expect(rows.map(\.passphrase) == [false, true, true])
        #expect(
            rows.map(\.linkExpires) == ["2018-03-25T14:05:09Z", nil, "2018-03-28T14:05:09Z"]
        )
        #expect(!json.contains("scrypt") && json.firstMatch(of: /[0-9a-f]{64}/) == nil)
    }

    @Test(
        "refuse what they cannot do, and say what to do",
        arguments: [
            (
                "users add KT --role officer", ExitCode.refused,
                "KT is a user already, with the role leader. `ledgerctl users change KT --role ROLE` "
                    + "gives another role, `ledgerctl users link KT` a new link."
            ),
            (
                "users link AB", .refused,
                "There is no user AB. `ledgerctl users list` shows all; `ledgerctl users add AB "
                    + "--role ROLE` adds one."
            ),
            (
                "users change AB --role reader", .refused,
                "There is no user AB. `ledgerctl users list` shows all; `ledgerctl users add AB "
                    + "--role ROLE` adds one."
            ),
            (
                "users remove AB", .refused,
                "There is no user AB. `ledgerctl users list` shows all; `ledgerctl users add AB "
                    + "--role ROLE` adds one."
            ),
            (
                "users add AB --role leder", .usage,
                "--role is one of leader, officer, secretary, verifier, auditor, reader, not "
                    + "`leder`; `leader` was meant?"
            ),
            (
                "users add AB", .usage,
                "`users add` needs --role leader|officer|secretary|verifier|auditor|reader: what the person may do"
            ),
            (
                "users add 'A B' --role leader", .usage,
                "`A B` cannot stand as KEY, which is a key such as KT"
            ),
        ]
    )
    func refusals(_ line: String, _ code: ExitCode, _ words: String) throws {
        let scene = try UsersScene()
        try scene.add("KT")
        let before = scene.text
        let ran = scene.run(line)
        #expect(ran.code == code && ran.output == "")
        let first = ran.errors.split(separator: "\n").first.map(String.init)
        #expect(first == "ledgerctl: \(words)")
        #expect(scene.text == before)
    }
}

@Suite("A link that works once")
struct LinkTests {
    private static let words = "a whole new passphrase"

    @Test("sets the passphrase, and then does nothing")
    func once() throws {
        let scene = try UsersScene()
        let secret = scene.secret("users add KT --role leader")
        let user = try scene.users.setPassphrase(Self.words, byLink: secret, now: scene.now)
        #expect(user.key.text == "KT" && user.link == nil)
        #expect(try #require(user.passphrase).matches(Self.words))
        #expect(try scene.users.all() == [user])
        let before = scene.text
        #expect(throws: LinkFault.unknown) {
            try scene.users.setPassphrase("another passphrase", byLink: secret, now: scene.now)
        }
        #expect(scene.text == before)
    }

    @Test("works for 72 hours and no second longer")
    func expiry() throws {
        let scene = try UsersScene()
        let secret = scene.secret("users add KT --role leader")
        scene.pass(72 * 3600 - 1)
        #expect(try scene.users.user(ofLink: secret, now: scene.now).key.text == "KT")
        scene.pass(1)
        #expect(throws: LinkFault.expired) {
            try scene.users.setPassphrase(Self.words, byLink: secret, now: scene.now)
        }
        #expect(try scene.users.user(Key(wellFormed: "KT"))?.passphrase == nil)
    }

    @Test("is not used up by a passphrase that cannot be taken")
    func badPassphrase() throws {
        let scene = try UsersScene()
        let secret = scene.secret("users add KT --role leader")
        #expect(throws: LinkFault.passphrase(.short(characters: 6))) {
            try scene.users.setPassphrase("sesame", byLink: secret, now: scene.now)
        }
        try scene.users.setPassphrase(Self.words, byLink: secret, now: scene.now)
    }

    @Test("is used by one of many who use it at once, and by nobody whose user is gone")
    func atOnce() throws {
        let scene = try UsersScene()
        let secret = scene.secret("users add KT --role leader")
        let set = Mutex<[Int]>([])
        let faults = Mutex<[LinkFault]>([])
        DispatchQueue.concurrentPerform(iterations: 6) { worker in
            do throws(LinkFault) {
                let words = "passphrase number \(worker)"
                try scene.users.setPassphrase(words, byLink: secret, now: scene.now)
                set.withLock { $0.append(worker) }
            } catch {
                faults.withLock { $0.append(error) }
            }
        }
        let winners = set.withLock { $0 }
        #expect(winners.count == 1)
        #expect(faults.withLock { $0 } == [LinkFault](repeating: .unknown, count: 5))
        let hash = try scene.users.user(Key(wellFormed: "KT"))?.passphrase
        #expect(try #require(hash).matches("passphrase number \(winners[0])"))
        let other = scene.secret("users link KT")
        #expect(scene.run("users remove KT").code == .done)
        #expect(throws: LinkFault.unknown) {
            try scene.users.setPassphrase(Self.words, byLink: other, now: scene.now)
        }
    }

    @Test("says in words why it did nothing")
    func words() {
        let rows: [(LinkFault, String)] = [
            (
                .unknown,
                "This link does nothing: it was used already, or a newer one was made. Ask whoever "
                    + "gave it to you for a new one."
            ),
            (
                .expired,
                "This link worked for 72 hours, which are over. Ask whoever gave it to you for a new "
                    + "one."
            ),
            (.passphrase(.blank), "The passphrase is nothing but blanks. Choose words."),
            (.busy, "Many people are signing in at this moment. Try again in a few seconds."),
            (
                .file(.refused("x")),
                "The server cannot read or write who may use it. Tell whoever keeps it."
            ),
        ]
        for (fault, words) in rows { #expect(fault.words == words) }
    }
}
