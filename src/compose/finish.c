/* What can only be known at the end: numbers, marks, names, references, the text of the recorded sentences.
 */
#include "compose/finish.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "compose/contents.h"
#include "compose/inline.h"
#include "compose/names.h"
#include "compose/number.h"
#include "compose/words.h"

/* ---- References to paragraphs ---- */

struct Reference {
    int number;
    const char *label, *id;
};

struct Resolver {
    struct Composer *c;
    GHashTable *blocks; /* id -> index + 1 */
};

/* The paragraph that a block belongs to: a list item counts as the paragraph before it. */
static const struct Block *numbered_block(struct Resolver *r, const char *id)
{
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(r->blocks, id));
    for (guint i = place; i > 0; i--) {
        const struct Block *block = &g_array_index(r->c->blocks, struct Block, i - 1);
        if (block->number)
            return block;
        if (!block->part_of_paragraph)
            return NULL;
    }
    return NULL;
}

static int compare_references(const void *first, const void *second)
{
    const struct Reference *a = first, *b = second;
    return (a->number > b->number) - (a->number < b->number);
}

/* Numbers of the blocks, in order, each once. A block without number is reported. */
static size_t collect(struct Resolver *r, const struct References *references, struct Span span,
                      struct Reference *found)
{
    size_t count = 0, kept = 0;
    for (size_t i = 0; i < references->count; i++) {
        const struct Block *block = numbered_block(r, references->ids[i]);
        if (!block) {
            diag(r->c->diags, SG_NO_PARAGRAPH, span, "'%s'", references->ids[i]);
            continue;
        }
        found[count++] = (struct Reference){block->number, NULL, block->id};
    }
    qsort(found, count, sizeof *found, compare_references);
    for (size_t i = 0; i < count; i++)
        if (!kept || found[kept - 1].number != found[i].number)
            found[kept++] = found[i];
    return kept;
}

static const char *figures(struct Composer *c, int number)
{
    return number_label(c, "{arabic}", number);
}

/* "3", "5", "7–9": three or more in a row become a range. Each item is a link to its first paragraph. */
static size_t compress(struct Composer *c, const struct Reference *found, size_t count, struct Run like,
                       struct Value *items)
{
    size_t made = 0;
    for (size_t i = 0, end; i < count; i = end) {
        end = i + 1;
        while (end < count && found[end].number == found[end - 1].number + 1)
            end++;
        if (end - i == 2)
            end = i + 1;
        const char *first = figures(c, found[i].number);
        struct Run *run = arena_memdup(c->arena, &like, sizeof like);
        run->text =
            end - i > 1 ? arena_printf(c->arena, "%s–%s", first, figures(c, found[end - 1].number)) : first;
        run->flags = (like.flags & ~(unsigned)RUN_OPEN) | RUN_NOBREAK;
        run->note = -1;
        run->dest = found[i].id;
        items[made++] = (struct Value){.name = "", .kind = VALUE_RUNS, .number = 1, .runs = {run, 1}};
    }
    return made;
}

/* "para. " before the first number becomes part of its run, so that no line ends between them. */
static struct Runs join_prefix(struct Composer *c, struct Runs runs)
{
    size_t first = 0;
    while (first < runs.count && !runs.items[first].dest)
        first++;
    if (first == 0 || first == runs.count)
        return runs;
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i <= first; i++)
        g_string_append(text, runs.items[i].text);
    runs.items[first].text = arena_strdup(c->arena, text->str);
    g_string_free(text, TRUE);
    return (struct Runs){runs.items + first, runs.count - first};
}

