/* The kind of document: the first whose conditions hold. */
#include <string.h>

#include "base/arena.h"
#include "import/import_int.h"

/* Layouts change with the years: the first whose day `until` is not past counts. */
static const char *layout_of(const struct Importer *im, const struct Node *layouts)
{
    const char *date = value_of(im, "date");
    for (const struct Node *n = layouts ? layouts->first : NULL; n; n = n->next) {
        const char *until = rules_word(n, "until");
        if (!until || (date && strcmp(date, until) <= 0))
            return rules_word(n, "layout");
    }
    return NULL;
}

/* The first line of the document. */
static struct Span first_line(const struct Importer *im)
{
    if (!im->manuscript->blocks->len)
        return span_at(im->manuscript->source, 0, 0);
    const struct Passage *p = manuscript_block(im->manuscript, 0)->passage;
    return passage_span(p, 0, strcspn(p->text->str, "\n"));
}

static void tell_unknown(struct Importer *im)
{
    GString *found = g_string_new(NULL);
    for (guint i = 0; i < im->lines->len; i++)
        g_string_append_printf(found, "%s%s", found->len ? ", " : "", (const char *)g_ptr_array_index(im->lines, i));
    diag(im->diags, SG_IMPORT_KIND, first_line(im), "found: %s", found->len ? found->str : "nothing");
    g_string_free(found, TRUE);
}

bool shape_find(struct Importer *im)
{
    const struct Node *shared = im->rules->shared, *kinds = shared ? node_child(shared, "kinds") : NULL,
                      *sections = shared ? node_child(shared, "sections") : NULL;
    const struct Node *found = kinds ? kinds->first : NULL;
    while (found && !conditions_met(im, node_child(found, "when")))
        found = found->next;
    const char *kind = found ? rules_word(found, "kind") : NULL, *list = found ? rules_word(found, "sections") : NULL;
    if (!kind) {
        tell_unknown(im);
        return false;
    }
    im->shape = (struct Shape){kind, layout_of(im, node_child(found, "layouts")), sections && list ? node_child(sections, list) : NULL};
    value_set(im, "kind", g_strdup(kind));
    value_set(im, "language", g_strdup(im->rules->language));
    if (im->shape.layout)
        value_set(im, "layout", g_strdup(im->shape.layout));
    const struct Node *set = node_child(found, "set");
    for (const struct Node *n = set ? set->first : NULL; n; n = n->next)
        if (node_text(n) && !value_of(im, n->name))
            value_set(im, n->name, g_strdup(node_text(n)));
    diag(im->diags, SG_IMPORT_KIND_GUESSED, first_line(im), "\"%s\"", kind);
    return true;
}
