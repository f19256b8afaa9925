// Several processes at one journal: what each records stands there once, whoever is killed.

import Foundation
import Ledger
import Synchronization
import Testing

@Suite("Processes at one journal", .serialized)
struct ManyProcessesTests {
    private static let notesEach = 500

    @Test("lose nothing of what two record at once, while a third reads")
    func two() async throws {
        let ledger = try SmallLedger()
        let folder = ledger.folder.path
        let isDone = Atomic(false)
        async let polls = poll(ledger) { isDone.load(ordering: .relaxed) }
        async let one: Void = recordInProcess("one", beside: "two", in: folder)
        async let two: Void = recordInProcess("two", beside: "one", in: folder)
        _ = await (one, two)
        isDone.store(true, ordering: .relaxed)
        #expect(try await polls > 0)

        let lines = try ledger.lines()
        let total = SmallLedger.size + 2 * ManyProcessesTests.notesEach
        #expect(lines.map(\.seq) == Array(1...total))
        for name in ["one", "two"] {
            let notes = lines.filter { $0.by == name }.map(\.note)
            #expect(notes == (1...ManyProcessesTests.notesEach).map { "\(name) \($0)" })
        }
        let verified = try ledger.run("\"$L\" verify --rules")
        #expect(verified.code == 0 && verified.output.hasPrefix("p: unanchored, \(total) whole"))
        #expect(try ledger.names() == ["p.jsonl"])
    }

    /// Reads until `isDone`; how often.
    private func poll(_ ledger: SmallLedger, until isDone: () -> Bool) async throws -> Int {
        struct Answer: Decodable {
            let entries: Int
            let verdict: String
        }
        var polls = 0
        var entries = 0
        while !isDone() {
            let ran = try ledger.run("\"$L\" verify --json")
            let answer = try JSONDecoder().decode(Answer.self, from: Data(ran.output.utf8))
            #expect(ran.code == 0 && answer.verdict == "unanchored" && ran.errors.isEmpty)
            #expect(answer.entries >= entries)
            entries = answer.entries
            polls += 1
            try await Task.sleep(for: .milliseconds(20))
        }
        return polls
    }

    /// Records notes by `name` in a process of its own, as soon as `other` has recorded too.
    private func recordInProcess(_ name: String, beside other: String, in folder: String) async {
        await #expect(processExitsWith: .success) {
            [name = name as String, other = other as String, folder = folder as String] in
            let plan = try #require(Code("p"))
            let ledger = ActionLedger(folder: folder, plan: plan)
            let (by, beside) = (try #require(Key(name)), try #require(Key(other)))
            let action = try #require(Code("A1"))
            for number in 1...ManyProcessesTests.notesEach {
                let event = ProgressEvent.noted(
                    action,
                    note: "\(name) \(number)",
                    line: nil,
                    byWhen: nil
                )
                let act = Entry.Act(by: by, events: [.progress(event)])
                let recorded = try ledger.record { _ in [act] }
                #expect(recorded.new.count == 1)
                while number == 1,
                    try !ledger.read().history.entries.contains(where: { $0.act.by == beside })
                {
                    usleep(1000)
                }
            }
        }
    }

