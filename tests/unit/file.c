/* Files are replaced whole or not at all. */
#include "base/file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/diag.h"

static char *folder, *path; /* path: the file in it that is replaced */

static void assert_content(const char *file, const char *expected)
{
    char *bytes = NULL;
    g_assert_true(g_file_get_contents(file, &bytes, NULL, NULL));
    g_assert_cmpstr(bytes, ==, expected);
    g_free(bytes);
}

static guint entries(void)
{
    guint count = 0;
    GDir *dir = g_dir_open(folder, 0, NULL);
    while (g_dir_read_name(dir))
        count++;
    g_dir_close(dir);
    return count;
}

static bool replace(const char *file, const char *text, size_t *messages)
{
    struct Diags *diags = diags_new();
    bool written = file_replace(file, text, strlen(text), diags);
    *messages = diags_count(diags, SEVERITY_SYSTEM);
    if (*messages)
        g_assert_cmpint(diags_sorted(diags, 0)->code, ==, SG_CANNOT_WRITE);
    diags_free(diags);
    return written;
}

static void replaces(void)
{
    size_t messages;
    g_assert_true(replace(path, "old", &messages));
    g_assert_true(replace(path, "newer", &messages));
    assert_content(path, "newer");
    g_assert_cmpuint(messages, ==, 0);
    g_assert_cmpuint(entries(), ==, 1);
}

static void missing_folder_is_told(void)
{
    size_t messages;
    char *nowhere = g_build_filename(folder, "none", "a.pdf", NULL);
    g_assert_false(replace(nowhere, "x", &messages));
    g_assert_cmpuint(messages, ==, 1);
    g_free(nowhere);
}

/* A quota stands for a full disk: the same step of write() fails. */
static void full_disk_keeps_the_old_file(void)
{
    if (g_test_subprocess()) {
        struct rlimit limit = {1000, 1000};
        setrlimit(RLIMIT_FSIZE, &limit);
        file_prepare_process();
        char big[5000];
        memset(big, 'x', sizeof big);
        big[sizeof big - 1] = '\0';
        size_t messages;
        char *file = g_build_filename(g_getenv("TEST_FOLDER"), "a.pdf", NULL);
        bool written = replace(file, big, &messages);
        g_free(file);
        _exit(written || messages != 1);
    }
    g_file_set_contents(path, "old", 3, NULL);
    g_setenv("TEST_FOLDER", folder, TRUE);
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_passed();
    assert_content(path, "old");
    g_assert_cmpuint(entries(), ==, 1);
}

static void strays_of_the_dead_go(void)
{
    size_t messages;
    char *stray = g_build_filename(folder, ".sgreport-999999999-0", NULL);
    char *living = g_strdup_printf("%s/.sgreport-%ld-0", folder, (long)getppid());
    g_file_set_contents(stray, "x", 1, NULL);
    g_file_set_contents(living, "x", 1, NULL);
    g_assert_true(replace(path, "x", &messages));
    g_assert_false(g_file_test(stray, G_FILE_TEST_EXISTS));
    g_assert_true(g_file_test(living, G_FILE_TEST_EXISTS));
    g_remove(living);
    g_free(stray);
    g_free(living);
}

static void a_link_is_replaced_not_followed(void)
{
    size_t messages;
    char *target = g_build_filename(folder, "target", NULL);
    g_file_set_contents(target, "precious", 8, NULL);
    g_remove(path);
    g_assert_cmpint(symlink(target, path), ==, 0);
    g_assert_true(replace(path, "x", &messages));
    assert_content(target, "precious");
    g_remove(target);
    g_free(target);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("sgreport-XXXXXX", NULL);
    path = g_build_filename(folder, "a.pdf", NULL);
    g_test_add_func("/file/replaces", replaces);
    g_test_add_func("/file/missing-folder", missing_folder_is_told);
    g_test_add_func("/file/full-disk", full_disk_keeps_the_old_file);
    g_test_add_func("/file/strays", strays_of_the_dead_go);
    g_test_add_func("/file/link", a_link_is_replaced_not_followed);
    int failures = g_test_run();
    g_remove(path);
    g_rmdir(folder);
    g_free(path);
    g_free(folder);
    return failures;
}
