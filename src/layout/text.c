#include "layout/text.h"

#include <pango/pango-utils.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "layout/para.h"
#include "layout/hyphen.h"

/* What a character does to lines. */
enum Class {
    CLASS_UNKNOWN,
    CLASS_WORD,
    CLASS_SPACE,      /* white with a break */
    CLASS_HARD_SPACE, /* white without */
    CLASS_HYPHEN,     /* a break after it between letters */
    CLASS_DASH,       /* the same, without the cost of a hyphen */
    CLASS_BREAK,      /* U+200B: nothing but a break */
    CLASS_HAN,        /* breaks before and after */
    CLASS_HAN_OPEN,   /* none after */
    CLASS_HAN_CLOSE,  /* none before */
    CLASS_HAN_JOINED, /* ellipsis and long dash, in pairs */
    CLASS_MARK,       /* combining */
};
enum {
    CLASSES = 0x3000,
    CLASS_MASK = 15,
    CLASS_STRONG = 16,
    CLASS_FAMILY_SHIFT = 5,
    FORCED_PENALTY = 1000, /* of a break forced into a long word */
};

struct Setter *setter_new(const struct Style *style, struct Faces *faces, struct Arena *arena,
                          struct Arena *scratch)
{
    struct Setter *setter = g_new0(struct Setter, 1);
    setter->style = style;
    setter->faces = faces;
    setter->arena = arena;
    setter->scratch = scratch;
    setter->cache = shape_cache_new();
    setter->looks = g_array_new(FALSE, FALSE, sizeof(struct Look));
    setter->segs = g_array_new(FALSE, TRUE, sizeof(struct Seg));
    setter->findings = g_array_new(FALSE, FALSE, sizeof(struct Finding));
    setter->classes = g_new0(uint16_t, CLASSES);
    setter->bidi_text = g_string_new(NULL);
    setter->key = g_byte_array_new();
    setter->breaks = g_array_new(FALSE, FALSE, sizeof(struct FitBreak));
    setter->nodes = g_array_new(FALSE, FALSE, sizeof(struct FitNode));
    setter->chosen = g_array_new(FALSE, FALSE, sizeof(guint));
    setter->items = g_array_new(FALSE, FALSE, sizeof(struct Item));
    setter->line_runs = g_array_new(FALSE, FALSE, sizeof(struct GlyphRun));
    setter->words = g_array_new(FALSE, FALSE, sizeof(struct SetWord));
    setter->singles = g_array_new(FALSE, FALSE, sizeof(struct Setting *));
    setter->notes = g_array_new(FALSE, FALSE, sizeof(int));
    return setter;
}

void setter_free(struct Setter *setter)
{
    if (setter == NULL)
        return;
    shape_cache_free(setter->cache);
    g_array_free(setter->looks, TRUE);
    g_array_free(setter->segs, TRUE);
    g_array_free(setter->findings, TRUE);
    g_array_free(setter->breaks, TRUE);
    g_array_free(setter->nodes, TRUE);
    g_array_free(setter->chosen, TRUE);
    g_array_free(setter->items, TRUE);
    g_array_free(setter->line_runs, TRUE);
    g_array_free(setter->words, TRUE);
    g_array_free(setter->singles, TRUE);
    g_array_free(setter->notes, TRUE);
    hyphen_free(setter);
    g_byte_array_unref(setter->key);
    g_free(setter->classes);
    g_string_free(setter->bidi_text, TRUE);
    g_free(setter);
}

/* The state of the cutter between characters. */
struct Cutter {
    struct Setter *setter;
    const struct Run *runs;
    size_t run_count, run;
    const struct BlockStyle *style;
    struct TextOptions options;
    int family;       /* of the last character that belongs to one */
    int han;          /* family of the language when it is in Chinese characters; -1: it is not */
    int word_family;  /* of the word at hand */
    const char *word; /* its start; NULL: none */
    int word_chars, marks;
    const uint8_t *levels; /* of the characters; NULL: all at the base */
    size_t character;      /* index of the one at hand */
    uint8_t level;
    int looks[16];   /* of the run, by family * 2 + raised; -1: not made */
    uint32_t before; /* the character before */
    enum Class class_before;
};

