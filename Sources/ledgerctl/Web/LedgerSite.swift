// The site: which page, file or act a request asks for.

import Ledger
import Synchronization

/// A ledger as a site.
final class LedgerSite: Site {
    /// The ledger.
    let home: LedgerHome
    /// The time by the machine's clock.
    let clock: @Sendable () -> Instant
    /// Who comes in, and as whom.
    let entrance: Entrance
    private let plans = Mutex<[Code: OpenPlan]>([:])
    let pages = PageCache()
    let uploads: Uploads
    /// Whose checkpoints are believed: what the server was started with, and nobody else's.
    let trust: Trust

    init(
        _ home: LedgerHome,
        entrance: Entrance,
        uploads: Uploads,
        trust: Trust = Trust(),
        clock: @escaping @Sendable () -> Instant
    ) {
        (self.home, self.entrance, self.uploads, self.clock) = (home, entrance, uploads, clock)
        self.trust = trust
    }

    /// The day it is in London.
    var today: Day { clock().londonDay }

    /// The plan `code`, held open from the first time it is asked for; nil where there is none.
    func plan(_ code: Code) throws(CommandError) -> OpenPlan? {
        if let plan = plans.withLock({ $0[code] }) { return plan }
        do throws(JournalError) {
            guard try home.plans().contains(code) else { return nil }
        } catch { throw CommandError(.journal(error)) }
        let new = OpenPlan(ActionLedger(home, plan: code))
        return plans.withLock { plans in
            let plan = plans[code] ?? new
            plans[code] = plan
            return plan
        }
    }

    /// The plans that are held open.
    var openPlans: [OpenPlan] { plans.withLock { Array($0.values) } }

    /// The world of verbs that work for somebody at a browser: nothing of the machine but the
    /// ledger and its clock.
    func world(
        output: @escaping (String) -> Void,
        errors: @escaping (String) -> Void
    ) -> World {
        var world = World(
            arguments: [],
            environment: { _ in nil },
            now: clock,
            directory: "/",
            outputIsTerminal: false,
            errorsAreTerminal: false,
            width: 80,
            output: output,
            errors: errors,
            page: { _ in },
            finish: { nil }
        )
        world.home = home
        world.open = { (try? self.plan($0)) ?? nil }
        return world
    }

    // MARK: Answering

    func byteCountMax(of head: Request) -> Int {
        // Only somebody who is signed in may send a file.
        let isForm = head.path.hasSuffix("/record") || head.path.hasSuffix("/evidence")
        return isForm && entrance.visitor(head) != nil ? Uploads.byteCountMax + 65_536 : 65_536
    }

    func atHand(_ request: Request) -> Response? {
        if request.method != "GET" { return nil }
        if let asset = Assets.all[request.path] { return asset }
        guard let visitor = entrance.visitor(request), let place = PagePlace(request, visitor),
            let edition = (try? plan(place.plan))??.currentNumber()
        else { return nil }
        return pages[place, edition, today]
    }

    func respond(to request: Request) -> Response {
        if let refusal = entrance.refusal(of: request) { return refusal }
        if let asset = Assets.all[request.path] { return asset }
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
            .dropFirst().map(String.init)
        if let response = entrance.respond(to: request, parts, in: self) { return response }
        if parts.first == "health" { return health() }
        if request.path == OpenAPI.path { return apiDescription(request) }
        guard let visitor = entrance.visitor(request) else {
            return parts.first == "api"
                ? apiSignInFirst() : entrance.askToSignIn(on: request, in: self)
        }
        return answer(request, parts, as: visitor)
    }

    /// The answer to `request` of somebody who was let in.
    func answer(_ request: Request, _ parts: [String], as visitor: Visitor) -> Response {
        var response: Response
        if parts.first == "api" {
            response = api(request, parts, as: visitor)
        } else if request.method == "POST", !entrance.isOwnForm(request, visitor) {
            response = forgedForm(visitor)
        } else {
            do throws(CommandError) {
                response = try route(request, parts, as: visitor)
            } catch {
                response = page(ErrorPage.page(error), for: visitor)
                response.remark = error.lines.first
            }
        }
        response.user = visitor.key?.text
        return response
    }

    private func route(
        _ request: Request,
        _ parts: [String],
        as visitor: Visitor
    ) throws(CommandError) -> Response {
        if parts == [""] { return try plansPage(visitor) }
        guard parts.first == "plans", parts.count > 1, let code = Code(parts[1]),
            let plan = try plan(code)
        else { return notFound(visitor) }
        let visit = Visit(request, visitor, self, code, plan)
        let place = PagePlace(request, visitor)
        let edition = place == nil ? nil : try visit.edition().number
        let response = try self.response(to: visit, Array(parts.dropFirst(2)))
        if let place, let edition, response.status == 200 {
            pages.keep(response, place, edition, today)
        }
        return response
    }

    private func response(
        to visit: Visit,
        _ parts: [String]
    ) throws(CommandError) -> Response {
        let isPost = visit.request.method == "POST"
        switch (parts.first ?? "", parts.count, isPost) {
        case ("", ...1, false): return try planPage(visit)
        case ("actions", 2, false): return try actionPage(visit, parts[1])
        case ("actions", 3, _) where parts[2] == "record":
            return try isPost ? recordFilled(visit, parts[1]) : recordForm(visit, parts[1])
        case ("mine", 1, false): return try minePage(visit)
        default: return try morePages(visit, parts) ?? notFound(visit.visitor)
        }
    }

    func notFound(_ visitor: Visitor?) -> Response {
        page(
            WebPage(
                title: "There is no such page",
                main: """
                    <p>Check the address, or go to <a href="/">the plans</a>.</p>

                    """,
                status: 404
            ),
            for: visitor
        )
    }

    private func forgedForm(_ visitor: Visitor) -> Response {
        var response = page(
            WebPage(
                title: "This form was not sent from this site, or is too old",
                main: """
                    <p>Nothing was recorded. Go back, load the page again and send the form from \
                    there.</p>

                    """,
                status: 403
            ),
            for: visitor
        )
        response.remark = "a form without its token"
        return response
    }

    /// Whether the ledger can be reached and all of it that is open can be read.
    private func health() -> Response {
        var words = "ok"
        if (try? home.plans()) == nil { words = "the ledger cannot be reached" }
        if openPlans.contains(where: { $0.fault != nil }) { words = "a journal cannot be read" }
        let status = words == "ok" ? 200 : 503
        return .json(.object([.init(name: "status", value: .string(words))]), status: status)
    }
}

extension Visit {
    /// What stands in the journal now.
    func edition() throws(CommandError) -> OpenPlan.Edition {
        do throws(LedgerError) { return try open.edition() } catch { throw CommandError(error) }
    }

    /// What stood in it when somebody looked last.
    func lastEdition() throws(CommandError) -> OpenPlan.Edition {
        do throws(LedgerError) { return try open.lastEdition() } catch { throw CommandError(error) }
    }
}

extension Response {
    /// An answer in JSON.
    static func json(_ value: JSONValue, status: Int = 200) -> Response {
        Response(
            status: status,
            headers: [
                ("Content-Type", "application/json"), ("Cache-Control", "no-store"),
                ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
                ("Cross-Origin-Resource-Policy", "same-origin"),
            ],
            body: Array(value.indented().utf8)
        )
    }
}
