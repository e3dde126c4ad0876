/* Schemas as tables: one row a key or element. The same row checks a node, fills a field of a C structure, and
 * becomes a line of the RELAX NG and of the JSON Schema that editors use, and of the author's guide.
 *
 *     struct Request { struct Date date; const char *sender; struct Inline *addressees; };
 *     static const struct Field request_fields[] = {
 *         FIELD("date", FIELD_DATE, FIELD_REQUIRED, struct Request, date, "day it was sent"),
 *         FIELD("sender", FIELD_TEXT, FIELD_REQUIRED, struct Request, sender, "who sent it"),
 *         FIELD("addressees", FIELD_RICH, FIELD_REQUIRED, struct Request, addressees, "to whom"),
 *     };
 *     static const struct Element request_element =
 *         ELEMENT("request", struct Request, request_fields, "a request for information");
 *     struct Request *r = schema_decode(checker, node, &request_element);
 *
 * A row may say more by name after its text: FIELD(..., "day it was sent", .initial = "2013-01-01").
 *
 * Unknown, doubled and missing keys, wrong types and words outside a list are messages SG2xxx at the exact place, and
 * leave the field at its initial value.
 *
 * YAML writes every field as a key. In XML the plain ones are attributes; elements, and rich text that needs markup,
 * are children; what is marked FIELD_CONTENT is the content of the element itself. In YAML an element with such a
 * field may also be written short, as the value of that field alone: "note: See page 4" for "note: {text: See page 4}". */
#ifndef SG_CHECK_SCHEMA_H
#define SG_CHECK_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

#include "model/dossier.h"
#include "model/node.h"

struct Arena;
struct Diags;
struct ProseReader;
struct ProseWriter;

enum FieldType {
    FIELD_TEXT,     /* const char *: plain text, white space folded */
    FIELD_ID,       /* const char *: letters, digits, - _ . */
    FIELD_IDS,      /* const char ** at offset, size_t count at count_offset: ids in a list, or with spaces between */
    FIELD_SYMBOL,   /* const char *: symbol of a document: A/68/277 */
    FIELD_RESOLUTION, /* const char *: symbol, or number of a resolution: 66/157, 217 A (III) */
    FIELD_RESPONDENT, /* const char *: id of the register; whoever decodes it looks it up */
    FIELD_RICH,     /* struct Inline *: running text with inline elements */
    FIELD_FLOW,     /* struct Content *: paragraphs, lists, quotations, tables, headings */
    FIELD_DATE,     /* struct Date */
    FIELD_NUMBER,   /* int, from minimum to maximum when these differ */
    FIELD_LENGTH,   /* Length: points, as 12 or 0.48 */
    FIELD_PERMILLE, /* int: 0.975 gives 975 */
    FIELD_FLAG,     /* bool: yes, no, true, false */
    FIELD_WORD,     /* int or enum: index in words */
    FIELD_NAMES,    /* const char *[LANGUAGES]: a text in the language of the checker, or a map by language */
    FIELD_TEXTS,    /* const char ** at offset, size_t count at count_offset; a single text is a list of one */
    FIELD_ELEMENT,  /* struct *: of element */
    FIELD_ELEMENTS, /* array of structs of element at offset (pointer), size_t count at count_offset: a list, or
                       repeated elements; its singular name in XML is element->name */
    FIELD_MAP,      /* as FIELD_ELEMENTS, from a map of free keys: the key goes into the field marked FIELD_KEY */
    FIELD_NODE,     /* const struct Node *: as written; the owner of the field reads it */
};

enum FieldFlags {
    FIELD_REQUIRED = 1,
    FIELD_KEY = 2,     /* filled from the key of a FIELD_MAP */
    FIELD_CONTENT = 4, /* XML: the content of the element; YAML: may stand for the whole element; one an element */
    FIELD_YAML_ONLY = 8,
};

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
    const char *initial; /* the value when none is given, as it would be written; plain types only */
    int minimum, maximum;
    unsigned prose; /* FIELD_RICH, FIELD_FLOW: what may stand in it: enum Prose of check/prose.h; 0: PROSE_PLAIN */
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

#define FIELD(key, kind, flagset, structure, member, ...) \
    {.name = key, .type = kind, .flags = flagset, .offset = offsetof(structure, member), .doc = __VA_ARGS__}
/* FIELD_IDS and FIELD_TEXTS; with .element = &x_element also FIELD_ELEMENTS and FIELD_MAP. */
#define FIELD_MANY(key, kind, flagset, structure, member, count, ...)                                           \
    {.name = key, .type = kind, .flags = flagset, .offset = offsetof(structure, member),                       \
     .count_offset = offsetof(structure, count), .doc = __VA_ARGS__}

#define ELEMENT(name, structure, fields, doc) \
    {name, sizeof(structure), fields, sizeof(fields) / sizeof *(fields), doc, (size_t)-1, (size_t)-1}
/* The structure has a member `struct Span span`. */
#define ELEMENT_WITH_SPAN(name, structure, fields, doc) \
    {name, sizeof(structure), fields, sizeof(fields) / sizeof *(fields), doc, offsetof(structure, span), (size_t)-1}
/* The structure has members `struct Span span` and `const struct Node *node`. */
#define ELEMENT_WITH_NODE(name, structure, fields, doc)                                                          \
    {name, sizeof(structure), fields, sizeof(fields) / sizeof *(fields), doc, offsetof(structure, span),       \
     offsetof(structure, node)}

struct Checker {
    struct Arena *arena;
    struct Diags *diags;
    enum Language language; /* of a text that names none */
    unsigned prose;         /* what may still stand in running text here (check/prose.h); 0: no bound from outside */
    size_t errors;          /* counted up with each message: compare before and after to know whether a part is whole */
    const struct Citations *citations; /* words by which running text cites resolutions; NULL: none are found */
    struct ProseReader *reader; /* what is collected from running text (check/prose.h); NULL: nothing */
    struct ProseWriter *writer; /* the state of running text that an inner element goes on with; NULL: it begins anew */
};

/* A structure of element->size in the arena, zeroed but for initial values and what the node says. Never NULL. */
void *schema_decode(struct Checker *checker, const struct Node *node, const struct Element *element);

/* Message at a node, counted. */
#define schema_error(checker, code, span, ...) ((checker)->errors++, diag((checker)->diags, (code), (span), __VA_ARGS__))

#endif
