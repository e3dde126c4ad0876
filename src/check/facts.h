/* Facts: the values of a decoded structure as a tree by the names of their keys, for the templates. */
#ifndef SG_CHECK_FACTS_H
#define SG_CHECK_FACTS_H

#include "check/schema.h"

/* A record of what the node gives (and of initial values). The respondents of the dossier resolve FIELD_RESPONDENT. */
struct Fact *facts_record(struct Checker *checker, const struct Dossier *dossier, const struct Element *element,
                          const void *structure, const struct Node *node);
/* A value as written: maps become records, lists lists, texts flags, numbers, dates or texts by their look. */
struct Fact *facts_written(struct Checker *checker, const char *name, const struct Node *node);
/* Appends to a record or list. */
void facts_append(struct Fact *parent, struct Fact *child);

#endif
