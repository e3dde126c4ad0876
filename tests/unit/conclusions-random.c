/* What must hold of the words of conclusions, over random consultations: each is made in memory and composed whole, and the
 * sentences are judged by their words, not by how they were made. */
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/check.h"
#include "compose/compose.h"
#include "export/export.h"
#include "read/read.h"

enum { RESPONDENTS = 14, STATES = 11, CLAIMS = 9, THEMES = 3, ROUNDS = 1500 };

/* Read once: the sample without its replies. */
static struct Arena *ground;
static struct Dossier *sample;
static struct Wording *wording;
static const struct Respondent *speakers[RESPONDENTS];

struct World {
    struct Arena *arena;
    struct Dossier *dossier;
    GPtrArray *statements; /* struct Statement */
};

static void make_ground(void)
{
    struct Diags *diags = diags_new();
    ground = arena_new();
    struct Input *input = read_folder(ground, "submissions/a-68-277", diags);
    struct Input *templates = read_templates(ground, "templates", "fonts", "report", "new-york", NULL, diags);
    sample = check_dossier(ground, input, templates, diags);
    wording = check_wording(ground, templates, sample->kind, sample->language, diags);
    g_assert_nonnull(wording);
    size_t count = 0;
    for (size_t i = 0; i < sample->respondent_count && count < STATES; i += 7)
        if (sample->respondents[i].kind == KIND_GOVERNMENT)
            speakers[count++] = &sample->respondents[i];
    while (count < RESPONDENTS) { /* without abbreviations: where one is introduced depends on the sentences before */
        struct Respondent *ngo = ARENA_NEW(ground, struct Respondent);
        ngo->id = arena_printf(ground, "NGO%zu", count);
        ngo->kind = KIND_NGO;
        for (int l = 0; l < LANGUAGES; l++)
            ngo->names[l] = (struct Names){.list = arena_printf(ground, "Friends of Well %zu", count),
                                           .text = arena_printf(ground, "Friends of Well %zu", count), .article = ""};
        speakers[count++] = ngo;
    }
    diags_free(diags);
}

/* ---- A random consultation ---- */

static void make_taxonomy(struct World *w)
{
    struct Dossier *d = w->dossier;
    d->themes = ARENA_ARRAY(w->arena, struct Theme, THEMES);
    d->theme_count = THEMES;
    for (int i = 0; i < THEMES; i++)
        d->themes[i] = (struct Theme){.id = arena_printf(w->arena, "t%d", i), .order = i, .title = {arena_printf(w->arena, "Theme %d", i)}};
    d->claims = ARENA_ARRAY(w->arena, struct Claim, CLAIMS);
    d->claim_count = CLAIMS;
    for (int i = 0; i < CLAIMS; i++)
        d->claims[i] = (struct Claim){.id = arena_printf(w->arena, "c%d", i), .order = i, .theme = &d->themes[i % THEMES],
                                      .phrase = {arena_printf(w->arena, "matter %c", 'A' + i)}};
    d->claims[7].opposite = &d->claims[8];
}

/* What a statement says, at random; contests are rarer than agreement, and of the last claims alone. */
static void say_something(struct World *w, GRand *random, struct Statement *s)
{
    static const enum Stance stances[] = {STANCE_FOR, STANCE_FOR, STANCE_FOR, STANCE_AGAINST, STANCE_CONDITIONAL, STANCE_NEUTRAL};
    gint32 claim = g_rand_int_range(random, 0, CLAIMS + 1);
    s->act = g_rand_boolean(random) ? ACT_POSITION : (enum Act)g_rand_int_range(random, 0, ACT_COUNT);
    s->stance = claim < 5 ? STANCE_FOR : stances[g_rand_int_range(random, 0, G_N_ELEMENTS(stances))];
    s->claim = claim < CLAIMS ? &w->dossier->claims[claim] : NULL;
    s->theme = s->claim ? s->claim->theme : &w->dossier->themes[g_rand_int_range(random, 0, THEMES)];
}

