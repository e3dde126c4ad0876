/* A zip archive in memory, of which nothing is believed: sizes, names and methods are what somebody wrote there. */
#ifndef SG_READ_ARCHIVE_H
#define SG_READ_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

struct Arena;
struct Diags;
struct Source;
struct Archive;

/* True when the bytes begin as a zip archive does. */
bool archive_is_one(const struct Source *source);
/* NULL, with a message, when it is broken. Borrows the source; owned by the arena. */
struct Archive *archive_open(struct Arena *arena, const struct Source *source, struct Diags *diags);
/* The part of that name, in the arena, NUL behind it, at most LIMIT_PART_BYTES. NULL when there is none, and, with a
 * message, when it is broken, encrypted or larger. */
const char *archive_part(struct Archive *archive, const char *name, size_t *length, struct Diags *diags);

#endif
