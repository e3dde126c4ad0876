/* Paragraphs that are nearly the same: coordinated text, or a file copied twice.
 *
 * Two paragraphs are alike when they share more than four fifths of their runs of four characters. Comparing each with
 * each takes the square of their number, so each is first hashed once into 256 slots that keep their least hash, and
 * these are folded into 64: equal slots estimate the share. Of the 64, slots taken four by four are keys; only paragraphs
 * with a key in common are compared, first by a byte of each of the 64, then by the 256, and in earnest only when these
 * judge it likely. A pair of four fifths misses all 16 keys once in five thousand times, and is judged unlikely once in
 * twenty; a pair of nine tenths never. Ceilings on the size of a bucket and on comparisons keep a consultation of formulas
 * from taking the square of its paragraphs after all. */
#include "check/lint.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"

enum { FINE = 256, SLOTS = 64, ROWS = 4, BANDS = SLOTS / ROWS, LEAST_CHARACTERS = 200, BUCKET = 8, MOST_COMPARED = 8, GRAM = 4 };

struct Paragraph {
    uint8_t bytes[SLOTS]; /* of the slots */
    const struct Paragraph *judged; /* the last one it was held against */
    uint32_t slots[SLOTS], fine[FINE];
    const char *text;
    const struct Submission *submission;
    const struct Content *content;
    uint32_t *grams; /* sorted; NULL until needed */
    size_t gram_count;
};

struct Alike {
    struct Lint *lint;
    GPtrArray *paragraphs;
};

static uint32_t mix(uint64_t value)
{
    value *= UINT64_C(0x9E3779B97F4A7C15);
    value ^= value >> 32;
    value *= UINT64_C(0xD6E8FEB86659FD93);
    return (uint32_t)(value >> 32);
}

/* Calls for the hash of each run of four characters, case aside. */
static size_t each_gram(const char *text, void (*use)(uint32_t gram, void *data), void *data)
{
    uint64_t window = 0;
    size_t count = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p), count++) {
        gunichar c = (unsigned char)*p < 0x80 ? (gunichar)g_ascii_tolower(*p) : g_unichar_tolower(g_utf8_get_char(p));
        window = window << 16 | (c & 0xFFFF);
        if (count + 1 >= GRAM)
            use(mix(window), data);
    }
    return count;
}

static void into_slot(uint32_t gram, void *data)
{
    uint32_t *slot = &((struct Paragraph *)data)->fine[gram / (UINT32_MAX / FINE + 1)];
    *slot = MIN(*slot, gram);
}

static void fold(struct Paragraph *p)
{
    for (size_t i = 0; i < FINE; i++) {
        uint32_t *slot = &p->slots[i / (FINE / SLOTS)];
        *slot = MIN(*slot, p->fine[i]);
    }
    for (size_t i = 0; i < SLOTS; i++)
        p->bytes[i] = (uint8_t)p->slots[i];
}

struct Alike *alike_start(struct Lint *lint)
{
    struct Alike *alike = ARENA_NEW(lint->scratch, struct Alike);
    *alike = (struct Alike){lint, g_ptr_array_new()};
    return alike;
}

void alike_text(struct Alike *alike, const struct LintText *text)
{
    struct Arena *scratch = alike->lint->scratch;
    if (!text->paragraph || text->text->len < LEAST_CHARACTERS || alike->lint->off[SG_DUPLICATE_TEXT])
        return;
    struct Paragraph *p = ARENA_NEW(scratch, struct Paragraph);
    p->text = arena_strndup(scratch, text->text->str, text->text->len);
    p->submission = text->submission;
    p->content = text->content;
    memset(p->slots, 0xFF, sizeof p->slots);
    memset(p->fine, 0xFF, sizeof p->fine);
    each_gram(p->text, into_slot, p);
    fold(p);
    g_ptr_array_add(alike->paragraphs, p);
}

/* ---- In earnest ---- */

static void into_list(uint32_t gram, void *data)
{
    struct Paragraph *p = data;
    p->grams[p->gram_count++] = gram;
}

/* By bytes, the lowest first: ten times as fast here as comparing. */
static void sort_grams(uint32_t *grams, uint32_t *spare, size_t count)
{
    for (unsigned shift = 0; shift < 32; shift += 8) {
        size_t starts[257] = {0};
        for (size_t i = 0; i < count; i++)
            starts[(grams[i] >> shift & 0xFF) + 1]++;
        for (size_t i = 0; i < 256; i++)
            starts[i + 1] += starts[i];
        for (size_t i = 0; i < count; i++)
            spare[starts[grams[i] >> shift & 0xFF]++] = grams[i];
        uint32_t *sorted = spare;
        spare = grams;
        grams = sorted;
    }
}

