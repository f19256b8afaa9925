// Signing in, and how slow it gets for whoever fails again and again.

import Foundation
import Synchronization
import Testing

@testable import Ledger
@testable import ledgerctl

extension SignIn.Outcome {
    /// The outcome in a word.
    fileprivate var word: String {
        switch self {
        case .signedIn: "signed in"
        case .refused: "refused"
        case .wait(let seconds): "wait \(seconds)"
        }
    }
}

@Suite("Signing in")
struct SignInTests {
    private let scene: UsersScene
    private let sessions: Sessions
    private let throttle = SignInThrottle()
    private let door: SignIn

    init() throws {
        scene = try UsersScene()
        try scene.add("KT", .secretary)
        sessions = Sessions(of: scene.users, clock: scene.clock)
        door = SignIn(of: scene.users, to: sessions, throttle: throttle, clock: scene.clock)
    }

    private func tries(
        _ name: String = "KT",
        _ passphrase: String = UsersScene.passphrase,
        from address: String = "192.0.2.1"
    ) throws -> String {
        try door.signIn(key: name, passphrase: passphrase, from: address).word
    }

    @Test("begins a session of whoever knows the passphrase")
    func signsIn() throws {
        let outcome = try door.signIn(
            key: "KT",
            passphrase: UsersScene.passphrase,
            from: "192.0.2.1"
        )
        guard case .signedIn(let id, let session) = outcome else {
            Issue.record("\(outcome.word)")
            return
        }
        #expect(session.key.text == "KT" && session.role == .secretary)
        #expect(try sessions.session(id: id)?.token == session.token)
    }

    @Test("is refused alike to the wrong passphrase, to no user, and to one without a passphrase")
    func refused() throws {
        #expect(scene.run("users add AB --role reader").code == .done)
        for (name, passphrase) in [
            ("KT", "wrong horse battery"), ("KT", ""), ("AB", ""), ("AB", UsersScene.passphrase),
            ("XX", UsersScene.passphrase), ("kt", UsersScene.passphrase), ("", ""),
            (" KT", UsersScene.passphrase), ("K/T", "x"), (String(repeating: "K", count: 99), "x"),
            ("KT", String(repeating: "x", count: 2_000)),
        ] {
            #expect(try tries(name, passphrase) == "refused", "\(name)")
        }
        #expect(sessions.count == 0)
        #expect(try tries() == "signed in")
    }

    @Test("holds the passphrase against a hash of the usual cost where there is no user")
    func sameCost() throws {
        let usual = try PassphraseHash(of: UsersScene.passphrase, key: "AB")
        let key = Key(wellFormed: "AB")
        let user = User(key: key, role: .reader, passphrase: usual, link: nil, since: scene.now)
        try scene.users.change { $0.append(user) }
        // Neither is a fraction of the other: the least of three, so that a pause does not count.
        func cost(_ name: String) throws -> Duration {
            let times = try (0..<3).map { _ in
                let begun = ContinuousClock.now
                let word = try tries(name, "wrong")
                #expect(word == "refused")
                return ContinuousClock.now - begun
            }
            return times.min() ?? .zero
        }
        let (known, unknown) = (try cost("AB"), try cost("XX"))
        #expect(known < unknown * 4 && unknown < known * 4, "\(known), \(unknown)")
    }

