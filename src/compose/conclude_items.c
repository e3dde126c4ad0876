/* The list of proposals: one item a claim: the core with its proposers, what single proposers add, who
 * supports it beside them, and where others differ. */
#include "compose/conclude_say.h"

#include <string.h>

#include "base/arena.h"
#include "compose/conclude_edit.h"
#include "compose/words.h"

bool proposal_is_named(const struct Conclusion *x, const struct Finding *f)
{
    enum Language language = x->c->dossier->language;
    return !strcmp(f->rule, "proposal") && f->issue && f->issue->claim->item[language] && f->issue->claim->phrase[language] &&
           composer_has_pattern(x->c, "conclusions.proposals.in-full");
}

static const char *item_text(struct Conclusion *x, const struct Finding *f)
{
    const struct Claim *claim = f->issue->claim;
    const char *item = claim->item[x->c->dossier->language];
    return item && !(x->brief && proposal_is_named(x, f)) ? item : claim_phrase(x, claim);
}

/* The nominal form of the claim; a proposal without one is printed in the words of its reply. */
static struct Value core_value(struct Conclusion *x, const struct Finding *f)
{
    const char *text = f->issue ? item_text(x, f) : NULL;
    if (text)
        return value_text(x->c, "core", text);
    const struct Statement *first = f->set->statements.items[0];
    return value_pattern(x->c, "core", "conclusions.item.words",
                         VALUES(value_text(x->c, "text", first->text ? first->text : first->id)));
}

struct Addition {
    const char *text; /* NULL: a condition */
    const struct Respondent **by;
    size_t count;
};

/* Who added these words; each respondent once. */
static void add_addition(struct Conclusion *x, GArray *additions, const struct Statement *s, const char *text)
{
    struct Addition *found = NULL;
    for (guint i = 0; i < additions->len && !found; i++)
        if (g_strcmp0(g_array_index(additions, struct Addition, i).text, text) == 0)
            found = &g_array_index(additions, struct Addition, i);
    if (!found) {
        struct Addition fresh = {
            text,
            ARENA_ARRAY(x->c->scratch, const struct Respondent *, x->evidence->consultation.respondent_count),
            0};
        g_array_append_val(additions, fresh);
        found = &g_array_index(additions, struct Addition, additions->len - 1);
    }
    if (!found->count || found->by[found->count - 1] != s->submission->respondent)
        found->by[found->count++] = s->submission->respondent;
}

static struct Value additions_value(struct Conclusion *x, const struct Finding *f)
{
    GArray *additions = g_array_new(FALSE, FALSE, sizeof(struct Addition));
    for (size_t i = 0; i < f->set->statements.count; i++)
        if (f->set->statements.items[i]->qualifier)
            add_addition(x, additions, f->set->statements.items[i], f->set->statements.items[i]->qualifier);
    for (size_t i = 0; i < f->set->statements.count; i++)
        if (f->set->statements.items[i]->stance == STANCE_CONDITIONAL)
            add_addition(x, additions, f->set->statements.items[i], NULL);
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct Run));
    for (guint i = 0; i < additions->len; i++) {
        const struct Addition *a = &g_array_index(additions, struct Addition, i);
        struct Value names = reply_names_value(x->c, "names", a->by, a->count, "plain");
        struct Value text = a->text ? value_text(x->c, "text", a->text) : value_none("text");
        struct Value value =
            value_pattern(x->c, "", a->text ? "conclusions.item.addition" : "conclusions.item.condition",
                          VALUES(names, text));
        if (value.runs.count)
            g_array_append_vals(out, value.runs.items, (guint)value.runs.count);
    }
    bool any = out->len > 0;
    struct Runs runs = runs_take(x->c, out);
    g_array_free(additions, TRUE);
    return any ? (struct Value){.name = "additions", .kind = VALUE_RUNS, .number = 1, .runs = runs}
               : value_none("additions");
}

/* "; also supported by Qatar (para. 12)": names while they are few. */
static struct Value also_value(struct Conclusion *x, const struct Finding *f)
{
    if (!f->also)
        return value_none("also");
    struct Finding support = {.rule = f->rule, .key = f->key, .issue = f->issue, .set = f->also};
    support.group = evidence_group(x->evidence, x->table, f->also, &support.n);
    struct Value values[COUNT_VALUES];
    count_values(x, &support, false, values);
    return value_pattern(x->c, "also", "conclusions.item.also", values, COUNT_VALUES);
}

