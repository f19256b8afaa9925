// What somebody might try who can write to the ledger's folder, or mistakes that are easily made.

import Foundation
import Testing

@testable import Ledger

extension TrustLedger {
    /// Writes the chain anew over the lines as `edit` changes them, as somebody does who covers up.
    fileprivate func forge(_ edit: (Int, String) -> String) throws {
        var prev = String(repeating: "0", count: 64)
        let forged = try lines().enumerated().map { index, line in
            let text = edit(index + 1, String(decoding: line.dropLast(), as: UTF8.self))
                .replacing(/"prev":"[0-9a-f]*"/, with: "\"prev\":\"\(prev)\"")
            prev = Digest(of: text.utf8).hex
            return Data(text.utf8) + Data([0x0A])
        }
        try put(forged)
    }

    /// Leaves the first `count` lines.
    fileprivate func cut(to count: Int) throws { try put(Array(lines()[..<count])) }

    fileprivate func verdict(_ options: String = "") throws -> (code: Int32, found: Verified) {
        let ran = try keeper("\"$L\" verify --json \(options)")
        return (ran.code, try Verified(ran))
    }
}

@Suite("Whoever can write to the ledger")
struct TrustAttackTests {
    @Test("cannot have a second history signed by taking away what was signed last")
    func forgotten() throws {
        let scene = try TrustLedger()
        try scene.note(4)
        try scene.keeper("\"$L\" checkpoint; rm \"$XDG_CONFIG_HOME\"/ledgerctl/*.signed")
        let kept = try Data(contentsOf: scene.ledger.folder.appending(path: "p.checkpoint"))
        try scene.forge { seq, line in seq == 5 ? line.replacing("Note 2", with: "Note 9") : line }
        let refused = try scene.keeper("\"$L\" checkpoint")
        #expect(refused.code == 3 && refused.errors.contains("The journal is not what was signed."))
        #expect(
            try Data(contentsOf: scene.ledger.folder.appending(path: "p.checkpoint")) == kept
        )
        #expect(try scene.verdict().code == 3)
    }

    @Test("cannot have two histories signed under one origin through a restore")
    func reusedOrigin() throws {
        let scene = try TrustLedger()
        try scene.note(6)
        try scene.keeper("\"$L\" checkpoint")
        try scene.cut(to: 7)
        try scene.keeper(
            "\"$L\" restore --because x; \"$L\" note A1 more; \"$L\" checkpoint"
        )
        try scene.cut(to: 8)
        // By the program, and by hand.
        for origin in ["county.example/p", "county.example/restored-8/p"] {
            let again = try scene.keeper("\"$L\" restore --because y --origin \(origin)")
            #expect(
                again.code == 1 && again.errors.contains("under that name this plan was signed")
            )
        }
        try scene.keeper("\"$L\" restore --because y")
        try scene.forge { seq, line in
            seq == 9
                ? line.replacing("county.example/restored-9/p", with: "county.example/p") : line
        }
        let signed = try scene.keeper("\"$L\" note A1 x; \"$L\" checkpoint")
        #expect(signed.code == 1 || signed.code == 3)
        #expect(!signed.output.contains("county.example/p\n"))
    }

    @Test("cannot pass a journal for another's, nor a plan's checkpoint for that of another plan")
    func swapped() throws {
        let scene = try TrustLedger()
        let made = try scene.keeper(
            """
            "$L" checkpoint; "$L" add plan q --title Q --board HWB
            "$L" keys new --plan q --origin county.example/winter > q.key; "$L" checkpoint --plan q
            printf 'log %s\\nlog %s\\nquorum none\\n' "$K" "$(cat q.key)" > policy
            """
        )
        #expect(made.code == 0, "\(made.errors)")
        #expect(try scene.auditor("\"$L\" verify --all --policy policy").code == 0)
        #expect(try scene.auditor("\"$L\" verify --plan q --trust $(cat q.key)").code == 0)
        try scene.keeper(
            "cp \"$LEDGER/q.jsonl\" \"$LEDGER/p.jsonl\"; cp \"$LEDGER/q.checkpoint\" \"$LEDGER/p.checkpoint\""
        )
        let ran = try scene.auditor("\"$L\" verify --plan p --policy policy --json")
        let found = try Verified(ran)
        #expect(ran.code == 4 && found.verdict == "unanchored" && found.after == 1)
        #expect(found.findings.map(\.kind) == ["checkpoint"])
        let signed = try scene.keeper("\"$L\" checkpoint --plan p")
        #expect(
            signed.code == 1 && signed.errors.contains("the first line of p.jsonl opens the plan q")
        )
        // The minutes of another plan say nothing of this one.
        try scene.keeper("head -n 3 \"$LEDGER/q.checkpoint\" > winter; \"$L\" verify --plan q")
        let minutes = try scene.auditor("\"$L\" verify --plan p --since winter --json")
        #expect(try minutes.code == 4 && Verified(minutes).verdict == "unanchored")
    }

    @Test("cannot hide a plan that is gone, or one that was changed behind others")
    func hidden() throws {
        let scene = try TrustLedger()
        try scene.keeper(
            "\"$L\" checkpoint; \"$L\" add plan z --title Z --board HWB; \"$L\" note A1 x --plan p"
        )
        try scene.forge { seq, line in seq == 2 ? line.replacing("Work", with: "Wirk") : line }
        // One tampered, one unanchored: the worst is told.
        #expect(try scene.auditor("\"$L\" verify --all --trust $K").code == 3)
        try FileManager.default.removeItem(at: scene.ledger.journal)
        let all = try scene.keeper("\"$L\" verify --all")
        #expect(all.code == 3 && all.output.contains("p: tampered") && all.output.contains("z: "))
        #expect(try scene.keeper("\"$L\" verify").code == 1)
        // One that cannot be read does not hide the others.
        try FileManager.default.createDirectory(
            at: scene.ledger.journal,
            withIntermediateDirectories: false
        )
        let folder = try scene.auditor("\"$L\" verify --all")
        #expect(folder.code == 1 && folder.output.contains("z: unanchored"))
        #expect(folder.errors.contains("p.jsonl is not a file"))
    }

    @Test(
        "cannot have another history signed after the keys were lost, nor by calling it another plan"
    )
    func lostKeys() throws {
        let scene = try TrustLedger()
        try scene.note(5)
        try scene.keeper("\"$L\" checkpoint")
        let file = scene.ledger.folder.appending(path: "p.checkpoint")
        let kept = try Data(contentsOf: file)
        try scene.cut(to: 6)
        try scene.note(3)
        let signed = try scene.run(
            "\"$L\" keys new --plan p --origin county.example/p; \"$L\" checkpoint",
            home: "second"
        )
        #expect(signed.code == 3 && signed.errors.contains("The journal is not what was signed."))
        #expect(try Data(contentsOf: file) == kept)
        try scene.forge { seq, line in
            seq == 1 ? line.replacing("\"plan\":\"p\"", with: "\"plan\":\"q\"") : line
        }
        #expect(try scene.auditor("\"$L\" verify --trust $K").code == 3)
        #expect(try scene.keeper("\"$L\" verify").code == 3)
    }

    @Test("is not helped, nor anybody hindered, by files that were left half written")
    func leftovers() throws {
        let scene = try TrustLedger()
        try scene.keeper(
            """
            "$L" checkpoint; : > "$LEDGER/p.checkpoint-3-0123abcd.part"
            : > "$XDG_CONFIG_HOME/ledgerctl/plan-p.signed-0123456789abcdef.part"
            : > "$XDG_CONFIG_HOME/ledgerctl/plan-p.signed.part"
            """
        )
        let (code, found) = try scene.verdict()
        #expect(code == 0 && found.verdict == "anchored" && found.findings.isEmpty)
        #expect(try scene.keeper("\"$L\" note A1 x; \"$L\" checkpoint").code == 0)
    }

    @Test("cannot call a loss a restore unseen")
    func forgedRestore() throws {
        let scene = try TrustLedger()
        try scene.note(4)
        try scene.keeper("\"$L\" checkpoint")
        try scene.forge { seq, line in
            seq == 7
                ? line.replacing(
                    /"events":\[.*\],"prev"/,
                    with: "\"events\":[{\"lost\":99,\"origin\":\"x.example/p\",\"root\":\""
                        + String(repeating: "0", count: 64)
                        + "\",\"size\":100,\"type\":\"ledger-restored\"}],\"prev\""
                ) : line
        }
        let (code, found) = try scene.verdict()
        #expect(code != 0 && found.verdict != "anchored")
        #expect(found.findings.contains { $0.why.contains("no checkpoint that is believed here") })
        #expect(try scene.keeper("\"$L\" checkpoint").code != 0)
    }

    @Test("cannot register a key for somebody who has one, or two at once")
    func plantedKeys() throws {
        let scene = try TrustLedger()
        try scene.keeper(
            "\"$L\" add person KT 'Kit Tarn'; \"$L\" keys new --person KT; \"$L\" keys register"
        )
        let thief = try scene.run(
            "\"$L\" keys new --person KT > /dev/null; \"$L\" keys register",
            home: "thief"
        )
        #expect(thief.code == 1 && thief.errors.contains("must be signed with it"))
        let other = try scene.run("\"$L\" keys register --by IH", home: "thief")
        #expect(other.code == 1)
        // A second key is vouched for by the first.
        let second = try scene.keeper(
            """
            "$L" keys new --person KT > new
            "$L" keys register $(cut -d+ -f2 new) && "$L" note A1 x
            """
        )
        #expect(second.code == 0, "\(second.errors)")
        let found = try Verified(scene.keeper("\"$L\" verify --rules --json"))
        #expect(found.signed.map(\.entry) == [5, 6, 7] && found.findings.isEmpty)
        for entry in [5, 6] {
            let struck = try scene.keeper("\"$L\" strike \(entry) --because x --by IH")
            #expect(struck.code == 1 && struck.errors.contains("which is never struck"))
        }
    }
}

