#include "compose/compose_int.h"

#include <string.h>

#include "base/arena.h"
#include "compose/inline.h"
#include "compose/words.h"

static struct Value runs_value(const char *name, struct Runs runs, double number)
{
    return (struct Value){.name = name, .kind = VALUE_RUNS, .number = number, .runs = runs};
}

static struct Run plain_run(struct Composer *c, const char *text)
{
    return (struct Run){.text = text, .lang = c->lang, .note = -1, .sentence = -1};
}

static struct Runs one_run(struct Composer *c, struct Run run)
{
    return (struct Runs){arena_memdup(c->arena, &run, sizeof run), 1};
}

static void add_text(struct Composer *c, GArray *out, const char *text)
{
    struct Run run = plain_run(c, text);
    if (*text)
        g_array_append_val(out, run);
}

struct Value value_word(const char *name, const char *word)
{
    return (struct Value){.name = name, .kind = VALUE_WORD, .word = word};
}

struct Value value_none(const char *name)
{
    return (struct Value){.name = name, .kind = VALUE_WORD, .word = ""};
}

struct Value value_count(struct Composer *c, const char *name, long count)
{
    struct Run run = plain_run(c, "");
    run.flags = RUN_OPEN_COUNT;
    run.note = (int)count;
    return runs_value(name, one_run(c, run), (double)count);
}

struct Value value_figures(struct Composer *c, const char *name, long number)
{
    struct Value value =
        runs_value(name, one_run(c, plain_run(c, arena_printf(c->arena, "%ld", number))), (double)number);
    value.word = value.runs.items[0].text;
    return value;
}

struct Value value_text(struct Composer *c, const char *name, const char *text)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct Run));
    words_add_text(c, out, text, 0, c->lang);
    struct Value value = runs_value(name, runs_take(c, out), 1);
    value.word = text;
    return value;
}

struct Value value_inlines(struct Composer *c, const char *name, const struct Inline *inlines)
{
    return runs_value(name, inlines_runs(c, inlines), inlines ? 1 : 0);
}

struct Value value_date(struct Composer *c, const char *name, struct Date date)
{
    if (!date_given(date))
        return value_none(name);
    const char *text = composer_text(
        c, "date",
        VALUES(value_figures(c, "day", date.day), value_text(c, "month", words_month(c, date.month)),
               value_figures(c, "month-number", date.month), value_figures(c, "year", date.year)));
    struct Value value = value_text(c, name, text); /* as one text, so that the day stays with its month */
    value.word = NULL;
    return value;
}

struct Value value_symbol(struct Composer *c, const char *name, const char *symbol)
{
    struct Run run = plain_run(c, arena_strdup(c->arena, symbol));
    run.flags = RUN_NOBREAK;
    run.uri = symbol_uri(c, symbol, NULL);
    struct Value value = runs_value(name, one_run(c, run), 1);
    value.word = run.text;
    return value;
}

/* First and last words of the last items decide the joint between them. */
static const char *first_text(const struct Value *value)
{
    return value->runs.count ? value->runs.items[0].text : value->word ? value->word : "";
}

struct Value value_list(struct Composer *c, const char *name, const struct Value *items, size_t count)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct Run));
    const char *before = count > 1 ? first_text(&items[count - 2]) : "";
    const char **joints = words_list_joints(c, count, before, count ? first_text(&items[count - 1]) : "");
    for (size_t i = 0; i < count; i++) {
        if (items[i].runs.count)
            g_array_append_vals(out, items[i].runs.items, (guint)items[i].runs.count);
        else if (items[i].word)
            add_text(c, out, items[i].word);
        if (joints[i])
            add_text(c, out, joints[i]);
    }
    return runs_value(name, runs_take(c, out), (double)count);
}

/* A name stays open only where there is a choice between its full form and an abbreviation. */
static struct Run name_run(struct Composer *c, const struct Respondent *respondent, enum NameForm form)
{
    struct Run run = plain_run(c, respondent_name(c, respondent, form));
    if (!respondent->names[c->dossier->language].abbreviation)
        return run;
    struct NameUse use = {respondent, form};
    run.flags = RUN_OPEN_NAME;
    run.note = (int)c->names->len;
    g_array_append_val(c->names, use);
    return run;
}

struct Value value_respondents(struct Composer *c, const char *name,
                               const struct Respondent *const *respondents, size_t count, enum NameForm form)
{
    struct Value *items = ARENA_ARRAY(c->scratch, struct Value, count);
    for (size_t i = 0; i < count; i++) {
        items[i] = runs_value("", one_run(c, name_run(c, respondents[i], form)), 1);
        g_ptr_array_add(c->evidence, (void *)respondents[i]);
    }
    return value_list(c, name, items, count);
}

struct Value value_paragraphs(struct Composer *c, const char *name, const char *const *ids, size_t count)
{
    if (!count)
        return value_none(name);
    struct References references = {.ids = ARENA_ARRAY(c->arena, const char *, count), .count = count};
    for (size_t i = 0; i < count; i++)
        references.ids[i] = arena_strdup(c->arena, ids[i]);
    struct Run run = plain_run(c, "");
    run.flags = RUN_OPEN_REFERENCES;
    run.note = (int)c->references->len;
    g_array_append_val(c->references, references);
    return runs_value(name, one_run(c, run), (double)count);
}

struct Value value_pattern(struct Composer *c, const char *name, const char *key, const struct Value *values,
                           size_t count)
{
    struct Runs runs = words_of_pattern(c, key, false, values, count);
    return runs_value(name, runs, (double)runs.count);
}

struct Value value_note(struct Composer *c, const char *name, const char *key, const struct Value *values,
                        size_t count)
{
    int note = note_from_pattern(c, NOTE_NUMBERED, key, values, count);
    return runs_value(name, one_run(c, note_call(c, note)), 1);
}
