/* Conclusions of whole folders: what overrides may do, what explain answers, what the trace says, recounted from the files. */
#include "folders.h"

/* The sample with these overrides. */
static struct Built build_with(const char *overrides)
{
    char *folder = g_build_filename(base, "sample", NULL);
    remove_folder(folder);
    copy_folder("submissions/a-68-277", folder);
    write_file(folder, "overrides.yaml", overrides);
    struct Built b = build(folder, false);
    g_free(folder);
    return b;
}

#define SIGNED "  reason: agreed wording\n  by: AB\n  on: 2013-07-18\n"

/* ---- Overrides ---- */

static void test_too_strong(void)
{
    struct Built b = build_with("- key: neutral/cooperation\n"
                                "  text: All respondents agreed that international cooperation was essential.\n"
                                "  asserts: {quantifier: all}\n" SIGNED);
    assert_message(b, SG_OVERRIDE_TOO_STRONG, "AZE, BLR, UNODC");
    g_assert_true(g_str_has_prefix(sentence(b, "neutral/cooperation")->text, "Most respondents (8 of the 11)"));
    built_free(b);
    /* the words alone are enough to see it */
    b = build_with("- key: neutral/cooperation\n  text: All respondents referred to cooperation.\n  asserts: {respondents: [ARG]}\n" SIGNED);
    assert_message(b, SG_OVERRIDE_TOO_STRONG, "AZE, BLR, UNODC");
    built_free(b);
    b = build_with("- key: neutral/cooperation\n  quantifier: nearly-all\n" SIGNED);
    assert_message(b, SG_OVERRIDE_TOO_STRONG, "'nearly-all' of 8 of 11");
    built_free(b);
}

static void test_text(void)
{
    struct Built b = build_with("- key: concern/politicization\n"
                                "  text: {en: Belarus and the Syrian Arab Republic raised concern about politicization.}\n"
                                "  asserts: {respondents: [BLR, SYR]}\n" SIGNED);
    const struct Sentence *s = sentence(b, "concern/politicization");
    g_assert_cmpstr(s->text, ==, "Belarus and the Syrian Arab Republic raised concern about politicization.");
    g_assert_true(g_str_has_prefix(s->generated, "two of the nine States") || g_str_has_prefix(s->generated, "Two of the nine States"));
    g_assert_nonnull(s->override);
    assert_message(b, SG_OVERRIDE_UNCONFIRMED, s->basis);
    GString *trace = export_trace(b.report, b.dossier, false);
    g_assert_nonnull(strstr(trace->str, "\"reason\":\"agreed wording\""));
    g_string_free(trace, TRUE);
    built_free(b);
    b = build_with("- key: concern/politicization\n  text: Mexico raised concern.\n  asserts: {respondents: [MEX]}\n" SIGNED);
    assert_message(b, SG_OVERRIDE_UNPROVED, "MEX");
    built_free(b);
    b = build_with("- key: concern/politicization\n  text: Concern was raised.\n" SIGNED);
    assert_message(b, SG_OVERRIDE_UNPROVED, "asserts nothing");
    built_free(b);
}

static void test_refused(void)
{
    struct Built b = build_with("- key: concern/politicization\n  omit: yes\n");
    assert_message(b, SG_OVERRIDE_INCOMPLETE, "concern/politicization");
    g_assert_nonnull(sentence(b, "concern/politicization"));
    built_free(b);
    b = build_with("- key: concern/nothing\n  omit: yes\n" SIGNED);
    assert_message(b, SG_OVERRIDE_NO_TARGET, "concern/nothing");
    built_free(b);
    b = build_with("- key: concern/politicization\n  merge: [selective-use]\n" SIGNED);
    assert_message(b, SG_OVERRIDE_MERGE_REFUSED, "'politicization' and 'selective-use'");
    built_free(b);
    b = build_with("- key: concern/politicization\n  pin: 1\n" SIGNED "- key: concern/politicization\n  pin: 2\n" SIGNED);
    assert_message(b, SG_OVERRIDE_TWICE, "concern/politicization");
    built_free(b);
}

