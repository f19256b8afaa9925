// Why a database did not do what a ledger asked of it.

/// Why a database did not do what was asked; ``words`` says it to the clerk. Nothing was recorded,
/// but where it says otherwise.
public enum DatabaseFault: Error, Hashable, Sendable {
    /// This program was built without PostgreSQL.
    case notBuilt(home: String)
    /// The words after `--ledger` name no database.
    case notAnAddress(why: String)
    /// No server answered.
    case unreachable(home: String, why: String)
    /// The server does not let this user in.
    case noEntry(home: String, why: String)
    /// The connection ended, and no server could be reached again.
    case lost(home: String, why: String)
    /// The database holds no ledger.
    case noSchema(home: String)
    /// Something else in the database is called as a ledger is.
    case foreignSchema(home: String)
    /// The server that answers now knows less than the one before.
    case behind(home: String)
    /// The ledger in the database is of another version than this program knows.
    case otherSchema(home: String, found: Int, known: Int)
    /// The database keeps text in another encoding than UTF-8.
    case notUTF8(home: String, encoding: String)
    /// The server is too old.
    case tooOld(home: String, version: String)
    /// A setting of the server lets it answer before an entry is kept.
    case notDurable(home: String, setting: String, value: String)
    /// The server takes nothing to be recorded: it is a standby.
    case readOnly(home: String)
    /// The server broke off what took longer than it lets anything take.
    case timeout(home: String)
    /// The user has not been given the right to do that.
    case notAllowed(home: String, why: String)
    /// The database refused what must not stand in a ledger.
    case refused(home: String, why: String)
    /// Somebody recorded between the decision and the write. The writer decides again.
    case overtaken(home: String)
    /// Something else went wrong in the server.
    case other(call: String, home: String, why: String)

    /// The cause in few words, for a sentence that says the rest.
    var brief: String {
        switch self {
        case .unreachable(_, let why), .noEntry(_, let why), .lost(_, let why),
            .notAllowed(_, let why), .refused(_, let why), .other(_, _, let why),
            .notAnAddress(let why):
            why
        default: words
        }
    }

    /// What is wrong and what to do next, in sentences.
    public var words: String {
        switch self {
        case .notBuilt(let home):
            "\(home) is a database, and this ledgerctl was built without PostgreSQL. Build it with"
                + " `swift build --traits PostgreSQL`, or name a folder with --ledger."
        case .notAnAddress(let why):
            "What --ledger names is no address of a database: \(why). One looks like"
                + " postgres://USER@HOST:5432/DATABASE."
        case .unreachable(let home, let why):
            "No server answered at \(home): \(why). Nothing was changed. Look whether it runs, and"
                + " whether --ledger names it."
        case .noEntry(let home, let why):
            "The server at \(home) does not let this user in: \(why). Nothing was changed. Check the"
                + " user in --ledger, and the password in ~/.pgpass or PGPASSWORD."
        case .lost(let home, let why):
            "The connection to \(home) ended: \(why). No server could be reached again. Nothing was"
                + " recorded by this command; repeat it when a server answers."
        case .noSchema(let home):
            "The database \(home) holds no ledger. `ledgerctl init --ledger` with its address makes"
                + " one."
        case .foreignSchema(let home):
            "The database \(home) has a schema `ledger` already, which no ledgerctl made. Nothing was"
                + " changed. Rename it, or make the ledger in another database."
        case .behind(let home):
            "The server that answers now at \(home) has fewer entries than the one that answered"
                + " before: a standby that has not caught up, or one from a backup. Nothing was"
                + " changed. Try again; if it stays so, run `ledgerctl verify`."
        case .otherSchema(let home, let found, let known):
            "The ledger in \(home) is of version \(found), and this program knows version \(known)."
                + (found > known
                    ? " Nothing was changed. Use the newer program that made it."
                    : " Nothing was changed. `ledgerctl init --ledger` with its address brings it up"
                        + " to date.")
        case .notUTF8(let home, let encoding):
            "The database \(home) keeps text as \(encoding), and entries are UTF-8. Make one with"
                + " ENCODING 'UTF8'."
        case .tooOld(let home, let version):
            "The server at \(home) is PostgreSQL \(version). A ledger needs 12 or newer."
        case .notDurable(let home, let setting, let value):
            "Nothing was recorded: with \(setting) = \(value) the server at \(home) answers before"
                + " an entry is safe, so it could be lost after it was acknowledged. Set it to on;"
                + " or, for a trial whose entries may be lost, add"
                + " options=-cledger.may_lose_entries%3Don to the address."
        case .readOnly(let home):
            "Nothing was recorded: the server at \(home) is a standby and takes no entries. Name the"
                + " primary; with several hosts in the address, add target_session_attrs=read-write."
        case .timeout(let home):
            "The server at \(home) broke off what was asked, because it took longer than its"
                + " timeouts allow. Nothing was recorded. Try again; if it stays so, ask whoever"
                + " keeps the server."
        case .notAllowed(let home, let why):
            "This user may not do that in \(home): \(why). Nothing was changed. Whoever keeps the"
                + " database can grant the role of a writer or a reader."
        case .refused(let home, let why):
            "The database \(home) refused what was to be recorded: \(why). Nothing was recorded. Run"
                + " `ledgerctl verify`."
        case .overtaken(let home):
            "Nothing was recorded: others kept recording in \(home) at the same moment. Try again."
        case .other(let call, let home, let why):
            "The server at \(home) could not \(call): \(why). Nothing was recorded."
        }
    }
}
