/* Paragraphs set in an earlier run: what --cache keeps between builds.
 *
 * A paragraph depends on its words, its style and its measure alone, all of which stand in its key; faces, layout and
 * program stand in the stamp. Keys are compared byte by byte, so a hit is the very paragraph. The bytes come from a
 * file that anything may have happened to: they count only if checksum and stamp are right, and are read with bounds all the same. */
#ifndef SG_LAYOUT_MEMO_H
#define SG_LAYOUT_MEMO_H

#include <glib.h>

#include "layout/para.h"

struct Memo;

/* Reads what memo_write() gave, of the same stamp; anything else is an empty memo. The bytes are borrowed: pages point
 * into them. Owned by the caller. */
struct Memo *memo_new(const void *bytes, size_t size, const char *stamp);
void memo_free(struct Memo *memo);

/* The paragraph as it was set; NULL when it is not there. Any thread with a setter of its own may ask. */
struct SetPara *memo_find(const struct Memo *memo, struct Setter *setter, const struct ParaInput *input);

/* Takes note of a paragraph for the next run: one that was found, or one that was set anew. */
void memo_keep(struct Memo *memo, struct Setter *setter, const struct ParaInput *input, const struct SetPara *para);
/* What the next run may read, of no length when it would be too long; NULL when that is what was read. Owned by the
 * caller (g_byte_array_unref). */
GByteArray *memo_write(struct Memo *memo);

#endif
