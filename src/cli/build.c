/* build and check: one worker a report, one summary line a report, the worst status. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "check/check.h"
#include "compose/compose.h"
#include "infer/infer.h"
#include "cli/cache.h"
#include "cli/job.h"
#include "cli/originals.h"
#include "cli/record.h"
#include "cli/sealed.h"
#include "cli/worker.h"

static char *messages_text(struct Diags *diags, enum DiagFormat format)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    diags_print(diags, out, format);
    fclose(out);
    return text;
}

/* ---- In the worker ---- */

static bool write_products(struct Job *job, const struct Task *task)
{
    for (guint i = 0; i < job->products->len; i++) {
        const struct Product *product = g_ptr_array_index(job->products, i);
        char *path = g_build_filename(task->output, product->name, NULL);
        bool written = file_replace(path, product->bytes->data, product->bytes->len, job->diags);
        if (i == 0)
            g_strlcpy(task->outcome->product, path, sizeof task->outcome->product);
        g_free(path);
        if (!written)
            return false;
    }
    return true;
}

static void count_messages(struct Outcome *outcome, const struct Record *record, struct Diags *diags)
{
    outcome->errors = (int)(diags_count(diags, SEVERITY_ERROR) + diags_count(diags, SEVERITY_SYSTEM));
    outcome->warnings = (int)diags_count(diags, SEVERITY_WARNING);
    outcome->new_errors = record ? record_new_errors(record, diags) : outcome->errors;
}

/* Nothing is written; what was said about the products is said again. */
static void repeat_last(const struct Task *task, const struct Record *record)
{
    struct Outcome *outcome = task->outcome;
    char *messages = record_text(record, task->options->message_format == DIAG_JSON ? "messages-json" : "messages");
    char *name = record_text(record, "products");
    fputs(messages, stderr);
    g_snprintf(outcome->product, sizeof outcome->product, "%s/%.*s", task->output, (int)strcspn(name, ";"), name);
    outcome->unchanged = true;
    outcome->status = record_status(record);
    outcome->errors = record_number(record, "error-count");
    outcome->warnings = record_number(record, "warnings");
    outcome->pages = record_number(record, "pages");
    g_free(messages);
    g_free(name);
}

static void finish(struct Job *job, struct Task *task, struct Record *record)
{
    struct Outcome *outcome = task->outcome;
    bool whole = job->reached == STAGE_EXPORT;
    outcome->built = whole && task->output && write_products(job, task);
    outcome->status = job_status(job);
    outcome->pages = job->pages ? (int)job->pages->page_count : 0;
    count_messages(outcome, record, job->diags);
    char *text = messages_text(job->diags, DIAG_TEXT), *json = messages_text(job->diags, DIAG_JSON);
    if (record && !record_save(record, job, outcome->status, text, json))
        outcome->status = STATUS_SYSTEM;
    fputs(job->options->message_format == DIAG_JSON ? json : text, stderr);
    if (job->broken)
        diag_print_broken(stderr, job->path, stage_words[job->reached], job->broken);
    if (job->options->timings)
        timings_print(job, stderr);
    free(text);
    free(json);
}

static void verbose(const struct Job *job, const char *confined)
{
    fprintf(stderr, "%s: templates %s, fonts %s; confined: %s\n", job->path, job->templates_path, job->fonts_path, confined);
    if (job->folder)
        fprintf(stderr, "%s: %zu files, hash %.16s\n", job->path, job->folder->file_count, job->folder->hash);
    if (job->dossier)
        fprintf(stderr, "%s: kind %s, layout %s, %zu replies, %zu claims\n", job->path, job->dossier->kind,
                job->dossier->layout, job->dossier->submission_count, job->dossier->claim_count);
    if (job->report)
        fprintf(stderr, "%s: %zu blocks, %zu notes, %zu generated sentences\n", job->path, job->report->block_count,
                job->report->note_count, job->report->sentence_count);
    for (size_t i = 0; job->pages && i < job->pages->face_count; i++)
        fprintf(stderr, "%s: face %s %s (%s %s)\n", job->path, job->pages->faces[i].family, job->pages->faces[i].style,
                job->pages->faces[i].package, job->pages->faces[i].version);
}

/* The editorial findings, of the command that only looks. */
static void lint(struct Job *job)
{
    const struct InferTables *tables =
        job->dossier ? infer_tables(job->arena, job->templates, language_tags[job->dossier->language]) : NULL;
    double start = timings_cpu();
    if (job->dossier)
        check_lint(job->arena, job->dossier, job->lexicon, job->diags);
    if (job->dossier) {
        struct Originals originals = originals_read(job, true);
        check_originals(job->arena, job->dossier, &originals, job->diags);
    }
    if (tables)
        infer_lint(job->arena, job->dossier, tables, job->diags);
    if (job->report)
        compose_lint(job->report, job->dossier, job->wording, job->lexicon, job->diags);
    job->cpu_lint = timings_cpu() - start;
}

