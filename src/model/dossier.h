/* DOSSIER: what a consultation means: typed, complete, legal, within limits. Made by the check stage from the
 * manifest, the taxonomy, the replies and the registers; const for every later stage.
 *
 * All pointers are owned by the arena of the dossier or point into nodes that outlive it. Text is UTF-8; white
 * space in running text is folded to single spaces. Ids are stable and never numbers of paragraphs. */
#ifndef SG_MODEL_DOSSIER_H
#define SG_MODEL_DOSSIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/date.h"
#include "base/source.h"

#define LANGUAGES 6
/* The official languages, in the order of every array over languages. */
enum Language { LANG_EN, LANG_FR, LANG_ES, LANG_RU, LANG_ZH, LANG_AR };
extern const char *const language_tags[LANGUAGES]; /* "en", "fr", "es", "ru", "zh", "ar" */

/* ---- Running text ---- */

enum InlineKind {
    INLINE_TEXT,      /* text */
    INLINE_EMPHASIS,  /* children, italic */
    INLINE_STRONG,    /* children, bold */
    INLINE_LINK,      /* children, uri */
    INLINE_SYMBOL,    /* text: a document symbol or number of a resolution found by itself; target: its symbol; the uri is
                         made in compose, for the language of the edition */
    INLINE_NOTE,      /* content: a footnote called here */
    INLINE_REFERENCE, /* target: the id of a paragraph, printed as its number */
    INLINE_FOREIGN,   /* children in another language (lang) */
    INLINE_STATEMENT, /* children; statement */
    INLINE_CONTENT,   /* content: a list, quotation or table inside a paragraph, or CONTENT_MISSING: something broken */
};

struct Arena;
struct Content;
struct Node;
struct Statement;

struct Inline {
    enum InlineKind kind;
    const char *text;   /* INLINE_TEXT, INLINE_SYMBOL */
    const char *uri;    /* INLINE_LINK: percent-encoded; http, https or mailto */
    const char *target; /* INLINE_REFERENCE: full id; INLINE_SYMBOL: "A/RES/66/157" */
    const char *lang;   /* INLINE_FOREIGN: BCP 47 */
    struct Statement *statement;
    struct Content *content; /* INLINE_NOTE: its paragraph; INLINE_CONTENT: the block */
    struct Inline *children, *next;
    struct Span span;
};

enum ContentKind {
    CONTENT_PARAGRAPH, /* inlines */
    CONTENT_LIST,      /* items: children are CONTENT_ITEM */
    CONTENT_ITEM,      /* inlines (which may hold a list of the next level) */
    CONTENT_QUOTATION, /* children are paragraphs */
    CONTENT_TABLE,     /* table */
    CONTENT_HEADING,   /* inlines, level */
    CONTENT_MISSING,   /* something broken stood here: shown as a visible placeholder in drafts */
};

struct Cell {
    struct Inline *inlines;
    struct Span span;
};

struct Row {
    bool header;
    struct Cell *cells;
    size_t cell_count;
    struct Span span;
};

enum ColumnAlign { ALIGN_START, ALIGN_CENTRE, ALIGN_END };

struct Column {
    int weight; /* share of the width, from 1 */
    enum ColumnAlign align;
};

struct Table {
    struct Inline *caption; /* NULL: none */
    struct Column *columns;
    size_t column_count;
    struct Row *rows;
    size_t row_count;
};

struct Content {
    enum ContentKind kind;
    const char *id; /* NULL where the author gave none and none is needed */
    int level;      /* CONTENT_HEADING: from 1 */
    bool numbered;  /* CONTENT_HEADING: it carries a number or letter */
    struct Inline *inlines;
    struct Content *children, *next;
    struct Table *table;
    struct StatementSource *source; /* CONTENT_QUOTATION: the original it quotes; NULL */
    struct Span span;
};

/* ---- Respondents ---- */

enum RespondentKind {
#define RESPONDENT_KIND(name, word) KIND_##name,
#include "model/respondent-kinds.def"
#undef RESPONDENT_KIND
    KIND_COUNT
};
extern const char *const respondent_kind_words[KIND_COUNT + 1]; /* these word lists end with NULL */

struct Names {
    const char *list;   /* "Venezuela (Bolivarian Republic of)"; NULL when not known in this language */
    const char *text;   /* "Bolivarian Republic of Venezuela", without article */
    const char *article;/* "the " in "the Bolivarian Republic of Venezuela"; "" for none */
    const char *formal;
    const char *abbreviation; /* "UNODC"; NULL: none */
    const char *sort;   /* key for the alphabetical order when it is not the list form; NULL */
};

