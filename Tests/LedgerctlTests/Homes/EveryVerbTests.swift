// Every verb of the command on a ledger in a database, beside the same in a folder.

#if PostgreSQL
    import Foundation
    import Testing

    @testable import Ledger
    @testable import ledgerctl

    @Suite(
        "A verb on a database",
        .enabled(if: Cluster.shared != nil, "PostgreSQL's server is missing")
    )
    struct EveryVerbTests {
        /// The same ledger in both homes, in which commands are run as in one.
        private final class Both {
            let folder: String
            let database: TestHome
            let beside: String

            /// Both hold what `journals` holds.
            init(_ journals: String) throws {
                let cluster = try #require(Cluster.shared)
                database = TestHome(kind: .database, place: cluster.address(try cluster.database()))
                beside =
                    FileManager.default.temporaryDirectory.appending(
                        path: UUID().uuidString
                    ).path
                folder = beside + "/ledger"
                for plan in try LedgerHome(journals).plans() {
                    let home = LedgerHome(journals)
                    _ = try home.copy(plan, to: database.home)
                    _ = try home.copy(plan, to: LedgerHome(folder))
                }
            }

            deinit { try? FileManager.default.removeItem(atPath: beside) }

            /// What `line` says of the ledger at `place`, which is shown as PLACE; BESIDE in it is
            /// a folder of its own.
            func run(_ line: String, at place: String, by key: String = "SEC") -> Said {
                let isFolder = place == folder
                let own = "\(beside)/\(isFolder ? "one" : "two")"
                try? FileManager.default.createDirectory(
                    atPath: own,
                    withIntermediateDirectories: true
                )
                let witness = Witness()
                var world = witness.world(
                    shellWords(line).map { $0.replacing("BESIDE", with: own) },
                    environment: [
                        "LEDGER": place, "LEDGER_BY": key, "XDG_CONFIG_HOME": "\(own)/config",
                    ]
                )
                // Between what was recorded last and what a database's clock shows.
                world.now = { Instant(seconds: 1_800_000_000) }
                let code = Ledgerctl.run(in: world)
                let name = LedgerHome(place).description
                let shown = { (text: String) in
                    text.replacing(name, with: "PLACE").replacing(own, with: "BESIDE")
                }
                return Said(
                    code: code,
                    output: shown(witness.output),
                    errors: shown(witness.errors)
                )
            }

            /// Expects that `line` says the same of both, and ends with `code`.
            func expect(
                _ line: String,
                _ code: ExitCode = .done,
                at location: SourceLocation = #_sourceLocation
            ) {
                let said = run(line, at: database.place)
                #expect(said == run(line, at: folder), "\(line)", sourceLocation: location)
                #expect(said.code == code, "\(line): \(said.errors)", sourceLocation: location)
            }
        }

        private static let events = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "events").path

        private static let reading = [
            "status --all", "status --plan cqc-2018 --json", "list --plan cqc-2018 rating:red",
            "show A1 --plan cqc-2018", "show E1 --plan cqc-2018 --as-at 2018-10-31 --json",
            "history A1 --plan cqc-2018", "history --plan op-2019 --json",
            "blame A1 --plan cqc-2018",
            "replay --plan cqc-2018", "replay --plan css-2022 --json",
            "diff 5 22 --plan cqc-2018", "gaps --plan cqc-2018", "gaps --all --json",
            "chase --plan cqc-2018 --as-at 2018-10-31", "verify --all --rules",
            "verify --all --json",
            "report --plan cqc-2018 --meeting 2018-11-15 --as-at 2018-10-31 --format markdown",
            "report --plan cqc-2018 --meeting 2018-11-15 --as-at 2018-10-31 --format html",
            "report --plan cqc-2018 --meeting 2018-11-15 --as-at 2018-10-31 --format json",
            "report --plan cqc-2018 --meeting 2018-11-15 --as-at 2018-10-31 --format csv",
            "report --plan cqc-2018 --meeting 2018-11-15 --as-at 2018-10-31 --format ics",
            "report --plan cqc-2018 --meeting 2018-11-15 --as-at 2018-10-31 --format docx"
                + " -o BESIDE.docx",
            "report --portfolio --as-at 2018-10-31", "report --portfolio --as-at 2022-04-01 --json",
            "report --plan op-2019 --highlight all --period 2019-10/2019-12",
        ]

        @Test("says of the shipped plans what it says of their files, byte for byte")
        func readsTheSame() throws {
            let both = try Both(Self.events)
            for line in Self.reading { both.expect(line) }
            both.expect("show Z9 --plan cqc-2018", .refused)
            both.expect("status --plan none", .refused)
            both.expect("status", .refused)
            let papers = ["one", "two"].map {
                FileManager.default.contents(atPath: "\(both.beside)/\($0).docx")
            }
            #expect(papers[0] != nil && papers[0] == papers[1])
        }

        @Test("records the event it records in a folder", arguments: VerbEventTests.rows)
        func records(_ row: Recorded) throws {
            let ledger = try VerbLedger()
            let both = try Both(ledger.folder.path)
            for line in row.before {
                #expect(both.run(line, at: both.database.place).code == .done)
            }
            let plan = Code(wellFormed: "moor-2018")
            let size = try both.database.contents(plan).size
            let rehearsed = both.run("\(row.line) --dry-run", at: both.database.place)
            #expect(rehearsed.code == .done)
            #expect(try both.database.contents(plan).size == size)
            let said = both.run(row.line, at: both.database.place)
            #expect(said.output.hasPrefix("Recorded entry \(size + 1) of moor-2018: "), "\(said)")
            let contents = try both.database.contents(plan)
            let line = String(decoding: try #require(contents.entries.last).format(), as: UTF8.self)
            #expect(line.contains("\"events\":[\(row.event)]"))
            #expect(contents.size == size + 1)
            #expect(both.run("verify --rules", at: both.database.place).code == .done)
        }

        @Test("signs, proves, files, publishes, checks and hands over")
        func trusts() throws {
            let ledger = try VerbLedger()
            let both = try Both(ledger.folder.path)
            let place = both.database.place
            let file = try ledger.put("Minutes of the ward", "minutes.txt")
            func run(_ line: String, _ code: ExitCode = .done, says words: String = "") {
                let said = both.run(line, at: place)
                #expect(said.code == code, "\(line): \(said.errors)")
                let all = said.output + said.errors
                #expect(words.isEmpty || all.contains(words), "\(line): \(said)")
            }
            run("keys new --plan moor-2018")
            run("checkpoint", says: "Signed and kept in PLACE/moor-2018.checkpoint")
            run("verify", says: "anchored, 11 whole lines")
            run("verify --since BESIDE/none", .refused)
            run("prove --entry 3 -o BESIDE/../proof")
            run("check BESIDE/../proof", says: "entry 3")
            run("evidence A1 \(file)", says: "Recorded entry 12")
            run("keys new --person SEC")
            run("keys register", says: "Recorded entry 13")
            run("note A1 \"Signed\"", says: "Recorded entry 14")
            run("verify --rules", says: "signed: 2 by SEC")
            run("checkpoint")
            run(
                "report --meeting 2018-03-22 --as-at 2018-03-22 --publish -o BESIDE/../paper.html"
                    + " --format html",
                says: "Recorded entry 15"
            )
            run("report --check BESIDE/../paper.html", says: "byte for byte")
            run("checkpoint")
            run("export --bundle BESIDE/../bundle", says: "CHECK.txt")
            run("verify --rules", says: "anchored, 15 whole lines")
            let copied = both.beside + "/back"
            let plan = Code(wellFormed: "moor-2018")
            let copy = try both.database.home.copy(plan, to: LedgerHome(copied))
            #expect(copy.fileCount == 2)
            #expect(copy.notices.isEmpty)
            let journal = try #require(
                FileManager.default.contents(atPath: "\(copied)/moor-2018.jsonl")
            )
            let bundled = FileManager.default.contents(
                atPath: "\(both.beside)/bundle/moor-2018.jsonl"
            )
            #expect(bundled == journal)
            // The checkpoint that was signed over the database vouches for the copy.
            let said = both.run("verify --rules --ledger \(copied)", at: place)
            #expect(said.code == .done)
            #expect(said.output.contains("anchored, 15 whole lines"))
        }

        @Test("imports what it imports into a folder, and nothing twice")
        func imports() throws {
            let both = try Both(Self.events)
            for (name, text) in [
                ("plans", "key,title\nmoor,Moorland care plan\n"),
                ("priorities", "code,title\nA,Care at home\n"),
                ("actions", "code,parent,title,accountable,responsible\nA1,A,Visit everyone,,\n"),
                ("deadlines", "action,due,label,as_written,depends\nA1,2020-05-01,,1 May,\n"),
            ] {
                let path = "\(both.beside)/csv/\(name).csv"
                try FileManager.default.createDirectory(
                    atPath: "\(both.beside)/csv",
                    withIntermediateDirectories: true
                )
                try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            }
            let line = "import BESIDE/../csv --plan moor --on 2018-03-22 --board \"MCB=Moor Board\""
            let moor = Code(wellFormed: "moor")
            for (place, home) in [
                (both.folder, LedgerHome(both.folder)), (both.database.place, both.database.home),
            ] {
                let said = both.run(line, at: place)
                #expect(said.code == .done, "\(said)")
                #expect(both.run(line, at: place).code == .done)
                let events = try ActionLedger(home, plan: moor).read().history.entries
                    .flatMap(\.act.events)
                // The plan, its board, a priority, an action, its milestone.
                #expect(events.count == 5)
            }
            both.expect("list --plan moor")
        }
    }
#endif
