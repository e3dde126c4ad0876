/* Claims without a phrase in this language: a table, never a foreign word in a sentence. */
#include "base/arena.h"
#include "compose/conclude_say.h"

static struct ReportCell cell_of(struct Value value)
{
    return (struct ReportCell){.runs = value.runs.items, .run_count = value.runs.count, .align = ALIGN_START};
}

static struct ReportRow row_of(struct Conclusion *x, struct Value a, struct Value b, struct Value c)
{
    struct ReportRow row = {.cells = ARENA_ARRAY(x->c->arena, struct ReportCell, 3), .cell_count = 3};
    row.cells[0] = cell_of(a);
    row.cells[1] = cell_of(b);
    row.cells[2] = cell_of(c);
    return row;
}

static void add_untranslated(struct Conclusion *x, const struct Finding *f, GArray *rows)
{
    if (finding_printable(x, f))
        return;
    claim_phrase(x, f->issue->claim);
    struct ReportRow row =
        row_of(x, value_text(x->c, "", f->key),
               reply_names_value(x->c, "", f->set->respondents, f->set->respondent_count, "plain"),
               value_paragraphs(x->c, "", f->set->paragraphs, f->set->paragraph_count));
    int sentence = finding_record(x, f, "conclusions.table");
    g_array_index(x->c->sentences, struct Sentence, sentence).block = x->c->blocks->len; /* the table, opened next */
    g_array_append_val(rows, row);
}

void untranslated_say(struct Conclusion *x)
{
    static const int weights[] = {2, 3, 2};
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(struct ReportRow));
    for (int s = 0; s < FINDING_PROPOSALS; s++)
        for (size_t i = 0; i < x->plan->counts[s]; i++)
            add_untranslated(x, x->plan->findings[s][i], rows);
    if (rows->len) {
        struct Block *block =
            composer_open(x->c, ROLE_TABLE, "plain", arena_printf(x->c->scratch, "%s.table", x->id));
        block->table = ARENA_NEW(x->c->arena, struct ReportTable);
        block->table->weights = weights;
        block->table->column_count = 3;
        block->table->rows = arena_memdup(x->c->arena, rows->data, rows->len * sizeof(struct ReportRow));
        block->table->row_count = rows->len;
        block->origin.generated = true;
        composer_close(x->c);
    }
    g_array_free(rows, TRUE);
}
