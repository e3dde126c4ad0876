/* Running text: what authors write, and the words, symbols and links it becomes, from XML and from YAML. */
#include <stdlib.h>

#include "check.h"
#include "check/citations.h"
#include "check/link.h"
#include "check/prose.h"
#include "check/symbols.h"

static void add_plain(GString *text, const struct Inline *inlines)
{
    static const char *const marks[] = {"", "/", "*", "_", "=", "^", "#", "~", "|", "&"};
    for (const struct Inline *i = inlines; i; i = i->next) {
        g_string_append(text, marks[i->kind]);
        if (i->text)
            g_string_append(text, i->text);
        if (i->kind == INLINE_REFERENCE)
            g_string_append(text, i->target);
        add_plain(text, i->children);
        if (i->content)
            add_plain(text, i->content->inlines);
        if (i->kind != INLINE_TEXT)
            g_string_append(text, marks[i->kind]);
    }
}

/* The first paragraph with marks for what is not plain: "/italic/", "_link_", "=symbol=", "^note^", "|statement|". */
static char *first_paragraph(const char *name, const char *bytes)
{
    const struct File files[] = {{name, bytes}};
    struct Consultation *c = check_new(files, 1);
    char *messages = check_messages(c, name);
    g_assert_cmpstr(messages, ==, "");
    g_assert_cmpuint(c->dossier->submission_count, ==, 1);
    GString *text = g_string_new(NULL);
    add_plain(text, c->dossier->submissions[0].content->inlines);
    g_free(messages);
    check_free(c);
    return g_string_free(text, FALSE);
}

struct Written {
    const char *source, *text;
};

