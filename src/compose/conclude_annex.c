/* The evidence annex of a draft: what each sentence of the conclusions rests on, so that a reviewer of the
 * PDF needs no terminal. */
#include "base/arena.h"
#include "compose/conclude_say.h"
#include "compose/words.h"

static struct Value statement_value(struct Composer *c, const struct Statement *s, bool last)
{
    const char *paragraph = s->paragraph_id;
    return value_pattern(c, "", "conclusions.evidence.statement",
                         VALUES(value_respondents(c, "name", &s->submission->respondent, 1, NAME_BARE),
                                value_paragraphs(c, "paragraphs", &paragraph, paragraph ? 1 : 0),
                                value_text(c, "text", s->text ? s->text : s->id),
                                value_word("act", act_words[s->act]),
                                value_text(c, "tag", provenance_words[s->provenance]),
                                value_word("end", last ? "last" : "other")));
}

static struct Value statements_value(struct Composer *c, const struct Sentence *s)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct Run));
    for (size_t i = 0; i < s->statement_count; i++) {
        struct Value value = statement_value(c, s->statements[i], i + 1 == s->statement_count);
        if (i && !c->wording->conventions.unspaced)
            g_array_append_vals(out, value_text(c, "", " ").runs.items, 1);
        if (value.runs.count)
            g_array_append_vals(out, value.runs.items, (guint)value.runs.count);
    }
    struct Runs runs = runs_take(c, out);
    return (struct Value){
        .name = "statements", .kind = VALUE_RUNS, .number = (double)s->statement_count, .runs = runs};
}

static void say_entry(struct Composer *c, const char *id, const struct Sentence *s)
{
    const struct Block *block = &g_array_index(c->blocks, struct Block, s->block);
    const char *place = block->id, *label = block->role == ROLE_LIST_ITEM && block->label ? block->label : "";
    struct Value where = value_paragraphs(c, "where", &place, 1), letter = value_text(c, "letter", label);
    struct Value statements = statements_value(c, s);
    composer_open(c, ROLE_PARAGRAPH, "plain", arena_printf(c->scratch, "%s.%s", id, s->id));
    composer_say(c, "conclusions.evidence.entry", -1,
                 VALUES(where, letter, value_text(c, "key", s->id), value_text(c, "rule", s->rule),
                        value_text(c, "threshold", s->threshold ? s->threshold : ""), statements));
    composer_close(c);
}

void evidence_annex_say(struct Composer *c, const char *id)
{
    guint count = c->sentences->len;
    for (guint i = 0; i < count; i++) {
        struct Sentence s = g_array_index(c->sentences, struct Sentence, i);
        if (s.statement_count)
            say_entry(c, id, &s);
    }
}
