#include "seal/objects.h"

#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

enum { DEFLATE_LEVEL = 9 };

struct Replaced {
    int number;
    uint64_t offset;
};

void objects_begin(struct Objects *objects, const void *drawn, size_t length, int size)
{
    *objects = (struct Objects){.out = g_string_sized_new(length * 3), .first = size, .drawn_length = length};
    objects->offsets = g_array_new(FALSE, TRUE, sizeof(uint64_t));
    objects->replaced = g_array_new(FALSE, FALSE, sizeof(struct Replaced));
    g_string_append_len(objects->out, drawn, (gssize)length);
    g_string_append_c(objects->out, '\n');
}

void objects_free(struct Objects *objects)
{
    g_string_free(objects->out, TRUE);
    g_array_unref(objects->offsets);
    g_array_unref(objects->replaced);
}

int objects_new(struct Objects *objects)
{
    g_array_set_size(objects->offsets, objects->offsets->len + 1);
    return objects->first + (int)objects->offsets->len - 1;
}

void object_start(struct Objects *objects, int number)
{
    uint64_t offset = objects->out->len;
    if (number >= objects->first) {
        g_array_index(objects->offsets, uint64_t, (guint)(number - objects->first)) = offset;
    } else {
        struct Replaced replaced = {number, offset};
        g_array_append_val(objects->replaced, replaced);
    }
    g_string_append_printf(objects->out, "%d 0 obj\n", number);
}

void object_end(struct Objects *objects)
{
    g_string_append(objects->out, "\nendobj\n");
}

void object_stream(struct Objects *objects, int number, const char *entries, const void *bytes, size_t length,
                   bool deflate)
{
    void *packed = NULL;
    size_t packed_length = 0;
    if (deflate) {
        struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
        size_t bound = libdeflate_zlib_compress_bound(compressor, length);
        packed = g_malloc(bound);
        packed_length = libdeflate_zlib_compress(compressor, bytes, length, packed, bound);
        libdeflate_free_compressor(compressor);
    }
    object_start(objects, number);
    g_string_append_printf(objects->out, "<<%s%s/Length %zu>>stream\n", entries, deflate ? "/Filter/FlateDecode" : "",
                           deflate ? packed_length : length);
    g_string_append_len(objects->out, deflate ? packed : bytes, (gssize)(deflate ? packed_length : length));
    g_string_append(objects->out, "\nendstream");
    object_end(objects);
    g_free(packed);
}

/* The place the old trailer points to, which is the last number of the file. */
static bool old_xref(const struct Objects *objects, uint64_t *offset)
{
    const char *end = objects->out->str + objects->drawn_length;
    size_t tail = MIN(objects->drawn_length, 64);
    const char *found = g_strrstr_len(end - tail, (gssize)tail, "startxref");
    if (!found)
        return false;
    *offset = g_ascii_strtoull(found + strlen("startxref"), NULL, 10);
    return *offset > 0 && *offset < objects->drawn_length;
}

bool objects_finish(struct Objects *objects, const char *trailer)
{
    uint64_t before;
    if (!old_xref(objects, &before))
        return false;
    uint64_t start = objects->out->len;
    g_string_append(objects->out, "xref\n");
    for (guint i = 0; i < objects->replaced->len; i++) {
        const struct Replaced *replaced = &g_array_index(objects->replaced, struct Replaced, i);
        g_string_append_printf(objects->out, "%d 1\n%010" G_GUINT64_FORMAT " 00000 n \n", replaced->number,
                               replaced->offset);
    }
    g_string_append_printf(objects->out, "%d %u\n", objects->first, objects->offsets->len);
    for (guint i = 0; i < objects->offsets->len; i++) {
        uint64_t offset = g_array_index(objects->offsets, uint64_t, i);
        g_string_append_printf(objects->out, "%010" G_GUINT64_FORMAT " %05d %c \n", offset, offset ? 0 : 65535,
                               offset ? 'n' : 'f');
    }
    g_string_append_printf(objects->out,
                           "trailer\n<</Size %d/Prev %" G_GUINT64_FORMAT "%s>>\nstartxref\n%" G_GUINT64_FORMAT
                           "\n%%%%EOF\n",
                           objects->first + (int)objects->offsets->len, before, trailer, start);
    return true;
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
    for (const char *c = utf8; *c; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        if (u < 0x10000)
            g_string_append_printf(out, "%04X", u);
        else
            g_string_append_printf(out, "%04X%04X", 0xD800 + ((u - 0x10000) >> 10), 0xDC00 + ((u - 0x10000) & 0x3FF));
    }
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
