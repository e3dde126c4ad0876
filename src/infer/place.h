/* Where a clause of a paragraph stands in the bytes of its file. Inside of infer. */
#ifndef SG_INFER_PLACE_H
#define SG_INFER_PLACE_H

#include "infer/infer.h"

struct Scalar;

/* Bytes start..end of the file become text. */
struct Change {
    size_t start, end;
    char *text; /* g_free; NULL while `scalar` gathers clauses */
    struct Scalar *scalar; /* of YAML, to be written as a list of pieces; else NULL */
};

/* The changes that make a statement with these attributes of the clause: name and value in turn, ended by
 * NULL. False when the clause does not stand in one element (XML) or one scalar (YAML). */
bool place_statement(const struct Suggestion *suggestion, const char *const *attributes, GArray *changes);
/* The bytes with the changes made; they are sorted and freed. Owned by the caller. */
GString *place_changes(const struct Source *source, GArray *changes);

#endif
