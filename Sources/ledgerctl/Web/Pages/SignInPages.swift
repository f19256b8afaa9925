// Signing in and out, and the page that a one-time link leads to.

import Ledger

extension Entrance {
    /// The answer to what is about signing in and out; nil where `request` is about something else.
    func respond(to request: Request, _ parts: [String], in site: LedgerSite) -> Response? {
        switch (parts.first ?? "", parts.count, request.method) {
        case ("sign-in", 1, "GET"):
            let words: HTML =
                request.asked("out") == nil
                ? "" : "<div class=\"note\" role=\"status\"><p>You are signed out.</p></div>\n"
            return signInPage(words, then: Entrance.ownPath(request.asked("then")), in: site)
        case ("sign-in", 1, "POST"): return signIn(request, in: site)
        case ("sign-out", 1, "POST"): return signOut(request)
        case ("welcome", 2, "GET"), ("welcome", 2, "POST"):
            return welcome(request, parts[1], in: site)
        default: return nil
        }
    }

    /// What somebody sees who asks for a page and is not signed in. What they had filled in goes
    /// with them.
    func askToSignIn(on request: Request, in site: LedgerSite) -> Response {
        if request.method == "GET" {
            return .seeOther("/sign-in?then=\(HTML.encoded(request.path))")
        }
        let words: HTML = """
            <div class="note" role="status"><p>You are no longer signed in. Sign in again: what you \
            wrote is kept until then.</p></div>

            """
        var response = signInPage(words, then: request.path, in: site, kept: request.fields)
        response.status = 401
        return response
    }

