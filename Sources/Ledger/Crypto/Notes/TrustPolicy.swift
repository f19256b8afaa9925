// Trust policies (C2SP tlog-policy): whose checkpoints count, and which witnesses must have seen
// them.

/// Whose checkpoints are believed: those that one of the logs signed, and enough of the witnesses.
public struct TrustPolicy: Hashable, Sendable {
    /// The most logs a policy may have; C2SP asks for 32.
    static let logCountMax = 1_024

    /// The keys of the plans, each named as its origin.
    public private(set) var logs: [NoteKey] = []
    /// The keys of the witnesses.
    public var witnesses: [NoteKey] { members.compactMap(\.key) }

    /// A witness, or a group of some of the members before it.
    private struct Member: Hashable, Sendable {
        let name: [UInt8]
        var key: NoteKey?
        var parts: [Int] = []
        var threshold = 1
    }

    private var members: [Member] = []
    /// The members by their names, and the keys that are taken.
    private var places: [[UInt8]: Int] = [:]
    private var keys: Set<PublicKey> = []
    /// The member that the quorum is; nil where none is asked for.
    private var quorum: Int?

    /// The policy that believes the keys `logs` and asks for no witness.
    public init(logs: [NoteKey] = []) {
        self.logs = logs
    }

    /// Reads a policy.
    ///
    /// - Throws: which line is not as it must be.
    /// - Complexity: O(n) in the bytes, and for each line the names before it.
    public init(parsing bytes: [UInt8]) throws(NoteError) {
        let max = NoteDocument.policy.byteCountMax
        if bytes.count > max { throw .tooLong(.policy, bytes: bytes.count, max: max) }
        var lines = NoteLines(bytes, of: .policy)
        var hasQuorum = false
        var used: Set<Int> = []
        while let line = try lines.next() {
            if let byte = line.first(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) {
                throw lines.fault(
                    "the control character 0x\(String(byte, radix: 16))",
                    expected: "lines of text ended by LF alone"
                )
            }
            let words = line.split { $0 == UInt8(ascii: " ") || $0 == 0x09 }
            guard let verb = words.first, verb.first != UInt8(ascii: "#") else { continue }
            switch (String(decoding: verb, as: UTF8.self), words.count) {
            case ("log", 2...3): try addLog(words[1], lines)
            case ("witness", 3...4): try addWitness(words[1], words[2], lines)
            case ("group", 4...): try addGroup(words, lines, &used)
            case ("quorum", 2) where !hasQuorum:
                hasQuorum = true
                if !words[1].elementsEqual("none".utf8) { quorum = try member(words[1], lines) }
            default:
                throw lines.fault(
                    NoteError.shown(line),
                    expected:
                        "`log KEY`, `witness NAME KEY`, `group NAME all|any|NUMBER NAME …`, or"
                        + " one `quorum NAME|none`"
                )
            }
        }
        if !hasQuorum {
            throw .malformed(
                .policy,
                line: nil,
                found: "no quorum",
                expected: "one line `quorum NAME`, or `quorum none` where no witness is needed"
            )
        }
    }

    private mutating func addLog(
        _ vkey: ArraySlice<UInt8>,
        _ lines: NoteLines
    ) throws(NoteError) {
        let key = try TrustPolicy.key(vkey, .note, lines)
        if logs.contains(where: { $0.publicKey == key.publicKey }) {
            throw lines.fault("the key of another line", expected: "a key of its own for each log")
        }
        if logs.count == TrustPolicy.logCountMax {
            throw lines.fault("another log", expected: "at most \(logs.count) of them")
        }
        logs.append(key)
    }

    private mutating func addWitness(
        _ name: ArraySlice<UInt8>,
        _ vkey: ArraySlice<UInt8>,
        _ lines: NoteLines
    ) throws(NoteError) {
        let key = try TrustPolicy.key(vkey, .cosignature, lines)
        if !keys.insert(key.publicKey).inserted {
            throw lines.fault(
                "the key of another line",
                expected: "a key of its own for each witness"
            )
        }
        add(Member(name: try new(name, lines), key: key))
    }

    private mutating func addGroup(
        _ words: [ArraySlice<UInt8>],
        _ lines: NoteLines,
        _ used: inout Set<Int>
    ) throws(NoteError) {
        let name = try new(words[1], lines)
        var parts: [Int] = []
        for word in words[3...] {
            let part = try member(word, lines)
            guard used.insert(part).inserted else {
                throw lines.fault(
                    NoteError.shown(word),
                    expected: "each name in one group, and once"
                )
            }
            parts.append(part)
        }
        let threshold: Int
        switch String(decoding: words[2], as: UTF8.self) {
        case "all": threshold = parts.count
        case "any": threshold = 1
        default:
            threshold = try lines.number(words[2], expected: "`all`, `any` or a number")
            guard (1...parts.count).contains(threshold) else {
                throw lines.fault(
                    "\(threshold) of \(parts.count)",
                    expected: "a number from 1 to \(parts.count)"
                )
            }
        }
        add(Member(name: name, parts: parts, threshold: threshold))
    }

    private mutating func add(_ member: Member) {
        places[member.name] = members.count
        members.append(member)
    }

    private func new(
        _ name: ArraySlice<UInt8>,
        _ lines: NoteLines
    ) throws(NoteError) -> [UInt8] {
        if places[Array(name)] != nil || name.elementsEqual("none".utf8) {
            throw lines.fault(
                NoteError.shown(name),
                expected: "a name that nothing else has, and not `none`"
            )
        }
        return Array(name)
    }

    private func member(
        _ name: ArraySlice<UInt8>,
        _ lines: NoteLines
    ) throws(NoteError) -> Int {
        if let place = places[Array(name)] { return place }
        throw lines.fault(
            NoteError.shown(name),
            expected: "the name of a witness or group of a line above"
        )
    }

    private static func key(
        _ vkey: ArraySlice<UInt8>,
        _ kind: NoteKey.Kind,
        _ lines: NoteLines
    ) throws(NoteError) -> NoteKey {
        let expected =
            switch kind {
            case .note: "the key of a log (Ed25519, type 1)"
            case .cosignature: "the key of a witness (Ed25519, type 4)"
            }
        guard let text = String(validating: vkey, as: UTF8.self),
            let key = try? NoteKey(parsing: text), key.kind == kind
        else { throw lines.fault(NoteError.shown(vkey), expected: expected) }
        return key
    }

    /// The policy that believes `others` too, and asks for the same witnesses.
    public func adding(logs others: [NoteKey]) -> TrustPolicy {
        var policy = self
        policy.logs += others.filter { !logs.contains($0) }
        return policy
    }

    /// What is wanting where only the witnesses `signers` have signed: the names of what the quorum
    /// asks for and does not have. None where it is met.
    ///
    /// - Complexity: O(n) in the lines of the policy.
    public func missing(where signers: [NoteKey]) -> [String] {
        var met: [Bool] = []
        for member in members {
            let count = member.parts.count { met[$0] }
            met.append(member.key.map { signers.contains($0) } ?? (count >= member.threshold))
        }
        guard let quorum, !met[quorum] else { return [] }
        var missing: [String] = []
        var open = [quorum]
        while let place = open.popLast() {
            let member = members[place]
            if member.key != nil { missing.append(String(decoding: member.name, as: UTF8.self)) }
            open += member.parts.filter { !met[$0] }.reversed()
        }
        return missing
    }
}
