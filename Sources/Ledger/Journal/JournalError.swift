// Why a journal could not be read or written.

/// Why a journal could not be read or written; ``words`` says it to the clerk.
public enum JournalError: Error, Hashable, Sendable {
    /// The folder has no journal of that plan; it has those of `there`.
    case noSuchJournal(plan: Code, folder: String, there: [Code])
    /// There is no such folder.
    case noSuchFolder(String)
    /// A folder, pipe or device stands where a file should.
    case notAFile(path: String)
    /// The system does not let this user do that.
    case noPermission(call: String, path: String)
    /// The disk is full. Nothing was recorded.
    case diskFull(path: String)
    /// Another failure of the system. Nothing was changed.
    case system(call: String, path: String, cause: String)
    /// A line is damaged, so nothing can be recorded after it.
    case damaged(line: Int?, why: String)
    /// A line speaks of what this version does not know, so it cannot record after it.
    case unknown(line: Int?, why: String)
    /// The file is shorter than it was when this process last read it.
    case shorter(path: String, bytes: Int, before: Int)
    /// What was written was not confirmed by the device: it may or may not have been recorded.
    case unconfirmed(path: String, cause: String)
    /// An earlier failure of this process left it unsure of the file; it writes no more.
    case poisoned(path: String, cause: String)
    /// The entry's line would be longer than a line may be.
    case lineTooLong(bytes: Int)
    /// What was to be recorded would not be read back as the next entry.
    case notAnEntry(why: String)
    /// The clock is behind the last entry by more than five minutes.
    case clock(now: Instant, last: Instant)
    /// There is no file at the path that was to be filed.
    case noSuchFile(path: String)
    /// The file that was to be filed has nothing in it.
    case emptyFile(path: String)
    /// A file of evidence is not where its entry says.
    case evidenceMissing(path: String)
    /// A file of evidence holds other bytes than those that were filed.
    case evidenceChanged(path: String, found: Digest)
    /// A key, checkpoint, policy or proof cannot be used.
    case unreadable(path: String, NoteError)
    /// Others than its owner may read a private key.
    case keyOpenToOthers(path: String)
    /// No key could be made under that name.
    case keyNotMade(name: String)
    /// The plan has an origin, and one alone.
    case originTaken(plan: Code, origin: String)
    /// There is no key to sign checkpoints of the plan with.
    case noKey(plan: Code, origin: String?)
    /// What was signed last cannot be read, so that nothing can be signed after it.
    case lastSignedDamaged(path: String)
    /// The journal is not what a checkpoint that was signed says: it is shorter, or other.
    case notAsSigned(Checkpoint, found: Int, root: Digest?)
    /// With these keys another journal of that name was signed.
    case otherJournalSigned(plan: Code, size: Int, String)
    /// The first line of the journal opens another plan.
    case opensAnother(Code, opened: Code)
    /// The origin that a restore names was in use before.
    case originUsedBefore(String, entry: Int)
    /// The journal ends in an unfinished line, so that no checkpoint can be signed.
    case tornBeforeSigning(plan: Code)
    /// A witness did not sign.
    case notWitnessed(WitnessRefusal)
    /// In the place that a plan is copied to stands another journal of that name, or a longer one.
    case otherJournalThere(plan: Code, entries: Int)
    /// The database that the ledger is kept in did not do what was asked.
    case database(DatabaseFault)

    init(_ error: FileError) {
        if let fault = error.fault {
            self = .database(fault)
            return
        }
        switch error.reason {
        case .permission: self = .noPermission(call: error.call, path: error.path)
        case .full: self = .diskFull(path: error.path)
        case .folder, .notAFile: self = .notAFile(path: error.path)
        case .missing, .exists, .other:
            self = .system(call: error.call, path: error.path, cause: error.cause)
        }
    }

