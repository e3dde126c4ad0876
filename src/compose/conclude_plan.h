/* The plan of the conclusions: which sentences there will be, each with its evidence and its word, before a
 * word is written. Pure functions of the evidence and of what editors decided. */
#ifndef SG_COMPOSE_CONCLUDE_PLAN_H
#define SG_COMPOSE_CONCLUDE_PLAN_H

#include <stdbool.h>
#include <stddef.h>

#include "compose/conclude_evidence.h"

enum FindingSection {
    FINDING_SHARED,      /* positions of two or more */
    FINDING_CONCERNS,    /* of one or more */
    FINDING_DIVERGENCES, /* contested claims: all sides */
    FINDING_PRACTICES,   /* commitments, measures and information of two or more */
    FINDING_INDIVIDUAL,  /* everything of one */
    FINDING_PROPOSALS,   /* one item a claim */
    FINDING_SECTIONS
};
extern const char *const finding_section_words[FINDING_SECTIONS + 1]; /* "shared"; ends with NULL */

/* The sides of a contested claim, in the order in which they are printed. */
enum Side {
    SIDE_SUPPORT,
    SIDE_CONCERN,
    SIDE_CONDITIONAL,
    SIDE_AGAINST,
    SIDE_NO_CONCERN,
    SIDE_NEUTRAL,
    SIDE_COUNT
};
extern const char *const side_words[SIDE_COUNT + 1]; /* "support"; ends with NULL */
/* The verb of a side, by the key of its sentence: "divergence/x#neutral" is said by "undecided". */
const char *side_verb(const char *key);

struct Edit;

/* A sentence, or an item of a list, to be written. */
struct Finding {
    const char *key;  /* "concern/politicization", "proposal/BLR-1.s4", "divergence/x#against": stable, for
                         editors and traces */
    const char *rule; /* "shared", "concern", "divergence", "side", "reserved", "practice", "individual",
                         "proposal", "theme", "free" */
    enum FindingSection section;
    const char *verb; /* "position", "concern", "conditional", "neutral", "against": conclusions.verb.VERB */
    const struct Issue *issue; /* NULL: individual statements */
    struct EvidenceSet *set;   /* who is counted */
    const struct Group *group; /* and among whom */
    size_t n;
    const struct Quantifier *quantifier; /* the row that gave the word; NULL: the number alone */
    bool number_only;                    /* an editor's choice, or a table that would say too much */
    struct Finding **sides;              /* of a divergence */
    size_t side_count;
    struct EvidenceSet *all;   /* what the words rest on: set, and `also` */
    struct EvidenceSet *also;  /* of a proposal: those who supported it without proposing it; NULL */
    const struct Theme *theme; /* of individual statements without a claim */
    const char *basis;
    const struct Edit *edit; /* of an editor; NULL */
};

struct Plan {
    const struct Evidence *evidence;
    const struct ConclusionTable *table;
    struct Finding **findings[FINDING_SECTIONS]; /* in the order in which they are printed */
    size_t counts[FINDING_SECTIONS];
    bool *size_unusable; /* by group: the table would say too much of it */
    struct Statements
        unthemed; /* individual statements of no claim and no theme: in the coverage table only */
};

struct Plan *plan_make(struct Arena *arena, const struct Evidence *evidence,
                       const struct ConclusionTable *table);
/* NULL when there is none; sides of divergences too. */
struct Finding *plan_find(const struct Plan *plan, const char *key);
/* How many findings of the section rest on two respondents or more. */
size_t plan_shared_count(const struct Plan *plan, enum FindingSection section);

/* "2 of 9: row two (2 or more)". */
const char *finding_threshold(struct Arena *arena, const struct Finding *finding);
/* What another count would say: "one more of the 9: three; one fewer: one". NULL: no count. */
const char *finding_change(struct Arena *arena, const struct Plan *plan, const struct Finding *finding);

#endif
