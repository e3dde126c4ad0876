#include "export/export.h"

#include <math.h>
#include <stdbool.h>

#include <poppler.h>

#include "base/diag.h"
#include "base/late.h"

/* What is asked of Poppler. */
struct Poppler {
    __typeof__(&poppler_document_new_from_bytes) poppler_document_new_from_bytes;
    __typeof__(&poppler_document_get_n_pages) poppler_document_get_n_pages;
    __typeof__(&poppler_document_get_page) poppler_document_get_page;
    __typeof__(&poppler_page_get_size) poppler_page_get_size;
    __typeof__(&poppler_page_render) poppler_page_render;
};

static bool poppler_open(struct Poppler *p, char **complaint)
{
    const struct LateSymbol symbols[] = {LATE(p, poppler_document_new_from_bytes), LATE(p, poppler_document_get_n_pages),
                                         LATE(p, poppler_document_get_page), LATE(p, poppler_page_get_size),
                                         LATE(p, poppler_page_render)};
    return late_open("libpoppler-glib.so.8", symbols, G_N_ELEMENTS(symbols), complaint);
}

static cairo_status_t append_bytes(void *closure, const unsigned char *data, unsigned length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t write_picture(const struct Poppler *p, PopplerPage *page, double resolution, GByteArray *png)
{
    double width, height, scale = resolution / 72;
    p->poppler_page_get_size(page, &width, &height);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(width * scale), (int)ceil(height * scale));
    cairo_t *cr = cairo_create(surface);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, scale, scale);
    p->poppler_page_render(page, cr);
    cairo_status_t status = cairo_status(cr);
    cairo_destroy(cr);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_write_to_png_stream(surface, append_bytes, png);
    cairo_surface_destroy(surface);
    return status;
}

GByteArray *export_png(const GByteArray *pdf, size_t page, double resolution, struct Diags *diags)
{
    struct Poppler p;
    char *complaint;
    GError *error = NULL;
    GBytes *bytes = g_bytes_new_static(pdf->data, pdf->len);
    PopplerDocument *document = poppler_open(&p, &complaint) ? p.poppler_document_new_from_bytes(bytes, NULL, &error) : NULL;
    bool there = document && page < (size_t)p.poppler_document_get_n_pages(document);
    PopplerPage *of = there ? p.poppler_document_get_page(document, (int)page) : NULL;
    GByteArray *png = g_byte_array_new();
    cairo_status_t status = of ? write_picture(&p, of, resolution, png) : CAIRO_STATUS_INVALID_INDEX;
    if (status != CAIRO_STATUS_SUCCESS) {
        diag(diags, SG_NO_PICTURE, SPAN_NONE, "page %zu: %s", page + 1,
             complaint ? complaint : error ? error->message : cairo_status_to_string(status));
        g_byte_array_unref(png);
        png = NULL;
    }
    g_free(complaint);
    g_clear_error(&error);
    g_clear_object(&of);
    g_clear_object(&document);
    g_bytes_unref(bytes);
    return png;
}
