#include "model/stretch.h"

#include <string.h>

static const struct Run *block_runs(const struct Block *block, size_t *count)
{
    *count = block->run_count;
    return block->runs;
}

const struct Run *mark_runs(const struct Report *report, struct Mark mark, size_t *count)
{
    *count = 0;
    switch (mark.kind) {
    case MARK_BLOCK:
        return block_runs(&report->blocks[mark.index], count);
    case MARK_CELL: {
        const struct ReportCell *cell = &report->blocks[mark.index].table->rows[mark.row].cells[mark.column];
        *count = cell->run_count;
        return cell->runs;
    }
    case MARK_NOTE:
        return block_runs(&report->notes[mark.index].blocks[mark.part], count);
    case MARK_SLOT:
        *count = report->slots[mark.index].run_count;
        return report->slots[mark.index].runs;
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

const char *mark_lang(const struct Report *report, struct Mark mark)
{
    const char *lang = NULL;
    if (mark.kind == MARK_BLOCK || mark.kind == MARK_CELL)
        lang = report->blocks[mark.index].lang;
    if (mark.kind == MARK_NOTE)
        lang = report->notes[mark.index].blocks[mark.part].lang;
    return lang ? lang : report->lang;
}

static bool turns(gunichar c)
{
    GUnicodeScript script = g_unichar_get_script(c);
    return script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW || script == G_UNICODE_SCRIPT_SYRIAC ||
           script == G_UNICODE_SCRIPT_THAANA || script == G_UNICODE_SCRIPT_NKO;
}

/* Hebrew is the first of them, and no character before it has such a byte in front. Eight bytes of ASCII are passed over at
 * once: every run of a report is asked, and few have anything else. */
bool text_turns(const char *text)
{
    const char *end = text + strlen(text);
    for (const char *c = text; c < end; c++) {
        uint64_t eight;
        while (end - c >= 8 && (memcpy(&eight, c, 8), (eight & 0x8080808080808080u) == 0))
            c += 8;
        if ((unsigned char)*c >= 0xD6 && turns(g_utf8_get_char(c)))
            return true;
    }
    return false;
}

bool run_stands_alone(const struct Run *run, const char *block_lang)
{
    return run->uri || run->dest || run->expansion || run->flags & RUN_NOTE_CALL || text_turns(run->text) ||
           (run->lang && strcmp(run->lang, block_lang) != 0);
}

bool mark_is_artifact(struct Mark mark)
{
    return mark.kind == MARK_HEAD || mark.kind == MARK_FOOT || mark.kind == MARK_SEPARATOR || mark.kind == MARK_RULE ||
           (mark.kind == MARK_FIGURE && mark.index == FIGURE_RECYCLE);
}

static bool same_text(struct Mark a, struct Mark b)
{
    return a.kind == b.kind && a.index == b.index && a.part == b.part && a.row == b.row && a.column == b.column;
}

static bool stands_alone(const struct Report *report, struct Mark mark)
{
    size_t count;
    const struct Run *runs = mark_runs(report, mark, &count);
    return runs && mark.run >= 0 && (size_t)mark.run < count && run_stands_alone(&runs[mark.run], mark_lang(report, mark));
}

/* Runs of bidirectional lines may go backwards: then each keeps its place in the structure by a stretch of its own. */
static bool joins(const struct Report *report, struct Mark last, struct Mark next)
{
    if (!same_text(last, next))
        return false;
    if (last.run == next.run)
        return true;
    return next.run > last.run && !stands_alone(report, last) && !stands_alone(report, next);
}

static void append(GArray *stretches, enum StretchKind kind, size_t index, struct Mark mark)
{
    struct Stretch stretch = {kind, index, 1, mark};
    g_array_append_val(stretches, stretch);
}

void page_stretches(const struct Page *page, const struct Report *report, GArray *stretches)
{
    g_array_set_size(stretches, 0);
    for (size_t i = 0; i < page->rule_count; i++) {
        struct Stretch *last = i ? &g_array_index(stretches, struct Stretch, stretches->len - 1) : NULL;
        if (last && same_text(last->mark, page->rules[i].mark))
            last->count++;
        else
            append(stretches, STRETCH_RULES, i, page->rules[i].mark);
    }
    for (size_t i = 0; i < page->figure_count; i++)
        append(stretches, STRETCH_FIGURE, i, (struct Mark){.kind = MARK_FIGURE, .index = (int)page->figures[i].figure, .run = -1});
    const struct Mark *before = NULL;
    for (size_t i = 0; i < page->run_count; i++) {
        const struct Mark *mark = &page->runs[i].mark;
        if (before && joins(report, *before, *mark))
            g_array_index(stretches, struct Stretch, stretches->len - 1).count++;
        else
            append(stretches, STRETCH_RUNS, i, *mark);
        before = mark;
    }
}
