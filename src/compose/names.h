/* Names that stay open until the whole document is known. */
#ifndef SG_COMPOSE_NAMES_H
#define SG_COMPOSE_NAMES_H

#include "compose/compose_int.h"

/* Full form or abbreviation for each open name, in the order of reading. After number_notes(). */
void settle_names(struct Composer *c);

#endif
