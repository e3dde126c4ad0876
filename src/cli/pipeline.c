/* The whole pipeline:
 *
 *     bytes -read-> NODE -check-> DOSSIER -compose-> REPORT -layout-> PAGES -draw-> DRAWING -seal-> PDF; export
 *
 * Each stage is one call; between two stages stand only the questions whether it gave a result, whether that keeps its
 * promises, and whether more is wanted. */
#include "cli/job.h"

#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "check/check.h"
#include "cli/cache.h"
#include "cli/sources.h"
#include "cli/version.h"
#include "compose/compose.h"
#include "draw/draw.h"
#include "export/export.h"
#include "layout/layout.h"
#include "read/read.h"
#include "seal/seal.h"

#define PNG_RESOLUTION 144 /* dots an inch: two to a point */

const char *const stage_words[STAGE_COUNT] = {"start", "read", "check", "compose", "layout", "draw", "seal", "export"};

/* A word of report.yaml, needed before it is checked: which templates to read. */
static const char *manifest_word(const struct Job *job, const char *key)
{
    const struct InputFile *manifest = job->folder ? input_file(job->folder, "report.yaml") : NULL;
    const struct Node *value = manifest && manifest->root ? node_child(manifest->root, key) : NULL;
    return value ? node_text(value) : NULL;
}

/* Kinds of the documents under resolutions/ of the folder. */
static void read_kinds(struct Job *job)
{
    size_t count, first = input_files_under(job->folder, "resolutions/", &count);
    for (size_t i = first; job->templates && i < first + count; i++) {
        const struct InputFile *file = &job->folder->files[i];
        const struct Node *kind = file->root && g_str_has_suffix(file->name, "/report.yaml") ? node_child(file->root, "kind") : NULL;
        if (kind && node_text(kind))
            read_kind(job->arena, job->templates_path, node_text(kind), manifest_word(job, "language"), job->templates, job->diags);
    }
}

/* The layout the manifest asks for, or the one that belongs to the kind of document. */
static const char *layout_name(const struct Job *job)
{
    return job->dossier->layout ? job->dossier->layout : job->wording->layout;
}

/* Same key, same products: the bytes read, the program, and the options that change what is written. */
static void make_key(struct Job *job)
{
    const struct Options *o = job->options;
    struct stat program = {0};
    stat("/proc/self/exe", &program);
    char *all = g_strdup_printf("%s %s %s %ld %ld.%ld %d %d %d %d %d %d", SG_VERSION, job->folder->hash, job->templates->hash,
                                (long)program.st_size, (long)program.st_mtim.tv_sec, (long)program.st_mtim.tv_nsec,
                                o->final, o->reviewed_only, o->strict, (int)o->format_kind, (int)o->pdf_standard, o->linearize);
    char key[SHA256_HEX];
    sha256_of(all, strlen(all), key);
    job->key = g_strdup(key);
    g_free(all);
}

static void add_product(struct Job *job, const char *ending, GByteArray *bytes)
{
    struct Product *product = g_new(struct Product, 1);
    product->name = g_strconcat(job->report->file_stem, job->options->final ? "" : ".draft", ending, NULL);
    product->bytes = bytes;
    g_ptr_array_add(job->products, product);
}

static GByteArray *take_string(GString *text)
{
    gsize length = text->len;
    return g_byte_array_new_take((guint8 *)g_string_free(text, FALSE), length);
}

/* A PNG for each page of the PDF. */
static bool add_pictures(struct Job *job)
{
    for (size_t i = 0; i < job->pages->page_count; i++) {
        GByteArray *png = export_png(job->pdf, i, PNG_RESOLUTION, job->diags);
        if (!png)
            return false;
        char *ending = g_strdup_printf(".%03zu.png", i + 1);
        add_product(job, ending, png);
        g_free(ending);
    }
    return true;
}

static void add_trace(struct Job *job)
{
    double start = timings_cpu();
    add_product(job, ".trace.json", take_string(export_trace(job->report, job->dossier, job->options->final)));
    job->cpu_trace = timings_cpu() - start;
}

static bool add_products(struct Job *job)
{
    switch (job->options->format_kind) {
    case FORMAT_TEXT:
        add_product(job, ".txt", take_string(export_text(job->report)));
        break;
    case FORMAT_PNG:
        return add_pictures(job);
    case FORMAT_PDF:
        add_product(job, ".pdf", g_byte_array_ref(job->pdf));
        add_trace(job);
        break;
    }
    return true;
}

