#include "layout/fixed.h"

#include <string.h>

#include <pango/pango-utils.h>

#include "base/arena.h"

bool fixed_on_page(const struct FixedPlace *place, int page)
{
    switch (place->pages) {
    case PAGES_FIRST:
        return page == 1;
    case PAGES_EVEN:
        return page > 1 && page % 2 == 0;
    case PAGES_ODD:
        return page > 1 && page % 2 == 1;
    case PAGES_LATER:
        return page > 1;
    case PAGES_ALL:
        return true;
    }
    return false;
}

Length fixed_baseline(const struct FixedPlace *place, const struct FixedText *text, size_t i)
{
    size_t above = place->grows_up ? text->line_count - 1 - i : i;
    return place->y + (place->grows_up ? -1 : 1) * (Length)above * place->leading;
}

static struct BlockStyle place_style(const struct FixedPlace *place)
{
    return (struct BlockStyle){.name = "fixed",
                               .size = place->size,
                               .leading = place->leading,
                               .tracking = place->tracking,
                               .scale = place->scale,
                               .bold = place->bold,
                               .italic = place->italic,
                               .align = place->align,
                               .mark_size = place->size * 2 / 3,
                               .mark_raise = place->size / 3,
                               .star_size = place->size,
                               .large_size = place->large_size};
}

/* How far left of the anchor a text of that width starts. */
static Length place_offset(const struct FixedPlace *place, Length width, bool rtl)
{
    if (place->align == STYLE_CENTRE)
        return -width / 2;
    return (place->align == STYLE_END) != rtl ? -width : 0;
}

/* Direction of the text by its first letter: the mastheads of some languages have lines in another one. */
static bool text_is_rtl(const struct Run *runs, size_t count, bool page)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append(text, runs[i].text);
    PangoDirection direction = page ? PANGO_DIRECTION_WEAK_RTL : PANGO_DIRECTION_WEAK_LTR;
    g_free(pango_log2vis_get_embedding_levels(text->str, (int)text->len, &direction));
    g_string_free(text, TRUE);
    return direction == PANGO_DIRECTION_RTL || direction == PANGO_DIRECTION_WEAK_RTL;
}

static void line_shift(struct SetLine *line, Length x)
{
    for (uint32_t i = 0; i < line->run_count; i++)
        line->runs[i].x += x;
}

static struct FixedText text_set(struct Setter *setter, const struct FixedPlace *place,
                                 const struct Run *runs, size_t count, const char *lang, bool rtl,
                                 struct Mark mark)
{
    struct BlockStyle style = place_style(place);
    bool text_rtl = text_is_rtl(runs, count, rtl);
    struct ParaInput input = {.runs = runs,
                              .run_count = count,
                              .style = &style,
                              .measure = place->width,
                              .lang = lang,
                              .rtl = text_rtl,
                              .mirrored = rtl,
                              .mark = mark};
    struct SetLine *line = ARENA_NEW(setter->scratch, struct SetLine);
    Length width = 0;
    *line = para_set_line(setter, &input, &width);
    if (place->width == 0 || width <= place->width) {
        bool against = text_rtl != rtl && place->end != 0;
        line_shift(line, against ? place->x - place->end : place_offset(place, width, rtl));
        return (struct FixedText){line, line->run_count > 0 ? 1 : 0};
    }
    struct SetPara *para = para_set(setter, &input);
    for (size_t i = 0; i < para->line_count; i++)
        line_shift(&para->lines[i], place_offset(place, place->width, rtl));
    return (struct FixedText){para->lines, para->line_count};
}

static struct Span runs_span(const struct Slot *slot)
{
    return slot->run_count > 0 ? slot->runs[0].span : SPAN_NONE;
}

