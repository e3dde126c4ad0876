/* STRETCH: the order in which a page is painted, cut where the structure changes.
 *
 * Draw paints stretch after stretch, each between markers of its own; seal gives the k-th marker of a page to the
 * k-th stretch. Both ask here, so that they cannot disagree. Rules come first (frames lie under text), then figures,
 * then text in the order of the page. Neighbouring runs of plain text of one element are one stretch. */
#ifndef SG_MODEL_STRETCH_H
#define SG_MODEL_STRETCH_H

#include <glib.h>

#include "model/pages.h"
#include "model/report.h"

enum StretchKind { STRETCH_RULES, STRETCH_FIGURE, STRETCH_RUNS };

struct Stretch {
    enum StretchKind kind;
    size_t first, count; /* of the rules, figures or runs of the page */
    struct Mark mark;    /* of the first of them */
};

/* The text a mark stands for: the runs of its block, cell, note block or slot. NULL, *count 0, for labels, figures and
 * artifacts. */
const struct Run *mark_runs(const struct Report *report, struct Mark mark, size_t *count);
/* Language of that text where its runs say nothing else. */
const char *mark_lang(const struct Report *report, struct Mark mark);
/* Whether some of it runs from right to left: then its glyphs are not painted in the order in which it is read. */
bool text_turns(const char *text);
/* Whether the run has an element of its own: a link, a call, an abbreviation, another language than its block, a text that
 * turns. */
bool run_stands_alone(const struct Run *run, const char *block_lang);
/* Whether it is no content but an artifact of the page. */
bool mark_is_artifact(struct Mark mark);

/* Replaces the content of `stretches` (of struct Stretch) by those of the page. */
void page_stretches(const struct Page *page, const struct Report *report, GArray *stretches);

#endif
