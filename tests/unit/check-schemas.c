/* The schemas for editors: shipped as they are made, and of one mind with the program on what is good and bad. */
#include <stdlib.h>

#include <glib/gstdio.h>

#include "check.h"

struct Document {
    const char *name, *bytes; /* name: the schema, a hyphen, anything, the ending */
    gboolean good;
};

#define XML(attributes, content) "<reply id='A' respondent='ARG' received='2013-05-14'" attributes ">" content "</reply>"
#define IN(content) XML("", "<paragraph>" content "</paragraph>")
#define YAML(rest) "id: A\nrespondent: ARG\nreceived: 2013-05-14\n" rest
#define P "<paragraph>x</paragraph>"

static const struct Document documents[] = {
    {"reply-plain.xml", XML("", P), TRUE},
    {"reply-namespace.xml", "<reply xmlns='urn:sgreport:reply:1' id='A' respondent='ARG' received='2013-05-14'>" P "</reply>", TRUE},
    {"reply-attributes.xml", XML(" dated='2013-05-10' language='fr' relation='original' on-behalf-of='BLR SYR' observations='yes'", P), TRUE},
    {"reply-inline.xml", IN("a <emphasis>b <strong>c</strong></emphasis> <link href='https://a.example'>d</link><note>e <emphasis>f"
                            "</emphasis></note> <foreign language='fr'>g</foreign> <reference to='p1'/>"), TRUE},
    {"reply-statement.xml", IN("a <statement id='s' act='proposal' claim='fairness' norm='yes' stance='for' tag='reviewed' tagged-by='AB'"
                               " tagged-on='2013-05-20' score='0.25'>b<source page='3' paragraph='4'>c</source> d</statement>"), TRUE},
    {"reply-blocks.xml", XML("", P "<heading level='2'>a</heading><list><item>b<list><item>c</item></list></item></list><quotation>" P
                                   "</quotation><table><caption>d <emphasis>e</emphasis></caption><column weight='2' align='end'/>"
                                   "<row header='yes'><cell>f</cell></row><row><cell/></row></table>"), TRUE},
    {"reply-inner-blocks.xml", IN("a<list><item>b</item></list>c<quotation>" P "</quotation><table caption='d'><row><cell>e</cell>"
                                  "</row></table>"), TRUE},
    {"reply-unknown.xml", XML("", "<para>x</para>"), FALSE},
    {"reply-unknown-attribute.xml", XML(" colour='red'", P), FALSE},
    {"reply-no-id.xml", "<reply respondent='ARG' received='2013-05-14'>" P "</reply>", FALSE},
    {"reply-bad-id.xml", "<reply id='A B' respondent='ARG' received='2013-05-14'>" P "</reply>", FALSE},
    {"reply-bad-date.xml", XML(" dated='2013-02-30'", P), FALSE},
    {"reply-bad-word.xml", XML(" relation='copy'", P), FALSE},
    {"reply-bad-flag.xml", XML(" observations='1'", P), FALSE},
    {"reply-loose-text.xml", XML("", "x" P), FALSE},
    {"reply-note-in-note.xml", IN("a<note>b<note>c</note></note>"), FALSE},
    {"reply-link-in-link.xml", IN("a<link href='https://a.example'><link href='https://b.example'>c</link></link>"), FALSE},
    {"reply-statement-in-statement.xml", IN("<statement act='concern'>a<statement act='concern'>b</statement></statement>"), FALSE},
    {"reply-statement-in-note.xml", IN("a<note><statement act='concern'>b</statement></note>"), FALSE},
    {"reply-no-act.xml", IN("<statement>a</statement>"), FALSE},
    {"reply-no-href.xml", IN("<link>a</link>"), FALSE},
    {"reply-third-level.xml", IN("a<list><item>b<list><item>c<list><item>d</item></list></item></list></item></list>"), FALSE},
    {"reply-table-in-item.xml", IN("a<list><item>b<table><row><cell>c</cell></row></table></item></list>"), FALSE},
    {"reply-text-in-list.xml", IN("a<list>b<item>c</item></list>"), FALSE},
    {"reply-empty-list.xml", IN("a<list/>"), FALSE},
    {"reply-bad-level.xml", XML("", P "<heading level='9'>a</heading>"), FALSE},
    {"reply-two-captions.xml", XML("", P "<table caption='a'><caption>b</caption><row><cell>c</cell></row></table>"), FALSE},
    {"reply-yaml-header.xml", XML("", P "<table><header><cell>a</cell></header><row><cell>c</cell></row></table>"), FALSE},
    {"part-plain.xml", "<part place='note' id='a' heading='b'>" P "</part>", TRUE},
    {"part-headings.xml", "<part place='note' heading='a'><heading>b</heading>" P "<heading level='2' numbered='yes'>c</heading>" P "</part>", TRUE},
    {"part-title.xml", "<part place='note'><heading>b <emphasis>c</emphasis></heading>" P "<heading>d</heading>" P "</part>", TRUE},
    {"part-statement.xml", "<part place='note'><paragraph><statement act='concern'>a</statement></paragraph></part>", FALSE},
    {"part-no-place.xml", "<part>" P "</part>", FALSE},

    {"reply-plain.yaml", YAML("body: [x]\n"), TRUE},
    {"reply-text.yaml", YAML("body: x\n"), TRUE},
    {"reply-lists.yaml", YAML("on-behalf-of: [BLR, SYR]\nattachments: []\nbody: [x]\n"), TRUE},
    {"reply-pieces.yaml", YAML("body:\n- paragraph:\n    id: p1\n    text:\n    - a\n    - statement: {act: concern, claim: fairness, text:"
                               " [b, {emphasis: c}]}\n    - .\n    - note: [d, {link: {href: \"https://a.example\", text: e}}]\n"
                               "    - list: [f, {text: g, list: [h]}]\n    - 2013\n"), TRUE},
    {"reply-blocks.yaml", YAML("body:\n- paragraph: x\n- heading: a\n- heading: {level: 2, text: b}\n- quotation: [c, [d, {strong: e}]]\n"
                               "- table: {caption: f, columns: [{weight: 2}], header: [g], rows: [[1], [[h, {note: i}]]]}\n"), TRUE},
    {"reply-flags.yaml", YAML("observations: true\nbody: [x]\n"), TRUE},
    {"reply-unknown.yaml", YAML("colour: red\nbody: [x]\n"), FALSE},
    {"reply-unknown-block.yaml", YAML("body: [{para: x}]\n"), FALSE},
    {"reply-unknown-piece.yaml", YAML("body: [{paragraph: [x, {bold: y}]}]\n"), FALSE},
    {"reply-two-keys.yaml", YAML("body: [{paragraph: x, heading: y}]\n"), FALSE},
    {"reply-map-body.yaml", YAML("body: {paragraph: x}\n"), FALSE},
    {"reply-list-date.yaml", YAML("dated: [2013-05-10]\nbody: [x]\n"), FALSE},
    {"reply-bad-date.yaml", YAML("dated: 2013-02-30\nbody: [x]\n"), FALSE},
    {"reply-null.yaml", YAML("dated:\nbody: [x]\n"), FALSE},
    {"reply-no-received.yaml", "id: A\nrespondent: ARG\nbody: [x]\n", FALSE},
    {"reply-short-statement.yaml", YAML("body: [{paragraph: [{statement: x}]}]\n"), FALSE},
    {"reply-note-in-note.yaml", YAML("body: [{paragraph: [x, {note: [y, {note: z}]}]}]\n"), FALSE},
    {"reply-third-level.yaml", YAML("body: [{paragraph: [x, {list: [{text: a, list: [{text: b, list: [c]}]}]}]}]\n"), FALSE},
    {"part-plain.yaml", "place: annex\nheading: A\nbody: [x, {quotation: [y]}]\n", TRUE},
    {"part-statement.yaml", "place: annex\nbody: [{paragraph: [{statement: {act: concern, text: x}}]}]\n", FALSE},
    {"report-plain.yaml", "kind: report\ndate: 2013-07-22\ntitle: [A, {note: b}]\nsession: 68\nagenda: {item: 69 (b), list: provisional}\n", TRUE},
    {"report-quoted.yaml", "kind: report\ndate: \"2013-07-22\"\nsession: \"68\"\n", TRUE},
    {"report-keywords.yaml", "kind: report\ndate: 2013-07-22\nkeywords: one\nlint: {off: [SG7001]}\nconclusions: {bold: no}\n", TRUE},
    {"report-no-kind.yaml", "date: 2013-07-22\n", FALSE},
    {"report-word.yaml", "kind: report\ndate: 2013-07-22\narrange: themes\n", FALSE},
    {"report-number.yaml", "kind: report\ndate: 2013-07-22\nsession: many\n", FALSE},
    {"report-range.yaml", "kind: report\ndate: 2013-07-22\nsession: 0\n", FALSE},
    {"report-text-for-map.yaml", "kind: report\ndate: 2013-07-22\nagenda: 69\n", FALSE},
    {"report-unknown-inner.yaml", "kind: report\ndate: 2013-07-22\nagenda: {item: 1, lists: none}\n", FALSE},
    {"themes-plain.yaml", "themes: [{id: a, title: {en: A, fr: B}}]\nclaims: [{id: b, theme: a, phrase: c, not-same-as: [b]}]\n", TRUE},
    {"themes-language.yaml", "themes: [{id: a, title: {de: A}}]\n", FALSE},
    {"themes-no-phrase.yaml", "themes: [{id: a, title: A}]\nclaims: [{id: b, theme: a}]\n", FALSE},
    {"respondents-plain.yaml", "respondents: [{id: X, kind: ngo, names: {en: Friends, fr: {list: Amis, article: \"les \"}}}]\n", TRUE},
    {"respondents-kind.yaml", "respondents: [{id: X, kind: club, names: {en: Friends}}]\n", FALSE},
};

