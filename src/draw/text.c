/* A run is one TJ, or a Tj: strings of codes, and between them the distances by which the next glyph stands elsewhere
 * than the widths of the font say. Tracking is one Tc and justified spaces are one Tw a line; where Tw does not work
 * spaces are distances. Positions do not drift: the pen is counted as a viewer counts it, and what was cut away in
 * rounding is given back at the next distance. */
#include "draw/text.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf16.h"
#include "draw/operators.h"

/* The pen counts in 1/256 of the unit of lengths; widths, in tenths of a thousandth of an em. */
enum { PEN = 256, EM = 10000 };
/* What the pen may be off before a distance is written: a fortieth of a point. */
enum { SLACK = LENGTH_UNIT / 40 * PEN };
/* By what equal distances may differ: they are rounded to the unit of lengths. */
enum { NOISE = 2 * PEN };

/* A face at a size. */
struct SizedFont {
    int face;
    Length size;
    int scale;
    const struct Codes *codes;
    int32_t *advances; /* by code */
};

static guint sized_hash(const void *data)
{
    const struct SizedFont *font = data;
    return (guint)font->face * 31u + (guint)font->size * 7u + (guint)font->scale;
}

static gboolean sized_equal(const void *a, const void *b)
{
    const struct SizedFont *x = a, *y = b;
    return x->face == y->face && x->size == y->size && x->scale == y->scale;
}

static void sized_free(void *data)
{
    struct SizedFont *font = data;
    g_free(font->advances);
    g_free(font);
}

void text_begin(struct TextWriter *writer, const struct Pages *pages, struct Codes *const *codes, const int *fonts)
{
    *writer = (struct TextWriter){.pages = pages, .codes = codes, .fonts = fonts, .string = g_string_new(NULL)};
    writer->sized = g_hash_table_new_full(sized_hash, sized_equal, sized_free, NULL);
}

void text_end(struct TextWriter *writer)
{
    g_string_free(writer->string, TRUE);
    g_hash_table_unref(writer->sized);
    open_run_end(&writer->run);
}

void text_new_page(struct TextWriter *writer, GString *out)
{
    writer->out = out;
    writer->font = NULL;
    writer->scale = 1000;
    writer->tracking = writer->spacing = 0;
    writer->x = writer->y = 0;
}

static const struct SizedFont *sized_new(struct TextWriter *writer, const struct SizedFont *key)
{
    struct SizedFont *font = g_memdup2(key, sizeof *key);
    font->codes = writer->codes[key->face];
    font->advances = g_new(int32_t, font->codes->all->len);
    for (guint i = 0; i < font->codes->all->len; i++) {
        int64_t width = g_array_index(font->codes->all, struct Code, i).width;
        font->advances[i] = (int32_t)(width * key->size * PEN / EM * key->scale / 1000);
    }
    g_hash_table_add(writer->sized, font);
    return font;
}

static void append_operator(struct TextWriter *writer, int64_t number, int decimals, const char *operator)
{
    append_decimal(writer->out, number, decimals);
    g_string_append(writer->out, operator);
}

static void set_font(struct TextWriter *writer, const struct GlyphRun *run)
{
    const struct SizedFont key = {.face = run->face, .size = run->size, .scale = run->hscale};
    const struct SizedFont *before = writer->font;
    if (before && sized_equal(before, &key))
        return;
    writer->font = g_hash_table_lookup(writer->sized, &key);
    if (!writer->font)
        writer->font = sized_new(writer, &key);
    if (!before || before->face != run->face || before->size != run->size) {
        g_string_append(writer->out, "/F");
        append_number(writer->out, writer->fonts[run->face]);
        g_string_append_c(writer->out, ' ');
        append_operator(writer, length_hundredths(run->size), 2, " Tf\n");
    }
    if (writer->scale != run->hscale)
        append_operator(writer, run->hscale, 1, " Tz\n");
    writer->scale = run->hscale;
}

static void move_to(struct TextWriter *writer, int x, int y)
{
    if (x == writer->x && y == writer->y)
        return;
    append_decimal(writer->out, x - writer->x, 2);
    g_string_append_c(writer->out, ' ');
    append_operator(writer, y - writer->y, 2, " Td\n");
    writer->x = x;
    writer->y = y;
}

