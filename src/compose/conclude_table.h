/* Quantifiers and groups as data: the `conclusions` part of a kind's structure.
 *
 *     quantifiers:                        # the first row that holds gives the word
 *       - {word: all,      share: 1,    of: 3}        # k/n is at least share; n at least `of`
 *       - {word: majority, above: 1/2,  of: 5}        # k/n is more than that
 *       - {word: half,     equal: 1/2,  of: 10}
 *       - {word: several,  from: 4}                   # k at least
 *       - {word: one,      from: 1}
 *     groups:                             # from the narrowest to the widest; the last one holds every kind
 *       - {id: states, kinds: [government, observer]}
 *       - {id: respondents, kinds: [...]}
 *
 * Whatever the table says, a word is never stronger than the numbers: table_check() proves it for the sizes
 * at hand. */
#ifndef SG_COMPOSE_CONCLUDE_TABLE_H
#define SG_COMPOSE_CONCLUDE_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/dossier.h"
#include "model/node.h"

struct Arena;
struct Diags;

/* What a word claims, from the strongest; a table may use any of them. */
enum QuantifierWord {
    QUANTIFIER_ALL,        /* every one */
    QUANTIFIER_NEARLY_ALL, /* more than half */
    QUANTIFIER_MOST,       /* more than half */
    QUANTIFIER_MAJORITY,   /* more than half */
    QUANTIFIER_HALF,       /* exactly half */
    QUANTIFIER_SEVERAL,    /* the number alone, from here on */
    QUANTIFIER_THREE,
    QUANTIFIER_TWO,
    QUANTIFIER_ONE,
    QUANTIFIER_COUNT
};
extern const char *const quantifier_words[QUANTIFIER_COUNT + 1]; /* "nearly-all"; ends with NULL */

enum Comparison { COMPARE_NONE, COMPARE_SHARE, COMPARE_ABOVE, COMPARE_EQUAL };

struct Quantifier {
    enum QuantifierWord word;
    enum Comparison comparison;
    int numerator, denominator; /* of the share */
    int of;                     /* least n */
    int from;                   /* least k */
    struct Span span;
};

struct Group {
    const char *id; /* "states": the pattern conclusions.group.states */
    bool kinds[KIND_COUNT];
};

struct ConclusionTable {
    struct Quantifier *quantifiers;
    size_t quantifier_count;
    struct Group *groups;
    size_t group_count;
    const char **sections; /* what is printed, in order */
    size_t section_count;
    const char **brief; /* of a short report; and what it moves to an annex */
    size_t brief_count;
    const char **annex;
    size_t annex_count;
    int name_limit;      /* more names than this go into a footnote */
    int item_limit;      /* more proposals than this are listed by theme; 0: never */
    int reference_limit; /* more numbers of paragraphs than this go into a footnote */
    struct Span span;
};

/* Decodes the options of a conclusions part. NULL, with messages SG30xx, when no quantifier or group can be
 * had. */
struct ConclusionTable *table_decode(struct Arena *arena, const struct Node *options, struct Diags *diags);

/* The row for k of n, 1 <= k <= n. NULL only when no row holds. */
const struct Quantifier *table_choose(const struct ConclusionTable *table, size_t k, size_t n);
bool quantifier_holds(const struct Quantifier *row, size_t k, size_t n);
/* May this word be said of k of n at all? The truth the words carry, whatever the table. */
bool quantifier_true(enum QuantifierWord word, size_t k, size_t n);
/* Finds k in 1..n for which a word would be untrue, missing, or weaker than that of a smaller k; 0 when there
 * is none. */
size_t table_fault(const struct ConclusionTable *table, size_t n);
/* "at least 2/3, of 6 or more". */
const char *quantifier_condition(struct Arena *arena, const struct Quantifier *row);
/* Index in quantifier_words, or -1. */
int quantifier_find(const char *word);

#endif
