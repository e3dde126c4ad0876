/* Report -> text and JSON: the same words for machines and for a look without a PDF reader. */
#ifndef SG_EXPORT_EXPORT_H
#define SG_EXPORT_EXPORT_H

#include <stdbool.h>

#include <glib.h>

#include "model/original.h"
#include "model/report.h"

struct Diags;

/* Running text: a line a paragraph, notes after the paragraph that calls them. Owned by the caller. */
GString *export_text(const struct Report *report);
/* A page of a PDF as picture, so many dots an inch. Owned by the caller; NULL, with SG6..., when it cannot be read. */
GByteArray *export_png(const GByteArray *pdf, size_t page, double resolution, struct Diags *diags);
/* The proof of every generated sentence as JSON, one a line; beside a document that is issued without the names and reasons
 * of its editors. Owned by the caller. */
GString *export_trace(const struct Report *report, const struct Dossier *dossier, bool issued);

/* `sgreport explain FOLDER PARAGRAPH`: for each sentence of it the text, the rule, the count, every piece of evidence with its place and
 * words, what would change the wording, what was considered and not used. paragraph: "18", "18(c)" or a key ("concern/politicization").
 * Owned by the caller; NULL when no generated sentence stands there. */
GString *export_explain(const struct Report *report, const struct Dossier *dossier, const char *paragraph);

enum CoverageFormat { COVERAGE_TEXT, COVERAGE_CSV };
/* `sgreport coverage FOLDER`: what became of every statement; CSV: claims by respondents alone. Owned by the caller. */
GString *export_coverage(const struct Report *report, const struct Dossier *dossier, enum CoverageFormat format);

/* `sgreport coverage --passages FOLDER`: passages of the originals that no quotation covers. Owned by the caller. */
GString *export_passages(const struct Dossier *dossier, const struct Originals *originals, enum CoverageFormat format);

/* `sgreport confirm FOLDER [KEY]`: the bytes of overrides.yaml with basis and evidence of today for the override of that key, or for all
 * (NULL). *count: how many. Owned by the caller; NULL when there are none. */
GString *export_confirmed(const struct Report *report, const char *key, size_t *count);

#endif
