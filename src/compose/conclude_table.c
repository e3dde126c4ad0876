#include "compose/conclude_table.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"

const char *const quantifier_words[QUANTIFIER_COUNT + 1] = {
    "all", "nearly-all", "most", "majority", "half", "several", "three", "two", "one", NULL};

int quantifier_find(const char *word)
{
    for (int i = 0; word && quantifier_words[i]; i++)
        if (!strcmp(word, quantifier_words[i]))
            return i;
    return -1;
}

bool quantifier_true(enum QuantifierWord word, size_t k, size_t n)
{
    switch (word) {
    case QUANTIFIER_ALL:
        return k == n;
    case QUANTIFIER_NEARLY_ALL:
    case QUANTIFIER_MOST:
    case QUANTIFIER_MAJORITY:
        return 2 * k > n;
    case QUANTIFIER_HALF:
        return 2 * k == n;
    case QUANTIFIER_SEVERAL:
        return k >= 3;
    case QUANTIFIER_THREE:
        return k == 3;
    case QUANTIFIER_TWO:
        return k == 2;
    case QUANTIFIER_ONE:
        return k == 1;
    case QUANTIFIER_COUNT:
        break;
    }
    return false;
}

bool quantifier_holds(const struct Quantifier *row, size_t k, size_t n)
{
    size_t have = k * (size_t)row->denominator, want = n * (size_t)row->numerator;
    if (n < (size_t)row->of || k < (size_t)row->from)
        return false;
    switch (row->comparison) {
    case COMPARE_NONE:
        return true;
    case COMPARE_SHARE:
        return have >= want;
    case COMPARE_ABOVE:
        return have > want;
    case COMPARE_EQUAL:
        return have == want;
    }
    return false;
}

const struct Quantifier *table_choose(const struct ConclusionTable *table, size_t k, size_t n)
{
    for (size_t i = 0; i < table->quantifier_count; i++)
        if (quantifier_holds(&table->quantifiers[i], k, n))
            return &table->quantifiers[i];
    return NULL;
}

size_t table_fault(const struct ConclusionTable *table, size_t n)
{
    int before = QUANTIFIER_COUNT;
    for (size_t k = 1; k <= n; k++) {
        const struct Quantifier *row = table_choose(table, k, n);
        if (!row || !quantifier_true(row->word, k, n) || (int)row->word > before)
            return k;
        before = (int)row->word;
    }
    return 0;
}

const char *quantifier_condition(struct Arena *arena, const struct Quantifier *row)
{
    static const char *const words[] = {"", "at least", "more than", "exactly"};
    GString *out = g_string_new(NULL);
    if (row->comparison != COMPARE_NONE && row->numerator == row->denominator)
        g_string_append(out, "every one");
    else if (row->comparison != COMPARE_NONE)
        g_string_append_printf(out, "%s %d/%d", words[row->comparison], row->numerator, row->denominator);
    if (row->from > 1)
        g_string_append_printf(out, "%s%d or more", out->len ? ", " : "", row->from);
    if (row->of > 1)
        g_string_append_printf(out, "%sin a group of %d or more", out->len ? ", " : "", row->of);
    const char *text = arena_strdup(arena, out->len ? out->str : "any number");
    g_string_free(out, TRUE);
    return text;
}

/* ---- Decoding ---- */

struct Decoder {
    struct Arena *arena;
    struct Diags *diags;
};

static size_t child_count(const struct Node *node)
{
    size_t count = 0;
    for (const struct Node *n = node ? node->first : NULL; n; n = n->next)
        count++;
    return count;
}

static void fault(struct Decoder *d, const struct Node *node, const char *what)
{
    diag(d->diags, SG_WRONG_CONCLUSION_TABLE, node_value_span(node), "%s", what);
}

/* A whole number from 1 to 10,000; `absent` when the key is not there. */
static int number_of(struct Decoder *d, const struct Node *row, const char *name, int absent)
{
    const struct Node *node = node_child(row, name);
    if (!node)
        return absent;
    const char *text = node_text(node);
    char *end = NULL;
    long number = text ? strtol(text, &end, 10) : 0;
    if (!text || end == text || *end || number < 1 || number > 10000) {
        fault(d, node, "a whole number from 1 is expected");
        return absent;
    }
    return (int)number;
}

