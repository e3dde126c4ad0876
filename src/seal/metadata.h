/* What the file says of itself, twice: in the old way (Info) and in XMP. PDF/A wants both to agree. */
#ifndef SG_SEAL_METADATA_H
#define SG_SEAL_METADATA_H

#include "model/report.h"
#include "seal/objects.h"
#include "seal/seal.h"

/* The Info dictionary; its number. */
int metadata_info(struct Objects *objects, const struct Report *report);
/* The XMP packet; its number. */
int metadata_xmp(struct Objects *objects, const struct Report *report, enum PdfStandard standard);

#endif