static unsigned look_intern(struct Setter *setter, struct Look look)
{
    for (unsigned i = 0; i < setter->looks->len; i++) {
        const struct Look *old = setter_look(setter, i);
        if (old->face == look.face && old->size == look.size && old->raise == look.raise &&
            old->tracking == look.tracking && old->scale == look.scale && old->no_kern == look.no_kern)
            return i;
    }
    g_array_append_val(setter->looks, look);
    return setter->looks->len - 1;
}

/* The look of the run at hand in a family. */
static unsigned cutter_look(struct Cutter *cutter, int family)
{
    if (cutter->looks[family] >= 0)
        return (unsigned)cutter->looks[family];
    const struct BlockStyle *style = cutter->style;
    unsigned flags = cutter->runs[cutter->run].flags;
    bool mark = (flags & RUN_SUPERSCRIPT) != 0 || cutter->options.superscript, star = (flags & RUN_STAR) != 0;
    bool roman = mark || star;
    bool bold = !roman && (style->bold || (flags & RUN_BOLD) != 0);
    bool italic = !roman && (style->italic != ((flags & RUN_ITALIC) != 0));
    const struct OpenFace *face = faces_open(cutter->setter->faces, family, bold, italic);
    Length size = star ? style->star_size : mark ? style->mark_size : style->size;
    if ((flags & RUN_LARGE) != 0 && style->large_size > 0)
        size = style->large_size;
    struct Look look = {face,
                        (Length)((int64_t)size * face->family->scale / 1000),
                        mark && !star ? style->mark_raise : 0,
                        face->family->tracked ? style->tracking * style->scale / 1000 : 0,
                        style->scale,
                        cutter->options.tabular || face->family->unkerned,
                        0};
    look.factor = (int64_t)look.size * 65536 * look.scale / 1000 / face->units;
    cutter->looks[family] = (int)look_intern(cutter->setter, look);
    return (unsigned)cutter->looks[family];
}

static void cutter_finding(struct Cutter *cutter, enum DiagCode code, char *detail)
{
    struct Finding finding = {code, cutter->runs[cutter->run].span, detail};
    g_array_append_val(cutter->setter->findings, finding);
}

static struct Seg *seg_add(struct Cutter *cutter, unsigned look, uint32_t text)
{
    GArray *segs = cutter->setter->segs;
    g_array_set_size(segs, segs->len + 1);
    struct Seg *seg = &g_array_index(segs, struct Seg, segs->len - 1);
    seg->run = seg->glue_run = (uint32_t)cutter->run;
    seg->text = text;
    seg->look = seg->glue_look = (uint16_t)look;
    seg->level = seg->glue_level = cutter->level;
    return seg;
}

static struct Seg *seg_last(struct Cutter *cutter)
{
    GArray *segs = cutter->setter->segs;
    return segs->len == 0 ? NULL : &g_array_index(segs, struct Seg, segs->len - 1);
}

/* Ends the word at hand before `end`; NULL when there is none. */
static struct Seg *word_end(struct Cutter *cutter, const char *end)
{
    if (cutter->word == NULL || cutter->word == end)
        return NULL;
    unsigned index = cutter_look(cutter, cutter->word_family);
    const struct Look *look = setter_look(cutter->setter, index);
    unsigned flags = (cutter->level & 1 ? SHAPE_RTL : 0) | (look->no_kern ? SHAPE_NO_KERN : 0);
    struct Seg *seg = seg_add(cutter, index, (uint32_t)(cutter->word - cutter->runs[cutter->run].text));
    seg->shape =
        shape_word(cutter->setter->cache, look->face, flags, cutter->word, (size_t)(end - cutter->word));
    seg->width = look_length(look, seg->shape->advance, seg->shape->tracked);
    cutter->word = NULL;
    cutter->word_chars = cutter->marks = 0;
    return seg;
}

