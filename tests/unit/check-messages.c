/* Each thing that can be wrong in what a consultation says: its code, and the place to the column. */
#include <stdlib.h>

#include "base/limits.h"
#include "check.h"

struct Case {
    const char *name, *bytes;
    const char *messages;
};

#define REPLY(attributes, content) "<reply id='A' respondent='ARG' received='2013-05-14'" attributes ">" content "</reply>"
#define BODY(content) REPLY("", content)
#define YAML_REPLY "id: A\nrespondent: ARG\nreceived: 2013-05-14\n"
#define P "<paragraph>x</paragraph>"

static const struct Case cases[] = {
    /* keys and values */
    {"report.yaml", "kind: report\nsymbl: A/1/2\ndate: 2013-07-22\n", "SG2001 2:1;"},
    {"replies/a.xml", BODY("<table caption='a'><caption>b</caption><row><cell>c</cell></row></table>"), "SG2002 1:74 (1:61);"},
    {"report.yaml", "kind: report\n", "SG2003 1:1;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nagenda: 69 (b)\n", "SG2004 3:9;"},
    {"report.yaml", "kind: report\ndate: [2013-07-22]\n", "SG2004 2:8;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nrequests: {date: 2013-01-01}\n", "SG2004 3:12;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nlate-replies: never\n", "SG2005 3:15;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nmandate: {body: a, resolution: 66/157, date: 2011-01-01, invites: [ngos]}\n",
     "SG2005 3:68;"},
    {"report.yaml", "kind: report\ndate: 2013-02-29\n", "SG2006 2:7;"},
    {"report.yaml", "kind: report\ndate: 22 July 2013\n", "SG2006 2:7;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nsession: 68th\n", "SG2007 3:10;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nsession: 0\n", "SG2007 3:10;"},
    {"replies/a.xml", BODY("<paragraph><statement act='concern' score='high'>x</statement></paragraph>"), "SG2008 1:97;"},
    {"report.yaml", "kind: re port\ndate: 2013-07-22\n", "SG2009 1:7;"},
    {"replies/a.xml", REPLY(" on-behalf-of='BLR ?'", P), "SG2009 1:68;"},
    {"replies/a.xml", REPLY(" observations='none'", P), "SG2010 1:68;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nsymbol:\n", "SG2011 3:1;"},
    {"report.yaml", "kind: \"\"\ndate: 2013-07-22\n", "SG2011 1:1;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nsymbol: see below\n", "SG2024 3:9;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nagenda: {item: 1, document: A/68}\n", ""},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nagenda: {item: 1, document: a/68/150}\n", "SG2024 3:29;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nfields: {place: Geneva}\n", "SG2001 3:10;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nrequests: [{date: 2013-08-01, sender: OHCHR, addressees: all}]\n"
                    "cut-off: 2013-07-10\n", "SG2028 3:19;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nrequests: [{date: 2013-01-01, sender: OHCR, addressees: all}]\n", "SG2025 3:39;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nmandate: {body: a, resolution: 66/157, date: 2014-01-01}\n", "SG2028 3:46;"},
    {"report.yaml", "kind: report\ndate: 2013-07-22\nmandate: {body: a, resolution: 66/157, date: 2011-01-01, questions: [\n"
                    "{id: q, text: a}, {id: q, text: b}]}\n", "SG2026 4:24 (4:1);"},
    /* running text, XML */
    {"replies/a.xml", BODY("<para>x</para>"), "SG2001 1:55;"},
    {"replies/a.xml", BODY("<paragraph>x <bold>y</bold></paragraph>"), "SG2001 1:68;"},
    {"replies/a.xml", BODY("<paragraph ident='p1'>x</paragraph>"), "SG2001 1:65;"},
    {"replies/a.xml", BODY("loose " P), "SG2012 1:54;"},
    {"replies/a.xml", BODY(P "\n<list>x<item>y</item></list>"), "SG2012 2:7;"},
    {"replies/a.xml", BODY("<paragraph>x<note>y<note>z</note></note></paragraph>"), "SG2013 1:74;"},
    {"replies/a.xml", BODY("<paragraph><statement act='concern'>x <statement act='concern'>y</statement></statement></paragraph>"),
     "SG2013 1:93;"},
    {"replies/a.xml", BODY("<paragraph>x<list><item>a<list><item>b<list><item>c</item></list></item></list></item></list></paragraph>"),
     "SG2013 1:93;"},
    {"replies/a.xml", BODY("<paragraph>x<list><item>a<table><row><cell>c</cell></row></table></item></list></paragraph>"),
     "SG2013 1:80;"},
    {"replies/a.xml", BODY("<id>B</id>" P), "SG2013 1:55;"},
    {"replies/a.xml", BODY(P "<paragraph> </paragraph>"), "SG2014 1:79;"},
    {"replies/a.xml", BODY(P "<list><item>a</item><item/></list>"), "SG2014 1:98;"},
    {"replies/a.xml", BODY("<paragraph>x<statement act='concern'/></paragraph>"), "SG2014 1:67;"},
    {"replies/a.xml", BODY("<paragraph>x<note> </note></paragraph>"), "SG2015 1:67;"},
    {"replies/a.xml", BODY(P "<note>x</note>"), "SG2016 1:79;"},
    {"replies/a.xml", BODY("<paragraph>x <link href='ftp://a.b/c'>y</link></paragraph>"), "SG2019 1:79;"},
    {"replies/a.xml", BODY("<paragraph>x <link href='https://user@a.b'>y</link></paragraph>"), "SG2019 1:79;"},
    {"replies/a.xml", BODY("<paragraph>x <link>y</link></paragraph>"), "SG2003 1:68;"},
    {"replies/a.xml", BODY("<paragraph>x <foreign language='French'>y</foreign></paragraph>"), "SG2020 1:86;"},
    {"replies/a.xml", REPLY(" language='English'", P), "SG2020 1:64;"},
    {"replies/a.xml", BODY("<table><row><cell>a</cell><cell>b</cell></row><row><cell>c</cell></row></table>"), "SG2021 1:100;"},
    {"replies/a.xml", BODY("<table><column/></table>" P), "SG2003 1:55;"},
    /* running text, YAML */
    {"replies/a.yaml", YAML_REPLY "body:\n- paragraph: {text: x, list: [a]}\n", "SG2001 5:24;"},
    {"replies/a.yaml", YAML_REPLY "body:\n- paragraph: [x, {bold: y}]\n", "SG2001 5:19;"},
    {"replies/a.yaml", YAML_REPLY "body:\n- paragraph: [x, [y]]\n", "SG2004 5:18;"},
    {"replies/a.yaml", YAML_REPLY "body:\n- paragraph: [x, {emphasis: y, strong: z}]\n", "SG2004 5:32;"},
    {"replies/a.yaml", YAML_REPLY "body:\n- paragraph: x\n  heading: y\n", "SG2004 6:3;"},
    {"replies/a.yaml", YAML_REPLY "body: {paragraph: x}\n", "SG2004 4:8;"},
    {"replies/a.yaml", YAML_REPLY "body:\n- note: x\n", "SG2016 5:3;"},
    {"replies/a.yaml", YAML_REPLY "body:\n- paragraph: [x, {note: [y, {note: z}]}]\n", "SG2013 5:30;"},
    /* the taxonomy */
    {"replies/a.xml", BODY("<paragraph><statement act='concern' claim='fairnes'>x</statement></paragraph>"), "SG2022 1:97;"},
    {"replies/a.xml", BODY("<paragraph><statement act='concern' theme='peas'>x</statement></paragraph>"), "SG2023 1:97;"},
    {"replies/a.xml", BODY("<paragraph><statement act='worry'>x</statement></paragraph>"), "SG2005 1:81;"},
    {"themes.yaml", "themes: [{id: a, title: A, question: ways}]\n", "SG2027 1:38;"},
    {"themes.yaml", "themes:\n- {id: a, title: A}\n- {id: a, title: B}\n", "SG2026 3:8 (2:3);"},
    {"themes.yaml", "themes: [{id: a, title: A}]\nclaims:\n- {id: b, theme: x, phrase: y}\n", "SG2023 3:18;"},
    {"themes.yaml", "themes: [{id: a, title: A}]\nclaims:\n- {id: b, theme: a, phrase: y, opposite: b}\n", "SG2022 3:42;"},
    {"themes.yaml", "themes: [{id: a, title: {en: A, de: B}}]\n", "SG2001 1:33;"},
    /* replies */
    {"replies/a.xml", "<reply id='A' respondent='Argentinia' received='2013-05-14'>" P "</reply>", "SG2025 1:27;"},
    {"replies/a.xml", REPLY(" on-behalf-of='BRA'", P), "SG2025 1:68;"},
    {"replies/a.xml", REPLY(" on-behalf-of='BLR ARG'", P), "SG2030 1:68;"},
    {"replies/a.xml", "<part place='note'>" P "</part>", "SG2029 1:2;"},
    {"replies/a.xml", BODY(""), "SG2031 1:2;"},
    {"replies/a.xml", REPLY(" dated='2013-05-15'", P), "SG2028 1:42;"},
    {"replies/a.xml", REPLY(" relation='replacement'", P), "SG2033 1:64;"},
    {"replies/a.xml", REPLY(" relation='replacement' supersedes='B'", P), "SG2032 1:89;"},
    {"replies/a.xml", REPLY(" supersedes='B'", P), "SG2033 1:66;"},
    {"replies/a.xml", REPLY(" relation='replacement' supersedes='A'", P), "SG2033 1:89;"},
    {"replies/a.xml", BODY("<paragraph id='p'>x</paragraph><paragraph id='p'>x</paragraph>"), "SG2026 1:85 (1:54);"},
    {"replies/a.xml", BODY("<paragraph>x <reference to='p9'/></paragraph>"), "SG2039 1:67;"},
    {"replies/a.xml", BODY("<attachment file='originals/x.pdf'/>" P), "SG2035 1:54;"},
    {"replies/a.xml", BODY("<attachment file='elsewhere/a.txt'/>" P), "SG2035 1:54;"},
    {"replies/a.xml", BODY("<attachment file='originals/a.txt'/>" P), "SG2037 1:54;"},
    {"replies/a.xml", BODY("<attachment file='originals/a.txt' sha256='12'/>" P), "SG2036 1:54;"},
    {"replies/a.xml", BODY("<attachment file='originals/a.txt' sha256="
                           "'0000000000000000000000000000000000000000000000000000000000000000'/>" P), "SG2036 1:54;"},
    {"replies/a.xml", BODY("<paragraph><statement act='concern'><source file='originals/a.txt'/>x</statement></paragraph>"),
     "SG2038 1:65;"},
    {"parts/a.yaml", "place: note\nbody: [x]\nheading: A\nid: b c\n", "SG2009 4:5;"},
    {"parts/a.yaml", "body: [x]\n", "SG2003 1:1;"},
    {"overrides.yaml", "key: a\n", "SG2004 1:1;"},
    {"overrides.yaml", "- {text: a}\n", "SG2003 1:3;"},
    {"respondents.yaml", "respondents: [{id: ARG, kind: ngo, names: {en: X}}]\n", "SG2026 1:20 (2:3);"},
};

