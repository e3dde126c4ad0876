/* Written text to blocks: nothing is lost, nothing said twice, whatever the arrangement. */
#include "compose_fixture.h"

static struct Fixture f;

static struct Inline *text(const char *words)
{
    return fixture_inline(&f, INLINE_TEXT, words);
}

static struct Inline *holding(struct Content *content)
{
    struct Inline *in = fixture_inline(&f, INLINE_CONTENT, NULL);
    in->content = content;
    return in;
}

static struct Content *content(enum ContentKind kind, struct Inline *inlines, struct Content *children)
{
    struct Content *made = ARENA_NEW(f.arena, struct Content);
    made->kind = kind;
    made->inlines = inlines;
    made->children = children;
    return made;
}

static struct Inline *then(struct Inline *first, struct Inline *next)
{
    struct Inline *last = first;
    while (last->next)
        last = last->next;
    last->next = next;
    return first;
}

static struct Content *with_next(struct Content *first, struct Content *next)
{
    first->next = next;
    return first;
}

/* "Before (a) one (i) deep (b) two after", and a quotation. */
static struct Content *nested_paragraph(void)
{
    struct Content *deep = content(CONTENT_LIST, NULL, content(CONTENT_ITEM, text("deep"), NULL));
    struct Content *one = content(CONTENT_ITEM, then(text("one"), holding(deep)), NULL);
    struct Content *list =
        content(CONTENT_LIST, NULL, with_next(one, content(CONTENT_ITEM, text("two"), NULL)));
    struct Content *quotation = content(CONTENT_QUOTATION, NULL, fixture_paragraph(&f, NULL, "quoted"));
    struct Content *paragraph = fixture_paragraph(&f, "SYR-1.p1", "Before:");
    then(paragraph->inlines, then(holding(list), then(text(" after "), holding(quotation))));
    return paragraph;
}

static void start(void)
{
    fixture_start(&f, "report", LANG_EN);
    fixture_text(&f, NULL, "distribution", FACT_WORD, "general");
    fixture_date(&f, NULL, "date", 2013, 7, 22);
    fixture_text(&f, NULL, "original-language", FACT_TEXT, "en");
    fixture_text(&f, NULL, "title", FACT_TEXT, "Title");
}

/* Label, style and text of each block of the reply, one a line. */
static const char *outline(const struct Report *report)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < report->block_count; i++) {
        const struct Block *b = &report->blocks[i];
        if (b->submission && b->role != ROLE_HEADING)
            g_string_append_printf(out, "%s%s %s%s: %s", out->len ? "\n" : "", b->label ? b->label : "-",
                                   b->style, b->part_of_paragraph ? " part" : "",
                                   fixture_runs(&f, b->runs, b->run_count));
    }
    const char *copy = arena_strdup(f.arena, out->str);
    g_string_free(out, TRUE);
    return copy;
}

static void a_list_splits_its_paragraph(void)
{
    start();
    fixture_replies(&f, 1);
    fixture_reply(&f,
                  fixture_respondent(&f, "SYR", KIND_GOVERNMENT, "Syrian Arab Republic",
                                     "Syrian Arab Republic", "the ", NULL),
                  nested_paragraph());
    g_assert_cmpstr(
        outline(fixture_compose(&f)), ==,
        "2. paragraph: Before:\n(a) list-1 part: one\n(i) list-2 part: deep\n(b) list-1 part: two\n"
        "- plain part: after\n- quotation part: quoted");
    fixture_end(&f);
}

static struct Statement *statement(const struct Submission *submission, const char *paragraph,
                                   const struct Theme *theme)
{
    struct Statement *s = ARENA_NEW(f.arena, struct Statement);
    s->id = paragraph;
    s->paragraph_id = paragraph;
    s->theme = theme;
    s->text = paragraph;
    s->submission = submission;
    return s;
}