struct Respondent {
    const char *id; /* "ARG", "UNODC" */
    enum RespondentKind kind;
    struct Names names[LANGUAGES];
    struct Span span;
};

/* ---- Replies ---- */

enum Act {
#define ACT(name, word) ACT_##name,
#include "model/acts.def"
#undef ACT
    ACT_COUNT
};
extern const char *const act_words[ACT_COUNT + 1];

enum Stance { STANCE_FOR, STANCE_AGAINST, STANCE_CONDITIONAL, STANCE_NEUTRAL };
extern const char *const stance_words[5];

enum Provenance { TAG_STAFF, TAG_REVIEWED, TAG_INFERRED };
extern const char *const provenance_words[4];

struct Claim;
struct Theme;
struct Submission;

struct StatementSource { /* where the original says so; of a quotation too */
    const char *file;
    int page;        /* 0: not given */
    const char *paragraph;
    const char *quote;
};

struct Statement {
    const char *id; /* unique in the dossier: "BLR-1.s3" */
    enum Act act;
    enum Stance stance;
    bool norm; /* should, must, need */
    const struct Claim *claim; /* NULL: individual */
    const struct Theme *theme; /* its own, or its claim's; NULL: none */
    const char *verb, *addressee;
    const char *qualifier; /* kept with its author when proposals are merged; NULL */
    struct StatementSource *source; /* NULL: none */
    enum Provenance provenance;
    const char *tagged_by; /* initials: never leave the building unless the manifest says so */
    struct Date tagged_on;
    int score;           /* inferred: per mille */
    const struct Submission *submission;
    const char *paragraph_id; /* the paragraph of the reply it stands in */
    const char *text;    /* its own words, notes left out */
    struct Span span;
    struct Statement *next; /* in the submission, in the order of the text */
};

struct Attachment {
    const char *file; /* inside the folder */
    const char *sha256;
    const char *lang;
    int pages;
    bool is_public;
    struct Span span;
};

enum Relation { RELATION_ORIGINAL, RELATION_SUPPLEMENT, RELATION_REPLACEMENT, RELATION_CORRIGENDUM };
extern const char *const relation_words[5];

struct Submission {
    const char *id;
    const struct Respondent *respondent;
    const struct Respondent **on_behalf_of; /* joint reply: the others */
    size_t on_behalf_count;
    struct Date dated, received;
    const char *lang; /* original language, BCP 47 */
    enum Relation relation;
    const char *supersedes; /* id of the submission it replaces, corrects or adds to; NULL */
    bool superseded;        /* a replacement of it is in the dossier */
    bool late;              /* received after the cut-off date */
    bool observations;      /* false: acknowledged, nothing to say */
    bool broken;            /* parts could not be read: CONTENT_MISSING stands for them */
    struct Attachment *attachments;
    size_t attachment_count;
    struct Content *content;
    struct Statement *statements;
    const struct Node *node; /* as written; NULL once composition begins, unless editorial findings are looked for */
    struct Span span;
};

/* ---- Taxonomy ---- */

struct Question { /* what the mandate asks */
    const char *id;
    struct Inline *text;
    struct Span span;
};

struct Theme {
    const char *id;
    int order;
    const struct Question *question; /* NULL: none */
    const char *title[LANGUAGES];
    struct Span span;
};

struct Claim {
    const char *id;
    int order; /* of the file */
    const struct Theme *theme;
    const char *phrase[LANGUAGES];  /* noun phrase: "the politicization of human rights" */
    const char *item[LANGUAGES];    /* nominal form for lists of proposals; NULL: phrase */
    const struct Claim *opposite;   /* NULL */
    const char **not_same_as;       /* ids a person refused to merge with */
    size_t not_same_count;
    struct Span span;
};

/* ---- The manifest ---- */

/* Values of the manifest, for the templates: a tree by the names of the keys. */
enum FactKind { FACT_RECORD, FACT_LIST, FACT_TEXT, FACT_DATE, FACT_NUMBER, FACT_FLAG, FACT_WORD, FACT_SYMBOL, FACT_RESPONDENT };

struct Fact {
    const char *name; /* NULL for items of a list */
    enum FactKind kind;
    struct Inline *inlines; /* FACT_TEXT: running text, as in replies */
    const char *text;       /* FACT_TEXT (plain), FACT_WORD (one of a closed list), FACT_SYMBOL */
    struct Date date;
    long number;
    bool flag;
    const struct Respondent *respondent;
    struct Fact *first, *next; /* FACT_RECORD, FACT_LIST */
    struct Span span;
};

enum LatePolicy { LATE_EXCLUDE, LATE_FLAG, LATE_ADDENDUM };
enum Arrangement { ARRANGE_RESPONDENT, ARRANGE_THEME, ARRANGE_QUESTION };

