/* init: a copy of templates/init/, which the author then writes over. */
#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "cli/job.h"

static bool copy_tree(const char *from, const char *to, struct Diags *diags)
{
    GDir *dir = g_dir_open(from, 0, NULL);
    bool well = dir && file_make_folder(to, diags);
    for (const char *name; well && (name = g_dir_read_name(dir));) {
        char *source = g_build_filename(from, name, NULL), *target = g_build_filename(to, name, NULL), *bytes = NULL;
        gsize length;
        if (g_file_test(source, G_FILE_TEST_IS_DIR))
            well = copy_tree(source, target, diags);
        else
            well = g_file_get_contents(source, &bytes, &length, NULL) && file_replace(target, bytes, length, diags);
        g_free(bytes);
        g_free(source);
        g_free(target);
    }
    if (dir)
        g_dir_close(dir);
    return well;
}

enum Status command_init(const struct Options *options)
{
    const char *path = options->arguments[0];
    if (!file_is_free(path)) {
        fprintf(stderr, "sgreport: \"%s\" is there already and not empty\n", path);
        return STATUS_USAGE;
    }
    struct Job *job = job_new(options, path);
    char *model = job->templates_path ? g_build_filename(job->templates_path, "init", NULL) : NULL;
    bool well = model && copy_tree(model, path, job->diags);
    diags_print(job->diags, stderr, options->message_format);
    if (well && !options->quiet)
        printf("%s: a new report; next: sgreport build %s\n", path, path);
    g_free(model);
    job_free(job);
    return well ? STATUS_BUILT : STATUS_SYSTEM;
}
