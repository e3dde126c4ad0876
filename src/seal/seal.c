/* Cairo draws; what it says of structure is thrown away. Its marks are anonymous and flat; which element each belongs
 * to is known here from the pages. The new objects are written behind the drawn file as an update, libqpdf reads the
 * whole, and writes only what is still referred to: object streams, one cross-reference stream, an identifier made of
 * the content. */
#include "seal/seal.h"

#include <string.h>

#include "base/diag.h"
#include "seal/content.h"
#include "seal/fonts.h"
#include "seal/glue.h"
#include "seal/icc.h"
#include "seal/metadata.h"
#include "seal/names.h"
#include "seal/sealer.h"

static bool fail(struct Sealer *sealer, const char *what, int page)
{
    if (page >= 0)
        diag(sealer->diags, SG_NOT_SEALED, SPAN_NONE, "page %d: %s", page + 1, what);
    else
        diag(sealer->diags, SG_NOT_SEALED, SPAN_NONE, "%s", what);
    return false;
}

/* The content of a page with its marks; its number. 0, with a message, when it is not what was drawn. */
static int write_content(struct Sealer *sealer, qpdf_oh page, int index)
{
    const struct Tree *tree = &sealer->tree;
    size_t first = tree->page_content[index], count = tree->page_content[index + 1] - first;
    qpdf_oh contents = qpdf_oh_get_key(sealer->drawn, page, "/Contents");
    GByteArray *bytes = qpdf_oh_is_stream(sealer->drawn, contents) ? glue_stream(sealer->drawn, contents) : NULL;
    qpdf_oh_release(sealer->drawn, contents);
    if (!bytes)
        return fail(sealer, "its content cannot be read", index);
    GString *out = g_string_sized_new(bytes->len);
    struct ContentCount met;
    content_rewrite((const char *)bytes->data, bytes->len, &g_array_index(tree->contents, struct PageContent, (guint)first),
                    count, out, &met);
    int number = 0;
    if (!met.sound)
        fail(sealer, "its content is not as expected", index);
    else if (met.unmarked)
        fail(sealer, "something is drawn that no element has", index);
    else if ((size_t)met.markers != count)
        fail(sealer, "it has another number of marks than was drawn", index);
    else {
        number = objects_new(&sealer->objects);
        object_stream(&sealer->objects, number, "", out->str, out->len, true);
    }
    g_string_free(out, TRUE);
    g_byte_array_unref(bytes);
    return number;
}

static void append_annotations(struct Sealer *sealer, guint *link, int page)
{
    GString *out = sealer->objects.out;
    bool any = false;
    for (; *link < sealer->tree.links->len; (*link)++) {
        const struct Link *at = &g_array_index(sealer->tree.links, struct Link, *link);
        if (at->page != page)
            break;
        if (!at->object)
            continue;
        g_string_append(out, any ? "" : "/Annots[");
        pdf_reference(out, at->object);
        any = true;
    }
    g_string_append(out, any ? "]" : "");
}

static bool write_page(struct Sealer *sealer, int index, GHashTable *seen, guint *link)
{
    static const char *const except[] = {"/Contents", "/Group", "/StructParents", "/Annots", "/Tabs", NULL};
    static const char *const except_plain[] = {"/Group", "/StructParents", "/Annots", NULL};
    bool plain = sealer->options.standard == PDF_PLAIN;
    qpdf_oh page = qpdf_get_page_n(sealer->drawn, (size_t)index);
    int content = plain ? 0 : write_content(sealer, page, index);
    if (plain || content) {
        qpdf_oh resources = qpdf_oh_get_key(sealer->drawn, page, "/Resources");
        resources_mend(sealer->drawn, resources, &sealer->objects, seen);
        qpdf_oh_release(sealer->drawn, resources);
        object_start(&sealer->objects, sealer->page_objects[index]);
        g_string_append(sealer->objects.out, "<<");
        glue_copy_dict(sealer->drawn, page, plain ? except_plain : except, sealer->objects.out);
        if (!plain)
            g_string_append_printf(sealer->objects.out, "/Contents %d 0 R/StructParents %d/Tabs/S", content, index);
        append_annotations(sealer, link, index);
        g_string_append(sealer->objects.out, ">>");
        object_end(&sealer->objects);
    }
    qpdf_oh_release(sealer->drawn, page);
    return plain || content;
}

