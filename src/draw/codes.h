/* Codes of a face: one for each glyph and each text it says. A hyphen says U+2010 here and U+2011 there, the space also
 * U+00A0: they share the glyph and differ in the code, so that what is searched and copied is what was written. */
#ifndef SG_DRAW_CODES_H
#define SG_DRAW_CODES_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "model/pages.h"

/* The code of the plain space where codes are of one byte: the operator Tw stretches this code and no other. Poppler, when
 * it measures words, takes the CID for it: so text is set with Tw only where both are the same. */
enum { CODE_SPACE = 0x20, CODE_MOST_TEXT = 32 };

struct Code {
    uint32_t glyph;    /* of the face */
    const char *text;  /* UTF-8; not NUL-terminated before codes_settle() */
    unsigned length;
    int next;          /* another text of the same glyph; -1 */
    int value;         /* after codes_settle() */
    char bytes[4];     /* as it stands in a string, escaped */
    unsigned byte_count;
    uint32_t width;    /* tenths of a thousandth of an em, by subset_face() */
    int cid, cut;      /* by subset_face(): its CID, and the number of the glyph in the program */
};

struct Codes {
    GArray *all; /* of struct Code, in the order they were met */
    int *first;  /* by glyph: index in `all`; -1 */
    uint32_t glyph_count;
    int bytes;   /* 1 or 2 */
    bool tw;     /* by subset_face(): whether Tw works */
    GStringChunk *texts;
};

struct Codes *codes_new(uint32_t glyph_count, GStringChunk *texts);
void codes_free(struct Codes *codes);
/* The index of the code, added when there is none yet. -1: the face has no such glyph, or the text is no UTF-8. */
int codes_add(struct Codes *codes, uint32_t glyph, const char *text, unsigned length);
/* The index of a code that was added. */
static inline int codes_find(const struct Codes *codes, uint32_t glyph, const char *text, unsigned length);
/* Gives every code its value. False: there are more than two bytes hold. */
bool codes_settle(struct Codes *codes);

/* Whether a code can say what the cluster says: one glyph, and no more text than readers of PDF take. */
static inline bool cluster_has_code(struct Cluster cluster)
{
    return cluster.glyphs == 1 && cluster.bytes <= CODE_MOST_TEXT;
}

/* How many bytes of its text the codes of a cluster stand for: all, or the first character where more is put round it. */
static inline unsigned cluster_code_text(struct Cluster cluster, const char *text)
{
    return cluster_has_code(cluster) ? cluster.bytes : MIN(cluster.bytes, (unsigned)(g_utf8_next_char(text) - text));
}

static inline bool code_says(const struct Code *code, const char *text, unsigned length)
{
    if (code->length != length)
        return false;
    for (unsigned i = 0; i < length; i++)
        if (code->text[i] != text[i])
            return false;
    return true;
}

static inline int codes_find(const struct Codes *codes, uint32_t glyph, const char *text, unsigned length)
{
    if (glyph >= codes->glyph_count)
        return -1;
    int index = codes->first[glyph];
    while (index >= 0 && !code_says(&g_array_index(codes->all, struct Code, index), text, length))
        index = g_array_index(codes->all, struct Code, index).next;
    return index;
}

#endif
