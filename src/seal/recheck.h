/* Reads a sealed PDF back and holds it against what it says of itself. */
#ifndef SG_SEAL_RECHECK_H
#define SG_SEAL_RECHECK_H

#include <stdbool.h>

#include "base/source.h"

struct Diags;

/* What the file holds. */
struct SealedFacts {
    int pages, elements, marks, artifacts, notes, paragraphs, attachments;
    int part; /* of PDF/A; 0: it claims none */
    bool accessible; /* claims PDF/UA-1 */
};

/* Claims, structure (every mark has an element and every element its mark, nothing is drawn outside marks), paragraph
 * numbers (each from 1 to the last, once), attachments against their checksums. Reports what does not hold by
 * SG_SEAL_* at the start of `source`, which holds the bytes. False when it is no PDF that can be read. */
bool seal_recheck(const struct Source *source, struct Diags *diags, struct SealedFacts *facts);

#endif
