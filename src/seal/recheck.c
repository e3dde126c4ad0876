#include "seal/recheck.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/diag.h"
#include "base/limits.h"
#include "seal/content.h"
#include "seal/glue.h"

enum { DEEPEST = 200 };

struct Check {
    qpdf_data qpdf;
    const struct Source *source;
    struct Diags *diags;
    struct SealedFacts *facts;
    GHashTable *pages; /* number of a page object -> index + 1 */
    GHashTable *marks; /* page << 32 | MCID, of the elements -> how often */
    GHashTable *numbers; /* of paragraphs */
};

static void complain(struct Check *check, enum DiagCode code, const char *format, ...) G_GNUC_PRINTF(3, 4);
static void complain(struct Check *check, enum DiagCode code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diag(check->diags, code, span_at(check->source, 0, 0), "%s", text);
    g_free(text);
}

static qpdf_oh get(struct Check *check, qpdf_oh dict, const char *key)
{
    return qpdf_oh_is_dictionary(check->qpdf, dict) ? qpdf_oh_get_key(check->qpdf, dict, key) : qpdf_oh_new_null(check->qpdf);
}

/* Calls `visit` on each entry of a name tree. */
static void walk_names(struct Check *check, qpdf_oh node, int depth, void (*visit)(struct Check *, const char *, qpdf_oh))
{
    qpdf_oh kids = get(check, node, "/Kids"), names = get(check, node, "/Names");
    int count = qpdf_oh_is_array(check->qpdf, kids) ? qpdf_oh_get_array_n_items(check->qpdf, kids) : 0;
    for (int i = 0; i < count && depth < DEEPEST; i++) {
        qpdf_oh kid = qpdf_oh_get_array_item(check->qpdf, kids, i);
        walk_names(check, kid, depth + 1, visit);
        qpdf_oh_release(check->qpdf, kid);
    }
    count = qpdf_oh_is_array(check->qpdf, names) ? qpdf_oh_get_array_n_items(check->qpdf, names) : 0;
    for (int i = 0; i + 1 < count; i += 2) {
        qpdf_oh name = qpdf_oh_get_array_item(check->qpdf, names, i), value = qpdf_oh_get_array_item(check->qpdf, names, i + 1);
        char *text = g_strdup(qpdf_oh_get_utf8_value(check->qpdf, name));
        visit(check, text, value);
        g_free(text);
        qpdf_oh_release(check->qpdf, name);
        qpdf_oh_release(check->qpdf, value);
    }
    qpdf_oh_release(check->qpdf, kids);
    qpdf_oh_release(check->qpdf, names);
}

static void visit_destination(struct Check *check, const char *name, qpdf_oh value)
{
    (void)value;
    if (!g_str_has_prefix(name, "para."))
        return;
    int number = (int)g_ascii_strtoull(name + strlen("para."), NULL, 10);
    if (number > 0 && !g_hash_table_add(check->numbers, GINT_TO_POINTER(number)))
        complain(check, SG_SEAL_PARAGRAPH, "paragraph %d stands twice", number);
}

static void visit_attachment(struct Check *check, const char *name, qpdf_oh specification)
{
    qpdf_oh files = get(check, specification, "/EF"), stream = get(check, files, "/F");
    GByteArray *bytes = qpdf_oh_is_stream(check->qpdf, stream) ? glue_stream(check->qpdf, stream) : NULL;
    check->facts->attachments++;
    if (!bytes) {
        complain(check, SG_SEAL_ATTACHMENT, "\"%s\" cannot be read", name);
    } else {
        qpdf_oh dict = qpdf_oh_get_dict(check->qpdf, stream), parameters = get(check, dict, "/Params");
        qpdf_oh kept = get(check, parameters, "/CheckSum");
        guint8 digest[16];
        gsize length = sizeof digest;
        GChecksum *checksum = g_checksum_new(G_CHECKSUM_MD5);
        g_checksum_update(checksum, bytes->data, bytes->len);
        g_checksum_get_digest(checksum, digest, &length);
        g_checksum_free(checksum);
        const char *expected = qpdf_oh_get_string_value(check->qpdf, kept);
        if (qpdf_get_last_string_length(check->qpdf) != length || memcmp(expected, digest, length) != 0)
            complain(check, SG_SEAL_ATTACHMENT, "\"%s\" differs from its checksum", name);
        qpdf_oh_release(check->qpdf, dict);
        qpdf_oh_release(check->qpdf, parameters);
        qpdf_oh_release(check->qpdf, kept);
        g_byte_array_unref(bytes);
    }
    qpdf_oh_release(check->qpdf, files);
    qpdf_oh_release(check->qpdf, stream);
}

