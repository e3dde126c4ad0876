#include "layout/shape.h"

#include <glib.h>
#include <string.h>

#include "base/arena.h"

struct ShapeCache {
    struct Arena *arena;
    struct Shape **slots;
    size_t size, used; /* size: a power of two */
    hb_buffer_t *buffer;
};

struct ShapeCache *shape_cache_new(void)
{
    struct ShapeCache *cache = g_new0(struct ShapeCache, 1);
    cache->arena = arena_new();
    cache->size = 1024;
    cache->slots = g_new0(struct Shape *, cache->size);
    cache->buffer = hb_buffer_create();
    return cache;
}

void shape_cache_free(struct ShapeCache *cache)
{
    if (cache == NULL)
        return;
    hb_buffer_destroy(cache->buffer);
    g_free(cache->slots);
    arena_free(cache->arena);
    g_free(cache);
}

static uint32_t key_hash(const char *text, size_t length, unsigned seed)
{
    uint64_t hash = 0x9E3779B97F4A7C15u ^ seed;
    for (; length >= 8; text += 8, length -= 8) {
        uint64_t part;
        memcpy(&part, text, 8);
        hash = (hash ^ part) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
    }
    uint64_t part = 0;
    memcpy(&part, text, length);
    hash = (hash ^ part ^ ((uint64_t)length << 56)) * 0xD6E8FEB86659FD93u;
    return (uint32_t)(hash ^ hash >> 32);
}

static void cache_grow(struct ShapeCache *cache)
{
    size_t size = cache->size * 2;
    struct Shape **slots = g_new0(struct Shape *, size);
    for (size_t i = 0; i < cache->size; i++) {
        if (cache->slots[i] == NULL)
            continue;
        size_t at = cache->slots[i]->hash & (size - 1);
        while (slots[at] != NULL)
            at = (at + 1) & (size - 1);
        slots[at] = cache->slots[i];
    }
    g_free(cache->slots);
    cache->slots = slots;
    cache->size = size;
}

/* The script by which the shaper chooses its rules: of the first character that has one, else of the face. */
static hb_script_t word_script(const struct OpenFace *face, const char *text, size_t length)
{
    for (const char *c = text; c < text + length; c = g_utf8_next_char(c)) {
        GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(c));
        if (script > G_UNICODE_SCRIPT_INHERITED)
            return hb_script_from_iso15924_tag(g_unicode_script_to_iso15924(script));
    }
    return face->rtl ? HB_SCRIPT_ARABIC : face->han ? HB_SCRIPT_HAN : HB_SCRIPT_LATIN;
}

/* U+2011 and U+2010 are set by the glyph of the hyphen on the keyboard, which every face has. */
static void buffer_fill(hb_buffer_t *buffer, const char *text, size_t length)
{
    hb_buffer_clear_contents(buffer);
    for (const char *c = text; c < text + length; c = g_utf8_next_char(c)) {
        uint32_t character = g_utf8_get_char(c);
        if (character == 0x2011 || character == 0x2010)
            character = '-';
        hb_buffer_add(buffer, character, (unsigned)(c - text));
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
}

/* Clusters in visual order, each with its bytes; the text is copied in that order for right-to-left words. */
static void shape_clusters(struct Arena *arena, struct Shape *shape, const hb_glyph_info_t *infos)
{
    bool rtl = (shape->flags & SHAPE_RTL) != 0;
    size_t n = shape->glyph_count;
    struct Cluster *clusters = ARENA_ARRAY(arena, struct Cluster, n);
    char *text = rtl ? arena_alloc(arena, (size_t)shape->length + 1) : NULL;
    size_t count = 0, written = 0;
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && infos[end].cluster == infos[i].cluster;)
            end++;
        size_t from = infos[i].cluster, to;
        if (rtl)
            to = i == 0 ? shape->length : infos[i - 1].cluster;
        else
            to = end == n ? shape->length : infos[end].cluster;
        clusters[count++] = (struct Cluster){(uint16_t)(to - from), (uint16_t)(end - i)};
        if (rtl)
            memcpy(text + written, shape->key + from, to - from);
        written += to - from;
    }
    shape->clusters = clusters;
    shape->cluster_count = (uint16_t)count;
    shape->text = rtl ? text : shape->key;
}

static struct Shape *shape_make(struct ShapeCache *cache, const struct OpenFace *face, unsigned flags,
                                const char *text, size_t length)
{
    static const hb_feature_t no_kern = {HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START,
                                         HB_FEATURE_GLOBAL_END};
    hb_buffer_t *buffer = cache->buffer;
    buffer_fill(buffer, text, length);
    hb_buffer_set_direction(buffer, (flags & SHAPE_RTL) != 0 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, word_script(face, text, length));
    hb_buffer_set_language(buffer, hb_language_from_string(face->rtl ? "ar" : face->han ? "zh" : "en", 2));
    hb_shape(face->font, buffer, &no_kern, (flags & SHAPE_NO_KERN) != 0 ? 1 : 0);
    unsigned n;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &n);
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, NULL);
    struct Shape *shape = ARENA_NEW(cache->arena, struct Shape);
    struct ShapeGlyph *glyphs = ARENA_ARRAY(cache->arena, struct ShapeGlyph, n);
    shape->length = (uint16_t)length;
    shape->face = (uint8_t)face->id;
    shape->flags = (uint8_t)flags;
    shape->key = arena_strndup(cache->arena, text, length);
    shape->glyph_count = (uint16_t)n;
    for (unsigned i = 0; i < n; i++) {
        glyphs[i] = (struct ShapeGlyph){(uint16_t)infos[i].codepoint, (int16_t)places[i].x_advance,
                                        (int16_t)places[i].x_offset, (int16_t)places[i].y_offset};
        shape->advance += places[i].x_advance;
        if (places[i].x_advance != 0)
            shape->tracked++;
        if (infos[i].codepoint == 0)
            shape->missing = true;
    }
    shape->glyphs = glyphs;
    shape_clusters(cache->arena, shape, infos);
    shape->settings = ARENA_NEW(cache->arena, struct ShapeSettings);
    return shape;
}

const struct Shape *shape_word(struct ShapeCache *cache, const struct OpenFace *face, unsigned flags,
                               const char *text, size_t length)
{
    uint32_t hash = key_hash(text, length, (unsigned)face->id << 8 | flags);
    size_t at = hash & (cache->size - 1);
    for (; cache->slots[at] != NULL; at = (at + 1) & (cache->size - 1)) {
        const struct Shape *shape = cache->slots[at];
        if (shape->hash == hash && shape->length == length && shape->face == face->id &&
            shape->flags == flags && memcmp(shape->key, text, length) == 0)
            return shape;
    }
    struct Shape *shape = shape_make(cache, face, flags, text, length);
    shape->hash = hash;
    cache->slots[at] = shape;
    if (++cache->used * 2 > cache->size)
        cache_grow(cache);
    return shape;
}
