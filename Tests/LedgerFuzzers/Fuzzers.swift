// What a coverage-guided fuzzer calls: one target, named by the environment, on bytes it thinks of.
//
// `.ci/fuzz SECONDS [TARGET…]` builds this with libFuzzer and the address sanitizer, and runs it.
// Built in any other way it is a program that says so.

#if FUZZING
    import Foundation

    @testable import Ledger

    /// What is fuzzed; each is handed bytes as an attacker or a failing disk might leave them.
    enum FuzzTarget: String, CaseIterable {
        case entry, journal, note, proof, policy, csv, dates, query, snapshot

        /// The target that `FUZZ` names.
        static let chosen: FuzzTarget = {
            let name = ProcessInfo.processInfo.environment["FUZZ"] ?? ""
            guard let target = FuzzTarget(rawValue: name) else {
                fatalError("FUZZ must name one of \(allCases.map(\.rawValue))")
            }
            return target
        }()

        /// Reads `bytes`, and holds what comes of them against what must be true of it.
        func read(_ bytes: [UInt8]) {
            switch self {
            case .entry: JournalFuzz.line(bytes)
            case .journal: JournalFuzz.journal(bytes)
            case .note: NoteFuzz.note(bytes)
            case .proof: NoteFuzz.proof(bytes)
            case .policy: NoteFuzz.policy(bytes)
            case .csv: TextFuzz.csv(bytes)
            case .dates: TextFuzz.date(bytes)
            case .query: TextFuzz.query(bytes)
            case .snapshot: SnapshotFuzz.snapshot(bytes)
            }
        }

        /// Input to begin with, sound as a rule.
        var seeds: [[UInt8]] {
            switch self {
            case .entry: JournalFuzz.lines
            case .journal: (1...8).map { JournalFuzz.bytes(of: JournalFuzz.lines.prefix(3 * $0)) }
            case .note: NoteFuzz.notes
            case .proof: NoteFuzz.proofs
            case .policy: NoteFuzz.policies
            case .csv: TextFuzz.folders
            case .dates: TextFuzz.dates
            case .query: TextFuzz.queries
            case .snapshot: SnapshotFuzz.seeds
            }
        }

        /// Writes the seeds into `folder`, a file each.
        func writeSeeds(into folder: String) {
            for (number, seed) in seeds.enumerated() {
                let url = URL(fileURLWithPath: "\(folder)/seed-\(number)")
                do { try Data(seed).write(to: url) } catch { fatalError("\(error)") }
            }
        }
    }

    /// Ends the run where `isTrue` is not, so that the fuzzer keeps the input.
    func must(_ isTrue: Bool, _ words: @autoclosure () -> String) {
        if !isTrue { fatalError(words()) }
    }

    /// What `main` is, by the package manager's name for it: libFuzzer's own, or only the seeds.
    @_cdecl("LedgerFuzzers_main")
    func runFuzzer(_ count: CInt, _ arguments: UnsafeRawPointer) -> CInt {
        if let folder = ProcessInfo.processInfo.environment["FUZZ_SEEDS"] {
            FuzzTarget.chosen.writeSeeds(into: folder)
            return 0
        }
        var (count, arguments) = (count, arguments)
        return runDriver(&count, &arguments) { fuzz($0, $1) }
    }

    @_cdecl("LLVMFuzzerTestOneInput")
    func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
        FuzzTarget.chosen.read(Array(UnsafeBufferPointer(start: start, count: count)))
        return 0
    }

    @_silgen_name("LLVMFuzzerRunDriver")
    private func runDriver(
        _ count: UnsafeMutablePointer<CInt>,
        _ arguments: UnsafeMutablePointer<UnsafeRawPointer>,
        _ read: @convention(c) (UnsafePointer<UInt8>, Int) -> CInt
    ) -> CInt
#else
    @main
    enum Fuzzers {
        static func main() { print("Run the fuzzers with `.ci/fuzz SECONDS [TARGET…]`.") }
    }
#endif
