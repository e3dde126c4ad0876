/* Glyph runs as operators of PDF. */
#ifndef SG_DRAW_TEXT_H
#define SG_DRAW_TEXT_H

#include "draw/codes.h"
#include "model/pages.h"

/* The state of text as the operators before have left it. */
struct TextWriter {
    const struct Pages *pages;
    struct Codes *const *codes; /* by face; const here */
    const int *fonts;           /* by face: its number in the drawing */
    GString *out;               /* content of the page */
    GString *string;            /* scratch: the strings of one TJ */
    struct OpenRun run;         /* the run at hand */
    GHashTable *sized;          /* struct SizedFont, by itself */
    const struct SizedFont *font;
    int scale;                  /* Tz, per mille */
    int64_t tracking, spacing;  /* Tc, Tw, in thousandths of a point */
    int x, y;                   /* start of the line, in hundredths of a point */
};

void text_begin(struct TextWriter *writer, const struct Pages *pages, struct Codes *const *codes, const int *fonts);
void text_end(struct TextWriter *writer);
/* Before the first run of a page: the state is that of a new page and a new text object. */
void text_new_page(struct TextWriter *writer, GString *out);
/* Part of a text object: all text of a page stands in one. */
void text_write(struct TextWriter *writer, const struct GlyphRun *runs, size_t count);

#endif
