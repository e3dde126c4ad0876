/* Inside of the compose stage: the document under construction, and how words get into it.
 *
 * A document is built block by block: composer_open(), composer_say() for each sentence, composer_close().
 * Words come from patterns of the wording; values come in three ways: handed in by name, worked out by the
 * composer ("respondents.count"), or facts of the manifest by path ("mandate.date").
 *
 * Three things are not known while a block is built and are left open in its runs, until composer_finish():
 *   counts       words or figures, by the other counts of the sentence and by their place in it
 *   names        the full form or the abbreviation, by where in the document it is used first and how often
 *   references   numbers of paragraphs
 * They are runs with a RUN_OPEN_ flag; `note` is then the count, or the index in `names`, `references` or `respondents`. */
#ifndef SG_COMPOSE_COMPOSE_INT_H
#define SG_COMPOSE_COMPOSE_INT_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "compose/compose.h"

enum OpenRunFlags {
    RUN_OPEN_COUNT = 1 << 24,
    RUN_OPEN_NAME = 1 << 25,
    RUN_OPEN_REFERENCES = 1 << 26,
    RUN_OPEN_CAPITAL = 1 << 27, /* first of a sentence */
    RUN_OPEN_WORDS = 1 << 28,   /* how many words are printed of a respondent: the very last */
    RUN_OPEN = RUN_OPEN_COUNT | RUN_OPEN_NAME | RUN_OPEN_REFERENCES | RUN_OPEN_CAPITAL,
};

enum NameForm {
    NAME_LIST, /* "Venezuela (Bolivarian Republic of)": headings, parentheses */
    NAME_TEXT, /* "the Bolivarian Republic of Venezuela" */
    NAME_BARE, /* "Bolivarian Republic of Venezuela" */
    NAME_ITEM, /* one of a list: as in a sentence, without article where the language asks for none */
};

struct Runs { /* owned by the arena of the report */
    struct Run *items;
    size_t count;
};

/* ---- Values of patterns: values.c ---- */

enum ValueKind { VALUE_WORD, VALUE_COUNT, VALUE_RUNS };

struct Value {
    const char *name;
    enum ValueKind kind;
    const char *word; /* for {name, select, ...}; printed as it stands */
    double number;    /* for {name, plural, ...}: the count; of VALUE_RUNS the number of items */
    struct Runs runs;
    bool absent; /* not given: printing it is an error of the wording */
};

struct Composer;

/* A word to choose by: {arrangement, select, theme {...} other {...}}. */
struct Value value_word(const char *name, const char *word);
/* How many: in words or figures as the language has it, one manner for all counts of a sentence. */
struct Value value_count(struct Composer *c, const char *name, long count);
/* Always figures, without separator of thousands. */
struct Value value_figures(struct Composer *c, const char *name, long number);
/* Plain running text in the language of the edition. */
struct Value value_text(struct Composer *c, const char *name, const char *text);
struct Value value_inlines(struct Composer *c, const char *name, const struct Inline *inlines);
struct Value value_date(struct Composer *c, const char *name, struct Date date);
/* A symbol with its link. */
struct Value value_symbol(struct Composer *c, const char *name, const char *symbol);
/* "A, B and C" in the order given; number is their count. */
struct Value value_respondents(struct Composer *c, const char *name,
                               const struct Respondent *const *respondents, size_t count, enum NameForm form);
/* "para. 7", "paras. 3, 5 and 7–9", of blocks by their ids, each a link; sorted and joined when the numbers
 * are known. */
struct Value value_paragraphs(struct Composer *c, const char *name, const char *const *ids, size_t count);
/* A sentence of list of values: "X, Y and Z". */
struct Value value_list(struct Composer *c, const char *name, const struct Value *items, size_t count);
/* The words of another pattern, in the middle of a sentence. */
struct Value value_pattern(struct Composer *c, const char *name, const char *key, const struct Value *values,
                           size_t count);
