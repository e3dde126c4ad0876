/* Figures of a page: emblem, barcode, QR code, recycling mark. */
#ifndef SG_DRAW_FIGURES_H
#define SG_DRAW_FIGURES_H

#include <stdbool.h>

#include <cairo.h>
#include <glib.h>

#include "model/pages.h"
#include "model/report.h"

struct Diags;

/* What the figures need once a document: codes and artwork. Ended by figures_free(). */
struct Figures;
/* Reports artwork that cannot be read and a barcode with other signs than Code 39 has. */
struct Figures *figures_new(const struct Report *report, struct Diags *diags);
void figures_free(struct Figures *figures);

/* A figure of black rectangles on a grid, from the top left: a barcode, a QR code. */
struct GridCell {
    int x, y, width, height;
};
struct Grid {
    int columns, rows;
    GArray *cells; /* of struct GridCell; owned by the caller */
};
bool figure_is_grid(enum Figure figure);
/* A code that could not be made has no cells. */
struct Grid figures_grid(const struct Figures *figures, enum Figure figure);
/* Paints another figure black on what is there, from the origin. */
void figures_paint(const struct Figures *figures, cairo_t *cr, enum Figure figure, double width, double height);

#endif
