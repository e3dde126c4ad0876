/* Report -> text and JSON: the same words for machines and for a look without a PDF reader. */
#ifndef SG_EXPORT_EXPORT_H
#define SG_EXPORT_EXPORT_H

#include <glib.h>

#include "model/report.h"

/* Running text: a line a paragraph, notes after the paragraph that calls them. Owned by the caller. */
GString *export_text(const struct Report *report);
/* The proof of every generated sentence. Owned by the caller. */
GString *export_trace(const struct Report *report, const struct Dossier *dossier);

#endif
