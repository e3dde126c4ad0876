/* Conclusions of whole folders: what overrides may do, what explain answers, what the trace says, recounted from the files. */
#include <stdio.h>
#include <string.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/check.h"
#include "compose/compose.h"
#include "export/export.h"
#include "read/read.h"

struct Built {
    struct Arena *arena;
    struct Diags *diags;
    struct Dossier *dossier;
    struct Report *report;
};

static char *base; /* folder of the folders that the tests make */

static struct Built build(const char *folder, bool final)
{
    struct Built b = {arena_new(), diags_new(), NULL, NULL};
    struct Input *input = read_folder(b.arena, folder, b.diags);
    struct Input *templates = read_templates(b.arena, "templates", "fonts", "report", "new-york", b.diags);
    g_assert_nonnull(input);
    b.dossier = check_dossier(b.arena, input, templates, b.diags);
    g_assert_nonnull(b.dossier);
    struct Wording *wording = check_wording(b.arena, templates, b.dossier->kind, b.dossier->language, b.diags);
    g_assert_nonnull(wording);
    b.report = compose_report(b.arena, b.dossier, wording, (struct ComposeOptions){.final = final}, b.diags);
    return b;
}

static void built_free(struct Built b)
{
    diags_free(b.diags);
    arena_free(b.arena);
}

static const struct Diag *message(struct Built b, enum DiagCode code)
{
    for (size_t i = 0; i < diags_total(b.diags); i++)
        if (diags_sorted(b.diags, i)->code == code)
            return diags_sorted(b.diags, i);
    return NULL;
}

static void assert_message(struct Built b, enum DiagCode code, const char *detail)
{
    const struct Diag *d = message(b, code);
    if (!d)
        diags_print(b.diags, stderr, DIAG_TEXT);
    g_assert_nonnull(d);
    if (!d->detail || !strstr(d->detail, detail))
        g_error("%s: '%s' is not in '%s'", diag_kind(code)->number, detail, d->detail);
}

static const struct Sentence *sentence(struct Built b, const char *id)
{
    for (size_t i = 0; i < b.report->sentence_count; i++)
        if (!strcmp(b.report->sentences[i].id, id))
            return &b.report->sentences[i];
    return NULL;
}

/* ---- Folders ---- */

static void write_file(const char *folder, const char *name, const char *text)
{
    char *path = g_build_filename(folder, name, NULL);
    char *parent = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0755), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_free(parent);
    g_free(path);
}

static void copy_folder(const char *from, const char *to)
{
    GDir *dir = g_dir_open(from, 0, NULL);
    g_assert_cmpint(g_mkdir_with_parents(to, 0755), ==, 0);
    for (const char *name; (name = g_dir_read_name(dir));) {
        char *source = g_build_filename(from, name, NULL), *target = g_build_filename(to, name, NULL), *bytes = NULL;
        gsize length;
        if (g_file_test(source, G_FILE_TEST_IS_DIR))
            copy_folder(source, target);
        else if (g_file_get_contents(source, &bytes, &length, NULL))
            g_assert_true(g_file_set_contents(target, bytes, (gssize)length, NULL));
        g_free(bytes);
        g_free(source);
        g_free(target);
    }
    g_dir_close(dir);
}

static void remove_folder(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        char *inner = g_build_filename(path, name, NULL);
        remove_folder(inner);
        g_free(inner);
    }
    if (dir)
        g_dir_close(dir);
    g_remove(path);
}

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

/* ---- Degenerate consultations ---- */

static const char manifest[] =
    "kind: report\ntemplates: 1\nlanguage: en\nsymbol: A/80/1\ndistribution: general\ndate: 2025-07-22\noriginal-language: en\n"
    "organ: general-assembly\nsession: 80\nagenda: {item: '1', list: none, title: An item}\ntitle: A title\nauthor: secretary-general\n"
    "topic: a topic\npurpose: do something\n"
    "mandate: {body: general-assembly, resolution: 79/1, date: 2024-12-19, request: invite views, report-session: 80, invites: [government]}\n"
    "requests:\n  - {date: 2025-01-10, sender: OHCHR, addressees: all permanent missions, kinds: [government]}\n"
    "late-replies: include-flagged\narrange: respondent\n";
