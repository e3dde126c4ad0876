/* NODE: a document as written. After the read stage it no longer matters whether it was XML or YAML.
 *
 *   XML <reply id="BLR-1">text<note>x</note></reply>   ELEMENT reply { ELEMENT id @ {TEXT}  TEXT  ELEMENT note {TEXT} }
 *   YAML key: scalar                                    ELEMENT key {TEXT}
 *   YAML key: {a: 1, b: 2}                              ELEMENT key { ELEMENT a {TEXT}  ELEMENT b {TEXT} }
 *   YAML key: [x, {a: 1}]                               LIST key { ELEMENT (no name) {TEXT}  ELEMENT (no name) { ELEMENT a } }
 * The root of an XML file is its root element; the root of a YAML file has no name.
 *
 * Owned by the arena given to the reader; const for every later stage. */
#ifndef SG_MODEL_NODE_H
#define SG_MODEL_NODE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/source.h"

enum NodeKind { NODE_ELEMENT, NODE_LIST, NODE_TEXT };

/* Where a piece of the text of a node stands in the source: from text_start on, each byte stands for one of the source
 * from source_start on, up to the next piece; a character may be written otherwise there, as a reference, an escape or a
 * folded line end. Two pieces with one text_start: the source between them gave no text (a comment). */
struct TextPiece {
    uint32_t text_start, source_start;
};

struct Node {
    enum NodeKind kind;
    bool attribute;   /* an XML attribute */
    bool quoted;      /* a quoted YAML scalar, of an empty one its element: never taken for a number or a date */
    const char *name; /* element, attribute or key; NULL for text, list items and a YAML root */
    const char *text; /* NODE_TEXT: UTF-8 as given, never empty, without NUL; line ends are LF. An empty value has no
                         child at all */
    size_t length;
    struct Span span;      /* all of it: the tags, or key and value */
    struct Span name_span; /* the name alone */
    const struct TextPiece *pieces;
    size_t piece_count;
    struct Node *parent, *next, *first, *last;
};

/* Hangs a node behind the last child of `parent`; NULL: it is a root. Returns it. */
struct Node *node_hang(struct Node *parent, struct Node *node);
/* The first child of that name, or NULL. Borrowed. */
const struct Node *node_child(const struct Node *node, const char *name);
/* The text of an element that holds nothing but text ("" when it is empty); NULL when it holds more. Borrowed. */
const char *node_text(const struct Node *node);
/* The place of bytes from..to of the text of a NODE_TEXT, or of an element's only text. */
struct Span node_text_span(const struct Node *node, size_t from, size_t to);
/* The span to show for the value of an element: its content, or its name when it has none. */
struct Span node_value_span(const struct Node *node);

/* One line a node: depth, kind, name, place, text. For --dump=node and the tests. */
void node_dump(const struct Node *node, FILE *out);
/* NULL, or the first broken promise as text. */
const char *node_verify(const struct Node *node);

#endif
