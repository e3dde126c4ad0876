/* Faces of the pages as fonts of Cairo. A face is the file the layout stage measured with, opened by FreeType: no
 * font configuration can put another in its place. */
#ifndef SG_DRAW_FONTS_H
#define SG_DRAW_FONTS_H

#include <cairo.h>

#include "model/pages.h"

struct Diags;
struct Fonts;

/* NULL, with SG_FACE_UNREADABLE, when a file cannot be opened. Ended by fonts_free(). */
struct Fonts *fonts_open(const struct Pages *pages, struct Diags *diags);
void fonts_free(struct Fonts *fonts);
/* The face of the run at its size and scale. Borrowed. */
cairo_scaled_font_t *fonts_scaled(struct Fonts *fonts, const struct GlyphRun *run, const cairo_matrix_t *device);

#endif
