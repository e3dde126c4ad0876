/* The tree as objects. Transparent elements are dissolved, elements without content are left out, and the parent tree
 * leads from every mark and every annotation back to its element. */
#include "seal/sealer.h"

#include <string.h>

#include "seal/names.h"

struct Writer {
    struct Sealer *sealer;
    const struct Tree *tree;
    int root;       /* number of the StructTreeRoot */
    bool *live;
    int *owner;     /* by element: itself, or the nearest with a type above */
    int *page;      /* of the first mark of an owner; -1 */
    GString *kids;  /* scratch */
    int kid_count;
};

static const struct Kid *kid_at(const struct Tree *tree, int index)
{
    return index < 0 ? NULL : &g_array_index(tree->kids, struct Kid, (guint)index);
}

static const struct Link *link_at(const struct Tree *tree, int index)
{
    return &g_array_index(tree->links, struct Link, (guint)index);
}

/* A link without an annotation, as the place of a mark that nothing leads to, is text. */
static void dissolve_links(const struct Tree *tree)
{
    for (guint i = 0; i < tree->elements->len; i++) {
        struct Element *element = tree_element(tree, (int)i);
        if (g_strcmp0(element->type, "Link") != 0)
            continue;
        bool annotated = false;
        for (const struct Kid *kid = kid_at(tree, element->first); kid; kid = kid_at(tree, kid->next))
            annotated = annotated || (kid->kind == KID_LINK && link_at(tree, kid->index)->object);
        if (!annotated)
            element->type = NULL;
    }
}

/* Kids come after their parents in the list, so that one way up and one way down are enough. */
static void settle(struct Writer *writer)
{
    const struct Tree *tree = writer->tree;
    guint count = tree->elements->len;
    for (guint i = count; i-- > 0;) {
        const struct Element *element = tree_element(tree, (int)i);
        for (const struct Kid *kid = kid_at(tree, element->first); kid && !writer->live[i]; kid = kid_at(tree, kid->next))
            writer->live[i] = kid->kind == KID_MARK || (kid->kind == KID_ELEMENT && writer->live[kid->index]);
    }
    for (guint i = 0; i < count; i++) {
        struct Element *element = tree_element(tree, (int)i);
        if (element->keep && tree_element(tree, element->parent)->parent >= 0)
            writer->live[i] = writer->live[i] || writer->live[element->parent];
        writer->owner[i] = element->type || element->parent < 0 ? (int)i : writer->owner[element->parent];
        writer->page[i] = -1;
        if (element->first_page >= 0 && writer->page[writer->owner[i]] < 0)
            writer->page[writer->owner[i]] = element->first_page;
        if (writer->live[i] && element->type)
            element->object = objects_new(&writer->sealer->objects);
    }
}

static void append_kids(struct Writer *writer, int element, int page)
{
    const struct Sealer *sealer = writer->sealer;
    GString *out = writer->kids;
    const struct Element *of = tree_element(writer->tree, element);
    for (const struct Kid *kid = kid_at(writer->tree, of->first); kid; kid = kid_at(writer->tree, kid->next)) {
        const struct Element *child = kid->kind == KID_ELEMENT ? tree_element(writer->tree, kid->index) : NULL;
        const struct Link *link = kid->kind == KID_LINK ? link_at(writer->tree, kid->index) : NULL;
        if (child && !child->type) {
            append_kids(writer, kid->index, page);
            continue;
        }
        if ((child && !child->object) || (link && !link->object))
            continue;
        writer->kid_count++;
        if (child)
            pdf_reference(out, child->object);
        else if (link && link->page == page)
            g_string_append_printf(out, "<</Type/OBJR/Obj %d 0 R>>", link->object);
        else if (link)
            g_string_append_printf(out, "<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", sealer->page_objects[link->page], link->object);
        else if (kid->index == page)
            g_string_append_printf(out, " %d", kid->mcid);
        else
            g_string_append_printf(out, "<</Type/MCR/Pg %d 0 R/MCID %d>>", sealer->page_objects[kid->index], kid->mcid);
    }
}

static void append_string(GString *out, const char *key, const char *text)
{
    if (text) {
        g_string_append(out, key);
        pdf_text(out, text);
    }
}

static const struct ElementWords *words_of(const struct Tree *tree, const struct Element *element)
{
    static const struct ElementWords none;
    return element->words < 0 ? &none : &g_array_index(tree->words, struct ElementWords, (guint)element->words);
}

