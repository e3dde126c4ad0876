/* Clauses and what they do.
 *
 * A sentence is cut where a coordinator stands before a head ("raised concern about P and suggested that Q").
 * The first head of a clause decides; a head that only reports ("stated that") leaves it to what follows:
 * another head, a word of duty, a word of lack, a deed. A clause that none of these know gets no tag: silence
 * is cheaper than a wrong tag, since a person reads what is proposed. Items of a list inherit the head before
 * the list. */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "infer/grams.h"
#include "infer/infer_int.h"

enum {
    CLAIM_SCORE = 220,
    REACH = 60, /* bytes between a coordinator and its head: "and the Government of the Syrian Arab Republic
                   urged" */
    REACH_SAY = 16, /* before a head that only reports, which may as well be a participle */
    SHORTEST = 8,   /* bytes of a clause */
};

struct ClaimGrams {
    const struct Claim *claim;
    size_t count;  /* of its grams */
    size_t shared; /* with the clause in hand */
};

struct Posting { /* a gram and a claim that has it */
    uint32_t gram, claim;
};

struct Suggester {
    struct Arena *arena;
    const struct Dossier *dossier;
    const struct InferTables *tables;
    GArray *found; /* struct Suggestion */
    struct ClaimGrams *claims;
    size_t claim_count;
    GArray *postings; /* struct Posting, sorted; NULL: claims are not looked for */
    const struct Submission *submission;
    const struct Content *paragraph;
    const struct Prose *prose;
    int place;
    const struct Head *list_head; /* the head before a list, for its items */
    const struct Statement *lead; /* that covers that head; NULL: none */
    const struct Statement *led;  /* the lead of the list whose item is read; NULL: none is read */
};

struct Clause {
    size_t start, end;
    const struct Head *head; /* the first; NULL: none */
    size_t head_start, head_end;
};

/* ---- Sentences ---- */

static bool ends_with_abbreviation(const struct InferTables *t, const char *text, size_t start, size_t stop)
{
    for (size_t i = 0; i < t->abbreviations.count; i++) {
        size_t length = t->abbreviations.items[i].length;
        if (stop + 1 >= start + length &&
            phrase_at(text, stop + 1 - length, t->abbreviations.items[i].text, length))
            return true;
    }
    return false;
}

/* The end of the sentence that starts there, behind its full stop. */
static size_t sentence_end(const struct InferTables *t, const char *text, size_t start, size_t limit)
{
    for (size_t i = start; i < limit; i++)
        if ((text[i] == '.' || text[i] == '?' || text[i] == '!') && (i + 1 == limit || text[i + 1] == ' ') &&
            !ends_with_abbreviation(t, text, start, i))
            return i + 1;
    return limit;
}

/* ---- Heads ---- */

static bool word_before(const struct Words *words, const char *text, size_t at, size_t start)
{
    for (size_t i = 0; i < words->count; i++) {
        size_t length = words->items[i].length;
        if (at >= start + length + 1 && text[at - 1] == ' ' &&
            phrase_at(text, at - 1 - length, words->items[i].text, length))
            return true;
    }
    return false;
}

static const struct Head *head_at(const struct InferTables *t, const char *text, size_t start, size_t at)
{
    const struct Head *longest = NULL;
    unsigned char letter = (unsigned char)g_ascii_tolower(text[at]);
    for (size_t i = t->head_starts[letter]; i < t->head_starts[letter + 1]; i++)
        if ((!longest || t->heads[i].length > longest->length) &&
            phrase_at(text, at, t->heads[i].words, t->heads[i].length))
            longest = &t->heads[i];
    if (!longest || word_before(&t->not_after, text, at, start))
        return NULL;
    size_t after = at + longest->length + (text[at + longest->length] == ' ');
    return words_at(&t->not_before, text, after) ? NULL : longest;
}

static const struct Head *next_head(const struct InferTables *t, const char *text, size_t from, size_t to,
                                    size_t start, size_t *at)
{
    for (size_t i = from; i < to; i = next_place(text, i)) {
        const struct Head *head = may_begin(&t->head_beginnings, text, i) ? head_at(t, text, start, i) : NULL;
        bool name = g_ascii_isupper(text[i]) && i > start; /* "States" is no verb */
        if (head && !name && i + head->length <= to) {
            *at = i;
            return head;
        }
    }
    return NULL;
}

/* The last coordinator between two heads, near the second: there the clause of the first ends. 0: the second
 * is inside of the first. */
static size_t cut_before(const struct InferTables *t, const char *text, size_t from, size_t head,
                         size_t reach)
{
    size_t cut = 0, length;
    size_t low = head > from + reach ? head - reach : from;
    for (size_t at = low; at < head; at++) {
        length = words_at(&t->cuts, text, at);
        if (length)
            cut = at;
    }
    return cut;
}

