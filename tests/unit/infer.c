/* Suggestions of tags: how often they are right on tagged samples, and the way of a table through a person's hands into the files. */
#include <stdio.h>
#include <string.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "check/check.h"
#include "infer/infer.h"
#include "read/read.h"

struct World {
    struct Arena *arena;
    struct Diags *diags;
    struct Input *folder, *templates;
    struct Dossier *dossier;
    struct Suggestions suggestions;
};

static char *base;

static struct World open_folder(const char *path)
{
    struct World w = {.arena = arena_new(), .diags = diags_new()};
    w.folder = read_folder(w.arena, path, w.diags);
    w.templates = read_templates(w.arena, "templates", "fonts", "report", "new-york", NULL, w.diags);
    w.dossier = check_dossier(w.arena, w.folder, w.templates, w.diags);
    struct InferTables *tables = infer_tables(w.arena, w.templates, "en");
    g_assert_nonnull(tables);
    w.suggestions = infer_suggest(w.arena, w.dossier, tables);
    return w;
}

static void close_folder(struct World w)
{
    diags_free(w.diags);
    arena_free(w.arena);
}

/* ---- Right and wrong on what staff tagged ---- */

struct Score {
    int statements[ACT_COUNT + 1]; /* as staff tagged them; the last: all acts */
    int suggested[ACT_COUNT + 1];  /* suggestions of the act for what staff tagged, as whatever */
    int right[ACT_COUNT + 1];
    int beside; /* suggestions where staff tagged nothing */
};

/* The suggestion for a statement: the one that it covers best, or whose clause holds its words. One that is right counts. */
static void judge(const struct World *w, const struct Statement *s, struct Score *score)
{
    int found = -1;
    for (size_t i = 0; i < w->suggestions.count && found != (int)s->act; i++) {
        const struct Suggestion *x = &w->suggestions.items[i];
        if (x->tagged == s || (!strcmp(x->paragraph_id, s->paragraph_id) && strstr(x->text, s->text)))
            found = (int)x->act;
    }
    int *const counts[] = {&score->statements[s->act], &score->statements[ACT_COUNT], found < 0 ? NULL : &score->suggested[found],
                           found < 0 ? NULL : &score->suggested[ACT_COUNT]};
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++)
        if (counts[i])
            ++*counts[i];
    score->right[s->act] += found == (int)s->act;
    score->right[ACT_COUNT] += found == (int)s->act;
}

/* A line for each act: `make bench` shows them. */
static void tell_scores(const char *folder, const struct Score *score)
{
    g_test_message("%s: %d suggestions where nothing is tagged", folder, score->beside);
    for (int act = 0; act <= ACT_COUNT; act++)
        if (score->statements[act] || score->suggested[act])
            g_test_message("%-12s %3d statements, precision %.3f, recall %.3f", act < ACT_COUNT ? act_words[act] : "all acts",
                           score->statements[act], score->suggested[act] ? (double)score->right[act] / score->suggested[act] : 1,
                           score->statements[act] ? (double)score->right[act] / score->statements[act] : 1);
}

static void assert_scores(const char *folder)
{
    struct World w = open_folder(folder);
    struct Score score = {0};
    for (size_t i = 0; i < w.dossier->submission_count; i++)
        if (dossier_admits(w.dossier, &w.dossier->submissions[i]))
            for (const struct Statement *s = w.dossier->submissions[i].statements; s; s = s->next)
                judge(&w, s, &score);
    for (size_t i = 0; i < w.suggestions.count; i++)
        score.beside += !w.suggestions.items[i].tagged;
    tell_scores(folder, &score);
    g_assert_cmpint(score.statements[ACT_COUNT], >, 40);
    g_assert_cmpfloat((double)score.right[ACT_COUNT] / score.suggested[ACT_COUNT], >=, 0.9);
    g_assert_cmpfloat((double)score.right[ACT_COUNT] / score.statements[ACT_COUNT], >=, 0.9);
    g_assert_cmpfloat((double)score.right[ACT_PROPOSAL] / score.suggested[ACT_PROPOSAL], >=, 0.9); /* what would become a recommendation */
    close_folder(w);
}

