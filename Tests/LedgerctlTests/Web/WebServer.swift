// A server for tests: the built command, a process of its own, in a folder that is gone afterwards.

#if Web
    import Foundation
    import Glibc
    import Synchronization

    /// A folder with a ledger and the settings of whoever keeps it, and a server that shows them.
    final class WebServer: Sendable {
        /// It did not begin; what it said.
        struct Silent: Error, CustomStringConvertible {
            let description: String
        }

        let folder: URL
        private let options: [String]
        private let running = Mutex<(id: pid_t, address: String)?>(nil)

        /// Starts a server.
        ///
        /// - Parameter script: What bash does first, with the built command in `$L`, the ledger in
        ///   `LEDGER` and the settings in `XDG_CONFIG_HOME`; each line that it writes is an option
        ///   of `serve`.
        init(_ script: String) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let environment = WebServer.environment(of: folder)
            let ran = try Shell.run("set -e\n" + script, environment)
            options = ran.output.split(separator: "\n").map(String.init)
            if ran.code != 0 { throw Silent(description: ran.errors) }
            try start()
        }

        deinit {
            stop(SIGKILL)
            try? FileManager.default.removeItem(at: folder)
        }

        var ledger: String { folder.appending(path: "ledger").path }
        /// Where `ledgerctl` finds its users and keys.
        var config: String { folder.appending(path: "config").path }
        /// Where it is reached, without the last slash; it is another after every start.
        var address: String { running.withLock { $0?.address ?? "" } }
        /// What it has said since it was started last.
        var log: String { (try? String(contentsOfFile: logPath, encoding: .utf8)) ?? "" }

        private var logPath: String { folder.appending(path: "log").path }

        private static func environment(of folder: URL) -> [String: String] {
            [
                "LEDGER": folder.appending(path: "ledger").path,
                "XDG_CONFIG_HOME": folder.appending(path: "config").path, "TMPDIR": folder.path,
            ]
        }

        /// Runs `script` in bash beside the server.
        @discardableResult
        func run(_ script: String) throws -> Shell.Ran {
            try Shell.run(script, WebServer.environment(of: folder))
        }

        /// Starts it where it is not running, and waits until it says where it is.
        func start() throws {
            let id = try spawn()
            running.withLock { $0 = (id, "") }
            for _ in 0..<600 {
                if let place = log.firstMatch(of: #/ at (http://127\.0\.0\.1:\d+)/ /#) {
                    running.withLock { $0 = (id, String(place.1)) }
                    return
                }
                usleep(50_000)
            }
            throw Silent(description: log)
        }

        /// Ends it by `signal`, and returns how it ended: 0 where it stopped as it should.
        @discardableResult
        func stop(_ signal: Int32 = SIGTERM) -> Int32 {
            guard let id = running.withLock({ $0?.id }) else { return 0 }
            running.withLock { $0 = nil }
            kill(id, signal)
            var status: Int32 = 0
            waitpid(id, &status, 0)
            return status
        }

        /// A process that has nothing open of this one's: pipes of other tests would never end.
        private func spawn() throws -> pid_t {
            var files = posix_spawn_file_actions_t()
            posix_spawn_file_actions_init(&files)
            defer { posix_spawn_file_actions_destroy(&files) }
            posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
            let write = O_WRONLY | O_CREAT | O_TRUNC
            posix_spawn_file_actions_addopen(&files, 2, logPath, write, 0o600)
            // Bash gives its own process away in the end.
            let script = """
                for fd in /proc/self/fd/*; do
                    n=${fd##*/}
                    if [ $n -gt 2 ] && [ $n -ne 255 ]; then eval "exec $n>&-"; fi
                done
                exec "$@"
                """
            let words =
                ["bash", "-c", script, "bash", Shell.command, "serve", "--listen", "127.0.0.1:0"]
                + options
            let settings = WebServer.environment(of: folder).map { "\($0)=\($1)" }
            var arguments = words.map { strdup($0) } + [nil]
            var environment = settings.map { strdup($0) } + [nil]
            defer { for word in arguments + environment { free(word) } }
            var id: pid_t = 0
            let code = posix_spawn(&id, "/bin/bash", &files, nil, &arguments, &environment)
            if code != 0 { throw Silent(description: String(cString: strerror(code))) }
            return id
        }
    }
#endif
