#include "draw/draw.h"

#include <cairo-pdf.h>

#include "base/diag.h"
#include "draw/paint.h"

/* The PDF as it comes. Cairo forgets write errors, so they are kept here. */
struct Sink {
    GByteArray *bytes;
    bool failed;
};

static cairo_status_t sink_write(void *closure, const unsigned char *data, unsigned length)
{
    struct Sink *sink = closure;
    if (sink->failed || length > G_MAXINT32 - sink->bytes->len) {
        sink->failed = true;
        return CAIRO_STATUS_WRITE_ERROR;
    }
    g_byte_array_append(sink->bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *surface_new(struct Sink *sink, const struct Pages *pages, const struct Report *report)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(sink_write, sink, length_points(pages->width),
                                                                   length_points(pages->height));
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    struct Date date = report->metadata.date;
    if (!date_given(date))
        date = (struct Date){1970, 1, 1};
    char text[40];
    g_snprintf(text, sizeof text, "%04d-%02d-%02dT00:00:00Z", date.year, date.month, date.day);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
    return surface;
}

static bool paint_pages(struct Painter *painter, const struct Pages *pages, struct Diags *diags)
{
    for (size_t i = 0; i < pages->page_count; i++) {
        if (!painter_paint(painter, &pages->pages[i], diags))
            return false;
        cairo_show_page(painter->cr);
    }
    return true;
}

GByteArray *draw_pdf(const struct Pages *pages, const struct Report *report, const struct Style *style,
                     struct Diags *diags)
{
    (void)style;
    struct Sink sink = {g_byte_array_new(), false};
    struct Painter painter;
    bool good = painter_begin(&painter, pages, report, diags);
    if (good) {
        cairo_surface_t *surface = surface_new(&sink, pages, report);
        painter.cr = cairo_create(surface);
        painter.markers = true;
        good = paint_pages(&painter, pages, diags);
        cairo_destroy(painter.cr);
        cairo_surface_finish(surface);
        cairo_status_t status = cairo_surface_status(surface);
        if (good && (sink.failed || status != CAIRO_STATUS_SUCCESS)) {
            diag(diags, SG_PAGE_NOT_DRAWN, SPAN_NONE, "%s",
                 cairo_status_to_string(sink.failed ? CAIRO_STATUS_WRITE_ERROR : status));
            good = false;
        }
        cairo_surface_destroy(surface);
    }
    painter_end(&painter);
    if (good)
        return sink.bytes;
    g_byte_array_unref(sink.bytes);
    return NULL;
}
