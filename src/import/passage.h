/* Running text as it came: words, with marks over stretches of them, each byte with its place in the source.
 *
 * A line break of the source is '\n' in the text; it counts as a space. A call of a note is one character,
 * CALL_CHARACTER, under a mark that holds its label, so that patterns see where calls stand. */
#ifndef SG_IMPORT_PASSAGE_H
#define SG_IMPORT_PASSAGE_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "base/source.h"

#define CALL_CHARACTER        "\xEF\xBF\xBC" /* U+FFFC */
#define CALL_CHARACTER_LENGTH 3

enum MarkKind { MARK_LINK, MARK_STRONG, MARK_EMPHASIS, MARK_CALL };

struct Mark {
    enum MarkKind kind;
    size_t start, end; /* bytes of the text */
    char *value;       /* address of a link, label of a call ("1", "**"); NULL. Owned by the passage */
};

struct Passage {
    GString *text;
    GArray *marks;  /* struct Mark; in order after passage_settle(), and nested */
    GArray *places; /* where bytes of the text stand in the source: the last at or before counts */
    const struct Source *source;
};

/* Owned by the caller (passage_free). */
struct Passage *passage_new(const struct Source *source);
void passage_free(struct Passage *passage);

/* Appends bytes that stand at `at` of the source, each for one byte. */
void passage_add(struct Passage *passage, const char *bytes, size_t length, size_t at);
/* Appends a call of a note; the label is copied. */
void passage_call(struct Passage *passage, const char *label, size_t length, size_t at);
/* A mark from `start` to the end of the text; nothing where that is empty. The value is copied. */
void passage_mark(struct Passage *passage, enum MarkKind kind, size_t start, const char *value, size_t length);
/* Appends all of `more` after a separator of one byte; '\0': none. */
void passage_join(struct Passage *passage, const struct Passage *more, char separator);
/* Puts the marks into order. */
void passage_settle(struct Passage *passage);

/* The place of bytes from..to of the text. */
struct Span passage_span(const struct Passage *passage, size_t from, size_t to);
/* The first call at or behind `from`; NULL when there is none before `to`. Borrowed. */
const struct Mark *passage_next_call(const struct Passage *passage, size_t from, size_t to);
/* Bytes from..to without calls, line breaks as spaces, each space once, none at the ends. Owned by the caller. */
char *passage_plain(const struct Passage *passage, size_t from, size_t to);

#endif
