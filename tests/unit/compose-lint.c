/* The editorial lint of the text as composed: each finding at its place with its words, where it is due and only there. */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "compose/compose.h"

static struct Arena *templates_arena;
static struct Diags *templates_diags;
static struct Input *templates;

static const char manifest[] =
    "kind: report\nlanguage: en\nsymbol: A/80/1\ndate: 2025-07-22\ncut-off: 2025-07-10\noriginal-language: en\n"
    "organ: general-assembly\nsession: 80\nagenda: {item: '1', list: none, title: An item}\ntitle: A title\nauthor: secretary-general\n"
    "topic: a topic\npurpose: do something\n"
    "mandate: {body: general-assembly, resolution: 79/1, date: 2024-12-19, request: invite views, report-session: 80}\n"
    "requests:\n  - {date: 2025-01-10, sender: OHCHR, addressees: all permanent missions, kinds: [government]}\n";
static const char themes[] = "themes:\n  - {id: t, title: A theme}\nclaims:\n  - {id: fairness, theme: t, phrase: fairness in trade}\n"
                             "  - {id: aid, theme: t, phrase: technical assistance}\n  - {id: paper, theme: t, phrase: paper records}\n";

#define REPLY(id, who, text) "<reply id='" id "' respondent='" who "' received='2025-05-14'>" text "</reply>"
#define P(text) "<paragraph>" text "</paragraph>"
#define SAID(act, claim, text) "<statement act='" act "' claim='" claim "'>" text "</statement>"
#define PART(text) "<part place='after-introduction' heading='Background'>" text "</part>"

/* "SG7110 parts/a.xml [words at the place] detail" for each finding of this stage, line by line. */
static char *found(const struct File *files, size_t count)
{
    struct Consultation c = {arena_new(), diags_new(), {0}, {0}, NULL};
    struct File *all = g_new0(struct File, count + 2);
    all[0] = (struct File){"report.yaml", manifest};
    all[1] = (struct File){"themes.yaml", themes};
    for (size_t i = 0; i < count; i++)
        all[i + 2] = files[i];
    check_input(&c, &c.folder, all, count + 2);
    c.dossier = check_dossier(c.arena, &c.folder, templates, c.diags);
    struct Wording *wording = check_wording(c.arena, templates, c.dossier->kind, LANG_EN, c.diags);
    struct Report *report = compose_report(c.arena, c.dossier, wording, (struct ComposeOptions){.final = false}, c.diags);
    compose_lint(report, c.dossier, wording, check_lexicon(c.arena, templates, LANG_EN, c.diags), c.diags);
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < diags_total(c.diags); i++) {
        const struct Diag *d = diags_sorted(c.diags, i);
        const char *number = diag_kind(d->code)->number;
        if (d->severity > SEVERITY_WARNING && !g_str_has_prefix(number, "SG7"))
            g_error("%s: %s", number, d->detail);
        bool lost = d->code == SG_UNREPRESENTED || d->code == SG_CLAIM_WITHOUT_EVIDENCE; /* of every small example */
        if (!lost && (g_str_has_prefix(number, "SG71") || d->code == SG_WORD_LIMIT || d->code == SG_QUESTION_UNANSWERED || d->code == SG_SPONSOR_ORDER ||
                      d->code == SG_SPONSOR_TWICE))
            g_string_append_printf(text, "%s %s [%.*s] %s\n", number, d->span.source->path, (int)MIN(d->span.end - d->span.start, 60),
                                   d->span.source->bytes + d->span.start, d->detail);
    }
    g_free(all);
    diags_free(c.diags);
    arena_free(c.arena);
    return g_string_free(text, FALSE);
}

struct Case {
    const char *name, *bytes, *expected;
};

