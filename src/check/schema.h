/* Schemas as tables: one row a key or element. The same row checks a node, fills a field of a C structure, and
 * becomes a line of the RELAX NG and of the JSON Schema that editors use, and of the author's guide.
 *
 *     struct Request { struct Date date; const char *sender; struct Inline *addressees; };
 *     static const struct Field request_fields[] = {
 *         {"date", FIELD_DATE, FIELD_REQUIRED, offsetof(struct Request, date), "day it was sent"},
 *         {"sender", FIELD_TEXT, FIELD_REQUIRED, offsetof(struct Request, sender), "who sent it"},
 *         {"addressees", FIELD_RICH, FIELD_REQUIRED, offsetof(struct Request, addressees), "to whom"},
 *     };
 *     const struct Element request_element = ELEMENT("request", struct Request, request_fields, "a request for information");
 *     struct Request *r = schema_decode(checker, node, &request_element);
 *
 * Unknown, doubled and missing keys, wrong types and words outside a list are messages SG2xxx at the exact place, and
 * leave the field at its default. */
#ifndef SG_CHECK_SCHEMA_H
#define SG_CHECK_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "model/node.h"

struct Arena;
struct Diags;

enum FieldType {
    FIELD_TEXT,     /* const char *: plain text, white space folded */
    FIELD_ID,       /* const char *: letters, digits, - _ . */
    FIELD_RICH,     /* struct Inline *: running text with inline elements */
    FIELD_FLOW,     /* struct Content *: paragraphs, lists, quotations, tables, headings */
    FIELD_DATE,     /* struct Date */
    FIELD_NUMBER,   /* int */
    FIELD_LENGTH,   /* Length: points, as 12 or 0.48 */
    FIELD_PERMILLE, /* int: 0.975 gives 975 */
    FIELD_FLAG,     /* bool: yes, no, true, false */
    FIELD_WORD,     /* int: index in arg.words */
    FIELD_NAMES,    /* const char *[LANGUAGES]: a text in one language, or a map by language */
    FIELD_TEXTS,    /* const char ** at offset, size_t count at count_offset */
    FIELD_ELEMENT,  /* struct *: of arg.element */
    FIELD_ELEMENTS, /* array of structs of arg.element at offset (pointer), size_t count at count_offset: a list, or
                       repeated elements; its singular name in XML is arg.element->name */
    FIELD_MAP,      /* as FIELD_ELEMENTS, from a map of free keys: the key goes into the field marked FIELD_KEY */
    FIELD_NODE,     /* const struct Node *: as written; the owner of the field reads it */
};

enum FieldFlags { FIELD_REQUIRED = 1, FIELD_KEY = 2 /* filled from the key of a FIELD_MAP */ };

struct Element;

struct Field {
    const char *name;
    enum FieldType type;
    unsigned flags;
    size_t offset;
    const char *doc;
    size_t count_offset;
    const char *const *words; /* FIELD_WORD: NULL-terminated */
    const struct Element *element;
};

struct Element {
    const char *name; /* of one of them: "request" */
    size_t size;      /* of the structure */
    const struct Field *fields;
    size_t field_count;
    const char *doc;
    size_t span_offset; /* of a struct Span that takes the node's place; SIZE_MAX: none */
    size_t node_offset; /* of a const struct Node * that takes the node; SIZE_MAX: none */
};

#define ELEMENT(name, type, fields, doc) {name, sizeof(type), fields, sizeof(fields) / sizeof *(fields), doc, (size_t)-1, (size_t)-1}

struct Checker {
    struct Arena *arena;
    struct Diags *diags;
};

/* A structure of element->size in the arena, zeroed but for what the node says. Never NULL. */
void *schema_decode(struct Checker *checker, const struct Node *node, const struct Element *element);

#endif
