#include "layout/flow.h"

#include <string.h>

#include "base/arena.h"

const struct BlockStyle *flow_style(const struct Style *style, const char *name)
{
    const struct BlockStyle *found = style_block(style, name);
    if (found == NULL)
        found = style_block(style, "plain");
    return found != NULL ? found : &style->blocks[0];
}

Length flow_leading(const struct Flow *flow, const struct BlockStyle *style, const char *lang)
{
    const struct Family *family = &flow->style->faces->families[faces_family_of_language(flow->faces, lang)];
    return (Length)((int64_t)style->leading * family->leading / 1000);
}

static Length column_left(const struct Style *style, enum StyleColumn column)
{
    return column == COLUMN_BODY ? style->body_left : style->outer_left;
}

static Length column_width(const struct Style *style, enum StyleColumn column)
{
    return column == COLUMN_BODY ? style->body_right - style->body_left
                                 : style->outer_right - style->outer_left;
}

/* Where the block was written, for messages. */
static struct Span block_span(const struct Block *block)
{
    for (size_t i = 0; i < block->run_count; i++)
        if (block->runs[i].span.source != NULL)
            return block->runs[i].span;
    return block->origin.span_count > 0 ? block->origin.spans[0] : SPAN_NONE;
}

/* Runs that are broken into lines: those of the columns of a table of contents come after them. */
static size_t text_run_count(const struct Block *block)
{
    size_t count = 0;
    while (count < block->run_count && !(block->runs[count].flags & (RUN_RANGE | RUN_PAGE)))
        count++;
    return count;
}

static struct ParaInput block_input(const struct Flow *flow, const struct Block *block,
                                    const struct BlockStyle *style, struct Mark mark)
{
    return (struct ParaInput){.runs = block->runs,
                              .run_count = text_run_count(block),
                              .label = block->label,
                              .label_lang = flow->report->lang,
                              .label_flags = style->label_italic ? RUN_ITALIC : 0,
                              .style = style,
                              .measure = column_width(flow->style, style->column),
                              .lang = block->lang,
                              .rtl = faces_language_turns(flow->faces, block->lang),
                              .mirrored = flow->report->rtl,
                              .mark = mark,
                              .label_mark = mark.kind == MARK_NOTE ? MARK_NOTE_LABEL : MARK_LABEL,
                              .span = block_span(block)};
}

static const struct BlockStyle *note_style(const struct Flow *flow, const struct Note *note)
{
    return flow_style(flow->style, note->kind == NOTE_STAR ? "star-note" : "note");
}

static void note_make_jobs(struct Flow *flow, size_t index, struct Job *jobs)
{
    const struct Note *note = &flow->report->notes[index];
    for (size_t b = 0; b < note->block_count; b++) {
        struct Mark mark = {MARK_NOTE, (int)index, (int)b, 0, 0, 0};
        jobs[b].input = block_input(flow, &note->blocks[b], note_style(flow, note), mark);
        jobs[b].input.label = b == 0 ? note->mark : NULL;
        jobs[b].input.label_flags = note->kind == NOTE_STAR ? RUN_STAR : 0;
    }
}

static size_t jobs_count(struct Flow *flow, struct Arena *arena)
{
    const struct Report *report = flow->report;
    size_t count = 0;
    flow->first_job = ARENA_ARRAY(arena, uint32_t, report->block_count + 1);
    flow->note_jobs = ARENA_ARRAY(arena, uint32_t, report->note_count + 1);
    for (size_t i = 0; i < report->block_count; i++) {
        flow->first_job[i] = (uint32_t)count;
        count += report->blocks[i].table != NULL ? table_job_count(report->blocks[i].table) : 1;
    }
    for (size_t i = 0; i < report->note_count; i++) {
        flow->note_jobs[i] = (uint32_t)count;
        count += report->notes[i].block_count;
    }
    return count;
}

/* A style that the layout lacks is said once. */
static void styles_check(const struct Flow *flow, struct Diags *diags)
{
    GHashTable *said = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < flow->report->block_count; i++) {
        const struct Block *block = &flow->report->blocks[i];
        if (block->table != NULL || style_block(flow->style, block->style) != NULL)
            continue;
        if (g_hash_table_add(said, (void *)(uintptr_t)block->style))
            diag(diags, SG_NO_BLOCK_STYLE, block_span(block), "\"%s\" in the layout %s", block->style,
                 flow->style->name);
    }
    g_hash_table_destroy(said);
}

