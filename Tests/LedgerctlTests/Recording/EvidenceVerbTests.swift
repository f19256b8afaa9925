// Evidence from the command line: filed with its bytes, shown, missed, and no gap any more.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

@Suite("Evidence")
struct EvidenceVerbTests {
    private static let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    private let county: VerbLedger
    private let paper: String

    init() throws {
        county = try VerbLedger()
        paper = try county.put("abc", "paper.pdf")
    }

    private func keptFile() -> URL { county.folder.appending(path: "evidence/\(Self.digest)") }

    @Test("is kept under its digest, and its entry says what it was called and how long it is")
    func filed() throws {
        let expected = county.next(
            #"{"action":"A1","bytes":3,"exempt":true,"line":2,"milestone":"1","#
                + #""name":"paper.pdf","sha256":"\#(Self.digest)","title":"The paper","#
                + #""type":"evidence-filed"}"#
        )
        county.run("evidence A1/1 \(paper) --title 'The paper' --line 2 --exempt")
        #expect(county.lines.last == expected)
        #expect(county.evidence == [Self.digest])
        #expect(try Data(contentsOf: keptFile()) == Data("abc".utf8))
        #expect(county.run("verify --rules").errors.isEmpty)
    }

    @Test("is called as its file where nobody gives it a title, and kept once")
    func twice() throws {
        for name in ["paper.pdf", "copy.pdf"] {
            let path = try county.put("abc", name)
            let expected = county.next(
                #"{"action":"A1","bytes":3,"name":"\#(name)","sha256":"\#(Self.digest)","#
                    + #""title":"\#(name)","type":"evidence-filed"}"#
            )
            county.run("evidence A1 \(path)")
            #expect(county.lines.last == expected)
        }
        #expect(county.evidence == [Self.digest])
    }

    @Test("is not kept by a dry run, nor where its entry is refused")
    func notKept() {
        county.run("evidence A1 \(paper) --dry-run")
        for line in ["evidence A9 \(paper)", "evidence A1/2 \(paper)"] {
            county.run(line, expecting: .refused)
        }
        #expect(county.evidence == nil)
        #expect(county.lines.count == VerbLedger.entryCount)
    }

    @Test("is a file with something in it")
    func noFile() throws {
        let empty = try county.put("", "empty.pdf")
        let folder = county.folder.path
        for (path, words) in [
            (empty, "the file \(empty) is empty and shows nothing. Name another."),
            (
                folder,
                "there is no file \(folder). Check its name; an address on the web begins with "
                    + "https://."
            ),
            (
                "\(folder)/none",
                "there is no file \(folder)/none. Check its name; an address on the web begins "
                    + "with https://."
            ),
        ] {
            let answer = county.run("evidence A1 \(path)", expecting: .refused)
            #expect(answer.errors == "ledgerctl: Nothing was recorded: \(words)\n")
        }
        #expect(county.lines.count == VerbLedger.entryCount)
    }

    @Test("that is gone or changed is a finding of verify --rules and no verdict")
    func verified() throws {
        county.run("evidence A1 \(paper)")
        let start = "broken-rule: line 12 of moor-2018.jsonl names the file evidence/"
        let end = " That is no verdict on the journal's own bytes; put the file back from a backup."
        try Data("abd".utf8).write(to: keptFile())
        for fault in [
            "whose bytes are not those that were filed: their SHA-256 is "
                + "a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9.",
            "which is not there.",
        ] {
            let answer = county.run("verify --rules", expecting: .refused)
            let lines = answer.output.split(separator: "\n").map(String.init)
            #expect(lines.count == 3)
            #expect(lines.first?.hasPrefix("moor-2018: unanchored, 12 whole lines") == true)
            #expect(lines.last == "\(start)\(Self.digest), \(fault)\(end)")
            // Without --rules no file is read.
            #expect(county.run("verify").output.split(separator: "\n").count == 2)
            try? FileManager.default.removeItem(at: keptFile())
        }
        // Filed again it is there again, for the old entry too.
        county.run("evidence A1 \(paper)")
        county.run("verify --rules")
    }

    @Test("that was changed is not written over, and nothing is recorded")
    func changed() throws {
        county.run("evidence A1 \(paper)")
        try Data("abd".utf8).write(to: keptFile())
        let answer = county.run("evidence A1 \(paper)", expecting: .refused)
        #expect(answer.errors.contains("is not what was filed under that name"))
        #expect(county.lines.count == VerbLedger.entryCount + 1)
        #expect(try Data(contentsOf: keptFile()) == Data("abd".utf8))
    }

    @Test("of a struck entry may be gone")
    func struck() throws {
        county.run("evidence A1 \(paper)")
        county.run("strike 12 --because 'The wrong paper'")
        try FileManager.default.removeItem(at: keptFile())
        county.run("verify --rules")
    }

