// The small C programs, compiled when the benchmark is run.

enum CSources {
    /// Exits at once: what any process costs.
    static let empty = "int main(void) { return 0; }\n"

    /// `raw FILE COUNT BYTES` appends a line and then COUNT more, each flushed before the next, and
    /// says how many nanoseconds those took: the first flushes what copying the file has left.
    static let raw = """
        #include <fcntl.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <time.h>
        #include <unistd.h>
        int main(int argc, char **argv) {
            if (argc < 4) return 2;
            int file = open(argv[1], O_WRONLY | O_APPEND | O_CREAT, 0644);
            int count = atoi(argv[2]), bytes = atoi(argv[3]);
            char *line = malloc(bytes);
            if (file < 0 || !line) return 3;
            memset(line, 'x', bytes);
            line[bytes - 1] = '\\n';
            struct timespec before, after;
            for (int done = -1; done < count; done++) {
                if (write(file, line, bytes) != bytes || fdatasync(file)) return 4;
                if (done < 0) clock_gettime(CLOCK_MONOTONIC, &before);
            }
            clock_gettime(CLOCK_MONOTONIC, &after);
            printf("%lld\\n", (after.tv_sec - before.tv_sec) * 1000000000LL
                + (after.tv_nsec - before.tv_nsec));
            return 0;
        }

        """

    /// `launcher ANSWER IN OUT ERR HOME PATIENCE PROGRAM …` runs a program, kills it after PATIENCE
    /// seconds, and writes nanoseconds, peak memory in KiB and exit code to the file ANSWER.
    static let launcher = """
        #define _GNU_SOURCE
        #include <errno.h>
        #include <fcntl.h>
        #include <signal.h>
        #include <spawn.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/resource.h>
        #include <sys/wait.h>
        #include <time.h>
        #include <unistd.h>
        extern char **environ;
        static pid_t process;
        static void give_up(int signal) { kill(process, SIGKILL); }
        int main(int argc, char **argv) {
            if (argc < 8) return 2;
            int out = O_WRONLY | O_CREAT | O_TRUNC;
            posix_spawn_file_actions_t files;
            posix_spawn_file_actions_init(&files);
            posix_spawn_file_actions_addopen(&files, 0, argv[2], O_RDONLY, 0);
            posix_spawn_file_actions_addopen(&files, 1, argv[3], out, 0644);
            posix_spawn_file_actions_addopen(&files, 2, argv[4], out, 0644);
            posix_spawn_file_actions_addchdir_np(&files, argv[5]);
            struct timespec before, after;
            struct rusage usage;
            int status;
            signal(SIGALRM, give_up);
            clock_gettime(CLOCK_MONOTONIC, &before);
            if (posix_spawnp(&process, argv[7], &files, NULL, argv + 7, environ)) return 3;
            alarm(atoi(argv[6]));
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
