#include "compose/conclude_edit.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "compose/conclude_edit_int.h"
#include "compose/words.h"

/* ---- Reading ---- */

static const char *child_text(const struct Node *node, const char *name)
{
    const struct Node *child = node_child(node, name);
    return child ? node_text(child) : NULL;
}

static bool child_flag(const struct Node *node, const char *name)
{
    const char *text = child_text(node, name);
    return text && (!strcmp(text, "yes") || !strcmp(text, "true"));
}

/* A text, or a map by language. */
static const char *child_words(const struct Edits *e, const struct Node *node, const char *name)
{
    const struct Node *child = node_child(node, name);
    const char *text = child ? node_text(child) : NULL;
    return text ? text : child ? child_text(child, language_tags[e->dossier->language]) : NULL;
}

static bool edit_is_complete(const struct Edit *edit, const struct Node *node)
{
    struct Date date;
    static const char *const kinds[] = {"text", "omit", "pin", "quantifier", "merge", "split"};
    bool any = false;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        any = any || node_child(node, kinds[i]);
    return any && edit->reason && *edit->reason && edit->by && *edit->by && edit->on &&
           date_parse(edit->on, &date);
}

static void read_edit(struct Edits *e, const struct Override *override)
{
    const struct Node *node = override->node;
    struct Edit edit = {.override = override, .key = override->key, .quantifier = -1};
    const char *word = child_text(node, "quantifier"), *pin = child_text(node, "pin");
    edit.text = child_words(e, node, "text");
    edit.reason = child_text(node, "reason");
    edit.by = child_text(node, "by");
    edit.on = child_text(node, "on");
    edit.omit = child_flag(node, "omit");
    edit.pin = pin ? CLAMP((int)strtol(pin, NULL, 10), 0, 10000) : 0;
    if (word)
        edit.quantifier = strcmp(word, "number") ? quantifier_find(word) : QUANTIFIER_COUNT;
    if (!edit_is_complete(&edit, node) || (word && edit.quantifier < 0)) {
        diag(e->diags, SG_OVERRIDE_INCOMPLETE, override->span, "'%s'", override->key);
        return;
    }
    for (size_t i = 0; i < e->count; i++)
        if (!strcmp(e->items[i].key, edit.key)) {
            diag(e->diags, SG_OVERRIDE_TWICE, override->span, "'%s'", override->key);
            diag_also(e->diags, e->items[i].override->span, "first given here");
            return;
        }
    e->items[e->count++] = edit;
}

static const struct Statement *find_statement(struct Edits *e, const char *id)
{
    if (!e->statements) {
        e->statements = arena_defer(e->arena, (void (*)(void *))g_hash_table_destroy,
                                    g_hash_table_new(g_str_hash, g_str_equal));
        for (size_t i = 0; i < e->dossier->submission_count; i++)
            for (const struct Statement *s = e->dossier->submissions[i].statements; s; s = s->next)
                g_hash_table_insert(e->statements, (void *)s->id, (void *)s);
    }
    return id ? g_hash_table_lookup(e->statements, id) : NULL;
}

/* ---- Merges and splits ---- */

static const struct Claim *find_claim(const struct Dossier *dossier, const char *id)
{
    for (size_t i = 0; id && i < dossier->claim_count; i++)
        if (!strcmp(dossier->claims[i].id, id))
            return &dossier->claims[i];
    return NULL;
}

static const struct Claim *claim_of_key(const struct Dossier *dossier, const char *key)
{
    const char *slash = strchr(key, '/');
    return find_claim(dossier, slash ? slash + 1 : NULL);
}

static bool refused(const struct Claim *a, const struct Claim *b)
{
    for (size_t i = 0; i < a->not_same_count; i++)
        if (!strcmp(a->not_same_as[i], b->id))
            return true;
    return false;
}

