/* Page breaking and its proof, on generated reports of unique words. */
#include "layout_fixture.h"

/* The three documents: unique words, 200 respondents, paragraphs of 18 to 260 words with 0 to 3 notes of 6 to 140 words. */
static struct Fixture *consultation(guint32 seed, guint32 respondents)
{
    struct Fixture *f = fixture_new(seed);
    f->unique = TRUE;
    fixture_line(f, ROLE_TITLE, "title", "A report of words that are all different");
    for (guint32 r = 0; r < respondents; r++) {
        if (r % 70 == 0) fixture_line(f, ROLE_HEADING, "heading-1", fixture_text(f, 3, ""));
        fixture_line(f, ROLE_HEADING, "heading-3", fixture_text(f, 2, ""));
        guint32 paragraphs = fixture_random(f, 1, 3);
        for (guint32 p = 0; p < paragraphs; p++) {
            guint32 chance = fixture_random(f, 0, 99), notes = chance < 45 ? 0 : chance < 75 ? 1 : chance < 93 ? 2 : 3;
            fixture_paragraph(f, fixture_random(f, 18, fixture_random(f, 0, 9) < 8 ? 150 : 260), notes, 6, fixture_random(f, 0, 9) < 8 ? 45 : 140);
        }
    }
    return f;
}

static size_t pages_short(const struct Pages *pages)
{
    size_t count = 0;
    for (size_t i = 0; i + 1 < pages->page_count; i++) count += pages->pages[i].blank > LENGTH_PT(60);
    return count;
}

static double blank_mean(const struct Pages *pages)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < pages->page_count; i++) sum += length_points(pages->pages[i].blank);
    return pages->page_count < 2 ? 0 : sum / (double)(pages->page_count - 1);
}

static size_t reported(const struct Fixture *f, enum DiagCode code)
{
    size_t count = 0;
    for (size_t i = 0; i < diags_total(f->diags); i++) count += diags_sorted(f->diags, i)->code == code;
    return count;
}

static void test_consultations(void)
{
    size_t pages_all = 0, notes_all = 0;
    double blank_all = 0;
    for (guint32 seed = 1; seed <= 3; seed++) {
        struct Fixture *f = consultation(seed, 200);
        struct Pages *pages = fixture_layout(f);
        g_assert_null(layout_verify(f->arena, pages, &f->report));
        g_assert_cmpuint(pages->late_notes, ==, 0);
        g_assert_cmpuint(pages->orphans, ==, 0);
        g_assert_cmpuint(pages->widows, ==, 0);
        g_assert_cmpuint(pages->stranded, ==, 0);
        g_assert_cmpuint(pages_short(pages), ==, 0);
        size_t splits = diags_total(f->diags);
        g_test_message("%zu pages, %u notes, blank %.1f, messages %zu", pages->page_count, f->notes->len, blank_mean(pages), splits);
        blank_all += blank_mean(pages) * (double)pages->page_count;
        pages_all += pages->page_count;
        notes_all += f->notes->len;
        fixture_free(f);
    }
    g_test_message("together %zu pages, %zu notes, blank %.1f", pages_all, notes_all, blank_all / (double)pages_all);
    g_assert_cmpfloat(blank_all / (double)pages_all, <=, 10.0);
    g_assert_cmpuint(pages_all, >, 270);
    g_assert_cmpuint(notes_all, >, 1000);
}

/* 49 paragraphs, 90 notes, some of 300 to 1,100 words, up to nine in a paragraph. */
static void test_stress(void)
{
    struct Fixture *f = fixture_new(7);
    f->unique = TRUE;
    guint32 notes = 0;
    for (guint32 p = 0; p < 49; p++) {
        guint32 here = MIN(p % 10 == 4 ? 9 : p == 48 ? 3 : p % 3, 90 - notes);
        bool huge = p % 6 == 1 || p == 24;
        fixture_paragraph(f, fixture_random(f, 60, 160), here, huge ? 300 : 10, huge ? 1100 : 90);
        notes += here;
    }
    g_assert_cmpuint(notes, ==, 90);
    struct Pages *pages = fixture_layout(f);
    g_assert_null(layout_verify(f->arena, pages, &f->report));
    g_test_message("%zu pages, %u notes, late %zu, widows %zu, orphans %zu", pages->page_count, notes, pages->late_notes, pages->widows, pages->orphans);
    g_assert_cmpuint(pages->late_notes, <=, 4);
    g_assert_cmpuint(reported(f, SG_NOTE_LATE), ==, pages->late_notes);
    fixture_free(f);
}

static guint64 pages_sum(const struct Pages *pages)
{
    guint64 sum = pages->page_count;
    struct OpenRun open = {NULL, NULL, 0};
    for (size_t p = 0; p < pages->page_count; p++)
        for (size_t r = 0; r < pages->pages[p].run_count; r++) {
            const struct GlyphRun *run = &pages->pages[p].runs[r];
            sum = sum * 31 + (guint64)run->x * 7 + (guint64)run->y;
            run_open(&open, run);
            for (uint32_t g = 0; g < run->glyph_count; g++) sum = sum * 31 + open.glyphs[g].id + (guint64)open.glyphs[g].x;
        }
    open_run_end(&open);
    return sum;
}

static void test_same_again(void)
{
    guint64 first = 0;
    for (int i = 0; i < 3; i++) {
        struct Fixture *f = consultation(11, 20);
        guint64 sum = pages_sum(fixture_layout(f));
        if (i == 0) first = sum;
        g_assert_cmpuint(sum, ==, first);
        fixture_free(f);
    }
}

/* One thread or four, the same pages. */
static void test_threads(void)
{
    guint64 sums[2];
    for (int i = 0; i < 2; i++) {
        struct Fixture *f = consultation(13, 60);
        f->threads = i == 0 ? 1 : 4;
        sums[i] = pages_sum(fixture_layout(f));
        fixture_free(f);
    }
    g_assert_cmpuint(sums[0], ==, sums[1]);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/pages/consultations", test_consultations);
    g_test_add_func("/layout/pages/stress", test_stress);
    g_test_add_func("/layout/pages/same-again", test_same_again);
    g_test_add_func("/layout/pages/threads", test_threads);
    return g_test_run();
}
