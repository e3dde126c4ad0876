/* What became of every statement: claims by respondents, what each respondent is cited for, both sides of
 * what is contested, proposals carried. As text for a terminal, or the table of claims by respondents as CSV
 * for a spreadsheet. */
#include "export/export.h"

#include <string.h>

#include "base/csv.h"
#include "export/proof.h"

struct Coverage {
    GString *out;
    const struct Report *report;
    const struct Dossier *dossier;
    GPtrArray *respondents; /* who replied, in the order of the replies */
    GHashTable *cited;      /* statement -> sentence that rests on it */
    GString **cells;        /* claims by respondents: marks; NULL: none */
};

/* ---- Gathering ---- */

static void cite(struct Coverage *v, const struct Sentence *s)
{
    for (size_t i = 0; i < s->statement_count; i++)
        g_hash_table_insert(v->cited, (void *)s->statements[i], (void *)s);
    for (size_t i = 0; i < s->also_count; i++)
        g_hash_table_insert(v->cited, (void *)s->also[i], (void *)s);
}

static void gather(struct Coverage *v)
{
    v->respondents = g_ptr_array_new();
    v->cited = g_hash_table_new(NULL, NULL);
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < v->dossier->submission_count; i++) {
        const struct Submission *s = &v->dossier->submissions[i];
        if (dossier_admits(v->dossier, s) && g_hash_table_add(seen, (void *)s->respondent))
            g_ptr_array_add(v->respondents, (void *)s->respondent);
    }
    for (size_t i = 0; i < v->report->sentence_count; i++)
        cite(v, &v->report->sentences[i]);
    g_hash_table_destroy(seen);
}

/* ---- Claims by respondents ---- */

/* "P" position, "C" concern, "R" proposal (recommendation), "M" practice (measure), "U" commitment
 * (undertaking), "I" information, "A" recognition (acknowledgement); "-" after it: against, "?" conditional,
 * "=" neutral. */
static const char act_letters[] = {
    [ACT_POSITION] = 'P',   [ACT_CONCERN] = 'C',     [ACT_PROPOSAL] = 'R',   [ACT_PRACTICE] = 'M',
    [ACT_COMMITMENT] = 'U', [ACT_INFORMATION] = 'I', [ACT_RECOGNITION] = 'A'};
static const char stance_marks[] = {
    [STANCE_FOR] = 0, [STANCE_AGAINST] = '-', [STANCE_CONDITIONAL] = '?', [STANCE_NEUTRAL] = '='};

static void add_mark(GString **cell, const struct Statement *s)
{
    char mark[3] = {act_letters[s->act], stance_marks[s->stance], 0};
    if (!*cell)
        *cell = g_string_new(NULL);
    if (!strstr((*cell)->str, mark))
        g_string_append(*cell, mark);
}

/* One walk over the statements. */
static void fill_cells(struct Coverage *v)
{
    GHashTable *claims = g_hash_table_new(NULL, NULL), *columns = g_hash_table_new(NULL, NULL); /* -> index */
    v->cells = g_new0(GString *, v->dossier->claim_count * v->respondents->len + 1);
    for (size_t c = 0; c < v->dossier->claim_count; c++)
        g_hash_table_insert(claims, &v->dossier->claims[c], GSIZE_TO_POINTER(c));
    for (guint r = 0; r < v->respondents->len; r++)
        g_hash_table_insert(columns, v->respondents->pdata[r], GSIZE_TO_POINTER(r));
    for (size_t i = 0; i < v->dossier->submission_count; i++) {
        const struct Submission *submission = &v->dossier->submissions[i];
        if (!dossier_admits(v->dossier, submission))
            continue;
        size_t column = GPOINTER_TO_SIZE(g_hash_table_lookup(columns, submission->respondent));
        for (const struct Statement *s = submission->statements; s; s = s->next)
            if (s->claim)
                add_mark(
                    &v->cells[GPOINTER_TO_SIZE(g_hash_table_lookup(claims, s->claim)) * v->respondents->len +
                              column],
                    s);
    }
    g_hash_table_destroy(claims);
    g_hash_table_destroy(columns);
}

