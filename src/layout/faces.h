/* The faces of a layout: opened by the file that fonts/faces.yaml lists, checked against its checksum, and
 * nothing else.
 *
 * No font matching of the system takes part: a face is found by script, weight and slant in the list. So a
 * user's configuration, an installed font or a cache cannot change a page, no library starts a thread, and
 * the same opened face serves several threads (HarfBuzz objects made immutable may be shared). Rejected:
 * Pango's font maps, which may not be shared by threads, need fontconfig, and choose another font in silence
 * when a file fails to open. */
#ifndef SG_LAYOUT_FACES_H
#define SG_LAYOUT_FACES_H

#include <hb.h>

#include "model/style.h"

struct Arena;
struct Diags;
struct Faces;

/* A face in use. `id` is family * 4 + (bold ? 1 : 0) + (italic ? 2 : 0), the same in every run and thread. */
struct OpenFace {
    int id;
    int units;                         /* per em */
    uint16_t space, hyphen;            /* its glyphs for U+0020 and U+002D */
    int space_advance, hyphen_advance; /* in units */
    hb_font_t *font;                   /* scaled to units; immutable */
    bool rtl, han;                     /* sets Arabic; sets Chinese */
    const struct Family *family;
    struct Face face; /* as Pages tells it */
};

/* Owned by the arena. Messages about faces go to diags when a face is first asked for. */
struct Faces *faces_new(struct Arena *arena, const struct FaceList *list, struct Diags *diags);

/* Index of the family for a character: of its script; `before` for characters that belong to none
 * (punctuation, digits). When that family has no such glyph, the first that has; -1 when none has. */
int faces_family(struct Faces *faces, uint32_t character, int before);
/* Index of the family that sets the language. */
int faces_family_of_language(const struct Faces *faces, const char *lang);
/* Written from right to left; in Chinese characters. */
bool faces_language_turns(const struct Faces *faces, const char *lang);
bool faces_language_is_han(const struct Faces *faces, const char *lang);
/* Opened at the first request, from any thread. Never NULL; after a failure, an empty face. */
const struct OpenFace *faces_open(struct Faces *faces, int family, bool bold, bool italic);
/* A face could not be opened: a message was given. */
bool faces_failed(const struct Faces *faces);

/* The faces opened so far, in the order of the list, and for each id its index in that array (-1: not open).
 */
struct Face *faces_used(struct Faces *faces, struct Arena *arena, size_t *count, int **index_of_id);

#endif
