/* Lines: what may break, what holds, what the text layer says, what is reported. */
#include "layout_fixture.h"

static struct Block *paragraph(struct Fixture *f, const char *style, const char *lang, const char *text, unsigned flags)
{
    GArray *runs = g_array_new(FALSE, TRUE, sizeof(struct Run));
    struct Run run = fixture_run(f, text);
    run.lang = lang;
    run.flags = flags;
    g_array_append_val(runs, run);
    struct Block *block = fixture_block(f, ROLE_PARAGRAPH, style, NULL, runs);
    block->lang = lang;
    g_array_free(runs, TRUE);
    return block;
}

/* The lines of the document as text, one after the other, with "|" at each end. */
static char *lines_text(const struct Pages *pages)
{
    GString *text = g_string_new(NULL);
    Length y = -1;
    for (size_t p = 0; p < pages->page_count; p++)
        for (size_t r = 0; r < pages->pages[p].run_count; r++) {
            const struct GlyphRun *run = &pages->pages[p].runs[r];
            if (run->mark.kind != MARK_BLOCK && run->mark.kind != MARK_LABEL) continue;
            if (y != -1 && run->y != y) g_string_append(text, "|");
            y = run->y;
            g_string_append_len(text, run->text, run->text_length);
        }
    return g_string_free(text, FALSE);
}

static struct Pages *layout_proved(struct Fixture *f)
{
    struct Pages *pages = fixture_layout(f);
    g_assert_cmpstr(layout_verify(f->arena, pages, &f->report), ==, NULL);
    return pages;
}

/* Text in which each part would often stand at the end of a line, were it let to. */
static char *many_times(const char *part, guint times)
{
    GString *text = g_string_new("In");
    for (guint i = 0; i < times; i++) {
        for (guint j = 0; j < i % 7; j++) g_string_append(text, " a");
        g_string_append_printf(text, " %s", part);
    }
    return g_string_free(text, FALSE);
}

static void assert_unbroken(const char *part, const char *broken)
{
    struct Fixture *f = fixture_new(1);
    char *text = many_times(part, 300);
    paragraph(f, "plain", "en", text, 0);
    char *lines = lines_text(layout_proved(f));
    g_assert_null(strstr(lines, broken));
    g_free(lines);
    g_free(text);
    fixture_free(f);
}

static void test_holds(void)
{
    assert_unbroken("A/HRC/47/L.23", "/|");
    assert_unbroken("66/157", "/|");
    assert_unbroken("2012–2013", "–|");
    assert_unbroken("and/or", "/|");
    assert_unbroken("droits : oui", "|:");
    assert_unbroken("« droits »", "« |");
    assert_unbroken("para.\u00A07", "\u00A0|");
    assert_unbroken("non\u2011aligned", "\u2011|");
}

static void test_breaks_after_hyphen(void)
{
    struct Fixture *f = fixture_new(1);
    char *text = many_times("non-governmental", 300);
    paragraph(f, "plain", "en", text, 0);
    char *lines = lines_text(layout_proved(f));
    g_assert_nonnull(strstr(lines, "non-|governmental"));
    g_free(lines);
    g_free(text);
    fixture_free(f);
}

static void test_no_break_run(void)
{
    struct Fixture *f = fixture_new(1);
    GArray *runs = g_array_new(FALSE, TRUE, sizeof(struct Run));
    for (guint i = 0; i < 200; i++) {
        struct Run plain = fixture_run(f, i % 3 == 0 ? "on that day, " : "or on ");
        struct Run date = fixture_run(f, "19 December 2011");
        struct Run after = fixture_run(f, ", ");
        date.flags = RUN_NOBREAK;
        g_array_append_val(runs, plain);
        g_array_append_val(runs, date);
        g_array_append_val(runs, after);
    }
    fixture_block(f, ROLE_PARAGRAPH, "plain", NULL, runs);
    char *lines = lines_text(layout_proved(f));
    g_assert_null(strstr(lines, "19 |"));
    g_assert_null(strstr(lines, "December |"));
    g_free(lines);
    g_array_free(runs, TRUE);
    fixture_free(f);
}

/* A space that a line ends with is still in the text, with a glyph of its own. */
static void test_spaces_at_line_ends(void)
{
    struct Fixture *f = fixture_new(3);
    fixture_paragraph(f, 200, 0, 0, 0);
    struct Pages *pages = layout_proved(f);
    char *lines = lines_text(pages);
    for (char *end = strchr(lines, '|'); end != NULL; end = strchr(end + 1, '|')) g_assert_cmpint(end[-1], ==, ' ');
    g_assert_true(g_str_has_prefix(lines, "0. "));
    g_free(lines);
    fixture_free(f);
}

