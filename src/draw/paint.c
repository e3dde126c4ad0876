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
    painter->text = g_string_new(NULL);
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
    g_string_free(painter->text, TRUE);
}

static bool same_font(const struct GlyphRun *a, const struct GlyphRun *b)
{
    return a->face == b->face && a->size == b->size && a->hscale == b->hscale;
}

static void collect_run(struct Painter *painter, const struct GlyphRun *run)
{
    for (uint32_t i = 0; i < run->glyph_count; i++) {
        cairo_glyph_t glyph = {run->glyphs[i].id, length_points(run->x + run->glyphs[i].x),
                               length_points(run->y + run->glyphs[i].y)};
        g_array_append_val(painter->glyphs, glyph);
    }
    for (uint32_t i = 0; i < run->cluster_count; i++) {
        cairo_text_cluster_t cluster = {run_cluster(run, i).bytes, run_cluster(run, i).glyphs};
        g_array_append_val(painter->clusters, cluster);
    }
    g_string_append_len(painter->text, run->text, run->text_length);
}

/* The glyphs go out with the text they show, cluster by cluster: without it nothing could be searched or copied. Runs of
 * one font go out together, over lines: each call costs Cairo as much as a dozen glyphs. */
static void paint_runs(struct Painter *painter, const struct GlyphRun *runs, size_t count)
{
    cairo_matrix_t device;
    cairo_get_matrix(painter->cr, &device);
    for (size_t i = 0; i < count; i++) {
        collect_run(painter, &runs[i]);
        if (i + 1 < count && same_font(&runs[i], &runs[i + 1]))
            continue;
        cairo_set_scaled_font(painter->cr, fonts_scaled(painter->fonts, &runs[i], &device));
        cairo_show_text_glyphs(painter->cr, painter->text->str, (int)painter->text->len,
                               (const cairo_glyph_t *)(const void *)painter->glyphs->data, (int)painter->glyphs->len,
                               (const cairo_text_cluster_t *)(const void *)painter->clusters->data,
                               (int)painter->clusters->len, 0);
        g_array_set_size(painter->glyphs, 0);
        g_array_set_size(painter->clusters, 0);
        g_string_truncate(painter->text, 0);
    }
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
        paint_runs(painter, page->runs + stretch->first, stretch->count);
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
