#include "layout/place.h"

#include <string.h>

#include "base/arena.h"
#include "layout/margin.h"
#include "layout/tail.h"

/* The page being filled. */
struct Placer {
    struct Setter *setter;
    const struct Flow *flow;
    const struct Fixed *fixed;
    const struct Margin *margin; /* NULL: nothing is marked */
    const bool *adjusted;
    struct Tail **tails;   /* of blocks */
    const int *face_index; /* in Pages.faces, by id of the open face */
    struct Pages *pages;
    GArray *runs, *rules, *figures, *links, *dests;
    Length given;         /* of the white that the plan shares out: by the distances above */
    Length give;          /* what the distances so far could give */
    Length *top, *bottom; /* baselines of the lines of the page: of their first and last line as set */
};

static const struct Run *mark_run(const struct Report *report, const struct Mark *mark)
{
    if (mark->run < 0)
        return NULL;
    switch (mark->kind) {
    case MARK_BLOCK:
        return &report->blocks[mark->index].runs[mark->run];
    case MARK_CELL:
        return &report->blocks[mark->index].table->rows[mark->row].cells[mark->column].runs[mark->run];
    case MARK_NOTE:
        return &report->notes[mark->index].blocks[mark->part].runs[mark->run];
    case MARK_SLOT:
        return &report->slots[mark->index].runs[mark->run];
    case MARK_LABEL:
    case MARK_NOTE_LABEL:
    case MARK_FIGURE:
    case MARK_HEAD:
    case MARK_FOOT:
    case MARK_SEPARATOR:
    case MARK_RULE:
        break;
    }
    return NULL;
}

static void link_place(struct Placer *placer, const struct GlyphRun *run)
{
    const struct Run *from = mark_run(placer->flow->report, &run->mark);
    if (from == NULL)
        return;
    struct PageLink link = {run->x,     run->y - run->size * 4 / 5,
                            run->width, run->size,
                            from->uri,  from->uri == NULL ? from->dest : NULL,
                            run->mark};
    if (link.uri == NULL && link.dest == NULL && from->note >= 0)
        link.dest =
            arena_printf(placer->setter->arena, "note.%s", placer->flow->report->notes[from->note].id);
    if (link.uri == NULL && link.dest == NULL)
        return;
    if (placer->links->len > 0) { /* the run goes on in another face */
        struct PageLink *before = &g_array_index(placer->links, struct PageLink, placer->links->len - 1);
        if (memcmp(&before->mark, &link.mark, sizeof link.mark) == 0 && before->x + before->width == link.x &&
            before->y == link.y) {
            before->width += link.width;
            return;
        }
    }
    g_array_append_val(placer->links, link);
}

static void line_place(struct Placer *placer, const struct SetLine *line, Length x, Length y, bool again)
{
    for (uint32_t i = 0; i < line->run_count; i++) {
        struct GlyphRun run = line->runs[i];
        run.face = placer->face_index[run.face];
        run.x += x;
        run.y += y;
        if (again)
            run.mark = (struct Mark){MARK_HEAD, -1, 0, 0, 0, -1}; /* a repeated header row is no content */
        g_array_append_val(placer->runs, run);
        placer->pages->glyph_count += run.glyph_count;
        if (!again)
            link_place(placer, &run);
    }
}

static void rule_place(struct Placer *placer, Length x, Length y, Length width, Length height,
                       enum MarkKind kind)
{
    struct PageRule rule = {x, y, width, height, {kind, -1, 0, 0, 0, -1}};
    g_array_append_val(placer->rules, rule);
}

static void dest_place(struct Placer *placer, const char *id, Length x, Length y)
{
    struct PageDest dest = {id, x, y};
    g_array_append_val(placer->dests, dest);
}

/* ---- Fixed places ---- */

