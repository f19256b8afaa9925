// The benchmark: `swift run -c release --static-swift-stdlib LedgerBenchmarks`.

import Glibc

do {
    let options = try Options(CommandLine.arguments.dropFirst())
    if options.help {
        print(Options.help)
        exit(0)
    }
    try Files.makeFolder(options.folder)
    if !options.makes.isEmpty {
        for name in options.makes { print(try MadeJournal(name, in: options.folder).file) }
        exit(0)
    }
    let bench = Bench(
        folder: options.folder,
        ledgerctl: options.ledgerctl,
        launcher: try Launcher(folder: options.folder)
    )
    let contests: [(name: String, make: () throws -> Contest)] = [
        ("verify", { try bench.verifying("1m") })
    ]
    for contest in contests where options.only.isEmpty || options.only.contains(contest.name) {
        let contest = try contest.make()
        print(contest.table(contest.run(rounds: options.rounds)), terminator: "\n\n")
    }
} catch {
    say("LedgerBenchmarks: \(error)")
    exit(1)
}