static const char *cell(const struct Coverage *v, size_t claim, guint column)
{
    const GString *marks = v->cells[claim * v->respondents->len + column];
    return marks ? marks->str : "";
}

static bool anyone_on(const struct Coverage *v, size_t claim)
{
    for (guint r = 0; r < v->respondents->len; r++)
        if (*cell(v, claim, r))
            return true;
    return false;
}

static void add_matrix(struct Coverage *v)
{
    g_string_append(v->out, "Claims by respondents (P position, C concern, R proposal, M practice, U "
                            "commitment, I information, A recognition;\n"
                            "- against, ? conditional, = neutral)\n");
    for (size_t c = 0; c < v->dossier->claim_count; c++) {
        const struct Claim *claim = &v->dossier->claims[c];
        if (!anyone_on(v, c))
            continue;
        g_string_append_printf(v->out, "  %-28s", claim->id);
        for (guint r = 0; r < v->respondents->len; r++)
            if (*cell(v, c, r))
                g_string_append_printf(v->out, " %s:%s",
                                       ((const struct Respondent *)v->respondents->pdata[r])->id,
                                       cell(v, c, r));
        g_string_append_c(v->out, '\n');
    }
}

static void add_csv_matrix(struct Coverage *v)
{
    g_string_append(v->out, "claim,theme,phrase");
    for (guint r = 0; r < v->respondents->len; r++)
        g_string_append_printf(v->out, ",%s", ((const struct Respondent *)v->respondents->pdata[r])->id);
    g_string_append(v->out, "\r\n");
    for (size_t c = 0; c < v->dossier->claim_count; c++) {
        const struct Claim *claim = &v->dossier->claims[c];
        const char *phrase = claim->phrase[v->dossier->language];
        g_string_append_printf(v->out, "%s,%s,", claim->id, claim->theme ? claim->theme->id : "");
        csv_append(v->out, phrase ? phrase : "");
        for (guint r = 0; r < v->respondents->len; r++)
            g_string_append_printf(v->out, ",%s", cell(v, c, r));
        g_string_append(v->out, "\r\n");
    }
}

/* ---- Respondents ---- */

static size_t count_words(const struct Block *block)
{
    size_t words = 0;
    bool inside = false;
    for (size_t r = 0; r < block->run_count; r++)
        for (const char *p = block->runs[r].flags & RUN_NOTE_CALL ? "" : block->runs[r].text; *p; p++) {
            bool space = *p == ' ' || *p == '\n';
            words += !space && !inside;
            inside = !space;
        }
    return words;
}

static void add_respondent(struct Coverage *v, const struct Respondent *respondent)
{
    size_t words = 0, cited = 0, named = 0, acts[ACT_COUNT] = {0};
    for (size_t i = 0; i < v->report->block_count; i++)
        if (v->report->blocks[i].submission && v->report->blocks[i].submission->respondent == respondent &&
            v->report->blocks[i].role != ROLE_HEADING)
            words += count_words(&v->report->blocks[i]);
    for (size_t i = 0; i < v->dossier->submission_count; i++) {
        const struct Submission *submission = &v->dossier->submissions[i];
        if (submission->respondent != respondent || !dossier_admits(v->dossier, submission))
            continue;
        for (const struct Statement *s = submission->statements; s; s = s->next) {
            acts[s->act]++;
            cited += g_hash_table_contains(v->cited, s) ? 1 : 0;
        }
    }
    for (size_t i = 0; i < v->report->sentence_count; i++)
        for (size_t r = 0;
             v->report->sentences[i].statement_count && r < v->report->sentences[i].respondent_count; r++)
            named += v->report->sentences[i].respondents[r] == respondent;
    g_string_append_printf(v->out, "  %-10s %5zu words ", respondent->id, words);
    for (int act = 0; act < ACT_COUNT; act++)
        g_string_append_printf(v->out, " %s %zu", act_words[act], acts[act]);
    g_string_append_printf(v->out, "; %zu statements used, %zu sentences rest on it%s\n", cited, named,
                           named ? "" : ": not represented");
}

