// What Linux has and POSIX has not, which Swift's module of the C library leaves out.
#include <linux/stat.h>

// statx(2): what a file is, without asking for its times. Whoever asks for those obliges the
// kernel to write them anew with every write that follows.
int statx(int folder, const char *path, int flags, unsigned int mask, struct statx *answer);

// AT_EMPTY_PATH: no path, but the open file itself.
static const int statx_open_file = 0x1000;

// memmem(3): where bytes stand among others.
#include <stddef.h>
void *memmem(const void *bytes, size_t count, const void *part, size_t part_count);
