// Why the API did not do what it was asked, as programs read it (RFC 9457).

import Ledger

/// Why there is no answer: a status, and sentences.
struct Problem: Error {
    let status: Int
    let words: String
    /// Header fields of this answer alone.
    var headers: [(name: String, value: String)] = []

    /// What the request says cannot be read.
    static func unreadable(_ words: String) -> Problem { Problem(status: 400, words: words) }

    /// There is nothing under the path, or of the name, that was asked for.
    static func missing(_ words: String) -> Problem { Problem(status: 404, words: words) }

    /// Nobody is signed in.
    static let signInFirst = Problem(
        status: 401,
        words: "Sign in at /sign-in, and send the cookie of the session with each request.",
        headers: [
            (
                "WWW-Authenticate",
                "Cookie realm=\"ledger\", form-action=\"/sign-in\", "
                    + "cookie-name=\"\(Entrance.cookieName)\""
            )
        ]
    )

    /// Another site may have sent it.
    static let forged = Problem(
        status: 403,
        words: "Nothing was recorded: the header X-Form-Token is missing, or is not the token of "
            + "this session. GET /api/session says it."
    )

    /// The method means nothing here; `allowed` does.
    static func method(_ found: String, allowed: String) -> Problem {
        Problem(
            status: 405,
            words: "This address is asked for with \(allowed), not with \(found).",
            headers: [("Allow", allowed == "GET" ? "GET, HEAD" : allowed)]
        )
    }

    /// The statuses that an answer with a problem may have, each with its title, which is that of
    /// the status (RFC 9457, section 4.2.1).
    static let titles: [(status: Int, title: String)] = [
        (400, "Bad Request"), (401, "Unauthorized"), (403, "Forbidden"), (404, "Not Found"),
        (405, "Method Not Allowed"), (409, "Conflict"), (413, "Content Too Large"),
        (415, "Unsupported Media Type"), (503, "Service Unavailable"),
    ]

    /// The answer that says so.
    var response: Response {
        let title = Problem.titles.first { $0.status == status }?.title ?? "Problem"
        var response = Response.json(
            .object([
                .init(name: "type", value: .string("about:blank")),
                .init(name: "title", value: .string(title)),
                .init(name: "status", value: .integer(status)),
                .init(name: "detail", value: .string(words)),
            ]),
            status: status
        )
        response.headers.removeAll { $0.name == "Content-Type" }
        response.headers += [("Content-Type", "application/problem+json")] + headers
        response.remark = words
        return response
    }
}

extension Problem {
    /// Why a verb did not do its work.
    init(_ error: CommandError) {
        self.init(status: ErrorPage.status(error), words: error.words.strung("\n"))
    }
}