/* Edges of a justified line, without the space after it. */
static void test_justified(void)
{
    struct Fixture *f = fixture_new(5);
    fixture_paragraph(f, 230, 0, 0, 0);
    struct Pages *pages = layout_proved(f);
    const struct Page *page = &pages->pages[0];
    size_t checked = 0;
    for (size_t r = 0; r + 1 < page->run_count; r++) {
        const struct GlyphRun *run = &page->runs[r];
        if (run->mark.kind != MARK_BLOCK || page->runs[r + 1].mark.kind != MARK_BLOCK) continue;
        struct OpenRun open = {NULL, NULL, 0};
        run_open(&open, run);
        g_assert_cmpint(ABS(run->x + open.glyphs[run->glyph_count - 1].x - f->style->body_right), <=, LENGTH_PT(0.05));
        open_run_end(&open);
        checked++;
    }
    g_assert_cmpuint(checked, >, 8);
    fixture_free(f);
}

static void test_languages(void)
{
    static const char *const texts[][2] = {
        {"fr", "Le Gouvernement de l’Équateur a souligné que la coopération devait être « non sélective » ; a-t-il répondu ?"},
        {"es", "El Gobierno de México destacó la importancia de la cooperación; ¿por qué? El período sexagésimo octavo."},
        {"ru", "Правительство Беларуси выразило обеспокоенность в связи с политизацией вопросов прав человека (A/68/277)."},
        {"zh", "秘书长的报告——即A/68/277号文件——载有从各国政府收到的答复；“非选择性、公正性”（见第3段）。会员国和非政府组织均应参与合作。"},
        {"ar", "أعربت حكومة بيلاروس عن قلقها إزاء تسييس حقوق الإنسان (A/68/277)، وأشارت إلى القرار 66/157 في الفترة 2012-2013."},
    };
    for (int rtl = 0; rtl < 2; rtl++) {
        struct Fixture *f = fixture_new(1);
        f->report.rtl = rtl == 1;
        for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
            paragraph(f, "plain", texts[i][0], texts[i][1], 0);
            paragraph(f, "heading-3", texts[i][0], texts[i][1], 0);
        }
        paragraph(f, "plain", "ar", "(أ)", 0);
        struct Pages *pages = layout_proved(f);
        g_assert_cmpuint(diags_total(f->diags), ==, 0);
        g_assert_cmpuint(pages->face_count, ==, 6); /* three families, regular and bold */
        for (size_t r = 0; r < pages->pages[0].run_count; r++) /* in visual order, from the left */
            g_assert_true(g_utf8_validate(pages->pages[0].runs[r].text, (gssize)pages->pages[0].runs[r].text_length, NULL));
        fixture_free(f);
    }
}

/* No line of a Chinese paragraph starts with closing punctuation or ends with opening one. */
static void test_chinese_punctuation(void)
{
    struct Fixture *f = fixture_new(1);
    GString *text = g_string_new(NULL);
    for (int i = 0; i < 150; i++) g_string_append(text, i % 4 == 0 ? "会员国，" : i % 4 == 1 ? "（人权）" : i % 4 == 2 ? "《宪章》" : "合作。");
    paragraph(f, "plain", "zh", text->str, 0);
    char *lines = lines_text(layout_proved(f));
    static const char *const wrong[] = {"|，", "|。", "|）", "|》", "（|", "《|"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) g_assert_null(strstr(lines, wrong[i]));
    g_assert_nonnull(strchr(lines, '|'));
    g_free(lines);
    g_string_free(text, TRUE);
    fixture_free(f);
}

static void assert_reported(struct Fixture *f, enum DiagCode code)
{
    for (size_t i = 0; i < diags_total(f->diags); i++)
        if (diags_sorted(f->diags, i)->code == code) return;
    diags_print(f->diags, stderr, DIAG_TEXT);
    g_assert_not_reached();
}

static void test_long_word(void)
{
    struct Fixture *f = fixture_new(1);
    char *word = g_strnfill(900, 'w');
    paragraph(f, "plain", "en", word, 0);
    layout_proved(f);
    g_free(word);
    fixture_free(f);
    f = fixture_new(1);
    word = g_strnfill(120, 'W');
    paragraph(f, "plain", "en", word, 0);
    layout_proved(f);
    assert_reported(f, SG_LINE_TOO_LONG);
    g_free(word);
    fixture_free(f);
}

