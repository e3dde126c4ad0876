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

/* Which three bytes words begin with, in lower case, so that most places are passed over at one look. */
struct Beginnings {
    uint64_t bits[64];
    bool brief[256]; /* a word of fewer bytes begins with this one */
};

struct Words {
    struct Word *items; /* by their first letter, in lower case */
    size_t count;
    uint32_t starts[257]; /* index of the first item of each byte */
    struct Beginnings beginnings;
};

struct InferTables {
    const char *lang;
    struct Head *heads; /* by their first letter, in lower case */
    size_t head_count;
    uint32_t head_starts[257];
    struct Beginnings head_beginnings;
    struct Beginnings content_beginnings; /* of lack, modals and done */
    struct Words not_after, not_before, lack, modals, done, conditions, cuts, abbreviations;
};

static inline bool is_letter(char c)
{
    return ((unsigned char)((c | 0x20) - 'a') < 26) || ((unsigned char)(c - '0') < 10) || (unsigned char)c >= 0x80;
}

static inline unsigned char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : (unsigned char)c;
}

/* Of the three bytes that stand there; the text ends with a NUL. */
static inline unsigned beginning(const char *text)
{
    unsigned a = lower(text[0]), b = text[0] ? lower(text[1]) : 0, c = text[0] && text[1] ? lower(text[2]) : 0;
    return (a * 31 + b * 7 + c * 131) % 4096;
}

/* May a word with one of the beginnings stand at `at`, which is no place inside of a word? */
static inline bool may_begin(const struct Beginnings *beginnings, const char *text, size_t at)
{
    if (at > 0 && is_letter(text[at - 1]) && is_letter(text[at]))
        return false;
    unsigned bit = beginning(text + at);
    return beginnings->bits[bit / 64] >> bit % 64 & 1 || beginnings->brief[lower(text[at])];
}

/* The next place after `at` that is not inside of a word. */
static inline size_t next_place(const char *text, size_t at)
{
    if (is_letter(text[at]))
        while (is_letter(text[at + 1]))
            at++;
    return at + 1;
}

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
