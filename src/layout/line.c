/* A line of segments as glyph runs: white shared out, visual order, real space glyphs for every space of the
 * text (also at line ends, where nobody sees them, so that text extraction keeps words apart). */
#include "layout/para.h"

#include <string.h>

#include "base/arena.h"

/* The glyph run being made. */
struct Pen {
    struct Setter *setter;
    const struct LineSpec *spec;
    GArray *runs;                /* struct GlyphRun */
    GArray *words;               /* struct SetWord */
    GString *copy;               /* its text when that is not one piece of the source */
    const char *text, *text_end; /* when it is */
    bool copied, open;
    unsigned look;
    uint32_t run, glyphs, clusters;
    Length x, start;
    Length spread; /* between the letters of the line */
};

static void pen_flush(struct Pen *pen)
{
    if (!pen->open)
        return;
    struct Arena *arena = pen->setter->arena;
    const struct Look *look = setter_look(pen->setter, pen->look);
    struct GlyphRun run = {.face = look->face->id,
                           .size = look->size,
                           .hscale = look->scale,
                           .x = pen->start,
                           .y = -look->raise,
                           .width = pen->x - pen->start,
                           .mark = pen->spec->mark};
    run.mark.run = pen->spec->mark.run == -1 ? -1 : (int)pen->run;
    run.glyph_count = pen->glyphs;
    run.cluster_count = pen->clusters;
    run.word_count = pen->words->len;
    run.words = arena_memdup(arena, pen->words->data, pen->words->len * sizeof(struct SetWord));
    run.text = pen->copied ? arena_strndup(arena, pen->copy->str, pen->copy->len) : pen->text;
    run.text_length = (uint32_t)(pen->copied ? pen->copy->len : (size_t)(pen->text_end - pen->text));
    g_array_append_val(pen->runs, run);
    pen->open = false;
}

/* Makes the run take glyphs of this look and these bytes. Text that is not of the source, or does not follow
 * the text before it there, is copied. */
static void pen_take(struct Pen *pen, unsigned look, uint32_t run, const char *text, size_t length,
                     bool of_source)
{
    if (pen->open && (pen->look != look || pen->run != run))
        pen_flush(pen);
    if (!pen->open) {
        g_array_set_size(pen->words, 0);
        pen->glyphs = pen->clusters = 0;
        pen->open = true;
        pen->copied = !of_source;
        if (pen->copied) {
            g_string_truncate(pen->copy, 0);
            g_string_append_len(pen->copy, text, (gssize)length);
        }
        pen->look = look;
        pen->run = run;
        pen->start = pen->x;
        pen->text = text;
        pen->text_end = text + length;
        return;
    }
    if (!pen->copied && of_source && text == pen->text_end) {
        pen->text_end += length;
        return;
    }
    if (!pen->copied) {
        g_string_truncate(pen->copy, 0);
        g_string_append_len(pen->copy, pen->text, pen->text_end - pen->text);
        pen->copied = true;
    }
    g_string_append_len(pen->copy, text, (gssize)length);
}

/* Glyphs of a shape in a look, of the bytes of the item, and of a space after them when that is wanted. */
static struct Setting setting_make(struct Setter *setter, const struct Seg *seg, const struct Item *item,
                                   Length spread, bool spaced)
{
    const struct Shape *shape = seg->shape;
    const struct Look *look = setter_look(setter, seg->look);
    size_t most = (size_t)shape->glyph_count + 1;
    struct Glyph *glyphs = ARENA_ARRAY(setter->arena, struct Glyph, most), *glyph = glyphs;
    struct Cluster *clusters = ARENA_ARRAY(setter->arena, struct Cluster, most), *cluster = clusters;
    int64_t units = 0;
    int tracked = 0;
    unsigned bytes = 0, at = 0;
    bool plain = true;
    for (unsigned c = 0; c < shape->cluster_count; c++) {
        bool inside = item->to == 0 || (bytes >= item->from && bytes < item->to);
        bytes += shape->clusters[c].bytes;
        if (!inside) {
            at += shape->clusters[c].glyphs;
            continue;
        }
        *cluster++ = shape->clusters[c];
        plain &= shape->clusters[c].bytes == 1 && shape->clusters[c].glyphs == 1;
        for (unsigned g = 0; g < shape->clusters[c].glyphs; g++, at++) {
            const struct ShapeGlyph *from = &shape->glyphs[at];
            Length x = look_length(look, units + from->x, tracked) + tracked * spread;
            Length y = -look_length(look, from->y, 0);
            *glyph++ = (struct Glyph){from->id, (int16_t)CLAMP(y, INT16_MIN, INT16_MAX), x};
            units += from->advance;
            tracked += from->advance != 0;
        }
    }
    if (spaced) {
        *glyph++ = (struct Glyph){look->face->space, 0, seg->width};
        *cluster++ = (struct Cluster){1, 1};
    }
    return (struct Setting){glyphs, plain ? NULL : clusters, (uint32_t)(glyph - glyphs),
                            (uint32_t)(cluster - clusters)};
}