static void test_omit_and_pin(void)
{
    struct Built b = build_with("- key: proposal/council-only\n  omit: yes\n" SIGNED "- key: proposal/justice-standards\n  pin: 1\n" SIGNED);
    g_assert_null(sentence(b, "proposal/council-only"));
    g_assert_cmpuint(b.report->omission_count, ==, 1);
    g_assert_cmpstr(b.report->omissions[0].reason, ==, "agreed wording");
    const struct Sentence *first = sentence(b, "proposal/justice-standards");
    g_assert_cmpstr(b.report->blocks[first->block].label, ==, "(a)");
    GString *coverage = export_coverage(b.report, b.dossier, COVERAGE_TEXT);
    g_assert_nonnull(strstr(coverage->str, "government   11 of 12"));
    g_assert_nonnull(strstr(coverage->str, "by AB: agreed wording"));
    g_string_free(coverage, TRUE);
    size_t count;
    GString *confirmed = export_confirmed(b.report, "proposal/council-only", &count);
    struct Built again = build_with(confirmed->str);
    assert_message(again, SG_OVERRIDE_UNCONFIRMED, "justice-standards");
    g_assert_null(message(again, SG_OVERRIDE_STALE));
    g_assert_null(sentence(again, "proposal/council-only"));
    built_free(again);
    g_string_free(confirmed, TRUE);
    built_free(b);
}

static void test_regroup(void)
{
    struct Built b = build_with("- key: concern/selective-use\n  merge: [country-resolutions, missing-guidelines]\n" SIGNED);
    g_assert_null(sentence(b, "concern/country-resolutions"));
    g_assert_cmpint(sentence(b, "concern/selective-use")->k, ==, 2);
    g_assert_cmpuint(sentence(b, "concern/selective-use")->statement_count, ==, 3);
    built_free(b);
    b = build_with("- key: concern/politicization\n  split:\n    - {statements: [SYR-1.s1], phrase: politicization in international forums}\n" SIGNED);
    g_assert_cmpint(sentence(b, "concern/politicization")->k, ==, 1);
    g_assert_nonnull(strstr(sentence(b, "concern/politicization.2")->text, "politicization in international forums"));
    built_free(b);
    b = build_with("- key: neutral/cooperation\n  quantifier: number\n" SIGNED);
    g_assert_true(g_str_has_prefix(sentence(b, "neutral/cooperation")->text, "Eight of the 11 respondents"));
    built_free(b);
}

static void test_free(void)
{
    struct Built b = build_with("- key: free/thanks\n  section: shared\n  text: The replies differ in length.\n  none: yes\n" SIGNED
                                "- key: free/unproved\n  section: shared\n  text: Something.\n" SIGNED);
    g_assert_cmpstr(sentence(b, "free/thanks")->text, ==, "The replies differ in length.");
    g_assert_null(sentence(b, "free/unproved"));
    assert_message(b, SG_OVERRIDE_UNPROVED, "free/unproved");
    built_free(b);
}

