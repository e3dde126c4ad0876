/* Total-fit line breaking: all lines of a paragraph at once, after Knuth and Plass, in integers. */
#ifndef SG_LAYOUT_FIT_H
#define SG_LAYOUT_FIT_H

#include "layout/text.h"

/* A place where a line may end. Sums count from the start of the paragraph. */
struct FitBreak {
    uint32_t seg; /* the line ends in this segment: after it, or after `cut` bytes of its word */
    uint16_t cut; /* 0: after all of it */
    bool flagged; /* ends in a hyphen */
    bool hyphen;  /* a hyphen is added */
    int16_t penalty;
    Length end, next; /* width of all before the break; of all before the start of the next line */
    Length stretch_end, stretch_next, shrink_end, shrink_next;
};

/* A break that a line can end at, reached by the best way. */
struct FitNode {
    int64_t demerits;
    uint32_t at;       /* index of the break + 1; 0: the start of the paragraph */
    uint32_t previous; /* node */
    uint32_t next_active;
    uint32_t line;   /* lines before it */
    uint8_t fitness; /* 0 tight, 1 decent, 2 loose, 3 very loose */
};

struct FitOptions {
    Length first_width, width; /* of the first line, of the others */
    bool ragged;               /* lines are not stretched */
    Length ragged_stretch;
    bool hyphenate;
    const char *lang;
    int looseness; /* lines more or fewer than the best */
};

struct FitResult {
    guint line_count;
    bool looser, tighter; /* a paragraph of one line more or less is possible */
    bool overfull;        /* a line stands out */
};

/* Chooses the breaks of setter->segs; setter->chosen holds the index in setter->breaks at the end of each
 * line. */
struct FitResult fit_paragraph(struct Setter *setter, struct FitOptions options);

#endif