/* The setting of a whole word, alone or with the space after it: made at its first place. */
static const struct Setting *setting_of(struct Setter *setter, const struct Seg *seg, bool spaced)
{
    static const struct Item whole;
    struct ShapeSettings *settings = seg->shape->settings;
    for (const struct LookSetting *known = settings->first; known != NULL; known = known->next)
        if (known->look == seg->look && known->spaced == spaced)
            return &known->setting;
    struct LookSetting *made = ARENA_NEW(setter->arena, struct LookSetting);
    *made = (struct LookSetting){setting_make(setter, seg, &whole, 0, spaced), seg->look, spaced, settings->first};
    settings->first = made;
    return &made->setting;
}

/* The setting of a glyph that is no part of a word. */
static const struct Setting *setting_of_glyph(struct Setter *setter, uint16_t id, uint16_t bytes)
{
    for (guint i = 0; i < setter->singles->len; i++) {
        const struct Setting *known = g_array_index(setter->singles, const struct Setting *, i);
        if (known->glyphs->id == id && setting_cluster(known, 0).bytes == bytes)
            return known;
    }
    struct Glyph *glyph = ARENA_NEW(setter->arena, struct Glyph);
    struct Cluster *cluster = ARENA_NEW(setter->arena, struct Cluster);
    struct Setting *setting = ARENA_NEW(setter->arena, struct Setting);
    glyph->id = id;
    *cluster = (struct Cluster){bytes, 1};
    *setting = (struct Setting){glyph, bytes == 1 ? NULL : cluster, 1, 1};
    g_array_append_val(setter->singles, setting);
    return setting;
}

static void pen_put(struct Pen *pen, const struct Setting *setting, Length shift)
{
    struct SetWord word = {setting, pen->x - pen->start + shift};
    g_array_append_val(pen->words, word);
    pen->glyphs += setting->glyph_count;
    pen->clusters += setting->cluster_count;
}

/* Whether the glue after a word is the space that its setting may bring along. */
static bool glue_joins(const struct Seg *seg, const struct Item *word, const struct Item *glue)
{
    return glue->glue && glue->seg == word->seg && word->width == seg->width && seg->glue_bytes == 1 &&
           seg->glue_look == seg->look && seg->glue_run == seg->run && ((seg->level | seg->glue_level) & 1) == 0 &&
           seg->glue_text == seg->text + seg->shape->length;
}

/* A word, with the glue after it when `glue` is not NULL. */
static void pen_word(struct Pen *pen, const struct Seg *seg, const struct Item *item, const struct Item *glue)
{
    const struct Shape *shape = seg->shape;
    bool rtl = (seg->level & 1) != 0;
    size_t length = item->to == 0 ? shape->length : (size_t)(item->to - item->from);
    const char *text = rtl ? shape->text : pen->spec->runs[seg->run].text + seg->text + item->from;
    pen_take(pen, seg->look, seg->run, text, length + (glue != NULL ? 1 : 0), !rtl);
    Length spread = setter_look(pen->setter, seg->look)->face->family->tracked ? pen->spread : 0;
    const struct Setting *setting;
    if (item->to == 0 && spread == 0) {
        setting = setting_of(pen->setter, seg, glue != NULL);
    } else {
        struct Setting own = setting_make(pen->setter, seg, item, spread, false);
        setting = arena_memdup(pen->setter->arena, &own, sizeof own);
    }
    pen_put(pen, setting, seg->shift);
    pen->x += item->width + (glue != NULL ? glue->width : 0);
}