static const char themes[] = "themes:\n  - {id: t, title: A theme}\nclaims:\n  - {id: x, theme: t, phrase: the first thing}\n"
                             "  - {id: y, theme: t, phrase: the second thing}\n";

/* A reply of this respondent with one statement, or with none when act is NULL. */
static void add_reply(const char *folder, const char *respondent, const char *act, const char *stance, const char *claim)
{
    char *name = g_strdup_printf("replies/%s.xml", respondent);
    char *inner = act ? g_strdup_printf("<statement id=\"s1\" act=\"%s\" stance=\"%s\" claim=\"%s\">said it</statement>", act, stance, claim)
                      : g_strdup("said nothing of it");
    char *text = g_strdup_printf("<reply id=\"%s-1\" respondent=\"%s\" dated=\"2025-03-01\" received=\"2025-03-02\" language=\"en\">"
                                 "<paragraph id=\"p1\">The respondent %s.</paragraph></reply>\n", respondent, respondent, inner);
    write_file(folder, name, text);
    g_free(name);
    g_free(inner);
    g_free(text);
}

static char *small_folder(void)
{
    char *folder = g_build_filename(base, "small", NULL);
    remove_folder(folder);
    write_file(folder, "report.yaml", manifest);
    write_file(folder, "themes.yaml", themes);
    return folder;
}

static struct Built build_small(char *folder)
{
    struct Built b = build(folder, false);
    for (size_t i = 0; i < diags_total(b.diags); i++)
        if (diags_sorted(b.diags, i)->severity >= SEVERITY_ERROR) {
            diags_print(b.diags, stderr, DIAG_TEXT);
            g_assert_not_reached();
        }
    g_free(folder);
    return b;
}

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

static void write_reply(const char *folder, const char *id, const char *attributes, const char *inner)
{
    char *name = g_strdup_printf("replies/%s.xml", id);
    char *text = g_strdup_printf("<reply id=\"%s-1\" respondent=\"%s\" dated=\"2025-03-01\" received=\"2025-03-02\" language=\"en\" %s>"
                                 "<paragraph id=\"p1\">The respondent %s.</paragraph></reply>\n", id, id, attributes, inner);
    write_file(folder, name, text);
    g_free(name);
    g_free(text);
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
    g_assert_cmpuint(brief.report->sentence_count, ==, full.report->sentence_count);
    for (size_t i = 0; i < full.report->sentence_count; i++)
        if (full.report->sentences[i].claim)
            g_assert_nonnull(sentence(brief, full.report->sentences[i].id));
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
    struct Input *templates = read_templates(b.arena, folder, "fonts", "report", "new-york", b.diags);
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
    struct Input *templates = read_templates(b.arena, "templates", "fonts", "report", "new-york", b.diags);
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
    struct Input *templates = read_templates(b.arena, "templates", "fonts", "report", "new-york", b.diags);
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
    g_test_add_func("/conclusions/one-respondent", test_one_respondent);
    g_test_add_func("/conclusions/nothing-shared", test_nothing_shared);
    g_test_add_func("/conclusions/all-contested", test_all_contested);
    g_test_add_func("/conclusions/many", test_many);
    g_test_add_func("/conclusions/many-proposals", test_many_proposals);
    g_test_add_func("/conclusions/also", test_also);
    g_test_add_func("/conclusions/nobody", test_nobody);
    g_test_add_func("/conclusions/silent", test_silent);
    g_test_add_func("/conclusions/singles", test_singles);
    g_test_add_func("/conclusions/joint", test_joint);
    g_test_add_func("/conclusions/opposite", test_opposite);
    g_test_add_func("/conclusions/kinds-of-organization", test_kinds_of_organization);
    g_test_add_func("/conclusions/no-reply", test_no_reply);
    g_test_add_func("/conclusions/untranslated", test_untranslated);
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
