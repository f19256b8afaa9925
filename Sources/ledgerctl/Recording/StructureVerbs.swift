// Verbs that record people, structure and the board's acts.

import Ledger

/// What each verb records, made of its command line.
enum Record {
    static func addPlan(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let plan = try given.code("CODE")
        let opening = PlanOpening(
            plan: plan,
            title: try given.requiredText("title"),
            board: try given.requiredText("board"),
            place: try given.text("place"),
            source: try given.text("source")
        )
        return try Recording(given, world, creating: plan).record(.board(.planOpened(opening)))
    }

    static func addPerson(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let event = StructureEvent.personNamed(
            try given.key("KEY"),
            name: try given.requiredText("NAME"),
            role: try given.text("role"),
            organisation: try given.text("organisation")
        )
        return try Recording(given, world).record(.structure(event))
    }

    static func addBody(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let event = StructureEvent.bodyNamed(
            try given.key("KEY"),
            name: try given.requiredText("NAME"),
            organisation: try given.text("organisation"),
            members: try given.keys("members") ?? []
        )
        return try Recording(given, world).record(.structure(event))
    }

    static func addPriority(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let event = StructureEvent.priorityAdded(
            try given.code("CODE"),
            title: try given.requiredText("TITLE"),
            under: try given.optionalCode("under"),
            aim: try given.text("aim")
        )
        return try Recording(given, world).record(.structure(event))
    }

    static func addAction(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let event = StructureEvent.actionAdded(
            try given.code("CODE"),
            under: try given.code("under"),
            title: try given.requiredText("TITLE"),
            aim: try given.text("aim")
        )
        return try Recording(given, world).record(.structure(event))
    }

    static func addMilestone(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let target = try given.target("MILESTONE")
        let due = try given.date("DATE", in: world)
        let label = try given.text("label")
        let written = try given.text("written")
        let depends = try given.reference("depends")
        let meeting = try given.day("meeting", in: world)
        return try Recording(given, world).record { plan throws(Refusal) in
            let last = plan.actions[target.action]?.milestones.map(\.name.number.number).max() ?? 0
            let number = target.number ?? Ordinal(last + 1) ?? .first
            return [
                .structure(
                    .milestoneAdded(
                        MilestoneStart(
                            name: MilestoneName(target.action, number),
                            due: due,
                            label: label,
                            written: written,
                            depends: depends,
                            meeting: meeting
                        )
                    )
                )
            ]
        }
    }

    static func addMeeting(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let call = MeetingCall(
            meeting: try given.requiredDay("DAY", in: world),
            title: try given.requiredText("TITLE"),
            board: try given.text("board"),
            papers: try given.day("papers", in: world),
            movedFrom: try given.day("moved-from", in: world)
        )
        return try Recording(given, world).record(.board(.meetingCalled(call)))
    }

    static func addLink(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        guard let to = try given.reference("REFERENCE") else {
            throw given.usage(.missing("REFERENCE", meaning: "where it leads", verb: given.verb))
        }
        let kind = try given.required("kind", expected: "a kind of link", Link.Kind.init)
        let link = Link(
            from: try given.code("ACTION"),
            to: to,
            kind: kind,
            note: try given.text("note"),
            inferred: given.has("inferred")
        )
        return try Recording(given, world).record(.structure(.actionLinked(link)))
    }

    static func assign(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let code = try given.code("ACTION")
        var events: [Event] = []
        for role in [LeadRole.accountable, .responsible] {
            if let leads = try given.keys(role.rawValue) {
                events.append(.structure(.leadsNamed(code, role: role, leads: leads)))
            }
        }
        if events.isEmpty {
            throw given.usage(
                .missing(
                    "--accountable or --responsible",
                    meaning: "keys such as IH/KC, or none",
                    verb: given.verb
                )
            )
        }
        return try Recording(given, world).record { [events] _ in events }
    }

    static func reword(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let event = StructureEvent.actionReworded(
            try given.code("ACTION"),
            title: try given.requiredText("TITLE")
        )
        return try Recording(given, world).record(.structure(event))
    }

    static func leave(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let key = try given.key("KEY")
        let recording = try Recording(given, world)
        let exit = try recording.record(.structure(.personLeft(key)))
        let reading = try Reading(given, world, ledger: recording.ledger)
        let led = reading.plan.orderedActions.filter { action in
            [LeadRole.accountable, .responsible].contains {
                action.leads[$0]?.latest?.fact.contains(key) ?? false
            }
        }
        if !led.isEmpty {
            let codes = led.map(\.code.text).joined(separator: ", ")
            world.show("\(key) is still named as a lead of \(codes); name somebody else.")
        }
        return exit
    }

    static func approvePlan(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let event = BoardEvent.planApproved(
            meeting: try given.requiredDay("meeting", in: world),
            by: try given.optionalKey("agreed-by")
        )
        return try Recording(given, world).record(.board(event))
    }

    static func strike(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        try Recording(given, world).record(.trust(.entryStruck(try given.number("ENTRY"))))
    }
}