/* ---- Contests and proposals ---- */

static void add_contests(struct Coverage *v)
{
    bool any = false;
    for (size_t i = 0; i < v->report->sentence_count; i++) {
        const struct Sentence *s = &v->report->sentences[i];
        if (!s->rule || strcmp(s->rule, "side") != 0)
            continue;
        g_string_append(v->out, any ? "" : "\nContested claims, all sides\n");
        any = true;
        g_string_append_printf(v->out, "  %-40s %d of %d:", s->id, s->k, s->n);
        for (size_t r = 0; r < s->respondent_count; r++)
            g_string_append_printf(v->out, " %s", s->respondents[r]->id);
        g_string_append_c(v->out, '\n');
    }
}

static bool is_carried(struct Coverage *v, const struct Statement *s)
{
    return g_hash_table_contains(v->cited, s);
}

static void add_proposals(struct Coverage *v)
{
    size_t made[KIND_COUNT] = {0}, carried[KIND_COUNT] = {0};
    for (size_t i = 0; i < v->dossier->submission_count; i++) {
        const struct Submission *submission = &v->dossier->submissions[i];
        if (!dossier_admits(v->dossier, submission))
            continue;
        for (const struct Statement *s = submission->statements; s; s = s->next) {
            made[submission->respondent->kind] += s->act == ACT_PROPOSAL;
            carried[submission->respondent->kind] += s->act == ACT_PROPOSAL && is_carried(v, s);
        }
    }
    g_string_append(v->out, "\nProposals carried\n");
    for (int kind = 0; kind < KIND_COUNT; kind++)
        if (made[kind])
            g_string_append_printf(v->out, "  %-12s %zu of %zu\n", respondent_kind_words[kind], carried[kind],
                                   made[kind]);
    for (size_t i = 0; i < v->report->omission_count; i++)
        g_string_append_printf(v->out, "  omitted: %s by %s: %s\n", v->report->omissions[i].statement->id,
                               v->report->omissions[i].by, v->report->omissions[i].reason);
}

/* Statements that no sentence rests on, and why. */
static void add_unused(struct Coverage *v)
{
    bool any = false;
    for (size_t i = 0; i < v->dossier->submission_count; i++)
        for (const struct Statement *s = v->dossier->submissions[i].statements; s; s = s->next) {
            if (g_hash_table_contains(v->cited, s))
                continue;
            g_string_append(v->out, any ? "" : "\nStatements that no sentence rests on\n");
            any = true;
            g_string_append(v->out, "  ");
            proof_append_place(v->out, s->span);
            const char *why = s->submission->superseded                    ? "superseded"
                              : !dossier_admits(v->dossier, s->submission) ? "after the cut-off date"
                              : !s->claim && !s->theme                     ? "no claim and no theme"
                                                                           : "left out";
            g_string_append_printf(v->out, ": %s (%s): %s\n", s->id, act_words[s->act], why);
        }
}

GString *export_coverage(const struct Report *report, const struct Dossier *dossier,
                         enum CoverageFormat format)
{
    struct Coverage v = {.out = g_string_new(NULL), .report = report, .dossier = dossier};
    gather(&v);
    fill_cells(&v);
    if (format == COVERAGE_CSV) {
        add_csv_matrix(&v);
    } else {
        add_matrix(&v);
        g_string_append(v.out, "\nRespondents\n");
        for (guint r = 0; r < v.respondents->len; r++)
            add_respondent(&v, v.respondents->pdata[r]);
        add_contests(&v);
        add_proposals(&v);
        add_unused(&v);
    }
    for (size_t i = 0; i < dossier->claim_count * v.respondents->len; i++)
        if (v.cells[i])
            g_string_free(v.cells[i], TRUE);
    g_free(v.cells);
    g_ptr_array_free(v.respondents, TRUE);
    g_hash_table_destroy(v.cited);
    return v.out;
}
