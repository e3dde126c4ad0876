#include "seal/truetype.h"

#include <stdbool.h>
#include <string.h>

enum { MOST_TABLES = 32, CONTOURS_COMPOSITE = 0xffff };
/* Flags of a component of a composite glyph. */
enum { WORDS = 1, SCALE = 8, MORE = 32, XY_SCALE = 64, TWO_BY_TWO = 128, INSTRUCTIONS = 256 };

struct Table {
    char tag[4];
    const uint8_t *data;
    uint32_t length;
};

struct Font {
    struct Table tables[MOST_TABLES];
    unsigned count;
};

static unsigned get16(const uint8_t *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

static uint32_t get32(const uint8_t *at)
{
    return (uint32_t)get16(at) << 16 | get16(at + 2);
}

static void put16(uint8_t *at, unsigned value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

static void put32(uint8_t *at, uint32_t value)
{
    put16(at, value >> 16);
    put16(at + 2, value & 0xffff);
}

static bool font_parse(struct Font *font, const GByteArray *program)
{
    if (program->len < 12)
        return false;
    font->count = get16(program->data + 4);
    if (font->count > MOST_TABLES || program->len < 12 + 16 * font->count)
        return false;
    for (unsigned i = 0; i < font->count; i++) {
        const uint8_t *entry = program->data + 12 + 16 * i;
        uint32_t offset = get32(entry + 8), length = get32(entry + 12);
        if (offset > program->len || length > program->len - offset)
            return false;
        memcpy(font->tables[i].tag, entry, 4);
        font->tables[i].data = program->data + offset;
        font->tables[i].length = length;
    }
    return true;
}

static struct Table *font_table(struct Font *font, const char *tag, uint32_t least)
{
    for (unsigned i = 0; i < font->count; i++)
        if (memcmp(font->tables[i].tag, tag, 4) == 0)
            return font->tables[i].length >= least ? &font->tables[i] : NULL;
    return NULL;
}

/* Length of a composite glyph up to its instructions; 0 when it is broken. Clears the flag that announces them. */
static uint32_t composite_strip(uint8_t *glyph, uint32_t length)
{
    uint32_t at = 10;
    for (unsigned flags = MORE; flags & MORE;) {
        if (at + 4 > length)
            return 0;
        flags = get16(glyph + at);
        put16(glyph + at, flags & ~(unsigned)INSTRUCTIONS);
        at += flags & WORDS ? 8u : 6u;
        at += flags & SCALE ? 2u : flags & XY_SCALE ? 4u : flags & TWO_BY_TWO ? 8u : 0u;
    }
    return at <= length ? at : 0;
}

/* Strips the glyph in place. The new length; 0 when it is broken. */
static uint32_t glyph_strip(uint8_t *glyph, uint32_t length)
{
    if (length < 12)
        return 0;
    unsigned contours = get16(glyph);
    if (contours == CONTOURS_COMPOSITE)
        return composite_strip(glyph, length);
    uint32_t at = 10 + 2 * contours;
    if (at + 2 > length)
        return 0;
    uint32_t instructions = get16(glyph + at);
    if (at + 2 + instructions > length)
        return 0;
    put16(glyph + at, 0);
    memmove(glyph + at + 2, glyph + at + 2 + instructions, length - at - 2 - instructions);
    return length - instructions;
}

/* New "glyf" and "loca". */
static bool strip_glyphs(struct Font *font, GByteArray *glyphs, GByteArray *places)
{
    struct Table *head = font_table(font, "head", 54), *loca = font_table(font, "loca", 4);
    struct Table *glyf = font_table(font, "glyf", 0), *maxp = font_table(font, "maxp", 6);
    if (!head || !loca || !glyf || !maxp)
        return false;
    bool wide = get16(head->data + 50) != 0;
    uint32_t count = get16(maxp->data + 4), size = wide ? 4 : 2;
    if (loca->length < (count + 1) * size)
        return false;
    g_byte_array_set_size(places, (count + 1) * size);
    for (uint32_t i = 0; i <= count; i++) {
        if (wide)
            put32(places->data + i * 4, glyphs->len);
        else
            put16(places->data + i * 2, glyphs->len / 2);
        if (i == count)
            break;
        uint32_t start = wide ? get32(loca->data + i * 4) : get16(loca->data + i * 2) * 2;
        uint32_t end = wide ? get32(loca->data + i * 4 + 4) : get16(loca->data + i * 2 + 2) * 2;
        if (start > end || end > glyf->length)
            return false;
        if (start == end)
            continue;
        guint before = glyphs->len;
        g_byte_array_append(glyphs, glyf->data + start, end - start);
        uint32_t length = glyph_strip(glyphs->data + before, end - start);
        if (length == 0)
            return false;
        g_byte_array_set_size(glyphs, before + length);
        while (glyphs->len % 4)
            g_byte_array_append(glyphs, (const guint8 *)"", 1);
    }
    return true;
}

static uint32_t checksum(const uint8_t *data, uint32_t length)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < length; i++)
        sum += (uint32_t)data[i] << (24 - 8 * (i % 4));
    return sum;
}

static bool is_hint_table(const struct Table *table)
{
    return memcmp(table->tag, "cvt ", 4) == 0 || memcmp(table->tag, "fpgm", 4) == 0 || memcmp(table->tag, "prep", 4) == 0;
}

