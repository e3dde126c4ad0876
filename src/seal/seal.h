/* Stage 6 of 6: drawing + report -> the PDF to issue: links, destinations, bookmarks, metadata, structure, identifier.
 * Promises: the same input gives the same bytes; qpdf --check is clean. Fails by SG5xxx and a NULL result. */
#ifndef SG_SEAL_SEAL_H
#define SG_SEAL_SEAL_H

#include <glib.h>

#include "model/drawing.h"
#include "model/pages.h"
#include "model/report.h"

struct Diags;

enum PdfStandard { PDF_PLAIN, PDF_A2A, PDF_A3A };

struct SealFile { /* an attachment: a source that the manifest marks public */
    const char *name, *mime, *bytes;
    size_t length;
    struct Date date;
};

struct SealOptions {
    enum PdfStandard standard;
    bool linearize;
    int threads; /* 0: as it pays */
    const struct SealFile *files;
    size_t file_count;
};

/* The drawing must be that of the pages; its pages are used up. The result is owned by the caller. */
GByteArray *seal_pdf(struct Drawing *drawing, const struct Pages *pages, const struct Report *report,
                     struct SealOptions options, struct Diags *diags);

#endif
