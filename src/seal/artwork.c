#include "seal/artwork.h"

#include <stdlib.h>
#include <string.h>

#include "seal/glue.h"

struct Copier {
    qpdf_data qpdf;
    struct Objects *objects;
    GHashTable *numbers; /* of an object of the artwork -> its number in the file */
    bool text;           /* a font was met */
};

static int copy_indirect(struct Copier *copier, qpdf_oh object);

/* Appends the value, with references as they are numbered in the file. */
static void append_value(struct Copier *copier, qpdf_oh value, GString *out);

static void append_dict(struct Copier *copier, qpdf_oh dict, const char *const *except, GString *out)
{
    GPtrArray *keys = glue_keys(copier->qpdf, dict);
    for (guint i = 0; i < keys->len; i++) {
        const char *key = g_ptr_array_index(keys, i);
        if (g_strv_contains(except, key))
            continue;
        copier->text = copier->text || strcmp(key, "/Font") == 0;
        qpdf_oh value = qpdf_oh_get_key(copier->qpdf, dict, key);
        g_string_append_printf(out, "%s ", key);
        append_value(copier, value, out);
        qpdf_oh_release(copier->qpdf, value);
    }
    g_ptr_array_unref(keys);
}

static void append_direct(struct Copier *copier, qpdf_oh value, GString *out)
{
    static const char *const nothing[] = {NULL};
    if (qpdf_oh_is_dictionary(copier->qpdf, value)) {
        g_string_append(out, "<<");
        append_dict(copier, value, nothing, out);
        g_string_append(out, ">>");
    } else if (qpdf_oh_is_array(copier->qpdf, value)) {
        g_string_append_c(out, '[');
        for (int i = 0; i < qpdf_oh_get_array_n_items(copier->qpdf, value); i++) {
            qpdf_oh item = qpdf_oh_get_array_item(copier->qpdf, value, i);
            append_value(copier, item, out);
            g_string_append_c(out, ' ');
            qpdf_oh_release(copier->qpdf, item);
        }
        g_string_append_c(out, ']');
    } else {
        g_string_append(out, qpdf_oh_unparse(copier->qpdf, value));
    }
}

static void append_value(struct Copier *copier, qpdf_oh value, GString *out)
{
    if (qpdf_oh_is_indirect(copier->qpdf, value))
        pdf_reference(out, copy_indirect(copier, value));
    else
        append_direct(copier, value, out);
}

/* PDF/A forbids smoothed images; Cairo asks for it. A photograph stays packed as it is. */
static void copy_stream(struct Copier *copier, qpdf_oh stream, int number)
{
    static const char *const except_raw[] = {"/Interpolate", "/Length", NULL};
    static const char *const except[] = {"/Interpolate", "/Length", "/Filter", "/DecodeParms", NULL};
    qpdf_oh dict = qpdf_oh_get_dict(copier->qpdf, stream);
    unsigned char *bytes = NULL;
    size_t length = 0;
    QPDF_BOOL plain = QPDF_FALSE;
    qpdf_oh_get_stream_data(copier->qpdf, stream, qpdf_dl_generalized, &plain, &bytes, &length);
    GString *entries = g_string_new(NULL);
    append_dict(copier, dict, plain ? except : except_raw, entries);
    object_stream(copier->objects, number, entries->str, bytes, length, plain ? BEST : STORE);
    g_string_free(entries, TRUE);
    free(bytes);
    qpdf_oh_release(copier->qpdf, dict);
}

static int copy_indirect(struct Copier *copier, qpdf_oh object)
{
    gpointer key = GINT_TO_POINTER(qpdf_oh_get_object_id(copier->qpdf, object));
    int number = GPOINTER_TO_INT(g_hash_table_lookup(copier->numbers, key));
    if (number)
        return number;
    number = objects_new(copier->objects);
    g_hash_table_insert(copier->numbers, key, GINT_TO_POINTER(number));
    if (qpdf_oh_is_stream(copier->qpdf, object)) {
        copy_stream(copier, object, number);
        return number;
    }
    GString *text = g_string_new(NULL);
    append_direct(copier, object, text);
    object_start(copier->objects, number);
    g_string_append_len(copier->objects->out, text->str, (gssize)text->len);
    object_end(copier->objects);
    g_string_free(text, TRUE);
    return number;
}

static int write_form(struct Copier *copier, qpdf_oh page)
{
    static const char *const except[] = {"/Type", "/Parent", "/Contents", "/MediaBox", "/Group", NULL};
    qpdf_oh box = qpdf_oh_get_key(copier->qpdf, page, "/MediaBox");
    unsigned char *content = NULL;
    size_t length = 0;
    qpdf_oh_get_page_content_data(copier->qpdf, page, &content, &length);
    GString *entries = g_string_new("/Type/XObject/Subtype/Form/BBox");
    append_value(copier, box, entries);
    append_dict(copier, page, except, entries);
    int number = objects_new(copier->objects);
    object_stream(copier->objects, number, entries->str, content, length, BEST);
    g_string_free(entries, TRUE);
    free(content);
    qpdf_oh_release(copier->qpdf, box);
    return number;
}

bool write_artwork(qpdf_data artwork, struct Objects *objects, GArray *forms)
{
    struct Copier copier = {artwork, objects, g_hash_table_new(NULL, NULL), false};
    int count = qpdf_get_num_pages(artwork);
    for (int i = 0; i < count; i++) {
        qpdf_oh page = qpdf_get_page_n(artwork, (size_t)i);
        int number = write_form(&copier, page);
        g_array_append_val(forms, number);
        qpdf_oh_release(artwork, page);
    }
    g_hash_table_unref(copier.numbers);
    return !copier.text;
}
