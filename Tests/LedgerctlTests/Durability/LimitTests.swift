// The limits that the durability article states for open files and plans.

import Foundation
import Testing

@Suite("The limits")
struct LimitTests {
    @Test("of open files: 16 are enough for every command")
    func openFiles() throws {
        let ledger = try SmallLedger()
        let commands = [
            "status", "verify --rules", "list", "history", "blame A1", "show A1", "gaps", "replay",
            "diff 1 2", "chase --meeting 2038-01-21", "note A1 x", "keys new --plan p",
            "checkpoint", "verify --policy \"$LEDGER/policy\"", "evidence A1 \"$LEDGER/policy\"",
            "report --meeting 2018-11-15 -o \"$LEDGER/paper.docx\"",
            "report --meeting 2018-11-15 --publish", "prove --entry 2 -o \"$LEDGER/proof\"",
            "checkpoint", "export --bundle \"$LEDGER/bundle\"", "verify --all",
        ]
        for command in commands {
            let ran = try ledger.run(
                """
                export XDG_CONFIG_HOME="$LEDGER/config"
                [ -f "$LEDGER/policy" ] || echo "quorum none" > "$LEDGER/policy"
                for day in 2018-11-15 2038-01-21; do "$L" add meeting $day Board; done >/dev/null 2>&1
                ulimit -n 16
                "$L" \(command)
                """
            )
            #expect(!ran.errors.contains("Too many open files"), "\(command): \(ran.errors)")
            #expect(ran.code == 0 || ran.code == 4, "\(command): \(ran.errors)")
        }
    }

    @Test("of plans: a thousand are verified with 16 open files")
    func plans() throws {
        let ledger = try SmallLedger()
        let ran = try ledger.run(
            """
            cd "$LEDGER" || exit 9
            line=$(head -1 p.jsonl)
            for n in $(seq 1000); do printf '%s\\n' "${line/\\"plan\\":\\"p\\"/\\"plan\\":\\"p$n\\"}" > "p$n.jsonl"; done
            ulimit -n 16
            "$L" verify --all | grep -c unanchored
            """
        )
        #expect(ran.output == "1001\n", "\(ran.errors)")
    }
}
