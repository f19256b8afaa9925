// Reading a whole journal from a database, beside `psql` that copies its rows to a file.

#if PostgreSQL
    import Ledger

    extension Bench {
        /// `verify` and replay from a server, as rates, and the memory that they hold.
        func readingDatabase(_ name: String) throws -> Contest {
            let journal = try MadeJournal(name, in: folder)
            if let missing = database.start() { throw Failure(missing) }
            let county = "county_\(name)"
            try database.ask("CREATE DATABASE \(county)")
            let address = database.address(county)
            try launcher.prepare([ledgerctl, "init", "--ledger", address])
            say("  copying \(journal.ledger) into the database")
            let copying = try launcher.run(
                [ledgerctl, "copy", journal.ledger, address],
                patience: 1800
            )
            try database.ask("VACUUM (FREEZE, ANALYZE)", in: county)
            try database.ask("CHECKPOINT")
            let rate = Int(Double(journal.entries) / copying.seconds)
            return Contest(
                title: "\(grouped(journal.entries)) entries from PostgreSQL, as rates",
                rounds: 9,
                ofRates: true,
                contestants: [
                    copyOut(county, "`psql \\copy`, text", "\(folder)/scratch/rows.text"),
                    copyOut(
                        county,
                        "`psql \\copy`, binary",
                        "\(folder)/scratch/rows.binary",
                        " WITH (FORMAT binary)"
                    ),
                    copyOut(county, "`psql \\copy`, text, to nowhere", "/dev/null"),
                    ours(["verify"], in: address).with(.atLeast(0.7), .memory(32)),
                    ours(["status"], in: address).with(.none),
                ],
                remarks: {
                    [
                        "`ledgerctl copy` of \(grouped(journal.entries)) entries took "
                            + "\(fixed(copying.seconds, 1)) s, \(grouped(rate)) a second."
                    ]
                }
            )
        }

        private func copyOut(
            _ county: String,
            _ name: String,
            _ file: String,
            _ format: String = ""
        ) -> Contestant {
            let query =
                "SELECT seq, line FROM ledger.entry WHERE plan = '\(MadePlan.code)' ORDER BY seq"
            let command = database.client("\\copy (\(query)) TO '\(file)'\(format)", in: county)
            return Contestant(name) { [self] in try launcher.run(command) }
        }
    }
#endif
