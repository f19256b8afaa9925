// The bare transaction that keeps a journal in a database: lock the row that says where it ends,
// insert a line, move the row on. Nothing is decided, and nothing checked.

#if PostgreSQL
    extension Bench {
        /// `pgbench` with so many clients, all on one row or each on its own, in prepared mode. The
        /// line and its digest are sent along with each insert.
        func lockedInsert(_ clients: DatabaseClients) throws -> Contestant {
            let made = """
                CREATE TABLE IF NOT EXISTS head (plan text PRIMARY KEY, seq bigint NOT NULL,
                    digest bytea NOT NULL) WITH (fillfactor = 50);
                CREATE TABLE IF NOT EXISTS entry (plan text, seq bigint, line bytea NOT NULL,
                    digest bytea NOT NULL, PRIMARY KEY (plan, seq));
                INSERT INTO head SELECT number::text, 0, '' FROM generate_series(0, 999) number
                    ON CONFLICT DO NOTHING
                """
            try database.ask(made)
            let plan = clients.isApart ? ":client_id" : "'0'"
            let script = "\(folder)/scratch/locked-insert-\(clients.isApart ? "many" : "one").sql"
            let body = """
                BEGIN;
                SELECT seq, digest FROM head WHERE plan = \(plan) FOR UPDATE \\gset
                INSERT INTO entry VALUES
                    (\(plan), :seq::bigint + 1, decode(:line, 'hex'), decode(:hash, 'hex'));
                UPDATE head SET seq = :seq::bigint + 1, digest = decode(:hash, 'hex')
                    WHERE plan = \(plan);
                COMMIT;

                """
            try Files.put(body, at: script)
            let line = line.utf8.reduce(into: "") { text, byte in
                text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
            let hash = String(repeating: "a5", count: 32)
            return pgbench(
                "`pgbench`, the bare transaction",
                script,
                clients.count,
                each: clients.each,
                on: database,
                values: ["line=\(line)", "hash=\(hash)"]
            )
        }
    }
#endif
