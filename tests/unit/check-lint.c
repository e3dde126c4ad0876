/* The editorial lint: each finding at its place, where it is due and only there. */
#include <stdlib.h>

#include "check.h"

static char *lexicon;

#define REPLY(id, who, text) "<reply id='" id "' respondent='" who "' received='2013-05-14'><paragraph>" text "</paragraph></reply>"
#define MANIFEST(rest) "kind: report\ndate: 2013-07-22\ncut-off: 2013-07-10\n" rest

static struct Consultation *lint_new(const struct File *files, size_t count)
{
    struct Consultation *c = check_new(files, count);
    const struct File templates[] = {check_register, {"registers/lint.yaml", lexicon}};
    struct Input input = {0};
    check_input(c, &input, templates, 2);
    g_assert_cmpuint(diags_total(c->diags), ==, 0);
    check_lint(c->arena, c->dossier, check_lexicon(c->arena, &input, LANG_EN, c->diags), c->diags);
    return c;
}

/* Messages of the lint, without the note on there being one respondent. */
static void assert_found(const struct File *files, size_t count, const char *file, const char *expected)
{
    struct Consultation *c = lint_new(files, count);
    char *all = check_messages(c, file);
    GString *text = g_string_new(NULL);
    char **parts = g_strsplit(all, ";", -1);
    for (size_t i = 0; parts[i] && *parts[i]; i++)
        if (!g_str_has_prefix(parts[i], "SG7017"))
            g_string_append_printf(text, "%s;", parts[i]);
    g_assert_cmpstr(text->str, ==, expected);
    g_strfreev(parts);
    g_string_free(text, TRUE);
    g_free(all);
    check_free(c);
}

struct Case {
    const char *name, *bytes, *expected;
};

