// What the tests of users share: a users file in a folder of its own, a clock that is set by hand.

import Foundation
import Synchronization

@testable import Ledger
@testable import ledgerctl

/// A users file that is gone after the test, and a clock: 22 March 2018, 14:05:09 UTC, unless told.
final class UsersScene: Sendable {
    static let passphrase = "correct horse battery"

    let folder: URL
    let users: UsersFile
    private let seconds: Mutex<Int>

    init(at start: Int = 1_521_727_509) throws {
        seconds = Mutex(start)
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        users = UsersFile(path: folder.appending(path: "users.json").path)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var path: String { users.path }

    var now: Instant { Instant(seconds: seconds.withLock { $0 }) }

    /// The clock, as the parts of the server are given it.
    var clock: @Sendable () -> Instant {
        { [self] in now }
    }

    /// Lets `more` seconds go by.
    func pass(_ more: Int) { seconds.withLock { $0 += more } }

    /// Runs a verb on this file.
    func run(_ line: String) -> (code: ExitCode, output: String, errors: String) {
        let witness = Witness()
        let words = shellWords(line)
        var world = witness.world(words + ["--users", path])
        world.now = clock
        let code = Ledgerctl.run(in: world)
        return (code, witness.output, witness.errors)
    }

    /// The secret of the link that a verb gave out.
    func secret(_ line: String) -> Secret {
        let link = run(line).output.dropLast()
        guard let secret = Secret(link.suffix(43)) else { fatalError("no link: \(link)") }
        return secret
    }

    /// Adds a user who has ``passphrase``, at a cost that tests can pay.
    @discardableResult
    func add(_ key: String, _ role: RecorderRole = .leader) throws -> User {
        let cheap = SecretBytes.Scrypt(power: 10, blockSize: 1, rounds: 1)
        let hash = try PassphraseHash(of: UsersScene.passphrase, key: key, cheap)
        let user = User(
            key: Key(wellFormed: key),
            role: role,
            passphrase: hash,
            link: nil,
            since: now
        )
        try users.change { $0.append(user) }
        return user
    }

    /// What the file says.
    var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    /// Writes the file by hand.
    func put(_ text: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    /// What may be done with the file called `name`, beside the users file.
    func mode(_ name: String) throws -> Int? {
        let path = folder.appending(path: name).path
        return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
}
