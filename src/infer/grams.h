/* How alike two texts are: shared runs of four letters, two for Chinese. No stems, no dictionary: the same in
 * six languages. */
#ifndef SG_INFER_GRAMS_H
#define SG_INFER_GRAMS_H

#include <stddef.h>
#include <stdint.h>

struct Arena;

struct Grams {
    uint32_t *items; /* hashes, sorted, each once */
    size_t count;
};

struct Grams grams_of(struct Arena *arena, const char *text);
/* Shared of all, per mille. */
int grams_alike(const struct Grams *a, const struct Grams *b);

#endif
