// One script with a fault at every call, and what must hold whatever becomes of it.

import Glibc

@testable import Ledger

/// Runs a script again and again, each time with one more call going wrong, and looks at what is
/// left, as the next process finds it.
struct Sweep {
    /// How much is tried.
    struct Reach: Sendable {
        /// Whether each call fails in every way, or in one, in turn.
        var everyCode = true
        /// Whether unflushed bytes are torn at every byte.
        var everyByte = false
        /// Whether everything stops once more at each call of a recovery.
        var stopsTwice = false

        /// Every way at every call, and once more at every call of a recovery.
        static let full = Reach(everyByte: true, stopsTwice: true)
        /// As much as takes a minute.
        static let usual = Reach(everyCode: false)
    }

    private static let codes = [EIO, ENOSPC, EINTR, EACCES, EMFILE]

    private let history: SweepHistory
    private let reach: Reach
    /// A mistake between the ledger and the disk, to see that it is found.
    private let bug: PlantedBug?
    /// The journal after each step where nothing goes wrong, what each step answers, what is to be
    /// on the device by then, and what verify says of it.
    private let journals: [[UInt8]]
    private let answers: [String]
    private let names: [Set<String>]
    private let verdicts: [Verdict]
    /// The calls that the script makes.
    let calls: [String]

    /// How many runs there were, how many images of the disk were recovered from, and what was
    /// wrong.
    private(set) var runCount = 0
    private(set) var imageCount = 0
    private(set) var violations: [String] = []

    init(_ history: SweepHistory, _ reach: Reach = Reach(), bug: PlantedBug? = nil) throws {
        (self.history, self.reach, self.bug) = (history, reach, bug)
        // What is right is what is done without any fault or mistake.
        let disk = SimulatedDisk(history.disk)
        let process = SweepProcess(disk)
        var states: [DiskState] = []
        var answers: [String] = []
        calls = try disk.calls {
            for (number, step) in history.steps.enumerated() {
                answers.append(try process.run(step, history.firstStep + number))
                states.append(disk.state)
            }
        }
        self.answers = answers
        journals = states.map { $0[SweepProcess.journal] ?? [] }
        names = states.map { Sweep.kept($0.names.keys) }
        verdicts = try states.map { state in
            let process = SweepProcess(SimulatedDisk(state))
            return try process.ledger.verify(rules: true, trust: try process.trust()).verdict
        }
    }

    /// Tries every fault at every call; or until something is found, where that is enough.
    mutating func run(untilFound: Bool = false) {
        for number in 1...calls.count {
            for fault in faults(at: number) {
                run(fault, at: number)
                if untilFound, !violations.isEmpty { return }
            }
        }
    }

    private func faults(at number: Int) -> [DiskFault] {
        let count = Sweep.codes.count
        let codes = reach.everyCode ? Sweep.codes : [Sweep.codes[number % count]]
        let stops: [DiskFault] = reach.everyCode ? [.stopsBefore, .stopsAfter] : [.stopsAfter]
        let isWrite = calls[number - 1].hasPrefix("write")
        return codes.map(DiskFault.fails) + [.failsThough(EIO)] + stops
            + (isWrite ? [.takes(1), .takes(-1), .takes(300)] : [])
    }

    /// Tries one fault.
    mutating func run(_ fault: DiskFault, at number: Int) {
        runCount += 1
        let disk = SimulatedDisk(history.disk)
        disk.arm(fault, at: number)
        let place = "\(history.testDescription), \(fault) at call \(number)"
        let done = work(on: disk, from: 0, place)
        if disk.isStopped {
            for image in disk.state.images(everyByte: reach.everyByte) {
                recover(image, from: done, "\(place), \(image.words)")
            }
            if reach.stopsTwice, fault == .stopsAfter { stopAgain(disk.state, from: done, place) }
        } else {
            // All is done, and the power goes.
            for image in disk.state.images(everyByte: false) where image.kind == .powerLost {
                recover(image, from: done, "\(place), \(image.words) at the end")
            }
        }
        violations += disk.violations.map { "\(place): \($0)" }
    }

    private func files(_ disk: SimulatedDisk) -> any FileSystem {
        bug.map { BuggyFiles(disk, $0) } ?? disk
    }

    // MARK: Working

