/* Each message of draw and seal, provoked by pages made by hand: its code, its detail, and what comes of the PDF. */
#include "hand.h"

/* One paragraph on one page. */
static void begin(struct Hand *hand)
{
    hand_begin(hand);
    hand_set_block(hand, hand_block(hand, ROLE_PARAGRAPH, "p1", NULL, "Plain words"));
}

/* The PDF was, or was not, made, with this one message. */
static void expect(struct Hand *hand, enum DiagCode code, const char *detail, bool made)
{
    struct Diags *diags = diags_new();
    GByteArray *sealed = hand_seal(hand, (struct SealOptions){.standard = PDF_A2A}, diags);
    g_assert_cmpint(sealed != NULL, ==, made);
    g_assert_cmpuint(diags_total(diags), ==, 1);
    const struct Diag *message = diags_sorted(diags, 0);
    g_assert_cmpstr(diag_kind(message->code)->number, ==, diag_kind(code)->number);
    g_assert_nonnull(strstr(message->detail, detail));
    if (sealed)
        g_byte_array_unref(sealed);
    diags_free(diags);
    hand_end(hand);
}

static void test_face_unreadable(void) /* SG5001 */
{
    struct Hand hand;
    begin(&hand);
    hand.face.file = "/nowhere/LiberationSerif-Regular.ttf";
    expect(&hand, SG_FACE_UNREADABLE, "Liberation Serif Regular", false);
}

static void test_page_not_drawn(void) /* SG5002: Cairo refuses text that is not UTF-8 */
{
    struct Hand hand;
    begin(&hand);
    g_array_index(hand_page(&hand)->runs, struct GlyphRun, 0).text = "Pl\xFFin ";
    expect(&hand, SG_PAGE_NOT_DRAWN, "UTF-8", false);
}

static void test_barcode_sign(void) /* SG5004 */
{
    struct Hand hand;
    begin(&hand);
    hand.report.barcode = "13_40913";
    expect(&hand, SG_BARCODE_SIGN, "\"13_40913\"", true);
}

static void test_qr_too_long(void) /* SG5005: the largest code holds 2,331 bytes at level M */
{
    struct Hand hand;
    begin(&hand);
    char *address = g_strdup_printf("https://docs.un.org/en/%02400d", 0);
    hand.report.qr = address;
    expect(&hand, SG_QR_TOO_LONG, "2423 bytes", true);
    g_free(address);
}

static void test_not_sealed(void) /* SG5006: the drawn PDF is of other pages than those to seal */
{
    struct Hand hand, other;
    begin(&hand);
    begin(&other);
    hand_set_block(&other, hand_block(&other, ROLE_PARAGRAPH, "p2", NULL, "More words"));
    hand_settle(&hand);
    hand_settle(&other);
    struct Diags *diags = diags_new();
    GByteArray *drawn = draw_pdf(&hand.pages, &hand.report, NULL, diags);
    g_assert_nonnull(drawn);
    g_assert_null(seal_pdf(drawn, &other.pages, &other.report, (struct SealOptions){.standard = PDF_A2A}, diags));
    g_assert_cmpuint(diags_total(diags), ==, 1);
    g_assert_cmpstr(diag_kind(diags_sorted(diags, 0)->code)->number, ==, diag_kind(SG_NOT_SEALED)->number);
    g_byte_array_unref(drawn);
    diags_free(diags);
    hand_end(&hand);
    hand_end(&other);
}

static void link_nowhere(const char *uri, const char *dest, const char *detail)
{
    struct Hand hand;
    hand_begin(&hand);
    int block = hand_block(&hand, ROLE_PARAGRAPH, "p1", NULL, "Linked");
    struct Run *run = g_array_index(hand.blocks, struct Block, block).runs;
    run->uri = uri;
    run->dest = dest;
    hand_set_block(&hand, block);
    expect(&hand, SG_LINK_NOWHERE, detail, true);
}

static void test_link_nowhere(void) /* SG5007 */
{
    link_nowhere(NULL, "no-such-block", "\"no-such-block\"");
    link_nowhere("javascript:alert(1)", NULL, "\"javascript:alert(1)\"");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draw/face-unreadable", test_face_unreadable);
    g_test_add_func("/draw/page-not-drawn", test_page_not_drawn);
    g_test_add_func("/draw/barcode-sign", test_barcode_sign);
    g_test_add_func("/draw/qr-too-long", test_qr_too_long);
    g_test_add_func("/seal/not-sealed", test_not_sealed);
    g_test_add_func("/seal/link-nowhere", test_link_nowhere);
    return g_test_run();
}
