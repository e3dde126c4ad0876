/* A TrueType font program as Cairo embeds it. */
#ifndef SG_SEAL_TRUETYPE_H
#define SG_SEAL_TRUETYPE_H

#include <stdint.h>

#include <glib.h>

/* The program without hints: no instructions in glyphs, none for the font. A page is drawn the same without them by
 * every viewer that matters on paper and on today's screens, and two thirds of the bytes are gone. NULL when the
 * program is not what it should be. Owned by the caller. */
GByteArray *truetype_without_hints(const GByteArray *program);
/* Advance of a glyph in hundredths of a thousandth of the em; -1 when there is no such glyph. */
int truetype_advance(const GByteArray *program, unsigned glyph);
/* The glyph of a character by the Unicode map of the program; 0 when it has none. */
unsigned truetype_glyph(const GByteArray *program, unsigned character);

#endif
