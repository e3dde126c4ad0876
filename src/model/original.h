/* ORIGINAL: the text of a document kept as it came, and the question whether it has some words. */
#ifndef SG_MODEL_ORIGINAL_H
#define SG_MODEL_ORIGINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/dossier.h"

struct Arena;

struct Original {
    const char *file;          /* inside the folder: "originals/BLR.pdf" */
    const struct Source *text; /* UTF-8; a form feed ends each page where the format has pages. NULL: none */
    const char *why;           /* without text: what stood against it, after "it is" */
    size_t pages;              /* 0: the format has none */
    char *folded;              /* its text without what printing changes: see original_fold() */
    size_t folded_length;
    uint32_t *places; /* of each byte of it: the byte of the text it was made of */
};

struct Originals {
    struct Original *items;
    size_t count;
};

/* By name; NULL when it was not read. Borrowed. */
const struct Original *originals_find(const struct Originals *originals, const char *file);

/* Fills `folded` and `places`: white space, line breaks, hyphens and dashes are left out, quotation marks and apostrophes are
 * all alike, ligatures and accents are taken apart, letters are small. */
void original_fold(struct Arena *arena, struct Original *original);

/* The bytes of the text from..to that say the quotation, an ellipsis standing for anything; the first such place on
 * `page` or going on from it, 0: anywhere. False when there is none. */
bool original_find(const struct Original *original, const char *quote, int page, size_t *from, size_t *to);
/* From 1; 0 where the format has no pages. */
int original_page(const struct Original *original, size_t place);

#endif
