/* Names of instruments and organs, and words spelled in two ways.
 *
 * A name is a run of capitalised words with small ones between them: "Convention on the Rights of Persons with Disabilities".
 * One that differs in a single word, neither its first nor its last, from a name of the register is a slip; so is one written
 * by hand that differs so from a name that the replies use. "web page" and "webpage" in one document are one word spelled in
 * two ways, and so are "co-operation" and "cooperation". */
#include "compose/lint.h"

#include <string.h>

enum { MOST_TOKENS = 24, LEAST_TOKENS = 4 };

/* A name cut into words. */
struct Name {
    struct Word tokens[MOST_TOKENS];
    size_t count;
};

struct WrittenName {
    struct Name name;
    const char *text;
    struct Span span;
};

struct Terms {
    const struct ComposeLint *x;
    struct Name *right; /* names of the register */
    size_t right_count;
    GHashTable *read;    /* text of a name -> struct WrittenName: each once; of replies */
    GHashTable *by_hand;
    size_t done; /* bytes of the text in hand up to the end of the last name */
    GHashTable *words; /* struct Word, small letters */
};

static void end_table(void *table)
{
    g_hash_table_unref(table);
}

static bool is_small(const struct ComposeLint *x, struct Word word)
{
    return word_list_has(&x->lexicon->small, word.text, word.length);
}

static struct Name cut(const char *text, size_t length)
{
    struct Name name = {.count = 0};
    for (size_t at = 0; at < length && name.count < MOST_TOKENS;) {
        size_t n = word_length(text + at);
        if (n)
            name.tokens[name.count++] = (struct Word){text + at, MIN(n, length - at)};
        at += n ? n : 1;
    }
    return name;
}

static void add_right(struct Terms *terms, const char *text)
{
    struct Name name = text ? cut(text, strlen(text)) : (struct Name){.count = 0};
    if (name.count > LEAST_TOKENS)
        terms->right[terms->right_count++] = name;
}

struct Terms *terms_start(const struct ComposeLint *x)
{
    struct Terms *terms = ARENA_NEW(x->scratch, struct Terms);
    const struct Dossier *d = x->dossier;
    *terms = (struct Terms){.x = x};
    terms->read = arena_defer(x->scratch, end_table, g_hash_table_new(g_str_hash, g_str_equal));
    terms->by_hand = arena_defer(x->scratch, end_table, g_hash_table_new(g_str_hash, g_str_equal));
    terms->words = arena_defer(x->scratch, end_table, g_hash_table_new(word_hash, word_equal));
    terms->right = ARENA_ARRAY(x->scratch, struct Name, d->respondent_count + x->lexicon->instruments.count);
    for (size_t i = 0; i < x->lexicon->instruments.count; i++)
        add_right(terms, x->lexicon->instruments.items[i]);
    for (size_t i = 0; i < d->respondent_count; i++)
        add_right(terms, d->respondents[i].names[d->language].text);
    return terms;
}

/* ---- Names ---- */

/* Bytes of the name that begins here: words with capitals, small ones between them; *capitals of them. */
static size_t name_length(const struct ComposeLint *x, const char *text, size_t *capitals)
{
    size_t end = 0;
    *capitals = 0;
    for (size_t at = 0;;) {
        struct Word word = {text + at, word_length(text + at)};
        bool capital = word.length && g_unichar_isupper(g_utf8_get_char(word.text));
        if (!capital && !(word.length && *capitals && is_small(x, word)))
            return end;
        at += word.length;
        *capitals += capital;
        end = capital ? at : end;
        if (text[at] == ',' && text[at + 1] == ' ' && capital)
            at++; /* "Economic, Social and Cultural" */
        if (text[at] != ' ')
            return end;
        at++;
    }
}

/* Words that differ between the whole of `right` and the same number of words of `name` from `from` on, one more or one less;
 * 0: it stands there, or as much of it as `name` has. The first and last words are the same, or it is another name. */
