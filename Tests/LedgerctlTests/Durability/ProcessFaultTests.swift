// What a process asks of the system, call by call, and what it does where a call fails.

import Foundation
import Testing

@Suite("A process", .enabled(if: Shell.traces, "strace is missing or may not trace here"))
struct ProcessFaultTests {
    private static let maybe = "may or may not have been recorded"

    /// Runs a `ledgerctl` command while strace lets a call fail.
    private func inject(
        _ fault: String,
        _ command: String,
        _ ledger: SmallLedger
    ) throws -> Shell.Ran {
        try ledger.run("strace -o /dev/null -e inject=\(fault) \"$L\" \(command)")
    }

    @Test("whose flush fails says that the entry may or may not have been recorded")
    func flushFails() throws {
        let ledger = try SmallLedger()
        let note = "note A1 \"maybe\" --key k1"
        let failed = try inject("fdatasync:error=EIO:when=1", note, ledger)
        #expect(failed.code == 1 && failed.output.isEmpty)
        #expect(failed.errors.contains(ProcessFaultTests.maybe))
        #expect(failed.errors.contains("Input/output error"))
        // It goes from sight: a later flush would not write what the system takes for written.
        #expect(try ledger.lines().count == SmallLedger.size)
        let again = try Trace().calls(note, ledger)
        #expect(again.count { $0.hasPrefix("write(") && $0.contains("p.jsonl") } == 1)
        // Now it stands there, and an answer that rests on it waits for the device too.
        let answered = try inject("fdatasync:error=EIO:when=1", note, ledger)
        #expect(answered.code == 1 && answered.output.isEmpty)
        #expect(answered.errors.contains(ProcessFaultTests.maybe))
        let calls = try Trace().calls(note, ledger)
        #expect(calls.count { $0.hasPrefix("fdatasync(") } == 1)
        #expect(!calls.contains { $0.hasPrefix("write(") && $0.contains("p.jsonl") })
        #expect(try ledger.lines().count == SmallLedger.size + 1)
        let next = try ledger.run("\"$L\" note A1 \"next\"")
        #expect(next.code == 0 && next.output.hasPrefix("Recorded entry \(SmallLedger.size + 2) "))
        #expect(try ledger.run("\"$L\" verify --rules").code == 0)
    }

    @Test(
        "that is killed at a call of its own leaves a journal to go on from",
        arguments: [("write", 1, false), ("fdatasync", 1, true), ("flock", 2, true)]
    )
    func killed(call: String, nth: Int, stands: Bool) throws {
        let ledger = try SmallLedger()
        let note = "note A1 \"once\" --key k1"
        let killed = try inject("\(call):signal=KILL:when=\(nth)", note, ledger)
        #expect(killed.code != 0 && killed.output.isEmpty)
        #expect(try ledger.lines().count == SmallLedger.size + (stands ? 1 : 0))
        #expect(try ledger.run("\"$L\" verify --rules").code == 0)
        let again = try ledger.run("\"$L\" \(note)")
        #expect(again.code == 0)
        let answer = stands ? "Entry 4 recorded this already" : "Recorded entry 4"
        #expect(again.output.hasPrefix(answer))
        #expect(try ledger.lines().map(\.note).suffix(2) == [nil, "once"])
    }

    @Test("looks at the whole journal before it appends to what another left behind")
    func verifiesFirst() throws {
        let ledger = try SmallLedger()
        _ = try inject("fdatasync:error=EIO:when=1", "note A1 \"maybe\"", ledger)
        // The device gave back something else than was written.
        var bytes = try ledger.bytes()
        bytes[bytes.startIndex + 60] ^= 1
        try bytes.write(to: ledger.journal)
        let next = try ledger.run("\"$L\" note A1 \"next\"")
        #expect(next.code == 3 && next.output.isEmpty)
        #expect(next.errors.contains("the journal is damaged"))
        #expect(try ledger.bytes() == bytes)
    }

    @Test("that cannot make the journal's name durable leaves none behind")
    func folderFlushFails() throws {
        let ledger = try SmallLedger()
        let add = "add plan q --title \"Another\" --board HWB"
        let failed = try inject("fsync:error=EIO:when=1", add, ledger)
        #expect(failed.code == 1 && failed.errors.contains("Nothing was changed"))
        #expect(try ledger.names() == ["p.jsonl"])
        #expect(try ledger.run("\"$L\" \(add)").code == 0)
        #expect(try ledger.run("\"$L\" verify --plan q").code == 0)
    }

    @Test("on a full disk records nothing and leaves the journal as it is")
    func diskFull() throws {
        let ledger = try SmallLedger()
        let before = try ledger.bytes()
        let failed = try inject("write:error=ENOSPC:when=1", "note A1 \"full\"", ledger)
        #expect(failed.code == 1 && failed.output.isEmpty)
        #expect(failed.errors.contains("The disk is full, so nothing was recorded"))
        #expect(try ledger.bytes() == before)
        let next = try ledger.run("\"$L\" note A1 \"next\"")
        #expect(next.code == 0 && next.errors.isEmpty)
        #expect(try ledger.lines().map(\.note).suffix(2) == [nil, "next"])
    }

    @Test("whose entry fits only in part takes that part back")
    func filePartlyFull() throws {
        let ledger = try SmallLedger()
        let before = try ledger.bytes()
        // A file may grow to the next KiB, and the entry is longer than that.
        let note = String(repeating: "long ", count: 500)
        let failed = try ledger.run(
            "ulimit -f \(before.count / 1024 + 1); \"$L\" note A1 \"\(note)\""
        )
        #expect(failed.code == 1)
        #expect(failed.errors.contains("The disk is full, so nothing was recorded"))
        #expect(try ledger.bytes() == before)
        #expect(try ledger.run("\"$L\" note A1 \"\(note)\"").code == 0)
        #expect(try ledger.run("\"$L\" verify --rules").code == 0)
    }