/* Every file is judged beside two replies that say nothing to object to. */
static void assert_cases(const struct Case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct File files[] = {
            {"replies/x1.xml", REPLY("X1", "FRA", P("France " SAID("position", "fairness", "emphasized fairness in trade") "."))},
            {"replies/x2.xml", REPLY("X2", "WMO", P("The organization " SAID("position", "aid", "emphasized technical assistance")
                                                    " and " SAID("concern", "paper", "paper records") "."))},
            {cases[i].name, cases[i].bytes}};
        char *messages = found(files, 3);
        g_assert_cmpstr(messages, ==, cases[i].expected);
        g_free(messages);
    }
}

static void test_order(void)
{
    static const struct Case cases[] = {
        {"parts/a.xml", PART(P("Work was done by Kenya, Argentina and the Syrian Arab Republic.")),
         "SG7110 parts/a.xml [Argentina] \"Argentina\" stands before \"Kenya\"\n"},
        {"parts/a.xml", PART(P("Work was done by Argentina, Kenya and the Syrian Arab Republic; and by France.")), ""},
        {"parts/a.xml", PART(P("Work was done by WMO and UNODC.")),
         "SG7110 parts/a.xml [UNODC] \"UNODC\" stands before \"WMO\"\n"
         "SG7112 parts/a.xml [UNODC] UNODC\n"},
        {"parts/a.xml", PART(P("Work was done by Kenya for Argentina.")), ""}, /* no list */
        {"parts/a.xml", PART(P("Work was done by the Plurinational State of Bolivia and Benin.")),
         "SG7110 parts/a.xml [Benin] \"Benin\" stands before \"Plurinational State of Bolivia\"\n"},
        {"replies/a.xml", REPLY("A", "KEN", P("Kenya worked with Norway and Argentina.")), ""},
        {"replies/a.xml", REPLY("A", "KEN", P("Kenya worked with Norway, Poland and Argentina.")),
         "SG7110 replies/a.xml [Argentina] \"Argentina\" stands before \"Poland\"\n"},
        {"parts/a.xml", PART(P("Replies were received from France and WMO (in part).")), ""},
        {"parts/a.xml", PART(P("Replies were received from Chile and France.")), "SG7111 parts/a.xml [Chile] CHL has not replied\n"},
        {"parts/a.xml", PART(P("Submissions were received from France, which was thanked.")), ""},
    };
    assert_cases(cases, G_N_ELEMENTS(cases));
    const struct File files[] = {
        {"replies/a.xml", REPLY("A", "ARG", P("Argentina said so."))},
        {"replies/b.xml", "<reply id='B' respondent='KEN' on-behalf-of='NOR' received='2025-05-14'>" P("Kenya said so.") "</reply>"},
        {"replies/c.xml", REPLY("C", "FRA", P("France said so."))},
        {"parts/a.xml", PART(P("Replies were received from Argentina and Norway. They include responses from Argentina and France, including "
                               "one by post."))}};
    char *messages = found(files, 4);
    g_assert_cmpstr(messages, ==, "SG7111 parts/a.xml [received from] it leaves out FRA\n");
    g_free(messages);
}

static void test_abbreviations(void)
{
    static const struct Case cases[] = {
        {"parts/a.xml", PART(P("The Peacebuilding Support Office (PBSO) met. PBSO met again.")), ""},
        {"parts/a.xml", PART(P("PBSO met. The Peacebuilding Support Office (PBSO) met again. PBSO met.")), "SG7112 parts/a.xml [PBSO] PBSO\n"},
        {"parts/a.xml", PART(P("PBSO met.")), "SG7112 parts/a.xml [PBSO] PBSO\n"},
        {"parts/a.xml", PART(P("The Peacebuilding Support Office (PBSO) met.")), "SG7114 parts/a.xml [PBSO] PBSO\n"},
        {"parts/a.xml", PART(P("The Peacebuilding Support Office (PBSO) met.") P("The Peacebuilding Support Office (PBSO) met.")),
         "SG7113 parts/a.xml [PBSO] PBSO\n"},
        {"parts/a.xml", PART(P("The Peacebuilding Support Office (PBSO) met.") P("PBSO met in the Peacebuilding Support Office.")),
         "SG7115 parts/a.xml [Peacebuilding Support Office] PBSO\n"},
        {"parts/a.xml", PART(P("The Peacebuilding Support Office (PBSO) met; PBSO left.<note>Peacebuilding Support Office, Guide.</note>")), ""},
        {"parts/a.xml", PART(P("Non-governmental organizations (NGOs) came. NGOs spoke.")), ""},
        {"parts/a.xml", PART(P("Documents A/HRC/23/2 and E/CN.4/2001/2 of part XVII spoke of HIV/AIDS.")), ""},
        {"parts/a.xml", PART(P("It saw the <foreign language='fr'>ONU</foreign>.")), ""},
        {"parts/a.yaml", "place: after-introduction\nheading: Background\nbody:\n- heading: The PBSO in brief\n- It met.\n", ""},
    };
    assert_cases(cases, G_N_ELEMENTS(cases));
}

