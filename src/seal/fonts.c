/* Each font is a composite one (ISO 32000-1, 9.7). From codes to identifiers leads one map for all fonts whose codes are
 * of one byte and are the identifiers, Identity-H where they are of two, or a map of its own; from identifiers to glyphs
 * an array, or the program itself; from codes to text a map. */
#include "seal/fonts.h"

#include <string.h>

#include "base/utf16.h"

#define CID_SYSTEM "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"

enum { MOST_ENTRIES = 100, SYMBOLIC = 4, ITALIC = 64 };

static const struct DrawnCode *code_at(const struct DrawnFont *font, guint code)
{
    return &g_array_index(font->codes, struct DrawnCode, code);
}

static void append_code(GString *out, const struct DrawnFont *font, guint code)
{
    g_string_append_printf(out, font->code_bytes == 1 ? "<%02X>" : "<%04X>", code);
}

static void begin_map(GString *out, int code_bytes, const char *name, int type)
{
    g_string_append_printf(out,
                           "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                           "/CIDSystemInfo" CID_SYSTEM "def\n/CMapName/%s def\n/CMapType %d def\n"
                           "1 begincodespacerange\n%s\nendcodespacerange\n",
                           name, type, code_bytes == 1 ? "<00><FF>" : "<0000><FFFF>");
}

