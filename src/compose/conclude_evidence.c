/* Evidence and counting.
 *
 * One walk over the admitted replies puts every statement into the set of its (claim, act, stance). The sets
 * are kept in a matrix by the order of the claims, so nothing depends on the order of a hash. Each statement
 * is placed by the rank of its respondent first: a supplement that stands elsewhere in the list still belongs
 * to its respondent, and "each once" is then a comparison with the item before. */
#include "compose/conclude_evidence.h"

#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "base/sort.h"

struct Placed {
    const struct Statement *statement;
    size_t rank, place; /* of its respondent, of the statement in the walk */
};

static int compare_placed(const void *a, const void *b)
{
    const struct Placed *x = a, *y = b;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->place < y->place ? -1 : x->place > y->place;
}

struct Gatherer {
    struct Arena *arena;
    struct Evidence *evidence;
    GHashTable *ranks; /* respondent -> rank + 1 */
};

static size_t rank_of(const struct Gatherer *g, const struct Respondent *respondent)
{
    return GPOINTER_TO_SIZE(g_hash_table_lookup(g->ranks, respondent));
}

static bool counts(const struct Consultation *consultation, const struct Statement *statement)
{
    return !(consultation->reviewed_only && statement->provenance == TAG_INFERRED);
}

static void free_places(void *table)
{
    g_hash_table_destroy(table);
}

/* All statements that are evidence, in the order of the document. */
static void place_statements(struct Gatherer *g)
{
    const struct Consultation *c = &g->evidence->consultation;
    GArray *placed = g_array_new(FALSE, FALSE, sizeof(struct Placed));
    for (size_t i = 0; i < c->admitted_count; i++)
        for (const struct Statement *s = c->admitted[i]->statements; s; s = s->next)
            if (counts(c, s)) {
                struct Placed item = {s, rank_of(g, c->admitted[i]->respondent), placed->len};
                g_array_append_val(placed, item);
            }
    if (placed->len)
        qsort(placed->data, placed->len, sizeof(struct Placed), compare_placed);
    struct Statements *all = &g->evidence->all;
    all->items = ARENA_ARRAY(g->arena, const struct Statement *, placed->len);
    g->evidence->places = arena_defer(g->arena, free_places, g_hash_table_new(NULL, NULL));
    for (guint i = 0; i < placed->len; i++) {
        const struct Statement *s = g_array_index(placed, struct Placed, i).statement;
        all->items[all->count++] = s;
        g_hash_table_insert(g->evidence->places, (void *)s, GSIZE_TO_POINTER(all->count));
    }
    g_array_free(placed, TRUE);
}

static const struct Claim *claim_of(const struct Statement *statement, const struct Regrouping *regrouping)
{
    const struct Claim *claim = statement->claim;
    if (!regrouping || !claim)
        return claim;
    size_t low = 0, high = regrouping->split_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (regrouping->split[middle] == statement)
            return regrouping->split_claim[middle];
        if ((uintptr_t)regrouping->split[middle] < (uintptr_t)statement)
            low = middle + 1;
        else
            high = middle;
    }
    return regrouping->claim_for ? regrouping->claim_for[claim->order] : claim;
}

/* Number of claims, those of the editor after those of the taxonomy. */
static size_t order_limit(const struct Dossier *dossier, const struct Regrouping *regrouping)
{
    size_t limit = 0;
    for (size_t i = 0; i < dossier->claim_count; i++)
        limit = MAX(limit, (size_t)dossier->claims[i].order + 1);
    for (size_t i = 0; regrouping && i < regrouping->extra_count; i++)
        limit = MAX(limit, (size_t)regrouping->extra[i]->order + 1);
    return limit;
}

static void finish_set(struct Arena *arena, struct EvidenceSet *set)
{
    set->respondents = ARENA_ARRAY(arena, const struct Respondent *, set->statements.count);
    set->paragraphs = ARENA_ARRAY(arena, const char *, set->statements.count);
    for (size_t i = 0; i < set->statements.count; i++) {
        const struct Statement *s = set->statements.items[i];
        const struct Respondent *r = s->submission->respondent;
        if (!set->respondent_count || set->respondents[set->respondent_count - 1] != r)
            set->respondents[set->respondent_count++] = r;
        if (s->paragraph_id && (!set->paragraph_count ||
                                strcmp(set->paragraphs[set->paragraph_count - 1], s->paragraph_id) != 0))
            set->paragraphs[set->paragraph_count++] = s->paragraph_id;
    }
}

struct Tally { /* statements of a claim, by act and stance, while they are counted */
    size_t counts[ACT_COUNT][4];
    const struct Claim *claim;
    const struct Statement *first;
    size_t first_place;
};

