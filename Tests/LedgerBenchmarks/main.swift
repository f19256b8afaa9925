// The benchmark: `swift run -c release -Xswiftc -static-executable LedgerBenchmarks`.

import Glibc

do {
    let options = try Options(CommandLine.arguments.dropFirst())
    if options.help {
        print(Options.help)
    } else if !options.makes.isEmpty {
        for name in options.makes { print(try MadeJournal(name, in: options.folder).file) }
    } else {
        try Bench.run(options)
    }
} catch {
    say("LedgerBenchmarks: \(error)")
    exit(1)
}
