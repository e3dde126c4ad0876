/* A paragraph set: its lines as glyph runs, at x from the left edge of its column and y from their baselines.
 */
#ifndef SG_LAYOUT_PARA_H
#define SG_LAYOUT_PARA_H

#include "layout/fit.h"
#include "model/pages.h"

struct SetLine {
    struct GlyphRun *runs; /* face: id of an OpenFace */
    uint32_t run_count;
    uint32_t first_note, note_count; /* in SetPara.notes */
    bool hyphen;                     /* ends in one */
    int ratio; /* of its word spaces to the natural one, in per mille; 0: not stretched */
};

struct SetPara {
    struct SetLine *lines;
    size_t line_count;
    int *notes; /* indices of the notes called, in order */
    size_t note_count;
    bool looser, tighter;     /* it can be set in one line more, less */
    struct Finding *findings; /* details are freed by para_findings_free */
    size_t finding_count;
    size_t glyph_count;
    const void *memo; /* where it stands in the memo it was found in; NULL */
};

struct ParaInput {
    const struct Run *runs;
    size_t run_count;
    const char *label; /* NULL: none */
    const char *label_lang; /* of the document: its direction is `mirrored` */
    unsigned label_flags; /* RUN_STAR, RUN_ITALIC */
    const struct BlockStyle *style;
    Length measure; /* width of the column */
    const char *lang;
    bool rtl;      /* base direction of the text: of its language */
    bool mirrored; /* insets count from the right: direction of the document */
    bool tabular;
    int looseness;
    struct Mark mark; /* of its runs; `run` is filled in */
    enum MarkKind label_mark;
    struct Span span;
};

/* Results in setter->scratch, what the pages keep of them in setter->arena. */
struct SetPara *para_set(struct Setter *setter, const struct ParaInput *input);
/* Texts on one line each, without breaking: for fixed places. Width of the line in *width. */
struct SetLine para_set_line(struct Setter *setter, const struct ParaInput *input, Length *width);

/* ---- A line (line.c) ---- */

/* A word, or the white after one. */
struct Item {
    uint32_t seg;
    uint8_t level;
    bool glue;
    uint16_t from, to; /* bytes of the word; to 0: all */
    uint16_t letters;  /* of it that tracking adds to */
    Length width;
};

struct LineSpec {
    const struct FitBreak *from, *to; /* NULL: the start of the paragraph; the break it ends at */
    Length x, width, measure;         /* start edge and width of the line in a column of that width */
    enum StyleAlign align;
    bool rtl, mirrored, last;
    struct Mark mark;
    const struct Run *runs; /* the segments index them */
};

void line_emit(struct Setter *setter, const struct LineSpec *spec, struct SetLine *line);

#endif
