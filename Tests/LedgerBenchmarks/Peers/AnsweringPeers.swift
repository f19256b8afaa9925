// How fast others rebuild the simplest answer from the same history: the latest note of every
// action. Ours is the whole plan, verified. Loading is not counted.

import Ledger

extension Bench {
    func answering() throws -> Contest {
        let journal = try MadeJournal("100k", in: folder)
        let replay = ours(["status"], in: try bare(journal), as: "`ledgerctl status`, no snapshot")
        return Contest(
            title: "the current answer from \(grouped(journal.entries)) entries",
            contestants: [
                replay, try sqliteAnswer(journal), postgresAnswer(journal),
                try eventsourcingAnswer(journal), try jqAnswer(journal), try hledgerAnswer(journal),
                try gitAnswer(journal),
            ].map { $0.name == replay.name ? $0 : $0.with(.over) }
        )
    }

    private func sqliteAnswer(_ journal: MadeJournal) throws -> Contestant {
        let query = """
            SELECT json_extract(e.value, '$.action') AS action,
                json_extract(e.value, '$.note') AS note, max(seq * 100 + e.key)
            FROM journal, json_each(body, '$.events') AS e
            WHERE json_extract(e.value, '$.type') = 'progress-noted' GROUP BY action
            """
        return try peer("sqlite3", [sqliteBase(journal), query], as: "SQLite (json)")
    }

    private func postgresAnswer(_ journal: MadeJournal) -> Contestant {
        let name = "PostgreSQL (jsonb; memory of the client)"
        if let missing = postgres.start() { return Contestant(name, missing: missing) }
        do { try postgres.load(journal.file, into: "history") } catch {
            return Contestant(name, missing: "\(error)")
        }
        let query = """
            SELECT DISTINCT ON (action) e->>'action' AS action, e->>'note' AS note
            FROM history, jsonb_array_elements(body->'events') WITH ORDINALITY AS x(e, place)
            WHERE e->>'type' = 'progress-noted' ORDER BY action, seq DESC, place DESC
            """
        return Contestant(name) { [self] in try launcher.run(postgres.client(query)) }
    }

    private func eventsourcingAnswer(_ journal: MadeJournal) throws -> Contestant {
        let name = "Python `eventsourcing` with SQLite"
        guard let python = pythonWith("eventsourcing") else {
            return Contestant(name, missing: "Python with `eventsourcing` is not installed")
        }
        let base = "\(folder)/scratch/eventsourcing.sqlite"
        let command = [python, "-c", PythonSources.eventsourcing, base]
        say("  loading \(journal.name) into eventsourcing")
        try launcher.prepare(command + ["load", journal.file])
        return Contestant(name) { [self] in try launcher.run(command + ["replay"]) }
    }

    private func jqAnswer(_ journal: MadeJournal) throws -> Contestant {
        let program = """
            reduce inputs as $entry ({};
                reduce ($entry.events[] | select(.type == "progress-noted")) as $noted
                    (.; .[$noted.action] = $noted.note))
            """
        return try peer("jq", ["-n", program, journal.file])
    }

    /// A transaction an entry, on an account a priority: `hledger` grows worse than linearly with
    /// its accounts.
    private func hledgerAnswer(_ journal: MadeJournal) throws -> Contestant {
        let books = "\(folder)/scratch/hledger.journal"
        return try peer("hledger", ["-f", books, "bal"], as: "`hledger bal`") {
            let writer = try FileWriter(books)
            defer { writer.close() }
            try eachNote(in: journal) { entry, action, _ in
                let account = "notes:\(action.text.prefix(1))"
                let text = "\(entry.at.day) entry \(entry.seq)\n    \(account)  1\n    board\n\n"
                try writer.put(Array(text.utf8))
            }
        }
    }

    /// A commit a note, the action first; the newest of each action is its latest.
    private func gitAnswer(_ journal: MadeJournal) throws -> Contestant {
        let name = "`git log` and `awk`"
        guard Files.program("git") != nil else {
            return Contestant(name, missing: "git is not installed")
        }
        let home = "\(folder)/scratch/git-log"
        let stream = "\(home).stream"
        let writer = try FileWriter(stream)
        try eachNote(in: journal) { entry, action, note in
            let message = Array("\(action) \(note.replacing("\n", with: " "))".utf8)
            let who = "committer \(entry.act.by) <l@moorland.invalid> \(entry.at.seconds) +0000"
            let head = "commit refs/heads/main\n\(who)\ndata \(message.count)\n"
            try writer.put(Array(head.utf8) + message + [UInt8(ascii: "\n")])
        }
        writer.close()
        try launcher.prepare(["git", "init", "-q", "-b", "main", home])
        try launcher.prepare(
            ["git", "-C", home, "fast-import", "--quiet"],
            input: stream
        )
        let answer = "git -C \(home) log --format=%s main | awk '!seen[$1]++'"
        return Contestant(name) { [self] in try launcher.run(["sh", "-c", answer]) }
    }

    /// Hands over each note of a journal.
    private func eachNote(
        in journal: MadeJournal,
        _ take: (Entry, Code, String) throws -> Void
    ) throws {
        let bytes = Array((Files.text(journal.file) ?? "").utf8)
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let entry = try Entry.parse(line)
            for case .progress(.noted(let action, let note, _, _)) in entry.act.events {
                try take(entry, action, note)
            }
        }
    }
}