    /// A path of this site that somebody may be sent on to; nil for anything else.
    static func ownPath(_ path: String?) -> String? {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"),
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return nil }
        return path
    }

    private func signInPage(
        _ words: HTML,
        then: String?,
        in site: LedgerSite,
        kept: [Request.Field] = [],
        key name: String = "",
        fault: String? = nil
    ) -> Response {
        var form = WebForm()
        if let fault { form.refuse("key", fault) }
        let hint = "Your initials as they stand in the plan, such as KT"
        let key = form.box("key", "Your key", hint) { described in
            """
            <input type="text" id="key" name="key" class="short" value="\(Self.shown(name))" \
            autocomplete="username" autocapitalize="none" spellcheck="false" required="required"\(described)/>
            """
        }
        let passphrase = form.box("passphrase", "Your passphrase", "") { described in
            """
            <input type="password" id="passphrase" name="passphrase" \
            autocomplete="current-password" required="required"\(described)/>
            """
        }
        let hidden = kept.compactMap { field -> HTML? in
            guard let text = field.text, !["token", "step"].contains(field.name) else { return nil }
            let name = field.name.hasPrefix("kept-") ? field.name : "kept-\(field.name)"
            return HTML.hidden(name, text)
        }
        let main: HTML = """
            \(words)<form method="post" action="/sign-in">
            \(HTML.hidden("then", then ?? "/"))\(hidden)\(key)\(passphrase)\
            <button>Sign in</button>
            </form>
            <p>No passphrase yet, or forgotten? Whoever keeps this ledger gives you a link to set \
            one.</p>

            """
        return site.page(
            WebPage(title: "Sign in", main: main, status: form.status, problem: form.summary),
            for: nil
        )
    }

    /// The key `name` as it may be shown again; nothing of what may be a passphrase that was typed
    /// into the wrong field.
    private static func shown(_ name: String) -> String {
        Key(name) != nil && name.count < PassphraseHash.characterCountMin ? name : ""
    }

    private func signIn(_ request: Request, in site: LedgerSite) -> Response {
        let name = request.given("key") ?? ""
        let then = Entrance.ownPath(request.given("then"))
        let kept = request.fields.filter { $0.name.hasPrefix("kept-") }
        let outcome: SignIn.Outcome
        do throws(CommandError) {
            outcome = try door.signIn(
                key: name,
                passphrase: request.given("passphrase") ?? "",
                from: address(of: request)
            )
        } catch {
            return usersUnreadable(error, in: site)
        }
        switch outcome {
        case .signedIn(let id, let session):
            var response =
                kept.isEmpty
                ? Response.seeOther(then ?? "/")
                : goOn(kept, then ?? "/", session, in: site)
            response.headers.append(Entrance.cookie(id.text))
            response.user = session.key.text
            return response
        case .refused:
            let words =
                "That key and passphrase do not belong together. Check both, and write "
                + "the key as it stands in the plan."
            var response =
                signInPage("", then: then, in: site, kept: kept, key: name, fault: words)
            // A passphrase typed into the wrong field must not get into the log.
            let isKnown = Key(name).flatMap { try? users.user($0) } != nil
            response.remark = "sign-in refused for \(isKnown ? name : "nobody known")"
            return response
        case .wait(let seconds):
            let words =
                "Too many tries did not succeed. Wait \(seconds) "
                + "second\(seconds == 1 ? "" : "s") and try again."
            var response =
                signInPage("", then: then, in: site, kept: kept, key: name, fault: words)
            response.status = 429
            response.headers.append(("Retry-After", String(seconds)))
            response.remark = "sign-in not looked at for \(seconds) s"
            return response
        }
    }

    /// The form that was sent when the session had ended, to be sent once more.
    private func goOn(
        _ kept: [Request.Field],
        _ path: String,
        _ session: Sessions.Session,
        in site: LedgerSite
    ) -> Response {
        let hidden = kept.compactMap { field -> HTML? in
            guard let text = field.text else { return nil }
            let name = String(field.name.dropFirst("kept-".count))
            return HTML.hidden(name, text)
        }
        let main: HTML = """
            <p>What you wrote is kept. Nothing of it is recorded yet.</p>
            <form method="post" action="\(path)">
            \(HTML.hidden("token", session.token.text))\(hidden)<button name="step" value="preview">Go on</button>
            </form>

            """
        let visitor = Visitor(key: session.key, role: session.role, token: session.token.text)
        return site.page(WebPage(title: "You are signed in again", main: main), for: visitor)
    }

    private func signOut(_ request: Request) -> Response {
        guard let visitor = visitor(request), visitor.key != nil, isOwnForm(request, visitor) else {
            return .seeOther("/sign-in")
        }
        if let secret = sessionSecret(of: request) { sessions.end(secret) }
        var response = Response.seeOther("/sign-in?out=1")
        response.headers.append(Entrance.cookie("", seconds: 0))
        response.user = visitor.key?.text
        return response
    }

    // MARK: The one-time link

    private func welcome(_ request: Request, _ link: String, in site: LedgerSite) -> Response {
        let now = clock()
        guard let secret = Secret(link) else { return badLink(.unknown, in: site) }
        let user: User
        do throws(LinkFault) { user = try users.user(ofLink: secret, now: now) } catch {
            return badLink(error, in: site)
        }
        guard request.method == "POST" else { return welcomePage(user, link, nil, in: site) }
        let passphrase = request.given("passphrase") ?? ""
        if passphrase != request.given("again") {
            return welcomePage(
                user,
                link,
                "The two passphrases differ. Write the same twice.",
                in: site
            )
        }
        do throws(LinkFault) {
            _ = try users.setPassphrase(passphrase, byLink: secret, now: now)
        } catch {
            if case .passphrase = error { return welcomePage(user, link, error.words, in: site) }
            return badLink(error, in: site)
        }
        sessions.endAll(of: user.key)
        let words: HTML = """
            <div class="done" role="status"><h2>Your passphrase is set</h2>
            <p>Sign in with it, as \(user.key).</p></div>

            """
        var response = signInPage(words, then: "/", in: site, key: user.key.text)
        response.remark = "passphrase set for \(user.key)"
        return response
    }

    private func badLink(_ fault: LinkFault, in site: LedgerSite) -> Response {
        var response = site.page(
            WebPage(
                title: "This link cannot be used",
                main: "<p>\(fault.words)</p>\n",
                status: fault == .busy ? 503 : 404
            ),
            for: nil
        )
        if case .file(let error) = fault { response.remark = error.lines.first }
        return response
    }

    private func welcomePage(
        _ user: User,
        _ link: String,
        _ fault: String?,
        in site: LedgerSite
    ) -> Response {
        var form = WebForm()
        if let fault { form.refuse("passphrase", fault) }
        let hint =
            "\(PassphraseHash.characterCountMin) characters or more; three or four words that only "
            + "you put together do well."
        let fields = [
            ("passphrase", "Choose a passphrase", hint), ("again", "Type it again", ""),
        ].map { name, label, hint in
            form.box(name, label, hint) { described in
                """
                <input type="password" id="\(name)" name="\(name)" autocomplete="new-password" \
                required="required"\(described)/>
                """
            }
        }
        let main: HTML = """
            <p>You will sign in as <strong>\(user.key)</strong>, \
            \(user.role.rawValue).</p>
            <form method="post" action="/welcome/\(path: link)">
            <input type="text" name="key" value="\(user.key)" autocomplete="username" \
            readonly="readonly" hidden="hidden"/>
            \(fields)\
            <button>Set passphrase</button>
            </form>

            """
        return site.page(
            WebPage(
                title: "Set your passphrase",
                main: main,
                status: form.status,
                problem: form.summary
            ),
            for: nil
        )
    }

    private func usersUnreadable(_ error: CommandError, in site: LedgerSite) -> Response {
        var response = site.page(
            WebPage(
                title: "Nobody can sign in just now",
                main: "<p>The server cannot read who may use it. Tell whoever keeps it.</p>\n",
                status: 503
            ),
            for: nil
        )
        response.remark = error.lines.first
        return response
    }
}