static void themes_take_whole_paragraphs(void)
{
    start();
    f.dossier->themes = ARENA_ARRAY(f.arena, struct Theme, 2);
    f.dossier->theme_count = 2;
    f.dossier->themes[0] = (struct Theme){.id = "one", .title = {"Theme one"}};
    f.dossier->themes[1] = (struct Theme){.id = "two", .title = {"Theme two"}};
    f.dossier->arrangement = ARRANGE_THEME;
    struct Content *heading = content(CONTENT_HEADING, text("Inner"), NULL);
    heading->level = 1;
    struct Content *table = content(CONTENT_QUOTATION, NULL, fixture_paragraph(&f, NULL, "after p2"));
    struct Content *flow =
        with_next(fixture_paragraph(&f, "A-1.p1", "p1"),
                  with_next(heading, with_next(fixture_paragraph(&f, "A-1.p2", "p2"),
                                               with_next(table, fixture_paragraph(&f, "A-1.p3", "p3")))));
    fixture_replies(&f, 2);
    struct Submission *a =
        fixture_reply(&f, fixture_respondent(&f, "A", KIND_GOVERNMENT, "Aland", "Aland", "", NULL), flow);
    a->statements = statement(a, "A-1.p1", &f.dossier->themes[1]);
    a->statements->next = statement(a, "A-1.p2", &f.dossier->themes[0]);
    struct Submission *b = fixture_reply(&f, fixture_respondent(&f, "B", KIND_NGO, "Bund", "Bund", "", NULL),
                                         fixture_paragraph(&f, "B-1.p1", "b1"));
    b->statements = statement(b, "B-1.p1", &f.dossier->themes[0]);
    struct Report *report = fixture_compose(&f);
    g_assert_cmpstr(
        outline(report), ==,
        "2. paragraph: p2\n- quotation part: after p2\n3. paragraph: b1\n4. paragraph: p1\n5. paragraph: p3");
    g_assert_cmpstr(fixture_block(&f, report, "theme.one"), ==, "A. Theme one");
    g_assert_cmpstr(fixture_block(&f, report, "group.rest"), ==, "C. Other matters");
    g_assert_cmpstr(fixture_block(&f, report, "A.heading-3"), ==, "Aland");
    fixture_end(&f);
}

static void replaced_and_excluded_replies_are_not_printed(void)
{
    start();
    struct Respondent *a = fixture_respondent(&f, "A", KIND_GOVERNMENT, "Aland", "Aland", "", NULL);
    fixture_replies(&f, 4);
    fixture_reply(&f, a, fixture_paragraph(&f, "A-1.p1", "old"))->superseded = true;
    struct Submission *fresh = fixture_reply(&f, a, fixture_paragraph(&f, "A-2.p1", "new"));
    fresh->id = "A-2";
    fresh->relation = RELATION_REPLACEMENT;
    struct Submission *more = fixture_reply(&f, a, fixture_paragraph(&f, "A-3.p1", "more"));
    more->id = "A-3";
    more->relation = RELATION_SUPPLEMENT;
    struct Submission *late =
        fixture_reply(&f, fixture_respondent(&f, "B", KIND_GOVERNMENT, "Bland", "Bland", "", NULL),
                      fixture_paragraph(&f, "B-1.p1", "late"));
    late->late = true;
    f.dossier->late_policy = LATE_EXCLUDE;
    g_assert_cmpstr(outline(fixture_compose(&f)), ==,
                    "2. paragraph: new\n- original-line: [Additional information received on 1 May 2013]\n3. "
                    "paragraph: more");
    fixture_end(&f);
}

static void what_is_missing_is_shown_and_refused_in_a_final(void)
{
    start();
    struct Content *missing = content(CONTENT_MISSING, NULL, NULL);
    fixture_replies(&f, 1);
    fixture_reply(&f, fixture_respondent(&f, "A", KIND_GOVERNMENT, "Aland", "Aland", "", NULL),
                  with_next(fixture_paragraph(&f, "A-1.p1", "p1"), missing));
    struct Report *report = fixture_compose(&f);
    g_assert_cmpstr(outline(report), ==,
                    "2. paragraph: p1\n- plain: [Text missing: a part of the input could not be read]");
    compose_report(f.arena, f.dossier, f.wording, (struct ComposeOptions){.final = true}, f.diags);
    g_assert_cmpint(diags_sorted(f.diags, 0)->code, ==, SG_MISSING_TEXT);
    fixture_end(&f);
}

static void names_without_a_form_are_reported(void)
{
    start();
    struct Respondent *a = fixture_respondent(&f, "A", KIND_GOVERNMENT, "Aland", "Aland", "", NULL);
    f.dossier->language = LANG_EN;
    a->names[LANG_FR] = a->names[LANG_EN];
    a->names[LANG_EN] = (struct Names){0};
    fixture_replies(&f, 1);
    fixture_reply(&f, a, fixture_paragraph(&f, "A-1.p1", "p1"));
    compose_report(f.arena, f.dossier, f.wording, (struct ComposeOptions){0}, f.diags);
    g_assert_cmpint(diags_sorted(f.diags, 0)->code, ==, SG_NO_NAME);
    fixture_end(&f);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/compose/content/nested", a_list_splits_its_paragraph);
    g_test_add_func("/compose/content/themes", themes_take_whole_paragraphs);
    g_test_add_func("/compose/content/relations", replaced_and_excluded_replies_are_not_printed);
    g_test_add_func("/compose/content/missing", what_is_missing_is_shown_and_refused_in_a_final);
    g_test_add_func("/compose/content/names", names_without_a_form_are_reported);
    return g_test_run();
}