static void check_names(struct Check *check, qpdf_oh root)
{
    qpdf_oh names = get(check, root, "/Names");
    qpdf_oh dests = get(check, names, "/Dests"), files = get(check, names, "/EmbeddedFiles");
    walk_names(check, dests, 0, visit_destination);
    walk_names(check, files, 0, visit_attachment);
    check->facts->paragraphs = (int)g_hash_table_size(check->numbers);
    for (int i = 1; i <= check->facts->paragraphs; i++)
        if (!g_hash_table_contains(check->numbers, GINT_TO_POINTER(i))) {
            complain(check, SG_SEAL_PARAGRAPH, "paragraph %d is missing", i);
            break;
        }
    qpdf_oh_release(check->qpdf, names);
    qpdf_oh_release(check->qpdf, dests);
    qpdf_oh_release(check->qpdf, files);
}

static void add_mark(struct Check *check, int page_object, long long mcid)
{
    guint64 key = (guint64)GPOINTER_TO_INT(g_hash_table_lookup(check->pages, GINT_TO_POINTER(page_object))) << 32 | (guint64)mcid;
    if (!g_hash_table_add(check->marks, g_memdup2(&key, sizeof key)))
        complain(check, SG_SEAL_STRUCTURE, "mark %lld stands in two elements", mcid);
}

static void walk_elements(struct Check *check, qpdf_oh kid, int page_object, int depth);

static void walk_kids(struct Check *check, qpdf_oh element, int page_object, int depth)
{
    qpdf_oh kids = get(check, element, "/K");
    if (!qpdf_oh_is_array(check->qpdf, kids))
        walk_elements(check, kids, page_object, depth);
    else
        for (int i = 0; i < qpdf_oh_get_array_n_items(check->qpdf, kids); i++) {
            qpdf_oh kid = qpdf_oh_get_array_item(check->qpdf, kids, i);
            walk_elements(check, kid, page_object, depth);
            qpdf_oh_release(check->qpdf, kid);
        }
    qpdf_oh_release(check->qpdf, kids);
}

/* A kid is a number of a mark on the page of its element, a mark on another page, an annotation, or an element. */
static void walk_elements(struct Check *check, qpdf_oh kid, int page_object, int depth)
{
    if (qpdf_oh_is_integer(check->qpdf, kid)) {
        add_mark(check, page_object, qpdf_oh_get_int_value(check->qpdf, kid));
        return;
    }
    if (!qpdf_oh_is_dictionary(check->qpdf, kid))
        return;
    int page = glue_reference(check->qpdf, kid, "/Pg");
    page = page ? page : page_object;
    qpdf_oh type = get(check, kid, "/S"), mcid = get(check, kid, "/MCID");
    if (qpdf_oh_is_integer(check->qpdf, mcid))
        add_mark(check, page, qpdf_oh_get_int_value(check->qpdf, mcid));
    else if (qpdf_oh_is_name(check->qpdf, type) && depth == DEEPEST)
        complain(check, SG_SEAL_STRUCTURE, "elements are nested more than %d deep", DEEPEST);
    else if (qpdf_oh_is_name(check->qpdf, type)) {
        check->facts->elements++;
        check->facts->notes += qpdf_oh_is_name_and_equals(check->qpdf, type, "/Note");
        walk_kids(check, kid, page, depth + 1);
    }
    qpdf_oh_release(check->qpdf, type);
    qpdf_oh_release(check->qpdf, mcid);
}

static void check_page(struct Check *check, int index)
{
    qpdf_oh page = qpdf_get_page_n(check->qpdf, (size_t)index), contents = get(check, page, "/Contents");
    GByteArray *bytes = qpdf_oh_is_stream(check->qpdf, contents) ? glue_stream(check->qpdf, contents) : NULL;
    struct ContentCount count = {.mcids = g_array_new(FALSE, FALSE, sizeof(int))};
    if (bytes)
        content_count((const char *)bytes->data, bytes->len, &count);
    if (!bytes || !count.sound)
        complain(check, SG_SEAL_STRUCTURE, "page %d: its content cannot be read", index + 1);
    if (count.unmarked)
        complain(check, SG_SEAL_STRUCTURE, "page %d: %d operators paint outside marks", index + 1, count.unmarked);
    for (guint i = 0; i < count.mcids->len; i++) {
        guint64 key = (guint64)(index + 1) << 32 | (guint64)g_array_index(count.mcids, int, i);
        if (!g_hash_table_remove(check->marks, &key))
            complain(check, SG_SEAL_STRUCTURE, "page %d: mark %d has no element", index + 1, g_array_index(count.mcids, int, i));
    }
    check->facts->marks += count.markers;
    check->facts->artifacts += count.artifacts;
    g_array_unref(count.mcids);
    if (bytes)
        g_byte_array_unref(bytes);
    qpdf_oh_release(check->qpdf, page);
    qpdf_oh_release(check->qpdf, contents);
}