/* A run on its way into operators. */
struct Showing {
    const struct GlyphRun *run;
    int64_t pen;   /* of the viewer, from the x of the run */
    int64_t track; /* what Tc adds to every code, in units of the pen */
    int64_t space; /* and Tw to a space */
    Length rise;
    bool open;     /* a string */
    bool distances; /* in the TJ so far */
};

static void close_string(struct TextWriter *writer, struct Showing *showing)
{
    if (showing->open)
        g_string_append_c(writer->string, ')');
    showing->open = false;
}

/* Writes what has gathered. */
static void flush(struct TextWriter *writer, struct Showing *showing)
{
    close_string(writer, showing);
    if (writer->string->len == 0)
        return;
    if (showing->distances)
        g_string_append_c(writer->out, '[');
    g_string_append_len(writer->out, writer->string->str, (gssize)writer->string->len);
    g_string_append(writer->out, showing->distances ? "]TJ\n" : "Tj\n");
    g_string_truncate(writer->string, 0);
    showing->distances = false;
}

/* Moves the pen by a whole number of thousandths of an em. */
static void write_distance(struct TextWriter *writer, struct Showing *showing, int64_t off)
{
    const struct SizedFont *font = writer->font;
    int64_t unit = (int64_t)font->size * font->scale * PEN / 1000; /* an em */
    int64_t number = unit ? (off * 1000 + (off < 0 ? -unit : unit) / 2) / unit : 0;
    if (number == 0)
        return;
    close_string(writer, showing);
    append_number(writer->string, -number);
    showing->distances = true;
    showing->pen += number * unit / 1000;
}

static void write_glyph(struct TextWriter *writer, struct Showing *showing, const struct Glyph *glyph, int index)
{
    const struct Code *code = &g_array_index(writer->font->codes->all, struct Code, (guint)index);
    if (glyph->y != showing->rise) {
        flush(writer, showing);
        append_operator(writer, -length_hundredths(glyph->y), 2, " Ts\n");
        showing->rise = glyph->y;
    }
    int64_t off = (int64_t)glyph->x * PEN - showing->pen;
    if (off > SLACK || off < -SLACK)
        write_distance(writer, showing, off);
    if (!showing->open)
        g_string_append_c(writer->string, '(');
    showing->open = true;
    for (unsigned i = 0; i < code->byte_count; i++)
        g_string_append_c(writer->string, code->bytes[i]);
    showing->pen += writer->font->advances[index] + showing->track;
    if (code->value == CODE_SPACE && writer->font->codes->tw)
        showing->pen += showing->space;
}

/* The glyphs of a cluster that do not each stand for a text of their own: what they say together is put round them. */
static void write_group(struct TextWriter *writer, struct Showing *showing, const struct Glyph *glyphs,
                        struct Cluster cluster, const char *text)
{
    flush(writer, showing);
    g_string_append(writer->out, "/Span<</ActualText<FEFF");
    append_utf16(writer->out, text, cluster.bytes);
    g_string_append(writer->out, ">>>BDC\n");
    unsigned length = cluster_code_text(cluster, text);
    for (unsigned g = 0; g < cluster.glyphs; g++)
        write_glyph(writer, showing, &glyphs[g], codes_find(writer->font->codes, glyphs[g].id, text, length));
    flush(writer, showing);
    g_string_append(writer->out, "EMC\n");
}

/* By how much more than its width the glyph of a cluster of one is away from the next. */
static int64_t glyph_gap(const struct TextWriter *writer, const struct Glyph *glyph, const char *text, unsigned length)
{
    int index = codes_find(writer->font->codes, glyph->id, text, length);
    return (int64_t)(glyph[1].x - glyph[0].x) * PEN - writer->font->advances[index];
}

/* Distances at the start of a run, and what they say of it. */
struct Sample {
    int64_t letters[8], spaces[2];
    int letter_count, space_count;
};