static struct Tally *count_cells(struct Gatherer *g, const struct Regrouping *regrouping, size_t limit,
                                 size_t *issues)
{
    const struct Statements *all = &g->evidence->all;
    struct Tally *cells = ARENA_ARRAY(g->arena, struct Tally, limit);
    for (size_t i = 0; i < all->count; i++) {
        const struct Claim *claim = claim_of(all->items[i], regrouping);
        if (!claim)
            continue;
        struct Tally *cell = &cells[claim->order];
        if (!cell->claim) {
            cell->claim = claim;
            cell->first = all->items[i];
            cell->first_place = i;
            ++*issues;
        }
        cell->counts[all->items[i]->act][all->items[i]->stance]++;
    }
    return cells;
}

static void make_issues(struct Gatherer *g, const struct Tally *cells, size_t limit, struct Issue **by_order)
{
    struct Evidence *e = g->evidence;
    for (size_t order = 0; order < limit; order++) {
        const struct Tally *cell = &cells[order];
        if (!cell->claim)
            continue;
        struct Issue *issue = &e->issues[e->issue_count++];
        issue->claim = cell->claim;
        issue->first = cell->first;
        issue->first_place = cell->first_place;
        by_order[order] = issue;
        for (int act = 0; act < ACT_COUNT; act++)
            for (int stance = 0; stance < 4; stance++) {
                if (!cell->counts[act][stance])
                    continue;
                struct EvidenceSet *set = ARENA_NEW(g->arena, struct EvidenceSet);
                *set = (struct EvidenceSet){.claim = cell->claim, .act = act, .stance = stance};
                set->statements.items =
                    ARENA_ARRAY(g->arena, const struct Statement *, cell->counts[act][stance]);
                issue->sets[act][stance] = set;
            }
    }
}

static void fill_sets(struct Gatherer *g, const struct Regrouping *regrouping, struct Issue **by_order)
{
    struct Evidence *e = g->evidence;
    e->individual.items = ARENA_ARRAY(g->arena, const struct Statement *, e->all.count);
    for (size_t i = 0; i < e->all.count; i++) {
        const struct Statement *s = e->all.items[i];
        const struct Claim *claim = claim_of(s, regrouping);
        struct Statements *list =
            claim ? &by_order[claim->order]->sets[s->act][s->stance]->statements : &e->individual;
        list->items[list->count++] = s;
    }
    for (size_t i = 0; i < e->issue_count; i++)
        for (int act = 0; act < ACT_COUNT; act++)
            for (int stance = 0; stance < 4; stance++)
                if (e->issues[i].sets[act][stance])
                    finish_set(g->arena, e->issues[i].sets[act][stance]);
}

/* Has anyone taken this stance? What somebody does or reports is no view of the claim, unless it is against
 * it. */
static bool anyone(const struct Issue *issue, int stance)
{
    for (int act = 0; act < ACT_COUNT; act++)
        if (issue->sets[act][stance] &&
            (stance == STANCE_AGAINST || (act != ACT_PRACTICE && act != ACT_INFORMATION)))
            return true;
    return false;
}

/* Against a claim, or for its opposite: then neither of the two may stand in a sentence of agreement. */
static void mark_contested(struct Evidence *e, struct Issue **by_order)
{
    for (size_t i = 0; i < e->issue_count; i++) {
        struct Issue *issue = &e->issues[i];
        if (anyone(issue, STANCE_AGAINST))
            issue->contested = true;
        struct Issue *other = issue->claim->opposite ? by_order[issue->claim->opposite->order] : NULL;
        if (!other || other == issue)
            continue;
        issue->opposite = other;
        other->opposite = issue;
        if (anyone(issue, STANCE_FOR) && anyone(other, STANCE_FOR))
            issue->contested = other->contested = true;
    }
    for (size_t i = 0; i < e->issue_count; i++)
        if (e->issues[i].opposite && e->issues[i].opposite->contested)
            e->issues[i].contested = true;
}

struct Evidence *evidence_gather(struct Arena *arena, const struct Consultation *consultation,
                                 const struct Regrouping *regrouping)
{
    struct Evidence *e = ARENA_NEW(arena, struct Evidence);
    struct Gatherer g = {arena, e, g_hash_table_new(NULL, NULL)};
    e->consultation = *consultation;
    for (size_t i = 0; i < consultation->respondent_count; i++) {
        g_hash_table_insert(g.ranks, (void *)consultation->respondents[i], GSIZE_TO_POINTER(i + 1));
        e->size[consultation->respondents[i]->kind]++;
    }
    place_statements(&g);
    size_t limit = order_limit(consultation->dossier, regrouping), issues = 0;
    struct Tally *cells = count_cells(&g, regrouping, limit, &issues);
    struct Issue **by_order = ARENA_ARRAY(arena, struct Issue *, limit);
    e->issues = ARENA_ARRAY(arena, struct Issue, issues);
    make_issues(&g, cells, limit, by_order);
    fill_sets(&g, regrouping, by_order);
    mark_contested(e, by_order);
    g_hash_table_destroy(g.ranks);
    return e;
}

