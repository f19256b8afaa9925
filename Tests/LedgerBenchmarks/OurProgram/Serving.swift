// The server under load by wrk: a page beside nginx that has the same bytes in a file, and
// recording by many at once beside the library.

import Glibc
import Ledger

/// A server of ours, or nginx, that lives as long as one turn.
struct ServedTurn {
    let ledgerctl: String
    let folder: String
    let launcher: Launcher

    /// What all turns begin with: `serve LEDGER OPTION…` starts the server and says its port.
    private var prelude: String {
        """
        set -eu; cd \(folder); export XDG_CONFIG_HOME=\(folder)/config
        mkdir -p config/ledgerctl; chmod 700 config/ledgerctl
        trap 'kill $(cat *.pid 2>/dev/null) 2>/dev/null || true; rm -f *.pid; wait' EXIT
        serve() {
            \(ledgerctl) serve --listen 127.0.0.1:0 --ledger "$@" >/dev/null 2>log </dev/null &
            echo $! > ours.pid
            for i in $(seq 200); do
                PORT=$(sed -n 's|.* at http://127.0.0.1:\\([0-9]*\\)/.*|\\1|p' log)
                [ -n "$PORT" ] && return; sleep 0.05
            done; cat log >&2; exit 1
        }
        # The nanoseconds that a thousand requests take, and the 99th percentile beside.
        load() {
            wrk --latency -t1 "$@" > wrk.txt
            awk '/99%/ { print $2 }' wrk.txt >> "$NAME.p99"
            if grep -q Non-2xx wrk.txt; then cat wrk.txt >&2; exit 1; fi
            awk '/^Requests\\/sec/ { printf "%d\\n", 1e12 / $2 }' wrk.txt
        }

        """
    }

    private func run(_ script: String, patience: Int? = nil) throws -> String {
        let said = "\(folder)/said"
        _ = try launcher.run(
            ["bash", "-c", prelude + script],
            output: said,
            patience: patience
        )
        return Files.text(said) ?? ""
    }

    private func seconds(_ script: String) throws -> Sample {
        let words = try run(script).split(whereSeparator: \.isWhitespace)
        guard let nanoseconds = words.last.flatMap({ Double($0) }) else {
            throw Failure("wrk did not say how many requests there were")
        }
        return Sample(seconds: nanoseconds / 1e12)
    }

    /// The plan page by our server.
    func ours(_ ledger: String, _ plan: String) throws -> Sample {
        try seconds(
            """
            NAME=ours; serve \(ledger) --open; mkdir -p www
            U=http://127.0.0.1:$PORT/plans/\(plan); curl -s $U > www/page
            load -c32 -d3 $U
            """
        )
    }

    /// The same bytes by nginx, from a file.
    func nginx() throws -> Sample {
        try seconds(
            """
            NAME=nginx; P=$((10000 + RANDOM % 20000)); chmod 755 . www
            { [ "$(id -u)" = 0 ] && echo 'user root;'
              echo "daemon off; pid \(folder)/nginx.own; error_log nginx.log; worker_processes 2;"
              echo 'events {} http { access_log off; sendfile on; tcp_nopush on; types {}'
              echo 'default_type text/html; keepalive_requests 1000000;'
              for t in client_body proxy fastcgi uwsgi scgi; do
                  echo "${t}_temp_path \(folder)/$t;"; done
              echo "server { listen 127.0.0.1:$P; root \(folder)/www; } }"; } > nginx.conf
            PATH=$PATH:/usr/sbin nginx -e \(folder)/nginx.log -c \(folder)/nginx.conf </dev/null &
            echo $! > nginx.pid; sleep 0.5
            load -c32 -d3 http://127.0.0.1:$P/page
            """
        )
    }

    /// Notes by 64 people at once, each request one entry. None that was acknowledged is missing.
    func recording(_ journal: String, _ plan: String) throws -> Sample {
        try seconds(
            """
            NAME=recording; rm -rf ledger; mkdir ledger; cp \(journal) ledger/\(plan).jsonl
            rm -f config/ledgerctl/users.json
            serve \(folder)/ledger --proxy-from 127.0.0.1 --proxy-header X-Remote-User
            \(ledgerctl) users add OFF --role officer >/dev/null 2>&1
            A="http://127.0.0.1:$PORT/api"
            T=$(curl -s -H 'X-Remote-User: OFF' $A/session | sed -n 's/.*"token": *"\\([^"]*\\)".*/\\1/p')
            cat > post.lua <<E
            wrk.method = "POST"; wrk.headers["X-Remote-User"] = "OFF"
            wrk.headers["X-Form-Token"] = "$T"; wrk.headers["Prefer"] = "return=minimal"
            wrk.headers["Content-Type"] = "application/json"
            wrk.body = '{"action":"A1","text":"\(RecordingRate.words)"}'
            E
            B=$(wc -l < ledger/\(plan).jsonl)
            load -c64 -d3 -s post.lua $A/plans/\(plan)/note > rate
            N=$(awk '/requests in/ { print $1 }' wrk.txt); sleep 0.2
            L=$(($(wc -l < ledger/\(plan).jsonl) - B))
            [ $L -ge $N ] || { echo "$N were acknowledged and $L stand" >&2; exit 1; }
            cat rate
            """
        )
    }

