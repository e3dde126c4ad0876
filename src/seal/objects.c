#include "seal/objects.h"

#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "base/utf16.h"

enum { QUICK_LEVEL = 6, SMALL_LEVEL = 9, BEST_LEVEL = 12, MOST_GATHERED = 200, XREF_ROW = 6 };
/* Bytes of content that are packed best in a few milliseconds. */
enum { SMALL = 100000 };

/* Where an object stands. */
struct ObjectPlace {
    uint32_t at;   /* offset in the file, or the number of its object stream */
    uint8_t kind;  /* of the entry in the cross-reference stream: 0 nowhere, 1 in the file, 2 in an object stream */
    uint8_t index; /* in the object stream */
};

struct Gathered {
    int number;
    gsize offset; /* in `out` */
};

int pack_level(size_t content)
{
    return content < SMALL ? SMALL_LEVEL : QUICK_LEVEL;
}

void objects_begin(struct Objects *objects, size_t content)
{
    static const char head[] = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"; /* the second line says that bytes follow */
    *objects = (struct Objects){.file = g_byte_array_new(), .out = g_string_new(NULL)};
    objects->places = g_array_new(FALSE, TRUE, sizeof(struct ObjectPlace));
    objects->gathered = g_array_new(FALSE, FALSE, sizeof(struct Gathered));
    objects->quick = libdeflate_alloc_compressor(pack_level(content));
    g_array_set_size(objects->places, 1);
    g_byte_array_append(objects->file, (const guint8 *)head, sizeof head - 1);
}

void objects_free(struct Objects *objects)
{
    if (objects->file)
        g_byte_array_unref(objects->file);
    g_string_free(objects->out, TRUE);
    g_array_unref(objects->places);
    g_array_unref(objects->gathered);
    libdeflate_free_compressor(objects->quick);
    libdeflate_free_compressor(objects->best);
}

int objects_new(struct Objects *objects)
{
    g_array_set_size(objects->places, objects->places->len + 1);
    return (int)objects->places->len - 1;
}

static void set_place(struct Objects *objects, int number, struct ObjectPlace place)
{
    g_array_index(objects->places, struct ObjectPlace, (guint)number) = place;
}

/* The objects gathered so far become a stream. */
static void flush(struct Objects *objects)
{
    if (objects->gathered->len == 0)
        return;
    int stream = objects_new(objects);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < objects->gathered->len; i++) {
        const struct Gathered *gathered = &g_array_index(objects->gathered, struct Gathered, i);
        g_string_append_printf(text, "%d %zu ", gathered->number, gathered->offset);
        set_place(objects, gathered->number, (struct ObjectPlace){(uint32_t)stream, 2, (uint8_t)i});
    }
    char entries[64];
    g_snprintf(entries, sizeof entries, "/Type/ObjStm/N %u/First %zu", objects->gathered->len, text->len);
    g_string_append_len(text, objects->out->str, (gssize)objects->out->len);
    object_stream(objects, stream, entries, text->str, text->len, QUICK);
    g_string_free(text, TRUE);
    g_string_truncate(objects->out, 0);
    g_array_set_size(objects->gathered, 0);
}

void object_start(struct Objects *objects, int number)
{
    if (objects->gathered->len == MOST_GATHERED)
        flush(objects);
    struct Gathered gathered = {number, objects->out->len};
    g_array_append_val(objects->gathered, gathered);
}

void object_end(struct Objects *objects)
{
    g_string_append_c(objects->out, '\n');
}

static void append(GByteArray *file, const char *text)
{
    g_byte_array_append(file, (const guint8 *)text, (guint)strlen(text));
}

void *stream_pack(struct libdeflate_compressor *compressor, const void *bytes, size_t length, size_t *packed_length)
{
    size_t bound = libdeflate_zlib_compress_bound(compressor, length);
    void *packed = g_malloc(bound);
    *packed_length = libdeflate_zlib_compress(compressor, bytes, length, packed, bound);
    return packed;
}

void objects_spare(struct Objects *objects)
{
    libdeflate_free_compressor(objects->best);
    objects->best = NULL;
}

static void write_stream(struct Objects *objects, int number, const char *entries, const void *bytes, size_t length, bool packed)
{
    set_place(objects, number, (struct ObjectPlace){objects->file->len, 1, 0});
    char *head = g_strdup_printf("%d 0 obj\n<<%s%s/Length %zu>>stream\n", number, entries, packed ? "/Filter/FlateDecode" : "", length);
    append(objects->file, head);
    g_byte_array_append(objects->file, bytes, (guint)length);
    append(objects->file, "\nendstream\nendobj\n");
    g_free(head);
}

