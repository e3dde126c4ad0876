/* Ids of paragraphs and statements that no author gave, and references to paragraphs.
 *
 * Ids are local to a file and become "BLR-1.p1", "BLR-1.s1". One that is not given follows from the position; where an
 * author has used that very word elsewhere, letters are added until it is free, so that ids never depend on the order in
 * which they are met. */
#include "check/reply.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/nearest.h"

struct Naming {
    struct Checker *checker;
    const char *owner;      /* id of the submission or part */
    GHashTable *local;      /* ids of the authors in this file: id to struct Span * */
    GHashTable *known;      /* full ids of paragraphs in the dossier */
    const char *paragraph;  /* the one being walked */
    size_t paragraphs, statements;
};

/* ---- What the authors gave ---- */

static void claim_id(struct Naming *n, const char *id, const struct Span *span)
{
    const struct Span *earlier = g_hash_table_lookup(n->local, id);
    if (earlier) {
        schema_error(n->checker, SG_DOUBLED_ID, *span, "\"%s\"", id);
        diag_also(n->checker->diags, *earlier, "first given here");
    } else {
        g_hash_table_insert(n->local, (void *)id, (void *)span);
    }
}

static void collect_inlines(struct Naming *n, struct Inline *inlines);

static void collect_blocks(struct Naming *n, struct Content *blocks)
{
    for (struct Content *c = blocks; c; c = c->next) {
        if (c->id && g_hash_table_lookup(n->local, c->id)) {
            claim_id(n, c->id, &c->span);
            c->id = NULL;
        } else if (c->id) {
            claim_id(n, c->id, &c->span);
        }
        collect_inlines(n, c->inlines);
        collect_blocks(n, c->children);
    }
}

static void collect_inlines(struct Naming *n, struct Inline *inlines)
{
    for (struct Inline *i = inlines; i; i = i->next) {
        struct Statement *s = i->statement;
        if (s && s->id) {
            bool again = g_hash_table_lookup(n->local, s->id);
            claim_id(n, s->id, &s->span);
            if (again)
                s->id = NULL;
        }
        collect_inlines(n, i->children);
        collect_blocks(n, i->content);
    }
}

/* ---- Full ids ---- */

static const char *free_id(struct Naming *n, const char *prefix, size_t position)
{
    const char *id = arena_printf(n->checker->arena, "%s%zu", prefix, position);
    while (g_hash_table_lookup(n->local, id))
        id = arena_printf(n->checker->arena, "%sx", id);
    return id;
}

static const char *full(struct Naming *n, const char *local)
{
    return arena_printf(n->checker->arena, "%s.%s", n->owner, local);
}

static void name_inlines(struct Naming *n, struct Inline *inlines);

static void name_blocks(struct Naming *n, struct Content *blocks, bool top)
{
    for (struct Content *c = blocks; c; c = c->next) {
        bool paragraph = top && c->kind == CONTENT_PARAGRAPH;
        if (paragraph)
            n->paragraphs++;
        if (paragraph && !c->id)
            c->id = free_id(n, "p", n->paragraphs);
        if (c->id) {
            c->id = full(n, c->id);
            g_hash_table_add(n->known, (void *)c->id);
        }
        if (paragraph)
            n->paragraph = c->id;
        name_inlines(n, c->inlines);
        name_blocks(n, c->children, false);
        for (size_t r = 0; c->table && r < c->table->row_count; r++)
            for (size_t k = 0; k < c->table->rows[r].cell_count; k++)
                name_inlines(n, c->table->rows[r].cells[k].inlines);
    }
}

static void name_inlines(struct Naming *n, struct Inline *inlines)
{
    for (struct Inline *i = inlines; i; i = i->next) {
        if (i->statement) {
            n->statements++;
            i->statement->id = full(n, i->statement->id ? i->statement->id : free_id(n, "s", n->statements));
            i->statement->paragraph_id = n->paragraph;
        }
        name_inlines(n, i->children);
        if (i->content)
            name_blocks(n, i->content, false);
    }
}

static void name_file(struct Naming *n, const char *owner, struct Content *content)
{
    n->owner = owner;
    n->paragraph = NULL;
    n->paragraphs = n->statements = 0;
    g_hash_table_remove_all(n->local);
    collect_blocks(n, content);
    name_blocks(n, content, true);
}

/* ---- References ---- */

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void report_reference(struct Naming *n, const struct Inline *i)
{
    struct Nearest nearest;
    nearest_start(&nearest, n->checker->arena, i->target);
    GHashTableIter iterator;
    void *id;
    GPtrArray *ids = g_ptr_array_new();
    g_hash_table_iter_init(&iterator, n->known);
    while (g_hash_table_iter_next(&iterator, &id, NULL))
        g_ptr_array_add(ids, id);
    g_ptr_array_sort(ids, compare_texts);
    for (guint k = 0; k < ids->len; k++)
        nearest_offer(&nearest, g_ptr_array_index(ids, k), NULL);
    g_ptr_array_unref(ids);
    schema_error(n->checker, SG_UNKNOWN_REFERENCE, i->span, "\"%s\"%s", i->target, nearest_words(&nearest));
}

static void resolve_blocks(struct Naming *n, struct Content *blocks);

/* A reference that leads nowhere is taken out of its text. */
static void resolve_inlines(struct Naming *n, struct Inline **link)
{
    while (*link) {
        struct Inline *i = *link;
        resolve_inlines(n, &i->children);
        resolve_blocks(n, i->content);
        if (i->kind == INLINE_REFERENCE) {
            const char *local = full(n, i->target);
            if (g_hash_table_contains(n->known, local)) {
                i->target = local;
            } else if (!g_hash_table_contains(n->known, i->target)) {
                report_reference(n, i);
                *link = i->next;
                continue;
            }
        }
        link = &i->next;
    }
}

static void resolve_blocks(struct Naming *n, struct Content *blocks)
{
    for (struct Content *c = blocks; c; c = c->next) {
        resolve_inlines(n, &c->inlines);
        resolve_blocks(n, c->children);
        if (!c->table)
            continue;
        resolve_inlines(n, &c->table->caption);
        for (size_t r = 0; r < c->table->row_count; r++)
            for (size_t k = 0; k < c->table->rows[r].cell_count; k++)
                resolve_inlines(n, &c->table->rows[r].cells[k].inlines);
    }
}

void references_resolve(struct Checker *checker, struct Dossier *dossier)
{
    struct Naming n = {.checker = checker, .local = g_hash_table_new(g_str_hash, g_str_equal),
                       .known = g_hash_table_new(g_str_hash, g_str_equal)};
    for (size_t i = 0; i < dossier->submission_count; i++)
        name_file(&n, dossier->submissions[i].id, dossier->submissions[i].content);
    for (size_t i = 0; i < dossier->part_count; i++)
        name_file(&n, dossier->parts[i].id, dossier->parts[i].content);
    for (size_t i = 0; i < dossier->submission_count; i++) {
        n.owner = dossier->submissions[i].id;
        resolve_blocks(&n, dossier->submissions[i].content);
    }
    for (size_t i = 0; i < dossier->part_count; i++) {
        n.owner = dossier->parts[i].id;
        resolve_blocks(&n, dossier->parts[i].content);
    }
    g_hash_table_unref(n.local);
    g_hash_table_unref(n.known);
}
