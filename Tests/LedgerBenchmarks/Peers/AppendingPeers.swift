// How fast others make one record durable: in one process, and as a process.

import Ledger

extension Bench {
    /// A line such as a note makes.
    var line: String {
        let entry = Tip().next(RecordingRate.act, at: Instant(seconds: 1_750_000_000))
        return String(decoding: entry.format(), as: UTF8.self)
    }

    /// The contestants in one process, by one writer each.
    func appendingPeers() -> [Contestant] {
        let base = "\(folder)/scratch/append.sqlite"
        return [
            python("SQLite (WAL, FULL) from Python", PythonSources.sqlite, needs: "sqlite3") {
                Files.remove(base)
                return [base, "1000", line]
            }.each(1000),
            python(
                "Python `eventsourcing` with SQLite",
                PythonSources.eventsourcing,
                needs: "eventsourcing"
            ) {
                Files.remove(base)
                return [base, "append", "500", RecordingRate.words]
            }.each(500),
        ] + [1, 8, 64].map(pgbench)
    }

    /// A script in Python that says how long it took.
    private func python(
        _ name: String,
        _ source: String,
        needs module: String,
        _ arguments: @escaping () -> [String]
    ) -> Contestant {
        guard let python = pythonWith(module) else {
            return Contestant(name, missing: "Python with `\(module)` is not installed")
        }
        return Contestant(name) { [self] in
            try launcher.runTimingItself([python, "-c", source] + arguments())
        }
    }

    /// The Python that has `module`: itself, not a script that looks for it.
    func pythonWith(_ module: String) -> String? {
        let said = "\(folder)/scratch/python"
        for python in ["python3", "/usr/bin/python3"] {
            let script = "import \(module), sys; print(sys.executable)"
            if (try? launcher.run([python, "-c", script], output: said)) != nil {
                return Files.text(said)?.split(separator: "\n").last.map(String.init)
            }
        }
        return nil
    }

    private func pgbench(_ clients: Int) -> Contestant {
        let name = "PostgreSQL, \(clients) \(clients == 1 ? "client" : "clients")"
        if let missing = postgres.start() { return Contestant(name, missing: missing) }
        let script = "\(folder)/scratch/insert.sql"
        let body = line.replacing("'", with: "''")
        do {
            try Files.put("INSERT INTO appended(body) VALUES ('\(body)');\n", at: script)
            let columns = "(seq bigserial PRIMARY KEY, body jsonb NOT NULL)"
            try postgres.ask("CREATE TABLE IF NOT EXISTS appended \(columns)")
        } catch {
            return Contestant(name, missing: "\(error)")
        }
        let each = clients == 1 ? 1000 : 250
        return pgbench(name, script, clients, each: each, on: postgres)
    }

    /// So many clients of a server that each run `script` so many times, in which `values` stand
    /// for names.
    func pgbench(
        _ name: String,
        _ script: String,
        _ clients: Int,
        each count: Int,
        on server: Postgres,
        values: [String] = []
    ) -> Contestant {
        guard let program = Postgres.program("pgbench") else {
            return Contestant(name, missing: "pgbench is not installed")
        }
        let command =
            [
                program, "-n", "-M", "prepared", "-c", String(clients), "-j", "2",
                "-t", String(count), "-f", script, "-h", server.host, "-p", String(server.port),
                "-U", "postgres",
            ] + values.flatMap { ["-D", $0] } + ["postgres"]
        return Contestant(name) { [self] in
            let said = "\(folder)/scratch/pgbench"
            _ = try launcher.run(command, output: said)
            let text = Files.text(said) ?? ""
            guard let match = text.firstMatch(of: /tps = ([0-9.]+)/), let rate = Double(match.1)
            else { throw Failure("pgbench did not say its rate") }
            return Sample(seconds: 1 / rate)
        }
    }