static void add_statement(struct World *w, GRand *random, struct Submission *submission, int place, struct Content ***blocks,
                          struct Statement ***tail)
{
    struct Statement *s = ARENA_NEW(w->arena, struct Statement);
    struct Content *paragraph = ARENA_NEW(w->arena, struct Content);
    struct Inline *said = ARENA_NEW(w->arena, struct Inline), *words = ARENA_NEW(w->arena, struct Inline);
    s->id = arena_printf(w->arena, "%s.s%d", submission->id, place);
    s->submission = submission;
    s->paragraph_id = arena_printf(w->arena, "%s.p%d", submission->id, place);
    s->text = "said so";
    say_something(w, random, s);
    *words = (struct Inline){.kind = INLINE_TEXT, .text = s->text};
    *said = (struct Inline){.kind = INLINE_STATEMENT, .statement = s, .children = words};
    *paragraph = (struct Content){.kind = CONTENT_PARAGRAPH, .id = s->paragraph_id, .inlines = said};
    **blocks = paragraph;
    *blocks = &paragraph->next;
    **tail = s;
    *tail = &s->next;
    g_ptr_array_add(w->statements, s);
}

static struct World world_new(GRand *random)
{
    struct World w = {arena_new(), NULL, g_ptr_array_new()};
    struct Dossier *d = w.dossier = arena_memdup(w.arena, sample, sizeof *sample);
    make_taxonomy(&w);
    d->part_count = d->override_count = d->unread_count = 0;
    int first = g_rand_int_range(random, 0, RESPONDENTS), last = g_rand_int_range(random, first, RESPONDENTS) + 1;
    d->submissions = ARENA_ARRAY(w.arena, struct Submission, RESPONDENTS);
    d->submission_count = 0;
    for (int i = first; i < last; i++) {
        struct Submission *s = &d->submissions[d->submission_count++];
        struct Content **blocks = &s->content;
        struct Statement **tail = &s->statements;
        *s = (struct Submission){.id = arena_printf(w.arena, "r%02d", i), .respondent = speakers[i], .lang = "en", .observations = true};
        for (int n = g_rand_int_range(random, 1, 6); n > 0; n--)
            add_statement(&w, random, s, n, &blocks, &tail);
    }
    return w;
}

static void world_free(struct World w)
{
    g_ptr_array_free(w.statements, TRUE);
    arena_free(w.arena);
}

static struct Report *compose(struct World *w)
{
    struct Diags *diags = diags_new();
    struct Report *report = compose_report(w->arena, w->dossier, wording, (struct ComposeOptions){.final = true}, diags);
    if (diags_count(diags, SEVERITY_ERROR))
        diags_print(diags, stderr, DIAG_TEXT);
    g_assert_cmpuint(diags_count(diags, SEVERITY_ERROR), ==, 0);
    diags_free(diags);
    return report;
}

/* ---- Words ---- */

static bool has(const char *text, const char *pattern)
{
    return g_regex_match_simple(pattern, text, 0, 0);
}

#define NUMBER "(?:[0-9]+|one|two|three|four|five|six|seven|eight|nine)"

