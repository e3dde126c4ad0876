/* What was kept of an earlier run: found again, left alone when it is another's, and read with bounds when it lies. */
#include "layout_fixture.h"

enum { HEADER = 96, CHECKED = 16 }; /* bytes of the header; where what the checksum covers begins */

/* The checksum of the file, as layout/memo.c makes it. */
static guint64 checksum(const guint8 *bytes, size_t size)
{
    guint64 hash = 0x9E3779B97F4A7C15u ^ size, part;
    for (; size >= 8; bytes += 8, size -= 8) {
        memcpy(&part, bytes, 8);
        hash = (hash ^ part) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
    }
    part = 0;
    memcpy(&part, bytes, size);
    hash = (hash ^ part) * 0xD6E8FEB86659FD93u;
    return hash ^ hash >> 29;
}

/* A report of a few scripts with notes, laid out with these bytes as its cache. */
static struct Fixture *laid_out(struct LayoutCache *cache, struct Pages **pages)
{
    struct Fixture *f = fixture_new(3);
    f->cache = cache;
    f->threads = 1;
    for (int i = 0; i < 12; i++)
        fixture_paragraph(f, 90, (guint32)i % 3, 6, 30);
    static const char *const texts[][2] = {{"ru", "Генеральная Ассамблея просит государства представить доклад"},
                                           {"ar", "طلبت الجمعية العامة إلى الدول A/68/277 أن تقدم تقريرا"},
                                           {"zh", "大会请各国提交报告，并注意到A/68/277号文件。"},
                                           {"fr", "L’Assemblée générale prie les États : « oui »"}};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        GArray *runs = g_array_new(FALSE, TRUE, sizeof(struct Run));
        struct Run run = fixture_run(f, texts[i][1]);
        run.lang = texts[i][0];
        for (int again = 0; again < 4; again++)
            g_array_append_val(runs, run);
        fixture_block(f, ROLE_PARAGRAPH, "plain", NULL, runs)->lang = run.lang;
        g_array_free(runs, TRUE);
    }
    *pages = fixture_layout(f);
    return f;
}

static guint64 sum_of(const struct Pages *pages)
{
    guint64 sum = pages->page_count;
    struct OpenRun open = {NULL, NULL, 0};
    for (size_t p = 0; p < pages->page_count; p++)
        for (size_t r = 0; r < pages->pages[p].run_count; r++) {
            const struct GlyphRun *run = &pages->pages[p].runs[r];
            run_open(&open, run);
            sum = sum * 31 + (guint64)run->x * 7 + (guint64)run->y + run->text_length;
            for (uint32_t g = 0; g < run->glyph_count; g++)
                sum = sum * 31 + open.glyphs[g].id + (guint64)open.glyphs[g].x;
        }
    open_run_end(&open);
    return sum;
}

/* Lays out with a cache of these bytes; what was kept after it, NULL when they still hold. */
static GByteArray *lay_out(const GByteArray *bytes, const char *stamp, guint64 *sum)
{
    struct LayoutCache cache = {bytes ? bytes->data : NULL, bytes ? bytes->len : 0, stamp, NULL};
    struct Pages *pages;
    struct Fixture *f = laid_out(&cache, &pages);
    g_assert_null(layout_verify(f->arena, pages, &f->report));
    *sum = sum_of(pages);
    fixture_free(f);
    return cache.renewed;
}

static void test_found(void)
{
    guint64 cold, warm;
    GByteArray *kept = lay_out(NULL, "one", &cold);
    g_assert_nonnull(kept);
    g_assert_null(lay_out(kept, "one", &warm));
    g_assert_cmpuint(warm, ==, cold);
    GByteArray *other = lay_out(kept, "two", &warm);
    g_assert_nonnull(other); /* nothing of another stamp was used */
    g_assert_cmpuint(warm, ==, cold);
    g_byte_array_unref(other);
    g_byte_array_unref(kept);
}

/* A paragraph of two calls side by side, of one note or of two, which look alike. */
static guint64 two_calls(gboolean of_two, GByteArray *bytes, GByteArray **renewed)
{
    struct LayoutCache cache = {bytes ? bytes->data : NULL, bytes ? bytes->len : 0, "one", NULL};
    struct Fixture *f = fixture_new(4);
    f->cache = &cache;
    f->threads = 1;
    GArray *runs = g_array_new(FALSE, TRUE, sizeof(struct Run));
    struct Run text = fixture_run(f, "The same words before the calls"), call = text;
    g_array_append_val(runs, text);
    call.flags = RUN_SUPERSCRIPT | RUN_NOTE_CALL;
    call.text = "1";
    call.note = fixture_note(f, 8);
    g_array_append_val(runs, call);
    if (of_two)
        call.note = fixture_note(f, 8);
    g_array_append_val(runs, call);
    fixture_block(f, ROLE_PARAGRAPH, "plain", NULL, runs);
    g_array_free(runs, TRUE);
    struct Pages *pages = fixture_layout(f);
    g_assert_null(layout_verify(f->arena, pages, &f->report));
    guint64 sum = sum_of(pages);
    fixture_free(f);
    *renewed = cache.renewed;
    return sum;
}

static void test_calls(void)
{
    GByteArray *kept, *other, *last;
    two_calls(FALSE, NULL, &kept);
    guint64 cold = two_calls(TRUE, NULL, &other);
    g_assert_cmpuint(two_calls(TRUE, kept, &last), ==, cold);
    g_byte_array_unref(kept);
    g_byte_array_unref(other);
    g_clear_pointer(&last, g_byte_array_unref);
}

/* Any numbers anywhere, under the right checksum: pages that are wrong and told to be, or right; never a crash. */
static void test_lies(void)
{
    guint64 cold;
    GByteArray *kept = lay_out(NULL, "one", &cold);
    guint32 seed = 5;
    for (int i = 0; i < 40; i++) {
        GByteArray *lying = g_byte_array_new();
        g_byte_array_append(lying, kept->data, kept->len);
        for (int n = 0; n < 1 + i % 3; n++) {
            seed = seed * 1664525u + 1013904223u;
            guint at = HEADER - 16 + (seed >> 4) % (lying->len - HEADER + 12);
            static const guint32 values[] = {0, 1, 0xFFFFFFFF, 0x7FFFFFFF, 0x80000000, 65536};
            guint32 value = values[seed % G_N_ELEMENTS(values)];
            memcpy(lying->data + at / 4 * 4, &value, 4);
        }
        guint64 sum = checksum(lying->data + CHECKED, lying->len - CHECKED);
        memcpy(lying->data + 8, &sum, 8);
        struct LayoutCache cache = {lying->data, lying->len, "one", NULL};
        struct Pages *pages;
        struct Fixture *f = laid_out(&cache, &pages);
        if (!pages_verify(pages))
            layout_verify(f->arena, pages, &f->report);
        fixture_free(f);
        if (cache.renewed)
            g_byte_array_unref(cache.renewed);
        g_byte_array_unref(lying);
    }
    g_byte_array_unref(kept);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/memo/found", test_found);
    g_test_add_func("/layout/memo/calls", test_calls);
    g_test_add_func("/layout/memo/lies", test_lies);
    return g_test_run();
}