static void check_structure(struct Check *check, qpdf_oh root)
{
    check->facts->pages = qpdf_get_num_pages(check->qpdf);
    for (int i = 0; i < check->facts->pages; i++) {
        qpdf_oh page = qpdf_get_page_n(check->qpdf, (size_t)i);
        g_hash_table_insert(check->pages, GINT_TO_POINTER(qpdf_oh_get_object_id(check->qpdf, page)), GINT_TO_POINTER(i + 1));
        qpdf_oh_release(check->qpdf, page);
    }
    qpdf_oh tree = get(check, root, "/StructTreeRoot");
    if (qpdf_oh_is_dictionary(check->qpdf, tree)) {
        walk_kids(check, tree, 0, 0);
        for (int i = 0; i < check->facts->pages; i++)
            check_page(check, i);
        if (g_hash_table_size(check->marks))
            complain(check, SG_SEAL_STRUCTURE, "%u marks of elements are on no page", g_hash_table_size(check->marks));
    } else {
        complain(check, SG_SEAL_CLAIM, "no structure");
    }
    qpdf_oh_release(check->qpdf, tree);
}

/* The number behind a claim in the packet of metadata, as element or as attribute. */
static int claimed_part(const char *packet, const char *name)
{
    const char *at = strstr(packet, name);
    if (!at)
        return 0;
    at += strlen(name);
    at += strspn(at, ">=\"' ");
    return (int)g_ascii_strtoull(at, NULL, 10);
}

static void check_claims(struct Check *check, qpdf_oh root)
{
    qpdf_oh metadata = get(check, root, "/Metadata"), lang = get(check, root, "/Lang");
    qpdf_oh marked = get(check, root, "/MarkInfo"), preferences = get(check, root, "/ViewerPreferences");
    GByteArray *packet = qpdf_oh_is_stream(check->qpdf, metadata) ? glue_stream(check->qpdf, metadata) : NULL;
    if (packet) {
        g_byte_array_append(packet, (const guint8 *)"", 1);
        check->facts->part = claimed_part((const char *)packet->data, "pdfaid:part");
        check->facts->accessible = claimed_part((const char *)packet->data, "pdfuaid:part") == 1;
        g_byte_array_unref(packet);
    }
    if (check->facts->part != 2 && check->facts->part != 3)
        complain(check, SG_SEAL_CLAIM, "PDF/A-2 or PDF/A-3");
    if (!check->facts->accessible)
        complain(check, SG_SEAL_CLAIM, "PDF/UA-1");
    if (!qpdf_oh_is_string(check->qpdf, lang))
        complain(check, SG_SEAL_CLAIM, "language");
    qpdf_oh is_marked = get(check, marked, "/Marked"), titled = get(check, preferences, "/DisplayDocTitle");
    if (!qpdf_oh_is_bool(check->qpdf, is_marked) || !qpdf_oh_get_bool_value(check->qpdf, is_marked))
        complain(check, SG_SEAL_CLAIM, "marked content");
    if (!qpdf_oh_is_bool(check->qpdf, titled) || !qpdf_oh_get_bool_value(check->qpdf, titled))
        complain(check, SG_SEAL_CLAIM, "title shown");
    qpdf_oh handles[] = {metadata, lang, marked, preferences, is_marked, titled};
    for (size_t i = 0; i < G_N_ELEMENTS(handles); i++)
        qpdf_oh_release(check->qpdf, handles[i]);
}

bool seal_recheck(const struct Source *source, struct Diags *diags, struct SealedFacts *facts)
{
    *facts = (struct SealedFacts){0};
    struct Check check = {.source = source, .diags = diags, .facts = facts, .qpdf = qpdf_init()};
    qpdf_silence_errors(check.qpdf);
    qpdf_set_suppress_warnings(check.qpdf, QPDF_TRUE);
    qpdf_set_attempt_recovery(check.qpdf, QPDF_FALSE);
    qpdf_read_memory(check.qpdf, source->path, source->bytes, source->length, NULL);
    char *complaint = glue_complaint(check.qpdf);
    bool readable = !complaint;
    if (readable) {
        check.pages = g_hash_table_new(NULL, NULL);
        check.numbers = g_hash_table_new(NULL, NULL);
        check.marks = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
        qpdf_oh root = qpdf_get_root(check.qpdf);
        check_claims(&check, root);
        check_structure(&check, root);
        check_names(&check, root);
        g_hash_table_unref(check.pages);
        g_hash_table_unref(check.numbers);
        g_hash_table_unref(check.marks);
        complaint = glue_complaint(check.qpdf);
    }
    if (complaint)
        complain(&check, SG_SEAL_UNREADABLE, "%s", complaint);
    g_free(complaint);
    qpdf_cleanup(&check.qpdf);
    return readable;
}