/* A part written by hand: a section, observations of the Secretary-General or an annex. */
struct HandPart {
    const char *place; /* the name by which the kind's structure inserts it */
    const char *id;
    struct Inline *heading; /* NULL: none */
    struct Content *content;
    struct Span span;
};

/* What an editor wrote over a generated sentence; the full form is a matter of the conclusions. */
struct Override {
    const char *key; /* "concern/politicization" */
    const struct Node *node; /* its fields as written, validated */
    struct Span span;
};

/* A resolution kept in the folder, under resolutions/NAME. */
struct KeptResolution {
    const char *name;              /* "resolutions/66-157" */
    const struct Dossier *dossier; /* its own manifest and parts */
    const char *symbol;            /* "A/RES/66/157"; NULL: its kind does not say by what it is cited */
    struct Date date;              /* of its adoption; none */
    struct Span date_span;
};

/* What the resolution named by mandate.file asks for, as read from its text. */
struct Mandate {
    const struct KeptResolution *resolution;
    int paragraph;           /* operative paragraph; 0: none asks for it */
    struct Span span;        /* of that paragraph */
    const char *text;        /* its words */
    struct Inline *request;  /* after "requests the Secretary-General to"; NULL */
    struct Inline *report;   /* how the report itself is asked for, after "and to"; NULL: the request says it all */
    int report_paragraph;    /* the other paragraph that does; 0: none */
    int session;             /* that receives the report; 0: none is named */
    struct Span session_span;
    struct Date deadline;    /* none */
    struct Span deadline_span;
    bool invited[KIND_COUNT]; /* kinds of respondent that it names */
    bool anyone;              /* and whoever else */
};

struct UnreadFile {
    const char *name; /* inside the folder: "replies/argentina.xml" */
    struct Span span;
};

struct Dossier {
    const char *folder;         /* last component of its path: names the output folder */
    const char *kind, *layout;  /* of document, of page */
    int templates_version;
    enum Language language;     /* of the edition */
    struct Fact *manifest;      /* FACT_RECORD of all of report.yaml */
    const char *symbol;         /* "A/68/277"; NULL: none */
    const char *resolutions;    /* series of resolutions whose body is not named: "A/RES" */
    struct Date date;
    struct Date cut_off;        /* none: every reply is in time */
    enum LatePolicy late_policy;
    enum Arrangement arrangement;
    bool respondent_invited[KIND_COUNT];
    struct Question *questions;
    size_t question_count;
    struct Theme *themes;
    size_t theme_count;
    struct Claim *claims;
    size_t claim_count;
    struct Submission *submissions; /* in the order of their ids */
    size_t submission_count;
    struct HandPart *parts;
    size_t part_count;
    struct Override *overrides;
    size_t override_count;
    const struct Respondent *respondents; /* the whole register */
    size_t respondent_count;
    const char **lint_off; /* codes or names of findings the manifest switches off */
    size_t lint_off_count;
    const struct Source *emblem; /* the user's artwork (SVG), a file of the folder; NULL: the neutral mark */
    struct KeptResolution *kept; /* in the order of their names */
    size_t kept_count;
    const struct Mandate *mandate; /* NULL: the manifest names no resolution that is kept */
    struct UnreadFile *unread; /* replies and parts of which nothing could be read: drafts show a placeholder for each */
    size_t unread_count;
    const char *input_hash; /* of all bytes it was made from: hex */
};

/* Is this reply counted and printed? Not when it is superseded, nor when it came late and the policy keeps it out. */
bool dossier_admits(const struct Dossier *dossier, const struct Submission *submission);
/* Words of an original that a reply quotes: with a statement, or set apart as a quotation. */
struct Quoted {
    const struct StatementSource *source; /* with the name of a file */
    const char *words;
    struct Span span;
};
/* All of them, in the order of the statements and then of the blocks. A source that names no file means the only original of
 * the reply. Results in the arena. */
const struct Quoted *dossier_quotations(struct Arena *arena, const struct Submission *submission, size_t *count);
/* Of what a statement says and who says it: 8 hex digits. Owned by the caller (g_free). */
char *statement_hash(const struct Statement *statement);
const struct Respondent *dossier_respondent(const struct Dossier *dossier, const char *id);
/* By path of keys: "mandate.resolution"; NULL when it is not given. Borrowed. */
const struct Fact *dossier_fact(const struct Dossier *dossier, const char *path);
const struct Fact *fact_child(const struct Fact *fact, const char *name);

void dossier_dump(const struct Dossier *dossier, FILE *out);
const char *dossier_verify(const struct Dossier *dossier);

#endif