/* Text that reaches beyond the paper. */
static void text_check(const struct Setter *setter, const struct FixedPlace *place, bool rtl,
                       const struct FixedText *text, const struct Slot *slot, struct Diags *diags)
{
    Length anchor = rtl ? setter->style->width - place->x : place->x;
    for (size_t i = 0; i < text->line_count; i++)
        for (uint32_t r = 0; r < text->lines[i].run_count; r++) {
            const struct GlyphRun *run = &text->lines[i].runs[r];
            Length left = anchor + run->x;
            if (left >= 0 && left + run->width <= setter->style->width)
                continue;
            diag(diags, SG_SLOT_TOO_WIDE, runs_span(slot), "\"%s\"", slot->name);
            return;
        }
}

static bool place_stands(const struct FixedPlace *place, const struct Report *report, bool draft)
{
    if ((place->when == WHEN_DRAFT && !draft) || (place->when == WHEN_FINAL && draft))
        return false;
    const struct Slot *unless = place->unless_slot == NULL ? NULL : report_slot(report, place->unless_slot);
    if (unless != NULL && unless->run_count > 0)
        return false;
    if (place->kind == FIXED_SLOT)
        return report_slot(report, place->slot) != NULL && report_slot(report, place->slot)->run_count > 0;
    if (place->kind == FIXED_FIGURE && place->figure == FIGURE_BARCODE)
        return report->barcode != NULL;
    if (place->kind == FIXED_FIGURE && place->figure == FIGURE_QR)
        return report->qr != NULL;
    return true;
}

struct Fixed *fixed_set(struct Setter *setter, const struct Report *report, bool draft, struct Diags *diags)
{
    const struct Style *style = setter->style;
    struct Fixed *fixed = ARENA_NEW(setter->scratch, struct Fixed);
    GArray *notes = g_array_new(FALSE, FALSE, sizeof(int));
    fixed->places = ARENA_ARRAY(setter->scratch, const struct FixedPlace *, style->fixed_count);
    fixed->texts = ARENA_ARRAY(setter->scratch, struct FixedText, style->fixed_count);
    for (size_t i = 0; i < style->fixed_count; i++) {
        const struct FixedPlace *place = &style->fixed[i];
        if (!place_stands(place, report, draft))
            continue;
        fixed->places[fixed->count] = place;
        if (place->kind == FIXED_SLOT) {
            const struct Slot *slot = report_slot(report, place->slot);
            bool content = place->mark == MARK_SLOT;
            struct Mark mark = {place->mark,     content ? (int)(slot - report->slots) : -1, 0, 0, 0,
                                content ? 0 : -1};
            fixed->texts[fixed->count] =
                text_set(setter, place, slot->runs, slot->run_count, report->lang, report->rtl, mark);
            text_check(setter, place, report->rtl, &fixed->texts[fixed->count], slot, diags);
            if (content)
                g_array_append_vals(notes, setter->notes->data, setter->notes->len);
        }
        fixed->count++;
    }
    fixed->note_count = notes->len;
    fixed->notes = arena_memdup(setter->scratch, notes->data, notes->len * sizeof(int));
    g_array_free(notes, TRUE);
    return fixed;
}

struct FixedText fixed_pattern(struct Setter *setter, const struct FixedPlace *place,
                               const struct Report *report, int page, int pages)
{
    GString *text = g_string_new(place->pattern);
    char number[16];
    g_snprintf(number, sizeof number, "%d", page);
    g_string_replace(text, "{page}", number, 0);
    g_snprintf(number, sizeof number, "%d", pages);
    g_string_replace(text, "{pages}", number, 0);
    g_string_replace(text, "{draft}", report->draft_hash != NULL ? report->draft_hash : "", 0);
    struct Run run = {
        .text = arena_strdup(setter->arena, text->str), .lang = report->lang, .note = -1, .sentence = -1};
    g_string_free(text, TRUE);
    if (run.text[0] == '\0')
        return (struct FixedText){NULL, 0};
    return text_set(setter, place, &run, 1, report->lang, report->rtl,
                    (struct Mark){place->mark, -1, 0, 0, 0, -1});
}
