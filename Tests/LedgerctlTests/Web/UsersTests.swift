// The users file and its verbs: what they write, what they refuse, and who is at it at once.

import Foundation
import Synchronization
import Testing

@testable import Ledger
@testable import ledgerctl

@Suite("The users file")
struct UsersTests {
    @Test("is one line of canonical JSON a user, by their keys, which are read back")
    func lines() throws {
        let scene = try UsersScene()
        let kt = try scene.add("KT", .officer)
        let secret = Secret(String(repeating: "A", count: 43))
        let link = User.Link(try #require(secret), madeAt: scene.now)
        let ab = User(
            key: Key(wellFormed: "AB"),
            role: .reader,
            passphrase: nil,
            link: link,
            since: scene.now
        )
        try scene.users.change { $0.append(ab) }
        let digest = Digest(of: [UInt8](repeating: 0, count: 32)).hex
        #expect(
            scene.text == """
                {"key":"AB","link":"\(digest)","link-expires":"2018-03-25T14:05:09Z",\
                "role":"reader","since":"2018-03-22T14:05:09Z"}
                {"key":"KT","passphrase":"\(try #require(kt.passphrase).text)",\
                "role":"officer","since":"2018-03-22T14:05:09Z"}

                """
        )
        #expect(try UsersFile(path: scene.path).all() == [ab, kt])
        #expect(try scene.users.user(Key(wellFormed: "KT")) == kt)
        #expect(try scene.users.user(Key(wellFormed: "kt")) == nil)
        // A last line without its end, as an editor may leave it.
        try scene.put(String(scene.text.dropLast()))
        #expect(try scene.users.all() == [ab, kt])
    }

    @Test("is for its owner alone, from the first, whatever the umask")
    func mode() throws {
        let scene = try UsersScene()
        let ran = try Shell.run(
            "umask 0; \"$L\" users add KT --role leader --users \"$U\"",
            ["U": scene.path]
        )
        #expect(ran.code == 0)
        #expect(try scene.mode("users.json") == 0o600)
        #expect(try scene.mode("users.json.lock") == 0o600)
        let names = try FileManager.default.contentsOfDirectory(atPath: scene.folder.path)
        #expect(names.sorted() == ["users.json", "users.json.lock"])
    }

