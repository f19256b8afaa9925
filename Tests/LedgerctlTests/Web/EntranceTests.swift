// Who comes in, how, and as whom: the cookie, the proxy, other sites, links, signing out.

import Ledger
import Testing

@testable import ledgerctl

/// One passphrase for all, hashed once: that takes a tenth of a second.
private let passphrase = "three plain words"

@Suite("The entrance")
struct EntranceTests {
    /// A scene with AB, a leader, who has set a passphrase.
    private func scene(_ terms: Entrance.Terms = .init()) throws -> SiteScene {
        let scene = try SiteScene(terms)
        try scene.users.change { users in
            users.append(
                User(
                    key: Key(wellFormed: "AB"),
                    role: .leader,
                    passphrase: nil,
                    link: nil,
                    since: .init(seconds: 0)
                )
            )
        }
        let link = try scene.link()
        _ = scene.send(
            "POST",
            "/welcome/\(link)",
            [("passphrase", passphrase), ("again", passphrase)]
        )
        return scene
    }

    private func signIn(_ scene: SiteScene, _ words: String = passphrase) -> Response {
        scene.send(
            "POST",
            "/sign-in",
            [("key", "AB"), ("passphrase", words), ("then", "/plans/county/mine")]
        )
    }

    /// The cookie that `page` sets.
    private func cookie(_ page: Response) -> String {
        String(page.header("Set-Cookie")?.prefix { $0 != ";" } ?? "")
    }

    @Test("signs in with a cookie that no script reads and no other site sends, and out again")
    func signsInAndOut() throws {
        let scene = try scene()
        let page = signIn(scene)
        #expect(page.status == 303 && page.header("Location") == "/plans/county/mine")
        let set = page.header("Set-Cookie") ?? ""
        #expect(set.hasPrefix("__Host-session="))
        #expect(set.hasSuffix("; Path=/; Secure; HttpOnly; SameSite=Lax"))
        let cookie = cookie(page)
        let mine = scene.send("GET", "/plans/county/mine", cookie: cookie)
        #expect(mine.status == 200 && mine.text.contains("Signed in as AB, leader"))
        // Without the form's token nobody is signed out; with it the cookie is worth nothing.
        _ = scene.send("POST", "/sign-out", [("token", "x")], cookie: cookie)
        #expect(scene.send("GET", "/plans/county/mine", cookie: cookie).status == 200)
        let out = scene.send("POST", "/sign-out", [("token", mine.token)], cookie: cookie)
        #expect(out.header("Location") == "/sign-in?out=1")
        #expect(out.header("Set-Cookie")?.contains("Max-Age=0") == true)
        let replayed = scene.send("GET", "/plans/county/mine", cookie: cookie)
        #expect(replayed.status == 303)
        #expect(replayed.header("Location") == "/sign-in?then=%2Fplans%2Fcounty%2Fmine")
    }

    @Test("says one sentence for a wrong key and a wrong passphrase, and logs neither")
    func refuses() throws {
        let scene = try scene()
        let wrong = signIn(scene, "three other words")
        let unknown = scene.send(
            "POST",
            "/sign-in",
            [("key", "my secret words"), ("passphrase", "x")]
        )
        #expect(wrong.status == 422 && unknown.status == 422)
        let words =
            "That key and passphrase do not belong together. Check both, and write the key as "
            + "it stands in the plan."
        #expect(wrong.text.contains(words) && unknown.text.contains(words))
        #expect(wrong.remark == "sign-in refused for AB")
        #expect(unknown.remark == "sign-in refused for nobody known")
        // The key is kept; what is no key, or as long as a passphrase, may be one and is not.
        #expect(wrong.text.contains("class=\"short\" value=\"AB\""))
        #expect(!wrong.text.contains("three other words") && !unknown.text.contains("secret words"))
        let long = scene.send("POST", "/sign-in", [("key", "heather-slate"), ("passphrase", "x")])
        #expect(long.status == 422 && !long.text.contains("heather-slate"))
        #expect(wrong.header("Set-Cookie") == nil && unknown.header("Set-Cookie") == nil)
        for _ in 0..<4 { _ = signIn(scene, "three other words") }
        let slow = signIn(scene)
        #expect(slow.status == 429 && slow.header("Retry-After") == "1")
        #expect(slow.text.contains("Wait 1 second and try again."))
        scene.people.pass(2)
        #expect(signIn(scene).status == 303)
    }

