/* The coverage annex of a draft: what became of every statement, as tables: claims by respondents, what each
 * respondent is counted for, all sides of what is contested, proposals carried. */
#include <string.h>

#include "base/arena.h"
#include "compose/conclude_say.h"
#include "compose/words.h"
#include "model/coverage.h"

struct Covering {
    struct Composer *c;
    const char *id;
    const struct Coverage *coverage;
};

/* ---- Tables ---- */

struct Grid {
    struct ReportTable *table;
    struct ReportRow *row; /* being filled */
};

static struct Value words_of(struct Composer *c, const char *name, const char *word)
{
    const char *key = word ? arena_printf(c->scratch, "conclusions.%s.%s", name, word)
                           : arena_printf(c->scratch, "conclusions.%s", name);
    return value_pattern(c, "", key, NULL, 0);
}

static void add_cell(struct Grid *grid, struct Value value, enum ColumnAlign align)
{
    grid->row->cells[grid->row->cell_count++] =
        (struct ReportCell){.runs = value.runs.items, .run_count = value.runs.count, .align = align};
}

static void add_row(struct Composer *c, struct Grid *grid, bool header)
{
    grid->row = &grid->table->rows[grid->table->row_count++];
    grid->row->header = header;
    grid->row->cells = ARENA_ARRAY(c->arena, struct ReportCell, grid->table->column_count);
}

/* A table under its caption; rows: as many as it will have, the header too. */
static struct Grid open_table(struct Covering *v, const char *name, size_t part, size_t columns, size_t rows)
{
    struct Composer *c = v->c;
    const char *id = part ? arena_printf(c->scratch, "%s.%s-%zu", v->id, name, part + 1)
                          : arena_printf(c->scratch, "%s.%s", v->id, name);
    composer_open(c, ROLE_CAPTION, "table-caption", arena_printf(c->scratch, "%s.caption", id));
    composer_say(c, arena_printf(c->scratch, "conclusions.coverage.%s", name), -1,
                 VALUES(value_word("continued", part ? "yes" : "no")));
    composer_close(c);
    struct Block *block = composer_open(c, ROLE_TABLE, "table", id);
    block->table = ARENA_NEW(c->arena, struct ReportTable);
    block->origin.generated = true;
    int *weights = ARENA_ARRAY(c->arena, int, columns);
    for (size_t i = 0; i < columns; i++)
        weights[i] = 1;
    block->table->weights = weights;
    block->table->column_count = columns;
    block->table->rows = ARENA_ARRAY(c->arena, struct ReportRow, rows);
    return (struct Grid){block->table, NULL};
}

/* ---- Claims by respondents ---- */

static struct Value marks_value(struct Composer *c, uint32_t said)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct Run));
    for (int act = 0; act < ACT_COUNT; act++)
        for (int stance = 0; stance < STANCE_COUNT; stance++) {
            if (!(said & coverage_bit((enum Act)act, (enum Stance)stance)))
                continue;
            struct Value letter = words_of(c, "mark", act_words[act]);
            g_array_append_vals(out, letter.runs.items, (guint)letter.runs.count);
            if (stance == STANCE_FOR)
                continue;
            struct Value sign = words_of(c, "mark", stance_words[stance]);
            g_array_append_vals(out, sign.runs.items, (guint)sign.runs.count);
        }
    return (struct Value){.name = "", .kind = VALUE_RUNS, .number = 1, .runs = runs_take(c, out)};
}

static struct Value claim_name(struct Composer *c, const struct Claim *claim)
{
    const char *phrase = claim->phrase[c->dossier->language];
    return value_text(c, "", phrase ? phrase : claim->id);
}

static bool spoken_of(const struct Coverage *coverage, size_t claim, size_t from, size_t end)
{
    uint32_t said = 0;
    for (size_t r = from; r < end; r++)
        said |= coverage_said(coverage, claim, r);
    return said != 0;
}

/* Respondents from..end beside each other, and the claims that one of them spoke of. */
static void say_claims(struct Covering *v, size_t part, size_t from, size_t end)
{
    struct Composer *c = v->c;
    const struct Coverage *coverage = v->coverage;
    struct Grid grid = open_table(v, "claims", part, end - from + 1, coverage->claim_count + 1);
    add_row(c, &grid, true);
    add_cell(&grid, words_of(c, "coverage.claim", NULL), ALIGN_START);
    for (size_t r = from; r < end; r++)
        add_cell(&grid, value_text(c, "", coverage->rows[r].respondent->id), ALIGN_CENTRE);
    for (size_t i = 0; i < coverage->claim_count; i++) {
        if (!spoken_of(coverage, i, from, end))
            continue;
        add_row(c, &grid, false);
        add_cell(&grid, claim_name(c, coverage->claims[i]), ALIGN_START);
        for (size_t r = from; r < end; r++)
            add_cell(&grid, marks_value(c, coverage_said(coverage, i, r)), ALIGN_CENTRE);
    }
    composer_close(c);
}

/* ---- Respondents ---- */

/* How many words the document prints of it: known when all words are. */
static struct Value open_words(struct Composer *c, size_t respondent)
{
    struct Value value = value_figures(c, "", 0);
    value.runs.items[0].flags |= RUN_OPEN_WORDS;
    value.runs.items[0].note = (int)respondent;
    return value;
}

