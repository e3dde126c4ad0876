/* What the content stream of a page holds. */
#ifndef SG_SEAL_CONTENT_H
#define SG_SEAL_CONTENT_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

/* What a content stream holds. */
struct ContentCount {
    int markers;   /* marked contents with an MCID, in order from 0 */
    int artifacts; /* marked contents that are artifacts */
    int unmarked;  /* painting operators in neither */
    bool sound;    /* every token known, every mark closed, MCIDs 0, 1, 2 and so on */
    GArray *mcids; /* of int: the MCIDs met; NULL: not wanted */
};

/* Fills `count`. */
void content_count(const char *bytes, size_t length, struct ContentCount *count);

#endif