/* ---- What a clause does ---- */

struct Reading {
    int act; /* -1: unknown */
    enum Stance stance;
    bool norm;
    const char *rule;
};

static const char *copy_words(struct Suggester *s, size_t at, size_t length)
{
    return arena_strndup(s->arena, s->prose->text->str + at, length);
}

static bool find(struct Suggester *s, const struct Words *words, const struct Clause *c, size_t from,
                 const char **rule)
{
    size_t length, at = words_find(words, s->prose->text->str, from, c->end, &length);
    if (at == SIZE_MAX)
        return false;
    *rule = copy_words(s, at, length);
    return true;
}

/* The first place of each list of words in the clause, in one pass; of the lists the first that has one counts. */
static int find_content(struct Suggester *s, const struct Clause *c, size_t from, const char **rule)
{
    const struct InferTables *t = s->tables;
    const struct Words *const lists[] = {&t->lack, &t->modals, &t->done};
    const char *text = s->prose->text->str;
    size_t found[] = {SIZE_MAX, SIZE_MAX, SIZE_MAX}, lengths[] = {0, 0, 0};
    for (size_t at = from; at < c->end && found[0] == SIZE_MAX; at = next_place(text, at)) {
        if (!may_begin(&t->content_beginnings, text, at))
            continue;
        for (size_t l = 0; l < G_N_ELEMENTS(lists); l++) {
            size_t length = found[l] == SIZE_MAX ? words_at(lists[l], text, at) : 0;
            if (length && at + length <= c->end) {
                found[l] = at;
                lengths[l] = length;
            }
        }
    }
    for (int l = 0; l < (int)G_N_ELEMENTS(lists); l++)
        if (found[l] != SIZE_MAX) {
            *rule = copy_words(s, found[l], lengths[l]);
            return l;
        }
    return -1;
}

/* By what stands after a head that only reports, or in a clause without a head. */
static void read_content(struct Suggester *s, const struct Clause *c, size_t from, struct Reading *r)
{
    const struct InferTables *t = s->tables;
    size_t at;
    const struct Head *inner =
        c->head ? next_head(t, s->prose->text->str, from, c->end, c->start, &at) : NULL;
    while (inner && inner->act == HEAD_SAY)
        inner = next_head(t, s->prose->text->str, at + inner->length, c->end, c->start, &at);
    static const int acts[] = {ACT_CONCERN, ACT_POSITION, ACT_PRACTICE};
    int content = inner ? -1 : find_content(s, c, from, &r->rule);
    if (inner)
        *r = (struct Reading){inner->act, inner->stance, false, inner->words};
    else if (content >= 0)
        r->act = acts[content];
    else if (c->head)
        *r = (struct Reading){ACT_INFORMATION, STANCE_NEUTRAL, false, c->head->words};
}

static struct Reading read_clause(struct Suggester *s, const struct Clause *c)
{
    struct Reading r = {-1, STANCE_FOR, false, NULL};
    const char *rule;
    if (c->head && c->head->act != HEAD_SAY)
        r = (struct Reading){c->head->act, c->head->stance, false, c->head->words};
    else
        read_content(s, c, c->head ? c->head_end : c->start, &r);
    if (r.act < 0 || !s->postings) /* the lint asks for no more */
        return r;
    r.norm = find(s, &s->tables->modals, c, c->start, &rule);
    if (r.stance == STANCE_FOR && r.act != ACT_CONCERN && find(s, &s->tables->conditions, c, c->start, &rule))
        r.stance = STANCE_CONDITIONAL;
    return r;
}

/* ---- Claims ---- */

static int compare_postings(const void *a, const void *b)
{
    const struct Posting *x = a, *y = b;
    if (x->gram != y->gram)
        return x->gram < y->gram ? -1 : 1;
    return x->claim < y->claim ? -1 : x->claim > y->claim;
}

static void prepare_claims(struct Suggester *s)
{
    const struct Dossier *d = s->dossier;
    s->claims = ARENA_ARRAY(s->arena, struct ClaimGrams, d->claim_count);
    s->postings = g_array_new(FALSE, FALSE, sizeof(struct Posting));
    for (size_t i = 0; i < d->claim_count; i++) {
        const char *phrase = d->claims[i].phrase[LANG_EN], *item = d->claims[i].item[LANG_EN];
        if (!phrase)
            continue;
        char *text = g_strconcat(phrase, " ", item ? item : "", NULL);
        struct Grams grams = grams_of(s->arena, text);
        for (size_t g = 0; g < grams.count; g++) {
            struct Posting posting = {grams.items[g], (uint32_t)s->claim_count};
            g_array_append_val(s->postings, posting);
        }
        s->claims[s->claim_count++] = (struct ClaimGrams){&d->claims[i], grams.count, 0};
        g_free(text);
    }
    g_array_sort(s->postings, compare_postings);
}

