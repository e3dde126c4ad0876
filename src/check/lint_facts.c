/* Findings about dates, kinds of respondent and lengths. */
#include "check/lint.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "model/node.h"

static struct Span fact_place(const struct Fact *fact)
{
    return fact ? fact->span : SPAN_NONE;
}

static struct Span key_place(const struct Submission *s, const char *name)
{
    const struct Node *child = node_child(s->node, name);
    return child ? node_value_span(child) : s->span;
}

/* ---- Dates ---- */

static void check_dates(struct Lint *lint)
{
    const struct Dossier *d = lint->dossier;
    if (date_given(d->cut_off) && date_given(d->date) && date_compare(d->cut_off, d->date) > 0)
        lint_say(lint, SG_CUT_OFF_AFTER_DATE, fact_place(dossier_fact(d, "cut-off")), "the cut-off date is %s after the masthead",
                 lint_days(lint, date_days_between(d->date, d->cut_off)));
    for (size_t i = 0; i < d->submission_count; i++) {
        const struct Submission *s = &d->submissions[i];
        if (date_given(s->received) && date_given(d->date) && date_compare(s->received, d->date) > 0)
            lint_say(lint, SG_CUT_OFF_AFTER_DATE, key_place(s, "received"), "%s was received %s after the masthead date",
                     s->id, lint_days(lint, date_days_between(d->date, s->received)));
        if (s->late)
            lint_say(lint, SG_LATE_REPLY, key_place(s, "received"), "%s, %s", s->id,
                     lint_days(lint, date_days_between(d->cut_off, s->received)));
    }
}

static void check_notice(struct Lint *lint)
{
    enum { DAYS = 30 };
    const struct Fact *requests = dossier_fact(lint->dossier, "requests");
    for (const struct Fact *r = requests ? requests->first : NULL; r; r = r->next) {
        const struct Fact *date = fact_child(r, "date");
        if (!date || !date_given(lint->dossier->cut_off))
            continue;
        int days = date_days_between(date->date, lint->dossier->cut_off);
        if (days >= 0 && days < DAYS)
            lint_say(lint, SG_SHORT_NOTICE, date->span, "%s before the cut-off date", lint_days(lint, days));
    }
}

/* The General Assembly adopts the first two hundred or so resolutions of a session before the year ends; a later date is
 * mostly that of the printed text. */
static void check_resolution(struct Lint *lint)
{
    enum { FIRST_SESSION_YEAR = 1945, EARLY = 200, MODERN = 40 };
    const struct Fact *resolution = dossier_fact(lint->dossier, "mandate.resolution");
    const struct Fact *body = dossier_fact(lint->dossier, "mandate.body"), *date = dossier_fact(lint->dossier, "mandate.date");
    if (!resolution || !date || !body || g_strcmp0(body->text, "general-assembly") != 0)
        return;
    const char *number = g_str_has_prefix(resolution->text, "A/RES/") ? resolution->text + 6 : resolution->text;
    char *end = NULL;
    long session = strtol(number, &end, 10);
    long serial = *end == '/' ? strtol(end + 1, NULL, 10) : 0;
    if (session < MODERN || !serial)
        return;
    long year = FIRST_SESSION_YEAR + session;
    struct Date first = {(int)year, 9, 1}, last = {(int)year, 12, 31}, end_of_session = {(int)year + 1, 9, 30};
    bool early = serial <= EARLY;
    if (date_compare(date->date, first) < 0 || date_compare(date->date, early ? last : end_of_session) > 0)
        lint_say(lint, SG_RESOLUTION_DATE, date->span, "resolution %s was adopted %s %ld", number,
                 early ? "between September and December" : "in the session that began in September", year);
}

/* ---- Kinds and respondents ---- */

static void check_kinds(struct Lint *lint)
{
    const struct Dossier *d = lint->dossier;
    bool replied[KIND_COUNT] = {false};
    GHashTable *who = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < d->submission_count; i++) {
        replied[d->submissions[i].respondent->kind] = true;
        g_hash_table_add(who, (void *)d->submissions[i].respondent);
    }
    const struct Fact *invites = dossier_fact(d, "mandate.invites");
    for (int k = 0; k < KIND_COUNT; k++)
        if (d->respondent_invited[k] && !replied[k] && !(k == KIND_IGO && (replied[KIND_UN] || replied[KIND_REGIONAL])))
            lint_say(lint, SG_INVITED_WITHOUT_REPLY, fact_place(invites), "%s", respondent_kind_words[k]);
    if (g_hash_table_size(who) == 1)
        lint_say(lint, SG_SINGLE_RESPONDENT, d->submissions[0].span, "%s", d->submissions[0].respondent->id);
    g_hash_table_unref(who);
}

