/* Inside of conclude_edit*.c. */
#ifndef SG_COMPOSE_CONCLUDE_EDIT_INT_H
#define SG_COMPOSE_CONCLUDE_EDIT_INT_H

#include <glib.h>

#include "compose/conclude_edit.h"

struct Edits {
    struct Arena *arena;
    const struct Dossier *dossier;
    struct Diags *diags;
    struct Edit *items;
    size_t count;
    GHashTable *statements; /* id -> statement, when first asked for */
    struct Regrouping regrouping;
    bool regrouped;
};

/* Is it an edit of a sentence that no finding stands for? */
bool edit_is_plain(const struct Edit *edit);
/* Adds the ids of those whom the edit asserts and the set does not have. */
void edit_missing_respondents(const struct Edit *edit, const struct EvidenceSet *set, GString *missing);
/* Was it made of other evidence? Says so; an edit without a basis is told, and is not stale. all: what the words rest on. */
bool edit_is_stale(struct Edits *edits, struct Edit *edit, const char *basis, const struct EvidenceSet *all);

#endif
