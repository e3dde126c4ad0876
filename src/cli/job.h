/* One run of the pipeline over one folder: what it needs, what it made, what it took. */
#ifndef SG_CLI_JOB_H
#define SG_CLI_JOB_H

#include <stdbool.h>
#include <stdio.h>

#include <glib.h>

#include "base/diag.h"
#include "cli/options.h"
#include "model/dossier.h"
#include "model/drawing.h"
#include "model/input.h"
#include "model/lexicon.h"
#include "model/pages.h"
#include "model/report.h"
#include "model/style.h"
#include "model/wording.h"

struct Arena;
struct LayoutCache;
struct Record;

enum Stage { STAGE_NONE, STAGE_READ, STAGE_CHECK, STAGE_COMPOSE, STAGE_LAYOUT, STAGE_DRAW, STAGE_SEAL, STAGE_EXPORT, STAGE_COUNT };
extern const char *const stage_words[STAGE_COUNT];

/* A file to be written: "A_68_277-EN.draft.pdf". */
struct Product {
    char *name;
    GByteArray *bytes;
};

struct Job {
    const struct Options *options;
    const char *path; /* of the report's folder, as given */
    char *templates_path, *fonts_path;
    bool linted; /* the editorial findings are wanted, too */
    const struct Record *record; /* of the last run; NULL: build in any case */

    struct Arena *arena; /* of all models */
    struct Diags *diags;
    struct Input *folder, *templates;
    struct Dossier *dossier;
    struct Wording *wording;
    struct Lexicon *lexicon; /* NULL: none in the language of the edition */
    struct Style *style;
    struct Report *report;
    struct LayoutCache *cache; /* NULL: none is asked for */
    struct Pages *pages;
    struct Drawing *drawing;
    GByteArray *pdf;
    GPtrArray *products; /* struct Product * */

    char *key;              /* hash of all that the products depend on */
    enum Stage wanted;      /* the last stage that was asked for */
    enum Stage reached;     /* the last stage that gave a sound result */
    bool unchanged;         /* the products of the last run still stand */
    const char *broken;     /* a broken promise; NULL */
    double cpu[STAGE_COUNT]; /* seconds */
    long memory[STAGE_COUNT]; /* peak in kB up to the end of each */
    double cpu_conclusions, cpu_trace; /* of these, parts of compose and export */
    double cpu_lint;         /* of the editorial findings, after the stages */
};

/* Owned by the caller (job_free). A missing templates/ is a message. */
struct Job *job_new(const struct Options *options, const char *path);
void job_free(struct Job *job);

/* Runs the stages up to `last`. False when one of them has no result: job->broken, job->unchanged or the messages say why. */
bool pipeline_run(struct Job *job, enum Stage last);
/* True when the record of the last run holds the same key and its products still stand. */
bool record_holds(const struct Record *record, const char *key);

/* What the run means: 0, 1, 3, 4 or 70. */
enum Status job_status(const struct Job *job);

/* Lines on CPU time, nanoseconds a glyph and memory. */
void timings_print(const struct Job *job, FILE *out);
/* CPU seconds of this process so far. */
double timings_cpu(void);
/* The most memory that this process has held so far, in kB. */
long timings_memory(void);

/* Folders of the program: "DIR/templates", "DIR/fonts" of the repository or the prefix it is installed under. NULL when
 * there is none. Owned by the caller. */
char *paths_find(const char *name);
/* The name of the folder under out/: the last component of the true path. Owned by the caller. */
char *paths_report_name(const char *path);

/* Limits what this process can open, and where, from here on: `writable` may be NULL. Best effort; says how far it came
 * ("files, sockets, programs"). */
const char *sandbox_enter(const struct Job *job, const char *writable);

#endif
