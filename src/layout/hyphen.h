/* Hyphenation by the patterns of libhyphen, where a style asks for it. */
#ifndef SG_LAYOUT_HYPHEN_H
#define SG_LAYOUT_HYPHEN_H

#include "layout/text.h"

/* Adds to setter->breaks the places where the word of a segment may be hyphenated; the sums are those before
 * it. */
void hyphen_breaks(struct Setter *setter, guint seg, const char *lang, Length width, Length stretch,
                   Length shrink);
void hyphen_free(struct Setter *setter);

#endif
