// The verbs of trust as people run them: keys, checkpoints, policies, restores, signed entries.

import Foundation
import Testing

@testable import Ledger

@Suite("The verbs of trust")
struct TrustVerbTests {
    @Test("sign what goes into the minutes, and hold the journal against it")
    func minutes() throws {
        let scene = try TrustLedger()
        let signed = try scene.keeper("\"$L\" checkpoint | tee minutes")
        let root = MerkleTree(of: try scene.lines().map { MerkleTree.leaf($0.dropLast()) }).root
        let text = Checkpoint(origin: "county.example/p", size: 3, root: root).text
        #expect(signed.code == 0 && signed.output == text)
        #expect(signed.errors.contains("Put these three lines into the minutes"))
        try scene.note(2)
        // Whoever has the minutes alone.
        let held = try scene.auditor("\"$L\" verify --since minutes --json")
        let found = try Verified(held)
        #expect(held.code == 4 && found.verdict == "unanchored" && found.after == 2)
        #expect(found.checkpoints.map(\.outcome) == ["holds"] && found.findings.isEmpty)
        // Whoever was told the key; and the keeper, whose own it is.
        #expect(try scene.auditor("\"$L\" verify --trust $K").code == 4)
        try scene.keeper("\"$L\" checkpoint")
        let anchored = try scene.auditor("\"$L\" verify --trust $K --json")
        #expect(try anchored.code == 0 && Verified(anchored).verdict == "anchored")
        #expect(try Verified(scene.keeper("\"$L\" verify --json")).verdict == "anchored")
        // Whoever knows nobody is told no more than before.
        let nobody = try scene.auditor("\"$L\" verify --json")
        #expect(try nobody.code == 0 && Verified(nobody).after == 5)
        #expect(try Verified(nobody).findings.isEmpty)
        // A line of the past is changed, and the chain written anew behind it.
        var lines = try scene.lines()
        var prev = String(repeating: "0", count: 64)
        lines = lines.map { line in
            var text = String(decoding: line, as: UTF8.self)
                .replacing("Work as one", with: "Work as two")
            text = text.replacing(/"prev":"[0-9a-f]*"/, with: "\"prev\":\"\(prev)\"")
            prev = Digest(of: text.utf8.dropLast()).hex
            return Data(text.utf8)
        }
        try scene.put(lines)
        let changed = try scene.auditor("\"$L\" verify --since minutes --json")
        #expect(try changed.code == 3 && Verified(changed).verdict == "tampered")
        #expect(try Verified(changed).line == nil)
        #expect(try scene.auditor("\"$L\" verify").code == 0)
        let refused = try scene.keeper("\"$L\" note A1 more >/dev/null; \"$L\" checkpoint")
        #expect(refused.code == 3 && refused.output == "")
        #expect(refused.errors.contains("The journal is not what was signed."))
    }

    @Test("ask for the witness that the policy names, and for nobody twice")
    func policy() throws {
        let scene = try TrustLedger()
        let office = try scene.run("\"$L\" keys new --witness audit.example/office", home: "office")
        let witness = office.output.trimmingCharacters(in: .newlines)
        let policy = "log \(scene.key)\nwitness office \(witness)\nquorum office\n"
        try scene.keeper("printf '\(policy)' > policy; \"$L\" checkpoint")
        let wanting = try scene.auditor("\"$L\" verify --policy policy --json")
        let found = try Verified(wanting)
        #expect(wanting.code == 4 && found.verdict == "unanchored" && found.after == 3)
        #expect(found.findings.map(\.kind) == ["checkpoint"])
        #expect(found.findings[0].why.contains("the policy expects the signature of office"))
        #expect(found.checkpoints.map(\.missing) == [["office"]])
        let ran = try scene.keeper("\"$L\" prove --from 0 -o request")
        #expect(ran.code == 0)
        let answer = try scene.run("\"$L\" witness request --trust $K -o answer", home: "office")
        #expect(answer.code == 0, "\(answer.errors)")
        try scene.keeper("\"$L\" checkpoint --add answer && \"$L\" checkpoint --add answer")
        let met = try scene.auditor("\"$L\" verify --policy policy --json")
        #expect(try met.code == 0 && Verified(met).verdict == "anchored")
        let file = scene.ledger.folder.appending(path: "p.checkpoint")
        let note = try String(contentsOf: file, encoding: .utf8)
        #expect(note.components(separatedBy: "\u{2014} ").count == 3)
    }