/* The paragraph where the other views on it stand: its id, or NULL when nobody differs. */
static const char *differing_block(struct Conclusion *x, const struct Finding *f)
{
    if (!f->issue || !f->issue->contested)
        return NULL;
    const struct Claim *claim = f->issue->claim;
    if (f->issue->opposite && f->issue->opposite->claim->order < claim->order)
        claim = f->issue->opposite->claim;
    const char *key = arena_printf(x->c->scratch, "divergence/%s", claim->id);
    for (guint i = 0; i < x->c->sentences->len; i++) {
        const struct Sentence *s = &g_array_index(x->c->sentences, struct Sentence, i);
        if (!strcmp(s->id, key))
            return g_array_index(x->c->blocks, struct Block, s->block).id;
    }
    return NULL;
}

static void make_bold(struct Conclusion *x)
{
    for (guint i = 0; x->bold && i < x->c->runs->len; i++) {
        struct Run *run = &g_array_index(x->c->runs, struct Run, i);
        if (!(run->flags & RUN_NOTE_CALL))
            run->flags |= RUN_BOLD;
    }
}

/* In the open block. */
static void say_item(struct Conclusion *x, const struct Finding *f, size_t place, size_t count)
{
    const char *end = place + 1 == count ? "last" : place + 2 == count ? "last-but-one" : "other";
    const char *differing = differing_block(x, f);
    finding_say(x, f, &(struct Saying){"conclusions.item", true, NULL,
                                       VALUES(core_value(x, f), additions_value(x, f), also_value(x, f),
                                              value_word("differs", differing ? "yes" : "no"),
                                              value_paragraphs(x->c, "where", &differing, differing ? 1 : 0),
                                              value_word("end", end))});
    make_bold(x);
    composer_close(x->c);
}

/* The items under the paragraph that was closed last. */
static void say_list(struct Conclusion *x, const struct Finding *const *findings, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *name = findings[i]->key + strlen("proposal/");
        composer_item(x->c, 1, i, arena_printf(x->c->scratch, "%s.proposals.%s", x->id, name));
        say_item(x, findings[i], i, count);
    }
}

/* ---- More proposals than a list can have letters: a list for each theme ---- */

static const struct Theme *theme_of(const struct Finding *f)
{
    return f->issue ? f->issue->claim->theme : f->set->statements.items[0]->theme;
}

/* Those of a theme (NULL: of none), in their order; how many. */
static size_t choose_theme(const struct Conclusion *x, const struct Theme *theme, const struct Finding **chosen)
{
    size_t count = 0;
    for (size_t i = 0; i < x->plan->counts[FINDING_PROPOSALS]; i++)
        if (theme_of(x->plan->findings[FINDING_PROPOSALS][i]) == theme)
            chosen[count++] = x->plan->findings[FINDING_PROPOSALS][i];
    return count;
}

static bool is_long(const struct Conclusion *x, size_t count, const struct Finding **chosen)
{
    bool long_list = x->table->item_limit && count > (size_t)x->table->item_limit;
    return long_list && composer_has_pattern(x->c, "conclusions.proposals.by-theme") &&
           choose_theme(x, theme_of(x->plan->findings[FINDING_PROPOSALS][0]), chosen) < count;
}

/* A paragraph for the theme with its own letters; one proposal is no list. */
static void say_theme(struct Conclusion *x, const struct Theme *theme, const struct Finding *const *chosen, size_t count)
{
    struct Composer *c = x->c;
    const char *id = theme ? theme->id : "other", *title = theme ? theme->title[c->dossier->language] : NULL;
    const char *key = title ? "conclusions.proposals.theme" : "conclusions.proposals.other";
    composer_open(c, ROLE_NUMBERED, "paragraph", arena_printf(c->scratch, "%s.proposals-on.%s", x->id, id));
    int lead = plain_record(x, arena_printf(c->scratch, "proposals/%s", id), NULL, 0, 0);
    plain_basis(x, lead, arena_printf(c->scratch, "proposals on %s: %zu", id, count));
    plain_say(x, key, lead, VALUES(value_count(c, "count", (long)count), value_text(c, "theme", title ? title : "")));
    if (count == 1) {
        say_item(x, chosen[0], 0, 1);
        return;
    }
    make_bold(x);
    composer_close(c);
    say_list(x, chosen, count);
}

