/* What the parts of the seal work on together. */
#ifndef SG_SEAL_SEALER_H
#define SG_SEAL_SEALER_H

#include <qpdf/qpdf-c.h>

#include "model/drawing.h"
#include "seal/objects.h"
#include "seal/seal.h"
#include "seal/tree.h"

struct Diags;

struct PackedPage {
    void *bytes; /* NULL: written, or not what was drawn */
    size_t length;
};

struct Sealer {
    const struct Pages *pages;
    const struct Report *report;
    struct SealOptions options;
    struct Diags *diags;
    struct Drawing *drawing;
    qpdf_data artwork; /* NULL: none */
    int pages_object, resources_object;
    struct Objects objects;
    size_t content;            /* bytes of all pages */
    struct PackedPage *packed; /* by page */
    struct Tree tree;
    int *page_objects;
    GHashTable *dests; /* id -> struct Destination */
};

struct Destination {
    int page;
    Length x, y;
};

/* navigate.c */
void destinations_begin(struct Sealer *sealer);
/* "[7 0 R/XYZ 10 20 null]" or NULL. Owned by the caller. */
char *destination_text(const struct Sealer *sealer, const char *id);
/* The name tree of paragraphs and blocks; the outlines. Numbers; 0: none. */
int write_destinations(struct Sealer *sealer);
int write_outlines(struct Sealer *sealer);
/* Text of a block as a person would name it: label and words. Owned by the caller. */
char *block_title(const struct Block *block);

/* links.c: decides which links become annotations and gives those their numbers; then writes them. */
void links_begin(struct Sealer *sealer);
void write_links(struct Sealer *sealer);
/* Only unreserved and reserved characters of RFC 3986, the rest by percent signs. Owned by the caller. */
char *uri_encode(const char *uri);

/* structure.c: the structure tree; number of its root. */
int write_structure(struct Sealer *sealer);

#endif
