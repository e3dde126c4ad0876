/* Footnotes, references and abbreviations: what is settled when the document is whole. */
#include "compose_fixture.h"

#include "compose/inline.h"

static struct Fixture f;
static struct Composer *c;

static void start(void)
{
    fixture_start(&f, "report", LANG_EN);
    c = fixture_composer(&f);
    c->report->lang = "en";
    c->report->file_stem = "test-EN";
}

static void end(void)
{
    arena_free(c->scratch);
    fixture_end(&f);
}

static struct Inline *chain(struct Inline *first, struct Inline *second, struct Inline *third)
{
    first->next = second;
    if (second)
        second->next = third;
    return first;
}

static struct Inline *note(const char *text)
{
    struct Inline *in = fixture_inline(&f, INLINE_NOTE, NULL);
    in->content = fixture_paragraph(&f, NULL, text);
    return in;
}

static void add_paragraph(const char *id, struct Inline *inlines)
{
    composer_open(c, ROLE_NUMBERED, "paragraph", id);
    inlines_add(c, c->runs, inlines, (struct InlineLook){0, "en", NULL}, NULL, NULL);
    composer_close(c);
}

static const char *text_of(const char *id)
{
    return fixture_block(&f, c->report, id);
}

static void calls_stand_after_punctuation_and_are_numbered_in_order(void)
{
    start();
    add_paragraph("p1", chain(fixture_inline(&f, INLINE_TEXT, "One "), note("First."),
                              fixture_inline(&f, INLINE_TEXT, ", two")));
    add_paragraph("p2", chain(fixture_inline(&f, INLINE_TEXT, "Three"), note("Second."), note("Third.")));
    composer_finish(c);
    g_assert_cmpstr(report_verify(c->report), ==, NULL);
    g_assert_cmpstr(text_of("p1"), ==, "1. One,1 two");
    g_assert_cmpstr(text_of("p2"), ==, "2. Three2,3");
    g_assert_cmpuint(c->report->note_count, ==, 3);
    g_assert_cmpuint(c->report->notes[2].call_block, ==, 1);
    g_assert_cmpstr(c->report->notes[2].id, ==, "p2.note2");
    end();
}

static void calls_stand_before_punctuation_where_the_language_has_them_there(void)
{
    start();
    f.wording->conventions.notes_before_punctuation = true;
    add_paragraph("p1", chain(fixture_inline(&f, INLINE_TEXT, "Un,"), note("Premier."),
                              fixture_inline(&f, INLINE_TEXT, " deux.")));
    composer_finish(c);
    g_assert_cmpstr(text_of("p1"), ==, "1. Un1, deux.");
    end();
}

static void star_notes_stand_first(void)
{
    start();
    add_paragraph("p1", chain(fixture_inline(&f, INLINE_TEXT, "One."), note("First."), NULL));
    composer_open(c, ROLE_PARAGRAPH, "plain", "p2");
    struct Run call = note_call(c, note_from_pattern(c, NOTE_STAR, "summary-heading", NULL, 0));
    composer_say(c, "introduction", -1, NULL, 0);
    composer_add(c, (struct Runs){&call, 1}, -1);
    composer_close(c);
    composer_finish(c);
    g_assert_cmpstr(report_verify(c->report), ==, NULL);
    g_assert_cmpstr(c->report->notes[0].mark, ==, "*");
    g_assert_cmpstr(c->report->notes[1].mark, ==, "1");
    g_assert_cmpstr(text_of("p2"), ==, "Introduction*");
    end();
}