static void test_scores(void)
{
    assert_scores("submissions/a-68-277");
    assert_scores("submissions/showcase");
}

/* ---- A folder of one reply ---- */

static const char manifest[] =
    "kind: report\ntemplates: 1\nlanguage: en\nsymbol: A/80/1\ndistribution: general\ndate: 2025-07-22\noriginal-language: en\n"
    "organ: general-assembly\nsession: 80\nagenda: {item: '1', list: none, title: An item}\ntitle: A title\nauthor: secretary-general\n"
    "topic: a topic\npurpose: do something\n"
    "mandate: {body: general-assembly, resolution: 79/1, date: 2024-12-19, request: invite views, report-session: 80, invites: [government]}\n"
    "requests:\n  - {date: 2025-01-10, sender: OHCHR, addressees: all permanent missions, kinds: [government]}\n"
    "late-replies: include-flagged\narrange: respondent\n";
static const char themes[] =
    "themes:\n  - {id: t, title: A theme}\nclaims:\n  - {id: schools, theme: t, phrase: human rights education in schools}\n"
    "  - id: curricula\n    theme: t\n    phrase: education on human rights in school curricula\n"
    "  - {id: visits, theme: t, phrase: early notice of visits}\n";
static const char words[] = "The Government of Argentina raised its concern about the lack of data & means and suggested that human rights "
                            "education in schools be <emphasis>strengthened</emphasis>. The weather was fine. In that regard, it stated that "
                            "States must act. It did not support a new mandate.<note>Not this: it proposed nothing.</note>";

static void write_file(const char *name, const char *text)
{
    char *path = g_build_filename(base, name, NULL), *parent = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0755), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_free(parent);
    g_free(path);
}

static void remove_files(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        char *inner = g_build_filename(path, name, NULL);
        remove_files(inner);
        g_free(inner);
    }
    if (dir)
        g_dir_close(dir);
    g_remove(path);
}

static void make_xml(void)
{
    char *escaped = g_strdup(words), **parts = g_strsplit(escaped, " & ", 2);
    char *text = g_strdup_printf("<reply id=\"ARG-1\" respondent=\"ARG\" dated=\"2025-03-01\" received=\"2025-03-02\" language=\"en\">\n"
                                 "  <paragraph id=\"p1\">%s &amp; %s</paragraph>\n</reply>\n", parts[0], parts[1]);
    remove_files(base);
    write_file("report.yaml", manifest);
    write_file("themes.yaml", themes);
    write_file("replies/ARG.xml", text);
    g_strfreev(parts);
    g_free(escaped);
    g_free(text);
}

static const struct Suggestion *suggestion(const struct World *w, const char *with)
{
    for (size_t i = 0; i < w->suggestions.count; i++)
        if (strstr(w->suggestions.items[i].text, with))
            return &w->suggestions.items[i];
    return NULL;
}

static void test_clauses(void)
{
    make_xml();
    struct World w = open_folder(base);
    g_assert_cmpuint(w.suggestions.count, ==, 4);
    g_assert_cmpint(suggestion(&w, "lack of data")->act, ==, ACT_CONCERN);
    g_assert_cmpint(suggestion(&w, "suggested that")->act, ==, ACT_PROPOSAL);
    g_assert_cmpstr(suggestion(&w, "suggested that")->claim->id, ==, "schools");
    g_assert_cmpint(suggestion(&w, "must act")->act, ==, ACT_POSITION);
    g_assert_true(suggestion(&w, "must act")->norm);
    g_assert_cmpint(suggestion(&w, "new mandate")->stance, ==, STANCE_AGAINST);
    g_assert_null(suggestion(&w, "weather"));
    g_assert_null(suggestion(&w, "nothing"));
    close_folder(w);
}