static void list_grams(struct Alike *alike, struct Paragraph *p)
{
    if (p->grams)
        return;
    size_t most = strlen(p->text) + 1;
    p->grams = ARENA_ARRAY(alike->lint->scratch, uint32_t, most * 2);
    each_gram(p->text, into_list, p);
    sort_grams(p->grams, p->grams + most, p->gram_count);
    size_t n = 0;
    for (size_t i = 0; i < p->gram_count; i++)
        if (!n || p->grams[n - 1] != p->grams[i])
            p->grams[n++] = p->grams[i];
    p->gram_count = n;
}

/* Shared runs of all runs, in percent. */
static size_t share(struct Alike *alike, struct Paragraph *a, struct Paragraph *b)
{
    list_grams(alike, a);
    list_grams(alike, b);
    size_t i = 0, k = 0, both = 0;
    while (i < a->gram_count && k < b->gram_count) {
        both += a->grams[i] == b->grams[k];
        bool first = a->grams[i] <= b->grams[k], second = b->grams[k] <= a->grams[i];
        i += first;
        k += second;
    }
    size_t all = a->gram_count + b->gram_count - both;
    return all ? both * 100 / all : 0;
}

/* By a byte of each slot: one in 256 is equal by chance. */
static bool perhaps(const struct Paragraph *a, const struct Paragraph *b)
{
    size_t equal = 0;
    for (size_t i = 0; i < SLOTS; i++)
        equal += a->bytes[i] == b->bytes[i];
    return equal * 100 >= SLOTS * 68;
}

/* Slots that are empty in both say nothing. */
static bool likely(const struct Paragraph *a, const struct Paragraph *b)
{
    size_t equal = 0, empty = 0;
    for (size_t i = 0; i < FINE; i++) {
        equal += a->fine[i] == b->fine[i];
        empty += a->fine[i] == UINT32_MAX && b->fine[i] == UINT32_MAX;
    }
    return (equal - empty) * 100 >= (FINE - empty) * 76;
}

/* ---- All ---- */

static void report(struct Lint *lint, const struct Paragraph *earlier, const struct Paragraph *later, size_t percent)
{
    lint_say(lint, SG_DUPLICATE_TEXT, later->content->span, "%s and %s have %zu per cent in common", earlier->content->id,
             later->content->id, percent);
    if (!lint->off[SG_DUPLICATE_TEXT])
        diag_also(lint->checker.diags, earlier->content->span, "the paragraph it is like");
}

static uint64_t band_key(const struct Paragraph *p, size_t band)
{
    uint64_t key = band;
    for (size_t r = 0; r < ROWS; r++)
        key = (uint64_t)mix(key ^ p->slots[band * ROWS + r]) << 32 | mix(key + p->slots[band * ROWS + r] + 1);
    return key;
}

/* A correction says most of it again. */
static bool corrects(const struct Submission *a, const struct Submission *b)
{
    return a->respondent == b->respondent && a != b &&
           (a->relation == RELATION_CORRIGENDUM || b->relation == RELATION_CORRIGENDUM);
}

/* The first earlier paragraph that it is like: a text that came a hundred times is said once for
 * each copy. */
static void compare(struct Lint *lint, struct Alike *alike, GHashTable *bands, struct Paragraph *p)
{
    size_t compared = 0;
    bool found = false;
    for (size_t band = 0; band < BANDS; band++) {
        uint64_t *key = ARENA_NEW(alike->lint->scratch, uint64_t);
        *key = band_key(p, band);
        GPtrArray *bucket = g_hash_table_lookup(bands, key);
        for (guint i = 0; bucket && i < bucket->len && !found && compared < MOST_COMPARED; i++) {
            struct Paragraph *other = g_ptr_array_index(bucket, i);
            if (other->judged == p || !perhaps(other, p))
                continue;
            other->judged = p;
            if (!likely(other, p) || corrects(other->submission, p->submission))
                continue;
            compared++;
            size_t percent = share(alike, other, p);
            found = percent > 80;
            if (found)
                report(lint, other, p, percent);
        }
        if (!bucket) {
            bucket = g_ptr_array_new();
            g_hash_table_insert(bands, key, bucket);
        }
        if (bucket->len < BUCKET)
            g_ptr_array_add(bucket, p);
    }
}

static void free_bucket(void *bucket)
{
    g_ptr_array_unref(bucket);
}

void alike_end(struct Alike *alike)
{
    GHashTable *bands = g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, free_bucket);
    for (guint i = 0; i < alike->paragraphs->len; i++)
        compare(alike->lint, alike, bands, g_ptr_array_index(alike->paragraphs, i));
    g_hash_table_unref(bands);
    g_ptr_array_unref(alike->paragraphs);
}