static void say_respondents(struct Covering *v)
{
    struct Composer *c = v->c;
    struct Grid grid = open_table(v, "respondents", 0, ACT_COUNT + 4, v->coverage->row_count + 1);
    add_row(c, &grid, true);
    add_cell(&grid, words_of(c, "coverage.respondent", NULL), ALIGN_START);
    add_cell(&grid, words_of(c, "coverage.words", NULL), ALIGN_END);
    for (int act = 0; act < ACT_COUNT; act++)
        add_cell(&grid, words_of(c, "mark", act_words[act]), ALIGN_END);
    add_cell(&grid, words_of(c, "coverage.used", NULL), ALIGN_END);
    add_cell(&grid, words_of(c, "coverage.cited", NULL), ALIGN_END);
    for (size_t r = 0; r < v->coverage->row_count; r++) {
        const struct CoverageRow *row = &v->coverage->rows[r];
        add_row(c, &grid, false);
        add_cell(&grid,
                 value_pattern(c, "", "conclusions.coverage.name",
                               VALUES(value_respondents(c, "name", &row->respondent, 1, NAME_LIST),
                                      value_text(c, "id", row->respondent->id))),
                 ALIGN_START);
        add_cell(&grid, open_words(c, r), ALIGN_END);
        for (int act = 0; act < ACT_COUNT; act++)
            add_cell(&grid, value_figures(c, "", (long)row->acts[act]), ALIGN_END);
        add_cell(&grid, value_figures(c, "", (long)row->used), ALIGN_END);
        add_cell(&grid, value_figures(c, "", (long)row->cited), ALIGN_END);
    }
    composer_close(c);
}

void coverage_settle_words(struct Composer *c)
{
    for (size_t i = 0; i < c->report->block_count; i++) {
        struct ReportTable *table = c->report->blocks[i].table;
        for (size_t r = 0; table && c->report->blocks[i].draft_only && r < table->row_count; r++)
            for (size_t k = 0; k < table->rows[r].cell_count; k++) {
                struct Run *run = table->rows[r].cells[k].runs;
                if (!table->rows[r].cells[k].run_count || !(run->flags & RUN_OPEN_WORDS))
                    continue;
                run->text =
                    arena_printf(c->arena, "%zu", report_respondent_words(c->report, c->respondents[run->note]));
                run->flags &= ~(unsigned)RUN_OPEN_WORDS;
                run->note = -1;
            }
    }
}

/* ---- Contests and proposals ---- */

static struct Value count_of(struct Composer *c, size_t k, size_t n)
{
    return value_pattern(c, "", "conclusions.coverage.of",
                         VALUES(value_figures(c, "k", (long)k), value_figures(c, "n", (long)n)));
}

static void say_contests(struct Covering *v)
{
    struct Composer *c = v->c;
    if (!v->coverage->side_count)
        return;
    struct Grid grid = open_table(v, "contested", 0, 3, v->coverage->side_count + 1);
    add_row(c, &grid, true);
    add_cell(&grid, words_of(c, "coverage.side", NULL), ALIGN_START);
    add_cell(&grid, words_of(c, "coverage.count", NULL), ALIGN_END);
    add_cell(&grid, words_of(c, "coverage.who", NULL), ALIGN_START);
    for (size_t i = 0; i < v->coverage->side_count; i++) {
        const struct Sentence *s = v->coverage->sides[i];
        struct Value claim = claim_name(c, s->claim);
        claim.name = "claim";
        add_row(c, &grid, false);
        add_cell(&grid, /* the verb agrees with its subject, who stands in another column */
                 value_pattern(c, "", arena_printf(c->scratch, "conclusions.verb.%s", side_verb(s->id)),
                               VALUES(claim, value_figures(c, "k", s->k), value_word("group", s->group), value_none("subject"))),
                 ALIGN_START);
        add_cell(&grid, count_of(c, (size_t)s->k, (size_t)s->n), ALIGN_END);
        add_cell(&grid, value_respondents(c, "", s->respondents, s->respondent_count, NAME_ITEM), ALIGN_START);
    }
    composer_close(c);
}

static void say_proposals(struct Covering *v)
{
    struct Composer *c = v->c;
    struct Grid grid = open_table(v, "proposals", 0, 2, KIND_COUNT + 1);
    add_row(c, &grid, true);
    add_cell(&grid, words_of(c, "coverage.kind", NULL), ALIGN_START);
    add_cell(&grid, words_of(c, "coverage.carried", NULL), ALIGN_END);
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct CoverageKind *k = &v->coverage->kinds[kind];
        if (!k->made)
            continue;
        add_row(c, &grid, false);
        add_cell(&grid, words_of(c, "kind", respondent_kind_words[kind]), ALIGN_START);
        add_cell(&grid, count_of(c, k->carried, k->made), ALIGN_END);
    }
    composer_close(c);
}

void coverage_annex_say(struct Composer *c, const char *id, size_t columns)
{
    if (!c->respondent_count)
        return;
    struct Covering v = {.c = c, .id = id};
    size_t parts = (c->respondent_count - 1) / columns + 1;
    v.coverage = coverage_count(c->scratch, c->dossier, c->respondents, c->respondent_count,
                                (const struct Sentence *)(void *)c->sentences->data, c->sentences->len);
    composer_open(c, ROLE_PARAGRAPH, "plain", arena_printf(c->scratch, "%s.legend", id));
    composer_say(c, "conclusions.coverage.legend", -1, NULL, 0);
    composer_close(c);
    for (size_t part = 0; part < parts; part++) /* all of nearly the same width */
        say_claims(&v, part, c->respondent_count * part / parts, c->respondent_count * (part + 1) / parts);
    say_respondents(&v);
    say_contests(&v);
    say_proposals(&v);
}
