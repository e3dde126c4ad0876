/* The lint of resolutions: one defect each, at its place and in its words; and whole resolutions without one. */
#include <stdlib.h>

#include "check.h"

static char *lexicon, *lead_ins;

static const char kind[] = "layout: any\nparts:\n"
                           "- hand: {place: preamble, plain: yes, style: preambular, lead-in: preambular}\n"
                           "- hand: {place: operative, style: operative, lead-in: operative}\n"
                           "- hand: {place: annex, annex: yes}\n";
static const char words[] = "conventions: {edition: E}\npatterns: {title: x}\n";

#define P(text)      "<paragraph>" text "</paragraph>"
#define LIST(items)  "<list>" items "</list>"
#define I(text)      "<item>" text "</item>"
#define NOTE(text)   "<note>" text "</note>"
#define MANIFEST(rest) "kind: decree\ndate: 2025-11-03\norgan: general-assembly\n" rest

/* "SG7201 preamble 1:20 lead-in ...": codes, files, places and the particular part of each message. */
static char *findings(struct Consultation *c)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < diags_total(c->diags); i++) {
        const struct Diag *d = diags_sorted(c->diags, i);
        struct Place place = span_place(d->span);
        const char *path = d->span.source ? d->span.source->path : "-";
        g_string_append_printf(text, "%s %s %zu:%zu %s", diag_kind(d->code)->number, path, place.line, place.column, d->detail ? d->detail : "");
        for (size_t k = 0; k < d->also_count; k++)
            g_string_append_printf(text, " [%s %zu:%zu %s]", d->also[k].source->path, span_place(d->also[k]).line,
                                   span_place(d->also[k]).column, d->also_texts[k]);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

struct Text {
    const char *preamble, *operative, *manifest; /* NULL: none, a plain one */
    const char *expected;
};

/* The lint of these files; report.yaml is there unless it is given. */
static struct Consultation *lint_files(const struct File *files, size_t count)
{
    struct File *all = g_new0(struct File, count + 1);
    all[0] = (struct File){"report.yaml", MANIFEST("")};
    for (size_t i = 0; i < count; i++)
        all[i + 1] = files[i];
    struct Consultation *c = check_new(all, count + 1);
    g_free(all);
    const struct File templates[] = {check_register, check_citations,
                                     {"registers/lint.yaml", lexicon},
                                     {"registers/lead-ins.en.yaml", lead_ins},
                                     {"kinds/decree/kind.yaml", kind},
                                     {"kinds/decree/wording.en.yaml", words}};
    struct Input input = {0};
    check_input(c, &input, templates, G_N_ELEMENTS(templates));
    struct Wording *wording = check_wording(c->arena, &input, "decree", LANG_EN, c->diags);
    g_assert_nonnull(wording);
    check_text(c->arena, c->dossier, wording, check_lexicon(c->arena, &input, LANG_EN, c->diags), c->diags);
    return c;
}

static void assert_texts(const struct Text *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct Text *t = &texts[i];
        char *preamble = g_strdup_printf("<part place='preamble'>%s</part>", t->preamble ? t->preamble : P("Guided by the Charter of the United Nations,"));
        char *operative = g_strdup_printf("<part place='operative'>%s</part>", t->operative ? t->operative : P("Decides to remain seized of the matter."));
        const struct File files[] = {{"parts/1.xml", preamble}, {"parts/2.xml", operative}, {"report.yaml", t->manifest ? t->manifest : MANIFEST("")}};
        struct Consultation *c = lint_files(files, G_N_ELEMENTS(files));
        char *found = findings(c);
        g_assert_cmpstr(found, ==, t->expected);
        g_free(found);
        check_free(c);
        g_free(preamble);
        g_free(operative);
    }
}
#define assert_each(texts) assert_texts(texts, G_N_ELEMENTS(texts))

/* ---- Lead-ins ---- */

