/* The proof of the layout stage, from the report and the pages alone: it knows nothing of how the pages were
 * made. */
#include "layout/layout.h"

#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "layout/flow.h"

/* What has been seen of one run of the report. */
struct Seen {
    const struct Run *run;
    const char *text;   /* its own, or the number of the page that it is to say */
    const char *cursor; /* all before it stands on the pages, in order */
    uint64_t bag;       /* of the characters seen: for right-to-left text, whose lines are in visual order */
    bool unordered;
    bool may_reorder; /* it, or a neighbour, holds what a line shows in another order */
};

struct Proof {
    const struct Report *report;
    GArray *seen;               /* struct Seen, in the order of the report */
    guint *block_first;         /* of each block: of its runs, or of those of its cells */
    guint **cell_first;         /* of each table block: of each cell */
    guint *note_first;          /* of each block of each note */
    size_t *note_block;         /* of each note: its first in note_first */
    int *call_page, *note_page; /* of each note; 0: none */
    GHashTable *dest_page;      /* page of each destination, by its id */
    struct Arena *arena;        /* for scratch */
};

static bool is_white(uint32_t c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == 0xAD;
}

static const char *skip_white(const char *at)
{
    while (*at != '\0' && is_white(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at;
}

static uint64_t character_weight(uint32_t c)
{
    return is_white(c) ? 0 : ((uint64_t)c + 1) * 0x9E3779B97F4A7C15u ^ (uint64_t)c << 17;
}

static uint64_t bag_of(const char *text, const char *end)
{
    uint64_t bag = 0;
    for (; text < end; text = g_utf8_next_char(text))
        bag += character_weight(g_utf8_get_char(text));
    return bag;
}

/* Letters of scripts from right to left, and the controls of direction. */
static bool has_direction(const char *text)
{
    const char *end = text + strlen(text);
    for (const char *c = text_past_ascii(text, end); c < end; c = text_past_ascii(c + 1, end)) {
        if ((uint8_t)*c < 0xD6)
            continue; /* no first byte of any of them */
        uint32_t character = g_utf8_get_char(c);
        if ((character >= 0x590 && character < 0x900) || (character >= 0xFB1D && character < 0xFF00) ||
            (character >= 0x10800 && character < 0x11000) || (character >= 0x1E800 && character < 0x1F000) ||
            (character >= 0x200E && character <= 0x200F) || (character >= 0x202A && character <= 0x202E) ||
            (character >= 0x2066 && character <= 0x2069))
            return true;
    }
    return false;
}

/* A page number in the table of contents is that of the page where its destination is. */
static const char *text_due(const struct Proof *proof, const struct Run *run)
{
    if (!(run->flags & RUN_PAGE) || run->dest == NULL)
        return run->text;
    return arena_printf(proof->arena, "%d", GPOINTER_TO_INT(g_hash_table_lookup(proof->dest_page, run->dest)));
}

static guint runs_add(struct Proof *proof, const struct Run *runs, size_t count, const char *lang)
{
    guint first = proof->seen->len;
    bool may_reorder = proof->report->rtl || strcmp(lang, proof->report->lang) != 0; /* in a language that may turn */
    for (size_t i = 0; i < count && !may_reorder; i++)
        may_reorder = has_direction(runs[i].text);
    for (size_t i = 0; i < count; i++) {
        const char *text = text_due(proof, &runs[i]);
        struct Seen seen = {&runs[i], text, text, 0, false, may_reorder};
        g_array_append_val(proof->seen, seen);
    }
    return first;
}

static void proof_fill(struct Proof *proof, struct Arena *arena)
{
    const struct Report *report = proof->report;
    proof->block_first = ARENA_ARRAY(arena, guint, report->block_count + 1);
    proof->cell_first = ARENA_ARRAY(arena, guint *, report->block_count + 1);
    for (size_t i = 0; i < report->block_count; i++) {
        const struct Block *block = &report->blocks[i];
        proof->block_first[i] = runs_add(proof, block->runs, block->run_count, block->lang);
        if (block->table == NULL)
            continue;
        size_t cells = 0;
        for (size_t r = 0; r < block->table->row_count; r++)
            cells += block->table->rows[r].cell_count;
        guint *first = proof->cell_first[i] = ARENA_ARRAY(arena, guint, cells);
        for (size_t r = 0; r < block->table->row_count; r++)
            for (size_t c = 0; c < block->table->rows[r].cell_count; c++) {
                const struct ReportCell *cell = &block->table->rows[r].cells[c];
                *first++ = runs_add(proof, cell->runs, cell->run_count, block->lang);
            }
    }
    size_t blocks = 0;
    for (size_t i = 0; i < report->note_count; i++)
        blocks += report->notes[i].block_count;
    proof->note_first = ARENA_ARRAY(arena, guint, blocks + 1);
    proof->note_block = ARENA_ARRAY(arena, size_t, report->note_count + 1);
    for (size_t i = 0, b = 0; i < report->note_count; i++) {
        proof->note_block[i] = b;
        for (size_t j = 0; j < report->notes[i].block_count; j++, b++) {
            const struct Block *block = &report->notes[i].blocks[j];
            proof->note_first[b] = runs_add(proof, block->runs, block->run_count, block->lang);
        }
    }
    proof->call_page = ARENA_ARRAY(arena, int, report->note_count + 1);
    proof->note_page = ARENA_ARRAY(arena, int, report->note_count + 1);
}

static struct Seen *seen_of(const struct Proof *proof, const struct Mark *mark)
{
    guint first = 0;
    if (mark->kind == MARK_BLOCK) {
        first = proof->block_first[mark->index];
    } else if (mark->kind == MARK_CELL) {
        const struct ReportTable *table = proof->report->blocks[mark->index].table;
        size_t cell = (size_t)mark->column;
        for (int r = 0; r < mark->row; r++)
            cell += table->rows[r].cell_count;
        first = proof->cell_first[mark->index][cell];
    } else {
        first = proof->note_first[proof->note_block[mark->index] + (size_t)mark->part];
    }
    return &g_array_index(proof->seen, struct Seen, first + (guint)mark->run);
}

/* The text of a glyph run goes on where the last one of its run ended. */
static void text_see(struct Seen *seen, const char *text, size_t length)
{
    const char *end = text + length, *cursor = seen->cursor, *due = skip_white(cursor);
    if (seen->may_reorder)
        seen->bag += bag_of(text, end);
    if (!seen->unordered && strncmp(text, due, length) == 0) {
        seen->cursor = due + length;
        return;
    }
    while (text < end && !seen->unordered) {
        uint32_t c = g_utf8_get_char(text);
        if (!is_white(c)) {
            cursor = skip_white(cursor);
            if (*cursor == '\0' || g_utf8_get_char(cursor) != c)
                seen->unordered = true;
            else
                cursor = g_utf8_next_char(cursor);
        }
        text = g_utf8_next_char(text);
    }
    seen->cursor = cursor;
}

static const char *run_see(struct Proof *proof, const struct GlyphRun *run, int page, int *last_block)
{
    const struct Mark *mark = &run->mark;
    bool of_block = mark->kind == MARK_BLOCK || mark->kind == MARK_LABEL || mark->kind == MARK_CELL;
    if (of_block && mark->index < *last_block)
        return "blocks stand out of order";
    if (of_block)
        *last_block = mark->index;
    if (mark->kind == MARK_SLOT && mark->run >= 0) {
        int note = proof->report->slots[mark->index].runs[mark->run].note;
        if (note >= 0 && proof->call_page[note] == 0)
            proof->call_page[note] = page;
    }
    if (mark->kind == MARK_NOTE_LABEL && proof->note_page[mark->index] == 0)
        proof->note_page[mark->index] = page;
    if (mark->kind != MARK_BLOCK && mark->kind != MARK_CELL && mark->kind != MARK_NOTE)
        return NULL;
    struct Seen *seen = seen_of(proof, mark);
    if (seen->run->note >= 0 && proof->call_page[seen->run->note] == 0)
        proof->call_page[seen->run->note] = page;
    text_see(seen, run->text, run->text_length);
    return NULL;
}

static char *words_check(const struct Proof *proof, struct Arena *arena)
{
    for (guint i = 0; i < proof->seen->len; i++) {
        const struct Seen *seen = &g_array_index(proof->seen, struct Seen, i);
        if (!seen->unordered && *skip_white(seen->cursor) == '\0')
            continue;
        const char *text = seen->text;
        if (seen->may_reorder && seen->bag == bag_of(text, text + strlen(text)))
            continue;
        return arena_printf(arena, "words are lost, doubled or out of order: \"%.60s\"", text);
    }
    return NULL;
}

static char *notes_check(const struct Proof *proof, const struct Pages *pages, struct Arena *arena)
{
    size_t late = 0;
    for (size_t i = 0; i < proof->report->note_count; i++) {
        int call = proof->call_page[i], note = proof->note_page[i];
        const char *id = proof->report->notes[i].id;
        if (call == 0)
            return arena_printf(arena, "note %s is not called", id);
        if (note == 0)
            return arena_printf(arena, "note %s is not on the pages", id);
        if (note < call)
            return arena_printf(arena, "note %s stands before its call", id);
        late += note > call;
    }
    if (late != pages->late_notes)
        return arena_printf(arena, "%zu notes start late, %zu were reported", late, pages->late_notes);
    return NULL;
}

const char *layout_verify(struct Arena *arena, const struct Pages *pages, const struct Report *report)
{
    struct Arena *scratch = arena_new();
    struct Proof proof = {.arena = scratch, .report = report, .seen = g_array_new(FALSE, FALSE, sizeof(struct Seen))};
    proof.dest_page = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t p = 0; p < pages->page_count; p++)
        for (size_t d = 0; d < pages->pages[p].dest_count; d++)
            g_hash_table_insert(proof.dest_page, (void *)(uintptr_t)pages->pages[p].dests[d].id,
                                GINT_TO_POINTER(pages->pages[p].number));
    proof_fill(&proof, scratch);
    const char *broken = pages_verify(pages);
    int last_block = 0;
    for (size_t p = 0; p < pages->page_count && broken == NULL; p++)
        for (size_t r = 0; r < pages->pages[p].run_count && broken == NULL; r++)
            broken = run_see(&proof, &pages->pages[p].runs[r], pages->pages[p].number, &last_block);
    if (broken == NULL)
        broken = words_check(&proof, arena);
    if (broken == NULL)
        broken = notes_check(&proof, pages, arena);
    g_array_free(proof.seen, TRUE);
    g_hash_table_destroy(proof.dest_page);
    arena_free(scratch);
    return broken;
}
