/* Lists of respondents in written text: their order, and whether those who are said to have replied did.
 *
 * Names with nothing but commas and words such as "and" between them are a list. Names of one chapter stand in the order of
 * the document; in a reply two names side by side are no list yet, for they keep the order of whoever wrote them. */
#include "compose/lint.h"

#include <string.h>

#include "compose/compose_int.h"

struct ListName {
    const struct Respondent *respondent;
    size_t from, to;
};

struct Lists {
    const struct ComposeLint *x;
    GArray *names;       /* struct ListName: the list in hand */
    GArray *of_text;     /* struct ListName: all of a text by hand, and */
    GArray *sentence;    /* those of one of its sentences */
    GHashTable *ranks;   /* respondent -> place in the order of the document, from 1; made when first needed */
    GHashTable *replied; /* respondents who did, or on whose behalf another did */
};

static void end_array(void *array)
{
    g_array_unref(array);
}

static void end_table(void *table)
{
    g_hash_table_unref(table);
}

struct Lists *lists_start(const struct ComposeLint *x)
{
    struct Lists *lists = ARENA_NEW(x->scratch, struct Lists);
    lists->x = x;
    lists->names = arena_defer(x->scratch, end_array, g_array_new(FALSE, FALSE, sizeof(struct ListName)));
    lists->sentence = arena_defer(x->scratch, end_array, g_array_new(FALSE, FALSE, sizeof(struct ListName)));
    lists->of_text = arena_defer(x->scratch, end_array, g_array_new(FALSE, FALSE, sizeof(struct ListName)));
    lists->replied = arena_defer(x->scratch, end_table, g_hash_table_new(NULL, NULL));
    for (size_t i = 0; i < x->dossier->submission_count; i++) {
        const struct Submission *s = &x->dossier->submissions[i];
        g_hash_table_add(lists->replied, (void *)s->respondent);
        for (size_t k = 0; k < s->on_behalf_count; k++)
            g_hash_table_add(lists->replied, (void *)s->on_behalf_of[k]);
    }
    return lists;
}

/* ---- Order ---- */

enum { CHAPTER = 1 << 20 }; /* more than any register has: from one chapter to the next */

/* The whole register in the order of the document. */
static void make_ranks(struct Lists *lists)
{
    const struct Dossier *d = lists->x->dossier;
    struct Diags *unheard = diags_new(); /* of names that are missing: compose has told */
    struct Composer c = {.arena = lists->x->scratch, .dossier = d, .wording = lists->x->wording, .diags = unheard};
    composer_start(&c);
    const struct Respondent **all = ARENA_ARRAY(lists->x->scratch, const struct Respondent *, d->respondent_count);
    for (size_t i = 0; i < d->respondent_count; i++)
        all[i] = &d->respondents[i];
    respondents_sort(&c, all, d->respondent_count);
    lists->ranks = arena_defer(lists->x->scratch, end_table, g_hash_table_new(NULL, NULL));
    guint place = 0;
    for (size_t i = 0; i < d->respondent_count; i++) {
        bool other = i && (chapter_of(&c, all[i]) != chapter_of(&c, all[i - 1]) ||
                           (all[i]->kind == KIND_OBSERVER) != (all[i - 1]->kind == KIND_OBSERVER));
        place += other ? CHAPTER - place % CHAPTER : 1;
        g_hash_table_insert(lists->ranks, (void *)all[i], GUINT_TO_POINTER(place));
    }
    arena_free(c.scratch);
    diags_free(unheard);
}

static guint rank(struct Lists *lists, const struct Respondent *respondent)
{
    if (!lists->ranks)
        make_ranks(lists);
    return GPOINTER_TO_UINT(g_hash_table_lookup(lists->ranks, respondent));
}

/* Of one chapter, and the first after the second; between chapters any order may be meant. */
static bool in_disorder(struct Lists *lists, const struct Respondent *first, const struct Respondent *second)
{
    guint a = rank(lists, first), b = rank(lists, second);
    return a > b && a / CHAPTER == b / CHAPTER;
}

/* Sponsors as the manifest has them: the program prints them in order, each as often as it is named. */
void lists_sponsors(struct Lists *lists)
{
    const struct Fact *list = dossier_fact(lists->x->dossier, "sponsors"), *last = NULL;
    GHashTable *named = g_hash_table_new(NULL, NULL); /* respondent -> struct Fact */
    for (const struct Fact *item = list ? list->first : NULL; item; item = item->next) {
        const struct Fact *sponsor = fact_child(item, "respondent");
        if (!sponsor || !sponsor->respondent)
            continue;
        const struct Fact *first = g_hash_table_lookup(named, sponsor->respondent);
        if (first)
            compose_tell_also(lists->x, SG_SPONSOR_TWICE, sponsor->span, sponsor->text, first->span, "first named here");
        else if (last && rank(lists, last->respondent) > rank(lists, sponsor->respondent))
            compose_tell(lists->x, SG_SPONSOR_ORDER, sponsor->span, "\"%s\" stands before \"%s\"", sponsor->text, last->text);
        g_hash_table_insert(named, (void *)sponsor->respondent, (void *)sponsor);
        last = sponsor;
    }
    g_hash_table_unref(named);
}

