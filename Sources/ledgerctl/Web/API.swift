// The same as data: what programs ask for.

import Ledger

extension LedgerSite {
    func api(_ request: Request, _ parts: [String], as visitor: Visitor) -> Response {
        .json(.object([.init(name: "fault", value: .string("no such address"))]), status: 404)
    }

    func apiSignInFirst() -> Response {
        .json(.object([.init(name: "fault", value: .string("sign in first"))]), status: 401)
    }
}
