#include "compose/conclude_plan.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/sort.h"

const char *const finding_section_words[FINDING_SECTIONS + 1] = {
    "shared", "concerns", "divergences", "practices", "individual", "proposals", NULL};
const char *const side_words[SIDE_COUNT + 1] = {"support",    "concern", "conditional", "against",
                                                "no-concern", "neutral", NULL};

struct Planner {
    struct Arena *arena;
    struct Plan *plan;
    const struct Evidence *evidence;
    GPtrArray *sections[FINDING_SECTIONS];
};

/* ---- One finding ---- */

static void count_finding(struct Planner *p, struct Finding *f)
{
    const struct ConclusionTable *table = p->plan->table;
    f->group = evidence_group(p->evidence, table, f->set, &f->n);
    f->number_only = p->plan->size_unusable[f->group - table->groups];
    f->quantifier = f->number_only || !f->set->respondent_count
                        ? NULL
                        : table_choose(table, f->set->respondent_count, f->n);
    f->basis = evidence_basis(p->arena, f->rule, f->set, f->group->id, f->n);
}

static struct Finding *finding_new(struct Planner *p, const char *rule, const char *verb,
                                   const struct Issue *issue, struct EvidenceSet *set)
{
    struct Finding *f = ARENA_NEW(p->arena, struct Finding);
    f->rule = rule;
    f->verb = verb;
    f->issue = issue;
    f->set = f->all = set;
    f->key = issue ? arena_printf(p->arena, "%s/%s", verb, issue->claim->id) : NULL;
    count_finding(p, f);
    return f;
}

static void add(struct Planner *p, enum FindingSection section, struct Finding *f)
{
    f->section = section;
    g_ptr_array_add(p->sections[section], f);
}

/* The place of the one bit that is set, or -1. */
static int only_bit(unsigned bits)
{
    int place = 0;
    if (!bits || bits & (bits - 1))
        return -1;
    while (!(bits & 1u << place))
        place++;
    return place;
}

/* Union of the sets of an issue over acts (bits) and stances (bits); NULL when it is empty. */
static struct EvidenceSet *gather(struct Planner *p, const struct Issue *issue, unsigned acts,
                                  unsigned stances)
{
    const struct EvidenceSet *sets[ACT_COUNT * 4];
    size_t count = 0;
    for (int act = 0; act < ACT_COUNT; act++)
        for (int stance = 0; stance < 4; stance++)
            if (acts & 1u << act && stances & 1u << stance && issue->sets[act][stance])
                sets[count++] = issue->sets[act][stance];
    if (!count)
        return NULL;
    struct EvidenceSet *set = evidence_union(p->arena, p->evidence, sets, count);
    set->act = only_bit(acts);
    set->stance = only_bit(stances);
    return set;
}

enum {
    BIT_FOR = 1u << STANCE_FOR,
    BIT_AGAINST = 1u << STANCE_AGAINST,
    BIT_CONDITIONAL = 1u << STANCE_CONDITIONAL,
    BIT_NEUTRAL = 1u << STANCE_NEUTRAL,
    ACTS_OF_OPINION = 1u << ACT_POSITION | 1u << ACT_RECOGNITION,
    ACTS_OF_SUPPORT = ACTS_OF_OPINION | 1u << ACT_PROPOSAL | 1u << ACT_COMMITMENT,
    ACTS_OF_FACT = 1u << ACT_PRACTICE | 1u << ACT_COMMITMENT | 1u << ACT_INFORMATION,
    ACTS_ALL = (1u << ACT_COUNT) - 1,
};

/* ---- Contested claims ---- */

static const struct {
    unsigned acts, stances;
    const char *verb;
} sides_of[SIDE_COUNT] = {
    [SIDE_SUPPORT] = {ACTS_OF_SUPPORT, BIT_FOR, "support"},
    [SIDE_CONCERN] = {1u << ACT_CONCERN, BIT_FOR, "concern"},
    [SIDE_CONDITIONAL] = {ACTS_ALL, BIT_CONDITIONAL, "conditional"},
    [SIDE_AGAINST] = {ACTS_ALL & ~(1u << ACT_CONCERN), BIT_AGAINST, "against"},
    [SIDE_NO_CONCERN] = {1u << ACT_CONCERN, BIT_AGAINST, "no-concern"},
    [SIDE_NEUTRAL] = {ACTS_OF_OPINION | 1u << ACT_CONCERN, BIT_NEUTRAL, "undecided"},
};

