// Runs a program and tells its time and its own peak memory.

import Glibc

/// What one run of a contestant took.
struct Sample {
    var seconds: Double
    /// The most memory it held, in bytes; nil where that cannot be told.
    var peak: Int?
}

/// A small program in C that starts another and waits for it. A process begins with
/// the peak memory of whoever started it, so whoever starts it has to be small.
struct Launcher {
    private let path: String
    private let folder: String
    private let compiler: String

    /// After how many seconds a run is given up.
    let patience: Int

    init(folder: String, patience: Int) throws {
        self.patience = patience
        guard let compiler = ["cc", "clang", "gcc"].lazy.compactMap({ Files.program($0) }).first
        else { throw Failure("there is no C compiler: cc, clang or gcc") }
        self.compiler = compiler
        self.folder = folder
        path = "\(folder)/launcher"
        _ = try compile(CSources.launcher, as: "launcher")
    }

    /// The program that the C text `source` makes.
    func compile(_ source: String, as name: String, _ options: [String] = []) throws -> String {
        let program = "\(folder)/\(name)"
        try Files.put(source, at: "\(program).c")
        let command = [compiler, "-O2", "-o", program, "\(program).c"] + options
        guard system(command.joined(separator: " ")) == 0 else {
            throw Failure("\(program).c could not be compiled")
        }
        return program
    }

    /// Runs a command to its end.
    ///
    /// - Parameters:
    ///   - output: the file that gets its standard output.
    ///   - patience: after how many seconds it is given up, where that is said of it alone.
    /// - Throws: that it exited with another code than 0, with the end of what it said.
    func run(
        _ command: [String],
        input: String = "/dev/null",
        output: String = "/dev/null",
        in home: String = ".",
        patience: Int? = nil
    ) throws -> Sample {
        let patience = patience ?? self.patience
        let words = "\(folder)/words"
        let answer = "\(folder)/answer"
        let arguments = [path, answer, input, output, words, home, String(patience)] + command
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var process = pid_t()
        guard posix_spawn(&process, path, nil, nil, &pointers, environ) == 0 else {
            throw Failure("\(path) could not be started")
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let parts = (Files.text(answer) ?? "").split(whereSeparator: { " \n".contains($0) })
        guard parts.count == 3, let nanoseconds = Int(parts[0]), let kibibytes = Int(parts[1])
        else { throw Failure("\(command[0]) could not be started") }
        if nanoseconds > patience * 1_000_000_000, parts[2] == "137" {
            throw Failure("given up after \(patience) s")
        }
        guard parts[2] == "0" else {
            let end = (Files.text(words) ?? "").suffix(400)
            throw Failure("\(command.joined(separator: " ")): exit \(parts[2]): \(end)")
        }
        return Sample(seconds: Double(nanoseconds) / 1e9, peak: kibibytes * 1024)
    }

    /// Runs a command that says itself how many nanoseconds the part of it took that counts.
    func runTimingItself(_ command: [String], each count: Int = 1) throws -> Sample {
        let said = "\(folder)/said"
        var sample = try run(command, output: said)
        let words = (Files.text(said) ?? "").split(whereSeparator: \.isWhitespace)
        guard let nanoseconds = words.last.flatMap({ Int($0) }) else {
            throw Failure("\(command[0]) did not say how long it took")
        }
        sample.seconds = Double(nanoseconds) / 1e9 / Double(count)
        return sample
    }

    /// Does what has to be done before a contest, and is not measured.
    func prepare(_ command: [String], input: String = "/dev/null") throws {
        _ = try run(command, input: input)
    }
}