static size_t difference(const struct Name *name, size_t from, const struct Name *right)
{
    size_t n = name->count - from, m = right->count, before = 0, after = 0;
    while (before < MIN(n, m) && word_equal(&name->tokens[from + before], &right->tokens[before]))
        before++;
    if (before == n || before == m)
        return 0;
    size_t best = SIZE_MAX;
    for (size_t length = m - 1; length <= m + 1; length++) {
        if (length > n || !word_equal(&name->tokens[from + length - 1], &right->tokens[m - 1]))
            continue;
        for (after = 0; after < MIN(length, m) - before; after++)
            if (!word_equal(&name->tokens[from + length - 1 - after], &right->tokens[m - 1 - after]))
                break;
        best = MIN(best, MAX(length, m) - before - after);
    }
    return best;
}

/* The name of the register that this one is nearly; NULL when it is one of them, or none. *from: its first word. */
static const struct Name *nearly(const struct Terms *terms, const struct Name *name, size_t *from)
{
    const struct Name *near = NULL;
    for (size_t i = 0; i + LEAST_TOKENS <= name->count; i++) {
        bool right = false;
        for (size_t r = 0; r < terms->right_count && !right; r++) {
            if (!word_equal(&name->tokens[i], &terms->right[r].tokens[0]))
                continue;
            size_t d = difference(name, i, &terms->right[r]);
            right = d == 0;
            if (d == 1 && !near) {
                near = &terms->right[r];
                *from = i;
            }
        }
        if (right)
            return NULL;
    }
    return near;
}

static void take_name(struct Terms *terms, const struct ComposedText *text, size_t at, size_t length)
{
    const struct ComposeLint *x = terms->x;
    GHashTable *names = text->block->submission ? terms->read : terms->by_hand;
    struct WrittenName written = {.text = arena_strndup(x->scratch, text->text + at, length)};
    if (g_hash_table_contains(names, written.text))
        return;
    written.name = cut(written.text, length);
    written.span = composed_place(x, text, at, at + length);
    size_t from = 0;
    const struct Name *near = nearly(terms, &written.name, &from);
    if (near) {
        size_t start = (size_t)(written.name.tokens[from].text - written.text);
        const struct Word *last = &near->tokens[near->count - 1];
        compose_tell(x, SG_INSTRUMENT_NAME, composed_place(x, text, at + start, at + length), "it is \"%.*s\"",
                     (int)(last->text + last->length - near->tokens[0].text), near->tokens[0].text);
        written.name.count = 0; /* told */
    }
    g_hash_table_insert(names, (void *)written.text, arena_memdup(x->scratch, &written, sizeof written));
}

void terms_begin(struct Terms *terms)
{
    terms->done = 0;
}

void terms_capital(struct Terms *terms, const struct ComposedText *text, size_t at)
{
    if (at < terms->done)
        return;
    char first[8] = {g_ascii_tolower(text->text[at])};
    size_t word = word_length(text->text + at), capitals;
    if (word < sizeof first) { /* "The" at the beginning of a sentence */
        memcpy(first + 1, text->text + at + 1, word - 1);
        if (word_list_has(&terms->x->lexicon->small, first, word))
            return;
    }
    size_t length = name_length(terms->x, text->text + at, &capitals);
    terms->done = at + length;
    if (capitals >= 3 && composed_written(text, at))
        take_name(terms, text, at, length);
}

/* Names by hand that are nearly names of the replies. */
static void check_drift(const struct Terms *terms)
{
    GHashTableIter hand, read;
    void *h, *r;
    g_hash_table_iter_init(&hand, terms->by_hand);
    while (g_hash_table_iter_next(&hand, NULL, &h)) {
        const struct WrittenName *written = h, *near = NULL;
        bool same = written->name.count < LEAST_TOKENS || g_hash_table_contains(terms->read, written->text);
        g_hash_table_iter_init(&read, terms->read);
        while (!same && g_hash_table_iter_next(&read, NULL, &r)) {
            const struct WrittenName *source = r;
            if (source->name.count >= LEAST_TOKENS && word_equal(&written->name.tokens[0], &source->name.tokens[0]) &&
                difference(&written->name, 0, &source->name) == 1 && (!near || strcmp(source->text, near->text) < 0))
                near = source;
        }
        if (near)
            compose_tell_also(terms->x, SG_WORDING_DRIFT, written->span, written->text, near->span, near->text);
    }
}

