/* Written text to runs, notes and blocks. */
#ifndef SG_COMPOSE_INLINE_H
#define SG_COMPOSE_INLINE_H

#include "compose/compose_int.h"

/* ---- inline.c ---- */

struct InlineLook {
    unsigned flags;
    const char *lang, *uri;
};

/* Appends the runs of inlines to out. A list, quotation or table inside them is given to inside(c, content,
 * context), when it is not NULL; else its words follow in the line. */
void inlines_add(struct Composer *c, GArray *out, const struct Inline *inlines, struct InlineLook look,
                 void (*inside)(struct Composer *c, const struct Content *content, void *context),
                 void *context);
struct Runs inlines_runs(struct Composer *c, const struct Inline *inlines);

/* Link of a document symbol in the language of the edition. body: whose resolution a bare number ("66/157")
 * is; the letters before it are the pattern "resolutions.BODY". */
const char *symbol_uri(struct Composer *c, const char *symbol, const char *body);

/* Notes called in a table or its caption: they have letters, and stand under the table. */
struct TableNotes {
    const char *id; /* of the table */
    GArray *notes;  /* const struct Inline *: INLINE_NOTE, in the order of their calls */
};

/* The id of the paragraph under the table, and its letter; place from 0. In the arena of the report. */
const char *table_note_id(struct Composer *c, const struct TableNotes *notes, size_t place);
const char *table_note_letter(struct Composer *c, size_t place);

/* ---- notes.c ---- */

/* A new note; the index is that of its making, and becomes that of its call at the end. */
int note_from_pattern(struct Composer *c, enum NoteKind kind, const char *key, const struct Value *values,
                      size_t count);
int note_from_content(struct Composer *c, const struct Content *content, struct Span span);
struct Run note_call(struct Composer *c, int note);
/* Sets calls before or after the punctuation beside them, by the custom of the language, without a space
 * before. */
void place_calls(struct Composer *c, GArray *runs);
/* Orders the notes by their calls, gives marks, drops those that are not called. */
void number_notes(struct Composer *c);

/* ---- content.c ---- */

struct Flow {
    const struct Submission *submission; /* NULL: hand-written */
    const char *id;                      /* prefix of ids for blocks that have none */
    const char *style;                   /* of paragraphs */
    const char *heading_style;           /* of those without number; NULL: "heading-4" */
    int heading_level;                   /* headings of the text stand below this level */
    bool numbered;                       /* paragraphs */
    const struct LeadIns *lead_ins;      /* by which paragraphs begin; NULL: none */
    size_t count;                        /* blocks without an id so far */
};

/* Blocks of written content, from `first` up to, not including, `end` (NULL: all). */
void content_add(struct Composer *c, const struct Content *first, const struct Content *end,
                 struct Flow *flow);

#endif
