/* Running text: inline elements and blocks, decoded from XML mixed content and from YAML pieces alike.
 *
 * What may stand where is a set of permissions that only shrinks on the way in: a note holds no note, a statement no
 * statement, a list two levels, a link no link. The schemas for editors are made from the same sets. */
#ifndef SG_CHECK_PROSE_H
#define SG_CHECK_PROSE_H

#include "check/schema.h"

enum Prose {
    PROSE_TEXT = 1, /* always: text, emphasis, strong, foreign, reference */
    PROSE_LINK = 2,
    PROSE_NOTE = 4,
    PROSE_STATEMENT = 8,
    PROSE_LIST = 16,    /* a list of the first level */
    PROSE_SUBLIST = 32, /* one of the second */
    PROSE_BLOCK = 64,   /* quotations and tables */
    PROSE_PLAIN = PROSE_TEXT | PROSE_LINK | PROSE_NOTE,
    PROSE_PART = PROSE_PLAIN | PROSE_LIST | PROSE_SUBLIST | PROSE_BLOCK,
    PROSE_REPLY = PROSE_PART | PROSE_STATEMENT,
};

/* One element of running text or of a flow: a row of the vocabulary. */
struct ProseElement {
    unsigned needs; /* permission */
    enum InlineKind kind;
    enum ContentKind block; /* of a flow, and of INLINE_CONTENT */
    const struct Element *element;
};

/* What is collected while running text is read. */
struct ProseReader {
    struct Submission *submission; /* whose statements they are; NULL: none may be there */
    struct Statement **tail;
    const struct Dossier *dossier; /* its taxonomy resolves claims and themes */
    const char *resolutions;       /* series of a resolution whose body is not named: "A/RES" */
    size_t notes;                  /* in all */
    bool broken;                   /* something was left out; CONTENT_MISSING stands for it */
};

/* The rows, ended by one without element. A name may have several rows; the first permitted one counts. */
extern const struct ProseElement prose_inline_elements[];
extern const struct ProseElement prose_flow_elements[];

/* The permitted row of that name; NULL: none. *known: there is one, which is not permitted here. */
const struct ProseElement *prose_element(const struct ProseElement *rows, const char *name, unsigned permitted, bool *known);

/* The content of a node. `owner`: the element of the node, whose own attributes and children are not content; NULL
 * when all of it is. NULL when there is nothing. */
struct Inline *prose_rich(struct Checker *checker, const struct Node *node, const struct Element *owner, unsigned prose);
struct Content *prose_flow(struct Checker *checker, const struct Node *node, const struct Element *owner, unsigned prose);

/* The words of running text, notes left out, white space folded. In the arena. */
const char *prose_words(struct Arena *arena, const struct Inline *inlines);
/* True when there is no text in it at all. */
bool prose_is_empty(const struct Inline *inlines);
/* A placeholder for what was left out, and the reader's mark for it. */
struct Content *prose_missing(struct Checker *checker, struct Span span);
/* A block from a node of the flow or of running text, by its row. NULL, with a message, when nothing is in it. */
struct Content *prose_block(struct Checker *checker, const struct Node *node, const struct ProseElement *row);
/* Message for an element that is unknown or may not stand here; `rows`: those that might. */
void prose_refuse(struct Checker *checker, const struct Node *node, const struct ProseElement *rows, unsigned permitted,
                  bool known);
/* A language tag as "fr" or "pt-BR". */
bool prose_language(const char *tag);

#endif