static size_t order_limit(const struct Dossier *dossier)
{
    size_t limit = 0;
    for (size_t i = 0; i < dossier->claim_count; i++)
        limit = MAX(limit, (size_t)dossier->claims[i].order + 1);
    return limit;
}

static void read_merge(struct Edits *e, const struct Edit *edit, const struct Claim **claim_for)
{
    const struct Node *merge = node_child(edit->override->node, "merge");
    const struct Claim *into = claim_of_key(e->dossier, edit->key);
    for (const struct Node *n = merge ? merge->first : NULL; n; n = n->next) {
        const struct Claim *claim = find_claim(e->dossier, node_text(n));
        if (!claim || !into) {
            diag(e->diags, SG_OVERRIDE_NO_TARGET, node_value_span(n), "no claim '%s'",
                 node_text(n) ? node_text(n) : edit->key);
        } else if (refused(claim, into) || refused(into, claim)) {
            diag(e->diags, SG_OVERRIDE_MERGE_REFUSED, node_value_span(n), "'%s' and '%s'", into->id,
                 claim->id);
        } else {
            claim_for[claim->order] = into;
            e->regrouped = true;
        }
    }
}

struct Parting { /* a statement and the claim of the editor's that it counts for */
    const struct Statement *statement;
    const struct Claim *claim;
};

static int compare_partings(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const struct Parting *)a)->statement,
              y = (uintptr_t)((const struct Parting *)b)->statement;
    return x < y ? -1 : x > y;
}

static void read_parting(struct Edits *e, const struct Node *node, const struct Claim *claim,
                         GArray *partings)
{
    const struct Node *list = node_child(node, "statements");
    for (const struct Node *n = list ? list->first : NULL; n; n = n->next) {
        const struct Statement *s = find_statement(e, node_text(n));
        struct Parting parting = {s, claim};
        if (s)
            g_array_append_val(partings, parting);
        else
            diag(e->diags, SG_OVERRIDE_NO_TARGET, node_value_span(n), "no statement '%s'",
                 node_text(n) ? node_text(n) : "");
    }
}

static void read_split(struct Edits *e, const struct Edit *edit, GPtrArray *extra, GArray *partings,
                       size_t limit)
{
    const struct Node *split = node_child(edit->override->node, "split");
    const struct Claim *from = claim_of_key(e->dossier, edit->key);
    int part = 1;
    if (split && !from)
        diag(e->diags, SG_OVERRIDE_NO_TARGET, edit->override->span, "'%s'", edit->key);
    for (const struct Node *n = split && from ? split->first : NULL; n; n = n->next) {
        struct Claim *claim = arena_memdup(e->arena, from, sizeof *from);
        claim->id = arena_printf(e->arena, "%s.%d", from->id, ++part);
        claim->order = (int)(limit + extra->len);
        claim->opposite = NULL;
        claim->phrase[e->dossier->language] = child_words(e, n, "phrase");
        claim->item[e->dossier->language] = child_words(e, n, "item");
        g_ptr_array_add(extra, claim);
        read_parting(e, n, claim, partings);
        e->regrouped = true;
    }
}

/* A merge into a claim that is merged itself counts for the last of the chain. */
static void follow_chains(const struct Claim **claim_for, size_t limit)
{
    for (size_t i = 0; i < limit; i++)
        for (size_t steps = 0;
             claim_for[i] && claim_for[claim_for[i]->order] != claim_for[i] && steps < limit; steps++)
            claim_for[i] = claim_for[claim_for[i]->order];
}

