/* Folders: what is taken, what is refused, and what happens while somebody saves. */
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "model/input.h"
#include "read/read.h"

struct Fixture {
    char *path;
    struct Arena *arena;
    struct Diags *diags;
    struct Input *input;
};

static char *inside(struct Fixture *f, const char *name)
{
    char *path = g_build_filename(f->path, name, NULL);
    char *folder = g_path_get_dirname(path);
    g_mkdir_with_parents(folder, 0755);
    g_free(folder);
    return path;
}

static void put(struct Fixture *f, const char *name, const char *text)
{
    char *path = inside(f, name);
    FILE *file = fopen(path, "wb"); /* as a plain editor saves: not by renaming */
    g_assert_nonnull(file);
    fwrite(text, 1, strlen(text), file);
    fclose(file);
    g_free(path);
}

static void set_up(struct Fixture *f, gconstpointer data)
{
    (void)data;
    f->path = g_dir_make_tmp("sgreport-read-XXXXXX", NULL);
    g_assert_nonnull(f->path);
    g_assert_cmpint(chmod(f->path, 0755), ==, 0);
    put(f, "report.yaml", "kind: report\n");
}

static void forget(struct Fixture *f)
{
    diags_free(f->diags);
    arena_free(f->arena);
    f->diags = NULL;
    f->arena = NULL;
}

static void tear_down(struct Fixture *f, gconstpointer data)
{
    (void)data;
    forget(f);
    char *command[] = {(char *)"rm", (char *)"-rf", f->path, NULL};
    g_assert_true(g_spawn_sync(NULL, command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
    g_free(f->path);
}

static void take(struct Fixture *f)
{
    forget(f);
    f->arena = arena_new();
    f->diags = diags_new();
    f->input = read_folder(f->arena, f->path, f->diags);
}

/* "SG1005 replies/x.xml;" for each message, paths without the folder. */
static char *messages(struct Fixture *f)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < diags_total(f->diags); i++) {
        const struct Diag *d = diags_sorted(f->diags, i);
        const char *path = d->span.source ? d->span.source->path : "";
        if (g_str_has_prefix(path, f->path))
            path += strlen(f->path);
        g_string_append_printf(text, "%s %s;", diag_kind(d->code)->number, *path == '/' ? path + 1 : path);
    }
    return g_string_free(text, FALSE);
}

static void expect_messages(struct Fixture *f, const char *want)
{
    char *got = messages(f);
    g_assert_cmpstr(got, ==, want);
    g_free(got);
}

static char *names(const struct Input *input)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < input->file_count; i++)
        g_string_append_printf(text, "%s%s ", input->files[i].name, input->files[i].root ? "" : "-");
    return g_string_free(text, FALSE);
}

static void test_files(struct Fixture *f, gconstpointer data)
{
    (void)data;
    put(f, "themes.yaml", "themes: []\n");
    put(f, "emblem.svg", "<svg/>");
    put(f, "README.md", "for people");
    put(f, "replies/b.xml", "<reply/>");
    put(f, "replies/a.yaml", "id: a\n");
    put(f, "replies/Z.xml", "<reply/>");
    put(f, "replies/README", "for people");
    put(f, "parts/p.xml", "<part/>");
    put(f, "originals/deep/a.pdf", "%PDF \xFF");
    put(f, "originals/a.txt", "text");
    static const char *const temporary[] = {"replies/.#b.xml", "replies/#b.xml#", "replies/b.xml~", "replies/.b.xml.swp", "replies/4913", "replies/Thumbs.db",
                                            "replies/.DS_Store", "replies/b.xml.tmp", "replies/~$b.docx", "replies/b.xml___jb_old___",
                                            "originals/.hidden/x", "themes.yaml~", ".git/config"};
    for (size_t i = 0; i < G_N_ELEMENTS(temporary); i++)
        put(f, temporary[i], "\xFF half <");
    take(f);
    expect_messages(f, "");
    char *got = names(f->input);
    g_assert_cmpstr(got, ==, "emblem.svg- originals/a.txt- originals/deep/a.pdf- parts/p.xml replies/Z.xml replies/a.yaml replies/b.xml report.yaml themes.yaml ");
    g_free(got);
    const struct InputFile *file = input_file(f->input, "originals/a.txt");
    g_assert_cmpstr(file->sha256, ==, "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1");
    g_assert_cmpuint(file->size, ==, 4);
    g_assert_cmpstr(file->source->bytes, ==, "text");
    g_assert_null(input_file(f->input, "replies/README"));
    size_t count, first = input_files_under(f->input, "replies/", &count);
    g_assert_cmpuint(count, ==, 3);
    g_assert_cmpstr(f->input->files[first].name, ==, "replies/Z.xml");
    input_files_under(f->input, "zzz/", &count);
    g_assert_cmpuint(count, ==, 0);
}

