/* What holds of the nodes of any input, checked on top of node_verify(). A broken promise ends the process.
 */
#ifndef SG_TESTS_NODES_H
#define SG_TESTS_NODES_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/node.h"
#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void broken(const char *promise)
{
    fprintf(stderr, "broken: %s\n", promise);
    abort();
}

/* White space may stand for other white space: a line end for a CR, a space for a tab in an attribute. An
 * escape may be as long as what it stands for. */
static inline bool stands_for(char text, char source)
{
    return text == source || source == '\\' ||
           ((text == ' ' || text == '\n') &&
            (source == ' ' || source == '\t' || source == '\r' || source == '\n'));
}

/* Between the starts of two pieces each byte stands for one of the source, but for the last character, which
 * may be written otherwise, and for white space that was folded. */
static inline void check_pieces(const struct Node *text)
{
    for (size_t i = 0; i < text->piece_count; i++) {
        size_t start = text->pieces[i].text_start;
        size_t end = i + 1 < text->piece_count ? text->pieces[i + 1].text_start : text->length;
        if (start == end)
            continue;
        end = (size_t)(g_utf8_find_prev_char(text->text + start, text->text + end) - text->text);
        const char *source = text->span.source->bytes + text->pieces[i].source_start;
        size_t blank = start, same = start;
        while (blank < end && strchr(" \n", text->text[blank]))
            blank++;
        while (same < end && stands_for(text->text[same], source[same - start]))
            same += source[same - start] == '\\'
                        ? (size_t)(g_utf8_next_char(text->text + same) - text->text) - same
                        : 1;
        if (blank < end && same < end)
            broken("a piece of text is not what stands in the source");
    }
    for (size_t from = 0; from < MIN(text->length, 40u); from++) {
        struct Span span = node_text_span(text, from, from + 1);
        if (span.start < text->span.start || span.end > text->span.end || span.start > span.end)
            broken("a range of a text lies outside of it");
    }
}

/* Appends all text in order. */
static inline void collect(const struct Node *node, GString *all)
{
    if (node->attribute)
        return;
    if (node->kind == NODE_TEXT) {
        check_pieces(node);
        g_string_append_len(all, node->text, (gssize)node->length);
    }
    for (const struct Node *child = node->first; child; child = child->next)
        collect(child, all);
}

/* Reads the input. `other` gives the text that another reading of it gives, to be freed, or NULL. */
static inline void check_input(const char *path, const uint8_t *data, size_t size,
                               char *(*other)(const char *bytes, size_t size))
{
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    const char *bytes = arena_memdup(arena, data, size);
    const struct Node *root = read_node(arena, source_new(arena, path, bytes, size), diags);
    if (!root && !diags_total(diags))
        broken("a file was not read, and nothing was said");
    if (root) {
        GString *all = g_string_new(NULL);
        const char *promise = node_verify(root);
        if (promise)
            broken(promise);
        collect(root, all);
        char *expected = diags_count(diags, SEVERITY_ERROR) ? NULL : other(bytes, size);
        if (expected && strcmp(expected, all->str) != 0)
            broken("the text is not the one of the other reading");
        free(expected);
        g_string_free(all, TRUE);
    }
    static FILE *sink;
    if (!sink)
        sink = fopen("/dev/null", "w");
    diags_print(diags, sink, DIAG_TEXT);
    diags_free(diags);
    arena_free(arena);
}

#endif
