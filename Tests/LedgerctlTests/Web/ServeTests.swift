// The server as a process: what it takes with it when it is killed, and a proxy in front.

#if Web
    import Foundation
    import Ledger
    import Testing

    @testable import ledgerctl

    /// What the shell scripts of these tests share: a ledger, a user with a passphrase, a server.
    private let prelude = #"""
        set -eu
        D=$(mktemp -d); cd "$D"
        export XDG_CONFIG_HOME="$D/config" LEDGER="${PLACE:-$D/events}" LEDGER_BY=CLERK
        mkdir -p events "$XDG_CONFIG_HOME/ledgerctl"; chmod 700 "$XDG_CONFIG_HOME/ledgerctl"
        end() { for p in $(cat "$D"/*.pid 2>/dev/null); do kill -9 $p 2>/dev/null || true; done
            rm -rf "$D"; }
        trap end EXIT
        $L add plan county --title 'County plan' --board BRD >/dev/null
        $L add body BRD 'The Board' >/dev/null
        $L add person AB 'Person AB' >/dev/null
        $L add priority A First >/dev/null
        $L add action A1 'Open the ward' --under A >/dev/null
        $L assign A1 --accountable AB >/dev/null
        $L add milestone A1 2099-07 >/dev/null
        PORT=
        # Closes what the tests have open, which whoever lives longer would hold.
        alone() {
            for fd in $(ls /proc/self/fd); do [ $fd -gt 2 ] && eval "exec $fd>&-" 2>/dev/null; done
            true
        }
        # Starts the server and waits until it says where.
        serve() {
            : > log
            (alone; exec $L serve --listen 127.0.0.1:${PORT:-0} "$@" >/dev/null 2>>log </dev/null) &
            echo $! > server.pid
            for i in $(seq 200); do
                PORT=$(sed -n 's|.* at http://127.0.0.1:\([0-9]*\)/.*|\1|p' log)
                [ -n "$PORT" ] && curl -s -o /dev/null "http://127.0.0.1:$PORT/health" && return
                sleep 0.05
            done
            cat log >&2; exit 9
        }
        hidden() { sed -n "s/.*name=\"$1\" value=\"\([^\"]*\)\".*/\1/p" "$2" | head -1; }
        welcome() {
            link=$($L users link AB 2>/dev/null | sed 's|.*/welcome/||')
            curl -s -o page "http://127.0.0.1:$PORT/welcome/$link" \
                -d 'passphrase=three plain words' -d 'again=three plain words'
        }
        enter() {
            curl -s -D head -o page "http://127.0.0.1:$PORT/sign-in" \
                -d key=AB -d 'passphrase=three plain words'
            C=$(sed -n 's/^[Ss]et-[Cc]ookie: \(__Host-session=[^;]*\).*/\1/p' head)
        }
        U() { echo "http://127.0.0.1:$PORT$1"; }
        """#

    @Suite("A server", .enabled(if: (try? Shell.run("command -v curl"))?.code == 0))
    struct ServeTests {
        private func run(_ script: String) throws -> Shell.Ran {
            let ran = try Shell.run(prelude + script)
            #expect(ran.code == 0, "\(ran.output)\n\(ran.errors)")
            return ran
        }

        @Test("killed while it records keeps what it acknowledged, and takes the rest once")
        func killed() throws {
            let ran = try run(
                #"""

                serve; $L users add AB --role leader >/dev/null 2>&1; welcome; enter
                token() { curl -s -H "Cookie: $C" "$(U /api/session)" |
                    sed -n 's/.*"token": *"\([^"]*\)".*/\1/p'; }
                T=$(token); [ -n "$T" ]
                note() { curl -s -o "answer.$1" -w '%{http_code}\n' -H "Cookie: $C" \
                    -H "X-Form-Token: $T" -H 'Content-Type: application/json' \
                    -H "Idempotency-Key: note-$1" -d "{\"action\":\"A1\",\"text\":\"note $1\"}" \
                    "$(U /api/plans/county/note)" 2>/dev/null; }
                : > acknowledged
                for n in $(seq 1 200); do
                    (if [ "$(note $n)" = 200 ]; then echo $n >> acknowledged; fi) &
                    [ $n = 60 ] && (sleep 0.05; kill -9 $(cat server.pid)) &
                done; wait 2>/dev/null || true
                first=$(sort -un acknowledged | wc -l)
                for n in $(sort -un acknowledged); do
                    [ $(grep -c "\"note\":\"note $n\"" events/county.jsonl) = 1 ] || { echo "lost $n"; exit 1; }
                done
                # The restart signs everybody out, and nothing is recorded twice.
                serve
                [ "$(curl -s -o page -w '%{http_code}' -H "Cookie: $C" "$(U /plans/county)")" = 303 ]
                enter; T=$(token)
                for n in $(seq 1 200); do [ "$(note $n)" = 200 ] || { cat answer.$n; exit 1; }; done
                twice=0
                for n in $(seq 1 200); do
                    [ $(grep -c "\"note\":\"note $n\"" events/county.jsonl) = 1 ] || twice=$((twice + 1))
                done
                [ $twice = 0 ]
                $L verify --plan county >/dev/null
                kill -TERM $(cat server.pid); wait 2>/dev/null || true
                grep -q 'stopping: what is in flight is finished' log
                echo "acknowledged $first, then 200 of 200 once"
                """#
            )
            #expect(ran.output.contains("then 200 of 200 once"))
            print("killed while recording: \(ran.output)", terminator: "")
        }

        @Test(
            "stands behind nginx as its article says, which does TLS and cannot be gone around",
            .enabled(if: (try? Shell.run("command -v nginx || test -x /usr/sbin/nginx"))?.code == 0)
        )
        func proxy() throws {
            let root = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            let article = try String(
                contentsOf: root.appending(path: "Sources/Ledger/Ledger.docc/Web.md"),
                encoding: .utf8
            )
            let block = article.split(separator: "```\n").first { $0.hasPrefix("server {") }
            let server = try #require(block)
            let ran = try Shell.run(
                prelude + #"""

                    serve --address https://plan.example.org --proxy-from 127.0.0.1
                    $L users add AB --role leader >/dev/null 2>&1; welcome; enter
                    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=plan.example.org \
                        -keyout key.pem -out cert.pem 2>/dev/null
                    P=$((20000 + RANDOM % 20000))
                    { echo "daemon off; master_process off; error_log $D/nginx.log; events {}"
                      echo "pid $D/nginx.own;"
                      echo "http { access_log off; client_body_temp_path $D/t1; proxy_temp_path $D/t2;"
                      echo "fastcgi_temp_path $D/t3; uwsgi_temp_path $D/t4; scgi_temp_path $D/t5;"
                      echo "$SERVER" | sed -e "s|listen 443|listen 127.0.0.1:$P|" -e "s|:8018|:$PORT|" \
                        -e "s|/etc/ssl/plan.example.org.pem|$D/cert.pem|" \
                        -e "s|/etc/ssl/private/plan.example.org.key|$D/key.pem|"
                      echo '}'; } > nginx.conf
                    (alone; PATH=$PATH:/usr/sbin exec nginx -e "$D/nginx.log" -c "$D/nginx.conf" \
                        </dev/null >/dev/null 2>&1) &
                    echo $! > nginx.pid
                    for i in $(seq 100); do
                        curl -s -k -o /dev/null "https://127.0.0.1:$P/" && break; sleep 0.05
                    done
                    B=https://plan.example.org:$P
                    get() { curl -s -k --resolve plan.example.org:$P:127.0.0.1 "$@"; }
                    # Signing in over TLS, from a page of its own address.
                    get -D head -o page "$B/sign-in" -H 'Origin: https://plan.example.org' \
                        -d key=AB -d 'passphrase=three plain words'
                    C=$(sed -n 's/^[Ss]et-[Cc]ookie: \(__Host-session=[^;]*\).*/\1/p' head)
                    get -H "Cookie: $C" "$B/plans/county/mine" | grep -q 'Signed in as AB, leader'
                    get -D head -o page -H "Cookie: $C" "$B/plans/county"
                    grep -qi '^Strict-Transport-Security' head
                    grep -qi "^Content-Security-Policy: default-src 'none'" head
                    # A name that somebody brings along is emptied on the way.
                    [ "$(get -o page -w '%{http_code}' -H 'X-Remote-User: AB' "$B/plans/county")" = 303 ]
                    # Another site's form, and a body that is too long.
                    [ "$(get -o page -w '%{http_code}' -H 'Origin: https://evil.example' \
                        "$B/sign-in" -d key=AB -d 'passphrase=three plain words')" = 403 ]
                    head -c 200000 /dev/zero | tr '\0' x > long
                    [ "$(get -o page -w '%{http_code}' "$B/sign-in" --data-binary @long)" = 413 ]
                    # Recording, with a file, through the proxy.
                    get -H "Cookie: $C" -o form "$B/plans/county/actions/A1/record"
                    head -c 2000000 /dev/urandom > evidence.bin
                    get -H "Cookie: $C" -o preview "$B/plans/county/actions/A1/record" \
                        -F token=$(hidden token form) -F form=$(hidden form form) \
                        -F seen=$(hidden seen form) -F note=Begun -F step=preview \
                        -F 'evidence=@evidence.bin;filename=../../etc/plan.pdf'
                    grep -q 'What will be recorded by AB' preview
                    set --
                    for f in $(sed -n 's/.*type="hidden" name="\([^"]*\)".*/\1/p' preview | sort -u); do
                        set -- "$@" --data-urlencode "$f=$(hidden $f preview)"
                    done
                    get -H "Cookie: $C" -D head -o page "$B/plans/county/actions/A1/record" "$@" -d step=record
                    grep -q '^HTTP/1.1 303' head
                    tail -1 events/county.jsonl | grep -q '"name":"plan.pdf"'
                    S=$(sha256sum evidence.bin | cut -d' ' -f1); cmp evidence.bin events/evidence/$S
                    # It comes back as a file to keep, whatever it calls itself.
                    get -H "Cookie: $C" -D head -o back "$B/plans/county/evidence/$S"
                    cmp evidence.bin back; grep -qi '^Content-Disposition: attachment' head
                    grep -qi '^Content-Type: application/octet-stream' head
                    # The log has the address of whoever asked the proxy, and no secret.
                    if grep -q 'three plain words\|__Host-session' log; then exit 1; fi
                    kill $(cat nginx.pid)
                    """#,
                ["SERVER": String(server)]
            )
            #expect(ran.code == 0, "\(ran.output)\n\(ran.errors)")
        }

        #if PostgreSQL
            @Test(
                "shows a ledger in a database and takes into it, once, beside others who record",
                .enabled(if: Cluster.shared != nil, "PostgreSQL's server is missing")
            )
            func database() throws {
                let cluster = try #require(Cluster.shared)
                let ran = try Shell.run(
                    prelude + #"""

                        serve; $L users add AB --role leader >/dev/null 2>&1; welcome; enter
                        T=$(curl -s -H "Cookie: $C" "$(U /api/session)" |
                            sed -n 's/.*"token": *"\([^"]*\)".*/\1/p')
                        note() { curl -s -o "answer.$1" -w '%{http_code}\n' -H "Cookie: $C" \
                            -H "X-Form-Token: $T" -H 'Content-Type: application/json' \
                            -H "Idempotency-Key: note-$1" -d "{\"action\":\"A1\",\"text\":\"note $1\"}" \
                            "$(U /api/plans/county/note)"; }
                        for n in $(seq 1 32); do (note $n >> codes; note $n >> codes) & done
                        for n in $(seq 1 5); do $L note A1 "beside $n" >/dev/null; done
                        while [ $(wc -l < codes) -lt 64 ]; do sleep 0.05; done
                        [ "$(sort -u codes)" = 200 ]
                        $L note A1 'the last word' >/dev/null
                        curl -s -H "Cookie: $C" "$(U /plans/county/actions/A1)" | grep -q 'the last word'
                        [ "$(curl -s "$(U /health)" | tr -d ' \n')" = '{"status":"ok"}' ]
                        kill -TERM $(cat server.pid); wait $(cat server.pid) 2>/dev/null || true
                        $L copy "$LEDGER" "$D/back" >/dev/null
                        [ $(grep -c '"type":"progress-noted"' back/county.jsonl) = 38 ]
                        [ $(grep -o '"note":"note [0-9]*"' back/county.jsonl | sort -u | wc -l) = 32 ]
                        $L verify --plan county >/dev/null
                        """#,
                    ["PLACE": cluster.address(try cluster.database())]
                )
                #expect(ran.code == 0, "\(ran.output)\n\(ran.errors)")
            }
        #endif

        @Test("finishes what is in flight when it is asked to stop")
        func stops() throws {
            _ = try run(
                #"""

                serve; $L users add AB --role leader >/dev/null 2>&1; welcome; enter
                for n in $(seq 1 30); do
                    (curl -s -o /dev/null -w '%{http_code}\n' -H "Cookie: $C" \
                        "$(U /plans/county/verify)" >> codes) &
                done
                sleep 0.1; kill -TERM $(cat server.pid); wait 2>/dev/null || true
                # Those that were let in were answered; the others found nobody.
                if grep -v '^200$' codes | grep -qv '^000$\|^503$'; then cat codes >&2; exit 1; fi
                grep -q '^200$' codes
                """#
            )
        }

        @Test("says why it cannot begin, and leaves no trace")
        func faults() throws {
            _ = try run(
                #"""

                refuses() { code=0; said=$("${@:2}" 2>&1) || code=$?
                    [ $code -ne 0 ] && case "$said" in *"$1"*) ;; *) echo "$said"; exit 1;; esac; }
                serve
                refuses 'in use' $L serve --listen 127.0.0.1:$PORT
                refuses 'such as 127.0.0.1:8018' $L serve --listen example.org:80
                refuses 'such as https://plan.example.org' $L serve --address plan.example.org
                refuses '--proxy-from ADDRESS' $L serve --proxy-header X-Remote-User
                chmod 644 "$XDG_CONFIG_HOME/ledgerctl/users.json" 2>/dev/null || {
                    $L users add AB --role leader >/dev/null 2>&1
                    chmod 644 "$XDG_CONFIG_HOME/ledgerctl/users.json"; }
                refuses 'chmod 600' $L serve --listen 127.0.0.1:0
                """#
            )
        }
    }
#endif
