// What somebody is to the ledger, which says what they may record.

/// What somebody who records, or reads, is to the ledger.
public enum RecorderRole: String, CaseIterable, Sendable {
    /// Leads actions, and records how those stand.
    case leader
    /// Keeps the plan: records everything that is nobody's own word.
    case officer
    /// Keeps the Board's business: meetings, decisions, papers.
    case secretary
    /// Confirms or returns what was delivered.
    case verifier
    /// Reads the whole history, and proves it.
    case auditor
    /// Reads.
    case reader
}