/* ---- Sets of sets ---- */

static int compare_by_place(const void *a, const void *b, void *places)
{
    size_t x = GPOINTER_TO_SIZE(g_hash_table_lookup(places, *(const void *const *)a));
    size_t y = GPOINTER_TO_SIZE(g_hash_table_lookup(places, *(const void *const *)b));
    return x < y ? -1 : x > y;
}

struct EvidenceSet *evidence_set(struct Arena *arena, const struct Evidence *evidence,
                                 const struct Claim *claim, const struct Statement *const *statements,
                                 size_t count)
{
    struct EvidenceSet *set = ARENA_NEW(arena, struct EvidenceSet);
    *set = (struct EvidenceSet){.claim = claim, .act = -1, .stance = -1};
    set->statements.items = ARENA_ARRAY(arena, const struct Statement *, count);
    for (size_t i = 0; i < count; i++)
        if (g_hash_table_contains(evidence->places, statements[i]))
            set->statements.items[set->statements.count++] = statements[i];
    sort_stable(set->statements.items, set->statements.count, sizeof(void *), compare_by_place, evidence->places);
    finish_set(arena, set);
    return set;
}

struct EvidenceSet *evidence_union(struct Arena *arena, const struct Evidence *evidence,
                                   const struct EvidenceSet *const *sets, size_t count)
{
    const struct EvidenceSet *only = NULL;
    size_t given = 0, total = 0;
    for (size_t i = 0; i < count; i++)
        if (sets[i]) {
            only = sets[i];
            given++;
            total += sets[i]->statements.count;
        }
    if (given == 1)
        return arena_memdup(arena, only, sizeof *only);
    const struct Statement **statements = ARENA_ARRAY(arena, const struct Statement *, total);
    size_t filled = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t s = 0; sets[i] && s < sets[i]->statements.count; s++)
            statements[filled++] = sets[i]->statements.items[s];
    return evidence_set(arena, evidence, only ? only->claim : NULL, statements, filled);
}

bool evidence_set_has(const struct EvidenceSet *set, const struct Respondent *respondent)
{
    for (size_t i = 0; i < set->respondent_count; i++)
        if (set->respondents[i] == respondent)
            return true;
    return false;
}

const struct Group *evidence_group(const struct Evidence *evidence, const struct ConclusionTable *table,
                                   const struct EvidenceSet *set, size_t *size)
{
    for (size_t g = 0; g < table->group_count; g++) {
        const struct Group *group = &table->groups[g];
        bool holds = true;
        for (size_t i = 0; holds && i < set->respondent_count; i++)
            holds = group->kinds[set->respondents[i]->kind];
        if (!holds && g + 1 < table->group_count)
            continue;
        *size = 0;
        for (int kind = 0; kind < KIND_COUNT; kind++)
            *size += group->kinds[kind] ? evidence->size[kind] : 0;
        return group;
    }
    return NULL;
}

/* ---- Hashes ---- */

static void hash_text(struct Sha256 *sum, const char *text)
{
    sha256_add(sum, text ? text : "", text ? strlen(text) + 1 : 1);
}

static int compare_text(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In the order of the texts: that of respondents is another in another language. */
static void hash_sorted(struct Sha256 *sum, GPtrArray *texts)
{
    g_ptr_array_sort(texts, compare_text);
    for (guint i = 0; i < texts->len; i++)
        hash_text(sum, g_ptr_array_index(texts, i));
    g_ptr_array_unref(texts);
}

const char *evidence_basis(struct Arena *arena, const char *rule, const struct EvidenceSet *set,
                           const char *group, size_t size)
{
    struct Sha256 sum;
    char hex[SHA256_HEX];
    sha256_begin(&sum);
    char number[24];
    g_snprintf(number, sizeof number, "%zu", size);
    hash_text(&sum, rule);
    hash_text(&sum, set->claim ? set->claim->id : NULL);
    hash_text(&sum, group);
    hash_text(&sum, number);
    GPtrArray *respondents = g_ptr_array_new(), *statements = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < set->respondent_count; i++)
        g_ptr_array_add(respondents, (void *)set->respondents[i]->id);
    for (size_t i = 0; i < set->statements.count; i++)
        g_ptr_array_add(statements, statement_hash(set->statements.items[i]));
    hash_sorted(&sum, respondents);
    hash_sorted(&sum, statements);
    sha256_end(&sum, hex);
    return arena_strndup(arena, hex, 12);
}
