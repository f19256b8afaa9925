// Machines that do not do their part: no permission, a full disk, a clock that is wrong.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("Bad machines")
struct BadInputTestsOfMachines {
    // MARK: The clock

    private static func words(now: String, last: String) -> String {
        "Nothing was recorded: this machine's clock shows \(now), but the last entry was recorded "
            + "at \(last). Set the clock; if it was the earlier entry's clock that was wrong, "
            + "record with --clock-was-wrong, which repeats that entry's time."
    }

    @Test("a clock set back by up to five minutes repeats the last time", arguments: [1, 300])
    func lag(seconds: Int) throws {
        let county = County()
        county.now = Instant(seconds: county.now.seconds - seconds)
        #expect(county.run("note A1 x").code == .done)
        let entry = try Entry.parse(try #require(county.lines.last)[...])
        #expect(entry.at.description == "2018-03-22T14:05:09Z")
    }

    @Test("a clock set back by an hour refuses and names both times")
    func setBack() throws {
        let county = County()
        county.now = Instant(seconds: county.now.seconds - 3600)
        let words = Self.words(now: "2018-03-22T13:05:09Z", last: "2018-03-22T14:05:09Z")
        county.expect("note A1 x", stops: .refused, words)
        county.expect("note A1 x --dry-run", stops: .refused, words)
        #expect(county.run("note A1 x --clock-was-wrong").code == .done)
        let entry = try Entry.parse(try #require(county.lines.last)[...])
        #expect(entry.at.description == "2018-03-22T14:05:09Z")
        #expect(entry.act.on == nil)
    }

    @Test("a clock that had run on to 2036 is named, and its time repeated where it was wrong")
    func ranOn() throws {
        let county = County()
        let now = county.now
        // 2036-02-07T06:28:16Z, the end of the first era of the network's time.
        county.now = Instant(seconds: 2_085_978_496)
        #expect(county.run("note A1 Early").code == .done)
        county.now = now
        county.expect(
            "note A1 x",
            stops: .refused,
            Self.words(now: "2018-03-22T14:05:09Z", last: "2036-02-07T06:28:16Z")
        )
        #expect(county.run("note A1 Today --clock-was-wrong").code == .done)
        let entry = try Entry.parse(try #require(county.lines.last)[...])
        #expect(entry.seq == 12)
        #expect(entry.at.description == "2036-02-07T06:28:16Z")
        // The day is the writer's own, so that the note counts from today.
        #expect(entry.act.on?.description == "2018-03-22")
        let shown = county.run("show A1").output
        #expect(shown.contains("Today"))
        #expect(!shown.contains("Early"))
        #expect(county.run("verify --rules").code == .done)
    }

    // MARK: Permission

    @Test(
        "without permission nothing is read or written, and the sentence says which file",
        .enabled(
            if: Machine.canBecomeNobody,
            "needs root, setpriv, and the built ledgerctl where others may run it"
        )
    )
    func permission() throws {
        let county = County()
        let before = county.digest
        let manager = FileManager.default
        try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: county.folder)
        let line = "This user may not open \(county.path). Nothing was changed. Ask whoever keeps "
        for mode in [0o600, 0o644] {
            try manager.setAttributes([.posixPermissions: mode], ofItemAtPath: county.path)
            for arguments in mode == 0o600 ? ["status", "verify", "note A1 x"] : ["note A1 x"] {
                let (code, errors) = try Machine.asNobody(arguments, in: county.folder)
                #expect(code == 1)
                #expect(errors == "ledgerctl: \(line)the ledger.\n")
            }
        }
        #expect(try Machine.asNobody("status", in: county.folder).0 == 0)
        #expect(county.digest == before)
    }

    @Test(
        "where the folder takes no new file, no plan is begun and no torn line is moved",
        .enabled(
            if: Machine.canBecomeNobody,
            "needs root, setpriv, and the built ledgerctl where others may run it"
        )
    )
    func folder() throws {
        let county = County(County.journal.dropLast(5))
        let before = county.digest
        let manager = FileManager.default
        try manager.setAttributes([.posixPermissions: 0o666], ofItemAtPath: county.path)
        try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: county.folder)
        for (arguments, name) in [
            ("add plan fen --title x --board FB", "fen.jsonl"),
            ("note A1 x", "marsh.torn-"),
        ] {
            let (code, errors) = try Machine.asNobody(arguments, in: county.folder)
            #expect(code == 1)
            let start = "ledgerctl: This user may not open \(county.folder)/\(name)"
            #expect(errors.hasPrefix(start))
            #expect(errors.hasSuffix(". Nothing was changed. Ask whoever keeps the ledger.\n"))
        }
        #expect(county.digest == before)
        #expect(county.names == ["marsh.jsonl"])
        try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: county.folder)
    }

