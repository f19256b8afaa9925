// What tests of pages share: the pages of one plan, asked for by their paths in it.

@testable import ledgerctl

/// One plan of a site.
struct PagesScene {
    let site: LedgerSite
    var plan = "moor-2018"

    /// The page at `path` of the plan; what follows a question mark is its query.
    func get(_ path: String, as visitor: Visitor = .anybody) -> Response {
        site.get(target(path), as: visitor)
    }

    /// What a form sent to `path` comes to.
    func post(_ path: String, _ fields: [String: String], as visitor: Visitor) -> Response {
        site.post(target(path), fields.map { ($0.key, $0.value) }, as: visitor)
    }

    private func target(_ path: String) -> String {
        "/plans/\(plan)" + (path.isEmpty ? "" : "/\(path)")
    }
}
