/* Evidence and counting of the conclusions over random consultations made in memory. */
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "compose/conclude_plan.h"
#include "read/read.h"

enum { RESPONDENTS = 24, CLAIMS = 9, ROUNDS = 3000 };

static const struct Quantifier rows[] = {
    {QUANTIFIER_ALL, COMPARE_SHARE, 1, 1, 3, 1, {NULL, 0, 0}},         {QUANTIFIER_NEARLY_ALL, COMPARE_SHARE, 9, 10, 10, 1, {NULL, 0, 0}},
    {QUANTIFIER_MOST, COMPARE_SHARE, 2, 3, 6, 1, {NULL, 0, 0}},        {QUANTIFIER_MAJORITY, COMPARE_ABOVE, 1, 2, 5, 1, {NULL, 0, 0}},
    {QUANTIFIER_HALF, COMPARE_EQUAL, 1, 2, 10, 1, {NULL, 0, 0}},       {QUANTIFIER_SEVERAL, COMPARE_NONE, 1, 1, 1, 4, {NULL, 0, 0}},
    {QUANTIFIER_THREE, COMPARE_NONE, 1, 1, 1, 3, {NULL, 0, 0}},        {QUANTIFIER_TWO, COMPARE_NONE, 1, 1, 1, 2, {NULL, 0, 0}},
    {QUANTIFIER_ONE, COMPARE_NONE, 1, 1, 1, 1, {NULL, 0, 0}},
};
static const struct Group groups[] = {
    {"states", {[KIND_GOVERNMENT] = true, [KIND_OBSERVER] = true}},
    {"organizations", {[KIND_UN] = true, [KIND_IGO] = true, [KIND_REGIONAL] = true}},
    {"respondents", {true, true, true, true, true, true, true, true, true}},
};

static struct ConclusionTable *table_of_test(struct Arena *arena)
{
    struct ConclusionTable *table = ARENA_NEW(arena, struct ConclusionTable);
    table->quantifiers = arena_memdup(arena, rows, sizeof rows);
    table->quantifier_count = G_N_ELEMENTS(rows);
    table->groups = arena_memdup(arena, groups, sizeof groups);
    table->group_count = G_N_ELEMENTS(groups);
    return table;
}

/* ---- Random consultations ---- */

struct World {
    struct Arena *arena;
    struct Dossier *dossier;
    struct Respondent *register_;
    struct Statement **statements;
    size_t statement_count;
};

static struct Statement *random_statement(struct World *w, GRand *random, struct Submission *s, int place)
{
    static const enum Stance stances[] = {STANCE_FOR, STANCE_FOR, STANCE_FOR, STANCE_FOR, STANCE_FOR, STANCE_AGAINST,
                                          STANCE_CONDITIONAL, STANCE_NEUTRAL};
    struct Statement *st = ARENA_NEW(w->arena, struct Statement);
    gint32 claim = g_rand_int_range(random, 0, CLAIMS + 1);
    st->id = arena_printf(w->arena, "%s.s%d", s->id, place);
    st->act = (enum Act)g_rand_int_range(random, 0, ACT_COUNT);
    st->stance = claim < 6 ? STANCE_FOR : stances[g_rand_int_range(random, 0, 8)];
    st->claim = claim < CLAIMS ? &w->dossier->claims[claim] : NULL;
    st->theme = st->claim ? st->claim->theme : &w->dossier->themes[0];
    st->submission = s;
    st->paragraph_id = arena_printf(w->arena, "%s.p%d", s->id, place / 2);
    st->text = arena_printf(w->arena, "words %d", g_rand_int_range(random, 0, 1000));
    w->statements[w->statement_count++] = st;
    return st;
}

static void random_submission(struct World *w, GRand *random, struct Submission *s, int i)
{
    struct Statement **tail = &s->statements;
    s->id = arena_printf(w->arena, "r%03d", i);
    s->respondent = &w->register_[g_rand_int_range(random, 0, RESPONDENTS)];
    s->superseded = g_rand_int_range(random, 0, 12) == 0;
    s->late = g_rand_int_range(random, 0, 8) == 0;
    s->observations = true;
    for (int n = g_rand_int_range(random, 0, 6); n > 0; n--) {
        *tail = random_statement(w, random, s, n);
        tail = &(*tail)->next;
    }
}