void object_packed_stream(struct Objects *objects, int number, const char *entries, const void *packed, size_t length)
{
    write_stream(objects, number, entries, packed, length, true);
}

void object_stream(struct Objects *objects, int number, const char *entries, const void *bytes, size_t length,
                   enum Effort effort)
{
    if (effort == STORE) {
        write_stream(objects, number, entries, bytes, length, false);
        return;
    }
    if (effort == BEST && !objects->best)
        objects->best = libdeflate_alloc_compressor(BEST_LEVEL);
    size_t packed_length;
    void *packed = stream_pack(effort == QUICK ? objects->quick : objects->best, bytes, length, &packed_length);
    write_stream(objects, number, entries, packed, packed_length, true);
    g_free(packed);
}

/* Rows of the cross-reference stream as differences from the row above (PNG's predictor "up"). */
static GByteArray *places_rows(const GArray *places)
{
    uint8_t before[XREF_ROW] = {0};
    GByteArray *rows = g_byte_array_sized_new(places->len * (XREF_ROW + 1));
    for (guint i = 0; i < places->len; i++) {
        const struct ObjectPlace *place = &g_array_index(places, struct ObjectPlace, i);
        const uint8_t row[XREF_ROW] = {place->kind, (uint8_t)(place->at >> 24), (uint8_t)(place->at >> 16),
                                       (uint8_t)(place->at >> 8), (uint8_t)place->at, place->index};
        uint8_t coded[XREF_ROW + 1] = {2};
        for (int k = 0; k < XREF_ROW; k++)
            coded[k + 1] = (uint8_t)(row[k] - before[k]);
        memcpy(before, row, sizeof before);
        g_byte_array_append(rows, coded, sizeof coded);
    }
    return rows;
}

GByteArray *objects_finish(struct Objects *objects, const char *trailer)
{
    flush(objects);
    int number = objects_new(objects);
    guint start = objects->file->len;
    set_place(objects, number, (struct ObjectPlace){start, 1, 0});
    GByteArray *rows = places_rows(objects->places);
    char *id = g_compute_checksum_for_data(G_CHECKSUM_MD5, objects->file->data, objects->file->len);
    char *entries = g_strdup_printf("/Type/XRef/Size %u/W[1 4 1]/DecodeParms<</Predictor 12/Columns %d>>/ID[<%s><%s>]%s",
                                    objects->places->len, XREF_ROW, id, id, trailer);
    object_stream(objects, number, entries, rows->data, rows->len, QUICK);
    char *end = g_strdup_printf("startxref\n%u\n%%%%EOF\n", start);
    append(objects->file, end);
    g_byte_array_unref(rows);
    g_free(id);
    g_free(entries);
    g_free(end);
    GByteArray *file = objects->file;
    objects->file = NULL;
    return file;
}

void pdf_bytes(GString *out, const char *bytes, size_t length)
{
    g_string_append_c(out, '(');
    for (size_t i = 0; i < length; i++) {
        char c = bytes[i];
        if (c == '(' || c == ')' || c == '\\')
            g_string_append_c(out, '\\');
        if (c == '\r')
            g_string_append(out, "\\r");
        else
            g_string_append_c(out, c);
    }
    g_string_append_c(out, ')');
}

void pdf_text(GString *out, const char *utf8)
{
    bool ascii = true;
    for (const char *c = utf8; *c; c++)
        ascii = ascii && *c >= ' ' && *c < 0x7f;
    if (ascii) {
        pdf_bytes(out, utf8, strlen(utf8));
        return;
    }
    g_string_append(out, "<FEFF");
    append_utf16(out, utf8, strlen(utf8));
    g_string_append_c(out, '>');
}

void pdf_name(GString *out, const char *name)
{
    g_string_append_c(out, '/');
    for (const char *c = name; *c; c++)
        if (g_ascii_isalnum(*c) || *c == '-' || *c == '_' || *c == '.')
            g_string_append_c(out, *c);
        else
            g_string_append_printf(out, "#%02X", (unsigned char)*c);
}

void pdf_length(GString *out, Length length)
{
    int tenths = (abs(length) * 10 + LENGTH_UNIT / 2) / LENGTH_UNIT;
    g_string_append_printf(out, "%s%d", length < 0 && tenths ? " -" : " ", tenths / 10);
    if (tenths % 10)
        g_string_append_printf(out, ".%d", tenths % 10);
}

void pdf_date(GString *out, struct Date date)
{
    g_string_append_printf(out, "(D:%04d%02d%02d000000Z)", date.year, date.month, date.day);
}

void pdf_reference(GString *out, int number)
{
    g_string_append_printf(out, " %d 0 R", number);
}