    /// Does the steps from `first` on, each again in a new process where it failed, and returns how
    /// many of all are done.
    private mutating func work(on disk: SimulatedDisk, from first: Int, _ place: String) -> Int {
        var process = SweepProcess(files(disk))
        var (done, failures) = (first, 0)
        while done < history.steps.count {
            let before = disk.state
            do {
                let answer = try run(done, process, disk)
                if answer != answers[done] { found("\(place): step \(done + 1) says \(answer)") }
                done += 1
                checkDurable(disk.state, done, place)
            } catch {
                if disk.isStopped { return done }
                failures += 1
                if failures > 2 {
                    found("\(place): step \(done + 1) cannot be done: \(words(of: error))")
                    return done
                }
                if case LedgerError.journal(.unconfirmed) = error {
                    checkEnded(process, done, disk, place)
                } else if !isUnchanged(disk.state, since: before) {
                    found("\(place): step \(done + 1) failed and left something in the journal")
                }
                process = SweepProcess(files(disk))
            }
        }
        return done
    }

    private func run(_ step: Int, _ process: SweepProcess, _ disk: SimulatedDisk) throws -> String {
        let number = history.firstStep + step
        let step = history.steps[step]
        if !step.onlyReads { return try process.run(step, number) }
        return try disk.reading { try process.run(step, number) }
    }

    /// A handle whose flush has failed appends no more.
    private mutating func checkEnded(
        _ process: SweepProcess,
        _ step: Int,
        _ disk: SimulatedDisk,
        _ place: String
    ) {
        let before = disk.state[SweepProcess.journal]
        let again = try? process.run(history.steps[step], history.firstStep + step)
        if again != nil || disk.state[SweepProcess.journal] != before {
            found("\(place): something was recorded after a flush had failed")
        }
    }

    /// Whether a step that was refused left the journal as it was, but for a tail that was mended.
    private func isUnchanged(_ state: DiskState, since before: DiskState) -> Bool {
        let (old, new) = (before[SweepProcess.journal] ?? [], state[SweepProcess.journal] ?? [])
        let isMended = new.starts(with: old.wholeLines) && journals.last?.starts(with: new) == true
        // Of several things that a step does, such as a restore, the first may be done.
        return new == old || isMended
    }

    /// What is acknowledged is on the device.
    private mutating func checkDurable(_ state: DiskState, _ done: Int, _ place: String) {
        guard done > 0 else { return }
        let wanted = journals[done - 1]
        let there = state.durable(SweepProcess.journal) ?? []
        if !there.starts(with: wanted.wholeLines) {
            found("\(place): step \(done) was acknowledged before the device had it")
        }
        let missing = names[done - 1].subtracting(Sweep.kept(state.durableNames.keys))
        if let one = missing.first {
            found("\(place): step \(done) was acknowledged before the device had \(one)")
        }
        for path in state.durableNames.keys
        where path.hasSuffix(".signed") || path.hasSuffix(".seen") {
            if state.durable(path) != state[path] {
                found("\(place): step \(done) was acknowledged before the device had \(path)")
            }
        }
    }

    /// The names of what must not be lost; keys have other numbers in every run.
    private static func kept(_ paths: some Sequence<String>) -> Set<String> {
        let paths = paths.filter { path in
            !["/.derived", ".part", ".lock", ".torn-"].contains { path.contains($0) }
        }
        return Set(
            paths.map { path in
                if path.hasSuffix(".key") { return String(path.dropLast(12)) }
                return path.contains(".checkpoint-") ? String(path.dropLast(8)) : path
            }
        )
    }

    // MARK: Afterwards

    /// Goes on with `image` as the next user does who finds it, and looks that nothing is lost and
    /// nothing is said that is not so.
    private mutating func recover(
        _ image: DiskImage,
        from done: Int,
        _ place: String
    ) {
        imageCount += 1
        guard look(at: image, done, place) else { return }
        let disk = SimulatedDisk(image.state)
        let all = work(on: disk, from: done, place)
        guard all == history.steps.count else { return }
        checkEnd(disk, image, place)
        violations += disk.violations.map { "\(place): \($0)" }
    }

    /// Stops once more at every call of the step that is done again.
    private mutating func stopAgain(_ state: DiskState, from done: Int, _ place: String) {
        if done == history.steps.count { return }
        for image in state.images(everyByte: false) {
            let isOfJournal = image.kind == .torn && image.words.contains(".jsonl")
            guard image.kind == .killed || image.kind == .powerLost || isOfJournal else { continue }
            let trial = SimulatedDisk(image.state)
            _ = try? run(done, SweepProcess(files(trial)), trial)
            for number in 1...max(1, trial.callCount) {
                runCount += 1
                let disk = SimulatedDisk(image.state)
                disk.arm(.stopsAfter, at: number)
                let place = "\(place), \(image.words), then stopsAfter at call \(number)"
                let done = work(on: disk, from: done, place)
                if !disk.isStopped { continue }
                for last in disk.state.images(everyByte: false)
                where last.kind == .killed || last.kind == .powerLost {
                    recover(last, from: done, "\(place), \(last.words)")
                }
            }
        }
    }

