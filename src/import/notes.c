/* Bodies of footnotes stand at the feet of the pages they came from, in the middle of the text or behind it: each is
 * found by its mark. */
#include "base/arena.h"
#include "import/import_int.h"

#define MOST_ALIKE 1000 /* bodies under one mark; no document has as many pages */

static void unref_array(gpointer array)
{
    g_ptr_array_unref(array);
}

static void destroy_table(void *table)
{
    g_hash_table_destroy(table);
}

void notes_index(struct Importer *im)
{
    im->bodies = arena_defer(im->arena, destroy_table, g_hash_table_new_full(g_str_hash, g_str_equal, NULL, unref_array));
    for (size_t i = 0; i < im->manuscript->blocks->len; i++) {
        struct ImportBlock *block = manuscript_block(im->manuscript, i);
        if (block->kind != BLOCK_NOTE)
            continue;
        GPtrArray *bodies = g_hash_table_lookup(im->bodies, block->label);
        if (!bodies)
            g_hash_table_insert(im->bodies, block->label, bodies = g_ptr_array_new());
        if (bodies->len < MOST_ALIKE)
            g_ptr_array_add(bodies, block);
    }
}

struct ImportBlock *note_take(struct Importer *im, const char *label, size_t from)
{
    GPtrArray *bodies = g_hash_table_lookup(im->bodies, label);
    if (!bodies || !bodies->len)
        return NULL;
    size_t place = manuscript_block(im->manuscript, from)->place;
    guint found = 0;
    while (found < bodies->len && ((struct ImportBlock *)g_ptr_array_index(bodies, found))->place < place)
        found++;
    struct ImportBlock *body = g_ptr_array_remove_index(bodies, found < bodies->len ? found : 0);
    body->called = true;
    return body;
}

char *note_plain(const struct ImportBlock *body)
{
    return g_strchug(passage_plain(body->passage, body->skip, body->passage->text->len));
}

void notes_place_uncalled(struct Importer *im)
{
    for (size_t i = 0; i < im->manuscript->blocks->len; i++) {
        const struct ImportBlock *block = manuscript_block(im->manuscript, i);
        if (block->kind != BLOCK_NOTE || block->called)
            continue;
        char *words = note_plain(block);
        diag(im->diags, SG_IMPORT_NOTE_UNCALLED, block_span(block), "\"%s\"", block->label);
        value_leave(im, words);
        g_free(words);
    }
}
