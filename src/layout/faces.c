#include "layout/faces.h"

#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/sha256.h"

enum { STYLES = 4, SCRIPTS = 256 };

struct Faces {
    struct Arena *arena; /* its own: other threads allocate in the arenas of their results */
    const struct FaceList *list;
    struct Diags *diags;
    signed char family_of_script[SCRIPTS]; /* -1: none */
    struct OpenFace **open;                /* families * STYLES; read without the lock once set */
    GMutex lock;
    bool failed;
};

static void faces_end(void *object)
{
    struct Faces *faces = object;
    g_mutex_clear(&faces->lock);
    arena_free(faces->arena);
}

static void font_end(void *object)
{
    hb_font_destroy(object);
}

struct Faces *faces_new(struct Arena *arena, const struct FaceList *list, struct Diags *diags)
{
    struct Faces *faces = ARENA_NEW(arena, struct Faces);
    faces->arena = arena_new();
    faces->list = list;
    faces->diags = diags;
    faces->open = ARENA_ARRAY(faces->arena, struct OpenFace *, list->family_count * STYLES);
    memset(faces->family_of_script, -1, sizeof faces->family_of_script);
    for (size_t f = list->family_count; f-- > 0;)
        for (size_t s = 0; s < list->families[f].script_count; s++) {
            const char *tag = list->families[f].scripts[s];
            uint32_t code = 0;
            for (size_t i = 0; i < 4 && tag[i] != '\0'; i++)
                code = code << 8 | (uint8_t)tag[i];
            int script = (int)g_unicode_script_from_iso15924(code);
            if (script >= 0 && script < SCRIPTS)
                faces->family_of_script[script] = (signed char)f;
        }
    g_mutex_init(&faces->lock);
    arena_defer(arena, faces_end, faces);
    return faces;
}

/* The listed file of a style; slanted or bold styles that a family lacks are set by the next simpler one. */
static const char *style_listed(const struct FaceList *list, const char *family, bool bold, bool italic)
{
    static const char *const names[STYLES] = {"Regular", "Bold", "Italic", "Bold Italic"};
    const int order[] = {(bold ? 1 : 0) + (italic ? 2 : 0), bold ? 1 : 0, 0};
    for (size_t o = 0; o < sizeof order / sizeof *order; o++)
        for (size_t i = 0; i < list->file_count; i++)
            if (strcmp(list->files[i].family, family) == 0 &&
                strcmp(list->files[i].style, names[order[o]]) == 0)
                return names[order[o]];
    return NULL;
}

/* The blob of the first row whose file is there with the right checksum. */
static hb_blob_t *face_find(struct Faces *faces, const char *family, const char *style,
                            const struct FaceFile **found)
{
    const struct FaceFile *missing = NULL, *changed = NULL;
    for (size_t i = 0; i < faces->list->file_count; i++) {
        const struct FaceFile *file = &faces->list->files[i];
        if (strcmp(file->family, family) != 0 || strcmp(file->style, style) != 0)
            continue;
        hb_blob_t *blob = hb_blob_create_from_file_or_fail(file->file);
        if (blob == NULL) {
            missing = missing != NULL ? missing : file;
            continue;
        }
        unsigned length;
        const char *bytes = hb_blob_get_data(blob, &length);
        char sum[SHA256_HEX];
        sha256_of(bytes, length, sum);
        bool same = strcmp(sum, file->sha256) == 0;
        if (same) {
            *found = file;
            return blob;
        }
        hb_blob_destroy(blob);
        changed = file;
    }
    if (changed != NULL)
        diag(faces->diags, SG_FACE_CHANGED, changed->span, "%s, package %s %s", changed->file,
             changed->package, changed->version);
    else if (missing != NULL)
        diag(faces->diags, SG_FACE_MISSING, missing->span, "%s %s: install the package %s", family, style,
             missing->package);
    else
        diag(faces->diags, SG_FACE_MISSING, SPAN_NONE, "%s has no listed file", family);
    return NULL;
}

static uint16_t glyph_of(hb_font_t *font, hb_codepoint_t character)
{
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(font, character, &glyph);
    return (uint16_t)glyph;
}

