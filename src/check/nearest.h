/* Nearest names: what the author may have meant. */
#ifndef SG_CHECK_NEAREST_H
#define SG_CHECK_NEAREST_H

#include <stddef.h>

struct Arena;

struct Nearest {
    struct Arena *arena;
    const char *wanted;
    struct {
        const char *name;
        size_t distance;
    } best[3];
    size_t count;
};

/* Offer each candidate, then ask for the words. */
void nearest_start(struct Nearest *nearest, struct Arena *arena, const char *wanted);
/* `shown` is what is printed when `candidate` is near; NULL: the candidate itself. */
void nearest_offer(struct Nearest *nearest, const char *candidate, const char *shown);
/* " (did you mean 'a', 'b' or 'c'?)", or "" when none is near enough. In the arena. */
const char *nearest_words(const struct Nearest *nearest);

/* Edits between two texts, case aside: insertion, deletion, change, swap of neighbours; gives up above `limit`. */
size_t nearest_distance(const char *a, const char *b, size_t limit);

#endif
