/* Each thing that can be wrong inside of a file: its code, and the place to the column. */
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/node.h"
#include "read/read.h"

struct Case {
    const char *path;
    const char *bytes;
    size_t length;
    const char *messages; /* "SG1041 3:5 (2:3);" code, place, second places */
    gboolean read;        /* there is a root all the same */
};

#define TEXT(bytes) bytes, sizeof bytes - 1

static const struct Case cases[] = {
    /* files */
    {"a.xml", TEXT(""), "SG1013 1:1;", FALSE},
    {"a.yaml", TEXT(""), "SG1013 1:1;", FALSE},
    {"a.yaml", TEXT("# nothing\n"), "SG1013 1:1;", FALSE},
    {"a.yaml", TEXT("\xEF\xBB\xBF"), "SG1013 1:1;", FALSE},
    {"a.xml", TEXT(" \n "), "SG1040 2:2;", FALSE},
    /* encoding and characters */
    {"a.xml", TEXT("\xFF\xFE<\0a\0/\0>\0"), "SG1020 1:1;", FALSE},
    {"a.xml", TEXT("<\0a\0/\0>\0"), "SG1020 1:1;", FALSE},
    {"a.yaml", TEXT("\xFE\xFF\0a"), "SG1020 1:1;", FALSE},
    {"a.xml", TEXT("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a>\xE9</a>"), "SG1020 1:31;", FALSE},
    {"a.xml", TEXT("<?xml version='1.0' encoding = 'UTF-7'?><a/>"), "SG1020 1:33;", FALSE},
    {"a.xml", TEXT("\0\0\xFE\xFF\0\0\0<"), "SG1020 1:1;", FALSE},
    {"a.xml", TEXT("<?xml version='1.0' encoding='us-ascii' standalone='yes'?><a>\xC3\xA9</a>"), "", TRUE},
    {"a.xml", TEXT("<a>\n\xC3\xA9 \xE9 x\n\xE2\x82</a>"), "SG1021 2:3;SG1021 3:1;", FALSE},
    {"a.yaml", TEXT("a: b\nc: \xED\xA0\x80\n"), "SG1021 2:4;", FALSE},
    {"a.yaml", TEXT("a: \xC0\xAF\xF4\x90\x80\x80\n"), "SG1021 1:4;", FALSE},
    {"a.xml", TEXT("<a>\n<b/></a>\0<hidden/>"), "SG1022 2:9;", FALSE},
    {"a.yaml", TEXT("a: \0b\n"), "SG1022 1:4;", FALSE},
    {"a.xml", TEXT("<a>\x01 \x1B</a>"), "SG1023 1:4;SG1023 1:6;", FALSE},
    {"a.yaml", TEXT("a: é\x7F"), "SG1023 1:5;", FALSE},
    {"a.yaml", TEXT("a: \xC2\x80"), "SG1023 1:4;", FALSE},
    {"a.yaml", TEXT("a: x\xEF\xBB\xBF\n"), "SG1023 1:5;", FALSE},
    {"a.yaml", TEXT("a: \"é\\0\"\nb: \"\\x01\"\n"), "SG1022 1:6;SG1023 2:5;", FALSE},
    {"a.xml", TEXT("<a>\xEF\xB7\x90 \xF0\x9F\xBF\xBE</a>"), "SG1024 1:4;SG1024 1:6;", FALSE},
    {"a.xml", TEXT("<a>é&#xFDD0;</a>"), "SG1024 1:5;", FALSE},
    {"a.yaml", TEXT("a: \"\\uFDD0\"\n"), "SG1024 1:5;", FALSE},
    {"a.xml", TEXT("<a>\xE2\x80\xAE</a>"), "SG1025 1:4;", TRUE},
    {"a.xml", TEXT("<a b='&#x202E;'>x&#x202A;</a>"), "SG1025 1:7;SG1025 1:18;", TRUE},
    {"a.yaml", TEXT("a: \"x\\u202E\"\n"), "SG1025 1:6;", TRUE},
    {"a.xml", TEXT("<a>\xE2\x81\xA6x\xE2\x81\xA9</a>"), "", TRUE},
    {"a.xml", TEXT("<a>\xE2\x81\xA6x\n\xE2\x81\xA9</a>"), "SG1026 1:4;SG1026 2:1;", TRUE},
    {"a.xml", TEXT("<a>x\xE2\x80\x8By\xF3\xA0\x81\x81</a>"), "SG1027 1:5;SG1027 1:7;", TRUE},
    {"a.xml", TEXT("<a>x\xC2\x92</a>"), "SG1028 1:5;", TRUE},
    {"a.yaml", TEXT("a: x\xEE\x80\x80y\n"), "SG1029 1:5;", TRUE},
    {"a.yaml", TEXT("a: x\xEF\xBF\xBDy\n"), "SG1030 1:5;", TRUE},
    {"a.xml", TEXT("<a>e\xCC\x81 \xE2\x80\x8F \xE2\x80\x8D \xC2\xA0</a>"), "", TRUE}, /* used by scripts */
    /* XML */
    {"a.xml", TEXT("text"), "SG1040 1:1;", FALSE},
    {"a.xml", TEXT("<a>\n é & b</a>"), "SG1040 2:5;", FALSE},
    {"a.xml", TEXT("<a>AT&T</a>"), "SG1040 1:6;", FALSE},
    {"a.xml", TEXT("<a>é < b</a>"), "SG1040 1:7;", FALSE},
    {"a.xml", TEXT("<a>\n<b c=d/></a>"), "SG1040 2:6;", FALSE},
    {"a.xml", TEXT("<a>\n<b c='d/></a>"), "SG1040 2:10 (2:1);", FALSE},
    {"a.xml", TEXT("<a b='<'/>"), "SG1040 1:7 (1:1);", FALSE},
    {"a.xml", TEXT("<a>]]></a>"), "SG1040 1:4;", FALSE},
    {"a.xml", TEXT("<a/>\n<b/>"), "SG1040 2:1;", FALSE},
    {"a.xml", TEXT("<a/>\nx"), "SG1040 2:1;", FALSE},
    {"a.xml", TEXT("<a>\n<!-- x </a>"), "SG1040 2:1;", FALSE},
    {"a.xml", TEXT("<a>\n<!-- x --><?xml-model?> <!-- y <!- </a>"), "SG1040 2:25;", FALSE},
    {"a.xml", TEXT("<a>\n<?xml-model </a>"), "SG1040 2:1;", FALSE},
    {"a.xml", TEXT("<a>\n<b c='x"), "SG1040 2:1;", FALSE},
    {"a.xml", TEXT("<a>\n<b c='x'"), "SG1040 2:1;", FALSE},
    {"a.xml", TEXT("<a>\n<b c>"), "SG1040 2:5;", FALSE},
    {"a.xml", TEXT("<a>é&#xZ;</a>"), "SG1040 1:5;", FALSE},
    {"a.xml", TEXT("<a><?xml version='1.0'?></a>"), "SG1040 1:9;", FALSE},
    {"a.xml", TEXT("<a>\n<![CDATA[ x </a>"), "SG1040 2:1;", FALSE},
    {"a.xml", TEXT("<a>&#0;</a>"), "SG1040 1:4;", FALSE},
    {"a.xml", TEXT("<a>é&#xFFFE;</a>"), "SG1040 1:5;", FALSE},
    {"a.xml", TEXT("</a>"), "SG1040 1:2;", FALSE},
    {"a.xml", TEXT("<a>\n<é>\n<c>text\n</é></a>"), "SG1041 4:1 (3:1);", FALSE},
    {"a.xml", TEXT("<a>\n<b>é\n"), "SG1041 3:1 (2:1) (1:1);", FALSE},
    {"a.xml", TEXT("<a>é</b></a>"), "SG1041 1:5 (1:1);", FALSE},
    {"a.xml", TEXT("<!DOCTYPE a [<!ENTITY x \"y\">]>\n<a>&x;</a>"), "SG1042 1:1;", FALSE},
    {"a.xml", TEXT("<?xml version=\"1.0\"?>\n <!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"), "SG1042 2:2;", FALSE},
    {"a.xml", TEXT("<a>é&nbsp;x</a>"), "SG1043 1:5;", FALSE},
    {"a.xml", TEXT("<a b='é&x;'/>"), "SG1043 1:8;", FALSE},
    {"a.xml", TEXT("<?php x?><a>é<?go?></a>"), "SG1044 1:1;SG1044 1:14;", TRUE},
    {"a.xml", TEXT("<?xml-model href=\"x.rng\"?><a/>"), "", TRUE},
    {"a.xml", TEXT("<a>\n<é b='1' c='2'\n b='3'/></a>"), "SG1047 3:2 (2:4);", FALSE},
    {"a.xml", TEXT("<a xmlns:x='urn:u' xmlns:y='urn:u' x:b='1' y:b='2'/>"), "SG1048 1:36;SG1048 1:44;", TRUE},
    {"a.xml", TEXT("<a>é<b xmlns='urn:x'><c/></b></a>"), "SG1048 1:6;", TRUE},
    {"a.xml", TEXT("<a>é<x:b/></a>"), "SG1048 1:6;", TRUE},
    {"a.xml", TEXT("<a xmlns:y='urn:y' y:z='1'/>"), "SG1048 1:20;", TRUE},
    {"a.xml", TEXT("<a xmlns='http://example.org'/>"), "SG1048 1:2;", FALSE},
    /* YAML */
    {"a.yaml", TEXT("a: 1\nb: é: c\n"), "SG1060 2:5;", FALSE},
    {"a.yaml", TEXT("a:\n  - [é, b\nc: d\n"), "SG1060 3:2 (2:5);", FALSE},
    {"a.yaml", TEXT("a: 1\nb: [x,\n y\n"), "SG1060 2:4 (4:1);", FALSE},
    {"a.yaml", TEXT("a: 1\nb: \"é\n"), "SG1060 2:4 (3:1);", FALSE},
    {"a.yaml", TEXT("a:\n\tb: c\n"), "SG1060 2:1;", FALSE},
    {"a.yaml", TEXT("a: @b\n"), "SG1060 1:4;", FALSE},
    {"a.yaml", TEXT("a: \"\\q\"\n"), "SG1060 1:5 (1:4);", FALSE},
    {"a.yaml", TEXT("é: x\n b: y\n"), "SG1060 2:3;", FALSE},
    {"a.yaml", TEXT("a: 1\nb: *y\nc: *x\n"), "SG1061 2:4;SG1061 3:4;", FALSE},
    {"a.yaml", TEXT("*x : 1\ny: z\n"), "SG1061 1:1;", FALSE},
    {"a.yaml", TEXT("a: &x [*x]\n"), "SG1062 1:4;SG1061 1:8;", FALSE},
    {"a.yaml", TEXT("é: &x 1\n"), "SG1062 1:4;", TRUE},
    {"a.yaml", TEXT("é: !!str 1\nb: !x {}\n"), "SG1063 1:4;SG1063 2:4;", TRUE},
    {"a.yaml", TEXT("a: 1\n---\nb: 2\n"), "SG1064 2:1;", FALSE},
    {"a.yaml", TEXT("é: 1\nb: {c: 1, c: [2]}\né: 3\n"), "SG1065 2:11 (2:5);SG1065 3:1 (1:1);", TRUE},
    {"a.yaml", TEXT("[a]: b\n{c: d}: e\n? - f\n: g\nh: i\n"), "SG1066 1:1;SG1066 2:1;SG1066 3:3;", TRUE},
    {"a.yaml", TEXT("a: 1\n? \n: b\n"), "SG1066 2:2;", TRUE},
    {"a.yaml", TEXT(": b\n"), "SG1060 1:1;", FALSE},
    {"a.yaml", TEXT("%TAG ! tag:x,2000:\n---\na: 1\n"), "SG1067 1:1;", FALSE},
    {"a.yaml", TEXT("%YAML 1.1\n---\na: 1\n"), "", TRUE},
    {"a.yaml", TEXT("just text\n"), "", TRUE},
    {"a.yaml", TEXT("- a\n- b\n"), "", TRUE},
    {"a.yaml", TEXT("a: ~\n<<: x\n"), "", TRUE},
};

