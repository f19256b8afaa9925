// The options that every verb of a kind takes, and what stands where they are left out.

import Ledger

extension Option {
    /// Where the journals are.
    static let place = [
        ledger,
        Option("plan", "PLAN", "the plan, such as cqc-2018; needed where the ledger has several"),
    ]

    /// The ledger alone.
    static let ledger = Option(
        "ledger",
        "PLACE",
        "the folder of journals, or postgres://…; else $LEDGER, else ./events"
    )

    /// Every plan there is.
    static let all = Option(switch: "all", "every journal of the ledger")

    /// What a verb that records takes. `because` is what help says of the reason.
    static func recording(because: String = "the reason, in words") -> [Option] {
        place + [
            Option("by", "KEY", "who records this; else $LEDGER_BY"),
            Option("for", "KEY", "the lead on whose behalf it is recorded"),
            Option("on", "DATE", "when it happened; else today"),
            Option("because", "WORDS", because),
            Option("key", "KEY", "a name for this request: sent again, it is recorded only once"),
            Option(
                switch: "dry-run",
                "show what would be recorded, and record nothing",
                short: "n"
            ),
            Option(
                switch: "clock-was-wrong",
                "record although the last entry is later than this machine's clock"
            ),
            Option(switch: "json", "write JSON"),
        ]
    }

    /// The help words of a reason that the verb's rules ask for.
    static let reasonNeeded = "the reason, in words; the rules ask for one here"

    /// What a verb takes that reads one plan.
    static let reading = place + clocks + showing

    /// What a verb takes that reads one plan or several, each as it would be read alone.
    static let readingSeveral =
        [
            ledger,
            Option(
                "plan",
                "PLAN",
                "the plan, such as cqc-2018; may stand more than once",
                mayRepeat: true
            ),
            all,
        ] + clocks + showing

    private static let clocks = [
        Option("as-at", "DAY", "show what had happened by this day"),
        Option("known-at", "MOMENT", "show what was recorded by this entry, time or day"),
    ]

    /// What a verb takes that reads every entry, whatever its day.
    static let readingAll = place + showing

    /// How an answer is shown.
    static let showing = [
        Option(switch: "json", "write JSON"),
        Option(switch: "plain", "write one record a line, without wrapping"),
        Option(switch: "no-color", "write without colours"),
        Option(switch: "no-pager", "write straight to the terminal"),
    ]
}

extension Invocation {
    /// Where the journals are: `--ledger`, else `LEDGER`, else `./events`.
    func home(in world: World) -> LedgerHome {
        world.home
            ?? LedgerHome(self["ledger"] ?? world.setting("LEDGER") ?? "./events", clock: world.now)
    }

    /// The key of whoever records: `--by`, else `LEDGER_BY`.
    ///
    /// - Throws: where neither is given.
    func recorder(in world: World) throws(CommandError) -> String {
        guard let key = self["by"] ?? world.setting("LEDGER_BY") else {
            throw usage(.recorderMissing)
        }
        return key
    }
}
