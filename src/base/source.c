#include "base/source.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"

struct Source *source_new(struct Arena *arena, const char *path, const char *bytes, size_t length)
{
    struct Source *source = ARENA_NEW(arena, struct Source);
    source->path = source->name = arena_strdup(arena, path);
    source->bytes = bytes;
    source->length = length;

    size_t lines = 1;
    for (size_t i = 0; i < length; i++)
        lines += bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == length || bytes[i + 1] != '\n'));
    source->line_starts = ARENA_ARRAY(arena, uint32_t, lines);
    source->line_count = 1;
    for (size_t i = 0; i < length; i++)
        if (bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == length || bytes[i + 1] != '\n')))
            source->line_starts[source->line_count++] = (uint32_t)i + 1;
    return source;
}

struct Source *source_new_unread(struct Arena *arena, const char *path)
{
    return source_new(arena, path, "", 0);
}

struct Span span_at(const struct Source *source, size_t start, size_t end)
{
    size_t length = source->length;
    start = MIN(start, length);
    end = CLAMP(end, start, length);
    return (struct Span){source, (uint32_t)start, (uint32_t)end};
}

/* Index of the line that holds the byte. */
static size_t line_index(const struct Source *source, uint32_t offset)
{
    size_t low = 0, high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static struct Place place_of(const struct Source *source, uint32_t offset)
{
    if (!source)
        return (struct Place){0, 0};
    size_t line = line_index(source, offset);
    size_t column = 1;
    uint32_t start = source->line_starts[line];
    if (line == 0 && source->length >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0)
        start = 3; /* editors do not count the byte order mark */
    for (uint32_t i = start; i < offset; i++)
        column += ((unsigned char)source->bytes[i] & 0xC0) != 0x80;
    return (struct Place){line + 1, column};
}

struct Place span_place(struct Span span)
{
    return place_of(span.source, span.start);
}

struct Place span_end_place(struct Span span)
{
    return place_of(span.source, span.end);
}

const char *span_line(struct Span span, size_t *length)
{
    size_t line = line_index(span.source, span.start);
    const char *start = span.source->bytes + span.source->line_starts[line];
    size_t left = span.source->length - span.source->line_starts[line];
    size_t n = 0;
    while (n < left && start[n] != '\n' && start[n] != '\r')
        n++;
    if (line == 0 && n >= 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0) {
        start += 3;
        n -= 3;
    }
    *length = n;
    return start;
}

/* Length of `wanted` where it stands at the beginning of `source`, any white space for a space; 0: it does not. */
static size_t stands_at(const char *source, size_t left, const char *wanted, size_t length)
{
    size_t s = 0;
    for (size_t w = 0; w < length; w++) {
        if (wanted[w] == ' ') {
            size_t white = s;
            while (white < left && strchr(" \t\r\n", source[white]))
                white++;
            if (white == s)
                return 0;
            s = white;
        } else if (s < left && source[s] == wanted[w]) {
            s++;
        } else {
            return 0;
        }
    }
    return s;
}

struct Span span_words(struct Span span, const char *text, size_t from, size_t to)
{
    const char *wanted = text + from;
    size_t length = to - from, before = 0;
    if (!span.source || !length)
        return span;
    for (const char *p = text; p < wanted; p++)
        before += *p == *wanted && strncmp(p, wanted, length) == 0;
    const char *source = span.source->bytes + span.start;
    for (size_t i = 0; i + span.start < span.end; i++) {
        if (source[i] != *wanted && *wanted != ' ')
            continue;
        size_t found = stands_at(source + i, span.end - span.start - i, wanted, length);
        if (found && before-- == 0)
            return span_at(span.source, span.start + i, span.start + i + found);
    }
    return span;
}
