/* Sealed files by hand: structure, links, hostile texts, attachments, the same bytes twice, and what is refused. */
#include <unistd.h>

#include "hand.h"

#include "seal/recheck.h"

/* Letters in artwork make librsvg open the fonts of the system, which stay open. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) { return "leak:libfontconfig\n"; }

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
    g_array_index(hand->blocks, struct Block, second).runs[0].uri = "https://example.org/a)>>/JS(b\\c?d=é";
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

/* Sealed without a message. */
static GByteArray *seal_well(struct Hand *hand, struct SealOptions options)
{
    struct Diags *diags = diags_new();
    GByteArray *sealed = hand_seal(hand, options, diags);
    diags_print(diags, stderr, DIAG_TEXT);
    g_assert_cmpint((int)diags_total(diags), ==, 0);
    g_assert_nonnull(sealed);
    diags_free(diags);
    return sealed;
}

/* What a command says of the file, which stands where its last argument is NULL. */
static char *ask(const GByteArray *sealed, const char *program, const char *argument, const char *last)
{
    char *path;
    int file = g_file_open_tmp("sealed-XXXXXX.pdf", &path, NULL);
    g_assert_cmpint(file, >=, 0);
    close(file);
    g_assert_true(g_file_set_contents(path, (const char *)sealed->data, (gssize)sealed->len, NULL));
    const char *command[] = {program, argument, path, last, NULL};
    char *said = NULL;
    int status = 0;
    g_assert_true(g_spawn_sync(NULL, (char **)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, NULL, &status, NULL));
    g_assert_cmpint(status, ==, 0);
    remove(path);
    g_free(path);
    return said;
}

/* All objects of the file as text; NUL bytes of streams as spaces. */
static char *objects_text(const GByteArray *sealed)
{
    char *path = NULL, *text = NULL;
    gsize length = 0;
    close(g_file_open_tmp("objects-XXXXXX.txt", &path, NULL));
    g_free(ask(sealed, "qpdf", "--qdf", path));
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    for (gsize i = 0; i < length; i++)
        text[i] = text[i] ? text[i] : ' ';
    remove(path);
    g_free(path);
    return text;
}

static struct SealedFacts recheck(const GByteArray *sealed, enum DiagCode expected)
{
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    struct SealedFacts facts;
    const struct Source *source = source_new(arena, "sealed.pdf", (const char *)sealed->data, sealed->len);
    seal_recheck(source, diags, &facts);
    if (expected == SG_CODE_COUNT) {
        diags_print(diags, stderr, DIAG_TEXT);
        g_assert_cmpint((int)diags_total(diags), ==, 0);
    } else {
        g_assert_cmpint((int)diags_total(diags), >, 0);
        g_assert_cmpint(diags_sorted(diags, 0)->code, ==, expected);
    }
    diags_free(diags);
    arena_free(arena);
    return facts;
}

static void assert_sound(const GByteArray *sealed)
{
    char *said = ask(sealed, "qpdf", "--check", NULL);
    g_assert_nonnull(strstr(said, "No syntax or stream encoding errors"));
    g_assert_null(strstr(said, "WARNING"));
    g_free(said);
    recheck(sealed, SG_CODE_COUNT);
}

static int count_in(const char *text, const char *what)
{
    int count = 0;
    for (const char *at = text; (at = strstr(at, what)) != NULL; at += strlen(what))
        count++;
    return count;
}

/* Text of the structure, without its types and white space. */
static char *structure_text(const GByteArray *sealed)
{
    char *said = ask(sealed, "pdfinfo", "-struct-text", NULL);
    GString *text = g_string_new(NULL);
    for (const char *quote = said; (quote = strstr(quote, "    \"")) != NULL; quote++) {
        const char *start = strchr(quote, '"') + 1, *end = strstr(start, "\"\n");
        g_string_append_len(text, start, end - start);
    }
    g_free(said);
    return g_string_free(text, FALSE);
}