    @Test("has the name wait longer and longer after five failures, from wherever it is tried")
    func slow() throws {
        for number in 1...5 {
            #expect(try tries("KT", "wrong", from: "192.0.2.\(number)") == "refused")
        }
        // Waits double up to a minute; what comes too early is not looked at, right or wrong.
        for seconds in [1, 2, 4, 8, 16, 32, 60, 60, 60] {
            #expect(try tries() == "wait \(seconds)")
            scene.pass(seconds - 1)
            #expect(try tries(from: "192.0.2.99") == "wait 1")
            // Another name is not held up by this one.
            #expect(throttle.wait(for: "AB", from: "192.0.2.99", now: scene.now) == nil)
            scene.pass(1)
            #expect(try tries("KT", "wrong", from: "192.0.2.98") == "refused")
        }
        scene.pass(60)
        #expect(try tries() == "signed in")
        // Whoever signed in begins anew.
        for _ in 1...5 { #expect(try tries("KT", "wrong") == "refused") }
        #expect(try tries() == "wait 1")
    }

    @Test("counts the names of nobody too")
    func unknown() throws {
        for name in ["XX", "no such key"] {
            for _ in 1...5 { #expect(try tries(name) == "refused") }
            #expect(try tries(name) == "wait 1")
        }
    }

    @Test("forgets a failure after an hour")
    func hour() throws {
        for _ in 1...5 { throttle.failed("KT", from: "192.0.2.1", now: scene.now) }
        #expect(throttle.wait(for: "KT", from: "", now: scene.now) == 1)
        scene.pass(3599)
        throttle.failed("KT", from: "192.0.2.1", now: scene.now)
        #expect(throttle.wait(for: "KT", from: "", now: scene.now) == 2)
        scene.pass(1)
        #expect(throttle.wait(for: "KT", from: "", now: scene.now) == nil)
        // One of the last hour is left: four more make five.
        for count in 1...4 {
            #expect(throttle.wait(for: "KT", from: "", now: scene.now) == nil)
            throttle.failed("KT", from: "192.0.2.1", now: scene.now)
            if count == 4 { #expect(throttle.wait(for: "KT", from: "", now: scene.now) == 1) }
        }
        // A clock that is set back by a minute: all ten count, and for no longer than ten do.
        scene.pass(-60)
        #expect(throttle.wait(for: "KT", from: "", now: scene.now) == 32)
        // By a day: none counts.
        scene.pass(-86_400)
        #expect(throttle.wait(for: "KT", from: "", now: scene.now) == nil)
    }

    @Test("has an address wait after fifty failures, and an IPv6 one with all its network")
    func addresses() {
        let throttle = SignInThrottle()
        for (one, other, another) in [
            ("192.0.2.7", "192.0.2.7", "192.0.2.8"),
            ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"),
        ] {
            for number in 1...50 {
                #expect(throttle.wait(for: "Q", from: other, now: scene.now) == nil)
                throttle.failed("N\(number)", from: one, now: scene.now)
            }
            #expect(throttle.wait(for: "Q", from: other, now: scene.now) == 1)
            throttle.failed("Q", from: one, now: scene.now)
            #expect(throttle.wait(for: "R", from: other, now: scene.now) == 2)
            for _ in 1...20 { throttle.failed("Q", from: one, now: scene.now) }
            #expect(throttle.wait(for: "R", from: other, now: scene.now) == 60)
            #expect(throttle.wait(for: "R", from: another, now: scene.now) == nil)
            // To sign in with one name does not clear the address for the others.
            throttle.succeeded("Q")
            #expect(throttle.wait(for: "R", from: other, now: scene.now) == 60)
        }
    }

    @Test(
        "knows the network of an address",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "::ffff:192.0.2.1"), ("", ""),
            ("::1", "0:0:0:0"), ("::", "0:0:0:0"), ("1::", "1:0:0:0"), ("1:2::", "1:2:0:0"),
            ("1:2:3:4:5:6:7:8", "1:2:3:4"), ("1:2:3::8", "1:2:3:0"), ("1::5:6:7:8", "1:0:0:0"),
            ("1:2:3:4:5:6:7::", "1:2:3:4"), ("::3:4:5:6:7:8", "0:0:3:4"),
            ("fe80::1%eth0", "fe80:0:0:0"),
        ]
    )
    func network(_ address: String, _ network: String) {
        #expect(SignInThrottle.network(of: address) == network)
    }

    @Test("keeps so many names and no more, and of them those that failed most")
    func bounded() {
        let throttle = SignInThrottle(limits: .init(countMax: 100))
        for _ in 1...5 { throttle.failed("KT", from: "192.0.2.1", now: scene.now) }
        for number in 1...1_000 {
            throttle.failed("N\(number)", from: "a\(number)", now: scene.now)
        }
        #expect(throttle.counts == (100, 100))
        #expect(throttle.wait(for: "KT", from: "", now: scene.now) == 1)
        scene.pass(3600)
        throttle.failed("AB", from: "192.0.2.2", now: scene.now)
        #expect(throttle.counts == (1, 1))
    }

    @Test("looks at five of many wrong tries that come at once, and has the others wait")
    func atOnce() throws {
        let patient = PassphraseLane(waitingMax: 100)
        let door = SignIn(
            of: scene.users,
            to: sessions,
            throttle: throttle,
            lane: patient,
            clock: scene.clock
        )
        let words = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 16) { _ in
            let outcome = try? door.signIn(key: "KT", passphrase: "wrong", from: "192.0.2.1")
            words.withLock { $0.append(outcome?.word ?? "thrown") }
        }
        let counts = words.withLock { words in Dictionary(grouping: words) { $0 }.mapValues(\.count)
        }
        #expect(counts == ["refused": 5, "wait 1": 11])
    }

    @Test("lets one passphrase be worked on at a time, and few wait for it")
    func lane() {
        let lane = PassphraseLane(waitingMax: 0)
        let inner = lane.work { lane.work { 1 } == nil }
        #expect(inner == true)
        #expect(lane.work { 2 } == 2)
        let busy = PassphraseLane(waitingMax: 0)
        let door = SignIn(of: scene.users, to: sessions, lane: busy, clock: scene.clock)
        let word = busy.work {
            (try? door.signIn(key: "KT", passphrase: UsersScene.passphrase, from: ""))?.word
        }
        #expect(word == "wait 1")
        let most = Mutex((now: 0, most: 0))
        let wide = PassphraseLane(waitingMax: 100)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            _ = wide.work {
                most.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                Thread.sleep(forTimeInterval: 0.002)
                most.withLock { $0.now -= 1 }
            }
        }
        #expect(most.withLock { $0.most } == 1)
    }

    @Test("says why it cannot where the users file cannot be read")
    func noFile() throws {
        try scene.put(scene.text, mode: 0o644)
        #expect(throws: CommandError.self) { try tries() }
    }
}