static void test_chain(void)
{
    static const struct Text texts[] = {
        {P("Recalling the Charter,") P("Recalling the Covenant,"), NULL, NULL,
         "SG7201 parts/1.xml 1:80 \"Recalling\"; it is \"Recalling also\" [parts/1.xml 1:35 the paragraph before it]\n"},
        {P("Recalling the Charter,") P("Recalling also the Covenant,") P("Recalling also the Pact,"), NULL, NULL,
         "SG7201 parts/1.xml 1:131 \"Recalling also\"; it is \"Recalling further\" [parts/1.xml 1:80 the paragraph before it]\n"},
        {P("Recalling the Charter,") P("Recalling further the Covenant,"), NULL, NULL,
         "SG7201 parts/1.xml 1:80 \"Recalling further\"; it is \"Recalling also\" [parts/1.xml 1:35 the paragraph before it]\n"},
        {P("Recalling the Charter,") P("Noting also the Covenant,"), NULL, NULL, "SG7201 parts/1.xml 1:80 \"Noting also\"; it is \"Noting\"\n"},
        {P("Having considered the report,") P("Having considered the letter,"), NULL, NULL,
         "SG7201 parts/1.xml 1:87 \"Having considered\"; it is \"Having considered also\" [parts/1.xml 1:35 the paragraph before it]\n"},
        {NULL, P("Also requests the Office to assist;") P("Decides to remain seized of the matter."), NULL,
         "SG7201 parts/2.xml 1:36 \"Also requests\"; it is \"Requests\"\n"},
        {NULL, P("Requests the Office to assist;") P("Requests the Fund to pay;") P("Decides to remain seized of the matter."), NULL,
         "SG7202 parts/2.xml 1:89 \"Requests\"; it is \"Also requests\" [parts/2.xml 1:36 the paragraph before it]\n"},
        {NULL, P("Requests the Office to assist;") P("Further requests the Fund to pay;") P("Decides to remain seized of it."), NULL,
         "SG7201 parts/2.xml 1:89 \"Further requests\"; it is \"Also requests\" [parts/2.xml 1:36 the paragraph before it]\n"},
        /* the fourth begins anew; kindred lead-ins; a heading between */
        {P("Noting a,") P("Noting also b,") P("Noting further c,") P("Noting d,") P("Noting also e,"), NULL, NULL, ""},
        {P("Noting with concern a,") P("Noting also b,") P("Noting further with satisfaction c,"), NULL, NULL, ""},
        {P("Having considered a,") P("Having also considered b,") P("Deeply concerned at c,") P("Deeply concerned also at d,"), NULL, NULL, ""},
        {P("Noting with concern a,") P("Noting b,") P("<emphasis>Noting</emphasis> also c,"), NULL, NULL, ""},
        {NULL, P("Calls upon a;") P("Also calls upon b;") P("Further calls upon c;") P("Calls upon d."), NULL, ""},
    };
    assert_each(texts);
}

/* ---- Marks ---- */

static void test_marks(void)
{
    static const struct Text texts[] = {
        {P("Recalling the Charter;"), NULL, NULL, "SG7203 parts/1.xml 1:56 it ends with \";\"; right is \",\"\n"},
        {P("Recalling the Charter"), NULL, NULL, "SG7203 parts/1.xml 1:55 it ends without a mark after \"r\"; right is \",\"\n"},
        {P("Recalling the Charter." NOTE("See above.")), NULL, NULL, "SG7203 parts/1.xml 1:56 it ends with \".\"; right is \",\"\n"},
        {NULL, P("Notes the report.") P("Decides to remain seized of it."), NULL, "SG7203 parts/2.xml 1:52 it ends with \".\"; right is \";\"\n"},
        {NULL, P("Notes the report;") P("Decides to remain seized of it;"), NULL, "SG7203 parts/2.xml 1:106 it ends with \";\"; right is \".\"\n"},
        {NULL, P("Requests them:" LIST(I("to hear;") I("to see."))), NULL, ""},
        {NULL, P("Requests them" LIST(I("to hear;") I("to see."))), NULL, "SG7203 parts/2.xml 1:48 it ends without a mark after \"m\"; right is \":\"\n"},
        {NULL, P("Requests them:" LIST(I("to hear,") I("to see."))), NULL, "SG7203 parts/2.xml 1:69 it ends with \",\"; right is \";\"\n"},
        {NULL, P("Requests them:" LIST(I("to hear;") I("to see;"))), NULL, "SG7203 parts/2.xml 1:89 it ends with \";\"; right is \".\"\n"},
        {NULL, P("Requests:" LIST(I("to act:" LIST(I("now;") I("here;"))) I("to see."))), NULL, ""},
        {NULL, P("Requests:" LIST(I("to act:" LIST(I("now;") I("here."))) I("to see."))), NULL,
         "SG7203 parts/2.xml 1:97 it ends with \".\"; right is \";\"\n"},
        {NULL, P("Requests them:") LIST(I("to hear;") I("to see.")), NULL, ""},
        {NULL, P("Requests them:" LIST(I("to hear;") I("to see;")) " or to speak."), NULL, ""},
        {P("Recalling the words “we the peoples”," NOTE("Charter.")), P("Notes the words:<quotation><paragraph>All.</paragraph></quotation>") P("Decides so."),
         NULL, ""},
    };
    assert_each(texts);
}