    @Test("ends a session after twelve hours without a request, and keeps what was written")
    func expires() throws {
        let scene = try scene()
        let cookie = cookie(signIn(scene))
        let path = "/plans/county/actions/A1/record"
        let form = scene.send("GET", path, cookie: cookie)
        let before = scene.journal
        scene.people.pass(12 * 3_600 + 1)
        let fields = form.hidden() + [("note", "Two\nlines"), ("step", "preview")]
        let asked = scene.send("POST", path, fields, cookie: cookie)
        #expect(asked.status == 401 && asked.text.contains("What you wrote") == false)
        #expect(asked.text.contains("what you wrote is kept until then"))
        let again = scene.send(
            "POST",
            "/sign-in",
            asked.hidden() + [("key", "AB"), ("passphrase", passphrase)]
        )
        #expect(again.status == 200 && again.text.contains("You are signed in again"))
        let on = scene.send(
            "POST",
            path,
            again.hidden() + [("token", again.token), ("step", "preview")],
            cookie: self.cookie(again)
        )
        #expect(on.status == 200 && on.text.contains("What will be recorded by AB"))
        #expect(on.hidden().contains { $0 == ("note", "Two\nlines") })
        #expect(scene.journal == before)
    }

    @Test("sends nobody on to another site")
    func ownPath() throws {
        let scene = try scene()
        for path in ["//evil.example", "https://evil.example", "/\\evil.example", "/a b", "x", ""] {
            let fields = [("key", "AB"), ("passphrase", passphrase), ("then", path)]
            #expect(scene.send("POST", "/sign-in", fields).header("Location") == "/", "\(path)")
        }
    }

    @Test("lets a link be used once, and says what is wrong with a passphrase")
    func links() throws {
        let scene = try scene()
        try scene.users.change { users in users[0].link = nil }
        let link = try scene.link()
        #expect(scene.send("GET", "/welcome/\(link)").text.contains("Set your passphrase"))
        let short = scene.send(
            "POST",
            "/welcome/\(link)",
            [("passphrase", "short"), ("again", "short")]
        )
        #expect(short.status == 422 && short.text.contains("There is a problem"))
        let differ = scene.send(
            "POST",
            "/welcome/\(link)",
            [("passphrase", passphrase), ("again", "x")]
        )
        #expect(differ.text.contains("The two passphrases differ. Write the same twice."))
        let new = "four quite other words"
        let set = scene.send("POST", "/welcome/\(link)", [("passphrase", new), ("again", new)])
        #expect(set.status == 200 && set.text.contains("Your passphrase is set"))
        #expect(set.text.contains("class=\"short\" value=\"AB\"") && !set.text.contains(new))
        #expect(scene.send("GET", "/welcome/\(link)").status == 404)
        #expect(scene.send("GET", "/welcome/x").status == 404)
        #expect(signIn(scene).status == 422 && signIn(scene, new).status == 303)
    }