    @Test("that cannot read a folder does not take it for empty")
    func unreadableFolder() throws {
        let ledger = try SmallLedger()
        let ran = try ledger.run(
            """
            cd "$LEDGER" && "$L" add meeting 2018-11-15 Board >/dev/null && mkdir paper \
            && echo mine > paper/Milestones.csv && before=$(ls -l paper) || exit 9
            strace -f -o /dev/null -P "$LEDGER/paper" -e trace=getdents64 \
                -e inject=getdents64:error=EIO:when=1 \
                "$L" report --meeting 2018-11-15 --format csv -o paper
            echo "code $?"; [ "$before" = "$(ls -l paper)" ] && echo unchanged
            """
        )
        #expect(ran.output == "code 1\nunchanged\n", "\(ran.errors)")
        #expect(ran.errors.contains("could not read the folder"))
    }

    @Test("writes beside what another of its number left behind")
    func leftBehind() throws {
        let ledger = try SmallLedger()
        let ran = try ledger.run(
            """
            cd "$LEDGER" && "$L" add meeting 2018-11-15 Board >/dev/null || exit 9
            for n in $(seq 1 3); do \
                (echo left > "paper.md.$BASHPID.part"; \
                exec "$L" report --meeting 2018-11-15 -o paper.md --force) || exit 1; done
            """
        )
        #expect(ran.code == 0, "\(ran.errors)")
    }

    @Test("that a signal interrupts goes on", arguments: ["flock", "write", "fdatasync"])
    func interrupted(call: String) throws {
        let ledger = try SmallLedger()
        let ran = try inject("\(call):error=EINTR:when=1", "note A1 \"once\"", ledger)
        #expect(ran.code == 0 && ran.errors.isEmpty)
        #expect(try ledger.lines().map(\.note).suffix(2) == [nil, "once"])
    }

    @Test("records a note with one write and one flush of the journal, under one lock")
    func noteCosts() throws {
        let ledger = try SmallLedger()
        let calls = try Trace().calls("note A1 \"x\"", ledger).filter { $0.contains("p.jsonl") }
        let names = calls.map { String($0.prefix { $0 != "(" }) }
        #expect(names == ["openat", "flock", "write", "fdatasync", "flock"])
        #expect(calls[0].contains("O_RDWR|O_APPEND") && calls[0].contains("O_CLOEXEC"))
        #expect(calls[1].contains("LOCK_EX") && calls[4].contains("LOCK_UN"))
    }

    @Test(
        "that only reads writes nothing, creates nothing, and opens the journal for reading",
        arguments: [
            "status", "verify", "verify --rules", "report --meeting 2018-11-15", "list --json",
            "history", "blame A1", "show A1", "gaps", "replay", "diff 1 3",
            "note A1 \"x\" --dry-run", "add plan q --title \"x\" --board HWB --dry-run",
        ]
    )
    func readerCosts(verb: String) throws {
        let ledger = try SmallLedger()
        for torn in [false, true] {
            if torn { try ledger.tear() }
            let before = try ledger.bytes()
            let calls = try Trace().calls(verb, ledger).filter { $0.contains(ledger.folder.path) }
            #expect(try ledger.bytes() == before)
            #expect(try ledger.names() == ["p.jsonl"])
            #expect(calls.contains { $0.hasPrefix("openat(") } || verb.contains("plan q"))
            for call in calls {
                let opens = call.hasPrefix("openat(") && call.contains("O_RDONLY")
                #expect(opens || call.hasPrefix("flock("), "\(call)")
                #expect(!call.contains("O_CREAT") && !call.contains("LOCK_EX"), "\(call)")
            }
        }
    }

    @Test("that only tries refuses what could not be recorded")
    func dryRun() throws {
        let ledger = try SmallLedger()
        for option in ["", "--dry-run"] {
            let ran = try ledger.run("\"$L\" note A1 \"$(printf '%070000d' 0)\" \(option)")
            #expect(ran.code == 1 && ran.output.isEmpty)
            #expect(ran.errors.contains("a line may have at most 65535"))
        }
    }

    @Test("says what it mended even where it then refuses")
    func mendsAndRefuses() throws {
        let ledger = try SmallLedger()
        try ledger.tear()
        let ran = try ledger.run("\"$L\" note A9 \"x\"")
        #expect(ran.code == 1 && ran.errors.contains("its 1 bytes are no entry"))
        #expect(ran.errors.contains("Not recorded"))
        #expect(try ledger.names().count == 2)
    }
}

/// A place for what strace writes, gone after the test.
private final class Trace {
    let file = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path

    deinit { try? FileManager.default.removeItem(atPath: file) }

    /// The calls of a `ledgerctl` command that open, change, lock or flush a file, with the names
    /// of files in place.
    func calls(_ command: String, _ ledger: SmallLedger) throws -> [String] {
        let calls =
            "open,openat,creat,write,pwrite64,writev,ftruncate,truncate,fallocate,rename,renameat,"
            + "renameat2,unlink,unlinkat,link,linkat,mkdir,mkdirat,fsync,fdatasync,msync,flock"
        let ran = try ledger.run("strace -y -o \(file) -e trace=\(calls) \"$L\" \(command)")
        if ran.code > 2 { Issue.record("\(command): \(ran.errors)") }
        return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            .map(String.init)
    }
}