/* A proposal without a tag is found; the manifest may switch that off. */
static void test_lint(void)
{
    make_xml();
    for (int off = 0; off < 2; off++) {
        char *text = g_strconcat(manifest, off ? "lint: {off: [SG7108]}\n" : "", NULL);
        write_file("report.yaml", text);
        struct World w = open_folder(base);
        size_t found = 0;
        infer_lint(w.arena, w.dossier, infer_tables(w.arena, w.templates, "en"), w.diags);
        for (size_t i = 0; i < diags_total(w.diags); i++)
            found += diags_sorted(w.diags, i)->code == SG_UNTAGGED_PROPOSAL;
        g_assert_cmpuint(found, ==, off ? 0 : 1);
        close_folder(w);
        g_free(text);
    }
}

/* Items of a list that a tagged lead-in opens are said by it; those of an untagged one are not. */
static void test_lint_list(void)
{
    static const char *const leads[] = {"<statement id=\"s1\" act=\"proposal\">suggested the following steps</statement>",
                                        "suggested the following steps"};
    write_file("report.yaml", manifest);
    for (int i = 0; i < 2; i++) {
        char *text = g_strconcat("<reply id=\"ARG-1\" respondent=\"ARG\" received=\"2025-03-02\" language=\"en\"><paragraph id=\"p1\">"
                                 "Argentina ", leads[i], ":<list><item>The opening of schools;</item><item>It proposed that teachers should "
                                 "be trained.</item></list></paragraph></reply>", NULL);
        write_file("replies/ARG.xml", text);
        struct World w = open_folder(base);
        infer_lint(w.arena, w.dossier, infer_tables(w.arena, w.templates, "en"), w.diags);
        GString *found = g_string_new(NULL);
        for (size_t d = 0; d < diags_total(w.diags); d++) {
            const struct Diag *x = diags_sorted(w.diags, d);
            if (x->code == SG_UNTAGGED_PROPOSAL)
                g_string_append_printf(found, "%.*s;", (int)(x->span.end - x->span.start), x->span.source->bytes + x->span.start);
        }
        g_assert_cmpstr(found->str, ==, i ? "Argentina suggested the following steps;The opening of schools;It proposed that teachers "
                                            "should be trained;" : "");
        g_string_free(found, TRUE);
        close_folder(w);
        g_free(text);
    }
}

/* ---- Tables ---- */

/* The table as a person gives it back: these words in the columns `accept` and `initials` of every row. */
static char *filled(GString *table, const char *accept, const char *initials)
{
    char *end = g_strdup_printf("\"%s\",\"%s\"\r\n", accept, initials);
    g_string_replace(table, "\"\",\"\"\r\n", end, 0);
    g_free(end);
    return g_string_free(table, FALSE);
}

static struct TaggedFiles review(struct World *w, const char *table)
{
    struct Source *source = source_new(w->arena, "table.csv", table, strlen(table));
    return infer_review(w->arena, w->folder, &w->suggestions, w->dossier, source, "2025-03-05", w->diags);
}

static void assert_code(const struct World *w, enum DiagCode code)
{
    bool found = false;
    for (size_t i = 0; i < diags_total(w->diags); i++)
        found = found || diags_sorted(w->diags, i)->code == code;
    if (!found)
        g_error("%s was not given", diag_kind(code)->number);
}

