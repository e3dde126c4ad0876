/* Stage 3 of 6: dossier + wording -> report.
 *
 * Promises: every word of the document is there, in order; paragraphs and notes are numbered through; every generated
 * sentence carries its proof. Fails by messages SG3xxx. */
#ifndef SG_COMPOSE_COMPOSE_H
#define SG_COMPOSE_COMPOSE_H

#include "model/dossier.h"
#include "model/lexicon.h"
#include "model/report.h"
#include "model/wording.h"

struct Arena;
struct Diags;

struct ComposeOptions {
    bool final; /* no placeholders, no draft marks; inferred tags are refused */
    bool reviewed_only; /* conclusions rest on no inferred tags, and those are listed; as conclusions.reviewed-only asks, too */
    double (*cpu)(void);  /* CPU seconds so far, for whoever measures; NULL: nobody does */
    double *conclusions;  /* of cpu: what the conclusions take is added */
};

struct Report *compose_report(struct Arena *arena, const struct Dossier *dossier, const struct Wording *wording,
                              struct ComposeOptions options, struct Diags *diags);

/* The editorial lint of the text as composed: findings SG71xx, those switched off by lint.off of the manifest left out. Without
 * words (NULL) only the conclusions are looked at. */
void compose_lint(const struct Report *report, const struct Dossier *dossier, const struct Wording *wording,
                  const struct Lexicon *lexicon, struct Diags *diags);

#endif