/* The first posting of the gram. */
static guint find_posting(const GArray *postings, uint32_t gram)
{
    guint low = 0, high = postings->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(postings, struct Posting, middle).gram < gram)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void find_claim(struct Suggester *s, struct Suggestion *suggestion)
{
    struct Grams grams = grams_of(s->arena, suggestion->text);
    for (size_t i = 0; i < s->claim_count; i++)
        s->claims[i].shared = 0;
    for (size_t g = 0; g < grams.count; g++)
        for (guint i = find_posting(s->postings, grams.items[g]);
             i < s->postings->len && g_array_index(s->postings, struct Posting, i).gram == grams.items[g];
             i++)
            s->claims[g_array_index(s->postings, struct Posting, i).claim].shared++;
    for (size_t i = 0; i < s->claim_count; i++) {
        const struct ClaimGrams *c = &s->claims[i];
        size_t all = grams.count + c->count - c->shared;
        int alike = all ? (int)(1000 * c->shared / all) : 0,
            held = c->count ? (int)(600 * c->shared / c->count) : 0;
        int score = MAX(alike, held);
        if (score > suggestion->score && score >= CLAIM_SCORE) {
            suggestion->score = score;
            suggestion->claim = c->claim;
        }
    }
}

/* ---- Clauses ---- */

static const struct Statement *covering(const struct Prose *p, size_t start, size_t end)
{
    const struct Statement *found = NULL;
    size_t most = 0;
    for (guint i = 0; i < p->covered->len; i++) {
        const struct Covered *c = &g_array_index(p->covered, struct Covered, i);
        size_t low = MAX(c->start, start), high = MIN(c->end, end);
        if (high > low && high - low > most) {
            most = high - low;
            found = c->statement;
        }
    }
    return found;
}

static struct Clause trimmed(const struct Suggester *s, struct Clause c)
{
    const char *text = s->prose->text->str;
    while (c.start < c.end && strchr(" ,;:", text[c.start]))
        c.start++;
    while (c.end > c.start && strchr(" ,;:.", text[c.end - 1]))
        c.end--;
    return c;
}

/* True when a row knew the clause. */
static bool add_clause(struct Suggester *s, struct Clause c)
{
    c = trimmed(s, c);
    struct Reading r = read_clause(s, &c);
    bool bare = c.head && c.end == c.head_end &&
                s->prose->text->str[c.end] == ':'; /* "UNODC suggested:" before a list */
    if (r.act < 0 || c.end < c.start + SHORTEST || bare)
        return false;
    struct Suggestion suggestion = {.submission = s->submission,
                                    .paragraph_id = s->paragraph->id,
                                    .span = s->paragraph->span,
                                    .start = c.start,
                                    .end = c.end,
                                    .act = (enum Act)r.act,
                                    .stance = r.stance,
                                    .norm = r.norm,
                                    .rule = r.rule};
    suggestion.id =
        arena_printf(s->arena, "%s/%d", s->paragraph->id ? s->paragraph->id : s->submission->id, ++s->place);
    suggestion.text = copy_words(s, c.start, c.end - c.start);
    suggestion.tagged = covering(s->prose, c.start, c.end);
    suggestion.lead = s->led;
    if (s->postings)
        find_claim(s, &suggestion);
    g_array_append_val(s->found, suggestion);
    return true;
}

/* A semicolon ends a clause whatever follows. */
static size_t clause_end(const char *text, size_t start, size_t end)
{
    for (size_t i = start; i + 1 < end; i++)
        if (text[i] == ';' && text[i + 1] == ' ')
            return i + 1;
    return end;
}

/* Where the clause of the first head ends: at the coordinator before the next head that has one. */
static size_t next_cut(const struct InferTables *t, const char *text, const struct Clause *c, size_t start)
{
    size_t from = c->head_end, at, cut = 0;
    while (!cut) {
        const struct Head *second = next_head(t, text, from, c->end, start, &at);
        if (!second)
            break;
        cut = cut_before(t, text, from, at, second->act == HEAD_SAY ? REACH_SAY : REACH);
        from = at + second->length;
    }
    return cut;
}

/* The part before the coordinator of the first head may be a clause of its own, without a head. */
static size_t headless_part(struct Suggester *s, const struct Clause *c)
{
    size_t cut = cut_before(s->tables, s->prose->text->str, c->start, c->head_start, REACH);
    return cut > c->start + SHORTEST && add_clause(s, (struct Clause){c->start, cut, NULL, 0, 0}) ? cut : 0;
}

