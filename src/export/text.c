#include "export/export.h"

static void append_runs(GString *out, const struct Run *runs, size_t count)
{
    bool raised = false;
    for (size_t i = 0; i <= count; i++) { /* "[1]", "[1,2]" */
        bool raise = i < count && runs[i].flags & RUN_SUPERSCRIPT;
        if (raise != raised)
            g_string_append_c(out, raise ? '[' : ']');
        raised = raise;
        if (i < count && !(runs[i].flags & RUN_PAGE)) /* there are no pages here */
            g_string_append(out, runs[i].text);
    }
}

static void append_table(GString *out, const struct ReportTable *table)
{
    for (size_t r = 0; r < table->row_count; r++)
        for (size_t c = 0; c < table->rows[r].cell_count; c++) {
            append_runs(out, table->rows[r].cells[c].runs, table->rows[r].cells[c].run_count);
            g_string_append(out, c + 1 < table->rows[r].cell_count ? " | " : "\n");
        }
}

static void append_block(GString *out, const struct Block *block)
{
    for (int i = 1; block->role == ROLE_LIST_ITEM && i <= block->level; i++)
        g_string_append(out, "    ");
    if (block->label)
        g_string_append_printf(out, "%s ", block->label);
    append_runs(out, block->runs, block->run_count);
    g_string_append_c(out, '\n');
    if (block->table)
        append_table(out, block->table);
}

/* The notes called in a block, each a paragraph of its own in brackets' mark. */
static void append_notes(GString *out, const struct Report *report, size_t block)
{
    for (size_t i = 0; i < report->note_count; i++) {
        const struct Note *note = &report->notes[i];
        if (note->call_block != block)
            continue;
        g_string_append_printf(out, note->kind == NOTE_STAR ? "%s " : "[%s] ", note->mark);
        for (size_t b = 0; b < note->block_count; b++)
            append_block(out, &note->blocks[b]);
    }
}

GString *export_text(const struct Report *report)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < report->slot_count; i++) {
        if (g_str_has_prefix(report->slots[i].name, "figure-")) /* said for what is seen */
            continue;
        append_runs(out, report->slots[i].runs, report->slots[i].run_count);
        g_string_append_c(out, '\n');
    }
    append_notes(out, report, SIZE_MAX);
    for (size_t i = 0; i < report->block_count; i++) {
        const struct Block *block = &report->blocks[i];
        if (block->role == ROLE_RULE)
            continue;
        if (!block->part_of_paragraph)
            g_string_append_c(out, '\n');
        append_block(out, block);
        append_notes(out, report, i);
    }
    return out;
}
