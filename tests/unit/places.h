/* Writes documents of random shape together with what the reader must find: nodes in order, with line and column of
 * each, and of each character of each text. The writer counts lines and columns by itself. */
#ifndef SG_TESTS_PLACES_H
#define SG_TESTS_PLACES_H

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/node.h"
#include "read/read.h"

struct At {
    size_t line, column;
};

struct Expected {
    enum NodeKind kind;
    gboolean attribute, quoted;
    char *name;
    struct At start, end;
    GString *text;  /* NODE_TEXT */
    GArray *places; /* struct At of each byte of it */
};

struct Doc {
    GString *bytes;
    struct At at;
    const char *eol;
    GRand *rand;
    GPtrArray *expected; /* struct Expected */
    guint names;
};

static inline guint pick(struct Doc *doc, guint below)
{
    return (guint)g_rand_int_range(doc->rand, 0, (gint32)below);
}

/* Source text; "\n" stands for the line end of the document. */
static inline void put(struct Doc *doc, const char *source)
{
    for (const char *p = source; *p; p++) {
        if (*p == '\n') {
            g_string_append(doc->bytes, doc->eol);
            doc->at.line++;
            doc->at.column = 1;
        } else {
            g_string_append_c(doc->bytes, *p);
            doc->at.column += ((unsigned char)*p & 0xC0) != 0x80;
        }
    }
}

static inline void put_spaces(struct Doc *doc, guint count)
{
    while (count--)
        put(doc, " ");
}

static inline struct Expected *expect(struct Doc *doc, enum NodeKind kind, const char *name)
{
    struct Expected *e = g_new0(struct Expected, 1);
    e->kind = kind;
    e->name = g_strdup(name);
    e->start = e->end = doc->at;
    if (kind == NODE_TEXT) {
        e->text = g_string_new(NULL);
        e->places = g_array_new(FALSE, FALSE, sizeof(struct At));
    }
    g_ptr_array_add(doc->expected, e);
    return e;
}

/* Bytes of a text that are written at a place. */
static inline void add_at(struct Expected *text, const char *decoded, struct At at)
{
    for (const char *p = decoded; *p; p++)
        g_array_append_val(text->places, at);
    g_string_append(text->text, decoded);
}

/* Source that gives a piece of text; what is decoded as it stands has a place for each character. */
static inline void put_text(struct Doc *doc, struct Expected *text, const char *source, const char *decoded)
{
    if (strcmp(source, decoded) != 0 || strchr(source, '\n')) {
        add_at(text, decoded, doc->at);
        put(doc, source);
        return;
    }
    for (const char *p = source; *p; p = g_utf8_next_char(p)) {
        char *character = g_strndup(p, (gsize)(g_utf8_next_char(p) - p));
        add_at(text, character, doc->at);
        put(doc, character);
        g_free(character);
    }
}

static inline void doc_begin(struct Doc *doc, guint32 seed, const char *eol)
{
    *doc = (struct Doc){g_string_new(NULL), {1, 1}, eol, g_rand_new_with_seed(seed), g_ptr_array_new(), 0};
}

static inline void doc_end(struct Doc *doc)
{
    for (guint i = 0; i < doc->expected->len; i++) {
        struct Expected *e = g_ptr_array_index(doc->expected, i);
        g_free(e->name);
        if (e->text) {
            g_string_free(e->text, TRUE);
            g_array_unref(e->places);
        }
        g_free(e);
    }
    g_ptr_array_unref(doc->expected);
    g_string_free(doc->bytes, TRUE);
    g_rand_free(doc->rand);
}

static inline void compare_text(const struct Node *node, const struct Expected *e)
{
    g_assert_cmpstr(node->text, ==, e->text->str);
    g_assert_cmpuint(node->length, ==, e->text->len);
    for (size_t i = 0; i < node->length; i++) {
        if (((unsigned char)node->text[i] & 0xC0) == 0x80)
            continue;
        struct Place place = span_place(node_text_span(node, i, i + 1));
        struct At want = g_array_index(e->places, struct At, i);
        if (!want.line)
            continue; /* stands nowhere by itself */
        if (place.line != want.line || place.column != want.column)
            g_error("byte %zu of \"%s\": %zu:%zu, not %zu:%zu\n%s", i, node->text, place.line, place.column, want.line,
                    want.column, node->span.source->bytes);
    }
}

static inline void compare_nodes(const struct Node *node, const struct Doc *doc, guint *index)
{
    g_assert_cmpuint(*index, <, doc->expected->len);
    const struct Expected *e = g_ptr_array_index(doc->expected, (*index)++);
    struct Place start = span_place(node->span), end = span_end_place(node->span);
    g_assert_cmpint(node->kind, ==, e->kind);
    g_assert_cmpstr(node->name, ==, e->name);
    g_assert_true(node->attribute == e->attribute);
    g_assert_true(node->quoted == e->quoted);
    if (start.line != e->start.line || start.column != e->start.column || end.line != e->end.line || end.column != e->end.column)
        g_error("%s \"%s\": %zu:%zu-%zu:%zu, not %zu:%zu-%zu:%zu in\n%s", node->name ? node->name : "", node->text ? node->text : "",
                start.line, start.column, end.line, end.column, e->start.line, e->start.column, e->end.line, e->end.column,
                doc->bytes->str);
    if (node->kind == NODE_TEXT)
        compare_text(node, e);
    for (const struct Node *child = node->first; child; child = child->next)
        compare_nodes(child, doc, index);
}

/* Reads the document and compares all of it. Returns the number of nodes. */
static inline guint doc_compare(const struct Doc *doc, const char *path)
{
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    struct Source *source = source_new(arena, path, doc->bytes->str, doc->bytes->len);
    const struct Node *root = read_node(arena, source, diags);
    guint index = 0;
    if (!root || diags_total(diags)) {
        diags_print(diags, stderr, DIAG_TEXT);
        g_error("not read:\n%s", doc->bytes->str);
    }
    g_assert_cmpstr(node_verify(root), ==, NULL);
    compare_nodes(root, doc, &index);
    g_assert_cmpuint(index, ==, doc->expected->len);
    diags_free(diags);
    arena_free(arena);
    return index;
}

#endif