static enum Class class_find(uint32_t c)
{
    if (c == ' ' || c == '\t' || c == '\n')
        return CLASS_SPACE;
    if (c == 0xA0)
        return CLASS_HARD_SPACE;
    if (c == '-' || c == 0x2010)
        return CLASS_HYPHEN;
    if (c == 0x2013 || c == 0x2014)
        return CLASS_DASH;
    if (c == 0x200B)
        return CLASS_BREAK;
    if (c < 0x300)
        return CLASS_WORD;
    if (g_unichar_ismark(c))
        return CLASS_MARK;
    if (c >= 0xFF00 && c < 0xFFF0) {
        if (c == 0xFF08 || c == 0xFF3B || c == 0xFF5B)
            return CLASS_HAN_OPEN;
        static const uint32_t closing[] = {0xFF01, 0xFF09, 0xFF0C, 0xFF0E, 0xFF1A,
                                           0xFF1B, 0xFF1F, 0xFF3D, 0xFF5D, 0xFF05};
        for (size_t i = 0; i < G_N_ELEMENTS(closing); i++)
            if (c == closing[i])
                return CLASS_HAN_CLOSE;
        return CLASS_HAN;
    }
    if (c >= 0x3001 && c <= 0x301F) {
        if (c == 0x3001 || c == 0x3002)
            return CLASS_HAN_CLOSE;
        if ((c >= 0x3008 && c <= 0x3011) || (c >= 0x3014 && c <= 0x301B))
            return c & 1 ? CLASS_HAN_CLOSE : CLASS_HAN_OPEN;
        return CLASS_HAN;
    }
    GUnicodeScript script = g_unichar_get_script(c);
    bool han = script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA ||
               script == G_UNICODE_SCRIPT_KATAKANA || script == G_UNICODE_SCRIPT_BOPOMOFO || c == 0x3000;
    return han ? CLASS_HAN : CLASS_WORD;
}

/* Quotation marks, dashes and ellipses of Chinese text are those of the Chinese face. */
static enum Class class_in_chinese(uint32_t c)
{
    if (c == 0x201C || c == 0x2018)
        return CLASS_HAN_OPEN;
    if (c == 0x201D || c == 0x2019)
        return CLASS_HAN_CLOSE;
    if (c == 0x2014 || c == 0x2026)
        return CLASS_HAN_JOINED;
    if (c == 0xB7)
        return CLASS_HAN_CLOSE;
    return CLASS_UNKNOWN;
}

/* Class and family of a character that is not ASCII, or follows text of another family than the first. */
static enum Class character_class(struct Cutter *cutter, uint32_t c, int *family)
{
    struct Setter *setter = cutter->setter;
    if (cutter->han >= 0 && class_in_chinese(c) != CLASS_UNKNOWN) {
        *family = cutter->han;
        return class_in_chinese(c);
    }
    if (c < 0x80 && cutter->han >= 0) {
        *family = 0;
        return c == '-' ? CLASS_HYPHEN : CLASS_WORD;
    }
    uint16_t known = c < CLASSES ? setter->classes[c] : 0;
    if (known != 0 && ((known & CLASS_STRONG) != 0 || cutter->family == 0)) {
        *family = known >> CLASS_FAMILY_SHIFT;
        return known & CLASS_MASK;
    }
    enum Class class = class_find(c);
    *family = faces_family(setter->faces, c, cutter->family);
    if (*family < 0) {
        if (!faces_failed(setter->faces)) /* a face that is not there was reported */
            cutter_finding(cutter, SG_GLYPH_MISSING, g_strdup_printf("U+%04X", c));
        *family = cutter->family;
    } else if (c < CLASSES && c >= 0x80) {
        bool strong = g_unichar_get_script(c) > G_UNICODE_SCRIPT_INHERITED;
        if (strong || cutter->family == 0)
            setter->classes[c] =
                (uint16_t)((int)class | (strong ? CLASS_STRONG : 0) | *family << CLASS_FAMILY_SHIFT);
    }
    return class;
}

/* The character after `at` in the run, or the first of the next run; 0 at the end. */
static uint32_t character_after(const struct Cutter *cutter, const char *at)
{
    if (*at != '\0')
        return g_utf8_get_char(at);
    return cutter->run + 1 < cutter->run_count ? g_utf8_get_char(cutter->runs[cutter->run + 1].text) : 0;
}

/* French: the space before high punctuation and inside its quotation marks holds. */
static bool space_holds(const struct Cutter *cutter, uint32_t next)
{
    return next == ';' || next == ':' || next == '!' || next == '?' || next == 0xBB || next == '%' ||
           cutter->before == 0xAB || (cutter->runs[cutter->run].flags & RUN_NOBREAK) != 0;
}

