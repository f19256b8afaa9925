// The small C programs, compiled when the benchmark is run.

enum CSources {
    /// Exits at once: what any process costs.
    static let empty = "int main(void) { return 0; }\n"

    /// `launcher ANSWER IN OUT ERR HOME PROGRAM …` runs a program and writes nanoseconds, peak
    /// memory in KiB and exit code to the file ANSWER.
    static let launcher = """
        #define _GNU_SOURCE
        #include <errno.h>
        #include <fcntl.h>
        #include <spawn.h>
        #include <stdio.h>
        #include <sys/resource.h>
        #include <sys/wait.h>
        #include <time.h>
        #include <unistd.h>
        extern char **environ;
        int main(int argc, char **argv) {
            if (argc < 7) return 2;
            posix_spawn_file_actions_t files;
            posix_spawn_file_actions_init(&files);
            posix_spawn_file_actions_addopen(&files, 0, argv[2], O_RDONLY, 0);
            posix_spawn_file_actions_addopen(&files, 1, argv[3], O_WRONLY | O_CREAT | O_TRUNC, 0644);
            posix_spawn_file_actions_addopen(&files, 2, argv[4], O_WRONLY | O_CREAT | O_TRUNC, 0644);
            posix_spawn_file_actions_addchdir_np(&files, argv[5]);
            struct timespec before, after;
            struct rusage usage;
            pid_t process;
            int status;
            clock_gettime(CLOCK_MONOTONIC, &before);
            if (posix_spawnp(&process, argv[6], &files, NULL, argv + 6, environ)) return 3;
            while (wait4(process, &status, 0, &usage) < 0 && errno == EINTR) {}
            clock_gettime(CLOCK_MONOTONIC, &after);
            FILE *answer = fopen(argv[1], "w");
            if (!answer) return 4;
            long long taken = (after.tv_sec - before.tv_sec) * 1000000000LL
                + (after.tv_nsec - before.tv_nsec);
            fprintf(answer, "%lld %ld %d\\n", taken, usage.ru_maxrss,
                WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
            return fclose(answer) ? 5 : 0;
        }

        """
}
