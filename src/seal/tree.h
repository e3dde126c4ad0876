/* The logical tree of the document: which element each mark on the pages belongs to.
 *
 * The tree is built from the report, in reading order; the marks of the pages are then hung into it. What got no mark
 * is left out when it is written. Elements without a type are transparent: they hold a place in the order (the text
 * between two links, say) and are dissolved into their parent. */
#ifndef SG_SEAL_TREE_H
#define SG_SEAL_TREE_H

#include <glib.h>

#include "model/pages.h"
#include "model/report.h"
#include "model/stretch.h"

enum KidKind { KID_ELEMENT, KID_MARK, KID_LINK };

struct Kid {
    enum KidKind kind;
    int index;  /* element; page of the mark; link */
    int mcid;   /* of a mark */
    int next;   /* in the list of the parent; -1 */
};

struct Element {
    const char *type; /* "P"; NULL: transparent */
    int parent;       /* -1: the root */
    int first, last;  /* kids; -1 */
    int object;       /* number in the PDF; 0: left out */
    int words;        /* struct ElementWords; -1: none */
    int first_page;   /* of its own marks; -1 */
    bool keep;        /* also without content: cells of a table */
};

/* What few elements have. NULL: not this one. */
struct ElementWords {
    const char *lang, *alt, *expansion, *id;
    const char *text; /* as it is read, where its glyphs stand from right to left */
    const char *attributes; /* PDF text of /A */
};

/* A stretch on a page: content of an element, or an artifact. */
struct PageContent {
    int element; /* -1: an artifact */
    int mcid;
    const char *artifact; /* PDF text of its properties */
};

struct Link {
    int page;
    const struct PageLink *link;
    int element; /* -1: on something that is read elsewhere; no annotation is made */
    int object;
};

struct Tree {
    GArray *elements;     /* of struct Element */
    GArray *words;        /* of struct ElementWords */
    GArray *kids;         /* of struct Kid */
    GArray *contents;     /* of struct PageContent: by page, then by stretch */
    size_t *page_content; /* index of the first content of each page; one more at the end */
    int *page_marks;      /* number of MCIDs of each page */
    GArray *links;        /* of struct Link */
    char **texts;         /* alternative texts, owned */
    size_t text_count;
    /* Where the text of the report hangs: element of run r of ... */
    GArray *leaves;       /* of int */
    int *block_leaf, *block_label, *slot_leaf, *note_label;
    int **cell_leaf;      /* by block, then row * columns + column */
    int **note_leaf;      /* by note, then part */
    int *note_element;
    int figures[4];
    const struct Report *report;
    const struct Pages *pages;
};

void tree_build(struct Tree *tree, const struct Report *report, const struct Pages *pages);
void tree_free(struct Tree *tree);

/* For the files of the tree: a new element under `parent`. */
int tree_add(struct Tree *tree, int parent, const char *type);
struct Element *tree_element(const struct Tree *tree, int index);
/* Of the element, to be filled; valid until the next call. */
struct ElementWords *tree_words(struct Tree *tree, int index);
void tree_hang(struct Tree *tree, int parent, struct Kid kid);
/* The text as it is read, for an element whose glyphs stand from right to left: marks are in the order of painting. */
void tree_set_text(struct Tree *tree, int element, const char *text);
/* Hangs the runs of a text under `parent` and gives the place of the first leaf. */
int tree_add_runs(struct Tree *tree, int parent, const struct Run *runs, size_t count, const char *lang);

/* Elements of the blocks, in sections, lists and tables, under `document`. */
void tree_add_blocks(struct Tree *tree, int document);

#endif
