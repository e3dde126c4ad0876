#include "draw/artwork.h"

#include <cairo-pdf.h>

#include "base/diag.h"

struct Drawn {
    enum Figure figure;
    Length width, height;
};

/* The PDF as it comes. Cairo forgets write errors, so they are kept here. */
struct Artwork {
    const struct Figures *figures;
    GArray *drawn; /* of struct Drawn, by page */
    cairo_surface_t *surface;
    cairo_t *cr;
    GByteArray *bytes;
    bool failed;
};

struct Artwork *artwork_new(const struct Figures *figures)
{
    struct Artwork *artwork = g_new0(struct Artwork, 1);
    artwork->figures = figures;
    artwork->drawn = g_array_new(FALSE, FALSE, sizeof(struct Drawn));
    artwork->bytes = g_byte_array_new();
    return artwork;
}

void artwork_free(struct Artwork *artwork)
{
    if (artwork->cr)
        cairo_destroy(artwork->cr);
    if (artwork->surface)
        cairo_surface_destroy(artwork->surface);
    if (artwork->bytes)
        g_byte_array_unref(artwork->bytes);
    g_array_unref(artwork->drawn);
    g_free(artwork);
}

static cairo_status_t keep_bytes(void *closure, const unsigned char *data, unsigned length)
{
    struct Artwork *artwork = closure;
    if (artwork->failed || length > G_MAXINT32 - artwork->bytes->len) {
        artwork->failed = true;
        return CAIRO_STATUS_WRITE_ERROR;
    }
    g_byte_array_append(artwork->bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

/* Without a date of its own Cairo takes the clock's; this one is never seen. */
static void open_surface(struct Artwork *artwork)
{
    artwork->surface = cairo_pdf_surface_create_for_stream(keep_bytes, artwork, 1, 1);
    cairo_pdf_surface_restrict_to_version(artwork->surface, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(artwork->surface, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01T00:00:00Z");
    artwork->cr = cairo_create(artwork->surface);
}

int artwork_number(struct Artwork *artwork, const struct PageFigure *figure)
{
    for (guint i = 0; i < artwork->drawn->len; i++) {
        const struct Drawn *drawn = &g_array_index(artwork->drawn, struct Drawn, i);
        if (drawn->figure == figure->figure && drawn->width == figure->width && drawn->height == figure->height)
            return (int)i;
    }
    if (!artwork->surface)
        open_surface(artwork);
    double width = length_points(figure->width), height = length_points(figure->height);
    cairo_pdf_surface_set_size(artwork->surface, width, height);
    figures_paint(artwork->figures, artwork->cr, figure->figure, width, height);
    cairo_show_page(artwork->cr);
    struct Drawn drawn = {figure->figure, figure->width, figure->height};
    g_array_append_val(artwork->drawn, drawn);
    return (int)artwork->drawn->len - 1;
}

bool artwork_finish(struct Artwork *artwork, GByteArray **pdf, struct Diags *diags)
{
    *pdf = NULL;
    if (!artwork->surface)
        return true;
    cairo_status_t status = cairo_status(artwork->cr);
    cairo_surface_finish(artwork->surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = artwork->failed ? CAIRO_STATUS_WRITE_ERROR : cairo_surface_status(artwork->surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        diag(diags, SG_PAGE_NOT_DRAWN, SPAN_NONE, "artwork: %s", cairo_status_to_string(status));
        return false;
    }
    *pdf = artwork->bytes;
    artwork->bytes = NULL;
    return true;
}
