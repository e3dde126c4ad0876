/* Footnotes: made where they are called, placed by the custom of the language, numbered in the order of the
 * calls. */
#include "compose/inline.h"

#include <string.h>
#include <uchar.h>

#include "base/arena.h"
#include "compose/number.h"
#include "compose/words.h"

static struct Block *note_paragraph(struct Composer *c, enum NoteKind kind, struct Runs runs)
{
    struct Block *block = ARENA_NEW(c->arena, struct Block);
    block->role = ROLE_PARAGRAPH;
    block->style = kind == NOTE_STAR ? "star-note" : "note";
    block->lang = c->lang;
    block->runs = runs.items;
    block->run_count = runs.count;
    return block;
}

int note_from_pattern(struct Composer *c, enum NoteKind kind, const char *key, const struct Value *values,
                      size_t count)
{
    struct Runs runs = words_of_pattern(c, key, true, values, count);
    settle_counts(c, runs);
    struct Note note = {
        .kind = kind, .blocks = note_paragraph(c, kind, runs), .block_count = 1, .call_block = SIZE_MAX};
    note.blocks->origin = (struct Origin){.generated = true, .rule = arena_strdup(c->arena, key)};
    g_array_append_val(c->notes, note);
    return (int)c->notes->len - 1;
}

int note_from_content(struct Composer *c, const struct Content *content, struct Span span)
{
    GArray *blocks = g_array_new(FALSE, FALSE, sizeof(struct Block));
    for (const struct Content *item = content; item; item = item->next) {
        struct Content alone = *item;
        alone.next = NULL;
        struct Inline whole = {.kind = INLINE_CONTENT, .content = &alone, .span = item->span};
        bool paragraph = item->kind == CONTENT_PARAGRAPH;
        struct Block block =
            *note_paragraph(c, NOTE_NUMBERED, inlines_runs(c, paragraph ? item->inlines : &whole));
        block.origin.spans = arena_memdup(c->arena, &item->span, sizeof item->span);
        block.origin.span_count = 1;
        if (block.run_count)
            g_array_append_val(blocks, block);
    }
    struct Note note = {
        .kind = NOTE_NUMBERED, .block_count = blocks->len, .call_block = SIZE_MAX, .span = span};
    if (blocks->len)
        note.blocks = arena_memdup(c->arena, blocks->data, sizeof(struct Block) * blocks->len);
    g_array_unref(blocks);
    g_array_append_val(c->notes, note);
    return (int)c->notes->len - 1;
}

struct Run note_call(struct Composer *c, int note)
{
    enum NoteKind kind = g_array_index(c->notes, struct Note, note).kind;
    unsigned look = kind == NOTE_STAR ? RUN_STAR : RUN_SUPERSCRIPT;
    return (struct Run){
        .text = "", .flags = RUN_NOTE_CALL | look, .lang = c->lang, .note = note, .sentence = -1};
}

/* ---- Place of the call ---- */

static bool is_call(const struct Run *run)
{
    return run->flags & RUN_NOTE_CALL;
}

/* A call, or the letter of a note of a table. */
static bool is_mark(const struct Run *run)
{
    return run->flags & (RUN_NOTE_CALL | RUN_SUPERSCRIPT);
}

static bool is_punctuation(gunichar c, const char32_t *marks)
{
    while (*marks && *marks != c)
        marks++;
    return *marks;
}

static size_t leading_punctuation(const char *text)
{
    const char *p = text;
    while (*p && is_punctuation(g_utf8_get_char(p), U".,;:?!”’»」』》〉）。，、；：？！،؛؟"))
        p = g_utf8_next_char(p);
    return (size_t)(p - text);
}

static size_t trailing_punctuation(const char *text)
{
    const char *end = text + strlen(text), *p = end;
    while (p > text && is_punctuation(g_utf8_get_char(g_utf8_prev_char(p)), U".,;:?!،؛؟\u00a0\u202f"))
        p = g_utf8_prev_char(p);
    return (size_t)(end - p);
}

