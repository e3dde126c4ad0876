#include "check/named.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/nearest.h"

static struct Span value_span(const struct Node *node, const char *key)
{
    const struct Node *child = node_child(node, key);
    return child ? node_value_span(child) : node->span;
}

/* A folder of kinds/ or layouts/. */
static void check_folder(struct Checker *checker, const struct Input *templates, const char *group, const char *name,
                         struct Span span)
{
    if (!name || input_folder(templates, arena_printf(checker->arena, "%s/%s", group, name)))
        return;
    struct Nearest nearest;
    nearest_start(&nearest, checker->arena, name);
    size_t length = strlen(group);
    for (size_t i = 0; i < templates->folder_count; i++) {
        const char *folder = templates->folders[i];
        if (strncmp(folder, group, length) == 0 && folder[length] == '/')
            nearest_offer(&nearest, folder + length + 1, NULL);
    }
    schema_error(checker, SG_UNKNOWN_TEMPLATE, span, "\"%s\" in %s%s", name, group, nearest_words(&nearest));
}

/* True when the id is in a list of a register, or the register cannot be read; offers the others. */
static bool is_listed(const struct Input *templates, const char *file, const char *list, const char *id, struct Nearest *nearest)
{
    const struct InputFile *read = input_file(templates, file);
    const struct Node *items = read && read->root ? node_child(read->root, list) : NULL;
    if (!items)
        return true;
    for (const struct Node *item = items->first; item; item = item->next) {
        const struct Node *own = node_child(item, "id");
        const char *text = own ? node_text(own) : NULL;
        if (text && strcmp(text, id) == 0)
            return true;
        if (text)
            nearest_offer(nearest, text, NULL);
    }
    return false;
}

/* An id that is not listed counts as not given. */
static void check_listed(struct Checker *checker, const struct Input *templates, const char *file, const char *list,
                         const char **id, struct Span span)
{
    struct Nearest nearest;
    nearest_start(&nearest, checker->arena, *id ? *id : "");
    if (!*id || is_listed(templates, file, list, *id, &nearest))
        return;
    schema_error(checker, SG_UNKNOWN_TEMPLATE, span, "\"%s\" in %s%s", *id, list, nearest_words(&nearest));
    *id = NULL;
}

void named_check(struct Checker *checker, struct ManifestForm *form, const struct Input *templates)
{
    static const char organs[] = "registers/organs.yaml", authors[] = "registers/authors.yaml";
    check_folder(checker, templates, "kinds", form->kind, value_span(form->node, "kind"));
    check_folder(checker, templates, "layouts", form->layout, value_span(form->node, "layout"));
    check_listed(checker, templates, organs, "organs", &form->organ, value_span(form->node, "organ"));
    check_listed(checker, templates, organs, "committees", &form->committee, value_span(form->node, "committee"));
    check_listed(checker, templates, authors, "authors", &form->author, value_span(form->node, "author"));
    if (form->mandate)
        check_listed(checker, templates, organs, "organs", &form->mandate->body, value_span(form->mandate->node, "body"));
}
