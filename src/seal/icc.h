/* The colour profile of the output intent: sRGB, made here in under 500 bytes. */
#ifndef SG_SEAL_ICC_H
#define SG_SEAL_ICC_H

#include <glib.h>

/* An ICC profile of version 4.2. Owned by the caller. */
GByteArray *icc_srgb(void);

#endif