static void insert_run(GArray *runs, guint at, struct Run run)
{
    g_array_insert_val(runs, at, run);
}

/* The punctuation after the calls goes before them. */
static void move_after(struct Composer *c, GArray *runs, guint first, guint end)
{
    if (end >= runs->len)
        return;
    struct Run *next = &g_array_index(runs, struct Run, end);
    size_t length = next->flags & RUN_OPEN ? 0 : leading_punctuation(next->text);
    if (!length)
        return;
    struct Run moved = *next;
    moved.text = arena_strndup(c->arena, next->text, length);
    next->text = arena_strdup(c->arena, next->text + length);
    if (!*next->text)
        g_array_remove_index(runs, end);
    insert_run(runs, first, moved);
}

/* The punctuation before the calls goes after them, and what keeps it apart from its word in French. */
static void move_before(struct Composer *c, GArray *runs, guint first, guint end)
{
    struct Run *before = &g_array_index(runs, struct Run, first - 1);
    size_t length = before->flags & RUN_OPEN ? 0 : trailing_punctuation(before->text),
           total = strlen(before->text);
    if (!length || (length == total && first < 2))
        return;
    struct Run moved = *before;
    if (length == total) { /* nothing else in its run: after the words of another one */
        g_array_remove_index(runs, first - 1);
        insert_run(runs, end - 1, moved);
        return;
    }
    moved.text = arena_strdup(c->arena, before->text + total - length);
    before->text = arena_strndup(c->arena, before->text, total - length);
    insert_run(runs, end, moved);
}

static void strip_space_before(struct Composer *c, GArray *runs, guint first)
{
    struct Run *before = &g_array_index(runs, struct Run, first - 1);
    size_t length = strlen(before->text);
    while (length > 1 && before->text[length - 1] == ' ')
        length--;
    if (length < strlen(before->text))
        before->text = arena_strndup(c->arena, before->text, length);
}

void place_calls(struct Composer *c, GArray *runs)
{
    for (guint i = 0; i < runs->len; i++) {
        if (!is_mark(&g_array_index(runs, struct Run, i)))
            continue;
        guint end = i + 1;
        while (end < runs->len && is_mark(&g_array_index(runs, struct Run, end)))
            end++;
        if (i > 0)
            strip_space_before(c, runs, i);
        guint length = runs->len;
        if (c->wording->conventions.notes_before_punctuation && i > 0)
            move_before(c, runs, i, end);
        else
            move_after(c, runs, i, end);
        i = end + (runs->len > length) - 1;
    }
}

/* ---- Order and marks ---- */

struct Renumbering {
    struct Composer *c;
    int *fresh;   /* old index -> new index; -1: not taken yet */
    bool *called; /* by new index */
    GArray *ordered;
    enum NoteKind kind;
    guint first;         /* place of the first of that kind */
    size_t block, calls; /* that calls, and its calls so far */
    const char *id;
};

static const char *note_mark(struct Composer *c, enum NoteKind kind, int place)
{
    const char *form = c->wording->conventions.note_mark;
    if (kind == NOTE_NUMBERED)
        return number_label(c, form ? form : "{arabic}", place);
    char stars[16] = {0};
    memset(stars, '*', (size_t)MIN(place, (int)sizeof stars - 1));
    return arena_strdup(c->arena, stars);
}

static void take_note(struct Renumbering *r, int index)
{
    struct Note taken = g_array_index(r->c->notes, struct Note, index);
    taken.call_block = r->block;
    taken.mark = note_mark(r->c, r->kind, (int)(r->ordered->len - r->first) + 1);
    taken.id = arena_printf(r->c->arena, "%s.note%zu", r->id, ++r->calls);
    r->fresh[index] = (int)r->ordered->len;
    g_array_append_val(r->ordered, taken);
}

/* The index of the note of the kind in hand that a run calls; -1: none. */
static int called_note(const struct Renumbering *r, const struct Run *run)
{
    return is_call(run) && g_array_index(r->c->notes, struct Note, run->note).kind == r->kind ? run->note : -1;
}

