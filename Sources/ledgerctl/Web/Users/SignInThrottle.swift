// Whoever fails to sign in again and again waits longer and longer.

import Ledger
import Synchronization

/// How often signing in failed of late, by name and by address.
final class SignInThrottle: Sendable {
    /// From how many failures on who waits.
    struct Limits: Sendable {
        /// The failures of one name in a row of an hour, from which on it waits.
        var ofName = 5
        /// The failures from one address, likewise: an office may share one.
        var ofAddress = 50
        /// How many names, and how many addresses, are kept; those with the fewest failures go.
        var countMax = 10_000
    }

    /// The seconds for which a failure counts.
    private static let windowSeconds = 3600
    /// The longest wait, in seconds.
    private static let waitMax = 60

    /// The times of the last failures; as many as make the longest wait.
    private struct Failures {
        var times: [Instant] = []

        mutating func add(_ now: Instant, limit: Int) {
            // 2 to the power of 6 is more than the longest wait.
            times = (times + [now]).suffix(limit + 6)
        }

        /// How many count at `now`.
        func count(at now: Instant) -> Int {
            times.count { abs(now.seconds - $0.seconds) < SignInThrottle.windowSeconds }
        }

        /// The seconds from `now` until the next try is looked at: after as many failures as the
        /// limit one from the last, then two, four, and so on.
        func wait(at now: Instant, limit: Int) -> Int {
            let count = count(at: now)
            guard count >= limit, let last = times.last else { return 0 }
            let whole = min(SignInThrottle.waitMax, 1 << min(count - limit, 6))
            // A clock that was set back makes nobody wait for longer.
            return min(whole, max(0, last.seconds + whole - now.seconds))
        }
    }

    private struct State {
        var names: [String: Failures] = [:]
        var addresses: [String: Failures] = [:]
    }

    private let limits: Limits
    private let state = Mutex(State())

    /// Nobody failed yet.
    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// The seconds until a try to sign in as `name` from `address` is looked at; nil where it is
    /// at once.
    func wait(for name: String, from address: String, now: Instant) -> Int? {
        let network = SignInThrottle.network(of: address)
        let seconds = state.withLock { state in
            max(
                state.names[name]?.wait(at: now, limit: limits.ofName) ?? 0,
                state.addresses[network]?.wait(at: now, limit: limits.ofAddress) ?? 0
            )
        }
        return seconds > 0 ? seconds : nil
    }

    /// Counts a failure to sign in as `name`, whether or not there is such a user.
    func failed(_ name: String, from address: String, now: Instant) {
        let network = SignInThrottle.network(of: address)
        state.withLock { state in
            add(name, now, limits.ofName, to: &state.names)
            add(network, now, limits.ofAddress, to: &state.addresses)
        }
    }

    /// Forgets the failures of `name`, who signed in. Those of the address stay: whoever has one
    /// passphrase could try for others else.
    func succeeded(_ name: String) {
        state.withLock { $0.names[name] = nil }
    }

    /// How many names and addresses are kept.
    var counts: (names: Int, addresses: Int) {
        state.withLock { ($0.names.count, $0.addresses.count) }
    }

    private func add(
        _ subject: String,
        _ now: Instant,
        _ limit: Int,
        to failures: inout [String: Failures]
    ) {
        if failures[subject] == nil, failures.count >= limits.countMax {
            failures = failures.filter { $0.value.count(at: now) > 0 }
            // Whoever makes names up to push another out fails once with each.
            let least = failures.min { left, right in
                (left.value.count(at: now), left.value.times.last?.seconds ?? 0)
                    < (right.value.count(at: now), right.value.times.last?.seconds ?? 0)
            }
            if let least, failures.count >= limits.countMax { failures[least.key] = nil }
        }
        failures[subject, default: Failures()].add(now, limit: limit)
    }

    /// Where `address` belongs: of IPv6 the first 64 bits, within which anybody may have every
    /// address; else the address itself.
    static func network(of address: String) -> String {
        guard address.contains(":"), !address.contains(".") else { return address }
        let digits = address.prefix { $0 != "%" }
        let groups = digits.split(separator: ":", omittingEmptySubsequences: false)
        guard
            let gap = groups.dropFirst().dropLast().firstIndex(of: "") ?? groups.firstIndex(of: "")
        else { return groups.prefix(4).joined(separator: ":") }
        let known = groups[..<gap].filter { !$0.isEmpty }
        let after = groups[gap...].filter { !$0.isEmpty }
        let zeros = [Substring](repeating: "0", count: max(0, 8 - known.count - after.count))
        return (known + zeros + after).prefix(4).joined(separator: ":")
    }
}