    // MARK: A full disk

    @Test(
        "a full disk leaves the journal as it was, and recording goes on once there is room",
        .enabled(if: Machine.canMount, "needs root and the right to mount a tmpfs")
    )
    func fullDisk() throws {
        let county = County()
        let disk = "\(county.folder)/disk"
        try FileManager.default.createDirectory(
            atPath: disk,
            withIntermediateDirectories: false
        )
        #expect(try Machine.run("mount -t tmpfs -o size=128k tmpfs '\(disk)'") == 0)
        defer { _ = try? Machine.run("umount '\(disk)'") }
        county.put(County.journal, "disk/marsh.jsonl")
        // Fills the disk to its last page; the journal's own last page has room for a part of the
        // line, so that the write stops half way.
        #expect(try Machine.run("cat /dev/zero >'\(disk)/filler' 2>/dev/null") != 0)
        let note = String(repeating: "x", count: 20_000)
        let said = county.run(["note", "A1", note, "--ledger", disk])
        #expect(
            said
                == Said(
                    code: .refused,
                    output: "",
                    errors: "ledgerctl: The disk is full, so nothing was recorded; "
                        + "LEDGER/disk/marsh.jsonl is as it was. Make room and try again.\n"
                )
        )
        let path = "\(disk)/marsh.jsonl"
        #expect(FileManager.default.contents(atPath: path).map { Array($0) } == County.journal)
        let paper = county.run("report --meeting 2018-04-12 -o \(disk)/paper.md --ledger \(disk)")
        #expect(
            paper
                == Said(
                    code: .refused,
                    output: "",
                    errors: "ledgerctl: The system could not write LEDGER/disk/paper.md: No space "
                        + "left on device. Make room and try again.\n"
                )
        )
        try FileManager.default.removeItem(atPath: "\(disk)/filler")
        #expect(county.run(["note", "A1", note, "--ledger", disk]).code == .done)
        #expect(county.run(["verify", "--ledger", disk]).code == .done)
        let names = try FileManager.default.contentsOfDirectory(atPath: disk)
        #expect(names == ["marsh.jsonl"])
    }
}

/// What this machine lets the tests do.
enum Machine {
    /// Becomes a user of no rights, for the program that follows.
    static let nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups"

    static let canBecomeNobody =
        geteuid() == 0 && (try? run("\(nobody) \"$L\" --version >/dev/null")) == 0

    static let canMount: Bool = {
        guard geteuid() == 0 else { return false }
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        let script =
            "mkdir '\(folder)' && mount -t tmpfs -o size=64k tmpfs '\(folder)'"
            + " && umount '\(folder)'; CODE=$?; rmdir '\(folder)'; exit $CODE"
        return (try? run(script)) == 0
    }()

    static func run(_ script: String) throws -> Int32 { try Shell.run(script).code }

    /// The exit code of the built command as a user of no rights, and what it says on standard
    /// error; what it says on standard output counts as an error too, unless it went well.
    static func asNobody(_ arguments: String, in folder: String) throws -> (Int32, String) {
        let ran = try Shell.run(
            "OUT=$(LEDGER='\(folder)' LEDGER_BY=AB \(nobody) \"$L\" \(arguments)); CODE=$?; "
                + "[ $CODE = 0 ] || printf %s \"$OUT\" >&2; exit $CODE"
        )
        return (ran.code, ran.errors)
    }
}
