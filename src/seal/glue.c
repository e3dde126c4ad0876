#include "seal/glue.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

/* Three times as fast as libqpdf. */
static GByteArray *inflate_all(const unsigned char *packed, size_t length)
{
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    GByteArray *bytes = g_byte_array_new();
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    for (size_t room = length * 8 + 256; result == LIBDEFLATE_INSUFFICIENT_SPACE && room < G_MAXINT32; room *= 4) {
        size_t got = 0;
        g_byte_array_set_size(bytes, (guint)room);
        result = libdeflate_zlib_decompress(decompressor, packed, length, bytes->data, room, &got);
        if (result == LIBDEFLATE_SUCCESS)
            g_byte_array_set_size(bytes, (guint)got);
    }
    libdeflate_free_decompressor(decompressor);
    if (result == LIBDEFLATE_SUCCESS)
        return bytes;
    g_byte_array_unref(bytes);
    return NULL;
}

static bool is_deflated_only(qpdf_data qpdf, qpdf_oh dict)
{
    qpdf_oh filter = qpdf_oh_get_key(qpdf, dict, "/Filter");
    qpdf_oh parameters = qpdf_oh_get_key(qpdf, dict, "/DecodeParms");
    bool result = qpdf_oh_is_name_and_equals(qpdf, filter, "/FlateDecode") && qpdf_oh_is_null(qpdf, parameters);
    qpdf_oh_release(qpdf, filter);
    qpdf_oh_release(qpdf, parameters);
    return result;
}

GByteArray *glue_stream(qpdf_data qpdf, qpdf_oh stream)
{
    qpdf_oh dict = qpdf_oh_get_dict(qpdf, stream);
    bool own = is_deflated_only(qpdf, dict);
    qpdf_oh_release(qpdf, dict);
    unsigned char *data = NULL;
    size_t length = 0;
    QPDF_BOOL decoded = QPDF_FALSE;
    if (qpdf_oh_get_stream_data(qpdf, stream, own ? qpdf_dl_none : qpdf_dl_generalized, &decoded, &data, &length) &
        QPDF_ERRORS)
        return NULL;
    GByteArray *bytes = NULL;
    if (own)
        bytes = inflate_all(data, length);
    else if (length < G_MAXUINT32)
        bytes = g_byte_array_append(g_byte_array_new(), data, (guint)length);
    free(data);
    return bytes;
}

GPtrArray *glue_keys(qpdf_data qpdf, qpdf_oh dict)
{
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    qpdf_oh_begin_dict_key_iter(qpdf, dict);
    while (qpdf_oh_dict_more_keys(qpdf))
        g_ptr_array_add(keys, g_strdup(qpdf_oh_dict_next_key(qpdf)));
    return keys;
}

void glue_copy_dict(qpdf_data qpdf, qpdf_oh dict, const char *const *except, GString *out)
{
    GPtrArray *keys = glue_keys(qpdf, dict);
    for (guint i = 0; i < keys->len; i++) {
        const char *key = g_ptr_array_index(keys, i);
        if (g_strv_contains(except, key))
            continue;
        qpdf_oh value = qpdf_oh_get_key(qpdf, dict, key);
        g_string_append_printf(out, "%s %s", key, qpdf_oh_unparse(qpdf, value));
        qpdf_oh_release(qpdf, value);
    }
    g_ptr_array_unref(keys);
}

int glue_reference(qpdf_data qpdf, qpdf_oh dict, const char *key)
{
    qpdf_oh value = qpdf_oh_get_key(qpdf, dict, key);
    int number = qpdf_oh_is_indirect(qpdf, value) ? qpdf_oh_get_object_id(qpdf, value) : 0;
    qpdf_oh_release(qpdf, value);
    return number;
}

char *glue_complaint(qpdf_data qpdf)
{
    qpdf_error error = qpdf_has_error(qpdf) ? qpdf_get_error(qpdf) : NULL;
    if (!error && qpdf_more_warnings(qpdf))
        error = qpdf_next_warning(qpdf);
    return error ? g_strdup(qpdf_get_error_message_detail(qpdf, error)) : NULL;
}
