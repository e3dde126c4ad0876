/* Any bytes as a document that was issued. What is made of it must be read without a message. Run from the top of the
 * repository. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "import/import.h"
#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Text that is odd stays so: warnings of it are no fault of the import. */
static void check_file(struct Arena *arena, const struct ImportFile *file)
{
    struct Diags *diags = diags_new();
    struct Source *source = source_new(arena, file->name, file->bytes->str, file->bytes->len);
    if (!read_node(arena, source, diags) || diags_count(diags, SEVERITY_ERROR)) {
        diags_print(diags, stderr, DIAG_TEXT);
        fprintf(stderr, "broken: %s cannot be read\n%s", file->name, file->bytes->str);
        abort();
    }
    diags_free(diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct Input *tables;
    static struct Arena *kept;
    if (!tables) {
        struct Diags *diags = diags_new();
        kept = arena_new();
        tables = read_tables(kept, "templates", diags);
        diags_free(diags);
    }
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    struct Source *bytes = source_new(arena, "document", arena_strndup(arena, (const char *)data, size), size);
    struct Import *import = NULL;
    if (read_is_word(bytes)) {
        struct Node *word = read_word(arena, bytes, diags);
        import = word ? import_word(arena, word, tables, diags) : NULL;
    } else {
        struct Source *text = read_text(arena, bytes, diags);
        import = text ? import_text(arena, text, tables, diags) : NULL;
    }
    for (size_t i = 0; import && i < import->file_count; i++)
        check_file(arena, &import->files[i]);
    diags_free(diags);
    arena_free(arena);
    return 0;
}