static void read_regrouping(struct Edits *e)
{
    size_t limit = order_limit(e->dossier);
    const struct Claim **claim_for = ARENA_ARRAY(e->arena, const struct Claim *, limit);
    GPtrArray *extra = g_ptr_array_new();
    GArray *partings = g_array_new(FALSE, FALSE, sizeof(struct Parting));
    for (size_t i = 0; i < e->dossier->claim_count; i++)
        claim_for[e->dossier->claims[i].order] = &e->dossier->claims[i];
    for (size_t i = 0; i < e->count; i++) {
        read_merge(e, &e->items[i], claim_for);
        read_split(e, &e->items[i], extra, partings, limit);
    }
    follow_chains(claim_for, limit);
    g_array_sort(partings, compare_partings);
    struct Regrouping *r = &e->regrouping;
    r->claim_for = claim_for;
    r->extra = arena_memdup(e->arena, extra->pdata, extra->len * sizeof(void *));
    r->extra_count = extra->len;
    const struct Statement **statements = ARENA_ARRAY(e->arena, const struct Statement *, partings->len);
    const struct Claim **claims = ARENA_ARRAY(e->arena, const struct Claim *, partings->len);
    for (guint i = 0; i < partings->len; i++) {
        statements[i] = g_array_index(partings, struct Parting, i).statement;
        claims[i] = g_array_index(partings, struct Parting, i).claim;
    }
    r->split = statements;
    r->split_claim = claims;
    r->split_count = partings->len;
    g_ptr_array_free(extra, TRUE);
    g_array_free(partings, TRUE);
}

struct Edits *edits_read(struct Arena *arena, const struct Dossier *dossier, struct Diags *diags)
{
    struct Edits *e = ARENA_NEW(arena, struct Edits);
    *e = (struct Edits){.arena = arena, .dossier = dossier, .diags = diags};
    e->items = ARENA_ARRAY(arena, struct Edit, dossier->override_count);
    for (size_t i = 0; i < dossier->override_count; i++)
        read_edit(e, &dossier->overrides[i]);
    if (e->count)
        read_regrouping(e);
    return e;
}

const struct Regrouping *edits_regrouping(const struct Edits *edits)
{
    return edits->regrouped ? &edits->regrouping : NULL;
}

const char *edit_text(const struct Edit *edit)
{
    return edit->applied ? edit->text : NULL;
}

/* ---- Assertions ---- */

/* Where the words end that stand at the start of the text; NULL: others stand there. */
static const char *skip_words(const char *text, const char *words, size_t length)
{
    for (const char *end = words + length; words < end; words = g_utf8_next_char(words)) {
        if (g_unichar_tolower(g_utf8_get_char(text)) != g_unichar_tolower(g_utf8_get_char(words)))
            return NULL;
        text = g_utf8_next_char(text);
    }
    return text;
}

/* Does the text hold these words, between other words? Case does not count. */
static bool holds_words(const char *text, const char *words, size_t length)
{
    gunichar before = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        const char *end = text_inside_word(before) ? NULL : skip_words(p, words, length);
        if (end && !text_inside_word(g_utf8_get_char(end)))
            return true;
        before = g_utf8_get_char(p);
    }
    return false;
}

int text_quantifier(const char *text, const char *const strong_words[QUANTIFIER_COUNT])
{
    for (int word = 0; word < QUANTIFIER_COUNT; word++)
        for (const char *p = strong_words[word]; p && *p;) {
            size_t length = strcspn(p, "|");
            if (length && holds_words(text, p, length))
                return word;
            p += length + (p[length] == '|');
        }
    return QUANTIFIER_COUNT;
}

static void add_name(GString *out, const char *id)
{
    g_string_append_printf(out, "%s%s", out->len ? ", " : "", id);
}

/* Those whom the edit names and who did not say it. */
void edit_missing_respondents(const struct Edit *edit, const struct EvidenceSet *set, GString *missing)
{
    const struct Node *asserts = node_child(edit->override->node, "asserts");
    const struct Node *list = asserts ? node_child(asserts, "respondents") : NULL;
    for (const struct Node *n = list ? list->first : NULL; n; n = n->next) {
        bool found = false;
        for (size_t i = 0; node_text(n) && i < set->respondent_count; i++)
            found = found || !strcmp(set->respondents[i]->id, node_text(n));
        if (!found)
            add_name(missing, node_text(n) ? node_text(n) : "");
    }
}

