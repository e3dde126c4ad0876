#include "read/archive.h"

#include <string.h>

#include <glib.h>
#include <zip.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"

struct Archive {
    struct Arena *arena;
    const struct Source *source;
    zip_t *zip;
};

enum { CHUNK = 65536 };

bool archive_is_one(const struct Source *source)
{
    return source->length >= 4 && !memcmp(source->bytes, "PK\x03\x04", 4);
}

static void discard(void *zip)
{
    zip_discard(zip);
}

struct Archive *archive_open(struct Arena *arena, const struct Source *source, struct Diags *diags)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *bytes = zip_source_buffer_create(source->bytes, source->length, 0, &error);
    zip_t *zip = bytes ? zip_open_from_source(bytes, ZIP_RDONLY, &error) : NULL;
    struct Archive *archive = NULL;
    if (zip) {
        archive = ARENA_NEW(arena, struct Archive);
        *archive = (struct Archive){arena, source, arena_defer(arena, discard, zip)};
    } else {
        diag(diags, SG_ARCHIVE_BROKEN, span_at(source, 0, 0), "%s", zip_error_strerror(&error));
        zip_source_free(bytes);
    }
    zip_error_fini(&error);
    return archive;
}

/* All bytes, whatever size the archive gives; NULL, with a message, when they cannot be had. */
static GString *read_all(struct Archive *archive, zip_file_t *file, const char *name, struct Diags *diags)
{
    GString *all = g_string_new(NULL);
    char chunk[CHUNK];
    zip_int64_t count;
    while ((count = zip_fread(file, chunk, sizeof chunk)) > 0 && all->len <= LIMIT_PART_BYTES)
        g_string_append_len(all, chunk, (gssize)count);
    if (count >= 0 && all->len <= LIMIT_PART_BYTES)
        return all;
    struct Span span = span_at(archive->source, 0, 0);
    if (count < 0)
        diag(diags, SG_ARCHIVE_BROKEN, span, "\"%s\": %s", name, zip_file_strerror(file));
    else
        diag(diags, SG_ARCHIVE_LARGE, span, "\"%s\", at most %u bytes", name, LIMIT_PART_BYTES);
    g_string_free(all, TRUE);
    return NULL;
}

const char *archive_part(struct Archive *archive, const char *name, size_t *length, struct Diags *diags)
{
    zip_stat_t status;
    if (zip_stat(archive->zip, name, 0, &status) < 0)
        return NULL;
    if (status.valid & ZIP_STAT_ENCRYPTION_METHOD && status.encryption_method != ZIP_EM_NONE) {
        diag(diags, SG_ARCHIVE_ENCRYPTED, span_at(archive->source, 0, 0), "\"%s\"", name);
        return NULL;
    }
    zip_file_t *file = zip_fopen(archive->zip, name, 0);
    if (!file) {
        diag(diags, SG_ARCHIVE_BROKEN, span_at(archive->source, 0, 0), "\"%s\": %s", name, zip_strerror(archive->zip));
        return NULL;
    }
    GString *all = read_all(archive, file, name, diags);
    zip_fclose(file);
    if (!all)
        return NULL;
    *length = all->len;
    const char *bytes = arena_strndup(archive->arena, all->str, all->len);
    g_string_free(all, TRUE);
    return bytes;
}