static void test_address(void)
{
    struct Fixture *f = fixture_new(1);
    paragraph(f, "plain", "en", "See https://www.example.org/en/documents/thematic-reports/a68277-strengthening-united-nations-action-in-the-field", 0);
    char *lines = lines_text(layout_proved(f));
    g_assert_nonnull(strchr(lines, '|'));
    g_assert_cmpuint(diags_total(f->diags), ==, 0);
    g_free(lines);
    fixture_free(f);
}

static void test_missing_glyph(void)
{
    struct Fixture *f = fixture_new(1);
    paragraph(f, "plain", "en", "a \u0E01 b", 0); /* Thai: no face sets it */
    layout_proved(f);
    assert_reported(f, SG_GLYPH_MISSING);
    fixture_free(f);
}

static void test_marks(void)
{
    struct Fixture *f = fixture_new(1);
    GString *text = g_string_new("e");
    for (int i = 0; i < 100; i++) g_string_append(text, "\u0301");
    paragraph(f, "plain", "en", text->str, 0);
    layout_proved(f);
    assert_reported(f, SG_TOO_MANY_MARKS);
    g_string_free(text, TRUE);
    fixture_free(f);
}

static void test_unknown_style(void)
{
    struct Fixture *f = fixture_new(1);
    paragraph(f, "no-such-style", "en", "Text.", 0);
    layout_proved(f);
    assert_reported(f, SG_NO_BLOCK_STYLE);
    fixture_free(f);
}

static void test_no_dictionary(void)
{
    struct Fixture *f = fixture_new(9);
    for (size_t i = 0; i < f->style->block_count; i++) f->style->blocks[i].hyphenate = true;
    char *text = many_times("internationalization", 60);
    paragraph(f, "plain", "en", text, 0);
    layout_proved(f);
    assert_reported(f, SG_NO_DICTIONARY);
    g_free(text);
    fixture_free(f);
}

/* Words are broken where the patterns say; in the text they stay one word. */
static void test_hyphens(void)
{
    struct Fixture *f = fixture_new(9);
    struct Dictionary english = {"en", "/usr/share/hyphen/hyph_en_US.dic", "hyphen-en-us", SPAN_NONE};
    f->style->dictionaries = &english;
    f->style->dictionary_count = 1;
    f->style->lines->pretolerance = 20;
    for (size_t i = 0; i < f->style->block_count; i++) f->style->blocks[i].hyphenate = true;
    char *text = many_times("representation, internationalization and self-determination", 60);
    paragraph(f, "plain", "en", text, 0);
    char *lines = lines_text(layout_proved(f));
    g_assert_cmpuint(diags_total(f->diags), ==, 0);
    static const char *const right[] = {"rep", "repre", "represen", "representa", "in", "inter", "interna", "internation", "internationaliza",
                                        "self-de", "self-deter", "self-determi", "self-determina", "internationali", "international", NULL};
    size_t count = 0;
    for (char *end = strstr(lines, "\u00AD|"); end != NULL; end = strstr(end + 1, "\u00AD|")) {
        char *start = end;
        while (start > lines && start[-1] != ' ' && start[-1] != '|') start--;
        char *part = g_strndup(start, (gsize)(end - start));
        g_assert_true(g_strv_contains(right, part));
        g_free(part);
        count++;
    }
    g_assert_cmpuint(count, >, 5);
    g_free(lines);
    g_free(text);
    fixture_free(f);
}

static struct Pages *layout_only(struct Fixture *f)
{
    f->report.blocks = (struct Block *)(void *)f->blocks->data;
    f->report.block_count = f->blocks->len;
    return layout_report(f->arena, &f->report, f->style, (struct LayoutOptions){.draft = false}, f->diags);
}

static void test_faces(void)
{
    struct Fixture *f = fixture_new(1);
    paragraph(f, "plain", "en", "Text.", 0);
    for (size_t i = 0; i < f->style->faces->file_count; i++) f->style->faces->files[i].sha256 = "00";
    g_assert_null(layout_only(f));
    assert_reported(f, SG_FACE_CHANGED);
    fixture_free(f);
    f = fixture_new(1);
    paragraph(f, "plain", "en", "Text.", 0);
    for (size_t i = 0; i < f->style->faces->file_count; i++) f->style->faces->files[i].file = "/nowhere/font.ttf";
    g_assert_null(layout_only(f));
    assert_reported(f, SG_FACE_MISSING);
    fixture_free(f);
}

static void test_page_too_full(void)
{
    struct Fixture *f = fixture_new(1);
    for (int i = 0; i < 90; i++) paragraph(f, "heading-3", "en", "Heading", 0);
    struct Pages *pages = layout_proved(f);
    g_assert_cmpuint(pages->page_count, ==, 1);
    assert_reported(f, SG_PAGE_TOO_FULL);
    fixture_free(f);
}