static void take_sample(const struct TextWriter *writer, const struct GlyphRun *run, struct Sample *sample)
{
    const struct Glyph *glyph = writer->run.glyphs;
    const char *text = run->text;
    sample->letter_count = sample->space_count = 0;
    for (uint32_t c = 0; c + 1 < run->cluster_count && (sample->space_count < 2 || sample->letter_count < 8); c++) {
        struct Cluster cluster = writer->run.clusters[c];
        bool space = cluster.bytes == 1 && *text == ' ';
        if (cluster_has_code(cluster) && space && sample->space_count < 2)
            sample->spaces[sample->space_count++] = glyph_gap(writer, glyph, text, 1);
        if (cluster_has_code(cluster) && !space && sample->letter_count < 8)
            sample->letters[sample->letter_count++] = glyph_gap(writer, glyph, text, cluster.bytes);
        glyph += cluster.glyphs;
        text += cluster.bytes;
    }
}

static int agreeing(const int64_t *values, int count, int64_t with)
{
    int agreed = 0;
    for (int i = 0; i < count; i++)
        agreed += llabs(values[i] - with) <= NOISE;
    return agreed;
}

/* The distance most of the sample share; `before` where half of it is content with that. */
static int64_t most_common(const int64_t *values, int count, int64_t before)
{
    int64_t best = before;
    int most = agreeing(values, count, before);
    for (int i = 0; i < count && most * 2 < count; i++) {
        int agreed = agreeing(values, count, values[i]);
        if (agreed > most) {
            most = agreed;
            best = values[i];
        }
    }
    return best;
}

/* Sets a distance that the operator adds; what it is then in units of the pen. `state` is in thousandths of a point. */
static int64_t set_distance(struct TextWriter *writer, int64_t wanted, int64_t *state, const char *operator)
{
    int64_t unit = (int64_t)LENGTH_UNIT * PEN * writer->scale / 1000;
    if (llabs(wanted - *state * unit / 1000) > NOISE) {
        *state = (wanted * 1000 + (wanted < 0 ? -unit : unit) / 2) / unit;
        append_operator(writer, *state, 3, operator);
    }
    return *state * unit / 1000;
}

/* Tracking and justified spaces as states, so that a line of text is one string. */
static void set_spacing(struct TextWriter *writer, struct Showing *showing)
{
    struct Sample sample;
    take_sample(writer, showing->run, &sample);
    int64_t unit = (int64_t)LENGTH_UNIT * PEN * writer->scale / 1000;
    showing->track = set_distance(writer, most_common(sample.letters, sample.letter_count, writer->tracking * unit / 1000),
                                  &writer->tracking, " Tc\n");
    if (!writer->font->codes->tw)
        showing->space = set_distance(writer, 0, &writer->spacing, " Tw\n");
    else if (sample.space_count == 0)
        showing->space = writer->spacing * unit / 1000;
    else
        showing->space = set_distance(writer, sample.spaces[sample.space_count - 1] - showing->track, &writer->spacing, " Tw\n");
}

static void write_run(struct TextWriter *writer, const struct GlyphRun *run)
{
    set_font(writer, run);
    run_open(&writer->run, run);
    int x = length_hundredths(run->x), y = length_hundredths(writer->pages->height - run->y);
    move_to(writer, x, y);
    struct Showing showing = {.run = run, .pen = ((int64_t)x * LENGTH_UNIT / 100 - run->x) * PEN};
    set_spacing(writer, &showing);
    const struct Glyph *glyph = writer->run.glyphs;
    const char *text = run->text;
    for (uint32_t c = 0; c < run->cluster_count; c++) {
        struct Cluster cluster = writer->run.clusters[c];
        if (cluster_has_code(cluster))
            write_glyph(writer, &showing, glyph, codes_find(writer->font->codes, glyph->id, text, cluster.bytes));
        else
            write_group(writer, &showing, glyph, cluster, text);
        glyph += cluster.glyphs;
        text += cluster.bytes;
    }
    flush(writer, &showing);
    if (showing.rise)
        g_string_append(writer->out, "0 Ts\n");
}

void text_write(struct TextWriter *writer, const struct GlyphRun *runs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        write_run(writer, &runs[i]);
}
