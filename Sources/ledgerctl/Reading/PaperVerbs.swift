// Verbs of trust, and of what is taken in: verify, import.

import Ledger

extension Answer {
    static func verify(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let folder = given.ledger(in: world)
        let plans = given.has("all") ? try given.plans(in: folder) : [try given.plan(in: folder)]
        var worst = ExitCode.done
        var objects: [JSONValue] = []
        for plan in plans {
            let verification: Verification
            do throws(LedgerError) {
                verification = try ActionLedger(
                    folder: folder,
                    plan: plan,
                    clock: world.now,
                    progress: world.progress
                )
                .verify(rules: given.has("rules"))
            } catch { throw CommandError(error) }
            objects.append(JSONValue(verification))
            if !given.has("json") { tell(verification, given, world) }
            let code = exitCode(verification)
            if code.rawValue > worst.rawValue { worst = code }
        }
        if given.has("json") {
            let json = given.has("all") ? JSONValue.array(objects) : objects[0]
            world.output(json.indented())
        }
        return worst
    }

    private static func exitCode(_ verification: Verification) -> ExitCode {
        switch verification.verdict {
        case .tampered: .tampered
        case .torn: .torn
        case .anchored, .unanchored: verification.findings.isEmpty ? .done : .refused
        }
    }

    private static func tell(
        _ verification: Verification,
        _ given: Invocation,
        _ world: World
    ) {
        let contents = verification.contents
        let after =
            verification.verdict == .tampered
            ? "" : "; no trusted checkpoint covers \(verification.after) of them"
        world.output(
            "\(verification.plan): \(verification.verdict.rawValue), \(contents.size) whole lines"
                + "\(after)\nhead \(contents.head.hex)\n"
        )
        if verification.verdict == .torn { world.show("torn: \(contents.tailWords)") }
        for finding in verification.findings {
            world.show("\(finding.kind.rawValue): \(finding.why)")
        }
    }
}

extension JournalContents {
    /// What stands where a whole line should, and what becomes of it.
    fileprivate var tailWords: String {
        switch tail {
        case .none: "the file is empty; `ledgerctl add plan` opens the plan."
        case .unended(let byteCount):
            "line \(size + 1), \(byteCount) bytes, is whole but for its line feed and may have "
                + "been confirmed to somebody; whoever records next completes it."
        case .broken(let byteCount):
            "after line \(size) stand \(byteCount) bytes that are no entry and were never confirmed "
                + "to anybody; whoever records next moves them to a file of their own."
        }
    }
}

extension Record {
    static func `import`(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        guard let plan = try given.optionalPlan() else {
            throw given.usage(
                .missing("--plan", meaning: "the code of the plan to import", verb: given.verb)
            )
        }
        let day = try given.requiredDay("on", in: world)
        let folder = given["FOLDER"] ?? ""
        let recording = try Recording(given, world, creating: plan)
        let files = try Files.csvFiles(in: folder)
        let title = try given.text("title")
        let imported: PlanImport
        do throws(PublishingError) {
            imported = try PlanImport(
                of: plan,
                from: files,
                by: recording.recorder,
                on: day,
                title: title,
                board: given["board"]
            )
        } catch { throw .stopped(.refused, words: error.words) }
        for note in imported.notes { world.say(note) }
        let recorded = try recording.record { _ throws(Refusal) -> [Entry.Act] in imported.acts }
        let events = recorded.new.reduce(0) { $0 + $1.act.events.count }
        let verb = recording.isDryRun ? "Would record" : "Recorded"
        world.output(
            "\(verb) \(recorded.new.count) entries with \(events) events in \(plan)"
                + (recorded.brought.isEmpty
                    ? ".\n" : "; \(recorded.brought.count) were there already.\n")
        )
        if recording.isDryRun {
            for entry in recorded.new {
                world.show("entry \(entry.seq), \(EntryWords.who(entry))")
                for event in entry.act.events { world.show("  \(EntryWords.what(event))") }
            }
        }
        return .done
    }
}
