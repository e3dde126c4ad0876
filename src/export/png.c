#include "export/export.h"

#include <math.h>
#include <stdbool.h>

#include <poppler.h>

#include "base/diag.h"

static cairo_status_t append_bytes(void *closure, const unsigned char *data, unsigned length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t write_picture(PopplerPage *page, double resolution, GByteArray *png)
{
    double width, height, scale = resolution / 72;
    poppler_page_get_size(page, &width, &height);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(width * scale), (int)ceil(height * scale));
    cairo_t *cr = cairo_create(surface);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, scale, scale);
    poppler_page_render(page, cr);
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_write_to_png_stream(surface, append_bytes, png);
    cairo_surface_destroy(surface);
    return status;
}

GByteArray *export_png(const GByteArray *pdf, size_t page, double resolution, struct Diags *diags)
{
    GError *error = NULL;
    GBytes *bytes = g_bytes_new_static(pdf->data, pdf->len);
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, &error);
    bool there = document && page < (size_t)poppler_document_get_n_pages(document);
    PopplerPage *of = there ? poppler_document_get_page(document, (int)page) : NULL;
    GByteArray *png = g_byte_array_new();
    cairo_status_t status = of ? write_picture(of, resolution, png) : CAIRO_STATUS_INVALID_INDEX;
    if (status != CAIRO_STATUS_SUCCESS) {
        diag(diags, SG_NO_PICTURE, SPAN_NONE, "page %zu: %s", page + 1, error ? error->message : cairo_status_to_string(status));
        g_byte_array_unref(png);
        png = NULL;
    }
    g_clear_error(&error);
    g_clear_object(&of);
    g_clear_object(&document);
    g_bytes_unref(bytes);
    return png;
}
