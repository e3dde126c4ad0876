#include "model/pages.h"

#include <stdbool.h>
#include <string.h>

#include <glib.h>

static const char *const mark_words[] = {
    "block", "label", "cell", "note", "note-label", "slot", "figure", "head", "foot", "separator", "rule",
};
static const char *const figure_words[] = {"emblem", "barcode", "qr", "recycle"};

/* "block 12 paragraph-id run 3" */
static void mark_print(const struct Mark *mark, const struct Report *report, FILE *out)
{
    fputs(mark_words[mark->kind], out);
    bool of_block = mark->kind == MARK_BLOCK || mark->kind == MARK_LABEL || mark->kind == MARK_CELL;
    if (of_block && report != NULL) fprintf(out, " %s", report->blocks[mark->index].id);
    if ((mark->kind == MARK_NOTE || mark->kind == MARK_NOTE_LABEL) && report != NULL)
        fprintf(out, " %s", report->notes[mark->index].id);
    if (mark->kind == MARK_SLOT && report != NULL) fprintf(out, " %s", report->slots[mark->index].name);
    if (mark->kind == MARK_CELL) fprintf(out, " %d,%d", mark->row, mark->column);
    if (mark->run >= 0 && mark->kind != MARK_LABEL && mark->kind != MARK_NOTE_LABEL) fprintf(out, " run %d", mark->run);
}

static void run_print(const struct Pages *pages, const struct GlyphRun *run, const struct Report *report, FILE *out)
{
    const struct Face *face = &pages->faces[run->face];
    fprintf(out, "  %.2f %.2f +%.2f  %s %s %.2f", length_points(run->x), length_points(run->y),
            length_points(run->width), face->family, face->style, length_points(run->size));
    if (run->hscale != 1000) fprintf(out, " x%.3f", run->hscale / 1000.0);
    fputs("  ", out);
    mark_print(&run->mark, report, out);
    fprintf(out, "  \"%.*s\"\n", (int)run->text_length, run->text);
}

static void page_dump(const struct Pages *pages, const struct Page *page, const struct Report *report, FILE *out)
{
    fprintf(out, "page %d  blank %.2f", page->number, length_points(page->blank));
    if (page->flex != 0)
        fprintf(out, "  flex %+.2f", length_points(page->flex));
    if (page->longer != 0)
        fprintf(out, "  longer %+d", page->longer);
    fprintf(out, "%s%s\n", page->end != NULL ? "  ends: " : "", page->end != NULL ? page->end : "");
    for (size_t i = 0; i < page->run_count; i++) run_print(pages, &page->runs[i], report, out);
    for (size_t i = 0; i < page->rule_count; i++) {
        const struct PageRule *rule = &page->rules[i];
        fprintf(out, "  rule %.2f %.2f %.2fx%.2f  ", length_points(rule->x), length_points(rule->y),
                length_points(rule->width), length_points(rule->height));
        mark_print(&rule->mark, report, out);
        fputc('\n', out);
    }
    for (size_t i = 0; i < page->figure_count; i++) {
        const struct PageFigure *figure = &page->figures[i];
        fprintf(out, "  figure %s %.2f %.2f %.2fx%.2f\n", figure_words[figure->figure], length_points(figure->x),
                length_points(figure->y), length_points(figure->width), length_points(figure->height));
    }
    for (size_t i = 0; i < page->link_count; i++) {
        const struct PageLink *link = &page->links[i];
        fprintf(out, "  link %.2f %.2f %.2fx%.2f  %s%s\n", length_points(link->x), length_points(link->y),
                length_points(link->width), length_points(link->height), link->uri != NULL ? "" : "#",
                link->uri != NULL ? link->uri : link->dest);
    }
    for (size_t i = 0; i < page->dest_count; i++)
        fprintf(out, "  dest %s %.2f %.2f\n", page->dests[i].id, length_points(page->dests[i].x),
                length_points(page->dests[i].y));
}

void run_open(struct OpenRun *open, const struct GlyphRun *run)
{
    uint32_t needed = run->glyph_count > run->cluster_count ? run->glyph_count : run->cluster_count;
    if (needed > open->room) {
        open->room = needed * 2;
        open->glyphs = g_renew(struct Glyph, open->glyphs, open->room);
        open->clusters = g_renew(struct Cluster, open->clusters, open->room);
    }
    struct Glyph *glyph = open->glyphs;
    struct Cluster *cluster = open->clusters;
    for (uint32_t w = 0; w < run->word_count; w++) {
        const struct SetWord *word = &run->words[w];
        const struct Setting *setting = word->setting;
        const struct Glyph *from = setting->glyphs;
        for (uint32_t i = 0; i < setting->glyph_count; i++)
            *glyph++ = (struct Glyph){from[i].id, from[i].y, from[i].x + word->x};
        if (setting->clusters != NULL)
            memcpy(cluster, setting->clusters, setting->cluster_count * sizeof *cluster);
        for (uint32_t i = 0; setting->clusters == NULL && i < setting->cluster_count; i++)
            cluster[i] = (struct Cluster){1, 1};
        cluster += setting->cluster_count;
    }
}

void open_run_end(struct OpenRun *open)
{
    g_free(open->glyphs);
    g_free(open->clusters);
    *open = (struct OpenRun){NULL, NULL, 0};
}

void pages_dump(const struct Pages *pages, const struct Report *report, FILE *out)
{
    fprintf(out, "pages %zu  %.2fx%.2f  late-notes %zu widows %zu orphans %zu stranded %zu\n", pages->page_count,
            length_points(pages->width), length_points(pages->height), pages->late_notes, pages->widows,
            pages->orphans, pages->stranded);
    for (size_t i = 0; i < pages->page_count; i++) page_dump(pages, &pages->pages[i], report, out);
}

/* Clusters cover the text and the glyphs exactly. */
static const char *run_verify(const struct Pages *pages, const struct GlyphRun *run)
{
    if (run->face < 0 || (size_t)run->face >= pages->face_count) return "a run has no face";
    if (run->size <= 0) return "a run has no size";
    if (run->glyph_count == 0) return "a run has no glyphs";
    uint64_t bytes = 0, glyphs = 0, clusters = 0;
    for (uint32_t w = 0; w < run->word_count; w++) {
        const struct Setting *setting = run->words[w].setting;
        clusters += setting->cluster_count;
        if (setting->clusters == NULL) {
            bytes += setting->cluster_count;
            glyphs += setting->glyph_count;
        }
        for (uint32_t i = 0; setting->clusters != NULL && i < setting->cluster_count; i++) {
            if (setting->clusters[i].bytes == 0) return "a cluster says nothing";
            bytes += setting->clusters[i].bytes;
            glyphs += setting->clusters[i].glyphs;
        }
    }
    if (clusters != run->cluster_count) return "a run has other clusters than its words";
    if (bytes != run->text_length) return "clusters do not cover the text";
    if (glyphs != run->glyph_count) return "clusters do not cover the glyphs";
    return NULL;
}

const char *pages_verify(const struct Pages *pages)
{
    for (size_t i = 0; i < pages->page_count; i++) {
        const struct Page *page = &pages->pages[i];
        if ((size_t)page->number != i + 1) return "pages are not numbered through";
        for (size_t j = 0; j < page->run_count; j++) {
            const char *broken = run_verify(pages, &page->runs[j]);
            if (broken != NULL) return broken;
        }
        for (size_t j = 0; j < page->link_count; j++)
            if ((page->links[j].uri == NULL) == (page->links[j].dest == NULL)) return "a link has not one aim";
    }
    return NULL;
}