static void test_sample(void)
{
    struct Hand hand;
    build_sample(&hand);
    GByteArray *sealed = seal_well(&hand, (struct SealOptions){.standard = PDF_A2A});
    assert_sound(sealed);
    char *text = structure_text(sealed), *expected = g_strconcat(
        "General AssemblyA reportI. Introduction1. As asked by the Assembly11 See the earlier report.",
        ", the report follows: (a) Regional dialogues;2. See 22 Another note.", prose, NULL);
    g_assert_cmpstr(text, ==, expected);
    g_free(text);
    g_free(expected);
    struct SealedFacts facts = recheck(sealed, SG_CODE_COUNT);
    g_assert_cmpint(facts.pages, ==, 1);
    g_assert_cmpint(facts.notes, ==, 2);
    g_assert_cmpint(facts.paragraphs, ==, 2);
    g_assert_cmpint(facts.part, ==, 2);
    g_assert_true(facts.accessible);
    char *said = ask(sealed, "pdfinfo", "-struct", NULL);
    static const char *const types[] = {"Document", "H1", "L (block)", "LI (block)", "Lbl", "LBody", "Note <n1>", "Reference", "Link", "Figure"};
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        g_assert_nonnull(strstr(said, types[i]));
    g_free(said);
    g_byte_array_unref(sealed);
    hand_end(&hand);
}

static void test_same_bytes(void)
{
    GByteArray *sealed[2];
    for (int i = 0; i < 2; i++) {
        struct Hand hand;
        build_sample(&hand);
        sealed[i] = seal_well(&hand, (struct SealOptions){.standard = PDF_A2A, .linearize = true});
        assert_sound(sealed[i]);
        hand_end(&hand);
    }
    g_assert_cmpuint(sealed[0]->len, ==, sealed[1]->len);
    g_assert_true(memcmp(sealed[0]->data, sealed[1]->data, sealed[0]->len) == 0);
    g_byte_array_unref(sealed[0]);
    g_byte_array_unref(sealed[1]);
}

static void test_address(void)
{
    struct Hand hand;
    build_sample(&hand);
    GByteArray *sealed = seal_well(&hand, (struct SealOptions){.standard = PDF_A2A});
    char *said = objects_text(sealed);
    g_assert_cmpint(count_in(said, "/URI (https://example.org/a%29%3E%3E/JS%28b%5Cc?d=%C3%A9)"), ==, 1);
    g_assert_cmpint(count_in(said, "/JS "), ==, 0);
    g_free(said);
    g_byte_array_unref(sealed);
    hand_end(&hand);
}

static void test_title(void)
{
    struct Hand hand;
    build_sample(&hand);
    hand.report.metadata.title = "A (b\\) \u0416 \u4E2D \U00010400 \U00020000 \U00030000 \U000E0100 \U000F0000 \U0010FFFD <&>\uFFFE";
    GByteArray *sealed = seal_well(&hand, (struct SealOptions){.standard = PDF_A2A});
    assert_sound(sealed);
    char *said = ask(sealed, "pdfinfo", "-meta", NULL);
    g_assert_nonnull(strstr(said, ">A (b\\) \u0416 \u4E2D \U00010400 \U00020000 \U00030000 \U000E0100 \U000F0000 \U0010FFFD &lt;&amp;&gt;</rdf:li>"));
    g_free(said);
    said = ask(sealed, "pdfinfo", "-rawdates", NULL);
    g_assert_nonnull(strstr(said, "A (b\\) \u0416 \u4E2D \U00010400 \U00020000 \U00030000 \U000E0100 \U000F0000 \U0010FFFD <&>\n"));
    g_free(said);
    g_byte_array_unref(sealed);
    hand_end(&hand);
}

static void test_many_notes(void)
{
    enum { NOTES = 5000 };
    struct Hand hand;
    hand_begin(&hand);
    for (int i = 0; i < NOTES; i++) {
        char *id = arena_printf(hand.arena, "n%d", i + 1), *mark = arena_printf(hand.arena, "%d", i + 1);
        int block = hand_block(&hand, ROLE_NUMBERED, arena_printf(hand.arena, "p%d", i + 1), arena_printf(hand.arena, "%d.", i + 1), "Said");
        g_array_index(hand.blocks, struct Block, block).number = i + 1;
        hand_call(&hand, block, id, mark, arena_printf(hand.arena, " Note %d.", i + 1), ". ");
        hand_set_block(&hand, block);
        hand_set_note(&hand, i);
    }
    GByteArray *sealed = seal_well(&hand, (struct SealOptions){.standard = PDF_A2A});
    assert_sound(sealed);
    struct SealedFacts facts = recheck(sealed, SG_CODE_COUNT);
    g_assert_cmpint(facts.notes, ==, NOTES);
    g_assert_cmpint(facts.paragraphs, ==, NOTES);
    g_byte_array_unref(sealed);
    hand_end(&hand);
}