/* ---- Words spelled in two ways ---- */

void terms_word(struct Terms *terms, struct Word word)
{
    enum { LEAST = 3, MOST = 40 };
    if (word.length < LEAST || word.length > MOST || g_hash_table_contains(terms->words, &word))
        return;
    struct Word *copy = ARENA_NEW(terms->x->scratch, struct Word);
    *copy = (struct Word){arena_strndup(terms->x->scratch, word.text, word.length), word.length};
    g_hash_table_add(terms->words, copy);
}

/* What is to be found again: "webpage", and as two words "web page" or with a hyphen "web-page". */
struct Spelling {
    const char *one, *two;
    struct Span one_place, two_place;
};

struct Spellings {
    GArray *items; /* struct Spelling */
};

static void add_spelling(const struct Terms *terms, GArray *found, struct Word word, size_t cut_at, char between)
{
    const struct ComposeLint *x = terms->x;
    char *two = arena_printf(x->scratch, "%.*s%c%.*s", (int)cut_at, word.text, between, (int)(word.length - cut_at), word.text + cut_at);
    struct Spelling spelling = {.one = word.text, .two = two};
    if (between == '-' ? g_hash_table_contains(terms->words, &(struct Word){two, strlen(two)})
                       : !word_list_has(&x->lexicon->compounds, two, strlen(two)))
        g_array_append_val(found, spelling);
}

/* Every word that is two words of the document side by side, and every word that has a hyphen elsewhere. */
static void find_candidates(const struct Terms *terms, GArray *found)
{
    enum { LEAST = 3 };
    GHashTableIter iterator;
    void *key;
    g_hash_table_iter_init(&iterator, terms->words);
    while (g_hash_table_iter_next(&iterator, &key, NULL)) {
        const struct Word *word = key;
        for (size_t at = LEAST; at + LEAST <= word->length && !memchr(word->text, '-', word->length); at++)
            if (g_hash_table_contains(terms->words, &(struct Word){word->text, at}) &&
                g_hash_table_contains(terms->words, &(struct Word){word->text + at, word->length - at}))
                add_spelling(terms, found, *word, at, ' ');
        for (size_t at = 2; at + LEAST <= word->length && !memchr(word->text, '-', word->length); at++)
            add_spelling(terms, found, *word, at, '-');
    }
}

static void look_for(const struct ComposeLint *x, const struct ComposedText *text, const char *words, struct Span *place)
{
    size_t length = strlen(words);
    for (const char *p = text->text; !place->source && (p = strstr(p, words)); p++) {
        bool whole = (p == text->text || !word_length(p - 1)) && !word_length(p + length);
        if (whole && composed_written(text, (size_t)(p - text->text)))
            *place = composed_place(x, text, (size_t)(p - text->text), (size_t)(p - text->text) + length);
    }
}

static void look_again(const struct ComposeLint *x, const struct ComposedText *text, void *data)
{
    const struct Spellings *s = data;
    for (guint i = 0; i < s->items->len; i++) {
        struct Spelling *spelling = &g_array_index(s->items, struct Spelling, i);
        look_for(x, text, spelling->two, &spelling->two_place);
        look_for(x, text, spelling->one, &spelling->one_place);
    }
}

static void check_spellings(const struct Terms *terms)
{
    struct Spellings s = {g_array_new(FALSE, FALSE, sizeof(struct Spelling))};
    find_candidates(terms, s.items);
    if (s.items->len)
        composed_each(terms->x, false, look_again, &s);
    for (guint i = 0; i < s.items->len; i++) {
        const struct Spelling *spelling = &g_array_index(s.items, struct Spelling, i);
        char *detail = g_strdup_printf("\"%s\" and \"%s\"", spelling->two, spelling->one);
        if (spelling->one_place.source && spelling->two_place.source)
            compose_tell_also(terms->x, SG_SPELLED_TWO_WAYS, spelling->two_place, detail, spelling->one_place, "in one word here");
        g_free(detail);
    }
    g_array_unref(s.items);
}

void terms_end(struct Terms *terms)
{
    check_drift(terms);
    if (!terms->x->off[SG_SPELLED_TWO_WAYS])
        check_spellings(terms);
}
