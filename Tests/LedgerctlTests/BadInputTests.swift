// What is wrong on a command line: words, names, dates, texts, and who says so.

import Foundation
import Ledger
import Testing

@testable import ledgerctl

/// A command line that is refused, and what it is told.
struct Refused: CustomTestStringConvertible, Sendable {
    let line: String
    let words: String

    init(_ line: String, _ words: String) { (self.line, self.words) = (line, words) }

    var testDescription: String { line }
}

@Suite("Bad input on the command line")
struct BadInputTests {
    private static let forms =
        "write a day such as 31/05/2018 or 31 May 2018, a month such as May 2018 or 2018-05, "
        + "a year such as 2018, or a quarter such as 2018-19 Q3"

    @Test(
        "names of nothing are refused by name",
        arguments: [
            Refused(
                "note Z9 x",
                "Not recorded: there is no action Z9 in this plan; `ledgerctl list` shows what "
                    + "there is."
            ),
            Refused(
                "add action Z9.i x --under Z9",
                "Not recorded: there is no priority or action Z9 in this plan; `ledgerctl list` "
                    + "shows what there is."
            ),
            Refused(
                "assign A1 --responsible AB/ZZ",
                "Not recorded: nobody is called ZZ in this plan; name a person with `ledgerctl add "
                    + "person` or a body with `ledgerctl add body` first."
            ),
            Refused(
                "date A1/7 2018-07 --because x",
                "Not recorded: A1 has no milestone 7; it has 1."
            ),
            Refused(
                "strike 11 --because x",
                "Not recorded: there is no entry 11 before this one, which would be entry 11."
            ),
            Refused(
                "note A1 x --plan fen",
                "There is no plan fen in LEDGER. The plans there: marsh."
            ),
            Refused("status --plan fen", "There is no plan fen in LEDGER. The plans there: marsh."),
            Refused("verify --plan fen", "There is no plan fen in LEDGER. The plans there: marsh."),
            Refused(
                "show Z9",
                "Nothing in marsh is called `Z9` as at 22 March 2018. `ledgerctl list` shows the "
                    + "actions."
            ),
            Refused(
                "blame Z9",
                "Nothing in marsh is called `Z9` as at 22 March 2018. `ledgerctl list` shows the "
                    + "actions."
            ),
            Refused(
                "history Z9",
                "Nothing in marsh is called `Z9`. `ledgerctl list` shows the actions."
            ),
        ]
    )
    func names(row: Refused) { County().expect(row.line, stops: .refused, row.words) }

    @Test(
        "words that the grammar does not know are refused with the usage",
        arguments: [
            Refused(
                "notes A1 x",
                "there is no verb `notes`; `note` was meant? `ledgerctl help` shows every verb"
            ),
            Refused(
                "note A1 x --becuase y",
                "`note` has no option `--becuase`; `--because` was meant? `ledgerctl help note` "
                    + "shows its options\nusage: \(usage(of: "note"))"
            ),
            Refused(
                "note A1",
                "`note` needs TEXT: what happened, in quotation marks\n"
                    + "usage: \(usage(of: "note"))"
            ),
            Refused(
                "note A1 two words",
                "`note` takes 2 values; `words` is one too many. Words that belong together stand "
                    + "in quotation marks\nusage: \(usage(of: "note"))"
            ),
            Refused(
                "import plans --plan moor",
                "`import` needs --on: a day such as 31 May 2018\nusage: \(usage(of: "import"))"
            ),
            Refused(
                "rate A1 pink",
                "RATING is one of green, amber, red, not `pink`\n"
                    + "usage: \(usage(of: "rate"))"
            ),
            Refused(
                "note A/1/1 x",
                "`A/1/1` cannot stand as ACTION, which is a code such as A1\n"
                    + "usage: \(usage(of: "note"))"
            ),
        ]
    )
    func grammar(row: Refused) { County().expect(row.line, stops: .usage, row.words) }

    private static func usage(of verb: String) -> String {
        Command.all.first { $0.grammar.name == verb }?.grammar.usage ?? "no such verb"
    }