static void pen_glue(struct Pen *pen, const struct Seg *seg, Length width)
{
    if (seg->glue_bytes > 0) {
        const struct Look *look = setter_look(pen->setter, seg->glue_look);
        pen_take(pen, seg->glue_look, seg->glue_run, pen->spec->runs[seg->glue_run].text + seg->glue_text,
                 seg->glue_bytes, true);
        pen_put(pen, setting_of_glyph(pen->setter, look->face->space, seg->glue_bytes), 0);
    }
    pen->x += width;
}

/* The hyphen that a break adds: in the text a soft hyphen, so that the word stays one. */
static void pen_hyphen(struct Pen *pen, const struct Seg *seg)
{
    static const char soft[] = "\xC2\xAD";
    const struct Look *look = setter_look(pen->setter, seg->look);
    pen_flush(pen);
    pen_take(pen, seg->look, seg->run, soft, 2, true);
    pen_put(pen, setting_of_glyph(pen->setter, look->face->hyphen, 2), 0);
    pen->x += look_length(look, look->face->hyphen_advance, 1);
}

/* The items of the line in logical order; the last may be white that nobody sees. */
static void items_collect(struct Setter *setter, const struct LineSpec *spec, GArray *items)
{
    bool after_cut = spec->from != NULL && spec->from->cut != 0;
    guint first = spec->from == NULL ? 0 : spec->from->seg + (after_cut ? 0 : 1);
    for (guint i = first; i <= spec->to->seg; i++) {
        const struct Seg *seg = &g_array_index(setter->segs, struct Seg, i);
        struct Item word = {i, seg->level, false, 0, 0, 0, seg->width};
        bool cut = i == spec->to->seg && spec->to->cut != 0;
        if (i == first && after_cut)
            word.from = spec->from->cut;
        if (cut)
            word.to = spec->to->cut;
        else if (word.from != 0)
            word.to = seg->shape->length;
        if (word.to != 0) { /* part of a word */
            const struct Look *look = setter_look(setter, seg->look);
            int64_t units = 0;
            int tracked = 0;
            unsigned bytes = 0, glyph = 0;
            for (unsigned c = 0; c < seg->shape->cluster_count; c++) {
                bool inside = bytes >= word.from && bytes < word.to;
                for (unsigned g = 0; g < seg->shape->clusters[c].glyphs; g++, glyph++) {
                    if (inside)
                        units += seg->shape->glyphs[glyph].advance;
                    tracked += inside && seg->shape->glyphs[glyph].advance != 0;
                }
                bytes += seg->shape->clusters[c].bytes;
            }
            word.width = look_length(look, units, tracked);
            word.letters = (uint16_t)tracked;
        } else if (seg->shape != NULL) {
            word.letters = seg->shape->tracked;
        }
        if (seg->shape != NULL)
            g_array_append_val(items, word);
        struct Item glue = {i, seg->glue_level, true, 0, 0, 0, seg->glue};
        if (!cut && (seg->glue != 0 || seg->glue_bytes != 0 || seg->stretch != 0 || seg->shrink != 0))
            g_array_append_val(items, glue);
    }
}

/* Where the spaces would be over twice as wide as they should be, the letters take a little: what each takes. */
static Length white_spread(struct Setter *setter, GArray *items, guint count, Length white)
{
    Length natural = 0;
    int64_t letters = 0;
    for (guint i = 0; i < count; i++) {
        const struct Item *item = &g_array_index(items, struct Item, i);
        const struct Seg *seg = &g_array_index(setter->segs, struct Seg, item->seg);
        if (item->glue)
            natural += seg->glue;
        else if (setter_look(setter, seg->look)->face->family->tracked)
            letters += item->letters;
    }
    if (white <= natural || letters == 0 || natural == 0)
        return 0;
    Length spread = (Length)MIN((white - natural) / letters, setter->style->lines->letter_stretch);
    for (guint i = 0; i < count && spread > 0; i++) {
        struct Item *item = &g_array_index(items, struct Item, i);
        const struct Seg *seg = &g_array_index(setter->segs, struct Seg, item->seg);
        if (!item->glue && setter_look(setter, seg->look)->face->family->tracked)
            item->width += item->letters * spread;
    }
    return spread;
}

