// A private PostgreSQL server for tests, run by another user than root and gone with the tests.

#if PostgreSQL
    import Foundation
    import Glibc
    import Synchronization

    @testable import Ledger

    /// The programs of PostgreSQL's server, where they are installed.
    enum PostgresPrograms {
        /// Where Debian puts them, of the newest version there is.
        static let folder: String? = {
            let root = "/usr/lib/postgresql"
            let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
            return versions.compactMap(Int.init).sorted().last.map { "\(root)/\($0)/bin" }
        }()

        /// What a suite says that cannot run.
        static let missing = "PostgreSQL's server is not installed here (postgresql-15)"

        /// Runs a script as the user whom servers belong to, who is never root.
        @discardableResult
        static func run(_ script: String, mustSucceed: Bool = true) throws -> String {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            let command = "set -e; export PATH='\(folder ?? "")':$PATH; cd /; \(script)"
            process.arguments = ["-c", command]
            if getuid() == 0 {
                process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
                process.arguments =
                    [
                        "--reuid=postgres", "--regid=postgres", "--clear-groups", "--inh-caps=-all",
                        "/bin/bash",
                    ] + (process.arguments ?? [])
            }
            process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C"]
            let said = Pipe()
            process.standardOutput = said
            process.standardError = said
            try process.run()
            let output = String(
                decoding: said.fileHandleForReading.readDataToEndOfFile(),
                as: UTF8.self
            )
            process.waitUntilExit()
            if mustSucceed, process.terminationStatus != 0 { throw Failed(output: output) }
            return output
        }

        /// What a script said that failed.
        struct Failed: Error, CustomStringConvertible {
            let output: String
            var description: String { output }
        }
    }

    /// A server of its own, reached through a socket in its folder, or on loopback where it has a
    /// port.
    final class Cluster: Sendable {
        let folder: String
        let port: Int?
        private let number = Mutex(0)

        /// The one that most tests share; nil where no server is installed.
        static let shared: Cluster? = {
            guard PostgresPrograms.folder != nil, let cluster = try? Cluster() else { return nil }
            atexit { Cluster.shared?.stop() }
            return cluster
        }()

        /// Makes an empty server, and starts it with `settings` besides.
        init(port: Int? = nil, settings: [String] = [], copyOf other: Cluster? = nil) throws {
            folder = "/tmp/ledger-cluster-\(UUID().uuidString.prefix(8))"
            self.port = port
            try PostgresPrograms.run("mkdir -m 0755 \(folder)")
            if let other {
                try PostgresPrograms.run(
                    "pg_basebackup -h \(other.folder) -p \(other.port ?? 5432) -U postgres -D \(folder)/data -R -c fast"
                        + " -X stream"
                )
            } else {
                try PostgresPrograms.run(
                    """
                    initdb -D \(folder)/data -A trust -U postgres -E UTF8 --locale=C --no-sync
                    cd \(folder)/data
                    { echo 'local all clerk scram-sha-256'; cat pg_hba.conf; } > h
                    mv h pg_hba.conf
                    """
                )
            }
            try start(settings)
        }

        deinit { stop() }

        func start(_ settings: [String] = []) throws {
            let listen = port.map { "listen_addresses=127.0.0.1 -c port=\($0)" }
            let all =
                ["unix_socket_directories=\(folder)", listen ?? "listen_addresses=''"]
                + ["max_connections=200", "log_min_messages=fatal"] + settings
            let options = all.map { "-c \($0)" }.joined(separator: " ")
            // The server outlives the script, and must not hold what tells that the script ended.
            try PostgresPrograms.run(
                """
                (
                    for f in /proc/self/fd/*; do
                        n=${f##*/}
                        if [ $n -gt 2 ] && [ $n -lt 250 ]; then eval "exec $n>&-"; fi
                    done
                    pg_ctl -D \(folder)/data -l \(folder)/log -o "\(options)" -w -t 60 start
                ) >/dev/null 2>&1 </dev/null || { cat \(folder)/log; exit 1; }
                """
            )
        }

        /// Ends the server at once, as a power cut would.
        func halt() {
            _ = try? PostgresPrograms.run(
                "pg_ctl -D \(folder)/data -m immediate stop",
                mustSucceed: false
            )
        }

        /// Ends the server at once, and takes its folder away.
        func stop() {
            halt()
            _ = try? PostgresPrograms.run("rm -rf \(folder)", mustSucceed: false)
        }

        /// The address of a database, for `user`.
        func address(_ database: String, user: String = "postgres", _ more: String = "") -> String {
            "postgres:///\(database)?host=\(folder)&port=\(port ?? 5432)&user=\(user)\(more)"
        }

        /// Runs SQL as the superuser, or another, and returns what psql says.
        @discardableResult
        func sql(
            _ text: String,
            in database: String = "postgres",
            as user: String = "postgres",
            mustSucceed: Bool = true
        ) throws -> String {
            let quoted = text.replacing("'", with: #"'\''"#)
            return try PostgresPrograms.run(
                "psql -X -q -A -t -v ON_ERROR_STOP=1 -v VERBOSITY=verbose -h \(folder)"
                    + " -p \(port ?? 5432) -U \(user) -d \(database) -c '\(quoted)' 2>&1",
                mustSucceed: mustSucceed
            )
        }

        /// A new database that holds an empty ledger; its name.
        func database(isLedger: Bool = true) throws -> String {
            let name = number.withLock { number in
                number += 1
                return "county\(number)"
            }
            try sql("CREATE DATABASE \(name)")
            if isLedger { _ = try LedgerHome(PostgresFiles(address(name))).initialise() }
            return name
        }
    }
#endif
