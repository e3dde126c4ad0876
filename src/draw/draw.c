/* Text is written as operators of PDF here, since nothing else is fast enough: a page is a few thousand glyphs, and
 * HarfBuzz has placed them all. Each face becomes one composite font, cut to what the document uses; so the pages are
 * gone through twice, for the codes and for the operators. Artwork has outlines, gradients, pictures: Cairo draws it, in
 * a document of its own. */
#include "draw/draw.h"

#include "base/diag.h"
#include "base/share.h"
#include "draw/artwork.h"
#include "draw/codes.h"
#include "draw/operators.h"
#include "draw/subset.h"
#include "draw/text.h"
#include "model/stretch.h"

struct Drawer {
    const struct Pages *pages;
    const struct Report *report;
    struct Diags *diags;
    struct Drawing *drawing;
    struct Codes **codes; /* by face; NULL: not used */
    int *fonts;           /* by face */
    struct Figures *figures;
    struct Artwork *artwork;
};

/* Who writes pages, on a thread of its own. */
struct Hand {
    struct Drawer *drawer;
    struct TextWriter writer;
    GArray *stretches;
    GString *content; /* of the page at hand */
};

static struct Codes *face_codes(struct Drawer *drawer, int face)
{
    if (!drawer->codes[face]) {
        const struct Face *of = &drawer->pages->faces[face];
        uint32_t count = face_glyph_count(of);
        if (count == 0)
            diag(drawer->diags, SG_FACE_UNREADABLE, SPAN_NONE, "%s %s, \"%s\"", of->family, of->style, of->file);
        else
            drawer->codes[face] = codes_new(count, drawer->drawing->texts);
    }
    return drawer->codes[face];
}

static bool gather_setting(struct Codes *codes, const struct Setting *setting, const char **text)
{
    const struct Glyph *glyph = setting->glyphs;
    for (uint32_t c = 0; c < setting->cluster_count; c++) {
        struct Cluster cluster = setting_cluster(setting, c);
        unsigned length = cluster_code_text(cluster, *text);
        for (unsigned g = 0; g < cluster.glyphs; g++, glyph++)
            if (codes_add(codes, glyph->id, *text, length) < 0)
                return false;
        *text += cluster.bytes;
    }
    return true;
}

static bool gather_run(struct Drawer *drawer, const struct GlyphRun *run, int page)
{
    struct Codes *codes = face_codes(drawer, run->face);
    const char *text = run->text;
    for (uint32_t w = 0; codes && w < run->word_count; w++)
        if (!gather_setting(codes, run->words[w].setting, &text)) {
            diag(drawer->diags, SG_PAGE_NOT_DRAWN, SPAN_NONE, "page %d: a glyph of face %d", page, run->face);
            return false;
        }
    return codes != NULL;
}

/* The codes of all text; and all artwork is drawn, so that its numbers are settled. */
static bool gather_codes(struct Drawer *drawer)
{
    for (size_t p = 0; p < drawer->pages->page_count; p++) {
        const struct Page *page = &drawer->pages->pages[p];
        for (size_t i = 0; i < page->run_count; i++)
            if (!gather_run(drawer, &page->runs[i], page->number))
                return false;
        for (size_t i = 0; i < page->figure_count; i++)
            if (!figure_is_grid(page->figures[i].figure))
                artwork_number(drawer->artwork, &page->figures[i]);
    }
    return true;
}

static bool cut_fonts(struct Drawer *drawer)
{
    for (size_t i = 0; i < drawer->pages->face_count; i++) {
        struct Codes *codes = drawer->codes[i];
        if (!codes)
            continue;
        struct DrawnFont *font = g_new0(struct DrawnFont, 1);
        font->codes = g_array_new(FALSE, FALSE, sizeof(struct DrawnCode));
        font->glyphs = g_array_new(FALSE, FALSE, sizeof(struct DrawnGlyph));
        drawer->fonts[i] = (int)drawer->drawing->fonts->len;
        g_ptr_array_add(drawer->drawing->fonts, font);
        if (!codes_settle(codes) || !subset_face(&drawer->pages->faces[i], codes, font)) {
            diag(drawer->diags, SG_FACE_UNREADABLE, SPAN_NONE, "%s %s, \"%s\"", drawer->pages->faces[i].family,
                 drawer->pages->faces[i].style, drawer->pages->faces[i].file);
            return false;
        }
    }
    return true;
}

/* "x y " in points */
static void append_point(GString *out, Length x, Length y)
{
    append_decimal(out, length_hundredths(x), 2);
    g_string_append_c(out, ' ');
    append_decimal(out, length_hundredths(y), 2);
    g_string_append_c(out, ' ');
}

static void write_rules(struct Drawer *drawer, const struct PageRule *rules, size_t count, GString *out)
{
    for (size_t i = 0; i < count; i++) {
        append_point(out, rules[i].x, drawer->pages->height - rules[i].y - rules[i].height);
        append_point(out, rules[i].width, rules[i].height);
        g_string_append(out, "re\n");
    }
    g_string_append(out, "f\n");
}

