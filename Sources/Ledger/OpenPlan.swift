// A plan held open by a program that answers many: what was read of it, as long as that is so.

private import Synchronization

/// A plan of a ledger that is held in memory and read again whenever its journal has changed.
public final class OpenPlan: Sendable {
    /// The plan: to record in it.
    public let ledger: ActionLedger
    private let last = Mutex(Last())
    /// The edition that was read last, to be had while another is read.
    private let newest = Mutex<Edition?>(nil)
    private let faults = Mutex<LedgerError?>(nil)

    private struct Last {
        var mark: FileMark?
        var edition: Edition?
        var count = 0

        /// The edition held, where it is of the state `mark` of the journal.
        func edition(at now: FileMark?) -> Edition? {
            mark != nil && mark == now && mark?.isSettled == true ? edition : nil
        }
    }

    /// What a plan was at one moment.
    public struct Edition: Sendable {
        /// What was read.
        public let reading: ActionLedger.Reading
        /// The same for two editions of this plan where nothing was read in between.
        public let number: Int
    }

    /// The plan `ledger`, of which nothing is read yet.
    public init(_ ledger: ActionLedger) {
        self.ledger = ledger
    }

    /// What stands in the journal now.
    ///
    /// - Throws: as ``ActionLedger/read(hashesLeaves:)``; what was read before is forgotten then.
    /// - Complexity: one look at the file where it has not changed; else O(n) in the bytes of the
    ///   journal, all of which are verified again. Others who ask meanwhile wait for the answer.
    public func edition() throws(LedgerError) -> Edition {
        try last.withLock { last throws(LedgerError) in
            let mark = try ledger.mark()
            if let edition = last.edition(at: mark) { return edition }
            last.count += 1
            last.mark = nil
            last.edition = nil
            let reading: ActionLedger.Reading
            do throws(LedgerError) { reading = try ledger.read(hashesLeaves: true) } catch {
                faults.withLock { $0 = error }
                newest.withLock { $0 = nil }
                throw error
            }
            faults.withLock { $0 = nil }
            let edition = Edition(reading: reading, number: last.count)
            // What was recorded while it was read has another mark, and is read next time.
            last.mark = mark
            last.edition = edition
            newest.withLock { $0 = edition }
            return edition
        }
    }

    /// What was read last, whatever was recorded since: for what the journal decides again anyhow.
    ///
    /// - Throws: as ``edition()``, which it is where nothing was read yet.
    public func lastEdition() throws(LedgerError) -> Edition {
        if let edition = newest.withLock(\.self) { return edition }
        return try edition()
    }

    /// Why the journal could not be read when somebody looked last; nil where it could.
    public var fault: LedgerError? { faults.withLock(\.self) }

    /// The number of the edition held, where the journal has not changed since; nil where it has.
    ///
    /// - Complexity: one look at the file.
    public func currentNumber() -> Int? {
        guard let mark = try? ledger.mark() else { return nil }
        return last.withLockIfAvailable { $0.edition(at: mark)?.number } ?? nil
    }
}

extension ActionLedger {
    fileprivate func mark() throws(LedgerError) -> FileMark? {
        do throws(FileError) { return try journal.home.files.mark(of: journal.home.path) } catch {
            throw .journal(JournalError(error))
        }
    }
}
