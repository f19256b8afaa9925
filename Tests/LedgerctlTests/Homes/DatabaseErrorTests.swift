// What a clerk is told when a database does not do what was asked: a sentence each, and nothing is
// half done.

#if PostgreSQL
    import Foundation
    import Synchronization
    import Testing

    @testable import Ledger
    @testable import ledgerctl

    @Suite(
        "A database that does not answer as it should",
        .enabled(if: Cluster.shared != nil, "PostgreSQL's server is missing"),
        .serialized
    )
    struct DatabaseErrorTests {
        /// A database with a ledger of one entry.
        private struct Scene {
            let cluster: Cluster
            let database: String
            let home: TestHome

            init(_ cluster: Cluster? = Cluster.shared, isLedger: Bool = true) throws {
                self.cluster = try #require(cluster)
                database = try self.cluster.database(isLedger: isLedger)
                home = TestHome(kind: .database, place: self.cluster.address(database))
                if isLedger { try home.ledger().open() }
            }

            /// The ledger as people are told it.
            var name: String { home.home.description }

            /// Expects that `line` of the command stops with 1 and says `words`, in which HOME
            /// stands for the ledger, and that nothing is changed.
            func expect(
                _ line: String = "note A1 x",
                at place: String? = nil,
                says words: String,
                in where: SourceLocation = #_sourceLocation
            ) throws {
                let before = try? home.contents().head
                let said = run(line, at: place ?? home.place)
                #expect(
                    said.errors
                        == "ledgerctl: \(words.replacing("HOME", with: name))\n",
                    sourceLocation: `where`
                )
                #expect(said.code == .refused, sourceLocation: `where`)
                #expect(said.output.isEmpty, sourceLocation: `where`)
                #expect((try? home.contents().head) == before, sourceLocation: `where`)
            }

            func run(_ line: String, at place: String) -> Said {
                let witness = Witness()
                let world = witness.world(
                    shellWords(line),
                    environment: ["LEDGER": place, "LEDGER_BY": "AB"]
                )
                let code = Ledgerctl.run(in: world)
                return Said(code: code, output: witness.output, errors: witness.errors)
            }
        }

        @Test("says who is not let in, and never a password")
        func wrongPassword() throws {
            let scene = try Scene()
            try scene.cluster.sql(
                "DO $$ BEGIN CREATE ROLE clerk LOGIN PASSWORD 'right'; EXCEPTION WHEN"
                    + " duplicate_object THEN NULL; END $$; GRANT \(scene.database)_writer TO clerk"
            )
            let socket = "connection to server on socket \"\(scene.cluster.folder)/.s.PGSQL.5432\""
            let end =
                "Nothing was changed. Check the user in --ledger, and the password in ~/.pgpass"
                + " or PGPASSWORD."
            let place = { (password: String) in
                scene.cluster.address(scene.database, user: "clerk", "&password=\(password)")
            }
            try scene.expect(
                at: place("wr0ng"),
                says: "The server at HOME does not let this user in: \(socket) failed: FATAL: "
                    + " password authentication failed for user \"clerk\". \(end)"
            )
            try scene.expect(
                at: scene.cluster.address(scene.database, user: "clerk", "&passfile=/dev/null"),
                says: "The server at HOME does not let this user in: \(socket) failed: fe_sendauth:"
                    + " no password supplied. \(end)"
            )
            #expect(scene.run("note A1 x", at: place("right")).code == .done)
        }

        @Test(
            "never shows a password, also of an address that cannot be read",
            arguments: [
                "postgres://me:s%zzcret@h/db", "postgres://h/db?password=s%zzcret",
                "postgres://h/db?password=s%00cret", "postgres://me:secret@[::1/db",
                "postgres://me:secret@[::1]x/db", "postgres://me:se@cret@h/db",
                "postgres://me:se/cret@h/db", "postgres://me:12/cret@h/db",
                "postgres://me:1234secret", "postgresql://me:secret@h.invalid/db",
            ]
        )
        func passwords(address: String) throws {
            let scene = try Scene(isLedger: false)
            let said = scene.run("status", at: address)
            #expect(said.code == .refused)
            #expect(!said.errors.contains("cret"), "\(said.errors)")
            #expect(!said.errors.contains("me:"))
        }

        @Test("makes no ledger beside what is called as one, or is another's")
        func foreign() throws {
            let scene = try Scene(isLedger: false)
            try scene.cluster.sql("CREATE SCHEMA ledger", in: scene.database)
            try scene.expect(
                "init",
                says: "The database HOME has a schema `ledger` already, which no ledgerctl made."
                    + " Nothing was changed. Rename it, or make the ledger in another database."
            )
            let other = try Scene(isLedger: false)
            try other.cluster.sql(
                "CREATE ROLE \(other.database)_owner; CREATE ROLE \(other.database)_boss LOGIN;"
                    + " GRANT \(other.database)_owner TO \(other.database)_boss"
            )
            try other.expect(
                "init",
                says:
                    "The server at HOME could not make a ledger: the role \(other.database)_owner is"
                    + " there and is not for this alone. Nothing was recorded."
            )
            let long = String(repeating: "d", count: 57)
            try other.cluster.sql("CREATE DATABASE \(long)")
            let said = other.run("init", at: other.cluster.address(long))
            #expect(said.errors.contains("the name of the database is too long for its roles"))
            #expect(said.code == .refused)
        }

        @Test("says of evidence what it says of an entry")
        func evidence() throws {
            let scene = try Scene()
            let place = scene.home.place + "&options=-cdefault_transaction_read_only%3Don"
            let store = ActionLedger(LedgerHome(PostgresFiles(place)), plan: .county).evidence
            #expect(throws: JournalError.database(.readOnly(home: scene.name))) {
                try store.keep([1, 2, 3])
            }
        }

        @Test("says that no server answers, or no such database is there")
        func unreachable() throws {
            let scene = try Scene()
            let port = try freePort()
            let none = "postgres://127.0.0.1:\(port)/x"
            try scene.expect(
                at: "postgres://me:secret@127.0.0.1:\(port)/x",
                says: "No server answered at \(none): connection to server at \"127.0.0.1\", port"
                    + " \(port) failed: Connection refused; Is the server running on that host and"
                    + " accepting TCP/IP connections?. Nothing was changed. Look whether it runs,"
                    + " and whether --ledger names it."
            )
            let other = scene.name.replacing(scene.database, with: "nowhere")
            try scene.expect(
                at: scene.cluster.address("nowhere"),
                says: "No server answered at \(other): connection to server on socket"
                    + " \"\(scene.cluster.folder)/.s.PGSQL.5432\" failed: FATAL:  database"
                    + " \"nowhere\" does not exist. Nothing was changed. Look whether it runs, and"
                    + " whether --ledger names it."
            )
            try scene.expect(
                at: "postgres://h/d?colour=red",
                says: "What --ledger names is no address of a database: invalid URI query"
                    + " parameter: \"colour\". One looks like postgres://USER@HOST:5432/DATABASE."
            )
        }

        @Test("says what the database is not: a ledger, of this version, in UTF-8")
        func schema() throws {
            let scene = try Scene(isLedger: false)
            try scene.expect(
                "status",
                says:
                    "The database HOME holds no ledger. `ledgerctl init --ledger` with its address"
                    + " makes one."
            )
            _ = try scene.home.home.initialise()
            try scene.home.ledger().open()
            let comment = "COMMENT ON SCHEMA ledger IS 'ledgerctl, version"
            try scene.cluster.sql("\(comment) 2'", in: scene.database)
            for line in ["note A1 x", "status", "verify", "init"] {
                try scene.expect(
                    line,
                    says: "The ledger in HOME is of version 2, and this program knows version 1."
                        + " Nothing was changed. Use the newer program that made it."
                )
            }
            try scene.cluster.sql("\(comment) 0'", in: scene.database)
            try scene.expect(
                says:
                    "The ledger in HOME is of version 0, and this program knows version 1. Nothing"
                    + " was changed. `ledgerctl init --ledger` with its address brings it up to date."
            )
            try scene.cluster.sql(
                "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
            )
            try scene.expect(
                "init",
                at: scene.cluster.address("latin"),
                says:
                    "The database \(scene.name.replacing(scene.database, with: "latin")) keeps text"
                    + " as LATIN1, and entries are UTF-8. Make one with ENCODING 'UTF8'."
            )
        }

        @Test("says to a program that is connected that a newer one has changed the ledger")
        func twoVersions() throws {
            let scene = try Scene()
            let older = scene.home.ledger()
            try older.note("before")
            let text = PostgresSchema.making
            let start = try #require(text.range(of: "CREATE FUNCTION ledger.lock_head"))
            let rest = text[start.lowerBound...]
            let end = try #require(rest.range(of: "END $$;"))
            let function = rest[..<end.upperBound]
                .replacing("CREATE FUNCTION", with: "CREATE OR REPLACE FUNCTION")
                .replacing("version <> 1", with: "version <> 2")
                .replacing("'%', 1 USING", with: "'%', 2 USING")
            try scene.cluster.sql(String(function), in: scene.database)
            let error = #expect(throws: LedgerError.self) { try older.note("after") }
            #expect(
                error?.words
                    == "The ledger in \(scene.name) is of version 2, and this program knows version 1."
                    + " Nothing was changed. Use the newer program that made it."
            )
            #expect(try scene.home.ledger().notes() == ["before"])
        }

        @Test("records nothing where the server answers before an entry is safe, unless told to")
        func notDurable() throws {
            let scene = try Scene()
            for value in ["off", "local", "remote_write"] {
                let place = scene.home.place + "&options=-csynchronous_commit%3D\(value)"
                try scene.expect(
                    at: place,
                    says: "Nothing was recorded: with synchronous_commit = \(value) the server at"
                        + " HOME answers before an entry is safe, so it could be lost after it was"
                        + " acknowledged. Set it to on; or, for a trial whose entries may be lost,"
                        + " add options=-cledger.may_lose_entries%3Don to the address."
                )
                #expect(scene.run("verify", at: place).code == .done)
                let told = place + "%20-cledger.may_lose_entries%3Don"
                #expect(scene.run("note A1 \(value)", at: told).code == .done)
            }
            let strict = scene.home.place + "&options=-csynchronous_commit%3Dremote_apply"
            #expect(scene.run("note A1 x", at: strict).code == .done)
        }

        @Test("says that a standby takes no entries, and answers from it")
        func readOnly() throws {
            let scene = try Scene()
            let place = scene.home.place + "&options=-cdefault_transaction_read_only%3Don"
            try scene.expect(
                at: place,
                says: "Nothing was recorded: the server at HOME is a standby and takes no entries."
                    + " Name the primary; with several hosts in the address, add"
                    + " target_session_attrs=read-write."
            )
            #expect(scene.run("verify", at: place).code == .done)
        }

        @Test("says that the server broke off what took too long")
        func timeout() throws {
            let scene = try Scene()
            for setting in ["statement_timeout", "lock_timeout"] {
                let slow = scene.home.place + "&options=-c\(setting)%3D100"
                let journal = scene.home.home.journal(of: .county)
                try journal.alone {
                    let said = scene.run("note A1 x", at: slow)
                    #expect(
                        said.errors
                            == "ledgerctl: The server at \(scene.name) broke off what was asked,"
                            + " because it took longer than its timeouts allow. Nothing was recorded."
                            + " Try again; if it stays so, ask whoever keeps the server.\n"
                    )
                    #expect(said.code == .refused)
                }
                #expect(scene.run("note A1 x", at: slow).code == .done)
            }
        }

        @Test("waits for no other plan")
        func otherPlans() throws {
            let scene = try Scene()
            let other = Code(wellFormed: "other")
            try scene.home.home.journal(of: .county).alone {
                let said = scene.run(
                    "add plan other --title T --board B",
                    at: scene.home.place + "&options=-cstatement_timeout%3D5000"
                )
                #expect(said.code == .done, "\(said)")
            }
            #expect(try scene.home.home.plans() == [.county, other])
        }

        @Test("says that the server went away in the middle, and goes on once it is back")
        func stopped() throws {
            let cluster = try Cluster()
            let scene = try Scene(cluster)
            let files = PostgresFiles(scene.home.place, patienceMilliseconds: 300)
            let ledger = ActionLedger(LedgerHome(files), plan: .county)
            try ledger.note("before")
            cluster.halt()
            let error = #expect(throws: LedgerError.self) { try ledger.note("lost") }
            #expect(error?.words.hasPrefix("No server answered at \(scene.name): ") == true)
            #expect(error?.words.contains("Nothing was changed.") == true)
            #expect(throws: LedgerError.self) { try ledger.read() }
            try cluster.start()
            try ledger.note("after")
            #expect(try scene.home.ledger().notes() == ["before", "after"])
        }

        @Test(
            "says of what it cannot know that it may have been recorded, and never that it was not"
        )
        func unsure() throws {
            let scene = try Scene()
            let line = try CutLine(to: "\(scene.cluster.folder)/.s.PGSQL.5432")
            let files = PostgresFiles(
                "postgres://postgres@127.0.0.1:\(line.port)/\(scene.database)?sslmode=disable"
                    + "&gssencmode=disable",
                patienceMilliseconds: 300
            )
            let ledger = ActionLedger(LedgerHome(files), plan: .county)
            try ledger.note("before")
            // With it goes the commit.
            line.cut(.after, at: "INSERT", forGood: true)
            let error = #expect(throws: LedgerError.self) { try ledger.note("unsure") }
            #expect(
                error?.words.hasPrefix("The server did not confirm what was written to") == true
            )
            #expect(error?.words.contains("may or may not have been recorded") == true)
            // What it began so it does not go on with; another process sees what came of it.
            #expect(throws: LedgerError.self) { try ledger.note("after") }
            try scene.home.ledger().note("after")
            #expect(try scene.home.ledger().notes() == ["before", "unsure", "after"])
        }

        @Test("waits for a server that comes back, and records once")
        func restarted() throws {
            let cluster = try Cluster()
            let scene = try Scene(cluster)
            let ledger = scene.home.ledger()
            try ledger.note("before")
            cluster.halt()
            Threads.begin {
                Threads.sleep(milliseconds: 700)
                try? cluster.start()
            }
            try ledger.note("meanwhile")
            #expect(try scene.home.ledger().notes() == ["before", "meanwhile"])
        }

        @Test(
            "says that the server's disk is full, and records on once there is room",
            .enabled(if: Machine.canMount, "needs root and the right to mount a tmpfs")
        )
        func diskFull() throws {
            let cluster = try #require(Cluster.shared)
            let disk = "\(cluster.folder)/disk"
            try PostgresPrograms.run("mkdir -m 0777 \(disk)")
            #expect(try Machine.run("mount -t tmpfs -o size=24m,mode=0777 tmpfs '\(disk)'") == 0)
            defer { _ = try? Machine.run("umount -l '\(disk)'") }
            try PostgresPrograms.run("mkdir \(disk)/space")
            try cluster.sql("CREATE TABLESPACE small LOCATION '\(disk)/space'")
            try cluster.sql("CREATE DATABASE small TABLESPACE small")
            let home = TestHome(kind: .database, place: cluster.address("small"))
            _ = try home.home.initialise()
            try home.ledger().open()
            try PostgresPrograms.run("cat /dev/zero >\(disk)/filler || true", mustSucceed: false)
            let text = String(repeating: "x", count: 60_000)
            var error: LedgerError?
            var count = 0
            while error == nil, count < 100 {
                do throws(LedgerError) {
                    try home.ledger().note(text)
                    count += 1
                } catch let caught { error = caught }
            }
            #expect(
                error?.words
                    == "The disk is full, so nothing was recorded; \(home.home)/county.jsonl is as it"
                    + " was. Make room and try again."
            )
            #expect(try home.contents().size == 1 + count)
            let evidence = #expect(throws: JournalError.self) {
                try home.ledger().evidence.keep(
                    (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0) }
                )
            }
            #expect(evidence?.words.hasPrefix("The disk is full") == true)
            try PostgresPrograms.run("rm \(disk)/filler")
            try home.ledger().note("after")
            #expect(try home.contents().size == 2 + count)
            #expect(try home.contents().findings.isEmpty)
            try cluster.sql("DROP DATABASE small WITH (FORCE)")
            try cluster.sql("DROP TABLESPACE small")
        }
    }
#endif
