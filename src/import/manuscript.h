/* MANUSCRIPT: a document as it came, in blocks. What it means is not yet known. */
#ifndef SG_IMPORT_MANUSCRIPT_H
#define SG_IMPORT_MANUSCRIPT_H

#include "import/passage.h"
#include "model/node.h"

struct Diags;

enum BlockKind {
    BLOCK_TEXT,
    BLOCK_NOTE,  /* begins with its mark, which is taken off: see label */
    BLOCK_TABLE
};

struct ImportBlock {
    enum BlockKind kind;
    struct Passage *passage;   /* BLOCK_TABLE: of the caption, maybe empty */
    char *label;               /* BLOCK_NOTE: its mark, as "1" or "**" */
    size_t skip;               /* BLOCK_NOTE: bytes of its mark, before its words */
    size_t place;              /* in the order in which blocks were added */
    bool called;               /* BLOCK_NOTE: a call of it was found */
    int heading;               /* the source says that it is a heading of that level; 0: it does not */
    const struct Node *table;  /* BLOCK_TABLE */
};

struct Manuscript {
    const struct Source *source;
    GPtrArray *blocks; /* struct ImportBlock * */
    size_t added;
};

/* Owned by the caller (manuscript_free). */
struct Manuscript *manuscript_new(const struct Source *source);
void manuscript_free(struct Manuscript *manuscript);
/* Adds a block; its passage is new and empty. Owned by the manuscript. */
struct ImportBlock *manuscript_add(struct Manuscript *manuscript, enum BlockKind kind);
struct ImportBlock *manuscript_block(const struct Manuscript *manuscript, size_t index);
/* A block that stands nowhere yet. Owned by the caller (block_free). */
struct ImportBlock *manuscript_make(struct Manuscript *manuscript, enum BlockKind kind);
void block_free(struct ImportBlock *block);
/* Puts blocks in the place of `count` of its own, which it owns no longer. */
void manuscript_splice(struct Manuscript *manuscript, size_t index, size_t count, const GPtrArray *blocks);
/* The place of all of the block. */
struct Span block_span(const struct ImportBlock *block);
/* A block that begins with the call of a note and goes on after it becomes the body of that note. */
void block_take_label(struct ImportBlock *block);

/* Takes off marks of bold and italics over all of a heading: its style has its own. */
void block_take_look(struct ImportBlock *block);

/* A Word file as read_word() gives it. */
struct Manuscript *manuscript_of_word(const struct Node *word);
/* Puts a paragraph of it into a block that is empty. */
void block_add_paragraph(struct ImportBlock *block, const struct Node *paragraph);
/* Puts the paragraphs of its cells in the place of a table. */
void manuscript_flatten(struct Manuscript *manuscript, size_t index);

/* Running text with the marks that programs put in when they take text out of a PDF or of a web page:
 * "*italic*", "**bold**", "[words](address)", "# heading", "> ", superscripts, "<sup>1</sup>", "^{**}", "\*". */
struct Manuscript *manuscript_of_text(const struct Source *source, struct Diags *diags);

#endif