static GByteArray *font_write(const struct Font *font)
{
    GByteArray *out = g_byte_array_new();
    unsigned count = 0, power = 0;
    for (unsigned i = 0; i < font->count; i++)
        count += !is_hint_table(&font->tables[i]);
    while (2u << power <= count)
        power++;
    g_byte_array_set_size(out, 12 + 16 * count);
    memset(out->data, 0, out->len);
    put32(out->data, 0x00010000);
    put16(out->data + 4, count);
    put16(out->data + 6, 16u << power);
    put16(out->data + 8, power);
    put16(out->data + 10, 16 * count - (16u << power));
    guint head = 0, entry = 12;
    for (unsigned i = 0; i < font->count; i++) {
        const struct Table *table = &font->tables[i];
        if (is_hint_table(table))
            continue;
        guint offset = out->len;
        g_byte_array_append(out, table->data, table->length);
        if (memcmp(table->tag, "head", 4) == 0) {
            head = offset;
            put32(out->data + head + 8, 0);
        }
        memcpy(out->data + entry, table->tag, 4);
        put32(out->data + entry + 4, checksum(out->data + offset, table->length));
        put32(out->data + entry + 8, offset);
        put32(out->data + entry + 12, table->length);
        entry += 16;
        while (out->len % 4)
            g_byte_array_append(out, (const guint8 *)"", 1);
    }
    if (head)
        put32(out->data + head + 8, 0xB1B0AFBA - checksum(out->data, out->len));
    return out;
}

GByteArray *truetype_without_hints(const GByteArray *program)
{
    struct Font font;
    if (!font_parse(&font, program))
        return NULL;
    GByteArray *glyphs = g_byte_array_new(), *places = g_byte_array_new(), *result = NULL;
    struct Table *glyf = font_table(&font, "glyf", 0), *loca = font_table(&font, "loca", 0);
    struct Table *maxp = font_table(&font, "maxp", 32);
    if (glyf && loca && maxp && strip_glyphs(&font, glyphs, places)) {
        uint8_t profile[32];
        memcpy(profile, maxp->data, sizeof profile);
        memset(profile + 20, 0, 8); /* functions, instruction definitions, stack, size of instructions */
        *glyf = (struct Table){{'g', 'l', 'y', 'f'}, glyphs->data, glyphs->len};
        *loca = (struct Table){{'l', 'o', 'c', 'a'}, places->data, places->len};
        *maxp = (struct Table){{'m', 'a', 'x', 'p'}, profile, sizeof profile};
        result = font_write(&font);
    }
    g_byte_array_unref(glyphs);
    g_byte_array_unref(places);
    return result;
}

int truetype_advance(const GByteArray *program, unsigned glyph)
{
    struct Font font;
    if (!font_parse(&font, program))
        return -1;
    struct Table *head = font_table(&font, "head", 54), *hhea = font_table(&font, "hhea", 36);
    struct Table *hmtx = font_table(&font, "hmtx", 4), *maxp = font_table(&font, "maxp", 6);
    if (!head || !hhea || !hmtx || !maxp || glyph >= get16(maxp->data + 4))
        return -1;
    unsigned metrics = get16(hhea->data + 34), em = get16(head->data + 18);
    if (metrics == 0 || em == 0 || hmtx->length < metrics * 4)
        return -1;
    unsigned advance = get16(hmtx->data + 4 * MIN(glyph, metrics - 1));
    return (int)((advance * 100000u + em / 2) / em);
}

/* Segments of a map of format 4. */
static unsigned format4_glyph(const uint8_t *map, uint32_t length, unsigned character)
{
    unsigned segments = length >= 14 ? get16(map + 6) / 2 : 0;
    if (length < 16 + 8 * segments)
        return 0;
    const uint8_t *ends = map + 14, *starts = ends + 2 * segments + 2, *deltas = starts + 2 * segments;
    const uint8_t *ranges = deltas + 2 * segments;
    for (unsigned i = 0; i < segments; i++) {
        unsigned start = get16(starts + 2 * i), range = get16(ranges + 2 * i);
        if (character > get16(ends + 2 * i) || character < start)
            continue;
        if (range == 0)
            return (character + get16(deltas + 2 * i)) & 0xffff;
        const uint8_t *at = ranges + 2 * i + range + 2 * (character - start);
        if (at + 2 > map + length)
            return 0;
        unsigned glyph = get16(at);
        return glyph ? (glyph + get16(deltas + 2 * i)) & 0xffff : 0;
    }
    return 0;
}

unsigned truetype_glyph(const GByteArray *program, unsigned character)
{
    struct Font font;
    if (!font_parse(&font, program))
        return 0;
    struct Table *cmap = font_table(&font, "cmap", 4);
    unsigned count = cmap ? get16(cmap->data + 2) : 0;
    if (!cmap || cmap->length < 4 + 8 * count)
        return 0;
    for (unsigned i = 0; i < count; i++) {
        const uint8_t *entry = cmap->data + 4 + 8 * i;
        uint32_t offset = get32(entry + 4);
        if (get16(entry) != 3 || get16(entry + 2) != 1 || offset + 4 > cmap->length || get16(cmap->data + offset) != 4)
            continue;
        return format4_glyph(cmap->data + offset, cmap->length - offset, character);
    }
    return 0;
}
