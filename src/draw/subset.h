/* The part of a face that a document uses, as a font program to embed. */
#ifndef SG_DRAW_SUBSET_H
#define SG_DRAW_SUBSET_H

#include "draw/codes.h"
#include "model/drawing.h"
#include "model/pages.h"

/* How many glyphs the face has; 0: it cannot be opened. */
uint32_t face_glyph_count(const struct Face *face);
/* Fills `font` and gives each code its CID and width. False: the face has no outlines that PDF knows. */
bool subset_face(const struct Face *face, struct Codes *codes, struct DrawnFont *font);

#endif