static void assert_reviewed(size_t before)
{
    struct World w = open_folder(base);
    char *table = filled(infer_table(&w.suggestions), "yes", "AB");
    struct TaggedFiles files = review(&w, table);
    g_assert_cmpuint(files.count, ==, 1);
    g_assert_cmpuint(diags_count(w.diags, SEVERITY_ERROR), ==, 0);
    write_file(files.items[0].name, files.items[0].bytes->str);
    g_string_free(files.items[0].bytes, TRUE);
    struct World again = open_folder(base);
    g_assert_cmpuint(diags_count(again.diags, SEVERITY_ERROR), ==, 0);
    size_t statements = 0;
    for (const struct Statement *s = again.dossier->submissions[0].statements; s; s = s->next) {
        g_assert_cmpint(s->provenance, ==, TAG_REVIEWED);
        g_assert_cmpstr(s->tagged_by, ==, "AB");
        g_assert_cmpint(s->tagged_on.day, ==, 5);
        statements++;
    }
    g_assert_cmpuint(statements, ==, files.accepted + before);
    g_assert_cmpuint(statements, >, 0);
    for (size_t i = 0; i < again.suggestions.count; i++)
        g_assert_cmpstr(again.suggestions.items[i].text, ==, w.suggestions.items[i].text);
    files = review(&again, table); /* a second time: nothing more, no message */
    g_assert_cmpuint(diags_count(again.diags, SEVERITY_ERROR), ==, 0);
    g_assert_cmpuint(files.count, ==, 0);
    close_folder(w);
    close_folder(again);
    g_free(table);
}

static void test_review_xml(void)
{
    make_xml();
    assert_reviewed(0);
}

static void test_review_yaml(void)
{
    make_xml();
    char *xml = g_build_filename(base, "replies/ARG.xml", NULL);
    g_remove(xml);
    g_free(xml);
    write_file("replies/ARG.yaml", "id: ARG-1\nrespondent: ARG\ndated: 2025-03-01\nreceived: 2025-03-02\nlanguage: en\nbody:\n  - paragraph:\n"
                                   "      id: p1\n      text: The Government of Argentina suggested that human rights education\n        in schools be strengthened.\n"
                                   "  - paragraph:\n      id: p2\n      text:\n        - The Government raised concern about data. There was a\n          meeting.\n"
                                   "        - note: A note.\n");
    assert_reviewed(0);
}

/* Several clauses of one scalar, in whatever quotation marks, at once and one after the other. */
static void test_review_scalar(void)
{
    static const char *const scalars[] = {
        "The Government of Argentina suggested that human rights education in schools be\n            strengthened. It raised concern about data. It"
        " proposed a new mandate.",
        "\"The Government of Argentina suggested that \\\"human\\\" rights education be strengthened. It raised\n            concern about data. It"
        " proposed a new mandate.\"",
        "'The Government of Argentina''s view: it suggested that education be strengthened. It raised concern about data. It proposed a"
        " new mandate.'"};
    for (size_t i = 0; i < G_N_ELEMENTS(scalars); i++) {
        make_xml();
        char *xml = g_build_filename(base, "replies/ARG.xml", NULL);
        g_remove(xml);
        g_free(xml);
        char *yaml = g_strdup_printf("id: ARG-1\nrespondent: ARG\ndated: 2025-03-01\nreceived: 2025-03-02\nlanguage: en\nbody:\n  - paragraph:\n"
                                     "      id: p1\n      text: %s\n  - paragraph:\n      id: p2\n      text:\n        - %s\n        - note: A note.\n",
                                     scalars[i], scalars[i]);
        write_file("replies/ARG.yaml", yaml);
        struct World w = open_folder(base);
        g_assert_cmpuint(w.suggestions.count, >=, 4);
        const struct Suggestion *s = suggestion(&w, "concern about data");
        char *row = g_strdup_printf("id;act;stance;claim;sentence;accept;initials\n%s;concern;for;;%s;yes;AB\n", s->id, s->text);
        struct TaggedFiles files = review(&w, row);
        g_assert_cmpuint(files.accepted, ==, 1);
        write_file(files.items[0].name, files.items[0].bytes->str);
        g_string_free(files.items[0].bytes, TRUE);
        close_folder(w);
        g_free(row);
        g_free(yaml);
        assert_reviewed(1); /* the rest */
    }
}

