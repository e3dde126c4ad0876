/* What became of every statement: claims by respondents, what each respondent is cited for, both sides of
 * what is contested, proposals carried. As text for a terminal, or the table of claims by respondents as CSV
 * for a spreadsheet. */
#include "export/export.h"

#include "base/arena.h"
#include "base/csv.h"
#include "export/proof.h"
#include "model/coverage.h"

struct Printer {
    GString *out;
    const struct Report *report;
    const struct Dossier *dossier;
    const struct Coverage *coverage;
};

/* ---- Claims by respondents ---- */

/* "P" position, "C" concern, "R" proposal (recommendation), "M" practice (measure), "U" commitment
 * (undertaking), "I" information, "A" recognition (acknowledgement); "-" after it: against, "?" conditional,
 * "=" neutral. */
static const char act_letters[] = {
    [ACT_POSITION] = 'P',   [ACT_CONCERN] = 'C',     [ACT_PROPOSAL] = 'R',   [ACT_PRACTICE] = 'M',
    [ACT_COMMITMENT] = 'U', [ACT_INFORMATION] = 'I', [ACT_RECOGNITION] = 'A'};
static const char stance_marks[] = {
    [STANCE_FOR] = 0, [STANCE_AGAINST] = '-', [STANCE_CONDITIONAL] = '?', [STANCE_NEUTRAL] = '='};

/* The marks of a cell, by act and stance. */
static void add_marks(GString *out, uint32_t said)
{
    for (int act = 0; act < ACT_COUNT; act++)
        for (int stance = 0; stance < STANCE_COUNT; stance++)
            if (said & coverage_bit((enum Act)act, (enum Stance)stance)) {
                g_string_append_c(out, act_letters[act]);
                if (stance_marks[stance])
                    g_string_append_c(out, stance_marks[stance]);
            }
}

static void add_matrix(struct Printer *p)
{
    const struct Coverage *v = p->coverage;
    g_string_append(p->out, "Claims by respondents (P position, C concern, R proposal, M practice, U "
                            "commitment, I information, A recognition;\n"
                            "- against, ? conditional, = neutral)\n");
    for (size_t c = 0; c < v->claim_count; c++) {
        g_string_append_printf(p->out, "  %-28s", v->claims[c]->id);
        for (size_t r = 0; r < v->row_count; r++) {
            uint32_t said = coverage_said(v, c, r);
            if (!said)
                continue;
            g_string_append_printf(p->out, " %s:", v->rows[r].respondent->id);
            add_marks(p->out, said);
        }
        g_string_append_c(p->out, '\n');
    }
}

/* Of all claims of the taxonomy: what nobody spoke of is an empty row. */
static void add_csv_matrix(struct Printer *p)
{
    const struct Coverage *v = p->coverage;
    g_string_append(p->out, "claim,theme,phrase");
    for (size_t r = 0; r < v->row_count; r++)
        g_string_append_printf(p->out, ",%s", v->rows[r].respondent->id);
    g_string_append(p->out, "\r\n");
    for (size_t c = 0, spoken = 0; c < p->dossier->claim_count; c++) {
        const struct Claim *claim = &p->dossier->claims[c];
        const char *phrase = claim->phrase[p->dossier->language];
        bool here = spoken < v->claim_count && v->claims[spoken] == claim;
        g_string_append_printf(p->out, "%s,%s,", claim->id, claim->theme ? claim->theme->id : "");
        csv_append(p->out, phrase ? phrase : "");
        for (size_t r = 0; r < v->row_count; r++) {
            g_string_append_c(p->out, ',');
            if (here)
                add_marks(p->out, coverage_said(v, spoken, r));
        }
        spoken += here;
        g_string_append(p->out, "\r\n");
    }
}

/* ---- Respondents ---- */

static void add_respondent(struct Printer *p, size_t place)
{
    const struct CoverageRow *row = &p->coverage->rows[place];
    const char *balance = !row->cited ? ": not represented" : coverage_is_over(p->coverage, place) ? ": over-represented" : "";
    size_t words = report_respondent_words(p->report, row->respondent);
    g_string_append_printf(p->out, "  %-10s %5zu words ", row->respondent->id, words);
    for (int act = 0; act < ACT_COUNT; act++)
        g_string_append_printf(p->out, " %s %zu", act_words[act], row->acts[act]);
    g_string_append_printf(p->out, "; %zu statements used, %zu sentences rest on it%s\n", row->used, row->cited,
                           balance);
}

/* ---- Contests and proposals ---- */

static void add_contests(struct Printer *p)
{
    for (size_t i = 0; i < p->coverage->side_count; i++) {
        const struct Sentence *s = p->coverage->sides[i];
        g_string_append(p->out, i ? "" : "\nContested claims, all sides\n");
        g_string_append_printf(p->out, "  %-40s %d of %d:", s->id, s->k, s->n);
        for (size_t r = 0; r < s->respondent_count; r++)
            g_string_append_printf(p->out, " %s", s->respondents[r]->id);
        g_string_append_c(p->out, '\n');
    }
}

static void add_proposals(struct Printer *p)
{
    g_string_append(p->out, "\nProposals carried\n");
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct CoverageKind *k = &p->coverage->kinds[kind];
        if (k->made)
            g_string_append_printf(p->out, "  %-12s %zu of %zu\n", respondent_kind_words[kind], k->carried, k->made);
    }
    for (size_t i = 0; i < p->report->omission_count; i++)
        g_string_append_printf(p->out, "  omitted: %s by %s: %s\n", omission_name(&p->report->omissions[i]),
                               p->report->omissions[i].by, p->report->omissions[i].reason);
}

/* Statements that no sentence rests on, and why. */
static void add_unused(struct Printer *p)
{
    bool any = false;
    for (size_t i = 0; i < p->dossier->submission_count; i++)
        for (const struct Statement *s = p->dossier->submissions[i].statements; s; s = s->next) {
            if (coverage_uses(p->coverage, s))
                continue;
            g_string_append(p->out, any ? "" : "\nStatements that no sentence rests on\n");
            any = true;
            g_string_append(p->out, "  ");
            proof_append_place(p->out, s->span);
            const char *why = s->submission->superseded                    ? "superseded"
                              : !dossier_admits(p->dossier, s->submission) ? "after the cut-off date"
                              : !s->claim && !s->theme                     ? "no claim and no theme"
                                                                           : "left out";
            g_string_append_printf(p->out, ": %s (%s): %s\n", s->id, act_words[s->act], why);
        }
}

GString *export_coverage(const struct Report *report, const struct Dossier *dossier,
                         enum CoverageFormat format)
{
    struct Arena *arena = arena_new();
    const struct Coverage *coverage = coverage_of(arena, report, dossier);
    struct Printer p = {g_string_new(NULL), report, dossier, coverage};
    if (format == COVERAGE_CSV) {
        add_csv_matrix(&p);
    } else {
        add_matrix(&p);
        g_string_append(p.out, "\nRespondents\n");
        for (size_t r = 0; r < coverage->row_count; r++)
            add_respondent(&p, r);
        add_contests(&p);
        add_proposals(&p);
        add_unused(&p);
    }
    arena_free(arena);
    return p.out;
}