static void test_slot_too_wide(void)
{
    struct Fixture *f = fixture_new(1);
    struct Run run = fixture_run(f, "A date that is so long that no masthead of any document has room for it");
    struct Slot slot = {"date", &run, 1};
    f->report.slots = &slot;
    f->report.slot_count = 1;
    paragraph(f, "plain", "en", "Text.", 0);
    layout_proved(f);
    assert_reported(f, SG_SLOT_TOO_WIDE);
    fixture_free(f);
}

/* Notes: a long one goes on overleaf and says so; ten long ones called in one line cannot all start on the page. */
static void test_notes(void)
{
    struct Fixture *f = fixture_new(1);
    fixture_paragraph(f, 60, 1, 1500, 1500);
    fixture_paragraph(f, 400, 0, 0, 0);
    struct Pages *pages = layout_proved(f);
    assert_reported(f, SG_NOTE_SPLIT);
    g_assert_cmpuint(pages->late_notes, ==, 0);
    fixture_free(f);
    f = fixture_new(1);
    fixture_paragraph(f, 12, 6, 700, 700);
    pages = layout_proved(f);
    assert_reported(f, SG_NOTE_LATE);
    g_assert_cmpuint(pages->late_notes, >, 0);
    fixture_free(f);
}

static void test_too_many_pages(void)
{
    struct Fixture *f = fixture_new(1);
    for (int i = 0; i < 20002; i++) paragraph(f, "plain", "en", "x", 0)->page_break_before = true;
    g_assert_null(layout_only(f));
    assert_reported(f, SG_TOO_MANY_PAGES);
    fixture_free(f);
}

/* A style as shipped, with one thing in it replaced. */
static void assert_style_refused(const char *from, const char *to)
{
    struct Fixture *f = fixture_new(1);
    char *bytes;
    g_assert_true(g_file_get_contents("templates/layouts/new-york/style.yaml", &bytes, NULL, NULL));
    GString *text = g_string_new(bytes);
    g_assert_cmpuint(g_string_replace(text, from, to, 1), ==, 1);
    struct Input *templates = read_templates(f->arena, "templates", "fonts", NULL, "new-york", NULL, f->diags);
    for (size_t i = 0; i < templates->file_count; i++)
        if (strcmp(templates->files[i].name, "layouts/new-york/style.yaml") == 0)
            templates->files[i].root = read_node(f->arena, source_new(f->arena, "style.yaml", text->str, text->len), f->diags);
    g_assert_null(check_style(f->arena, templates, "new-york", f->diags));
    assert_reported(f, SG_STYLE_INCOMPLETE);
    fixture_free(f);
    g_string_free(text, TRUE);
    g_free(bytes);
}

static void test_style(void)
{
    assert_style_refused("body-right: 488.7", "body-right: 150");
    assert_style_refused("first: 222.3, last: 708.5", "first: 222.3, last: 230");
    assert_style_refused("header: table-header", "header: nothing");
    assert_style_refused("kind: slot, slot: organ,", "kind: slot,");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/lines/holds", test_holds);
    g_test_add_func("/layout/lines/breaks-after-hyphen", test_breaks_after_hyphen);
    g_test_add_func("/layout/lines/no-break-run", test_no_break_run);
    g_test_add_func("/layout/lines/spaces-at-line-ends", test_spaces_at_line_ends);
    g_test_add_func("/layout/lines/justified", test_justified);
    g_test_add_func("/layout/lines/languages", test_languages);
    g_test_add_func("/layout/lines/chinese-punctuation", test_chinese_punctuation);
    g_test_add_func("/layout/lines/long-word", test_long_word);
    g_test_add_func("/layout/lines/address", test_address);
    g_test_add_func("/layout/lines/hyphens", test_hyphens);
    g_test_add_func("/layout/messages/missing-glyph", test_missing_glyph);
    g_test_add_func("/layout/messages/marks", test_marks);
    g_test_add_func("/layout/messages/unknown-style", test_unknown_style);
    g_test_add_func("/layout/messages/no-dictionary", test_no_dictionary);
    g_test_add_func("/layout/messages/faces", test_faces);
    g_test_add_func("/layout/messages/page-too-full", test_page_too_full);
    g_test_add_func("/layout/messages/slot-too-wide", test_slot_too_wide);
    g_test_add_func("/layout/messages/notes", test_notes);
    g_test_add_func("/layout/messages/too-many-pages", test_too_many_pages);
    g_test_add_func("/layout/messages/style", test_style);
    return g_test_run();
}
