/* Input files in memory, and places in them.
 *
 * A Span is a range of bytes of one Source; line and column are worked out when a message needs them.
 * Lines end with LF, CR LF or CR; columns count code points from 1. */
#ifndef SG_BASE_SOURCE_H
#define SG_BASE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct Arena;

struct Source {
    const char *path; /* as shown in messages: the folder as given on the command line, "/", the name inside it */
    const char *name; /* the same wherever the folder stands: the name inside it; where there is no folder, path */
    const char *bytes;
    size_t length;
    uint32_t *line_starts; /* byte offset of each line; made at the first use */
    size_t line_count;
};

struct Span {
    const struct Source *source; /* NULL: no place (generated, or the command line) */
    uint32_t start, end;         /* bytes, end exclusive */
};

struct Place {
    size_t line, column; /* from 1; 0, 0 without a place */
};

#define SPAN_NONE ((struct Span){NULL, 0, 0})

/* Borrows bytes, which must outlive the arena; copies path. */
struct Source *source_new(struct Arena *arena, const char *path, const char *bytes, size_t length);
/* A source without content: for messages on a file that could not be read. */
struct Source *source_new_unread(struct Arena *arena, const char *path);

struct Span span_at(const struct Source *source, size_t start, size_t end);
struct Place span_place(struct Span span);
struct Place span_end_place(struct Span span);
/* The bytes of the line that holds the start of the span, without its end of line; *length is set. Borrowed. */
const char *span_line(struct Span span, size_t *length);

/* `text` was decoded from the bytes of the span, white space folded: the place of its bytes from..to among them. The same
 * occurrence of the same words is looked for; the whole span when it is not found. */
struct Span span_words(struct Span span, const char *text, size_t from, size_t to);

#endif
