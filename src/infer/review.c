/* Suggestions as a table that a person fills in, and what the person accepted put into the replies. */
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "infer/grams.h"
#include "infer/infer.h"
#include "infer/place.h"

/* ---- Writing ---- */

static void add_cell(GString *out, const char *text, bool last)
{
    csv_append(out, text ? text : "");
    g_string_append(out, last ? "\r\n" : ",");
}

GString *infer_table(const struct Suggestions *suggestions)
{
    GString *out = g_string_new("id,respondent,act,stance,claim,score,rule,sentence,accept,initials\r\n");
    for (size_t i = 0; i < suggestions->count; i++) {
        const struct Suggestion *s = &suggestions->items[i];
        char score[16];
        if (s->tagged)
            continue;
        g_snprintf(score, sizeof score, "%d.%02d", s->score / 1000, s->score % 1000 / 10);
        add_cell(out, s->id, false);
        add_cell(out, s->submission->respondent->id, false);
        add_cell(out, act_words[s->act], false);
        add_cell(out, stance_words[s->stance], false);
        add_cell(out, s->claim ? s->claim->id : "", false);
        add_cell(out, score, false);
        add_cell(out, s->rule, false);
        add_cell(out, s->text, false);
        add_cell(out, "", false);
        add_cell(out, "", true);
    }
    return out;
}

/* ---- Reading ---- */

static bool is_yes(const char *text)
{
    static const char *const words[] = {"yes", "y", "x", "1", "true", "accept", "accepted"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (!g_ascii_strcasecmp(text, words[i]))
            return true;
    return false;
}

static bool is_one_of(const char *const *words, const char *text)
{
    for (size_t i = 0; words[i]; i++)
        if (!strcmp(words[i], text))
            return true;
    return false;
}

static bool is_claim(const struct Dossier *dossier, const char *id)
{
    for (size_t i = 0; i < dossier->claim_count; i++)
        if (!strcmp(dossier->claims[i].id, id))
            return true;
    return !*id;
}

struct Reviewer {
    struct Arena *arena;
    const struct Suggestions *suggestions;
    const struct Dossier *dossier;
    const struct Source *source;
    struct CsvTable table;
    const char *today;
    struct Diags *diags;
    GHashTable *changes; /* struct Source * -> GArray of struct Change */
    size_t accepted;
};

static const struct Suggestion *find_row(const struct Reviewer *r, size_t row)
{
    for (size_t i = 0; i < r->suggestions->count; i++) {
        const struct Suggestion *s = &r->suggestions->items[i];
        if (!strcmp(s->id, csv_cell(&r->table, row, "id")) && !strcmp(s->text, csv_cell(&r->table, row, "sentence")) && !s->tagged)
            return s;
    }
    return NULL;
}

/* Initials are letters, or they would be markup in the files. */
static bool is_signed(const char *initials)
{
    for (const char *p = initials; *p; p++)
        if (!g_ascii_isalnum(*p) && *p != '.' && *p != '-')
            return false;
    return *initials;
}

/* "r" and the place of the clause: no statement of the author's is named so unless it came from here. */
static char *statement_id(const struct Suggestion *s)
{
    char *paragraph = g_strdup(strrchr(s->id, '.') ? strrchr(s->id, '.') + 1 : s->id);
    char *id = g_strdup_printf("r-%s", g_strdelimit(paragraph, "/", '-'));
    g_free(paragraph);
    return id;
}

static void accept_row(struct Reviewer *r, size_t row, struct Span span)
{
    const char *act = csv_cell(&r->table, row, "act"), *stance = csv_cell(&r->table, row, "stance");
    const char *claim = csv_cell(&r->table, row, "claim"), *initials = csv_cell(&r->table, row, "initials");
    const struct Suggestion *s = find_row(r, row);
    if (!s) {
        diag(r->diags, SG_UNKNOWN_ROW, span, "'%s'", csv_cell(&r->table, row, "id"));
    } else if (!is_one_of(act_words, act) || (*stance && !is_one_of(stance_words, stance)) || !is_claim(r->dossier, claim)) {
        diag(r->diags, SG_UNKNOWN_WORD_IN_ROW, span, "'%s', '%s', '%s'", act, stance, claim);
    } else if (!is_signed(initials)) {
        diag(r->diags, SG_UNSIGNED_ROW, span, "'%s'", s->id);
    } else {
        char *id = statement_id(s);
        const char *attributes[] = {"id", id, "act", act, "stance", *stance ? stance : "for", "tag", "reviewed", "tagged-by", initials,
                                    "tagged-on", r->today, *claim ? "claim" : NULL, claim, NULL};
        GArray *changes = g_hash_table_lookup(r->changes, s->span.source);
        if (!changes) {
            changes = g_array_new(FALSE, FALSE, sizeof(struct Change));
            g_hash_table_insert(r->changes, (void *)s->span.source, changes);
        }
        if (place_statement(s, attributes, changes))
            r->accepted++;
        else
            diag(r->diags, SG_TAG_NOT_PLACED, span, "'%s'", s->id);
        g_free(id);
    }
}

static void free_changes(void *changes)
{
    g_array_free(changes, TRUE);
}

struct TaggedFiles infer_review(struct Arena *arena, const struct Input *folder, const struct Suggestions *suggestions,
                                const struct Dossier *dossier, struct Source *table, const char *today, struct Diags *diags)
{
    struct Reviewer r = {.arena = arena, .suggestions = suggestions, .dossier = dossier, .source = table, .today = today, .diags = diags};
    struct TaggedFiles result = {ARENA_ARRAY(arena, struct TaggedFile, folder->file_count), 0, 0};
    r.table = csv_parse(arena, table->bytes, table->length);
    if (!r.table.count || !is_one_of((const char *const[]){"id", NULL}, r.table.rows[0].cells[0])) {
        diag(diags, SG_NOT_A_TABLE, span_at(table, 0, 0), NULL);
        return result;
    }
    r.changes = g_hash_table_new_full(NULL, NULL, NULL, free_changes);
    for (size_t row = 1; row < r.table.count; row++)
        if (is_yes(csv_cell(&r.table, row, "accept")))
            accept_row(&r, row, span_at(table, r.table.rows[row].start, r.table.rows[row].start + 1));
    for (size_t i = 0; i < folder->file_count; i++) {
        GArray *changes = g_hash_table_lookup(r.changes, folder->files[i].source);
        if (changes && changes->len)
            result.items[result.count++] = (struct TaggedFile){folder->files[i].name, place_changes(folder->files[i].source, changes)};
    }
    g_hash_table_destroy(r.changes);
    result.accepted = r.accepted;
    return result;
}

/* ---- Claims that may be one ---- */

enum { NEAREST = 3, WORTH_A_LOOK = 80 };

struct Proposal { /* a claim, and the words by which it is compared */
    const struct Claim *claim;
    struct Grams grams;
    const char *text;
    const struct Respondent *first; /* who proposed it first */
    size_t respondents;
};

struct Pair {
    int score;
    size_t other;
};

static bool refused(const struct Claim *a, const struct Claim *b)
{
    for (size_t i = 0; i < a->not_same_count; i++)
        if (!strcmp(a->not_same_as[i], b->id))
            return true;
    return false;
}

static void add_words(GArray *proposals, GHashTable *index, const struct Statement *s)
{
    size_t place = GPOINTER_TO_SIZE(g_hash_table_lookup(index, s->claim));
    if (!place) {
        struct Proposal fresh = {.claim = s->claim, .text = s->text, .first = s->submission->respondent, .respondents = 1};
        g_array_append_val(proposals, fresh);
        g_hash_table_insert(index, (void *)s->claim, GSIZE_TO_POINTER(proposals->len));
    } else if (g_array_index(proposals, struct Proposal, place - 1).first != s->submission->respondent) {
        g_array_index(proposals, struct Proposal, place - 1).respondents++;
    }
}

static GArray *gather_proposals(struct Arena *arena, const struct Dossier *dossier)
{
    GArray *proposals = g_array_new(FALSE, FALSE, sizeof(struct Proposal));
    GHashTable *index = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < dossier->submission_count; i++)
        for (const struct Statement *s = dossier_admits(dossier, &dossier->submissions[i]) ? dossier->submissions[i].statements : NULL; s; s = s->next)
            if (s->act == ACT_PROPOSAL && s->claim)
                add_words(proposals, index, s);
    for (guint i = 0; i < proposals->len; i++) {
        struct Proposal *p = &g_array_index(proposals, struct Proposal, i);
        const char *item = p->claim->item[dossier->language], *phrase = p->claim->phrase[dossier->language];
        p->grams = grams_of(arena, item ? item : phrase ? phrase : p->text);
    }
    g_hash_table_destroy(index);
    return proposals;
}

