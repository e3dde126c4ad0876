/* Tables: columns by weight or by content, rows as lines of the vertical list, so that a table breaks over
 * pages as text does and its header rows are repeated. */
#include "layout/flow.h"

#include "base/arena.h"

#define LEAST_MEASURE LENGTH_PT(6) /* of a cell */

size_t table_job_count(const struct ReportTable *table)
{
    size_t count = 0;
    for (size_t r = 0; r < table->row_count; r++)
        count += table->rows[r].cell_count;
    return count;
}

/* Widest word and widest text of each column. */
static void columns_measure(struct Flow *flow, struct Setter *setter, const struct Block *block,
                            int64_t *word, int64_t *text)
{
    const struct ReportTable *table = block->table;
    const struct TableStyle *style = flow->style->table;
    for (size_t r = 0; r < table->row_count; r++)
        for (size_t c = 0; c < table->rows[r].cell_count && c < table->column_count; c++) {
            const struct ReportCell *cell = &table->rows[r].cells[c];
            const struct BlockStyle *look =
                flow_style(flow->style, table->rows[r].header ? style->header : style->body);
            text_segment(setter, cell->runs, cell->run_count, look,
                         (struct TextOptions){block->lang, faces_language_turns(flow->faces, block->lang), true, false});
            text[c] = MAX(text[c], segs_width(setter) + 2 * style->padding);
            int64_t joined = 0;
            for (guint s = 0; s < setter->segs->len; s++) {
                const struct Seg *seg = &g_array_index(setter->segs, struct Seg, s);
                joined += seg->width;
                word[c] = MAX(word[c], joined + 2 * style->padding);
                joined = seg->may_break ? 0 : joined + seg->glue;
            }
        }
    g_array_set_size(setter->findings, 0); /* the cells say it again when they are set */
}

/* Weights that differ are the author's wish; else each column gets its widest word, and of what is left as it
 * needs. */
static void columns_share(const struct ReportTable *table, Length width, const struct TableStyle *style, int64_t *word,
                          const int64_t *text, Length *widths)
{
    int64_t sum = 0, words = 0, wishes = 0;
    bool wished = false;
    for (size_t c = 0; c < table->column_count; c++) {
        sum += MAX(table->weights[c], 1);
        wished |= table->weights[c] != table->weights[0];
    }
    int64_t least = (int64_t)width * style->least_share / 1000 / (int64_t)table->column_count;
    least = MAX(least, LEAST_MEASURE + 2 * style->padding);
    for (size_t c = 0; c < table->column_count; c++) {
        word[c] = MAX(word[c], least);
        words += word[c];
        wishes += MAX(text[c] - word[c], 1);
    }
    for (size_t c = 0; c < table->column_count; c++) {
        if (wished)
            widths[c] = (Length)((int64_t)width * MAX(table->weights[c], 1) / sum);
        else if (words >= width)
            widths[c] = (Length)((int64_t)width * word[c] / words);
        else
            widths[c] = (Length)(word[c] + (width - words) * MAX(text[c] - word[c], 1) / wishes);
    }
}

static Length table_width(const struct Style *style)
{
    return style->table->column == COLUMN_BODY ? style->body_right - style->body_left
                                               : style->outer_right - style->outer_left;
}

static Length *columns_widths(struct Flow *flow, struct Setter *setter, const struct Block *block)
{
    size_t columns = block->table->column_count;
    int64_t *word = g_new0(int64_t, columns), *text = g_new0(int64_t, columns);
    Length *widths = ARENA_ARRAY(setter->scratch, Length, columns);
    columns_measure(flow, setter, block, word, text);
    columns_share(block->table, table_width(flow->style), flow->style->table, word, text,
                  widths);
    g_free(word);
    g_free(text);
    return widths;
}

/* A style of cells for each alignment. */
static const struct BlockStyle *cell_style(struct Arena *arena, const struct BlockStyle *style,
                                           enum ColumnAlign align)
{
    struct BlockStyle *copy = arena_memdup(arena, style, sizeof *style);
    copy->align = align == ALIGN_END ? STYLE_END : align == ALIGN_CENTRE ? STYLE_CENTRE : STYLE_START;
    return copy;
}

