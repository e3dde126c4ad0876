/* Odd consultations: one respondent, nothing shared, all contested, joint replies, silence, 193 States. Each gives a text that
 * could be printed. */
#include "folders.h"

static void test_one_respondent(void)
{
    char *folder = small_folder();
    add_reply(folder, "ARG", "position", "for", "x");
    struct Built b = build_small(folder);
    g_assert_cmpstr(sentence(b, "scope")->text, ==, "The conclusions below are drawn from the reply of one State.");
    g_assert_null(sentence(b, "individual/position")); /* one point is no list */
    g_assert_cmpstr(sentence(b, "position/x")->text, ==, "Argentina emphasized the first thing (para. 3).");
    g_assert_cmpstr(sentence(b, "no-proposal")->text, ==, "The reply contained no proposals.");
    g_assert_null(sentence(b, "nothing-shared"));
    built_free(b);
}

static void test_nothing_shared(void)
{
    char *folder = small_folder();
    add_reply(folder, "ARG", "position", "for", "x");
    add_reply(folder, "FRA", "proposal", "for", "y");
    struct Built b = build_small(folder);
    g_assert_cmpstr(sentence(b, "nothing-shared")->text, ==, "No view was shared by the two respondents.");
    g_assert_cmpstr(sentence(b, "proposals")->text, ==, "The following proposal was made:");
    g_assert_cmpstr(sentence(b, "proposal/y")->text, ==, "the second thing (France, para. 4).");
    built_free(b);
}

static void test_all_contested(void)
{
    char *folder = small_folder();
    add_reply(folder, "ARG", "position", "for", "x");
    add_reply(folder, "FRA", "position", "against", "x");
    add_reply(folder, "MEX", "proposal", "for", "x");
    struct Built b = build_small(folder);
    g_assert_nonnull(strstr(sentence(b, "nothing-shared")->text, "without being contested"));
    g_assert_cmpstr(sentence(b, "divergence/x")->text, ==, "Views on the first thing differed:");
    g_assert_cmpstr(sentence(b, "divergence/x#support")->text, ==, "two of the three States (Argentina and Mexico) supported it (paras. 3 and 5); and");
    g_assert_cmpstr(sentence(b, "divergence/x#against")->text, ==, "France did not support it (para. 4).");
    g_assert_nonnull(strstr(sentence(b, "proposal/x")->text, "for differing views, see para. "));
    built_free(b);
}

static void test_many(void)
{
    char *folder = small_folder();
    struct Built sample = build("submissions/a-68-277", false);
    size_t states = 0;
    for (size_t i = 0; i < sample.dossier->respondent_count; i++)
        if (sample.dossier->respondents[i].kind == KIND_GOVERNMENT) {
            add_reply(folder, sample.dossier->respondents[i].id, states % 3 ? "position" : "proposal", "for", states % 3 ? "x" : "y");
            states++;
        }
    g_assert_cmpuint(states, ==, 193);
    built_free(sample);
    struct Built b = build_small(folder);
    g_assert_cmpstr(sentence(b, "position/x")->text, ==, "A majority of States (128 of the 193) emphasized the first thing.");
    g_assert_cmpstr(sentence(b, "proposal/y")->text, ==, "the second thing (65 of the 193 States).");
    size_t noted = 0;
    for (size_t i = 0; i < b.report->note_count; i++)
        for (size_t r = 0; r < b.report->notes[i].blocks[0].run_count; r++)
            noted += strstr(b.report->notes[i].blocks[0].runs[r].text, "Afghanistan") ? 1 : 0;
    g_assert_cmpuint(noted, >, 0);
    built_free(b);
}

/* Of more proposals than a list has letters, one list for each theme, each with letters of its own; and what stands in them is
 * what stands in the one list. */
