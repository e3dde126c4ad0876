/* The order of respondents, numbers and letters. */
#include "compose_fixture.h"

static struct Fixture f;
static struct Composer *c;

static void start(enum Language language)
{
    fixture_start(&f, "report", language);
    c = fixture_composer(&f);
}

static void end(void)
{
    arena_free(c->scratch);
    fixture_end(&f);
}

static const char *order_of(const char *const *names, const enum RespondentKind *kinds, size_t count)
{
    const struct Respondent *list[16];
    for (size_t i = 0; i < count; i++)
        list[i] = fixture_respondent(&f, names[i], kinds[i], names[i], names[i], "", NULL);
    respondents_sort(c, list, count);
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append_printf(text, "%s%s", i ? "; " : "", list[i]->id);
    const char *copy = arena_strdup(f.arena, text->str);
    g_string_free(text, TRUE);
    return copy;
}

static void names_stand_in_the_order_of_the_alphabet(void)
{
    start(LANG_EN);
    static const char *const names[] = {"Türkiye",
                                        "State of Palestine",
                                        "Venezuela (Bolivarian Republic of)",
                                        "Côte d’Ivoire",
                                        "Costa Rica",
                                        "Croatia",
                                        "Turkmenistan",
                                        "Tuvalu",
                                        "Zimbabwe",
                                        "Bahamas (The)",
                                        "Bahrain",
                                        "Congo",
                                        "Democratic Republic of the Congo"};
    enum RespondentKind kinds[G_N_ELEMENTS(names)];
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        kinds[i] = strcmp(names[i], "State of Palestine") ? KIND_GOVERNMENT : KIND_OBSERVER;
    g_assert_cmpstr(
        order_of(names, kinds, G_N_ELEMENTS(names)), ==,
        "Bahamas (The); Bahrain; Congo; Costa Rica; Côte d’Ivoire; Croatia; Democratic Republic of the "
        "Congo; "
        "Türkiye; Turkmenistan; Tuvalu; Venezuela (Bolivarian Republic of); Zimbabwe; State of Palestine");
    end();
}

static void kinds_stand_in_the_order_of_the_chapters(void)
{
    start(LANG_EN);
    static const char *const names[] = {"Amnesty", "World Bank",    "Holy See",  "UNESCO",
                                        "Yemen",   "African Union", "Ombudsman", "Academy"};
    static const enum RespondentKind kinds[] = {KIND_NGO,        KIND_IGO,      KIND_OBSERVER, KIND_UN,
                                                KIND_GOVERNMENT, KIND_REGIONAL, KIND_NHRI,     KIND_ACADEMIC};
    g_assert_cmpstr(order_of(names, kinds, G_N_ELEMENTS(names)), ==,
                    "Yemen; Holy See; African Union; UNESCO; World Bank; Ombudsman; Amnesty; Academy");
    end();
}

static void numbers_and_letters(void)
{
    start(LANG_EN);
    static const struct {
        int number;
        const char *roman;
    } romans[] = {{1, "I"}, {4, "IV"}, {9, "IX"}, {14, "XIV"}, {40, "XL"}, {99, "XCIX"}};
    for (size_t i = 0; i < G_N_ELEMENTS(romans); i++)
        g_assert_cmpstr(number_roman(f.arena, romans[i].number), ==, romans[i].roman);
    g_assert_cmpstr(item_label(c, 1, 0), ==, "(a)");
    g_assert_cmpstr(item_label(c, 1, 25), ==, "(z)");
    g_assert_cmpstr(item_label(c, 1, 26), ==, "(aa)");
    g_assert_cmpstr(item_label(c, 1, 27), ==, "(bb)");
    g_assert_cmpstr(item_label(c, 2, 0), ==, "(i)");
    g_assert_cmpstr(item_label(c, 2, 3), ==, "(iv)");
    g_assert_cmpstr(number_letter(f.arena, "أ ب ج د هـ", 4), ==, "هـ");
    end();
}

static void add_heading(int level, const char *id)
{
    composer_heading(c, level, false, id, "summary-heading", NULL, 0);
}

static const char *labels(void)
{
    number_blocks(c);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < c->blocks->len; i++) {
        const struct Block *block = &g_array_index(c->blocks, struct Block, i);
        g_string_append_printf(text, "%s%s", i ? " " : "", block->label ? block->label : "-");
    }
    const char *copy = arena_strdup(f.arena, text->str);
    g_string_free(text, TRUE);
    return copy;
}

static void a_lone_subheading_has_no_number(void)
{
    start(LANG_EN);
    add_heading(1, "a");
    add_heading(2, "b"); /* alone under I. */
    add_heading(1, "c");
    add_heading(2, "d");
    add_heading(3, "e"); /* alone under II.A */
    add_heading(2, "f");
    add_heading(3, "g");
    add_heading(3, "h");
    g_assert_cmpstr(labels(), ==, "I. - II. A. - B. 1. 2.");
    end();
}

static void paragraphs_run_through_and_begin_again_in_an_annex(void)
{
    start(LANG_EN);
    for (int i = 0; i < 4; i++) {
        composer_open(c, i == 1 ? ROLE_PARAGRAPH : ROLE_NUMBERED, "paragraph", unique_id(c, "p"));
        composer_say(c, "summary-heading", -1, NULL, 0);
        g_array_index(c->drafts, struct Draft, c->drafts->len - 1).restart = i == 3;
        composer_close(c);
    }
    g_assert_cmpstr(labels(), ==, "1. - 2. 1.");
    end();
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/compose/order/alphabet", names_stand_in_the_order_of_the_alphabet);
    g_test_add_func("/compose/order/chapters", kinds_stand_in_the_order_of_the_chapters);
    g_test_add_func("/compose/order/numbers", numbers_and_letters);
    g_test_add_func("/compose/order/headings", a_lone_subheading_has_no_number);
    g_test_add_func("/compose/order/paragraphs", paragraphs_run_through_and_begin_again_in_an_annex);
    return g_test_run();
}
