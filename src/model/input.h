/* INPUT: the files of one folder as read: bytes, nodes, checksums. Made by the read stage from a folder of a report
 * or from templates/; const for every later stage. */
#ifndef SG_MODEL_INPUT_H
#define SG_MODEL_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/source.h"
#include "model/node.h"

struct Arena;

struct InputFile {
    const char *name;       /* inside the folder: "replies/argentina.xml" */
    struct Source *source;  /* originals/: the bytes as they came, unchecked; none when over LIMIT_FILE_BYTES */
    struct Node *root;      /* NULL: an original or artwork (.svg), or a file that could not be read (a message was given) */
    const char *sha256;     /* hex; NULL when the bytes could not be had */
    size_t size;
};

struct Trees;

struct Input {
    const char *path; /* as given on the command line */
    struct InputFile *files; /* sorted by name, bytewise */
    size_t file_count;
    const char **folders; /* of templates: "kinds/report", "layouts/letter": all that are there, sorted */
    size_t folder_count;
    const char *hash; /* sha256 over names and bytes of all files: hex */
    struct Trees *trees; /* memory of the nodes of replies and parts */
};

/* Memory for the nodes of replies and parts: the bulk of a folder, of no use once they are checked. Ends with the arena, if
 * not before. */
struct Trees *trees_new(struct Arena *arena);
struct Arena *trees_arena(struct Trees *trees);
/* Whether a file is one whose nodes stand there: of replies/ or parts/. */
bool input_is_bulk(const char *name);
/* Frees the nodes of replies and parts; their roots become NULL. Sources and places stay. */
void input_drop_trees(struct Input *input);

/* By name inside the folder; NULL when there is none. Borrowed. */
const struct InputFile *input_file(const struct Input *input, const char *name);
/* Whether the templates have such a folder, read or not; true where none is known: files that were never in folders. */
bool input_folder(const struct Input *input, const char *name);
/* Index of the first file whose name starts with prefix; *count of them. */
size_t input_files_under(const struct Input *input, const char *prefix, size_t *count);

#endif