static void fixed_place(struct Placer *placer, int page, int pages)
{
    const struct Style *style = placer->flow->style;
    bool rtl = placer->flow->report->rtl;
    for (size_t i = 0; i < placer->fixed->count; i++) {
        const struct FixedPlace *place = placer->fixed->places[i];
        if (!fixed_on_page(place, page))
            continue;
        Length left = rtl ? style->width - place->x - place->width : place->x;
        if (place->kind == FIXED_RULE) {
            rule_place(placer, left, place->y, place->width, place->height, MARK_RULE);
        } else if (place->kind == FIXED_FIGURE) {
            struct PageFigure figure = {place->figure, left, place->y, place->width, place->height};
            g_array_append_val(placer->figures, figure);
        } else {
            struct FixedText text =
                place->kind == FIXED_SLOT
                    ? placer->fixed->texts[i]
                    : fixed_pattern(placer->setter, place, placer->flow->report, page, pages);
            for (size_t l = 0; l < text.line_count; l++)
                line_place(placer, &text.lines[l], rtl ? style->width - place->x : place->x,
                           fixed_baseline(place, &text, l), false);
        }
    }
}

/* ---- The text ---- */

static Length lines_place_parts(struct Placer *placer, uint32_t index, Length y)
{
    const struct FlowLine *line = flow_line(placer->flow, index);
    const struct FlowPara *para =
        line->para == UINT32_MAX ? NULL : &g_array_index(placer->flow->paras, struct FlowPara, line->para);
    if (para == NULL || !placer->adjusted[line->para]) {
        for (uint16_t p = 0; p < line->part_count; p++)
            line_place(placer, line->parts[p].line, line->parts[p].x, y, false);
        return y;
    }
    if (index != para->first)
        return y; /* set with its first line */
    const struct SetPara *set = placer->flow->jobs[para->job].para;
    for (size_t l = 0; l < set->line_count; l++)
        line_place(placer, &set->lines[l], line->parts[0].x, y + (Length)l * para->leading, false);
    return y + (Length)(set->line_count - 1) * para->leading;
}

static void block_rule_place(struct Placer *placer, const struct Block *block, Length y)
{
    const struct BlockStyle *style = flow_style(placer->flow->style, block->style);
    rule_place(placer, (placer->flow->style->width - style->rule_width) / 2, y, style->rule_width,
               style->rule_height, MARK_RULE);
}

static void header_repeat(struct Placer *placer, const struct FlowTable *table, Length y)
{
    for (uint32_t i = table->first; i < table->header_end; i++) {
        const struct FlowLine *line = flow_line(placer->flow, i);
        if (i > table->first)
            y += line->above;
        for (uint16_t p = 0; p < line->part_count; p++)
            line_place(placer, line->parts[p].line, line->parts[p].x, y, true);
    }
    const struct TableStyle *style = placer->flow->style->table;
    rule_place(placer, table->x, y + style->rule_bottom, table->width, style->rule, MARK_RULE);
}

static void table_rules_place(struct Placer *placer, const struct PagePlan *plan, uint32_t index,
                              Length page_top)
{
    const struct FlowLine *line = flow_line(placer->flow, index);
    const struct TableStyle *style = placer->flow->style->table;
    const struct FlowTable *table = &g_array_index(placer->flow->tables, struct FlowTable, line->table);
    Length y = placer->top[index - plan->first];
    bool starts = index == plan->first;
    if (index == table->first)
        rule_place(placer, table->x, y - style->rule_top, table->width, style->rule, MARK_RULE);
    else if (starts)
        rule_place(placer, table->x, page_top - style->rule_top, table->width, style->rule, MARK_RULE);
    if (starts && index >= table->header_end && table->header_end > table->first)
        header_repeat(placer, table, page_top);
    bool under = index + 1 == table->header_end || index == table->last || index + 1 == plan->end;
    if (under)
        rule_place(placer, table->x, y + style->rule_bottom, table->width, style->rule, MARK_RULE);
}

