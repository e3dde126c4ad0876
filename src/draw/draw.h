/* Stage 5 of 6: pages -> drawing. Promises: every mark of the pages is painted once, in the order of the stretches, and
 * every glyph says the text of its cluster. Fails by SG5xxx and a NULL result. */
#ifndef SG_DRAW_DRAW_H
#define SG_DRAW_DRAW_H

#include "model/drawing.h"
#include "model/pages.h"
#include "model/report.h"

struct Diags;

/* Owned by the caller (drawing_free). threads: 0: as it pays. */
struct Drawing *draw_pages(const struct Pages *pages, const struct Report *report, int threads, struct Diags *diags);

#endif