    @Test("closes the gap of what was delivered without any")
    func gaps() {
        let gap = "A1/1  no-evidence"
        county.run("deliver A1")
        #expect(county.run("gaps").output.contains(gap))
        county.run("evidence A1 \(paper)")
        #expect(!county.run("gaps").output.contains(gap))
    }
}

@Suite("What was recorded of risks, measures, help, evidence and closure")
struct ShownFactsTests {
    private let county: VerbLedger

    init() throws {
        county = try VerbLedger()
        let paper = try county.put("abc", "paper.pdf")
        for line in [
            #"add risk R1 "No beds" --about A1"#, #"answer R1 "Two wards are kept""#,
            "add measure M1 Delays --about A1 --unit days --direction down --target 35 --due 2018",
            "measure M1 41.5", "ask A1 Van", "ask A1 Driver", "answer A1 1 Lent",
            "evidence A1/1 \(paper) --title Paper --line 2 --exempt",
            "evidence A1 https://county.invalid/m",
            #"close A1 --how transferred --to MCB --because "Elsewhere now""#,
            "close R1 --because Funded", "assure A limited --meeting 2018-03-22",
        ] { county.run(line) }
    }

    @Test("is shown on the page of its action")
    func action() {
        let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        let page = county.run("show A1").output
        #expect(
            page.hasSuffix(
                """
                help 1 asked: Van
                help 1 given: Lent
                help 2 asked: Driver
                evidence for A1/1: Paper, paper.pdf, 3 bytes, evidence/\(digest), line 2, exempt
                evidence for A1: https://county.invalid/m
                closed: A1 transferred to MCB, on 22 March 2018: Elsewhere now
                closure not approved, so its dates still count
                risk R1: No beds, closed on 22 March 2018
                  22 March 2018: Two wards are kept
                measure M1 of A1: Delays, in days, better down, target 35 by 2018
                  22 March 2018: 41.5 days

                """
            )
        )
        county.run("approve closure A1 --agreed-by MCB")
        #expect(county.run("show A1").output.contains("\nclosure approved by MCB\n"))
    }

    @Test("is shown by its own code, and of a priority on the priority's page")
    func codes() {
        #expect(
            county.run("show R1").output
                == "risk R1: No beds, closed on 22 March 2018\n  22 March 2018: Two wards are kept\n"
        )
        #expect(
            county.run("show M1").output
                == "measure M1 of A1: Delays, in days, better down, target 35 by 2018\n"
                + "  22 March 2018: 41.5 days\n"
        )
        #expect(
            county.run("show A").output.hasPrefix(
                "Priority A: Join up care\nassurance: limited, meeting of 22 March 2018, entry 23\n"
            )
        )
        county.run("show R2", expecting: .refused)
    }

    @Test("is in the JSON of its action, absent values as null")
    func json() throws {
        let text = county.run("show A1 --json").output
        let parsed = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let object = try #require(parsed as? NSDictionary)
        #expect(
            object["help"] as? NSArray == [
                ["help": "1", "asked": "Van", "given": "Lent"],
                ["help": "2", "asked": "Driver", "given": NSNull()],
            ]
        )
        #expect(
            object["risks"] as? NSArray == [
                [
                    "risk": "R1", "about": "A1", "title": "No beds", "closed": "2018-03-22",
                    "mitigations": [["mitigation": "Two wards are kept", "on": "2018-03-22"]],
                ] as NSDictionary
            ]
        )
        #expect(
            object["measures"] as? NSArray == [
                [
                    "measure": "M1", "about": "A1", "title": "Delays", "unit": "days",
                    "direction": "down", "target": 35, "due": "2018",
                    "readings": [["value": "41.5", "on": "2018-03-22"]],
                ] as NSDictionary
            ]
        )
        #expect(
            object["closure"] as? NSDictionary == [
                "action": "A1", "how": "transferred", "to": "MCB", "on": "2018-03-22",
                "agreed-by": NSNull(),
            ]
        )
    }

    @Test("stands in the history of its action, and by its own code")
    func history() {
        func fields(_ code: String) -> [String] {
            let table = county.run("history \(code) --plain").output
            return table.split(separator: "\n").dropFirst().map { row in
                let cells = row.split(separator: "  ", omittingEmptySubsequences: true).map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
                return "\(cells[4]) \(cells[5])"
            }
        }
        #expect(
            fields("R1") == [
                "risk R1 about", "risk R1 title", "risk R1 mitigation", "risk R1 closure",
            ]
        )
        #expect(fields("M1").last == "measure M1 reading")
        let action = Set(fields("A1"))
        for field in [
            "action A1 help 1", "action A1 answer 1", "action A1 help 2", "risk R1 mitigation",
            "measure M1 reading", "action A1 closure",
        ] { #expect(action.contains(field), "\(field)") }
    }
}
