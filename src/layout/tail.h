/* The columns at the end of a line of the table of contents: paragraphs, page, and the dots that lead to them. */
#ifndef SG_LAYOUT_TAIL_H
#define SG_LAYOUT_TAIL_H

#include "layout/flow.h"

/* Set lines; x from the left edge of the column. */
struct Tail {
    struct SetLine lines[3];
    Length x[3];
    size_t count;
};

/* The tails of the blocks that have one, by index in the report; NULL where there is none. page_of_line[i]: the page, from
 * 1, of line i of the flow. Results in setter->arena; to be made before the faces that are used are counted. */
struct Tail **tails_set(struct Setter *setter, const struct Flow *flow, const int *page_of_line);

#endif
