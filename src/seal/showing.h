/* Text-showing operators, written shorter.
 *
 * Cairo moves the pen after each letter of tracked text: [(T)-30(h)-30(e)]TJ. The same places are reached with a
 * letter spacing, set once: .03 Tc (The) Tj. Content streams become a third shorter after deflation, and words stay
 * whole for those who read the stream. Only fonts of size 1 are treated, which is all that Cairo sets. */
#ifndef SG_SEAL_SHOWING_H
#define SG_SEAL_SHOWING_H

#include <stdbool.h>

#include <glib.h>

#include "seal/lexer.h"

struct Showing {
    int spacing; /* in force, in the unit of TJ; negative is wider */
    int pending; /* moved since the last letter by spacing that Cairo did not ask for */
    bool known;  /* the font has size 1 */
    GArray *saved; /* of struct TextState: what q keeps and Q brings back */
    GArray *codes; /* of struct Code: scratch */
};

void showing_begin(struct Showing *showing);
void showing_end(struct Showing *showing);
/* q and Q. False when nothing was saved. */
void showing_save(struct Showing *showing);
bool showing_restore(struct Showing *showing);
/* Text goes on elsewhere. */
void showing_move(struct Showing *showing);
/* The font was set at this size, in millionths. */
void showing_font(struct Showing *showing, long long size);
/* Writes TJ or Tj with these operands. False when they are not understood: nothing was written. */
bool showing_write(struct Showing *showing, const struct Token *operands, guint count, GString *out);

#endif
