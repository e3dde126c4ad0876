/* A PDF on its way: objects are numbered, written as text, and gathered in object streams (ISO 32000-1, 7.5.7).
 *
 * References between objects cost nothing that way; through handles of libqpdf each would cost several calls and entries
 * of a map, and libqpdf would hold the whole file as objects a second time. */
#ifndef SG_SEAL_OBJECTS_H
#define SG_SEAL_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "base/date.h"
#include "base/length.h"

struct Objects {
    GByteArray *file; /* what is written */
    GString *out;     /* object streams to come: the open object is at its end */
    GArray *places;   /* of struct ObjectPlace, by number */
    GArray *gathered; /* of struct Gathered: objects in `out` */
    struct libdeflate_compressor *quick, *best; /* best: NULL before it is needed */
};

enum Effort { STORE, QUICK, BEST };

/* `content` is about how many bytes of streams will come: a small file is packed best throughout. */
void objects_begin(struct Objects *objects, size_t content);
void objects_free(struct Objects *objects);
/* The number of a new object, to be written later. */
int objects_new(struct Objects *objects);
/* Between these two, append the object to `out`. */
void object_start(struct Objects *objects, int number);
void object_end(struct Objects *objects);
/* A stream, deflated once and for all, or as it is; `entries` go into its dictionary. BEST takes ten times as long as
 * QUICK and saves a fiftieth: it is for what every file has, large or small. */
void object_stream(struct Objects *objects, int number, const char *entries, const void *bytes, size_t length,
                   enum Effort effort);
/* Gives the memory of BEST back, until it is asked for again. */
void objects_spare(struct Objects *objects);
/* The same in two steps, the first on any thread with a compressor of the caller's, who owns the bytes. */
void *stream_pack(struct libdeflate_compressor *compressor, const void *bytes, size_t length, size_t *packed_length);
void object_packed_stream(struct Objects *objects, int number, const char *entries, const void *packed, size_t length);
/* How well a file with so many bytes of content is packed. */
int pack_level(size_t content);
/* Cross-reference stream with these entries, and an identifier made of the content. The file is the caller's. */
GByteArray *objects_finish(struct Objects *objects, const char *trailer);

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
