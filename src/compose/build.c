/* The document under construction: blocks, sentences, records. */
#include "compose/compose_int.h"

#include <string.h>

#include "base/arena.h"
#include "compose/inline.h"
#include "compose/words.h"

static struct Block *open_block(struct Composer *c)
{
    return &g_array_index(c->blocks, struct Block, c->blocks->len - 1);
}

struct Block *composer_open(struct Composer *c, enum Role role, const char *style, const char *id)
{
    struct Block block = {
        .id = arena_strdup(c->arena, id), .role = role, .style = style, .lang = c->lang, .box = c->box,
        .draft_only = c->draft_only};
    struct Draft draft = {0};
    g_array_append_val(c->blocks, block);
    g_array_append_val(c->drafts, draft);
    g_array_set_size(c->runs, 0);
    c->open = true;
    return open_block(c);
}

void composer_mark(struct Composer *c, enum MarginMark mark)
{
    static const char *const keys[] = {"margin-edited", "margin-inferred"};
    if (c->options.final || !c->blocks->len || (open_block(c)->margin && mark != MARGIN_INFERRED))
        return;
    open_block(c)->margin = composer_text(c, keys[mark], NULL, 0);
}

const char *unique_id(struct Composer *c, const char *id)
{
    guint uses = GPOINTER_TO_UINT(g_hash_table_lookup(c->ids, id));
    g_hash_table_insert(c->ids, (void *)id, GUINT_TO_POINTER(uses + 1));
    return uses ? arena_printf(c->arena, "%s-%u", id, uses + 1) : id;
}

/* ---- Counts ---- */

/* Words below a number of the language and figures from it on; the highest count of the sentence decides for
 * all; a sentence never begins with figures, but in languages that write none in words. */
void settle_counts(struct Composer *c, struct Runs runs)
{
    int highest = 0, words_below = c->wording->conventions.words_below;
    for (size_t i = 0; i < runs.count; i++)
        if (runs.items[i].flags & RUN_OPEN_COUNT)
            highest = MAX(highest, runs.items[i].note);
    for (size_t i = 0; i < runs.count; i++) {
        struct Run *run = &runs.items[i];
        if (!(run->flags & RUN_OPEN_COUNT))
            continue;
        bool first = run->flags & RUN_OPEN_CAPITAL;
        bool words = highest < words_below || (first && words_below);
        run->text = words ? words_spell(c, run->note) : arena_printf(c->arena, "%d", run->note);
        if (first)
            run->text = text_capitalized(c, run->text);
        run->flags &= ~(unsigned)(RUN_OPEN_COUNT | RUN_OPEN_CAPITAL);
        run->note = -1;
    }
}

/* ---- Sentences ---- */

void composer_add(struct Composer *c, struct Runs runs, int sentence)
{
    for (size_t i = 0; i < runs.count; i++) {
        struct Run run = runs.items[i];
        run.sentence = sentence;
        g_array_append_val(c->runs, run);
    }
}

void composer_say(struct Composer *c, const char *key, int sentence, const struct Value *values, size_t count)
{
    struct Runs runs = words_of_pattern(c, key, true, values, count);
    settle_counts(c, runs);
    if (c->runs->len && runs.count && !c->wording->conventions.unspaced) {
        struct Run space = {.text = " ", .lang = c->lang, .note = -1, .sentence = -1};
        g_array_append_val(c->runs, space);
    }
    composer_add(c, runs, sentence);
    struct Block *block = open_block(c);
    block->origin.generated = true;
    if (!block->origin.rule)
        block->origin.rule = arena_strdup(c->arena, key);
    if (sentence >= 0) {
        struct Sentence *record = &g_array_index(c->sentences, struct Sentence, sentence);
        record->block = c->blocks->len - 1;
        if (!record->wording)
            record->wording = arena_strdup(c->arena, key);
    }
}

static void trim(struct Composer *c, GArray *runs)
{
    while (runs->len) {
        struct Run *first = &g_array_index(runs, struct Run, 0);
        size_t spaces = first->flags & RUN_OPEN ? 0 : strspn(first->text, " ");
        if (!spaces)
            break;
        first->text = arena_strdup(c->arena, first->text + spaces);
        if (*first->text)
            break;
        g_array_remove_index(runs, 0);
    }
    while (runs->len) {
        struct Run *last = &g_array_index(runs, struct Run, runs->len - 1);
        size_t length = strlen(last->text), kept = length;
        while (kept && last->text[kept - 1] == ' ')
            kept--;
        if (kept == length || last->flags & RUN_OPEN)
            break;
        last->text = arena_strndup(c->arena, last->text, kept);
        if (kept)
            break;
        g_array_set_size(runs, runs->len - 1);
    }
}

