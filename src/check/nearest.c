#include "check/nearest.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"

enum { LONGEST = 120 };

static size_t code_points(const char *text, gunichar *out)
{
    size_t n = 0;
    for (const char *p = text; *p && n < LONGEST; p = g_utf8_next_char(p))
        out[n++] = g_unichar_tolower(g_utf8_get_char(p));
    return n;
}

size_t nearest_distance(const char *a, const char *b, size_t limit)
{
    gunichar first[LONGEST], second[LONGEST];
    size_t n = code_points(a, first), m = code_points(b, second);
    if ((n > m ? n - m : m - n) > limit)
        return limit + 1;
    size_t rows[3][LONGEST + 1];
    size_t *before = rows[0], *above = rows[1], *row = rows[2];
    for (size_t j = 0; j <= m; j++)
        above[j] = j;
    for (size_t i = 1; i <= n; i++) {
        row[0] = i;
        size_t least = i;
        for (size_t j = 1; j <= m; j++) {
            size_t cost = first[i - 1] != second[j - 1];
            row[j] = MIN(MIN(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
            if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                row[j] = MIN(row[j], before[j - 2] + 1);
            least = MIN(least, row[j]);
        }
        if (least > limit)
            return limit + 1;
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[m];
}

void nearest_start(struct Nearest *nearest, struct Arena *arena, const char *wanted)
{
    *nearest = (struct Nearest){.arena = arena, .wanted = wanted};
}

void nearest_offer(struct Nearest *nearest, const char *candidate, const char *shown)
{
    const size_t most = sizeof nearest->best / sizeof *nearest->best;
    size_t limit = MAX((size_t)1, MIN((size_t)6, (size_t)g_utf8_strlen(nearest->wanted, -1) / 3));
    size_t distance = nearest_distance(nearest->wanted, candidate, limit);
    if (distance > limit)
        return;
    const char *name = shown ? shown : candidate;
    for (size_t i = 0; i < nearest->count; i++)
        if (strcmp(nearest->best[i].name, name) == 0)
            return;
    size_t at = nearest->count;
    while (at > 0 && nearest->best[at - 1].distance > distance)
        at--;
    if (at == most)
        return;
    if (nearest->count < most)
        nearest->count++;
    for (size_t i = nearest->count - 1; i > at; i--)
        nearest->best[i] = nearest->best[i - 1];
    nearest->best[at].name = name;
    nearest->best[at].distance = distance;
}

const char *nearest_words(const struct Nearest *nearest)
{
    if (!nearest->count)
        return "";
    GString *words = g_string_new(" (did you mean ");
    for (size_t i = 0; i < nearest->count; i++)
        g_string_append_printf(words, "%s\"%s\"", i == 0 ? "" : i + 1 < nearest->count ? ", " : " or ",
                               nearest->best[i].name);
    g_string_append(words, "?)");
    const char *result = arena_strdup(nearest->arena, words->str);
    g_string_free(words, TRUE);
    return result;
}
