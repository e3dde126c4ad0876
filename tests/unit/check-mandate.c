/* The report and the resolution that asks for it: what is read from its text, and where the manifest or the replies differ. */
#include <stdlib.h>

#include "check.h"

static char *lexicon, *lead_ins, *numbers;

static const char kind[] = "layout: any\nfields: [{name: number, type: text}, {name: adopted, type: date}]\n"
                           "cited: {number: fields.number, date: fields.adopted}\nparts:\n"
                           "- hand: {place: before, plain: yes, lead-in: preambular}\n"
                           "- hand: {place: text, lead-in: operative}\n";
static const char words[] = "conventions: {edition: E}\npatterns: {title: x}\n";
static const char authors[] = "authors:\n- {id: chief, names: {en: {name: Secretary-General, article: \"the \"}}}\n"
                              "- {id: commissioner, names: {en: {name: United Nations High Commissioner for Wells, article: \"the \"}}}\n";

#define MANIFEST(rest) "kind: decree\ndate: 2025-07-21\nsession: 80\nauthor: chief\n" rest
#define NAMED          "mandate: {file: resolutions/one/report.yaml}\n"
#define DECREE         "kind: decree\ndate: 2024-12-23\norgan: general-assembly\ntitle: On wells\nfields: {number: 79/998, adopted: 2024-12-19}\n"
#define TEXT(body)     "<part place='text'>" body "</part>"
#define P(text)        "<paragraph>" text "</paragraph>"
#define ASKS \
    P("Requests the Secretary-General to seek the views of Member States and civil society on wells, and to submit to the General " \
      "Assembly at its eightieth session, no later than 31 July 2025, a report on those views;")

static const char usual[] = TEXT(P("Notes the wells;") ASKS P("Decides to remain seized of the matter."));

/* Files beside the kept resolution "one" with that text; then "text" as check_text() leaves it. */
static struct Consultation *consult(const char *manifest, const char *text, const struct File *more, size_t count)
{
    struct File files[8] = {{"report.yaml", manifest}, {"resolutions/one/report.yaml", DECREE}, {"resolutions/one/parts/a.xml", text}};
    for (size_t i = 0; i < count; i++)
        files[3 + i] = more[i];
    const struct File templates[] = {check_register,
                                     check_citations,
                                     {"registers/authors.yaml", authors},
                                     {"registers/lint.yaml", lexicon},
                                     {"registers/numbers.yaml", numbers},
                                     {"registers/lead-ins.en.yaml", lead_ins},
                                     {"kinds/decree/kind.yaml", kind},
                                     {"kinds/decree/wording.en.yaml", words}};
    struct Consultation *c = check_new_with(files, 3 + count, templates, G_N_ELEMENTS(templates));
    struct Wording *wording = check_wording(c->arena, &c->templates, "decree", LANG_EN, c->diags);
    check_text(c->arena, c->dossier, wording, check_lexicon(c->arena, &c->templates, LANG_EN, c->diags), c->diags);
    return c;
}

