#include "import/manuscript.h"

#include <string.h>

void block_free(struct ImportBlock *block)
{
    passage_free(block->passage);
    g_free(block->label);
    g_free(block);
}

static void free_block(gpointer block)
{
    block_free(block);
}

struct Manuscript *manuscript_new(const struct Source *source)
{
    struct Manuscript *manuscript = g_new(struct Manuscript, 1);
    *manuscript = (struct Manuscript){source, g_ptr_array_new_with_free_func(free_block), 0};
    return manuscript;
}

void manuscript_free(struct Manuscript *manuscript)
{
    g_ptr_array_unref(manuscript->blocks);
    g_free(manuscript);
}

struct ImportBlock *manuscript_make(struct Manuscript *manuscript, enum BlockKind kind)
{
    struct ImportBlock *block = g_new0(struct ImportBlock, 1);
    block->kind = kind;
    block->place = manuscript->added++;
    block->passage = passage_new(manuscript->source);
    return block;
}

struct ImportBlock *manuscript_add(struct Manuscript *manuscript, enum BlockKind kind)
{
    struct ImportBlock *block = manuscript_make(manuscript, kind);
    g_ptr_array_add(manuscript->blocks, block);
    return block;
}

struct ImportBlock *manuscript_block(const struct Manuscript *manuscript, size_t index)
{
    return g_ptr_array_index(manuscript->blocks, index);
}

void manuscript_splice(struct Manuscript *manuscript, size_t index, size_t count, const GPtrArray *blocks)
{
    GPtrArray *old = manuscript->blocks, *all = g_ptr_array_new_with_free_func(free_block);
    for (guint i = 0; i < index; i++)
        g_ptr_array_add(all, g_ptr_array_index(old, i));
    for (guint i = 0; i < blocks->len; i++)
        g_ptr_array_add(all, g_ptr_array_index(blocks, i));
    for (guint i = (guint)(index + count); i < old->len; i++)
        g_ptr_array_add(all, g_ptr_array_index(old, i));
    g_ptr_array_set_free_func(old, NULL);
    g_ptr_array_unref(old);
    manuscript->blocks = all;
}

struct Span block_span(const struct ImportBlock *block)
{
    return passage_span(block->passage, 0, block->passage->text->len);
}

void block_take_label(struct ImportBlock *block)
{
    struct Passage *p = block->passage;
    const struct Mark *call = passage_next_call(p, 0, 1);
    if (!call || p->text->len <= CALL_CHARACTER_LENGTH)
        return;
    block->kind = BLOCK_NOTE;
    block->label = g_strdup(call->value);
    block->skip = CALL_CHARACTER_LENGTH;
}

void block_take_look(struct ImportBlock *block)
{
    struct Passage *p = block->passage;
    for (guint i = 0; i < p->marks->len; i++) {
        const struct Mark *mark = &g_array_index(p->marks, struct Mark, i);
        size_t before = strcspn(p->text->str, " \n"); /* a number or letter may stand outside */
        bool look = mark->kind == MARK_STRONG || mark->kind == MARK_EMPHASIS;
        if (look && mark->start <= before + 1 && mark->end == p->text->len)
            g_array_remove_index(p->marks, i--);
    }
}