    /// Verifies `image`, twice.
    ///
    /// - Returns: Whether the steps that are left can be done on it.
    private mutating func look(at image: DiskImage, _ done: Int, _ place: String) -> Bool {
        let bytes = image.state[SweepProcess.journal]
        let whole = (bytes ?? []).wholeLines
        let acknowledged = done > 0 ? journals[done - 1] : history.disk[SweepProcess.journal] ?? []
        if !whole.starts(with: acknowledged.wholeLines) {
            found("\(place): of what was acknowledged something is lost")
            return false
        }
        let isSound = journals.last?.starts(with: whole) == true
        // A disk that tears a write in its middle leaves what nobody can tell from a forgery.
        if !isSound, image.kind != .sectors {
            found("\(place): the journal has lines that nobody recorded")
            return false
        }
        let disk = SimulatedDisk(image.state)
        for time in 1...2 {
            let process = SweepProcess(files(disk))
            let isInOrder = done >= history.stepsToOrder
            let verdict = verdict(process, disk, isInOrder: isInOrder, place)
            let expected: [Verdict?] =
                if bytes == nil {
                    [nil]
                } else if !isSound {
                    [.tampered]
                } else if whole.isEmpty || whole.count < bytes?.count ?? 0 {
                    [.torn]
                } else if done > 0, whole.elementsEqual(journals[done - 1]),
                    verdicts[done - 1] == .anchored
                {
                    [.anchored]
                } else {
                    [.unanchored, .anchored]
                }
            let isExpected =
                expected.contains(verdict)
                || !isInOrder && verdict == .tampered
            if !isExpected {
                let said = verdict?.rawValue ?? "that there is none"
                found("\(place): verify says \(said), look \(time), of \(bytes?.count ?? 0) bytes")
            }
        }
        if image.state[SweepProcess.journal] != history.disk[SweepProcess.journal] {
            checkTornCopy(image.state, place)
        }
        if disk.state.visible != image.state.visible { found("\(place): verify changed something") }
        return isSound
    }

    /// What stood behind the last line at first stands in the journal or in a copy.
    private mutating func checkTornCopy(_ state: DiskState, _ place: String) {
        let first = history.disk[SweepProcess.journal] ?? []
        let tail = Array(first.dropFirst(first.wholeLines.count))
        let bytes = state[SweepProcess.journal] ?? []
        if tail.isEmpty || bytes.starts(with: first) { return }
        if !state.visible.contains(where: { $0.key.contains(".torn-") && $0.value == tail }) {
            found("\(place): a torn tail was cut away before its copy was kept")
        }
    }

    private mutating func verdict(
        _ process: SweepProcess,
        _ disk: SimulatedDisk,
        isInOrder: Bool,
        _ place: String
    ) -> Verdict? {
        do {
            let found = try disk.reading {
                try process.ledger.verify(rules: true, trust: try process.trust())
            }
            if isInOrder, let first = found.findings.first(where: { $0.kind != .damage }) {
                self.found("\(place): verify finds \(first.why)")
            }
            return found.verdict
        } catch {
            if case LedgerError.journal(.noSuchJournal) = error { return nil }
            found("\(place): verify fails: \(words(of: error))")
            return nil
        }
    }

    /// Everything is there in the end, and stays.
    private mutating func checkEnd(_ disk: SimulatedDisk, _ image: DiskImage, _ place: String) {
        let state = disk.state
        let bytes = state[SweepProcess.journal] ?? []
        if bytes != journals.last { found("\(place): the journal is another in the end") }
        let before = image.state[SweepProcess.journal] ?? []
        let tail = Array(before.dropFirst(before.wholeLines.count))
        let isNext = journals.last?.starts(with: before + [0x0A]) == true
        let copies = state.visible.filter { path, _ in
            path.contains(".torn-") && image.state[path] == nil
        }
        if isNext, !copies.isEmpty { found("\(place): a whole last line was moved away") }
        if !isNext, !tail.isEmpty, !copies.values.contains(tail) {
            found("\(place): a torn tail is gone, and no copy of it was kept")
        }
        let process = SweepProcess(files(disk))
        let verdict = verdict(process, disk, isInOrder: true, place)
        if verdict != verdicts.last {
            found("\(place): verify says \(verdict?.rawValue ?? "nothing") in the end")
        }
    }

    private mutating func found(_ words: String) { violations.append(words) }

    private func words(of error: any Error) -> String {
        switch error {
        case let error as LedgerError: error.words
        case let error as JournalError: error.words
        default: "\(error)"
        }
    }
}

extension [UInt8] {
    /// The bytes up to the last LF, and with it.
    var wholeLines: ArraySlice<UInt8> {
        self[..<(lastIndex(of: 0x0A).map { $0 + 1 } ?? 0)]
    }
}
