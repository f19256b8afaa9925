// Command lines that are not understood: the exact words, the exit code, and nothing done.

import Testing

@testable import ledgerctl

@Suite("A command line that is not understood")
struct UsageErrorTests {
    /// What is said for `line`, without the usage line.
    private func said(_ line: [String]) -> String {
        let witness = Witness()
        #expect(Ledgerctl.run(in: witness.world(line)) == .usage)
        #expect(witness.output.isEmpty)
        #expect(witness.errors.hasSuffix("\n"))
        return String(witness.errors.split(separator: "\n")[0])
    }

    @Test(
        "is answered in words and with exit code 64",
        arguments: [
            (
                "lsit",
                "there is no verb `lsit`; `list` was meant? `ledgerctl help` shows every verb"
            ),
            ("xyzzy", "there is no verb `xyzzy`. `ledgerctl help` shows every verb"),
            (
                "hepl note",
                "there is no verb `hepl`; `help` was meant? `ledgerctl help` shows every verb"
            ),
            (
                "help lsit",
                "there is no verb `lsit`; `list` was meant? `ledgerctl help` shows every verb"
            ),
            (
                "ad action A1 x",
                "there is no verb `ad`; `add action` was meant? `ledgerctl help` shows every verb"
            ),
            (
                "add acton A1 x",
                "there is no verb `add acton`; `add action` was meant? `ledgerctl help` shows every verb"
            ),
            ("approve", "`approve` needs a second word: plan, closure"),
            (
                "--json status",
                "`--json` stands before the verb; put the verb first: `ledgerctl VERB --json`"
            ),
            (
                "status --jsno",
                "`status` has no option `--jsno`; `--json` was meant? `ledgerctl help status` shows its options"
            ),
            (
                "status -json",
                "`status` has no option `-json`; `--json` was meant? `ledgerctl help status` shows its options"
            ),
            ("status -x", "`status` has no option `-x`. `ledgerctl help status` shows its options"),
            (
                "status --dry-run",
                "`status` has no option `--dry-run`. `ledgerctl help status` shows its options"
            ),
            ("status --json --json", "`--json` is given more than once"),
            ("deliver A1 -n --dry-run", "`--dry-run` is given more than once"),
            ("deliver A1 --by KT --by=KT", "`--by` is given more than once"),
            ("status --json=yes", "`--json` takes no value"),
            ("deliver A1 --by", "`--by` needs KEY after it"),
            ("deliver A1 --by --", "`--by` needs KEY after it"),
            (
                "deliver A1 --because --dry-run",
                "`--because` needs WORDS; found the option `--dry-run`. "
                    + "Write `--because=--dry-run` if it is meant"
            ),
            ("report -o", "`--output` needs FILE after it"),
            ("note", "`note` needs ACTION: the action, such as A1 or C1.iii"),
            ("note A1", "`note` needs TEXT: what happened, in quotation marks"),
            (
                "note A1 Paper drafted",
                "`note` takes 2 values; `drafted` is one too many. "
                    + "Words that belong together stand in quotation marks"
            ),
            (
                "leave KT JMW",
                "`leave` takes one value; `JMW` is one too many. "
                    + "Words that belong together stand in quotation marks"
            ),
            (
                "status now",
                "`status` takes nothing but options; `now` is one too many. "
                    + "Words that belong together stand in quotation marks"
            ),
            (
                "add action A1 Write",
                "`add action` needs --under CODE: the priority, or the action it is a part of"
            ),
            (
                "rate A1 ambre",
                "RATING is one of green, amber, red, not `ambre`; `amber` was meant?"
            ),
            ("rate A1 blue", "RATING is one of green, amber, red, not `blue`"),
            (
                "confirm A1 --line 4",
                "--line is one of 1, 2, 3, not `4`; `1` or `2` or `3` was meant?"
            ),
            ("verify --plan P --all", "`--plan` and `--all` cannot stand together"),
            ("status --all --plan P", "`--plan` and `--all` cannot stand together"),
            (
                "status --alll",
                "`status` has no option `--alll`; `--all` was meant? "
                    + "`ledgerctl help status` shows its options"
            ),
            (
                "chase --all -o FILE",
                "`--output` makes a file about one plan; name one with --plan, and once"
            ),
        ]
    )
    func words(line: String, expected: String) {
        #expect(said(shellWords(line)) == "ledgerctl: \(expected)")
    }

    @Test("is followed by the usage line where the verb is known")
    func usageLine() {
        let witness = Witness()
        _ = Ledgerctl.run(in: witness.world(["add", "milestone"]))
        let lines = witness.errors.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            String(lines[1])
                == "usage: ledgerctl add milestone MILESTONE [DATE] [--label TEXT] [--written TEXT] "
                + "[--depends REFERENCE] [--meeting DAY] [OPTION …]"
        )
        let unknown = Witness()
        _ = Ledgerctl.run(in: unknown.world(["lsit"]))
        #expect(!unknown.errors.contains("usage:"))
    }

    @Test("names the argument that is not UTF-8, which arrives as U+FFFD")
    func encoding() {
        #expect(
            said(["note", "A1", "caf\u{FFFD}"]) == "ledgerctl: argument 3 is not text in UTF-8"
        )
    }

    @Test("cannot write to the terminal through its own words")
    func injection() {
        #expect(
            said(["a\u{1B}[31m\nledgerctl: all is well"])
                == "ledgerctl: there is no verb `a<U+001B>[31m<U+000A>ledgerctl: all is well`. "
                + "`ledgerctl help` shows every verb"
        )
    }
}
