/* Cairo keeps scaled fonts that nobody uses for later, and with them the faces of FreeType: a face therefore ends when
 * Cairo lets go of it, and holds on to its library until then. FreeType's own start (FT_Init_FreeType) asks the
 * environment for properties; the library is made by hand so that it does not. */
#include "draw/fonts.h"

#include <string.h>

#include <glib.h>
#include <cairo-ft.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MODULE_H

#include "base/diag.h"

struct ScaledKey {
    int face, hscale;
    Length size;
    double device_scale;
};

struct Fonts {
    cairo_font_face_t **faces;
    size_t face_count;
    GHashTable *scaled; /* struct ScaledKey -> cairo_scaled_font_t */
    struct ScaledKey last;
    cairo_scaled_font_t *last_font;
};

static void *memory_allocate(FT_Memory memory, long size)
{
    (void)memory;
    return g_malloc((gsize)size);
}

static void memory_free(FT_Memory memory, void *block)
{
    (void)memory;
    g_free(block);
}

static void *memory_resize(FT_Memory memory, long before, long size, void *block)
{
    (void)memory;
    (void)before;
    return g_realloc(block, (gsize)size);
}

static struct FT_MemoryRec_ memory_functions = {NULL, memory_allocate, memory_free, memory_resize};

static void face_end(void *data)
{
    FT_Face face = data;
    FT_Library library = face->glyph->library;
    FT_Done_Face(face);
    FT_Done_Library(library);
}

static cairo_font_face_t *face_open(FT_Library library, const struct Face *face)
{
    static const cairo_user_data_key_t key;
    FT_Face opened;
    if (FT_New_Face(library, face->file, face->index, &opened) != 0)
        return NULL;
    FT_Reference_Library(library);
    cairo_font_face_t *result = cairo_ft_font_face_create_for_ft_face(opened, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(result, &key, opened, face_end) != CAIRO_STATUS_SUCCESS)
        face_end(opened);
    return result;
}

static guint scaled_hash(const void *data)
{
    const struct ScaledKey *key = data;
    return (guint)key->face * 31u + (guint)key->size * 7u + (guint)key->hscale;
}

static gboolean scaled_equal(const void *a, const void *b)
{
    const struct ScaledKey *x = a, *y = b;
    return x->face == y->face && x->hscale == y->hscale && x->size == y->size &&
           !(x->device_scale < y->device_scale || x->device_scale > y->device_scale);
}

static void scaled_end(void *font)
{
    cairo_scaled_font_destroy(font);
}

struct Fonts *fonts_open(const struct Pages *pages, struct Diags *diags)
{
    FT_Library library;
    if (FT_New_Library(&memory_functions, &library) != 0)
        return NULL;
    FT_Add_Default_Modules(library);
    struct Fonts *fonts = g_new0(struct Fonts, 1);
    fonts->faces = g_new0(cairo_font_face_t *, pages->face_count);
    fonts->face_count = pages->face_count;
    fonts->scaled = g_hash_table_new_full(scaled_hash, scaled_equal, g_free, scaled_end);
    bool all = true;
    for (size_t i = 0; i < pages->face_count; i++) {
        fonts->faces[i] = face_open(library, &pages->faces[i]);
        if (fonts->faces[i])
            continue;
        diag(diags, SG_FACE_UNREADABLE, SPAN_NONE, "%s %s, \"%s\"", pages->faces[i].family, pages->faces[i].style,
             pages->faces[i].file);
        all = false;
    }
    FT_Done_Library(library);
    if (all)
        return fonts;
    fonts_free(fonts);
    return NULL;
}

void fonts_free(struct Fonts *fonts)
{
    g_hash_table_unref(fonts->scaled);
    for (size_t i = 0; i < fonts->face_count; i++)
        if (fonts->faces[i])
            cairo_font_face_destroy(fonts->faces[i]);
    g_free(fonts->faces);
    g_free(fonts);
}

static cairo_scaled_font_t *scaled_new(const struct Fonts *fonts, const struct GlyphRun *run,
                                       const cairo_matrix_t *device)
{
    double size = length_points(run->size);
    cairo_matrix_t matrix;
    cairo_matrix_init_scale(&matrix, size * run->hscale / 1000, size);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_scaled_font_t *font = cairo_scaled_font_create(fonts->faces[run->face], &matrix, device, options);
    cairo_font_options_destroy(options);
    return font;
}

cairo_scaled_font_t *fonts_scaled(struct Fonts *fonts, const struct GlyphRun *run, const cairo_matrix_t *device)
{
    struct ScaledKey key = {run->face, run->hscale, run->size, device->xx};
    if (fonts->last_font && scaled_equal(&key, &fonts->last))
        return fonts->last_font;
    cairo_scaled_font_t *font = g_hash_table_lookup(fonts->scaled, &key);
    if (!font) {
        font = scaled_new(fonts, run, device);
        g_hash_table_insert(fonts->scaled, g_memdup2(&key, sizeof key), font);
    }
    fonts->last = key;
    fonts->last_font = font;
    return font;
}