/* The hash is that of names and bytes: not of the folder's name, times or order of making. */
static void test_hash(struct Fixture *f, gconstpointer data)
{
    (void)data;
    put(f, "replies/a.xml", "<a/>");
    take(f);
    char *hash = g_strdup(f->input->hash);
    put(f, "replies/a.xml", "<b/>");
    take(f);
    g_assert_cmpstr(f->input->hash, !=, hash);
    put(f, "replies/a.xml", "<a/>");
    take(f);
    g_assert_cmpstr(f->input->hash, ==, hash);
    put(f, "originals/x", "");
    take(f);
    g_assert_cmpstr(f->input->hash, !=, hash);
    g_free(hash);
}

/* Folders of documents under resolutions/, and what they may not hold; the kind of one is added to the templates. */
static void test_resolutions(struct Fixture *f, gconstpointer data)
{
    (void)data;
    put(f, "resolutions/one/report.yaml", "kind: note-verbale\n");
    put(f, "resolutions/one/parts/a.xml", "<part/>");
    put(f, "resolutions/one/README", "for people");
    put(f, "resolutions/one/x.docx", "x");                    /* SG1009 */
    put(f, "resolutions/a/b/c/d/e.xml/f.xml", "<part/>");     /* SG1009 */
    take(f);
    expect_messages(f, "SG1009 resolutions/a/b/c/d/e.xml;SG1009 resolutions/one/x.docx;");
    char *got = names(f->input);
    g_assert_cmpstr(got, ==, "report.yaml resolutions/one/parts/a.xml resolutions/one/report.yaml ");
    g_free(got);
    struct Input *templates = read_templates(f->arena, "templates", "fonts", "report", NULL, NULL, f->diags);
    size_t before = templates->file_count;
    char *hash = g_strdup(templates->hash);
    read_kind(f->arena, "templates", "note-verbale", NULL, templates, f->diags);
    g_assert_nonnull(input_file(templates, "kinds/note-verbale/kind.yaml"));
    g_assert_nonnull(input_file(templates, "kinds/report/kind.yaml"));
    g_assert_cmpstr(templates->hash, !=, hash);
    size_t after = templates->file_count;
    read_kind(f->arena, "templates", "note-verbale", NULL, templates, f->diags); /* there already */
    read_kind(f->arena, "templates", "../registers", NULL, templates, f->diags); /* no name */
    g_assert_cmpuint(after, >, before);
    g_assert_cmpuint(templates->file_count, ==, after);
    g_free(hash);
}

static void test_refused(struct Fixture *f, gconstpointer data)
{
    (void)data;
    put(f, "theme.yaml", "themes: []\n");          /* SG1010 */
    put(f, "reply/a.xml", "<reply/>");             /* SG1010 */
    put(f, "replies/a.docx", "x");                 /* SG1009 */
    put(f, "replies/a.yml", "id: x\n");             /* SG1009 */
    put(f, "replies/more/b.xml", "<reply/>");      /* SG1009 */
    put(f, "replies/\xE2\x80\xAE.xml", "<reply/>"); /* SG1011 */
    put(f, "replies/\xFF.xml", "<reply/>");         /* SG1011 */
    put(f, "secret", "canary");
    char *path = inside(f, "replies/link.xml");
    g_assert_cmpint(symlink("../secret", path), ==, 0); /* SG1005 */
    g_free(path);
    path = inside(f, "replies/pipe.xml");
    g_assert_cmpint(mkfifo(path, 0644), ==, 0); /* SG1006 */
    g_free(path);
    path = inside(f, "replies/big.yaml");
    put(f, "replies/big.yaml", "");
    g_assert_cmpint(truncate(path, LIMIT_FILE_BYTES + 1), ==, 0); /* SG1007 */
    g_free(path);
    put(f, "replies/bad.xml", "<a>");    /* SG1041 */
    put(f, "replies/bad2.yaml", "a: ["); /* SG1060 */
    put(f, "replies/good.xml", "<reply/>");
    take(f);
    expect_messages(f, "SG1009 replies/a.docx;SG1009 replies/a.yml;SG1041 replies/bad.xml;SG1060 replies/bad2.yaml;SG1007 replies/big.yaml;SG1005 "
                       "replies/link.xml;SG1009 replies/more;SG1006 replies/pipe.xml;SG1011 replies/\xE2\x80\xAE.xml;SG1011 "
                       "replies/\xFF.xml;SG1010 reply;SG1010 secret;SG1010 theme.yaml;");
    char *got = names(f->input);
    g_assert_cmpstr(got, ==, "replies/bad.xml- replies/bad2.yaml- replies/big.yaml- replies/good.xml replies/link.xml- replies/pipe.xml- report.yaml ");
    g_free(got);
    g_assert_null(input_file(f->input, "replies/link.xml")->sha256);
}

