// Verbs that read: the plan at a glance, its actions, one of them, its gaps.

import Ledger

/// What each verb answers.
enum Answer {
    static func status(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let reading = try Reading(given, world)
        let ratings = reading.ratings
        let rows = Position(reading.plan, ratings)
        if given.has("json") {
            reading.write(rows.json(reading))
            return .done
        }
        let page = given.page(world)
        let opening = reading.plan.opening?.fact
        page.line(
            "\(opening?.title ?? ""), as at \(reading.asAt.words), known at entry \(reading.known)"
        )
        page.line(rows.sentence)
        page.table(rows.header, rows.cells)
        let worst = rows.worst(10)
        if !worst.isEmpty {
            page.line("")
            page.line("Worst first:")
            page.table(
                ["", "rating", "due", "why"],
                worst.map { milestone, rating in
                    [
                        milestone.name.description, rating.result.published.rawValue,
                        milestone.current?.words ?? "no date", rating.result.why,
                    ]
                }
            )
        }
        return .done
    }

    static func list(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let reading = try Reading(given, world)
        let ratings = reading.ratings
        let query: Query
        do throws(QueryError) {
            query = try Query.parse(given.all("QUERY"), today: world.today)
        } catch { throw .stopped(.usage, words: error.words) }
        let actions = query.actions(in: ratings.scope)
        if given.has("json") {
            reading.write(PlanJSON.list(actions, ratings))
            return .done
        }
        if !given.all("QUERY").isEmpty {
            world.say(
                "\(query.words): \(actions.count) of \(reading.plan.actionOrder.count) actions"
            )
        }
        let page = given.page(world)
        page.table(
            ["", "rating", "accountable", "responsible", "due", "title"],
            actions.map { action in
                [
                    action.code.text, ratings[action: action.code]?.published.rawValue ?? "",
                    words(reading.plan.leads(of: action.code, as: .accountable)),
                    words(reading.plan.leads(of: action.code, as: .responsible)),
                    action.milestones.map { $0.current?.words ?? "no date" }
                        .joined(separator: "; "),
                    action.title,
                ]
            }
        )
        return .done
    }

    static func words(_ keys: [Key]) -> String {
        keys.isEmpty ? "nobody" : keys.map(\.text).joined(separator: "/")
    }

    static func gaps(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let reading = try Reading(given, world)
        let policy = Policy(on: reading.asAt, in: reading.plan)
        let plans = try given.plans(in: given.ledger(in: world))
        let gaps = Gaps(
            reading.plan,
            asAt: reading.asAt,
            staleDays: policy[.staleDays],
            evidenceDays: policy[.evidenceDays],
            plans: Set(plans)
        )
        if given.has("json") {
            reading.write(
                .array(
                    gaps.list.map { gap in
                        .object([
                            .init(name: "kind", value: .string(gap.kind.rawValue)),
                            .init(name: "action", value: .string(gap.action.text)),
                            .init(
                                name: "milestone",
                                value: gap.milestone.map { .string($0.description) } ?? .null
                            ),
                            .init(name: "detail", value: .string(gap.detail)),
                        ])
                    }
                )
            )
            return .done
        }
        let page = given.page(world)
        page.line(gaps.list.isEmpty ? "No gaps." : "\(gaps.list.count) gaps:")
        page.table(
            ["", "gap", "found"],
            gaps.list.map { gap in
                [
                    gap.milestone.map { "\(gap.action)/\($0)" } ?? gap.action.text,
                    gap.kind.rawValue, gap.detail,
                ]
            }
        )
        return .done
    }
}

/// The plan at a glance: totals by priority, and what is worst.
struct Position {
    private let plan: Plan
    private let rated: [(milestone: Milestone, rating: MilestoneRating)]

    init(_ plan: Plan, _ ratings: Ratings) {
        self.plan = plan
        rated = plan.orderedMilestones.compactMap { milestone in
            ratings[milestone: milestone.name].map { (milestone, $0) }
        }
    }

    private func count(_ isOne: (MilestoneRating) -> Bool) -> Int {
        rated.count { isOne($0.rating) }
    }

    private var overdue: Int { count(\.isOverdue) }
    private var delivered: Int { count { $0.delivery != nil } }
    private var confirmed: Int { count { $0.delivery?.confirmed != nil } }
    private var undated: Int { rated.count { $0.rating.isOpen && $0.milestone.current == nil } }
    private var moved: Int { count { !$0.moves.isEmpty } }

    var sentence: String {
        "\(rated.count) milestones: \(overdue) overdue, \(undated) without a date, \(delivered) "
            + "delivered of which \(confirmed) confirmed, \(moved) moved"
    }

    var header: [String] { ["", "priority"] + Rating.allCases.map(\.rawValue) + ["overdue"] }

    var cells: [[String]] {
        plan.priorities.map { priority in
            let own = rated.filter {
                plan.priorityCode(of: $0.milestone.name.action) == priority.code
            }
            let colours = Rating.allCases.map { colour in
                own.count { $0.rating.result.published == colour }
            }
            let numbers = colours + [own.count(where: \.rating.isOverdue)]
            return [priority.code.text, priority.title] + numbers.map(String.init)
        }
    }

    /// The worst open milestones: red before amber, the longest due first.
    func worst(_ most: Int) -> [(Milestone, MilestoneRating)] {
        let bad = rated.filter { $0.rating.result.published <= .amber }
        return bad.sorted { left, right in
            let (one, other) = (left.rating.result.published, right.rating.result.published)
            if one != other { return one < other }
            guard let due = left.milestone.current?.end else { return false }
            return right.milestone.current.map { due < $0.end } ?? true
        }.prefix(most).map { ($0.milestone, $0.rating) }
    }

    func json(_ reading: Reading) -> JSONValue {
        let colours: [JSONValue.Member] = Rating.allCases.map { colour in
            .init(
                name: colour.rawValue,
                value: .integer(count { $0.result.published == colour })
            )
        }
        let counts: [JSONValue.Member] =
            [
                .init(name: "milestones", value: .integer(rated.count)),
                .init(name: "overdue", value: .integer(overdue)),
                .init(name: "undated", value: .integer(undated)),
                .init(name: "delivered", value: .integer(delivered)),
                .init(name: "confirmed", value: .integer(confirmed)),
                .init(name: "moved", value: .integer(moved)),
            ] + colours
        return .object([
            .init(name: "plan", value: .string(reading.ledger.plan.text)),
            .init(name: "title", value: .string(plan.opening?.fact.title ?? "")),
            .init(name: "as-at", value: .string(reading.asAt.description)),
            .init(name: "known-at", value: .integer(reading.known)),
            .init(name: "entries", value: .integer(reading.known)),
            .init(
                name: "head",
                value: .string(Digest(of: reading.history.entries[reading.known - 1].format()).hex)
            ),
            .init(name: "counts", value: .object(counts)),
        ])
    }
}
