#include "draw/figures.h"

#include <math.h>
#include <string.h>

#include <glib.h>
#include <librsvg/rsvg.h>
#include <qrencode.h>

#include "base/diag.h"
#include "base/late.h"
#include "draw/code39.h"

/* What is asked of librsvg. */
struct Rsvg {
    __typeof__(&rsvg_handle_new_from_data) rsvg_handle_new_from_data;
    __typeof__(&rsvg_handle_render_document) rsvg_handle_render_document;
};

struct Figures {
    struct Rsvg rsvg;
    RsvgHandle *artwork; /* NULL: the neutral mark */
    GByteArray *bars;    /* NULL: none */
    unsigned bar_modules;
    QRcode *qr; /* NULL: none */
};

/* Artwork is parsed from memory without a base, so that it can draw in no other file. */
static RsvgHandle *artwork_open(struct Rsvg *rsvg, const struct Source *emblem, struct Diags *diags)
{
    const struct LateSymbol symbols[] = {LATE(rsvg, rsvg_handle_new_from_data), LATE(rsvg, rsvg_handle_render_document)};
    GError *error = NULL;
    char *complaint;
    RsvgHandle *handle = NULL;
    if (late_open("librsvg-2.so.2", symbols, G_N_ELEMENTS(symbols), &complaint))
        handle = rsvg->rsvg_handle_new_from_data((const guint8 *)emblem->bytes, emblem->length, &error);
    if (!handle)
        diag(diags, SG_EMBLEM_UNREADABLE, span_at(emblem, 0, 0), "%s", error ? error->message : complaint ? complaint : "");
    g_clear_error(&error);
    g_free(complaint);
    return handle;
}

struct Figures *figures_new(const struct Report *report, struct Diags *diags)
{
    struct Figures *figures = g_new0(struct Figures, 1);
    if (report->emblem)
        figures->artwork = artwork_open(&figures->rsvg, report->emblem, diags);
    if (report->barcode) {
        figures->bars = code39_encode(report->barcode, &figures->bar_modules);
        if (!figures->bars)
            diag(diags, SG_BARCODE_SIGN, SPAN_NONE, "\"%s\"", report->barcode);
    }
    if (report->qr) {
        figures->qr = QRcode_encodeString8bit(report->qr, 0, QR_ECLEVEL_M);
        if (!figures->qr)
            diag(diags, SG_QR_TOO_LONG, SPAN_NONE, "%zu bytes", strlen(report->qr));
    }
    return figures;
}

void figures_free(struct Figures *figures)
{
    g_clear_object(&figures->artwork);
    if (figures->bars)
        g_byte_array_unref(figures->bars);
    if (figures->qr)
        QRcode_free(figures->qr);
    g_free(figures);
}

/* The neutral mark in a square of side 1: a sheet with lines of text in a ring. */
static void paint_neutral_mark(cairo_t *cr)
{
    static const double lines[] = {0.32, 0.43, 0.54, 0.65};
    cairo_set_line_width(cr, 0.04);
    cairo_arc(cr, 0.5, 0.5, 0.48, 0, 2 * G_PI);
    cairo_stroke(cr);
    cairo_rectangle(cr, 0.3, 0.2, 0.4, 0.6);
    cairo_stroke(cr);
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        cairo_move_to(cr, 0.38, lines[i]);
        cairo_line_to(cr, i + 1 < G_N_ELEMENTS(lines) ? 0.62 : 0.52, lines[i]);
    }
    cairo_stroke(cr);
}

/* Three arrows that follow each other round a circle, in a square of side 1. */
static void paint_recycle_mark(cairo_t *cr)
{
    const double third = 2 * G_PI / 3, radius = 0.36;
    cairo_set_line_width(cr, 0.1);
    for (int i = 0; i < 3; i++) {
        double start = -G_PI / 2 + i * third, end = start + third * 0.62;
        cairo_arc(cr, 0.5, 0.5, radius, start, end);
        cairo_stroke(cr);
        double tip = end + 0.45;
        cairo_move_to(cr, 0.5 + (radius - 0.13) * cos(end), 0.5 + (radius - 0.13) * sin(end));
        cairo_line_to(cr, 0.5 + (radius + 0.13) * cos(end), 0.5 + (radius + 0.13) * sin(end));
        cairo_line_to(cr, 0.5 + radius * cos(tip), 0.5 + radius * sin(tip));
        cairo_close_path(cr);
        cairo_fill(cr);
    }
}

/* Paints in the largest square in the middle of the box. */
static void paint_in_square(cairo_t *cr, double width, double height, void (*paint)(cairo_t *cr))
{
    double side = MIN(width, height);
    cairo_translate(cr, (width - side) / 2, (height - side) / 2);
    cairo_scale(cr, side, side);
    paint(cr);
}

static bool is_dark(const QRcode *qr, const bool *done, int row, int from, int to)
{
    for (int column = from; column < to; column++)
        if (!(qr->data[row * qr->width + column] & 1) || done[row * qr->width + column])
            return false;
    return true;
}

/* Dark modules that touch are one rectangle, as wide and then as high as they allow: no seams, fewer bytes. */
static void qr_cells(const QRcode *qr, GArray *cells)
{
    bool *done = g_new0(bool, (gsize)qr->width * (gsize)qr->width);
    for (int row = 0; row < qr->width; row++)
        for (int start = 0; start < qr->width; start++) {
            int end = start, below = row + 1;
            while (end < qr->width && is_dark(qr, done, row, end, end + 1))
                end++;
            if (end == start)
                continue;
            while (below < qr->width && is_dark(qr, done, below, start, end))
                below++;
            for (int covered = row; covered < below; covered++)
                memset(done + covered * qr->width + start, true, (size_t)(end - start) * sizeof *done);
            struct GridCell cell = {start, row, end - start, below - row};
            g_array_append_val(cells, cell);
        }
    g_free(done);
}

static void bar_cells(const GByteArray *bars, GArray *cells)
{
    int x = 0;
    for (guint i = 0; i < bars->len; i++) {
        struct GridCell cell = {x, 0, bars->data[i], 1};
        if (i % 2 == 0)
            g_array_append_val(cells, cell);
        x += bars->data[i];
    }
}

bool figure_is_grid(enum Figure figure)
{
    return figure == FIGURE_BARCODE || figure == FIGURE_QR;
}

struct Grid figures_grid(const struct Figures *figures, enum Figure figure)
{
    struct Grid grid = {.cells = g_array_new(FALSE, FALSE, sizeof(struct GridCell)), .columns = 1, .rows = 1};
    if (figure == FIGURE_QR && figures->qr) {
        grid.columns = grid.rows = figures->qr->width;
        qr_cells(figures->qr, grid.cells);
    } else if (figure == FIGURE_BARCODE && figures->bars) {
        grid.columns = (int)figures->bar_modules;
        bar_cells(figures->bars, grid.cells);
    }
    return grid;
}

void figures_paint(const struct Figures *figures, cairo_t *cr, enum Figure figure, double width, double height)
{
    RsvgRectangle box = {0, 0, width, height};
    cairo_save(cr);
    if (figure == FIGURE_RECYCLE)
        paint_in_square(cr, width, height, paint_recycle_mark);
    else if (!figures->artwork || !figures->rsvg.rsvg_handle_render_document(figures->artwork, cr, &box, NULL))
        paint_in_square(cr, width, height, paint_neutral_mark);
    cairo_restore(cr);
}