void table_jobs(struct Flow *flow, struct Setter *setter, size_t index, struct Job *jobs)
{
    const struct Block *block = &flow->report->blocks[index];
    const struct TableStyle *table = flow->style->table;
    if (block->table->column_count == 0)
        return;
    const Length *widths = columns_widths(flow, setter, block);
    const struct BlockStyle *styles[2][3];
    for (int align = 0; align < 3; align++) {
        styles[0][align] =
            cell_style(setter->scratch, flow_style(flow->style, table->body), (enum ColumnAlign)align);
        styles[1][align] =
            cell_style(setter->scratch, flow_style(flow->style, table->header), (enum ColumnAlign)align);
    }
    for (size_t r = 0; r < block->table->row_count; r++) {
        const struct ReportRow *row = &block->table->rows[r];
        for (size_t c = 0; c < row->cell_count; c++, jobs++) {
            const struct ReportCell *cell = &row->cells[c];
            struct Mark mark = {MARK_CELL, (int)index, 0, (int)r, (int)c, 0};
            Length width = widths[MIN(c, block->table->column_count - 1)];
            jobs->input = (struct ParaInput){.runs = cell->runs,
                                             .run_count = cell->run_count,
                                             .style = styles[row->header][cell->align],
                                             .measure = MAX(width - 2 * table->padding, LEAST_MEASURE),
                                             .lang = block->lang,
                                             .rtl = faces_language_turns(flow->faces, block->lang),
                                             .mirrored = flow->report->rtl,
                                             .tabular = true,
                                             .mark = mark,
                                             .span = cell->run_count > 0 ? cell->runs[0].span : SPAN_NONE};
        }
    }
}

/* The lines of one row: line i of every cell on one baseline. */
static void row_join(struct Flow *flow, struct Arena *arena, size_t block, const struct ReportRow *row,
                     const struct Job *jobs, struct FlowTable *table, Length above)
{
    const struct TableStyle *style = flow->style->table;
    Length leading = flow_leading(flow, flow_style(flow->style, row->header ? style->header : style->body),
                                  flow->report->blocks[block].lang);
    size_t lines = 1;
    for (size_t c = 0; c < row->cell_count; c++)
        lines = MAX(lines, jobs[c].para->line_count);
    for (size_t l = 0; l < lines; l++) {
        struct FlowLine line = {.above = l == 0 ? above : leading,
                                .block = (uint32_t)block,
                                .para = UINT32_MAX,
                                .table = (int)flow->tables->len};
        line.parts = ARENA_ARRAY(arena, struct FlowPart, row->cell_count);
        Length x = table->x, right = table->x + table->width;
        for (size_t c = 0; c < row->cell_count; c++) {
            Length width = jobs[c].input.measure + 2 * style->padding;
            if (l < jobs[c].para->line_count)
                line.parts[line.part_count++] = (struct FlowPart){
                    &jobs[c].para->lines[l], (flow->report->rtl ? right - width : x) + style->padding};
            x += width;
            right -= width;
        }
        line.first_of_block = flow->lines->len == table->first;
        line.bottom_extra = style->rule_bottom + style->rule;
        line.penalty = row->header     ? BREAK_FORBIDDEN
                       : l + 1 < lines ? (int16_t)flow->style->pages->row_split
                                       : 0;
        if (!row->header)
            line.top_extra = -1; /* the height of the header, known when all of it is */
        g_array_append_val(flow->lines, line);
    }
}

void table_join(struct Flow *flow, struct Arena *arena, size_t index, Length above)
{
    const struct Block *block = &flow->report->blocks[index];
    const struct TableStyle *style = flow->style->table;
    const struct Job *jobs = &flow->jobs[flow->first_job[index]];
    struct FlowTable table = {.first = flow->lines->len, .width = table_width(flow->style)};
    table.x = style->column == COLUMN_BODY ? flow->style->body_left : flow->style->outer_left;
    table.header_end = table.first;
    Length distance = above + style->rule_top;
    bool leading = true; /* still in the header rows at the top */
    for (size_t r = 0; r < block->table->row_count; r++) {
        const struct ReportRow *row = &block->table->rows[r];
        if (leading && !row->header && r > 0)
            distance = style->rule_bottom + style->rule_top;
        leading &= row->header;
        row_join(flow, arena, index, row, jobs, &table, distance);
        if (leading)
            table.header_end = flow->lines->len;
        distance = style->row_distance;
        jobs += row->cell_count;
    }
    if (flow->lines->len == table.first)
        return;
    table.last = flow->lines->len - 1;
    Length header = 0;
    for (uint32_t i = table.first + 1; i < table.header_end; i++)
        header += flow_line(flow, i)->above;
    if (table.header_end > table.first)
        header += style->rule_bottom + style->rule_top;
    for (uint32_t i = table.first; i <= table.last; i++)
        if (flow_line(flow, i)->top_extra < 0)
            flow_line(flow, i)->top_extra = header;
    if (table.header_end > table.last)
        table.header_end = table.first;
    flow_line(flow, table.last)->penalty = 0;
    flow_line(flow, table.first)->page_before = index > 0 && block->page_break_before;
    g_array_append_val(flow->tables, table);
}