static void test_end(void)
{
    static const struct Text texts[] = {
        {NULL, P("Decides to remain seized of it;") P("Requests a report."), NULL, "SG7204 parts/2.xml 1:36 paragraph 1\n"},
        {NULL, P("Also decides to remain seized of it;") P("Requests a report."), MANIFEST("lint: {off: [SG7201]}\n"), "SG7204 parts/2.xml 1:36 paragraph 1\n"},
        {NULL, P("Requests a report;") P("Notes it."), NULL, "SG7205 parts/2.xml 1:77 \"Notes\"\n"},
        {NULL, P("Requests a report;") P("Notes it."), MANIFEST("lint: {off: [no-closing]}\n"), ""},
        {NULL, P("Decides to include in the agenda the item;") P("Requests a report."), NULL, ""},
    };
    assert_each(texts);
}

/* ---- Numbers ---- */

static void test_numbers(void)
{
    static const struct Text texts[] = {
        {NULL, P("1. Notes it;") P("Decides so."), NULL, "SG7206 parts/2.xml 1:36 \"1.\"\n"},
        {NULL, P("Notes it;") P("3. Decides so."), NULL, "SG7206 parts/2.xml 1:68 \"3.\"; it is paragraph 2\n"},
        {P("2. Recalling it,"), NULL, NULL, "SG7206 parts/1.xml 1:35 \"2.\" in a place without numbers\n"},
        {NULL, P("Decides: (a) to hear; (c) to see."), NULL, "SG7207 parts/2.xml 1:58 \"(c)\" after \"(a)\"\n"},
        {NULL, P("Decides: (a) to hear; (b) to see; and (c) to read article 3 (f), paragraph 6 (b)."), NULL, ""},
    };
    assert_each(texts);
}

/* ---- Citations ---- */

static void test_dates(void)
{
    static const struct Text texts[] = {
        {P("Recalling its resolution 66/157 of 19 December 2011,"), P("Decides to act on resolution 66/157 of 20 March 2012."), NULL,
         "SG7209 parts/2.xml 1:65 A/RES/66/157: 2012-03-20 here, 2011-12-19 elsewhere [parts/1.xml 1:60 the other date]\n"},
        {P("Recalling it," NOTE("Resolution 66/157 of 18 December 2011.")), NULL,
         MANIFEST("mandate: {body: general-assembly, resolution: 66/157, date: 2011-12-19}\n"),
         "SG7209 parts/1.xml 1:65 A/RES/66/157: 2011-12-18 here, 2011-12-19 elsewhere [report.yaml 4:55 the other date]\n"},
        {P("Recalling its resolution 66/157,"), NULL, NULL, "SG7208 parts/1.xml 1:60 \"66/157\"\n"},
        {P("Recalling its resolutions 60/251, in which it acted, and 65/281 of 17 June 2011,"), NULL, NULL, "SG7208 parts/1.xml 1:61 \"60/251\"\n"},
        {P("Recalling its resolutions 60/251 of 15 March 2006, 65/281 of 17 June 2011 and 66/157,"), NULL, NULL, "SG7208 parts/1.xml 1:113 \"66/157\"\n"},
        {P("Recalling resolution 66/157,"), NULL, MANIFEST("lint: {off: [resolution-undated]}\n"), ""},
        {NULL, P("Recalls that it acted in resolution 66/157;") P("Decides so."), NULL, ""},
        /* shared, further on, said before, in notes, without a space that breaks */
        {P("Recalling its resolutions 60/251 and 60/252 of 15 March 2006,"), P("Decides to act on resolution 60/251."), NULL, ""},
        {P("Recalling resolutions 5/1, on building, and 5/2, on conduct, of 18 June 2007,"), NULL, NULL, ""},
        {P("Recalling resolution 66/157, on cooperation, of 19\u00a0December\u00a02011," NOTE("See resolution 217 A (III).")), NULL, NULL, ""},
        {P("Recalling Security Council resolution 1325 (2000) of 31 October 2000,"), P("Decides to act on resolution 1325 (2000)."), NULL, ""},
    };
    assert_each(texts);
}

