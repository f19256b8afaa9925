// Why a plan could not be read, recorded in, signed or proved.

/// Why a plan could not be read, or something not be recorded.
public enum LedgerError: Error, Hashable, Sendable {
    /// The journal could not be read or written.
    case journal(JournalError)
    /// A rule would be broken.
    case refused(Refusal)
    /// The journal is damaged and answers nothing.
    case tampered(Finding)
    /// The journal speaks of what this version does not know.
    case unknown(Finding)
    /// There is no checkpoint that a proof could lead to.
    case noCheckpoint(path: String)
    /// No trusted checkpoint covers the whole journal.
    case notAnchored(plan: Code, Verdict, after: Int)
    /// Nothing of the plan was signed here.
    case nothingSigned(Code)
    /// It cannot be told how many of the entries that were signed are missing.
    case lostMustBeSaid(Checkpoint)
    /// What was to be added is no witness's signature.
    case notAWitness(String)
    /// The checkpoint beside the journal is not one of it.
    case checkpointOfAnother(path: String, Checkpoint)
    /// All that was signed is there, so that there is no restore to tell of.
    case nothingLost(Checkpoint)
    /// The checkpoint does not cover the entry that is to be proved.
    case notCovered(entry: Int, size: Int)
    /// No line that the checkpoint covers names the action.
    case notNamed(Code, size: Int)
    /// There is no such proof.
    case proof(ProofError)

    /// What is wrong and what to do next.
    public var words: String {
        switch self {
        case .journal(let error): error.words
        case .refused(let refusal): "Not recorded: \(refusal.words)."
        case .tampered(let finding):
            "The journal is damaged and answers nothing: \(finding.why) Run `ledgerctl verify` "
                + "to see every damaged line, and compare with a backup."
        case .unknown(let finding):
            "A newer version has written to this journal: \(finding.why) Use that version."
        case .noCheckpoint(let path):
            "There is no checkpoint \(path) that a proof could lead to. `ledgerctl checkpoint` signs"
                + " one."
        case .notAnchored(let plan, let verdict, let after):
            "The journal of \(plan) is \(verdict.rawValue)"
                + (verdict == .unanchored
                    ? ": no trusted checkpoint covers \(after) of its lines. Sign one with `ledgerctl"
                        + " checkpoint` first, or name the key with --trust."
                    : ". Run `ledgerctl verify` to see what is wrong.")
        case .nothingSigned(let plan):
            "Nothing of \(plan) was signed with a key that is here, so there is nothing that could be"
                + " missing. If it was signed elsewhere, give the last checkpoint with --signed."
        case .lostMustBeSaid(let signed):
            "The journal has as many entries as the \(signed.size) that were signed last, or more, and"
                + " they are not the same: some were recorded since the backup. Say with --lost how"
                + " many of the \(signed.size) are missing."
        case .notAWitness(let name):
            "What is signed there as \(name) is no witness's signature. A witness answers with one line"
                + " that `ledgerctl witness` wrote."
        case .checkpointOfAnother(let path, let checkpoint):
            "\(path) is no checkpoint of this journal as it stands: its root over \(checkpoint.size)"
                + " entries is another. Run `ledgerctl verify`, and name the key with --trust."
        case .nothingLost(let signed):
            "Nothing was recorded: all \(signed.size) entries that were signed last are there,"
                + " unchanged. An entry of a restore is for a journal that has lost some."
        case .notCovered(let entry, let size):
            "The checkpoint covers \(size) entries, and not entry \(entry). If it was recorded since,"
                + " sign a new one with `ledgerctl checkpoint`."
        case .notNamed(let code, let size):
            "None of the \(size) entries that the checkpoint covers names \(code). If one was"
                + " recorded since, sign a new checkpoint with `ledgerctl checkpoint`."
        case .proof(let error): error.words
        }
    }
}
