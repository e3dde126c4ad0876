/* Patterns: names, plurals, choices, values that hold markup, counts in words and figures, dates, ordinals,
 * lists. */
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

/* Puts a pattern into the wording under the key "zz", which stands last. */
static void set_pattern(const char *text)
{
    struct Pattern *patterns = ARENA_ARRAY(f.arena, struct Pattern, f.wording->pattern_count + 1);
    memcpy(patterns, f.wording->patterns, sizeof *patterns * f.wording->pattern_count);
    size_t count = f.wording->pattern_count;
    if (strcmp(patterns[count - 1].key, "zz") == 0)
        count--;
    patterns[count] = (struct Pattern){.key = "zz", .text = text};
    f.wording->patterns = patterns;
    f.wording->pattern_count = count + 1;
    arena_free(c->scratch);
    c = fixture_composer(&f);
}

static const char *sentence(const struct Value *values, size_t count)
{
    struct Runs runs = words_of_pattern(c, "zz", true, values, count);
    settle_counts(c, runs);
    return fixture_runs(&f, runs.items, runs.count);
}

static void every_pattern_compiles(void)
{
    static const char *const kinds[] = {"report",           "report-addendum",    "report-corrigendum",
                                        "secretariat-note", "adopted-resolution", "draft-resolution",
                                        "note-verbale"};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        fixture_start(&f, kinds[i], LANG_EN);
        c = fixture_composer(&f);
        if (!words_compile_all(c))
            diags_print(f.diags, stdout, DIAG_TEXT);
        g_assert_cmpuint(diags_total(f.diags), ==, 0);
        end();
    }
}

static void data_is_inert(void)
{
    start(LANG_EN);
    set_pattern("The <em>office</em> said {what}, {how-much, plural, one {once} other {# times}}.");
    struct Runs runs = words_of_pattern(
        c, "zz", true,
        VALUES(value_text(c, "what", "{0} '<em>x</em>' \xEE\x80\x80"), value_figures(c, "how-much", 3)));
    g_assert_cmpstr(fixture_runs(&f, runs.items, runs.count), ==,
                    "The office said {0} '<em>x</em>' \xEE\x80\x80, 3 times.");
    g_assert_cmpuint(runs.items[1].flags, ==, RUN_ITALIC);
    g_assert_cmpuint(runs.items[2].flags, ==, 0);
    end();
}

static void counts_follow_the_highest_of_the_sentence(void)
{
    start(LANG_EN);
    set_pattern("{k} of the {n} replies came in {m} weeks.");
    const char *low =
        sentence(VALUES(value_count(c, "k", 2), value_count(c, "n", 9), value_count(c, "m", 1)));
    g_assert_cmpstr(low, ==, "Two of the nine replies came in one weeks.");
    const char *high =
        sentence(VALUES(value_count(c, "k", 8), value_count(c, "n", 11), value_count(c, "m", 3)));
    g_assert_cmpstr(high, ==, "Eight of the 11 replies came in 3 weeks.");
    const char *first =
        sentence(VALUES(value_count(c, "k", 23), value_count(c, "n", 40), value_count(c, "m", 10)));
    g_assert_cmpstr(first, ==, "Twenty-three of the 40 replies came in 10 weeks.");
    set_pattern("Done. {k} more.");
    g_assert_cmpstr(sentence(VALUES(value_count(c, "k", 12))), ==, "Done. Twelve more.");
    end();
}

static void sentences_begin_with_a_capital(void)
{
    start(LANG_EN);
    set_pattern("{who} agreed.");
    g_assert_cmpstr(sentence(VALUES(value_text(c, "who", "élite"))), ==, "Élite agreed.");
    set_pattern("({who}) agreed.");
    g_assert_cmpstr(sentence(VALUES(value_text(c, "who", "all"))), ==, "(All) agreed.");
    end();
}

static void dates_and_ordinals(void)
{
    start(LANG_EN);
    struct Value date = value_date(c, "d", (struct Date){2013, 7, 22});
    g_assert_cmpstr(fixture_runs(&f, date.runs.items, date.runs.count), ==, "22 July 2013");
    g_assert_cmpstr(date.runs.items[0].text, ==, "22 July");
    g_assert_cmpuint(date.runs.items[0].flags, ==, RUN_NOBREAK);
    set_pattern("{s, spellout, %spellout-ordinal} session");
    static const struct {
        int number;
        const char *words;
    } ordinals[] = {{1, "First session"},
                    {23, "Twenty-third session"},
                    {68, "Sixty-eighth session"},
                    {80, "Eightieth session"},
                    {100, "One hundredth session"}};
    for (size_t i = 0; i < G_N_ELEMENTS(ordinals); i++)
        g_assert_cmpstr(sentence(VALUES(value_figures(c, "s", ordinals[i].number))), ==, ordinals[i].words);
    end();
}

static void lists_have_no_comma_before_and(void)
{
    start(LANG_EN);
    static const char *const names[] = {"Belarus", "Bosnia and Herzegovina", "Trinidad and Tobago", "Ukraine",
                                        "United Kingdom"};
    static const char *const lists[] = {
        "",
        "Belarus",
        "Belarus and Bosnia and Herzegovina",
        "Belarus, Bosnia and Herzegovina and Trinidad and Tobago",
        "Belarus, Bosnia and Herzegovina, Trinidad and Tobago and Ukraine",
        "Belarus, Bosnia and Herzegovina, Trinidad and Tobago, Ukraine and United Kingdom"};
    struct Value items[5];
    for (size_t i = 0; i < 5; i++)
        items[i] = value_text(c, "", names[i]);
    for (size_t i = 0; i <= 5; i++) {
        struct Value list = value_list(c, "list", items, i);
        g_assert_cmpstr(fixture_runs(&f, list.runs.items, list.runs.count), ==, lists[i]);
        g_assert_cmpfloat(list.number, ==, (double)i);
    }
    end();
}

