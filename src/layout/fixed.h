/* Fixed places: masthead, running heads and feet. */
#ifndef SG_LAYOUT_FIXED_H
#define SG_LAYOUT_FIXED_H

#include "layout/para.h"

/* A text of a fixed place, set. */
struct FixedText {
    const struct SetLine *lines; /* x from the anchor of the place, already aligned */
    size_t line_count;
};

struct Fixed {
    const struct FixedPlace **places; /* those that stand in this document */
    struct FixedText *texts;          /* of slots */
    size_t count;
    const int *notes; /* called by slots */
    size_t note_count;
};

/* Sets the slots. Results in setter->scratch. */
struct Fixed *fixed_set(struct Setter *setter, const struct Report *report, bool draft, struct Diags *diags);
bool fixed_on_page(const struct FixedPlace *place, int page);
/* A pattern for one page. */
struct FixedText fixed_pattern(struct Setter *setter, const struct FixedPlace *place,
                               const struct Report *report, int page, int pages);
/* Baseline of line i of a text. */
Length fixed_baseline(const struct FixedPlace *place, const struct FixedText *text, size_t i);

#endif
