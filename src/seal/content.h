/* The content stream of a page: Cairo's anonymous markers become marks of the structure. */
#ifndef SG_SEAL_CONTENT_H
#define SG_SEAL_CONTENT_H

#include <stdbool.h>

#include <glib.h>

#include "seal/tree.h"

/* What a content stream holds. */
struct ContentCount {
    int markers;   /* marked contents with an MCID, in order from 0 */
    int artifacts; /* marked contents that are artifacts */
    int unmarked;  /* painting operators in neither */
    bool sound;    /* every token known, every mark closed, MCIDs 0, 1, 2 and so on */
    GArray *mcids; /* of int: the MCIDs met; NULL: not wanted */
};

/* Rewrites `bytes`: marker k becomes contents[k]. Text is set closer: letter spacing that Cairo writes letter by
 * letter becomes a text state of its own. Appends to `out` and fills `count` with what was met; the caller compares. */
void content_rewrite(const char *bytes, size_t length, const struct PageContent *contents, size_t content_count,
                     GString *out, struct ContentCount *count);
/* Counts alone, of a page that is sealed. */
void content_count(const char *bytes, size_t length, struct ContentCount *count);

#endif