/* Stars of one line stand in the order in which their notes were made, whichever is called first: a list of sponsors has
 * "Azerbaijan,** and State of Palestine:*" where the first note is about the second. */
static void take_stars_in_order(struct Renumbering *r, const struct Run *runs, size_t count)
{
    for (;;) {
        int least = -1;
        for (size_t i = 0; i < count; i++) {
            int note = called_note(r, &runs[i]);
            if (note >= 0 && r->fresh[note] < 0 && (least < 0 || note < least))
                least = note;
        }
        if (least < 0)
            return;
        take_note(r, least);
    }
}

static void take_calls(struct Renumbering *r, struct Run *runs, size_t count)
{
    if (r->kind == NOTE_STAR)
        take_stars_in_order(r, runs, count);
    for (size_t i = 0; i < count; i++) {
        int note = called_note(r, &runs[i]);
        if (note < 0)
            continue;
        if (r->fresh[note] < 0)
            take_note(r, note);
        int fresh = r->fresh[note];
        struct Note taken = g_array_index(r->ordered, struct Note, fresh);
        if (r->called[fresh]) { /* the same star again: a mark, and no second call */
            runs[i].text = taken.mark;
            runs[i].flags &= ~(unsigned)RUN_NOTE_CALL;
            runs[i].note = -1;
            continue;
        }
        r->called[fresh] = true;
        for (size_t j = 0; j < taken.block_count; j++) /* a note called in a note follows it */
            take_calls(r, taken.blocks[j].runs, taken.blocks[j].run_count);
    }
}

static void take_block(struct Renumbering *r, struct Block *block)
{
    take_calls(r, block->runs, block->run_count);
    struct ReportTable *table = block->table;
    for (size_t i = 0; table && i < table->row_count; i++)
        for (size_t j = 0; j < table->rows[i].cell_count; j++)
            take_calls(r, table->rows[i].cells[j].runs, table->rows[i].cells[j].run_count);
}

static void take_kind(struct Renumbering *r, enum NoteKind kind)
{
    r->kind = kind;
    r->first = r->ordered->len;
    for (guint i = 0; i < r->c->slots->len; i++) {
        struct Slot *slot = &g_array_index(r->c->slots, struct Slot, i);
        r->block = SIZE_MAX;
        r->id = slot->name;
        r->calls = 0;
        take_calls(r, slot->runs, slot->run_count);
    }
    for (guint i = 0; i < r->c->blocks->len; i++) {
        struct Block *block = &g_array_index(r->c->blocks, struct Block, i);
        r->block = i;
        r->id = block->id;
        r->calls = 0;
        take_block(r, block);
    }
}

static void mark_calls(struct Run *runs, size_t count, void *context)
{
    struct Renumbering *r = context;
    for (size_t i = 0; i < count; i++)
        if (is_call(&runs[i])) {
            runs[i].note = r->fresh[runs[i].note];
            runs[i].text = g_array_index(r->ordered, struct Note, runs[i].note).mark;
        }
}

void number_notes(struct Composer *c)
{
    struct Renumbering r = {.c = c, .ordered = g_array_new(FALSE, FALSE, sizeof(struct Note))};
    r.fresh = ARENA_ARRAY(c->scratch, int, c->notes->len + 1);
    r.called = ARENA_ARRAY(c->scratch, bool, c->notes->len + 1);
    for (guint i = 0; i < c->notes->len; i++)
        r.fresh[i] = -1;
    take_kind(&r, NOTE_STAR);
    take_kind(&r, NOTE_NUMBERED);
    runs_each(c, mark_calls, &r);
    for (guint i = 0; i < r.ordered->len; i++) {
        struct Note *note = &g_array_index(r.ordered, struct Note, i);
        for (size_t j = 0; j < note->block_count; j++)
            note->blocks[j].id = arena_printf(c->arena, "%s.%zu", note->id, j + 1);
    }
    g_array_unref(c->notes);
    c->notes = r.ordered;
}