static void test_case(const void *data)
{
    const struct Case *one = data;
    const struct File files[] = {{"originals/a.txt", "kept"}, {one->name, one->bytes}};
    struct Consultation *c = check_new(files, 2);
    char *messages = check_messages(c, one->name);
    if (strcmp(messages, one->messages) != 0)
        g_printerr("# %s\n", one->bytes);
    g_assert_cmpstr(messages, ==, one->messages);
    g_free(messages);
    check_free(c);
}

/* ---- What takes several files, or long ones ---- */

static void test_pair(const char *first, const char *second, const char *expected)
{
    const struct File files[] = {{"replies/a.xml", first}, {"replies/b.xml", second}};
    struct Consultation *c = check_new(files, 2);
    char *messages = check_messages(c, "replies/b.xml");
    g_assert_cmpstr(messages, ==, expected);
    g_free(messages);
    check_free(c);
}

static void test_two_replies(void)
{
    test_pair("<reply id='A' respondent='ARG' received='2013-05-14'>" P "</reply>",
              "<reply id='B' respondent='ARG' received='2013-05-15'>" P "</reply>", "SG2034 1:27 (1:27);");
}

static void test_one_id(void)
{
    test_pair("<reply id='A' respondent='ARG' received='2013-05-14'>" P "</reply>",
              "<reply id='A' respondent='BLR' received='2013-05-15'>" P "</reply>", "SG2026 1:12 (1:12);");
}