struct Flow *flow_new(const struct Report *report, struct Setter *setter, struct Diags *diags)
{
    struct Flow *flow = g_new0(struct Flow, 1);
    flow->report = report;
    flow->style = setter->style;
    flow->faces = setter->faces;
    flow->lines = g_array_new(FALSE, TRUE, sizeof(struct FlowLine));
    flow->note_lines = g_array_new(FALSE, TRUE, sizeof(struct FlowNoteLine));
    flow->notes = g_array_new(FALSE, TRUE, sizeof(struct FlowNote));
    flow->paras = g_array_new(FALSE, TRUE, sizeof(struct FlowPara));
    flow->tables = g_array_new(FALSE, TRUE, sizeof(struct FlowTable));
    styles_check(flow, diags);
    flow->job_count = jobs_count(flow, setter->scratch);
    flow->jobs = ARENA_ARRAY(setter->scratch, struct Job, flow->job_count);
    for (size_t i = 0; i < report->block_count; i++) {
        const struct Block *block = &report->blocks[i];
        struct Job *job = &flow->jobs[flow->first_job[i]];
        if (block->table != NULL)
            table_jobs(flow, setter, i, job);
        else
            job->input = block_input(flow, block, flow_style(flow->style, block->style),
                                     (struct Mark){MARK_BLOCK, (int)i, 0, 0, 0, 0});
    }
    for (size_t i = 0; i < report->note_count; i++)
        note_make_jobs(flow, i, &flow->jobs[flow->note_jobs[i]]);
    return flow;
}

void flow_free(struct Flow *flow)
{
    if (flow == NULL)
        return;
    g_array_free(flow->lines, TRUE);
    g_array_free(flow->note_lines, TRUE);
    g_array_free(flow->notes, TRUE);
    g_array_free(flow->paras, TRUE);
    g_array_free(flow->tables, TRUE);
    g_free(flow);
}

/* ---- Joining ---- */

/* Notes are set in the order of their calls; each once, however often it is called. */
static void note_add(struct Flow *flow, int index, bool *placed)
{
    if (index < 0 || (size_t)index >= flow->report->note_count || placed[index])
        return;
    placed[index] = true;
    const struct Note *note = &flow->report->notes[index];
    const struct BlockStyle *style = note_style(flow, note);
    struct FlowNote added = {index, flow->note_lines->len, 0,
                             flow->lines->len > 0 ? flow->lines->len - 1 : 0};
    for (size_t b = 0; b < note->block_count; b++) {
        const struct SetPara *para = flow->jobs[flow->note_jobs[index] + b].para;
        Length leading = flow_leading(flow, style, note->blocks[b].lang);
        for (size_t l = 0; l < para->line_count; l++) {
            struct FlowNoteLine line = {l == 0 ? style->above + leading - style->leading : leading,
                                        l == 0 ? style->above_stretch : 0,
                                        l == 0 ? style->above_shrink : 0,
                                        {&para->lines[l], column_left(flow->style, style->column)},
                                        flow->notes->len};
            g_array_append_val(flow->note_lines, line);
        }
    }
    if (flow->note_lines->len == added.first)
        return;
    added.last = flow->note_lines->len - 1;
    g_array_append_val(flow->notes, added);
}

/* Distance of a block, not the first, to what stands before it. */
static Length block_distance(const struct Flow *flow, size_t index, const struct BlockStyle *style)
{
    const struct Block *block = &flow->report->blocks[index], *before = &flow->report->blocks[index - 1];
    const struct BoxStyle *box = flow->style->box;
    if (block->box != before->box) {
        Length distance = before->box > 0 ? box->bottom + box->below : box->above;
        return block->box > 0 ? (before->box > 0 ? distance : box->above) + box->top : distance;
    }
    const struct BlockStyle *over = flow_style(flow->style, before->style);
    Length distance = style_distance(style, before->style);
    if (before->table != NULL) /* what is said of a table stands close under it */
        return style->keep_with_previous ? distance : flow->style->table->below;
    return over == style ? distance : MAX(distance, over->below);
}

static void line_penalty(const struct Flow *flow, struct FlowLine *line, size_t index, size_t count,
                         const struct BlockStyle *style)
{
    const struct PageWeights *weights = flow->style->pages;
    int penalty = 0;
    if (index + 1 < count) {
        line->orphan_after = index == 0;
        line->widow_after = index + 2 == count;
        if (line->orphan_after)
            penalty += weights->orphan;
        if (line->widow_after)
            penalty += weights->widow;
        if (line->hyphen)
            penalty += weights->hyphen_at_foot;
        if (style->keep_together || style->keep_with_next)
            penalty = BREAK_FORBIDDEN;
    } else if (style->keep_with_next) {
        penalty = BREAK_FORBIDDEN;
    }
    line->penalty = (int16_t)MIN(penalty, BREAK_FORBIDDEN);
}