static struct Runs resolve(struct Resolver *r, const struct Run *run)
{
    struct Composer *c = r->c;
    const struct References *references = &g_array_index(c->references, struct References, run->note);
    struct Reference *found = ARENA_ARRAY(c->scratch, struct Reference, references->count);
    size_t count = collect(r, references, run->span, found);
    struct Value *items = ARENA_ARRAY(c->scratch, struct Value, count + 1);
    size_t made = compress(c, found, count, *run, items);
    struct Value list = value_list(c, "list", items, made);
    if (!count) {
        struct Run unknown = *run;
        unknown.text = "…";
        unknown.flags &= ~(unsigned)RUN_OPEN;
        unknown.note = -1;
        return (struct Runs){arena_memdup(c->arena, &unknown, sizeof unknown), 1};
    }
    list.number = (double)count;
    struct Value how_many = value_figures(c, "count", (long)count);
    bool first = run->flags & RUN_OPEN_CAPITAL;
    struct Runs words = references->bare ? list.runs : words_of_pattern(c, "paragraphs", first, VALUES(list, how_many));
    for (size_t i = 0; i < words.count; i++) { /* commas and words between the numbers look as they do */
        words.items[i].sentence = run->sentence;
        words.items[i].flags |= run->flags & (RUN_ITALIC | RUN_BOLD);
    }
    if (words.count && !words.items[words.count - 1].dest) /* a word that follows the last number at once stays with it */
        words.items[words.count - 1].flags |= RUN_NOBREAK;
    return join_prefix(c, words);
}

static struct Runs resolve_runs(struct Resolver *r, struct Run *runs, size_t count)
{
    bool open = false;
    for (size_t i = 0; i < count; i++)
        open = open || runs[i].flags & RUN_OPEN_REFERENCES;
    if (!open)
        return (struct Runs){runs, count};
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct Run));
    for (size_t i = 0; i < count; i++) {
        struct Runs resolved = {&runs[i], 1};
        if (runs[i].flags & RUN_OPEN_REFERENCES)
            resolved = resolve(r, &runs[i]);
        g_array_append_vals(out, resolved.items, (guint)resolved.count);
    }
    return runs_take(r->c, out);
}

/* ---- Neighbours of one look are one run; two marks side by side take a comma ---- */

static bool same_look(const struct Run *a, const struct Run *b)
{
    bool near =
        a->span.source == b->span.source && (!a->span.source || a->span.end <= b->span.start ||
                                             (a->span.start == b->span.start && a->span.end == b->span.end));
    return near && a->flags == b->flags && !(a->flags & (RUN_NOTE_CALL | RUN_NOBREAK | RUN_OPEN)) &&
           g_strcmp0(a->lang, b->lang) == 0 && g_strcmp0(a->uri, b->uri) == 0 &&
           g_strcmp0(a->dest, b->dest) == 0 && a->sentence == b->sentence && !a->expansion && !b->expansion;
}

/* The text of a run that grows stands in `text` until another run begins. */
static void end_merged(struct Composer *c, GArray *out, GString *text)
{
    if (text->len)
        g_array_index(out, struct Run, out->len - 1).text = arena_strndup(c->arena, text->str, text->len);
    g_string_truncate(text, 0);
}

static void add_merged(struct Composer *c, GArray *out, GString *text, const struct Run *run)
{
    struct Run *last = out->len ? &g_array_index(out, struct Run, out->len - 1) : NULL;
    if (last && same_look(last, run)) {
        g_string_append(text, text->len ? "" : last->text);
        g_string_append(text, run->text);
        last->span.end = MAX(last->span.end, run->span.end);
        return;
    }
    end_merged(c, out, text);
    if (last && last->flags & RUN_NOTE_CALL && run->flags & RUN_NOTE_CALL) {
        struct Run comma = *last;
        comma.text = ",";
        comma.flags &= ~(unsigned)RUN_NOTE_CALL;
        comma.note = -1;
        g_array_append_val(out, comma);
    }
    if (*run->text)
        g_array_append_vals(out, run, 1);
}

static struct Runs settle(struct Resolver *r, struct Run *runs, size_t count)
{
    struct Runs resolved = resolve_runs(r, runs, count);
    GArray *out = g_array_sized_new(FALSE, FALSE, sizeof(struct Run), (guint)count);
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < resolved.count; i++) {
        resolved.items[i].flags &= ~(unsigned)RUN_OPEN;
        add_merged(r->c, out, text, &resolved.items[i]);
    }
    end_merged(r->c, out, text);
    g_string_free(text, TRUE);
    if (out->len > count)
        return runs_take(r->c, out);
    struct Runs same_place = {runs, out->len}; /* mostly: they are as many or fewer */
    if (out->len)
        memcpy(runs, out->data, out->len * sizeof *runs);
    g_array_unref(out);
    return same_place;
}

