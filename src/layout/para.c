#include "layout/para.h"

#include <string.h>

#include "base/arena.h"

/* Sets the label into the runs before those of the first line; returns where the text starts. */
static Length label_set(struct Setter *setter, const struct ParaInput *input, struct SetLine *label)
{
    const struct BlockStyle *style = input->style;
    struct Run run = {.text = arena_printf(setter->arena, "%s ", input->label),
                      .flags = input->label_flags,
                      .lang = input->label_lang,
                      .note = -1,
                      .sentence = -1};
    text_segment(setter, &run, 1, style,
                 (struct TextOptions){input->label_lang, input->mirrored, input->tabular, style->label_superscript});
    Length width = segs_width(setter);
    struct FitBreak all = {.seg = setter->segs->len - 1};
    Length x = style->label_ends ? style->label - width : style->label;
    struct LineSpec spec = {NULL,           &all,        x,          width,
                            input->measure, STYLE_START, input->mirrored, input->mirrored,
                            true,           input->mark, &run};
    spec.mark.kind = input->label_mark;
    spec.mark.run = -1;
    line_emit(setter, &spec, label);
    Length text = style->text != 0 ? style->text : style->start;
    return MAX(text, x + width + (style->label_ends ? 0 : style->label_gap));
}

static void line_prepend(struct Setter *setter, struct SetLine *line, const struct SetLine *label)
{
    struct GlyphRun *runs = ARENA_ARRAY(setter->scratch, struct GlyphRun, line->run_count + label->run_count);
    memcpy(runs, label->runs, label->run_count * sizeof *runs);
    memcpy(runs + label->run_count, line->runs, line->run_count * sizeof *runs);
    line->runs = runs;
    line->run_count += label->run_count;
}

static struct FitOptions fit_options(const struct ParaInput *input, Length first)
{
    const struct BlockStyle *style = input->style;
    Length end = input->measure - style->end;
    return (struct FitOptions){.first_width = end - first,
                               .width = end - style->start,
                               .ragged = style->align != STYLE_JUSTIFY,
                               .ragged_stretch = style->size * 4,
                               .hyphenate = style->hyphenate,
                               .lang = input->lang,
                               .looseness = input->looseness};
}

static void lines_emit(struct Setter *setter, const struct ParaInput *input, struct SetPara *para,
                       struct FitOptions options)
{
    Length first = input->measure - input->style->end - options.first_width;
    para->line_count = setter->chosen->len;
    para->lines = ARENA_ARRAY(setter->scratch, struct SetLine, MAX(para->line_count, 1));
    const struct FitBreak *before = NULL;
    for (guint i = 0; i < setter->chosen->len; i++) {
        const struct FitBreak *to =
            &g_array_index(setter->breaks, struct FitBreak, g_array_index(setter->chosen, guint, i));
        struct LineSpec spec = {before,
                                to,
                                i == 0 ? first : input->style->start,
                                i == 0 ? options.first_width : options.width,
                                input->measure,
                                input->style->align,
                                input->rtl,
                                input->mirrored,
                                i + 1 == setter->chosen->len,
                                input->mark,
                                input->runs};
        spec.mark.run = 0;
        line_emit(setter, &spec, &para->lines[i]);
        before = to;
    }
}

static void para_finish(struct Setter *setter, const struct ParaInput *input, struct SetPara *para,
                        bool overfull)
{
    if (overfull) {
        struct Finding finding = {SG_LINE_TOO_LONG, input->span, NULL};
        g_array_append_val(setter->findings, finding);
    }
    para->note_count = setter->notes->len;
    para->notes = arena_memdup(setter->scratch, setter->notes->data, setter->notes->len * sizeof(int));
    para->finding_count = setter->findings->len;
    para->findings =
        arena_memdup(setter->scratch, setter->findings->data, setter->findings->len * sizeof(struct Finding));
    g_array_set_size(setter->findings, 0);
    for (size_t i = 0; i < para->line_count; i++)
        for (uint32_t r = 0; r < para->lines[i].run_count; r++)
            para->glyph_count += para->lines[i].runs[r].glyph_count;
}

struct SetPara *para_set(struct Setter *setter, const struct ParaInput *input)
{
    struct SetPara *para = ARENA_NEW(setter->scratch, struct SetPara);
    struct SetLine label = {.run_count = 0};
    Length first = input->style->first != 0 ? input->style->first : input->style->start;
    g_array_set_size(setter->notes, 0);
    if (input->label != NULL)
        first = label_set(setter, input, &label);
    g_array_set_size(setter->notes, 0);
    text_segment(setter, input->runs, input->run_count, input->style,
                 (struct TextOptions){input->lang, input->rtl, input->tabular, false});
    struct FitOptions options = fit_options(input, first);
    struct FitResult result = fit_paragraph(setter, options);
    para->looser = result.looser;
    para->tighter = result.tighter;
    lines_emit(setter, input, para, options);
    if (para->line_count == 0 && label.run_count > 0)
        para->line_count = 1;
    if (label.run_count > 0)
        line_prepend(setter, &para->lines[0], &label);
    para_finish(setter, input, para, result.overfull);
    return para;
}

struct SetLine para_set_line(struct Setter *setter, const struct ParaInput *input, Length *width)
{
    struct SetLine line = {.run_count = 0};
    g_array_set_size(setter->notes, 0);
    text_segment(setter, input->runs, input->run_count, input->style,
                 (struct TextOptions){input->lang, input->rtl, input->tabular, false});
    *width = segs_width(setter);
    if (setter->segs->len == 0)
        return line;
    struct FitBreak all = {.seg = setter->segs->len - 1};
    struct LineSpec spec = {NULL,       &all,  0,    *width,      *width,     STYLE_START,
                            input->rtl, false, true, input->mark, input->runs};
    line_emit(setter, &spec, &line);
    return line;
}