static Length items_width(GArray *items, guint count)
{
    Length width = 0;
    for (guint i = 0; i < count; i++)
        width += g_array_index(items, struct Item, i).width;
    return width;
}

/* Shares the white of the line out to its glue; returns the ratio of the spaces to their natural width. */
static int white_share(struct Setter *setter, GArray *items, guint count, Length white)
{
    int64_t total = 0, natural = 0, given = 0, seen = 0;
    for (guint i = 0; i < count; i++) {
        const struct Item *item = &g_array_index(items, struct Item, i);
        const struct Seg *seg = &g_array_index(setter->segs, struct Seg, item->seg);
        if (!item->glue)
            continue;
        total += white > 0 ? seg->stretch : seg->shrink;
        natural += seg->glue;
    }
    if (total == 0)
        return 0;
    for (guint i = 0; i < count; i++) {
        struct Item *item = &g_array_index(items, struct Item, i);
        const struct Seg *seg = &g_array_index(setter->segs, struct Seg, item->seg);
        if (!item->glue)
            continue;
        seen += white > 0 ? seg->stretch : seg->shrink;
        int64_t due = white * seen / total;
        item->width += (Length)(due - given);
        given = due;
    }
    return natural == 0 ? 0 : (int)(1000 + (int64_t)white * 1000 / natural);
}

/* Unicode's rule L2: from the highest level down, runs of that level or more are reversed. False when nothing was. */
static bool items_reorder(GArray *items)
{
    uint8_t highest = 0, lowest = 255;
    for (guint i = 0; i < items->len; i++) {
        uint8_t level = g_array_index(items, struct Item, i).level;
        highest = MAX(highest, level);
        if (level & 1)
            lowest = MIN(lowest, level);
    }
    for (int level = highest; level >= lowest && level > 0; level--)
        for (guint i = 0; i < items->len; i++) {
            guint end = i;
            while (end < items->len && g_array_index(items, struct Item, end).level >= level)
                end++;
            for (guint a = i, b = end; a + 1 < b; a++, b--) {
                struct Item swap = g_array_index(items, struct Item, a);
                g_array_index(items, struct Item, a) = g_array_index(items, struct Item, b - 1);
                g_array_index(items, struct Item, b - 1) = swap;
            }
            if (end > i)
                i = end - 1;
        }
    return highest > 0;
}

/* Punctuation of Chinese at the edges of the line gives its white away. */
static void items_trim(struct Setter *setter, const struct LineSpec *spec, GArray *items, guint count,
                       Length *shift)
{
    if (count == 0)
        return;
    struct Item *first = &g_array_index(items, struct Item, 0),
                *last = &g_array_index(items, struct Item, count - 1);
    Length start = g_array_index(setter->segs, struct Seg, first->seg).trim_start;
    first->width -= start;
    *shift = spec->from == NULL || spec->from->cut == 0 ? -start : 0;
    if (!last->glue && spec->to->cut == 0)
        last->width -= g_array_index(setter->segs, struct Seg, last->seg).trim_end;
}

