/* check FILE.pdf: a sealed file against what it says of itself. */
#include "cli/sealed.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "seal/recheck.h"

static bool read_all(int file, char *bytes, size_t length)
{
    for (size_t got = 0; got < length;) {
        ssize_t count = read(file, bytes + got, length - got);
        if (count <= 0)
            return false;
        got += (size_t)count;
    }
    return true;
}

/* The file in memory; a source without content, with a message, when it cannot be read. */
static struct Source *source_read(struct Arena *arena, const char *path, struct Diags *diags)
{
    struct Source *source = source_new_unread(arena, path);
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status;
    if (file < 0 || fstat(file, &status) != 0)
        diag(diags, SG_FILE_MISSING, span_at(source, 0, 0), NULL);
    else if (!S_ISREG(status.st_mode))
        diag(diags, SG_FILE_SPECIAL, span_at(source, 0, 0), NULL);
    else if (status.st_size > LIMIT_SEALED_BYTES)
        diag(diags, SG_FILE_LARGE, span_at(source, 0, 0), "%lld bytes, at most %llu", (long long)status.st_size,
             (unsigned long long)LIMIT_SEALED_BYTES);
    else {
        char *bytes = arena_alloc(arena, (size_t)status.st_size + 1);
        if (read_all(file, bytes, (size_t)status.st_size))
            source = source_new(arena, path, bytes, (size_t)status.st_size);
        else
            diag(diags, SG_FILE_UNREADABLE, span_at(source, 0, 0), NULL);
    }
    if (file >= 0)
        close(file);
    return source;
}

bool sealed_named(const char *path)
{
    return g_str_has_suffix(path, ".pdf") && !g_file_test(path, G_FILE_TEST_IS_DIR);
}

enum Status sealed_check(const struct Options *options, const char *path)
{
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    struct SealedFacts facts = {0};
    const struct Source *source = source_read(arena, path, diags);
    bool read = diags_total(diags) == 0 && seal_recheck(source, diags, &facts);
    diags_print(diags, stderr, options->message_format);
    if (read && !options->quiet)
        printf("%s: %d pages, %d elements, %d marks, %d artifacts, %d notes, %d numbered paragraphs, %d attachments\n", path,
               facts.pages, facts.elements, facts.marks, facts.artifacts, facts.notes, facts.paragraphs, facts.attachments);
    enum Status status = !read ? STATUS_INPUT : diags_total(diags) ? STATUS_ERRORS : STATUS_BUILT;
    diags_free(diags);
    arena_free(arena);
    return status;
}
