// What the database refuses whoever asks, and what a superuser's hand leaves to be found.

#if PostgreSQL
    import Foundation
    import Testing

    @testable import Ledger

    @Suite(
        "A database that somebody is at",
        .enabled(if: Cluster.shared != nil, "PostgreSQL's server is missing")
    )
    struct HostileWriterTests {
        /// A journal of six entries in a database, whose writers are let in as `mallory`.
        private struct Scene {
            let cluster: Cluster
            let database: String
            let home: TestHome

            init() throws {
                cluster = try #require(Cluster.shared)
                database = try cluster.database()
                home = TestHome(kind: .database, place: cluster.address(database))
                try home.ledger().open()
                for number in 1...5 { try home.ledger().note("Note \(number)") }
                try cluster.sql(
                    "DO $$ BEGIN CREATE ROLE mallory LOGIN; EXCEPTION WHEN duplicate_object OR"
                        + " unique_violation THEN NULL; END $$;"
                        + " GRANT \(database)_writer TO mallory"
                )
            }

            /// The lines as they stand, by the superuser's eyes.
            var table: String {
                get throws {
                    try cluster.sql(
                        "SELECT seq, encode(line, 'hex'), encode(digest, 'hex') FROM ledger.entry"
                            + " ORDER BY plan, seq; SELECT * FROM ledger.head",
                        in: database
                    )
                }
            }

            /// What the next entry would be.
            func next(_ edit: (inout Entry) -> Void = { _ in }) throws -> [UInt8] {
                let contents = try home.contents()
                let last = try #require(contents.entries.last)
                var entry = Entry(
                    seq: last.seq + 1,
                    prev: contents.head,
                    at: last.at,
                    act: .act(.note("Forged"))
                )
                edit(&entry)
                return entry.format()
            }

            /// SQL that inserts `line` as entry `seq`.
            func insert(_ line: [UInt8], as seq: Int) -> String {
                let hex = line.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
                return
                    "INSERT INTO ledger.entry (plan, seq, line) VALUES ('county', \(seq), '\\x\(hex)')"
            }

            /// Expects that the writer may not do `sql`, by this SQLSTATE, and nothing has changed.
            func expect(refuses sql: String, _ state: String) throws {
                let before = try table
                let said = try cluster.sql(sql, in: database, as: "mallory", mustSucceed: false)
                #expect(said.contains("ERROR:  \(state):"), "\(sql): \(said)")
                #expect(try table == before)
            }
        }

        @Test("lets the writer change, remove and empty nothing")
        func changes() throws {
            let scene = try Scene()
            for (sql, state) in [
                ("UPDATE ledger.entry SET line = 'x' WHERE seq = 2", "42501"),
                ("DELETE FROM ledger.entry WHERE seq = 6", "42501"),
                ("TRUNCATE ledger.entry", "42501"),
                ("UPDATE ledger.head SET seq = 99", "42501"),
                ("DELETE FROM ledger.head", "42501"),
                ("INSERT INTO ledger.head VALUES ('other', 0, 'x', 0, '')", "42501"),
                ("DELETE FROM ledger.evidence", "42501"),
                ("UPDATE ledger.checkpoint SET note = 'x'", "42501"),
                ("ALTER TABLE ledger.entry DISABLE TRIGGER ALL", "42501"),
                ("DROP TABLE ledger.entry", "42501"),
                ("SET ROLE \(scene.database)_owner", "42501"),
                ("SET session_replication_role = replica", "42501"),
                ("SELECT ledger.check_entry()", "42501"),
                (
                    "INSERT INTO ledger.entry (plan, seq, line) VALUES ('county', 6, 'x')"
                        + " ON CONFLICT (plan, seq) DO UPDATE SET line = 'x'", "42501"
                ),
                ("CREATE TABLE ledger.mine (x int)", "42501"),
                ("CREATE TRIGGER t BEFORE INSERT ON ledger.entry EXECUTE FUNCTION f()", "42501"),
            ] { try scene.expect(refuses: sql, state) }
        }

        @Test("lets the writer record only what fits the head, by the line's own bytes")
        func forgeries() throws {
            let scene = try Scene()
            let right = try scene.next()
            let text = String(decoding: right, as: UTF8.self)
            let contents = try scene.home.contents()
            let forgedPrev = try scene.next {
                $0 = Entry(seq: 7, prev: .zero, at: $0.at, act: $0.act)
            }
            let skipped = try scene.next {
                $0 = Entry(seq: 8, prev: contents.head, at: $0.at, act: $0.act)
            }
            let early = try scene.next {
                $0 = Entry(seq: 7, prev: $0.prev, at: Instant(seconds: 0), act: $0.act)
            }
            for (line, seq, state) in [
                // A forged `prev`; a right number beside a line of another; a number skipped.
                (forgedPrev, 7, "LG003"), (skipped, 7, "LG004"), (skipped, 8, "LG002"),
                // A second line for a number that there is, and the right line under another.
                (right, 6, "LG002"), (right, 8, "LG002"), (right, 0, "LG002"),
                (early, 7, "LG006"), (right + [0x0A], 7, "LG005"), (right + [0x20], 7, "LG005"),
                (Array(text.dropLast().utf8) + Array(#","z":1}"#.utf8), 7, "LG005"),
                // The right words in a string, where the members say otherwise.
                (
                    Array(
                        String(decoding: forgedPrev, as: UTF8.self).dropLast().utf8
                    ) + Array(text.suffix(90).utf8), 7, "22P02"
                ),
                (Array("{}".utf8), 7, "LG003"), (Array("x".utf8), 7, "22P02"),
                ([], 7, "22P02"), ([0xFF, 0xFE], 7, "22021"),
            ] as [([UInt8], Int, String)] {
                try scene.expect(refuses: scene.insert(line, as: seq), state)
            }
            try scene.expect(
                refuses: "INSERT INTO ledger.entry (plan, seq, line)"
                    + " VALUES ('county', 7, convert_to(repeat(' ', 65536), 'UTF8'))",
                "LG001"
            )
            // The right one is taken, and with it what it says is where it stands.
            try scene.cluster.sql(scene.insert(right, as: 7), in: scene.database, as: "mallory")
            #expect(try scene.home.contents().findings.isEmpty)
            #expect(try scene.home.contents().size == 7)
            // A digest cannot be given at all.
            try scene.expect(
                refuses: "INSERT INTO ledger.entry (plan, seq, line, digest)"
                    + " VALUES ('county', 8, 'x', 'y')",
                "428C9"
            )
        }

        @Test("lets a reader read, and somebody else not even that")
        func readers() throws {
            let scene = try Scene()
            try scene.cluster.sql(
                "DO $$ BEGIN CREATE ROLE rita LOGIN; CREATE ROLE nobody LOGIN; EXCEPTION WHEN"
                    + " duplicate_object OR unique_violation THEN NULL; END $$;"
                    + " GRANT \(scene.database)_reader TO rita"
            )
            let rita = LedgerHome(
                PostgresFiles(scene.cluster.address(scene.database, user: "rita"))
            )
            #expect(try ActionLedger(rita, plan: .county).notes().count == 5)
            let refused = #expect(throws: LedgerError.self) {
                try ActionLedger(rita, plan: .county).note("x")
            }
            #expect(
                refused?.words.hasPrefix(
                    "This user may not do that in \(rita): permission denied for"
                ) == true
            )
            let nobody = LedgerHome(
                PostgresFiles(scene.cluster.address(scene.database, user: "nobody"))
            )
            #expect(throws: LedgerError.self) { try ActionLedger(nobody, plan: .county).read() }
        }

        @Test(
            "shows what a superuser did, at its line",
            arguments: [
                (
                    "UPDATE ledger.entry SET line = replace_bytes(line, 'Note 2', 'Nope 2') WHERE seq = 3",
                    4
                ),
                (
                    "UPDATE ledger.entry SET line = replace_bytes(line, 'Note 2', 'Note two') WHERE seq = 3",
                    4
                ),
                (
                    "UPDATE ledger.entry SET line = replace_bytes(line, 'Note 5', 'Nope 5') WHERE seq = 6",
                    6
                ),
                (
                    "UPDATE ledger.entry SET line = replace_bytes(line, 'Note 5', 'Note five') WHERE seq = 6",
                    6
                ),
                (
                    "UPDATE ledger.entry SET line = replace_bytes(line, 'Note 5', 'N') WHERE seq = 6",
                    6
                ),
                ("UPDATE ledger.entry SET line = line || '\\x0a'::bytea || line WHERE seq = 4", 5),
                ("DELETE FROM ledger.entry WHERE seq = 3", 3),
                ("DELETE FROM ledger.entry WHERE seq = 1", 1),
                ("DELETE FROM ledger.entry WHERE seq = 6", 6),
                ("DELETE FROM ledger.entry", 1),
                ("DELETE FROM ledger.head", 1),
                // Numbers of which nobody could write a line each.
                ("UPDATE ledger.head SET seq = 1000000000000", 7),
                ("UPDATE ledger.entry SET seq = 1000000000000 WHERE seq = 6", 6),
                ("UPDATE ledger.head SET byte_count = 9223372036854775807, seq = 7", 7),
                // Its digest is not that of line 5.
                ("UPDATE ledger.head SET seq = 5", 5),
                ("UPDATE ledger.head SET digest = '\\x00'", 6),
                (
                    "UPDATE ledger.entry SET seq = -seq WHERE seq IN (2, 3);"
                        + " UPDATE ledger.entry SET seq = 5 + seq WHERE seq < 0", 2
                ),
            ]
        )
        func superuser(sql: String, line: Int) throws {
            let scene = try Scene()
            try scene.cluster.sql(
                """
                CREATE FUNCTION replace_bytes(b bytea, x text, y text) RETURNS bytea LANGUAGE sql AS
                'SELECT convert_to(replace(convert_from($1, ''UTF8''), $2, $3), ''UTF8'')';
                ALTER TABLE ledger.entry DISABLE TRIGGER ALL;
                ALTER TABLE ledger.head DISABLE TRIGGER ALL;
                \(sql);
                ALTER TABLE ledger.entry ENABLE ALWAYS TRIGGER fits;
                ALTER TABLE ledger.entry ENABLE ALWAYS TRIGGER stays;
                """,
                in: scene.database
            )
            let found = try scene.home.ledger().verify(rules: false)
            #expect(found.verdict == .tampered)
            #expect(found.damage?.line == line, "\(found.findings)")
            // Nothing is answered, and nothing recorded after it.
            #expect(throws: LedgerError.self) { try scene.home.ledger().read() }
            #expect(throws: LedgerError.self) { try scene.home.ledger().note("after") }
        }

        @Test(
            "shows where most of a long journal is gone",
            arguments: [("seq > 40", 41), ("seq > 50 AND seq < 150", 51), ("true", 1)]
        )
        func mostIsGone(rows: String, line: Int) throws {
            let scene = try Scene()
            let text = String(repeating: "word ", count: 10_000)
            for batch in 0..<10 {
                _ = try scene.home.ledger().record { _ in
                    (0..<20).map { .act(.note("\(batch) \($0) \(text)")) }
                }
            }
            try scene.cluster.sql(
                "ALTER TABLE ledger.entry DISABLE TRIGGER ALL; DELETE FROM ledger.entry WHERE \(rows)",
                in: scene.database
            )
            let found = try scene.home.ledger().verify(rules: false)
            #expect(found.verdict == .tampered)
            #expect(found.damage?.line == line)
        }

        @Test("lets a writer bring in no plan but by its entries")
        func phantoms() throws {
            let scene = try Scene()
            try scene.expect(
                refuses: "INSERT INTO ledger.checkpoint (name, note) VALUES ('ghost.jsonl', 'x')",
                "23514"
            )
            try scene.cluster.sql(
                "SELECT ledger.lock_head(1, 'phantom', 1, 0)",
                in: scene.database,
                as: "mallory"
            )
            #expect(try scene.home.home.plans() == [.county])
            #expect(throws: LedgerError.self) {
                try scene.home.ledger(Code(wellFormed: "phantom")).read()
            }
            // A plan whose head is gone is a plan still.
            try scene.cluster.sql(
                "ALTER TABLE ledger.head DISABLE TRIGGER ALL; DELETE FROM ledger.head",
                in: scene.database
            )
            #expect(try scene.home.home.plans() == [.county])
        }

        @Test("keeps a superuser with triggers out as it keeps everybody")
        func triggers() throws {
            let scene = try Scene()
            let before = try scene.table
            for sql in [
                "UPDATE ledger.entry SET line = 'x'", "DELETE FROM ledger.entry",
                "TRUNCATE ledger.entry", "UPDATE ledger.head SET seq = 1",
                "DELETE FROM ledger.head",
                "SET session_replication_role = replica; DELETE FROM ledger.entry",
                "SET session_replication_role = replica; \(scene.insert(try scene.next(), as: 9))",
            ] {
                let said = try scene.cluster.sql(sql, in: scene.database, mustSucceed: false)
                #expect(said.contains("ERROR:  LG00"), "\(sql): \(said)")
            }
            #expect(try scene.table == before)
        }
    }
#endif
