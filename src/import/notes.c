/* Bodies of footnotes stand at the feet of the pages they came from, in the middle of the text or behind it: each is
 * found by its mark. */
#include <string.h>

#include "import/import_int.h"

struct ImportBlock *note_body(const struct Importer *im, const char *label, size_t from)
{
    struct ImportBlock *before = NULL;
    for (size_t i = 0; i < im->manuscript->blocks->len; i++) {
        struct ImportBlock *block = manuscript_block(im->manuscript, i);
        if (block->kind != BLOCK_NOTE || block->called || strcmp(block->label, label) != 0)
            continue;
        if (i >= from)
            return block;
        before = before ? before : block;
    }
    return before;
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
