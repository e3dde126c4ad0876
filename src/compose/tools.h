/* ICU objects of one language, shared by the files that make words. */
#ifndef SG_COMPOSE_TOOLS_H
#define SG_COMPOSE_TOOLS_H

#include <glib.h>

#include <unicode/ucol.h>
#include <unicode/udat.h>
#include <unicode/ulistformatter.h>
#include <unicode/unum.h>

#include "compose/compose_int.h"

enum { STAND_IN = 0xE000 }; /* private-use characters from here on stand for values while ICU works */

struct Tools {
    UCollator *collator;
    UListFormatter *list;
    UNumberFormat *cardinal;
    UDateFormat *months;
    GHashTable *compiled; /* key of the pattern -> struct Compiled of words.c */
    GRegex **nobreak;
    bool *needs_digit; /* of each: it matches nothing without a figure */
    size_t nobreak_count;
    int depth; /* of patterns within patterns */
};

/* g_free() the result. */
UChar *to_utf16(const char *text, int32_t *length);
/* Owned by the arena. */
char *to_utf8(struct Arena *arena, const UChar *text, int32_t length);
/* Ends a struct Compiled. */
void compiled_free(void *compiled);

#endif
