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

/* Where the sentence stands, as a link to it: the number of its paragraph, or the name of a block without one. */
static struct Value where_value(struct Composer *c, const struct Block *block)
{
    const char *id = block->id;
    if (block->role == ROLE_NUMBERED || block->part_of_paragraph)
        return value_paragraphs(c, "where", &id, 1);
    struct Value where = value_text(c, "where", id);
    for (size_t i = 0; i < where.runs.count; i++)
        where.runs.items[i].dest = id;
    return where;
}

/* Everything the sentence says is a link to its entry, but for what is a link already. */
static void link_sentence(struct Composer *c, size_t sentence, size_t block, const char *entry)
{
    struct Block *b = &g_array_index(c->blocks, struct Block, block);
    for (size_t i = 0; i < b->run_count; i++) {
        struct Run *run = &b->runs[i];
        if (run->sentence == (int)sentence && !run->uri && !run->dest &&
            !(run->flags & (RUN_NOTE_CALL | RUN_OPEN_REFERENCES)))
            run->dest = entry;
    }
}

/* What a sentence without statements counts: respondents, or nothing. */
static void say_plain(struct Composer *c, const struct Sentence *s, struct Value where, struct Value letter)
{
    struct Value names = s->respondent_count
                             ? value_respondents(c, "names", s->respondents, s->respondent_count, NAME_ITEM)
                             : value_none("names");
    names.number = (double)s->respondent_count;
    composer_say(c, "conclusions.evidence.plain", -1,
                 VALUES(where, letter, value_text(c, "key", s->id), value_text(c, "rule", s->rule), names));
}

/* The entry of a sentence; its block's id. */
static const char *say_entry(struct Composer *c, const char *id, const struct Sentence *s)
{
    struct Block block = g_array_index(c->blocks, struct Block, s->block);
    const char *entry = unique_id(c, arena_printf(c->arena, "%s.%s", id, s->id));
    struct Value where = where_value(c, &block);
    struct Value letter = value_text(c, "letter", block.role == ROLE_LIST_ITEM && block.label ? block.label : "");
    struct Value statements = statements_value(c, s);
    composer_open(c, ROLE_PARAGRAPH, "plain", entry);
    if (s->statement_count)
        composer_say(c, "conclusions.evidence.entry", -1,
                     VALUES(where, letter, value_text(c, "key", s->id), value_text(c, "rule", s->rule),
                            value_text(c, "threshold", s->threshold ? s->threshold : ""), statements));
    else
        say_plain(c, s, where, letter);
    composer_close(c);
    return entry;
}

void evidence_annex_say(struct Composer *c, const char *id)
{
    guint count = c->sentences->len;
    for (guint i = 0; i < count; i++) {
        struct Sentence s = g_array_index(c->sentences, struct Sentence, i);
        const char *entry = say_entry(c, id, &s);
        link_sentence(c, i, s.block, entry);
    }
}
