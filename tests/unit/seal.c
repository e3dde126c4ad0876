#include "hand.h"

static const char prose[] =
    "The Government reported that it had taken part in regional dialogues on human rights and that it had found them more "
    "useful than resolutions on single countries. It proposed that exchanges of experts be financed from the regular budget. ";

/* A report with one of each thing. */
static void build_sample(struct Hand *hand)
{
    hand_begin(hand);
    struct Slot slots[] = {{"organ", hand_runs(hand, "General Assembly"), 1},
                           {"figure-emblem", hand_runs(hand, "Emblem"), 1},
                           {"figure-qr", hand_runs(hand, "QR code: docs.un.org/en/A/68/277"), 1}};
    g_array_append_vals(hand->slots, slots, G_N_ELEMENTS(slots));
    hand->report.qr = "https://docs.un.org/en/A/68/277";
    hand->report.barcode = "1340913";
    int title = hand_block(hand, ROLE_TITLE, "title", NULL, "A report");
    int heading = hand_block(hand, ROLE_HEADING, "i", "I.", "Introduction");
    int first = hand_block(hand, ROLE_NUMBERED, "p1", "1.", "As asked by the Assembly");
    int item = hand_block(hand, ROLE_LIST_ITEM, "p1.a", "(a)", "Regional dialogues;");
    int second = hand_block(hand, ROLE_NUMBERED, "p2", "2.", "See ");
    g_array_index(hand->blocks, struct Block, first).number = 1;
    g_array_index(hand->blocks, struct Block, second).number = 2;
    hand_call(hand, first, "n1", "1", " See the earlier report.", ", the report follows: ");
    hand_call(hand, second, "n2", "2", " Another note.", prose);
    g_array_index(hand->blocks, struct Block, second).runs[0].uri = "https://example.org/a)(b\\c?d=é";
    struct PageFigure figures[] = {
        {FIGURE_EMBLEM, LENGTH_PT(64), LENGTH_PT(71), LENGTH_PT(56), LENGTH_PT(47)},
        {FIGURE_QR, LENGTH_PT(497.9), LENGTH_PT(709.3), LENGTH_PT(54.7), LENGTH_PT(54.7)},
        {FIGURE_BARCODE, LENGTH_PT(65.4), LENGTH_PT(750), LENGTH_PT(101), LENGTH_PT(12)},
        {FIGURE_RECYCLE, LENGTH_PT(417), LENGTH_PT(738), LENGTH_PT(18), LENGTH_PT(18)}};
    g_array_append_vals(hand_page(hand)->figures, figures, G_N_ELEMENTS(figures));
    struct PageRule rule = {LENGTH_PT(60), LENGTH_PT(64.8), LENGTH_PT(492), LENGTH_PT(0.48), {.kind = MARK_RULE, .run = -1}};
    g_array_append_val(hand_page(hand)->rules, rule);
    hand_set(hand, "General Assembly", 16, (struct Mark){.kind = MARK_SLOT, .index = 0, .run = 0});
    hand_line(hand);
    const int blocks[] = {title, heading, first, item, second};
    for (size_t i = 0; i < G_N_ELEMENTS(blocks); i++)
        hand_set_block(hand, blocks[i]);
    hand_set_note(hand, 0);
    hand_set_note(hand, 1);
}

static void test_sample(void)
{
    struct Hand hand;
    struct Diags *diags = diags_new();
    build_sample(&hand);
    GByteArray *sealed = hand_seal(&hand, (struct SealOptions){.standard = PDF_A2A}, diags);
    diags_print(diags, stderr, DIAG_TEXT);
    g_assert_nonnull(sealed);
    g_file_set_contents("/tmp/sample.pdf", (const char *)sealed->data, sealed->len, NULL);
    g_byte_array_unref(sealed);
    hand_end(&hand);
    diags_free(diags);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/seal/sample", test_sample);
    return g_test_run();
}
