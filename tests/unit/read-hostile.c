/* Inputs made to hang, to swell or to slip through: each ends quickly, with the message that fits. */
#include <string.h>
#include <sys/resource.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "model/node.h"
#include "read/read.h"

/* Of processor time, on a slow machine; a sanitizer multiplies it. */
#if defined(__SANITIZE_ADDRESS__)
#define MOST_SECONDS 20.0
#else
#define MOST_SECONDS 2.0
#endif

static void repeat(GString *text, const char *piece, size_t count)
{
    while (count--)
        g_string_append(text, piece);
}

static void wrap(GString *text, const char *open, const char *inner, const char *close, size_t depth)
{
    repeat(text, open, depth);
    g_string_append(text, inner);
    repeat(text, close, depth);
}

static void billion_laughs(GString *text)
{
    g_string_append(text, "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY a \"lol\">");
    for (char c = 'b'; c < 'k'; c++)
        g_string_append_printf(text, "<!ENTITY %c \"&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;\">", c, c - 1, c - 1, c - 1, c - 1, c - 1,
                               c - 1, c - 1, c - 1, c - 1, c - 1);
    g_string_append(text, "]><a>&j;</a>");
}

static void many_attributes(GString *text)
{
    g_string_append(text, "<a");
    for (int i = 0; i < 10000; i++)
        g_string_append_printf(text, " a%d='x'", i);
    g_string_append(text, "/>");
}

static void hundred_and_one_attributes(GString *text)
{
    g_string_append(text, "<a>\n<b");
    for (int i = 0; i <= LIMIT_ATTRIBUTES; i++)
        g_string_append_printf(text, " a%d='x'", i);
    g_string_append(text, "/></a>");
}

static void hundred_attributes(GString *text)
{
    g_string_append(text, "<a");
    for (int i = 0; i < LIMIT_ATTRIBUTES; i++)
        g_string_append_printf(text, " a%d='x>/'", i);
    g_string_append(text, "/>");
}

static void long_tag(GString *text)
{
    g_string_append(text, "<a>\n <b c='");
    repeat(text, "x ", LIMIT_TAG_BYTES / 2);
    g_string_append(text, "'/></a>");
}

static void long_namespaces(GString *text)
{
    g_string_append(text, "<a");
    for (int i = 0; i < 2000; i++)
        g_string_append_printf(text, " xmlns:a%d='u'", i);
    g_string_append(text, "/>");
}

static void deep_xml(GString *text)
{
    wrap(text, "<a>", "", "</a>", 100000);
}

static void deepest_xml(GString *text)
{
    wrap(text, "<a>", "x", "</a>", LIMIT_DEPTH);
}

static void deep_flow(GString *text)
{
    wrap(text, "[", "", "]", 100000);
}

static void deep_flow_maps(GString *text)
{
    wrap(text, "{a: ", "1", "}", 50000);
}

static void open_flow(GString *text)
{
    repeat(text, "[", 1000000);
}

static void deepest_flow(GString *text)
{
    wrap(text, "[", "1", "]", LIMIT_DEPTH);
}

static void deep_block(GString *text)
{
    repeat(text, "- ", 100000);
}

static void deep_keys(GString *text)
{
    repeat(text, "? ", 100000);
}

static void many_tags(GString *text)
{
    for (int i = 0; i < 20000; i++)
        g_string_append_printf(text, "%%TAG !a%d! tag:x,2000:%d\n", i, i);
    g_string_append(text, "---\na: 1\n");
}

static void alias_bomb(GString *text)
{
    g_string_append(text, "a: &a [x, x]\n");
    for (char c = 'b'; c <= 'z'; c++)
        g_string_append_printf(text, "%c: &%c [*%c, *%c, *%c]\n", c, c, c - 1, c - 1, c - 1);
}

static void recursive_alias(GString *text)
{
    g_string_append(text, "a: &a\n  - *a\n");
}

static void many_documents(GString *text)
{
    g_string_append(text, "a: 1\n");
    repeat(text, "---\nb: 1\n", 100000);
}

static void many_items(GString *text)
{
    g_string_append_c(text, '[');
    repeat(text, "a,", LIMIT_NODES / 2);
    g_string_append_c(text, ']');
}

static void many_keys(GString *text)
{
    for (int i = 0; i < 200000; i++)
        g_string_append_printf(text, "k%d: v\n", i);
}

static void same_key(GString *text)
{
    repeat(text, "k: v\n", 200000);
}

static void many_elements(GString *text)
{
    g_string_append(text, "<a>");
    repeat(text, "<b/>", 500000);
    g_string_append(text, "</a>");
}