/* A word for a quantity is true of the count and stands beside it; no plural stands alone. */
static void check_words(const struct Sentence *s)
{
    const char *text = s->text;
    bool all = has(text, "(?i)\\b(?:all|both) (?!of )"), most = has(text, "(?i)\\b(?:nearly all|most|a majority of)\\b");
    bool nearly = has(text, "(?i)\\bnearly all\\b");
    if (has(text, "\\(for differing views") || s->also_count)
        return; /* they speak of others beside the count */
    if (all && !nearly)
        g_assert_cmpint(s->k, ==, s->n);
    if (most)
        g_assert_cmpint(2 * s->k, >, s->n);
    if (s->k == s->n && s->n >= 3 && s->rule && strcmp(s->rule, "proposal") && strcmp(s->rule, "theme"))
        g_assert_true(all);
    if (most || has(text, "(?i)\\bhalf of\\b"))
        g_assert_true(has(text, "\\(" NUMBER " of the " NUMBER "\\)"));
    if (all && !nearly && !has(text, "(?i)\\bboth\\b"))
        g_assert_true(has(text, "(?i)\\ball (?:the )?" NUMBER " "));
    if (has(text, "(?i)\\b(?:several|some|various|many|numerous|a number of|certain)\\b"))
        g_error("a vague word: %s", text);
    if (has(text, "^(?:States|Respondents|Organizations|Governments|The (?:States|respondents|replies|responses|submissions))\\b"))
        g_error("a bare plural: %s", text);
    if (s->k > 1 && !has(text, "(?i)" NUMBER " (?:of|States|respondents|non-governmental)") && !has(text, "(?i)\\bboth\\b") && !has(text, "\\("))
        g_error("a plural without a number: %s", text);
}

/* The count of a sentence, from the statements it rests on and from the replies. */
static void check_count(const struct World *w, const struct Sentence *s)
{
    GHashTable *heads = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < s->statement_count; i++)
        g_hash_table_add(heads, (void *)s->statements[i]->submission->respondent);
    g_assert_cmpint(s->k, ==, (int)g_hash_table_size(heads));
    size_t states = 0, all = w->dossier->submission_count, of = 0;
    for (size_t i = 0; i < all; i++) {
        bool state = w->dossier->submissions[i].respondent->kind == KIND_GOVERNMENT;
        states += state;
        of += state && g_hash_table_contains(heads, w->dossier->submissions[i].respondent);
    }
    size_t n = of == (size_t)s->k ? states : of == 0 ? all - states : all;
    g_assert_cmpint(s->n, ==, (int)n);
    g_hash_table_destroy(heads);
}

static bool is_finding(const struct Sentence *s)
{
    return s->statement_count > 0 && strcmp(s->rule, "theme") != 0;
}

static size_t times_listed(const struct Report *report, const struct Statement *statement)
{
    size_t times = 0;
    for (size_t i = 0; i < report->sentence_count; i++)
        for (size_t k = 0; !strcmp(report->sentences[i].rule, "proposal") && k < report->sentences[i].statement_count; k++)
            times += report->sentences[i].statements[k] == statement;
    return times;
}

static void test_words(void)
{
    GRand *random = g_rand_new_with_seed(20130722);
    size_t judged = 0;
    for (int round = 0; round < ROUNDS; round++) {
        struct World w = world_new(random);
        struct Report *report = compose(&w);
        for (size_t i = 0; i < report->sentence_count; i++)
            if (is_finding(&report->sentences[i])) {
                check_count(&w, &report->sentences[i]);
                judged++;
                if (strcmp(report->sentences[i].rule, "divergence") != 0)
                    check_words(&report->sentences[i]);
            }
        for (guint i = 0; i < w.statements->len; i++) {
            const struct Statement *s = w.statements->pdata[i];
            bool listed = s->act == ACT_PROPOSAL && !(s->claim && s->stance == STANCE_AGAINST);
            g_assert_cmpuint(times_listed(report, s), ==, listed);
        }
        world_free(w);
    }
    g_assert_cmpuint(judged, >, 5 * ROUNDS);
    g_rand_free(random);
}

/* ---- Another order of the files ---- */

static void test_permutation(void)
{
    GRand *random = g_rand_new_with_seed(7);
    for (int round = 0; round < 250; round++) {
        struct World w = world_new(random);
        GString *before = export_text(compose(&w)), *trace = export_trace(compose(&w), w.dossier, false);
        struct Submission *all = w.dossier->submissions;
        for (size_t i = w.dossier->submission_count; i > 1; i--) {
            size_t j = (size_t)g_rand_int_range(random, 0, (gint32)i);
            struct Submission swap = all[i - 1];
            all[i - 1] = all[j];
            all[j] = swap;
        }
        for (size_t i = 0; i < w.dossier->submission_count; i++) /* they were moved */
            for (struct Statement *s = all[i].statements; s; s = s->next)
                s->submission = &all[i];
        GString *after = export_text(compose(&w)), *proof = export_trace(compose(&w), w.dossier, false);
        g_assert_cmpstr(before->str, ==, after->str);
        g_assert_cmpstr(trace->str, ==, proof->str);
        g_string_free(before, TRUE);
        g_string_free(after, TRUE);
        g_string_free(trace, TRUE);
        g_string_free(proof, TRUE);
        world_free(w);
    }
    g_rand_free(random);
}