static struct OpenFace *face_open(struct Faces *faces, int index, bool bold, bool italic)
{
    const struct Family *family = &faces->list->families[index];
    struct OpenFace *open = ARENA_NEW(faces->arena, struct OpenFace);
    const char *style = style_listed(faces->list, family->name, bold, italic);
    const struct FaceFile *file = NULL;
    hb_blob_t *blob = face_find(faces, family->name, style != NULL ? style : "Regular", &file);
    open->id = index * STYLES + (bold ? 1 : 0) + (italic ? 2 : 0);
    open->family = family;
    if (blob == NULL) {
        faces->failed = true;
        open->font = hb_font_get_empty();
        open->units = 1000;
        return open;
    }
    hb_face_t *face = hb_face_create(blob, (unsigned)file->index);
    hb_face_make_immutable(face);
    open->units = (int)hb_face_get_upem(face);
    open->font = hb_font_create(face);
    hb_font_set_scale(open->font, open->units, open->units);
    hb_font_make_immutable(open->font);
    open->space = glyph_of(open->font, ' ');
    open->space_advance = hb_font_get_glyph_h_advance(open->font, open->space);
    open->hyphen = glyph_of(open->font, '-');
    open->hyphen_advance = hb_font_get_glyph_h_advance(open->font, open->hyphen);
    open->face = (struct Face){file->family, file->style,   file->file,   file->index,
                               file->sha256, file->package, file->version};
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    arena_defer(faces->arena, font_end, open->font);
    open->rtl = faces->family_of_script[G_UNICODE_SCRIPT_ARABIC] == index;
    open->han = faces->family_of_script[G_UNICODE_SCRIPT_HAN] == index;
    return open;
}

const struct OpenFace *faces_open(struct Faces *faces, int family, bool bold, bool italic)
{
    struct OpenFace **slot = &faces->open[family * STYLES + (bold ? 1 : 0) + (italic ? 2 : 0)];
    struct OpenFace *open = g_atomic_pointer_get(slot);
    if (open != NULL)
        return open;
    g_mutex_lock(&faces->lock);
    if (*slot == NULL) {
        open = face_open(faces, family, bold, italic);
        g_atomic_pointer_set(slot, open);
    }
    open = *slot;
    g_mutex_unlock(&faces->lock);
    return open;
}

bool faces_failed(const struct Faces *faces)
{
    return faces->failed;
}

static bool family_covers(struct Faces *faces, int family, uint32_t character)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(faces_open(faces, family, false, false)->font, character, &glyph) != 0;
}

/* Characters that no face needs: the shaper makes nothing of them. */
static bool character_is_ignored(uint32_t character)
{
    GUnicodeType type = g_unichar_type(character);
    return type == G_UNICODE_FORMAT || type == G_UNICODE_CONTROL || character == 0xAD;
}

int faces_family(struct Faces *faces, uint32_t character, int before)
{
    int wanted = before;
    GUnicodeScript script = g_unichar_get_script(character);
    if (script > G_UNICODE_SCRIPT_INHERITED && (int)script < SCRIPTS && faces->family_of_script[script] >= 0)
        wanted = faces->family_of_script[script];
    else if (character >= 0x600 && character < 0x700 && script == G_UNICODE_SCRIPT_COMMON)
        wanted = MAX(faces->family_of_script[G_UNICODE_SCRIPT_ARABIC], 0);
    else if ((character >= 0x3000 && character < 0x3040) || (character >= 0xFF00 && character < 0xFFF0))
        wanted = MAX(faces->family_of_script[G_UNICODE_SCRIPT_HAN], 0);
    if (character_is_ignored(character) || family_covers(faces, wanted, character))
        return wanted;
    for (int f = 0; f < (int)faces->list->family_count; f++)
        if (f != wanted && family_covers(faces, f, character))
            return f;
    return -1;
}

int faces_family_of_language(const struct Faces *faces, const char *lang)
{
    for (size_t f = 0; f < faces->list->family_count; f++) {
        const struct Family *family = &faces->list->families[f];
        for (size_t i = 0; i < family->language_count; i++) {
            size_t length = strlen(family->languages[i]);
            if (strncmp(lang, family->languages[i], length) == 0 && !g_ascii_isalpha(lang[length]))
                return (int)f;
        }
    }
    return 0;
}

bool faces_language_turns(const struct Faces *faces, const char *lang)
{
    return faces->family_of_script[G_UNICODE_SCRIPT_ARABIC] == faces_family_of_language(faces, lang);
}

bool faces_language_is_han(const struct Faces *faces, const char *lang)
{
    return faces->family_of_script[G_UNICODE_SCRIPT_HAN] == faces_family_of_language(faces, lang);
}

struct Face *faces_used(struct Faces *faces, struct Arena *arena, size_t *count, int **index_of_id)
{
    size_t all = faces->list->family_count * STYLES;
    struct Face *used = ARENA_ARRAY(arena, struct Face, all);
    *index_of_id = ARENA_ARRAY(arena, int, all);
    *count = 0;
    for (size_t i = 0; i < all; i++) {
        (*index_of_id)[i] = -1;
        if (faces->open[i] == NULL)
            continue;
        size_t same = 0; /* a style set by a simpler one is the same file */
        while (same < *count && (strcmp(used[same].file, faces->open[i]->face.file) != 0 ||
                                 used[same].index != faces->open[i]->face.index))
            same++;
        if (same == *count)
            used[(*count)++] = faces->open[i]->face;
        (*index_of_id)[i] = (int)same;
    }
    return used;
}