/* The one language of all its words; that of the edition when they are in several. */
static const char *block_language(struct Composer *c, const struct Block *block)
{
    const char *found = NULL;
    for (size_t i = 0; i < block->run_count; i++) {
        const struct Run *run = &block->runs[i];
        if (run->flags & (RUN_NOTE_CALL | RUN_OPEN))
            continue;
        if (found && strcmp(found, run->lang) != 0)
            return c->lang;
        found = run->lang;
    }
    return found ? found : c->lang;
}

void composer_close(struct Composer *c)
{
    struct Block *block = open_block(c);
    trim(c, c->runs);
    place_calls(c, c->runs);
    c->open = false;
    block->run_count = c->runs->len;
    block->runs = arena_memdup(c->arena, c->runs->data, sizeof(struct Run) * c->runs->len);
    block->lang = block_language(c, block);
    g_array_set_size(c->runs, 0);
    if (!block->run_count && !block->table && block->role != ROLE_RULE) {
        g_array_set_size(c->blocks, c->blocks->len - 1);
        g_array_set_size(c->drafts, c->drafts->len - 1);
    }
}

/* ---- Headings and items ---- */

static const char *level_style(struct Composer *c, const char *name, int level, int deepest)
{
    return arena_printf(c->arena, "%s-%d", name, CLAMP(level, 1, deepest));
}

struct Block *composer_heading(struct Composer *c, int level, bool unnumbered, const char *id,
                               const char *key, const struct Value *values, size_t count)
{
    composer_open(c, ROLE_HEADING, level_style(c, "heading", level, 4), id)->level = level;
    composer_say(c, key, -1, values, count);
    g_array_index(c->drafts, struct Draft, c->drafts->len - 1).unnumbered = unnumbered;
    composer_close(c);
    return c->blocks->len ? open_block(c) : NULL;
}

struct Block *composer_item(struct Composer *c, int level, size_t place, const char *id)
{
    struct Block *block = composer_open(c, ROLE_LIST_ITEM, level_style(c, "list", level, 2), id);
    block->level = level;
    block->label = item_label(c, level, place);
    block->part_of_paragraph = true;
    return block;
}

/* ---- Records ---- */

int composer_sentence(struct Composer *c, const struct Sentence *sentence)
{
    g_array_append_vals(c->sentences, sentence, 1);
    return (int)c->sentences->len - 1;
}

void composer_omission(struct Composer *c, const struct Omission *omission)
{
    g_array_append_vals(c->omissions, omission, 1);
}

const char *runs_text(struct Composer *c, struct Runs runs)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < runs.count; i++) {
        const struct Run *run = &runs.items[i];
        if (run->flags & RUN_OPEN_REFERENCES) {
            const struct References *r = &g_array_index(c->references, struct References, run->note);
            for (size_t j = 0; j < r->count; j++)
                g_string_append_printf(text, "%s%s", j ? ", " : "", r->ids[j]);
        } else if (!(run->flags & RUN_NOTE_CALL)) {
            g_string_append(text, run->text);
        }
    }
    const char *copy = arena_strdup(c->arena, text->str);
    g_string_free(text, TRUE);
    return copy;
}

const char *composer_text(struct Composer *c, const char *key, const struct Value *values, size_t count)
{
    struct Runs runs = words_of_pattern(c, key, false, values, count);
    settle_counts(c, runs);
    return runs_text(c, runs);
}

/* ---- All runs ---- */

void runs_each(struct Composer *c, void visit(struct Run *runs, size_t count, void *context), void *context)
{
    for (guint i = 0; i < c->slots->len; i++) {
        struct Slot *slot = &g_array_index(c->slots, struct Slot, i);
        visit(slot->runs, slot->run_count, context);
    }
    for (guint i = 0; i < c->blocks->len; i++) {
        struct Block *block = &g_array_index(c->blocks, struct Block, i);
        visit(block->runs, block->run_count, context);
        struct ReportTable *table = block->table;
        for (size_t j = 0; table && j < table->row_count; j++)
            for (size_t k = 0; k < table->rows[j].cell_count; k++)
                visit(table->rows[j].cells[k].runs, table->rows[j].cells[k].run_count, context);
    }
    for (guint i = 0; i < c->notes->len; i++) {
        struct Note *note = &g_array_index(c->notes, struct Note, i);
        for (size_t j = 0; j < note->block_count; j++)
            visit(note->blocks[j].runs, note->blocks[j].run_count, context);
    }
}