/* Sentences that count no statements: written over or left out, never stronger than what they name. */
static void test_plain(void)
{
    struct Built b = build_with("- key: scope\n  text: The section rests on the replies of all respondents named above.\n" SIGNED
                                "- key: gaps\n  text: No non-governmental organization replied.\n" SIGNED
                                "- key: disclaimer\n  omit: yes\n" SIGNED "- key: proposals\n  text: Respondents proposed the following.\n" SIGNED
                                "- key: individual/position\n  text: Individual respondents added these points.\n" SIGNED);
    g_assert_cmpuint(diags_count(b.diags, SEVERITY_ERROR), ==, 0);
    g_assert_cmpstr(sentence(b, "scope")->text, ==, "The section rests on the replies of all respondents named above.");
    g_assert_true(g_str_has_prefix(sentence(b, "scope")->generated, "The conclusions below are drawn") ||
                  g_str_has_prefix(sentence(b, "scope")->generated, "the conclusions below are drawn"));
    g_assert_cmpstr(b.report->blocks[sentence(b, "scope")->block].margin, ==, "edited");
    g_assert_cmpstr(sentence(b, "gaps")->text, ==, "No non-governmental organization replied.");
    g_assert_cmpstr(sentence(b, "proposals")->text, ==, "Respondents proposed the following.");
    g_assert_cmpstr(sentence(b, "individual/position")->text, ==, "Individual respondents added these points.");
    g_assert_null(sentence(b, "disclaimer"));
    g_assert_cmpuint(b.report->omission_count, ==, 1);
    GString *trace = export_trace(b.report, b.dossier, false);
    g_assert_nonnull(strstr(trace->str, "{\"key\":\"disclaimer\",\"statement\":null,\"reason\":\"agreed wording\",\"by\":\"AB\"}"));
    g_string_free(trace, TRUE);
    size_t count;
    GString *confirmed = export_confirmed(b.report, NULL, &count);
    g_assert_cmpuint(count, ==, 5);
    struct Built again = build_with(confirmed->str);
    g_assert_null(message(again, SG_OVERRIDE_UNCONFIRMED));
    g_assert_null(message(again, SG_OVERRIDE_STALE));
    built_free(again);
    built_free(b);
    g_string_free(confirmed, TRUE);
    b = build_with("- key: gaps\n  text: All States replied.\n" SIGNED);
    assert_message(b, SG_OVERRIDE_TOO_STRONG, "'all', and it counts 0 of 11");
    g_assert_nonnull(strstr(sentence(b, "gaps")->text, "No reply was received"));
    built_free(b);
    b = build_with("- key: scope\n  text: Most respondents are counted below.\n  asserts: {respondents: [FRA]}\n" SIGNED);
    assert_message(b, SG_OVERRIDE_TOO_STRONG, "'most'");
    assert_message(b, SG_OVERRIDE_UNPROVED, "FRA");
    built_free(b);
    b = build_with("- key: proposals\n  omit: yes\n" SIGNED);
    assert_message(b, SG_OVERRIDE_NO_TARGET, "it leads a list");
    built_free(b);
    b = build_with("- key: no-observations\n  omit: yes\n" SIGNED);
    assert_message(b, SG_OVERRIDE_NO_TARGET, "'no-observations'");
    built_free(b);
    b = build_with("- key: scope\n  text: Something.\n  basis: 000000000000\n" SIGNED);
    assert_message(b, SG_OVERRIDE_STALE, "the basis was 000000000000");
    g_assert_true(sentence(b, "scope")->stale);
    g_assert_cmpstr(sentence(b, "scope")->text, !=, "Something.");
    built_free(b);
}

/* A stale override is found, shown with old and new evidence, and confirmed in one step. */
static void test_stale(void)
{
    const char *overrides = "# agreed on 18 July\n- key: concern/politicization\n  text: Two States raised concern about politicization.\n"
                            "  asserts: {quantifier: two}\n"
                            "  basis: 000000000000\n  evidence: [BLR-1.s2 00000000, MEX-1.s1 00000000]\n" SIGNED;
    struct Built b = build_with(overrides);
    assert_message(b, SG_OVERRIDE_STALE, "changed: BLR-1.s2; new: SYR-1.s1; gone: MEX-1.s1");
    g_assert_true(sentence(b, "concern/politicization")->stale);
    g_assert_true(g_str_has_prefix(sentence(b, "concern/politicization")->text, "Two of the nine"));
    size_t count;
    GString *confirmed = export_confirmed(b.report, NULL, &count);
    g_assert_cmpuint(count, ==, 1);
    g_assert_true(g_str_has_prefix(confirmed->str, "# agreed on 18 July\n"));
    struct Built again = build_with(confirmed->str);
    g_assert_null(message(again, SG_OVERRIDE_STALE));
    g_assert_null(message(again, SG_OVERRIDE_UNCONFIRMED));
    g_assert_cmpstr(sentence(again, "concern/politicization")->text, ==, "Two States raised concern about politicization.");
    built_free(again);
    built_free(b);
    g_string_free(confirmed, TRUE);
    b = build_with("- {key: concern/politicization, pin: 1, reason: order, by: AB, on: 2013-07-18}\n"); /* a flow map, no basis yet */
    confirmed = export_confirmed(b.report, "concern/politicization", &count);
    again = build_with(confirmed->str);
    g_assert_null(message(again, SG_OVERRIDE_UNCONFIRMED));
    g_assert_cmpuint(diags_count(again.diags, SEVERITY_ERROR), ==, 0);
    built_free(again);
    built_free(b);
    g_string_free(confirmed, TRUE);
}

/* ---- The sample, recounted by another path: the files themselves, read by regular expressions ---- */

struct Said {
    char *respondent, *act, *stance, *claim;
};

static char *attribute(const char *tag, const char *name)
{
    char *pattern = g_strdup_printf("\\b%s(?:=\"|: )([^\"\\n]*)", name);
    GRegex *regex = g_regex_new(pattern, 0, 0, NULL);
    GMatchInfo *match;
    char *value = g_regex_match(regex, tag, 0, &match) ? g_match_info_fetch(match, 1) : NULL;
    g_match_info_free(match);
    g_regex_unref(regex);
    g_free(pattern);
    return value;
}