static void test_terms(void)
{
    static const struct Case cases[] = {
        {"parts/a.xml", PART(P("It cited the Convention on the Rights of People with Disabilities.")),
         "SG7109 parts/a.xml [Convention on the Rights of People with Disabilities] it is \"Convention on the Rights of Persons with Disabilities\"\n"},
        {"replies/a.xml", REPLY("A", "KEN", P("Kenya cited the Optional Protocol to the Convention on the Rights of People with Disabilities.")),
         "SG7109 replies/a.xml [Convention on the Rights of People with Disabilities] it is \"Convention on the Rights of Persons with Disabilities\"\n"},
        {"parts/a.xml", PART(P("The Office of the United Nations High Commissioner on Human Rights wrote.")),
         "SG7109 parts/a.xml [Office of the United Nations High Commissioner on Human Righ] it is \"Office of the United Nations High Commissioner for Human Rights\"\n"},
        {"parts/a.xml", PART(P("It cited the Convention on the Rights of the Child, the Declaration on the Rights of the Child, the International "
                               "Covenant on Economic, Social and Cultural Rights and the Convention against Torture.")), ""},
        {"parts/a.xml", PART(P("It cited a web page and another webpage.")), "SG7116 parts/a.xml [web page] \"web page\" and \"webpage\"\n"},
        {"parts/a.xml", PART(P("It cited co-operation as cooperation.")), "SG7116 parts/a.xml [co-operation] \"co-operation\" and \"cooperation\"\n"},
        {"parts/a.xml", PART(P("It may be said, and maybe it is said.")), ""},
    };
    assert_cases(cases, G_N_ELEMENTS(cases));
    const struct File drift[] = {
        {"replies/a.xml", REPLY("A", "KEN", P("Kenya " SAID("position", "aid", "praised the Regional Plan on Archives of East Africa") "."))},
        {"parts/a.xml", PART(P("The Regional Plan for Archives of East Africa was praised."))}};
    char *messages = found(drift, 2);
    g_assert_cmpstr(messages, ==,
                    "SG7104 parts/a.xml [Regional Plan for Archives of East Africa] Regional Plan for Archives of East Africa\n");
    g_free(messages);
}

#define HEADED(a, b, c) \
    "place: after-introduction\nheading: Background\nbody:\n- heading: " a "\n- It was.\n- heading: " b "\n- It was.\n- heading: " c "\n- It was.\n"

static void test_headings(void)
{
    static const struct Case cases[] = {
        {"parts/a.yaml", HEADED("History of the matter", "Strengthening archives", "Cost of the matter"),
         "SG7117 parts/a.yaml [Strengthening archives] a verb in -ing, and those beside it begin with a noun\n"},
        {"parts/a.yaml", HEADED("Funding of archives", "Cost of the matter", "Use"), ""},
        {"parts/a.yaml", HEADED("What was asked?", "Who asked?", "Cost of the matter"),
         "SG7117 parts/a.yaml [Cost of the matter] a noun, and those beside it begin with a question\n"},
        {"parts/a.yaml", HEADED("Replies received from towns", "Use", "Replies from ports"),
         "SG7117 parts/a.yaml [Replies from ports] beside \"Replies received from towns\"\n"},
    };
    assert_cases(cases, G_N_ELEMENTS(cases));
}

