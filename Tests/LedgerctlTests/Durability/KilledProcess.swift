// A process that is killed at some moment: started and ended by the system's calls alone, since
// ten thousand of them are wanted.

import Foundation

/// What a killed process said, and whether it came to be killed at all.
struct KilledProcess {
    let output: String
    let errors: String
    /// Whether the signal ended it; else it was done before.
    let wasKilled: Bool
    /// How it ended where it was not killed.
    let code: Int32

    /// A process that runs.
    struct Running {
        let id: pid_t
        let output, errors: String

        /// Waits for its end, and returns what it said.
        func end() throws -> KilledProcess {
            var status: Int32 = 0
            while waitpid(id, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            return KilledProcess(
                output: try String(contentsOfFile: output, encoding: .utf8),
                errors: try String(contentsOfFile: errors, encoding: .utf8),
                wasKilled: signal == SIGKILL,
                code: signal == 0 ? status >> 8 & 0xFF : -signal
            )
        }
    }

    /// Starts `program`, which writes what it says to files in `folder` that begin with `name`.
    static func start(
        _ program: String,
        _ arguments: [String],
        _ environment: [String: String],
        in folder: String,
        _ name: String
    ) throws -> Running {
        let (output, errors) = ("\(folder)/\(name).out", "\(folder)/\(name).err")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var settings = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + settings { free(text) } }
        var id = pid_t()
        let code = posix_spawn(&id, program, &actions, nil, &words, &settings)
        if code != 0 { throw CocoaError(.executableLoad) }
        return Running(id: id, output: output, errors: errors)
    }
}

/// Numbers that look as if by chance, the same for the same seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