static struct World world_new(struct Arena *arena, GRand *random)
{
    struct World w = {arena, ARENA_NEW(arena, struct Dossier), ARENA_ARRAY(arena, struct Respondent, RESPONDENTS), NULL, 0};
    struct Dossier *d = w.dossier;
    for (int i = 0; i < RESPONDENTS; i++) {
        w.register_[i].id = arena_printf(arena, "R%02d", i);
        w.register_[i].kind = (enum RespondentKind)(i < 14 ? KIND_GOVERNMENT : i < 16 ? KIND_OBSERVER : i < 20 ? KIND_UN : KIND_NGO);
    }
    d->themes = ARENA_NEW(arena, struct Theme);
    d->themes[0].id = "theme";
    d->theme_count = 1;
    d->claims = ARENA_ARRAY(arena, struct Claim, CLAIMS);
    d->claim_count = CLAIMS;
    for (int i = 0; i < CLAIMS; i++)
        d->claims[i] = (struct Claim){.id = arena_printf(arena, "c%d", i), .order = i, .theme = &d->themes[0]};
    d->claims[7].opposite = &d->claims[8];
    d->late_policy = (enum LatePolicy)g_rand_int_range(random, 0, 3);
    d->submission_count = (size_t)g_rand_int_range(random, 0, 30);
    d->submissions = ARENA_ARRAY(arena, struct Submission, d->submission_count);
    w.statements = ARENA_ARRAY(arena, struct Statement *, d->submission_count * 6);
    for (size_t i = 0; i < d->submission_count; i++)
        random_submission(&w, random, &d->submissions[i], (int)i);
    return w;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp((*(const struct Submission *const *)a)->id, (*(const struct Submission *const *)b)->id);
}

/* The document order of the test: respondents by id, their replies by id. */
static struct Consultation consult(struct World *w)
{
    const struct Dossier *d = w->dossier;
    const struct Submission **admitted = ARENA_ARRAY(w->arena, const struct Submission *, d->submission_count);
    const struct Respondent **respondents = ARENA_ARRAY(w->arena, const struct Respondent *, RESPONDENTS);
    struct Consultation c = {.dossier = d, .admitted = admitted, .respondents = respondents};
    for (size_t i = 0; i < d->submission_count; i++)
        if (dossier_admits(d, &d->submissions[i]))
            admitted[c.admitted_count++] = &d->submissions[i];
    if (c.admitted_count)
        qsort(admitted, c.admitted_count, sizeof *admitted, compare_ids);
    for (int r = 0; r < RESPONDENTS; r++)
        for (size_t i = 0; i < c.admitted_count; i++)
            if (admitted[i]->respondent == &w->register_[r]) {
                respondents[c.respondent_count++] = &w->register_[r];
                break;
            }
    return c;
}

static struct Plan *plan_of(struct World *w)
{
    struct Consultation c = consult(w);
    return plan_make(w->arena, evidence_gather(w->arena, &c, NULL), table_of_test(w->arena));
}

static void print_finding(GString *out, const struct Finding *f)
{
    g_string_append_printf(out, "%s %s %zu/%zu %s %s %s\n", f->key, f->rule, f->set->respondent_count, f->n, f->group->id,
                           f->quantifier ? quantifier_words[f->quantifier->word] : "-", f->basis);
    for (size_t i = 0; i < f->side_count; i++)
        print_finding(out, f->sides[i]);
}

static char *print_plan(const struct Plan *plan)
{
    GString *out = g_string_new(NULL);
    for (int s = 0; s < FINDING_SECTIONS; s++)
        for (size_t i = 0; i < plan->counts[s]; i++)
            print_finding(out, plan->findings[s][i]);
    return g_string_free(out, FALSE);
}

/* ---- What must hold of every plan ---- */

/* Respondents of the group, counted from the replies. */
static size_t recount_group(const struct World *w, const struct Group *group)
{
    size_t n = 0;
    for (int r = 0; r < RESPONDENTS; r++) {
        bool replied = false;
        for (size_t i = 0; i < w->dossier->submission_count; i++)
            replied |= w->dossier->submissions[i].respondent == &w->register_[r] &&
                       dossier_admits(w->dossier, &w->dossier->submissions[i]);
        n += replied && group->kinds[w->register_[r].kind];
    }
    return n;
}

static size_t recount_respondents(const struct World *w, const struct Finding *f)
{
    size_t k = 0;
    for (int r = 0; r < RESPONDENTS; r++) {
        bool says = false;
        for (size_t i = 0; i < f->set->statements.count; i++)
            says |= f->set->statements.items[i]->submission->respondent == &w->register_[r];
        k += says;
    }
    return k;
}