static void work(struct Task *task)
{
    const struct Options *o = task->options;
    struct Job *job = job_new(o, task->path);
    struct Record *record = NULL;
    if (task->output && !file_make_folder(task->output, job->diags))
        g_clear_pointer(&task->output, g_free);
    if (task->output) {
        record = record_load(task->output, o);
        job->record = o->force ? NULL : record;
    }
    if (task->output && o->cache)
        cache_load(job, task->output);
    const char *confined = sandbox_enter(job, task->output);
    job->linted = !task->output;
    pipeline_run(job, STAGE_EXPORT);
    if (job->linted)
        lint(job);
    if (o->verbose)
        verbose(job, confined);
    if (job->unchanged)
        repeat_last(task, record);
    else
        finish(job, task, record);
    if (job->cache)
        cache_save(job, task->output);
    record_free(record);
    job_free(job);
}

/* --dump: what stands after a stage, on stdout. */
static void work_dump(struct Task *task)
{
    static const enum Stage stages[] = {STAGE_NONE, STAGE_READ, STAGE_CHECK, STAGE_COMPOSE, STAGE_LAYOUT};
    enum Dump dump = task->options->dump_kind;
    struct Job *job = job_new(task->options, task->path);
    sandbox_enter(job, NULL);
    pipeline_run(job, stages[dump]);
    for (size_t i = 0; dump == DUMP_NODE && job->folder && i < job->folder->file_count; i++) {
        printf("%s\n", job->folder->files[i].name);
        if (job->folder->files[i].root)
            node_dump(job->folder->files[i].root, stdout);
    }
    if (dump == DUMP_DOSSIER && job->dossier)
        dossier_dump(job->dossier, stdout);
    if (dump == DUMP_REPORT && job->report)
        report_dump(job->report, stdout);
    if (dump == DUMP_PAGES && job->pages)
        pages_dump(job->pages, job->report, stdout);
    finish(job, task, NULL);
    job_free(job);
}

/* ---- In the parent ---- */

static void summary_json(const struct Task *task)
{
    const struct Outcome *o = task->outcome;
    GString *line = g_string_new("{\"report\":{\"folder\":");
    char *folder = g_utf8_make_valid(task->path, -1);
    diag_json_string(line, folder);
    g_free(folder);
    g_string_append(line, ",\"product\":");
    diag_json_string(line, o->product);
    g_string_append_printf(line, ",\"status\":%d,\"built\":%s,\"unchanged\":%s,\"new_errors\":%d,\"old_errors\":%d,\"warnings\":%d,"
                                 "\"pages\":%d,\"seconds\":%.3f,\"cpu_seconds\":%.3f}}\n",
                           (int)o->status, o->built ? "true" : "false", o->unchanged ? "true" : "false", o->new_errors,
                           o->errors - o->new_errors, o->warnings, o->pages, o->seconds, o->cpu);
    fputs(line->str, stdout);
    g_string_free(line, TRUE);
}

static void summary_text(const struct Task *task)
{
    const struct Outcome *o = task->outcome;
    if (o->built || o->unchanged)
        printf("%s: %s, %d page%s", o->product, o->unchanged ? "unchanged" : "built", o->pages, o->pages == 1 ? "" : "s");
    else
        printf("%s: %s", task->path, task->output ? "not built" : "checked");
    if (o->errors)
        printf(", %d error%s (%d new)", o->errors, o->errors == 1 ? "" : "s", o->new_errors);
    if (o->warnings)
        printf(", %d warning%s", o->warnings, o->warnings == 1 ? "" : "s");
    printf(", %.2f s\n", o->seconds);
}

static void report_signal(const struct Task *task)
{
    const struct Outcome *o = task->outcome;
    struct Diags *diags = diags_new();
    if (o->signal == SIGXCPU || o->signal == SIGALRM)
        diag(diags, SG_WORKER_ENDED, SPAN_NONE, "\"%s\": more than %d seconds of work", task->path, LIMIT_WORKER_CPU_SECONDS);
    else if (o->signal)
        diag(diags, SG_WORKER_ENDED, SPAN_NONE, "\"%s\": signal %d, %s", task->path, o->signal, g_strsignal(o->signal));
    else
        diag(diags, SG_WORKER_ENDED, SPAN_NONE, "\"%s\": the process could not be started or left early", task->path);
    diags_print(diags, stderr, task->options->message_format);
    diags_free(diags);
}