static void long_text(GString *text)
{
    g_string_append(text, "<a>");
    repeat(text, "x", 8000000);
    g_string_append(text, "</a>");
}

static void many_references(GString *text)
{
    g_string_append(text, "<a>");
    repeat(text, "&#233;", 1000000);
    g_string_append(text, "</a>");
}

static void long_comment(GString *text)
{
    g_string_append(text, "<a>");
    repeat(text, "<!---->x", 500000);
    repeat(text, "<!--", 100);
    repeat(text, " -", 1000000);
}

static void many_comment_starts(GString *text)
{
    g_string_append(text, "<a>");
    repeat(text, "<!--", 300000);
}

static void many_cdata(GString *text)
{
    g_string_append(text, "<a>");
    repeat(text, "<![CDATA[", 300000);
}

static void many_angles(GString *text)
{
    repeat(text, "<", 4000000);
}

static void many_instructions(GString *text)
{
    g_string_append(text, "<a>");
    repeat(text, "<?x", 1000000);
}

static void long_plain(GString *text)
{
    g_string_append(text, "a:\n");
    repeat(text, "  word word\n", 500000);
}

static void long_double(GString *text)
{
    g_string_append(text, "a: \"");
    repeat(text, "\\u00e9", 1000000);
    g_string_append(text, "\"\n");
}

static void long_literal(GString *text)
{
    g_string_append(text, "a: |\n");
    repeat(text, "  \n  word\n", 500000);
}

static void long_folded(GString *text)
{
    g_string_append(text, "a: >\n");
    repeat(text, "  word\n\n", 500000);
}

static void empty_folded(GString *text)
{
    g_string_append(text, "a: >+\n");
    repeat(text, "\n", 2000000);
    g_string_append(text, " x\n");
}

static void long_quotes(GString *text)
{
    g_string_append(text, "a: '");
    repeat(text, "''", 2000000);
    g_string_append(text, "'\n");
}

static void long_key(GString *text)
{
    repeat(text, "k", 5000000);
    g_string_append(text, ": v\n");
}

static void open_quote(GString *text)
{
    g_string_append(text, "a: \"");
    repeat(text, "x\n ", 2000000);
}

static void bad_bytes(GString *text)
{
    g_string_append(text, "<a>");
    repeat(text, "\xFF\xFE x", 1000000);
    g_string_append(text, "</a>");
}

static void one_run_of_bad_bytes(GString *text)
{
    g_string_append(text, "<a>");
    repeat(text, "\x80", 8000000);
}

static void many_bidi(GString *text)
{
    g_string_append(text, "<a>");
    repeat(text, "\xE2\x80\xAE", 500000);
    g_string_append(text, "</a>");
}

static void many_isolates(GString *text)
{
    g_string_append(text, "a: ");
    repeat(text, "\xE2\x81\xA7", 500000);
}

static void many_foreign(GString *text)
{
    g_string_append(text, "<a>");
    repeat(text, "<x:b/>", 10000);
    g_string_append(text, "</a>");
}

static void many_blanks(GString *text)
{
    repeat(text, " ", 8000000);
}

static void many_dashes(GString *text)
{
    repeat(text, "-\n", 300000);
}

static void many_colons(GString *text)
{
    g_string_append(text, "{");
    repeat(text, "?,", 500000);
    g_string_append(text, "}");
}

static void ends_in_the_middle(GString *text)
{
    g_string_append(text, "a: \"x\\u12");
}

struct Hostile {
    const char *path;
    void (*write)(GString *text);
    const char *codes; /* all that are given, each once, sorted */
    const char *place; /* of the first message */
};

