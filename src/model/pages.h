/* PAGES: all positions. Made by the layout stage from a report and a style; const for draw and seal.
 *
 * Coordinates are lengths from the top-left corner of the page, y downwards, text at its baseline. Pages are plain
 * data: no object of a library, so that drawing is dull and page breaking is tested without a PDF. */
#ifndef SG_MODEL_PAGES_H
#define SG_MODEL_PAGES_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/length.h"
#include "model/report.h"

struct Face {
    const char *family, *style; /* "Liberation Serif", "Bold" */
    const char *file;           /* absolute path */
    int index;                  /* in a collection */
    const char *sha256, *package, *version;
};

/* Whose content a mark is: an element of the report's structure, or an artifact. */
enum MarkKind {
    MARK_BLOCK,      /* text of block `index` */
    MARK_LABEL,      /* its label (number, letter) */
    MARK_CELL,       /* cell `row`, `column` of table block `index` */
    MARK_NOTE,       /* text of note `index` */
    MARK_NOTE_LABEL, /* its mark at the foot */
    MARK_SLOT,       /* slot `index` read as content: masthead on page 1 */
    MARK_FIGURE,     /* emblem, barcode, QR code: `index` is an enum Figure */
    MARK_HEAD, MARK_FOOT,      /* artifacts: running head, running foot */
    MARK_SEPARATOR, MARK_RULE, /* artifacts: above notes; rules and frames */
};

enum Figure { FIGURE_EMBLEM, FIGURE_BARCODE, FIGURE_QR, FIGURE_RECYCLE };

struct Mark {
    enum MarkKind kind;
    int index;
    int part;        /* MARK_NOTE: index of the block in the note */
    int row, column; /* MARK_CELL */
    int run;         /* index of the run in the block, cell, note block or slot; -1 for labels and artifacts */
};

struct Glyph {
    uint16_t id;
    int16_t y;     /* downwards from the baseline */
    Length x;      /* from the x of its word, or of its run where it says so; visual order; offset and tracking included */
};

/* A cluster: bytes of text that so many glyphs show. Clusters are in the order of the glyphs. */
struct Cluster {
    uint16_t bytes, glyphs;
};

/* A word as it looks, often with the space after it: made once, and shared by all the places where it stands. */
struct Setting {
    const struct Glyph *glyphs;
    const struct Cluster *clusters; /* NULL: each of one byte and one glyph; ask setting_cluster() */
    uint32_t glyph_count, cluster_count;
};

struct SetWord {
    const struct Setting *setting;
    Length x; /* from the x of the run */
};

struct GlyphRun {
    int face;     /* index in Pages.faces */
    Length size;  /* of the font */
    int hscale;   /* horizontal scale in per mille: 1000 */
    Length x, y;
    Length width;
    const struct SetWord *words; /* visual order */
    uint32_t word_count;
    uint32_t glyph_count, cluster_count; /* of all of them */
    uint32_t text_length;
    const char *text; /* what the glyphs say, in the order of the clusters; not NUL-terminated */
    struct Mark mark;
};

static inline struct Cluster setting_cluster(const struct Setting *setting, uint32_t index)
{
    return setting->clusters != NULL ? setting->clusters[index] : (struct Cluster){1, 1};
}

/* A run spelt out, for who goes from glyph to glyph: begin with an empty one, use it for run after run. */
struct OpenRun {
    struct Glyph *glyphs; /* x from the x of the run */
    struct Cluster *clusters;
    uint32_t room;
};

void run_open(struct OpenRun *open, const struct GlyphRun *run);
void open_run_end(struct OpenRun *open);

struct PageRule { /* a filled rectangle */
    Length x, y, width, height;
    struct Mark mark;
};

struct PageFigure {
    enum Figure figure;
    Length x, y, width, height;
};

struct PageLink {
    Length x, y, width, height;
    const char *uri;  /* either */
    const char *dest; /* or: id of a block, or "note." and the id of a note */
    struct Mark mark; /* the run that is linked */
};

struct PageDest {
    const char *id; /* id of a block or "note." and the id of a note */
    Length x, y;    /* y of the top of its first line */
};

struct Page {
    int number; /* from 1 */
    struct GlyphRun *runs;
    size_t run_count;
    struct PageRule *rules;
    size_t rule_count;
    struct PageFigure *figures;
    size_t figure_count;
    struct PageLink *links;
    size_t link_count;
    struct PageDest *dests;
    size_t dest_count;
    Length blank; /* white at the foot, above the notes */
    Length flex;  /* white that its distances took (above 0) or gave */
    int longer;   /* paragraphs set a line longer (above 0) or shorter than their best, to fill it */
    const char *end; /* why it ends where it does; NULL: the document ends */
};

struct Pages {
    Length width, height; /* of the paper */
    struct Face *faces;
    size_t face_count;
    struct Page *pages;
    size_t page_count;
    size_t glyph_count;
    size_t late_notes; /* notes that start after the page of their call: each was reported */
    size_t widows, orphans, stranded; /* what the page breaker could not avoid */
};

void pages_dump(const struct Pages *pages, const struct Report *report, FILE *out);
const char *pages_verify(const struct Pages *pages);

#endif