static void test_symbols(void)
{
    static const struct Text texts[] = {
        {NULL, P("Takes note of A/HRC/Res/23/3;") P("Decides so."), NULL, "SG7210 parts/2.xml 1:50 \"A/HRC/Res/23/3\"\n"},
        {NULL, P("Takes note of A/68/;") P("Decides so."), NULL, "SG7210 parts/2.xml 1:50 \"A/68/\"\n"},
        {NULL, P("Takes note of A/C.3/67-L.49;") P("Decides so."), NULL, "SG7210 parts/2.xml 1:50 \"A/C.3/67-L.49\"\n"},
        {NULL, P("Takes note of resolution 66-157;") P("Decides so."), NULL, "SG7210 parts/2.xml 1:61 \"66-157\"\n"},
        {NULL, P("Takes note of resolution 1325 of the Council;") P("Decides so."), NULL, "SG7210 parts/2.xml 1:61 \"1325\"\n"},
        {NULL, P("Takes note of A/68/277-based work, resolution 1 of A/CONF.157/24 (Part I), A/79/552-S/2024/767, and N/A;") P("Decides so."), NULL, ""},
    };
    assert_each(texts);
}

static void test_notes(void)
{
    static const struct Text texts[] = {
        {P("Recalling the Charter,¹"), NULL, NULL, "SG7211 parts/1.xml 1:57 \"¹\"\n"},
        {P("Recalling the Charter* of the United Nations,"), NULL, NULL, "SG7211 parts/1.xml 1:56 \"*\"\n"},
        {P("Recalling the Charter[1] of the United Nations, and an area of 5 km² or 20 m³,"), NULL, NULL, "SG7211 parts/1.xml 1:56 \"[1]\"\n"},
        {NULL, P("Notes it;") P("¹ See above;") P("Decides so."), NULL, "SG7212 parts/2.xml 1:68 \"¹ \"\n"},
        {NULL, NULL, MANIFEST("sponsors: [{respondent: ARG, note: a}]\nsponsor-notes: [{id: a, text: A.}, {id: b, text: B.}]\n"),
         "SG7213 report.yaml 5:37 \"b\"\n"},
    };
    assert_each(texts);
}

/* ---- Whole resolutions, without a defect ---- */