static const struct Hostile cases[] = {
    {"billion-laughs.xml", billion_laughs, "SG1042 ", "2:1"},
    {"many-attributes.xml", many_attributes, "SG1045 ", "1:1"},
    {"hundred-and-one-attributes.xml", hundred_and_one_attributes, "SG1046 ", "2:1"},
    {"hundred-attributes.xml", hundred_attributes, "", ""},
    {"long-tag.xml", long_tag, "SG1045 ", "2:2"},
    {"long-namespaces.xml", long_namespaces, "SG1045 ", "1:1"},
    {"deep.xml", deep_xml, "SG1014 ", "1:194"},
    {"deepest.xml", deepest_xml, "", ""},
    {"deep-flow.yaml", deep_flow, "SG1014 ", "1:65"},
    {"deep-flow-maps.yaml", deep_flow_maps, "SG1014 ", "1:257"},
    {"open-flow.yaml", open_flow, "SG1014 ", "1:65"},
    {"deepest-flow.yaml", deepest_flow, "", ""},
    {"deep-block.yaml", deep_block, "SG1014 ", "1:129"},
    {"deep-keys.yaml", deep_keys, "SG1014 SG1066 ", "1:3"},
    {"many-tags.yaml", many_tags, "SG1067 ", "1:1"},
    {"alias-bomb.yaml", alias_bomb, "SG1061 SG1062 ", "1:4"},
    {"recursive-alias.yaml", recursive_alias, "SG1061 SG1062 ", "1:4"},
    {"many-documents.yaml", many_documents, "SG1064 ", "2:1"},
    {"many-items.yaml", many_items, "SG1015 ", "1:4000000"},
    {"many-keys.yaml", many_keys, "", ""},
    {"same-key.yaml", same_key, "SG1065 ", "2:1"},
    {"many-elements.xml", many_elements, "", ""},
    {"long-text.xml", long_text, "", ""},
    {"many-references.xml", many_references, "", ""},
    {"long-comment.xml", long_comment, "SG1040 ", "1:4000010"},
    {"many-comment-starts.xml", many_comment_starts, "SG1040 ", "1:10"},
    {"many-cdata.xml", many_cdata, "SG1040 ", "1:4"},
    {"many-angles.xml", many_angles, "SG1040 ", "1:2"},
    {"many-instructions.xml", many_instructions, "SG1040 SG1044 ", "1:4"},
    {"long-plain.yaml", long_plain, "", ""},
    {"long-double.yaml", long_double, "", ""},
    {"long-literal.yaml", long_literal, "", ""},
    {"long-folded.yaml", long_folded, "", ""},
    {"empty-folded.yaml", empty_folded, "", ""},
    {"long-quotes.yaml", long_quotes, "", ""},
    {"long-key.yaml", long_key, "SG1060 ", "1:5000001"},
    {"open-quote.yaml", open_quote, "SG1060 ", "1:4"},
    {"bad-bytes.xml", bad_bytes, "SG1021 ", "1:4"},
    {"one-run-of-bad-bytes.xml", one_run_of_bad_bytes, "SG1021 ", "1:4"},
    {"many-bidi.xml", many_bidi, "SG1025 ", "1:4"},
    {"many-isolates.yaml", many_isolates, "SG1026 ", "1:4"},
    {"many-foreign.xml", many_foreign, "SG1048 ", "1:5"},
    {"many-blanks.xml", many_blanks, "SG1040 ", "1:8000001"},
    {"many-dashes.yaml", many_dashes, "", ""},
    {"many-question-marks.yaml", many_colons, "SG1066 ", "1:3"},
    {"ends-in-the-middle.yaml", ends_in_the_middle, "SG1060 ", "1:8"},
};

static double processor_seconds(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_utime.tv_sec + (double)usage.ru_stime.tv_sec +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static char *codes_of(struct Diags *diags)
{
    GString *text = g_string_new(NULL);
    for (int code = 0; code < SG_CODE_COUNT; code++)
        for (size_t i = 0; i < diags_total(diags); i++)
            if ((int)diags_sorted(diags, i)->code == code) {
                g_string_append_printf(text, "%s ", diag_kind((enum DiagCode)code)->number);
                break;
            }
    return g_string_free(text, FALSE);
}

static void test_hostile(gconstpointer data)
{
    const struct Hostile *hostile = data;
    GString *text = g_string_new(NULL);
    hostile->write(text);
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    double start = processor_seconds();
    const struct Node *root = read_node(arena, source_new(arena, hostile->path, text->str, text->len), diags);
    double seconds = processor_seconds() - start;
    g_test_message("%s: %.3f s, %zu MB", hostile->path, seconds, arena_used(arena) >> 20);
    g_assert_cmpfloat(seconds, <, MOST_SECONDS);
    g_assert_cmpuint(arena_used(arena), <, 512u << 20);
    char *codes = codes_of(diags);
    g_assert_cmpstr(codes, ==, hostile->codes);
    if (*hostile->place) {
        struct Place place = span_place(diags_sorted(diags, 0)->span);
        char *shown = g_strdup_printf("%zu:%zu", place.line, place.column);
        g_assert_cmpstr(shown, ==, hostile->place);
        g_free(shown);
    }
    if (root)
        g_assert_cmpstr(node_verify(root), ==, NULL);
    g_free(codes);
    diags_free(diags);
    arena_free(arena);
    g_string_free(text, TRUE);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *name = g_strdup_printf("/read-hostile/%s", cases[i].path);
        g_test_add_data_func(name, &cases[i], test_hostile);
        g_free(name);
    }
    return g_test_run();
}
