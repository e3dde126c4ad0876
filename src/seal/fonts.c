/* Cairo 1.16 cuts the widths of glyphs to whole thousandths, while it places them by the true ones: a viewer drifts by
 * up to a third of a point to the end of a line. Here the widths are those of the font program. */
#include "seal/fonts.h"

#include <stdlib.h>
#include <string.h>

#include "seal/glue.h"
#include "seal/truetype.h"

struct Mender {
    qpdf_data qpdf;
    struct Objects *objects;
    GHashTable *seen;
};

/* True the first time. Objects that stand in another have no number and are left alone. */
static bool first_time(struct Mender *mender, qpdf_oh object)
{
    return qpdf_oh_is_indirect(mender->qpdf, object) &&
           g_hash_table_add(mender->seen, GINT_TO_POINTER(qpdf_oh_get_object_id(mender->qpdf, object)));
}

static void append_width(GString *out, int hundredths)
{
    g_string_append_printf(out, " %d", hundredths / 100);
    if (hundredths % 100)
        g_string_append_printf(out, ".%02d", hundredths % 100);
}

/* The true width where the whole number there is a cut of it. */
static void append_true_width(struct Mender *mender, qpdf_oh width, int truth, GString *out)
{
    int there = (int)(qpdf_oh_get_numeric_value(mender->qpdf, width) * 100);
    append_width(out, truth > 0 && abs(truth - there) < 101 ? truth : there);
}

