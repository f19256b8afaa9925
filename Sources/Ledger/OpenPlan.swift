// A plan held open by a program that answers many: what was read of it, as long as that is so.

private import Synchronization

/// A plan of a ledger that is held in memory and read again whenever its journal has changed.
public final class OpenPlan: Sendable {
    /// The plan: to record in it.
    public let ledger: ActionLedger
    /// What is held. Never waited for: it is looked into and let go.
    private let held = Mutex(Held())
    /// Had by whoever reads the journal.
    private let turn = Mutex(())

    private struct Held {
        var mark: FileMark?
        var edition: Edition?
        var fault: LedgerError?
        var count = 0

        /// The edition, where it is of the state `mark` of the journal.
        func edition(at now: FileMark?) -> Edition? {
            mark != nil && mark == now && mark?.isSettled == true ? edition : nil
        }
    }

    /// What a plan was at one moment. Held by many at once, so it is handed on and not copied.
    public final class Edition: Sendable {
        /// What was read.
        public let reading: ActionLedger.Reading
        /// The same for two editions of this plan where nothing was read in between.
        public let number: Int

        fileprivate init(reading: ActionLedger.Reading, number: Int) {
            (self.reading, self.number) = (reading, number)
        }
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
        let mark = try ledger.mark()
        if let edition = held.withLock({ $0.edition(at: mark) }) { return edition }
        return try turn.withLock { _ throws(LedgerError) in
            // Somebody may have read it while this waited, or recorded while they did.
            let mark = try ledger.mark()
            if let edition = held.withLock({ $0.edition(at: mark) }) { return edition }
            let reading: ActionLedger.Reading
            do throws(LedgerError) { reading = try ledger.read(hashesLeaves: true) } catch {
                held.withLock { held in
                    (held.mark, held.edition, held.fault) = (nil, nil, error)
                }
                throw error
            }
            // What was recorded while it was read has another mark, and is read next time.
            return held.withLock { held in
                held.count += 1
                let edition = Edition(reading: reading, number: held.count)
                (held.mark, held.edition, held.fault) = (mark, edition, nil)
                return edition
            }
        }
    }

    /// What was read last, whatever was recorded since: for what the journal decides again anyhow.
    ///
    /// - Throws: what ``edition()`` threw when somebody asked last.
    /// - Complexity: O(1); as ``edition()``, which it is, where nothing was read yet.
    public func lastEdition() throws(LedgerError) -> Edition {
        let last = try held.withLock { held throws(LedgerError) in
            if let fault = held.fault { throw fault }
            return held.edition
        }
        return if let last { last } else { try edition() }
    }

    /// Why the journal could not be read when somebody looked last; nil where it could.
    public var fault: LedgerError? { held.withLock(\.fault) }

    /// The number of the edition held, where the journal has not changed since; nil where it has.
    ///
    /// - Complexity: one look at the file.
    public func currentNumber() -> Int? {
        guard let mark = try? ledger.mark() else { return nil }
        return held.withLock { $0.edition(at: mark)?.number }
    }
}

extension ActionLedger {
    fileprivate func mark() throws(LedgerError) -> FileMark? {
        do throws(FileError) { return try journal.home.files.mark(of: journal.home.path) } catch {
            throw .journal(JournalError(error))
        }
    }
}