/* The frame around the boxed lines first..last of the page. */
static void box_place(struct Placer *placer, const struct PagePlan *plan, uint32_t first, uint32_t last)
{
    const struct Style *style = placer->flow->style;
    const struct BoxStyle *box = style->box;
    Length left = style->body_left - box->outset, right = style->body_right + box->outset;
    Length top = placer->top[first - plan->first] - box->top,
           bottom = placer->bottom[last - plan->first] + box->bottom;
    rule_place(placer, left, top, right - left, box->line, MARK_RULE);
    rule_place(placer, left, bottom - box->line, right - left, box->line, MARK_RULE);
    rule_place(placer, left, top, box->line, bottom - top, MARK_RULE);
    rule_place(placer, right - box->line, top, box->line, bottom - top, MARK_RULE);
}

static int line_box(const struct Flow *flow, uint32_t index)
{
    return flow->report->blocks[flow_line(flow, index)->block].box;
}

static void boxes_place(struct Placer *placer, const struct PagePlan *plan)
{
    for (uint32_t i = plan->first, end; i < plan->end; i = end) {
        int box = line_box(placer->flow, i);
        for (end = i + 1; end < plan->end && line_box(placer->flow, end) == box;)
            end++;
        if (box > 0)
            box_place(placer, plan, i, end - 1);
    }
}

/* A bar along the lines first..last of one block, and its words beside the first. */
static void margin_place(struct Placer *placer, const struct PagePlan *plan, uint32_t first, uint32_t last)
{
    const struct Flow *flow = placer->flow;
    const struct Style *style = flow->style;
    const struct Block *block = &flow->report->blocks[flow_line(flow, first)->block];
    Length leading = flow_style(style, block->style)->leading;
    Length top = placer->top[first - plan->first] - leading * 3 / 4, bottom = placer->bottom[last - plan->first] + leading / 4;
    rule_place(placer, margin_bar(style, flow->report->rtl), top, style->margin->bar, bottom - top, MARK_RULE);
    const struct FixedText *text = margin_text(placer->margin, block->margin);
    for (size_t i = 0; text != NULL && i < text->line_count; i++)
        line_place(placer, &text->lines[i], margin_anchor(style, flow->report->rtl), placer->top[first - plan->first], false);
}

static void margins_place(struct Placer *placer, const struct PagePlan *plan)
{
    for (uint32_t i = plan->first, end; placer->margin != NULL && i < plan->end; i = end) {
        uint32_t block = flow_line(placer->flow, i)->block;
        for (end = i + 1; end < plan->end && flow_line(placer->flow, end)->block == block;)
            end++;
        if (placer->flow->report->blocks[block].margin != NULL)
            margin_place(placer, plan, i, end - 1);
    }
}

/* How much the distance to a line grows or shrinks: its share of what the page has to give. */
static Length flex_share(struct Placer *placer, const struct PagePlan *plan, Length stretch, Length shrink)
{
    if (plan->give == 0)
        return 0;
    placer->give += plan->flex > 0 ? stretch : shrink;
    Length due = (Length)((int64_t)plan->flex * placer->give / plan->give), share = due - placer->given;
    placer->given = due;
    return share;
}

/* What stands at the end of the last line of a block. */
static void tail_place(struct Placer *placer, uint32_t index, Length y)
{
    const struct Flow *flow = placer->flow;
    const struct FlowLine *line = flow_line(flow, index);
    const struct Tail *tail = placer->tails[line->block];
    if (tail == NULL || (index + 1 < flow->lines->len && flow_line(flow, index + 1)->block == line->block))
        return;
    const struct Style *style = flow->style;
    bool body = flow->jobs[flow->first_job[line->block]].input.style->column == COLUMN_BODY;
    for (size_t i = 0; i < tail->count; i++)
        line_place(placer, &tail->lines[i], (body ? style->body_left : style->outer_left) + tail->x[i], y, false);
}

