/* Fonts of the drawn PDF, mended: what PDF/A and PDF/UA ask for and Cairo leaves out, exact widths, no hints. */
#ifndef SG_SEAL_FONTS_H
#define SG_SEAL_FONTS_H

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "seal/objects.h"

/* Mends every font and image that the resources name, each once; `seen` holds the numbers of those done. */
void resources_mend(qpdf_data qpdf, qpdf_oh resources, struct Objects *objects, GHashTable *seen);

#endif