static void test_xml(void)
{
    static const struct Written written[] = {
        {"plain", "plain"},
        {"\n  two\n  lines \t here ", "two lines here"},
        {"a <emphasis>b</emphasis> c", "a /b/ c"},
        {"a <emphasis> b </emphasis> c", "a /b/ c"},
        {"a <statement act='concern'>\n <source page='1'>q</source> b</statement>", "a |b|"},
        {"a<emphasis> b </emphasis>c", "a/ b/ c"},
        {"a <emphasis>b c d</emphasis> e f <strong>g h</strong>", "a /b c d/ e f *g h*"},
        {"(<strong>b</strong>), c", "(*b*), c"},
        {"a \n<note>n</note>, b", "a^n^, b"},
        {"a.<note>n <emphasis>m</emphasis></note> B", "a.^n /m/^ B"},
        {"a<note>n</note><note>m</note>", "a^n^^m^"},
        {"see <link href='https://a.example'>b</link>.", "see _b_."},
        {"see <link href='https://a.example'/>.", "see _https://a.example_."},
        {"It <statement act='concern'>said <foreign language='fr'>non</foreign></statement>.", "It |said ~non~|."},
        {"see A/68/277 and <emphasis>A/HRC/23/2</emphasis>.", "see =A/68/277= and /=A/HRC/23/2=/."},
        {"<link href='https://a.example'>A/68/277</link>", "_A/68/277_"},
        {"no\xC2\xA0" "break \xC2\xA0 kept", "no\xC2\xA0" "break \xC2\xA0 kept"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(written); i++) {
        char *bytes = g_strdup_printf("<reply id='A' respondent='ARG' received='2013-05-14'><paragraph>%s</paragraph></reply>",
                                      written[i].source);
        char *text = first_paragraph("replies/a.xml", bytes);
        g_assert_cmpstr(text, ==, written[i].text);
        g_free(text);
        g_free(bytes);
    }
}

static void test_yaml(void)
{
    static const struct Written written[] = {
        {"plain", "plain"},
        {"[one, two]", "one two"},
        {"[a, {emphasis: b}, c]", "a /b/ c"},
        {"[a, {emphasis: b}, ., c]", "a /b/. c"},
        {"[a, {emphasis: b}, \", c\"]", "a /b/, c"},
        {"[\"(\", {strong: b}, \")\"]", "(*b*)"},
        {"[\"“\", {emphasis: b}, \"”\", c]", "“/b/” c"},
        {"[a b, {emphasis: c d e}, f g]", "a b /c d e/ f g"},
        {"[a, {note: n}, b]", "a^n^ b"},
        {"[a, {note: n}, ., {note: m}]", "a^n^.^m^"},
        {"[\"a \", \" b\"]", "a b"},
        {"[\"a \", .]", "a ."},
        {"[a, {emphasis: [b, c]}]", "a /b c/"},
        {"[a, {emphasis: .}]", "a/./"},
        {"[{statement: {act: concern, text: [x, {strong: y}]}}, .]", "|x *y*|."},
        {"[see, {link: {href: \"https://a.example\"}}, .]", "see _https://a.example_."},
        {"[see, {reference: {to: p1}}, .]", "see #A.p1#."},
        {">\n      folded\n      text\n", "folded text"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(written); i++) {
        char *bytes = g_strdup_printf("id: A\nrespondent: ARG\nreceived: 2013-05-14\nbody:\n- paragraph:\n    text: %s\n",
                                      written[i].source);
        char *text = first_paragraph("replies/a.yaml", bytes);
        g_assert_cmpstr(text, ==, written[i].text);
        g_free(text);
        g_free(bytes);
    }
}

/* One reply written both ways is one dossier. */
static void test_alike(void)
{
    static const char xml[] =
        "<reply id='A' respondent='ARG' dated='2013-05-10' received='2013-05-14' language='es' on-behalf-of='BLR SYR'>\n"
        "  <paragraph id='p'>The <statement id='s' act='proposal' claim='fairness' norm='yes' score='0.5'>\n"
        "    <source file='originals/a.txt' page='2'>quoted</source>words</statement>.<note>See <emphasis>it</emphasis></note>\n"
        "    <list><item>one<list><item>inner</item></list></item><item>two</item></list></paragraph>\n"
        "  <heading>Inner</heading>\n"
        "  <quotation><paragraph>q</paragraph></quotation>\n"
        "  <table caption='C'><column weight='2'/><column align='end'/><row header='yes'><cell>a</cell><cell>b</cell></row>\n"
        "    <row><cell>x</cell><cell>1</cell></row></table>\n"
        "  <attachment file='originals/a.txt' sha256='be16fab0b76ad41a14b4ef5e9bb2c4fb4f4fc9aae8db5fd1d3f5c1c3fd7bfe2f' pages='4'/>\n"
        "</reply>";
    static const char yaml[] =
        "id: A\nrespondent: ARG\ndated: 2013-05-10\nreceived: 2013-05-14\nlanguage: es\non-behalf-of: [BLR, SYR]\n"
        "attachments: [{file: originals/a.txt, sha256: be16fab0b76ad41a14b4ef5e9bb2c4fb4f4fc9aae8db5fd1d3f5c1c3fd7bfe2f, pages: 4}]\n"
        "body:\n"
        "- paragraph:\n    id: p\n    text:\n    - The\n"
        "    - statement: {id: s, act: proposal, claim: fairness, norm: yes, score: 0.5, text: words,\n"
        "                  source: {file: originals/a.txt, page: 2, quote: quoted}}\n"
        "    - .\n    - note: [See, {emphasis: it}]\n    - list: [{text: one, list: [inner]}, two]\n"
        "- heading: Inner\n- quotation: [q]\n"
        "- table: {caption: C, columns: [{weight: 2}, {align: end}], header: [a, b], rows: [[x, 1]]}\n";
    char *dumps[2];
    const struct File files[2][2] = {{{"originals/a.txt", "kept"}, {"replies/a.xml", xml}},
                                     {{"originals/a.txt", "kept"}, {"replies/a.yaml", yaml}}};
    for (int i = 0; i < 2; i++) {
        struct Consultation *c = check_new(files[i], 2);
        char *messages = check_messages(c, files[i][1].name);
        g_assert_true(g_str_has_prefix(messages, "SG2036")); /* the checksum is of something else, in both */
        g_assert_null(strchr(strchr(messages, ';') + 1, ';'));
        g_free(messages);
        dumps[i] = check_dump(c);
        check_free(c);
    }
    g_assert_nonnull(strstr(dumps[0], "inner"));
    g_assert_cmpstr(dumps[0], ==, dumps[1]);
    g_free(dumps[0]);
    g_free(dumps[1]);
}

static void test_symbols(void)
{
    static const char *const symbols[] = {
        "A/68/277", "A/HRC/23/2", "A/C.3/67/L.49/Rev.1", "A/RES/66/157", "A/HRC/RES/23/3", "S/RES/1325 (2000)", "ST/SGB/2007/6",
        "A/CONF.157/24 (Part I)", "E/CN.4/2001/2-E/CN.4/Sub.2/2000/46", "A/79/552-S/2024/767", "A/48/305/Corr.1", "A/68/277*",
        "A/S-10/2", "UNEP/OzL.Pro.28/12", "CEDAW/C/2010/47/GC.2", "A/HRC/WG.6/48/SVN/3", "E/C.12/GC/20", "A/INF/66/1", "S/PV.4137",
        "S/PRST/2010/22", "A/ES-10/1",
    };
    static const char *const others[] = {"A/B", "and/or", "S/he", "AC/DC", "A/", "A//1", "a/68/277", "N/A", "A/12345678", "E/mail",
                                         "A/68/277/", "HTTP/1.1", "24/7"};
    for (size_t i = 0; i < G_N_ELEMENTS(symbols); i++)
        if (!symbol_is(symbols[i]))
            g_error("%s", symbols[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        if (symbol_is(others[i]))
            g_error("%s", others[i]);
}

static void test_found(void)
{
    static const struct Written found[] = {
        {"See A/68/277.", "A/68/277=A/68/277;"},
        {"(A/68/277, para. 3)", "A/68/277=A/68/277;"},
        {"in xA/68/277 and http://docs.un.org/en/A/68/277", ""},
        {"in its resolution 66/157 of", "66/157=A/RES/66/157;"},
        {"resolutions 60/251, 65/281 and 66/157", "60/251=A/RES/60/251;65/281=A/RES/65/281;66/157=A/RES/66/157;"},
        {"Human Rights Council resolution 23/3", "23/3=A/HRC/RES/23/3;"},
        {"Security Council resolution 1325 (2000)", "1325 (2000)=S/RES/1325 (2000);"},
        {"Economic and Social Council resolution 1996/31", "1996/31=E/RES/1996/31;"},
        {"General Assembly resolution 217 A (III)", "217 A (III)=A/RES/217(III);"},
        {"resolution 2200 A (XXI), annex", "2200 A (XXI)=A/RES/2200(XXI);"},
        {"Resolution 60/251 A and B", "60/251 A=A/RES/60/251A;"},
        {"sa résolution 66/157 du", "66/157=A/RES/66/157;"},
        {"a ratio of 66/157; resolution of 66/157", ""},
        {"A/68/277* and A/68/278–A/68/279", "A/68/277*=A/68/277;A/68/278–A/68/279=A/68/278–A/68/279;"},
        {"S/RES/1325 (2000)", "S/RES/1325 (2000)=S/RES/1325 (2000);"},
        {"A/68/277 (2013)", "A/68/277=A/68/277;"},
        {"la résolution 48/13 du Conseil des droits de l’homme", "48/13=A/HRC/RES/48/13;"},
        {"las resoluciones 60/251, 65/281 y 66/157 de la Asamblea", "60/251=A/RES/60/251;65/281=A/RES/65/281;66/157=A/RES/66/157;"},
        {"в резолюции 48/13 Совета по правам человека", "48/13=A/HRC/RES/48/13;"},
        {"大会第64/292号决议", "64/292=A/RES/64/292;"},
        {"人权理事会第48/13号、第49/5号和第50/1号决议", "48/13=A/HRC/RES/48/13;49/5=A/HRC/RES/49/5;50/1=A/HRC/RES/50/1;"},
        {"见A/68/277号文件", "A/68/277=A/68/277;"},
        {"第1/2段", ""},
        {"قرار الجمعية العامة 64/292", "64/292=A/RES/64/292;"},
        {"قراري مجلس حقوق الإنسان 48/13 و49/5", "48/13=A/HRC/RES/48/13;49/5=A/HRC/RES/49/5;"},
        {"بموجب القرار 70/1، ويدعو", "70/1=A/RES/70/1;"},
        {"«A/68/277»", "A/68/277=A/68/277;"},
    };
    struct Checker checker = {.arena = arena_new(), .diags = diags_new()};
    const struct Citations *words =
        citations_decode(&checker, read_templates(checker.arena, "templates", "fonts", "report", "new-york", NULL, checker.diags));
    g_assert_nonnull(words);
    for (size_t i = 0; i < G_N_ELEMENTS(found); i++) {
        struct Arena *arena = arena_new();
        GString *text = g_string_new(NULL);
        struct SymbolMatch match;
        for (size_t from = 0; symbol_find(arena, words, found[i].source, from, "A/RES", &match); from = match.end)
            g_string_append_printf(text, "%.*s=%s;", (int)(match.end - match.start), found[i].source + match.start, match.symbol);
        g_assert_cmpstr(text->str, ==, found[i].text);
        g_string_free(text, TRUE);
        arena_free(arena);
    }
    g_assert_cmpuint(diags_total(checker.diags), ==, 0);
    diags_free(checker.diags);
    arena_free(checker.arena);
}

static void test_links(void)
{
    static const struct Written links[] = {
        {"https://a.example/b?c=d#e", "https://a.example/b?c=d#e"},
        {"HTTP://A.example", "http://a.example"},
        {"https://a.example/b c\"<>", "https://a.example/b%20c%22%3C%3E"},
        {"https://a.example/100%", "https://a.example/100%25"},
        {"https://a.example/%C3%A9", "https://a.example/%C3%A9"},
        {"https://a.example/é(1)", "https://a.example/%C3%A9(1)"},
        {"https://bücher.example:8080/", "https://xn--bcher-kva.example:8080/"},
        {"mailto:info@a.example", "mailto:info@a.example"},
        {"mailto:info@a.example?subject=a b", "mailto:info@a.example?subject=a%20b"},
        {"javascript:alert(1)", NULL}, {"file:///etc/passwd", NULL}, {"ftp://a.example", NULL}, {"//a.example", NULL},
        {"https://", NULL}, {"https:///x", NULL}, {"https://user@a.example/", NULL}, {"https://a b/", NULL},
        {"https://a.example:port/", NULL}, {"mailto:info", NULL}, {"mailto:@a.example", NULL}, {"", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(links); i++) {
        struct Arena *arena = arena_new();
        const char *why = NULL;
        g_assert_cmpstr(link_encode(arena, links[i].source, &why), ==, links[i].text);
        g_assert_true((why == NULL) == (links[i].text != NULL));
        arena_free(arena);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/check/prose/xml", test_xml);
    g_test_add_func("/check/prose/yaml", test_yaml);
    g_test_add_func("/check/prose/alike", test_alike);
    g_test_add_func("/check/prose/symbols", test_symbols);
    g_test_add_func("/check/prose/found", test_found);
    g_test_add_func("/check/prose/links", test_links);
    return g_test_run();
}
