/* Evidence of a consultation: who said what, counted once. Pure functions of the dossier, without any
 * wording.
 *
 * A reply is admitted when it is not superseded and the policy for late replies lets it in; what a respondent
 * sent in several replies is one reply; a joint reply is one reply of its sender, never of its members.
 * Statements are gathered in sets by claim, act and stance; two claims that are each other's opposite are one
 * issue. */
#ifndef SG_COMPOSE_CONCLUDE_EVIDENCE_H
#define SG_COMPOSE_CONCLUDE_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "compose/conclude_table.h"
#include "model/dossier.h"

/* Who replied and what was admitted of it, in the order of the document. */
struct Consultation {
    const struct Dossier *dossier;
    const struct Submission *const *admitted;
    size_t admitted_count;
    const struct Respondent *const *respondents; /* each once */
    size_t respondent_count;
    bool reviewed_only; /* statements whose tags are inferred are not evidence */
};

struct Statements {
    const struct Statement *
        *items; /* by respondent in the order of the document, then as they stand in the reply */
    size_t count;
};

/* Statements of one claim, act and stance, and who made them. */
struct EvidenceSet {
    const struct Claim *claim; /* NULL: individual statements */
    int act, stance;           /* -1: several */
    struct Statements statements;
    const struct Respondent **respondents; /* each once, in the order of the document */
    size_t respondent_count;               /* k */
    const char **paragraphs;               /* ids, each once, in the order of the document */
    size_t paragraph_count;
};

/* Of the claims, by merges and splits of editors: which claim a statement counts for. */
struct Regrouping {
    const struct Claim *const
        *claim_for; /* by Claim.order: the claim it is merged into, or itself; NULL: no merges */
    const struct Statement *const
        *split; /* statements counted for a claim of the editor's, sorted by address */
    const struct Claim *const *split_claim; /* of the same index */
    size_t split_count;
    const struct Claim *const *extra; /* claims of the editor's */
    size_t extra_count;
};

struct Issue { /* a claim and its sets */
    const struct Claim *claim;
    struct EvidenceSet *sets[ACT_COUNT][4]; /* by act and stance; NULL: nobody */
    bool contested;                         /* somebody is against it, or for its opposite */
    const struct Issue *opposite;           /* NULL: none, or nobody spoke of it */
    struct Statement const *first;          /* in the order of the document */
    size_t first_place;                     /* of `first` among all statements admitted */
};

struct Evidence {
    struct Consultation consultation;
    struct Issue *issues; /* of claims somebody spoke of, in the order of the taxonomy */
    size_t issue_count;
    struct Statements individual; /* without a claim */
    size_t size[KIND_COUNT];      /* respondents of each kind */
    struct Statements all;
    GHashTable *places; /* statement -> its place in `all`, from 1 */
};

/* Gathers everything; results and scratch in the arena. Linear in the statements. */
struct Evidence *evidence_gather(struct Arena *arena, const struct Consultation *consultation,
                                 const struct Regrouping *regrouping);
/* One set of several: respondents and paragraphs each once. NULL items are passed over; the result is never
 * NULL. */
struct EvidenceSet *evidence_union(struct Arena *arena, const struct Evidence *evidence,
                                   const struct EvidenceSet *const *sets, size_t count);
/* A set of the statements given, which are put in order. claim is that of the result. */
struct EvidenceSet *evidence_set(struct Arena *arena, const struct Evidence *evidence,
                                 const struct Claim *claim, const struct Statement *const *statements,
                                 size_t count);
bool evidence_set_has(const struct EvidenceSet *set, const struct Respondent *respondent);

/* The narrowest group that holds all respondents of the set; *size of it. Never NULL: the last group of a
 * table holds every kind. */
const struct Group *evidence_group(const struct Evidence *evidence, const struct ConclusionTable *table,
                                   const struct EvidenceSet *set, size_t *size);

/* Hash of what a sentence rests on: 12 hex digits over rule, claim, act, stance, group, its size, and each
 * statement with its respondent, stance, qualifier and words. */
const char *evidence_basis(struct Arena *arena, const char *rule, const struct EvidenceSet *set,
                           const char *group, size_t size);

#endif