    @Test("lies beside this user's keys where none is named")
    func place() throws {
        let scene = try UsersScene()
        let home = scene.folder.path
        let script = "\"$L\" users add KT --role leader >/dev/null && \"$L\" users list --json"
        #expect(try Shell.run(script, ["HOME": home]).code == 0)
        #expect(try scene.mode(".config/ledgerctl/users.json") == 0o600)
        #expect(try Shell.run(script, ["HOME": "/x", "XDG_CONFIG_HOME": "\(home)/c"]).code == 0)
        #expect(try scene.mode("c/ledgerctl/users.json") == 0o600)
        let ran = try Shell.run("\"$L\" users list")
        #expect(ran.code == 1 && ran.output == "")
        #expect(
            ran.errors == """
                ledgerctl: There is no place for users: neither HOME nor XDG_CONFIG_HOME is set. \
                Set one of them to a folder that is yours alone, or name a file with --users.

                """
        )
    }

    @Test("is seen changed at once by whoever has read it")
    func seen() throws {
        let scene = try UsersScene()
        try scene.add("KT")
        let writer = UsersFile(path: scene.path)
        // Files of one length, each in the place of the last, faster than the clock of files.
        for round in 0..<300 {
            let role: RecorderRole = round.isMultiple(of: 2) ? .leader : .reader
            try writer.change { $0[0].role = role == .leader ? .reader : .leader }
            try writer.change { $0[0].role = role }
            #expect(try scene.users.user(Key(wellFormed: "KT"))?.role == role)
        }
        // And once it was left alone for a while, and is known without being read.
        Thread.sleep(forTimeInterval: 0.15)
        #expect(try scene.users.user(Key(wellFormed: "KT"))?.role == .reader)
        try writer.change { $0[0].role = .auditor }
        #expect(try scene.users.user(Key(wellFormed: "KT"))?.role == .auditor)
        try FileManager.default.removeItem(atPath: scene.path)
        #expect(try scene.users.all() == [])
    }

    @Test("loses nobody where processes and threads change it at once")
    func atOnce() throws {
        let scene = try UsersScene()
        let failed = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 4) { worker in
            do {
                if worker < 2 {
                    let ran = try Shell.run(
                        """
                        for n in $(seq 1 15); do
                            "$L" users add P\(worker).$n --role leader --users "$U" || exit 1
                        done
                        """,
                        ["U": scene.path]
                    )
                    if ran.code != 0 { failed.withLock { $0 += 1 } }
                } else {
                    for number in 1...15 { try scene.add("T\(worker).\(number)") }
                }
            } catch {
                failed.withLock { $0 += 1 }
            }
        }
        #expect(failed.withLock { $0 } == 0)
        #expect(try scene.users.all().count == 60)
    }

    @Test("is whole where somebody was stopped in the midst of writing it")
    func stopped() throws {
        let scene = try UsersScene()
        try scene.add("KT")
        try Data("half a li".utf8).write(to: scene.folder.appending(path: "users.json.part"))
        #expect(try scene.users.all().map(\.key.text) == ["KT"])
        try scene.add("AB")
        #expect(try scene.users.all().map(\.key.text) == ["AB", "KT"])
        #expect(try scene.mode("users.json") == 0o600)
    }

    @Test("is as it was where there is no room for more")
    func noRoom() throws {
        let scene = try UsersScene()
        try scene.add("KT")
        let before = scene.text
        // No file of this shell's may be larger than one block of 1,024 bytes.
        let ran = try Shell.run(
            """
            ulimit -f 1
            add() { "$L" users add $1 --role leader --users "$U"; }
            for n in $(seq 1 9); do add P$n; done 2>&1 >/dev/null
            """,
            ["U": scene.path]
        )
        #expect(
            ran.output.contains("The system could not write \(scene.path): File too large.\n")
        )
        #expect(scene.text.hasPrefix(before) && scene.text.utf8.count <= 1_024)
        let keys = try scene.users.all().map(\.key.text)
        #expect(keys.first == "KT" && keys.count > 1 && keys.count < 10)
        let names = try FileManager.default.contentsOfDirectory(atPath: scene.folder.path)
        #expect(names.sorted() == ["users.json", "users.json.lock"])
    }

    @Test(
        "is refused where others may read or write it",
        arguments: [0o640, 0o604, 0o620, 0o602, 0o644, 0o666]
    )
    func open(_ mode: Int) throws {
        let scene = try UsersScene()
        try scene.add("KT")
        try scene.put(scene.text, mode: mode)
        let sentence = """
            \(scene.path) can be read or written by other users of this machine, and it says who \
            may use the server. Run `chmod 600 \(scene.path)`. Where others may have read it, give \
            everybody a new link with `ledgerctl users link`; where they may have written it, look \
            at `ledgerctl users list` too.
            """
        #expect(throws: CommandError.refused(sentence)) { try scene.users.all() }
        for line in ["users list", "users remove KT", "users link KT"] {
            #expect(scene.run(line) == (.refused, "", "ledgerctl: \(sentence)\n"))
        }
    }

    @Test("is refused where a line is no user, by its number and what is wrong")
    func badLines() throws {
        let good = #"{"key":"AB","role":"reader","since":"2018-03-22T14:05:09Z"}"#
        let time = #""since":"2018-03-22T14:05:09Z"}"#
        let roles = "leader, officer, secretary, verifier, auditor, reader"
        let digits = String(repeating: "0", count: 64)
        let rows: [(String, String)] = [
            ("", "is not canonical JSON at byte 1"),
            ("{}", "is not canonical JSON at byte 1"),
            (good + " ", "is not canonical JSON at byte 60"),
            (#"{"role":"reader",\#(time)"#, "has no `key`"),
            (#"{"key":"K T","role":"reader",\#(time)"#, key),
            (#"{"key":7,"role":"reader",\#(time)"#, key),
            (#"{"key":"KT",\#(time)"#, "has no `role`"),
            (
                #"{"key":"KT","role":"king",\#(time)"#,
                "has in `role` something other than one of \(roles)"
            ),
            (#"{"key":"KT","role":"reader"}"#, "has no `since`"),
            (
                #"{"key":"KT","role":"reader","since":"today"}"#,
                "has in `since` something other than a time such as 2018-03-22T14:05:09Z"
            ),
            (
                #"{"key":"KT","passphrase":"sesame","role":"reader",\#(time)"#,
                "has in `passphrase` something other than the hash of a passphrase"
            ),
            (
                #"{"key":"KT","link":"00","role":"reader",\#(time)"#,
                "has in `link` something other than 64 lower-case hexadecimal digits"
            ),
            (
                #"{"key":"KT","link":"\#(digits)","role":"reader",\#(time)"#,
                "has no `link-expires`"
            ),
            (
                #"{"admin":true,"key":"KT","role":"reader",\#(time)"#,
                "has a `admin` that means nothing here"
            ),
            (good, "is about AB, who stands above already"),
            (#"{"key":"AA","role":"reader",\#(time)"#, "is about AA, who comes before AB"),
        ]
        let scene = try UsersScene()
        for (line, words) in rows {
            try scene.put("\(good)\n\(line)\n\(good)\n")
            let ran = scene.run("users list")
            #expect(ran.code == .refused && ran.output == "")
            #expect(
                ran.errors == """
                    ledgerctl: \(scene.path): line 2 is no user: it \(words). Mend the line, or \
                    take it out and add the user again with `ledgerctl users add`.

                    """
            )
        }
    }

    private let key = "has in `key` something other than a key such as KT"

    @Test("is refused where it is no file of this user's")
    func noFile() throws {
        let scene = try UsersScene()
        func errors(_ line: String = "users add KT --role leader") -> String {
            let ran = scene.run(line)
            return ran.code == .refused && ran.output == "" ? ran.errors : "code \(ran.code)"
        }
        let files = FileManager.default
        try files.createDirectory(atPath: scene.path, withIntermediateDirectories: true)
        let noFile = "ledgerctl: \(scene.path) is no plain file. Name"
        #expect(errors("users list") == "\(noFile) another with --users.\n")
        #expect(errors() == "\(noFile) the file itself with --users, or another.\n")
        try files.removeItem(atPath: scene.path)
        try files.createSymbolicLink(atPath: scene.path, withDestinationPath: "/dev/null")
        #expect(errors() == "\(noFile) the file itself with --users, or another.\n")
        try files.removeItem(atPath: scene.path)
        #expect(mkfifo(scene.path, 0o600) == 0)
        #expect(errors("users list") == "\(noFile) another with --users.\n")
        try files.removeItem(atPath: scene.path)
        try scene.put(String(repeating: "a", count: (8 << 20) + 1))
        #expect(
            errors("users list") == """
                ledgerctl: \(scene.path) is longer than the 8388608 bytes that a file of users has \
                at most; it is some other file. Name another with --users.

                """
        )
        guard geteuid() == 0 else { return }
        try scene.put("")
        #expect(chown(scene.path, 4_711, 4_711) == 0)
        #expect(
            errors() == """
                ledgerctl: \(scene.path) belongs to another user of this machine, number 4711. Run \
                this as that user.

                """
        )
    }
}
