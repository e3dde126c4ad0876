/* Text-showing operators, written shorter.
 *
 * Cairo moves the pen after each letter of tracked text and after each space of a justified line:
 * [(T)-30(h)-30(e)-30( )-167(S)...]TJ. The same places are reached with a letter and a word spacing, set once:
 * .03 Tc .137 Tw (The States) Tj. Content streams become a third shorter after deflation, and lines stay whole for those
 * who read the stream. Only fonts of size 1 are treated, which is all that Cairo sets. */
#ifndef SG_SEAL_SHOWING_H
#define SG_SEAL_SHOWING_H

#include <stdbool.h>

#include <glib.h>

#include "seal/lexer.h"

struct Showing {
    int spacing; /* of letters, in force, in the unit of TJ; negative is wider */
    int word;    /* of spaces of one-byte fonts, in force beside it */
    int pending; /* moved since the last letter by spacing that Cairo did not ask for */
    bool known;  /* the font has size 1 */
    struct Token font; /* in force */
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
/* The font is set at this size, in millionths. True when that is in force already. */
bool showing_font(struct Showing *showing, struct Token name, long long size);
/* Writes TJ or Tj with these operands. False when they are not understood: nothing was written. */
bool showing_write(struct Showing *showing, const struct Token *operands, guint count, GString *out);

#endif