static void body_place(struct Placer *placer, const struct PagePlan *plan, const struct PageArea *area)
{
    const struct Flow *flow = placer->flow;
    Length y = area->first, slack = 0;
    for (uint32_t i = plan->first; i < plan->end; i++) {
        const struct FlowLine *line = flow_line(flow, i);
        const struct Block *block = &flow->report->blocks[line->block];
        if (i > plan->first)
            y += line->above + flex_share(placer, plan, line->stretch, line->shrink);
        else if (i > 0)
            y += line->top_extra;
        placer->top[i - plan->first] = y + slack;
        if (line->first_of_block)
            dest_place(placer, block->id, flow->style->body_left,
                       y + slack - flow_style(flow->style, block->style)->leading);
        Length last = lines_place_parts(placer, i, y + slack);
        const struct FlowPara *para =
            line->para == UINT32_MAX ? NULL : &g_array_index(flow->paras, struct FlowPara, line->para);
        if (para != NULL && placer->adjusted[line->para] &&
            i == para->first + para->count - 1) { /* the lines after it move */
            const struct SetPara *set = flow->jobs[para->job].para;
            slack += ((Length)set->line_count - (Length)para->count) * para->leading;
            last = y + slack;
        }
        placer->bottom[i - plan->first] = last;
        tail_place(placer, i, last);
        if (block->role == ROLE_RULE)
            block_rule_place(placer, block, y + slack);
        if (line->table >= 0)
            table_rules_place(placer, plan, i, area->first);
    }
    boxes_place(placer, plan);
    margins_place(placer, plan);
}

static void notes_place(struct Placer *placer, const struct PagePlan *plan, const struct PageArea *area)
{
    const struct Flow *flow = placer->flow;
    if (plan->note_first >= plan->note_end)
        return;
    Length y = area->last;
    for (uint32_t i = plan->note_first + 1; i < plan->note_end; i++)
        y -= g_array_index(flow->note_lines, struct FlowNoteLine, i).above;
    y -= plan->flex - placer->given; /* the rest is shared out here */
    const struct NoteArea *notes = flow->style->notes;
    Length x = flow->report->rtl ? flow->style->width - notes->separator_x - notes->separator_width
                                 : notes->separator_x;
    rule_place(placer, x, y - notes->below, notes->separator_width, notes->separator_height, MARK_SEPARATOR);
    for (uint32_t i = plan->note_first; i < plan->note_end; i++) {
        const struct FlowNoteLine *line = &g_array_index(flow->note_lines, struct FlowNoteLine, i);
        const struct FlowNote *note = &g_array_index(flow->notes, struct FlowNote, line->note);
        if (i > plan->note_first)
            y += line->above + flex_share(placer, plan, line->stretch, line->shrink);
        if (i == note->first)
            dest_place(placer,
                       arena_printf(placer->setter->arena, "note.%s", flow->report->notes[note->index].id),
                       line->part.x, y - line->above);
        line_place(placer, line->part.line, line->part.x, y, false);
    }
}

#define KEEP(placer, array, type, into, count)                                                               \
    (into = arena_memdup((placer)->setter->arena, (array)->data, (array)->len * sizeof(struct type)),        \
     count = (array)->len)

/* Why the next line is not on this page: for who asks the dump. */
static const char *end_reason(const struct Placer *placer, const struct PagePlan *plan)
{
    const struct Flow *flow = placer->flow;
    if (plan->end == flow->lines->len)
        return plan->note_end < flow->note_lines->len ? "its notes go on overleaf" : NULL;
    const struct FlowLine *next = flow_line(flow, plan->end);
    if (next->page_before)
        return "a new page is asked for";
    if (plan->overfull)
        return "nothing before this could be parted";
    Length need = next->above;
    uint32_t called = next->notes == 0 ? 0 : g_array_index(flow->notes, struct FlowNote, next->notes - 1).last + 1;
    for (uint32_t i = plan->note_end; i < called; i++)
        need += g_array_index(flow->note_lines, struct FlowNoteLine, i).above;
    if (need > plan->blank)
        return arena_printf(placer->setter->arena, "the next line%s, %.2f, does not fit",
                            called > plan->note_end ? " with its notes" : "", length_points(need));
    if (next->penalty == BREAK_FORBIDDEN)
        return "the next line stays with what follows it";
    if (next->orphan_after || next->widow_after)
        return "the next line would leave a single line";
    return "later pages are better so";
}

