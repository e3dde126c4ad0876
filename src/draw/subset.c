/* HarfBuzz cuts the program down to the glyphs used, numbers them anew and drops the hints; of the tables only those
 * stay that a composite font needs. The identifier of a character (CID) is its code, except in a CFF program, which maps
 * identifiers to glyphs itself: by their new numbers, or by identifiers of its own, which are kept, and which FreeType
 * knows. FreeType's usual start asks the
 * environment for properties; the library is made by hand so that it does not. */
#include "draw/subset.h"

#include <string.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_CID_H
#include FT_MODULE_H
#include <hb-ot.h>
#include <hb-subset.h>

#include "base/sha256.h"

enum { THOUSANDTHS = 1000, WIDTH_UNITS = 10000 }; /* of an em */

static hb_face_t *open_face(const struct Face *face)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(face->file);
    if (!blob)
        return NULL;
    hb_face_t *opened = hb_face_create(blob, (unsigned)face->index);
    hb_blob_destroy(blob);
    return opened;
}

uint32_t face_glyph_count(const struct Face *face)
{
    hb_face_t *opened = open_face(face);
    uint32_t count = opened ? hb_face_get_glyph_count(opened) : 0;
    hb_face_destroy(opened);
    return count;
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
    hb_blob_t *blob = hb_face_reference_table(face, tag);
    bool has = hb_blob_get_length(blob) > 0;
    hb_blob_destroy(blob);
    return has;
}

