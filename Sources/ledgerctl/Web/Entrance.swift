// Who comes in: by signing in, through a proxy that is trusted, or as anybody who may read.

import Ledger

/// The door of the site.
final class Entrance: Sendable {
    /// Stands in for everybody.
    private let everybody: Visitor?

    init(everybody: Visitor?) {
        self.everybody = everybody
    }

    /// Who `request` comes from; nil where nobody is signed in.
    func visitor(_ request: Request) -> Visitor? { everybody }

    /// Why `request` is not looked at: it was meant for another site, or comes from one.
    func refusal(of request: Request) -> Response? { nil }

    /// Whether a form was sent from a page of this site, by whoever it was made for.
    func isOwnForm(_ request: Request, _ visitor: Visitor) -> Bool {
        request.given("token") == visitor.token
    }

    /// The answer to what is about signing in and out.
    func respond(to request: Request, _ parts: [String], in site: LedgerSite) -> Response? { nil }

    /// What somebody sees who asks for a page and is not signed in.
    func askToSignIn(on request: Request, in site: LedgerSite) -> Response {
        .seeOther("/sign-in")
    }
}