const char *side_verb(const char *key)
{
    const char *word = strrchr(key, '#');
    for (int side = 0; word && side < SIDE_COUNT; side++)
        if (!strcmp(word + 1, side_words[side]))
            return sides_of[side].verb;
    return sides_of[SIDE_NEUTRAL].verb;
}

static void add_sides(struct Planner *p, const struct Issue *issue, GPtrArray *sides)
{
    for (int side = 0; side < SIDE_COUNT; side++) {
        struct EvidenceSet *set = gather(p, issue, sides_of[side].acts, sides_of[side].stances);
        if (!set)
            continue;
        struct Finding *f = finding_new(p, "side", sides_of[side].verb, issue, set);
        f->key = arena_printf(p->arena, "divergence/%s#%s", issue->claim->id, side_words[side]);
        f->section = FINDING_DIVERGENCES;
        g_ptr_array_add(sides, f);
    }
}

/* One divergence for a claim and its opposite: at the one that stands first in the taxonomy. */
static void plan_divergence(struct Planner *p, const struct Issue *issue)
{
    if (issue->opposite && issue->opposite->claim->order < issue->claim->order)
        return;
    GPtrArray *sides = g_ptr_array_new();
    add_sides(p, issue, sides);
    if (issue->opposite)
        add_sides(p, issue->opposite, sides);
    const struct EvidenceSet **sets = ARENA_ARRAY(p->arena, const struct EvidenceSet *, sides->len);
    for (guint i = 0; i < sides->len; i++)
        sets[i] = ((struct Finding *)sides->pdata[i])->set;
    struct EvidenceSet *all = evidence_union(p->arena, p->evidence, sets, sides->len);
    all->claim = issue->claim;
    all->act = all->stance = -1;
    struct Finding *f = finding_new(p, "divergence", "divergence", issue, all);
    f->sides = arena_memdup(p->arena, sides->pdata, sides->len * sizeof(void *));
    f->side_count = sides->len;
    add(p, FINDING_DIVERGENCES, f);
    g_ptr_array_free(sides, TRUE);
}

/* ---- What nobody is against ---- */

static void plan_opinion(struct Planner *p, const struct Issue *issue, int act)
{
    struct EvidenceSet *set = gather(p, issue, 1u << act, BIT_FOR);
    bool proposed = issue->sets[ACT_PROPOSAL][STANCE_FOR];
    if (!set || (proposed && set->respondent_count ==
                                 1)) /* the item of the proposal names the one who also supports it */
        return;
    bool shared = set->respondent_count > 1;
    add(p, shared ? FINDING_SHARED : FINDING_INDIVIDUAL,
        finding_new(p, shared ? "shared" : "individual", act_words[act], issue, set));
}

static void plan_concern(struct Planner *p, const struct Issue *issue)
{
    struct EvidenceSet *set = gather(p, issue, 1u << ACT_CONCERN, BIT_FOR);
    if (set)
        add(p, FINDING_CONCERNS, finding_new(p, "concern", act_words[ACT_CONCERN], issue, set));
}

/* Conditions and neutral mentions are nobody's agreement: words of their own. */
static void plan_reserved(struct Planner *p, const struct Issue *issue, unsigned acts, unsigned stance,
                          const char *verb)
{
    struct EvidenceSet *set = gather(p, issue, acts, stance);
    if (!set)
        return;
    bool shared = set->respondent_count > 1;
    add(p, shared ? FINDING_SHARED : FINDING_INDIVIDUAL,
        finding_new(p, shared ? "reserved" : "individual", verb, issue, set));
}

static void plan_fact(struct Planner *p, const struct Issue *issue, int act)
{
    struct EvidenceSet *set = gather(p, issue, 1u << act, BIT_FOR | BIT_NEUTRAL);
    if (!set)
        return;
    bool shared = set->respondent_count > 1;
    add(p, shared ? FINDING_PRACTICES : FINDING_INDIVIDUAL,
        finding_new(p, shared ? "practice" : "individual", act_words[act], issue, set));
}

static void plan_uncontested(struct Planner *p, const struct Issue *issue)
{
    plan_opinion(p, issue, ACT_POSITION);
    plan_opinion(p, issue, ACT_RECOGNITION);
    plan_concern(p, issue);
    plan_reserved(p, issue, ACTS_ALL & ~(1u << ACT_PROPOSAL), BIT_CONDITIONAL, "conditional");
    plan_reserved(p, issue, ACTS_OF_OPINION | 1u << ACT_CONCERN, BIT_NEUTRAL, "neutral");
    plan_fact(p, issue, ACT_COMMITMENT);
}

