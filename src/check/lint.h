/* Inside of the editorial lint: findings a report may be issued with, but should not be. */
#ifndef SG_CHECK_LINT_H
#define SG_CHECK_LINT_H

#include <glib.h>

#include "base/diag.h"
#include "check/check.h"
#include "check/schema.h"
#include "model/lexicon.h"

/* ---- Running ---- */

struct Lint {
    struct Checker checker;
    struct Arena *scratch; /* of check_lint() */
    const struct Dossier *dossier;
    const struct Wording *wording; /* of check_text(); else NULL */
    const struct Lexicon *lexicon;
    bool off[SG_CODE_COUNT];
};

#define lint_say(lint, code, span, ...) \
    ((lint)->off[code] ? (void)0 : diag((lint)->checker.diags, (code), (span), __VA_ARGS__))

/* Leaves out the findings that the manifest does not want. */
void lint_switch_off(struct Lint *lint);
/* "1 day", "8 days". In the arena. */
const char *lint_days(const struct Lint *lint, int days);

/* ---- Texts ---- */

/* A stretch of a text: where it was written. */
struct Stretch {
    size_t start; /* byte of the text */
    const struct Inline *inlines;
    const struct Statement *statement; /* NULL: in none */
    bool foreign;                      /* in another language, with customs of its own */
};

/* A paragraph, heading, item, cell or note as one run of characters. */
struct LintText {
    GString *text;
    GArray *stretches; /* struct Stretch, in order */
    const struct Submission *submission; /* NULL: written by hand */
    const struct Content *content;
    bool paragraph; /* of a reply, not a quotation, note or cell */
    bool note;      /* in a footnote */
};

/* A text to be filled; end it with lint_text_free(). */
struct LintText lint_text_new(const struct Content *content);
/* Adds one inline element with its children, notes and blocks left out. */
void lint_text_add(struct LintText *text, const struct Inline *one);
void lint_text_clear(struct LintText *text);
void lint_text_free(struct LintText *text);

/* Calls `use` for each text of the dossier that is not superseded; `text` is lent. */
void lint_texts(struct Lint *lint, void (*use)(struct Lint *, const struct LintText *text, void *data), void *data);
/* The same for one part written by hand. */
void lint_part_texts(struct Lint *lint, const struct HandPart *part,
                     void (*use)(struct Lint *, const struct LintText *text, void *data), void *data);
/* The place in the source of bytes from..to of the text. */
struct Span lint_place(const struct LintText *text, size_t from, size_t to);
/* The same of the words of a paragraph or item up to the first block inside it. */
struct Span lint_words_place(const struct Inline *inlines, const struct Content *content, size_t from, size_t to);
/* The stretch that holds a byte. Borrowed; NULL when there is none. */
const struct Stretch *lint_stretch(const struct LintText *text, size_t at);

/* ---- The findings ---- */

void lint_facts(struct Lint *lint);      /* dates, notice, kinds without reply: lint_facts.c */
void lint_resolution(struct Lint *lint); /* lead-ins, last marks, numbers of a resolution: lint_resolution.c */
void lint_citations(struct Lint *lint);  /* symbols, dates of resolutions, marks of notes: lint_citations.c */
void lint_mandate(struct Lint *lint);    /* the report held against the resolution that asks for it: lint_mandate.c */

/* Those that look at every text of a consultation are handed each in one pass. */
struct Lengths *lengths_start(struct Lint *lint); /* space of each respondent: lint_facts.c */
void lengths_text(struct Lengths *lengths, const struct LintText *text);
void lengths_end(struct Lengths *lengths);

struct Sentences *sentences_start(struct Lint *lint); /* names, verbs, attribution, typography: lint_sentences.c */
void sentences_text(struct Sentences *s, const struct LintText *text);
void sentences_end(struct Sentences *s);

struct Alike *alike_start(struct Lint *lint); /* paragraphs that are nearly the same: lint_alike.c */
void alike_text(struct Alike *alike, const struct LintText *text);
void alike_end(struct Alike *alike);

/* Bytes of "19 December 2011" in the words of the language; 0: no such day begins here. Of lint_citations.c. */
size_t lint_day_at(const struct Lexicon *lexicon, const char *text, struct Date *date);
/* Of sentences_text, in lint_dates.c: the name of a month (from 1) and a word before the number of a paragraph stand at `at`. */
void lint_month(struct Lint *lint, const struct LintText *text, size_t at, size_t length, int month);
void lint_reference(struct Lint *lint, const struct LintText *text, size_t at, size_t length);

#endif
