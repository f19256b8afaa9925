// Signing in: a key and a passphrase, held against the users file.

import Ledger

/// Where people sign in.
final class SignIn: Sendable {
    /// What became of a try.
    enum Outcome: Sendable {
        /// It holds: the cookie's secret, and the session.
        case signedIn(id: Secret, session: Sessions.Session)
        /// Key and passphrase do not belong together, or there is no such user.
        case refused
        /// It was not looked at: the next try is after so many seconds.
        case wait(seconds: Int)
    }

    private let users: UsersFile
    private let sessions: Sessions
    private let throttle: SignInThrottle
    private let lane: PassphraseLane
    private let clock: @Sendable () -> Instant
    /// What the passphrase is held against of whoever has none, so that it takes as long.
    private let none = PassphraseHash.ofNone()

    /// Signs the users in `users` in to `sessions`.
    init(
        of users: UsersFile,
        to sessions: Sessions,
        throttle: SignInThrottle = SignInThrottle(),
        lane: PassphraseLane = .only,
        clock: @escaping @Sendable () -> Instant
    ) {
        self.users = users
        self.sessions = sessions
        self.throttle = throttle
        self.lane = lane
        self.clock = clock
    }

    /// Tries to sign in as `name` from `address`: that of the other end, or the one that a trusted
    /// proxy tells. Waits a tenth of a second or so for its turn, and answers at once where it has
    /// none.
    ///
    /// - Throws: that the users file cannot be read.
    func signIn(
        key name: String,
        passphrase: String,
        from address: String
    ) throws(CommandError) -> Outcome {
        // A key has 32 bytes at most; more of a name is not worth keeping.
        let name = String(decoding: name.utf8.prefix(33), as: UTF8.self)
        if let seconds = throttle.wait(for: name, from: address, now: clock()) {
            return .wait(seconds: seconds)
        }
        let outcome = try lane.work { () throws(CommandError) -> Outcome in
            // Again: others who tried the same at once may have failed meanwhile.
            if let seconds = throttle.wait(for: name, from: address, now: clock()) {
                return .wait(seconds: seconds)
            }
            let user = try Key(name).flatMap { key throws(CommandError) in try users.user(key) }
            let holds = (user?.passphrase ?? none).matches(passphrase)
            guard let user, holds else {
                throttle.failed(name, from: address, now: clock())
                return .refused
            }
            throttle.succeeded(name)
            let (id, session) = sessions.begin(for: user)
            return .signedIn(id: id, session: session)
        }
        return outcome ?? .wait(seconds: 1)
    }
}
