/* status, explain, coverage, confirm and schema: what stands in a folder, where sentences come from, what a message means,
 * what may be written. */
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "check/check.h"
#include "export/export.h"
#include "cli/job.h"
#include "cli/originals.h"

struct Tags {
    int all, claimed, reviewed, inferred;
};

static void count_tags(const struct Submission *submission, struct Tags *tags)
{
    for (const struct Statement *s = submission->statements; s; s = s->next) {
        tags->all++;
        tags->claimed += s->claim != NULL;
        tags->reviewed += s->provenance == TAG_REVIEWED;
        tags->inferred += s->provenance == TAG_INFERRED;
    }
}

static const char *state_of(const struct Submission *s)
{
    return s->superseded ? "replaced" : s->broken ? "broken" : s->late ? "late" : !s->observations ? "no observations" : "in time";
}

static void print_invited(const struct Dossier *dossier)
{
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        int known = 0, answered = 0;
        for (size_t i = 0; i < dossier->respondent_count; i++) {
            const struct Respondent *r = &dossier->respondents[i];
            bool has = false;
            for (size_t s = 0; s < dossier->submission_count; s++)
                has = has || dossier->submissions[s].respondent == r;
            known += (int)r->kind == kind;
            answered += (int)r->kind == kind && has;
        }
        if (dossier->respondent_invited[kind] || answered)
            printf("%-12s %s, answered %d of %d in the register\n", respondent_kind_words[kind],
                   dossier->respondent_invited[kind] ? "asked" : "not asked", answered, known);
    }
}

static void print_reply(const struct Submission *s, enum Language language, size_t words, struct Tags *all)
{
    struct Tags tags = {0};
    count_tags(s, &tags);
    const char *name = s->respondent->names[language].list;
    printf("%-16s %-44s %-15s %6zu words %4d statements %4d on claims %4d reviewed %4d inferred\n", s->id,
           name ? name : s->respondent->id, state_of(s), words, tags.all, tags.claimed, tags.reviewed, tags.inferred);
    all->all += tags.all;
    all->claimed += tags.claimed;
    all->reviewed += tags.reviewed;
    all->inferred += tags.inferred;
}

/* Runs the stages that settle the words. NULL, with messages printed, when they do not end well. */
static struct Job *composed(const struct Options *options, enum Status *status)
{
    struct Job *job = job_new(options, options->arguments[0]);
    bool whole = pipeline_run(job, STAGE_COMPOSE);
    diags_print(job->diags, stderr, options->message_format);
    if (job->broken)
        diag_print_broken(stderr, job->path, stage_words[job->reached], job->broken);
    *status = job_status(job);
    if (*status == STATUS_ERRORS)
        *status = STATUS_BUILT; /* what is printed of a report with errors is right */
    if (whole)
        return job;
    job_free(job);
    return NULL;
}

enum Status command_status(const struct Options *options)
{
    enum Status status;
    struct Job *job = composed(options, &status);
    if (!job)
        return status;
    const struct Dossier *d = job->dossier;
    struct Tags all = {0};
    print_invited(d);
    for (size_t i = 0; i < d->submission_count; i++)
        print_reply(&d->submissions[i], d->language, report_words(job->report, &d->submissions[i]), &all);
    size_t words = report_words(job->report, NULL), limit = (size_t)job->report->word_limit;
    printf("%zu replies, %d statements (%d on claims, %d reviewed, %d inferred); %zu words", d->submission_count, all.all,
           all.claimed, all.reviewed, all.inferred, words);
    if (limit)
        printf(" of %zu: %s", limit, words > limit ? "over the limit" : "within the limit");
    puts("");
    job_free(job);
    return status;
}

/* Prints and frees; a missing text is a wrong question. */
static enum Status print_text(GString *text, enum Status status, const char *otherwise)
{
    if (!text) {
        fprintf(stderr, "sgreport: %s\n", otherwise);
        return STATUS_USAGE;
    }
    fwrite(text->str, 1, text->len, stdout);
    g_string_free(text, TRUE);
    return status;
}

enum Status command_coverage(const struct Options *options)
{
    enum Status status;
    struct Job *job = composed(options, &status);
    if (!job)
        return status;
    enum CoverageFormat format = options->csv ? COVERAGE_CSV : COVERAGE_TEXT;
    if (options->passages) {
        sandbox_enter(job, NULL); /* originals may be anything */
        struct Originals originals = originals_read(job, false);
        print_text(export_passages(job->dossier, &originals, format), status, "");
    } else {
        print_text(export_coverage(job->report, job->dossier, format), status, "");
    }
    job_free(job);
    return status;
}

enum Status command_confirm(const struct Options *options)
{
    enum Status status;
    struct Job *job = composed(options, &status);
    if (!job)
        return status;
    size_t count;
    GString *text = export_confirmed(job->report, options->arguments[1], &count);
    char *path = g_build_filename(options->arguments[0], "overrides.yaml", NULL);
    struct Diags *diags = diags_new();
    if (text && !file_replace(path, text->str, text->len, diags))
        status = STATUS_SYSTEM;
    diags_print(diags, stderr, options->message_format);
    diags_free(diags);
    if (!text) {
        fputs("sgreport: no override of that key\n", stderr);
        status = STATUS_USAGE;
    } else {
        if (!options->quiet && status != STATUS_SYSTEM)
            printf("%s: %zu confirmed\n", path, count);
        g_string_free(text, TRUE);
    }
    g_free(path);
    job_free(job);
    return status;
}

static enum Status explain_code(const char *code)
{
    static const char *const severities[] = {"note", "warning", "error", "system error"};
    const struct DiagKind *kind = diag_kind_find(code);
    if (!kind) {
        fprintf(stderr, "sgreport: there is no message \"%s\"\n", code);
        return STATUS_USAGE;
    }
    printf("%s %s: %s\n", kind->number, severities[kind->severity], kind->text);
    if (*kind->done)
        printf("    = %s\n", kind->done);
    printf("\n%s\n", kind->explanation);
    return STATUS_BUILT;
}

enum Status command_explain(const struct Options *options)
{
    if (options->argument_count < 2)
        return explain_code(options->arguments[0]);
    enum Status status;
    struct Job *job = composed(options, &status);
    if (!job)
        return status;
    status = print_text(export_explain(job->report, job->dossier, options->arguments[1]), status,
                        "no generated sentence stands there");
    job_free(job);
    return status;
}

enum Status command_schema(const struct Options *options)
{
    const char *name = options->arguments[0];
    if (!name) {
        for (size_t i = 0; check_schema_names[i]; i++)
            puts(check_schema_names[i]);
        return STATUS_BUILT;
    }
    struct Arena *arena = arena_new();
    const char *schema = check_schema(arena, name);
    if (schema)
        fputs(schema, stdout);
    else
        fprintf(stderr, "sgreport: there is no schema \"%s\"\n", name);
    arena_free(arena);
    return schema ? STATUS_BUILT : STATUS_USAGE;
}
