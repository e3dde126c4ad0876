/* Replies in their order. */
#ifndef SG_COMPOSE_CHAPTERS_H
#define SG_COMPOSE_CHAPTERS_H

#include "compose/compose_int.h"

/* Fills in who replied: admitted, respondents, late. c->replies must be set. */
void admit_replies(struct Composer *c);
/* All replies under their headings. */
void replies_add(struct Composer *c, const struct RepliesRule *rule);

/* Placeholders for files of which nothing could be read. */
void missing_files_add(struct Composer *c);

#endif
