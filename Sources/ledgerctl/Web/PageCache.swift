// Pages that were made once and are true as long as nothing is recorded.

import Ledger
import Synchronization

/// Which page, for whom: everything that a page of a plan is made of but the plan and the day.
struct PagePlace: Hashable, Sendable {
    let plan: Code
    private let path: String
    private let query: [String]
    private let token: String

    /// The page that `request` asks for; nil where that is not a page of a plan that may be kept.
    init?(_ request: Request, _ visitor: Visitor) {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
        guard request.method == "GET", parts.count > 2, parts[1] == "plans",
            let plan = Code(parts[2]), PagePlace.kept.contains(parts.count > 3 ? parts[3] : "")
        else { return nil }
        if parts.count > 5 { return nil }
        self.plan = plan
        path = request.path
        query = request.query.flatMap { [$0.name, $0.text ?? ""] }
        token = visitor.token
    }

    /// The parts of the site whose pages say nothing but what the plan does.
    private static let kept: Set<Substring> = ["", "actions", "mine", "meetings", "days", "search"]
}

/// The pages made last, each with the edition of the plan and the day that it is true of.
final class PageCache: Sendable {
    /// How many bytes are kept at most.
    private static let byteCountMax = 8 << 20

    private struct Kept {
        let response: Response
        let edition: Int
        let day: Day
    }

    private struct State {
        var pages: [PagePlace: Kept] = [:]
        var byteCount = 0
    }

    private let state = Mutex(State())

    /// The page at `place`, where it was made of this edition on this day.
    subscript(place: PagePlace, edition: Int, day: Day) -> Response? {
        state.withLock { state in
            state.pages[place].flatMap {
                $0.edition == edition && $0.day == day ? $0.response : nil
            }
        }
    }

    /// Keeps a page. Where there is no room all others go: they are made again when asked for.
    func keep(_ response: Response, _ place: PagePlace, _ edition: Int, _ day: Day) {
        let size = response.body.count + 1_024
        if size > PageCache.byteCountMax / 8 { return }
        state.withLock { state in
            if state.byteCount + size > PageCache.byteCountMax { state = State() }
            if let old = state.pages[place] { state.byteCount -= old.response.body.count + 1_024 }
            state.byteCount += size
            state.pages[place] = Kept(response: response, edition: edition, day: day)
        }
    }
}
