/* The marks that tie content to structure are put round the stretches of each page; which element each belongs to is
 * known from the pages. libqpdf opens the artwork, and orders the file for the web where that is asked for. */
#include "seal/seal.h"

#include <string.h>

#include <libdeflate.h>

#include "base/diag.h"
#include "base/share.h"
#include "seal/artwork.h"
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

/* The role that stands in the stream need not be that of the tree; one name for all packs best. */
static void append_mark(GString *out, const struct PageContent *content)
{
    if (content->element >= 0)
        g_string_append_printf(out, "/P<</MCID %d>>BDC\n", content->mcid);
    else
        g_string_append_printf(out, "/Artifact<<%s>>BDC\n", content->artifact);
}

/* Who packs pages, on a thread of its own. */
struct Packer {
    struct Sealer *sealer;
    struct libdeflate_compressor *compressor;
    GString *out;
};

/* The content of a page with its marks, packed. None when it is not what was drawn. */
static void pack_page(void *data, size_t index)
{
    struct Packer *packer = data;
    struct Sealer *sealer = packer->sealer;
    const struct Tree *tree = &sealer->tree;
    const struct DrawnPage *page = &g_array_index(sealer->drawing->pages, struct DrawnPage, (guint)index);
    size_t first = tree->page_content[index], count = tree->page_content[index + 1] - first;
    if (page->stretches->len != count)
        return;
    bool plain = sealer->options.standard == PDF_PLAIN, in_text = false;
    GString *out = packer->out;
    gsize start = 0;
    g_string_truncate(out, 0);
    for (guint i = 0; i < count; i++) {
        const struct DrawnStretch *stretch = &g_array_index(page->stretches, struct DrawnStretch, i);
        if (stretch->text != in_text)
            g_string_append(out, in_text ? "ET\n" : "BT\n");
        in_text = stretch->text;
        if (!plain)
            append_mark(out, &g_array_index(tree->contents, struct PageContent, (guint)first + i));
        g_string_append_len(out, page->content + start, (gssize)(stretch->end - start));
        if (!plain)
            g_string_append(out, "EMC\n");
        start = stretch->end;
    }
    if (in_text)
        g_string_append(out, "ET\n");
    struct PackedPage *packed = &sealer->packed[index];
    packed->bytes = stream_pack(packer->compressor, out->str, out->len, &packed->length);
    drawing_drop_page(sealer->drawing, (guint)index);
}

static void pack_pages(struct Sealer *sealer)
{
    struct Packer packers[SHARE_MOST_THREADS];
    void *hands[SHARE_MOST_THREADS];
    int threads = share_threads(sealer->options.threads, sealer->pages->page_count, DRAWING_PAYING_PAGES);
    sealer->packed = g_new0(struct PackedPage, sealer->pages->page_count + 1);
    for (int i = 0; i < threads; i++) {
        packers[i] = (struct Packer){sealer, libdeflate_alloc_compressor(pack_level(sealer->content)), g_string_new(NULL)};
        hands[i] = &packers[i];
    }
    share(sealer->pages->page_count, threads, hands, pack_page);
    for (int i = 0; i < threads; i++) {
        libdeflate_free_compressor(packers[i].compressor);
        g_string_free(packers[i].out, TRUE);
    }
}

