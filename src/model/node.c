#include "model/node.h"

#include <string.h>

#include <glib.h>

#include "base/limits.h"

struct Node *node_hang(struct Node *parent, struct Node *node)
{
    node->parent = parent;
    if (parent && parent->last)
        parent->last->next = node;
    else if (parent)
        parent->first = node;
    if (parent)
        parent->last = node;
    return node;
}

const struct Node *node_child(const struct Node *node, const char *name)
{
    for (const struct Node *child = node->first; child; child = child->next)
        if (child->name && strcmp(child->name, name) == 0)
            return child;
    return NULL;
}

const char *node_text(const struct Node *node)
{
    if (node->kind == NODE_TEXT)
        return node->text;
    if (node->kind == NODE_LIST)
        return NULL;
    const struct Node *text = NULL;
    for (const struct Node *child = node->first; child; child = child->next) {
        if (child->attribute)
            continue;
        if (child->kind != NODE_TEXT || text)
            return NULL;
        text = child;
    }
    return text ? text->text : "";
}

/* Index of the last piece that starts at or before the place in the text. */
static size_t piece_at(const struct Node *text, size_t offset)
{
    size_t low = 0, high = text->piece_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (text->pieces[middle].text_start <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static size_t source_start(const struct Node *text, size_t offset)
{
    const struct TextPiece *piece = &text->pieces[piece_at(text, offset)];
    return piece->source_start + (offset - piece->text_start);
}

/* The end of a range is where the byte before it ends: at a border of pieces that is the first that starts
 * there. */
static size_t source_end(const struct Node *text, size_t offset)
{
    size_t i = piece_at(text, offset);
    while (i > 0 && text->pieces[i].text_start == offset && text->pieces[i - 1].text_start == offset)
        i--;
    return text->pieces[i].source_start + (offset - text->pieces[i].text_start);
}

struct Span node_text_span(const struct Node *node, size_t from, size_t to)
{
    const struct Node *text = node;
    if (node->kind != NODE_TEXT)
        for (text = node->first; text && text->kind != NODE_TEXT;)
            text = text->next;
    if (!text || !text->piece_count)
        return node->span;
    from = MIN(from, text->length);
    to = CLAMP(to, from, text->length);
    size_t start = source_start(text, from), end = to > from ? source_end(text, to) : start;
    size_t last = text->span.end; /* the line ends that end a block stand behind it */
    return span_at(text->span.source, MIN(start, last), MIN(end, last));
}

struct Span node_value_span(const struct Node *node)
{
    if (node->kind == NODE_TEXT)
        return node->span;
    const struct Node *first = NULL, *last = NULL;
    for (const struct Node *child = node->first; child; child = child->next) {
        if (child->attribute)
            continue;
        if (!first)
            first = child;
        last = child;
    }
    if (first)
        return (struct Span){first->span.source, first->span.start, last->span.end};
    return node->name ? node->name_span : node->span;
}

static void dump_text(const struct Node *node, FILE *out)
{
    fputs(node->quoted ? " quoted \"" : " \"", out);
    for (size_t i = 0; i < node->length; i++) {
        unsigned char c = (unsigned char)node->text[i];
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c == '\n')
            fputs("\\n", out);
        else if (c < 0x20 || c == 0x7F)
            fprintf(out, "\\x%02X", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

static void dump(const struct Node *node, int depth, FILE *out)
{
    struct Place start = span_place(node->span), end = span_end_place(node->span);
    const char *kind = node->attribute           ? "attribute"
                       : node->kind == NODE_TEXT ? "text"
                       : node->kind == NODE_LIST ? "list"
                                                 : "element";
    fprintf(out, "%*s%s", depth * 2, "", kind);
    if (node->name)
        fprintf(out, " %s", node->name);
    fprintf(out, " %zu:%zu-%zu:%zu", start.line, start.column, end.line, end.column);
    if (node->kind == NODE_TEXT)
        dump_text(node, out);
    fputc('\n', out);
    for (const struct Node *child = node->first; child; child = child->next)
        dump(child, depth + 1, out);
}

void node_dump(const struct Node *node, FILE *out)
{
    dump(node, 0, out);
}

static const char *verify_text(const struct Node *node)
{
    if (node->first || node->last)
        return "a text has children";
    if (node->name || node->attribute)
        return "a text has a name";
    if (!node->text || !node->length || strlen(node->text) != node->length)
        return "a text is empty or holds NUL";
    if (!g_utf8_validate(node->text, (gssize)node->length, NULL))
        return "a text is not UTF-8";
    if (!node->piece_count || node->pieces[0].text_start != 0)
        return "a text does not know its place";
    for (size_t i = 0; i < node->piece_count; i++) {
        const struct TextPiece *piece = &node->pieces[i];
        if (piece->text_start > node->length || piece->source_start < node->span.start ||
            piece->source_start > node->span.end)
            return "a piece of a text lies outside of it";
        if (i && (piece->text_start < piece[-1].text_start || piece->source_start <= piece[-1].source_start))
            return "pieces of a text are out of order";
    }
    return NULL;
}

static const char *verify_place(const struct Node *node)
{
    struct Span span = node->span, name = node->name_span;
    if (!span.source || span.start > span.end || span.end > span.source->length)
        return "a node has no place in its source";
    if (node->name && (name.source != span.source || name.start < span.start || name.end > span.end ||
                       name.start > name.end))
        return "a name stands outside of its node";
    const struct Node *parent = node->parent;
    if (parent && (span.source != parent->span.source || span.start < parent->span.start ||
                   span.end > parent->span.end))
        return "a node stands outside of its parent";
    return NULL;
}

static const char *verify(const struct Node *node, int depth)
{
    if (depth > LIMIT_DEPTH + 2)
        return "nodes are nested deeper than the limit";
    const char *broken = verify_place(node);
    if (broken || node->kind == NODE_TEXT)
        return broken ? broken : verify_text(node);
    if (node->text || node->length || node->piece_count)
        return "an element has text of its own";
    const struct Node *last = NULL;
    for (const struct Node *child = node->first; child; child = child->next) {
        if (child->parent != node)
            return "a child does not know its parent";
        if (node->kind == NODE_LIST && (child->name || child->kind == NODE_TEXT))
            return "an item of a list has a name, or is a bare text";
        if ((broken = verify(child, depth + 1)))
            return broken;
        last = child;
    }
    return last == node->last ? NULL : "the last child is not the last";
}

const char *node_verify(const struct Node *node)
{
    if (node->parent || node->next)
        return "the root has a parent or a neighbour";
    return verify(node, 0);
}
