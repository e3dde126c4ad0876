/* Drawing by hand-made pages: what is refused, what is left out with a word on it, the picture. */
#include "hand.h"

#include "draw/code39.h"
#include "export/export.h"

static void build_page(struct Hand *hand)
{
    hand_begin(hand);
    hand_set_block(hand, hand_block(hand, ROLE_PARAGRAPH, "p", NULL, "The Government reported. "));
}

/* Draws and asserts the one message there is; NULL: none. */
static struct Drawing *draw(struct Hand *hand, enum DiagCode expected)
{
    struct Diags *diags = diags_new();
    hand_settle(hand);
    struct Drawing *drawn = draw_pages(&hand->pages, &hand->report, 1, diags);
    g_assert_cmpint((int)diags_total(diags), ==, expected == SG_CODE_COUNT ? 0 : 1);
    if (expected != SG_CODE_COUNT)
        g_assert_cmpint(diags_sorted(diags, 0)->code, ==, expected);
    diags_free(diags);
    return drawn;
}

static void test_good(void)
{
    struct Hand hand;
    build_page(&hand);
    struct Drawing *drawn = draw(&hand, SG_CODE_COUNT);
    g_assert_nonnull(drawn);
    const struct DrawnPage *page = &g_array_index(drawn->pages, struct DrawnPage, 0);
    g_assert_nonnull(memmem(page->content, page->length, "(reported. )Tj", 14));
    g_assert_null(drawn->artwork);
    drawing_free(drawn);
    hand_end(&hand);
}

/* SG5001 */
static void test_face(void)
{
    struct Hand hand;
    build_page(&hand);
    hand.face.file = "/nowhere/LiberationSerif-Regular.ttf";
    g_assert_null(draw(&hand, SG_FACE_UNREADABLE));
    hand_end(&hand);
}

/* SG5002: text that is no UTF-8, a glyph that the face lacks. */
static void test_text(void)
{
    struct Hand hand;
    build_page(&hand);
    hand_new_page(&hand);
    hand_set_block(&hand, hand_block(&hand, ROLE_PARAGRAPH, "q", NULL, "Another page. "));
    g_array_index(((struct HandPage *)g_ptr_array_index(hand.all, 0))->runs, struct GlyphRun, 0).text = "\xff\xff\xff\xff";
    g_assert_null(draw(&hand, SG_PAGE_NOT_DRAWN));
    hand_end(&hand);
    build_page(&hand);
    ((struct Glyph *)g_array_index(hand_page(&hand)->runs, struct GlyphRun, 0).words[0].setting->glyphs)[0].id = 65000;
    g_assert_null(draw(&hand, SG_PAGE_NOT_DRAWN));
    hand_end(&hand);
}

/* SG5003 SG5004 SG5005: the page is drawn without them. */
static void test_figures(void)
{
    static const enum DiagCode expected[] = {SG_EMBLEM_UNREADABLE, SG_BARCODE_SIGN, SG_QR_TOO_LONG};
    char *address = g_strnfill(5000, 'a');
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        struct Hand hand;
        build_page(&hand);
        struct Source artwork = {.path = "emblem.svg", .bytes = "no svg", .length = 6};
        hand.report.emblem = i == 0 ? &artwork : NULL;
        hand.report.barcode = i == 1 ? "13*40913" : NULL;
        hand.report.qr = i == 2 ? address : NULL;
        struct Drawing *drawn = draw(&hand, expected[i]);
        g_assert_nonnull(drawn);
        drawing_free(drawn);
        hand_end(&hand);
    }
    g_free(address);
}

/* Start and stop signs around each text, ten bars and spaces a sign with the gap behind it, none behind the last. */
static void test_code39(void)
{
    unsigned modules;
    GByteArray *bars = code39_encode("A1", &modules);
    g_assert_cmpint((int)bars->len, ==, 4 * 10 - 1);
    g_assert_cmpint((int)modules, ==, 4 * 16 - 1);
    g_byte_array_unref(bars);
    g_assert_null(code39_encode("a", &modules));
    g_assert_null(code39_encode("*", &modules));
}

/* SG5009: what is no PDF has no pages. */
static void test_png(void)
{
    struct Hand hand;
    build_page(&hand);
    struct Diags *diags = diags_new();
    GByteArray *sealed = hand_seal(&hand, (struct SealOptions){.standard = PDF_A2A}, diags);
    GByteArray *small = export_png(sealed, 0, 72, diags), *large = export_png(sealed, 0, 144, diags);
    g_assert_cmpint((int)diags_total(diags), ==, 0);
    static const guint8 size[] = {0, 0, 2, 100, 0, 0, 3, 24}; /* 612 x 792 */
    g_assert_true(memcmp(small->data + 16, size, sizeof size) == 0);
    g_assert_cmpuint(large->len, >, small->len);
    g_assert_null(export_png(sealed, 1, 72, diags));
    g_byte_array_set_size(sealed, 20);
    g_assert_null(export_png(sealed, 0, 72, diags));
    g_assert_cmpint((int)diags_total(diags), ==, 2);
    g_assert_cmpint(diags_sorted(diags, 0)->code, ==, SG_NO_PICTURE);
    g_byte_array_unref(sealed);
    g_byte_array_unref(small);
    g_byte_array_unref(large);
    diags_free(diags);
    hand_end(&hand);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draw/good", test_good);
    g_test_add_func("/draw/face", test_face);
    g_test_add_func("/draw/text", test_text);
    g_test_add_func("/draw/figures", test_figures);
    g_test_add_func("/draw/code39", test_code39);
    g_test_add_func("/draw/png", test_png);
    return g_test_run();
}