/* The call of a new numbered footnote with the words of a pattern; made now, numbered at the end. */
struct Value value_note(struct Composer *c, const char *name, const char *key, const struct Value *values,
                        size_t count);
/* Nothing: {name} prints nothing; as a number 0. */
struct Value value_none(const char *name);

/* For a list of values in a call: VALUES(value_count(c, "k", 3), value_text(c, "x", "y")). */
#define VALUES(...)                                                                                          \
    (const struct Value[]){__VA_ARGS__}, sizeof((const struct Value[]){__VA_ARGS__}) / sizeof(struct Value)

/* ---- The document under construction: build.c ---- */

/* Items of Composer.names and .references. */
struct NameUse {
    const struct Respondent *respondent;
    enum NameForm form;
};
struct References {
    const char **ids; /* of blocks */
    size_t count;
    bool bare; /* the number alone: the words round it are written */
};

/* What the numbering needs to know of a block, beside it: item of the same index in `drafts`. */
struct Draft {
    bool unnumbered;    /* a heading without number */
    bool restart;       /* paragraphs are numbered from 1 again from here on, headings too */
    const char *letter; /* label of its own: an annex */
};

struct Composer {
    struct Arena *arena;   /* of the report */
    struct Arena *scratch; /* ends with the stage */
    const struct Dossier *dossier;
    const struct Wording *wording;
    struct Report *report;
    struct Diags *diags;
    struct ComposeOptions options;
    const char *lang; /* of the edition: "en" */

    /* Who replied: superseded replies and, by the policy, late ones left out; in the order of the document.
     */
    const struct Submission **admitted;
    size_t admitted_count;
    const struct Respondent **respondents; /* each once, in the order of the document */
    size_t respondent_count;
    const struct Submission **late; /* received after the cut-off, whatever the policy */
    size_t late_count;

    GArray *blocks, *drafts;                       /* struct Block, Draft; same indices */
    GArray *notes, *sentences, *omissions, *slots; /* struct Note, Sentence, Omission, Slot */
    GArray *names, *references;                    /* of open runs */
    struct Tools *tools;                           /* ICU objects: words.c */
    GArray *scope;                                 /* items of lists being walked: struct Binding */
    GPtrArray *evidence;               /* respondents that the values of the sentence in hand speak of */
    size_t place;                      /* of the item of the innermost list being walked, from 0 */
    int box, boxes;                    /* frame being filled, or 0; frames so far */
    bool draft_only;                   /* what is being said is no part of the document */
    bool open;                         /* a block is open: the last of blocks */
    GArray *runs;                      /* struct Run, of the open block */
    struct Gathered *gathered;         /* evidence of the conclusions, made when first asked for: conclude.c */
    const struct RepliesRule *replies; /* of the structure: chapters; NULL: none */
    const struct ContentsRule *contents; /* NULL: no table of contents */
    guint contents_at;                 /* block before which it will stand */
    struct TableNotes *table_notes;    /* of the table in hand; NULL: notes are footnotes */
    GHashTable *joint;                 /* respondent -> its joint reply; made when first asked for */
    GHashTable *ids;                   /* ids given out by unique_id() -> how often */
};

/* Makes a composer ready of which arena, dossier, wording, diags and options are set. Its scratch is freed by
 * the caller. */
void composer_start(struct Composer *c);

/* Opens a block. id: stable and unique in the report, e.g. "conclusions.proposals"; copied. style and role as
 * in the templates. A role NUMBERED paragraph gets its number at the end. */
struct Block *composer_open(struct Composer *c, enum Role role, const char *style, const char *id);
/* The id, with a number after it when it was given out before. */
const char *unique_id(struct Composer *c, const char *id);
/* Adds the words of a pattern to the open block as a sentence, after a space when it is not empty. sentence:
 * index from composer_sentence() or -1. */
void composer_say(struct Composer *c, const char *key, int sentence, const struct Value *values,
                  size_t count);