static void test_other_respondent(void)
{
    test_pair("<reply id='A' respondent='ARG' received='2013-05-14'>" P "</reply>",
              "<reply id='B' respondent='BLR' received='2013-05-15' relation='supplement' supersedes='A'>" P "</reply>",
              "SG2033 1:88;");
}

static void test_replaced_twice(void)
{
    const struct File files[] = {
        {"replies/a.xml", "<reply id='A' respondent='ARG' received='2013-05-14'>" P "</reply>"},
        {"replies/b.xml", "<reply id='B' respondent='ARG' received='2013-05-15' relation='replacement' supersedes='A'>" P "</reply>"},
        {"replies/c.xml", "<reply id='C' respondent='ARG' received='2013-05-16' relation='replacement' supersedes='A'>" P "</reply>"}};
    struct Consultation *c = check_new(files, 3);
    char *messages = check_messages(c, "replies/c.xml");
    g_assert_cmpstr(messages, ==, "SG2033 1:89 (1:89);");
    g_free(messages);
    check_free(c);
}

static void test_no_manifest(void)
{
    struct Consultation c = {.arena = arena_new(), .diags = diags_new()};
    c.folder.path = c.templates.path = "nowhere";
    g_assert_null(check_dossier(c.arena, &c.folder, &c.templates, c.diags));
    g_assert_cmpuint(diags_total(c.diags), ==, 1);
    g_assert_cmpstr(diag_kind(diags_sorted(c.diags, 0)->code)->number, ==, "SG2040");
    diags_free(c.diags);
    arena_free(c.arena);
}

