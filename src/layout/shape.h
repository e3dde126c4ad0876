/* Words as glyphs: each distinct word of a face is shaped once and kept.
 *
 * Words are always shaped alone, never as part of a run, so that a cached word and a fresh one are the same
 * (kerning with a space is given up for it). One cache belongs to one thread. */
#ifndef SG_LAYOUT_SHAPE_H
#define SG_LAYOUT_SHAPE_H

#include "layout/faces.h"

/* A shape in a look, alone or with the space after it; one look follows another. */
struct LookSetting {
    struct Setting setting;
    unsigned look;
    bool spaced;
    struct LookSetting *next;
};

/* In the looks asked for so far. */
struct ShapeSettings {
    struct LookSetting *first;
};

struct ShapeGlyph {
    uint16_t id;
    int16_t advance, x, y; /* in units of the face; x, y: offsets, y upwards */
};

struct Shape {
    uint32_t hash;
    uint16_t length, glyph_count, cluster_count;
    uint8_t face; /* id */
    uint8_t flags;
    int32_t advance;                 /* of the whole, in units */
    const char *key;                 /* the text in logical order */
    const char *text;                /* in the order of the clusters */
    const struct ShapeGlyph *glyphs; /* visual order */
    const struct Cluster *clusters;
    uint16_t tracked; /* clusters that tracking adds to: those with an advance */
    bool missing;     /* a glyph is not in the face */
    struct ShapeSettings *settings;
};

enum ShapeFlags { SHAPE_RTL = 1, SHAPE_NO_KERN = 2 };

struct ShapeCache;

/* Owned by the caller. */
struct ShapeCache *shape_cache_new(void);
void shape_cache_free(struct ShapeCache *cache);
/* A word of at most 65,535 bytes in one face and direction. Owned by the cache. */
const struct Shape *shape_word(struct ShapeCache *cache, const struct OpenFace *face, unsigned flags,
                               const char *text, size_t length);

#endif