    /// What is wrong and what to do next, in sentences.
    public var words: String {
        switch self {
        case .noSuchJournal(let plan, let folder, let there):
            "There is no plan \(plan) in \(folder). " + JournalError.words(for: there)
        case .noSuchFolder(let folder):
            "There is no folder \(folder) to hold journals. Name another with --ledger, or make it"
                + " first."
        case .notAFile(let path):
            "\(path) is not a file, so it cannot be read as one. Move away what stands there."
        case .noPermission(let call, let path):
            "This user may not \(call) \(path). Nothing was changed. Ask whoever keeps the ledger."
        case .diskFull(let path):
            "The disk is full, so nothing was recorded; \(path) is as it was. Make room and try"
                + " again."
        case .system(let call, let path, let cause):
            "The system could not \(call) \(path): \(cause). Nothing was changed."
        case .damaged(_, let why):
            "Nothing was recorded, because the journal is damaged: \(why) Run `ledgerctl verify`"
                + " to see every damaged line, and compare with a backup."
        case .unknown(_, let why):
            "Nothing was recorded, because a newer version has written to this journal: \(why) Use"
                + " that version."
        case .shorter(let path, let bytes, let before):
            "Nothing was recorded: \(path) has \(bytes) bytes and had \(before) when this program"
                + " last read it, so entries are missing. Run `ledgerctl verify`, and compare with"
                + " a backup."
        case .unconfirmed(let path, let cause):
            "The \(path.hasPrefix("postgres://") ? "server" : "device") did not confirm what was"
                + " written to \(path): \(cause). The entry may or"
                + " may not have been recorded. Run `ledgerctl verify`, and look at the journal"
                + " before you record it again."
        case .poisoned(let path, let cause):
            "Nothing was recorded: an earlier write to \(path) failed (\(cause)), and its entry may"
                + " or may not have been recorded. This program writes no more to it. Run"
                + " `ledgerctl verify`, then start again."
        case .lineTooLong(let bytes):
            "Nothing was recorded: the entry would be \(bytes) bytes long, and a line may have at"
                + " most \(Entry.byteCountMax). Shorten the text, or file it as evidence."
        case .notAnEntry(let why):
            "Nothing was recorded: this would not be read back as the next entry. \(why)"
        case .clock(let now, let last):
            "Nothing was recorded: this machine's clock shows \(now), but the last entry was"
                + " recorded at \(last). Set the clock; if it was the earlier entry's clock that was"
                + " wrong, record with --clock-was-wrong, which repeats that entry's time."
        case .noSuchFile(let path):
            "Nothing was recorded: there is no file \(path). Check its name; an address on the web"
                + " begins with https://."
        case .emptyFile(let path):
            "Nothing was recorded: the file \(path) is empty and shows nothing. Name another."
        case .evidenceMissing(let path):
            "There is no file \(path), where an entry says it is. Put it back from a backup."
        case .evidenceChanged(let path, let found):
            "The file \(path) is not what was filed under that name: the SHA-256 of its bytes is"
                + " \(found.hex). Put it back from a backup."
        case .unreadable, .keyOpenToOthers, .keyNotMade, .originTaken, .noKey, .lastSignedDamaged,
            .notAsSigned, .otherJournalSigned, .opensAnother, .originUsedBefore, .tornBeforeSigning,
            .notWitnessed:
            trustWords
        case .otherJournalThere(let plan, let entries):
            "Nothing more was copied: the \(entries) entries of \(plan) that stand there are not the"
                + " beginning of what is copied. Copy the other way, or to another place."
        case .database(let fault): fault.words
        }
    }

    /// The same of what has to do with keys and checkpoints.
    private var trustWords: String {
        switch self {
        case .unreadable(let path, let error): "\(path): \(error.words)"
        case .keyOpenToOthers(let path):
            "Others than its owner may read the private key \(path), so it is not used. If nobody"
                + " has read it, run `chmod 600` on it; else retire it and make another."
        case .keyNotMade(let name):
            "No key was made under the name \(name): either that is no name, which has no space"
                + " and no `+` in it, or this machine has no random numbers to give."
        case .originTaken(let plan, let origin):
            "No key was made: checkpoints of \(plan) have the origin \(origin), under which others know"
                + " them, and a plan has one. Leave --origin out, and the new key signs beside the"
                + " old one."
        case .noKey(let plan, let origin):
            "There is no key here to sign checkpoints of \(plan) with"
                + (origin.map { " under its origin \($0)" } ?? "")
                + ". Make one with `ledgerctl keys new --plan \(plan)"
                + (origin.map { " --origin \($0)" } ?? "") + "`."
        case .lastSignedDamaged(let path):
            "Nothing was signed, because what was signed last cannot be read: \(path) is damaged."
                + " Put it back from a backup; without it two checkpoints could contradict each"
                + " other."
        case .notAsSigned(let signed, let found, let root):
            "The journal is not what was signed. A checkpoint of \(signed.origin) over \(signed.size) entries, with"
                + " the root \(signed.root.hex.prefix(12))…, was signed before, and "
                + (root.map {
                    "the first \(signed.size) entries of this journal have the root"
                        + " \($0.hex.prefix(12))…: it was changed."
                } ?? "this journal has \(found) entries: some are missing.")
                + " Nothing was signed or proved. Run `ledgerctl verify`. If it came back from a backup, `ledgerctl restore` says"
                + " so in the journal and lets checkpoints go on."
        case .otherJournalSigned(let plan, let size, let folder):
            "Nothing was signed: with the keys of \(plan) another journal was signed, over \(size)"
                + " entries, which begins with another line. Give this one a plan code of its own; or"
                + " if the other was a trial, move its files plan-\(plan)* out of \(folder) and make"
                + " a new key."
        case .opensAnother(let plan, let opened):
            "Nothing was signed: the first line of \(plan).jsonl opens the plan \(opened), so this is"
                + " that plan's journal. Run `ledgerctl verify`, and put each where it belongs."
        case .originUsedBefore(let origin, let entry):
            "Nothing was signed: entry \(entry) says that checkpoints go on as \(origin), and under"
                + " that name this plan was signed before its journal came back from a backup. Run"
                + " `ledgerctl restore` with another --origin."
        case .tornBeforeSigning(let plan):
            "Nothing was signed: the journal of \(plan) ends in an unfinished line. Whoever records"
                + " next mends it; then sign."
        case .notWitnessed(let refusal): refusal.words
        default: ""
        }
    }

    private static func words(for there: [Code]) -> String {
        there.isEmpty
            ? "There are no plans there; `ledgerctl add plan` begins one."
            : "The plans there: \(there.map(\.text).joined(separator: ", "))."
    }
}