static void read_said(const char *path, GPtrArray *said, GHashTable *respondents)
{
    char *text = NULL;
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    char *respondent = attribute(text, "respondent");
    g_hash_table_add(respondents, g_strdup(respondent));
    GRegex *regex = g_regex_new("<statement[^>]*>|- statement:.*?\\n +text:", G_REGEX_DOTALL, 0, NULL);
    GMatchInfo *match;
    for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match); g_match_info_next(match, NULL)) {
        char *tag = g_match_info_fetch(match, 0);
        struct Said *s = g_new(struct Said, 1);
        *s = (struct Said){g_strdup(respondent), attribute(tag, "act"), attribute(tag, "stance"), attribute(tag, "claim")};
        g_ptr_array_add(said, s);
        g_free(tag);
    }
    g_match_info_free(match);
    g_regex_unref(regex);
    g_free(respondent);
    g_free(text);
}

static void free_said(void *said)
{
    struct Said *s = said;
    g_free(s->respondent);
    g_free(s->act);
    g_free(s->stance);
    g_free(s->claim);
    g_free(s);
}

static GPtrArray *read_all_said(const char *folder, GHashTable *respondents)
{
    GPtrArray *said = g_ptr_array_new_with_free_func(free_said);
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir));) {
        char *path = g_build_filename(folder, name, NULL);
        read_said(path, said, respondents);
        g_free(path);
    }
    g_dir_close(dir);
    return said;
}

static bool is_organization(const char *respondent)
{
    return !strcmp(respondent, "UNODC") || !strcmp(respondent, "WMO");
}

static void recount(const struct Sentence *s, GPtrArray *said, GHashTable *respondents)
{
    GHashTable *supporters = g_hash_table_new(g_str_hash, g_str_equal);
    size_t statements = 0, organizations = 0;
    for (guint i = 0; i < said->len; i++) {
        const struct Said *x = said->pdata[i];
        const char *stance = x->stance ? x->stance : "for";
        if (strcmp(x->act, act_words[s->act]) != 0 || !x->claim || strcmp(x->claim, s->claim->id) != 0 ||
            (s->stance >= 0 && strcmp(stance, stance_words[s->stance]) != 0))
            continue;
        statements++;
        if (g_hash_table_add(supporters, x->respondent))
            organizations += is_organization(x->respondent);
    }
    guint all = g_hash_table_size(respondents), k = g_hash_table_size(supporters);
    guint n = organizations == 0 ? all - 2 : organizations == k ? 2 : all;
    g_assert_cmpint(s->k, ==, (int)k);
    g_assert_cmpint(s->n, ==, (int)n);
    g_assert_cmpuint(s->statement_count, ==, statements);
    for (size_t i = 0; i < s->respondent_count; i++)
        g_assert_true(g_hash_table_contains(supporters, s->respondents[i]->id));
    g_hash_table_destroy(supporters);
}

static void test_recount(void)
{
    struct Built b = build("submissions/a-68-277", false);
    GHashTable *respondents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *said = read_all_said("submissions/a-68-277/replies", respondents);
    size_t recounted = 0;
    for (size_t i = 0; i < b.report->sentence_count; i++) {
        const struct Sentence *s = &b.report->sentences[i];
        GString *text = export_explain(b.report, b.dossier, s->id);
        g_assert_nonnull(text);
        g_assert_nonnull(strstr(text->str, s->text));
        for (size_t j = 0; j < s->statement_count; j++)
            g_assert_nonnull(strstr(text->str, s->statements[j]->text));
        g_string_free(text, TRUE);
        if (s->claim && s->act >= 0) {
            recount(s, said, respondents);
            recounted++;
        }
    }
    g_assert_cmpuint(recounted, >, 30);
    GString *item = export_explain(b.report, b.dossier, "23(a)"), *same = export_explain(b.report, b.dossier, "23 (a)");
    g_assert_cmpstr(item->str, ==, same->str);
    g_assert_nonnull(strstr(item->str, "argentina.xml:"));
    g_string_free(item, TRUE);
    g_string_free(same, TRUE);
    g_assert_null(export_explain(b.report, b.dossier, "999"));
    g_ptr_array_free(said, TRUE);
    g_hash_table_destroy(respondents);
    built_free(b);
}

