/* One file, through the descriptor of the folder it stands in. */
#include "read/read_int.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/sha256.h"

enum { CHUNK = 65536 };

static bool refuse(struct Diags *diags, enum DiagCode code, const struct Source *unread, const char *why)
{
    diag(diags, code, span_at(unread, 0, 0), "%s", why);
    return false;
}

/* A link is not followed, a pipe is not waited for. Returns the descriptor, or -1 with a message. */
static int open_regular(int folder, const char *name, const struct Source *unread, struct Diags *diags,
                        struct stat *status)
{
    int fd;
    do
        fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    while (fd < 0 && errno == EINTR);
    if (fd < 0) {
        if (errno == ELOOP)
            refuse(diags, SG_FILE_LINK, unread, "");
        else if (errno == ENXIO)
            refuse(diags, SG_FILE_SPECIAL, unread, "");
        else
            refuse(diags, SG_FILE_UNREADABLE, unread, g_strerror(errno));
        return -1;
    }
    if (fstat(fd, status) == 0 && S_ISREG(status->st_mode))
        return fd;
    refuse(diags, SG_FILE_SPECIAL, unread, "");
    close(fd);
    return -1;
}

/* read() that knows of signals. */
static ssize_t read_some(int fd, void *buffer, size_t size)
{
    ssize_t n;
    do
        n = read(fd, buffer, size);
    while (n < 0 && errno == EINTR);
    return n;
}

/* All that is there, up to size bytes; the file may have grown or shrunk since it was asked for its size. */
static ssize_t read_whole(int fd, char *bytes, size_t size, struct Sha256 *sum)
{
    size_t done = 0;
    while (done < size) {
        ssize_t n = read_some(fd, bytes + done, size - done);
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        done += (size_t)n;
    }
    sha256_add(sum, bytes, done);
    return (ssize_t)done;
}

static ssize_t read_to_hash(int fd, size_t most, struct Sha256 *sum)
{
    char *chunk = g_malloc(CHUNK);
    size_t done = 0;
    ssize_t n = 0;
    while (done <= most && (n = read_some(fd, chunk, CHUNK)) > 0) {
        sha256_add(sum, chunk, (size_t)n);
        done += (size_t)n;
    }
    g_free(chunk);
    return n < 0 ? -1 : (ssize_t)done;
}

bool file_read(struct Arena *arena, int folder, const char *name, const struct Source *unread, size_t keep,
               size_t most, struct Diags *diags, struct FileBytes *result)
{
    struct stat status;
    int fd = open_regular(folder, name, unread, diags, &status);
    if (fd < 0)
        return false;
    size_t size = (size_t)MAX(status.st_size, 0);
    if (size > most) {
        close(fd);
        diag(diags, SG_FILE_LARGE, span_at(unread, 0, 0), "%zu bytes, at most %zu", size, most);
        return false;
    }
    struct Sha256 sum;
    char hex[SHA256_HEX];
    sha256_begin(&sum);
    char *bytes = size <= keep ? arena_alloc(arena, size + 1) : NULL;
    ssize_t n = bytes ? read_whole(fd, bytes, size, &sum) : read_to_hash(fd, most, &sum);
    int error = errno;
    close(fd);
    sha256_end(&sum, hex);
    if (n >= 0)
        *result = (struct FileBytes){bytes, (size_t)n, arena_strdup(arena, hex)};
    return n >= 0 || refuse(diags, SG_FILE_UNREADABLE, unread, g_strerror(error));
}