/* A text of more than the ceiling is cut, once for each paragraph. */
static void test_long_paragraph(void)
{
    GString *text = g_string_new("<reply id='A' respondent='ARG' received='2013-05-14'>" P "<paragraph>");
    for (size_t i = 0; i < LIMIT_PARAGRAPH_BYTES / 10; i++)
        g_string_append(text, "<strong>word</strong> of ten");
    g_string_append(text, "</paragraph></reply>");
    const struct File files[] = {{"replies/a.xml", text->str}};
    struct Consultation *c = check_new(files, 1);
    g_assert_cmpuint(diags_total(c->diags), ==, 1);
    g_assert_cmpstr(diag_kind(diags_sorted(c->diags, 0)->code)->number, ==, "SG2018");
    check_free(c);
    g_string_free(text, TRUE);
}

static void test_many_notes(void)
{
    GString *text = g_string_new("<reply id='A' respondent='ARG' received='2013-05-14'><paragraph>x");
    for (size_t i = 0; i <= LIMIT_NOTES; i++)
        g_string_append(text, "<note>y</note>");
    g_string_append(text, "</paragraph></reply>");
    const struct File files[] = {{"replies/a.xml", text->str}};
    struct Consultation *c = check_new(files, 1);
    g_assert_cmpuint(diags_total(c->diags), ==, 1);
    g_assert_cmpstr(diag_kind(diags_sorted(c->diags, 0)->code)->number, ==, "SG2017");
    check_free(c);
    g_string_free(text, TRUE);
}

/* The author learns what may have been meant. */
static void test_nearest(void)
{
    static const struct Case meant[] = {
        {"report.yaml", "kind: report\nsymbl: A/1/2\ndate: 2013-07-22\n", "\"symbl\" in manifest (did you mean \"symbol\"?)"},
        {"replies/a.xml", "<reply id='A' respondent='Argentnia' received='2013-05-14'>" P "</reply>",
         "\"Argentnia\" (did you mean \"ARG, Argentina\"?)"},
        {"replies/a.xml", BODY("<paragraf>x</paragraf>"), "\"paragraf\" in reply (did you mean \"paragraph\"?)"},
        {"replies/a.xml", BODY("<paragraph><statement act='concern' claim='fairnes'>x</statement></paragraph>"),
         "\"fairnes\" (did you mean \"fairness\"?)"},
        {"report.yaml", "kind: report\ndate: 2013-07-22\narrange: themes\n",
         "\"themes\" for \"arrange\"; one of respondent, theme or question (did you mean \"theme\"?)"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(meant); i++) {
        const struct File files[] = {{meant[i].name, meant[i].bytes}};
        struct Consultation *c = check_new(files, 1);
        g_assert_cmpuint(diags_total(c->diags), ==, 1);
        g_assert_cmpstr(diags_sorted(c->diags, 0)->detail, ==, meant[i].messages);
        check_free(c);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *path = g_strdup_printf("/check/message/%zu", i);
        g_test_add_data_func(path, &cases[i], test_case);
        g_free(path);
    }
    g_test_add_func("/check/message/two-replies", test_two_replies);
    g_test_add_func("/check/message/one-id", test_one_id);
    g_test_add_func("/check/message/other-respondent", test_other_respondent);
    g_test_add_func("/check/message/replaced-twice", test_replaced_twice);
    g_test_add_func("/check/message/no-manifest", test_no_manifest);
    g_test_add_func("/check/message/long-paragraph", test_long_paragraph);
    g_test_add_func("/check/message/many-notes", test_many_notes);
    g_test_add_func("/check/message/nearest", test_nearest);
    return g_test_run();
}