static void add_sentence(struct Suggester *s, size_t start, size_t end)
{
    const struct InferTables *t = s->tables;
    const char *text = s->prose->text->str;
    s->list_head = NULL; /* a list continues the sentence right before it */
    s->lead = NULL;
    for (size_t from = start; from < end;) {
        size_t stop = clause_end(text, from, end), cut = 0, at = 0;
        struct Clause c = {.start = from, .end = stop};
        c.head = next_head(t, text, from, stop, start, &at);
        if (c.head) {
            c.head_start = at;
            c.head_end = at + c.head->length;
            s->list_head = c.head;
            s->lead = covering(s->prose, at, stop);
            size_t part = headless_part(s, &c);
            c.start = part ? part + 1 : from;
            cut = next_cut(t, text, &c, start);
        }
        if (cut)
            c.end = cut;
        add_clause(s, c);
        from = cut ? cut + 1 : stop;
        while (cut && from < end && (text[from] == ' ' || text[from] == ','))
            from++;
    }
}

/* An item of a list does what the head before the list says. */
static void add_item(struct Suggester *s, size_t start, size_t end)
{
    const struct Head *before = s->list_head;
    const struct Statement *lead = s->lead;
    size_t at;
    const struct Head *own = next_head(s->tables, s->prose->text->str, start, end, start, &at);
    s->led = lead;
    if (own || !before || before->act == HEAD_SAY)
        add_sentence(s, start, end);
    else
        add_clause(s, (struct Clause){start, clause_end(s->prose->text->str, start, end), before, start, start});
    s->led = NULL;
    s->lead = lead;
    s->list_head = before;
}

static void add_paragraph(struct Suggester *s, const struct Content *paragraph)
{
    struct Prose prose = prose_of(paragraph);
    s->paragraph = paragraph;
    s->prose = &prose;
    s->place = 0;
    s->list_head = NULL;
    s->lead = NULL;
    for (guint b = 0; b <= prose.breaks->len; b++) {
        size_t at = b ? g_array_index(prose.breaks, size_t, b - 1) : 0;
        size_t limit = b < prose.breaks->len ? g_array_index(prose.breaks, size_t, b) : prose.text->len;
        while (at < limit) {
            size_t end = sentence_end(s->tables, prose.text->str, at, limit);
            if (b)
                add_item(s, at, end);
            else
                add_sentence(s, at, end);
            at = end + (end < limit && prose.text->str[end] == ' ');
        }
    }
    prose_free(&prose);
}

static void suggest(struct Suggester *s)
{
    s->found = g_array_new(FALSE, FALSE, sizeof(struct Suggestion));
    for (size_t i = 0; i < s->dossier->submission_count; i++) {
        s->submission = &s->dossier->submissions[i];
        for (const struct Content *c = dossier_admits(s->dossier, s->submission) ? s->submission->content
                                                                                 : NULL;
             c; c = c->next)
            if (c->kind == CONTENT_PARAGRAPH)
                add_paragraph(s, c);
    }
}

struct Suggestions infer_suggest(struct Arena *arena, const struct Dossier *dossier,
                                 const struct InferTables *tables)
{
    struct Suggester s = {.arena = arena, .dossier = dossier, .tables = tables};
    prepare_claims(&s);
    suggest(&s);
    struct Suggestions result = {arena_memdup(arena, s.found->data, s.found->len * sizeof(struct Suggestion)),
                                 s.found->len};
    g_array_free(s.found, TRUE);
    g_array_free(s.postings, TRUE);
    return result;
}

static bool is_off(const struct Dossier *dossier, enum DiagCode code)
{
    for (size_t i = 0; i < dossier->lint_off_count; i++)
        if (diag_kind_find(dossier->lint_off[i]) == diag_kind(code))
            return true;
    return false;
}

/* Where the clause begins in the source of its paragraph: as many of its words as stand there unbroken by an element. */
static struct Span words_place(const struct Suggestion *x)
{
    for (size_t words = 8; words; words /= 2) {
        size_t length = 0;
        for (size_t w = 0; w < words && x->text[length]; w++) {
            length += strspn(x->text + length, " ");
            length += strcspn(x->text + length, " ");
        }
        struct Span place = span_words(x->span, x->text, 0, length);
        if (place.start != x->span.start || place.end != x->span.end)
            return place;
    }
    return x->span;
}

void infer_lint(struct Arena *arena, const struct Dossier *dossier, const struct InferTables *tables,
                struct Diags *diags)
{
    struct Suggester s = {.arena = arena, .dossier = dossier, .tables = tables};
    if (is_off(dossier, SG_UNTAGGED_PROPOSAL))
        return;
    suggest(&s);
    for (guint i = 0; i < s.found->len; i++) {
        const struct Suggestion *x = &g_array_index(s.found, struct Suggestion, i);
        if (x->act == ACT_PROPOSAL && !x->tagged && !x->lead)
            diag(diags, SG_UNTAGGED_PROPOSAL, words_place(x), "%s: “%s”", x->id, x->text);
    }
    g_array_free(s.found, TRUE);
}
