#include "model/coverage.h"

#include <string.h>

#include "base/arena.h"

uint32_t coverage_bit(enum Act act, enum Stance stance)
{
    _Static_assert(ACT_COUNT * STANCE_COUNT <= 32, "a bit for each");
    return UINT32_C(1) << ((unsigned)act * STANCE_COUNT + (unsigned)stance);
}

uint32_t coverage_said(const struct Coverage *coverage, size_t claim, size_t row)
{
    return coverage->said[claim * coverage->row_count + row];
}

bool coverage_uses(const struct Coverage *coverage, const struct Statement *statement)
{
    return g_hash_table_contains(coverage->used, statement);
}

struct Counter {
    struct Arena *arena;
    const struct Dossier *dossier;
    struct Coverage *coverage;
    GHashTable *rows;   /* respondent -> row + 1 */
    GHashTable *places; /* claim -> place + 1, of those somebody spoke of */
};

static void destroy_table(void *table)
{
    g_hash_table_destroy(table);
}

static struct CoverageRow *row_of(const struct Counter *n, const struct Respondent *respondent)
{
    size_t row = GPOINTER_TO_SIZE(g_hash_table_lookup(n->rows, respondent));
    return row ? &n->coverage->rows[row - 1] : NULL;
}

/* Which sentence rests on what, and whom it counts. */
static void count_sentences(struct Counter *n, const struct Sentence *sentences, size_t count)
{
    struct Coverage *v = n->coverage;
    v->sides = ARENA_ARRAY(n->arena, const struct Sentence *, count);
    for (size_t i = 0; i < count; i++) {
        const struct Sentence *s = &sentences[i];
        for (size_t j = 0; j < s->statement_count; j++)
            g_hash_table_add(v->used, (void *)s->statements[j]);
        for (size_t j = 0; j < s->also_count; j++)
            g_hash_table_add(v->used, (void *)s->also[j]);
        bool again = s->rule && !strcmp(s->rule, "in-full"); /* it was named in a list before */
        for (size_t r = 0; s->statement_count && !again && r < s->respondent_count; r++) {
            struct CoverageRow *row = row_of(n, s->respondents[r]);
            if (row)
                row->cited++;
        }
        if (s->rule && !strcmp(s->rule, "side"))
            v->sides[v->side_count++] = s;
    }
}

static void count_statement(struct Counter *n, struct CoverageRow *row, const struct Statement *s)
{
    struct CoverageKind *kind = &n->coverage->kinds[row->respondent->kind];
    bool used = coverage_uses(n->coverage, s), proposal = s->act == ACT_PROPOSAL;
    row->acts[s->act]++;
    row->used += used;
    kind->made += proposal;
    kind->carried += proposal && used;
    if (s->claim)
        g_hash_table_add(n->places, (void *)s->claim);
}

static void visit_statements(struct Counter *n, void visit(struct Counter *n, struct CoverageRow *row, const struct Statement *s))
{
    for (size_t i = 0; i < n->dossier->submission_count; i++) {
        const struct Submission *submission = &n->dossier->submissions[i];
        struct CoverageRow *row = row_of(n, submission->respondent);
        if (!row || !dossier_admits(n->dossier, submission))
            continue;
        for (const struct Statement *s = submission->statements; s; s = s->next)
            visit(n, row, s);
    }
}

/* Claims get their places in the order of the taxonomy. */
static void place_claims(struct Counter *n)
{
    struct Coverage *v = n->coverage;
    v->claims = ARENA_ARRAY(n->arena, const struct Claim *, g_hash_table_size(n->places));
    for (size_t c = 0; c < n->dossier->claim_count; c++) {
        const struct Claim *claim = &n->dossier->claims[c];
        if (!g_hash_table_contains(n->places, claim))
            continue;
        v->claims[v->claim_count++] = claim;
        g_hash_table_insert(n->places, (void *)claim, GSIZE_TO_POINTER(v->claim_count));
    }
    v->said = ARENA_ARRAY(n->arena, uint32_t, v->claim_count * v->row_count);
}

static void mark_cell(struct Counter *n, struct CoverageRow *row, const struct Statement *s)
{
    if (!s->claim)
        return;
    size_t claim = GPOINTER_TO_SIZE(g_hash_table_lookup(n->places, s->claim)) - 1;
    n->coverage->said[claim * n->coverage->row_count + (size_t)(row - n->coverage->rows)] |= coverage_bit(s->act, s->stance);
}

struct Coverage *coverage_count(struct Arena *arena, const struct Dossier *dossier,
                                const struct Respondent *const *respondents, size_t respondent_count,
                                const struct Sentence *sentences, size_t sentence_count)
{
    struct Coverage *v = ARENA_NEW(arena, struct Coverage);
    struct Counter n = {arena, dossier, v, g_hash_table_new(NULL, NULL), g_hash_table_new(NULL, NULL)};
    v->used = arena_defer(arena, destroy_table, g_hash_table_new(NULL, NULL));
    v->rows = ARENA_ARRAY(arena, struct CoverageRow, respondent_count);
    v->row_count = respondent_count;
    for (size_t r = 0; r < respondent_count; r++) {
        v->rows[r].respondent = respondents[r];
        g_hash_table_insert(n.rows, (void *)respondents[r], GSIZE_TO_POINTER(r + 1));
    }
    count_sentences(&n, sentences, sentence_count);
    visit_statements(&n, count_statement);
    place_claims(&n);
    visit_statements(&n, mark_cell);
    g_hash_table_destroy(n.rows);
    g_hash_table_destroy(n.places);
    return v;
}

struct Coverage *coverage_of(struct Arena *arena, const struct Report *report, const struct Dossier *dossier)
{
    const struct Respondent **replied = ARENA_ARRAY(arena, const struct Respondent *, dossier->submission_count);
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    size_t count = 0;
    for (size_t i = 0; i < dossier->submission_count; i++) {
        const struct Submission *s = &dossier->submissions[i];
        if (dossier_admits(dossier, s) && g_hash_table_add(seen, (void *)s->respondent))
            replied[count++] = s->respondent;
    }
    g_hash_table_destroy(seen);
    return coverage_count(arena, dossier, replied, count, report->sentences, report->sentence_count);
}

static size_t counted(const struct Coverage *coverage, size_t *sentences)
{
    size_t respondents = 0;
    *sentences = 0;
    for (size_t r = 0; r < coverage->row_count; r++) {
        respondents += coverage->rows[r].cited > 0;
        *sentences += coverage->rows[r].cited;
    }
    return respondents;
}

double coverage_mean(const struct Coverage *coverage)
{
    size_t sentences, respondents = counted(coverage, &sentences);
    return respondents ? (double)sentences / (double)respondents : 0;
}

bool coverage_is_over(const struct Coverage *coverage, size_t row)
{
    enum { ENOUGH = 5 };
    size_t sentences, respondents = counted(coverage, &sentences);
    return respondents >= ENOUGH && coverage->rows[row].cited * respondents > 2 * sentences;
}