    @Test("call a journal from a backup restored, and only what the entry owns to")
    func restore() throws {
        let scene = try TrustLedger()
        try scene.note(2)
        try scene.keeper("\"$L\" checkpoint | tee early")
        try scene.note(4)
        try scene.keeper("\"$L\" checkpoint > late; cp \"$LEDGER/p.checkpoint\" late.note")
        let lines = try scene.lines()
        #expect(lines.count == 9)
        try scene.put(Array(lines[..<7]))
        #expect(try scene.keeper("\"$L\" verify").code == 3)
        #expect(try scene.keeper("\"$L\" checkpoint").code == 3)
        let dry = try scene.keeper("\"$L\" restore --because Disk -n")
        #expect(try dry.code == 0 && scene.lines().count == 7)
        #expect(try scene.keeper("\"$L\" keys list").output.split(separator: "\n").count == 2)
        let restored = try scene.keeper("\"$L\" restore --because 'The disk failed'")
        #expect(restored.code == 0, "\(restored.errors)")
        #expect(restored.output.contains("county.example/restored-8/p, 2 known missing"))
        let after = try scene.keeper("\"$L\" verify --json")
        let found = try Verified(after)
        #expect(after.code == 0 && found.verdict == "anchored" && found.findings.isEmpty)
        #expect(Set(found.checkpoints.map(\.outcome)) == ["holds", "before-restore"])
        // The old checkpoint that still fits holds; the last one is owned to.
        let old = try scene.auditor(
            "\"$L\" verify --since early --since late.note --trust $K --json"
        )
        #expect(try Set(Verified(old).checkpoints.map(\.outcome)) == ["holds", "before-restore"])
        let signed = try scene.keeper("\"$L\" checkpoint")
        #expect(signed.output.hasPrefix("county.example/restored-8/p\n8\n"))
        #expect(try Verified(scene.keeper("\"$L\" verify --json")).verdict == "anchored")
        // Nothing is lost now, so nothing more is restored.
        let again = try scene.keeper("\"$L\" restore --because 'Once more'")
        #expect(try again.code == 1 && scene.lines().count == 8)
        // An entry that owns to less than was signed does not help.
        try scene.put(Array(lines[..<6]))
        let small = try scene.keeper(
            """
            rm -r "$XDG_CONFIG_HOME"; "$L" keys new --plan p
            "$L" restore --because 'Less was lost' --signed late --lost 3 --origin other/p
            """
        )
        #expect(small.code == 0, "\(small.errors)")
        let forged =
            Array(try scene.lines()[..<6])
            + [
                Data(
                    String(decoding: try scene.lines()[6], as: UTF8.self)
                        .replacing("\"size\":9", with: "\"size\":8").utf8
                )
            ]
        try scene.put(forged)
        let owned = try scene.auditor("\"$L\" verify --since late --json")
        #expect(try owned.code == 3 && Verified(owned).line == 7)
    }

