/* Stage 4 of 6: report + style -> pages.
 *
 * Promises: each word of the report stands on the pages once and in order, and the stage proves it; every
 * note starts on the page of its call, or the page breaker says so; all glyphs come from the listed faces.
 * Fails by SG4xxx. */
#ifndef SG_LAYOUT_LAYOUT_H
#define SG_LAYOUT_LAYOUT_H

#include "model/pages.h"
#include "model/report.h"
#include "model/style.h"

struct Arena;
struct Diags;

struct LayoutOptions {
    bool draft;            /* the word DRAFT and a hash in the foot */
    int threads;           /* 0: as it pays */
};

/* NULL, with messages, when a face is missing or has changed. */
struct Pages *layout_report(struct Arena *arena, const struct Report *report, const struct Style *style,
                            struct LayoutOptions options, struct Diags *diags);
/* The proof: every word of the report stands on the pages once and in order, every note starts on the page of
 * its call unless the page breaker reported it. NULL, or the first broken promise as text (status 70). Owned
 * by the arena. */
const char *layout_verify(struct Arena *arena, const struct Pages *pages, const struct Report *report);

#endif
