// A PostgreSQL of our own, in a temporary folder, that no other machine can reach.

import Glibc

/// A cluster that lives as long as the benchmark: if that is killed, the kernel stops it.
final class Postgres {
    /// Where it is: `/var/tmp` is on a disk, and the user that it runs as gets there.
    private(set) var home = ""
    /// Where clients reach it: a socket in its folder, or a port on loopback.
    var host: String { onLoopback ? "127.0.0.1" : home }
    private(set) var port = 5432
    private let onLoopback: Bool
    private let settings: [String]
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

    init(launcher: Launcher, onLoopback: Bool = false, settings: [String] = []) {
        (self.launcher, self.onLoopback, self.settings) = (launcher, onLoopback, settings)
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
        if onLoopback { port = try Postgres.freePort() }
        let listen = ["listen_addresses=\(onLoopback ? host : "")", "port=\(port)"]
        let command =
            setpriv + ["--pdeathsig=INT"] + [program, "-D", data, "-k", home]
            + (listen + settings).flatMap { ["-c", $0] }
        process = try spawn(command)
        for _ in 0..<100 {
            if (try? ask("SELECT 1")) != nil { return }
            usleep(100_000)
        }
        throw Failure("PostgreSQL did not start in ten seconds")
    }

    /// A port on loopback that nobody listens on.
    private static func freePort() throws -> Int {
        let end = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(end) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        var count = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(end, address, count) == 0 && getsockname(end, address, &count) == 0
            }
        }
        guard isBound else { throw Failure("there is no free port on loopback") }
        return Int(in_port_t(bigEndian: address.sin_port))
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
    func client(_ statement: String, in database: String = "postgres") -> [String] {
        [
            "psql", "-X", "-q", "-h", host, "-p", String(port), "-U", "postgres",
            "-d", database, "-v", "ON_ERROR_STOP=1", "-c", statement,
        ]
    }

    func ask(_ statement: String, in database: String = "postgres") throws {
        try launcher.prepare(client(statement, in: database))
    }

    /// The number that `statement` answers.
    func number(_ statement: String) throws -> Int {
        let said = "\(home)/said"
        _ = try launcher.run(client(statement) + ["-A", "-t"], output: said)
        let words = (Files.text(said) ?? "").filter { !$0.isWhitespace }
        guard let number = Int(words) else { throw Failure("`\(statement)` is no number") }
        return number
    }

    /// The address of a ledger in `database`, whose connections bear `name`.
    func address(_ database: String, name: String = "ledgerctl") -> String {
        "postgres://postgres@\(host):\(port)/\(database)?application_name=\(name)"
    }

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