static void settle_block(struct Resolver *r, struct Block *block)
{
    struct Runs runs = settle(r, block->runs, block->run_count);
    block->runs = runs.items;
    block->run_count = runs.count;
    struct ReportTable *table = block->table;
    for (size_t i = 0; table && i < table->row_count; i++)
        for (size_t j = 0; j < table->rows[i].cell_count; j++) {
            struct ReportCell *cell = &table->rows[i].cells[j];
            struct Runs cells = settle(r, cell->runs, cell->run_count);
            cell->runs = cells.items;
            cell->run_count = cells.count;
        }
}

static void settle_all(struct Resolver *r)
{
    for (guint i = 0; i < r->c->blocks->len; i++)
        settle_block(r, &g_array_index(r->c->blocks, struct Block, i));
    for (guint i = 0; i < r->c->slots->len; i++) {
        struct Slot *slot = &g_array_index(r->c->slots, struct Slot, i);
        struct Runs runs = settle(r, slot->runs, slot->run_count);
        slot->runs = runs.items;
        slot->run_count = runs.count;
    }
    for (guint i = 0; i < r->c->notes->len; i++) {
        struct Note *note = &g_array_index(r->c->notes, struct Note, i);
        for (size_t j = 0; j < note->block_count; j++)
            settle_block(r, &note->blocks[j]);
    }
}

/* ---- Records ---- */

/* A block whose only content is one generated sentence after another: their text as printed. */
static void fill_sentences(struct Composer *c)
{
    GString **texts = g_new0(GString *, c->sentences->len + 1);
    for (guint i = 0; i < c->blocks->len; i++) {
        const struct Block *block = &g_array_index(c->blocks, struct Block, i);
        for (size_t j = 0; j < block->run_count; j++) {
            const struct Run *run = &block->runs[j];
            if (run->sentence < 0 || run->flags & RUN_NOTE_CALL)
                continue;
            if (!texts[run->sentence])
                texts[run->sentence] = g_string_new(NULL);
            g_string_append(texts[run->sentence], run->text);
            g_array_index(c->sentences, struct Sentence, run->sentence).block = i;
        }
    }
    for (guint i = 0; i < c->sentences->len; i++)
        if (texts[i]) {
            g_array_index(c->sentences, struct Sentence, i).text = arena_strdup(c->arena, texts[i]->str);
            g_string_free(texts[i], TRUE);
        }
    g_free(texts);
}

static void index_blocks(struct Resolver *r)
{
    for (guint i = 0; i < r->c->blocks->len; i++)
        g_hash_table_insert(r->blocks, (void *)g_array_index(r->c->blocks, struct Block, i).id,
                            GUINT_TO_POINTER(i + 1));
}

#define TAKE(report, arena, list, counter, array, type)                                                      \
    do {                                                                                                     \
        (report)->list = arena_memdup((arena), (array)->data, sizeof(type) * (array)->len);                  \
        (report)->counter = (array)->len;                                                                    \
    } while (0)

void composer_finish(struct Composer *c)
{
    struct Resolver r = {c, g_hash_table_new(g_str_hash, g_str_equal)};
    number_blocks(c);
    settle_names(c);
    contents_fill(c);
    number_notes(c);
    index_blocks(&r);
    settle_all(&r);
    fill_sentences(c);
    g_hash_table_unref(r.blocks);
    TAKE(c->report, c->arena, slots, slot_count, c->slots, struct Slot);
    TAKE(c->report, c->arena, blocks, block_count, c->blocks, struct Block);
    TAKE(c->report, c->arena, notes, note_count, c->notes, struct Note);
    TAKE(c->report, c->arena, sentences, sentence_count, c->sentences, struct Sentence);
    TAKE(c->report, c->arena, omissions, omission_count, c->omissions, struct Omission);
    coverage_settle_words(c);
}
