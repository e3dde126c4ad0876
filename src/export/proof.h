/* Where a generated sentence stands and what it rests on, for the trace, explain and coverage. Inside of export. */
#ifndef SG_EXPORT_PROOF_H
#define SG_EXPORT_PROOF_H

#include <glib.h>

#include "model/report.h"

/* The number of the paragraph that a block belongs to, 0 when it has none. */
int proof_paragraph_number(const struct Report *report, size_t block);
/* Appends "18", "18 (c)" or "" for blocks outside of numbered paragraphs. */
void proof_append_paragraph(GString *out, const struct Report *report, size_t block);
/* Index of the block of that id; SIZE_MAX when there is none. */
size_t proof_block(const struct Report *report, const char *id);
/* Hash of the evidence: that of the sentence, or one over its pattern and respondents. Owned by the caller. */
char *proof_basis(const struct Sentence *sentence);
/* Appends "path:line:column". */
void proof_append_place(GString *out, struct Span span);
const char *proof_name(const struct Dossier *dossier, const struct Respondent *respondent);

#endif
