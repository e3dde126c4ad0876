/* Name trees and number trees: sorted, in leaves of a few dozen entries. */
#ifndef SG_SEAL_NAMES_H
#define SG_SEAL_NAMES_H

#include "seal/objects.h"

struct NameTree {
    GArray *entries; /* of struct NameEntry */
};

void names_begin(struct NameTree *names);
/* Copies both. The value is PDF text. Of equal names the first stays. */
void names_add(struct NameTree *names, const char *name, const char *value);
/* Writes the tree; its number, 0 when it is empty. Ends it. */
int names_write(struct NameTree *names, struct Objects *objects);

/* The number tree of values[0], values[1] and so on (PDF text); its number. */
int numbers_write(struct Objects *objects, GPtrArray *values);

#endif