/* Prose of no kind that the tables know: no tag rather than a wrong one. */
static void test_unknown_prose(void)
{
    static const char *const paragraphs[] = {
        "The river rises in spring and falls in autumn. Its banks are steep, and few people live there.",
        "In 2012 the country had 41 courts, 212 judges and one appeals chamber; a map stands on page 3.",
        "Chapter II of the Act (sections 4 to 9) came into force on 1 July 2011.",
        "Le Gouvernement a proposé la création d’un fonds commun et s’est déclaré préoccupé par le manque de moyens.",
        "El Gobierno propuso la creación de un fondo común.",
        "Правительство предложило создать общий фонд.",
        "该国政府建议设立一个共同基金。",
        "Wherefore the aforesaid parties, being seized of the matter, repaired to the castle.",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt.",
        "Proposal 4. Concern. Need. Should.",
        "The concern known as Acme Proposals Ltd. makes suggestion boxes of oak.",
    };
    GString *text = g_string_new("<reply id=\"ARG-1\" respondent=\"ARG\" dated=\"2025-03-01\" received=\"2025-03-02\" language=\"en\">");
    for (size_t i = 0; i < G_N_ELEMENTS(paragraphs); i++)
        g_string_append_printf(text, "<paragraph>%s</paragraph>", paragraphs[i]);
    g_string_append(text, "</reply>");
    make_xml();
    write_file("replies/ARG.xml", text->str);
    struct World w = open_folder(base);
    for (size_t i = 0; i < w.suggestions.count; i++)
        g_test_message("%s: %s", act_words[w.suggestions.items[i].act], w.suggestions.items[i].text);
    g_assert_cmpuint(w.suggestions.count, ==, 0);
    close_folder(w);
    g_string_free(text, TRUE);
}

static void test_refused_rows(void)
{
    make_xml();
    struct World w = open_folder(base);
    char *table = filled(infer_table(&w.suggestions), "yes", "");
    review(&w, table);
    assert_code(&w, SG_UNSIGNED_ROW);
    g_free(table);
    review(&w, "words of no table\n");
    assert_code(&w, SG_NOT_A_TABLE);
    review(&w, "id,act,stance,claim,sentence,accept,initials\nARG-1.p1/9,proposal,for,,words,yes,AB\n");
    assert_code(&w, SG_UNKNOWN_ROW);
    const struct Suggestion *s = suggestion(&w, "new mandate");
    char *row = g_strdup_printf("id;act;stance;claim;sentence;accept;initials\n%s;shouting;for;;%s;yes;AB\n", s->id, s->text);
    review(&w, row);
    assert_code(&w, SG_UNKNOWN_WORD_IN_ROW);
    g_free(row);
    close_folder(w);
    /* a clause that begins inside of an element and ends outside of it */
    write_file("replies/ARG.xml", "<reply id=\"ARG-1\" respondent=\"ARG\" dated=\"2025-03-01\" received=\"2025-03-02\" language=\"en\"><paragraph id=\"p1\">"
                                  "<emphasis>Fine. It suggested</emphasis> that States meet.</paragraph></reply>");
    w = open_folder(base);
    table = filled(infer_table(&w.suggestions), "x", "AB");
    g_assert_cmpuint(review(&w, table).accepted, ==, 0);
    assert_code(&w, SG_TAG_NOT_PLACED);
    g_free(table);
    close_folder(w);
}

static void add_proposal(const char *respondent, const char *claim)
{
    char *name = g_strdup_printf("replies/%s.xml", respondent);
    char *text = g_strdup_printf("<reply id=\"%s-1\" respondent=\"%s\" dated=\"2025-03-01\" received=\"2025-03-02\" language=\"en\"><paragraph id=\"p1\">"
                                 "It <statement id=\"s1\" act=\"proposal\" claim=\"%s\">proposed it</statement>.</paragraph></reply>", respondent, respondent, claim);
    write_file(name, text);
    g_free(name);
    g_free(text);
}