/* What the program says of it: only what a schema can see. */
static gboolean accepted(const struct Document *document)
{
    static const char *const homes[][2] = {{"reply", "replies/"}, {"part", "parts/"}, {"report", ""}, {"themes", ""}, {"respondents", ""}};
    char *schema = g_strndup(document->name, strcspn(document->name, "-"));
    const char *ending = strrchr(document->name, '.');
    char *name = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(homes); i++)
        if (strcmp(homes[i][0], schema) == 0)
            name = g_strdup_printf("%s%s%s", homes[i][1], schema, ending);
    const struct File files[] = {{name, document->bytes}};
    struct Consultation *c = check_new(files, 1);
    gboolean good = diags_total(c->diags) == 0;
    check_free(c);
    g_free(name);
    g_free(schema);
    return good;
}

static void test_program(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(documents); i++)
        if (accepted(&documents[i]) != documents[i].good)
            g_error("the program and the test disagree on %s", documents[i].name);
}

static void test_shipped(void)
{
    struct Arena *arena = arena_new();
    for (size_t i = 0; check_schema_names[i]; i++) {
        char *path = g_build_filename("templates", "schemas", check_schema_names[i], NULL), *shipped = NULL;
        g_assert_true(g_file_get_contents(path, &shipped, NULL, NULL));
        if (strcmp(shipped, check_schema(arena, check_schema_names[i])) != 0)
            g_error("%s is not as \"sgreport schema %s\" makes it", path, check_schema_names[i]);
        g_free(shipped);
        g_free(path);
    }
    g_assert_null(check_schema(arena, "nothing"));
    arena_free(arena);
}

