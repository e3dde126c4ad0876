/* Words and bars in the margin of drafts, beside what a reviewer must look at. They move no line. */
#ifndef SG_LAYOUT_MARGIN_H
#define SG_LAYOUT_MARGIN_H

#include "layout/fixed.h"

/* The words of a mark and the line they make; x from their end edge. */
struct MarginText {
    const char *words;
    struct FixedText text;
};

struct Margin {
    struct MarginText *texts; /* each words once */
    size_t count;
};

/* Sets the marks of the blocks. Results in setter->scratch; NULL when the style has no margin or nothing is marked. */
struct Margin *margin_set(struct Setter *setter, const struct Report *report);
const struct FixedText *margin_text(const struct Margin *margin, const char *words);
/* Left edge of the bar, and anchor of the words. */
Length margin_bar(const struct Style *style, bool rtl);
Length margin_anchor(const struct Style *style, bool rtl);

#endif
