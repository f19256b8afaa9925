// Reading a whole journal, beside those who only hash its bytes or count its lines.

import Ledger

extension Bench {
    private func openssl(_ journal: MadeJournal) throws -> Contestant {
        try peer("openssl", ["dgst", "-sha256", journal.file], as: "`openssl dgst -sha256`")
    }

    /// `verify` and replay, beside the hashes that the machine has.
    func verifying(_ name: String) throws -> Contest {
        let journal = try MadeJournal(name, in: folder)
        let bare = try bare(journal)
        return Contest(
            title: "\(grouped(journal.entries)) entries",
            rounds: 21,
            contestants: [
                try openssl(journal),
                try peer("sha256sum", [journal.file]),
                try peer("wc", ["-l", journal.file], as: "`wc -l`"),
                ours(["verify"], in: bare).with(.atMost(0.85)),
                ours(["status"], in: bare, as: "`ledgerctl status`, no snapshot")
                    .with(.atMost(1.15), .memory(24)),
                try firstStatus(journal),
            ]
        )
    }

    /// `status` where there is no snapshot yet, and one is written along with the answer.
    private func firstStatus(_ journal: MadeJournal) throws -> Contestant {
        let ledger = try copy(journal, as: "first")
        let name = "`ledgerctl status`, writing a snapshot"
        let status = ours(["status"], in: ledger, as: name)
        return Contestant(name, .none) { [launcher] in
            try launcher.prepare(["rm", "-rf", "\(ledger)/.derived"])
            return try status.run()
        }
    }

    /// `verify --rules`, which decides every entry again.
    func deciding() throws -> Contest {
        let journal = try MadeJournal("1m", in: folder)
        return Contest(
            title: "\(grouped(journal.entries)) entries",
            rounds: 21,
            contestants: [
                try openssl(journal),
                ours(["verify", "--rules"], in: try bare(journal)).with(.atMost(1.6)),
            ]
        )
    }

    /// The status of 200 plans on one page, beside verifying them.
    func overseeing() throws -> Contest {
        let count = 200
        let plans = try MadeJournal.portfolio(of: count, in: folder)
        let bare = "\(folder)/scratch/bare-\(count)-plans"
        let kept = "\(folder)/scratch/kept-\(count)-plans"
        for ledger in [bare, kept] {
            try launcher.prepare(["rm", "-rf", ledger])
            try launcher.prepare(["cp", "-r", plans, ledger])
        }
        try Files.put("Nothing is kept here: this is no folder.\n", at: "\(bare)/.derived")
        return Contest(
            title: "\(count) plans of 1,500 entries",
            rounds: 21,
            contestants: [
                ours(["verify", "--all"], in: bare),
                ours(["status", "--all"], in: bare, as: "`ledgerctl status --all`, nothing kept")
                    .with(.atMost(1.5), .memory(24)),
                ours(
                    ["status", "--all"],
                    in: kept,
                    as: "`ledgerctl status --all`, where it may keep"
                )
                .with(.atMost(1.5)),
                ours(
                    ["report", "--portfolio", "--format", "html"],
                    in: bare,
                    as: "`ledgerctl report --portfolio`"
                ).with(.none),
            ]
        )
    }

    /// `status` as a process, beside one that does nothing.
    func starting() throws -> Contest {
        let empty = try launcher.compile(CSources.empty, as: "empty")
        let short = try MadeJournal("1500", in: folder)
        let long = try copy(MadeJournal("1m", in: folder), as: "start")
        return Contest(
            title: "start-up",
            rounds: 41,
            contestants: [
                Contestant("empty C process") { [self] in try launcher.run([empty]) },
                ours(
                    ["status"],
                    in: try bare(short),
                    as: "`ledgerctl status`, 1,500 entries, no snapshot"
                ).with(.atMost(5)),
                ours(
                    ["status"],
                    in: try copy(short, as: "start"),
                    as: "`ledgerctl status`, 1,500 entries, snapshot"
                ),
                ours(["status"], in: long, as: "`ledgerctl status`, 1,000,000 entries, snapshot")
                    .with(.atMost(6)),
                try peer("git", ["--version"], as: "`git --version`"),
                try peer("sqlite3", [":memory:", "SELECT 1"], as: "`sqlite3 :memory:`"),
                try peer("jq", ["-n", "1"], as: "`jq -n 1`"),
                try peer(pythonWith("sys") ?? "python3", ["-c", "pass"], as: "`python3 -c pass`"),
            ]
        )
    }

    /// The paper of the plan in `ledger`, beside verifying it.
    func reporting(
        _ title: String,
        _ ledger: String,
        _ plan: String = MadePlan.code.text,
        meeting: [String]
    ) -> Contest {
        Contest(
            title: title,
            rounds: 9,
            contestants: [
                ours(["verify", "--plan", plan], in: ledger, as: "`ledgerctl verify`"),
                ours(
                    ["report", "--plan", plan, "--format", "html", "--meeting"] + meeting,
                    in: ledger,
                    as: "`ledgerctl report --format html`"
                ).with(.none),
            ]
        )
    }

    func reportingShipped() throws -> Contest {
        let meeting = ["2018-11-15", "--as-at", "2018-10-31"]
        return reporting("paper of the shipped plan", "events", "cqc-2018", meeting: meeting)
    }

    func reportingLarge() throws -> Contest {
        let journal = try MadeJournal("100k", in: folder)
        let meeting: Day = MadeCalendar().meetings[20]
        let before: Day = meeting - 1
        return reporting(
            "paper of \(grouped(journal.entries)) entries",
            try bare(journal),
            meeting: ["\(meeting)", "--as-at", "\(before)"]
        )
    }
}
