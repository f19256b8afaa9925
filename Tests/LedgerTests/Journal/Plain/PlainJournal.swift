// A whole journal, read slowly: every line against the one above it, and the verdict.

@testable import Ledger

/// What a journal is, by the plain way. Of the product it uses the hash alone.
struct PlainJournal {
    /// Something wrong at a line, from 1.
    struct Finding: Equatable {
        let line: Int
        let kind: Ledger.Finding.Kind
    }

    /// The lines that are entries, up to the first with a finding.
    private(set) var entries: [[UInt8]] = []
    private(set) var findings: [Finding] = []
    private(set) var size = 0
    /// The bytes of the whole lines with their LFs.
    private(set) var byteCount = 0
    /// The digest of the last whole line.
    private(set) var head = String(repeating: "0", count: 64)
    private(set) var tail = JournalContents.Tail.none

    private var lastSeq = 0
    private var lastAt = ""

    init(_ bytes: [UInt8]) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let rest = lines.removeLast()
        for line in lines { take(line) }
        if rest.isEmpty { return }
        // A tail is the next entry without its LF, or it is nothing that counts.
        var next = self
        next.findings = []
        next.take(rest)
        let isWhole = !next.findings.contains { $0.kind == .damage }
        tail = isWhole ? .unended(byteCount: rest.count) : .broken(byteCount: rest.count)
    }

    var verdict: Verdict {
        if findings.contains(where: { $0.kind == .damage }) { return .tampered }
        return size == 0 || tail != .none ? .torn : .unanchored
    }

    private mutating func take(_ bytes: [UInt8]) {
        size += 1
        byteCount += bytes.count + 1
        let line = PlainLine(bytes)
        if line.kind == .damage { find(.damage) }
        if line.kind == .unknown { find(.unknownType) }
        if let place = line.place {
            if place.prev != head { find(.damage) }
            if place.seq != lastSeq + 1 { find(.damage) }
            // Moments of this form sort as text.
            if place.at < lastAt { find(.damage) }
            (lastSeq, lastAt) = (place.seq, place.at)
        } else {
            lastSeq += 1
        }
        head = Digest(of: bytes).hex
        if findings.isEmpty { entries.append(bytes) }
    }

    private mutating func find(_ kind: Ledger.Finding.Kind) {
        findings.append(Finding(line: size, kind: kind))
    }
}
