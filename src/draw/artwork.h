/* Artwork of the pages in a PDF of its own, a page for each. */
#ifndef SG_DRAW_ARTWORK_H
#define SG_DRAW_ARTWORK_H

#include <stdbool.h>

#include <glib.h>

#include "draw/figures.h"

struct Artwork;
struct Diags;

/* Keeps the figures. */
struct Artwork *artwork_new(const struct Figures *figures);
void artwork_free(struct Artwork *artwork);
/* The page that shows this figure at its size, drawn when it is asked for first. */
int artwork_number(struct Artwork *artwork, const struct PageFigure *figure);
/* The PDF, owned by the caller; NULL: there are no figures. False, with SG5002, when Cairo refused something. */
bool artwork_finish(struct Artwork *artwork, GByteArray **pdf, struct Diags *diags);

#endif
