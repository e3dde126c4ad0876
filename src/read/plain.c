/* Files that come from elsewhere, and are no part of a folder. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "read/read_int.h"

struct Source *read_bytes(struct Arena *arena, const char *path, struct Diags *diags)
{
    char *folder_path = g_path_get_dirname(path), *name = g_path_get_basename(path), *whole = realpath(path, NULL);
    const struct Source *unread = source_new_unread(arena, path);
    struct FileBytes bytes = {NULL, 0, NULL};
    if (whole) {
        g_free(folder_path);
        g_free(name);
        folder_path = g_path_get_dirname(whole);
        name = g_path_get_basename(whole);
    }
    int folder = open(folder_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0 || !whole)
        diag(diags, SG_FILE_MISSING, span_at(unread, 0, 0), "%s", "");
    else
        file_read(arena, folder, name, unread, LIMIT_ATTACHMENT_BYTES, LIMIT_ATTACHMENT_BYTES, diags, &bytes);
    if (folder >= 0)
        close(folder);
    free(whole);
    g_free(folder_path);
    g_free(name);
    return bytes.bytes ? source_new(arena, path, bytes.bytes, bytes.size) : NULL;
}

/* The name of a format that is known by its first bytes, and that is no text; NULL: none of them. */
static const char *foreign_format(const struct Source *bytes)
{
    static const struct {
        const char *begin, *name;
    } formats[] = {{"%PDF-", "PDF"},        {"{\\rtf", "RTF"},    {"\x89PNG", "PNG"},
                   {"\xFF\xD8\xFF", "JPEG"}, {"\x1F\x8B", "gzip"}, {"7z\xBC", "7z"}};
    for (size_t i = 0; i < G_N_ELEMENTS(formats); i++) {
        size_t length = strlen(formats[i].begin);
        if (bytes->length >= length && memcmp(bytes->bytes, formats[i].begin, length) == 0)
            return formats[i].name;
    }
    return NULL;
}

struct Source *read_text(struct Arena *arena, const struct Source *bytes, struct Diags *diags)
{
    if (bytes->length > LIMIT_FILE_BYTES) {
        diag(diags, SG_FILE_LARGE, span_at(bytes, 0, 0), "%zu bytes, at most %u", bytes->length, LIMIT_FILE_BYTES);
        return NULL;
    }
    const char *format = foreign_format(bytes);
    if (format) {
        diag(diags, SG_NOT_TEXT, span_at(bytes, 0, 0), "%s", format);
        return NULL;
    }
    size_t from = text_after_mark(bytes);
    char *copy = arena_strndup(arena, bytes->bytes + from, bytes->length - from);
    struct Source *text = source_new(arena, bytes->path, copy, bytes->length - from);
    for (size_t i = 0; i < text->length; i++)
        if (copy[i] == '\f' || (copy[i] == '\r' && (i + 1 == text->length || copy[i + 1] != '\n')))
            copy[i] = '\n';
    if (!text_check_source(text, false, diags))
        return NULL;
    if (!text->length) {
        diag(diags, SG_FILE_EMPTY, span_at(text, 0, 0), "%s", "");
        return NULL;
    }
    return text;
}