#define FOLDER_RESPONDENT(kind, name) "respondents: [{id: Z, kind: " kind ", names: {en: \"" name "\"}}]\n"

static void test_kinds(void)
{
    const struct Case cases[] = {{"igo", "United Nations Office for Trains", "un"}, {"un", "United Nations Office for Trains", NULL},
                                 {"ngo", "University of the Sea", "academic"}, {"ngo", "Friends of Trains", NULL}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *respondents = g_strdup_printf(FOLDER_RESPONDENT("%s", "%s"), cases[i].name, cases[i].bytes);
        const struct File files[] = {{"respondents.yaml", respondents},
                                     {"replies/z.xml", REPLY("Z1", "Z", P("It " SAID("position", "aid", "said so") ", with "
                                                             SAID("position", "paper", "this") " and " SAID("position", "fairness", "that") "."))}};
        char *messages = found(files, 2);
        char *expected = !cases[i].expected ? g_strdup("")
                                            : g_strdup_printf("SG7118 respondents.yaml [%.*s] Z is of kind %s, and \"%s\" reads like %s\n",
                                                              (int)MIN(strlen(strchr(respondents, '{')) - 2, 60), strchr(respondents, '{'), cases[i].name, cases[i].bytes, cases[i].expected);
        g_assert_cmpstr(messages, ==, expected);
        g_free(expected);
        g_free(messages);
        g_free(respondents);
    }
}

/* No name of the registers is taken for one of another kind. */
static void test_registers(void)
{
    struct Consultation c = {arena_new(), diags_new(), {0}, {0}, NULL};
    const struct File files[] = {{"report.yaml", manifest}, {"themes.yaml", themes}};
    check_input(&c, &c.folder, files, 2);
    c.dossier = check_dossier(c.arena, &c.folder, templates, c.diags);
    struct File *all = g_new0(struct File, c.dossier->respondent_count);
    for (size_t i = 0; i < c.dossier->respondent_count; i++) {
        const char *id = c.dossier->respondents[i].id;
        all[i] = (struct File){arena_printf(c.arena, "replies/%s.xml", id),
                               arena_printf(c.arena, "<reply id='%s-1' respondent='%s' received='2025-05-14' observations='no'/>", id, id)};
    }
    char *messages = found(all, c.dossier->respondent_count);
    g_assert_null(strstr(messages, "SG7118"));
    g_free(messages);
    g_free(all);
    diags_free(c.diags);
    arena_free(c.arena);
}

static void test_words(void)
{
    GString *part = g_string_new("<part place='after-introduction' heading='Background'><paragraph>It");
    for (int i = 0; i < 8400; i++)
        g_string_append(part, " spoke");
    g_string_append(part, ".</paragraph></part>");
    char **pieces = g_strsplit(manifest, "secretary-general", 2), *expert = g_strjoinv("special-rapporteur", pieces);
    g_strfreev(pieces);
    const struct File files[] = {{"parts/a.xml", part->str}, {"report.yaml", expert}};
    char *messages = found(files, 1);
    g_assert_true(g_str_has_prefix(messages, "SG7010 report.yaml [kind: report"));
    g_assert_nonnull(strstr(messages, " words of 8500\n"));
    g_free(messages);
    messages = found(files, 2);
    g_assert_null(strstr(messages, "SG7010"));
    g_free(messages);
    g_free(expert);
    g_string_free(part, TRUE);
}