static void plan_proposal(struct Planner *p, const struct Issue *issue)
{
    struct EvidenceSet *set = gather(p, issue, 1u << ACT_PROPOSAL, BIT_FOR | BIT_CONDITIONAL | BIT_NEUTRAL);
    if (!set)
        return;
    struct Finding *f = finding_new(p, "proposal", act_words[ACT_PROPOSAL], issue, set);
    struct EvidenceSet *support = gather(p, issue, ACTS_OF_OPINION, BIT_FOR);
    const struct Statement **others =
        ARENA_ARRAY(p->arena, const struct Statement *, support ? support->statements.count : 0);
    size_t count = 0;
    for (size_t i = 0; support && i < support->statements.count; i++)
        if (!evidence_set_has(set, support->statements.items[i]->submission->respondent))
            others[count++] = support->statements.items[i];
    if (count) {
        f->also = evidence_set(p->arena, p->evidence, issue->claim, others, count);
        const struct EvidenceSet *both[] = {set, f->also};
        f->all = evidence_union(p->arena, p->evidence, both, 2);
        f->basis = evidence_basis(p->arena, f->rule, f->all, f->group->id, f->n);
    }
    add(p, FINDING_PROPOSALS, f);
}

static void plan_issue(struct Planner *p, const struct Issue *issue)
{
    if (issue->contested)
        plan_divergence(p, issue);
    else
        plan_uncontested(p, issue);
    plan_fact(p, issue, ACT_PRACTICE);
    plan_fact(p, issue, ACT_INFORMATION);
    plan_proposal(p, issue);
}

/* ---- Statements without a claim ---- */

static int theme_order(const struct Theme *theme)
{
    return theme ? theme->order : -1;
}

/* A proposal without a claim is an item of its own; the rest is named by its theme. */
static void plan_individual(struct Planner *p)
{
    const struct Dossier *dossier = p->evidence->consultation.dossier;
    const struct Statements *all = &p->evidence->individual;
    const struct Statement **chosen = ARENA_ARRAY(p->arena, const struct Statement *, all->count);
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i]->act != ACT_PROPOSAL)
            continue;
        struct EvidenceSet *set = evidence_set(p->arena, p->evidence, NULL, &all->items[i], 1);
        struct Finding *f = finding_new(p, "proposal", "proposal", NULL, set);
        f->key = arena_printf(p->arena, "proposal/%s", all->items[i]->id);
        add(p, FINDING_PROPOSALS, f);
    }
    for (size_t t = 0; t <= dossier->theme_count; t++) {
        const struct Theme *theme = t < dossier->theme_count ? &dossier->themes[t] : NULL;
        size_t count = 0;
        for (size_t i = 0; i < all->count; i++)
            if (all->items[i]->act != ACT_PROPOSAL && theme_order(all->items[i]->theme) == theme_order(theme))
                chosen[count++] = all->items[i];
        if (!theme)
            p->plan->unthemed = (struct Statements){chosen, count};
        if (!theme || !count)
            continue;
        struct Finding *f =
            finding_new(p, "theme", "theme", NULL, evidence_set(p->arena, p->evidence, NULL, chosen, count));
        f->theme = theme;
        f->key = arena_printf(p->arena, "theme/%s", theme->id);
        add(p, FINDING_INDIVIDUAL, f);
    }
}

/* ---- Order ---- */

static size_t question_place(const struct Plan *plan, const struct Finding *f)
{
    const struct Dossier *dossier = plan->evidence->consultation.dossier;
    const struct Theme *theme = f->issue ? f->issue->claim->theme : f->theme;
    return theme && theme->question ? (size_t)(theme->question - dossier->questions)
                                    : dossier->question_count;
}

