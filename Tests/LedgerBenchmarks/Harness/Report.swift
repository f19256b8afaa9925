// The tables as Markdown.

import Glibc

extension Contest {
    /// The table of all that was measured.
    func table(_ results: [Result]) -> String {
        let head = "| \(title) | median | least to most | ratio | target | peak memory |"
        return ([head, "|---|---|---|---|---|---|"] + results.map(row)).joined(separator: "\n")
    }

    private func row(_ result: Result) -> String {
        if let why = result.unmeasured {
            return "| \(result.name) | \(why) | | | | |"
        }
        let range = "\(time(result.range.lowerBound)) to \(time(result.range.upperBound))"
        return "| \(result.name) | \(time(result.seconds)) | \(range) | \(fixed(result.ratio, 2)) "
            + "| \(result.verdict) | \(result.memory) |"
    }
}

extension Contest.Result {
    /// The targets, and whether they are met.
    var verdict: String {
        if unmeasured != nil { return isOurs ? "**not met**" : "" }
        if !ratio.isFinite { return "nothing to compare with" }
        return targets.map { target in
            switch target {
            case .atMost(let limit): words("at most \(short(limit))", ratio <= limit)
            case .atLeast(let limit): words("at least \(short(limit))", ratio >= limit)
            case .none: "none set"
            case .over: words("over 1", ratio > 1)
            case .memory(let limit):
                words("at most \(short(limit)) MiB", Double(peak ?? .max) / 1_048_576 <= limit)
            }
        }.joined(separator: "; ")
    }

    /// Whether the targets are of ours, not of a peer that may be missing.
    private var isOurs: Bool {
        targets.contains { if case .over = $0 { false } else { true } }
    }

    fileprivate var memory: String {
        peak.map { "\(fixed(Double($0) / 1_048_576, 1)) MiB" } ?? ""
    }

    private func words(_ target: String, _ isMet: Bool) -> String {
        "\(target): \(isMet ? "met" : "**not met**")"
    }
}

extension Contest {
    static let summaryHead =
        "| what | beside | ratio | target | peak memory |\n|---|---|---|---|---|"

    /// The lines of all who have a target.
    func summary(_ results: [Result]) -> [String] {
        guard let reference = results.first?.name else { return [] }
        return results.filter { !$0.targets.isEmpty }.map { result in
            let ratio = result.unmeasured ?? fixed(result.ratio, 2)
            return "| \(title): \(result.name) | \(reference) | \(ratio) | \(result.verdict) "
                + "| \(result.memory) |"
        }
    }
}

private func short(_ number: Double) -> String {
    number == number.rounded() ? String(Int(number)) : String(number)
}

private func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<0.001: "\(fixed(seconds * 1e6, 1)) µs"
    case ..<1: "\(fixed(seconds * 1e3, seconds < 0.1 ? 2 : 0)) ms"
    default: "\(fixed(seconds, 2)) s"
    }
}

/// `number` with `places` digits after the point.
func fixed(_ number: Double, _ places: Int) -> String {
    guard number.isFinite else { return "–" }
    let scale = pow(10.0, Double(places))
    let scaled = Int((abs(number) * scale).rounded())
    let unit = Int(scale)
    let sign = number < 0 ? "-" : ""
    if places == 0 { return "\(sign)\(scaled)" }
    let rest = String(scaled % unit)
    return "\(sign)\(scaled / unit)." + String(repeating: "0", count: places - rest.count) + rest
}