/* "2/3" or "1". */
static bool share_of(struct Decoder *d, const struct Node *node, struct Quantifier *row)
{
    const char *text = node_text(node);
    char *end = NULL;
    long numerator = text ? strtol(text, &end, 10) : 0, denominator = 1;
    if (text && end != text && *end == '/')
        denominator = strtol(end + 1, &end, 10);
    if (!text || end == text || *end || numerator < 1 || numerator > denominator || denominator > 1000) {
        fault(d, node, "a share such as 2/3 is expected");
        return false;
    }
    row->numerator = (int)numerator;
    row->denominator = (int)denominator;
    return true;
}

static bool decode_quantifier(struct Decoder *d, const struct Node *node, struct Quantifier *row)
{
    static const char *const keys[] = {"share", "above", "equal"};
    const struct Node *word = node_child(node, "word");
    int index = quantifier_find(word ? node_text(word) : NULL);
    if (index < 0) {
        fault(d, word ? word : node,
              "a row needs one of the words all, nearly-all, most, majority, half, several, three, two, one");
        return false;
    }
    *row = (struct Quantifier){(enum QuantifierWord)index, COMPARE_NONE, 1, 1, 1, 1, node->span};
    for (int i = 0; i < 3; i++) {
        const struct Node *share = node_child(node, keys[i]);
        if (!share)
            continue;
        if (!share_of(d, share, row))
            return false;
        row->comparison = (enum Comparison)(i + 1);
    }
    row->of = number_of(d, node, "of", 1);
    row->from = number_of(d, node, "from", 1);
    return true;
}

static bool decode_group(struct Decoder *d, const struct Node *node, struct Group *group)
{
    const struct Node *id = node_child(node, "id"), *kinds = node_child(node, "kinds");
    const char *text = id ? node_text(id) : NULL;
    if (!text || !*text || !kinds) {
        fault(d, node, "a group needs an id and kinds");
        return false;
    }
    *group = (struct Group){.id = arena_strdup(d->arena, text)};
    for (const struct Node *n = kinds->first; n; n = n->next) {
        const char *word = node_text(n);
        int kind = 0;
        while (kind < KIND_COUNT && (!word || strcmp(word, respondent_kind_words[kind]) != 0))
            kind++;
        if (kind < KIND_COUNT)
            group->kinds[kind] = true;
        else
            fault(d, n, "not a kind of respondent");
    }
    return true;
}

static const char **texts_of(struct Decoder *d, const struct Node *options, const char *name, size_t *count)
{
    const struct Node *list = node_child(options, name);
    const char **texts = ARENA_ARRAY(d->arena, const char *, child_count(list));
    for (const struct Node *n = list ? list->first : NULL; n; n = n->next)
        if (node_text(n))
            texts[(*count)++] = arena_strdup(d->arena, node_text(n));
    return texts;
}

/* The last group must hold everybody, so that there is always one. */
static bool last_group_is_whole(const struct ConclusionTable *table)
{
    bool whole = table->group_count > 0;
    for (int kind = 0; whole && kind < KIND_COUNT; kind++)
        whole = table->groups[table->group_count - 1].kinds[kind];
    return whole;
}

struct ConclusionTable *table_decode(struct Arena *arena, const struct Node *options, struct Diags *diags)
{
    struct Decoder d = {arena, diags};
    struct ConclusionTable *table = ARENA_NEW(arena, struct ConclusionTable);
    const struct Node *quantifiers = node_child(options, "quantifiers"),
                      *groups = node_child(options, "groups");
    table->span = options->name ? options->name_span : options->span;
    table->quantifiers = ARENA_ARRAY(arena, struct Quantifier, child_count(quantifiers));
    table->groups = ARENA_ARRAY(arena, struct Group, child_count(groups));
    for (const struct Node *n = quantifiers ? quantifiers->first : NULL; n; n = n->next)
        if (decode_quantifier(&d, n, &table->quantifiers[table->quantifier_count]))
            table->quantifier_count++;
    for (const struct Node *n = groups ? groups->first : NULL; n; n = n->next)
        if (decode_group(&d, n, &table->groups[table->group_count]))
            table->group_count++;
    table->sections = texts_of(&d, options, "sections", &table->section_count);
    table->brief = texts_of(&d, options, "short", &table->brief_count);
    table->annex = texts_of(&d, options, "annex", &table->annex_count);
    table->name_limit = number_of(&d, options, "names", 3);
    table->item_limit = number_of(&d, options, "items", 0);
    table->reference_limit = number_of(&d, options, "references", 8);
    if (!table->quantifier_count || !last_group_is_whole(table)) {
        diag(diags, SG_WRONG_CONCLUSION_TABLE, table->span, "%s",
             table->quantifier_count ? "the last of the groups must hold every kind of respondent"
                                     : "there are no quantifiers");
        return NULL;
    }
    return table;
}