/* What the real section lost or changed stands in ours. */
static void test_sample(void)
{
    static const char *const items[] = {"cooperation-record", "school-curricula", "public-workplans", "disability-protocol",
                                        "coercive-measures-mandate", "early-visits", "foundations", "modalities", "national-capacity",
                                        "council-only", "occupied-territories", "end-political-motivation", "people-who-use-drugs",
                                        "people-in-prisons", "justice-standards"};
    struct Built b = build("submissions/a-68-277", false);
    for (size_t i = 0; i < G_N_ELEMENTS(items); i++) {
        char *key = g_strconcat("proposal/", items[i], NULL);
        g_assert_nonnull(sentence(b, key));
        g_free(key);
    }
    g_assert_null(sentence(b, "proposal/south-south"));
    g_assert_nonnull(sentence(b, "position/south-south"));
    g_assert_nonnull(strstr(sentence(b, "concern/politicization")->text, "Two of the nine States"));
    GString *coverage = export_coverage(b.report, b.dossier, COVERAGE_TEXT);
    g_assert_null(strstr(coverage->str, "not represented"));
    g_string_free(coverage, TRUE);
    built_free(b);
}

/* ---- Options of the section ---- */

/* Words of the paragraphs of the section, without its heading, notes and letters. */
static size_t section_words(struct Built b)
{
    size_t words = 0;
    for (size_t i = 0; i < b.report->block_count; i++) {
        const struct Block *block = &b.report->blocks[i];
        if (!g_str_has_prefix(block->id, "conclusions."))
            continue;
        for (size_t r = 0; r < block->run_count; r++) {
            char **parts = g_strsplit_set(block->runs[r].flags & RUN_NOTE_CALL ? "" : block->runs[r].text, " \n", -1);
            for (char **p = parts; *p; p++)
                words += g_regex_match_simple("[[:alnum:]]", *p, 0, 0) ? 1 : 0;
            g_strfreev(parts);
        }
    }
    return words;
}

static void test_short(void)
{
    char *folder = g_build_filename(base, "sample", NULL), *text = NULL;
    remove_folder(folder);
    copy_folder("submissions/a-68-277", folder);
    char *path = g_build_filename(folder, "report.yaml", NULL);
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    GString *changed = g_string_new(text);
    g_string_replace(changed, "bold-recommendations: no", "bold-recommendations: yes, short: yes", 1);
    g_assert_true(g_file_set_contents(path, changed->str, -1, NULL));
    struct Built full = build("submissions/a-68-277", false), brief = build(folder, false);
    size_t proposals = 0;
    for (size_t i = 0; i < full.report->sentence_count; i++) {
        const struct Sentence *s = &full.report->sentences[i], *t = sentence(brief, s->id);
        g_assert_nonnull(t);
        if (strcmp(s->rule, "proposal") != 0)
            continue;
        char *in_full = g_strdup_printf("in-full/%s", s->id + strlen("proposal/"));
        g_assert_cmpuint(t->statement_count, ==, s->statement_count);
        g_assert_cmpstr(sentence(brief, in_full)->text, ==, s->text); /* nothing of it is lost: it stands in the annex */
        g_free(in_full);
        proposals++;
    }
    g_assert_cmpuint(proposals, ==, 15);
    g_assert_cmpuint(brief.report->sentence_count, ==, full.report->sentence_count + proposals + 1);
    size_t long_one = section_words(full), short_one = section_words(brief);
    g_test_message("the section has %zu words, in short %zu; that of the real report 255, with five of 15 proposals", long_one, short_one);
    g_assert_cmpuint(short_one, <=, 320);
    const struct Sentence *proposal = sentence(brief, "proposal/school-curricula"), *practice = sentence(brief, "practice/own-efforts");
    g_assert_cmpuint(proposal->block, <, practice->block);
    g_assert_true(brief.report->blocks[proposal->block].runs[0].flags & RUN_BOLD);
    built_free(full);
    built_free(brief);
    g_string_free(changed, TRUE);
    g_free(text);
    g_free(path);
    g_free(folder);
}

