/* annotate, review and merge: tables of suggestions for a person, and the files with what the person decided.
 */
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "cli/job.h"
#include "infer/infer.h"

static struct Job *checked(const struct Options *options, enum Status *status)
{
    struct Job *job = job_new(options, options->arguments[0]);
    bool whole = pipeline_run(job, STAGE_CHECK);
    *status = job_status(job);
    if (*status == STATUS_ERRORS)
        *status = STATUS_BUILT; /* what is suggested of a folder with errors is right */
    if (whole)
        return job;
    diags_print(job->diags, stderr, options->message_format);
    job_free(job);
    return NULL;
}

static struct Suggestions suggestions_of(struct Job *job)
{
    const struct InferTables *tables =
        infer_tables(job->arena, job->templates, language_tags[job->dossier->language]);
    return tables ? infer_suggest(job->arena, job->dossier, tables) : (struct Suggestions){NULL, 0};
}

static void print_and_free(GString *text)
{
    fwrite(text->str, 1, text->len, stdout);
    g_string_free(text, TRUE);
}

enum Status command_annotate(const struct Options *options)
{
    enum Status status;
    struct Job *job = checked(options, &status);
    if (!job)
        return status;
    struct Suggestions suggestions = suggestions_of(job);
    print_and_free(infer_table(&suggestions));
    job_free(job);
    return status;
}

/* The table as a source, so that messages show its rows. NULL, with a line, when it cannot be read. */
static struct Source *read_table(struct Job *job, const char *path)
{
    char *bytes = NULL;
    gsize length;
    if (!g_file_get_contents(path, &bytes, &length, NULL)) {
        fprintf(stderr, "sgreport: %s cannot be read\n", path);
        return NULL;
    }
    return source_new(job->arena, path, arena_defer(job->arena, g_free, bytes), length);
}

static enum Status write_files(struct Job *job, const struct TaggedFiles *files, const char *what,
                               enum Status status)
{
    struct Diags *diags = job->diags;
    for (size_t i = 0; i < files->count; i++) {
        char *path = g_build_filename(job->path, files->items[i].name, NULL);
        if (!file_replace(path, files->items[i].bytes->str, files->items[i].bytes->len, diags))
            status = STATUS_SYSTEM;
        g_string_free(files->items[i].bytes, TRUE);
        g_free(path);
    }
    diags_print(diags, stderr, job->options->message_format);
    if (!job->options->quiet && status != STATUS_SYSTEM)
        printf("%s: %zu %s in %zu files\n", job->path, files->accepted, what, files->count);
    if (status == STATUS_BUILT && diags_count(diags, SEVERITY_ERROR))
        status = STATUS_ERRORS;
    return status;
}

static char *today(void)
{
    GDateTime *now = g_date_time_new_now_local();
    char *text = g_date_time_format(now, "%Y-%m-%d");
    g_date_time_unref(now);
    return text;
}

enum Status command_review(const struct Options *options)
{
    enum Status status;
    struct Job *job = checked(options, &status);
    struct Source *table = job ? read_table(job, options->arguments[1]) : NULL;
    if (table) {
        char *day = today();
        struct Suggestions suggestions = suggestions_of(job);
        struct TaggedFiles files =
            infer_review(job->arena, job->folder, &suggestions, job->dossier, table, day, job->diags);
        status = write_files(job, &files, "tags accepted", status);
        g_free(day);
    } else if (job) {
        status = STATUS_USAGE;
    }
    if (job)
        job_free(job);
    return status;
}

enum Status command_merge(const struct Options *options)
{
    enum Status status;
    struct Job *job = checked(options, &status);
    if (!job)
        return status;
    if (!options->arguments[1]) {
        print_and_free(infer_merges(job->dossier));
    } else {
        struct Source *table = read_table(job, options->arguments[1]);
        char *day = today();
        struct TaggedFiles files = {NULL, 0, 0};
        if (table)
            files = infer_merge_review(job->arena, job->folder, job->dossier, table, day, job->diags);
        status = table ? write_files(job, &files, "decisions", status) : STATUS_USAGE;
        g_free(day);
    }
    job_free(job);
    return status;
}