static unsigned winansi(unsigned code)
{
    static const uint16_t high[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                      0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    return code >= 0x80 && code < 0xa0 ? high[code - 0x80] : code;
}

/* Whether the map from codes to text says of each code what the encoding says; it is left out then. Entries of Cairo
 * are <41> <0041>. */
static bool tells_encoding(struct Mender *mender, qpdf_oh font)
{
    qpdf_oh map = qpdf_oh_get_key(mender->qpdf, font, "/ToUnicode");
    GByteArray *bytes = qpdf_oh_is_stream(mender->qpdf, map) ? glue_stream(mender->qpdf, map) : NULL;
    qpdf_oh_release(mender->qpdf, map);
    if (!bytes)
        return false;
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    const char *entry = strstr((const char *)bytes->data, "beginbfchar");
    bool same = entry != NULL;
    while (same && (entry = strchr(entry, '<')) != NULL) {
        char *middle, *end;
        unsigned long code = strtoul(entry + 1, &middle, 16), text = 0;
        bool entry_read = middle == entry + 3 && g_str_has_prefix(middle, "> <");
        if (entry_read) {
            text = strtoul(middle + 3, &end, 16);
            entry_read = end == middle + 7 && *end == '>';
        }
        same = entry_read && winansi((unsigned)code) == text;
        entry = same ? end : entry;
    }
    g_byte_array_unref(bytes);
    return same;
}

static void write_simple_font(struct Mender *mender, qpdf_oh font, const GByteArray *program)
{
    static const char *const keep_map[] = {"/Widths", NULL}, *const drop_map[] = {"/Widths", "/ToUnicode", NULL};
    const char *const *except = tells_encoding(mender, font) ? drop_map : keep_map;
    qpdf_oh widths = qpdf_oh_get_key(mender->qpdf, font, "/Widths");
    qpdf_oh first = qpdf_oh_get_key(mender->qpdf, font, "/FirstChar");
    unsigned code = (unsigned)qpdf_oh_get_int_value_as_int(mender->qpdf, first);
    GString *out = mender->objects->out;
    object_start(mender->objects, qpdf_oh_get_object_id(mender->qpdf, font));
    g_string_append(out, "<<");
    glue_copy_dict(mender->qpdf, font, except, out);
    g_string_append(out, "/Widths[");
    int count = qpdf_oh_get_array_n_items(mender->qpdf, widths);
    for (int i = 0; i < count; i++) {
        qpdf_oh width = qpdf_oh_get_array_item(mender->qpdf, widths, i);
        unsigned glyph = truetype_glyph(program, winansi(code + (unsigned)i));
        append_true_width(mender, width, glyph ? truetype_advance(program, glyph) : 0, out);
        qpdf_oh_release(mender->qpdf, width);
    }
    g_string_append(out, "]>>");
    object_end(mender->objects);
    qpdf_oh_release(mender->qpdf, widths);
    qpdf_oh_release(mender->qpdf, first);
}

/* /W is [0 [width ...]]: the identifier of a character is the number of its glyph. */
static void append_cid_widths(struct Mender *mender, qpdf_oh font, const GByteArray *program, GString *out)
{
    qpdf_oh all = qpdf_oh_get_key(mender->qpdf, font, "/W");
    qpdf_oh first = qpdf_oh_get_array_item(mender->qpdf, all, 0), widths = qpdf_oh_get_array_item(mender->qpdf, all, 1);
    int count = qpdf_oh_get_array_n_items(mender->qpdf, widths);
    g_string_append_printf(out, "/W[%d[", qpdf_oh_get_int_value_as_int(mender->qpdf, first));
    for (int i = 0; i < count; i++) {
        qpdf_oh width = qpdf_oh_get_array_item(mender->qpdf, widths, i);
        append_true_width(mender, width, truetype_advance(program, (unsigned)i), out);
        qpdf_oh_release(mender->qpdf, width);
    }
    g_string_append(out, "]]");
    qpdf_oh_release(mender->qpdf, all);
    qpdf_oh_release(mender->qpdf, first);
    qpdf_oh_release(mender->qpdf, widths);
}

static bool simple_cid_widths(struct Mender *mender, qpdf_oh font)
{
    qpdf_oh all = qpdf_oh_get_key(mender->qpdf, font, "/W");
    bool simple = qpdf_oh_is_array(mender->qpdf, all) && qpdf_oh_get_array_n_items(mender->qpdf, all) == 2;
    if (simple) {
        qpdf_oh first = qpdf_oh_get_array_item(mender->qpdf, all, 0), widths = qpdf_oh_get_array_item(mender->qpdf, all, 1);
        simple = qpdf_oh_is_array(mender->qpdf, widths) && qpdf_oh_get_int_value(mender->qpdf, first) == 0;
        qpdf_oh_release(mender->qpdf, first);
        qpdf_oh_release(mender->qpdf, widths);
    }
    qpdf_oh_release(mender->qpdf, all);
    return simple;
}

static void write_cid_font(struct Mender *mender, qpdf_oh font, const GByteArray *program)
{
    static const char *const except[] = {"/W", "/CIDToGIDMap", NULL}, *const except_map[] = {"/CIDToGIDMap", NULL};
    bool simple = simple_cid_widths(mender, font);
    GString *out = mender->objects->out;
    object_start(mender->objects, qpdf_oh_get_object_id(mender->qpdf, font));
    g_string_append(out, "<</CIDToGIDMap/Identity");
    glue_copy_dict(mender->qpdf, font, simple ? except : except_map, out);
    if (simple)
        append_cid_widths(mender, font, program, out);
    g_string_append(out, ">>");
    object_end(mender->objects);
}

/* The TrueType program of a font, written anew without hints; NULL when it has none. */
static GByteArray *mend_program(struct Mender *mender, qpdf_oh font)
{
    qpdf_oh descriptor = qpdf_oh_get_key(mender->qpdf, font, "/FontDescriptor");
    qpdf_oh file = qpdf_oh_get_key(mender->qpdf, descriptor, "/FontFile2");
    GByteArray *program = qpdf_oh_is_stream(mender->qpdf, file) ? glue_stream(mender->qpdf, file) : NULL;
    GByteArray *bare = program ? truetype_without_hints(program) : NULL;
    if (bare) {
        char entries[40];
        g_snprintf(entries, sizeof entries, "/Length1 %u", bare->len);
        object_stream(mender->objects, qpdf_oh_get_object_id(mender->qpdf, file), entries, bare->data, bare->len, true);
        g_byte_array_unref(bare);
    }
    qpdf_oh_release(mender->qpdf, descriptor);
    qpdf_oh_release(mender->qpdf, file);
    return program;
}

static void mend_font(struct Mender *mender, qpdf_oh font);

static void mend_descendants(struct Mender *mender, qpdf_oh font)
{
    qpdf_oh descendants = qpdf_oh_get_key(mender->qpdf, font, "/DescendantFonts");
    if (qpdf_oh_is_array(mender->qpdf, descendants) && qpdf_oh_get_array_n_items(mender->qpdf, descendants) == 1) {
        qpdf_oh descendant = qpdf_oh_get_array_item(mender->qpdf, descendants, 0);
        mend_font(mender, descendant);
        qpdf_oh_release(mender->qpdf, descendant);
    }
    qpdf_oh_release(mender->qpdf, descendants);
}

static void mend_font(struct Mender *mender, qpdf_oh font)
{
    if (!first_time(mender, font))
        return;
    mend_descendants(mender, font);
    GByteArray *program = mend_program(mender, font);
    if (!program)
        return;
    qpdf_oh subtype = qpdf_oh_get_key(mender->qpdf, font, "/Subtype");
    qpdf_oh encoding = qpdf_oh_get_key(mender->qpdf, font, "/Encoding");
    if (qpdf_oh_is_name_and_equals(mender->qpdf, subtype, "/CIDFontType2"))
        write_cid_font(mender, font, program);
    else if (qpdf_oh_is_name_and_equals(mender->qpdf, encoding, "/WinAnsiEncoding"))
        write_simple_font(mender, font, program);
    qpdf_oh_release(mender->qpdf, subtype);
    qpdf_oh_release(mender->qpdf, encoding);
    g_byte_array_unref(program);
}

/* PDF/A forbids smoothed images; Cairo asks for it. Forms have resources of their own. */
static void mend_xobject(struct Mender *mender, qpdf_oh xobject)
{
    static const char *const except[] = {"/Interpolate", "/Length", "/Filter", "/DecodeParms", NULL};
    if (!first_time(mender, xobject) || !qpdf_oh_is_stream(mender->qpdf, xobject))
        return;
    qpdf_oh dict = qpdf_oh_get_dict(mender->qpdf, xobject);
    qpdf_oh resources = qpdf_oh_get_key(mender->qpdf, dict, "/Resources");
    qpdf_oh mask = qpdf_oh_get_key(mender->qpdf, dict, "/SMask");
    resources_mend(mender->qpdf, resources, mender->objects, mender->seen);
    if (qpdf_oh_is_stream(mender->qpdf, mask))
        mend_xobject(mender, mask);
    GByteArray *bytes = qpdf_oh_has_key(mender->qpdf, dict, "/Interpolate") ? glue_stream(mender->qpdf, xobject) : NULL;
    if (bytes) {
        GString *entries = g_string_new(NULL);
        glue_copy_dict(mender->qpdf, dict, except, entries);
        object_stream(mender->objects, qpdf_oh_get_object_id(mender->qpdf, xobject), entries->str, bytes->data, bytes->len, true);
        g_string_free(entries, TRUE);
        g_byte_array_unref(bytes);
    }
    qpdf_oh_release(mender->qpdf, dict);
    qpdf_oh_release(mender->qpdf, resources);
    qpdf_oh_release(mender->qpdf, mask);
}

static void mend_each(struct Mender *mender, qpdf_oh resources, const char *kind,
                      void (*mend)(struct Mender *, qpdf_oh))
{
    qpdf_oh dict = qpdf_oh_get_key(mender->qpdf, resources, kind);
    if (qpdf_oh_is_dictionary(mender->qpdf, dict)) {
        GPtrArray *keys = glue_keys(mender->qpdf, dict);
        for (guint i = 0; i < keys->len; i++) {
            qpdf_oh value = qpdf_oh_get_key(mender->qpdf, dict, g_ptr_array_index(keys, i));
            mend(mender, value);
            qpdf_oh_release(mender->qpdf, value);
        }
        g_ptr_array_unref(keys);
    }
    qpdf_oh_release(mender->qpdf, dict);
}

void resources_mend(qpdf_data qpdf, qpdf_oh resources, struct Objects *objects, GHashTable *seen)
{
    if (!qpdf_oh_is_dictionary(qpdf, resources))
        return;
    struct Mender mender = {qpdf, objects, seen};
    mend_each(&mender, resources, "/Font", mend_font);
    mend_each(&mender, resources, "/XObject", mend_xobject);
}
