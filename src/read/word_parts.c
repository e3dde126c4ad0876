/* The parts of a Word file beside the text: styles, lists, addresses of links. */
#include "read/word_int.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "base/arena.h"
#include "base/diag.h"

#define DEEPEST_STYLE 20

/* ---- XML ---- */

bool word_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && !strcmp((const char *)node->name, name);
}

xmlNode *word_child(const xmlNode *node, const char *name)
{
    for (xmlNode *n = node ? node->children : NULL; n; n = n->next)
        if (word_is(n, name))
            return n;
    return NULL;
}

xmlChar *word_attribute(const xmlNode *node, const char *name)
{
    for (xmlAttr *a = node ? node->properties : NULL; a; a = a->next)
        if (!strcmp((const char *)a->name, name))
            return xmlNodeListGetString(node->doc, a->children, 1);
    return NULL;
}

/* A number of up to six digits; `fallback` when it is none. Ends the text. */
static int take_number(xmlChar *text, int fallback)
{
    char *end = NULL;
    long number = text && g_ascii_isdigit(*text) ? strtol((const char *)text, &end, 10) : -1;
    bool well = number >= 0 && number < 1000000 && !*end;
    xmlFree(text);
    return well ? (int)number : fallback;
}

int word_number(const xmlNode *node, const char *child, int fallback)
{
    return take_number(word_attribute(word_child(node, child), "val"), fallback);
}

int word_switch(const xmlNode *node, const char *child)
{
    const xmlNode *n = word_child(node, child);
    xmlChar *text = word_attribute(n, "val");
    bool off = text && (!strcmp((const char *)text, "0") || !strcmp((const char *)text, "false") || !strcmp((const char *)text, "none"));
    xmlFree(text);
    return n ? !off : -1;
}

static xmlDocPtr parse(const char *bytes, size_t length, const char *name, const struct Source *source, struct Diags *diags)
{
    if (g_strstr_len(bytes, (gssize)length, "<!DOCTYPE")) {
        diag(diags, SG_XML_DOCTYPE, span_at(source, 0, 0), "\"%s\"", name);
        return NULL;
    }
    xmlDocPtr doc = length <= INT_MAX ? xmlReadMemory(bytes, (int)length, NULL, NULL,
                                                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA)
                                      : NULL;
    if (doc && doc->intSubset) { /* in an encoding in which the look above is blind */
        diag(diags, SG_XML_DOCTYPE, span_at(source, 0, 0), "\"%s\"", name);
        xmlFreeDoc(doc);
        return NULL;
    }
    if (!doc || !xmlDocGetRootElement(doc)) {
        diag(diags, SG_XML_MALFORMED, span_at(source, 0, 0), "\"%s\"", name);
        xmlFreeDoc(doc);
        return NULL;
    }
    return doc;
}

static xmlDocPtr part(struct Archive *archive, const char *name, const struct Source *source, struct Diags *diags)
{
    size_t length;
    const char *bytes = name ? archive_part(archive, name, &length, diags) : NULL;
    return bytes ? parse(bytes, length, name, source, diags) : NULL;
}

/* ---- Styles ---- */

static void free_style(gpointer data)
{
    g_free(((struct WordStyle *)data)->based_on);
    g_free(data);
}

static char *text_of(const xmlNode *node, const char *child)
{
    xmlChar *text = word_attribute(word_child(node, child), "val");
    char *copy = g_strdup((const char *)text);
    xmlFree(text);
    return copy;
}

/* "heading 2" is a heading of the second level in every language of Word. */
static int named_level(const char *name)
{
    if (!name || g_ascii_strncasecmp(name, "heading ", 8) != 0 || !g_ascii_isdigit(name[8]) || name[9])
        return 0;
    return name[8] - '0';
}

static void read_styles(struct WordParts *parts, xmlDocPtr doc)
{
    for (xmlNode *n = doc ? xmlDocGetRootElement(doc)->children : NULL; n; n = n->next) {
        xmlChar *id = word_is(n, "style") ? word_attribute(n, "styleId") : NULL;
        if (!id)
            continue;
        const xmlNode *about = word_child(n, "pPr"), *list = word_child(about, "numPr"), *run = word_child(n, "rPr");
        struct WordStyle *style = g_new0(struct WordStyle, 1);
        char *name = text_of(n, "name");
        int outline = word_number(about, "outlineLvl", -1);
        style->outline = outline >= 0 && outline < WORD_LEVELS ? outline + 1 : named_level(name);
        style->list = word_number(list, "numId", 0);
        style->level = word_number(list, "ilvl", 0);
        style->bold = word_switch(run, "b");
        style->italic = word_switch(run, "i");
        style->based_on = text_of(n, "basedOn");
        g_hash_table_replace(parts->styles, g_strdup((const char *)id), style);
        g_free(name);
        xmlFree(id);
    }
}

