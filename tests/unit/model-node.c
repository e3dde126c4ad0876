/* Nodes: what the helpers find, how a dump reads, and that verify sees each broken promise. */
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/node.h"
#include "read/read.h"

struct Fixture {
    struct Arena *arena;
    struct Diags *diags;
    struct Node *root;
};

static const char xml[] = "<reply id='BLR \"&#9;1'>A\\B<note>x</note>\n<empty/></reply>";

static struct Node *take(struct Fixture *f, const char *path, const char *text)
{
    return read_node(f->arena, source_new(f->arena, path, text, strlen(text)), f->diags);
}

static void set_up(struct Fixture *f, gconstpointer data)
{
    (void)data;
    f->arena = arena_new();
    f->diags = diags_new();
    f->root = take(f, "a.xml", xml);
    g_assert_nonnull(f->root);
}

static void tear_down(struct Fixture *f, gconstpointer data)
{
    (void)data;
    diags_free(f->diags);
    arena_free(f->arena);
}

static char *shown(struct Span span)
{
    return g_strndup(span.source->bytes + span.start, span.end - span.start);
}

static void expect_span(struct Span span, const char *want)
{
    char *got = shown(span);
    g_assert_cmpstr(got, ==, want);
    g_free(got);
}

static void test_text(struct Fixture *f, gconstpointer data)
{
    (void)data;
    g_assert_null(node_text(f->root)); /* text and elements */
    g_assert_cmpstr(node_text(node_child(f->root, "note")), ==, "x");
    g_assert_cmpstr(node_text(node_child(f->root, "empty")), ==, "");
    g_assert_cmpstr(node_text(node_child(f->root, "note")->first), ==, "x");
    g_assert_null(node_child(f->root, "nothing"));
    struct Node *yaml = take(f, "a.yaml", "a: [1, 2]\nb: {c: d}\ne:\n");
    g_assert_null(node_text(node_child(yaml, "a")));
    g_assert_null(node_text(node_child(yaml, "b")));
    expect_span(node_value_span(node_child(yaml, "b")), "c: d");
    expect_span(node_value_span(node_child(yaml, "e")), "e");
}

static void test_spans(struct Fixture *f, gconstpointer data)
{
    (void)data;
    const struct Node *id = node_child(f->root, "id"), *note = node_child(f->root, "note");
    expect_span(id->name_span, "id");
    expect_span(node_value_span(id), "BLR \"&#9;1");
    expect_span(node_text_span(id, 5, 6), "&#9;");
    expect_span(node_text_span(id, 4, 7), "\"&#9;1");
    expect_span(node_text_span(note, 0, 99), "x");
    expect_span(node_text_span(note, 99, 3), "");
    expect_span(node_value_span(note->first), "x");
    expect_span(node_text_span(node_child(f->root, "empty"), 0, 1), "<empty/>");
    expect_span(node_value_span(node_child(f->root, "empty")), "empty");
    expect_span(node_value_span(f->root), "A\\B<note>x</note>\n<empty/>");
}

static void test_dump(struct Fixture *f, gconstpointer data)
{
    (void)data;
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    node_dump(f->root, out);
    node_dump(take(f, "a.yaml", "k: ['1']\n"), out);
    fclose(out);
    g_assert_cmpstr(text, ==,
                    "element reply 1:1-2:17\n"
                    "  attribute id 1:8-1:23\n"
                    "    text 1:12-1:22 \"BLR \\\"\\x091\"\n"
                    "  text 1:24-1:27 \"A\\\\B\"\n"
                    "  element note 1:27-1:41\n"
                    "    text 1:33-1:34 \"x\"\n"
                    "  text 1:41-2:1 \"\\n\"\n"
                    "  element empty 2:1-2:9\n"
                    "element 1:1-1:9\n"
                    "  list k 1:1-1:9\n"
                    "    element 1:5-1:8\n"
                    "      text 1:5-1:8 quoted \"1\"\n");
    free(text);
}

/* Breaks one promise after the other, and mends it. */
#define BREAK(place, value, promise)                          \
    do {                                                      \
        __typeof__(place) kept = (place);                     \
        (place) = (value);                                    \
        g_assert_cmpstr(node_verify(f->root), ==, promise);   \
        (place) = kept;                                       \
    } while (0)

static void test_verify(struct Fixture *f, gconstpointer data)
{
    (void)data;
    struct Node *root = f->root, *text = root->first->next, *note = text->next;
    struct TextPiece outside = {0, 9999}, late = {1, 23};
    g_assert_cmpstr(node_verify(root), ==, NULL);
    BREAK(root->next, note, "the root has a parent or a neighbour");
    BREAK(root->parent, note, "the root has a parent or a neighbour");
    BREAK(text->first, note, "a text has children");
    BREAK(text->attribute, true, "a text has a name");
    BREAK(text->length, 2, "a text is empty or holds NUL");
    BREAK(text->text, "A\xFFy", "a text is not UTF-8");
    BREAK(text->piece_count, 0, "a text does not know its place");
    BREAK(text->pieces, &late, "a text does not know its place");
    BREAK(text->pieces, &outside, "a piece of a text lies outside of it");
    BREAK(note->span.source, NULL, "a node has no place in its source");
    BREAK(note->name_span.start, 0, "a name stands outside of its node");
    BREAK(note->span.end, 9999, "a node has no place in its source");
    BREAK(root->span.end, note->span.end, "a node stands outside of its parent");
    BREAK(note->length, 1, "an element has text of its own");
    BREAK(note->parent, text, "a child does not know its parent");
    BREAK(root->kind, NODE_LIST, "an item of a list has a name, or is a bare text");
    BREAK(root->last, note, "the last child is not the last");
    g_assert_cmpstr(node_verify(root), ==, NULL);
}

#define ADD(name, function) g_test_add("/model-node/" name, struct Fixture, NULL, set_up, function, tear_down)

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("text", test_text);
    ADD("spans", test_spans);
    ADD("dump", test_dump);
    ADD("verify", test_verify);
    return g_test_run();
}
