/* Stage 4 of 6: report + style -> pages.
 *
 * Promises: each word of the report stands on the pages once and in order, and the stage proves it; every
 * note starts on the page of its call, or the page breaker says so; all glyphs come from the listed faces.
 * Fails by SG4xxx. */
#ifndef SG_LAYOUT_LAYOUT_H
#define SG_LAYOUT_LAYOUT_H

#include <glib.h>

#include "model/pages.h"
#include "model/report.h"
#include "model/style.h"

struct Arena;
struct Diags;

/* What was kept of an earlier run, and what to keep of this one. */
struct LayoutCache {
    const void *bytes; /* of any content; must outlive the pages. NULL: none */
    size_t size;
    const char *stamp;   /* of program, libraries, templates and faces: bytes of another stamp do not count */
    GByteArray *renewed; /* result, owned by the caller; NULL: the bytes still hold */
};

struct LayoutOptions {
    bool draft;            /* the word DRAFT and a hash in the foot */
    int threads;           /* 0: as it pays */
    struct LayoutCache *cache; /* NULL: nothing is kept */
};

/* NULL, with messages, when a face is missing or has changed. */
struct Pages *layout_report(struct Arena *arena, const struct Report *report, const struct Style *style,
                            struct LayoutOptions options, struct Diags *diags);
/* The proof: every word of the report stands on the pages once and in order, every note starts on the page of
 * its call unless the page breaker reported it. NULL, or the first broken promise as text (status 70). Owned
 * by the arena. */
const char *layout_verify(struct Arena *arena, const struct Pages *pages, const struct Report *report);

#endif