/* Everything but the outlines and what is needed to read them. */
static void drop_tables(hb_face_t *face, hb_subset_input_t *input)
{
    static const hb_tag_t kept[] = {HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('h', 'e', 'a', 'd'),
                                    HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'), HB_TAG('m', 'a', 'x', 'p'),
                                    HB_TAG('C', 'F', 'F', ' ')};
    hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    hb_tag_t tags[64];
    for (unsigned start = 0, count = G_N_ELEMENTS(tags); count == G_N_ELEMENTS(tags); start += count) {
        hb_face_get_table_tags(face, start, &count, tags);
        for (unsigned i = 0; i < count; i++)
            hb_set_add(dropped, tags[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
        hb_set_del(dropped, kept[i]);
}

static hb_subset_plan_t *make_plan(hb_face_t *face, const struct Codes *codes)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    drop_tables(face, input);
    for (guint i = 0; i < codes->all->len; i++)
        hb_set_add(hb_subset_input_glyph_set(input), g_array_index(codes->all, struct Code, i).glyph);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(face, input);
    hb_subset_input_destroy(input);
    return plan;
}

/* The program: the whole font file, or its CFF table alone. */
static GByteArray *take_program(hb_subset_plan_t *plan, bool cff)
{
    hb_face_t *cut = hb_subset_plan_execute_or_fail(plan);
    if (!cut)
        return NULL;
    hb_blob_t *blob = cff ? hb_face_reference_table(cut, HB_TAG('C', 'F', 'F', ' ')) : hb_face_reference_blob(cut);
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(blob, &length);
    GByteArray *program = length ? g_byte_array_append(g_byte_array_new(), (const guint8 *)bytes, length) : NULL;
    hb_blob_destroy(blob);
    hb_face_destroy(cut);
    return program;
}

static void *memory_allocate(FT_Memory memory, long size)
{
    (void)memory;
    return g_malloc((gsize)size);
}

static void memory_free(FT_Memory memory, void *block)
{
    (void)memory;
    g_free(block);
}

static void *memory_resize(FT_Memory memory, long before, long size, void *block)
{
    (void)memory;
    (void)before;
    return g_realloc(block, (gsize)size);
}

/* Replaces the CIDs by those of the program, where it has any. */
static void take_own_cids(const struct Face *face, struct Codes *codes)
{
    struct FT_MemoryRec_ memory = {NULL, memory_allocate, memory_free, memory_resize};
    FT_Library library;
    FT_Face opened;
    if (FT_New_Library(&memory, &library) != 0)
        return;
    FT_Add_Default_Modules(library);
    if (FT_New_Face(library, face->file, face->index, &opened) == 0) {
        FT_Bool keyed = 0;
        FT_UInt cid;
        FT_Get_CID_Is_Internally_CID_Keyed(opened, &keyed);
        for (guint i = 0; keyed && i < codes->all->len; i++) {
            struct Code *code = &g_array_index(codes->all, struct Code, i);
            if (FT_Get_CID_From_Glyph_Index(opened, code->glyph, &cid) == 0)
                code->cid = (int)cid;
        }
        FT_Done_Face(opened);
    }
    FT_Done_Library(library);
}

static int by_cid(const void *a, const void *b)
{
    return (int)((const struct DrawnGlyph *)a)->cid - (int)((const struct DrawnGlyph *)b)->cid;
}

static int metric(hb_font_t *font, hb_ot_metrics_tag_t tag)
{
    hb_position_t value = 0;
    hb_ot_metrics_get_position_with_fallback(font, tag, &value);
    return value / (WIDTH_UNITS / THOUSANDTHS);
}

static void take_box(hb_face_t *face, struct DrawnFont *font)
{
    hb_blob_t *blob = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned length = 0;
    const uint8_t *head = (const uint8_t *)hb_blob_get_data(blob, &length);
    int em = (int)hb_face_get_upem(face);
    for (unsigned i = 0; i < 4 && length >= 54; i++)
        font->box[i] = (int16_t)(head[36 + 2 * i] << 8 | head[37 + 2 * i]) * THOUSANDTHS / em;
    hb_blob_destroy(blob);
}

static void take_metrics(hb_font_t *of, struct DrawnFont *font)
{
    font->ascent = metric(of, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER);
    font->descent = metric(of, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER);
    font->cap_height = metric(of, HB_OT_METRICS_TAG_CAP_HEIGHT);
    font->slant = (int)hb_style_get_value(of, HB_STYLE_TAG_SLANT_ANGLE);
    /* No face says how thick its stems are; this is the usual estimate by weight. */
    font->stem = 10 + 220 * ((int)hb_style_get_value(of, HB_STYLE_TAG_WEIGHT) - 50) / 900;
}

/* Widths and CIDs of the codes, and the glyphs, each CID once. */
static void take_glyphs(hb_font_t *of, hb_subset_plan_t *plan, const struct Face *face, struct Codes *codes,
                        struct DrawnFont *font)
{
    const hb_map_t *numbers = hb_subset_plan_old_to_new_glyph_mapping(plan);
    for (guint i = 0; i < codes->all->len; i++) {
        struct Code *code = &g_array_index(codes->all, struct Code, i);
        code->width = (uint32_t)MAX(hb_font_get_glyph_h_advance(of, code->glyph), 0);
        code->cut = (int)hb_map_get(numbers, code->glyph);
        code->cid = font->cff ? code->cut : code->value;
    }
    if (font->cff)
        take_own_cids(face, codes);
    codes->tw = codes->bytes == 1 && !font->cff;
    for (guint i = 0; i < codes->all->len; i++) {
        const struct Code *code = &g_array_index(codes->all, struct Code, i);
        struct DrawnGlyph glyph = {(uint16_t)code->cid, (uint16_t)code->cut, code->width};
        if (!font->cff || code->next < 0)
            g_array_append_val(font->glyphs, glyph);
    }
    g_array_sort(font->glyphs, by_cid);
}

static void take_codes(const struct Codes *codes, struct DrawnFont *font)
{
    font->code_bytes = codes->bytes;
    for (guint i = 0; i < codes->all->len; i++) {
        const struct Code *code = &g_array_index(codes->all, struct Code, i);
        const struct DrawnCode unused = {-1, ""};
        while (font->codes->len <= (guint)code->value)
            g_array_append_val(font->codes, unused);
        g_array_index(font->codes, struct DrawnCode, (guint)code->value) = (struct DrawnCode){code->cid, code->text};
    }
}

/* The tag of a subset is six letters; these are made of its bytes. */
static void take_name(const struct Face *face, struct DrawnFont *font)
{
    GString *name = g_string_new(NULL);
    char digest[SHA256_HEX];
    sha256_of(font->program->data, font->program->len, digest);
    for (int i = 0; i < 6; i++)
        g_string_append_c(name, (char)('A' + g_ascii_xdigit_value(digest[i])));
    g_string_append_c(name, '+');
    const char *parts[] = {face->family, "-", face->style};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        for (const char *c = parts[i]; *c; c++)
            if (g_ascii_isalnum(*c) || *c == '-')
                g_string_append_c(name, *c);
    font->name = g_string_free(name, FALSE);
}

bool subset_face(const struct Face *face, struct Codes *codes, struct DrawnFont *font)
{
    hb_face_t *opened = open_face(face);
    if (!opened)
        return false;
    font->cff = has_table(opened, HB_TAG('C', 'F', 'F', ' '));
    bool outlines = font->cff || has_table(opened, HB_TAG('g', 'l', 'y', 'f'));
    hb_subset_plan_t *plan = outlines ? make_plan(opened, codes) : NULL;
    if (plan)
        font->program = take_program(plan, font->cff);
    if (font->program) {
        hb_font_t *of = hb_font_create(opened);
        hb_font_set_scale(of, WIDTH_UNITS, WIDTH_UNITS);
        take_box(opened, font);
        take_metrics(of, font);
        take_glyphs(of, plan, face, codes, font);
        take_codes(codes, font);
        take_name(face, font);
        hb_font_destroy(of);
    }
    hb_subset_plan_destroy(plan);
    hb_face_destroy(opened);
    return font->program != NULL;
}