static void test_balance(void)
{
    static const char *const ids[] = {"ARG", "CHL", "KEN", "NOR", "PER"};
    struct File files[5];
    char *texts[5], *names[5];
    for (size_t i = 0; i < 5; i++) {
        char *extra = i ? g_strdup("") : g_strdup(" and " SAID("concern", "aid", "this") ", " SAID("position", "paper", "that") ", "
                                                  SAID("practice", "paper", "these") ", " SAID("commitment", "aid", "those"));
        texts[i] = g_strdup_printf("<reply id='%s-1' respondent='%s' received='2025-05-14'><paragraph>It %s%s.</paragraph></reply>", ids[i],
                                   ids[i], i == 1 ? SAID("concern", "fairness", "urged care on prices") :
                                   SAID("concern", "fairness", "mentioned care on prices"), extra);
        g_free(extra);
        names[i] = g_strdup_printf("replies/%s.xml", ids[i]);
        files[i] = (struct File){names[i], texts[i]};
    }
    char *messages = found(files, 5);
    g_assert_cmpstr(messages, ==,
                    "SG7119 replies/ARG.xml [<reply id='ARG-1' respondent='ARG' received='2025-05-14'><pa] ARG is counted in 5 sentences, the mean is 1.8\n"
                    "SG7120 replies/CHL.xml [<statement act='concern' claim='fairness'>urged care on pric] \"urged\" of CHL, \"mentioned\" of ARG, both on \"fairness\"\n");
    g_free(messages);
    for (size_t i = 0; i < 5; i++) {
        g_free(texts[i]);
        g_free(names[i]);
    }
}

/* What a text by hand says of many. */
static void test_hand(void)
{
    static const struct Case cases[] = {
        {"parts/a.xml", PART(P("It was so. All respondents wanted technical assistance.")),
         "SG7101 parts/a.xml [All respondents] 'all', and the most is 1 of 1 (position/aid)\n"},
        {"parts/a.xml", PART(P("Most States stressed the price of bread.")),
         "SG7101 parts/a.xml [Most States] 'most', and the most is 1 of 1 (concern/paper)\n"
         "SG7121 parts/a.xml [Most States stressed the price of bread.] its words are those of no claim\n"},
        {"parts/a.xml", PART(P("The replies called for fairness in trade and for technical assistance.")),
         "SG7122 parts/a.xml [The replies called for fairness in trade and for technical a] fairness, aid\n"},
        {"parts/a.xml", PART(P("One of the replies called for technical assistance with paper records.")), ""},
        {"parts/a.xml", PART(P("State respondents met.")), "SG7107 parts/a.xml [State respondents] no number stands with it\n"},
        {"parts/a.xml", "<part place='annex' heading='Note'>" P("All respondents said so.") "</part>", ""},
        {"parts/a.xml", PART("<quotation>" P("All respondents said so.") "</quotation>"), ""},
    };
    assert_cases(cases, G_N_ELEMENTS(cases));
}

static void test_contradiction(void)
{
    const struct File files[] = {{"replies/a.xml", REPLY("A", "KEN", P("It " SAID("position", "aid", "praised aid") " and "
                                  "<statement act='position' claim='aid' stance='against'>rejected aid</statement>."))},
                                 {"replies/b.xml", REPLY("B", "NOR", P("It " SAID("concern", "aid", "feared for aid") " and "
                                  "<statement act='position' claim='aid' stance='against'>rejected aid</statement>."))}};
    char *messages = found(files, 2);
    g_assert_cmpstr(messages, ==, "SG7123 replies/a.xml [<statement act='position' claim='aid' stance='against'>rejec] KEN, on \"aid\"\n");
    g_free(messages);
}