static bool write_pages(struct Sealer *sealer)
{
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    guint link = 0;
    bool good = true;
    for (size_t i = 0; good && i < sealer->pages->page_count; i++)
        good = write_page(sealer, (int)i, seen, &link);
    g_hash_table_unref(seen);
    return good;
}

static int write_intent(struct Objects *objects)
{
    GByteArray *profile = icc_srgb();
    int stream = objects_new(objects), number = objects_new(objects);
    object_stream(objects, stream, "/N 3", profile->data, profile->len, true);
    object_start(objects, number);
    g_string_append_printf(objects->out,
                           "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB)/DestOutputProfile %d 0 R>>",
                           stream);
    object_end(objects);
    g_byte_array_unref(profile);
    return number;
}

/* An attachment; the number of its file specification. */
static int write_file(struct Objects *objects, const struct SealFile *file)
{
    GString *entries = g_string_new("/Type/EmbeddedFile/Subtype");
    pdf_name(entries, file->mime);
    char *md5 = g_compute_checksum_for_data(G_CHECKSUM_MD5, (const guchar *)file->bytes, file->length);
    g_string_append_printf(entries, "/Params<</Size %zu/CheckSum<%s>", file->length, md5);
    g_free(md5);
    if (date_given(file->date)) {
        g_string_append(entries, "/ModDate");
        pdf_date(entries, file->date);
    }
    g_string_append(entries, ">>");
    int stream = objects_new(objects), number = objects_new(objects);
    object_stream(objects, stream, entries->str, file->bytes, file->length, true);
    g_string_free(entries, TRUE);
    object_start(objects, number);
    g_string_append(objects->out, "<</Type/Filespec/F");
    pdf_text(objects->out, file->name);
    g_string_append(objects->out, "/UF");
    pdf_text(objects->out, file->name);
    g_string_append(objects->out, "/Desc");
    pdf_text(objects->out, file->name);
    g_string_append_printf(objects->out, "/AFRelationship/Source/EF<</F %d 0 R/UF %d 0 R>>>>", stream, stream);
    object_end(objects);
    return number;
}

/* The name tree of attachments; 0: none. `all` receives references to them. */
static int write_files(struct Sealer *sealer, GString *all)
{
    if (sealer->options.standard != PDF_A3A)
        return 0;
    struct NameTree names;
    names_begin(&names);
    for (size_t i = 0; i < sealer->options.file_count; i++) {
        char value[24];
        g_snprintf(value, sizeof value, " %d 0 R", write_file(&sealer->objects, &sealer->options.files[i]));
        names_add(&names, sealer->options.files[i].name, value);
        g_string_append(all, value);
    }
    return names_write(&names, &sealer->objects);
}

static int drawn_pages_root(struct Sealer *sealer)
{
    qpdf_oh root = qpdf_get_root(sealer->drawn);
    int number = glue_reference(sealer->drawn, root, "/Pages");
    qpdf_oh_release(sealer->drawn, root);
    return number;
}

static void append_references(GString *out, const char *key, int number, const char *after)
{
    if (number)
        g_string_append_printf(out, "%s %d 0 R%s", key, number, after);
}

static int write_catalog(struct Sealer *sealer)
{
    struct Objects *objects = &sealer->objects;
    bool plain = sealer->options.standard == PDF_PLAIN;
    GString *attached = g_string_new(NULL);
    int structure = plain ? 0 : write_structure(sealer), intent = plain ? 0 : write_intent(objects);
    int files = write_files(sealer, attached), dests = write_destinations(sealer), outlines = write_outlines(sealer);
    int xmp = metadata_xmp(objects, sealer->report, sealer->options.standard), number = objects_new(objects);
    object_start(objects, number);
    g_string_append_printf(objects->out, "<</Type/Catalog/Pages %d 0 R/Metadata %d 0 R/Lang", drawn_pages_root(sealer), xmp);
    pdf_text(objects->out, sealer->report->lang);
    g_string_append_printf(objects->out, "/ViewerPreferences<</DisplayDocTitle true%s>>/PageLabels<</Nums[0<</S/D>>]>>",
                           sealer->report->rtl ? "/Direction/R2L" : "");
    append_references(objects->out, "/MarkInfo<</Marked true>>/StructTreeRoot", structure, "");
    append_references(objects->out, "/OutputIntents[", intent, "]");
    append_references(objects->out, "/Outlines", outlines, "");
    if (dests || files) {
        g_string_append(objects->out, "/Names<<");
        append_references(objects->out, "/Dests", dests, "");
        append_references(objects->out, "/EmbeddedFiles", files, "");
        g_string_append(objects->out, ">>");
    }
    if (files)
        g_string_append_printf(objects->out, "/AF[%s]", attached->str);
    g_string_append(objects->out, ">>");
    object_end(objects);
    g_string_free(attached, TRUE);
    return number;
}