static void say_by_theme(struct Conclusion *x, const struct Finding **chosen)
{
    const struct Dossier *dossier = x->c->dossier;
    for (size_t t = 0; t <= dossier->theme_count; t++) {
        const struct Theme *theme = t < dossier->theme_count ? &dossier->themes[t] : NULL;
        size_t count = choose_theme(x, theme, chosen);
        if (count)
            say_theme(x, theme, (const struct Finding *const *)chosen, count);
    }
}

/* Those whose words an editor gave stand above as the editor wants them. */
static size_t choose_named(struct Conclusion *x, const struct Finding **chosen)
{
    size_t count = 0;
    for (size_t i = 0; i < x->plan->counts[FINDING_PROPOSALS]; i++) {
        const struct Finding *f = x->plan->findings[FINDING_PROPOSALS][i];
        if (!proposal_is_named(x, f) || (f->edit && edit_text(f->edit)))
            continue;
        struct Finding *full = arena_memdup(x->c->scratch, f, sizeof *f);
        full->key = arena_printf(x->c->scratch, "in-full/%s", f->key + strlen("proposal/"));
        full->rule = "in-full";
        full->edit = NULL;
        full->basis = evidence_basis(x->c->scratch, full->rule, f->all, f->group->id, f->n);
        chosen[count++] = full;
    }
    return count;
}

void proposals_say_in_full(struct Conclusion *x)
{
    const struct Finding **chosen = ARENA_ARRAY(x->c->scratch, const struct Finding *, x->plan->counts[FINDING_PROPOSALS] + 1);
    size_t count = choose_named(x, chosen);
    if (!count)
        return;
    composer_open(x->c, ROLE_NUMBERED, "paragraph", arena_printf(x->c->scratch, "%s.in-full", x->id));
    int lead = plain_record(x, "proposals-in-full", NULL, 0, 0);
    plain_say(x, "conclusions.proposals.in-full", lead, VALUES(value_count(x->c, "count", (long)count)));
    composer_close(x->c);
    for (size_t i = 0; i < count; i++) {
        composer_item(x->c, 1, i, arena_printf(x->c->scratch, "%s.%s", x->id, chosen[i]->key));
        say_item(x, chosen[i], i, count);
    }
}

void proposals_say(struct Conclusion *x)
{
    size_t count = x->plan->counts[FINDING_PROPOSALS];
    composer_open(x->c, ROLE_NUMBERED, "paragraph", arena_printf(x->c->scratch, "%s.proposals", x->id));
    if (!count) {
        int none = plain_record(x, "no-proposal", NULL, 0, x->evidence->consultation.respondent_count);
        plain_say(x, "conclusions.no-proposal", none,
                     VALUES(value_count(x->c, "n", (long)x->evidence->consultation.respondent_count)));
        composer_close(x->c);
        return;
    }
    int lead = plain_record(x, "proposals", NULL, 0, 0);
    plain_basis(x, lead, arena_printf(x->c->scratch, "proposals %zu", count));
    const struct Finding **chosen = ARENA_ARRAY(x->c->scratch, const struct Finding *, count);
    bool by_theme = is_long(x, count, chosen);
    plain_say(x, by_theme ? "conclusions.proposals.by-theme" : "conclusions.proposals", lead,
              VALUES(value_count(x->c, "count", (long)count)));
    if (by_theme) {
        make_bold(x);
        composer_close(x->c);
        say_by_theme(x, chosen);
        return;
    }
    if (count == 1) { /* one proposal is no list */
        say_item(x, x->plan->findings[FINDING_PROPOSALS][0], 0, 1);
        return;
    }
    make_bold(x);
    composer_close(x->c);
    say_list(x, (const struct Finding *const *)x->plan->findings[FINDING_PROPOSALS], count);
}