    @Test("sign what is recorded by whoever has registered a key")
    func entries() throws {
        let scene = try TrustLedger()
        let none = try scene.keeper("\"$L\" keys register")
        #expect(none.code == 1 && none.errors.contains("`ledgerctl keys new --person KT`"))
        try scene.keeper("\"$L\" add person KT 'Kit Tarn'; \"$L\" keys new --person KT")
        #expect(try scene.keeper("\"$L\" keys register").code == 0)
        #expect(try scene.keeper("\"$L\" note A1 signed").code == 0)
        let other = try scene.auditor("\"$L\" note A1 unsigned")
        #expect(try other.code == 1 && scene.lines().count == 6)
        #expect(
            other.errors
                == "ledgerctl: Not recorded: KT has registered a key, so what KT records must"
                + " be signed with it, and it is not among the keys of this user; record it where"
                + " the key is.\n"
        )
        let checked = try Verified(scene.auditor("\"$L\" verify --rules --json"))
        #expect(checked.signed.map(\.entry) == [5, 6] && checked.findings.isEmpty)
        #expect(checked.signed.allSatisfy { $0.by == "KT" })
        let told = try scene.auditor("\"$L\" verify --rules").output
        #expect(told.contains("signed: 2 by KT (KT+") && told.contains("): 5 to 6\n"))
        // Two bits of the signature: the chain tells nothing, since it is the last line.
        var lines = try scene.lines()
        let whole = lines
        let line = String(decoding: lines[5], as: UTF8.self)
        let place = try #require(line.range(of: "\"sig\":\"")).upperBound
        let digit = line[place] == "A" ? "B" : "A"
        lines[5] = Data(line.replacingCharacters(in: place...place, with: digit).utf8)
        try scene.put(lines)
        let wrong = try scene.auditor("\"$L\" verify --rules --json")
        #expect(try wrong.code == 3 && Verified(wrong).verdict == "tampered")
        #expect(try Verified(wrong).line == 6)
        #expect(try scene.auditor("\"$L\" verify").code == 0)
        // Without it, it is no damage, and said.
        lines[5] = Data(line.replacing(/,"sig":"[^"]*"/, with: "").utf8)
        try scene.put(lines)
        let unsigned = try scene.auditor("\"$L\" verify --rules --json")
        #expect(try unsigned.code == 1 && Verified(unsigned).verdict == "unanchored")
        #expect(try Verified(unsigned).findings.map(\.kind) == ["unsigned"])
        try scene.put(whole)
    }

    @Test("find what was signed with a key after it was revoked")
    func revoked() throws {
        let scene = try TrustLedger()
        try scene.keeper(
            """
            "$L" add person KT 'Kit Tarn'; "$L" keys new --person KT; "$L" keys register
            "$L" keys revoke KT --because 'The laptop was stolen' --by IH
            "$L" note A1 'free again'
            """
        )
        let free = try scene.auditor("\"$L\" verify --rules --json")
        #expect(try free.code == 0 && Verified(free).signed.map(\.entry) == [5])
        // The thief signs on.
        let file = try #require(
            try FileManager.default.contentsOfDirectory(
                atPath: scene.ledger.folder.appending(path: "keeper/ledgerctl").path
            ).first { $0.hasPrefix("person-KT") }
        )
        let path = scene.ledger.folder.appending(path: "keeper/ledgerctl/\(file)")
        let text = try String(contentsOf: path, encoding: .utf8)
        let signer = try NoteSigner(parsing: text.trimmingCharacters(in: .newlines))
        var lines = try scene.lines()
        let entry = try Entry.parse(Array(lines[6].dropLast())[...])
        lines[6] = try Data(entry.signed(with: signer).format() + [0x0A])
        try scene.put(lines)
        let found = try Verified(scene.auditor("\"$L\" verify --rules --json"))
        #expect(found.findings.map(\.kind) == ["broken-rule"] && found.findings[0].line == 7)
        #expect(found.findings[0].why.contains("which was revoked before"))
    }

    @Test("never show a private key, and use none that others can read")
    func privateKeys() throws {
        let scene = try TrustLedger()
        let shown = try scene.keeper(
            """
            "$L" keys list; "$L" keys list --json; "$L" keys show; "$L" checkpoint --json
            grep -h PRIVATE "$XDG_CONFIG_HOME"/ledgerctl/* | wc -l
            stat -c %a "$XDG_CONFIG_HOME"/ledgerctl/*
            """
        )
        #expect(!shown.output.contains("PRIVATE") && !shown.errors.contains("PRIVATE"))
        #expect(shown.output.hasSuffix("1\n600\n600\n600\n"))
        let open = try scene.keeper(
            "chmod 640 \"$XDG_CONFIG_HOME\"/ledgerctl/*.key; \"$L\" checkpoint"
        )
        #expect(open.code == 1 && open.errors.contains("Others than its owner may read"))
    }
}
