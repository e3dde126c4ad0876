#include "layout/tail.h"

#include <string.h>

#include "base/arena.h"

struct Tailor {
    struct Setter *setter;
    const struct Flow *flow;
    const struct Block *block;
    const struct BlockStyle *style;
    struct ParaInput input; /* of one line */
    GHashTable *pages;      /* id of a block -> its page */
    struct Tail *tail;
    Length from, to;        /* inner edges of what stands in the line so far, from the start edge of the column */
};

/* Adds a line of text of which the end edge, counted from the start edge of the column, is at `end`. */
static Length tail_add(struct Tailor *t, const struct Run *run, struct Mark mark, Length end)
{
    Length width = 0;
    struct ParaInput input = t->input;
    input.runs = run;
    input.run_count = 1;
    input.mark = mark;
    struct Tail *tail = t->tail;
    struct SetLine *line = &tail->lines[tail->count];
    *line = para_set_line(t->setter, &input, &width);
    for (uint32_t i = 0; i < line->run_count; i++)
        line->runs[i].mark = mark;
    tail->x[tail->count++] = input.mirrored ? input.measure - end : end - width;
    return width;
}

/* As many dots as have room between the text and the first of its columns. */
static void leader_add(struct Tailor *t)
{
    struct Run dot = {.text = ".", .lang = t->block->lang, .note = -1, .sentence = -1};
    struct ParaInput input = t->input;
    input.runs = &dot;
    input.run_count = 1;
    Length width = 0, gap = t->style->size / 2;
    para_set_line(t->setter, &input, &width);
    Length room = t->to - t->from - 2 * gap;
    if (width <= 0 || room < 3 * width)
        return;
    char *dots = arena_alloc(t->setter->arena, (size_t)(room / width) + 1);
    memset(dots, '.', (size_t)(room / width));
    dot.text = dots;
    tail_add(t, &dot, (struct Mark){MARK_RULE, -1, 0, 0, 0, -1}, t->to - gap);
}

/* Where the last line of the text ends. */
static Length text_end(const struct Tailor *t, const struct SetPara *para)
{
    Length end = t->style->start;
    const struct SetLine *last = para->line_count ? &para->lines[para->line_count - 1] : NULL;
    for (uint32_t i = 0; last && i < last->run_count; i++) {
        Length left = last->runs[i].x, right = left + last->runs[i].width;
        end = MAX(end, t->input.mirrored ? t->input.measure - left : right);
    }
    return end;
}

/* The text of one column; of a page the number, not what is written there. */
static void column_add(struct Tailor *t, size_t index, size_t i)
{
    struct Run run = t->block->runs[i];
    bool page = (run.flags & RUN_PAGE) != 0;
    if (page && run.dest)
        run.text = arena_printf(t->setter->arena, " %d", GPOINTER_TO_INT(g_hash_table_lookup(t->pages, run.dest)));
    Length end = page ? t->style->page_end : t->style->range_end;
    Length width = tail_add(t, &run, (struct Mark){MARK_BLOCK, (int)index, 0, 0, 0, (int)i}, end);
    t->to = MIN(t->to, end - width);
}

static struct Tail *tail_set(struct Tailor *t, size_t index, const struct SetPara *para)
{
    t->tail = ARENA_NEW(t->setter->arena, struct Tail);
    t->from = text_end(t, para);
    t->to = t->input.measure;
    for (size_t i = 0; i < t->block->run_count; i++)
        if (t->block->runs[i].flags & (RUN_RANGE | RUN_PAGE))
            column_add(t, index, i);
    if (t->style->leader)
        leader_add(t);
    return t->tail;
}

static bool has_tail(const struct Block *block)
{
    return block->run_count > 0 && block->runs[block->run_count - 1].flags & (RUN_RANGE | RUN_PAGE);
}

/* Ids of blocks with the pages they begin on. */
static GHashTable *block_pages(const struct Flow *flow, const int *page_of_line)
{
    GHashTable *pages = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < flow->lines->len; i++) {
        const struct FlowLine *line = flow_line(flow, i);
        if (line->first_of_block)
            g_hash_table_insert(pages, (void *)(uintptr_t)flow->report->blocks[line->block].id, GINT_TO_POINTER(page_of_line[i]));
    }
    return pages;
}

struct Tail **tails_set(struct Setter *setter, const struct Flow *flow, const int *page_of_line)
{
    const struct Report *report = flow->report;
    struct Tail **tails = ARENA_ARRAY(setter->arena, struct Tail *, report->block_count + 1);
    struct Tailor tailor = {.setter = setter, .flow = flow};
    for (size_t i = 0; i < report->block_count; i++) {
        if (!has_tail(&report->blocks[i]))
            continue;
        if (!tailor.pages)
            tailor.pages = block_pages(flow, page_of_line);
        const struct Job *job = &flow->jobs[flow->first_job[i]];
        tailor.block = &report->blocks[i];
        tailor.style = job->input.style;
        tailor.input = job->input;
        tails[i] = tail_set(&tailor, i, job->para);
    }
    if (tailor.pages)
        g_hash_table_destroy(tailor.pages);
    return tails;
}