static void check_finding(const struct World *w, const struct Finding *f)
{
    size_t k = f->set->respondent_count;
    g_assert_cmpuint(k, ==, recount_respondents(w, f));
    g_assert_cmpuint(f->n, ==, recount_group(w, f->group));
    g_assert_nonnull(f->quantifier);
    g_assert_true(quantifier_true(f->quantifier->word, k, f->n));
    for (size_t i = 0; i < k; i++)
        g_assert_true(f->group->kinds[f->set->respondents[i]->kind]);
    for (size_t i = 0; i < f->set->statements.count; i++) {
        const struct Statement *s = f->set->statements.items[i];
        g_assert_true(dossier_admits(w->dossier, s->submission));
        if (f->rule && strcmp(f->rule, "shared") == 0) {
            g_assert_true(s->claim == f->issue->claim);
            g_assert_false(f->issue->contested);
        }
    }
    for (size_t i = 0; i < f->side_count; i++)
        check_finding(w, f->sides[i]);
}

static size_t times_in_items(const struct Plan *plan, const struct Statement *statement)
{
    size_t times = 0;
    for (size_t i = 0; i < plan->counts[FINDING_PROPOSALS]; i++) {
        const struct Statements *list = &plan->findings[FINDING_PROPOSALS][i]->set->statements;
        for (size_t s = 0; s < list->count; s++)
            times += list->items[s] == statement;
    }
    return times;
}

static void check_proposals(const struct World *w, const struct Plan *plan)
{
    for (size_t i = 0; i < w->statement_count; i++) {
        const struct Statement *s = w->statements[i];
        bool carried = s->act == ACT_PROPOSAL && !(s->claim && s->stance == STANCE_AGAINST) &&
                       dossier_admits(w->dossier, s->submission);
        g_assert_cmpuint(times_in_items(plan, s), ==, carried);
    }
}

static void test_random(void)
{
    GRand *random = g_rand_new_with_seed(20130722);
    for (int round = 0; round < ROUNDS; round++) {
        struct Arena *arena = arena_new();
        struct World w = world_new(arena, random);
        struct Plan *plan = plan_of(&w);
        for (int s = 0; s < FINDING_SECTIONS; s++)
            for (size_t i = 0; i < plan->counts[s]; i++)
                check_finding(&w, plan->findings[s][i]);
        check_proposals(&w, plan);
        arena_free(arena);
    }
    g_rand_free(random);
}

static void shuffle(struct World *w, GRand *random)
{
    struct Dossier *d = w->dossier;
    for (size_t i = d->submission_count; i > 1; i--) {
        size_t j = (size_t)g_rand_int_range(random, 0, (gint32)i);
        struct Submission swap = d->submissions[i - 1];
        d->submissions[i - 1] = d->submissions[j];
        d->submissions[j] = swap;
    }
    for (size_t i = 0; i < d->submission_count; i++) /* they were moved */
        for (const struct Statement *s = d->submissions[i].statements; s; s = s->next)
            ((struct Statement *)s)->submission = &d->submissions[i];
}

static void test_permutation(void)
{
    GRand *random = g_rand_new_with_seed(7);
    for (int round = 0; round < 500; round++) {
        struct Arena *arena = arena_new();
        struct World w = world_new(arena, random);
        char *before = print_plan(plan_of(&w));
        shuffle(&w, random);
        char *after = print_plan(plan_of(&w));
        g_assert_cmpstr(before, ==, after);
        g_free(before);
        g_free(after);
        arena_free(arena);
    }
    g_rand_free(random);
}

static bool rests_on(const struct Finding *f, const struct Statement *statement)
{
    for (size_t i = 0; i < f->set->statements.count; i++)
        if (f->set->statements.items[i] == statement)
            return true;
    return false;
}

/* Findings that rested on the statement before or rest on it now may differ; all others are as they were. */
static void compare_plans(const struct Plan *before, const struct Plan *after, const struct Statement *changed)
{
    for (int s = 0; s < FINDING_SECTIONS; s++)
        for (size_t i = 0; i < before->counts[s]; i++) {
            const struct Finding *f = before->findings[s][i], *g = plan_find(after, f->key);
            if (rests_on(f, changed) || (g && rests_on(g, changed)))
                continue;
            /* a claim that became contested, or no longer is, or a proposal made of it, moves its sentences */
            if (f->issue && (f->issue->contested || !g || g->issue->contested || f->issue->sets[ACT_PROPOSAL][STANCE_FOR]))
                continue;
            g_assert_nonnull(g);
            g_assert_cmpstr(f->basis, ==, g->basis);
            g_assert_true(f->quantifier == g->quantifier || f->quantifier->word == g->quantifier->word);
        }
}