static void test_folders(struct Fixture *f, gconstpointer data)
{
    (void)data;
    char *report = inside(f, "report.yaml"), *replies = g_build_filename(f->path, "replies", NULL);
    g_assert_cmpint(unlink(report), ==, 0);
    g_assert_cmpint(symlink("/etc", replies), ==, 0);
    take(f);
    expect_messages(f, "SG1003 ;SG1002 replies;");
    g_assert_nonnull(f->input);
    g_assert_cmpuint(f->input->file_count, ==, 0);
    g_free(report);
    g_free(replies);

    char *path = f->path;
    f->path = g_build_filename(path, "nowhere", NULL);
    take(f);
    expect_messages(f, "SG1002 ;");
    g_assert_null(f->input);
    g_free(f->path);
    f->path = path;
}

static void test_unreadable(struct Fixture *f, gconstpointer data)
{
    (void)data;
    put(f, "replies/a.xml", "<reply/>");
    char *path = inside(f, "replies/a.xml");
    g_assert_cmpint(chmod(path, 0), ==, 0);
    gboolean root = geteuid() == 0;
    g_assert_true(!root || seteuid(65534) == 0);
    take(f);
    g_assert_true(!root || seteuid(0) == 0);
    expect_messages(f, "SG1004 replies/a.xml;");
    g_free(path);
}

static void test_large(struct Fixture *f, gconstpointer data)
{
    (void)data;
    char *text = g_strnfill(LIMIT_FILE_BYTES, ' ');
    memcpy(text, "a: x", 4);
    for (unsigned i = 0; i < LIMIT_FOLDER_BYTES / LIMIT_FILE_BYTES; i++) {
        char *name = g_strdup_printf("originals/%02u", i), *path = inside(f, name);
        put(f, name, "");
        g_assert_cmpint(truncate(path, LIMIT_FILE_BYTES), ==, 0);
        g_free(path);
        g_free(name);
    }
    put(f, "replies/a.yaml", text);
    take(f);
    expect_messages(f, "SG1012 replies/a.yaml;SG1012 report.yaml;");
    g_assert_nonnull(input_file(f->input, "originals/15")->sha256);
    g_free(text);
}

static void test_many(struct Fixture *f, gconstpointer data)
{
    (void)data;
    for (unsigned i = 0; i < LIMIT_FOLDER_FILES; i++) {
        char *name = g_strdup_printf("originals/%05u", i);
        put(f, name, "");
        g_free(name);
    }
    take(f);
    expect_messages(f, "SG1016 ;");
}

/* Writes the file in two steps, as a slow editor or a network does. */
struct Saving {
    struct Fixture *fixture;
    const char *first, *second;
    gint stop;
};

static gpointer save(gpointer data)
{
    struct Saving *saving = data;
    g_usleep(10000);
    put(saving->fixture, "replies/a.yaml", saving->second);
    return NULL;
}

/* What is half when it is read is read again when it is whole. The writer may come too late: so several tries. */
static void test_half_saved(struct Fixture *f, gconstpointer data)
{
    static const char *const halves[] = {"", "a: [1,", "a: \"x"};
    for (int tries = 0;; tries++) {
        struct Saving saving = {f, halves[tries % 3], "a: [1, 2]\n", 0};
        (void)data;
        put(f, "replies/a.yaml", saving.first);
        GThread *thread = g_thread_new("save", save, &saving);
        take(f);
        g_thread_join(thread);
        if (!diags_total(f->diags) && tries >= 2)
            break;
        g_assert_cmpint(tries, <, 30);
    }
    g_assert_cmpint(node_child(input_file(f->input, "replies/a.yaml")->root, "a")->kind, ==, NODE_LIST);
}