static void page_place(struct Placer *placer, const struct PagePlan *plan, int number, int count)
{
    const struct Style *style = placer->flow->style;
    const struct PageArea *area = number == 1 ? &style->first_page : &style->later_pages;
    struct Page *page = &placer->pages->pages[number - 1];
    GArray *arrays[] = {placer->runs, placer->rules, placer->figures, placer->links, placer->dests};
    for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_array_set_size(arrays[i], 0);
    placer->top = g_new0(Length, plan->end - plan->first + 1);
    placer->bottom = g_new0(Length, plan->end - plan->first + 1);
    placer->given = placer->give = 0;
    page->number = number;
    page->blank = plan->blank;
    page->flex = plan->flex;
    page->longer = plan->looser;
    page->end = end_reason(placer, plan);
    fixed_place(placer, number, count);
    body_place(placer, plan, area);
    notes_place(placer, plan, area);
    g_free(placer->top);
    g_free(placer->bottom);
    KEEP(placer, placer->runs, GlyphRun, page->runs, page->run_count);
    KEEP(placer, placer->rules, PageRule, page->rules, page->rule_count);
    KEEP(placer, placer->figures, PageFigure, page->figures, page->figure_count);
    KEEP(placer, placer->links, PageLink, page->links, page->link_count);
    KEEP(placer, placer->dests, PageDest, page->dests, page->dest_count);
}

struct Pages *place_pages(struct Setter *setter, const struct Flow *flow, const GArray *plans,
                          const bool *adjusted, const struct Fixed *fixed)
{
    struct Arena *arena = setter->arena;
    struct Pages *pages = ARENA_NEW(arena, struct Pages);
    pages->width = flow->style->width;
    pages->height = flow->style->height;
    pages->page_count = plans->len;
    pages->pages = ARENA_ARRAY(arena, struct Page, plans->len);
    for (size_t i = 0; i < fixed->count; i++) /* patterns may open a face that nothing else used */
        if (fixed->places[i]->kind == FIXED_PATTERN)
            fixed_pattern(setter, fixed->places[i], flow->report, 1, 1);
    const struct Margin *margin = margin_set(setter, flow->report);
    int *page_of_line = ARENA_ARRAY(setter->scratch, int, flow->lines->len + 1);
    for (guint p = 0; p < plans->len; p++)
        for (uint32_t i = g_array_index(plans, struct PagePlan, p).first; i < g_array_index(plans, struct PagePlan, p).end; i++)
            page_of_line[i] = (int)p + 1;
    struct Tail **tails = tails_set(setter, flow, page_of_line);
    int *index;
    pages->faces = faces_used(setter->faces, arena, &pages->face_count, &index);
    struct Placer placer = {.setter = setter,
                            .flow = flow,
                            .fixed = fixed,
                            .margin = margin,
                            .adjusted = adjusted,
                            .tails = tails,
                            .face_index = index,
                            .pages = pages};
    placer.runs = g_array_new(FALSE, FALSE, sizeof(struct GlyphRun));
    placer.rules = g_array_new(FALSE, FALSE, sizeof(struct PageRule));
    placer.figures = g_array_new(FALSE, FALSE, sizeof(struct PageFigure));
    placer.links = g_array_new(FALSE, FALSE, sizeof(struct PageLink));
    placer.dests = g_array_new(FALSE, FALSE, sizeof(struct PageDest));
    for (guint i = 0; i < plans->len; i++)
        page_place(&placer, &g_array_index(plans, struct PagePlan, i), (int)i + 1, (int)plans->len);
    g_array_free(placer.runs, TRUE);
    g_array_free(placer.rules, TRUE);
    g_array_free(placer.figures, TRUE);
    g_array_free(placer.links, TRUE);
    g_array_free(placer.dests, TRUE);
    return pages;
}