static void space_add(struct Cutter *cutter, const char *at, size_t bytes, bool hard)
{
    struct Seg *seg = word_end(cutter, at);
    if (seg == NULL)
        seg = seg_last(cutter);
    const struct LineWeights *weights = cutter->setter->style->lines;
    uint32_t offset = (uint32_t)(at - cutter->runs[cutter->run].text);
    unsigned index = cutter_look(cutter, cutter->family);
    if (seg == NULL || seg->glue_bytes != 0 || seg->shape == NULL)
        seg = seg_add(cutter, index, offset);
    const struct Look *look = setter_look(cutter->setter, index);
    seg->glue_run = (uint32_t)cutter->run;
    seg->glue_text = offset;
    seg->glue_look = (uint16_t)index;
    seg->glue_level = cutter->levels != NULL ? cutter->levels[cutter->character] : cutter->level;
    seg->glue_bytes = (uint8_t)bytes;
    seg->glue = look_length(look, look->face->space_advance, 1);
    seg->stretch = (Length)((int64_t)seg->glue * weights->space_stretch / 1000);
    seg->shrink = (Length)((int64_t)seg->glue * weights->space_shrink / 1000);
    seg->may_break = !hard && !space_holds(cutter, character_after(cutter, at + bytes));
    seg->flagged = false;
    seg->penalty = 0;
}

/* After a hyphen or dash: a break between letters only, so that ranges of years and numbers of resolutions
 * hold. */
static void dash_end(struct Cutter *cutter, const char *after, enum Class class)
{
    uint32_t next = character_after(cutter, after);
    if ((cutter->runs[cutter->run].flags & RUN_NOBREAK) != 0 || !g_unichar_isalpha(next) ||
        !g_unichar_isalpha(cutter->before))
        return;
    struct Seg *seg = word_end(cutter, after);
    if (seg == NULL)
        return;
    seg->may_break = true;
    seg->flagged = class == CLASS_HYPHEN;
    seg->penalty =
        (int16_t)(class == CLASS_HYPHEN ? cutter->setter->style->lines->explicit_hyphen_penalty : 0);
}

static bool class_is_han(enum Class class)
{
    return class >= CLASS_HAN && class <= CLASS_HAN_JOINED;
}

/* The white between two Chinese characters, or a Chinese and another one, and whether a line may break there. `c` is the
 * character after it, of that class. */
static void han_boundary(struct Cutter *cutter, struct Seg *seg, uint32_t c, enum Class class, Length em)
{
    enum Class before = cutter->class_before;
    if (seg == NULL || seg->glue_bytes != 0 || before == CLASS_UNKNOWN)
        return;
    bool joined = before == CLASS_HAN_JOINED && class == CLASS_HAN_JOINED;
    seg->may_break = class != CLASS_HAN_CLOSE && class != CLASS_MARK && before != CLASS_HAN_OPEN && !joined &&
                     (cutter->runs[cutter->run].flags & RUN_NOBREAK & cutter->runs[seg->run].flags) == 0;
    if ((cutter->runs[cutter->run].flags & RUN_NOTE_CALL) != 0)
        seg->may_break = false;
    if (class_is_han(before) != class_is_han(class)) {
        uint32_t other = class_is_han(class) ? cutter->before : c;
        if (g_unichar_isalnum(other) && (before == CLASS_HAN || class == CLASS_HAN))
            seg->glue = em * 9 / 100;
    }
    seg->stretch = joined ? 0 : em * 6 / 100;
    if (before == CLASS_HAN_CLOSE && (class == CLASS_HAN_CLOSE || class == CLASS_HAN_OPEN)) {
        seg->width -= seg->trim_end;
        seg->trim_end = 0;
    } else if (before == CLASS_HAN_CLOSE || class == CLASS_HAN_OPEN) {
        seg->shrink = em / 4;
    }
}

