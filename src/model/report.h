/* REPORT: all words of the document, in order, numbered; no positions. Made by the compose stage; const for layout,
 * seal and export. Words are settled here, so that the same report feeds PDF, text and machine formats. */
#ifndef SG_MODEL_REPORT_H
#define SG_MODEL_REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/source.h"
#include "model/dossier.h"

/* Structure role of a block: what it is, for the structure tree, the bookmarks and the text export. */
enum Role {
#define ROLE(name, word) ROLE_##name,
#include "model/roles.def"
#undef ROLE
    ROLE_COUNT
};
extern const char *const role_words[ROLE_COUNT + 1]; /* ends with NULL */

enum RunFlags {
    RUN_ITALIC = 1 << 0,
    RUN_BOLD = 1 << 1,
    RUN_SUPERSCRIPT = 1 << 2, /* note marks */
    RUN_NOBREAK = 1 << 3,     /* never broken inside: symbols, dates, "para. 7" */
    RUN_NOTE_CALL = 1 << 4,   /* calls note `note`; text is the mark */
    RUN_STAR = 1 << 5,        /* a star mark: on the line, in the regular face */
    RUN_LARGE = 1 << 6,       /* large part of a symbol in the masthead */
    RUN_SMALL = 1 << 7,       /* small part of it */
    RUN_RANGE = 1 << 8,       /* stands at the end of the last line, in the column of paragraphs of a table of contents */
    RUN_PAGE = 1 << 9,        /* in its column of pages; with a `dest` it is the number of the page where that is, which
                                 only layout knows: the text counts for nothing */
};

/* A stretch of text of one look, language and link. */
struct Run {
    const char *text; /* UTF-8, not empty */
    unsigned flags;
    const char *lang;  /* BCP 47, never NULL */
    const char *uri;   /* link out; NULL */
    const char *dest;  /* link inside: id of a block; NULL */
    int note;          /* index of the note called here, or -1 */
    int sentence;      /* index of the generated sentence it belongs to, or -1 */
    const char *expansion; /* full form of an abbreviation; NULL */
    struct Span span;  /* where it was written; no source when generated */
};

/* Where a block comes from. */
struct Origin {
    bool generated;       /* from the templates and the data; else written by hand or by a respondent */
    const char *rule;     /* wording key or rule of the conclusions; NULL for written text */
    const struct Span *spans;
    size_t span_count;
};

struct ReportCell {
    struct Run *runs;
    size_t run_count;
    enum ColumnAlign align;
};

struct ReportRow {
    bool header;
    struct ReportCell *cells;
    size_t cell_count;
};

struct ReportTable {
    const int *weights;
    size_t column_count;
    struct ReportRow *rows;
    size_t row_count;
};

struct Block {
    const char *id;    /* unique in the report, stable: named destination, key of traces */
    enum Role role;
    const char *style; /* block style of the layout: "paragraph", "heading-1" */
    int level;         /* of headings and list items, from 1; 0 */
    int number;        /* of numbered paragraphs; 0 */
    const char *label; /* "1.", "(a)", "II."; NULL */
    const char *lang;  /* BCP 47 */
    struct Run *runs;
    size_t run_count;
    struct ReportTable *table; /* ROLE_TABLE: its body; the caption is a block before it */
    int box;           /* consecutive blocks with the same number above 0 stand in one frame */
    bool page_break_before;
    bool part_of_paragraph; /* list items, quotations inside the paragraph before it */
    bool missing;      /* stands for something broken: drafts only */
    bool draft_only;   /* of an annex for reviewers: no part of the document */
    const char *margin; /* drafts: words beside it in the margin (inferred tags, overridden text); NULL */
    const struct Submission *submission; /* of replies; NULL */
    struct Origin origin;
};

enum NoteKind { NOTE_NUMBERED, NOTE_STAR };

/* A footnote; star notes come first in the list. */
struct Note {
    const char *id;
    enum NoteKind kind;
    const char *mark; /* "*", "1" */
    struct Block *blocks; /* paragraphs of the note */
    size_t block_count;
    size_t call_block; /* index of the block that calls it; SIZE_MAX: a slot */
    struct Span span;
};

/* Text of a fixed place: masthead, heads, feet. The layout says where it stands. */
struct Slot {
    const char *name; /* "organ", "symbol", "distribution", "head", "job-number" */
    struct Run *runs;
    size_t run_count;
};

/* A generated sentence and its proof. */
struct Sentence {
    const char *id;   /* "shared/cooperation" */
    const char *text; /* as printed */
    const char *rule, *wording; /* of the conclusions; key of the pattern */
    const struct Claim *claim;  /* NULL: none */
    int act, stance;            /* -1: none */
    int k, n;                   /* supporters of so many; 0, 0: no count */
    const char *group, *quantifier, *threshold;
    const char *change; /* what another count would say; NULL: no count */
    const struct Respondent **respondents;
    size_t respondent_count;
    const struct Statement **statements;
    size_t statement_count;
    const struct Statement **also; /* said beside the count: "also supported by" */
    size_t also_count;
    const char **paragraphs; /* ids of the blocks that hold the evidence */
    size_t paragraph_count;
    enum Provenance provenance; /* the weakest of its statements */
    const char *generated;      /* text before an override; NULL: none */
    const struct Override *override; /* what an editor decided of it; NULL */
    bool stale;                 /* the evidence is another than the editor saw */
    const char *basis;          /* hash of the evidence */
    size_t block;               /* index of the block it is printed in */
};

/* A statement that an editor's decision left out, or a sentence that counts none, and why. */
struct Omission {
    const struct Statement *statement; /* NULL: of a sentence that counts none */
    const char *key;                   /* of the sentence that is not there */
    const struct Override *override;   /* that left it out */
    const char *basis;                 /* hash of its evidence; of all statements of one override the same */
    const char *reason, *by;
};

struct Metadata {
    const char *title, *author, *subject, *keywords, *lang;
    struct Date date;
};

struct Report {
    const char *lang; /* BCP 47 */
    bool rtl;
    const char *layout; /* name of the folder under templates/layouts */
    const char *symbol; /* NULL: none */
    const char *file_stem; /* "A_68_277-EN" */
    struct Metadata metadata;
    struct Slot *slots;
    size_t slot_count;
    struct Block *blocks;
    size_t block_count;
    struct Note *notes;
    size_t note_count;
    struct Sentence *sentences;
    size_t sentence_count;
    struct Omission *omissions;
    size_t omission_count;
    int word_limit;       /* words it may have, footnotes and headings included; 0: no limit */
    const char *barcode;  /* Code 39 text, without the stars; NULL: none */
    const char *qr;       /* URI; NULL: none */
    const struct Source *emblem; /* the user's artwork (SVG); NULL: the neutral mark */
    const char *draft_hash; /* short hash of the inputs */
};

/* Words of the document, or of one reply in it; notes count with the block that calls them; masthead, slots and what only
 * drafts have do not. */
size_t report_words(const struct Report *report, const struct Submission *submission);
/* Of all that is printed of a respondent. */
size_t report_respondent_words(const struct Report *report, const struct Respondent *respondent);
const struct Slot *report_slot(const struct Report *report, const char *name);
/* The statement's id, or the key of a sentence without one. */
const char *omission_name(const struct Omission *omission);
void report_dump(const struct Report *report, FILE *out);
const char *report_verify(const struct Report *report);

#endif
