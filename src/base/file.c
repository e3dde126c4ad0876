#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include "base/diag.h"

#define UNFINISHED ".sgreport-"

/* The file under way, for the signal handler. */
static volatile sig_atomic_t unfinished_folder = -1;
static char unfinished_name[64];

static void end_politely(int number)
{
    if (unfinished_folder >= 0)
        unlinkat(unfinished_folder, unfinished_name, 0);
    signal(number, SIG_DFL);
    raise(number);
}

void file_prepare_process(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDWR);
    while (fd >= 0 && fd <= 2);
    if (fd > 2)
        close(fd);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    static const int ends[] = {SIGTERM, SIGINT, SIGHUP};
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        struct sigaction action = {.sa_handler = end_politely};
        struct sigaction old;
        if (sigaction(ends[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) /* nohup keeps its word */
            sigaction(ends[i], &action, NULL);
    }
}

static bool failed(struct Diags *diags, const char *path, int error)
{
    diag(diags, SG_CANNOT_WRITE, SPAN_NONE, "\"%s\": %s", path, g_strerror(error));
    return false;
}

bool file_is_free(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    if (!dir)
        return !g_file_test(path, G_FILE_TEST_EXISTS) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK);
    bool empty = g_dir_read_name(dir) == NULL;
    g_dir_close(dir);
    return empty;
}

bool file_make_folder(const char *path, struct Diags *diags)
{
    return g_mkdir_with_parents(path, 0777) == 0 || failed(diags, path, errno);
}

static int flush(int fd)
{
    int result;
    do
        result = fsync(fd);
    while (result < 0 && errno == EINTR);
    return result < 0 && errno != EINVAL && errno != ENOTSUP ? errno : 0; /* some file systems know no flush */
}

static int write_all(int fd, const char *bytes, size_t length)
{
    while (length) {
        ssize_t n = write(fd, bytes, length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n < 0 ? errno : ENOSPC;
        bytes += n;
        length -= (size_t)n;
    }
    return 0;
}

/* The name holds the process that writes it: when that is gone, nobody will finish the file. */
static void sweep(int folder)
{
    int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = copy < 0 ? NULL : fdopendir(copy);
    if (!list) {
        if (copy >= 0)
            close(copy);
        return;
    }
    for (struct dirent *entry; (entry = readdir(list));) {
        if (strncmp(entry->d_name, UNFINISHED, strlen(UNFINISHED)) != 0)
            continue;
        gint64 process = g_ascii_strtoll(entry->d_name + strlen(UNFINISHED), NULL, 10);
        bool gone = process > 0 && kill((pid_t)process, 0) < 0 && errno == ESRCH;
        if (gone || process == getpid()) /* of an earlier process with our number: we write nothing yet */
            unlinkat(folder, entry->d_name, 0);
    }
    closedir(list);
}

/* Writes the unfinished file whole. Returns 0 or an errno. */
static int write_unfinished(int folder, const void *bytes, size_t length)
{
    int fd = openat(folder, unfinished_name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0)
        return errno;
    int error = write_all(fd, bytes, length);
    if (!error)
        error = flush(fd);
    if (close(fd) < 0 && !error && errno != EINTR)
        error = errno;
    return error;
}

bool file_replace(const char *path, const void *bytes, size_t length, struct Diags *diags)
{
    static unsigned count;
    char *folder_path = g_path_get_dirname(path), *name = g_path_get_basename(path);
    int folder = open(folder_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), error = 0;
    if (folder < 0) {
        error = errno;
    } else {
        sweep(folder);
        snprintf(unfinished_name, sizeof unfinished_name, UNFINISHED "%ld-%u", (long)getpid(), count++);
        unfinished_folder = folder;
        error = write_unfinished(folder, bytes, length);
        if (!error && renameat(folder, unfinished_name, folder, name) < 0)
            error = errno;
        if (error)
            unlinkat(folder, unfinished_name, 0);
        unfinished_folder = -1;
        if (!error)
            error = flush(folder);
        close(folder);
    }
    g_free(folder_path);
    g_free(name);
    return !error || failed(diags, path, error);
}