static void ended(struct Task *task)
{
    if (!task->outcome->finished) {
        report_signal(task);
        task->outcome->errors = task->outcome->new_errors = 1;
    }
    const struct Options *o = task->options;
    if (o->quiet || o->dump_kind != DUMP_NONE)
        return;
    if (o->message_format == DIAG_JSON)
        summary_json(task);
    else
        summary_text(task);
    fflush(stdout);
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The folders to build: those named; or this one, if it is a report; or all under submissions/. */
static GPtrArray *folders(const struct Options *options)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    for (char **a = options->arguments; *a; a++)
        g_ptr_array_add(list, g_strdup(*a));
    if (list->len)
        return list;
    if (g_file_test("report.yaml", G_FILE_TEST_EXISTS)) {
        g_ptr_array_add(list, g_strdup("."));
        return list;
    }
    GDir *dir = g_dir_open("submissions", 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        char *path = g_build_filename("submissions", name, NULL), *manifest = g_build_filename(path, "report.yaml", NULL);
        if (g_file_test(manifest, G_FILE_TEST_EXISTS))
            g_ptr_array_add(list, g_steal_pointer(&path));
        g_free(path);
        g_free(manifest);
    }
    if (dir)
        g_dir_close(dir);
    g_ptr_array_sort(list, compare_texts);
    return list;
}

/* Two folders of one name would write over each other. */
static bool names_differ(const struct Task *tasks, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; tasks[i].output && j < i; j++)
            if (g_strcmp0(tasks[i].output, tasks[j].output) == 0) {
                fprintf(stderr, "sgreport: \"%s\" and \"%s\" would both be written to \"%s\"\n", tasks[j].path, tasks[i].path,
                        tasks[i].output);
                return false;
            }
    return true;
}

static void summary_of_all(const struct Options *options, const struct Task *tasks, size_t count, enum Status worst)
{
    int built = 0, unchanged = 0;
    for (size_t i = 0; i < count; i++) {
        built += tasks[i].outcome->built;
        unchanged += tasks[i].outcome->unchanged;
    }
    if (options->quiet || options->dump_kind != DUMP_NONE)
        return;
    if (options->message_format == DIAG_JSON)
        printf("{\"run\":{\"reports\":%zu,\"built\":%d,\"unchanged\":%d,\"failed\":%d,\"status\":%d}}\n", count, built,
               unchanged, (int)count - built - unchanged, (int)worst);
    else if (count > 1)
        printf("%zu reports: %d built, %d unchanged, %d failed\n", count, built, unchanged, (int)count - built - unchanged);
}

static enum Status run(const struct Options *options, GPtrArray *paths, bool writes)
{
    size_t count = paths->len;
    struct Task *tasks = g_new0(struct Task, count);
    for (size_t i = 0; i < count; i++) {
        tasks[i].options = options;
        tasks[i].path = g_ptr_array_index(paths, i);
        char *name = paths_report_name(tasks[i].path);
        tasks[i].output = writes ? g_build_filename(options->output ? options->output : "out", name, NULL) : NULL;
        g_free(name);
    }
    enum Status worst = names_differ(tasks, count) ? STATUS_BUILT : STATUS_USAGE;
    if (worst == STATUS_BUILT) {
        if (!workers_run(tasks, count, options->jobs, options->dump_kind == DUMP_NONE ? work : work_dump, ended))
            worst = STATUS_SYSTEM;
        for (size_t i = 0; i < count && tasks[i].outcome; i++)
            worst = MAX(worst, tasks[i].outcome->status);
        if (writes && worst != STATUS_USAGE)
            summary_of_all(options, tasks, count, worst);
    }
    for (size_t i = 0; i < count; i++)
        g_free(tasks[i].output);
    g_free(tasks);
    return worst;
}

enum Status command_build(const struct Options *options)
{
    GPtrArray *paths = folders(options);
    if (!paths->len)
        fputs("sgreport: no report here: name a folder that holds a report.yaml\n", stderr);
    enum Status status = paths->len ? run(options, paths, options->dump_kind == DUMP_NONE) : STATUS_USAGE;
    g_ptr_array_unref(paths);
    return status;
}

/* Sealed files first, then folders. */
enum Status command_check(const struct Options *options)
{
    GPtrArray *paths = folders(options);
    enum Status worst = STATUS_BUILT;
    for (guint i = 0; i < paths->len;) {
        const char *path = g_ptr_array_index(paths, i);
        if (!sealed_named(path)) {
            i++;
            continue;
        }
        enum Status status = sealed_check(options, path);
        worst = MAX(worst, status);
        g_ptr_array_remove_index(paths, i);
    }
    if (paths->len) {
        enum Status status = run(options, paths, false);
        worst = MAX(worst, status);
    }
    g_ptr_array_unref(paths);
    return worst;
}
