/* Breaking the vertical list into pages: the whole document as one optimum. */
#ifndef SG_LAYOUT_PAGINATE_H
#define SG_LAYOUT_PAGINATE_H

#include "layout/flow.h"

struct PagePlan {
    uint32_t first, end;           /* lines: first..end - 1; none when equal */
    uint32_t note_first, note_end; /* note lines */
    Length blank;                  /* white above the notes, or at the foot */
    Length flex; /* white added to the distances that stretch, or taken from those that shrink */
    Length give; /* what they can give together */
    int looser;  /* paragraphs set one line longer (above 0) or shorter (below 0) */
    bool overfull;
};

/* GArray of struct PagePlan, owned by the caller. */
GArray *paginate(const struct Flow *flow);
/* The paragraph of the page that is the n-th to be set looser or tighter; UINT32_MAX: none. */
uint32_t paginate_adjusted(const struct Flow *flow, const struct PagePlan *plan, int n);

#endif
