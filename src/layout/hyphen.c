#include "layout/hyphen.h"

#include <hyphen.h>
#include <string.h>

#include "layout/fit.h"

enum { LEAST_LETTERS = 5, LEAST_BEFORE = 2, LEAST_AFTER = 3 };

/* Dictionaries opened, and what they said of each word, which is asked for once. */
struct Hyphens {
    GHashTable *dictionaries; /* language -> HyphenDict *; NULL: none */
    GHashTable *words;        /* struct Shape * -> GByteArray of offsets */
};

static void dictionary_free(void *dictionary)
{
    if (dictionary != NULL)
        hnj_hyphen_free(dictionary);
}

static void points_free(void *points)
{
    g_byte_array_unref(points);
}

void hyphen_free(struct Setter *setter)
{
    struct Hyphens *hyphens = setter->dictionaries;
    if (hyphens == NULL)
        return;
    g_hash_table_destroy(hyphens->dictionaries);
    g_hash_table_destroy(hyphens->words);
    g_free(hyphens);
}

static HyphenDict *dictionary_of(struct Setter *setter, struct Hyphens *hyphens, const char *lang)
{
    void *found;
    if (g_hash_table_lookup_extended(hyphens->dictionaries, lang, NULL, &found))
        return found;
    HyphenDict *dictionary = NULL;
    for (size_t i = 0; i < setter->style->dictionary_count && dictionary == NULL; i++)
        if (strncmp(setter->style->dictionaries[i].lang, lang, 2) == 0)
            dictionary = hnj_hyphen_load(setter->style->dictionaries[i].file);
    if (dictionary == NULL) {
        struct Finding finding = {SG_NO_DICTIONARY, SPAN_NONE, g_strdup(lang)};
        g_array_append_val(setter->findings, finding);
    }
    g_hash_table_insert(hyphens->dictionaries, g_strdup(lang), dictionary);
    return dictionary;
}

/* Byte offsets in the word after which a hyphen may stand. */
static void points_find(HyphenDict *dictionary, const char *word, size_t length, GByteArray *points)
{
    char *lower = g_utf8_strdown(word, (gssize)length);
    char *text = dictionary->utf8 ? g_strdup(lower)
                                  : g_convert(lower, -1, dictionary->cset, "UTF-8", NULL, NULL, NULL);
    glong letters = g_utf8_strlen(lower, -1);
    if (text != NULL && strlen(lower) == length) {
        size_t size = strlen(text);
        char *marks = g_malloc0(size + 5), **replaced = NULL;
        int *positions = NULL, *cuts = NULL;
        hnj_hyphen_hyphenate3(dictionary, text, (int)size, marks, NULL, &replaced, &positions, &cuts,
                              LEAST_BEFORE, LEAST_AFTER, LEAST_BEFORE, LEAST_AFTER);
        const char *at = word;
        for (glong i = 0; i < letters; i++) {
            at = g_utf8_next_char(at);
            bool replaces = replaced != NULL && replaced[i] != NULL;
            guint8 offset = (guint8)(at - word);
            if ((marks[i] & 1) != 0 && !replaces && i + 1 >= LEAST_BEFORE && letters - i - 1 >= LEAST_AFTER)
                g_byte_array_append(points, &offset, 1);
        }
        for (size_t i = 0; replaced != NULL && i < size; i++)
            free(replaced[i]);
        free(replaced);
        free(positions);
        free(cuts);
        g_free(marks);
    }
    g_free(text);
    g_free(lower);
}

/* Letters at the start of the word: what a comma or bracket after it leaves. */
static size_t letters_length(const char *word, size_t length)
{
    const char *at = word;
    while (at < word + length && g_unichar_isalpha(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    for (const char *rest = at; rest < word + length; rest = g_utf8_next_char(rest))
        if (g_unichar_isalnum(g_utf8_get_char(rest)) || *rest == '-')
            return 0;
    return (size_t)(at - word);
}

void hyphen_breaks(struct Setter *setter, guint index, const char *lang, Length width, Length stretch,
                   Length shrink)
{
    const struct Seg *seg = &g_array_index(setter->segs, struct Seg, index);
    const struct Shape *shape = seg->shape;
    const struct Look *look = setter_look(setter, seg->look);
    if (shape->length < LEAST_LETTERS || shape->length > UINT8_MAX || look->raise != 0)
        return;
    struct Hyphens *hyphens = setter->dictionaries;
    if (hyphens == NULL) {
        hyphens = setter->dictionaries = g_new0(struct Hyphens, 1);
        hyphens->dictionaries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, dictionary_free);
        hyphens->words = g_hash_table_new_full(NULL, NULL, NULL, points_free);
    }
    HyphenDict *dictionary = dictionary_of(setter, hyphens, lang);
    if (dictionary == NULL)
        return;
    GByteArray *points = g_hash_table_lookup(hyphens->words, shape);
    if (points == NULL) {
        points = g_byte_array_new();
        size_t length = letters_length(shape->key, shape->length);
        if (length >= LEAST_LETTERS)
            points_find(dictionary, shape->key, length, points);
        g_hash_table_insert(hyphens->words, (void *)(uintptr_t)shape, points);
    }
    int64_t units = 0;
    int tracked = 0;
    unsigned bytes = 0, glyph = 0, point = 0;
    for (unsigned c = 0; c < shape->cluster_count && point < points->len; c++) {
        for (unsigned g = 0; g < shape->clusters[c].glyphs; g++, glyph++) {
            units += shape->glyphs[glyph].advance;
            tracked += shape->glyphs[glyph].advance != 0;
        }
        bytes += shape->clusters[c].bytes;
        while (point < points->len && points->data[point] < bytes)
            point++; /* inside a ligature */
        if (point == points->len || points->data[point] != bytes)
            continue;
        struct FitBreak cut = {
            index,   (uint16_t)bytes, true,   true,  (int16_t)setter->style->lines->hyphen_penalty, 0, 0,
            stretch, stretch,         shrink, shrink};
        cut.next = width + look_length(look, units, tracked);
        cut.end = cut.next + look_length(look, look->face->hyphen_advance, 1);
        g_array_append_val(setter->breaks, cut);
    }
}
