// `verify`: what is wrong with journals, and whose word says so.

import Ledger

extension Answer {
    static func verify(_ given: Invocation, _ world: World) throws(CommandError) -> ExitCode {
        let home = given.home(in: world)
        let plans =
            given.has("all")
            ? try given.plansOrTraces(in: home)
            : [try given.plan(in: home, among: try given.plansOrTraces(in: home))]
        if plans.isEmpty { _ = try given.plan(in: home) }
        let trust = try given.trust()
        let store = given.optionalKeys(in: world)
        var worst = ExitCode.done
        var objects: [JSONValue] = []
        for plan in plans {
            let code: ExitCode
            do throws(LedgerError) {
                let ledger = given.ledger(of: plan, in: world)
                let (trust, fault) = trust.adding(ifReadable: store, of: plan)
                if let fault { world.say(fault) }
                let found = try ledger.verify(rules: given.has("rules"), trust: trust)
                if fault != nil, worst == .done { worst = .refused }
                objects.append(JSONValue(found))
                if !given.has("json") { tell(found, given, world) }
                code = exitCode(found, isAsked: trust.isAsked)
            } catch {
                // Of several plans the others are told all the same.
                if plans.count == 1 { throw CommandError(error) }
                world.say(error.words)
                code = CommandError(error).exitCode
            }
            worst = worst.orWorse(code)
        }
        if given.has("json") {
            let json = given.has("all") ? JSONValue.array(objects) : objects[0]
            world.output(json.indented())
        }
        return worst
    }

    private static func exitCode(_ verification: Verification, isAsked: Bool) -> ExitCode {
        switch verification.verdict {
        case .tampered: .tampered
        case .torn: .torn
        case .unanchored where isAsked: .unanchored
        case .anchored, .unanchored: verification.findings.isEmpty ? .done : .refused
        }
    }

    private static func tell(
        _ verification: Verification,
        _ given: Invocation,
        _ world: World
    ) {
        let contents = verification.contents
        let covered =
            switch verification.verdict {
            case .tampered: ""
            case .anchored: "; a trusted checkpoint covers all of them"
            case .unanchored, .torn:
                "; no trusted checkpoint covers \(verification.after) of them"
            }
        world.output(
            "\(verification.plan): \(verification.verdict.rawValue), \(contents.size) whole lines"
                + "\(covered)\nhead \(contents.head.hex)\n"
        )
        for anchor in verification.anchors { world.show("checkpoint: \(anchor.words)") }
        for restore in contents.restores { world.show("restored: \(restore.words)") }
        if given.has("rules") { tellSigned(verification.signed, world) }
        if verification.verdict == .torn { world.show("torn: \(contents.tailWords)") }
        for finding in verification.findings {
            world.show("\(finding.kind.rawValue): \(finding.why)")
        }
    }

    private static func tellSigned(_ signed: [SignedEntry], _ world: World) {
        var lines = OrderedMap<String, [Int]>()
        for entry in signed { lines["\(entry.by) (\(entry.key))", default: []].append(entry.seq) }
        for (who, seqs) in lines {
            world.show("signed: \(seqs.count) by \(who): \(EntryNumbers.words(seqs))")
        }
    }
}

/// Numbers of entries in few words: `3, 5 to 9`.
enum EntryNumbers {
    static func words(_ seqs: [Int]) -> String {
        var runs: [ClosedRange<Int>] = []
        for seq in seqs.sorted() {
            if let last = runs.last, last.upperBound + 1 == seq {
                runs[runs.count - 1] = last.lowerBound...seq
            } else {
                runs.append(seq...seq)
            }
        }
        return runs.map { run in
            run.count == 1 ? "\(run.lowerBound)" : "\(run.lowerBound) to \(run.upperBound)"
        }.joined(separator: ", ")
    }
}

extension Trust {
    /// The same with the keys of this user, or why they cannot be read.
    fileprivate func adding(ifReadable store: KeyStore?, of plan: Code) -> (Trust, String?) {
        do throws(LedgerError) { return (try adding(store, of: plan), nil) } catch {
            return (self, error.words)
        }
    }

    /// The same with the keys of this user.
    func adding(_ store: KeyStore?, of plan: Code) throws(LedgerError) -> Trust {
        guard let store else { return self }
        do throws(JournalError) {
            return try adding(store, of: plan)
        } catch { throw .journal(error) }
    }
}

extension Anchor {
    /// Which checkpoint it is, what came of it, and where it lies.
    var words: String { "\(fact) (\(source))" }

    /// Which checkpoint it is, and what came of it.
    var fact: String {
        let whose =
            signers.isEmpty
            ? "as you gave it, without a signature"
            : "signed by \(signers.map(\.short).joined(separator: " and "))"
        let what =
            switch outcome {
            case .holds: "holds"
            case .restored(let entry): "is from before the restore of entry \(entry)"
            case .doesNotHold: "does not hold"
            }
        return "\(checkpoint.origin), \(checkpoint.size) entries, \(whose): \(what)"
    }
}

extension Restore {
    /// What it says, in words.
    var words: String {
        "entry \(seq) says that the journal came back from a backup; \(size) entries had been signed, "
            + "\(lost) are known to be missing, and checkpoints go on as \(origin)"
    }
}

extension JournalContents {
    /// What stands where a whole line should, and what becomes of it.
    var tailWords: String {
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
