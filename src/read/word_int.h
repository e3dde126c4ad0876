/* Inside of the reader of Word files. */
#ifndef SG_READ_WORD_INT_H
#define SG_READ_WORD_INT_H

#include <glib.h>
#include <libxml/tree.h>

#include "read/archive.h"
#include "read/read_int.h"

#define WORD_LEVELS 9

/* What a style says that matters here; what it does not say stands in the style it is based on. */
struct WordStyle {
    int outline;     /* level of a heading, from 1; 0: none */
    int list, level; /* id of a list, level from 0; list 0: none */
    int bold, italic; /* -1: it does not say */
    char *based_on;
};

struct WordLevel {
    char *format, *text; /* "lowerLetter", "(%1)" */
    int start;
};

struct WordList {
    struct WordLevel levels[WORD_LEVELS];
    int *counters; /* of all lists of one abstract list; WORD_LEVELS of them, -1: not begun */
    GArray *shared;
};

struct WordParts {
    GHashTable *styles; /* char * id -> struct WordStyle * */
    GHashTable *lists;  /* id -> struct WordList * */
    GHashTable *links;  /* char * id -> char * address */
    xmlDocPtr document, footnotes, endnotes;
};

/* Opens the parts of a Word file. False, with a message, when there is no document in it. word_parts_end() in any case. */
bool word_parts_open(struct WordParts *parts, struct Archive *archive, const struct Source *source, struct Diags *diags);
void word_parts_end(struct WordParts *parts);

/* The style with all that it is based on. */
struct WordStyle word_style(const struct WordParts *parts, const char *id);
/* The label of the next item of a list, as "(a)"; NULL: it has none. Owned by the caller. */
char *word_label(const struct WordParts *parts, int list, int level);

/* ---- XML, by local names: the namespaces of the two editions of the standard differ ---- */
bool word_is(const xmlNode *node, const char *name);
xmlNode *word_child(const xmlNode *node, const char *name);
/* Owned by the caller (xmlFree); NULL: not given. */
xmlChar *word_attribute(const xmlNode *node, const char *name);
/* The attribute w:val of a child; `fallback` when it is no number or not given. */
int word_number(const xmlNode *node, const char *child, int fallback);
/* True when the child is there and not switched off: <w:b/>, <w:b w:val="0"/>. -1: it is not there. */
int word_switch(const xmlNode *node, const char *child);

#endif
