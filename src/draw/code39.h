/* Code 39 (ISO/IEC 16388): each character is nine bars and spaces, three of them wide. */
#ifndef SG_DRAW_CODE39_H
#define SG_DRAW_CODE39_H

#include <stdbool.h>

#include <glib.h>

/* Widths in modules of the bars and spaces of "*text*", a bar first, in turn; *modules is their sum. NULL when the code
 * has no sign for a character. Owned by the caller (of unsigned char). */
GByteArray *code39_encode(const char *text, unsigned *modules);

#endif