/* Takes the map; the number of its stream. */
static int end_map(struct Objects *objects, GString *map, const char *entries)
{
    g_string_append(map, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
    int number = objects_new(objects);
    object_stream(objects, number, entries, map->str, map->len, BEST);
    g_string_free(map, TRUE);
    return number;
}

/* Entries of a map, a hundred in a block, as many as one may hold. */
struct Entries {
    GString *out, *block;
    const char *kind;
    int count;
};

static void flush_entries(struct Entries *entries)
{
    if (entries->count)
        g_string_append_printf(entries->out, "%d begin%s\n%send%s\n", entries->count, entries->kind, entries->block->str,
                               entries->kind);
    g_string_truncate(entries->block, 0);
    entries->count = 0;
}

static void end_entry(struct Entries *entries)
{
    g_string_append_c(entries->block, '\n');
    if (++entries->count == MOST_ENTRIES)
        flush_entries(entries);
}

/* The character a code stands for; 0: it stands for more than one, or for none. */
static gunichar code_character(const struct DrawnFont *font, guint code)
{
    const char *text = code_at(font, code)->text;
    return *text && *g_utf8_next_char(text) == '\0' ? g_utf8_get_char(text) : 0;
}

static bool is_used(const struct DrawnFont *font, guint code)
{
    return code_at(font, code)->cid >= 0;
}

static bool follows_cid(const struct DrawnFont *font, guint first, guint code)
{
    return code_at(font, code)->cid == code_at(font, first)->cid + (int)(code - first);
}

/* In the basic plane, where ranges are told by two bytes, of which the last may not run over. Codes that are not used may
 * say what they like. */
static bool follows_text(const struct DrawnFont *font, guint first, guint code)
{
    gunichar start = code_character(font, first), due = start + (code - first);
    return start && start < 0x10000 && due / 256 == start / 256 && (!is_used(font, code) || code_character(font, code) == due);
}

/* The end of the range of codes from `first`; a range keeps the high byte of the code, and ends with one that is used. */
static guint range_end(const struct DrawnFont *font, guint first, bool (*follows)(const struct DrawnFont *, guint, guint))
{
    guint last = first;
    for (guint code = first + 1; code < font->codes->len && code % 256 && follows(font, first, code); code++)
        if (is_used(font, code))
            last = code;
    return last + 1;
}

/* The map of a CFF font. */
static int write_own_map(struct Objects *objects, const struct DrawnFont *font)
{
    GString *map = g_string_new(NULL);
    begin_map(map, font->code_bytes, "Own", 1);
    struct Entries entries = {map, g_string_new(NULL), "cidrange", 0};
    for (guint code = 0, end; code < font->codes->len; code = end) {
        end = code + 1;
        if (!is_used(font, code))
            continue;
        end = range_end(font, code, follows_cid);
        append_code(entries.block, font, code);
        append_code(entries.block, font, end - 1);
        g_string_append_printf(entries.block, "%d", code_at(font, code)->cid);
        end_entry(&entries);
    }
    flush_entries(&entries);
    g_string_free(entries.block, TRUE);
    return end_map(objects, map, "/Type/CMap/CMapName/Own/CIDSystemInfo" CID_SYSTEM);
}

static int write_short_map(struct Objects *objects)
{
    GString *map = g_string_new(NULL);
    begin_map(map, 1, "Short", 1);
    g_string_append(map, "1 begincidrange\n<00><FF>0\nendcidrange\n");
    return end_map(objects, map, "/Type/CMap/CMapName/Short/CIDSystemInfo" CID_SYSTEM);
}

static int write_text_map(struct Objects *objects, const struct DrawnFont *font)
{
    GString *map = g_string_new(NULL);
    begin_map(map, font->code_bytes, "Text", 2);
    struct Entries entries = {map, g_string_new(NULL), "bfrange", 0};
    for (guint code = 0, end; code < font->codes->len; code = end) {
        end = code + 1;
        if (!is_used(font, code))
            continue;
        end = range_end(font, code, follows_text);
        append_code(entries.block, font, code);
        append_code(entries.block, font, end - 1);
        g_string_append_c(entries.block, '<');
        append_utf16(entries.block, code_at(font, code)->text, strlen(code_at(font, code)->text));
        g_string_append_c(entries.block, '>');
        end_entry(&entries);
    }
    flush_entries(&entries);
    g_string_free(entries.block, TRUE);
    return end_map(objects, map, "");
}

/* The glyph of each identifier, two bytes each. */
static int write_glyph_map(struct Objects *objects, const struct DrawnFont *font)
{
    GByteArray *map = g_byte_array_new();
    for (guint i = 0; i < font->glyphs->len; i++) {
        const struct DrawnGlyph *glyph = &g_array_index(font->glyphs, struct DrawnGlyph, i);
        while (map->len < 2u * glyph->cid)
            g_byte_array_append(map, (const guint8 *)"", 1);
        const guint8 bytes[] = {(guint8)(glyph->glyph >> 8), (guint8)glyph->glyph};
        g_byte_array_append(map, bytes, sizeof bytes);
    }
    int number = objects_new(objects);
    object_stream(objects, number, "", map->data, map->len, BEST);
    g_byte_array_unref(map);
    return number;
}

static int write_program(struct Objects *objects, const struct DrawnFont *font)
{
    char entries[40];
    g_snprintf(entries, sizeof entries, font->cff ? "/Subtype/CIDFontType0C" : "/Length1 %u", font->program->len);
    int number = objects_new(objects);
    object_stream(objects, number, entries, font->program->data, font->program->len, BEST);
    return number;
}

static int write_descriptor(struct Objects *objects, const struct DrawnFont *font)
{
    int program = write_program(objects, font), number = objects_new(objects);
    object_start(objects, number);
    g_string_append(objects->out, "<</Type/FontDescriptor/FontName");
    pdf_name(objects->out, font->name);
    g_string_append_printf(objects->out, "/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d",
                           SYMBOLIC | (font->slant ? ITALIC : 0), font->box[0], font->box[1], font->box[2], font->box[3],
                           font->slant, font->ascent, font->descent, font->cap_height);
    g_string_append_printf(objects->out, "/StemV %d/%s %d 0 R>>", font->stem, font->cff ? "FontFile3" : "FontFile2", program);
    object_end(objects);
    return number;
}

static void append_width(GString *out, uint32_t tenths)
{
    g_string_append_printf(out, tenths % 10 ? " %u.%u" : " %u", tenths / 10, tenths % 10);
}

/* Runs of identifiers that follow each other; an em, which is the width of most of Chinese, is left to /DW. */
static void append_widths(GString *out, const struct DrawnFont *font)
{
    int next = -1;
    g_string_append(out, "/DW 1000/W[");
    for (guint i = 0; i < font->glyphs->len; i++) {
        const struct DrawnGlyph *glyph = &g_array_index(font->glyphs, struct DrawnGlyph, i);
        if (glyph->width == 10000)
            continue;
        if (glyph->cid != next)
            g_string_append_printf(out, next < 0 ? "%u[" : "]%u[", glyph->cid);
        append_width(out, glyph->width);
        next = glyph->cid + 1;
    }
    g_string_append(out, next < 0 ? "]" : "]]");
}

static int write_cid_font(struct Objects *objects, const struct DrawnFont *font)
{
    int descriptor = write_descriptor(objects, font), glyphs = font->cff ? 0 : write_glyph_map(objects, font);
    int number = objects_new(objects);
    object_start(objects, number);
    g_string_append_printf(objects->out, "<</Type/Font/Subtype/CIDFontType%d/CIDSystemInfo" CID_SYSTEM "/FontDescriptor %d 0 R",
                           font->cff ? 0 : 2, descriptor);
    if (glyphs)
        g_string_append_printf(objects->out, "/CIDToGIDMap %d 0 R", glyphs);
    g_string_append(objects->out, "/BaseFont");
    pdf_name(objects->out, font->name);
    append_widths(objects->out, font);
    g_string_append(objects->out, ">>");
    object_end(objects);
    return number;
}

static int write_font(struct Objects *objects, const struct DrawnFont *font, int *short_map)
{
    int descendant = write_cid_font(objects, font), text = write_text_map(objects, font), codes = 0;
    if (font->cff)
        codes = write_own_map(objects, font);
    else if (font->code_bytes == 1)
        codes = *short_map = *short_map ? *short_map : write_short_map(objects);
    int number = objects_new(objects);
    object_start(objects, number);
    g_string_append_printf(objects->out, "<</Type/Font/Subtype/Type0/ToUnicode %d 0 R/DescendantFonts[%d 0 R]/Encoding", text,
                           descendant);
    if (codes)
        pdf_reference(objects->out, codes);
    else
        g_string_append(objects->out, "/Identity-H");
    g_string_append(objects->out, "/BaseFont");
    pdf_name(objects->out, font->name);
    g_string_append(objects->out, ">>");
    object_end(objects);
    return number;
}

void write_fonts(struct Objects *objects, const GPtrArray *fonts, GArray *numbers)
{
    int short_map = 0;
    for (guint i = 0; i < fonts->len; i++) {
        int number = write_font(objects, g_ptr_array_index(fonts, i), &short_map);
        g_array_append_val(numbers, number);
    }
}