/* A member of a joint reply that has one of its own, too. */
static void check_overlap(struct Lint *lint)
{
    const struct Dossier *d = lint->dossier;
    GHashTable *own = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < d->submission_count; i++)
        g_hash_table_insert(own, (void *)d->submissions[i].respondent, (void *)&d->submissions[i]);
    for (size_t i = 0; i < d->submission_count; i++) {
        const struct Submission *s = &d->submissions[i];
        for (size_t k = 0; k < s->on_behalf_count; k++) {
            const struct Submission *other = g_hash_table_lookup(own, s->on_behalf_of[k]);
            if (!other || s->superseded || other->superseded)
                continue;
            lint_say(lint, SG_GROUP_OVERLAP, key_place(s, "on-behalf-of"), "%s has a reply of its own, %s", s->on_behalf_of[k]->id,
                     other->id);
            if (!lint->off[SG_GROUP_OVERLAP])
                diag_also(lint->checker.diags, other->span, "its own reply");
        }
        if (!s->observations)
            lint_say(lint, SG_EMPTY_REPLY, key_place(s, "observations"), "%s", s->id);
    }
    g_hash_table_unref(own);
}

/* ---- Lengths ---- */

struct Lengths {
    struct Lint *lint;
    GHashTable *words; /* struct Respondent * to words */
};

static size_t count_words(const char *text)
{
    size_t words = 0;
    bool inside = false;
    for (const char *p = text; *p; p++) {
        bool letter = *p != ' ';
        words += letter && !inside;
        inside = letter;
    }
    return words;
}

struct Lengths *lengths_start(struct Lint *lint)
{
    struct Lengths *lengths = ARENA_NEW(lint->scratch, struct Lengths);
    *lengths = (struct Lengths){lint, g_hash_table_new(NULL, NULL)};
    return lengths;
}

void lengths_text(struct Lengths *lengths, const struct LintText *text)
{
    if (!text->submission)
        return;
    size_t words = count_words(text->text->str);
    size_t before = GPOINTER_TO_SIZE(g_hash_table_lookup(lengths->words, text->submission->respondent));
    g_hash_table_insert(lengths->words, (void *)text->submission->respondent, GSIZE_TO_POINTER(before + words));
}

static int compare_sizes(const void *a, const void *b)
{
    size_t first = *(const size_t *)a, second = *(const size_t *)b;
    return (first > second) - (first < second);
}

/* Words of each respondent that has any, in the order of the register; the median is returned. */
static size_t median(const struct Lengths *lengths)
{
    guint count = g_hash_table_size(lengths->words), n = 0;
    size_t *sizes = g_new(size_t, MAX(count, 1u));
    GHashTableIter iterator;
    void *words;
    g_hash_table_iter_init(&iterator, lengths->words);
    while (g_hash_table_iter_next(&iterator, NULL, &words))
        sizes[n++] = GPOINTER_TO_SIZE(words);
    qsort(sizes, n, sizeof *sizes, compare_sizes);
    size_t middle = n ? sizes[n / 2] : 0;
    g_free(sizes);
    return middle;
}

void lengths_end(struct Lengths *lengths)
{
    enum { ENOUGH = 5 };
    struct Lint *lint = lengths->lint;
    const struct Dossier *d = lint->dossier;
    size_t middle = median(lengths);
    const struct Respondent *said = NULL;
    for (size_t i = 0; i < d->submission_count && g_hash_table_size(lengths->words) >= ENOUGH; i++) {
        const struct Submission *s = &d->submissions[i];
        size_t words = GPOINTER_TO_SIZE(g_hash_table_lookup(lengths->words, s->respondent));
        if (!words || s->superseded || s->respondent == said || !s->observations)
            continue;
        said = s->respondent;
        if (words * 2 < middle || words > middle * 2)
            lint_say(lint, SG_LENGTH_BALANCE, key_place(s, "respondent"), "%s has %zu words, the median is %zu", s->respondent->id,
                     words, middle);
    }
    g_hash_table_unref(lengths->words);
}

void lint_facts(struct Lint *lint)
{
    check_dates(lint);
    check_notice(lint);
    check_resolution(lint);
    check_kinds(lint);
    check_overlap(lint);
}