static void append_words(GString *out, const struct ElementWords *words)
{
    append_string(out, "/Lang", words->lang);
    append_string(out, "/Alt", words->alt);
    append_string(out, "/E", words->expansion);
    append_string(out, "/ActualText", words->text);
    append_string(out, "/ID", words->id);
    if (words->attributes)
        g_string_append_printf(out, "/A%s", words->attributes);
}

static void write_element(struct Writer *writer, int index)
{
    struct Objects *objects = &writer->sealer->objects;
    const struct Element *element = tree_element(writer->tree, index);
    int parent = element->parent < 0 ? writer->root
                                     : tree_element(writer->tree, writer->owner[element->parent])->object;
    g_string_truncate(writer->kids, 0);
    writer->kid_count = 0;
    append_kids(writer, index, writer->page[index]);
    object_start(objects, element->object);
    g_string_append_printf(objects->out, "<</S/%s/P %d 0 R", element->type, parent);
    if (writer->page[index] >= 0)
        g_string_append_printf(objects->out, "/Pg %d 0 R", writer->sealer->page_objects[writer->page[index]]);
    if (writer->kid_count)
        g_string_append_printf(objects->out, writer->kid_count == 1 ? "/K%s" : "/K[%s]", writer->kids->str);
    append_words(objects->out, words_of(writer->tree, element));
    g_string_append(objects->out, ">>");
    object_end(objects);
}

static int owner_object(const struct Writer *writer, int element)
{
    return tree_element(writer->tree, writer->owner[element])->object;
}

static int write_parent_tree(struct Writer *writer)
{
    const struct Tree *tree = writer->tree;
    GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
    for (size_t p = 0; p < tree->pages->page_count; p++) {
        GString *marks = g_string_new("[");
        for (size_t i = tree->page_content[p]; i < tree->page_content[p + 1]; i++) {
            const struct PageContent *content = &g_array_index(tree->contents, struct PageContent, (guint)i);
            if (content->element >= 0)
                pdf_reference(marks, owner_object(writer, content->element));
        }
        g_string_append_c(marks, ']');
        g_ptr_array_add(values, g_string_free(marks, FALSE));
    }
    for (guint i = 0; i < tree->links->len; i++) {
        const struct Link *link = link_at(tree, (int)i);
        g_ptr_array_add(values, link->object ? g_strdup_printf("%d 0 R", owner_object(writer, link->element)) : g_strdup("null"));
    }
    int number = numbers_write(&writer->sealer->objects, values);
    g_ptr_array_unref(values);
    return number;
}

static int write_ids(struct Writer *writer)
{
    struct NameTree names;
    names_begin(&names);
    for (guint i = 0; i < writer->tree->elements->len; i++) {
        const struct Element *element = tree_element(writer->tree, (int)i);
        char value[24];
        g_snprintf(value, sizeof value, " %d 0 R", element->object);
        const char *id = words_of(writer->tree, element)->id;
        if (id && element->object)
            names_add(&names, id, value);
    }
    return names_write(&names, &writer->sealer->objects);
}

static void write_root(struct Writer *writer, int parents, int ids)
{
    struct Objects *objects = &writer->sealer->objects;
    object_start(objects, writer->root);
    g_string_append_printf(objects->out, "<</Type/StructTreeRoot/RoleMap<</Title/P>>/K %d 0 R/ParentTree %d 0 R",
                           tree_element(writer->tree, 0)->object, parents);
    if (ids)
        g_string_append_printf(objects->out, "/IDTree %d 0 R", ids);
    g_string_append_printf(objects->out, "/ParentTreeNextKey %zu>>",
                           writer->tree->pages->page_count + writer->tree->links->len);
    object_end(objects);
}

int write_structure(struct Sealer *sealer)
{
    guint count = sealer->tree.elements->len;
    struct Writer writer = {.sealer = sealer, .tree = &sealer->tree, .root = objects_new(&sealer->objects)};
    writer.live = g_new0(bool, count);
    writer.owner = g_new(int, count);
    writer.page = g_new(int, count);
    writer.kids = g_string_new(NULL);
    writer.live[0] = true;
    dissolve_links(writer.tree);
    settle(&writer);
    for (guint i = 0; i < count; i++)
        if (tree_element(writer.tree, (int)i)->object)
            write_element(&writer, (int)i);
    int parents = write_parent_tree(&writer);
    write_root(&writer, parents, write_ids(&writer));
    g_free(writer.live);
    g_free(writer.owner);
    g_free(writer.page);
    g_string_free(writer.kids, TRUE);
    return writer.root;
}
