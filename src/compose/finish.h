/* The last pass of the compose stage. */
#ifndef SG_COMPOSE_FINISH_H
#define SG_COMPOSE_FINISH_H

#include "compose/compose_int.h"

/* Numbers the document, settles what is open and hands all over to c->report. */
void composer_finish(struct Composer *c);

#endif
