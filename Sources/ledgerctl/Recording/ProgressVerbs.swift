// Verbs that record dates, progress and delivery.

import Ledger

extension Record {
    static func date(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        if given.has("refuse") { return try refuseDate(given, world) }
        let due = try given.requiredDate("DATE", in: world)
        let agreedBy = try given.optionalKey("agreed-by")
        let meeting = try given.day("meeting", in: world)
        let entry = given.has("corrects") ? try given.number("corrects") : nil
        let isRequest = given.has("request")
        return try onMilestone(given, world) { name in
            if isRequest { return .date(.requested(name, due: due)) }
            if let entry { return .date(.corrected(name, due: due, entry: entry, by: agreedBy)) }
            return .date(.agreed(name, due: due, by: agreedBy, meeting: meeting))
        }
    }

    private static func refuseDate(
        _ given: Invocation,
        _ world: World
    ) throws(CommandError) -> ExitCode {
        if given.has("DATE") { throw given.usage(.together("--refuse", "DATE")) }
        guard let refusedBy = try given.optionalKey("agreed-by") else {
            throw given.usage(
                .missing(
                    "--agreed-by KEY",
                    meaning: "with --refuse, the body, or the person, who refused",
                    verb: given.verb
                )
            )
        }
        let meeting = try given.day("meeting", in: world)
        return try onMilestone(given, world) {
            .date(.refused($0, by: refusedBy, meeting: meeting))
        }
    }

    static func forecast(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let due = try given.requiredDate("DATE", in: world)
        return try onMilestone(given, world) { .date(.forecast($0, due: due)) }
    }

    static func note(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let event = ProgressEvent.noted(
            try given.code("ACTION"),
            note: try given.requiredText("TEXT", lines: true),
            line: try given.line(),
            byWhen: try given.date("by-when", in: world)
        )
        return try Recording(given, world).record(.progress(event))
    }

    static func rate(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let rating = try given.required(
            "RATING",
            expected: "green, amber or red",
            Rating.Declared.init
        )
        return try Recording(given, world)
            .record(.progress(.ratingDeclared(try given.code("ACTION"), rating)))
    }

    static func deliver(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        try onMilestone(given, world) { .delivery(.declared($0)) }
    }

    static func confirm(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let line = try given.line()
        return try onMilestone(given, world) { .delivery(.confirmed($0, line: line)) }
    }

    static func `return`(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        try onMilestone(given, world) { .delivery(.returned($0)) }
    }

    static func reopen(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let target = try given.target("MILESTONE")
        return try Recording(given, world)
            .record(.delivery(.reopened(target.action, target.number)))
    }

    /// Records an event about the milestone the line names, or the action's only one.
    static func onMilestone(
        _ given: Invocation,
        _ world: World,
        _ event: @escaping @Sendable (MilestoneName) -> Event
    ) throws(CommandError) -> ExitCode {
        let target = try given.target("MILESTONE")
        return try Recording(given, world).record(about: target.action) { plan throws(Refusal) in
            [event(try plan.milestone(target.number, of: target.action))]
        }
    }
}