/* Gives the items their widths; returns where the line starts at the left. */
static Length items_place(struct Setter *setter, const struct LineSpec *spec, GArray *items,
                          struct SetLine *line, Length *shift, Length *spread)
{
    guint count = items->len;
    const struct Item *end = count == 0 ? NULL : &g_array_index(items, struct Item, count - 1);
    bool trailing = end != NULL && end->glue;
    if (trailing)
        count--;
    items_trim(setter, spec, items, count, shift);
    Length words = items_width(items, count), used = words;
    if (spec->to->hyphen) {
        const struct Look *look =
            setter_look(setter, g_array_index(setter->segs, struct Seg, spec->to->seg).look);
        used += look_length(look, look->face->hyphen_advance, 1);
    }
    Length white = spec->width - used;
    if (spec->align == STYLE_JUSTIFY && (white < 0 || !spec->last)) {
        *spread = white_spread(setter, items, count, white);
        if (*spread > 0)
            white -= items_width(items, count) - words;
        line->ratio = white_share(setter, items, count, white);
        if (line->ratio != 0)
            white = 0;
    }
    Length x = spec->mirrored ? spec->measure - spec->x - spec->width : spec->x;
    bool to_right = (spec->align == STYLE_END) != spec->rtl;
    if (spec->align == STYLE_CENTRE)
        x += white / 2;
    else if (to_right)
        x += white;
    if (trailing) {
        struct Item *space = &g_array_index(items, struct Item, items->len - 1);
        space->level = spec->rtl ? 1 : 0;
        if (spec->rtl)
            x -= space->width;
    }
    return x;
}

static void notes_collect(struct Setter *setter, const struct LineSpec *spec, GArray *items, GArray *notes,
                          struct SetLine *line)
{
    line->first_note = notes->len;
    int before = -1;
    for (guint i = 0; i < items->len; i++) {
        const struct Item *item = &g_array_index(items, struct Item, i);
        int note = item->glue ? -1 : spec->runs[g_array_index(setter->segs, struct Seg, item->seg).run].note;
        if (note < 0 || note == before)
            continue;
        g_array_append_val(notes, note);
        before = note;
    }
    line->note_count = notes->len - line->first_note;
}

/* Runs in the order of reading, for structure and for who listens: each has its own place on the line, so that nothing moves. */
static void runs_read(GArray *runs, bool rtl)
{
    for (guint i = 1; i < runs->len; i++) {
        struct GlyphRun run = g_array_index(runs, struct GlyphRun, i);
        guint at = i;
        for (; at > 0; at--) {
            const struct GlyphRun *before = &g_array_index(runs, struct GlyphRun, at - 1);
            bool later = before->mark.run != run.mark.run ? before->mark.run > run.mark.run : rtl && before->x < run.x;
            if (!later)
                break;
            g_array_index(runs, struct GlyphRun, at) = *before;
        }
        g_array_index(runs, struct GlyphRun, at) = run;
    }
}

void line_emit(struct Setter *setter, const struct LineSpec *spec, struct SetLine *line)
{
    GArray *items = setter->items;
    g_array_set_size(items, 0);
    items_collect(setter, spec, items);
    notes_collect(setter, spec, items, setter->notes, line);
    struct Pen pen = {.setter = setter,
                      .spec = spec,
                      .runs = setter->line_runs,
                      .words = setter->words,
                      .copy = setter->bidi_text};
    Length shift = 0;
    g_array_set_size(pen.runs, 0);
    pen.x = items_place(setter, spec, items, line, &shift, &pen.spread) + shift;
    bool turned = items_reorder(items);
    for (guint i = 0; i < items->len; i++) {
        const struct Item *item = &g_array_index(items, struct Item, i);
        const struct Seg *seg = &g_array_index(setter->segs, struct Seg, item->seg);
        if (item->glue) {
            pen_glue(&pen, seg, item->width);
            continue;
        }
        bool joined = i + 1 < items->len && shift == 0 && glue_joins(seg, item, item + 1);
        pen_word(&pen, seg, item, joined ? item + 1 : NULL);
        if (i == 0)
            pen.x -= shift;
        i += joined;
    }
    if (spec->to->hyphen)
        pen_hyphen(&pen, &g_array_index(setter->segs, struct Seg, spec->to->seg));
    pen_flush(&pen);
    if (turned)
        runs_read(pen.runs, spec->rtl);
    line->hyphen = spec->to->flagged;
    line->run_count = pen.runs->len;
    line->runs = arena_memdup(setter->scratch, pen.runs->data, pen.runs->len * sizeof(struct GlyphRun));
}
