/* Files on disk: the old one or the new one, never half of one. */
#ifndef SG_BASE_FILE_H
#define SG_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct Diags;

/* Once, before anything else: descriptors 0 to 2 are open, a closed pipe and a full quota are errors of write(), and
 * TERM, INT and HUP take the unfinished file away before they end the process. */
void file_prepare_process(void);

/* True when nothing stands there that could be lost: no such path, or an empty folder. */
bool file_is_free(const char *path);

/* Makes the folder and those above it. False, with a message, when that fails. */
bool file_make_folder(const char *path, struct Diags *diags);

/* Writes the bytes beside `path`, flushes them and puts them in its place in one step. Unfinished files that dead
 * processes left in the folder are taken away. False, with a message, when any step fails: the old file is untouched. */
bool file_replace(const char *path, const void *bytes, size_t length, struct Diags *diags);

#endif
