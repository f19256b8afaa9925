// Sessions: how long they last, what ends them, how many there are.

import Foundation
import Testing

@testable import Ledger
@testable import ledgerctl

@Suite("A session")
struct SessionsTests {
    private let scene: UsersScene
    private let sessions: Sessions
    private let user: User

    init() throws {
        scene = try UsersScene()
        user = try scene.add("KT")
        sessions = Sessions(of: scene.users, clock: scene.clock)
    }

    @Test("is told by its secret, and by no other")
    func begins() throws {
        let (id, begun) = sessions.begin(for: user)
        let session = try #require(try sessions.session(id: id))
        #expect(session.key == user.key && session.role == .leader && !session.isProxied)
        #expect(session.token == begun.token && session.token != id)
        #expect(session.begun == scene.now)
        #expect(try sessions.session(id: Secret.random()) == nil)
        // The form's token is no cookie.
        #expect(try sessions.session(id: session.token) == nil)
        // Whoever signs in again is told by another secret, and has other forms.
        let (other, second) = sessions.begin(for: user)
        #expect(other != id && second.token != begun.token)
        #expect(try sessions.session(id: id) != nil)
    }

    @Test("accepts its own form token alone")
    func tokens() throws {
        let (id, session) = sessions.begin(for: user)
        #expect(session.accepts(session.token.text))
        for text in [nil, "", "x", Secret.random().text, id.text, session.token.text + "A"] {
            #expect(!session.accepts(text))
        }
    }

    @Test("is over 12 hours after the last request, and no second earlier")
    func idle() throws {
        let (id, _) = sessions.begin(for: user)
        scene.pass(12 * 3600 - 1)
        #expect(try sessions.session(id: id) != nil)
        // That was a request: from here another twelve hours would do, but for the twenty in all.
        scene.pass(8 * 3600)
        #expect(try sessions.session(id: id) != nil)
        let (other, _) = sessions.begin(for: user)
        scene.pass(12 * 3600)
        #expect(try sessions.session(id: other) == nil)
        // It does not come back when the clock is set back.
        scene.pass(-12 * 3600)
        #expect(try sessions.session(id: other) == nil)
    }

    @Test("is over 20 hours after it began, however often it is used")
    func whole() throws {
        let (id, _) = sessions.begin(for: user)
        for _ in 0..<19 {
            scene.pass(3600)
            #expect(try sessions.session(id: id) != nil)
        }
        scene.pass(3599)
        #expect(try sessions.session(id: id) != nil)
        scene.pass(1)
        #expect(try sessions.session(id: id) == nil)
    }

    @Test("is over once it was ended: its secret is worth nothing when it comes again")
    func replay() throws {
        let (id, _) = sessions.begin(for: user)
        let (other, _) = sessions.begin(for: user)
        sessions.end(id)
        #expect(try sessions.session(id: id) == nil)
        #expect(try sessions.session(id: other) != nil)
        sessions.end(id)
        let bystander = sessions.begin(for: try scene.add("AB")).id
        sessions.endAll(of: user.key)
        #expect(try sessions.session(id: other) == nil)
        #expect(try sessions.session(id: bystander) != nil)
        #expect(sessions.count == 1)
    }

    @Test("has the role that the users file gives now, and is over when its user is none")
    func removed() throws {
        let (id, _) = sessions.begin(for: user)
        #expect(scene.run("users change KT --role auditor").code == .done)
        #expect(try sessions.session(id: id)?.role == .auditor)
        #expect(scene.run("users remove KT").code == .done)
        #expect(try sessions.session(id: id) == nil)
        // Another user of that key does not take it over.
        scene.pass(1)
        try scene.add("KT")
        #expect(try sessions.session(id: id) == nil)
        #expect(sessions.count == 0)
    }

    @Test("is over when its user was taken away and added again between two requests")
    func addedAgain() throws {
        let (id, _) = sessions.begin(for: user)
        #expect(scene.run("users remove KT").code == .done)
        try scene.add("KT")
        #expect(try sessions.session(id: id) == nil)
    }

    @Test("is over when a new passphrase was set, and not when a link was made")
    func newPassphrase() throws {
        let (id, _) = sessions.begin(for: user)
        let secret = scene.secret("users link KT")
        #expect(try sessions.session(id: id) != nil)
        try scene.users.setPassphrase("another passphrase", byLink: secret, now: scene.now)
        #expect(try sessions.session(id: id) == nil)
    }

    @Test("is not told where the users file cannot be read")
    func noFile() throws {
        let (id, _) = sessions.begin(for: user)
        let text = scene.text
        try scene.put("nonsense\n")
        #expect(throws: CommandError.self) { try sessions.session(id: id) }
        #expect(throws: CommandError.self) { try sessions.session(ofProxied: user.key) }
        try scene.put(text)
        #expect(try sessions.session(id: id) != nil)
    }

    @Test("of a user makes room for the next when there are 20, the one idle longest first")
    func twenty() throws {
        let bystander = sessions.begin(for: try scene.add("AB")).id
        let ids = (0..<20).map { _ in sessions.begin(for: user).id }
        scene.pass(1)
        // The first was used since; so the second has been idle longest.
        #expect(try sessions.session(id: ids[0]) != nil)
        let next = sessions.begin(for: user).id
        #expect(try sessions.session(id: ids[1]) == nil)
        for id in [bystander, next, ids[0]] + ids[2...] {
            #expect(try sessions.session(id: id) != nil)
        }
        #expect(sessions.count == 21)
    }

    @Test("makes room when there are as many as there may be of all")
    func countMax() throws {
        let limits = Sessions.Limits(countMax: 5)
        let few = Sessions(of: scene.users, limits: limits, clock: scene.clock)
        let ids = (0..<5).map { _ in few.begin(for: user).id }
        let next = few.begin(for: try scene.add("AB")).id
        #expect(few.count == 5)
        #expect(try few.session(id: ids[0]) == nil)
        #expect(try few.session(id: ids[1]) != nil)
        #expect(try few.session(id: next) != nil)
        #expect(Sessions.Limits().countMax == 10_000 && Sessions.Limits().userCountMax == 20)
    }

    @Test("is forgotten when it is over, though nobody asks for it")
    func swept() throws {
        for _ in 0..<10 { _ = sessions.begin(for: user) }
        _ = try sessions.session(ofProxied: user.key)
        #expect(sessions.count == 11)
        scene.pass(12 * 3600)
        _ = sessions.begin(for: user)
        #expect(sessions.count == 1)
    }

    @Test("of whoever comes through a proxy is one for each, with one form token while it lasts")
    func proxied() throws {
        let session = try #require(try sessions.session(ofProxied: user.key))
        #expect(session.key == user.key && session.role == .leader && session.isProxied)
        #expect(try sessions.session(ofProxied: Key(wellFormed: "XX")) == nil)
        scene.pass(12 * 3600 - 1)
        #expect(try sessions.session(ofProxied: user.key)?.token == session.token)
        scene.pass(12 * 3600)
        let later = try #require(try sessions.session(ofProxied: user.key))
        #expect(later.token != session.token)
        // Neither a new passphrase nor signing out elsewhere is its business.
        let secret = scene.secret("users link KT")
        try scene.users.setPassphrase("another passphrase", byLink: secret, now: scene.now)
        let (id, _) = sessions.begin(for: user)
        sessions.end(id)
        #expect(try sessions.session(ofProxied: user.key)?.token == later.token)
        #expect(scene.run("users remove KT").code == .done)
        #expect(try sessions.session(ofProxied: user.key) == nil)
    }
}