static void check_order(struct Lists *lists, const struct ComposedText *text)
{
    guint enough = text->hand ? 2 : 3;
    for (guint i = 1; i < lists->names->len && lists->names->len >= enough; i++) {
        const struct ListName *a = &g_array_index(lists->names, struct ListName, i - 1), *b = a + 1;
        if (in_disorder(lists, a->respondent, b->respondent))
            compose_tell(lists->x, SG_LIST_ORDER, composed_place(lists->x, text, b->from, b->to), "\"%.*s\" stands before \"%.*s\"",
                         (int)(b->to - b->from), text->text + b->from, (int)(a->to - a->from), text->text + a->from);
    }
    g_array_set_size(lists->names, 0);
}

/* Nothing but commas, spaces and words that join. */
static bool joins(const struct ComposeLint *x, const char *text, size_t from, size_t to)
{
    bool comma = false;
    while (from < to) {
        size_t word = word_length(text + from);
        if (word && !word_list_has(&x->lexicon->joins, text + from, word))
            return false;
        if (!word && !strchr(" ,;", text[from]))
            return false;
        comma = comma || word || text[from] == ',' || text[from] == ';';
        from += word ? word : 1;
    }
    return comma;
}

/* ---- Those who replied ---- */

static bool names_kind(const GArray *names, enum RespondentKind kind)
{
    for (guint i = 0; i < names->len; i++)
        if (g_array_index(names, struct ListName, i).respondent->kind == kind)
            return true;
    return false;
}

static bool names_one_of(const GArray *names, const struct Submission *s)
{
    for (guint i = 0; i < names->len; i++) {
        const struct Respondent *r = g_array_index(names, struct ListName, i).respondent;
        bool found = r == s->respondent;
        for (size_t k = 0; k < s->on_behalf_count; k++)
            found = found || r == s->on_behalf_of[k];
        if (found)
            return true;
    }
    return false;
}

static void check_left_out(struct Lists *lists, struct Span span)
{
    const struct Dossier *d = lists->x->dossier;
    GString *left_out = g_string_new(NULL);
    GHashTable *told = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < d->submission_count; i++) {
        const struct Submission *s = &d->submissions[i];
        if (dossier_admits(d, s) && names_kind(lists->sentence, s->respondent->kind) && !names_one_of(lists->sentence, s) &&
            g_hash_table_add(told, (void *)s->respondent))
            g_string_append_printf(left_out, "%s%s", left_out->len ? ", " : "", s->respondent->id);
    }
    if (left_out->len)
        compose_tell(lists->x, SG_RESPONDENT_LIST, span, "it leaves out %s", left_out->str);
    g_hash_table_unref(told);
    g_string_free(left_out, TRUE);
}

/* Where one of the words stands first; SIZE_MAX: nowhere. */
static size_t find_words(const struct WordList *words, const char *text, size_t from, size_t to, size_t *length)
{
    for (size_t at = from; at < to; at++)
        for (size_t i = 0; i < words->count; i++) {
            *length = strlen(words->items[i]);
            if (at + *length <= to && g_ascii_strncasecmp(text + at, words->items[i], *length) == 0)
                return at;
        }
    return SIZE_MAX;
}

static bool gives_examples(const struct ComposeLint *x, const char *text, size_t from, size_t to)
{
    size_t length = 0;
    return find_words(&x->lexicon->examples, text, from, to, &length) != SIZE_MAX;
}

/* A sentence by hand that lists those who replied, after so many bytes at `from`. */
static void check_received(struct Lists *lists, const struct ComposedText *text, size_t from, size_t to, size_t length)
{
    const struct ComposeLint *x = lists->x;
    for (guint i = 0; i < lists->sentence->len; i++) {
        const struct ListName *name = &g_array_index(lists->sentence, struct ListName, i);
        if (!g_hash_table_contains(lists->replied, name->respondent))
            compose_tell(x, SG_RESPONDENT_LIST, composed_place(x, text, name->from, name->to), "%s has not replied",
                         name->respondent->id);
    }
    if (lists->sentence->len > 1 && !gives_examples(x, text->text, from, to))
        check_left_out(lists, composed_place(x, text, from, from + length));
}

static void check_sentences(struct Lists *lists, const struct ComposedText *text)
{
    const struct ComposeLint *x = lists->x;
    for (size_t from = 0, to; text->text[from]; from = to) {
        to = lexicon_sentence_end(x->lexicon, text->text, from);
        size_t length = 0, received = find_words(&x->lexicon->received, text->text, from, to, &length);
        g_array_set_size(lists->sentence, 0);
        for (guint i = 0; received != SIZE_MAX && i < lists->of_text->len; i++) {
            const struct ListName *name = &g_array_index(lists->of_text, struct ListName, i);
            if (name->from > received && name->to <= to)
                g_array_append_vals(lists->sentence, name, 1);
        }
        if (lists->sentence->len)
            check_received(lists, text, received, to, length);
    }
}

/* ---- The pass ---- */

static bool is_read(const struct ComposedText *text)
{
    return !text->heading && !text->block->origin.generated;
}

void lists_name(struct Lists *lists, const struct ComposedText *text, size_t at, const struct Phrase *name)
{
    if (!is_read(text))
        return;
    struct ListName next = {name->of, at, at + name->length};
    const struct ListName *last =
        lists->names->len ? &g_array_index(lists->names, struct ListName, lists->names->len - 1) : NULL;
    if (last && !joins(lists->x, text->text, last->to, at))
        check_order(lists, text);
    g_array_append_val(lists->names, next);
    if (text->hand)
        g_array_append_val(lists->of_text, next);
}

void lists_end(struct Lists *lists, const struct ComposedText *text)
{
    check_order(lists, text);
    if (text->hand && lists->of_text->len)
        check_sentences(lists, text);
    g_array_set_size(lists->of_text, 0);
}
