// A connection that ends in the middle of an append: what was recorded is recognised.

#if PostgreSQL
    import Foundation
    import Synchronization
    import Testing

    @testable import Ledger

    @Suite(
        "A connection that ends",
        .enabled(if: Cluster.shared != nil, "PostgreSQL's server is missing")
    )
    struct LostAnswerTests {
        /// A ledger of one entry, and a line to it that can be cut.
        private struct Scene {
            let cluster: Cluster
            let database: String
            let home: TestHome
            let line: CutLine
            let far: ActionLedger

            init() throws {
                cluster = try #require(Cluster.shared)
                database = try cluster.database()
                home = TestHome(kind: .database, place: cluster.address(database))
                try home.ledger().open()
                line = try CutLine(to: "\(cluster.folder)/.s.PGSQL.5432")
                let address =
                    "postgres://postgres@127.0.0.1:\(line.port)/\(database)"
                    + "?sslmode=disable&gssencmode=disable"
                far = ActionLedger(LedgerHome(PostgresFiles(address)), plan: .county)
            }
        }

        @Test(
            "records once, wherever it ends",
            arguments: [CutLine.Cut.before, .after],
            ["COMMIT", "lock_head", "INSERT", "BEGIN ISOLATION", "NOTIFY", "seq > "]
        )
        func once(cut: CutLine.Cut, word: String) throws {
            let scene = try Scene()
            try scene.far.note("first")
            scene.line.cut(cut, at: word)
            // Something to read under the lock, where the line is cut at that.
            for number in 0..<101 where word == "seq > " {
                try scene.home.ledger().note("\(number)")
            }
            // Of entries within a moment only the first is told of.
            if word == "NOTIFY" { Threads.sleep(milliseconds: 260) }
            let recorded = try scene.far.note("second")
            // What was told and not waited for has reached the line by the end of this.
            try scene.far.note("third")
            #expect(scene.line.wasCut)
            let notes = try scene.home.ledger().notes()
            #expect(notes.filter { $0 == "second" }.count == 1)
            #expect(Array(notes.suffix(2)) == ["second", "third"])
            #expect(recorded.new.map(\.seq) == [notes.count])
            #expect(try scene.home.contents().findings.isEmpty)
        }

        @Test("is told from an entry by somebody else in the same words")
        func twin() throws {
            let scene = try Scene()
            try scene.far.note("first")
            scene.line.cut(.before, at: "INSERT")
            // Recorded while the other is without a connection: the server lets its turn go.
            let isDone = Mutex(false)
            Threads.begin {
                while !scene.line.wasCut { Threads.sleep(milliseconds: 1) }
                _ = try? scene.home.ledger().note("same words")
                isDone.withLock { $0 = true }
            }
            try scene.far.note("same words")
            while !isDone.withLock(\.self) { Threads.sleep(milliseconds: 1) }
            #expect(try scene.home.ledger().notes() == ["first", "same words", "same words"])
        }

        @Test("brings back by its key what was recorded before the answer was lost for good")
        func byKey() throws {
            let scene = try Scene()
            try scene.home.ledger().note("once", key: "k")
            scene.line.cut(.after, at: "COMMIT")
            #expect(try scene.far.note("once", key: "k").brought.map(\.seq) == [2])
            #expect(try scene.home.ledger().notes() == ["once"])
        }

        @Test(
            "is not needed for a second attempt: the server may ask for one",
            arguments: ["40001", "40P01"]
        )
        func transient(state: String) throws {
            let scene = try Scene()
            try scene.cluster.sql(
                """
                CREATE SEQUENCE attempts; GRANT USAGE ON SEQUENCE attempts TO PUBLIC;
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF nextval('public.attempts') <= 3 THEN
                        RAISE EXCEPTION 'again' USING ERRCODE = '\(state)';
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON ledger.entry
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail()
                """,
                in: scene.database
            )
            #expect(try scene.far.note("once").new.map(\.seq) == [2])
            #expect(try scene.home.ledger().notes() == ["once"])
        }

        @Test(
            "lets others wait whose entry comes after one that takes long, and readers miss neither"
        )
        func delayed() throws {
            let scene = try Scene()
            try scene.cluster.sql(
                """
                CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                    IF position('slow'::bytea IN NEW.line) > 0 THEN PERFORM pg_sleep(0.3); END IF;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER dawdle AFTER INSERT ON ledger.entry
                    FOR EACH ROW EXECUTE FUNCTION dawdle()
                """,
                in: scene.database
            )
            let reading = try scene.home.ledger().read()
            Threads.begin {
                Threads.run(3) {
                    for number in 1...3 {
                        _ = try? scene.home.ledger().note(number == 2 ? "slow" : "quick")
                    }
                }
            }
            var seqs: [Int] = []
            try scene.home.ledger().follow(behind: reading) { entries in
                seqs += entries.map(\.seq)
                return seqs.count < 9
            }
            #expect(seqs == Array(2...10))
        }

        @Test("goes on reading where it was")
        func reading() throws {
            let scene = try Scene()
            let text = String(repeating: "word ", count: 6_000)
            for batch in 0..<4 {
                _ = try scene.home.ledger().record { _ in
                    (0..<15).map { .act(.note("\(batch * 15 + $0) \(text)")) }
                }
            }
            scene.line.cut(.after, at: "COPY")
            #expect(try scene.far.notes().count == 60)
            #expect(scene.line.wasCut)
        }
    }
#endif