    /// The memory of the server, in MiB, after each of `count` turns of `seconds` under load.
    func memory(_ ledger: String, _ plan: String, _ count: Int, _ seconds: Int) throws -> [String] {
        try run(
            """
            NAME=memory; serve \(ledger) --open
            U=http://127.0.0.1:$PORT/plans/\(plan); curl -s $U >/dev/null
            for i in $(seq \(count)); do
                load -c32 -d\(seconds) $U >/dev/null
                awk '/VmRSS/ { printf "%.1f\\n", $2 / 1024 }' /proc/$(cat ours.pid)/status
            done
            """,
            patience: count * seconds + 60
        ).split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// The 99th percentiles that were found under `name`, the middle one of all turns.
    func percentile(_ name: String) -> String {
        let words = (Files.text("\(folder)/\(name).p99") ?? "").split(separator: "\n")
        let sorted = words.sorted { ServedTurn.milliseconds($0) < ServedTurn.milliseconds($1) }
        return sorted.isEmpty ? "unknown" : String(sorted[sorted.count / 2])
    }

    private static func milliseconds(_ words: Substring) -> Double {
        let number = Double(words.prefix { $0.isNumber || $0 == "." }) ?? 0
        return words.hasSuffix("us")
            ? number / 1_000 : words.hasSuffix("ms") ? number : number * 1_000
    }
}

extension Bench {
    private func turn(_ name: String) throws -> ServedTurn {
        for needed in ["wrk", "curl", "bash"] where Files.program(needed) == nil {
            throw Failure("\(needed) is not installed")
        }
        let folder = "\(folder)/scratch/\(name)"
        try Files.makeFolder(folder)
        return ServedTurn(
            ledgerctl: try absolute(ledgerctl),
            folder: try absolute(folder),
            launcher: launcher
        )
    }

    /// The path from the root, for programs that work elsewhere.
    private func absolute(_ path: String) throws -> String {
        guard let whole = realpath(path, nil) else { throw Failure("\(path) is not there") }
        defer { free(whole) }
        return String(cString: whole)
    }

    /// A page of the shipped plan, by requests a second.
    func serving(long: Bool) throws -> Contest {
        let turn = try turn("serving")
        let events = try absolute("events")
        let ours = Contestant("`ledgerctl serve`, a page of 57 KB", .atLeast(0.3)) {
            try turn.ours(events, "cqc-2018")
        }
        // The page is there to be served once ours was asked for it.
        _ = try turn.ours(events, "cqc-2018")
        let nginx =
            Files.program("nginx", besides: ["/usr/sbin"]) == nil
            ? Contestant("nginx", missing: "nginx is not installed")
            : Contestant("nginx, the same bytes") { try turn.nginx() }
        return Contest(
            title: "the plan page, as rates",
            rounds: 9,
            ofRates: true,
            contestants: [nginx, ours],
            remarks: {
                let (count, seconds) = long ? (10, 60) : (3, 5)
                let memory = try turn.memory(events, "cqc-2018", count, seconds)
                return [
                    "99th percentile: ours \(turn.percentile("ours")), nginx "
                        + "\(turn.percentile("nginx")). Memory after each \(seconds) s of load: "
                        + "\(memory.joined(separator: ", ")) MiB."
                ]
            }
        )
    }

    /// Recording by 64 people at once, beside the library in one process.
    func servingRecorders() throws -> Contest {
        let turn = try turn("recorders")
        let journal = try MadeJournal("1500", in: folder)
        let file = try absolute(journal.file)
        let rate = RecordingRate(
            journal: journal,
            folder: "\(folder)/scratch/recorders-library",
            launcher: launcher
        )
        return Contest(
            title: "recording by 64 at once, as rates",
            rounds: 9,
            ofRates: true,
            contestants: [
                Contestant("`ActionLedger.record`, 64 writers") {
                    try rate.record(writers: 64, count: 64 * 64)
                },
                Contestant("`POST …/note`, 64 connections", .atLeast(0.8)) {
                    try turn.recording(file, MadePlan.code.text)
                },
            ],
            remarks: { ["99th percentile of a note: \(turn.percentile("recording"))."] }
        )
    }
}
