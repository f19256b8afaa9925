// Who is signed in, in memory: a restart of the server signs everybody out.

import Ledger
import Synchronization

/// The sessions of one server.
final class Sessions: Sendable {
    /// How long sessions last, and how many there may be.
    struct Limits: Sendable {
        /// The seconds without a request after which a session is over.
        var idleSeconds = 12 * 3600
        /// The seconds after which it is over in any case.
        var wholeSeconds = 20 * 3600
        /// How many there are at most; the one that was idle longest goes.
        var countMax = 10_000
        /// How many of one user; likewise.
        var userCountMax = 20
    }

    /// Somebody who is signed in.
    struct Session: Sendable {
        /// Who.
        let key: Key
        /// What they may do, by the users file as it is now.
        let role: RecorderRole
        /// What their forms carry, so that no other site can send one for them.
        let token: Secret
        /// When they signed in.
        let begun: Instant
        /// Whether a proxy says who they are.
        let isProxied: Bool

        /// Whether a form that carries `text` as its token is theirs.
        func accepts(_ text: String?) -> Bool {
            text.flatMap { Secret($0) } == token
        }
    }

    private struct Kept {
        let key: Key
        /// What the users file said then: a new passphrase, or another user of that key, ends it.
        let since: Instant
        let passphrase: PassphraseHash?
        let token = Secret.random()
        let begun: Instant
        var lastSeen: Instant
        /// Which it is of all, so that of two in one second the first is the older.
        let number: Int

        func isOver(_ now: Instant, _ limits: Limits) -> Bool {
            now.seconds - lastSeen.seconds >= limits.idleSeconds
                || now.seconds - begun.seconds >= limits.wholeSeconds
        }
    }

    private struct State {
        var bySecret: [Digest: Kept] = [:]
        var byProxy: [Key: Kept] = [:]
        var begunCount = 0
        var swept = Instant(seconds: 0)
    }

    private let users: UsersFile
    private let limits: Limits
    private let clock: @Sendable () -> Instant
    private let state = Mutex(State())

    /// No sessions yet, of the users in `users`.
    init(
        of users: UsersFile,
        limits: Limits = Limits(),
        clock: @escaping @Sendable () -> Instant
    ) {
        self.users = users
        self.limits = limits
        self.clock = clock
    }

    /// A new session of `user`, who has shown to be it, and the secret that tells it from now on:
    /// the cookie, of which nothing but a digest is kept.
    func begin(for user: User) -> (id: Secret, session: Session) {
        let now = clock()
        let id = Secret.random()
        let kept = state.withLock { state in
            sweep(&state, now)
            let own = state.bySecret.filter { $0.value.key == user.key }
            if own.count >= limits.userCountMax { Sessions.dropOldest(of: own, in: &state) }
            if state.bySecret.count >= limits.countMax {
                Sessions.dropOldest(of: state.bySecret, in: &state)
            }
            let kept = Sessions.kept(user, now, in: &state, passphrase: user.passphrase)
            state.bySecret[id.digest] = kept
            return kept
        }
        return (id, session(kept, user, isProxied: false))
    }

    /// The session that `id` tells, which this request keeps going; nil where it is over, was
    /// ended, or never was, and where its user is one no more.
    ///
    /// - Throws: that the users file cannot be read.
    func session(id: Secret) throws(CommandError) -> Session? {
        let now = clock()
        let digest = id.digest
        let kept: Kept? = state.withLock { state in
            guard var kept = state.bySecret[digest] else { return nil }
            if kept.isOver(now, limits) {
                state.bySecret[digest] = nil
                return nil
            }
            kept.lastSeen = max(kept.lastSeen, now)
            state.bySecret[digest] = kept
            return kept
        }
        guard let kept else { return nil }
        guard let user = try users.user(kept.key), user.since == kept.since,
            user.passphrase == kept.passphrase
        else {
            end(id)
            return nil
        }
        return session(kept, user, isProxied: false)
    }

    /// The session of the user `key`, who came through the proxy that is trusted to say so; nil
    /// where there is no such user. There is one for each, and nothing ends it but its time.
    ///
    /// - Throws: that the users file cannot be read.
    func session(ofProxied key: Key) throws(CommandError) -> Session? {
        guard let user = try users.user(key) else {
            state.withLock { $0.byProxy[key] = nil }
            return nil
        }
        let now = clock()
        let kept = state.withLock { state in
            if var kept = state.byProxy[key], !kept.isOver(now, limits), kept.since == user.since {
                kept.lastSeen = max(kept.lastSeen, now)
                state.byProxy[key] = kept
                return kept
            }
            sweep(&state, now)
            let kept = Sessions.kept(user, now, in: &state, passphrase: nil)
            state.byProxy[key] = kept
            return kept
        }
        return session(kept, user, isProxied: true)
    }

    /// Ends the session that `id` tells, where there is one.
    func end(_ id: Secret) {
        let digest = id.digest
        state.withLock { $0.bySecret[digest] = nil }
    }

    /// Ends every session of the user `key`.
    func endAll(of key: Key) {
        state.withLock { state in
            state.bySecret = state.bySecret.filter { $0.value.key != key }
            state.byProxy[key] = nil
        }
    }

    /// How many there are, those over and not yet swept among them.
    var count: Int { state.withLock { $0.bySecret.count + $0.byProxy.count } }

    private func session(_ kept: Kept, _ user: User, isProxied: Bool) -> Session {
        Session(
            key: user.key,
            role: user.role,
            token: kept.token,
            begun: kept.begun,
            isProxied: isProxied
        )
    }

    private static func kept(
        _ user: User,
        _ now: Instant,
        in state: inout State,
        passphrase: PassphraseHash?
    ) -> Kept {
        state.begunCount += 1
        return Kept(
            key: user.key,
            since: user.since,
            passphrase: passphrase,
            begun: now,
            lastSeen: now,
            number: state.begunCount
        )
    }

    private static func dropOldest(of sessions: [Digest: Kept], in state: inout State) {
        let oldest = sessions.min { left, right in
            (left.value.lastSeen, left.value.number) < (right.value.lastSeen, right.value.number)
        }
        if let oldest { state.bySecret[oldest.key] = nil }
    }

    /// Takes out what is over, once a minute at most.
    private func sweep(_ state: inout State, _ now: Instant) {
        guard abs(now.seconds - state.swept.seconds) >= 60 else { return }
        state.swept = now
        state.bySecret = state.bySecret.filter { !$0.value.isOver(now, limits) }
        state.byProxy = state.byProxy.filter { !$0.value.isOver(now, limits) }
    }
}
