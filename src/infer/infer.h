/* Beside the pipeline: dossier -> proposals of tags for prose that nobody has tagged, and of claims that may
 * be one.
 *
 * Tables of words decide (templates/registers/acts.LANG.yaml); nothing is learned and nothing is certain: a
 * clause that no row knows gets no tag, and every proposal waits for a person. Includes base, model and
 * itself. */
#ifndef SG_INFER_INFER_H
#define SG_INFER_INFER_H

#include <glib.h>

#include "model/dossier.h"
#include "model/input.h"

struct Arena;
struct Diags;
struct InferTables;

/* A clause of a reply and what it seems to do. */
struct Suggestion {
    const char *id; /* "BLR-1.p1/3": the paragraph and the place of the clause in it */
    const struct Submission *submission;
    const char *paragraph_id;
    const char *text;  /* of the clause */
    size_t start, end; /* bytes in the text of the paragraph */
    struct Span span;  /* of the paragraph in its file */
    enum Act act;
    enum Stance stance;
    bool norm;
    const struct Claim *claim;      /* the nearest, or NULL */
    int score;                      /* of the claim: per mille */
    const char *rule;               /* the words that decided */
    const struct Statement *tagged; /* a statement that already covers it; NULL: none */
    const struct Statement *lead;   /* of a list: a statement that covers the words before it; NULL: none */
};

struct Suggestions {
    struct Suggestion *items;
    size_t count;
};

/* NULL when there are no tables of the language. */
struct InferTables *infer_tables(struct Arena *arena, const struct Input *templates, const char *lang);
/* Every clause of the replies in the language of the tables that a row knows, in the order of the dossier. */
struct Suggestions infer_suggest(struct Arena *arena, const struct Dossier *dossier,
                                 const struct InferTables *tables);

/* A finding SG7108 for each clause that reads like a proposal and carries no tag, so that none is lost before
 * the counting begins; not when lint.off of the manifest switches it off. */
void infer_lint(struct Arena *arena, const struct Dossier *dossier, const struct InferTables *tables,
                struct Diags *diags);

/* `sgreport annotate FOLDER`: a table for a spreadsheet of what is not yet tagged: id, respondent, act,
 * stance, claim, score, rule, sentence, accept, initials. Owned by the caller. */
GString *infer_table(const struct Suggestions *suggestions);

/* The same files with the accepted tags. */
struct TaggedFile {
    const char *name; /* inside the folder */
    GString *bytes;
};
struct TaggedFiles {
    struct TaggedFile *items;
    size_t count;
    size_t accepted; /* rows put into the files */
};
/* `sgreport review FOLDER TABLE`: rows whose `accept` is yes become statements of the replies, tagged
 * "reviewed" by the initials on that day
 * ("2013-06-03"). Rows that cannot be placed are messages. */
struct TaggedFiles infer_review(struct Arena *arena, const struct Input *folder,
                                const struct Suggestions *suggestions, const struct Dossier *dossier,
                                struct Source *table, const char *today, struct Diags *diags);

/* `sgreport merge FOLDER`: for every claim with a proposal the three claims of other respondents that read
 * most like it. Owned by the caller. */
GString *infer_merges(const struct Dossier *dossier);
/* `sgreport merge FOLDER TABLE`: rows with `accept` yes become merges in overrides.yaml, rows with no are
 * kept under not-same-as of the claim in themes.yaml. */
struct TaggedFiles infer_merge_review(struct Arena *arena, const struct Input *folder,
                                      const struct Dossier *dossier, struct Source *table, const char *today,
                                      struct Diags *diags);

#endif
