/* Symbols of documents and numbers of resolutions found in running text. */
#ifndef SG_CHECK_SYMBOLS_H
#define SG_CHECK_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>

struct Arena;
struct Citations;

struct SymbolMatch {
    size_t start, end;  /* bytes of the text */
    const char *symbol; /* "A/RES/66/157"; in the arena */
};

/* The first symbol or number of a resolution at or after `from`. `words`: by which resolutions are cited; NULL: symbols only.
 * `series`: of a resolution whose body is not named. */
bool symbol_find(struct Arena *arena, const struct Citations *words, const char *text, size_t from, const char *series,
                 struct SymbolMatch *match);
/* Bytes of the symbol that `text` begins with; 0: none. */
size_t symbol_length(const char *text);
/* True when the text begins as symbols do: with an organ and a stroke. */
bool symbol_begins(const char *text);
/* True when the whole text is one symbol. */
bool symbol_is(const char *text);
/* True for the number of a resolution: "66/157", "1325 (2000)", "217 A (III)". */
bool symbol_is_resolution(const char *text);
/* The symbol of a resolution given by its number, "A/RES/66/157", or by its symbol. In the arena. */
const char *symbol_of_resolution(struct Arena *arena, const char *series, const char *number);

#endif
