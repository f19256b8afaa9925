// Starting the pager: a child process that reads the output through a pipe.

// Preconcurrency for `environ`, which is read here once, before there is a second thread.
@unsafe @preconcurrency import Glibc

/// A pager at work.
struct PagerProcess {
    /// Its process.
    let process: pid_t
    /// Where to write what it shows.
    let input: CInt

    /// Starts `command`, looked up in `PATH`; nil where it cannot be started.
    ///
    /// From here on this process leaves an interrupt from the keyboard to the pager, so that the
    /// terminal is never left to two.
    static func start(_ command: [String]) -> PagerProcess? {
        var ends: [CInt] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { return nil }
        defer { close(ends[0]) }
        // The pager must see the end of its input, so it may not hold the other end itself.
        guard fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0, fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0,
            let process = spawn(command, reading: ends[0])
        else {
            close(ends[1])
            return nil
        }
        _ = signal(SIGINT, SIG_IGN)
        return PagerProcess(process: process, input: ends[1])
    }

    private static func spawn(_ command: [String], reading input: CInt) -> pid_t? {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)

        // What this process ignores, the pager does not.
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

        // A `less` that was chosen without options still shows colours.
        unsafe setenv("LESS", "FIRX", 0)
        var words = unsafe command.map { unsafe strdup($0) } + [nil]
        defer { unsafe words.forEach { unsafe free($0) } }
        var process: pid_t = 0
        let result = unsafe posix_spawnp(
            &process,
            command[0],
            &actions,
            &attributes,
            &words,
            environ
        )
        return result == 0 ? process : nil
    }
}