static void references_are_sorted_and_joined(void)
{
    start();
    static const char *const ids[] = {"p7", "p3", "p5", "p8", "p9", "p3"};
    static const char *const lone[] = {"p4"};
    for (int i = 1; i <= 9; i++)
        add_paragraph(arena_printf(f.arena, "p%d", i), fixture_inline(&f, INLINE_TEXT, "Text."));
    composer_open(c, ROLE_PARAGRAPH, "plain", "all");
    composer_add(c, value_paragraphs(c, "", ids, G_N_ELEMENTS(ids)).runs, -1);
    composer_close(c);
    composer_open(c, ROLE_PARAGRAPH, "plain", "one");
    composer_add(c, value_paragraphs(c, "", lone, 1).runs, -1);
    composer_close(c);
    composer_finish(c);
    g_assert_cmpstr(report_verify(c->report), ==, NULL);
    g_assert_cmpstr(text_of("all"), ==, "paras. 3, 5 and 7–9");
    g_assert_cmpstr(text_of("one"), ==, "para. 4");
    const struct Block *one = &c->report->blocks[10];
    g_assert_cmpuint(one->run_count, ==, 1); /* no line ends after "para." */
    g_assert_cmpstr(one->runs[0].dest, ==, "p4");
    end();
}

static void a_reference_to_nothing_is_reported(void)
{
    start();
    struct Inline *reference = fixture_inline(&f, INLINE_REFERENCE, NULL);
    reference->target = "XYZ-1.p1";
    add_paragraph("p1", chain(fixture_inline(&f, INLINE_TEXT, "See paragraph "), reference, NULL));
    composer_finish(c);
    g_assert_cmpstr(text_of("p1"), ==, "1. See paragraph …");
    g_assert_cmpint(diags_sorted(f.diags, 0)->code, ==, SG_NO_PARAGRAPH);
    end();
}

static void say_names(const char *id, struct Respondent *who, int times)
{
    composer_open(c, ROLE_NUMBERED, "paragraph", id);
    for (int i = 0; i < times; i++) {
        composer_add(c, value_respondents(c, "", (const struct Respondent *const *)&who, 1, NAME_TEXT).runs,
                     -1);
        composer_add(c, value_text(c, "", ". ").runs, -1);
    }
    composer_close(c);
}

static void abbreviations_stand_beside_the_name_at_first_use(void)
{
    start();
    struct Respondent *often =
        fixture_respondent(&f, "A", KIND_UN, "Often Named Office", "Often Named Office", "the ", "ONO");
    struct Respondent *twice =
        fixture_respondent(&f, "B", KIND_UN, "Twice Named Office", "Twice Named Office", "the ", "TNO");
    c->box = 1;
    say_names("summary", often, 1);
    c->box = 0;
    say_names("p1", often, 3);
    say_names("p2", twice, 2);
    composer_finish(c);
    g_assert_cmpstr(text_of("summary"), ==, "1. the Often Named Office.");
    g_assert_cmpstr(text_of("p1"), ==, "2. the Often Named Office (ONO). ONO. ONO.");
    g_assert_cmpstr(text_of("p2"), ==, "3. the Twice Named Office. the Twice Named Office.");
    g_assert_cmpstr(c->report->blocks[1].runs[1].expansion, ==, "Often Named Office");
    end();
}

static void a_reply_may_introduce_its_abbreviation(void)
{
    start();
    struct Respondent *office =
        fixture_respondent(&f, "A", KIND_UN, "Named Office", "Named Office", "the ", "NOF");
    say_names("p1", office, 1);
    add_paragraph("p2", fixture_inline(&f, INLINE_TEXT, "The Named Office (NOF) said that NOF agreed."));
    say_names("p3", office, 1);
    composer_finish(c);
    g_assert_cmpstr(text_of("p1"), ==, "1. the Named Office.");
    g_assert_cmpstr(text_of("p3"), ==, "3. NOF.");
    end();
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/compose/notes/after", calls_stand_after_punctuation_and_are_numbered_in_order);
    g_test_add_func("/compose/notes/before",
                    calls_stand_before_punctuation_where_the_language_has_them_there);
    g_test_add_func("/compose/notes/stars", star_notes_stand_first);
    g_test_add_func("/compose/references/joined", references_are_sorted_and_joined);
    g_test_add_func("/compose/references/none", a_reference_to_nothing_is_reported);
    g_test_add_func("/compose/names/first-use", abbreviations_stand_beside_the_name_at_first_use);
    g_test_add_func("/compose/names/written", a_reply_may_introduce_its_abbreviation);
    return g_test_run();
}
