#include "read/archive.h"

#include <string.h>

#include <glib.h>
#include <zip.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/late.h"
#include "base/limits.h"

/* What is asked of libzip, which few runs need: it brings compression and cryptography of its own. */
struct Libzip {
    __typeof__(&zip_source_buffer_create) zip_source_buffer_create;
    __typeof__(&zip_source_free) zip_source_free;
    __typeof__(&zip_open_from_source) zip_open_from_source;
    __typeof__(&zip_discard) zip_discard;
    __typeof__(&zip_error_init) zip_error_init;
    __typeof__(&zip_error_fini) zip_error_fini;
    __typeof__(&zip_error_strerror) zip_error_strerror;
    __typeof__(&zip_stat) zip_stat;
    __typeof__(&zip_fopen) zip_fopen;
    __typeof__(&zip_fread) zip_fread;
    __typeof__(&zip_fclose) zip_fclose;
    __typeof__(&zip_file_strerror) zip_file_strerror;
    __typeof__(&zip_strerror) zip_strerror;
};

struct Archive {
    struct Libzip lib;
    struct Arena *arena;
    const struct Source *source;
    zip_t *zip;
};

enum { CHUNK = 65536 };

bool archive_is_one(const struct Source *source)
{
    return source->length >= 4 && !memcmp(source->bytes, "PK\x03\x04", 4);
}

static void discard(void *archive)
{
    struct Archive *own = archive;
    own->lib.zip_discard(own->zip);
}

/* Of Debian 12 or of 13. False, with a message, when it is not installed. */
static bool lib_open(struct Libzip *lib, const struct Source *source, struct Diags *diags)
{
    static const char *const names[] = {"libzip.so.4", "libzip.so.5"};
    const struct LateSymbol symbols[] = {
        LATE(lib, zip_source_buffer_create),
        LATE(lib, zip_source_free),
        LATE(lib, zip_open_from_source),
        LATE(lib, zip_discard),
        LATE(lib, zip_error_init),
        LATE(lib, zip_error_fini),
        LATE(lib, zip_error_strerror),
        LATE(lib, zip_stat),
        LATE(lib, zip_fopen),
        LATE(lib, zip_fread),
        LATE(lib, zip_fclose),
        LATE(lib, zip_file_strerror),
        LATE(lib, zip_strerror),
    };
    char *complaint = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_clear_pointer(&complaint, g_free);
        if (late_open(names[i], symbols, G_N_ELEMENTS(symbols), &complaint))
            return true;
    }
    diag(diags, SG_ARCHIVE_BROKEN, span_at(source, 0, 0), "%s", complaint);
    g_free(complaint);
    return false;
}

struct Archive *archive_open(struct Arena *arena, const struct Source *source, struct Diags *diags)
{
    struct Archive *archive = ARENA_NEW(arena, struct Archive);
    *archive = (struct Archive){.arena = arena, .source = source};
    const struct Libzip *lib = &archive->lib;
    if (!lib_open(&archive->lib, source, diags))
        return NULL;
    zip_error_t error;
    lib->zip_error_init(&error);
    zip_source_t *bytes = lib->zip_source_buffer_create(source->bytes, source->length, 0, &error);
    archive->zip = bytes ? lib->zip_open_from_source(bytes, ZIP_RDONLY, &error) : NULL;
    if (archive->zip) {
        arena_defer(arena, discard, archive);
    } else {
        diag(diags, SG_ARCHIVE_BROKEN, span_at(source, 0, 0), "%s", lib->zip_error_strerror(&error));
        lib->zip_source_free(bytes);
    }
    lib->zip_error_fini(&error);
    return archive->zip ? archive : NULL;
}

/* All bytes, whatever size the archive gives; NULL, with a message, when they cannot be had. */
static GString *read_all(struct Archive *archive, zip_file_t *file, const char *name, struct Diags *diags)
{
    GString *all = g_string_new(NULL);
    char chunk[CHUNK];
    zip_int64_t count;
    while ((count = archive->lib.zip_fread(file, chunk, sizeof chunk)) > 0 && all->len <= LIMIT_PART_BYTES)
        g_string_append_len(all, chunk, (gssize)count);
    if (count >= 0 && all->len <= LIMIT_PART_BYTES)
        return all;
    struct Span span = span_at(archive->source, 0, 0);
    if (count < 0)
        diag(diags, SG_ARCHIVE_BROKEN, span, "\"%s\": %s", name, archive->lib.zip_file_strerror(file));
    else
        diag(diags, SG_ARCHIVE_LARGE, span, "\"%s\", at most %u bytes", name, LIMIT_PART_BYTES);
    g_string_free(all, TRUE);
    return NULL;
}

const char *archive_part(struct Archive *archive, const char *name, size_t *length, struct Diags *diags)
{
    zip_stat_t status;
    if (archive->lib.zip_stat(archive->zip, name, 0, &status) < 0)
        return NULL;
    if (status.valid & ZIP_STAT_ENCRYPTION_METHOD && status.encryption_method != ZIP_EM_NONE) {
        diag(diags, SG_ARCHIVE_ENCRYPTED, span_at(archive->source, 0, 0), "\"%s\"", name);
        return NULL;
    }
    zip_file_t *file = archive->lib.zip_fopen(archive->zip, name, 0);
    if (!file) {
        diag(diags, SG_ARCHIVE_BROKEN, span_at(archive->source, 0, 0), "\"%s\": %s", name, archive->lib.zip_strerror(archive->zip));
        return NULL;
    }
    GString *all = read_all(archive, file, name, diags);
    archive->lib.zip_fclose(file);
    if (!all)
        return NULL;
    *length = all->len;
    const char *bytes = arena_strndup(archive->arena, all->str, all->len);
    g_string_free(all, TRUE);
    return bytes;
}
