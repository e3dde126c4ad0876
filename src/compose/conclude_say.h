/* The words of the conclusions: one finding, one sentence. Inside of conclude*.c. */
#ifndef SG_COMPOSE_CONCLUDE_SAY_H
#define SG_COMPOSE_CONCLUDE_SAY_H

#include "compose/compose_int.h"
#include "compose/conclude_plan.h"

struct Conclusion {
    struct Composer *c;
    const char *id; /* beginning of the ids of its blocks */
    const struct ConclusionTable *table;
    const struct Evidence *evidence;
    struct Plan *plan;
    struct Edits *edits;
    const char *const *strong_words; /* for each word of a quantifier those that say as much */
    bool brief;                  /* the first part of a short report: an annex has the rest */
    bool bold;                   /* recommendations in bold type */
    const char *proposals_block; /* id of the paragraph with the list of proposals */
};

/* "conclusions.NAME.WORD". Owned by the scratch of the composer. */
const char *conclusion_key(struct Conclusion *x, const char *name, const char *word);
/* The phrase of a claim in the language of the edition; NULL, with a message, when it has none. */
const char *claim_phrase(struct Conclusion *x, const struct Claim *claim);

/* Values that every sentence of a count may use: k, n, group, names, named, name, paragraphs, cited, note,
 * whole, subject, counted (the subject without words for a share). A footnote is made where there are more names
 * or numbers than a sentence can hold; `plain` makes none. */
enum { COUNT_VALUES = 12 };
void count_values(struct Conclusion *x, const struct Finding *f, bool plain,
                  struct Value values[COUNT_VALUES]);

/* The record of the sentence of a finding; index for composer_say(). */
int finding_record(struct Conclusion *x, const struct Finding *f, const char *wording);
/* A record that no finding stands for: scope, gaps, leads. respondents may be NULL. */
int plain_record(struct Conclusion *x, const char *id, const struct Respondent *const *respondents, size_t k,
                 size_t n);

/* What such a sentence rests on beside its respondents, in words: a part of its basis. */
void plain_basis(struct Conclusion *x, int sentence, const char *words);
/* Says such a sentence in the open block, or what an editor wrote over it; nothing when it is left out. */
void plain_say(struct Conclusion *x, const char *key, int sentence, const struct Value *values, size_t count);

/* How a finding is said: by which pattern, as a sentence or as a fragment in the middle of one. */
struct Saying {
    const char *key;
    bool fragment;
    const char *verb;           /* what was done: {verb}, a pattern that takes all values; NULL: none */
    const struct Value *values; /* of the pattern beside those of the count */
    size_t count;
};
/* Says the finding in the open block. The words of an editor stand instead where there are some. */
void finding_say(struct Conclusion *x, const struct Finding *f, const struct Saying *saying);
void fragment_say(struct Conclusion *x, const char *key, int sentence, const struct Value *values,
                  size_t count);

/* conclude_items.c: the list of proposals. In a short report those of which the claim has a longer wording are named there,
 * and stand in full in the annex, with the numbers of their paragraphs. */
void proposals_say(struct Conclusion *x);
void proposals_say_in_full(struct Conclusion *x);
bool proposal_is_named(const struct Conclusion *x, const struct Finding *f);

/* conclude.c: whether a claim can be said in this language. */
bool finding_printable(struct Conclusion *x, const struct Finding *f);
/* conclude_untranslated.c: a table of those that cannot. */
void untranslated_say(struct Conclusion *x);
/* conclude_annex.c: in drafts, what each sentence rests on. */
void evidence_annex_say(struct Composer *c, const char *id);

/* The noun of a group of so many, as "group"; it says more when respondents of other kinds than States replied beside it. */
struct Value conclusion_group(struct Conclusion *x, const struct Group *group, size_t n);

/* conclude_coverage.c: in drafts, what became of every statement, at most so many respondents, from 1, beside
 * each other. */
void coverage_annex_say(struct Composer *c, const char *id, size_t columns);

#endif
