/* Inside of infer: tables of words and the text of paragraphs. */
#ifndef SG_INFER_INFER_INT_H
#define SG_INFER_INFER_INT_H

#include <stdbool.h>
#include <stdint.h>

#include "infer/infer.h"

enum HeadAct { HEAD_SAY = ACT_COUNT }; /* beside the acts: a head that only reports */

struct Head {
    const char *words; /* lower case */
    size_t length;
    int act; /* enum Act, or HEAD_SAY */
    enum Stance stance;
};

struct Word {
    const char *text;
    size_t length;
};

struct Words {
    struct Word *items; /* by their first letter, in lower case */
    size_t count;
    uint32_t starts[257]; /* index of the first item of each byte */
};

struct InferTables {
    const char *lang;
    struct Head *heads; /* by their first letter, in lower case */
    size_t head_count;
    uint32_t head_starts[257];
    struct Words not_after, not_before, modals, lack, done, conditions, cuts, abbreviations;
};

/* The longest of the words that stands at p, at the borders of words; its length or 0. Case does not count.
 */
size_t words_at(const struct Words *words, const char *text, size_t at);
/* The first place at or after `from`, before `to`, where one of them stands; SIZE_MAX: nowhere. *length of
 * it. */
size_t words_find(const struct Words *words, const char *text, size_t from, size_t to, size_t *length);
/* Do these words stand at that place, at the borders of words? */
bool phrase_at(const char *text, size_t at, const char *words, size_t length);

/* A stretch of the text of a paragraph that a statement covers. */
struct Covered {
    size_t start, end;
    const struct Statement *statement;
};

struct Prose {
    GString *text;
    GArray *covered; /* struct Covered */
    GArray *breaks;  /* size_t: a clause may end here, whatever the words: items of lists */
};

/* The running text of a paragraph: notes left out, its lists in their places. End it with prose_free(). */
struct Prose prose_of(const struct Content *paragraph);
void prose_free(struct Prose *prose);

#endif