static void test_merge(void)
{
    make_xml();
    add_proposal("ARG", "schools");
    add_proposal("FRA", "curricula");
    add_proposal("MEX", "visits");
    struct World w = open_folder(base);
    GString *pairs = infer_merges(w.dossier);
    g_assert_nonnull(strstr(pairs->str, "\"schools\",\"curricula\""));
    g_assert_null(strstr(pairs->str, "\"schools\",\"visits\""));
    char *table = filled(g_string_new(pairs->str), "yes", "AB");
    struct Source *source = source_new(w.arena, "table.csv", table, strlen(table));
    struct TaggedFiles files = infer_merge_review(w.arena, w.folder, w.dossier, source, "2025-03-05", w.diags);
    g_assert_cmpuint(files.count, ==, 1);
    g_assert_cmpstr(files.items[0].name, ==, "overrides.yaml");
    g_assert_nonnull(strstr(files.items[0].bytes->str, "- key: proposal/schools\n  merge: [curricula]\n"));
    g_string_free(files.items[0].bytes, TRUE);
    g_free(table);
    table = filled(pairs, "no", "AB");
    source = source_new(w.arena, "table.csv", table, strlen(table));
    files = infer_merge_review(w.arena, w.folder, w.dossier, source, "2025-03-05", w.diags);
    g_assert_cmpstr(files.items[0].name, ==, "themes.yaml");
    write_file("themes.yaml", files.items[0].bytes->str);
    g_string_free(files.items[0].bytes, TRUE);
    struct World again = open_folder(base);
    g_assert_cmpuint(diags_count(again.diags, SEVERITY_ERROR), ==, 0);
    pairs = infer_merges(again.dossier);
    g_assert_null(strstr(pairs->str, "\"schools\",\"curricula\""));
    g_string_free(pairs, TRUE);
    g_free(table);
    close_folder(again);
    close_folder(w);
}

/* What a spreadsheet does to a table on its way. */
static void test_csv(void)
{
    struct Arena *arena = arena_new();
    const char *text = "\xEF\xBB\xBF" "a;b\r\n\"x \"\"y\"\"; z\";'=1+1\r\n\r\n;q";
    struct CsvTable table = csv_parse(arena, text, strlen(text));
    g_assert_cmpuint(table.count, ==, 3);
    g_assert_cmpstr(csv_cell(&table, 1, "a"), ==, "x \"y\"; z");
    g_assert_cmpstr(csv_cell(&table, 1, "b"), ==, "=1+1");
    g_assert_cmpstr(csv_cell(&table, 2, "b"), ==, "q");
    g_assert_cmpstr(csv_cell(&table, 2, "c"), ==, "");
    GString *out = g_string_new(NULL);
    csv_append(out, "=1 \"x\"");
    g_assert_cmpstr(out->str, ==, "\"'=1 \"\"x\"\"\"");
    g_string_free(out, TRUE);
    arena_free(arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    base = g_dir_make_tmp("infer-XXXXXX", NULL);
    g_test_add_func("/infer/scores", test_scores);
    g_test_add_func("/infer/clauses", test_clauses);
    g_test_add_func("/infer/lint", test_lint);
    g_test_add_func("/infer/lint/list", test_lint_list);
    g_test_add_func("/infer/review/xml", test_review_xml);
    g_test_add_func("/infer/unknown-prose", test_unknown_prose);
    g_test_add_func("/infer/review/scalar", test_review_scalar);
    g_test_add_func("/infer/review/yaml", test_review_yaml);
    g_test_add_func("/infer/review/refused", test_refused_rows);
    g_test_add_func("/infer/merge", test_merge);
    g_test_add_func("/infer/csv", test_csv);
    int status = g_test_run();
    remove_files(base);
    g_free(base);
    return status;
}