    @Test("record by turns, each as a process of its own")
    func commands() throws {
        let ledger = try SmallLedger()
        let ran = try ledger.run(
            """
            for w in a b c; do
                for i in $(seq 10); do "$L" note A1 "$w $i" --by "$w" >/dev/null || exit 1; done &
            done
            wait
            """
        )
        #expect(ran.code == 0 && ran.errors.isEmpty)
        let lines = try ledger.lines()
        #expect(lines.map(\.seq) == Array(1...SmallLedger.size + 30))
        for name in ["a", "b", "c"] {
            #expect(
                lines.filter { $0.by == name }.map(\.note) == (1...10).map { "\(name) \($0)" }
            )
        }
        #expect(try ledger.run("\"$L\" verify --rules").code == 0)
    }

    /// `MINUTES=10 swift test --filter ManyProcessesTests` goes on for ten minutes.
    @Test("record, read and sign for a while, as those of two hosts do")
    func whileLong() throws {
        let minutes = ProcessInfo.processInfo.environment["MINUTES"].flatMap { Double($0) } ?? 0.05
        let ledger = try SmallLedger()
        let ran = try ledger.run(
            """
            cd "$LEDGER" && export XDG_CONFIG_HOME="$LEDGER/config"
            "$L" keys new --plan p >/dev/null 2>&1
            end=$((SECONDS + \(Int(60 * minutes))))
            for w in $(seq 8); do
                ( n=0; while [ $SECONDS -lt $end ]; do n=$((n + 1))
                    said=$("$L" note A1 "$w-$n" --by "W$w" 2>>errors) || echo "failed $w-$n" >>errors
                    set -- $said; echo "$3 $w-$n" >> "told.$w"
                done ) &
            done
            for r in 1 2; do
                ( while [ $SECONDS -lt $end ]; do "$L" verify >/dev/null 2>>errors || echo v >>errors
                    "$L" status >/dev/null 2>>errors || echo s >>errors; done ) &
            done
            ( while [ $SECONDS -lt $end ]; do "$L" checkpoint >/dev/null 2>>signs || echo c >>errors
                sleep 0.2; done ) &
            wait; cat errors
            """
        )
        #expect(ran.code == 0 && ran.output.isEmpty, "\(ran.output.prefix(500))")
        let lines = try ledger.lines()
        #expect(lines.map(\.seq) == Array(1...lines.count))
        var told = 0
        for worker in 1...8 {
            let file = ledger.folder.appending(path: "told.\(worker)")
            for row in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let words = row.split(separator: " ")
                let seq = try #require(Int(words[0]))
                #expect(lines[seq - 1].note == String(words[1]))
                told += 1
            }
        }
        #expect(told == lines.count - SmallLedger.size)
        let verified = try ledger.run(
            "XDG_CONFIG_HOME=\"$LEDGER/config\" \"$L\" verify --rules"
        )
        #expect(verified.code == 0, "\(verified.output)")
        print("many processes: \(told) entries by 8 writers in \(minutes) minutes, none lost")
    }

    @Test("of which one alone begins the journal")
    func begin() throws {
        let ledger = try SmallLedger()
        let ran = try ledger.run(
            """
            for i in 1 2 3 4; do "$L" add plan q --title "Plan $i" --board HWB 2>&1 & done; wait
            """
        )
        #expect(ran.output.split(separator: "\n").count { $0.hasPrefix("Recorded entry 1") } == 1)
        #expect(ran.output.split(separator: "\n").count { $0.hasPrefix("ledgerctl: ") } == 3)
        let verified = try ledger.run("\"$L\" verify --plan q --rules")
        #expect(verified.code == 0 && verified.output.hasPrefix("q: unanchored, 1 whole"))
    }

    @Test("keep every entry that was acknowledged before its process was killed")
    func killed() throws {
        let ledger = try SmallLedger()
        let begun = ContinuousClock.now
        #expect(try ledger.run("\"$L\" note A1 \"kill 0\"").code == 0)
        let usual = ContinuousClock.now - begun
        var acknowledged: [Int: String] = [SmallLedger.size + 1: "kill 0"]
        let rounds = 40
        for round in 1...rounds {
            let note = "kill \(round)"
            // From the very start of the process to well after its end.
            if let seq = try kill(after: usual * round * 3 / (rounds * 2), recording: note, ledger)
            {
                acknowledged[seq] = note
            }
            // A machine that loses its power besides leaves half a line.
            if round % 10 == 0 { try ledger.tear("{\"at\":") }
            let verified = try ledger.run("\"$L\" verify")
            #expect(verified.code == (round % 10 == 0 ? 2 : 0))
            let (whole, torn) = ("p: unanchored", "p: torn")
            #expect(verified.output.hasPrefix(round % 10 == 0 ? torn : whole))
            if round % 10 == 0 {
                let next = try ledger.run("\"$L\" note A1 \"after \(round)\"")
                #expect(next.code == 0 && next.errors.contains("its 6 bytes are no entry"))
            }
        }
        let lines = try ledger.lines()
        #expect(lines.map(\.seq) == Array(1...lines.count))
        for (seq, note) in acknowledged { #expect(lines[seq - 1].note == note) }
        let notes = lines.compactMap(\.note)
        #expect(Set(notes).count == notes.count)
        #expect(notes.count { $0.hasPrefix("after") } == 4)
        #expect(try ledger.run("\"$L\" verify --rules").code == 0)
        #expect(try ledger.names().count == 5)  // the journal, and four torn tails
    }

    /// Kills a process that records `note` after `delay`; the entry that it acknowledged, if any.
    private func kill(
        after delay: Duration,
        recording note: String,
        _ ledger: SmallLedger
    ) throws -> Int? {
        let process = try Shell.process(Shell.command, ["note", "A1", note], ledger.environment)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        usleep(UInt32(delay / .microseconds(1)))
        Foundation.kill(process.processIdentifier, SIGKILL)
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let words = String(decoding: data, as: UTF8.self).split(separator: " ")
        return words.starts(with: ["Recorded", "entry"]) ? Int(words[2]) : nil
    }
}
