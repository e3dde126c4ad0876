#include "draw/draw.h"

#include <math.h>

#include <cairo.h>

#include "base/diag.h"
#include "draw/paint.h"

static cairo_status_t append_bytes(void *closure, const unsigned char *data, unsigned length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static GByteArray *surface_bytes(cairo_surface_t *surface, int page, struct Diags *diags)
{
    GByteArray *bytes = g_byte_array_new();
    cairo_status_t status = cairo_surface_write_to_png_stream(surface, append_bytes, bytes);
    if (status == CAIRO_STATUS_SUCCESS)
        return bytes;
    diag(diags, SG_PAGE_NOT_DRAWN, SPAN_NONE, "page %d: %s", page, cairo_status_to_string(status));
    g_byte_array_unref(bytes);
    return NULL;
}

GByteArray *draw_png(const struct Pages *pages, const struct Report *report, const struct Style *style, size_t page,
                     double resolution, struct Diags *diags)
{
    (void)style;
    GByteArray *bytes = NULL;
    struct Painter painter;
    if (painter_begin(&painter, pages, report, diags)) {
        double scale = resolution / 72;
        int width = (int)ceil(length_points(pages->width) * scale), height = (int)ceil(length_points(pages->height) * scale);
        cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
        painter.cr = cairo_create(surface);
        cairo_set_source_rgb(painter.cr, 1, 1, 1);
        cairo_paint(painter.cr);
        cairo_set_source_rgb(painter.cr, 0, 0, 0);
        cairo_scale(painter.cr, scale, scale);
        if (painter_paint(&painter, &pages->pages[page], diags))
            bytes = surface_bytes(surface, pages->pages[page].number, diags);
        cairo_destroy(painter.cr);
        cairo_surface_destroy(surface);
    }
    painter_end(&painter);
    return bytes;
}
