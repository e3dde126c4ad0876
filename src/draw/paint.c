#include "draw/paint.h"

#include "base/diag.h"
#include "model/stretch.h"

bool painter_begin(struct Painter *painter, const struct Pages *pages, const struct Report *report, struct Diags *diags)
{
    *painter = (struct Painter){.pages = pages, .report = report};
    painter->figures = figures_new(report, diags);
    painter->stretches = g_array_new(FALSE, FALSE, sizeof(struct Stretch));
    painter->glyphs = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t));
    painter->clusters = g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t));
    painter->fonts = fonts_open(pages, diags);
    return painter->fonts != NULL;
}

void painter_end(struct Painter *painter)
{
    if (painter->fonts)
        fonts_free(painter->fonts);
    figures_free(painter->figures);
    g_array_unref(painter->stretches);
    g_array_unref(painter->glyphs);
    g_array_unref(painter->clusters);
}

/* The glyphs go out with the text they show, cluster by cluster: without it nothing could be searched or copied. */
static void paint_run(struct Painter *painter, const struct GlyphRun *run)
{
    cairo_matrix_t device;
    cairo_get_matrix(painter->cr, &device);
    cairo_set_scaled_font(painter->cr, fonts_scaled(painter->fonts, run, &device));
    g_array_set_size(painter->glyphs, run->glyph_count);
    cairo_glyph_t *glyphs = (cairo_glyph_t *)(void *)painter->glyphs->data;
    for (uint32_t i = 0; i < run->glyph_count; i++)
        glyphs[i] = (cairo_glyph_t){run->glyphs[i].id, length_points(run->x + run->glyphs[i].x),
                                    length_points(run->y + run->glyphs[i].y)};
    g_array_set_size(painter->clusters, run->cluster_count);
    cairo_text_cluster_t *clusters = (cairo_text_cluster_t *)(void *)painter->clusters->data;
    for (uint32_t i = 0; i < run->cluster_count; i++)
        clusters[i] = (cairo_text_cluster_t){run->clusters[i].bytes, run->clusters[i].glyphs};
    cairo_show_text_glyphs(painter->cr, run->text, (int)run->text_length, glyphs, (int)run->glyph_count, clusters,
                           (int)run->cluster_count, 0);
}

static void paint_stretch(struct Painter *painter, const struct Page *page, const struct Stretch *stretch)
{
    size_t end = stretch->first + stretch->count;
    switch (stretch->kind) {
    case STRETCH_RULES:
        for (size_t i = stretch->first; i < end; i++)
            cairo_rectangle(painter->cr, length_points(page->rules[i].x), length_points(page->rules[i].y),
                            length_points(page->rules[i].width), length_points(page->rules[i].height));
        cairo_fill(painter->cr);
        break;
    case STRETCH_FIGURE:
        figures_paint(painter->figures, painter->cr, &page->figures[stretch->first]);
        break;
    case STRETCH_RUNS:
        for (size_t i = stretch->first; i < end; i++)
            paint_run(painter, &page->runs[i]);
        break;
    }
}

bool painter_paint(struct Painter *painter, const struct Page *page, struct Diags *diags)
{
    page_stretches(page, painter->report, painter->stretches);
    for (guint i = 0; i < painter->stretches->len; i++) {
        if (painter->markers)
            cairo_tag_begin(painter->cr, "Span", NULL);
        paint_stretch(painter, page, &g_array_index(painter->stretches, struct Stretch, i));
        if (painter->markers)
            cairo_tag_end(painter->cr, "Span");
    }
    /* Cairo drops every mark after its first error and says nothing at the end: it is asked after each page. */
    cairo_status_t status = cairo_status(painter->cr);
    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    diag(diags, SG_PAGE_NOT_DRAWN, SPAN_NONE, "page %d: %s", page->number, cairo_status_to_string(status));
    return false;
}