/* A table of words that would say too much is not used: the numbers stand alone. */
static void test_untrue_table(void)
{
    char *folder = g_build_filename(base, "templates", NULL), *path = g_build_filename(folder, "kinds/report/kind.yaml", NULL), *text = NULL;
    remove_folder(folder);
    copy_folder("templates", folder);
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    GString *changed = g_string_new(text);
    g_assert_cmpuint(g_string_replace(changed, "{word: majority, above: 1/2, of: 5}", "{word: majority, above: 1/9, of: 5}", 1), ==, 1);
    g_assert_true(g_file_set_contents(path, changed->str, -1, NULL));
    struct Built b = {arena_new(), diags_new(), NULL, NULL};
    struct Input *input = read_folder(b.arena, "submissions/a-68-277", b.diags);
    struct Input *templates = read_templates(b.arena, folder, "fonts", "report", "new-york", NULL, b.diags);
    b.dossier = check_dossier(b.arena, input, templates, b.diags);
    b.report = compose_report(b.arena, b.dossier, check_wording(b.arena, templates, "report", LANG_EN, b.diags),
                              (struct ComposeOptions){.final = false}, b.diags);
    assert_message(b, SG_UNTRUE_QUANTIFIER, "respondents");
    g_assert_true(g_str_has_prefix(sentence(b, "neutral/cooperation")->text, "Eight of the 11 respondents"));
    built_free(b);
    g_string_free(changed, TRUE);
    g_free(text);
    g_free(path);
    g_free(folder);
}

/* In a draft, an annex shows what each sentence rests on; a final has none. */
static void test_evidence_annex(void)
{
    char *folder = small_folder();
    char *asked = g_strconcat(manifest, "conclusions: {evidence: yes}\n", NULL);
    write_file(folder, "report.yaml", asked);
    add_reply(folder, "ARG", "position", "for", "x");
    add_reply(folder, "FRA", "proposal", "for", "y");
    for (int final = 0; final < 2; final++) {
        struct Built b = build(folder, final);
        GString *text = export_text(b.report);
        g_assert_cmpuint(diags_count(b.diags, SEVERITY_ERROR), ==, 0);
        bool shown = strstr(text->str, "(proposal/y; rule proposal; 1 of 2: row \"one\" (any number)): France (para. 4; proposal, staff): “said it”.");
        g_assert_cmpint(shown, ==, !final);
        g_string_free(text, TRUE);
        built_free(b);
    }
    g_free(asked);
    g_free(folder);
}

static void test_inferred(void)
{
    char *folder = small_folder();
    write_file(folder, "replies/ARG.xml",
               "<reply id=\"ARG-1\" respondent=\"ARG\" dated=\"2025-03-01\" received=\"2025-03-02\" language=\"en\"><paragraph id=\"p1\">"
               "Argentina <statement id=\"s1\" act=\"proposal\" claim=\"x\" tag=\"inferred\">suggested it</statement>.</paragraph></reply>");
    struct Built b = build(folder, true);
    assert_message(b, SG_INFERRED_IN_FINAL, "ARG-1.s1");
    built_free(b);
    b = build(folder, false);
    g_assert_cmpstr(b.report->blocks[sentence(b, "proposal/x")->block].margin, ==, "inferred");
    g_assert_cmpint(sentence(b, "proposal/x")->provenance, ==, TAG_INFERRED);
    built_free(b);
    char *reviewed = g_strconcat(manifest, "conclusions: {reviewed-only: yes}\n", NULL);
    write_file(folder, "report.yaml", reviewed);
    b = build(folder, true);
    g_assert_null(message(b, SG_INFERRED_IN_FINAL));
    g_assert_null(sentence(b, "proposal/x"));
    built_free(b);
    g_free(reviewed);
    g_free(folder);
}

/* ---- The lint ---- */

static struct Built lint_with(const char *part, const char *extra_manifest, const char *claims)
{
    char *folder = g_build_filename(base, "sample", NULL), *path = g_build_filename(folder, "report.yaml", NULL), *text = NULL;
    remove_folder(folder);
    copy_folder("submissions/a-68-277", folder);
    write_file(folder, "parts/real.xml", part);
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    char *changed = g_strconcat(text, extra_manifest, NULL);
    write_file(folder, "report.yaml", changed);
    g_free(text);
    g_free(path);
    path = g_build_filename(folder, "themes.yaml", NULL);
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    char *more = g_strconcat(text, claims, NULL);
    write_file(folder, "themes.yaml", more);
    struct Built b = build(folder, false);
    struct Input *templates = read_templates(b.arena, "templates", "fonts", "report", "new-york", NULL, b.diags);
    struct Wording *wording = check_wording(b.arena, templates, "report", LANG_EN, b.diags);
    compose_lint(b.report, b.dossier, wording, NULL, b.diags);
    g_free(text);
    g_free(path);
    g_free(changed);
    g_free(more);
    g_free(folder);
    return b;
}

