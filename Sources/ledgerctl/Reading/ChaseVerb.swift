// `chase`: what leads are asked for, as words, a table for letters, a calendar or data.

import Ledger

extension Answer {
    static func chase(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let reading = try Reading(given, world)
        let chase = try reading.chase(given)
        let format = given.has("json") ? "json" : given["format"] ?? "text"
        if chase.asks.isEmpty, format != "text" || given["output"] != nil {
            // Where the words are not the answer itself, they are said beside it.
            world.say(chase.heading)
        }
        let bytes: [UInt8]
        switch format {
        case "csv": bytes = MailMerge.render(chase)
        case "ics":
            let last = reading.history.entries[reading.known - 1]
            bytes = Array(ChaseCalendar.render(chase, knownUntil: last.at).utf8)
        case "json":
            let json = PlanJSON.chase(chase, knownAt: reading.known)
            if given["output"] == nil {
                reading.write(json)
                return .done
            }
            bytes = Array(json.indented().utf8)
        default: bytes = Array(chase.words.utf8)
        }
        try given.write(bytes, world)
        return .done
    }
}

extension Invocation {
    /// Writes a document to the file that was named, else to standard output.
    func write(_ bytes: [UInt8], _ world: World) throws(CommandError) {
        guard let path = self["output"] else {
            world.write(String(decoding: bytes, as: UTF8.self))
            return
        }
        try Files.save(bytes, at: path, replacing: has("force"))
    }
}

extension Reading {
    /// What the command line asks for.
    func chase(_ given: Invocation) throws(CommandError) -> Chase {
        let day = try given.day("meeting", in: world)
        let lead = try given.optionalKey("for").map { key throws(CommandError) in
            try known(key)
        }
        let query: Query
        do throws(QueryError) {
            query = try Query.parse(given.all("QUERY"), today: world.today)
        } catch { throw .stopped(.usage, words: error.words) }
        do throws(ReportError) {
            return try Chase(ratings, meeting: day, of: lead, about: query)
        } catch { throw .stopped(.refused, words: error.words + ".") }
    }

    /// A person or body of the plan.
    func known(_ key: Key) throws(CommandError) -> Key {
        if plan.keys.contains(key) { return key }
        let keys = plan.keys.map(\.text).joined(separator: ", ")
        throw .nothing(
            called: key.text,
            words: "Nobody in \(ledger.plan) has the key `\(key)` as at \(asAt.words). "
                + (keys.isEmpty
                    ? "Nobody is named; `ledgerctl add person` names somebody."
                    : "The people and bodies are \(keys).")
        )
    }
}

extension Chase {
    /// What is asked of whom, by when: a block for each lead.
    fileprivate var words: String {
        ([heading] + organisations.flatMap(blocks)).joined(separator: "\n") + "\n"
    }

    /// Before which meeting and by when it is asked.
    var before: String {
        meeting.map { meeting in
            "before the meeting of \(meeting.day.words)"
                + (by == meeting.day ? "" : ", by \(by.words) for its papers")
        } ?? "as at \(ratings.asAt.words); no meeting of the board is ahead"
    }

    /// How much is asked, before which meeting and by when.
    var heading: String {
        let plan = ratings.plan
        guard !asks.isEmpty else {
            let who = lead.map { plan.name(of: $0) } ?? "all of it"
            let why =
                plan.closed.map { "the plan was closed on \($0.stamp.day.words)" }
                ?? "\(who) is up to date"
            return "Nothing to ask \(before): \(why)."
        }
        let leads = Set(asks.flatMap(\.leads)).count
        let whom = lead.map { plan.name(of: $0) } ?? "\(leads) lead\(leads == 1 ? "" : "s")"
        return "\(asks.count) thing\(asks.count == 1 ? "" : "s") to ask of \(whom), \(before)."
    }

    private func blocks(_ organisation: OrganisationAsks) -> [String] {
        organisation.leads.flatMap { asked in
            ["", who(asked.lead, organisation.organisation)]
                + asked.asks.flatMap { ask -> [String] in
                    let title = EntryWords.oneLine(ask.title)
                    return [
                        "  \(ask.subject) \(title)",
                        "      \(ask.words)",
                    ]
                }
        }
    }

    private func who(_ lead: Key?, _ organisation: String?) -> String {
        guard let lead else { return "Nobody named" }
        let plan = ratings.plan
        let person = plan.people[lead]
        let name = plan.name(of: lead)
        let words = [
            "\(name) (\(lead))", person?.office.role, organisation == name ? nil : organisation,
        ]
        let left = person?.left.map { "; left on \($0.day.words)" }
        return EntryWords.oneLine(words.compactMap(\.self).joined(separator: ", ") + (left ?? ""))
    }
}
