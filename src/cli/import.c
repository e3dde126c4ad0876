/* import: a folder made whole beside its place, then put there in one step. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "cli/job.h"
#include "import/import.h"
#include "read/read.h"

static bool write_files(const struct Import *import, const char *folder, struct Diags *diags)
{
    bool well = file_make_folder(folder, diags);
    for (size_t i = 0; well && i < import->file_count; i++) {
        char *path = g_build_filename(folder, import->files[i].name, NULL), *above = g_path_get_dirname(path);
        well = file_make_folder(above, diags) && file_replace(path, import->files[i].bytes->str, import->files[i].bytes->len, diags);
        g_free(above);
        g_free(path);
    }
    return well;
}

/* Takes away what write_files() made, and nothing else. */
static void take_away(const struct Import *import, const char *folder)
{
    for (size_t i = 0; i < import->file_count; i++) {
        char *path = g_build_filename(folder, import->files[i].name, NULL), *above = g_path_get_dirname(path);
        unlink(path);
        if (strcmp(above, folder) != 0)
            rmdir(above);
        g_free(above);
        g_free(path);
    }
    rmdir(folder);
}

static bool failed(struct Diags *diags, const char *path)
{
    diag(diags, SG_CANNOT_WRITE, SPAN_NONE, "\"%s\": %s", path, g_strerror(errno));
    return false;
}

/* Puts the new folder in its place; what stood there is kept as "FOLDER~". */
static bool put_in_place(const char *made, const char *folder, struct Diags *diags)
{
    if (file_is_free(folder))
        return rename(made, folder) == 0 || failed(diags, folder);
    char *kept = g_strconcat(folder, "~", NULL);
    bool well = file_is_free(kept) || ((errno = EEXIST), failed(diags, kept));
    well = well && (renameat2(AT_FDCWD, made, AT_FDCWD, folder, RENAME_EXCHANGE) == 0 || failed(diags, folder));
    if (well && rename(made, kept) < 0) {
        well = failed(diags, kept);
        renameat2(AT_FDCWD, made, AT_FDCWD, folder, RENAME_EXCHANGE);
    }
    g_free(kept);
    return well;
}

static bool write_folder(const struct Import *import, const char *folder, struct Diags *diags)
{
    char *made = g_strdup_printf("%s.sgreport-%ld", folder, (long)getpid());
    bool well = write_files(import, made, diags) && put_in_place(made, folder, diags);
    if (!well)
        take_away(import, made);
    g_free(made);
    return well;
}

static struct Import *read_and_import(struct Job *job, const char *path)
{
    struct Input *tables = job->templates_path ? read_tables(job->arena, job->templates_path, job->diags) : NULL;
    struct Source *bytes = tables ? read_bytes(job->arena, path, job->diags) : NULL;
    if (bytes && read_is_word(bytes)) {
        struct Node *word = read_word(job->arena, bytes, job->diags);
        return word ? import_word(job->arena, word, tables, job->diags) : NULL;
    }
    struct Source *text = bytes ? read_text(job->arena, bytes, job->diags) : NULL;
    return text ? import_text(job->arena, text, tables, job->diags) : NULL;
}

enum Status command_import(const struct Options *options)
{
    const char *path = options->arguments[0];
    if (!options->output || !*options->output) {
        fprintf(stderr, "sgreport: import needs -o FOLDER\n");
        return STATUS_USAGE;
    }
    char *folder = g_strdup(options->output);
    for (size_t end = strlen(folder); end > 1 && folder[end - 1] == '/';)
        folder[--end] = '\0';
    if (!options->replace && !file_is_free(folder)) {
        fprintf(stderr, "sgreport: \"%s\" is there already and not empty; --replace keeps it as \"%s~\"\n", folder, folder);
        g_free(folder);
        return STATUS_USAGE;
    }
    struct Job *job = job_new(options, path);
    struct Import *import = read_and_import(job, path);
    bool well = import && write_folder(import, folder, job->diags);
    diags_print(job->diags, stderr, options->message_format);
    if (well && !options->quiet)
        printf("%s: %zu files; next: sgreport build %s\n", folder, import->file_count, folder);
    enum Status status = well ? STATUS_BUILT : diags_count(job->diags, SEVERITY_SYSTEM) ? STATUS_SYSTEM : STATUS_INPUT;
    job_free(job);
    g_free(folder);
    return status;
}
