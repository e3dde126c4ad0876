/* Positions: a plan of pages as pages. */
#ifndef SG_LAYOUT_PLACE_H
#define SG_LAYOUT_PLACE_H

#include "layout/fixed.h"
#include "layout/paginate.h"

/* Results in setter->arena. Paragraphs that the plan wants looser or tighter have been set again
 * (adjusted[para]). */
struct Pages *place_pages(struct Setter *setter, const struct Flow *flow, const GArray *plans,
                          const bool *adjusted, const struct Fixed *fixed);

#endif