/* ---- Another statement ---- */

/* Without what depends on the place: the mark at its end, the letter at its beginning, numbers of paragraphs of the section. */
static char *words_of(const struct Sentence *s)
{
    static GRegex *place;
    if (!place)
        place = g_regex_new("(?:; and|[;.])$| ?\\(for differing views, see [^)]*\\)", 0, 0, NULL);
    char *words = g_regex_replace_literal(place, s->text, -1, 0, "", 0, NULL);
    *words = g_ascii_toupper(*words);
    return words;
}

static const struct Sentence *find(const struct Report *report, const char *id)
{
    for (size_t i = 0; i < report->sentence_count; i++)
        if (!strcmp(report->sentences[i].id, id))
            return &report->sentences[i];
    return NULL;
}

static bool concerns(const struct Claim *claim, const struct Claim *other)
{
    return other && (claim == other || claim->opposite == other || other->opposite == claim);
}

/* One of several is an item, alone it is a sentence: the same words are asked of the same pattern. */
static void same_words(const struct Sentence *s, const struct Sentence *t)
{
    if (strcmp(s->wording, t->wording) != 0)
        return;
    char *a = words_of(s), *b = words_of(t);
    g_assert_cmpstr(a, ==, b);
    g_free(a);
    g_free(b);
}

/* A sentence whose evidence is the same says the same, whatever it is about. */
static void compare_bases(const struct Report *before, const struct Report *after)
{
    for (size_t i = 0; i < before->sentence_count; i++) {
        const struct Sentence *s = &before->sentences[i], *t = find(after, s->id);
        if (t && s->basis && t->basis && !strcmp(s->basis, t->basis))
            same_words(s, t);
    }
}

/* A sentence about a claim that the statement spoke of neither before nor now is there as it was, word for word. */
static void compare(const struct Report *before, const struct Report *after, const struct Claim *was, const struct Claim *is,
                    size_t *compared)
{
    for (size_t i = 0; i < before->sentence_count; i++) {
        const struct Sentence *s = &before->sentences[i];
        if (!s->claim || concerns(s->claim, was) || concerns(s->claim, is))
            continue;
        const struct Sentence *t = find(after, s->id);
        if (!t)
            g_error("%s is gone: %s", s->id, s->text);
        g_assert_cmpstr(s->basis, ==, t->basis);
        same_words(s, t);
        ++*compared;
    }
}

static void test_one_statement(void)
{
    GRand *random = g_rand_new_with_seed(1961);
    size_t compared = 0;
    for (int round = 0; round < 400; round++) {
        struct World w = world_new(random);
        struct Report *before = compose(&w);
        struct Statement *s = w.statements->pdata[g_rand_int_range(random, 0, (gint32)w.statements->len)];
        const struct Claim *was = s->claim;
        say_something(&w, random, s);
        struct Report *after = compose(&w);
        compare(before, after, was, s->claim, &compared);
        compare(after, before, was, s->claim, &compared);
        compare_bases(before, after);
        world_free(w);
    }
    g_assert_cmpuint(compared, >, 3000);
    g_rand_free(random);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    make_ground();
    g_test_add_func("/conclusions-random/words", test_words);
    g_test_add_func("/conclusions-random/permutation", test_permutation);
    g_test_add_func("/conclusions-random/one-statement", test_one_statement);
    int status = g_test_run();
    arena_free(ground);
    return status;
}