    @Test(
        "dates that are none are refused with what to write instead",
        arguments: [
            Refused(
                #"note A1 x --on "31 February 2018""#,
                "--on: \"31 February 2018\": there is no 31 February 2018; February 2018 has 28 "
                    + "days; write one of them, as in 28 February 2018"
            ),
            Refused(
                "note A1 x --on 2018-02-31",
                "--on: \"2018-02-31\": there is no 31 February 2018; February 2018 has 28 days; "
                    + "write one of them, as in 28 February 2018"
            ),
            Refused("note A1 x --on soon", "--on: \"soon\" is not a date; \(forms)"),
            Refused("date A1 soon --because x", "DATE: \"soon\" is not a date; \(forms)"),
            Refused(
                "forecast A1 05/18/2018",
                "DATE: \"05/18/2018\": there is no month 18; write the day first, as in 31/05/2018"
            ),
            Refused(
                "forecast A1 05/18",
                "DATE: \"05/18\" can be read in more than one way; write May 2018 or 2018-05"
            ),
            Refused(
                "forecast A1 31/05",
                "DATE: \"31/05\" has no year; write it too, as in 31/05/2018, May 2018 or "
                    + "2018-19 Q3"
            ),
            Refused(
                "forecast A1 2018-13",
                "DATE: \"2018-13\": there is no month 13; write a month as in 2018-05, a financial "
                    + "year as in 2018-19"
            ),
            Refused(
                "forecast A1 2018-13-01",
                "DATE: \"2018-13-01\": there is no month 13; write year, month and day, as in "
                    + "2018-05-31"
            ),
            Refused("note A1 x --on=", "--on: there is no date here; \(forms)"),
            Refused("status --as-at soon", "--as-at: \"soon\" is not a date; \(forms)"),
            Refused("status --known-at soon", "--known-at: \"soon\" is not a date; \(forms)"),
        ]
    )
    func dates(row: Refused) { County().expect(row.line, stops: .usage, row.words) }

    @Test(
        "notes that may not stand in a journal are refused with the reason",
        arguments: [
            ("", "is empty. Write something there."),
            (" \u{A0}\n\t", "is empty. Write something there."),
            ("a\tb", "holds the control character U+0009, \(none)."),
            ("a\u{1B}[2Jb", "holds the control character U+001B, \(none)."),
            ("a\u{1}b", "holds the control character U+0001, \(none)."),
            ("a\u{202E}b", "holds U+202E, \(order)."),
            ("a\u{2066}b", "holds U+2066, \(order)."),
            ("a\u{FFFF}b", "holds U+FFFF, which is no character. Write it again without."),
        ]
    )
    func notes(text: String, words: String) {
        let county = County()
        for dry in [[], ["--dry-run"]] {
            county.expect(
                ["note", "A1", text] + dry,
                stops: .refused,
                "Not recorded: the text \(words)"
            )
        }
        county.expect(
            ["note", "A1", "x", "--because", text],
            stops: .refused,
            "Not recorded: the --because \(words)"
        )
    }

    private static let none = "which no text of a journal may hold. Write it again without"
    private static let order =
        "a mark that changes the order in which text is shown. Write it again without"

    @Test("a title on two lines is refused, a note is not")
    func lines() {
        let county = County()
        county.expect(
            ["reword", "A1", "one\ntwo", "--because", "x"],
            stops: .refused,
            "Not recorded: the title runs over more than one line. Write it on one line."
        )
        #expect(county.run(["note", "A1", "one\ntwo"]).code == .done)
    }

    @Test("a note that makes the line too long is refused, also in a dry run", arguments: [0, 1])
    func length(over: Int) {
        let county = County()
        // What stands in the line besides the note: 2018-03-22T14:05:09Z is 20 bytes, a digest 64,
        // the number 11 two.
        let frame =
            #"{"at":"","by":"AB","events":[{"action":"A1","note":"","type":"progress-noted"}],"#
            + #""prev":"","seq":}"#
        let rest = 65_535 - (frame.utf8.count + 20 + 64 + 2)
        let note = String(repeating: "x", count: rest + over)
        let words =
            "Nothing was recorded: the entry would be 65536 bytes long, and a line may have at most "
            + "65535. Shorten the text, or file it as evidence."
        if over == 1 {
            county.expect(["note", "A1", note, "--dry-run"], stops: .refused, words)
            county.expect(["note", "A1", note], stops: .refused, words)
        } else {
            #expect(county.run(["note", "A1", note]).code == .done)
            #expect(county.lines.last?.count == 65_535)
        }
    }