/* What the seal stage is asked for. */
static struct SealOptions seal_options(struct Job *job)
{
    struct SealOptions options = {.standard = job->options->pdf_standard, .linearize = job->options->linearize,
                                  .threads = job->options->threads};
    sources_public(job, &options);
    return options;
}

/* True when the last run wrote the same already. */
static bool stands(struct Job *job)
{
    make_key(job);
    job->unchanged = record_holds(job->record, job->key);
    return job->unchanged;
}

/* Positions that are sound, and every word of the report on them. */
static const char *promises_of(const struct Job *job)
{
    const char *broken = pages_verify(job->pages);
    return broken ? broken : layout_verify(job->arena, job->pages, job->report);
}

/* Ends a stage: takes its time and memory, and says whether to go on to the next. */
static bool goes_on(struct Job *job, enum Stage stage, enum Stage last, bool result, const char *broken)
{
    double before = 0;
    for (size_t i = 0; i < STAGE_COUNT; i++)
        before += job->cpu[i];
    job->cpu[stage] = timings_cpu() - before;
    job->memory[stage] = timings_memory();
    job->broken = broken;
    if (result && !broken)
        job->reached = stage;
    return job->reached == stage && stage < last;
}

/* The document to issue has no errors. */
static bool refused(const struct Job *job)
{
    return job->options->final && (diags_count(job->diags, SEVERITY_ERROR) || diags_count(job->diags, SEVERITY_SYSTEM));
}

/* After the check stage only places in the sources of replies matter, unless the editorial findings are looked for. */
static void drop_nodes(struct Job *job)
{
    if (job->linted)
        return;
    for (size_t i = 0; i < job->dossier->submission_count; i++)
        job->dossier->submissions[i].node = NULL;
    input_drop_trees(job->folder);
}

bool pipeline_run(struct Job *job, enum Stage last)
{
    struct Arena *arena = job->arena;
    struct Diags *diags = job->diags;
    const struct Options *o = job->options;
    job->wanted = last;
    job->cpu[STAGE_NONE] = timings_cpu();
    job->memory[STAGE_NONE] = timings_memory();

    job->folder = read_folder(arena, job->path, diags);
    if (job->folder)
        job->templates = read_templates(arena, job->templates_path, job->fonts_path, manifest_word(job, "kind"),
                                        manifest_word(job, "layout"), manifest_word(job, "language"), diags);
    if (job->folder)
        read_kinds(job);
    if (!goes_on(job, STAGE_READ, last, job->templates != NULL, NULL) || stands(job))
        return job->reached == last;

    job->dossier = check_dossier(arena, job->folder, job->templates, diags);
    if (job->dossier)
        job->wording = check_wording(arena, job->templates, job->dossier->kind, job->dossier->language, diags);
    if (job->wording)
        job->style = check_style(arena, job->templates, layout_name(job), diags);
    if (job->wording) {
        job->lexicon = check_lexicon(arena, job->templates, job->dossier->language, diags);
        check_text(arena, job->dossier, job->wording, job->lexicon, diags);
    }
    if (!goes_on(job, STAGE_CHECK, last, job->style != NULL, job->dossier ? dossier_verify(job->dossier) : NULL))
        return job->reached == last;
    drop_nodes(job);

    job->report = compose_report(arena, job->dossier, job->wording,
                                 (struct ComposeOptions){o->final, o->reviewed_only, timings_cpu, &job->cpu_conclusions}, diags);
    if (!goes_on(job, STAGE_COMPOSE, last, job->report != NULL, job->report ? report_verify(job->report) : NULL))
        return job->reached == last;

    if (job->cache)
        cache_stamp(job);
    job->pages = layout_report(arena, job->report, job->style,
                               (struct LayoutOptions){!o->final, o->threads, job->cache}, diags);
    if (!goes_on(job, STAGE_LAYOUT, last, job->pages != NULL, job->pages ? promises_of(job) : NULL) || refused(job))
        return job->reached == last;

    bool printed = o->format_kind != FORMAT_TEXT;
    if (printed)
        job->drawing = draw_pages(job->pages, job->report, o->threads, diags);
    if (!goes_on(job, STAGE_DRAW, last, job->drawing || !printed, NULL))
        return job->reached == last;

    if (printed)
        job->pdf = seal_pdf(job->drawing, job->pages, job->report, seal_options(job), diags);
    if (!goes_on(job, STAGE_SEAL, last, job->pdf || !printed, NULL))
        return job->reached == last;

    goes_on(job, STAGE_EXPORT, last, add_products(job) && !refused(job), NULL);
    return job->reached == last;
}