static void test_many_proposals(void)
{
    char *folder = small_folder();
    GString *taxonomy = g_string_new("themes:\n  - {id: one, title: Courts}\n  - {id: two, title: Lawyers}\n  - {id: three, title: Fees}\nclaims:\n");
    GString *reply = g_string_new("<reply id=\"ARG-1\" respondent=\"ARG\" dated=\"2025-03-01\" received=\"2025-03-02\" language=\"en\">");
    for (int i = 0; i < 30; i++) {
        g_string_append_printf(taxonomy, "  - {id: c%d, theme: %s, phrase: matter %d}\n", i, i == 29 ? "three" : i % 2 ? "two" : "one", i);
        g_string_append_printf(reply, "<paragraph>Argentina <statement act=\"proposal\" claim=\"c%d\">proposed it</statement>.</paragraph>", i);
    }
    g_string_append(reply, "<paragraph>Argentina <statement act=\"proposal\">proposed more</statement>.</paragraph></reply>");
    write_file(folder, "themes.yaml", taxonomy->str);
    write_file(folder, "replies/ARG.xml", reply->str);
    struct Built b = build_small(folder);
    g_assert_cmpstr(sentence(b, "proposals")->text, ==, "Thirty-one proposals were made. They are listed below by theme.");
    g_assert_cmpstr(sentence(b, "proposals/one")->text, ==, "On the theme “Courts”, the following 15 proposals were made:");
    g_assert_cmpstr(sentence(b, "proposals/other")->text, ==, "On other matters, the following proposal was made:");
    g_assert_cmpstr(b.report->blocks[sentence(b, "proposal/c0")->block].label, ==, "(a)");
    g_assert_cmpstr(b.report->blocks[sentence(b, "proposal/c1")->block].label, ==, "(a)");
    g_assert_cmpstr(b.report->blocks[sentence(b, "proposal/c27")->block].label, ==, "(n)");
    g_assert_cmpint(b.report->blocks[sentence(b, "proposal/c29")->block].role, ==, ROLE_NUMBERED); /* alone under its theme */
    size_t items = 0;
    for (size_t i = 0; i < b.report->sentence_count; i++)
        items += b.report->sentences[i].rule && !strcmp(b.report->sentences[i].rule, "proposal");
    g_assert_cmpuint(items, ==, 31);
    built_free(b);
    g_string_free(taxonomy, TRUE);
    g_string_free(reply, TRUE);
}

/* One respondent in far more sentences than the others: coverage and the findings say so, and of nobody else. */
static void test_over_represented(void)
{
    static const char *const others[] = {"FRA", "MEX", "KEN", "FIN", "GHA"};
    char *folder = small_folder();
    GString *reply = g_string_new("<reply id=\"ARG-1\" respondent=\"ARG\" dated=\"2025-03-01\" received=\"2025-03-02\" language=\"en\">");
    for (int i = 0; i < 9; i++)
        g_string_append(reply, "<paragraph>Argentina <statement act=\"proposal\">proposed more</statement>.</paragraph>");
    g_string_append(reply, "</reply>");
    write_file(folder, "replies/ARG.xml", reply->str);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        add_reply(folder, others[i], "position", "for", "x");
    struct Built b = build_small(folder);
    struct Input *templates = read_templates(b.arena, "templates", "fonts", "report", "new-york", NULL, b.diags);
    compose_lint(b.report, b.dossier, check_wording(b.arena, templates, "report", LANG_EN, b.diags), NULL, b.diags);
    assert_message(b, SG_OVER_REPRESENTED, "ARG is counted in 9 sentences, the mean is 2.3");
    GString *coverage = export_coverage(b.report, b.dossier, COVERAGE_TEXT);
    g_assert_nonnull(strstr(coverage->str, "9 sentences rest on it: over-represented"));
    g_assert_cmpuint(g_string_replace(coverage, "over-represented", "", 0), ==, 1);
    g_string_free(coverage, TRUE);
    g_string_free(reply, TRUE);
    built_free(b);
}

/* Who supports a proposal without proposing it stands beside the count, in the words, the proof and the basis. */
static void test_also(void)
{
    char *folder = small_folder();
    add_reply(folder, "ARG", "proposal", "for", "x");
    struct Built alone = build(folder, false);
    add_reply(folder, "FRA", "position", "for", "x");
    struct Built b = build_small(folder);
    const struct Sentence *s = sentence(b, "proposal/x");
    g_assert_cmpstr(s->text, ==, "the first thing (Argentina, para. 3), also supported by France (para. 4).");
    g_assert_cmpint(s->k, ==, 1);
    g_assert_cmpuint(s->also_count, ==, 1);
    g_assert_cmpstr(s->basis, !=, sentence(alone, "proposal/x")->basis);
    GString *coverage = export_coverage(b.report, b.dossier, COVERAGE_TEXT), *text = export_explain(b.report, b.dossier, "proposal/x");
    g_assert_null(strstr(coverage->str, "no sentence rests on"));
    g_assert_nonnull(strstr(text->str, "also, beside the count"));
    g_string_free(coverage, TRUE);
    g_string_free(text, TRUE);
    built_free(b);
    built_free(alone);
}

