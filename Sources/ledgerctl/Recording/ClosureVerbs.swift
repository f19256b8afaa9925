// Verbs that record evidence, closures and their approval.

import Ledger

extension Record {
    static func evidence(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let target = try given.target("MILESTONE")
        let place = given["PLACE"] ?? ""
        let title = try given.text("title")
        let line = try given.line()
        let recording = try Recording(given, world)
        let event = { (title: String, place: Evidence.Place) -> Event in
            .delivery(
                .evidenceFiled(
                    Evidence(
                        action: target.action,
                        milestone: target.number,
                        title: title,
                        place: place,
                        line: line,
                        exempt: given.has("exempt")
                    )
                )
            )
        }
        if place.indices.contains(where: { place[$0...].hasPrefix("://") }) {
            let url = try given.address("PLACE")
            return try recording.record(event(title ?? url, .url(url)))
        }
        let name = try given.text(
            String(place.split(separator: "/").last ?? ""),
            called: "name of the file"
        )
        let bytes: [UInt8]
        do throws(JournalError) {
            bytes = try recording.ledger.evidence.contents(ofFile: place)
        } catch {
            throw CommandError(.journal(error))
        }
        let file = Evidence.Place.file(sha256: Digest(of: bytes), name: name, bytes: bytes.count)
        return try recording.record(event(title ?? name, file), keeping: bytes)
    }

    /// Closes an action or one of its milestones where the line says how, and else a risk.
    static func close(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let target = try given.target("CODE")
        let ways = Closure.Way.allCases.map(\.rawValue)
        let way = try given.value(
            "how",
            expected: "one of \(ways.joined(separator: ", "))",
            Closure.Way.init
        )
        let to = try given.reference("to")
        let place = try given.text("place")
        if let way {
            let closure = Closure(
                action: target.action,
                milestone: target.number,
                way: way,
                to: to,
                place: place
            )
            return try Recording(given, world).record(.delivery(.closed(closure)))
        }
        if target.number != nil || to != nil || place != nil {
            throw given.usage(
                .missing(
                    "--how \(ways.joined(separator: "|"))",
                    meaning: "how the action or milestone ends",
                    verb: given.verb
                )
            )
        }
        return try Recording(given, world).record { plan throws(Refusal) in
            if plan.actions[target.action] != nil { throw .closureMustSayHow(target.action) }
            return [.progress(.riskClosed(target.action))]
        }
    }

    static func approveClosure(
        _ given: Invocation,
        _ world: World
    ) throws(CommandError) -> ExitCode {
        let target = try given.target("MILESTONE")
        let event = DeliveryEvent.closureApproved(
            target.action,
            target.number,
            by: try given.key("agreed-by"),
            meeting: try given.day("meeting", in: world)
        )
        return try Recording(given, world).record(.delivery(event))
    }
}

extension Invocation {
    /// An address on the web.
    fileprivate func address(_ name: String) throws(CommandError) -> String {
        let address = try requiredText(name)
        if address.contains(" ") {
            throw usage(
                .wrongValue(
                    address,
                    of: name,
                    expected: "a file, or an address such as https://example.org/paper.pdf"
                )
            )
        }
        return address
    }
}
