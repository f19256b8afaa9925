// A PostgreSQL of our own, in a temporary folder, that nobody else can reach.

import Glibc

/// A cluster that lives as long as the benchmark: if that is killed, the kernel stops it.
final class Postgres {
    /// Where it is: `/var/tmp` is on a disk, and the user that it runs as gets there.
    private(set) var home = ""
    private let launcher: Launcher
    /// Who runs it, where that is not who runs the benchmark: PostgreSQL refuses to run as root.
    private let server: (user: uid_t, group: gid_t)?
    private var process = pid_t()
    private var state: State = .notStarted

    private enum State {
        case notStarted
        case running
        case missing(String)
    }

    init(launcher: Launcher) {
        self.launcher = launcher
        let names: [String] = geteuid() == 0 ? ["postgres", "nobody"] : []
        server =
            names.lazy.compactMap { name in
                getpwnam(name).map { ($0.pointee.pw_uid, $0.pointee.pw_gid) }
            }.first
    }

    /// A program of PostgreSQL, where it is installed.
    static func program(_ name: String) -> String? {
        let folders = (11...30).reversed().flatMap { version in
            ["/usr/lib/postgresql/\(version)/bin", "/usr/pgsql-\(version)/bin"]
        }
        return Files.program(name, besides: folders)
    }

    /// Starts it, unless that was done before. Says why it cannot be, nil where it runs.
    func start() -> String? {
        switch state {
        case .running: return nil
        case .missing(let why): return why
        case .notStarted: break
        }
        do {
            try begin()
            state = .running
            return nil
        } catch {
            state = .missing("\(error)")
            return "\(error)"
        }
    }

    private func begin() throws {
        guard let initdb = Postgres.program("initdb"),
            let program = Postgres.program("postgres"),
            Files.program("psql") != nil, Files.program("setpriv") != nil
        else { throw Failure("PostgreSQL is not installed") }
        guard let made = mkdtemp(strdup("/var/tmp/ledger-benchmarks-XXXXXX")) else {
            throw Failure("/var/tmp cannot be written to")
        }
        home = String(cString: made)
        var setpriv = ["setpriv"]
        if let server {
            chown(home, server.user, server.group)
            setpriv += ["--reuid=\(server.user)", "--regid=\(server.group)", "--clear-groups"]
        }
        let data = "\(home)/data"
        let manner = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C"]
        try launcher.prepare(setpriv + [initdb] + manner + [data])
        let command =
            setpriv + ["--pdeathsig=INT"]
            + [program, "-D", data, "-k", home, "-c", "listen_addresses="]
        process = try spawn(command)
        for _ in 0..<100 {
            if (try? ask("SELECT 1")) != nil { return }
            usleep(100_000)
        }
        throw Failure("PostgreSQL did not start in ten seconds")
    }

    private func spawn(_ command: [String]) throws -> pid_t {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0)
        var pointers: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var process = pid_t()
        guard posix_spawnp(&process, command[0], &files, nil, &pointers, environ) == 0 else {
            throw Failure("\(command[0]) could not be started")
        }
        return process
    }

    /// The command that asks `statement` as a client.
    func client(_ statement: String) -> [String] {
        [
            "psql", "-X", "-q", "-h", home, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-c",
            statement,
        ]
    }

    func ask(_ statement: String) throws { try launcher.prepare(client(statement)) }

    /// A table `name` with the lines of `file` as parsed JSON.
    func load(_ file: String, into name: String) throws {
        try ask("CREATE TABLE \(name) (seq bigserial PRIMARY KEY, body jsonb NOT NULL)")
        // No line holds the control characters that are named here.
        let format = "(FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')"
        try ask("\\copy \(name)(body) FROM '\(file)' WITH \(format)")
        try ask("ANALYZE \(name)")
    }

    /// Stops it, and removes all that it left.
    func stop() {
        if process > 0 {
            kill(process, SIGINT)
            var status: Int32 = 0
            waitpid(process, &status, 0)
        }
        if !home.isEmpty { Files.remove(home) }
    }
}
