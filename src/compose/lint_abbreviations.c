/* Abbreviations in the order of reading: introduced at first use, once, and used from there on.
 *
 * An abbreviation is two capitals or more in one word. "The World Meteorological Organization (WMO)" introduces it: it stands
 * alone in parentheses after words whose initials it is made of, or in a written text after any words. Headings and the summary
 * take full names, so nothing of them counts, and footnotes may cite under full names. What the program writes introduces and
 * uses abbreviations by the same rule, and is never found fault with. */
#include "compose/lint.h"

#include <string.h>

struct Abbreviation {
    const char *text;
    struct Span used;       /* the first use before it was introduced; no source: none */
    struct Span introduced; /* the first introduction */
    bool is_introduced, written;
    size_t uses;            /* after it was introduced */
};

struct Abbreviations {
    const struct ComposeLint *x;
    GHashTable *known; /* struct Word -> struct Abbreviation */
    GPtrArray *order;  /* of struct Abbreviation */
};

static void end_table(void *table)
{
    g_hash_table_unref(table);
}

static void end_array(void *array)
{
    g_ptr_array_unref(array);
}

struct Abbreviations *abbreviations_start(const struct ComposeLint *x)
{
    struct Abbreviations *a = ARENA_NEW(x->scratch, struct Abbreviations);
    a->x = x;
    a->known = arena_defer(x->scratch, end_table, g_hash_table_new(word_hash, word_equal));
    a->order = arena_defer(x->scratch, end_array, g_ptr_array_new());
    return a;
}

/* Bytes of the abbreviation that the word is, without the s of a plural; 0: it is none. */
static size_t abbreviation_length(const char *word, size_t length)
{
    size_t capitals = 0, small = 0, roman = 0;
    if (length > 1 && word[length - 1] == 's' && g_ascii_isupper(word[length - 2]))
        length--;
    for (size_t i = 0; i < length; i++) {
        capitals += g_ascii_isupper(word[i]) != 0;
        small += g_ascii_islower(word[i]) != 0;
        roman += strchr("IVXLC", word[i]) != NULL;
        if (!g_ascii_isalpha(word[i]))
            return 0;
    }
    return capitals >= 2 && capitals > small && roman < length ? length : 0;
}

/* Part of a symbol or number: "A/HRC/23/2". */
static bool in_symbol(const char *text, size_t at, size_t end)
{
    bool before = at > 0 && text[at - 1] == '/';
    bool word = at > 2 && g_ascii_isupper(text[at - 2]) && g_ascii_isupper(text[at - 3]); /* "HIV/AIDS" */
    return text[end] == '/' || (before && !word);
}

static struct Abbreviation *find(struct Abbreviations *a, const char *text, size_t length)
{
    struct Word key = {text, length};
    struct Abbreviation *found = g_hash_table_lookup(a->known, &key);
    if (found)
        return found;
    found = ARENA_NEW(a->x->scratch, struct Abbreviation);
    found->text = arena_strndup(a->x->scratch, text, length);
    key.text = found->text;
    g_hash_table_insert(a->known, arena_memdup(a->x->scratch, &key, sizeof key), found);
    g_ptr_array_add(a->order, found);
    return found;
}

/* ---- Full forms ---- */

/* The word, or the part of a word after a hyphen, that ends before `end`; its start. */
static size_t word_before(const char *text, size_t end)
{
    while (end > 0 && (g_ascii_isalnum(text[end - 1]) || (unsigned char)text[end - 1] >= 0x80))
        end--;
    return end;
}

/* Where the words begin before `end` that the abbreviation is the initials of; SIZE_MAX: they are not. Up to four words more
 * may stand among them. */
static size_t full_form(const char *text, size_t end, const char *abbreviation)
{
    enum { MORE = 4 };
    size_t left = strlen(abbreviation), more = 0;
    while (left > 0 && end > 0 && more <= MORE) {
        size_t start = word_before(text, end);
        if (start == end || (end - start < 2 && start > 0))
            return SIZE_MAX;
        bool initial = g_ascii_toupper(text[start]) == g_ascii_toupper(abbreviation[left - 1]);
        left -= initial;
        more += !initial;
        if (!left)
            return start;
        if (!start || !strchr(" -,", text[start - 1]))
            return SIZE_MAX;
        end = start - 1;
        while (end > 0 && strchr(" ,", text[end - 1]))
            end--;
    }
    return SIZE_MAX;
}