/* The cells are counted in their own units, which the matrix makes lengths. */
static void write_grid(struct Drawer *drawer, const struct PageFigure *figure, const struct Grid *grid, GString *out)
{
    bool square = grid->columns == grid->rows;
    Length width = square ? MIN(figure->width, figure->height) : figure->width, height = square ? width : figure->height;
    g_string_append(out, "q ");
    append_decimal(out, (int64_t)width * 100000 / LENGTH_UNIT / grid->columns, 5);
    g_string_append(out, " 0 0 ");
    append_decimal(out, -((int64_t)height * 100000 / LENGTH_UNIT / grid->rows), 5);
    g_string_append_c(out, ' ');
    append_point(out, figure->x + (figure->width - width) / 2, drawer->pages->height - figure->y - (figure->height - height) / 2);
    g_string_append(out, "cm\n");
    for (guint i = 0; i < grid->cells->len; i++) {
        const struct GridCell *cell = &g_array_index(grid->cells, struct GridCell, i);
        g_string_append_printf(out, "%d %d %d %d re\n", cell->x, cell->y, cell->width, cell->height);
    }
    g_string_append(out, "f Q\n");
}

static void write_figure(struct Drawer *drawer, const struct PageFigure *figure, GString *out)
{
    if (figure_is_grid(figure->figure)) {
        struct Grid grid = figures_grid(drawer->figures, figure->figure);
        write_grid(drawer, figure, &grid, out);
        g_array_unref(grid.cells);
        return;
    }
    g_string_append(out, "q 1 0 0 1 ");
    append_point(out, figure->x, drawer->pages->height - figure->y - figure->height);
    g_string_append_printf(out, "cm /X%d Do Q\n", artwork_number(drawer->artwork, figure));
}

static void write_page(void *data, size_t index)
{
    struct Hand *hand = data;
    struct Drawer *drawer = hand->drawer;
    const struct Page *page = &drawer->pages->pages[index];
    struct DrawnPage *drawn = &g_array_index(drawer->drawing->pages, struct DrawnPage, (guint)index);
    GString *content = hand->content;
    g_string_truncate(content, 0);
    page_stretches(page, drawer->report, hand->stretches);
    text_new_page(&hand->writer, content);
    for (guint i = 0; i < hand->stretches->len; i++) {
        const struct Stretch *stretch = &g_array_index(hand->stretches, struct Stretch, i);
        switch (stretch->kind) {
        case STRETCH_RULES:
            write_rules(drawer, page->rules + stretch->first, stretch->count, content);
            break;
        case STRETCH_FIGURE:
            write_figure(drawer, &page->figures[stretch->first], content);
            break;
        case STRETCH_RUNS:
            text_write(&hand->writer, page->runs + stretch->first, stretch->count);
            break;
        }
        struct DrawnStretch written = {content->len, stretch->kind == STRETCH_RUNS};
        g_array_append_val(drawn->stretches, written);
    }
    drawn->content = g_memdup2(content->str, content->len);
    drawn->length = content->len;
}

static bool write_pages(struct Drawer *drawer, int threads)
{
    struct Hand hands[SHARE_MOST_THREADS];
    void *pointers[SHARE_MOST_THREADS];
    for (size_t i = 0; i < drawer->pages->page_count; i++) {
        struct DrawnPage page = {.stretches = g_array_new(FALSE, FALSE, sizeof(struct DrawnStretch))};
        g_array_append_val(drawer->drawing->pages, page);
    }
    threads = share_threads(threads, drawer->pages->page_count, DRAWING_PAYING_PAGES);
    for (int i = 0; i < threads; i++) {
        pointers[i] = &hands[i];
        hands[i] = (struct Hand){.drawer = drawer, .stretches = g_array_new(FALSE, FALSE, sizeof(struct Stretch)),
                                 .content = g_string_new(NULL)};
        text_begin(&hands[i].writer, drawer->pages, drawer->codes, drawer->fonts);
    }
    share(drawer->pages->page_count, threads, pointers, write_page);
    for (int i = 0; i < threads; i++) {
        text_end(&hands[i].writer);
        g_array_unref(hands[i].stretches);
        g_string_free(hands[i].content, TRUE);
    }
    return artwork_finish(drawer->artwork, &drawer->drawing->artwork, drawer->diags);
}

static struct Drawing *drawing_new(void)
{
    struct Drawing *drawing = g_new0(struct Drawing, 1);
    drawing->fonts = g_ptr_array_new();
    drawing->pages = g_array_new(FALSE, FALSE, sizeof(struct DrawnPage));
    drawing->texts = g_string_chunk_new(4096);
    return drawing;
}

struct Drawing *draw_pages(const struct Pages *pages, const struct Report *report, int threads, struct Diags *diags)
{
    struct Drawer drawer = {.pages = pages, .report = report, .diags = diags, .drawing = drawing_new()};
    drawer.codes = g_new0(struct Codes *, pages->face_count + 1);
    drawer.fonts = g_new0(int, pages->face_count + 1);
    drawer.figures = figures_new(report, diags);
    drawer.artwork = artwork_new(drawer.figures);
    bool good = gather_codes(&drawer) && cut_fonts(&drawer) && write_pages(&drawer, threads);
    artwork_free(drawer.artwork);
    figures_free(drawer.figures);
    for (size_t i = 0; i < pages->face_count; i++)
        if (drawer.codes[i])
            codes_free(drawer.codes[i]);
    g_free(drawer.codes);
    g_free(drawer.fonts);
    if (good)
        return drawer.drawing;
    drawing_free(drawer.drawing);
    return NULL;
}