/* ---- The schemas, through the tools of others ---- */

static char *folder;

static char *write_document(const struct Document *document)
{
    char *path = g_build_filename(folder, document->name, NULL);
    g_assert_true(g_file_set_contents(path, document->bytes, -1, NULL));
    return path;
}

static void test_relax_ng(void)
{
    char *xmllint = g_find_program_in_path("xmllint");
    if (!xmllint) {
        g_test_skip("xmllint is not installed");
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(documents); i++) {
        if (!g_str_has_suffix(documents[i].name, ".xml"))
            continue;
        char *path = write_document(&documents[i]);
        char *schema = g_strdup_printf("templates/schemas/%s.rng", g_str_has_prefix(documents[i].name, "part") ? "part" : "reply");
        const char *words[] = {xmllint, "--noout", "--nonet", "--relaxng", schema, path, NULL};
        char *errors = NULL;
        int status = 0;
        g_assert_true(g_spawn_sync(NULL, (char **)words, NULL, 0, NULL, NULL, NULL, &errors, &status, NULL));
        if ((status == 0) != documents[i].good)
            g_error("RELAX NG and the program disagree on %s: %s", documents[i].name, errors);
        g_free(errors);
        g_remove(path);
        g_free(path);
        g_free(schema);
    }
    g_free(xmllint);
}

static void test_json_schema(void)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(words, g_strdup("python3"));
    g_ptr_array_add(words, g_strdup("tests/unit/check-schemas.py"));
    g_ptr_array_add(words, g_strdup("templates/schemas"));
    for (size_t i = 0; i < G_N_ELEMENTS(documents); i++)
        if (g_str_has_suffix(documents[i].name, ".yaml"))
            g_ptr_array_add(words, write_document(&documents[i]));
    g_ptr_array_add(words, NULL);
    char *verdicts = NULL;
    int status = 0;
    gboolean ran = g_spawn_sync(NULL, (char **)words->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &verdicts, NULL, &status, NULL);
    if (!ran || g_spawn_check_wait_status(status, NULL) == FALSE) {
        g_assert_true(!ran || status >> 8 == 77);
        g_test_skip("python3 with jsonschema and yaml is not installed");
    } else {
        for (size_t i = 0; i < G_N_ELEMENTS(documents); i++) {
            if (!g_str_has_suffix(documents[i].name, ".yaml"))
                continue;
            char *line = g_strdup_printf("%s %s\n", documents[i].good ? "good" : "bad", documents[i].name);
            if (!strstr(verdicts, line))
                g_error("JSON Schema and the program disagree on %s", documents[i].name);
            g_free(line);
        }
    }
    for (guint i = 3; i + 1 < words->len; i++)
        g_remove(g_ptr_array_index(words, i));
    g_ptr_array_unref(words);
    g_free(verdicts);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("schemas-XXXXXX", NULL);
    g_test_add_func("/check/schemas/shipped", test_shipped);
    g_test_add_func("/check/schemas/program", test_program);
    g_test_add_func("/check/schemas/relax-ng", test_relax_ng);
    g_test_add_func("/check/schemas/json-schema", test_json_schema);
    int status = g_test_run();
    g_rmdir(folder);
    g_free(folder);
    return status;
}
