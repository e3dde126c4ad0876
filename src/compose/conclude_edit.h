/* What editors decided over generated sentences: overrides.yaml, held against the evidence.
 *
 *     - key: concern/politicization              # of the sentence: explain prints it
 *       text: {en: "Belarus and the Syrian Arab Republic raised concern about ..."}
 *       asserts: {respondents: [BLR, SYR], quantifier: two, group: states}
 *       basis: 15c79135e2d0                      # both written by confirm
 *       evidence: [BLR-1.s1 5e0f3a1b, SYR-1.s3 90ab33f2]
 *       reason: agreed wording
 *       by: AB
 *       on: 2013-07-18
 * or, in place of `text`: `omit: yes`; `pin: 1` (its place in its section); `quantifier: several` (weaker, or
 * `number`); `merge: [other-claim]`; `split: [{statements: [BLR-1.s4], phrase: ..., item: ...}]`. A key
 * scope, no-observations, gaps, nothing-shared, no-proposal, proposals, individual/ACT or disclaimer is a sentence that counts no
 * statements: it takes `text`, and `omit` where it leads no list. A key free/NAME is a sentence of the editor's own
 * with `text`, `section` and `statements: [...]` or `none: yes`.
 *
 * An edit that says more than the evidence, or was made of other evidence, is not applied. */
#ifndef SG_COMPOSE_CONCLUDE_EDIT_H
#define SG_COMPOSE_CONCLUDE_EDIT_H

#include "compose/conclude_plan.h"

struct Diags;
struct Edits;

struct Edit {
    const struct Override *override;
    const char *key;
    const char *text; /* in the language of the edition; NULL */
    const char *reason, *by, *on;
    bool omit;
    int pin;        /* 0: none */
    int quantifier; /* of enum QuantifierWord; QUANTIFIER_COUNT: the number alone; -1: none */
    bool stale, applied, found; /* found: of a sentence that counts no statements, it is there */
};

/* Reads the overrides; those without reason, author and date, or of no known kind, are left out with a
 * message. */
struct Edits *edits_read(struct Arena *arena, const struct Dossier *dossier, struct Diags *diags);
/* Merges and splits of claims, for evidence_gather(). NULL: none. */
const struct Regrouping *edits_regrouping(const struct Edits *edits);
/* Holds every edit against the plan and applies those that stand: words, order, weaker words, free sentences.
 * What is left out is taken from the plan and reported by omitted(). strong_words: for each word of a
 * quantifier, words of running text that say as much, separated by "|"; NULL: none. */
void edits_apply(struct Edits *edits, struct Plan *plan, const char *const strong_words[QUANTIFIER_COUNT],
                 void omitted(const struct Finding *finding, const struct Edit *edit, void *context),
                 void *context);
/* The edit of a sentence that counts no statements, when it stands or is stale; NULL: none. set and n: those it speaks of, of
 * how many. */
const struct Edit *edits_plain(struct Edits *edits, const char *key, const char *basis, const struct EvidenceSet *set, size_t n,
                               const char *const strong_words[QUANTIFIER_COUNT]);
/* When all is said: tells of edits of such sentences that were not said. */
void edits_end(struct Edits *edits);
/* The words to print; NULL when the generated ones stand. */
const char *edit_text(const struct Edit *edit);

/* The strongest quantifier that a text uses, by such words; QUANTIFIER_COUNT when it uses none. */
int text_quantifier(const char *text, const char *const strong_words[QUANTIFIER_COUNT]);

#endif
