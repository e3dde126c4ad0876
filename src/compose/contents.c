/* The table of contents. Its lines are made at the end of the document under construction and then moved to the place
 * that was marked: only then is it known what the headings are called, and which paragraphs stand under each.
 *
 * A line is an item of a list that leads to its heading: its words, the paragraphs under it, and a run for the number of
 * the page, which layout fills in. */
#include "compose/contents.h"

#include <string.h>

#include "base/arena.h"
#include "compose/inline.h"
#include "compose/words.h"

void contents_mark(struct Composer *c, const struct ContentsRule *rule)
{
    if (c->contents)
        return;
    c->contents = rule;
    c->contents_at = c->blocks->len;
}

static struct Block *block_at(struct Composer *c, guint index)
{
    return &g_array_index(c->blocks, struct Block, index);
}

static bool is_annex_label(const struct Block *block)
{
    return strcmp(block->style, "annex-label") == 0;
}

/* Level among the contents; 0: not in them. The title of an annex stands with the sections. */
static int entry_level(struct Composer *c, const struct Block *block)
{
    if (block->role != ROLE_HEADING || block->box || block->draft_only || block->level > c->contents->levels)
        return 0;
    return strcmp(block->style, "annex-title") == 0 ? 1 : block->level;
}

/* "3–12": the numbered paragraphs under a heading, up to the next one that is not below it; NULL: none. Annexes count
 * for themselves and have no range. */
static const char *paragraph_range(struct Composer *c, guint heading, guint end)
{
    int first = 0, last = 0, level = block_at(c, heading)->level;
    for (guint i = heading + 1; i < end; i++) {
        const struct Block *block = block_at(c, i);
        if (g_array_index(c->drafts, struct Draft, i).restart || (block->role == ROLE_HEADING && block->level <= level))
            break;
        first = first ? first : block->number;
        last = block->number ? block->number : last;
    }
    for (guint i = 0; i <= heading && first; i++)
        if (g_array_index(c->drafts, struct Draft, i).restart)
            return NULL;
    if (!first)
        return NULL;
    return first == last ? arena_printf(c->arena, "%d", first) : arena_printf(c->arena, "%d–%d", first, last);
}

/* A column, with a space before it for those who read the line without seeing it. */
static void add_run(struct Composer *c, const char *text, unsigned flags, const char *dest)
{
    struct Run run = {.text = arena_printf(c->arena, " %s", text), .flags = flags, .lang = c->lang, .dest = dest};
    run.note = run.sentence = -1;
    g_array_append_val(c->runs, run);
}

/* The words of a heading without its marks of notes and its own links. */
static void add_words(struct Composer *c, const struct Block *heading)
{
    for (size_t i = 0; i < heading->run_count; i++) {
        struct Run run = heading->runs[i];
        if (run.flags & (RUN_NOTE_CALL | RUN_SUPERSCRIPT | RUN_STAR))
            continue;
        run.uri = NULL;
        run.dest = heading->id;
        run.sentence = -1;
        g_array_append_val(c->runs, run);
    }
}

static void open_line(struct Composer *c, enum Role role, const char *style, const char *id)
{
    composer_open(c, role, style, id)->origin.generated = true;
    g_array_index(c->drafts, struct Draft, c->drafts->len - 1).unnumbered = true;
}

static void add_head(struct Composer *c)
{
    const struct ContentsRule *rule = c->contents;
    open_line(c, ROLE_HEADING, "contents-title", rule->id);
    block_at(c, c->blocks->len - 1)->level = 1;
    block_at(c, c->blocks->len - 1)->page_break_before = true;
    composer_say(c, rule->heading, -1, NULL, 0);
    composer_close(c);
    open_line(c, ROLE_PARAGRAPH, "contents-head", arena_printf(c->arena, "%s.head", rule->id));
    add_run(c, composer_text(c, rule->paragraphs, NULL, 0), RUN_RANGE, NULL);
    add_run(c, composer_text(c, rule->page, NULL, 0), RUN_PAGE, NULL);
    composer_close(c);
}

/* The label of an annex and its title are two lines; the page is that of the title. */
static void add_entry(struct Composer *c, guint heading, guint end)
{
    int level = entry_level(c, block_at(c, heading));
    bool labels = is_annex_label(block_at(c, heading)) && heading + 1 < end && entry_level(c, block_at(c, heading + 1)) &&
                  strcmp(block_at(c, heading + 1)->style, "annex-title") == 0;
    const char *style = arena_printf(c->arena, "contents-%d", MIN(level, 4)), *id = block_at(c, heading)->id;
    open_line(c, ROLE_LIST_ITEM, style, arena_printf(c->arena, "%s.%s", c->contents->id, id));
    struct Block *line = block_at(c, c->blocks->len - 1);
    line->level = level;
    line->label = block_at(c, heading)->label;
    add_words(c, block_at(c, heading));
    const char *range = paragraph_range(c, heading, end);
    if (range)
        add_run(c, range, RUN_RANGE, NULL);
    if (!labels)
        add_run(c, "…", RUN_PAGE, id);
    composer_close(c);
}

/* Moves the last `count` items of an array to a place in it. */
static void move_last(GArray *array, guint count, guint place)
{
    guint size = g_array_get_element_size(array), kept = array->len - count;
    char *moved = g_memdup2(array->data + (gsize)kept * size, (gsize)count * size);
    g_array_set_size(array, kept);
    g_array_insert_vals(array, place, moved, count);
    g_free(moved);
}

void contents_fill(struct Composer *c)
{
    guint end = c->blocks->len, at = c->contents_at;
    bool any = false;
    for (guint i = at; c->contents && i < end; i++)
        any = any || entry_level(c, block_at(c, i));
    if (!any)
        return;
    add_head(c);
    for (guint i = at; i < end; i++)
        if (entry_level(c, block_at(c, i)))
            add_entry(c, i, end);
    block_at(c, at)->page_break_before = true;
    guint count = c->blocks->len - end;
    move_last(c->blocks, count, at);
    move_last(c->drafts, count, at);
}