static int compare_sizes(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

static size_t first_place(const struct Plan *plan, const struct Finding *f)
{
    if (!f->set->statements.count)
        return SIZE_MAX;
    return GPOINTER_TO_SIZE(g_hash_table_lookup(plan->evidence->places, f->set->statements.items[0]));
}

static int compare_findings(const void *a, const void *b, void *data)
{
    const struct Finding *x = *(const struct Finding *const *)a, *y = *(const struct Finding *const *)b;
    const struct Plan *plan = data;
    bool proposals = x->section == FINDING_PROPOSALS;
    int order = proposals ? 0 : compare_sizes(question_place(plan, x), question_place(plan, y));
    if (!order)
        order = compare_sizes(y->set->respondent_count, x->set->respondent_count);
    if (!order && !proposals)
        order = compare_sizes(x->issue ? (size_t)x->issue->claim->order : SIZE_MAX,
                              y->issue ? (size_t)y->issue->claim->order : SIZE_MAX);
    if (!order)
        order = compare_sizes(first_place(plan, x), first_place(plan, y));
    return order ? order : strcmp(x->key, y->key);
}

/* A table that would say more than the numbers of a group is not used for that group. */
static void judge_sizes(struct Planner *p)
{
    const struct ConclusionTable *table = p->plan->table;
    p->plan->size_unusable = ARENA_ARRAY(p->arena, bool, table->group_count);
    for (size_t g = 0; g < table->group_count; g++) {
        size_t n = 0;
        for (int kind = 0; kind < KIND_COUNT; kind++)
            n += table->groups[g].kinds[kind] ? p->evidence->size[kind] : 0;
        p->plan->size_unusable[g] = table_fault(table, n) != 0;
    }
}

struct Plan *plan_make(struct Arena *arena, const struct Evidence *evidence,
                       const struct ConclusionTable *table)
{
    struct Planner p = {.arena = arena, .plan = ARENA_NEW(arena, struct Plan), .evidence = evidence};
    p.plan->evidence = evidence;
    p.plan->table = table;
    judge_sizes(&p);
    for (int s = 0; s < FINDING_SECTIONS; s++)
        p.sections[s] = g_ptr_array_new();
    for (size_t i = 0; i < evidence->issue_count; i++)
        plan_issue(&p, &evidence->issues[i]);
    plan_individual(&p);
    for (int s = 0; s < FINDING_SECTIONS; s++) {
        guint count = p.sections[s]->len;
        sort_stable(p.sections[s]->pdata, count, sizeof(void *), compare_findings, p.plan);
        p.plan->findings[s] = arena_memdup(arena, p.sections[s]->pdata, count * sizeof(void *));
        p.plan->counts[s] = count;
        g_ptr_array_free(p.sections[s], TRUE);
    }
    return p.plan;
}

struct Finding *plan_find(const struct Plan *plan, const char *key)
{
    for (int s = 0; s < FINDING_SECTIONS; s++)
        for (size_t i = 0; i < plan->counts[s]; i++) {
            struct Finding *f = plan->findings[s][i];
            if (!strcmp(f->key, key))
                return f;
            for (size_t side = 0; side < f->side_count; side++)
                if (!strcmp(f->sides[side]->key, key))
                    return f->sides[side];
        }
    return NULL;
}

size_t plan_shared_count(const struct Plan *plan, enum FindingSection section)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->counts[section]; i++)
        count += plan->findings[section][i]->set->respondent_count > 1;
    return count;
}

/* ---- Why this word, and what would change it ---- */

const char *finding_threshold(struct Arena *arena, const struct Finding *f)
{
    size_t k = f->set->respondent_count;
    if (!f->quantifier)
        return arena_printf(arena, "%zu of %zu: the number alone", k, f->n);
    return arena_printf(arena, "%zu of %zu: row \"%s\" (%s)", k, f->n, quantifier_words[f->quantifier->word],
                        quantifier_condition(arena, f->quantifier));
}

static void tell_change(GString *out, const struct Plan *plan, size_t k, size_t n, const char *what)
{
    const struct Quantifier *row = table_choose(plan->table, k, n);
    g_string_append_printf(out, "%s%s: \"%s\" (%zu of %zu)", out->len ? "; " : "", what,
                           row ? quantifier_words[row->word] : "the number", k, n);
}

const char *finding_change(struct Arena *arena, const struct Plan *plan, const struct Finding *f)
{
    size_t k = f->set->respondent_count, n = f->n, next = k + 1;
    if (!f->quantifier)
        return NULL;
    GString *out = g_string_new(NULL);
    if (k < n)
        tell_change(out, plan, k + 1, n, "one more of them");
    while (next <= n && table_choose(plan->table, next, n) == f->quantifier)
        next++;
    if (next <= n && next > k + 1) {
        char *words = g_strdup_printf("the next word with %zu more", next - k);
        tell_change(out, plan, next, n, words);
        g_free(words);
    }
    if (k > 1)
        tell_change(out, plan, k - 1, n, "one fewer");
    tell_change(out, plan, k, n + 1, "one more reply without it");
    const char *text = arena_strdup(arena, out->str);
    g_string_free(out, TRUE);
    return text;
}
