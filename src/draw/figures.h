/* Figures of a page: emblem, barcode, QR code, recycling mark. */
#ifndef SG_DRAW_FIGURES_H
#define SG_DRAW_FIGURES_H

#include <stdbool.h>

#include <cairo.h>

#include "model/pages.h"
#include "model/report.h"

struct Diags;

/* What the figures need once a document: codes and artwork. Ended by figures_free(). */
struct Figures;
/* Reports artwork that cannot be read and a barcode with other signs than Code 39 has. */
struct Figures *figures_new(const struct Report *report, struct Diags *diags);
void figures_free(struct Figures *figures);
/* Paints black on what is there. */
void figures_paint(const struct Figures *figures, cairo_t *cr, const struct PageFigure *figure);

#endif
