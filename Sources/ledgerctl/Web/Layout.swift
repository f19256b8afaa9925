// What all pages have in common: the head, the navigation, and the headers they are sent with.

import Ledger

extension LedgerSite {
    /// The headers of a page: nothing from elsewhere is loaded, run or sent to, and nobody else
    /// shows it in a frame.
    static let pageHeaders: [(name: String, value: String)] = [
        ("Content-Type", "text/html; charset=utf-8"),
        (
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        ("Cache-Control", "no-store"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]

    /// A page about no plan.
    func page(_ page: WebPage, for visitor: Visitor?) -> Response {
        response(page, Self.productName, visitor)
    }

    /// A page about the plan of `visit`, whose title is `title`.
    func page(_ page: WebPage, of title: String, in visit: Visit) -> Response {
        // As it is called now, whatever day is looked at.
        let plan = try? visit.open.lastEdition().reading.history.plan
        let called = plan?.opening?.fact.title ?? title
        return response(
            page,
            title,
            visit.visitor,
            called: "<p>\(called)</p>\n",
            navigation(visit, page.part)
        )
    }

    /// What the pages call the program.
    static let productName = "Action plan ledger"

    private func response(
        _ page: WebPage,
        _ about: String,
        _ visitor: Visitor?,
        called: HTML = "",
        _ navigation: HTML = ""
    ) -> Response {
        let failed = page.status >= 400 && page.status < 500 ? "Error: " : ""
        let html: HTML = """
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(failed)\(page.title) – \(about)</title>
            <link rel="icon" href="/ledger.svg" type="image/svg+xml"/>
            <link rel="stylesheet" href="/ledger.css"/>
            <script src="/ledger.js" defer="defer"></script>
            </head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <header class="top">
            <div><p class="product"><a href="/">\(Self.productName)</a></p>
            \(called)</div>
            \(who(visitor))</header>
            \(navigation)<main id="main" tabindex="-1">
            \(page.problem)<h1>\(page.title)</h1>
            \(page.main)</main>
            </body>
            </html>

            """
        return Response(
            status: page.status,
            headers: Self.pageHeaders,
            body: Array(html.text.utf8),
            user: visitor?.key?.text
        )
    }

    private func who(_ visitor: Visitor?) -> HTML {
        guard let visitor else { return "" }
        guard let key = visitor.key else {
            return "<p class=\"who\"><a href=\"/sign-in\">Sign in</a></p>\n"
        }
        return """
            <div class="who"><p>Signed in as \(key), \(visitor.role.rawValue)</p>
            <form method="post" action="/sign-out">
            \(HTML.hidden("token", visitor.token))<button class="plain">Sign out</button></form></div>

            """
    }

    /// The parts of the site that `visit` may see; `part` is where it is.
    private func navigation(_ visit: Visit, _ part: String) -> HTML {
        var parts = [("", "Plan")]
        if visit.visitor.hasActions {
            parts.append(("mine", "My actions"))
        }
        if visit.visitor.key != nil, BoardAct.confirm.isShown(to: visit.visitor.role) {
            parts.append(("confirm", "To confirm"))
        }
        parts += [
            ("meetings", "Meetings and paper"), ("history", "History"), ("days", "Any day"),
            ("verify", "Verify"), ("search", "Search"),
        ]
        let links = parts.map { name, words -> HTML in
            let here: HTML = name == part ? " aria-current=\"page\"" : ""
            return "<li><a href=\"\(visit.path(name))\"\(here)>\(words)</a></li>\n"
        }
        return "<nav aria-label=\"The plan\"><ul>\n\(links)</ul></nav>\n"
    }
}

extension Response {
    /// Sends the browser on to `path`, of which it asks with GET (RFC 9110, section 15.4.4).
    static func seeOther(_ path: String) -> Response {
        Response(
            status: 303,
            headers: [("Location", path), ("Cache-Control", "no-store")]
        )
    }

    /// A file to keep, which a browser never shows by itself whatever stands in it.
    static func download(_ bytes: [UInt8], type: String, name: String) -> Response {
        // What a file name may hold in a header is kept; all else is a low line (RFC 6266).
        let plain = name.unicodeScalars.map { scalar -> String in
            let isPlain =
                scalar.isASCII
                && (scalar.properties.isAlphabetic
                    || ("0"..."9").contains(scalar) || "._-".unicodeScalars.contains(scalar))
            return isPlain ? String(scalar) : "_"
        }
        return Response(
            headers: [
                ("Content-Type", type),
                ("Content-Disposition", "attachment; filename=\"\(plain.joined())\""),
                ("Content-Security-Policy", "default-src 'none'; sandbox"),
                ("Cache-Control", "no-store"),
                ("Cross-Origin-Resource-Policy", "same-origin"),
            ],
            body: bytes
        )
    }
}