static bool write_update(struct Sealer *sealer)
{
    destinations_begin(sealer);
    links_begin(sealer);
    if (!write_pages(sealer))
        return false;
    write_links(sealer);
    int catalog = write_catalog(sealer), info = metadata_info(&sealer->objects, sealer->report);
    char trailer[64];
    g_snprintf(trailer, sizeof trailer, "/Root %d 0 R/Info %d 0 R", catalog, info);
    return objects_finish(&sealer->objects, trailer) || fail(sealer, "the drawn file has no end", -1);
}

static qpdf_data qpdf_open(const void *bytes, size_t length)
{
    qpdf_data qpdf = qpdf_init();
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
    qpdf_read_memory(qpdf, "drawn", bytes, length, NULL);
    return qpdf;
}

static bool no_complaint(struct Sealer *sealer, qpdf_data qpdf)
{
    char *complaint = glue_complaint(qpdf);
    bool good = !complaint || fail(sealer, complaint, -1);
    g_free(complaint);
    return good;
}

static GByteArray *write_whole(struct Sealer *sealer)
{
    GByteArray *sealed = NULL;
    qpdf_data qpdf = qpdf_open(sealer->objects.out->str, sealer->objects.out->len);
    if (no_complaint(sealer, qpdf)) {
        qpdf_init_write_memory(qpdf);
        qpdf_set_object_stream_mode(qpdf, qpdf_o_generate);
        qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
        qpdf_set_minimum_pdf_version(qpdf, "1.7");
        qpdf_set_newline_before_endstream(qpdf, QPDF_TRUE);
        qpdf_set_linearization(qpdf, sealer->options.linearize);
        qpdf_write(qpdf);
        if (no_complaint(sealer, qpdf)) {
            size_t length = qpdf_get_buffer_length(qpdf);
            if (length < G_MAXUINT32)
                sealed = g_byte_array_append(g_byte_array_new(), qpdf_get_buffer(qpdf), (guint)length);
            else
                fail(sealer, "it is over 4 GB long", -1);
        }
    }
    qpdf_cleanup(&qpdf);
    return sealed;
}

static bool open_drawn(struct Sealer *sealer, const GByteArray *drawn)
{
    sealer->drawn = qpdf_open(drawn->data, drawn->len);
    if (!no_complaint(sealer, sealer->drawn))
        return false;
    if ((size_t)qpdf_get_num_pages(sealer->drawn) != sealer->pages->page_count)
        return fail(sealer, "it has another number of pages than was drawn", -1);
    for (size_t i = 0; i < sealer->pages->page_count; i++) {
        qpdf_oh page = qpdf_get_page_n(sealer->drawn, i);
        sealer->page_objects[i] = qpdf_oh_get_object_id(sealer->drawn, page);
        qpdf_oh_release(sealer->drawn, page);
    }
    qpdf_oh trailer = qpdf_get_trailer(sealer->drawn), size = qpdf_oh_get_key(sealer->drawn, trailer, "/Size");
    objects_begin(&sealer->objects, drawn->data, drawn->len, qpdf_oh_get_int_value_as_int(sealer->drawn, size));
    return true;
}

GByteArray *seal_pdf(GByteArray *drawn, const struct Pages *pages, const struct Report *report,
                     struct SealOptions options, struct Diags *diags)
{
    struct Sealer sealer = {.pages = pages, .report = report, .options = options, .diags = diags};
    sealer.page_objects = g_new0(int, pages->page_count + 1);
    tree_build(&sealer.tree, report, pages);
    GByteArray *sealed = NULL;
    if (open_drawn(&sealer, drawn) && write_update(&sealer))
        sealed = write_whole(&sealer);
    qpdf_cleanup(&sealer.drawn);
    if (sealer.objects.out)
        objects_free(&sealer.objects);
    if (sealer.dests)
        g_hash_table_unref(sealer.dests);
    tree_free(&sealer.tree);
    g_free(sealer.page_objects);
    return sealed;
}
