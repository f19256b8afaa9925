// A contest: contestants that take turns, and the table of what they took.

import Glibc

/// Somebody who is measured.
struct Contestant {
    let name: String
    /// What the ratio or the memory must come to, where that is said.
    var targets: [Target] = []
    /// Why it is not measured, where that is so: a peer that is not installed.
    var missing: String?
    let run: () throws -> Sample

    init(_ name: String, _ targets: Target..., run: @escaping () throws -> Sample) {
        (self.name, self.targets, self.run) = (name, targets, run)
    }

    /// The same with what it must come to.
    func with(_ targets: Target...) -> Contestant {
        var contestant = self
        contestant.targets = targets
        return contestant
    }

    /// One that cannot be measured here.
    init(_ name: String, missing: String) {
        self.name = name
        self.missing = missing
        run = { throw Failure(missing) }
    }
}

/// What a ratio must come to.
enum Target {
    /// Time as a multiple of the reference's.
    case atMost(Double)
    /// Rate as a multiple of the reference's.
    case atLeast(Double)
    /// Peak memory in MiB.
    case memory(Double)
    /// Nothing is said; the ratio is shown.
    case none
    /// A peer that takes longer than the reference, which is ours.
    case over
}

/// Contestants that do the same, or are set beside each other. The first is the reference.
struct Contest {
    let title: String
    /// How many rounds it takes to be sure; more for what is short, and for what an uneven machine
    /// moves. Whoever takes longer than half a second has five turns.
    var rounds = 5
    /// Whether ratios are of rates (more is better), not of times.
    var ofRates = false
    let contestants: [Contestant]
    /// What is found out besides, once all have had their turns.
    var remarks: () throws -> [String] = { [] }

    /// Runs one warm-up round and `rounds` more; in each, everybody has one turn.
    func run(rounds asked: Int?) -> [Result] {
        let rounds = max(5, asked ?? self.rounds)
        say("\(title): \(rounds) rounds of \(contestants.count)")
        var samples = [[Sample]](repeating: [], count: contestants.count)
        var failures = contestants.map { $0.missing.map { "missing: \($0)" } }
        var turns = [Int](repeating: rounds, count: contestants.count)
        for round in 0...rounds {
            for (place, contestant) in contestants.enumerated()
            where failures[place] == nil && round <= turns[place] {
                do {
                    let sample = try contestant.run()
                    if round > 0 {
                        samples[place].append(sample)
                    } else if asked == nil, sample.seconds > 0.5 {
                        turns[place] = 5
                    }
                } catch {
                    failures[place] = "not measured: \(error)"
                    say("  \(contestant.name): \(error)")
                }
            }
        }
        let reference = median(samples.first?.map(\.seconds) ?? [])
        return zip(contestants, zip(samples, failures)).map { contestant, outcome in
            let seconds = outcome.0.map(\.seconds)
            return Result(
                name: contestant.name,
                targets: contestant.targets,
                unmeasured: outcome.1?.replacing("\n", with: " ").replacing("|", with: "/"),
                seconds: median(seconds),
                range: (seconds.min() ?? 0)...(seconds.max() ?? 0),
                ratio: ofRates
                    ? reference / median(seconds) : median(seconds) / reference,
                peak: outcome.0.compactMap(\.peak).max()
            )
        }
    }

    /// What came of one contestant.
    struct Result {
        let name: String
        let targets: [Target]
        /// Why nothing was measured, where that is so.
        let unmeasured: String?
        let seconds: Double
        let range: ClosedRange<Double>
        let ratio: Double
        let peak: Int?
    }
}

private func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    if sorted.isEmpty { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