@Suite("Whoever makes a mistake with keys and backups")
struct TrustMistakeTests {
    @Test("can tell of a restore late, when more was recorded since")
    func late() throws {
        let scene = try TrustLedger()
        try scene.note(5)
        try scene.keeper("\"$L\" checkpoint")
        try scene.cut(to: 7)
        try scene.note(3)
        #expect(try scene.keeper("\"$L\" checkpoint").code == 3)
        let unsaid = try scene.keeper("\"$L\" restore --because 'The backup of Monday'")
        #expect(unsaid.code == 1 && unsaid.errors.contains("Say with --lost how many of the 8"))
        let said = try scene.keeper(
            "\"$L\" restore --because 'The backup of Monday' --lost 1 && \"$L\" checkpoint"
        )
        #expect(said.code == 0, "\(said.errors)")
        let (code, found) = try scene.verdict()
        #expect(code == 0 && found.verdict == "anchored" && found.findings.isEmpty)
        #expect(Set(found.checkpoints.map(\.outcome)) == ["holds", "before-restore"])
        // Still what was there before the loss is held against what was signed.
        try scene.forge { seq, line in seq == 3 ? line.replacing("Write", with: "Wrote") : line }
        #expect(try scene.verdict().code == 3)
    }

    @Test("goes on after a restore on another machine, with the key that the program names")
    func otherMachine() throws {
        let scene = try TrustLedger()
        try scene.note(3)
        try scene.keeper("\"$L\" checkpoint")
        try scene.cut(to: 5)
        try scene.keeper("\"$L\" restore --because x")
        let lost = try scene.run(
            "\"$L\" keys new --plan p --origin county.example/p; \"$L\" checkpoint",
            home: "second"
        )
        #expect(lost.errors.contains("have the origin county.example/restored-6/p"))
        let made = try scene.run(
            "\"$L\" keys new --plan p > /dev/null && \"$L\" checkpoint",
            home: "second"
        )
        #expect(made.code == 0 && made.output.hasPrefix("county.example/restored-6/p\n6\n"))
    }