static void test_one_reply_changed(void)
{
    GRand *random = g_rand_new_with_seed(1961);
    for (int round = 0; round < 1000; round++) {
        struct Arena *arena = arena_new();
        struct World w = world_new(arena, random);
        if (w.statement_count) {
            struct Plan *before = plan_of(&w);
            struct Statement *s = w.statements[g_rand_int_range(random, 0, (gint32)w.statement_count)];
            s->text = "other words";
            s->claim = &w.dossier->claims[g_rand_int_range(random, 0, 6)];
            s->stance = STANCE_FOR;
            s->act = ACT_POSITION;
            compare_plans(before, plan_of(&w), s);
        }
        arena_free(arena);
    }
    g_rand_free(random);
}

static void test_table(void)
{
    struct Arena *arena = arena_new();
    struct ConclusionTable *table = table_of_test(arena);
    for (size_t n = 1; n <= 200; n++)
        g_assert_cmpuint(table_fault(table, n), ==, 0);
    g_assert_cmpint(table_choose(table, 11, 11)->word, ==, QUANTIFIER_ALL);
    g_assert_cmpint(table_choose(table, 10, 11)->word, ==, QUANTIFIER_NEARLY_ALL);
    g_assert_cmpint(table_choose(table, 8, 11)->word, ==, QUANTIFIER_MOST);
    g_assert_cmpint(table_choose(table, 6, 11)->word, ==, QUANTIFIER_MAJORITY);
    g_assert_cmpint(table_choose(table, 5, 10)->word, ==, QUANTIFIER_HALF);
    g_assert_cmpint(table_choose(table, 2, 2)->word, ==, QUANTIFIER_TWO);
    table->quantifiers[3].numerator = 1; /* "a majority" of more than a third */
    table->quantifiers[3].denominator = 3;
    g_assert_cmpuint(table_fault(table, 9), ==, 4);
    arena_free(arena);
}

/* The first map of the tree that has quantifiers. */
static const struct Node *find_options(const struct Node *node)
{
    if (node_child(node, "quantifiers"))
        return node;
    const struct Node *found = NULL;
    for (const struct Node *child = node->first; child && !found; child = child->next)
        found = find_options(child);
    return found;
}

static struct ConclusionTable *decode(struct Arena *arena, const char *yaml, struct Diags *diags)
{
    struct Source *source = source_new(arena, "kind.yaml", yaml, strlen(yaml));
    return table_decode(arena, read_node(arena, source, diags), diags);
}

/* A table is data: what cannot be used is said, and never used. */
static void test_wrong_table(void)
{
    static const char groups_yaml[] = "groups: [{id: all, kinds: [government, observer, un, igo, regional, nhri, ngo, academic, other]}]\n";
    static const char *const wrong[] = {
        "quantifiers: [{word: lots, from: 1}]\n",
        "quantifiers: [{word: one, from: 0}]\n",
        "quantifiers: [{word: most, share: 3/2}]\n",
        "quantifiers: [{word: one}]\ngroups: [{id: states, kinds: [government]}]\n",
        "quantifiers: [{word: one}]\ngroups: [{id: states, kinds: [monarchy]}]\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        struct Arena *arena = arena_new();
        struct Diags *diags = diags_new();
        char *yaml = g_strconcat(wrong[i], strstr(wrong[i], "groups") ? "" : groups_yaml, NULL);
        decode(arena, yaml, diags);
        g_assert_cmpuint(diags_total(diags), >, 0);
        g_assert_cmpint(diags_sorted(diags, 0)->code, ==, SG_WRONG_CONCLUSION_TABLE);
        g_free(yaml);
        diags_free(diags);
        arena_free(arena);
    }
}

/* The table that reports use keeps the promises for every size of a group. */
static void test_real_table(void)
{
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    struct Input *templates = read_templates(arena, "templates", "fonts", "report", NULL, NULL, diags);
    const struct Node *options = NULL;
    for (size_t i = 0; i < templates->file_count && !options; i++)
        if (!strcmp(templates->files[i].name, "kinds/report/kind.yaml"))
            options = find_options(templates->files[i].root);
    g_assert_nonnull(options);
    struct ConclusionTable *table = table_decode(arena, options, diags);
    g_assert_nonnull(table);
    g_assert_cmpuint(diags_total(diags), ==, 0);
    for (size_t n = 1; n <= 400; n++)
        g_assert_cmpuint(table_fault(table, n), ==, 0);
    diags_free(diags);
    arena_free(arena);
}

