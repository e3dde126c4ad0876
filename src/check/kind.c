#include "check/kind.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"

struct Expansion {
    struct Arena *arena;
    struct Diags *diags;       /* NULL: unheard */
    const struct Node *groups; /* NULL: none */
    int uses;                  /* of groups, so far */
};

struct Open { /* groups being put in place, the innermost first */
    const struct Node *group;
    const struct Open *outer;
};

/* The name of the group that stands for this item of a list; NULL when it is an item of its own. */
static const char *used_group(const struct Node *item)
{
    const struct Node *use = item->kind == NODE_ELEMENT && !item->name ? item->first : NULL;
    return use && !use->next && use->name && strcmp(use->name, "use") == 0 ? node_text(use) : NULL;
}

/* NULL when there is none, when it would stand in itself, or when there are too many. */
static const struct Node *find_group(struct Expansion *e, const char *name, const struct Open *open)
{
    const struct Node *group = e->groups ? node_child(e->groups, name) : NULL;
    for (; open; open = open->outer)
        if (open->group == group)
            return NULL;
    return e->uses++ < LIMIT_GROUPS ? group : NULL;
}

static void append(struct Node *parent, struct Node *child)
{
    child->parent = parent;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

static void append_children(struct Expansion *e, struct Node *copy, const struct Node *from, const struct Open *open);

static void append_expanded(struct Expansion *e, struct Node *parent, const struct Node *child, const struct Open *open)
{
    const char *name = parent->kind == NODE_LIST ? used_group(child) : NULL;
    const struct Node *group = name ? find_group(e, name, open) : NULL;
    if (group) {
        append_children(e, parent, group, &(struct Open){group, open});
    } else if (name) {
        if (e->diags)
            diag(e->diags, SG_UNKNOWN_GROUP, child->span, "\"%s\"", name);
    } else {
        struct Node *copy = arena_memdup(e->arena, child, sizeof *child);
        copy->first = copy->last = NULL;
        append_children(e, copy, child, open);
        append(parent, copy);
    }
}

static void append_children(struct Expansion *e, struct Node *copy, const struct Node *from, const struct Open *open)
{
    for (const struct Node *child = from->first; child; child = child->next)
        append_expanded(e, copy, child, open);
}

const struct Node *kind_node(struct Arena *arena, const struct Input *templates, const char *kind, struct Diags *diags)
{
    const char *name = arena_printf(arena, "kinds/%s/kind.yaml", kind);
    const struct InputFile *file = input_file(templates, name), *shared = input_file(templates, "kinds/groups.yaml");
    if (!file && diags && input_folder(templates, arena_printf(arena, "kinds/%s", kind))) /* else the manifest names none that is */
        diag(diags, SG_FILE_MISSING, SPAN_NONE, "%s/%s", templates->path, name);
    if (!file || !file->root)
        return NULL;
    struct Expansion e = {arena, diags, shared && shared->root ? node_child(shared->root, "groups") : NULL, 0};
    struct Node *root = arena_memdup(arena, file->root, sizeof *file->root);
    root->first = root->last = NULL;
    append_children(&e, root, file->root, NULL);
    return root;
}
