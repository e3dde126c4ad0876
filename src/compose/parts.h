/* The structure of a kind of document, made into blocks and slots. */
#ifndef SG_COMPOSE_PARTS_H
#define SG_COMPOSE_PARTS_H

#include "compose/compose_int.h"

void parts_add(struct Composer *c, const struct PartList *parts);
void slots_add(struct Composer *c);
/* The rule of the replies in the structure; NULL when it has none. */
const struct RepliesRule *parts_replies(const struct PartList *parts);

#endif