struct WordStyle word_style(const struct WordParts *parts, const char *id)
{
    struct WordStyle whole = {0, 0, 0, -1, -1, NULL};
    for (int depth = 0; id && depth < DEEPEST_STYLE; depth++) {
        const struct WordStyle *style = g_hash_table_lookup(parts->styles, id);
        if (!style)
            break;
        if (!whole.outline)
            whole.outline = style->outline;
        if (!whole.list && style->list) {
            whole.list = style->list;
            whole.level = style->level;
        }
        whole.bold = whole.bold < 0 ? style->bold : whole.bold;
        whole.italic = whole.italic < 0 ? style->italic : whole.italic;
        id = style->based_on;
    }
    return whole;
}

/* ---- Lists ---- */

static void free_list(gpointer data)
{
    struct WordList *list = data;
    for (int i = 0; i < WORD_LEVELS; i++) {
        g_free(list->levels[i].format);
        g_free(list->levels[i].text);
    }
    g_array_unref(list->shared);
    g_free(list);
}

static void read_levels(struct WordList *list, const xmlNode *from)
{
    for (const xmlNode *n = from->children; n; n = n->next) {
        int level = word_is(n, "lvl") ? take_number(word_attribute(n, "ilvl"), -1) : -1;
        if (level < 0 || level >= WORD_LEVELS)
            continue;
        struct WordLevel *l = &list->levels[level];
        g_free(l->format);
        g_free(l->text);
        *l = (struct WordLevel){text_of(n, "numFmt"), text_of(n, "lvlText"), word_number(n, "start", 1)};
    }
}

static xmlNode *abstract_list(xmlNode *root, const char *id)
{
    for (xmlNode *n = root->children; n; n = n->next) {
        xmlChar *own = word_is(n, "abstractNum") ? word_attribute(n, "abstractNumId") : NULL;
        bool same = own && !strcmp((const char *)own, id);
        xmlFree(own);
        if (same)
            return n;
    }
    return NULL;
}

static void restart(struct WordList *list, const xmlNode *num)
{
    for (const xmlNode *n = num->children; n; n = n->next) {
        if (!word_is(n, "lvlOverride"))
            continue;
        read_levels(list, n);
        if (word_number(n, "startOverride", -1) < 0)
            continue;
        g_array_unref(list->shared); /* counts for itself from here on */
        list->shared = g_array_sized_new(FALSE, FALSE, sizeof(int), WORD_LEVELS);
        for (int i = 0, none = -1; i < WORD_LEVELS; i++)
            g_array_append_val(list->shared, none);
    }
}

static void read_lists(struct WordParts *parts, xmlDocPtr doc)
{
    xmlNode *root = doc ? xmlDocGetRootElement(doc) : NULL;
    GHashTable *counters = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    for (xmlNode *n = root ? root->children : NULL; n; n = n->next) {
        int id = word_is(n, "num") ? take_number(word_attribute(n, "numId"), 0) : 0;
        char *abstract = id ? text_of(n, "abstractNumId") : NULL;
        xmlNode *model = abstract ? abstract_list(root, abstract) : NULL;
        if (model) {
            GArray *shared = g_hash_table_lookup(counters, abstract);
            if (!shared) {
                shared = g_array_sized_new(FALSE, FALSE, sizeof(int), WORD_LEVELS);
                for (int i = 0, none = -1; i < WORD_LEVELS; i++)
                    g_array_append_val(shared, none);
                g_hash_table_insert(counters, g_strdup(abstract), shared);
            }
            struct WordList *list = g_new0(struct WordList, 1);
            list->shared = g_array_ref(shared);
            read_levels(list, model);
            restart(list, n);
            list->counters = (int *)(void *)list->shared->data;
            g_hash_table_replace(parts->lists, GINT_TO_POINTER(id), list);
        }
        g_free(abstract);
    }
    g_hash_table_unref(counters);
}

