#include "infer/grams.h"

#include <stdbool.h>
#include <stdlib.h>

#include <glib.h>

#include "base/arena.h"

enum { LETTERS = 4 };

static int compare(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static uint32_t hash(const gunichar *letters, size_t count)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < count; i++)
        h = (h ^ letters[i]) * 16777619u;
    return h;
}

static bool is_han(gunichar c)
{
    return c >= 0x3400 && c <= 0x9FFF;
}

struct Grams grams_of(struct Arena *arena, const char *text)
{
    size_t length = (size_t)g_utf8_strlen(text, -1), letters = 0;
    gunichar *folded = g_new(gunichar, length + 1);
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c))
            folded[letters++] = g_unichar_tolower(c); /* "web page" is "webpage" */
    }
    struct Grams grams = {ARENA_ARRAY(arena, uint32_t, letters), 0};
    for (size_t i = 0; i < letters; i++) {
        size_t size = is_han(folded[i]) ? 2 : LETTERS;
        if (i + size <= letters)
            grams.items[grams.count++] = hash(folded + i, size);
    }
    g_free(folded);
    if (grams.count)
        qsort(grams.items, grams.count, sizeof *grams.items, compare);
    size_t kept = 0;
    for (size_t i = 0; i < grams.count; i++)
        if (!kept || grams.items[kept - 1] != grams.items[i])
            grams.items[kept++] = grams.items[i];
    grams.count = kept;
    return grams;
}

static size_t shared(const struct Grams *a, const struct Grams *b)
{
    size_t i = 0, j = 0, count = 0;
    while (i < a->count && j < b->count) {
        if (a->items[i] == b->items[j]) {
            count++;
            i++;
            j++;
        } else if (a->items[i] < b->items[j]) {
            i++;
        } else {
            j++;
        }
    }
    return count;
}

int grams_alike(const struct Grams *a, const struct Grams *b)
{
    size_t both = shared(a, b), all = a->count + b->count - both;
    return all ? (int)(1000 * both / all) : 0;
}
