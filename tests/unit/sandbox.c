/* What a worker cannot do once it reads what others wrote. */
#include "cli/job.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *confined; /* how far the kernel went along */

/* In a process of its own: confined to read `readable` and to write `writable`. */
static void confine(const char *readable, const char *writable)
{
    static struct Options options;
    static struct Job job;
    job.options = &options;
    job.path = readable;
    confined = sandbox_enter(&job, writable);
}

static bool opens(const char *path, int how)
{
    int fd = open(path, how, 0600);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static void files(void)
{
    if (g_test_subprocess()) {
        const char *folder = g_getenv("TEST_FOLDER");
        char *in = g_build_filename(folder, "in", NULL), *out = g_build_filename(folder, "out", NULL);
        char *input = g_build_filename(in, "x", NULL), *output = g_build_filename(out, "y", NULL);
        confine(in, out);
        if (strstr(confined, "files")) {
            g_assert_true(opens(input, O_RDONLY));
            g_assert_true(opens(output, O_WRONLY | O_CREAT));
            g_assert_true(opens("/usr/bin/env", O_RDONLY));
            g_assert_false(opens("/etc/passwd", O_RDONLY));
            g_assert_false(opens(input, O_WRONLY));
            char *beside = g_build_filename(folder, "beside", NULL);
            g_assert_false(opens(beside, O_WRONLY | O_CREAT));
        }
        _exit(0);
    }
    char *folder = g_dir_make_tmp("sgreport-XXXXXX", NULL);
    char *in = g_build_filename(folder, "in", NULL), *out = g_build_filename(folder, "out", NULL);
    char *input = g_build_filename(in, "x", NULL), *output = g_build_filename(out, "y", NULL);
    mkdir(in, 0700);
    mkdir(out, 0700);
    g_file_set_contents(input, "x", 1, NULL);
    g_setenv("TEST_FOLDER", folder, TRUE);
    g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed();
    unlink(input);
    unlink(output);
    rmdir(in);
    rmdir(out);
    rmdir(folder);
    g_free(input);
    g_free(output);
    g_free(in);
    g_free(out);
    g_free(folder);
}

static void calls(void)
{
    if (g_test_subprocess()) {
        confine("/usr", NULL);
        if (strstr(confined, "sockets")) {
            g_assert_cmpint(socket(AF_INET, SOCK_STREAM, 0), ==, -1);
            g_assert_cmpint(errno, ==, EPERM);
            g_assert_cmpint(execl("/usr/bin/env", "env", (char *)NULL), ==, -1);
            g_assert_cmpint(errno, ==, EPERM);
        }
        _exit(0);
    }
    g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed();
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sandbox/files", files);
    g_test_add_func("/sandbox/calls", calls);
    return g_test_run();
}
