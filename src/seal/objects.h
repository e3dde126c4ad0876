/* New objects of a PDF, written as an incremental update behind the bytes that Cairo made.
 *
 * Written as text, references between objects cost nothing; through handles of libqpdf each would cost several calls
 * and entries of a map. libqpdf then reads the whole and writes it anew, so the update never leaves the program. */
#ifndef SG_SEAL_OBJECTS_H
#define SG_SEAL_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "base/date.h"
#include "base/length.h"

struct Objects {
    GString *out;     /* drawn bytes, then the update */
    GArray *offsets;  /* of uint64_t: of object first + i; 0: not written */
    int first;        /* number of the first new object */
    GArray *replaced; /* of struct Replaced: objects of the old part written anew */
    size_t drawn_length;
};

/* Copies the drawn bytes; `size` is that of the trailer. */
void objects_begin(struct Objects *objects, const void *drawn, size_t length, int size);
void objects_free(struct Objects *objects);
/* The number of a new object, to be written later. */
int objects_new(struct Objects *objects);
/* Between these two, append the object to `out`. The number may be one of the old part. */
void object_start(struct Objects *objects, int number);
void object_end(struct Objects *objects);
/* A stream, deflated once and for all, or as it is; `entries` go into its dictionary. */
void object_stream(struct Objects *objects, int number, const char *entries, const void *bytes, size_t length,
                   bool deflate);
/* Cross-reference table and trailer with these entries. False when the old part has no end. */
bool objects_finish(struct Objects *objects, const char *trailer);

/* A text string: in ASCII where it can be, else UTF-16. Characters that XML cannot hold must be gone. */
void pdf_text(GString *out, const char *utf8);
/* A string of bytes. */
void pdf_bytes(GString *out, const char *bytes, size_t length);
/* A name without its slash in front being given. */
void pdf_name(GString *out, const char *name);
/* " 12.5": points after a space, to a tenth: for places to click and to go to. */
void pdf_length(GString *out, Length length);
/* "(D:20130722000000Z)" */
void pdf_date(GString *out, struct Date date);
/* " 7 0 R" */
void pdf_reference(GString *out, int number);

#endif