/* The number of the content of a page; 0, with a message, when it was not packed. */
static int write_content(struct Sealer *sealer, int index)
{
    struct PackedPage *packed = &sealer->packed[index];
    if (!packed->bytes) {
        fail(sealer, "it has another number of marks than was drawn", index);
        return 0;
    }
    int number = objects_new(&sealer->objects);
    object_packed_stream(&sealer->objects, number, "", packed->bytes, packed->length);
    g_clear_pointer(&packed->bytes, g_free);
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

static bool write_page(struct Sealer *sealer, int index, guint *link)
{
    int content = write_content(sealer, index);
    if (!content)
        return false;
    GString *out = sealer->objects.out;
    object_start(&sealer->objects, sealer->page_objects[index]);
    g_string_append_printf(out, "<</Type/Page/Parent %d 0 R/Resources %d 0 R/Contents %d 0 R/MediaBox[0 0", sealer->pages_object,
                           sealer->resources_object, content);
    pdf_length(out, sealer->pages->width);
    pdf_length(out, sealer->pages->height);
    g_string_append_c(out, ']');
    if (sealer->options.standard != PDF_PLAIN)
        g_string_append_printf(out, "/StructParents %d/Tabs/S", index);
    append_annotations(sealer, link, index);
    g_string_append(out, ">>");
    object_end(&sealer->objects);
    return true;
}

static bool write_pages(struct Sealer *sealer)
{
    guint link = 0;
    bool good = true;
    for (size_t i = 0; good && i < sealer->pages->page_count; i++)
        good = write_page(sealer, (int)i, &link);
    GString *out = sealer->objects.out;
    object_start(&sealer->objects, sealer->pages_object);
    g_string_append_printf(out, "<</Type/Pages/Count %zu/Kids[", sealer->pages->page_count);
    for (size_t i = 0; i < sealer->pages->page_count; i++)
        pdf_reference(out, sealer->page_objects[i]);
    g_string_append(out, "]>>");
    object_end(&sealer->objects);
    return good;
}

static void append_resources(GString *out, const char *kind, const char *prefix, const GArray *numbers)
{
    g_string_append_printf(out, "%s<<", kind);
    for (guint i = 0; i < numbers->len; i++)
        g_string_append_printf(out, "%s%u %d 0 R", prefix, i, g_array_index(numbers, int, i));
    g_string_append(out, ">>");
}

/* Fonts and artwork, alike for all pages. */
static bool write_resources(struct Sealer *sealer)
{
    GArray *fonts = g_array_new(FALSE, FALSE, sizeof(int)), *forms = g_array_new(FALSE, FALSE, sizeof(int));
    write_fonts(&sealer->objects, sealer->drawing->fonts, fonts);
    bool good = !sealer->artwork || write_artwork(sealer->artwork, &sealer->objects, forms);
    object_start(&sealer->objects, sealer->resources_object);
    g_string_append(sealer->objects.out, "<<");
    append_resources(sealer->objects.out, "/Font", "/F", fonts);
    if (forms->len)
        append_resources(sealer->objects.out, "/XObject", "/X", forms);
    g_string_append(sealer->objects.out, ">>");
    object_end(&sealer->objects);
    g_array_unref(fonts);
    g_array_unref(forms);
    if (!good)
        diag(sealer->diags, SG_EMBLEM_LETTERS, span_at(sealer->report->emblem, 0, 0), NULL);
    return good;
}

static int write_intent(struct Objects *objects)
{
    GByteArray *profile = icc_srgb();
    int stream = objects_new(objects), number = objects_new(objects);
    object_stream(objects, stream, "/N 3", profile->data, profile->len, BEST);
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
    object_stream(objects, stream, entries->str, file->bytes, file->length, QUICK);
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
    g_string_append_printf(objects->out, "<</Type/Catalog/Pages %d 0 R/Metadata %d 0 R/Lang", sealer->pages_object, xmp);
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

/* The whole file but what ties it together at its end. */
static bool write_objects(struct Sealer *sealer, char trailer[64])
{
    destinations_begin(sealer);
    links_begin(sealer);
    if (!write_resources(sealer))
        return false;
    objects_spare(&sealer->objects);
    pack_pages(sealer);
    if (!write_pages(sealer))
        return false;
    write_links(sealer);
    int catalog = write_catalog(sealer), info = metadata_info(&sealer->objects, sealer->report);
    g_snprintf(trailer, 64, "/Root %d 0 R/Info %d 0 R", catalog, info);
    return sealer->objects.file->len < G_MAXINT32 || fail(sealer, "it is over 2 GB long", -1);
}

static qpdf_data qpdf_open(const GByteArray *file)
{
    qpdf_data qpdf = qpdf_init();
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(qpdf, QPDF_FALSE);
    qpdf_read_memory(qpdf, "drawn", (const char *)file->data, file->len, NULL);
    return qpdf;
}

static bool no_complaint(struct Sealer *sealer, qpdf_data qpdf)
{
    char *complaint = glue_complaint(qpdf);
    bool good = !complaint || fail(sealer, complaint, -1);
    g_free(complaint);
    return good;
}

/* Takes the file, gives it in the order in which a viewer on the web asks for it. */
static GByteArray *linearize(struct Sealer *sealer, GByteArray *file)
{
    GByteArray *ordered = NULL;
    qpdf_data qpdf = qpdf_open(file);
    if (no_complaint(sealer, qpdf)) {
        qpdf_init_write_memory(qpdf);
        qpdf_set_object_stream_mode(qpdf, qpdf_o_generate);
        qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
        qpdf_set_minimum_pdf_version(qpdf, "1.7");
        qpdf_set_newline_before_endstream(qpdf, QPDF_TRUE);
        qpdf_set_linearization(qpdf, QPDF_TRUE);
        qpdf_write(qpdf);
        if (no_complaint(sealer, qpdf))
            ordered = g_byte_array_append(g_byte_array_new(), qpdf_get_buffer(qpdf), (guint)qpdf_get_buffer_length(qpdf));
    }
    qpdf_cleanup(&qpdf);
    g_byte_array_unref(file);
    return ordered;
}

/* Numbers what is referred to before it is written. */
static bool begin(struct Sealer *sealer)
{
    for (guint i = 0; i < sealer->drawing->pages->len; i++)
        sealer->content += g_array_index(sealer->drawing->pages, struct DrawnPage, i).length;
    objects_begin(&sealer->objects, sealer->content);
    for (size_t i = 0; i < sealer->pages->page_count; i++)
        sealer->page_objects[i] = objects_new(&sealer->objects);
    sealer->pages_object = objects_new(&sealer->objects);
    sealer->resources_object = objects_new(&sealer->objects);
    if (sealer->drawing->artwork) {
        sealer->artwork = qpdf_open(sealer->drawing->artwork);
        if (!no_complaint(sealer, sealer->artwork))
            return false;
    }
    return sealer->drawing->pages->len == sealer->pages->page_count ||
           fail(sealer, "it has another number of pages than was drawn", -1);
}

GByteArray *seal_pdf(struct Drawing *drawing, const struct Pages *pages, const struct Report *report,
                     struct SealOptions options, struct Diags *diags)
{
    struct Sealer sealer = {.drawing = drawing, .pages = pages, .report = report, .options = options, .diags = diags};
    sealer.page_objects = g_new0(int, pages->page_count + 1);
    tree_build(&sealer.tree, report, pages);
    GByteArray *sealed = NULL;
    char trailer[64];
    if (begin(&sealer) && write_objects(&sealer, trailer))
        sealed = objects_finish(&sealer.objects, trailer);
    if (sealed && options.linearize)
        sealed = linearize(&sealer, sealed);
    if (sealer.artwork)
        qpdf_cleanup(&sealer.artwork);
    objects_free(&sealer.objects);
    for (size_t i = 0; sealer.packed && i < pages->page_count; i++)
        g_free(sealer.packed[i].bytes);
    g_free(sealer.packed);
    if (sealer.dests)
        g_hash_table_unref(sealer.dests);
    tree_free(&sealer.tree);
    g_free(sealer.page_objects);
    return sealed;
}
