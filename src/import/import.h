/* Beside the pipeline: a document as it was issued -> the folder of a report.
 *
 * Everything it recognizes is data in templates/import/; what it cannot know it guesses, and each guess is a message.
 * Promises: no word of the text is lost: what has no place in the folder stands as a comment in its report.yaml; the
 * files are well-formed and in the vocabulary of the author's guide. Fails by messages SG8xxx. Includes base, model and
 * itself. */
#ifndef SG_IMPORT_IMPORT_H
#define SG_IMPORT_IMPORT_H

#include <glib.h>

#include "model/input.h"

struct Arena;
struct Diags;

struct ImportFile {
    const char *name; /* inside the folder: "parts/preamble.xml" */
    GString *bytes;   /* ends with the arena */
};

struct Import {
    struct ImportFile *files;
    size_t file_count;
};

/* Running text. `tables`: registers/ and import/ of the templates. NULL, with a message, when nothing can be made of it. */
struct Import *import_text(struct Arena *arena, const struct Source *source, const struct Input *tables, struct Diags *diags);
/* A Word file as read_word() gives it. */
struct Import *import_word(struct Arena *arena, const struct Node *word, const struct Input *tables, struct Diags *diags);

#endif