static const struct Group *asserted_group(const struct Plan *plan, const struct Node *asserts,
                                          const struct Finding *f, size_t *n)
{
    const char *id = asserts ? child_text(asserts, "group") : NULL;
    *n = f->n;
    for (size_t g = 0; id && g < plan->table->group_count; g++) {
        const struct Group *group = &plan->table->groups[g];
        if (strcmp(group->id, id) != 0)
            continue;
        *n = 0;
        for (int kind = 0; kind < KIND_COUNT; kind++)
            *n += group->kinds[kind] ? plan->evidence->size[kind] : 0;
        return group;
    }
    return f->group;
}

/* Members of the group without a statement in the evidence. */
static void add_silent(const struct Plan *plan, const struct Group *group, const struct EvidenceSet *set,
                       GString *out)
{
    const struct Consultation *c = &plan->evidence->consultation;
    for (size_t i = 0; i < c->respondent_count; i++)
        if (group->kinds[c->respondents[i]->kind] && !evidence_set_has(set, c->respondents[i]))
            add_name(out, c->respondents[i]->id);
}

/* May the word be used of this evidence: true, and not stronger than the word of the table? */
static bool word_allowed(const struct Plan *plan, int word, size_t k, size_t n)
{
    if (word >= QUANTIFIER_COUNT)
        return true;
    const struct Quantifier *row = k ? table_choose(plan->table, k, n) : NULL;
    return row && word >= (int)row->word &&
           (quantifier_true((enum QuantifierWord)word, k, n) || word > (int)row->word);
}

static bool check_strength(struct Edits *e, const struct Plan *plan, const struct Edit *edit,
                           const struct Finding *f, int word)
{
    size_t n;
    const struct Node *asserts = node_child(edit->override->node, "asserts");
    const struct Group *group = asserted_group(plan, asserts, f, &n);
    if (word_allowed(plan, word, f->set->respondent_count, n))
        return true;
    GString *silent = g_string_new(NULL);
    add_silent(plan, group, f->set, silent);
    diag(e->diags, SG_OVERRIDE_TOO_STRONG, edit->override->span, "'%s' of %zu of %zu; not said by %s",
         quantifier_words[word], f->set->respondent_count, n, silent->len ? silent->str : "nobody else");
    g_string_free(silent, TRUE);
    return false;
}

/* The words of an edit need an assertion; it and the quantifier found in the words must be proved. */
static bool check_text(struct Edits *e, const struct Plan *plan, const struct Edit *edit,
                       const struct Finding *f, const char *const strong_words[QUANTIFIER_COUNT])
{
    const struct Node *asserts = node_child(edit->override->node, "asserts");
    if (!asserts) {
        diag(e->diags, SG_OVERRIDE_UNPROVED, edit->override->span, "'%s' asserts nothing", edit->key);
        return false;
    }
    GString *missing = g_string_new(NULL);
    edit_missing_respondents(edit, f->set, missing);
    bool proved = missing->len == 0;
    if (!proved)
        diag(e->diags, SG_OVERRIDE_UNPROVED, edit->override->span, "not said by %s", missing->str);
    g_string_free(missing, TRUE);
    const char *word = child_text(asserts, "quantifier");
    int asserted = word ? quantifier_find(word) : -1;
    int used = text_quantifier(edit->text, strong_words);
    int strongest = asserted >= 0 ? MIN(asserted, used) : used;
    return check_strength(e, plan, edit, f, strongest) && proved;
}

/* ---- Stale edits ---- */