/* A Chinese character is a word of its own. */
static void han_add(struct Cutter *cutter, uint32_t c, const char *at, const char *end, enum Class class, int family)
{
    word_end(cutter, at);
    struct Seg *before = seg_last(cutter);
    unsigned index = cutter_look(cutter, family);
    Length em = setter_look(cutter->setter, index)->size;
    han_boundary(cutter, before, c, class, em);
    cutter->word = at;
    cutter->word_family = family;
    struct Seg *seg = word_end(cutter, end);
    if (seg == NULL || seg->width < em * 9 / 10)
        return;
    if (class == CLASS_HAN_CLOSE)
        seg->trim_end = em / 2;
    if (class != CLASS_HAN_OPEN)
        return;
    seg->trim_start = em / 2;
    if (cutter->class_before == CLASS_HAN_OPEN) {
        seg->trim_start = 0;
        seg->width -= em / 2;
        seg->shift = -em / 2;
    }
}

static void word_add(struct Cutter *cutter, uint32_t c, const char *at, int family, enum Class class)
{
    if (cutter->word != NULL && (cutter->word_family != family || cutter->word_chars >= LIMIT_WORD_CHARS)) {
        bool forced = cutter->word_chars >= LIMIT_WORD_CHARS && class != CLASS_MARK;
        struct Seg *seg = word_end(cutter, at);
        if (forced && seg != NULL) {
            seg->may_break = true;
            seg->penalty = FORCED_PENALTY;
        }
    }
    if (cutter->word == NULL) {
        if (class_is_han(cutter->class_before)) {
            struct Seg *seg = seg_last(cutter);
            if (seg != NULL)
                han_boundary(cutter, seg, c, class, setter_look(cutter->setter, seg->look)->size);
        }
        cutter->word = at;
        cutter->word_family = family;
    }
    cutter->word_chars++;
    cutter->marks = class == CLASS_MARK ? cutter->marks + 1 : 0;
    if (cutter->marks <= LIMIT_MARKS_ON_BASE)
        return;
    cutter_finding(cutter, SG_TOO_MANY_MARKS, NULL);
    word_end(cutter, at);
    cutter->word = at;
    cutter->word_family = family;
}

/* One character; `end` is where it ends. */
static void character_add(struct Cutter *cutter, uint32_t c, const char *at, const char *end)
{
    int family = cutter->family;
    enum Class class;
    if (c < 0x80 && cutter->family == 0) {
        class = c > ' ' ? (c == '-' ? CLASS_HYPHEN : CLASS_WORD) : CLASS_SPACE;
    } else if (c <= ' ') {
        class = CLASS_SPACE;
    } else {
        class = character_class(cutter, c, &family);
        if (family != cutter->family && g_unichar_get_script(c) > G_UNICODE_SCRIPT_INHERITED)
            cutter->family = family;
    }
    if (class == CLASS_SPACE || class == CLASS_HARD_SPACE) {
        space_add(cutter, at, (size_t)(end - at), class == CLASS_HARD_SPACE);
    } else if (class_is_han(class)) {
        han_add(cutter, c, at, end, class, family);
    } else {
        word_add(cutter, c, at, family, class);
        if (class == CLASS_HYPHEN || class == CLASS_DASH)
            dash_end(cutter, end, class);
        if (class == CLASS_BREAK) {
            struct Seg *seg = word_end(cutter, end);
            if (seg != NULL)
                seg->may_break = true;
        }
    }
    cutter->before = c;
    cutter->class_before = class;
}

/* Letters of ASCII that follow a letter of ASCII in the same word need no thought. */
static const char *plain_letters(struct Cutter *cutter, const char *at)
{
    const char *from = at;
    while (g_ascii_isalnum(*at) && cutter->word_chars + (at - from) < LIMIT_WORD_CHARS)
        at++;
    cutter->word_chars += (int)(at - from);
    cutter->character += (size_t)(at - from);
    if (at > from)
        cutter->before = (uint8_t)at[-1];
    return at;
}

static void run_segment(struct Cutter *cutter)
{
    const char *at = cutter->runs[cutter->run].text;
    for (size_t i = 0; i < G_N_ELEMENTS(cutter->looks); i++)
        cutter->looks[i] = -1;
    while (*at != '\0') {
        if (cutter->levels != NULL && cutter->levels[cutter->character] != cutter->level) {
            word_end(cutter, at);
            cutter->level = cutter->levels[cutter->character];
        }
        const char *end = g_utf8_next_char(at);
        character_add(cutter, g_utf8_get_char(at), at, end);
        cutter->character++;
        at = end;
        if (cutter->word != NULL && cutter->word_family == 0 && cutter->family == 0 &&
            cutter->levels == NULL && cutter->class_before == CLASS_WORD) {
            cutter->marks = 0;
            at = plain_letters(cutter, at);
        }
    }
    word_end(cutter, at);
}

