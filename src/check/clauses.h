/* The paragraphs of a resolution in the order of its kind: those of parts written by hand for places at which paragraphs begin
 * with a lead-in. A kind without such places has none. */
#ifndef SG_CHECK_CLAUSES_H
#define SG_CHECK_CLAUSES_H

#include <glib.h>

#include "model/dossier.h"
#include "model/wording.h"

struct Arena;

struct Clause {
    const struct HandRule *rule;    /* of its place */
    const struct Content *content;  /* the paragraph; the blocks behind it, up to the next paragraph, go on with it */
    int number;       /* as printed; 0: the place has none */
    bool begins;      /* the first of its place, or of what stands under a heading */
    bool ends;        /* the last of its place */
    const char *text; /* its words up to the first list, quotation or table; notes left out */
    size_t lead;      /* bytes of its lead-in; 0: none */
};

/* struct Clause, owned by the caller (g_array_unref); texts in the arena. */
GArray *clauses_of(struct Arena *arena, const struct Dossier *dossier, const struct Wording *wording);
/* The words of a paragraph, item or note up to the first block inside it. In the arena. */
const char *clause_words(struct Arena *arena, const struct Inline *inlines);
/* The first list among the inlines, or among the blocks behind the paragraph that go on with it; NULL. */
const struct Content *clause_list(const struct Content *paragraph);
/* The block behind it goes on with a paragraph: a list, quotation or table. */
bool clause_goes_on(const struct Content *block);

#endif
