/* COVERAGE: what became of every statement, counted once for whoever prints it: the command and the annex of drafts. */
#ifndef SG_MODEL_COVERAGE_H
#define SG_MODEL_COVERAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "model/report.h"

struct Arena;

enum { STANCE_COUNT = 4 };

struct CoverageRow { /* of a respondent */
    const struct Respondent *respondent;
    size_t acts[ACT_COUNT]; /* its statements */
    size_t used;            /* statements that a sentence rests on */
    size_t cited;           /* sentences that count it */
};

struct CoverageKind {
    size_t made, carried; /* proposals */
};

struct Coverage {
    struct CoverageRow *rows; /* in the order given */
    size_t row_count;
    const struct Claim **claims; /* of which somebody spoke, in the order of the taxonomy */
    size_t claim_count;
    uint32_t *said; /* claims by rows: bits of coverage_bit() */
    const struct Sentence **sides; /* of contested claims, in the order of the sentences */
    size_t side_count;
    struct CoverageKind kinds[KIND_COUNT];
    GHashTable *used; /* statement -> itself; ends with the arena */
};

/* Counts over the replies that are admitted. respondents: those who replied, each once; both lists are kept by pointer. */
struct Coverage *coverage_count(struct Arena *arena, const struct Dossier *dossier,
                                const struct Respondent *const *respondents, size_t respondent_count,
                                const struct Sentence *sentences, size_t sentence_count);
/* The same of a whole report, of all who replied in the order of the replies. */
struct Coverage *coverage_of(struct Arena *arena, const struct Report *report, const struct Dossier *dossier);
/* Sentences that count a respondent, on the mean of those who are counted at all. */
double coverage_mean(const struct Coverage *coverage);
/* Is it counted more than twice as often as that? Of fewer than five respondents nobody is. */
bool coverage_is_over(const struct Coverage *coverage, size_t row);
/* Of what was done and the stance, one bit. */
uint32_t coverage_bit(enum Act act, enum Stance stance);
uint32_t coverage_said(const struct Coverage *coverage, size_t claim, size_t row);
/* Does a sentence rest on it? */
bool coverage_uses(const struct Coverage *coverage, const struct Statement *statement);

#endif