    @Test("believes a proxy's word from its address alone")
    func proxy() throws {
        var terms = Entrance.Terms()
        terms.proxy = "127.0.0.1"
        terms.proxyHeader = "x-remote-user"
        let scene = try scene(terms)
        let headers = [("x-remote-user", "AB")]
        let page = scene.send("GET", "/plans/county/mine", headers: headers)
        #expect(page.status == 200 && page.text.contains("Signed in as AB, leader"))
        #expect(
            scene.send("GET", "/plans/county", headers: headers, peer: "10.0.0.9").status == 303
        )
        #expect(
            scene.send("GET", "/plans/county", headers: [("x-remote-user", "ZZ")]).status == 303
        )
        // Twice is nobody: one of the two may have been slipped in.
        #expect(scene.send("GET", "/plans/county", headers: headers + headers).status == 303)
        // Its forms need their token as any other.
        let path = "/plans/county/actions/A1/record"
        #expect(scene.send("POST", path, [("note", "x")], headers: headers).status == 403)
        let form = scene.send("GET", path, headers: headers)
        let fields = form.hidden() + [("note", "x"), ("token", form.token), ("step", "record")]
        #expect(scene.send("POST", path, fields, headers: headers).status == 303)
    }

    @Test("takes nothing that was meant for another name, or sent by another site")
    func others() throws {
        var terms = Entrance.Terms()
        terms.address = "https://plan.example.org"
        let scene = try scene(terms)
        for host in ["evil.example", "plan.example.org.evil.example", "localhost.evil.example", ""]
        {
            #expect(
                scene.send("GET", "/sign-in", headers: [("host", host)]).status == 421,
                "\(host)"
            )
        }
        for host in ["plan.example.org", "localhost", "127.0.0.1:1", "[::1]:8018"] {
            #expect(
                scene.send("GET", "/sign-in", headers: [("host", host)]).status == 200,
                "\(host)"
            )
        }
        let fields = [("key", "AB"), ("passphrase", passphrase)]
        for origin in ["https://evil.example", "null", "https://plan.example.org.evil", "http://x"]
        {
            let page = scene.send("POST", "/sign-in", fields, headers: [("origin", origin)])
            #expect(page.status == 403 && page.header("Set-Cookie") == nil, "\(origin)")
        }
        #expect(
            scene.send("POST", "/sign-in", fields, headers: [("sec-fetch-site", "cross-site")])
                .status == 403
        )
        for origin in ["https://plan.example.org", "http://127.0.0.1:8018"] {
            #expect(
                scene.send("POST", "/sign-in", fields, headers: [("origin", origin)]).status == 303
            )
        }
    }

    @Test("lets anybody read where it stands open, and nobody record unasked")
    func open() throws {
        var terms = Entrance.Terms()
        terms.isOpen = true
        let scene = try scene(terms)
        let page = scene.send("GET", "/plans/county/actions/A1")
        #expect(page.status == 200 && page.text.contains("Sign in"))
        #expect(!page.text.contains("Record progress"))
        let path = "/plans/county/actions/A1/record"
        #expect(scene.send("GET", path).status == 409)
        #expect(scene.send("POST", path, [("note", "x"), ("token", "")]).status == 403)
    }

    @Test("sends every page with the same strict headers")
    func headers() throws {
        let scene = try scene()
        let cookie = cookie(signIn(scene))
        for path in [
            "/sign-in", "/plans/county", "/plans/county/actions/A1", "/nothing", "/plans/no",
        ] {
            let page = scene.send("GET", path, cookie: cookie)
            let policy = page.header("Content-Security-Policy") ?? ""
            #expect(
                policy.hasPrefix("default-src 'none';") && !policy.contains("unsafe"),
                "\(path)"
            )
            #expect(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"))
            #expect(page.header("Cache-Control") == "no-store", "\(path)")
        }
    }

    @Test("puts out a user who is removed, and gives a new role at once")
    func changes() throws {
        let scene = try scene()
        let cookie = cookie(signIn(scene))
        try scene.users.change { users in users[0].role = .auditor }
        #expect(scene.send("GET", "/plans/county", cookie: cookie).text.contains("AB, auditor"))
        try scene.users.change { users in users.removeAll() }
        #expect(scene.send("GET", "/plans/county", cookie: cookie).status == 303)
    }
}