/* A link and a paragraph over a page break: one element each, an annotation on both pages. */
static void test_page_break(void)
{
    struct Hand hand;
    hand_begin(&hand);
    int block = hand_block(&hand, ROLE_PARAGRAPH, "p", NULL, prose);
    g_array_index(hand.blocks, struct Block, block).runs[0].uri = "https://example.org/";
    hand.y = HAND_FOOT - HAND_LEADING / 2;
    hand_set_block(&hand, block);
    GByteArray *sealed = seal_well(&hand, (struct SealOptions){.standard = PDF_A2A});
    assert_sound(sealed);
    g_assert_cmpint((int)hand.pages.page_count, ==, 2);
    char *said = ask(sealed, "pdfinfo", "-struct", NULL);
    g_assert_cmpint(count_in(said, "P (block)"), ==, 1);
    g_assert_cmpint(count_in(said, "Link (inline)"), ==, 1);
    g_free(said);
    g_assert_cmpint((int)hand.pages.pages[0].link_count, >, 0);
    g_assert_cmpint((int)hand.pages.pages[1].link_count, >, 0);
    said = objects_text(sealed);
    g_assert_cmpint(count_in(said, "/Subtype /Link"), ==, (int)(hand.pages.pages[0].link_count + hand.pages.pages[1].link_count));
    g_free(said);
    g_byte_array_unref(sealed);
    hand_end(&hand);
}

static void test_attachment(void)
{
    enum { LENGTH = 20 << 20 };
    struct Hand hand;
    build_sample(&hand);
    char *bytes = g_malloc(LENGTH);
    guint32 state = 1;
    for (size_t i = 0; i < LENGTH; i++)
        bytes[i] = (char)((state = state * 1664525u + 1013904223u) >> 24);
    struct SealFile file = {"source.txt", "text/plain", bytes, LENGTH, {2013, 5, 10}};
    struct SealOptions options = {.standard = PDF_A3A, .files = &file, .file_count = 1};
    GByteArray *sealed = seal_well(&hand, options);
    assert_sound(sealed);
    struct SealedFacts facts = recheck(sealed, SG_CODE_COUNT);
    g_assert_cmpint(facts.attachments, ==, 1);
    g_assert_cmpint(facts.part, ==, 3);
    g_byte_array_unref(sealed);
    options.standard = PDF_A2A; /* never with attachments */
    sealed = seal_well(&hand, options);
    g_assert_cmpint(recheck(sealed, SG_CODE_COUNT).attachments, ==, 0);
    g_byte_array_unref(sealed);
    g_free(bytes);
    hand_end(&hand);
}

/* Without structure: links, bookmarks and the title all the same. */
static void test_plain(void)
{
    struct Hand hand;
    build_sample(&hand);
    GByteArray *sealed = seal_well(&hand, (struct SealOptions){.standard = PDF_PLAIN});
    char *said = objects_text(sealed);
    g_assert_cmpint(count_in(said, "/StructTreeRoot"), ==, 0);
    g_assert_cmpint(count_in(said, "/Subtype /Link"), >, 0);
    g_assert_cmpint(count_in(said, "/Title (I. Introduction)"), ==, 1);
    g_free(said);
    g_free(ask(sealed, "qpdf", "--check", NULL));
    recheck(sealed, SG_SEAL_CLAIM);
    g_byte_array_unref(sealed);
    hand_end(&hand);
}

/* The one message of a seal that goes wrong. */
static void assert_refused(struct Hand *hand, struct Drawing *drawn, enum DiagCode code, const char *detail)
{
    struct Diags *diags = diags_new();
    GByteArray *sealed = seal_pdf(drawn, &hand->pages, &hand->report, (struct SealOptions){.standard = PDF_A2A}, diags);
    g_assert_null(sealed);
    g_assert_cmpint((int)diags_total(diags), ==, 1);
    g_assert_cmpint(diags_sorted(diags, 0)->code, ==, code);
    g_assert_nonnull(strstr(diags_sorted(diags, 0)->detail, detail));
    diags_free(diags);
}

/* SG5006: another number of marks, of pages, artwork that is cut off. */
static void test_refused(void)
{
    struct Hand hand;
    build_sample(&hand);
    hand_settle(&hand);
    struct Diags *diags = diags_new();
    struct Drawing *drawn = draw_pages(&hand.pages, &hand.report, 1, diags);
    diags_free(diags);
    hand.pages.pages[0].figure_count--;
    assert_refused(&hand, drawn, SG_NOT_SEALED, "number of marks");
    hand.pages.pages[0].figure_count++;
    hand.pages.page_count = 0;
    assert_refused(&hand, drawn, SG_NOT_SEALED, "number of pages");
    hand.pages.page_count = 1;
    g_byte_array_set_size(drawn->artwork, drawn->artwork->len / 2);
    assert_refused(&hand, drawn, SG_NOT_SEALED, "");
    drawing_free(drawn);
    hand_end(&hand);
}