/* A joint reply is one reply, a supplement adds to its respondent, silence never counts. */
static void test_admission(void)
{
    struct Arena *arena = arena_new();
    struct World w = {arena, ARENA_NEW(arena, struct Dossier), ARENA_ARRAY(arena, struct Respondent, RESPONDENTS), NULL, 0};
    struct Claim claim = {.id = "c", .order = 0};
    for (int i = 0; i < RESPONDENTS; i++)
        w.register_[i].id = arena_printf(arena, "R%02d", i);
    const struct Respondent *members[] = {&w.register_[5], &w.register_[6]};
    struct Submission submissions[] = {
        {.id = "a", .respondent = &w.register_[0], .on_behalf_of = members, .on_behalf_count = 2},
        {.id = "b", .respondent = &w.register_[1]},
        {.id = "c", .respondent = &w.register_[1], .relation = RELATION_SUPPLEMENT},
        {.id = "d", .respondent = &w.register_[2], .superseded = true},
        {.id = "e", .respondent = &w.register_[2], .observations = false},
    };
    struct Statement statements[G_N_ELEMENTS(submissions)];
    memset(statements, 0, sizeof statements);
    for (size_t i = 0; i < 4; i++) {
        statements[i] = (struct Statement){.id = "s", .claim = &claim, .submission = &submissions[i], .paragraph_id = "p"};
        submissions[i].statements = &statements[i];
    }
    *w.dossier = (struct Dossier){.claims = &claim, .claim_count = 1, .submissions = submissions, .submission_count = 5};
    struct Plan *plan = plan_of(&w);
    g_assert_cmpuint(plan->counts[FINDING_SHARED], ==, 1);
    g_assert_cmpuint(plan->findings[FINDING_SHARED][0]->set->respondent_count, ==, 2);
    g_assert_cmpuint(plan->findings[FINDING_SHARED][0]->set->statements.count, ==, 3);
    g_assert_cmpuint(plan->findings[FINDING_SHARED][0]->n, ==, 3);
    g_assert_cmpint(plan->findings[FINDING_SHARED][0]->quantifier->word, ==, QUANTIFIER_TWO);
    arena_free(arena);
}

/* 1,000 replies with 20 statements each. */
static void test_size(void)
{
    struct Arena *arena = arena_new();
    struct Dossier *d = ARENA_NEW(arena, struct Dossier);
    struct Respondent *all = ARENA_ARRAY(arena, struct Respondent, 1000);
    struct Claim *claims = ARENA_ARRAY(arena, struct Claim, 300);
    struct Submission *submissions = ARENA_ARRAY(arena, struct Submission, 1000);
    const struct Submission **admitted = ARENA_ARRAY(arena, const struct Submission *, 1000);
    const struct Respondent **respondents = ARENA_ARRAY(arena, const struct Respondent *, 1000);
    for (int i = 0; i < 300; i++)
        claims[i] = (struct Claim){.id = arena_printf(arena, "c%d", i), .order = i};
    for (int i = 0; i < 1000; i++) {
        all[i] = (struct Respondent){.id = arena_printf(arena, "R%d", i)};
        submissions[i] = (struct Submission){.id = all[i].id, .respondent = &all[i]};
        admitted[i] = &submissions[i];
        respondents[i] = &all[i];
        struct Statement **tail = &submissions[i].statements;
        for (int s = 0; s < 20; s++, tail = &(*tail)->next) {
            *tail = ARENA_NEW(arena, struct Statement);
            **tail = (struct Statement){.id = arena_printf(arena, "%s.s%d", all[i].id, s), .act = (enum Act)(s % ACT_COUNT),
                                        .claim = &claims[(i * 7 + s * 13) % 300], .submission = &submissions[i],
                                        .paragraph_id = arena_printf(arena, "%s.p%d", all[i].id, s / 4), .text = "some words of it"};
        }
    }
    *d = (struct Dossier){.claims = claims, .claim_count = 300, .submissions = submissions, .submission_count = 1000};
    struct Consultation c = {d, admitted, 1000, respondents, 1000, false};
    gint64 start = g_get_monotonic_time();
    struct Plan *plan = plan_make(arena, evidence_gather(arena, &c, NULL), table_of_test(arena));
    g_test_message("20,000 statements planned in %.1f ms", (double)(g_get_monotonic_time() - start) / 1000);
    g_assert_cmpuint(plan->counts[FINDING_PROPOSALS], >, 0);
    arena_free(arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/conclude/table", test_table);
    g_test_add_func("/conclude/wrong-table", test_wrong_table);
    g_test_add_func("/conclude/real-table", test_real_table);
    g_test_add_func("/conclude/admission", test_admission);
    g_test_add_func("/conclude/random", test_random);
    g_test_add_func("/conclude/permutation", test_permutation);
    g_test_add_func("/conclude/one-reply-changed", test_one_reply_changed);
    g_test_add_func("/conclude/size", test_size);
    return g_test_run();
}
