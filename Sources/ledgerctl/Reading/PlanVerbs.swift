// Verbs that read: the plan at a glance, its actions, one of them, its gaps.

import Ledger

/// What each verb answers.
enum Answer {
    static func status(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let glance = try Glance(given, world)
        if given.has("json") {
            world.show(glance.json)
            return .done
        }
        let position = glance.position
        let page = given.page(world)
        page.line(
            "\(position.title), as at \(glance.asAt.words), known at entry \(glance.known)"
        )
        page.line(position.counts.sentence)
        page.table(glance.header, glance.cells)
        if !position.worst.isEmpty {
            page.line("")
            page.line("Worst first:")
            page.table(
                ["", "rating", "due", "why"],
                position.worst.map { milestone in
                    [
                        milestone.name.description, milestone.rating.rawValue,
                        milestone.due?.words ?? "no date", milestone.why,
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
                "\(query.words): \(actions.count) of \(reading.plan.actions.count) actions"
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
        let plans = try given.plans(in: given.home(in: world))
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

/// What `status` answers from: the plan as it stands now where nothing else is asked for, which
/// takes no more memory than the plan; else a replay.
struct Glance {
    let plan: Code
    let position: Position
    let asAt: Day
    let known: Int
    let head: Digest
    let verified: Int

    /// - Parameter found: what was found already, where many plans were asked at once.
    init(
        _ given: Invocation,
        _ world: World,
        found: Result<Standpoint?, LedgerError>? = nil
    ) throws(CommandError) {
        let home = given.home(in: world)
        plan = try given.plan(in: home)
        let ledger = given.ledger(of: plan, in: world)
        let today = world.today
        asAt = try given.day("as-at", in: world) ?? today
        var standpoint: Standpoint?
        if asAt == today, given["known-at"] == nil, world.open == nil {
            do throws(LedgerError) {
                standpoint =
                    if let found { try found.get() } else { try ledger.standpoint(asAt: asAt) }
            } catch { throw CommandError(error) }
        }
        if let standpoint {
            if let warning = standpoint.warning { world.say(warning) }
            position = standpoint.position
            known = standpoint.size
            head = standpoint.head
            verified = standpoint.verified
        } else {
            let reading = try Reading(given, world, ledger: ledger)
            position = Position(reading.ratings)
            known = reading.known
            head = Digest(of: reading.history.entries[reading.known - 1].format())
            verified = reading.contents.size
        }
    }

    var header: [String] { ["", "priority"] + Rating.allCases.map(\.rawValue) + ["overdue"] }

    var cells: [[String]] {
        position.rows.map { row in
            let numbers = Rating.allCases.map { row.counts[$0] } + [row.counts.overdue]
            return [row.code.text, row.title] + numbers.map(String.init)
        }
    }

    var json: JSONValue {
        let counts = position.counts
        let colours: [JSONValue.Member] = Rating.allCases.map { colour in
            .init(name: colour.rawValue, value: .integer(counts[colour]))
        }
        let numbers: [JSONValue.Member] = [
            .init(name: "milestones", value: .integer(counts.milestones)),
            .init(name: "overdue", value: .integer(counts.overdue)),
            .init(name: "undated", value: .integer(counts.undated)),
            .init(name: "delivered", value: .integer(counts.delivered)),
            .init(name: "confirmed", value: .integer(counts.confirmed)),
            .init(name: "moved", value: .integer(counts.moved)),
        ]
        return .object([
            .init(name: "plan", value: .string(plan.text)),
            .init(name: "title", value: .string(position.title)),
            .init(name: "as-at", value: .string(asAt.description)),
            .init(name: "known-at", value: .integer(known)),
            .init(name: "entries", value: .integer(known)),
            .init(name: "head", value: .string(head.hex)),
            .init(name: "verified", value: .integer(verified)),
            .init(name: "counts", value: .object(numbers + colours)),
        ])
    }
}

extension Position.Counts {
    fileprivate var sentence: String {
        "\(milestones) milestones: \(overdue) overdue, \(undated) without a date, \(delivered) "
            + "delivered of which \(confirmed) confirmed, \(moved) moved"
    }
}