/* A joint reply is that of all who sent it, wherever it is named. */
static void test_joint(void)
{
    char *folder = small_folder();
    write_reply(folder, "ARG", "on-behalf-of=\"URY BRA\"",
                "<statement act=\"concern\" claim=\"x\">one</statement> and <statement act=\"proposal\" claim=\"y\" "
                "qualifier=\"in three phases\">two</statement>");
    write_reply(folder, "FRA", "", "<statement act=\"proposal\" claim=\"y\">two</statement>");
    struct Built b = build_small(folder);
    g_assert_cmpstr(sentence(b, "concern/x")->text, ==,
                    "Argentina, also on behalf of Brazil and Uruguay, raised concern about the first thing (para. 3).");
    g_assert_cmpstr(sentence(b, "proposal/y")->text, ==,
                    "the second thing (Argentina [also on behalf of Brazil and Uruguay] and France, paras. 3 and 4), and, as suggested by "
                    "Argentina (also on behalf of Brazil and Uruguay), in three phases.");
    g_assert_cmpint(sentence(b, "proposal/y")->k, ==, 2);
    g_assert_cmpstr(sentence(b, "joint-replies")->text, ==,
                    "One of the replies was also sent on behalf of two other States and is counted as one.");
    built_free(b);
}

/* Who is against a claim and for its opposite is named once. */
static void test_opposite(void)
{
    char *folder = small_folder();
    write_file(folder, "themes.yaml", "themes:\n  - {id: t, title: A theme}\nclaims:\n  - {id: x, theme: t, phrase: the first thing, "
                                      "opposite: y}\n  - {id: y, theme: t, phrase: the second thing, opposite: x}\n");
    write_reply(folder, "ARG", "", "<statement act=\"position\" claim=\"x\">one</statement>");
    write_reply(folder, "FRA", "", "<statement act=\"position\" stance=\"against\" claim=\"x\">one</statement> and "
                                   "<statement act=\"position\" claim=\"y\">two</statement>");
    struct Built b = build_small(folder);
    GString *text = export_text(b.report);
    g_assert_nonnull(strstr(text->str, "Views on the first thing differed: Argentina supported it (para. 3); and France did not support it "
                                       "(para. 4) and supported the second thing (para. 4).\n"));
    g_string_free(text, TRUE);
    built_free(b);
}

/* "organizations" would be read as those of all kinds: where others replied, too, they are named by their own. */
static void test_kinds_of_organization(void)
{
    char *folder = small_folder();
    add_reply(folder, "WMO", "concern", "for", "x");
    add_reply(folder, "WIPO", "concern", "for", "x");
    struct Built b = build(folder, false);
    g_assert_cmpstr(sentence(b, "scope")->text, ==, "The conclusions below are drawn from the replies of two organizations.");
    built_free(b);
    write_file(folder, "respondents.yaml", "respondents: [{id: Z, kind: ngo, names: {en: Friends of Trains}}]\n");
    add_reply(folder, "Z", "position", "for", "y");
    b = build(folder, false);
    g_assert_cmpstr(sentence(b, "scope")->text, ==, "The conclusions below are drawn from the replies of three respondents: two "
                                                    "intergovernmental organizations and one non-governmental organization.");
    g_assert_cmpstr(sentence(b, "concern/x")->text, ==,
                    "Both intergovernmental organizations (the World Intellectual Property Organization and the World Meteorological "
                    "Organization) raised concern about the first thing (paras. 3 and 4).");
    built_free(b);
    add_reply(folder, "UNODC", "position", "for", "y");
    b = build(folder, false);
    g_assert_nonnull(strstr(sentence(b, "scope")->text, "three United Nations entities and other intergovernmental organizations and one"));
    built_free(b);
    g_free(folder);
}

/* What a whole group did not do, nobody did; and nobody differs. */
static void test_nobody(void)
{
    for (int three = 0; three < 2; three++) {
        char *folder = small_folder();
        add_reply(folder, "ARG", "position", "against", "x");
        add_reply(folder, "FRA", "position", "against", "x");
        if (three)
            add_reply(folder, "MEX", "concern", "against", "x");
        struct Built b = build_small(folder);
        if (three) {
            g_assert_nonnull(sentence(b, "divergence/x"));
        } else {
            g_assert_null(sentence(b, "divergence/x"));
            g_assert_null(sentence(b, "nothing-shared"));
            g_assert_cmpstr(sentence(b, "divergence/x#against")->text, ==,
                            "Neither of the two States (Argentina and France) supported the first thing (paras. 3 and 4).");
            g_assert_cmpstr(sentence(b, "no-proposal")->text, ==, "Neither of the two replies contained proposals.");
        }
        built_free(b);
    }
}

