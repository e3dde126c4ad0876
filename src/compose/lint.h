/* Inside of the editorial lint of the text as composed: what was written by hand or in a reply is read in the order of the
 * document, among the words that the program made. */
#ifndef SG_COMPOSE_LINT_H
#define SG_COMPOSE_LINT_H

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/dossier.h"
#include "model/lexicon.h"
#include "model/report.h"
#include "model/wording.h"

/* What is looked for in one pass: kinds of struct Phrase. */
enum ComposedPhrase {
    COMPOSED_NAME, /* of: struct Respondent */
    COMPOSED_FULL, /* full form of an abbreviation; of: struct Abbreviation */
};

struct ComposeLint {
    const struct Report *report;
    const struct Dossier *dossier;
    const struct Wording *wording;
    const struct Lexicon *lexicon; /* NULL: none in this language */
    struct Diags *diags;
    struct Arena *scratch;
    struct Phrases *phrases;
    bool off[SG_CODE_COUNT];
};

#define compose_tell(x, code, span, ...) ((x)->off[code] ? (void)0 : diag((x)->diags, (code), (span), __VA_ARGS__))
/* With a second place. */
void compose_tell_also(const struct ComposeLint *x, enum DiagCode code, struct Span span, const char *detail, struct Span also,
                       const char *also_text);

/* ---- Texts ---- */

/* A block, or a block of a note, as one run of characters. */
struct ComposedText {
    const char *text;
    const GArray *stretches; /* of lint.c */
    const struct Block *block;
    bool heading; /* heading, title, caption, masthead or summary: nothing is introduced there */
    bool hand;    /* written by hand: of no reply */
    bool note;
};

/* Was the byte written by hand or in a reply, and in the language of the edition? */
bool composed_written(const struct ComposedText *text, size_t at);
/* The place in the source of bytes from..to; that of the manifest for what is not written. */
struct Span composed_place(const struct ComposeLint *x, const struct ComposedText *text, size_t from, size_t to);
/* Calls use() for each block with words and each block of a note, in the order of reading, or only for those by hand; `text` is
 * lent. */
void composed_each(const struct ComposeLint *x, bool hand,
                   void (*use)(const struct ComposeLint *x, const struct ComposedText *text, void *data), void *data);

/* ---- The findings ---- */

/* Lists of respondents: lint_lists.c. */
struct Lists *lists_start(const struct ComposeLint *x);
void lists_name(struct Lists *lists, const struct ComposedText *text, size_t at, const struct Phrase *name);
void lists_end(struct Lists *lists, const struct ComposedText *text);
void lists_sponsors(struct Lists *lists);

/* Abbreviations: lint_abbreviations.c. */
struct Abbreviations *abbreviations_start(const struct ComposeLint *x);
void abbreviations_word(struct Abbreviations *a, const struct ComposedText *text, size_t at, size_t length);
void abbreviations_full(struct Abbreviations *a, const struct ComposedText *text, size_t at, const struct Phrase *full);
void abbreviations_end(struct Abbreviations *a);

/* Names of instruments and organs, words spelled in two ways: lint_terms.c. */
struct Terms *terms_start(const struct ComposeLint *x);
void terms_begin(struct Terms *terms); /* another text */
/* A word that begins with a capital, perhaps a name of several. */
void terms_capital(struct Terms *terms, const struct ComposedText *text, size_t at);
void terms_word(struct Terms *terms, struct Word word);
void terms_end(struct Terms *terms);

void lint_shape(const struct ComposeLint *x);       /* headings, kinds, balance: lint_shape.c */
void lint_questions(const struct ComposeLint *x);   /* what the conclusions leave unanswered: lint_questions.c */
void lint_conclusions(const struct ComposeLint *x); /* conclude_lint.c */

#endif