static void test_each(void)
{
    static const struct Case cases[] = {
        /* dates */
        {"report.yaml", "kind: report\ndate: 2013-07-22\ncut-off: 2013-07-23\n", "SG7001 3:1;"},
        {"replies/a.xml", "<reply id='A' respondent='ARG' received='2013-07-23'><paragraph>It said so.</paragraph></reply>",
         "SG7001 1:42;SG7015 1:42;"},
        {"report.yaml", MANIFEST("requests: [{date: 2013-07-01, sender: OHCHR, addressees: all}]\n"), "SG7003 4:13;"},
        {"report.yaml", MANIFEST("requests: [{date: 2013-05-01, sender: OHCHR, addressees: all}]\n"), ""},
        {"report.yaml", MANIFEST("mandate: {body: general-assembly, resolution: 66/157, date: 2012-03-20}\n"), "SG7011 4:55;"},
        {"report.yaml", MANIFEST("mandate: {body: general-assembly, resolution: 66/157, date: 2011-12-19}\n"), ""},
        {"report.yaml", MANIFEST("mandate: {body: general-assembly, resolution: 66/290, date: 2012-09-10}\n"), ""},
        {"report.yaml", MANIFEST("mandate: {body: a, resolution: 66/157, date: 2011-12-19, invites: [ngo]}\n"), "SG7004 4:58;"},
        {"replies/a.xml", "<reply id='A' respondent='ARG' received='2013-05-14' observations='no'/>", "SG7016 1:68;"},
        /* names */
        {"replies/a.xml", REPLY("A", "SYR", "The Government of Syria said so."), "SG7002 1:83;"},
        {"replies/a.xml", REPLY("A", "SYR", "The Syrian Arab Republic said so in Syriac."), ""},
        {"replies/a.xml", REPLY("A", "ARG", "It spoke of <emphasis>the\n Syria</emphasis> it knew; Syria again."), "SG7002 2:2;SG7002 2:28;"},
        {"replies/a.xml", REPLY("A", "ARG", "It spoke of <foreign language='fr'>la Syria</foreign>."), ""},
        {"parts/a.yaml", "place: note\nbody: [Much was said of Syria.]\n", "SG7002 2:25;"},
        /* verbs and views */
        {"replies/a.xml", REPLY("A", "ARG", "It claimed that all was well."), "SG7006 1:68;"},
        {"replies/a.xml", REPLY("A", "ARG", "It stated that the claimed area was its own."), "SG7006 1:84;"},
        {"replies/a.xml", REPLY("A", "ARG", "It had unclaimed goods."), ""},
        {"replies/a.xml", REPLY("A", "ARG", "Everything is well."), "SG7007 1:65;"},
        {"replies/a.xml", REPLY("A", "ARG", "In Argentina everything is well."), ""},
        {"replies/a.xml", REPLY("A", "ARG", "It said so. Everything should be well. All is well."), "SG7008 1:77;"},
        {"replies/a.xml", REPLY("A", "ARG", "It said so. It added that everything should be well."), ""},
        {"replies/a.xml", REPLY("A", "ARG", "It referred to para. 3 of that text. Mr. X. Smith agreed."), ""},
        {"replies/a.xml", REPLY("A", "ARG", "It <statement id='s' act='concern'>deplored what Belarus did</statement>."), "SG7012 1:114;"},
        {"replies/a.xml", REPLY("A", "BLR", "It <statement act='concern'>said what Belarus did</statement>."), ""},
        {"replies/a.xml", REPLY("A", "ARG", "It <statement act='concern' tag='reviewed'>deplored Belarus</statement>."), ""},
        /* typography */
        {"replies/a.xml", REPLY("A", "ARG", "It cited article 33(2) of it and action(a)."), "SG7013 1:82;SG7013 1:98;"},
        {"replies/a.xml", REPLY("A", "ARG", "It cited article 33 (2) and 5 per cent, 2010–2013."), ""},
        {"replies/a.xml", REPLY("A", "ARG", "It saw 5% of it , in 2010-2013 and/or later."), "SG7013 1:72;SG7013 1:81;SG7013 1:86;SG7013 1:96;"},
        {"replies/a.xml", REPLY("A", "ARG", "It was organised by the people's office."), "SG7013 1:72;SG7013 1:89;"},
        /* days */
        {"replies/a.xml", REPLY("A", "ARG", "It met on 31 June 2013 and on 29 February 2012."), "SG7020 1:75;"},
        {"replies/a.xml", REPLY("A", "ARG", "It met on 30 February, which May 2013 was not."), "SG7020 1:75;"},
        {"replies/a.xml", REPLY("A", "ARG", "It met on Monday, 3 June 2013, and on Monday, 4 June 2013."), "SG7020 1:103;"},
        {"parts/a.yaml", "place: note\nbody: [As at 23 July 2013 all were heard; as at 22 July 2013 some were.]\n", "SG7001 2:8;"},
        {"replies/a.xml", REPLY("A", "ARG", "It met on July 22, 2013, 1st of May and 1.5.2012."), "SG7013 1:75;SG7013 1:90;SG7013 1:105;"},
        {"replies/a.xml", REPLY("A", "ARG", "It cited Human Rights Council 46/14 resolution."), "SG7013 1:95;"},
        /* tense, numbers of paragraphs */
        {"replies/a.xml", REPLY("A", "ARG", "It is of the view that it was of the view."), "SG7022 1:68;"},
        {"replies/a.xml", REPLY("A", "ARG", "It said so (see paras. 3, 5 and 7–9 above)."), "SG7021 1:81;"},
        {"replies/a.xml", REPLY("A", "ARG", "It cited paragraph 7 of the text and resolution 66/157 (para. 14)."), ""},
        {"parts/a.yaml", "place: note\nbody: [Two States said so (paras. 3 and 5).]\n", "SG7021 2:28;"},
        /* switched off, or not to be */
        {"report.yaml", "kind: report\ndate: 2013-07-22\ncut-off: 2013-07-23\nlint: {off: [SG7001]}\n", ""},
        {"report.yaml", "kind: report\ndate: 2013-07-22\ncut-off: 2013-07-23\nlint: {off: [cut-off-after-date]}\n", ""},
        {"report.yaml", MANIFEST("lint: {off: [no-such-thing]}\n"), "SG7018 4:8;"},
        {"report.yaml", MANIFEST("lint: {off: [SG2001]}\n"), "SG7018 4:8;"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct File files[] = {{cases[i].name, cases[i].bytes}};
        assert_found(files, 1, cases[i].name, cases[i].expected);
    }
}

/* A number that the program counts is not typed. */
static void test_reference(void)
{
    const struct File files[] = {{"replies/a.xml", REPLY("A", "ARG", "It said so.")},
                                 {"parts/a.xml", "<part place='note'><paragraph>So it was (para. <reference to='A.p1'/>).</paragraph></part>"}};
    assert_found(files, 2, "parts/a.xml", "");
}

static void test_single(void)
{
    const struct File files[] = {{"replies/a.xml", REPLY("A", "ARG", "It said so.")}};
    struct Consultation *c = lint_new(files, 1);
    char *messages = check_messages(c, "replies/a.xml");
    g_assert_cmpstr(messages, ==, "SG7017 1:1;");
    g_free(messages);
    check_free(c);
}

static void test_overlap(void)
{
    const struct File files[] = {
        {"replies/a.xml", REPLY("A", "BLR", "It said so.")},
        {"replies/b.xml", "<reply id='B' respondent='ARG' received='2013-05-14' on-behalf-of='BLR'><paragraph>They said so."
                          "</paragraph></reply>"}};
    assert_found(files, 2, "replies/b.xml", "SG7014 1:68 (1:1);");
}

#define LONG "The Government stressed that the catalogue of records had been completed in the course of four years, that " \
             "each of the records was described in two languages and that copies were kept in three places far apart. "

static void test_alike(void)
{
    const struct File alike[] = {{"replies/a.xml", REPLY("A", "ARG", LONG LONG "It ended there.")},
                                 {"replies/b.xml", REPLY("B", "BLR", LONG LONG "It went on for a little.")},
                                 {"replies/c.xml", REPLY("C", "SYR", LONG "But then it turned to other matters, such as the cost of "
                                                         "paper, the price of ink and the pay of those who write with both.")}};
    assert_found(alike, 3, "replies/b.xml", "SG7005 1:54 (1:54);");
    const struct File own[] = {alike[0], {"replies/b.xml", "<reply id='B' respondent='ARG' received='2013-05-15' relation='supplement' "
                                                           "supersedes='A'><paragraph>" LONG LONG "</paragraph></reply>"}};
    assert_found(own, 2, "replies/b.xml", "SG7005 1:91 (1:54);");
    const struct File corrected[] = {alike[0], {"replies/b.xml", "<reply id='B' respondent='ARG' received='2013-05-15' "
                                     "relation='corrigendum' supersedes='A'><paragraph>" LONG LONG "</paragraph></reply>"}};
    assert_found(corrected, 2, "replies/b.xml", "");
    const struct File replaced[] = {
        alike[0],
        {"replies/b.xml", "<reply id='B' respondent='ARG' received='2013-05-15' relation='replacement' supersedes='A'><paragraph>"
                          LONG LONG "</paragraph></reply>"}};
    assert_found(replaced, 2, "replies/b.xml", "");
}

/* Length: one respondent of five far above the others. */
static void test_lengths(void)
{
    GString *many = g_string_new("<reply id='E' respondent='OHCHR' received='2013-05-14'><paragraph>It");
    for (int i = 0; i < 9000; i++)
        g_string_append(many, " spoke");
    g_string_append(many, ".</paragraph></reply>");
    const struct File files[] = {
        {"respondents.yaml", "respondents: [{id: X, kind: ngo, names: {en: Friends}}]\n"},
        {"replies/a.xml", REPLY("A", "ARG", "It said so.")},
        {"replies/b.xml", REPLY("B", "BLR", "It said so.")},
        {"replies/c.xml", REPLY("C", "SYR", "It said so.")},
        {"replies/d.xml", REPLY("D", "X", "It said so.")},
        {"replies/e.xml", many->str}};
    assert_found(files, 6, "replies/e.xml", "SG7009 1:27;");
    g_string_free(many, TRUE);
}

static void test_pattern(void)
{
    char *whole = lexicon;
    lexicon = g_strdup("lint: {en: {typography: [{pattern: '(', right: x}]}}\n");
    const struct File files[] = {{"replies/a.xml", REPLY("A", "ARG", "It said so.")}};
    assert_found(files, 1, "registers/lint.yaml", "SG7019 1:26;SG7007 replies/a.xml 1:65;");
    g_free(lexicon);
    lexicon = whole;
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(g_file_get_contents("templates/registers/lint.yaml", &lexicon, NULL, NULL));
    g_test_add_func("/check/lint/each", test_each);
    g_test_add_func("/check/lint/reference", test_reference);
    g_test_add_func("/check/lint/single", test_single);
    g_test_add_func("/check/lint/overlap", test_overlap);
    g_test_add_func("/check/lint/alike", test_alike);
    g_test_add_func("/check/lint/lengths", test_lengths);
    g_test_add_func("/check/lint/pattern", test_pattern);
    int status = g_test_run();
    g_free(lexicon);
    return status;
}