static char *messages_of(struct Diags *diags)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < diags_total(diags); i++) {
        const struct Diag *d = diags_sorted(diags, i);
        struct Place place = span_place(d->span);
        g_string_append_printf(text, "%s %zu:%zu", diag_kind(d->code)->number, place.line, place.column);
        for (size_t k = 0; k < d->also_count; k++) {
            struct Place also = span_place(d->also[k]);
            g_string_append_printf(text, " (%zu:%zu)", also.line, also.column);
        }
        g_string_append_c(text, ';');
    }
    return g_string_free(text, FALSE);
}

static void test_case(gconstpointer data)
{
    const struct Case *c = data;
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    const struct Node *root = read_node(arena, source_new(arena, c->path, c->bytes, c->length), diags);
    char *messages = messages_of(diags);
    if (strcmp(messages, c->messages) != 0)
        diags_print(diags, stderr, DIAG_TEXT);
    g_assert_cmpstr(messages, ==, c->messages);
    g_assert_cmpint(root != NULL, ==, c->read);
    if (root)
        g_assert_cmpstr(node_verify(root), ==, NULL);
    g_free(messages);
    diags_free(diags);
    arena_free(arena);
}

/* The value of a doubled key is the first, and what is left out leaves nothing. */
static void test_kept(void)
{
    static const char yaml[] = "a: 1\na: {b: 2}\n[x]: {y: z}\nb: &q 3\n";
    static const char xml[] = "<a>é<x:b>gone<c/></x:b>d</a>";
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    const struct Node *root = read_node(arena, source_new(arena, "a.yaml", yaml, strlen(yaml)), diags);
    g_assert_cmpstr(node_text(node_child(root, "a")), ==, "1");
    g_assert_cmpstr(node_text(root->last), ==, "3");
    g_assert_true(root->first->next == root->last);
    root = read_node(arena, source_new(arena, "a.xml", xml, strlen(xml)), diags);
    g_assert_cmpstr(root->first->text, ==, "é");
    g_assert_cmpstr(root->first->next->text, ==, "d");
    diags_free(diags);
    arena_free(arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *name = g_strdup_printf("/read-messages/%03zu", i + 1);
        g_test_add_data_func(name, &cases[i], test_case);
        g_free(name);
    }
    g_test_add_func("/read-messages/kept", test_kept);
    return g_test_run();
}