/* Where the name of the register begins that ends before `end` and has this abbreviation; SIZE_MAX: none does. */
static size_t registered_form(const struct ComposeLint *x, const char *text, size_t end, const char *abbreviation)
{
    for (const struct Phrase *p = phrases_at(x->phrases, (struct Word){abbreviation, strlen(abbreviation)}); p; p = p->next) {
        const struct Respondent *r = p->kind == COMPOSED_NAME && strcmp(p->text, abbreviation) == 0 ? p->of : NULL;
        const char *name = r ? r->names[x->dossier->language].text : NULL;
        size_t length = name ? strlen(name) : 0;
        if (length && length <= end && strncmp(text + end - length, name, length) == 0)
            return end - length;
    }
    return SIZE_MAX;
}

/* Where a run of capitalised words begins before `end`, by its first letter: "Peacebuilding Support Office (PBSO)". */
static size_t capital_form(const struct ComposeLint *x, const char *text, size_t end, const char *abbreviation)
{
    size_t found = SIZE_MAX;
    while (end > 0) {
        size_t start = word_before(text, end);
        bool capital = start < end && g_ascii_isupper(text[start]);
        if (start == end || !(capital || word_list_has(&x->lexicon->small, text + start, end - start)))
            break;
        found = capital && text[start] == abbreviation[0] ? start : found;
        if (!start || text[start - 1] != ' ')
            break;
        end = start - 1;
    }
    return found;
}

static size_t form_before(const struct ComposeLint *x, const char *text, size_t end, const char *abbreviation)
{
    size_t start = registered_form(x, text, end, abbreviation);
    start = start != SIZE_MAX ? start : full_form(text, end, abbreviation);
    return start != SIZE_MAX ? start : capital_form(x, text, end, abbreviation);
}

/* ---- Uses ---- */

static void introduce(struct Abbreviations *a, struct Abbreviation *found, const struct ComposedText *text, size_t at, bool proper)
{
    const struct ComposeLint *x = a->x;
    size_t length = strlen(found->text);
    bool written = composed_written(text, at);
    if (found->is_introduced) {
        found->uses++;
        if (written && proper && !x->off[SG_ABBREVIATION_TWICE])
            compose_tell_also(x, SG_ABBREVIATION_TWICE, composed_place(x, text, at, at + length), found->text, found->introduced,
                              "introduced here");
        return;
    }
    found->is_introduced = true;
    found->written = written;
    found->introduced = composed_place(x, text, at, at + length);
    size_t start = form_before(x, text->text, at - 2, found->text);
    if (start != SIZE_MAX && memchr(text->text + start, ' ', at - 2 - start))
        phrases_add(x->phrases, COMPOSED_FULL, arena_strndup(x->scratch, text->text + start, at - 2 - start), found);
}

void abbreviations_word(struct Abbreviations *a, const struct ComposedText *text, size_t at, size_t length)
{
    const char *bytes = text->text;
    size_t short_length = abbreviation_length(bytes + at, length);
    if (!short_length || text->heading || in_symbol(bytes, at, at + length) ||
        word_list_has(&a->x->lexicon->abbreviations, bytes + at, short_length))
        return;
    struct Abbreviation *found = find(a, bytes + at, short_length);
    bool alone = at > 1 && bytes[at - 1] == '(' && bytes[at - 2] == ' ' && bytes[at + length] == ')';
    bool proper = alone && form_before(a->x, bytes, at - 2, found->text) != SIZE_MAX;
    if (proper || (alone && composed_written(text, at)))
        introduce(a, found, text, at, proper);
    else if (found->is_introduced)
        found->uses++;
    else if (!found->used.source && composed_written(text, at))
        found->used = composed_place(a->x, text, at, at + short_length);
}

void abbreviations_full(struct Abbreviations *a, const struct ComposedText *text, size_t at, const struct Phrase *full)
{
    const struct Abbreviation *of = full->of;
    size_t end = at + full->length, length = strlen(of->text);
    bool again = text->text[end] == ' ' && text->text[end + 1] == '(' && strncmp(text->text + end + 2, of->text, length) == 0;
    if (!text->heading && !text->note && !again && composed_written(text, at) && !a->x->off[SG_LONG_FORM_AGAIN])
        compose_tell_also(a->x, SG_LONG_FORM_AGAIN, composed_place(a->x, text, at, end), of->text, of->introduced,
                          "introduced here");
}

void abbreviations_end(struct Abbreviations *a)
{
    const struct ComposeLint *x = a->x;
    for (guint i = 0; i < a->order->len; i++) {
        const struct Abbreviation *found = a->order->pdata[i];
        if (found->used.source && found->is_introduced)
            compose_tell_also(x, SG_ABBREVIATION_UNKNOWN, found->used, found->text, found->introduced, "introduced only here");
        else if (found->used.source)
            compose_tell(x, SG_ABBREVIATION_UNKNOWN, found->used, "%s", found->text);
        if (found->is_introduced && found->written && !found->uses)
            compose_tell(x, SG_ABBREVIATION_UNUSED, found->introduced, "%s", found->text);
    }
}
