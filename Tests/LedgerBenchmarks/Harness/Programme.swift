// The order of the contests, and what is printed.

import Glibc

extension Bench {
    /// All contests, by the names that `--only` takes; several may bear one name.
    private func contests(long: Bool) -> [(name: String, make: () throws -> Contest)] {
        let usual: [(name: String, make: () throws -> Contest)] = [
            ("verify", { try verifying("1m") }),
            ("plans", { try overseeing() }),
            ("rules", deciding),
            ("start", starting),
            ("record", recording),
            ("note", { try appending("1500") }),
            ("note-1m", { try appending("1m") }),
            ("report", reportingShipped),
            ("report-100k", reportingLarge),
            ("answer", answering),
        ]
        // Of a program that was built with its server.
        let web = [
            ("web", { try serving(long: long) }), ("web", { try servingRecorders() }),
        ]
        #if PostgreSQL
            let database = databaseContests.map { ("database", $0) }
        #else
            let database: [(String, () throws -> Contest)] = []
        #endif
        return usual + web + database + (long ? [("long", { try verifying("10m") })] : [])
    }

    /// Runs what `options` ask for, and prints a table of each contest and one of all targets.
    static func run(_ options: Options) throws {
        guard Files.exists(options.ledgerctl) else {
            throw Failure(
                "\(options.ledgerctl) is not there: build it as the README says, with "
                    + "`swift build -c release -Xswiftc -static-executable`"
            )
        }
        let scratch = "\(options.folder)/scratch"
        Files.remove(scratch)
        try Files.makeFolder(scratch)
        let launcher = try Launcher(folder: scratch, patience: options.patience)
        let postgres = Postgres(launcher: launcher)
        let settings = [
            "fsync=on", "synchronous_commit=on", "shared_buffers=1GB", "max_wal_size=4GB",
            "max_connections=300",
        ]
        let database = Postgres(launcher: launcher, onLoopback: true, settings: settings)
        defer {
            database.stop()
            postgres.stop()
            Files.remove(scratch)
        }
        let bench = Bench(
            folder: options.folder,
            ledgerctl: options.ledgerctl,
            launcher: launcher,
            postgres: postgres,
            database: database
        )
        let contests = bench.contests(long: options.long)
        let unknown = options.only.subtracting(contests.map(\.name))
        guard unknown.isEmpty else {
            let names = contests.map(\.name)
            let known = names.enumerated().filter { names.firstIndex(of: $1) == $0 }.map(\.element)
                .joined(separator: ", ")
            throw Failure("there is no contest \(unknown.sorted()[0]); there are \(known)")
        }
        printNow("\(Machine.words(folder: options.folder)) Seed \(MadeJournal.firstSeed).\n")
        var summary: [String] = []
        for (name, make) in contests where options.only.isEmpty || options.only.contains(name) {
            do {
                let contest = try make()
                let results = contest.run(rounds: options.rounds)
                printNow(contest.table(results) + "\n")
                for remark in try contest.remarks() { printNow(remark + "\n") }
                summary += contest.summary(results)
            } catch {
                printNow("\(name) could not be run: \(error)\n")
            }
        }
        printNow(([Contest.summaryHead] + summary).joined(separator: "\n"))
    }
}

private func printNow(_ text: String) {
    print(text)
    fflush(nil)
}
