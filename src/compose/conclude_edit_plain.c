/* Edits of sentences that count no statements: scope, kinds that did not reply, leads of lists, the disclaimer. They may be
 * written over; those that lead no list may be left out. */
#include "compose/conclude_edit_int.h"

#include <string.h>

#include "base/diag.h"

static const struct {
    const char *key;
    bool leads; /* a list that stands without it nowhere */
} plain_keys[] = {
    {"scope", false},       {"joint-replies", false}, {"no-observations", false}, {"gaps", false},       {"nothing-shared", false},
    {"no-proposal", false}, {"proposals", true},      {"proposals/", true},       {"proposals-in-full", true},
    {"individual/", true},  {"disclaimer", false},
};

/* Index of the key; -1: none of them. */
static int plain_key(const char *key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(plain_keys); i++) {
        const char *known = plain_keys[i].key;
        if (g_str_has_suffix(known, "/") ? g_str_has_prefix(key, known) : !strcmp(key, known))
            return (int)i;
    }
    return -1;
}

bool edit_is_plain(const struct Edit *edit)
{
    return plain_key(edit->key) >= 0;
}

static bool possible(struct Edits *e, const struct Edit *edit)
{
    const char *wrong = edit->pin || edit->quantifier >= 0                      ? "it has neither a place nor a count of its own"
                        : edit->omit && plain_keys[plain_key(edit->key)].leads ? "it leads a list"
                        : !edit->omit && !edit->text                           ? "it has no claim"
                                                                                : NULL;
    if (wrong)
        diag(e->diags, SG_OVERRIDE_NO_TARGET, edit->override->span, "'%s': %s", edit->key, wrong);
    return !wrong;
}

/* The words may say no more of respondents than the sentence: "all" where it names all of them. */
static bool is_proved(struct Edits *e, const struct Edit *edit, const struct EvidenceSet *set, size_t n,
                      const char *const strong_words[QUANTIFIER_COUNT])
{
    GString *missing = g_string_new(NULL);
    edit_missing_respondents(edit, set, missing);
    int word = edit->text ? text_quantifier(edit->text, strong_words) : QUANTIFIER_COUNT;
    bool whole = word == QUANTIFIER_ALL && n && set->respondent_count == n;
    if (missing->len)
        diag(e->diags, SG_OVERRIDE_UNPROVED, edit->override->span, "not said by %s", missing->str);
    if (word < QUANTIFIER_COUNT && !whole)
        diag(e->diags, SG_OVERRIDE_TOO_STRONG, edit->override->span, "'%s', and it counts %zu of %zu", quantifier_words[word],
             set->respondent_count, n);
    bool proved = !missing->len && (word >= QUANTIFIER_COUNT || whole);
    g_string_free(missing, TRUE);
    return proved;
}

const struct Edit *edits_plain(struct Edits *e, const char *key, const char *basis, const struct EvidenceSet *set, size_t n,
                               const char *const strong_words[QUANTIFIER_COUNT])
{
    for (size_t i = 0; i < e->count; i++) {
        struct Edit *edit = &e->items[i];
        if (strcmp(edit->key, key) != 0)
            continue;
        edit->found = true;
        edit->applied = possible(e, edit) && !edit_is_stale(e, edit, basis, set) && is_proved(e, edit, set, n, strong_words);
        return edit->applied || edit->stale ? edit : NULL;
    }
    return NULL;
}

void edits_end(struct Edits *e)
{
    for (size_t i = 0; i < e->count; i++)
        if (edit_is_plain(&e->items[i]) && !e->items[i].found)
            diag(e->diags, SG_OVERRIDE_NO_TARGET, e->items[i].override->span, "'%s'", e->items[i].key);
}