static void what_belongs_together_is_not_broken(void)
{
    start(LANG_EN);
    struct Value text = value_text(
        c, "t", "On 22 July 2013, para. 7 of resolution 217 A (III) and No. 53, item 69 (b), 15 per cent");
    GString *kept = g_string_new(NULL);
    for (size_t i = 0; i < text.runs.count; i++)
        if (text.runs.items[i].flags & RUN_NOBREAK)
            g_string_append_printf(kept, "[%s]", text.runs.items[i].text);
    g_assert_cmpstr(kept->str, ==,
                    "[22 July][para. 7][resolution 217 A (III)][No. 53][item 69 (b)][15 per cent]");
    g_string_free(kept, TRUE);
    end();
}

static void broken_words_are_reported(void)
{
    static const struct {
        const char *pattern;
        enum DiagCode code;
    } broken[] = {{"{a, plural, one {x}", SG_BROKEN_PATTERN},
                  {"{a, plural, one {x}}", SG_BROKEN_PATTERN},
                  {"x {nothing.of.the-kind}", SG_NO_VALUE}};
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        start(LANG_EN);
        set_pattern(broken[i].pattern);
        sentence(NULL, 0);
        g_assert_cmpuint(diags_total(f.diags), ==, 1);
        g_assert_cmpint(diags_sorted(f.diags, 0)->code, ==, broken[i].code);
        end();
    }
    start(LANG_EN);
    words_of_pattern(c, "no-such-key", true, NULL, 0);
    g_assert_cmpint(diags_sorted(f.diags, 0)->code, ==, SG_NO_PATTERN);
    end();
}

/* The code given when the shipped templates lack a file. */
static bool told_without(const char *file, enum DiagCode code)
{
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    struct Input *templates = read_templates(arena, "templates", "fonts", "report", NULL, NULL, diags);
    size_t kept = 0;
    for (size_t i = 0; i < templates->file_count; i++)
        if (strcmp(templates->files[i].name, file) != 0)
            templates->files[kept++] = templates->files[i];
    g_assert_cmpuint(kept, <, templates->file_count);
    templates->file_count = kept;
    struct Wording *wording = check_wording(arena, templates, "report", LANG_EN, diags);
    bool told = false;
    for (size_t i = 0; i < diags_total(diags); i++)
        told = told || diags_sorted(diags, i)->code == code;
    g_assert_true(wording == NULL || code != SG_NO_CONVENTIONS);
    diags_free(diags);
    arena_free(arena);
    return told;
}

/* Groups in groups without end: one in itself, and each of sixty twice the next. */
static void groups_end(void)
{
    GString *doubling = g_string_new("groups:\n  slots: [{use: g0}]\n");
    for (int i = 0; i < 60; i++)
        g_string_append_printf(doubling, "  g%d: [{use: g%d}, {use: g%d}]\n", i, i + 1, i + 1);
    const char *const texts[] = {"groups: {slots: [{use: a}], a: [{use: b}], b: [{use: a}]}\n", doubling->str};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        struct Arena *arena = arena_new();
        struct Diags *diags = diags_new();
        struct Input *templates = read_templates(arena, "templates", "fonts", "report", NULL, NULL, diags);
        for (size_t j = 0; j < templates->file_count; j++)
            if (strcmp(templates->files[j].name, "kinds/groups.yaml") == 0)
                templates->files[j].root =
                    read_node(arena, source_new(arena, "groups.yaml", texts[i], strlen(texts[i])), diags);
        check_wording(arena, templates, "report", LANG_EN, diags);
        g_assert_cmpuint(diags_total(diags), >, 0);
        g_assert_cmpint(diags_sorted(diags, 0)->code, ==, SG_UNKNOWN_GROUP);
        diags_free(diags);
        arena_free(arena);
    }
    g_string_free(doubling, TRUE);
}

static void words_and_groups_that_are_shared_are_needed(void)
{
    g_assert_true(told_without("kinds/common.en.yaml", SG_NO_CONVENTIONS));
    g_assert_true(told_without("kinds/groups.yaml", SG_UNKNOWN_GROUP));
}

static void language_data_that_cannot_be_had_is_told(void)
{
    start(LANG_EN);
    f.wording->conventions.collation = "@=";
    arena_free(c->scratch);
    c = fixture_composer(&f);
    g_assert_cmpuint(diags_total(f.diags), ==, 1);
    g_assert_cmpint(diags_sorted(f.diags, 0)->code, ==, SG_NO_LANGUAGE_DATA);
    end();
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/compose/words/groups", groups_end);
    g_test_add_func("/compose/words/all", every_pattern_compiles);
    g_test_add_func("/compose/words/inert", data_is_inert);
    g_test_add_func("/compose/words/counts", counts_follow_the_highest_of_the_sentence);
    g_test_add_func("/compose/words/capital", sentences_begin_with_a_capital);
    g_test_add_func("/compose/words/dates", dates_and_ordinals);
    g_test_add_func("/compose/words/lists", lists_have_no_comma_before_and);
    g_test_add_func("/compose/words/nobreak", what_belongs_together_is_not_broken);
    g_test_add_func("/compose/words/broken", broken_words_are_reported);
    g_test_add_func("/compose/words/customs", words_and_groups_that_are_shared_are_needed);
    g_test_add_func("/compose/words/locale", language_data_that_cannot_be_had_is_told);
    return g_test_run();
}
