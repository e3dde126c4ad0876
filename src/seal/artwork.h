/* The artwork of a drawing as form XObjects. */
#ifndef SG_SEAL_ARTWORK_H
#define SG_SEAL_ARTWORK_H

#include <stdbool.h>

#include <glib.h>
#include <qpdf/qpdf-c.h>

#include "seal/objects.h"

/* Makes each page of the artwork a form, with all it refers to; their numbers (int) are appended to `forms`. False: there
 * is text in one. */
bool write_artwork(qpdf_data artwork, struct Objects *objects, GArray *forms);

#endif
