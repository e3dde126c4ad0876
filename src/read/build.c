#include "read/read_int.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"

struct Node *build_node(struct Builder *builder, struct Node *parent, enum NodeKind kind, struct Span span)
{
    struct Node *node = ARENA_NEW(builder->arena, struct Node);
    node->kind = kind;
    node->span = span;
    builder->node_count++;
    return node_hang(parent, node);
}

void build_name(struct Builder *builder, struct Node *node, const char *name, size_t length, struct Span span)
{
    node->name = arena_strndup(builder->arena, name, length);
    node->name_span = span;
}

bool build_room(struct Builder *builder, struct Span span)
{
    if (builder->node_count < LIMIT_NODES)
        return true;
    diag(builder->diags, SG_TOO_MANY_NODES, span, "more than %d", LIMIT_NODES);
    builder->refused = true;
    return false;
}

void text_scratch_init(struct TextScratch *scratch)
{
    scratch->text = g_string_new(NULL);
    scratch->pieces = g_array_new(FALSE, FALSE, sizeof(struct TextPiece));
}

void text_scratch_end(struct TextScratch *scratch)
{
    g_string_free(scratch->text, TRUE);
    g_array_unref(scratch->pieces);
}

void text_scratch_clear(struct TextScratch *scratch)
{
    g_string_truncate(scratch->text, 0);
    g_array_set_size(scratch->pieces, 0);
}

static const struct TextPiece *piece(const struct TextScratch *scratch, guint from_end)
{
    return &g_array_index(scratch->pieces, struct TextPiece, scratch->pieces->len - from_end);
}

void text_scratch_piece(struct TextScratch *scratch, size_t source_start)
{
    struct TextPiece next = {(uint32_t)scratch->text->len, (uint32_t)source_start};
    if (scratch->pieces->len) {
        const struct TextPiece *last = piece(scratch, 1);
        if (last->source_start + (next.text_start - last->text_start) == source_start)
            return; /* the last one goes on */
    }
    g_array_append_val(scratch->pieces, next);
}

void text_scratch_gap(struct TextScratch *scratch, size_t from, size_t to)
{
    if (scratch->text->len) {
        struct TextPiece end = {(uint32_t)scratch->text->len, (uint32_t)from};
        const struct TextPiece *last = piece(scratch, 1);
        if (last->text_start != end.text_start)
            g_array_append_val(scratch->pieces, end);
    } else {
        g_array_set_size(scratch->pieces, 0);
    }
    text_scratch_piece(scratch, to);
}

struct Span text_scratch_span(const struct TextScratch *scratch, const struct Source *source)
{
    size_t length = scratch->text->len;
    guint i = 1;
    while (i < scratch->pieces->len && piece(scratch, i)->text_start == length &&
           piece(scratch, i + 1)->text_start == length)
        i++;
    const struct TextPiece *last = piece(scratch, i);
    return span_at(source, g_array_index(scratch->pieces, struct TextPiece, 0).source_start,
                   last->source_start + (length - last->text_start));
}

struct Node *build_text(struct Builder *builder, struct Node *parent, const struct TextScratch *scratch,
                        struct Span span)
{
    if (!scratch->text->len)
        return NULL;
    struct Node *node = build_node(builder, parent, NODE_TEXT, span);
    node->text = arena_strndup(builder->arena, scratch->text->str, scratch->text->len);
    node->length = scratch->text->len;
    size_t count = scratch->pieces->len;
    while (count > 1 && piece(scratch, scratch->pieces->len - (guint)count + 2)->text_start == node->length)
        count--; /* what gives no text behind the end is no part of it */
    node->piece_count = count;
    node->pieces =
        arena_memdup(builder->arena, scratch->pieces->data, sizeof(struct TextPiece) * node->piece_count);
    return node;
}