/* Bytes that only text with right-to-left letters or bidi controls has. */
static bool text_may_be_bidi(const struct Run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *end = runs[i].text + strlen(runs[i].text);
        for (const char *at = text_past_ascii(runs[i].text, end); at < end; at = text_past_ascii(at + 1, end)) {
            const uint8_t *c = (const uint8_t *)at;
            if ((*c >= 0xD6 && *c <= 0xDF) || *c == 0xEF || *c >= 0xF0 ||
                (*c == 0xE2 && (c[1] == 0x81 || c[1] == 0x80) &&
                 (c[2] >= 0xA6 || c[2] == 0x8E || c[2] == 0x8F)))
                return true;
        }
    }
    return false;
}

/* Words in another language than the text around them keep their order and their punctuation to themselves. */
static bool is_isolated(const struct Run *run, const char *lang)
{
    return strcmp(run->lang, lang) != 0 && (run->flags & RUN_NOTE_CALL) == 0;
}

/* Bidi levels of all characters; freed by the caller; NULL when all are at the base. */
static uint8_t *text_levels(struct Setter *setter, const struct Run *runs, size_t count, struct TextOptions options)
{
    static const char isolate[] = "\xE2\x81\xA8", end[] = "\xE2\x81\xA9"; /* U+2068, U+2069 */
    if (!options.rtl && !text_may_be_bidi(runs, count))
        return NULL;
    GString *text = setter->bidi_text;
    g_string_truncate(text, 0);
    for (size_t i = 0; i < count; i++) {
        bool inside = is_isolated(&runs[i], options.lang);
        if (inside && (i == 0 || !is_isolated(&runs[i - 1], options.lang)))
            g_string_append(text, isolate);
        g_string_append(text, runs[i].text);
        if (inside && (i + 1 == count || !is_isolated(&runs[i + 1], options.lang)))
            g_string_append(text, end);
    }
    PangoDirection direction = options.rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
    uint8_t *levels = pango_log2vis_get_embedding_levels(text->str, (int)text->len, &direction);
    size_t kept = 0, at = 0;
    for (size_t i = 0; i < count; i++) { /* the levels of the marks go again */
        bool inside = is_isolated(&runs[i], options.lang);
        size_t length = (size_t)g_utf8_strlen(runs[i].text, -1);
        at += inside && (i == 0 || !is_isolated(&runs[i - 1], options.lang));
        memmove(levels + kept, levels + at, length);
        kept += length;
        at += length + (inside && (i + 1 == count || !is_isolated(&runs[i + 1], options.lang)));
    }
    return levels;
}

void text_segment(struct Setter *setter, const struct Run *runs, size_t count, const struct BlockStyle *style,
                  struct TextOptions options)
{
    g_array_set_size(setter->segs, 0);
    uint8_t *levels = text_levels(setter, runs, count, options);
    int family = faces_family_of_language(setter->faces, options.lang);
    struct Cutter cutter = {.setter = setter,
                            .runs = runs,
                            .run_count = count,
                            .style = style,
                            .options = options,
                            .family = family,
                            .han = faces_language_is_han(setter->faces, options.lang) ? family : -1,
                            .levels = levels,
                            .level = options.rtl ? 1 : 0};
    const char *lang = options.lang;
    for (; cutter.run < count; cutter.run++) {
        if (strcmp(runs[cutter.run].lang, lang) != 0) { /* its punctuation is of its face */
            lang = runs[cutter.run].lang;
            cutter.family = faces_family_of_language(setter->faces, lang);
        }
        run_segment(&cutter);
    }
    g_free(levels);
}

Length segs_width(const struct Setter *setter)
{
    Length width = 0;
    for (guint i = 0; i < setter->segs->len; i++) {
        const struct Seg *seg = &g_array_index(setter->segs, struct Seg, i);
        width += seg->width + (i + 1 < setter->segs->len ? seg->glue : 0);
    }
    return width;
}