    @Test("a note of 64 KiB is too long for a line")
    func large() {
        let note = String(repeating: "x", count: 65_536)
        County().expect(
            ["note", "A1", note],
            stops: .refused,
            "Nothing was recorded: the entry would be 65719 bytes long, and a line may have at most "
                + "65535. Shorten the text, or file it as evidence."
        )
    }

    @Test("nobody named as recorder")
    func recorder() {
        County().expect(
            ["note", "A1", "x"],
            stops: .usage,
            "nobody is named as recording this; give --by KEY, or set LEDGER_BY to your key\n"
                + "usage: \(BadInputTests.usage(of: "note"))",
            environment: ["LEDGER_BY": ""]
        )
        County().expect(
            "note A1 x --by A/B",
            stops: .usage,
            "`A/B` cannot stand as --by, which is a key such as KT\n"
                + "usage: \(BadInputTests.usage(of: "note"))"
        )
    }

    @Test("an idempotency key brings back its own content and refuses other content")
    func idempotency() {
        let county = County()
        let before = county.digest
        #expect(
            county.run("note A1 Begun --key first")
                == Said(
                    code: .done,
                    output: "Entry 10 recorded this already, at 2018-03-22T14:05:09Z; nothing was "
                        + "written.\n",
                    errors: ""
                )
        )
        #expect(county.digest == before)
        county.expect(
            "note A1 Ended --key first",
            stops: .refused,
            "Not recorded: the idempotency key `first` stands in entry 10 for something else; use "
                + "another key, or the same content."
        )
        county.expect(
            "note A1 x --key no/slash",
            stops: .usage,
            "`no/slash` cannot stand as --key, which is 1 to 64 letters, digits and . _ : -\n"
                + "usage: \(BadInputTests.usage(of: "note"))"
        )
    }

    @Test(
        "a dry run shows the entry and writes nothing",
        arguments: [
            (#"note A1 "Well begun""#, "A1 note: Well begun", "progress-noted"),
            ("rate A1 green", "A1 declared green", "rating-declared"),
            ("forecast A1 2018-06", "A1/1: forecast June 2018", "forecast-given"),
            ("deliver A1", "A1/1 declared delivered", "delivery-declared"),
            ("add person EF Eve", "person EF: Eve", "person-named"),
            ("assign A1 --responsible CD", "A1 responsible: CD", "leads-named"),
            ("strike 10 --because twice", "entry 10 struck", "entry-struck"),
            ("leave CD --because retired", "CD left", "person-left"),
        ]
    )
    func dryRun(line: String, what: String, type: String) throws {
        let county = County()
        let before = county.digest
        let names = county.names
        let said = county.run(line + " --dry-run")
        #expect(said.code == .done)
        #expect(said.errors.isEmpty)
        #expect(county.digest == before)
        #expect(county.names == names)
        let first = "Would record entry 11 of marsh: recorded 2018-03-22T14:05:09Z by AB"
        #expect(said.output.hasPrefix(first))
        #expect(said.output.contains("\n  \(what)\n"))
        let entry = try #require(said.output.split(separator: "\n").first { $0.hasPrefix("{") })
        #expect(entry.contains(#""type":"\#(type)""#))
        #expect(try Entry.parse(Array(entry.utf8)[...]).seq == 11)
    }

    @Test("a dry run begins no journal")
    func dryBeginning() {
        let county = County()
        let said = county.run("add plan fen --title Fen --board FB --dry-run")
        #expect(said.code == .done)
        #expect(county.names == ["marsh.jsonl"])
    }
}
