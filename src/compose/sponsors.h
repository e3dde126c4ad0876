/* The sponsors of a draft resolution as a value of patterns. */
#ifndef SG_COMPOSE_SPONSORS_H
#define SG_COMPOSE_SPONSORS_H

#include "compose/compose_int.h"

/* "Cuba,* Fiji and Iraq**"; number is their count. */
struct Value sponsors_value(struct Composer *c, const char *name);

#endif