/* The evidence of then, as the edit keeps it ("ID HASH"), beside that of now. */
static void tell_difference(const struct Edit *edit, const struct EvidenceSet *set, GString *out)
{
    const struct Node *list = node_child(edit->override->node, "evidence");
    GHashTable *then = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (const struct Node *n = list ? list->first : NULL; n; n = n->next) {
        gchar **parts = g_strsplit(node_text(n) ? node_text(n) : "", " ", 2);
        if (parts[0])
            g_hash_table_insert(then, g_strdup(parts[0]), g_strdup(parts[1] ? parts[1] : ""));
        g_strfreev(parts);
    }
    for (size_t i = 0; i < set->statements.count; i++) {
        const struct Statement *s = set->statements.items[i];
        const char *kept = g_hash_table_lookup(then, s->id);
        char *hash = statement_hash(s);
        if (!kept)
            g_string_append_printf(out, "; new: %s", s->id);
        else if (strcmp(kept, hash) != 0)
            g_string_append_printf(out, "; changed: %s", s->id);
        g_free(hash);
    }
    for (const struct Node *n = list ? list->first : NULL; n; n = n->next) {
        gchar **parts = g_strsplit(node_text(n) ? node_text(n) : "", " ", 2);
        bool kept = false;
        for (size_t i = 0; parts[0] && i < set->statements.count; i++)
            kept = kept || !strcmp(set->statements.items[i]->id, parts[0]);
        if (!kept && parts[0])
            g_string_append_printf(out, "; gone: %s", parts[0]);
        g_strfreev(parts);
    }
    g_hash_table_destroy(then);
}

bool edit_is_stale(struct Edits *e, struct Edit *edit, const char *now, const struct EvidenceSet *all)
{
    const char *basis = child_text(edit->override->node, "basis");
    if (!basis) {
        diag(e->diags, SG_OVERRIDE_UNCONFIRMED, edit->override->span, "'%s': the basis is %s", edit->key,
             now);
        return false;
    }
    if (!strcmp(basis, now))
        return false;
    GString *difference = g_string_new(NULL);
    tell_difference(edit, all, difference);
    diag(e->diags, SG_OVERRIDE_STALE, edit->override->span, "'%s': the basis was %s and is %s%s", edit->key,
         basis, now, difference->str);
    for (size_t i = 0; i < all->statements.count; i++)
        diag_also(e->diags, all->statements.items[i]->span, "evidence of now");
    g_string_free(difference, TRUE);
    edit->stale = true;
    return true;
}

/* ---- Applying ---- */

static void take_out(struct Plan *plan, const struct Finding *f)
{
    struct Finding **list = plan->findings[f->section];
    size_t kept = 0;
    for (size_t i = 0; i < plan->counts[f->section]; i++)
        if (list[i] != f)
            list[kept++] = list[i];
    plan->counts[f->section] = kept;
}

static void pin(struct Plan *plan, struct Finding *f, size_t place)
{
    size_t count = plan->counts[f->section];
    take_out(plan, f);
    if (plan->counts[f->section] == count)
        return; /* a side of a divergence: it has no place of its own */
    struct Finding **list = plan->findings[f->section];
    size_t at = MIN(place - 1, plan->counts[f->section]);
    memmove(list + at + 1, list + at, (plan->counts[f->section] - at) * sizeof *list);
    list[at] = f;
    plan->counts[f->section]++;
}

static void weaken(struct Edits *e, struct Finding *f, int word)
{
    struct Quantifier *row = f->quantifier ? arena_memdup(e->arena, f->quantifier, sizeof *row) : NULL;
    f->number_only = word == QUANTIFIER_COUNT;
    if (row)
        row->word = (enum QuantifierWord)word;
    f->quantifier = f->number_only ? NULL : row;
}