static gpointer keep_saving(gpointer data)
{
    struct Saving *saving = data;
    while (!g_atomic_int_get(&saving->stop)) {
        put(saving->fixture, "replies/a.yaml", saving->first);
        put(saving->fixture, "replies/a.yaml", saving->second);
    }
    return NULL;
}

/* What never rests is told, and nothing worse happens. Both states are halves: the second look then comes a
 * moment later, in which the writer has its turn however busy the machine is. */
static void test_never_at_rest(struct Fixture *f, gconstpointer data)
{
    (void)data;
    struct Saving saving = {f, "a: [1,\n", "a: [1, 2 and more,\n", 0};
    put(f, "replies/a.yaml", saving.first);
    GThread *thread = g_thread_new("save", keep_saving, &saving);
    gboolean told = FALSE;
    for (int i = 0; i < 200 && !told; i++) {
        take(f);
        char *got = messages(f);
        told = strstr(got, "SG1008 replies/a.yaml;") != NULL;
        g_free(got);
    }
    g_atomic_int_set(&saving.stop, 1);
    g_thread_join(thread);
    g_assert_true(told);
}

static void test_templates(struct Fixture *f, gconstpointer data)
{
    (void)data;
    put(f, "templates/kinds/report/kind.yaml", "a: 1\n");
    put(f, "templates/kinds/report/wording.en.yaml", "a: 1\n");
    put(f, "templates/kinds/other/kind.yaml", "a: 1\n");
    put(f, "templates/layouts/new-york/style.yaml", "a: 1\n");
    put(f, "templates/layouts/new-york/mark.svg", "<svg/>");
    put(f, "templates/registers/states.yaml", "a: 1\n");
    put(f, "fonts/faces.yaml", "a: 1\n");
    put(f, "fonts/README.md", "x");
    char *templates = inside(f, "templates"), *fonts = inside(f, "fonts");
    f->arena = arena_new();
    f->diags = diags_new();
    char *got = names(read_templates(f->arena, templates, fonts, "report", "new-york", NULL, f->diags));
    g_assert_cmpstr(got, ==, "fonts/faces.yaml kinds/report/kind.yaml kinds/report/wording.en.yaml layouts/new-york/mark.svg- "
                             "layouts/new-york/style.yaml registers/states.yaml ");
    g_free(got);
    got = names(read_templates(f->arena, templates, fonts, NULL, NULL, NULL, f->diags));
    g_assert_cmpstr(got, ==, "fonts/faces.yaml registers/states.yaml ");
    g_free(got);
    put(f, "templates/kinds/report/wording.fr.yaml", "a: 1\n");
    put(f, "templates/kinds/common.en.yaml", "a: 1\n");
    put(f, "templates/kinds/common.fr.yaml", "a: 1\n");
    got = names(read_templates(f->arena, templates, fonts, "report", "new-york", "fr", f->diags));
    g_assert_cmpstr(got, ==, "fonts/faces.yaml kinds/common.fr.yaml kinds/report/kind.yaml kinds/report/wording.fr.yaml "
                             "layouts/new-york/mark.svg- layouts/new-york/style.yaml registers/states.yaml ");
    g_free(got);
    expect_messages(f, "");
    got = names(read_templates(f->arena, templates, fonts, "../../fonts", "none", "en", f->diags));
    g_assert_cmpstr(got, ==, "fonts/faces.yaml kinds/common.en.yaml registers/states.yaml ");
    expect_messages(f, "SG1001 ;");
    g_free(got);
    g_free(templates);
    g_free(fonts);
}

#define ADD(name, function) g_test_add("/read-folder/" name, struct Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("files", test_files);
    ADD("hash", test_hash);
    ADD("resolutions", test_resolutions);
    ADD("refused", test_refused);
    ADD("folders", test_folders);
    ADD("unreadable", test_unreadable);
    ADD("large", test_large);
    ADD("many", test_many);
    ADD("half-saved", test_half_saved);
    ADD("never-at-rest", test_never_at_rest);
    ADD("templates", test_templates);
    return g_test_run();
}