/* The defects of the real section, written by hand beside the replies. */
static const char real[] =
    "<part place=\"conclusions\" id=\"real\"><paragraph>All respondents agreed that cooperation was essential. State respondents cited their "
    "concern.<list><item>South-South cooperation;</item><item>an optional protocol to the Convention on the Rights of People with "
    "Disabilities.</item></list></paragraph></part>";

static void test_lint(void)
{
    struct Built b = lint_with(real, "", "  - {id: unheard, theme: cooperation, phrase: what nobody said}\n");
    assert_message(b, SG_UNSUPPORTED_QUANTIFIER, "'all', and the most is 8 of 11 (neutral/cooperation)");
    assert_message(b, SG_BARE_PLURAL, "no number");
    assert_message(b, SG_NOT_A_PROPOSAL, "south-south");
    assert_message(b, SG_WORDING_DRIFT, "");
    assert_message(b, SG_CLAIM_WITHOUT_EVIDENCE, "unheard");
    size_t drifts = 0;
    for (size_t i = 0; i < diags_total(b.diags); i++)
        drifts += diags_sorted(b.diags, i)->code == SG_WORDING_DRIFT;
    g_assert_cmpuint(drifts, ==, 2); /* "optional protocol" and "People" */
    built_free(b);
    b = lint_with(real, "lint: {off: [SG7101, bare-plural]}\n", "");
    g_assert_null(message(b, SG_UNSUPPORTED_QUANTIFIER));
    g_assert_null(message(b, SG_BARE_PLURAL));
    g_assert_null(message(b, SG_CLAIM_WITHOUT_EVIDENCE));
    built_free(b);
}

/* Tags that are not reviewed are left out of the count: what is lost is said. */
static void test_lint_lost(void)
{
    char *folder = small_folder();
    write_file(folder, "replies/ARG.xml",
               "<reply id=\"ARG-1\" respondent=\"ARG\" dated=\"2025-03-01\" received=\"2025-03-02\" language=\"en\"><paragraph id=\"p1\">"
               "Argentina <statement id=\"s1\" act=\"proposal\" claim=\"x\" tag=\"inferred\">suggested it</statement>.</paragraph></reply>");
    char *reviewed = g_strconcat(manifest, "conclusions: {reviewed-only: yes}\n", NULL);
    write_file(folder, "report.yaml", reviewed);
    struct Built b = build(folder, false);
    struct Input *templates = read_templates(b.arena, "templates", "fonts", "report", "new-york", NULL, b.diags);
    compose_lint(b.report, b.dossier, check_wording(b.arena, templates, "report", LANG_EN, b.diags), NULL, b.diags);
    assert_message(b, SG_PROPOSAL_NOT_CARRIED, "ARG-1.s1");
    assert_message(b, SG_UNREPRESENTED, "ARG");
    built_free(b);
    g_free(reviewed);
    g_free(folder);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    base = g_dir_make_tmp("conclusions-XXXXXX", NULL);
    g_test_add_func("/conclusions/sample", test_sample);
    g_test_add_func("/conclusions/recount", test_recount);
    g_test_add_func("/conclusions/override/too-strong", test_too_strong);
    g_test_add_func("/conclusions/override/text", test_text);
    g_test_add_func("/conclusions/override/refused", test_refused);
    g_test_add_func("/conclusions/override/omit-and-pin", test_omit_and_pin);
    g_test_add_func("/conclusions/override/regroup", test_regroup);
    g_test_add_func("/conclusions/override/free", test_free);
    g_test_add_func("/conclusions/override/plain", test_plain);
    g_test_add_func("/conclusions/override/stale", test_stale);
    g_test_add_func("/conclusions/short", test_short);
    g_test_add_func("/conclusions/untrue-table", test_untrue_table);
    g_test_add_func("/conclusions/evidence-annex", test_evidence_annex);
    g_test_add_func("/conclusions/inferred", test_inferred);
    g_test_add_func("/conclusions/lint/seeded", test_lint);
    g_test_add_func("/conclusions/lint/lost", test_lint_lost);
    int status = g_test_run();
    remove_folder(base);
    g_free(base);
    return status;
}