static char *findings(struct Consultation *c)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < diags_total(c->diags); i++) {
        const struct Diag *d = diags_sorted(c->diags, i);
        struct Place place = span_place(d->span);
        g_string_append_printf(text, "%s %s %zu:%zu %s", diag_kind(d->code)->number, d->span.source ? d->span.source->path : "-", place.line,
                               place.column, d->detail ? d->detail : "");
        for (size_t k = 0; k < d->also_count; k++)
            g_string_append_printf(text, " [%s %zu:%zu]", d->also[k].source->path, span_place(d->also[k]).line, span_place(d->also[k]).column);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

static const char *fact_text(const struct Consultation *c, const char *path)
{
    const struct Fact *fact = dossier_fact(c->dossier, path);
    return !fact                        ? "-"
           : fact->kind == FACT_NUMBER  ? arena_printf(c->arena, "%ld", fact->number)
           : fact->kind == FACT_DATE    ? arena_printf(c->arena, "%d-%d-%d", fact->date.year, fact->date.month, fact->date.day)
                                        : fact->text;
}

/* ---- What is read ---- */

struct Read {
    const char *text;
    const char *paragraph, *request, *report, *report_paragraph, *session, *invited;
};

static void test_read(void)
{
    static const struct Read cases[] = {
        {usual, "2", "seek the views of Member States and civil society on wells",
         "submit to the General Assembly at its eightieth session, no later than 31 July 2025, a report on those views", "-", "80", "government ngo"},
        {TEXT(P("Requests the Office to seek the views of States;")
              P("Requests the Secretary-General, with others, to seek the views of States:<list><item>Wells dug in 2024;</item>"
                "<item>States without wells.</item></list>")
              P("Also requests the Secretary-General to report to it at its one hundred and third session.")),
         "2", "seek the views of States: wells dug in 2024; States without wells", "report to it at its one hundred and third session", "3", "103",
         "government"},
        {TEXT(P("Requests the Secretary-General to submit to it at its eighty-first session a report on <emphasis>wells</emphasis>"
                "<note>A/79/1.</note> of universities.")),
         "1", "submit to it at its eighty-first session a report on wells of universities", "-", "-", "-", "academic"},
        {TEXT(P("Requests the Secretary-General to pay;") P("Further requests the Secretary-General to ask intergovernmental and non-governmental "
              "organizations, and other stakeholders, for views.")), "2",
         "ask intergovernmental and non-governmental organizations, and other stakeholders, for views", "-", "-", "-", "igo ngo anyone"},
        {TEXT(P("Requests the Office:<list><item>To seek the views of all.</item></list>")
              P("Requests the Secretary-General:<list><item>To seek the views of States on wells;</item>"
                "<item>To submit a report on those views to the General Assembly at its eightieth session.</item></list>")),
         "2", "seek the views of States on wells", "submit a report on those views to the General Assembly at its eightieth session", "-", "80",
         "government"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct Consultation *c = consult(MANIFEST(NAMED "lint: {off: [other-session]}\n"), cases[i].text, NULL, 0);
        const struct Mandate *m = c->dossier->mandate;
        g_assert_nonnull(m);
        g_assert_cmpstr(fact_text(c, "mandate.paragraph"), ==, cases[i].paragraph);
        g_assert_cmpstr(fact_text(c, "mandate.request"), ==, cases[i].request);
        g_assert_cmpstr(fact_text(c, "mandate.report-request"), ==, cases[i].report);
        g_assert_cmpstr(fact_text(c, "mandate.report-paragraph"), ==, cases[i].report_paragraph);
        g_assert_cmpstr(fact_text(c, "mandate.report-session"), ==, cases[i].session);
        g_assert_cmpstr(fact_text(c, "mandate.resolution"), ==, "79/998");
        g_assert_cmpstr(fact_text(c, "mandate.date"), ==, "2024-12-19");
        g_assert_cmpstr(fact_text(c, "mandate.title"), ==, "On wells");
        GString *invited = g_string_new(NULL);
        for (int k = 0; k < KIND_COUNT; k++)
            if (m->invited[k])
                g_string_append_printf(invited, "%s%s", invited->len ? " " : "", respondent_kind_words[k]);
        g_string_append(invited, m->anyone ? " anyone" : "");
        g_assert_cmpstr(invited->str, ==, cases[i].invited);
        g_string_free(invited, TRUE);
        check_free(c);
    }
}

/* Subparagraphs are questions that themes may have. */
static void test_questions(void)
{
    const struct File more[] = {{"themes.yaml", "themes: [{id: dug, question: a, title: Dug}, {id: none, question: c, title: None}]\n"}};
    struct Consultation *c = consult(MANIFEST(NAMED),
                                     TEXT(P("Requests the Secretary-General to seek the views of States on:<list><item>Wells dug;</item>"
                                            "<item>Wells closed.</item></list>")), more, 1);
    char *found = findings(c);
    g_assert_cmpstr(found, ==, "SG2027 themes.yaml 1:67 \"c\" (did you mean \"a\" or \"b\"?)\n");
    g_assert_cmpuint(c->dossier->question_count, ==, 2);
    g_assert_true(c->dossier->themes[0].question == &c->dossier->questions[0]);
    g_free(found);
    check_free(c);
}

/* ---- Where it differs ---- */

#define REPLY(id, who) "<reply id='" id "' respondent='" who "' received='2025-05-14'><paragraph>It said so.</paragraph></reply>"

static void test_differs(void)
{
    static const struct File reply[] = {{"replies/a.xml", REPLY("A", "OHCHR")}};
    static const struct {
        const char *manifest, *text;
        size_t replies;
        const char *expected;
    } cases[] = {
        {MANIFEST(NAMED), usual, 0, ""},
        {MANIFEST("mandate: {file: resolutions/two/report.yaml}\n"), usual, 0, "SG2041 report.yaml 5:17 \"resolutions/two/report.yaml\"\n"},
        {MANIFEST(NAMED), TEXT(P("Requests the Office to report.")), 0, "SG7301 report.yaml 5:11 resolutions/one\n"},
        {MANIFEST("mandate: {file: resolutions/one/report.yaml, body: general-assembly, resolution: A/RES/79/998, date: 2024-12-19, paragraph: 2,\n"
                  "  report-session: 80, invites: [government, ngo], request: Seek the views of Member States,\n"
                  "  title: On wells, questions: [{id: q, text: wells}]}\n"), usual, 0, ""},
        {MANIFEST("mandate: {file: resolutions/one/report.yaml, body: human-rights-council}\n"), usual, 0,
         "SG7302 report.yaml 5:46 body \"human-rights-council\"; it is \"general-assembly\" [resolutions/one/report.yaml 3:1]\n"},
        {MANIFEST("mandate: {file: resolutions/one/report.yaml, resolution: 79/997}\n"), usual, 0,
         "SG7302 report.yaml 5:46 resolution \"79/997\"; it is \"A/RES/79/998\" [resolutions/one/report.yaml 5:26]\n"},
        {MANIFEST("mandate: {file: resolutions/one/report.yaml, title: On rain}\n"), usual, 0,
         "SG7302 report.yaml 5:46 title \"On rain\"; it is \"On wells\" [resolutions/one/report.yaml 4:1]\n"},
        {MANIFEST("mandate: {file: resolutions/one/report.yaml, paragraph: 3}\n"), usual, 0,
         "SG7302 report.yaml 5:46 paragraph 3; it is 2 [resolutions/one/parts/a.xml 1:70]\n"},
        {MANIFEST("mandate: {file: resolutions/one/report.yaml, report-session: 81}\n"), usual, 0,
         "SG7302 report.yaml 5:46 report-session 81; it is 80 [resolutions/one/parts/a.xml 1:209]\n"},
        {MANIFEST("mandate: {file: resolutions/one/report.yaml, request: seek the views of all}\n"), usual, 0,
         "SG7302 report.yaml 5:46 request in words that are not those of the paragraph [resolutions/one/parts/a.xml 1:70]\n"},
        {MANIFEST("mandate: {file: resolutions/one/report.yaml, questions: [{id: rain, text: rain}]}\n"), usual, 0,
         "SG7302 report.yaml 5:58 question \"rain\" that the paragraph does not ask [resolutions/one/parts/a.xml 1:70]\n"},
        {MANIFEST("mandate: {file: resolutions/one/report.yaml, invites: [government, igo]}\n"), usual, 0,
         "SG7302 report.yaml 5:46 invites \"igo\", whom the paragraph does not name [resolutions/one/parts/a.xml 1:70]\n"
         "SG7302 report.yaml 5:46 invites without \"ngo\", whom the paragraph names [resolutions/one/parts/a.xml 1:70]\n"},
        {"kind: decree\ndate: 2025-07-21\nsession: 81\nauthor: chief\n" NAMED, usual, 0,
         "SG7303 report.yaml 3:1 session 81; it is asked for by session 80 [resolutions/one/parts/a.xml 1:209]\n"},
        {"kind: decree\ndate: 2025-08-02\nsession: 80\nauthor: chief\n" NAMED, usual, 0,
         "SG7304 report.yaml 2:1 date 2 days after 2025-07-31 [resolutions/one/parts/a.xml 1:242]\n"},
        {MANIFEST(NAMED), usual, 1, "SG7305 replies/a.xml 1:1 OHCHR, of kind \"un\" [resolutions/one/parts/a.xml 1:70]\n"},
        {MANIFEST("mandate: {body: general-assembly, resolution: 79/998, date: 2024-12-19, invites: [government]}\n"), usual, 1,
         "SG7305 replies/a.xml 1:1 OHCHR, of kind \"un\" [report.yaml 5:73]\n"},
        {MANIFEST("mandate: {body: general-assembly, resolution: 79/998, date: 2024-12-19, invites: [igo]}\n"), usual, 1, ""},
        {MANIFEST("mandate: {body: general-assembly, resolution: 79/998, date: 2024-12-18}\n"), usual, 0,
         "SG7209 report.yaml 5:55 A/RES/79/998: 2024-12-18 here, 2024-12-19 elsewhere [resolutions/one/report.yaml 5:26]\n"},
        {MANIFEST(NAMED "lint: {off: [SG7305, uninvited]}\n"), usual, 1, ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct Consultation *c = consult(cases[i].manifest, cases[i].text, reply, cases[i].replies);
        char *found = findings(c);
        g_assert_cmpstr(found, ==, cases[i].expected);
        g_free(found);
        check_free(c);
    }
}

/* A draft has no number and no day. */
static void test_draft(void)
{
    static const char draft[] = "kind: decree\ndate: 2024-12-23\norgan: general-assembly\ntitle: On wells\n";
    const struct File more[] = {{"resolutions/one/report.yaml", draft}};
    struct Consultation *c = consult(MANIFEST(NAMED), usual, more, 1);
    char *found = findings(c);
    g_assert_cmpstr(found, ==, "SG2003 report.yaml 5:1 \"date\" in mandate\nSG2003 report.yaml 5:1 \"resolution\" in mandate\n");
    g_free(found);
    check_free(c);
    c = consult(MANIFEST("mandate: {file: resolutions/one/report.yaml, resolution: 79/998, date: 2024-12-19}\n"), usual, more, 1);
    found = findings(c);
    g_assert_cmpstr(found, ==, "");
    g_free(found);
    check_free(c);
}

/* The author is known by part of the name, and in the name of the office. */
static void test_author(void)
{
    static const struct {
        const char *addressee;
        int paragraph;
    } cases[] = {{"the High Commissioner", 1}, {"the Office of the United Nations High Commissioner for Wells", 1},
                 {"the United Nations High Commissioner for Wells", 1}, {"the Secretary-General", 0}, {"the Office", 0}, {"States", 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *text = g_strdup_printf("<part place='text'><paragraph>Requests %s to report.</paragraph></part>", cases[i].addressee);
        struct Consultation *c = consult("kind: decree\ndate: 2025-07-21\nauthor: commissioner\n" NAMED, text, NULL, 0);
        g_assert_cmpint(c->dossier->mandate->paragraph, ==, cases[i].paragraph);
        check_free(c);
        g_free(text);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_true(g_file_get_contents("templates/registers/lint.yaml", &lexicon, NULL, NULL));
    g_assert_true(g_file_get_contents("templates/registers/lead-ins.en.yaml", &lead_ins, NULL, NULL));
    g_assert_true(g_file_get_contents("templates/registers/numbers.yaml", &numbers, NULL, NULL));
    g_test_add_func("/check/mandate/read", test_read);
    g_test_add_func("/check/mandate/questions", test_questions);
    g_test_add_func("/check/mandate/differs", test_differs);
    g_test_add_func("/check/mandate/draft", test_draft);
    g_test_add_func("/check/mandate/author", test_author);
    int status = g_test_run();
    g_free(lexicon);
    g_free(lead_ins);
    g_free(numbers);
    return status;
}
