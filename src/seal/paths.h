/* Path operators, written shorter: Cairo draws each of several rectangles as four lines. */
#ifndef SG_SEAL_PATHS_H
#define SG_SEAL_PATHS_H

#include <stdbool.h>

#include <glib.h>

#include "seal/lexer.h"

struct Paths {
    long long x[4], y[4]; /* corners met so far, in millionths */
    int count;
};

/* Takes an operator with its operands. True when it was kept back or written as a part of a rectangle; otherwise what
 * was kept back is written, and the caller writes the operator. */
bool paths_write(struct Paths *paths, const struct Token *operands, guint count, struct Token operator, GString *out);
/* " 12.5": millionths with at most so many decimals, after a space. */
void append_millionths(GString *out, long long value, int decimals);

#endif