/* Of the questions of the mandate one is answered, one has a theme of which nobody speaks, one has no theme. */
static void test_questions(void)
{
    char *asking = g_strdup(manifest);
    char *end = strstr(asking, "report-session: 80}");
    GString *all = g_string_new_len(asking, end - asking);
    g_string_append(all, "report-session: 80, questions: [{id: one, text: fairness}, {id: two, text: rain}, {id: three, text: snow}]}");
    g_string_append(all, end + strlen("report-session: 80}"));
    const struct File files[] = {
        {"report.yaml", all->str},
        {"themes.yaml", "themes:\n  - {id: t, question: one, title: A theme}\n  - {id: u, question: two, title: Another}\nclaims:\n"
                        "  - {id: fairness, theme: t, phrase: fairness in trade}\n"},
        {"replies/a.xml", REPLY("A", "FJI", P("The Government of Fiji " SAID("concern", "fairness", "was concerned about fairness in trade") "."))}};
    char *text = found(files, 3);
    g_assert_cmpstr(text, ==, "SG7306 report.yaml [{id: two, text: rain}] \"two\", of which no reply speaks\n"
                              "SG7306 report.yaml [{id: three, text: snow}] \"three\", which no theme has\n");
    g_free(text);
    g_string_free(all, TRUE);
    g_free(asking);
}

/* A statement without claim and theme is in no sentence. */
static void test_unclaimed(void)
{
    const struct File files[] = {{"replies/a.xml", REPLY("A", "KEN", P("It " "<statement act='concern'>feared rain</statement>, "
                                  "<statement act='proposal'>proposed roofs</statement> and <statement act='concern' theme='t'>saw "
                                  "clouds</statement>."))}};
    char *messages = found(files, 1);
    g_assert_cmpstr(messages, ==, "SG7124 replies/a.xml [<statement act='concern'>feared rain</statement>] A.s1\n");
    g_free(messages);
}

/* Sponsors: in order, observer States last; out of it; twice. */
static void test_sponsors(void)
{
    static const char *const cases[][2] = {
        {"{respondent: BRA}, {respondent: CIV}, {respondent: GBR}, {respondent: PSE}", ""},
        {"{respondent: CIV}, {respondent: BRA}", "SG7214 report.yaml [respondent: BRA] \"BRA\" stands before \"CIV\"\n"},
        {"{respondent: PSE}, {respondent: ZMB}", "SG7214 report.yaml [respondent: ZMB] \"ZMB\" stands before \"PSE\"\n"},
        {"{respondent: BRA}, {respondent: CIV}, {respondent: BRA}", "SG7215 report.yaml [respondent: BRA] BRA\n"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *text = g_strdup_printf("%ssponsors: [%s]\n", manifest, cases[i][0]);
        const struct File files[] = {{"report.yaml", text}};
        char *messages = found(files, 1);
        g_assert_cmpstr(messages, ==, cases[i][1]);
        g_free(messages);
        g_free(text);
    }
}

static void test_off(void)
{
    char *off = g_strconcat(manifest, "lint: {off: [list-order, SG7112, unrepresented, SG7106]}\n", NULL);
    const struct File files[] = {{"report.yaml", off}, {"parts/a.xml", PART(P("Work was done by WMO and UNODC."))}};
    char *messages = found(files, 2);
    g_assert_cmpstr(messages, ==, "");
    g_free(messages);
    g_free(off);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    templates_arena = arena_new();
    templates_diags = diags_new();
    templates = read_templates(templates_arena, "templates", "fonts", "report", "new-york", NULL, templates_diags);
    g_test_add_func("/compose/lint/order", test_order);
    g_test_add_func("/compose/lint/abbreviations", test_abbreviations);
    g_test_add_func("/compose/lint/terms", test_terms);
    g_test_add_func("/compose/lint/headings", test_headings);
    g_test_add_func("/compose/lint/kinds", test_kinds);
    g_test_add_func("/compose/lint/registers", test_registers);
    g_test_add_func("/compose/lint/words", test_words);
    g_test_add_func("/compose/lint/balance", test_balance);
    g_test_add_func("/compose/lint/hand", test_hand);
    g_test_add_func("/compose/lint/contradiction", test_contradiction);
    g_test_add_func("/compose/lint/sponsors", test_sponsors);
    g_test_add_func("/compose/lint/questions", test_questions);
    g_test_add_func("/compose/lint/unclaimed", test_unclaimed);
    g_test_add_func("/compose/lint/off", test_off);
    int status = g_test_run();
    diags_free(templates_diags);
    arena_free(templates_arena);
    return status;
}
