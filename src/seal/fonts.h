/* Fonts of a drawing as objects. */
#ifndef SG_SEAL_FONTS_H
#define SG_SEAL_FONTS_H

#include "model/drawing.h"
#include "seal/objects.h"

/* Appends the number (int) of each font (struct DrawnFont) to `numbers`. */
void write_fonts(struct Objects *objects, const GPtrArray *fonts, GArray *numbers);

#endif