/* SG5007: the text stays, the link goes. */
static void test_link_nowhere(void)
{
    static const char *const targets[] = {"javascript:alert(1)", "file:///etc/passwd"};
    for (size_t i = 0; i < G_N_ELEMENTS(targets); i++) {
        struct Hand hand;
        build_sample(&hand);
        g_array_index(hand_page(&hand)->links, struct PageLink, 1).uri = targets[i];
        struct Diags *diags = diags_new();
        GByteArray *sealed = hand_seal(&hand, (struct SealOptions){.standard = PDF_A2A}, diags);
        g_assert_cmpint((int)diags_total(diags), ==, 1);
        g_assert_cmpint(diags_sorted(diags, 0)->code, ==, SG_LINK_NOWHERE);
        assert_sound(sealed);
        diags_free(diags);
        g_byte_array_unref(sealed);
        hand_end(&hand);
    }
}

/* SG5008 */
static void test_letters(void)
{
    static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><text x='0' y='9'>UN</text></svg>";
    struct Hand hand;
    build_sample(&hand);
    struct Source artwork = {.path = "emblem.svg", .bytes = svg, .length = sizeof svg - 1};
    hand.report.emblem = &artwork;
    struct Diags *diags = diags_new();
    g_assert_null(hand_seal(&hand, (struct SealOptions){.standard = PDF_A2A}, diags));
    g_assert_cmpint((int)diags_total(diags), ==, 1);
    g_assert_cmpint(diags_sorted(diags, 0)->code, ==, SG_EMBLEM_LETTERS);
    diags_free(diags);
    hand_end(&hand);
}

/* Bytes of the file changed where `from` stands. */
static GByteArray *changed(const GByteArray *sealed, const char *from, const char *to)
{
    GByteArray *copy = g_byte_array_append(g_byte_array_new(), sealed->data, sealed->len);
    char *at = memmem(copy->data, copy->len, from, strlen(from));
    g_assert_nonnull(at);
    memcpy(at, to, strlen(to));
    return copy;
}

/* SG5010 SG5011 SG5012 SG5013 SG5014: each by a file that was tampered with. */
static void test_recheck(void)
{
    struct Hand hand;
    build_sample(&hand);
    GByteArray *sealed = seal_well(&hand, (struct SealOptions){.standard = PDF_A2A});
    GByteArray *bad = changed(sealed, "pdfuaid:part=\"1", "pdfuaid:part=\"7");
    recheck(bad, SG_SEAL_CLAIM);
    g_byte_array_unref(bad);
    g_byte_array_set_size(sealed, sealed->len / 2);
    recheck(sealed, SG_SEAL_UNREADABLE);
    g_byte_array_unref(sealed);
    g_array_index(hand.blocks, struct Block, 4).number = 3; /* 1, 3 */
    sealed = seal_well(&hand, (struct SealOptions){.standard = PDF_A2A});
    recheck(sealed, SG_SEAL_PARAGRAPH);
    g_byte_array_unref(sealed);
    hand_end(&hand);
    build_sample(&hand);
    struct SealFile file = {"source.txt", "text/plain", "a", 1, {0}};
    sealed = seal_well(&hand, (struct SealOptions){.standard = PDF_A3A, .files = &file, .file_count = 1});
    bad = changed(sealed, "<0cc175b9", "<0cc175b8");
    recheck(bad, SG_SEAL_ATTACHMENT);
    g_byte_array_unref(bad);
    g_byte_array_unref(sealed);
    hand_end(&hand);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/seal/sample", test_sample);
    g_test_add_func("/seal/same-bytes", test_same_bytes);
    g_test_add_func("/seal/address", test_address);
    g_test_add_func("/seal/title", test_title);
    g_test_add_func("/seal/many-notes", test_many_notes);
    g_test_add_func("/seal/page-break", test_page_break);
    g_test_add_func("/seal/attachment", test_attachment);
    g_test_add_func("/seal/plain", test_plain);
    g_test_add_func("/seal/refused", test_refused);
    g_test_add_func("/seal/link-nowhere", test_link_nowhere);
    g_test_add_func("/seal/letters", test_letters);
    g_test_add_func("/seal/recheck", test_recheck);
    return g_test_run();
}
