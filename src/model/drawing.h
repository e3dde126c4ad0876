/* DRAWING: the pages in the operators of PDF, with the fonts and the artwork they name. Made by draw; seal takes the
 * pages, one by one.
 *
 * Nothing here knows of structure: the content of a page is cut where its stretches end (model/stretch.h), and seal puts
 * the mark of each round it. Fonts are named /F0, /F1 and so on, artwork /X0, /X1 and so on, alike on all pages. */
#ifndef SG_MODEL_DRAWING_H
#define SG_MODEL_DRAWING_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

/* A glyph of a font program. Widths are tenths of a thousandth of an em. */
struct DrawnGlyph {
    uint16_t cid;
    uint16_t glyph; /* in the program */
    uint32_t width;
};

/* What a code of a font shows and says. */
struct DrawnCode {
    int cid;          /* -1: the code is not used */
    const char *text; /* UTF-8, owned by the drawing */
};

/* A composite font. Its codes are of one byte where 256 are enough: such text packs four times as fast. The CID of a
 * TrueType font is its code; a CFF program has its own. */
struct DrawnFont {
    char *name;          /* with the tag of a subset: "ABCDEF+LiberationSerif" */
    bool cff;            /* CFF outlines, else TrueType */
    GByteArray *program; /* without hints */
    int code_bytes;      /* 1 or 2 */
    GArray *codes;       /* of struct DrawnCode, by code */
    GArray *glyphs;      /* of struct DrawnGlyph, by CID */
    int box[4], ascent, descent, cap_height, stem; /* thousandths of an em */
    int slant;                                     /* degrees; italics lean by less than 0 */
};

/* Content of a stretch. Neighbours that are text share a text object (BT, ET), so that each is placed by its distance
 * from the one before. */
struct DrawnStretch {
    gsize end; /* in the content of the page */
    bool text;
};

struct DrawnPage {
    char *content; /* without BT and ET; NULL: seal has taken it */
    gsize length;
    GArray *stretches; /* of struct DrawnStretch */
};

/* From so many pages on a second thread pays for those who work on each. */
enum { DRAWING_PAYING_PAGES = 64 };

struct Drawing {
    GPtrArray *fonts;    /* of struct DrawnFont */
    GArray *pages;       /* of struct DrawnPage */
    GByteArray *artwork; /* a PDF whose page k is artwork k; NULL: none */
    GStringChunk *texts;
};

/* Frees the content of a page before the rest. */
void drawing_drop_page(struct Drawing *drawing, guint page);
void drawing_free(struct Drawing *drawing);

#endif