/* Where nobody had anything to say, one sentence says so. */
static void test_silent(void)
{
    char *folder = small_folder();
    write_file(folder, "replies/ARG.xml", "<reply id=\"ARG-1\" respondent=\"ARG\" received=\"2025-03-02\" observations=\"no\"/>");
    write_file(folder, "replies/FRA.xml", "<reply id=\"FRA-1\" respondent=\"FRA\" received=\"2025-03-02\" observations=\"no\"/>");
    struct Built b = build(folder, false);
    g_assert_cmpstr(sentence(b, "scope")->text, ==,
                    "Neither of the two replies received, from two States, contained observations; no conclusions can be drawn.");
    g_assert_null(sentence(b, "no-proposal"));
    g_assert_null(sentence(b, "disclaimer"));
    built_free(b);
    g_free(folder);
}

/* A list of one point is a sentence; of one proposal, too. What two propose they share. */
static void test_singles(void)
{
    char *folder = small_folder();
    add_reply(folder, "ARG", "proposal", "for", "x");
    write_reply(folder, "FRA", "", "<statement act=\"proposal\" claim=\"x\">one</statement> and <statement act=\"commitment\" "
                                   "claim=\"y\">two</statement>");
    struct Built b = build_small(folder);
    GString *text = export_text(b.report);
    g_assert_nonnull(strstr(text->str, " France expressed commitment to the second thing (para. 4).\n"));
    g_assert_nonnull(strstr(text->str, " The following proposal was made: the first thing (Argentina and France, paras. 3 and 4).\n"));
    g_assert_null(sentence(b, "nothing-shared"));
    g_string_free(text, TRUE);
    built_free(b);
}

static void test_no_reply(void)
{
    struct Built b = build_small(small_folder());
    g_assert_cmpstr(sentence(b, "scope")->text, ==, "No replies were received; no conclusions can be drawn.");
    g_assert_null(sentence(b, "gaps"));
    built_free(b);
}

static void test_untranslated(void)
{
    char *folder = small_folder();
    write_file(folder, "themes.yaml", "themes:\n  - {id: t, title: A theme}\nclaims:\n  - {id: x, theme: t, phrase: {fr: la chose}}\n");
    add_reply(folder, "ARG", "position", "for", "x");
    struct Built b = build(folder, false);
    assert_message(b, SG_UNTRANSLATED_CLAIM, "'x'");
    size_t tables = 0;
    for (size_t i = 0; i < b.report->block_count; i++)
        tables += b.report->blocks[i].table != NULL;
    g_assert_cmpuint(tables, ==, 1);
    built_free(b);
    g_free(folder);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    base = g_dir_make_tmp("odd-conclusions-XXXXXX", NULL);
    g_test_add_func("/odd-conclusions/one-respondent", test_one_respondent);
    g_test_add_func("/odd-conclusions/nothing-shared", test_nothing_shared);
    g_test_add_func("/odd-conclusions/all-contested", test_all_contested);
    g_test_add_func("/odd-conclusions/many", test_many);
    g_test_add_func("/odd-conclusions/many-proposals", test_many_proposals);
    g_test_add_func("/odd-conclusions/over-represented", test_over_represented);
    g_test_add_func("/odd-conclusions/also", test_also);
    g_test_add_func("/odd-conclusions/nobody", test_nobody);
    g_test_add_func("/odd-conclusions/silent", test_silent);
    g_test_add_func("/odd-conclusions/singles", test_singles);
    g_test_add_func("/odd-conclusions/joint", test_joint);
    g_test_add_func("/odd-conclusions/opposite", test_opposite);
    g_test_add_func("/odd-conclusions/kinds-of-organization", test_kinds_of_organization);
    g_test_add_func("/odd-conclusions/no-reply", test_no_reply);
    g_test_add_func("/odd-conclusions/untranslated", test_untranslated);
    int status = g_test_run();
    remove_folder(base);
    g_free(base);
    return status;
}