static void para_join(struct Flow *flow, struct Arena *arena, size_t index)
{
    const struct Block *block = &flow->report->blocks[index];
    const struct BlockStyle *style = flow_style(flow->style, block->style);
    uint32_t job = flow->first_job[index];
    const struct SetPara *para = flow->jobs[job].para;
    Length leading = flow_leading(flow, style, block->lang);
    size_t count = MAX(para->line_count, 1); /* a rule, or an empty block, still has its place */
    struct FlowPara added = {flow->lines->len, (uint32_t)count, job, leading, para->looser, para->tighter};
    struct FlowPart *parts = ARENA_ARRAY(arena, struct FlowPart, count);
    for (size_t i = 0; i < count; i++) {
        struct FlowLine line = {.above = i > 0 ? leading
                                         : index == 0
                                             ? 0
                                             : block_distance(flow, index, style) + leading - style->leading,
                                .parts = &parts[i],
                                .part_count = para->line_count > 0 ? 1 : 0,
                                .block = (uint32_t)index,
                                .para = flow->paras->len,
                                .table = -1,
                                .first_of_block = i == 0,
                                .stretch = i == 0 ? style->above_stretch : 0,
                                .shrink = i == 0 ? style->above_shrink : 0};
        if (para->line_count > 0) {
            parts[i] = (struct FlowPart){&para->lines[i], column_left(flow->style, style->column)};
            line.hyphen = para->lines[i].hyphen;
        }
        line.page_before = i == 0 && index > 0 && block->page_break_before;
        if (block->box > 0)
            line.bottom_extra = flow->style->box->bottom;
        line_penalty(flow, &line, i, count, style);
        g_array_append_val(flow->lines, line);
    }
    g_array_append_val(flow->paras, added);
}

/* What ends a text is not parted from it, nor a note from its table. */
static void ends_keep(struct Flow *flow)
{
    for (guint i = 1; i < flow->lines->len; i++) {
        const struct FlowLine *line = flow_line(flow, i);
        const struct Block *block = &flow->report->blocks[line->block];
        bool ends = block->role == ROLE_RULE || block->role == ROLE_CLOSING ||
                    flow_style(flow->style, block->style)->keep_with_previous;
        if (line->first_of_block && ends)
            flow_line(flow, i - 1)->penalty = BREAK_FORBIDDEN;
    }
}

/* A note called on a line, after the star notes of its block that go before it: these stand in their own order, whichever
 * is called first. */
static void notes_add_called(struct Flow *flow, int index, guint line, bool *placed)
{
    const struct Note *notes = flow->report->notes;
    guint before = flow->notes->len;
    for (int earlier = 0; earlier < index && notes[index].kind == NOTE_STAR; earlier++)
        if (notes[earlier].call_block == notes[index].call_block)
            note_add(flow, earlier, placed);
    note_add(flow, index, placed);
    for (guint i = before; i < flow->notes->len; i++)
        g_array_index(flow->notes, struct FlowNote, i).call = line;
}

static void lines_add_notes(struct Flow *flow, guint from, bool *placed)
{
    for (guint i = from; i < flow->lines->len; i++) {
        struct FlowLine *line = flow_line(flow, i);
        for (uint16_t p = 0; p < line->part_count; p++) {
            const struct SetLine *set = line->parts[p].line;
            if (set->note_count == 0)
                continue;
            for (size_t j = flow->first_job[line->block];; j++) { /* the paragraph it is a line of */
                const struct SetPara *para = flow->jobs[j].para;
                if (set < para->lines || set >= para->lines + para->line_count)
                    continue;
                for (uint32_t n = 0; n < set->note_count; n++)
                    notes_add_called(flow, para->notes[set->first_note + n], i, placed);
                break;
            }
        }
        line->notes = flow->notes->len;
    }
}

void flow_join(struct Flow *flow, struct Arena *arena, const int *slot_notes, size_t slot_note_count)
{
    bool *placed = g_new0(bool, flow->report->note_count + 1);
    for (size_t i = 0; i < slot_note_count; i++)
        note_add(flow, slot_notes[i], placed);
    flow->slot_notes = flow->notes->len;
    for (size_t i = 0; i < flow->report->block_count; i++) {
        guint from = flow->lines->len;
        const struct Block *block = &flow->report->blocks[i];
        if (block->table != NULL)
            table_join(flow, arena, i, i == 0 ? 0 : flow->style->table->above);
        else
            para_join(flow, arena, i);
        lines_add_notes(flow, from, placed);
    }
    ends_keep(flow);
    g_free(placed);
}