    /// One append as a process, on as many records as `name` has entries.
    func appending(_ name: String) throws -> Contest {
        let journal = try MadeJournal(name, in: folder)
        let ledger = try copy(journal, as: "note")
        let raw = try launcher.compile(CSources.raw, as: "raw")
        let note = ["note", "A1", RecordingRate.words, "--by", "P1"]
        // With a million lines git would hash and pack them all again for each.
        let git = journal.entries > 100_000 ? [] : [try gitCommit(journal)]
        return Contest(
            title: "one append as a process to \(grouped(journal.entries)) entries",
            rounds: 41,
            contestants: [
                try sqliteInsert(journal),
                ours(note, in: ledger, as: "`ledgerctl note`").with(.atMost(1)),
                Contestant("raw write and flush in C") { [self] in
                    try launcher.run([raw, "\(folder)/scratch/raw.lines", "0", "275"])
                },
                psqlInsert(journal),
            ] + git
        )
    }

    private func sqliteInsert(_ journal: MadeJournal) throws -> Contestant {
        let base = try sqliteBase(journal)
        let body = line.replacing("'", with: "''")
        let statement = "PRAGMA synchronous=FULL; INSERT INTO journal(body) VALUES ('\(body)')"
        return try peer("sqlite3", [base, statement], as: "`sqlite3` (WAL, FULL), one insert")
    }

    /// A database of SQLite that has the lines of the journal as rows.
    func sqliteBase(_ journal: MadeJournal) throws -> String {
        let base = "\(folder)/scratch/\(journal.name).sqlite"
        guard Files.program("sqlite3") != nil, !Files.exists(base) else { return base }
        let script = """
            PRAGMA journal_mode=WAL;
            CREATE TABLE journal(seq INTEGER PRIMARY KEY, body TEXT NOT NULL);
            CREATE TEMP TABLE line(body TEXT);
            .mode ascii
            .separator "\\037" "\\n"
            .import "\(journal.file)" line
            INSERT INTO journal SELECT json_extract(body, '$.seq'), body FROM line;

            """
        try Files.put(script, at: "\(base).script")
        try launcher.prepare(["sqlite3", base], input: "\(base).script")
        return base
    }

    private func psqlInsert(_ journal: MadeJournal) -> Contestant {
        let name = "`psql`, one insert"
        if let missing = postgres.start() { return Contestant(name, missing: missing) }
        let table = "process_\(journal.name)"
        let body = line.replacing("'", with: "''")
        do { try postgres.load(journal.file, into: table) } catch {
            return Contestant(name, missing: "\(error)")
        }
        return Contestant(name) { [self] in
            let statement = "INSERT INTO \(table)(body) VALUES ('\(body)')"
            return try launcher.run(postgres.client(statement))
        }
    }

    /// A line appended to the journal as a file of a repository, and committed.
    private func gitCommit(_ journal: MadeJournal) throws -> Contestant {
        let name = "`git add` and `git commit`"
        guard Files.program("git") != nil else {
            return Contestant(name, missing: "git is not installed")
        }
        let home = "\(folder)/scratch/git-\(journal.name)"
        try Files.makeFolder(home)
        try launcher.prepare(["cp", journal.file, "\(home)/journal"])
        let git = "git -c user.name=L -c user.email=l@moorland.invalid -c gc.auto=0"
        let commit = "\(git) add journal && \(git) commit -qm entry"
        try launcher.prepare(["sh", "-c", "cd \(home) && git init -q && \(commit)"])
        try Files.put("\(line)\n", at: "\(folder)/scratch/line")
        let append = "cd \(home) && cat ../line >>journal && \(commit)"
        return Contestant(name) { [self] in try launcher.run(["sh", "-c", append]) }
    }
}

extension Contestant {
    /// The same, with its time divided among `count`.
    fileprivate func each(_ count: Int) -> Contestant {
        if missing != nil { return self }
        let whole = run
        return Contestant(name) {
            var sample = try whole()
            sample.seconds /= Double(count)
            return sample
        }
    }
}