/* Adds runs as they are, without a space. */
void composer_add(struct Composer *c, struct Runs runs, int sentence);
/* Closes the block; an empty one is taken back. */
void composer_close(struct Composer *c);

/* In drafts, marks the block last opened in the margin: a reviewer must look at it. The first mark is kept where the second
 * is no tag that was inferred. */
enum MarginMark { MARGIN_EDITED, MARGIN_INFERRED };
void composer_mark(struct Composer *c, enum MarginMark mark);

/* Heading of level 1.., numbered by the customs of the language unless `unnumbered` (a lone one of its level
 * under its parent is not numbered). The block is closed; the caller may still change its style (by default
 * "heading-LEVEL"). */
struct Block *composer_heading(struct Composer *c, int level, bool unnumbered, const char *id,
                               const char *key, const struct Value *values, size_t count);
/* An item of a list in the paragraph before: level 1 "(a)", level 2 "(i)"; place from 0. Left open, as
 * composer_open(). */
struct Block *composer_item(struct Composer *c, int level, size_t place, const char *id);
/* Label of the item at a place from 0: "(a)", "(z)", "(aa)". Owned by the arena. */
const char *item_label(struct Composer *c, int level, size_t place);

/* Records a generated sentence; its text and block are filled in when it is said. The record is copied. */
int composer_sentence(struct Composer *c, const struct Sentence *sentence);
void composer_omission(struct Composer *c, const struct Omission *omission);

/* Plain text of the words of a pattern, open runs settled as in the middle of a sentence; for hashes and
 * comparisons. */
const char *composer_text(struct Composer *c, const char *key, const struct Value *values, size_t count);
bool composer_has_pattern(const struct Composer *c, const char *key);

/* Calls visit() for the runs of every block, table cell, note and slot. */
void runs_each(struct Composer *c, void visit(struct Run *runs, size_t count, void *context), void *context);
const char *runs_text(struct Composer *c, struct Runs runs);
const char *text_capitalized(struct Composer *c, const char *text);
/* Settles the open counts of the words of one sentence. */
void settle_counts(struct Composer *c, struct Runs runs);

/* ---- Order and names: order.c, names.c ---- */

/* The chapters of the structure, and that of a respondent; NULL when the structure has none. */
const struct ChapterRule *chapter_rules(const struct Composer *c, size_t *count);
const struct ChapterRule *chapter_of(const struct Composer *c, const struct Respondent *respondent);
/* The name of a respondent in a sentence, with those on whose behalf it replied. */
struct Value reply_name_value(struct Composer *c, const char *name, const struct Respondent *respondent);
/* The names of those whose replies stand behind a sentence, each with those on whose behalf it replied. where: "subject" of
 * the sentence, "inner" to parentheses, or "plain". */
struct Value reply_names_value(struct Composer *c, const char *name, const struct Respondent *const *respondents,
                               size_t count, const char *where);

/* Who precedes whom: by chapter, observers after Member States, then the alphabet of the language. */
int respondent_order(struct Composer *c, const struct Respondent *a, const struct Respondent *b);
void respondents_sort(struct Composer *c, const struct Respondent **respondents, size_t count);
/* The form of a name in the language of the edition, without abbreviation; English, with a message, when it
 * is not known. */
const char *respondent_name(struct Composer *c, const struct Respondent *respondent, enum NameForm form);

/* ---- The conclusions: conclude.c ---- */

/* Appends the generated section after the heading that the structure gave it: blocks, notes, sentences,
 * omissions. */
void conclude_section(struct Composer *c, const struct ConclusionsRule *rule);
/* When all parts are made: tells of what editors decided over sentences that are not there. */
void conclude_end(struct Composer *c);
/* What the summary may promise: concerns that two or more share and nobody contests, and proposals. */
size_t conclude_concerns(struct Composer *c);
size_t conclude_proposals(struct Composer *c);
/* Puts the numbers into RUN_OPEN_WORDS: conclude_coverage.c. */
void coverage_settle_words(struct Composer *c);

#endif
