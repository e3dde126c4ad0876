#include "model/original.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"

const struct Original *originals_find(const struct Originals *originals, const char *file)
{
    for (size_t i = 0; i < originals->count; i++)
        if (!strcmp(originals->items[i].file, file))
            return &originals->items[i];
    return NULL;
}

/* ---- Folding ---- */

static bool is_dropped(gunichar c)
{
    return g_unichar_isspace(c) || c == 0xAD || c == 0x200B || c == 0xFEFF || c == '\f' ||
           g_unichar_type(c) == G_UNICODE_DASH_PUNCTUATION || g_unichar_type(c) == G_UNICODE_FORMAT;
}

static gunichar alike(gunichar c)
{
    switch (c) {
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x60: case 0xB4: case 0x2BC:
        return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0x2033: case 0xAB: case 0xBB:
        return '"';
    default:
        return g_unichar_tolower(c);
    }
}

/* Calls for each byte that is kept of the text, with the place it comes from. */
static void fold(const char *text, size_t length, void keep(char byte, size_t place, void *data), void *data)
{
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
        gsize count = g_unichar_fully_decompose(g_utf8_get_char(p), TRUE, parts, G_N_ELEMENTS(parts));
        for (gsize i = 0; i < count; i++) {
            char bytes[6];
            if (is_dropped(parts[i]))
                continue;
            int size = g_unichar_to_utf8(alike(parts[i]), bytes);
            for (int b = 0; b < size; b++)
                keep(bytes[b], (size_t)(p - text), data);
        }
    }
}

static void count_byte(char byte, size_t place, void *data)
{
    (void)byte;
    (void)place;
    ++*(size_t *)data;
}

static void keep_byte(char byte, size_t place, void *data)
{
    struct Original *o = data;
    o->folded[o->folded_length] = byte;
    o->places[o->folded_length++] = (uint32_t)place;
}

static void append_byte(char byte, size_t place, void *data)
{
    (void)place;
    g_string_append_c(data, byte);
}

void original_fold(struct Arena *arena, struct Original *original)
{
    size_t size = 0;
    if (!original->text)
        return;
    fold(original->text->bytes, original->text->length, count_byte, &size);
    original->folded = arena_alloc(arena, size + 1);
    original->places = ARENA_ARRAY(arena, uint32_t, size + 1);
    original->folded_length = 0;
    fold(original->text->bytes, original->text->length, keep_byte, original);
}

/* ---- Finding ---- */

int original_page(const struct Original *original, size_t place)
{
    int page = 1;
    if (!original->pages)
        return 0;
    for (size_t i = 0; i < place; i++)
        page += original->text->bytes[i] == '\f';
    return page;
}

/* The parts of a quotation between its ellipses, folded; owned by the caller. */
static GPtrArray *parts_of(const char *quote)
{
    GPtrArray *parts = g_ptr_array_new_with_free_func(g_free);
    GRegex *ellipsis = g_regex_new("[\\[(]?(?:…|\\.{3})[\\])]?", 0, 0, NULL);
    char **pieces = g_regex_split(ellipsis, quote, 0);
    for (char **piece = pieces; *piece; piece++) {
        GString *folded = g_string_new(NULL);
        fold(*piece, strlen(*piece), append_byte, folded);
        if (folded->len)
            g_ptr_array_add(parts, g_string_free(folded, FALSE));
        else
            g_string_free(folded, TRUE);
    }
    g_strfreev(pieces);
    g_regex_unref(ellipsis);
    return parts;
}

/* The end of the last part, when all stand in order and the first begins at `start`; 0: they do not. */
static size_t follow(const struct Original *o, const GPtrArray *parts, size_t start)
{
    size_t at = start;
    for (guint i = 0; i < parts->len; i++) {
        const char *part = parts->pdata[i], *found = memmem(o->folded + at, o->folded_length - at, part, strlen(part));
        if (!found)
            return 0;
        at = (size_t)(found - o->folded) + strlen(part);
    }
    return at;
}

bool original_find(const struct Original *original, const char *quote, int page, size_t *from, size_t *to)
{
    GPtrArray *parts = parts_of(quote);
    size_t end = 0;
    for (size_t at = 0; parts->len && original->folded && at < original->folded_length; at++) {
        const char *first = memmem(original->folded + at, original->folded_length - at, parts->pdata[0], strlen(parts->pdata[0]));
        if (!first)
            break;
        at = (size_t)(first - original->folded);
        *from = original->places[at];
        if (page && original->pages && original_page(original, *from) != page)
            continue;
        end = follow(original, parts, at);
        break; /* parts that do not follow here do not follow later */
    }
    g_ptr_array_free(parts, TRUE);
    if (end)
        *to = (size_t)(g_utf8_next_char(original->text->bytes + original->places[end - 1]) - original->text->bytes);
    return end != 0;
}
