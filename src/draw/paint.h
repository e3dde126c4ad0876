/* The one painter of pages, for every surface. */
#ifndef SG_DRAW_PAINT_H
#define SG_DRAW_PAINT_H

#include <glib.h>

#include "draw/figures.h"
#include "draw/fonts.h"

struct Painter {
    cairo_t *cr;
    struct Fonts *fonts;
    struct Figures *figures;
    const struct Pages *pages;
    const struct Report *report;
    bool markers; /* each stretch between markers of its own */
    GArray *stretches, *glyphs, *clusters; /* scratch */
    GString *text;
};

/* False, with messages, when a face cannot be opened. `cr` is set by the caller afterwards; the painter does not own
 * it. Ended by painter_end(), also after a failure. */
bool painter_begin(struct Painter *painter, const struct Pages *pages, const struct Report *report, struct Diags *diags);
void painter_end(struct Painter *painter);
/* False, with SG_PAGE_NOT_DRAWN, when Cairo refuses something on the page. */
bool painter_paint(struct Painter *painter, const struct Page *page, struct Diags *diags);

#endif