static void test_clean(void)
{
    static const struct Text texts[] = {
        {P("Guided by the purposes and principles of the Charter of the United Nations,")
         P("Recalling its resolutions 61/900 of 19 December 2006, 63/901 of 18 December 2008 and 65/902 of 21 December 2010, and all its "
           "previous resolutions on public wells,")
         P("Recalling also Human Rights Council resolutions 9/91, on measurements, and 9/92, on the publication of measurements, of "
           "24 September 2008," NOTE("See <emphasis>Official Records of the General Assembly, Sixty-third Session, Supplement No. 53A</emphasis> "
           "(A/63/53/Add.1), chap. I."))
         P("Recalling further the Programme for Clean Wells,<note>A/CONF.991/24 (Part I), chap. III.</note> in particular its articles 3 (a) "
           "and 7,")
         P("Recalling the outcome of the meeting held at Geneva from 4 to 15 September 1995,")
         P("Noting with appreciation the work of the Office,")
         P("Noting also with concern that one well in five had not been measured,")
         P("Having considered the report of the Secretary-General,<note>A/80/990.</note>"),
         P("Takes note of the report of the Secretary-General;")
         P("Calls upon Member States:" LIST(
             I("To measure each public well once a year and, in particular:" LIST(I("To publish what was measured;")
               I("To keep the measurements for 10 years;")))
             I("To close wells that do harm;")))
         P("Also calls upon Member States to exchange their experience;")
         P("Requests the Secretary-General to seek the views of Member States on the implementation of the present resolution and of "
           "paragraph 6 (b) of resolution 65/902;")
         P("Also requests the Secretary-General to submit to the General Assembly at its eighty-second session a report on the matter, "
           "which should: (a) describe what was done; (b) set out what was learned; and (c) propose what might be done;")
         P("Further requests the Secretary-General to bring the present resolution to the attention of all concerned;")
         P("Requests the Office to assist Member States, at their request;")
         P("Decides to continue its consideration of the matter at its eighty-second session under the item entitled “Questions "
           "relating to wells”."), NULL, ""},
        {P("Reaffirming the Charter,") P("Reaffirming also the Covenants,") P("Reaffirming further the Declaration,") P("Deeply concerned at floods,")
         P("Deeply concerned also at droughts,") P("Taking note with appreciation of the letters,") P("Taking note also of the replies,")
         P("Recalling Security Council resolution 1990 (2011) of 27 June 2011,") P("Expressing its appreciation to the Government of Fiji,")
         P("Expressing also its gratitude to the Government of Malta,") P("Bearing in mind that 884 million people lived without a well in 2010,"),
         P("Reaffirms that water is a right;") P("Recognizes the work of all;") P("Also recognizes that it has costs;")
         P("Notes with interest the letter of the Permanent Representative (A/HRC/60/G/99);") P("Emphasizes trust;") P("Also emphasizes care;")
         P("Re-emphasizes the need to read;") P("Also re-emphasizes the need to write;")
         P("Decides to remain seized of the matter."), NULL, ""},
    };
    assert_each(texts);
}

/* Under another heading a verb begins anew. */
static void test_headings(void)
{
    const struct File files[] = {{"parts/1.xml", "<part place='operative' heading='First'>" P("Requests a;") "</part>"},
                                 {"parts/2.xml", "<part place='operative' heading='Second'>" P("Requests b.") "</part>"}};
    struct Consultation *c = lint_files(files, 2);
    char *found = findings(c);
    g_assert_cmpstr(found, ==, "");
    g_free(found);
    check_free(c);
}

static void test_pattern(void)
{
    char *whole = lexicon;
    lexicon = g_strdup("lint: {en: {resolution: {preambular: {end: x}, operative: {end: x}, calls: ['(']}}}\n");
    struct Consultation *c = lint_files(NULL, 0);
    char *found = check_messages(c, "registers/lint.yaml");
    g_assert_cmpstr(found, ==, "SG7019 1:13;");
    g_free(found);
    check_free(c);
    g_free(lexicon);
    lexicon = whole;
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(g_file_get_contents("templates/registers/lint.yaml", &lexicon, NULL, NULL));
    g_assert_true(g_file_get_contents("templates/registers/lead-ins.en.yaml", &lead_ins, NULL, NULL));
    g_test_add_func("/check/resolution/chain", test_chain);
    g_test_add_func("/check/resolution/marks", test_marks);
    g_test_add_func("/check/resolution/end", test_end);
    g_test_add_func("/check/resolution/numbers", test_numbers);
    g_test_add_func("/check/resolution/dates", test_dates);
    g_test_add_func("/check/resolution/symbols", test_symbols);
    g_test_add_func("/check/resolution/notes", test_notes);
    g_test_add_func("/check/resolution/clean", test_clean);
    g_test_add_func("/check/resolution/headings", test_headings);
    g_test_add_func("/check/resolution/pattern", test_pattern);
    int status = g_test_run();
    g_free(lexicon);
    g_free(lead_ins);
    return status;
}
