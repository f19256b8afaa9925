// What may be asked of the benchmark on its command line.

struct Options {
    var folder = ".build/bench"
    var ledgerctl = ".build/release/ledgerctl"
    var only: Set<String> = []
    var rounds: Int?
    var long = false
    var patience = 120
    var makes: [String] = []
    var help = false

    static let help = """
        LedgerBenchmarks [--only NAME]… [--rounds N] [--long] [--folder DIR] [--ledgerctl FILE]
                         [--patience N]
        LedgerBenchmarks --make 1500|100k|1m|10m… [--folder DIR]

          --only NAME       one contest alone; may be given again
          --rounds N        rounds of each contest, at least five
          --long            also verify and replay 10,000,000 entries
          --folder DIR      where the journals are made and kept, else .build/bench
          --patience N      seconds after which a run is given up, else 120
          --ledgerctl FILE  the program to measure, else .build/release/ledgerctl
          --make NAME       only write that journal, and say where it is
        """

    init(_ arguments: ArraySlice<String>) throws {
        var rest = arguments
        func value(of option: String) throws -> String {
            guard let value = rest.popFirst() else { throw Failure("\(option) wants a value") }
            return value
        }
        while let option = rest.popFirst() {
            switch option {
            case "--folder": folder = try value(of: option)
            case "--ledgerctl": ledgerctl = try value(of: option)
            case "--only": only.insert(try value(of: option))
            case "--make": makes.append(try value(of: option))
            case "--long": long = true
            case "--help", "-h": help = true
            case "--patience":
                guard let number = Int(try value(of: option)), number > 0 else {
                    throw Failure("--patience wants a number of seconds")
                }
                patience = number
            case "--rounds":
                guard let number = Int(try value(of: option)), number >= 5 else {
                    throw Failure("--rounds wants a number from 5")
                }
                rounds = number
            default: throw Failure("\(option) is not understood\n\(Options.help)")
            }
        }
    }
}
