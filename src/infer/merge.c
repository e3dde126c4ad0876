/* Claims that may be one: which read alike, and what a person decided. A merge is an override, signed; a
 * refusal is kept with the claim. */
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "infer/grams.h"
#include "infer/infer.h"
#include "infer/place.h"
#include "infer/table.h"

struct Decider {
    const struct Dossier *dossier;
    const struct Source *source;
    struct CsvTable table;
    const char *today;
    struct Diags *diags;
    GArray *refusals; /* struct Change, of themes.yaml */
    GString *merges;  /* entries of overrides.yaml */
    size_t decided;
};

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
        struct Proposal fresh = {
            .claim = s->claim, .text = s->text, .first = s->submission->respondent, .respondents = 1};
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
        for (const struct Statement *s = dossier_admits(dossier, &dossier->submissions[i])
                                             ? dossier->submissions[i].statements
                                             : NULL;
             s; s = s->next)
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
        if (i == of || q->claim->theme != p->claim->theme || same || refused(p->claim, q->claim) ||
            refused(q->claim, p->claim))
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
            const struct Proposal *p = &g_array_index(proposals, struct Proposal, i),
                                  *q = &g_array_index(proposals, struct Proposal, pairs[j].other);
            char score[16];
            g_snprintf(score, sizeof score, "%d.%02d", pairs[j].score / 1000, pairs[j].score % 1000 / 10);
            table_add_cell(out, p->claim->id, false);
            table_add_cell(out, q->claim->id, false);
            table_add_cell(out, score, false);
            table_add_cell(out, p->text, false);
            table_add_cell(out, q->text, false);
            table_add_cell(out, "", false);
            table_add_cell(out, "", true);
        }
    }
    g_array_free(proposals, TRUE);
    arena_free(arena);
    return out;
}

/* ---- What a person decided ---- */

static const struct Claim *find_claim(const struct Dossier *dossier, const char *id)
{
    for (size_t i = 0; i < dossier->claim_count; i++)
        if (!strcmp(dossier->claims[i].id, id))
            return &dossier->claims[i];
    return NULL;
}

static bool says_no(const char *text)
{
    return !g_ascii_strcasecmp(text, "no") || !g_ascii_strcasecmp(text, "n");
}

/* Puts the id into the list of refusals of the claim, or makes the list behind its id. */
static bool refuse(const struct Claim *claim, const char *other, GArray *changes)
{
    const char *bytes = claim->span.source->bytes, *list, *id;
    const char *from = bytes + claim->span.start;
    gssize length = (gssize)(claim->span.end - claim->span.start);
    struct Change change = {0};
    if ((list = g_strstr_len(from, length, "not-same-as: ["))) {
        change.start = change.end = (size_t)(list - bytes) + strlen("not-same-as: [");
        change.text = g_strdup_printf("%s, ", other);
    } else if ((id = g_strstr_len(from, length, "id: ")) && !strncmp(id + 4, claim->id, strlen(claim->id))) {
        bool flow = g_strstr_len(from, length, "{") && g_strstr_len(from, length, "{") < id;
        const char *line = id;
        while (line > bytes && line[-1] != '\n')
            line--;
        change.start = change.end = (size_t)(id - bytes) + 4 + strlen(claim->id);
        change.text = flow ? g_strdup_printf(", not-same-as: [%s]", other)
                           : g_strdup_printf("\n%*snot-same-as: [%s]", (int)(id - line), "", other);
    }
    for (guint i = 0; change.text && i < changes->len;
         i++) /* a second refusal of one claim joins the first */
        if (g_array_index(changes, struct Change, i).start == change.start) {
            struct Change *first = &g_array_index(changes, struct Change, i);
            char *bracket = strchr(first->text, '[');
            char *joined = bracket ? g_strdup_printf("%.*s[%s, %s", (int)(bracket - first->text), first->text,
                                                     other, bracket + 1)
                                   : g_strconcat(first->text, change.text, NULL);
            g_free(first->text);
            g_free(change.text);
            first->text = joined;
            return true;
        }
    if (change.text)
        g_array_append_val(changes, change);
    return change.text != NULL;
}

static void decide_row(struct Decider *d, size_t row)
{
    struct Span span = span_at(d->source, d->table.rows[row].start, d->table.rows[row].start + 1);
    const char *accept = csv_cell(&d->table, row, "accept"), *initials = csv_cell(&d->table, row, "initials");
    const struct Claim *claim = find_claim(d->dossier, csv_cell(&d->table, row, "claim"));
    const struct Claim *like = find_claim(d->dossier, csv_cell(&d->table, row, "like"));
    if (!table_says_yes(accept) && !says_no(accept))
        return;
    if (!claim || !like) {
        diag(d->diags, SG_UNKNOWN_WORD_IN_ROW, span, "'%s', '%s'", csv_cell(&d->table, row, "claim"),
             csv_cell(&d->table, row, "like"));
    } else if (!table_is_signed(initials)) {
        diag(d->diags, SG_UNSIGNED_ROW, span, "'%s'", claim->id);
    } else if (says_no(accept)) {
        if (refuse(claim, like->id, d->refusals))
            d->decided++;
        else
            diag(d->diags, SG_TAG_NOT_PLACED, span, "'%s'", claim->id);
    } else {
        g_string_append_printf(
            d->merges,
            "- key: proposal/%s\n  merge: [%s]\n  reason: read as one proposal\n  by: %s\n  on: %s\n",
            claim->id, like->id, initials, d->today);
        d->decided++;
    }
}

/* overrides.yaml with the merges behind what it holds. */
static GString *with_merges(const struct InputFile *file, const GString *merges)
{
    GString *out = g_string_new(NULL);
    if (file && file->source && file->source->length) {
        g_string_append_len(out, file->source->bytes, (gssize)file->source->length);
        if (out->str[out->len - 1] != '\n')
            g_string_append_c(out, '\n');
    }
    return g_string_append(out, merges->str);
}

struct TaggedFiles infer_merge_review(struct Arena *arena, const struct Input *folder,
                                      const struct Dossier *dossier, struct Source *table, const char *today,
                                      struct Diags *diags)
{
    struct Decider d = {.dossier = dossier, .source = table, .today = today, .diags = diags};
    struct TaggedFiles result = {ARENA_ARRAY(arena, struct TaggedFile, 2), 0, 0};
    d.table = csv_parse(arena, table->bytes, table->length);
    if (!d.table.count || strcmp(d.table.rows[0].cells[0], "claim") != 0) {
        diag(diags, SG_NOT_A_TABLE, span_at(table, 0, 0), NULL);
        return result;
    }
    d.merges = g_string_new(NULL);
    d.refusals = g_array_new(FALSE, FALSE, sizeof(struct Change));
    for (size_t row = 1; row < d.table.count; row++)
        decide_row(&d, row);
    const struct InputFile *themes = input_file(folder, "themes.yaml");
    if (d.refusals->len && themes)
        result.items[result.count++] =
            (struct TaggedFile){themes->name, place_changes(themes->source, d.refusals)};
    if (d.merges->len)
        result.items[result.count++] = (struct TaggedFile){
            "overrides.yaml", with_merges(input_file(folder, "overrides.yaml"), d.merges)};
    result.accepted = d.decided;
    g_array_free(d.refusals, TRUE);
    g_string_free(d.merges, TRUE);
    return result;
}