static void append_number(GString *out, const char *format, int number)
{
    static const struct {
        int value;
        const char *text;
    } roman[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
                 {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
    gsize from = out->len;
    bool upper = format && g_str_has_prefix(format, "upper");
    if (format && g_str_has_suffix(format, "Letter")) {
        for (int i = 0; i <= (number - 1) / 26 && i < 10; i++)
            g_string_append_c(out, (char)('a' + (number - 1) % 26));
    } else if (format && g_str_has_suffix(format, "Roman") && number < 4000) {
        for (size_t i = 0; i < G_N_ELEMENTS(roman); i++)
            for (; number >= roman[i].value; number -= roman[i].value)
                g_string_append(out, roman[i].text);
    } else {
        g_string_append_printf(out, "%d", number);
    }
    for (gsize i = from; upper && i < out->len; i++)
        out->str[i] = g_ascii_toupper(out->str[i]);
}

char *word_label(const struct WordParts *parts, int id, int level)
{
    struct WordList *list = id ? g_hash_table_lookup(parts->lists, GINT_TO_POINTER(id)) : NULL;
    if (!list || level < 0 || level >= WORD_LEVELS || !list->levels[level].format || !list->levels[level].text)
        return NULL;
    const struct WordLevel *own = &list->levels[level];
    list->counters[level] = list->counters[level] < 0 ? own->start : list->counters[level] + 1;
    for (int i = level + 1; i < WORD_LEVELS; i++)
        list->counters[i] = -1;
    if (!strcmp(own->format, "none") || !*own->text)
        return NULL;
    if (!strcmp(own->format, "bullet"))
        return g_strdup("•");
    GString *label = g_string_new(NULL);
    for (const char *p = own->text; *p; p++) {
        int other = p[0] == '%' && p[1] >= '1' && p[1] <= '9' ? p[1] - '1' : -1;
        if (other < 0) {
            g_string_append_c(label, *p);
            continue;
        }
        int count = list->counters[other] < 0 ? MAX(list->levels[other].start, 1) : list->counters[other];
        append_number(label, list->levels[other].format, MAX(count, 1));
        p++;
    }
    return g_string_free(label, FALSE);
}

/* ---- The archive ---- */

/* A target that is relative to the folder of the part that names it. */
static char *resolve(const char *folder, const char *target)
{
    if (*target == '/')
        return g_strdup(target + 1);
    return *folder ? g_strconcat(folder, "/", target, NULL) : g_strdup(target);
}

/* The target of the relation whose type ends so; NULL: there is none. Owned by the caller. */
static char *target_of(xmlDocPtr relations, const char *type, const char *folder)
{
    char *found = NULL;
    for (xmlNode *n = relations ? xmlDocGetRootElement(relations)->children : NULL; n && !found; n = n->next) {
        xmlChar *own = word_is(n, "Relationship") ? word_attribute(n, "Type") : NULL, *target = own ? word_attribute(n, "Target") : NULL;
        if (target && g_str_has_suffix((const char *)own, type))
            found = resolve(folder, (const char *)target);
        xmlFree(own);
        xmlFree(target);
    }
    return found;
}

static void read_links(struct WordParts *parts, xmlDocPtr relations)
{
    for (xmlNode *n = relations ? xmlDocGetRootElement(relations)->children : NULL; n; n = n->next) {
        xmlChar *mode = word_is(n, "Relationship") ? word_attribute(n, "TargetMode") : NULL;
        xmlChar *id = mode ? word_attribute(n, "Id") : NULL, *target = mode ? word_attribute(n, "Target") : NULL;
        if (id && target && !strcmp((const char *)mode, "External"))
            g_hash_table_replace(parts->links, g_strdup((const char *)id), g_strdup((const char *)target));
        xmlFree(mode);
        xmlFree(id);
        xmlFree(target);
    }
}

static xmlDocPtr related(struct Archive *archive, xmlDocPtr relations, const char *type, const char *folder,
                         const struct Source *source, struct Diags *diags)
{
    char *name = target_of(relations, type, folder);
    xmlDocPtr doc = part(archive, name, source, diags);
    g_free(name);
    return doc;
}

bool word_parts_open(struct WordParts *parts, struct Archive *archive, const struct Source *source, struct Diags *diags)
{
    *parts = (struct WordParts){g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_style),
                                g_hash_table_new_full(NULL, NULL, NULL, free_list),
                                g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free), NULL, NULL, NULL};
    size_t before = diags_count(diags, SEVERITY_ERROR);
    xmlDocPtr roots = part(archive, "_rels/.rels", source, diags);
    char *name = target_of(roots, "/officeDocument", "");
    xmlFreeDoc(roots);
    if (!name)
        name = g_strdup("word/document.xml");
    parts->document = part(archive, name, source, diags);
    if (!parts->document && diags_count(diags, SEVERITY_ERROR) == before)
        diag(diags, SG_WORD_NONE, span_at(source, 0, 0), "\"%s\"", name);
    char *folder = g_path_get_dirname(name), *base = g_path_get_basename(name);
    if (!strcmp(folder, "."))
        *folder = '\0';
    char *about = g_strdup_printf("%s%s_rels/%s.rels", folder, *folder ? "/" : "", base);
    xmlDocPtr relations = parts->document ? part(archive, about, source, diags) : NULL;
    xmlDocPtr styles = related(archive, relations, "/styles", folder, source, diags);
    xmlDocPtr lists = related(archive, relations, "/numbering", folder, source, diags);
    read_styles(parts, styles);
    read_lists(parts, lists);
    read_links(parts, relations);
    parts->footnotes = related(archive, relations, "/footnotes", folder, source, diags);
    parts->endnotes = related(archive, relations, "/endnotes", folder, source, diags);
    xmlFreeDoc(styles);
    xmlFreeDoc(lists);
    xmlFreeDoc(relations);
    g_free(about);
    g_free(folder);
    g_free(base);
    g_free(name);
    return parts->document && diags_count(diags, SEVERITY_ERROR) == before;
}

void word_parts_end(struct WordParts *parts)
{
    g_hash_table_unref(parts->styles);
    g_hash_table_unref(parts->lists);
    g_hash_table_unref(parts->links);
    xmlFreeDoc(parts->document);
    xmlFreeDoc(parts->footnotes);
    xmlFreeDoc(parts->endnotes);
}
