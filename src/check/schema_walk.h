/* The elements that a kind of document is made of, for the schemas of editors: each with what may still stand in its
 * running text, for the same element allows less inside a note than outside of it. */
#ifndef SG_CHECK_SCHEMA_WALK_H
#define SG_CHECK_SCHEMA_WALK_H

#include <glib.h>

#include "check/schema.h"

struct Definition {
    const struct Element *element;
    unsigned permitted; /* from outside: enum Prose; 0: no bound */
    char *name;         /* unique among the definitions */
};

struct Definitions {
    GPtrArray *list; /* struct Definition *: grows while it is gone through */
};

void definitions_start(struct Definitions *definitions);
void definitions_end(struct Definitions *definitions);
/* The name to refer to; adds the definition when it is new. */
const char *definitions_refer(struct Definitions *definitions, const struct Element *element, unsigned permitted);
/* What may stand in a field of running text. */
unsigned definitions_prose(const struct Field *field, unsigned permitted);

/* Appends with both kinds of quotation marks and "&", "<", ">" escaped. */
void definitions_xml(GString *out, const char *text);
/* The schemas, appended. */
void schema_rng(GString *out, const struct Element *root, const char *name_space);
void schema_json(GString *out, const struct Element *root, const char *title);

#endif
