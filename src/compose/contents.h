/* The table of contents: one line a heading, made when all headings have their numbers. */
#ifndef SG_COMPOSE_CONTENTS_H
#define SG_COMPOSE_CONTENTS_H

#include "compose/compose_int.h"

/* Marks its place: after the last block so far. The first one counts. */
void contents_mark(struct Composer *c, const struct ContentsRule *rule);
/* Puts it there, on pages of its own; nothing when there are no headings. The names must be settled; notes are not yet
 * numbered, since that counts the blocks. */
void contents_fill(struct Composer *c);

#endif
