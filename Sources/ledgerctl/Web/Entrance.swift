// Who comes in: by signing in, through a proxy that is trusted, or as anybody who may read.

import Ledger

/// The door of the site.
final class Entrance: Sendable {
    /// Who is let in, and by which ways.
    struct Terms: Sendable {
        /// The names under which the server may be asked for, without ports; the first is its own.
        var hosts: [String] = ["localhost", "127.0.0.1", "[::1]"]
        /// The address people reach it by, where a proxy stands before it:
        /// `https://plan.example.org`.
        var address: String?
        /// Whether anybody reads without signing in.
        var isOpen = false
        /// The address of a proxy that is believed, in digits.
        var proxy: String?
        /// The header field in which that proxy says who asks, in lower case.
        var proxyHeader: String?
    }

    let terms: Terms
    let sessions: Sessions
    let users: UsersFile
    let door: SignIn
    let clock: @Sendable () -> Instant
    /// Stands for everybody, where nobody has to sign in at all.
    private let everybody: Visitor?

    init(_ users: UsersFile, _ terms: Terms, clock: @escaping @Sendable () -> Instant) {
        self.users = users
        self.terms = terms
        self.clock = clock
        sessions = Sessions(of: users, clock: clock)
        door = SignIn(of: users, to: sessions, clock: clock)
        everybody = terms.isOpen ? Visitor(key: nil, role: .reader, token: "") : nil
    }

    /// The cookie's name; the prefix obliges browsers to the rules of ``cookie(_:seconds:)``.
    static let cookieName = "__Host-session"

    /// A cookie that only this host is sent, only over a line that nobody listens on, and that no
    /// script reads.
    static func cookie(_ value: String, seconds: Int? = nil) -> (name: String, value: String) {
        let age = seconds.map { "; Max-Age=\($0)" } ?? ""
        return (
            "Set-Cookie",
            "\(cookieName)=\(value); Path=/; Secure; HttpOnly; SameSite=Lax\(age)"
        )
    }

    /// The secret of the session that `request` carries.
    func sessionSecret(of request: Request) -> Secret? {
        for header in request.headers where header.name == "cookie" {
            for pair in header.value.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1).map {
                    $0.drop { $0 == " " }
                }
                if parts.count == 2, parts[0] == Entrance.cookieName { return Secret(parts[1]) }
            }
        }
        return nil
    }

    /// Who `request` comes from; nil where nobody is signed in and nobody reads unasked.
    func visitor(_ request: Request) -> Visitor? {
        session(request).map(Visitor.init) ?? everybody
    }

    private func session(_ request: Request) -> Sessions.Session? {
        if let key = proxiedKey(request) { return try? sessions.session(ofProxied: key) }
        guard let secret = sessionSecret(of: request) else { return nil }
        return try? sessions.session(id: secret)
    }

    /// Who the trusted proxy says it is; from anybody else the header means nothing.
    private func proxiedKey(_ request: Request) -> Key? {
        guard let header = terms.proxyHeader, request.peer == terms.proxy else { return nil }
        return request.header(header).flatMap(Key.init)
    }

    /// Where the request comes from: the other end, or where a trusted proxy says that it does.
    func address(of request: Request) -> String {
        guard let proxy = terms.proxy, request.peer == proxy,
            let last = request.header("x-forwarded-for")?.split(separator: ",").last
        else { return request.peer }
        return String(last.drop { $0 == " " })
    }

    /// Whether a form was sent from a page of this site, by whoever it was made for.
    func isOwnForm(_ request: Request, _ visitor: Visitor) -> Bool {
        guard let own = Secret(visitor.token),
            let sent = request.given("token") ?? request.header("x-form-token")
        else { return false }
        return Secret(sent) == own
    }

    // MARK: Other sites

    /// Why `request` is not looked at: it was meant for another server, or another site sent it.
    func refusal(of request: Request) -> Response? {
        guard let host = request.header("host"), isOwn(host) else {
            return Entrance.refusal(421, "This server is not known by that name.")
        }
        guard request.method == "POST" else { return nil }
        if let origin = request.header("origin"), !isOwn(origin: origin) {
            return Entrance.refusal(403, "This was sent from another site. Nothing was done.")
        }
        let site = request.header("sec-fetch-site") ?? "same-origin"
        if site != "same-origin", site != "none" {
            return Entrance.refusal(403, "This was sent from another site. Nothing was done.")
        }
        return nil
    }

    private func isOwn(_ host: String) -> Bool {
        if let address = terms.address, address.hasSuffix("://\(host)") { return true }
        let end = host.lastIndex(of: ":").flatMap { colon in
            host[host.index(after: colon)...].allSatisfy(\.isWholeNumber) ? colon : nil
        }
        return terms.hosts.contains(host[..<(end ?? host.endIndex)].lowercased())
    }

    private func isOwn(origin: String) -> Bool {
        if origin == terms.address { return true }
        guard origin.hasPrefix("http://") else { return false }
        return isOwn(String(origin.dropFirst("http://".count)))
    }

    private static func refusal(_ status: Int, _ words: String) -> Response {
        Response(
            status: status,
            headers: [("Content-Type", "text/plain; charset=utf-8")],
            body: Array("\(words)\n".utf8),
            remark: words
        )
    }
}

extension Visitor {
    fileprivate init(_ session: Sessions.Session) {
        self.init(key: session.key, role: session.role, token: session.token.text)
    }
}