/* A sentence of the editor's own, with the statements it rests on. */
static struct Finding *free_finding(struct Edits *e, struct Plan *plan, const struct Edit *edit)
{
    const struct Node *node = edit->override->node, *list = node_child(node, "statements");
    const char *section = child_text(node, "section");
    GPtrArray *statements = g_ptr_array_new();
    for (const struct Node *n = list ? list->first : NULL; n; n = n->next)
        if (find_statement(e, node_text(n)))
            g_ptr_array_add(statements, (void *)find_statement(e, node_text(n)));
        else
            diag(e->diags, SG_OVERRIDE_NO_TARGET, node_value_span(n), "no statement '%s'",
                 node_text(n) ? node_text(n) : "");
    struct Finding *f = ARENA_NEW(e->arena, struct Finding);
    f->key = edit->key;
    f->rule = f->verb = "free";
    f->set = evidence_set(e->arena, plan->evidence, NULL, (const struct Statement *const *)statements->pdata,
                          statements->len);
    f->group = evidence_group(plan->evidence, plan->table, f->set, &f->n);
    f->all = f->set;
    f->number_only = true;
    f->basis = evidence_basis(e->arena, f->rule, f->set, f->group->id, f->n);
    for (int s = 0; section && s < FINDING_PROPOSALS; s++)
        if (!strcmp(section, finding_section_words[s]))
            f->section = (enum FindingSection)s;
    bool proved = f->set->statements.count || child_flag(node, "none");
    g_ptr_array_free(statements, TRUE);
    if (proved && edit->text)
        return f;
    diag(e->diags, SG_OVERRIDE_UNPROVED, edit->override->span,
         "'%s' needs text and statements, or 'none: yes'", edit->key);
    return NULL;
}

static void append(struct Edits *e, struct Plan *plan, struct Finding *f)
{
    size_t count = plan->counts[f->section];
    struct Finding **list = ARENA_ARRAY(e->arena, struct Finding *, count + 1);
    memcpy(list, plan->findings[f->section], count * sizeof *list);
    list[count] = f;
    plan->findings[f->section] = list;
    plan->counts[f->section] = count + 1;
}

static bool is_free(const struct Edit *edit)
{
    return g_str_has_prefix(edit->key, "free/");
}

/* Only merges and splits: they were applied before there was a plan. */
static bool only_regroups(const struct Edit *edit)
{
    return !edit->text && !edit->omit && !edit->pin && edit->quantifier < 0;
}

static void apply(struct Edits *e, struct Plan *plan, struct Edit *edit, struct Finding *f,
                  const char *const strong_words[QUANTIFIER_COUNT])
{
    f->edit = edit;
    if (edit_is_stale(e, edit, f->basis, f->all))
        return;
    bool stands = !edit->text ||
                  (is_free(edit) ? check_strength(e, plan, edit, f, text_quantifier(edit->text, strong_words))
                                 : check_text(e, plan, edit, f, strong_words));
    if (edit->quantifier >= 0 && !check_strength(e, plan, edit, f, edit->quantifier))
        stands = false;
    if (!stands) {
        f->edit = NULL;
        return;
    }
    edit->applied = true;
    if (edit->quantifier >= 0)
        weaken(e, f, edit->quantifier);
    if (edit->pin)
        pin(plan, f, (size_t)edit->pin);
}

void edits_apply(struct Edits *e, struct Plan *plan, const char *const strong_words[QUANTIFIER_COUNT],
                 void omitted(const struct Finding *finding, const struct Edit *edit, void *context),
                 void *context)
{
    for (size_t i = 0; i < e->count; i++) {
        struct Edit *edit = &e->items[i];
        if (edit_is_plain(edit))
            continue; /* until its sentence is said: edits_plain() */
        struct Finding *f = is_free(edit) ? free_finding(e, plan, edit) : plan_find(plan, edit->key);
        if (only_regroups(edit) || (!f && is_free(edit)))
            continue;
        if (!f) {
            diag(e->diags, SG_OVERRIDE_NO_TARGET, edit->override->span, "'%s'", edit->key);
            continue;
        }
        if (is_free(edit))
            append(e, plan, f);
        apply(e, plan, edit, f, strong_words);
        if (is_free(edit) && !edit->applied)
            take_out(plan, f);
        if (edit->omit && edit->applied) {
            take_out(plan, f);
            omitted(f, edit, context);
        }
    }
}