    @Test("mends a checkpoint with the right answer of a witness after a wrong one")
    func witnesses() throws {
        let scene = try TrustLedger()
        let office = try scene.run("\"$L\" keys new --witness audit.example/w", home: "office")
        let witness = office.output.trimmingCharacters(in: .newlines)
        try scene.keeper(
            """
            printf 'log %s\\nwitness w %s\\nquorum w\\n' "$K" '\(witness)' > policy
            "$L" checkpoint; cp "$LEDGER/p.checkpoint" first
            """
        )
        try scene.run("\"$L\" witness first --trust $K -o stale", home: "office")
        try scene.keeper("\"$L\" note A1 x; \"$L\" checkpoint; \"$L\" prove --from 3 -o next")
        try scene.run("\"$L\" witness next --trust $K -o right", home: "office")
        let checked = try scene.keeper("\"$L\" checkpoint --add stale --policy policy")
        #expect(checked.code == 1 && checked.errors.contains("was not made with it"))
        #expect(try scene.keeper("\"$L\" checkpoint --add stale").code == 0)
        #expect(try scene.auditor("\"$L\" verify --policy policy").code == 4)
        #expect(try scene.keeper("\"$L\" checkpoint --add right").code == 0)
        #expect(try scene.auditor("\"$L\" verify --policy policy").code == 0)
        // Also for whoever keeps the journal, and has a record of what nobody witnessed.
        #expect(try scene.keeper("\"$L\" verify --policy policy").code == 0)
        let wrong = try scene.keeper("\"$L\" checkpoint --add first")
        #expect(wrong.code == 1)
        let key = try scene.auditor("\"$L\" verify --trust '\(witness)'")
        #expect(key.code == 1 && key.errors.contains("is the key of a witness"))
    }

    @Test("has another journal of the same name, and is told so")
    func trial() throws {
        let scene = try TrustLedger()
        try scene.keeper("\"$L\" checkpoint")
        // Two trials of the same second would begin with the same line.
        usleep(1_100_000)
        let other = try TrustLedger()
        try other.note(2)
        let home = scene.ledger.folder.appending(path: "keeper").path
        let ran = try other.keeper(
            "export XDG_CONFIG_HOME='\(home)'; \"$L\" verify; \"$L\" checkpoint"
        )
        #expect(try scene.lines()[0] != other.lines()[0])
        #expect(ran.code == 1 && ran.output.hasPrefix("p: unanchored"))
        #expect(ran.output.contains("a journal called p was signed that begins with another line"))
        #expect(ran.errors.contains("with the keys of p another journal was signed"))
    }

    @Test("copies the minutes with the ends of lines of another system")
    func typed() throws {
        let scene = try TrustLedger()
        try scene.keeper(
            """
            "$L" checkpoint > minutes; sed 's/$/\\r/' minutes > crlf
            head -c -1 minutes > cut; (cat minutes; echo; echo) > longer
            """
        )
        for name in ["minutes", "crlf", "cut", "longer"] {
            #expect(try scene.auditor("\"$L\" verify --since \(name)").code == 0, "\(name)")
        }
    }
}
