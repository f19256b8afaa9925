// One visit to one plan: who asks, what they ask, and the plan as it stands.

import Ledger

/// Who asks.
struct Visitor: Sendable {
    /// The key by which they record; nil where anybody may read and nobody signed in.
    let key: Key?
    /// In which role.
    let role: RecorderRole
    /// What a form of theirs carries, so that no other site can send one in their name.
    let token: String

    /// Whether there is a list of actions that are theirs, or that they look after.
    var hasActions: Bool { key != nil && [.leader, .officer].contains(role) }
}

/// A request about one plan, on its way to an answer.
struct Visit {
    let request: Request
    let visitor: Visitor
    let site: LedgerSite
    let plan: Code
    /// The plan held open.
    let open: OpenPlan

    init(
        _ request: Request,
        _ visitor: Visitor,
        _ site: LedgerSite,
        _ plan: Code,
        _ open: OpenPlan
    ) {
        (self.request, self.visitor, self.site) = (request, visitor, site)
        (self.plan, self.open) = (plan, open)
    }

    /// The world of a verb that works for this visit. What it writes is kept by `output`, what it
    /// says by `errors`.
    func world(
        output: @escaping (String) -> Void = { _ in },
        errors: @escaping (String) -> Void = { _ in }
    ) -> World {
        var world = site.world(output: output, errors: errors)
        world.role = visitor.role
        // Every request of a plan goes through here: the site is not asked for it once more.
        world.open = { [plan, open, others = world.open] in $0 == plan ? open : others?($0) }
        // RFC 7240, section 4.2: whoever records a lot need not be told what each entry changed.
        world.tellsChanges = request.header("prefer") != "return=minimal"
        return world
    }

    /// What a verb would be given: the plan, the clocks that the query names, and `more`.
    func given(_ verb: String, _ more: [(String, [String])] = []) -> Invocation {
        var given = OrderedMap<String, [String]>()
        given["plan"] = [plan.text]
        for clock in ["as-at", "known-at"] {
            if let moment = request.asked(clock) { given[clock] = [moment] }
        }
        for (name, values) in more { given[name] = values }
        return Invocation(verb: verb, usageLine: "", given: given)
    }

    /// The plan on both clocks, as the query asks.
    func reading() throws(CommandError) -> Reading { try Reading(given("web"), world()) }

    /// The plan as it stands now, whatever moment the query names.
    func readingNow() throws(CommandError) -> Reading {
        try Reading(Invocation(verb: "web", usageLine: "", given: ["plan": [plan.text]]), world())
    }

    /// The path of a page of this plan: `actions/A1`.
    func path(_ page: String = "") -> String {
        page.isEmpty ? "/plans/\(plan)" : "/plans/\(plan)/\(page)"
    }

    /// The same with the clocks that were asked for, so that whoever looks at another day stays
    /// there.
    func pathNow(_ page: String = "") -> String {
        let clocks = ["as-at", "known-at"].compactMap { clock in
            request.asked(clock).map { "\(clock)=\(HTML.encoded($0))" }
        }
        return path(page) + (clocks.isEmpty ? "" : "?" + clocks.strung("&"))
    }

    /// The number of an entry, with a link to it.
    func link(entry seq: Int) -> HTML { "<a href=\"\(path("entries/\(seq)"))\">\(seq)</a>" }

    /// The hidden field that every form carries which changes something.
    var token: HTML { HTML.hidden("token", visitor.token) }
}

/// One page, before it is laid out.
struct WebPage {
    /// What it is called: its heading, and before the plan's title in the tab.
    var title: String
    /// Everything below the heading.
    var main: HTML
    /// Which part of the site it belongs to, of those in the navigation; its last part of the path.
    var part = ""
    var status = 200
    /// What is wrong with its form, which is said before the heading.
    var problem: HTML = ""
}
