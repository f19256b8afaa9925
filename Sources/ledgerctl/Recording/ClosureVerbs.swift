// Verbs that record evidence, closures and their approval.

import Ledger

extension Record {
    static func evidence(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let place = given["PLACE"] ?? ""
        let recording = try Recording(given, world)
        if isAddress(place) {
            let url = try given.address("PLACE")
            return try recording.record(try event(given, url, .url(url)))
        }
        let bytes: [UInt8]
        do throws(JournalError) {
            bytes = try recording.ledger.evidence.contents(ofFile: place)
        } catch {
            throw CommandError(.journal(error))
        }
        let name = String(place.split(separator: "/").last ?? "")
        return try evidence(given, world, file: name, bytes)
    }

    /// Files `bytes` that came under `name`, whatever `given` says of a place.
    static func evidence(
        _ given: Invocation,
        _ world: World,
        file name: String,
        _ bytes: [UInt8]
    ) throws(CommandError) -> ExitCode {
        let recording = try Recording(given, world)
        let name = try given.text(name, called: "name of the file")
        let file = Evidence.Place.file(sha256: Digest(of: bytes), name: name, bytes: bytes.count)
        return try recording.record(try event(given, name, file), keeping: bytes)
    }

    /// Whether what stands for evidence is an address on the web, and no file.
    static func isAddress(_ place: String) -> Bool {
        place.indices.contains { place[$0...].hasPrefix("://") }
    }

    /// That evidence at `place` is filed, under its title or else `name`.
    private static func event(
        _ given: Invocation,
        _ name: String,
        _ place: Evidence.Place
    ) throws(CommandError) -> Event {
        let target = try given.target("MILESTONE")
        let evidence = Evidence(
            action: target.action,
            milestone: target.number,
            title: try given.text("title") ?? name,
            place: place,
            line: try given.line(),
            exempt: given.has("exempt")
        )
        return .delivery(.evidenceFiled(evidence))
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