/* The nearest of the same theme that another respondent made and nobody refused. */
static size_t nearest(const GArray *proposals, size_t of, struct Pair pairs[NEAREST])
{
    const struct Proposal *p = &g_array_index(proposals, struct Proposal, of);
    size_t count = 0;
    for (size_t i = 0; i < proposals->len; i++) {
        const struct Proposal *q = &g_array_index(proposals, struct Proposal, i);
        bool same = p->first == q->first && p->respondents == 1 && q->respondents == 1;
        if (i == of || q->claim->theme != p->claim->theme || same || refused(p->claim, q->claim) || refused(q->claim, p->claim))
            continue;
        struct Pair pair = {grams_alike(&p->grams, &q->grams), i};
        size_t at = count;
        while (at > 0 && pairs[at - 1].score < pair.score)
            at--;
        if (pair.score < WORTH_A_LOOK || at >= NEAREST)
            continue;
        count = MIN(count + 1, (size_t)NEAREST);
        memmove(pairs + at + 1, pairs + at, (count - 1 - at) * sizeof *pairs);
        pairs[at] = pair;
    }
    return count;
}

GString *infer_merges(const struct Dossier *dossier)
{
    struct Arena *arena = arena_new();
    GArray *proposals = gather_proposals(arena, dossier);
    GString *out = g_string_new("claim,like,score,words,words of the other,accept,initials\r\n");
    for (size_t i = 0; i < proposals->len; i++) {
        struct Pair pairs[NEAREST + 1];
        size_t count = nearest(proposals, i, pairs);
        for (size_t j = 0; j < count; j++) {
            const struct Proposal *p = &g_array_index(proposals, struct Proposal, i), *q = &g_array_index(proposals, struct Proposal, pairs[j].other);
            char score[16];
            g_snprintf(score, sizeof score, "%d.%02d", pairs[j].score / 1000, pairs[j].score % 1000 / 10);
            add_cell(out, p->claim->id, false);
            add_cell(out, q->claim->id, false);
            add_cell(out, score, false);
            add_cell(out, p->text, false);
            add_cell(out, q->text, false);
            add_cell(out, "", false);
            add_cell(out, "", true);
        }
    }
    g_array_free(proposals, TRUE);
    arena_free(arena);
    return out;
}
