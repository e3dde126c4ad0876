/* Stage 5 of 6: pages -> PDF and PNG in memory. Promises: every mark of the pages is painted once, in the order of the
 * structure, between markers the seal stage counts. Fails by SG5xxx and a NULL result. */
#ifndef SG_DRAW_DRAW_H
#define SG_DRAW_DRAW_H

#include <glib.h>

#include "model/pages.h"
#include "model/report.h"
#include "model/style.h"

struct Diags;

/* The PDF without structure. Owned by the caller (g_byte_array_unref). */
GByteArray *draw_pdf(const struct Pages *pages, const struct Report *report, const struct Style *style,
                     struct Diags *diags);
/* One page as PNG, so many dots an inch. */
GByteArray *draw_png(const struct Pages *pages, const struct Report *report, const struct Style *style, size_t page,
                     double resolution, struct Diags *diags);

#endif
