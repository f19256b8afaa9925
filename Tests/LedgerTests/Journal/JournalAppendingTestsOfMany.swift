// Many writers of one process at once, with refusals and a failing device among them.

import Foundation
import Synchronization
import Testing

@testable import Ledger

@Suite("Many writers of one journal")
struct JournalAppendingTestsOfMany {
    private static let writers = 64
    private static let each = 40

    /// What became of one request.
    private enum Answer: Equatable {
        case recorded(Int)
        case refused
        case failed(JournalError)
    }

    /// Every writer records notes; of each ten the last is about an action that is not there.
    private func run(_ ledger: ActionLedger) -> [Answer] {
        let answers = Mutex<[Answer]>([])
        let group = DispatchGroup()
        for writer in 1...Self.writers {
            inThread(group) {
                for number in 1...Self.each {
                    let answer = self.ask(ledger, "\(writer)/\(number)", number % 10 == 0)
                    answers.withLock { $0.append(answer) }
                }
            }
        }
        #expect(group.wait(timeout: .now() + 120) == .success, "a writer was never answered")
        return answers.withLock { $0 }
    }

    private func ask(_ ledger: ActionLedger, _ text: String, _ isWrong: Bool) -> Answer {
        do throws(LedgerError) {
            let action: Code = isWrong ? "B9" : "A1"
            let event = ProgressEvent.noted(action, note: text, line: nil, byWhen: nil)
            let act = Entry.Act(by: "KT", events: [.progress(event)])
            return .recorded(try ledger.record { _ in [act] }.new.first?.seq ?? 0)
        } catch {
            switch error {
            case .journal(let error): return .failed(error)
            default: return .refused
            }
        }
    }

    private func count(_ answers: [Answer], _ isMeant: (JournalError) -> Bool) -> Int {
        answers.count { if case .failed(let error) = $0 { isMeant(error) } else { false } }
    }

    private func recorded(_ answers: [Answer]) -> [Int] {
        answers.compactMap { if case .recorded(let seq) = $0 { seq } else { nil } }.sorted()
    }

    @Test("each get one answer, and what is recorded is whole and in order")
    func allAnswered() throws {
        let scratch = try Scratch()
        let ledger = try scratch.ledger()
        var answers: [Answer] = []
        let calls = scratch.files.count { answers = run(ledger) }
        let notes = Self.writers * Self.each * 9 / 10
        #expect(answers.count == Self.writers * Self.each)
        // The plan was begun with two entries.
        #expect(recorded(answers) == Array(3...2 + notes))
        #expect(answers.count { $0 == .refused } == Self.writers * Self.each / 10)
        let verification = try ledger.verify(rules: true)
        #expect(verification.findings == [] && verification.contents.size == 2 + notes)
        // Each writer's notes stand in the order it wrote them.
        var last: [Substring: Int] = [:]
        for entry in verification.contents.entries.dropFirst(2) {
            guard case .progress(.noted(_, let note, _, _)) = entry.act.events[0] else { continue }
            let parts = note.split(separator: "/")
            let number = Int(parts[1]) ?? 0
            #expect(last[parts[0], default: 0] < number)
            last[parts[0]] = number
        }
        #expect(calls[.write] == calls[.flush])
    }

    @Test("go on after a disk that was full, which fails those alone whose turn it was")
    func fullOnce() throws {
        let scratch = try Scratch()
        let ledger = try scratch.ledger()
        scratch.files.fail(.write, nth: 5, with: ENOSPC)
        let answers = run(ledger)
        let path = scratch.path + "/cqc-2018.jsonl"
        let failed = count(answers) { $0 == .diskFull(path: path) }
        let acknowledged = recorded(answers)
        #expect(answers.count == Self.writers * Self.each)
        #expect((1...Self.writers).contains(failed))
        #expect(acknowledged == Array(3..<3 + acknowledged.count))
        let verification = try ledger.verify(rules: true)
        #expect(verification.findings == [])
        #expect(verification.contents.size == 2 + acknowledged.count)
    }

    @Test("are all told once a flush has failed, and what was acknowledged before stands")
    func failedFlush() throws {
        let scratch = try Scratch()
        let ledger = try scratch.ledger()
        scratch.files.fail(.flush, nth: 5, with: EIO)
        let answers = run(ledger)
        let (path, cause) = (scratch.path + "/cqc-2018.jsonl", "Input/output error")
        let unconfirmed = count(answers) { $0 == .unconfirmed(path: path, cause: cause) }
        let poisoned = count(answers) { $0 == .poisoned(path: path, cause: cause) }
        let refused = answers.count { $0 == .refused }
        let acknowledged = recorded(answers)
        #expect(answers.count == Self.writers * Self.each)
        #expect((1...Self.writers).contains(unconfirmed) && poisoned > 0)
        #expect(acknowledged.count + refused + unconfirmed + poisoned == answers.count)
        #expect(acknowledged == Array(3..<3 + acknowledged.count))
        let verification = try ledger.verify(rules: true)
        #expect(verification.findings == [])
        // What was written and not confirmed may stand too.
        let size = verification.contents.size - 2
        #expect((acknowledged.count...acknowledged.count + unconfirmed).contains(size))
    }
}
