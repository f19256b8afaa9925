// Verbs that record what the board does: minutes, words of its papers, assurance, policy.

import Ledger

extension Record {
    static func cancel(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let event = BoardEvent.meetingCancelled(
            meeting: try given.requiredDay("DAY", in: world),
            board: try given.text("board")
        )
        return try Recording(given, world).record(.board(event))
    }

    static func minute(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let event = BoardEvent.decisionMinuted(
            meeting: try given.requiredDay("DAY", in: world),
            minute: try given.requiredText("TEXT", lines: true),
            entries: try given.numbers("entries")
        )
        return try Recording(given, world).record(.board(event))
    }

    static func word(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let event = BoardEvent.paperWorded(
            meeting: try given.requiredDay("DAY", in: world),
            part: try given.required("PART", expected: "a part of the paper", PaperPart.init),
            text: try given.requiredText("TEXT", lines: true)
        )
        return try Recording(given, world).record(.board(event))
    }

    static func assure(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let event = BoardEvent.assuranceGiven(
            priority: try given.code("PRIORITY"),
            level: try given.requiredText("LEVEL"),
            meeting: try given.requiredDay("meeting", in: world)
        )
        return try Recording(given, world).record(.board(event))
    }

    static func adoptPolicy(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        var thresholds = OrderedMap<PolicyAdoption.Threshold, Int>()
        for threshold in PolicyAdoption.Threshold.allCases {
            thresholds[threshold] = try given.value(
                threshold.rawValue,
                expected: "a whole number from 0",
                { Quantity($0).flatMap(\.count) }
            )
        }
        let policy = PolicyAdoption(
            policy: try given.requiredText("NAME"),
            agreedBy: try given.key("agreed-by"),
            meeting: try given.day("meeting", in: world),
            thresholds: thresholds,
            levels: try given.levels()
        )
        return try Recording(given, world).record(.board(.policyAdopted(policy)))
    }

    static func closePlan(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let event = BoardEvent.planClosed(
            meeting: try given.requiredDay("meeting", in: world),
            by: try given.key("agreed-by")
        )
        return try Recording(given, world).record(.board(event))
    }
}

extension Quantity {
    /// The whole number from 0 that it is; nil where it is something else.
    fileprivate var count: Int? {
        if case .integer(let number) = self, number >= 0 { number } else { nil }
    }
}

extension Invocation {
    /// The words for levels of assurance, least first; none where the option was not given.
    fileprivate func levels() throws(CommandError) -> [String] {
        guard let words = self["levels"] else { return [] }
        var levels: [String] = []
        for part in words.split(separator: "/", omittingEmptySubsequences: false) {
            let level = try text(String(part), called: "level of assurance")
            if levels.contains(level) {
                throw usage(
                    .wrongValue(
                        words,
                        of: "--levels",
                        expected: "different words joined by /, least first"
                    )
                )
            }
            levels.append(level)
        }
        return levels
    }
}
