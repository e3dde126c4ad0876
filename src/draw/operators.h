/* Numbers of content streams, quickly: millions of them are written. */
#ifndef SG_DRAW_OPERATORS_H
#define SG_DRAW_OPERATORS_H

#include <glib.h>

#include "base/length.h"

/* A whole number. */
void append_number(GString *out, int64_t number);
/* "12.5" for 1250 and 2 decimals; no more decimals than it needs. */
void append_decimal(GString *out, int64_t number, int decimals);
/* Hundredths of a point, rounded. */
int length_hundredths(Length length);

#endif
