/* Patterns to words.
 *
 * ICU formats messages with numbered arguments only (its C interface has no names), reads them as varargs of
 * two types, and writes plain text. Ours have names, and values that are more than text: links, note calls,
 * names still open. So a pattern is rewritten once: each name becomes a number, below STRINGS for what prints
 * or selects, from STRINGS on for what counts (the two classes are apart, so that the types of the varargs
 * are fixed). A value that prints is handed to ICU as one private-use character that stands for it, and is
 * put in its place afterwards: whatever it holds, braces, markup or more such characters, is never read as a
 * pattern. */
#include "compose/words.h"

#include <string.h>

#include <unicode/umsg.h>

#include "base/arena.h"
#include "compose/tools.h"

enum { STRINGS = 16, NUMBERS = 8, DEPTH = 8 };

/* How an argument is used in a pattern; the same name may be used in several ways. */
enum Use { USE_PRINT, USE_SELECT, USE_NUMBER };

struct Argument {
    const char *name;
    enum Use use;
};

struct Compiled {
    const struct Pattern *pattern;
    UMessageFormat *format; /* NULL: broken, a message was given */
    struct Argument strings[STRINGS], numbers[NUMBERS];
    int string_count, number_count;
};

void compiled_free(void *memory)
{
    struct Compiled *compiled = memory;
    if (compiled->format)
        umsg_close(compiled->format);
    g_free(compiled);
}

/* ---- Reading patterns ---- */

static bool name_char(char ch)
{
    return g_ascii_isalnum(ch) || ch == '-' || ch == '.' || ch == '_';
}

static int argument_index(struct Argument *arguments, int *count, int capacity, const char *name,
                          enum Use use)
{
    for (int i = 0; i < *count; i++)
        if (arguments[i].use == use && strcmp(arguments[i].name, name) == 0)
            return i;
    if (*count == capacity)
        return -1;
    arguments[*count] = (struct Argument){name, use};
    return (*count)++;
}

/* What follows the name of an argument tells how it is used. */
static enum Use use_of(const char *after_name)
{
    while (*after_name == ' ' || *after_name == '\n')
        after_name++;
    if (*after_name != ',')
        return USE_PRINT;
    after_name++;
    while (*after_name == ' ' || *after_name == '\n')
        after_name++;
    return strncmp(after_name, "select,", 7) == 0 || strncmp(after_name, "select ", 7) == 0 ? USE_SELECT
                                                                                            : USE_NUMBER;
}

/* Copies a quoted stretch: ICU reads ' as a quote only before a brace (or # in plurals). */
static const char *copy_quoted(GString *out, const char *p)
{
    if (p[1] != '{' && p[1] != '}') {
        g_string_append_c(out, *p);
        return p + 1;
    }
    do
        g_string_append_c(out, *p++);
    while (*p && *p != '\'');
    if (*p)
        g_string_append_c(out, *p++);
    return p;
}

/* Rewrites names to numbers. An opening brace is an argument's when it stands in message text, and a
 * message's when it stands in an argument (after a plural or select keyword). False when there are too many
 * arguments. */
static bool number_arguments(struct Composer *c, struct Compiled *compiled, GString *out)
{
    int depth = 0; /* odd: inside an argument; even: in message text */
    for (const char *p = compiled->pattern->text; *p;) {
        if (*p == '\'' && depth % 2 == 0) {
            p = copy_quoted(out, p);
        } else if (*p == '{' && depth % 2 == 0) {
            const char *start = ++p;
            while (name_char(*p))
                p++;
            const char *name = arena_strndup(c->arena, start, (size_t)(p - start));
            enum Use use = use_of(p);
            int index = use == USE_NUMBER
                            ? argument_index(compiled->numbers, &compiled->number_count, NUMBERS, name, use)
                            : argument_index(compiled->strings, &compiled->string_count, STRINGS, name, use);
            if (index < 0 || !*name)
                return false;
            g_string_append_printf(out, "{%d", use == USE_NUMBER ? STRINGS + index : index);
            depth++;
        } else {
            bool comma = *p == ',' && depth % 2 == 1;
            depth += *p == '{' ? 1 : *p == '}' ? -1 : 0;
            g_string_append_c(out, *p++);
            while (comma && (*p == ' ' || *p == '\n')) /* ICU takes it for a part of the style */
                p++;
        }
    }
    return true;
}

static struct Compiled *compile(struct Composer *c, const struct Pattern *pattern)
{
    struct Compiled *compiled = g_new0(struct Compiled, 1);
    compiled->pattern = pattern;
    GString *numbered = g_string_new(NULL);
    if (number_arguments(c, compiled, numbered)) {
        int32_t length;
        UChar *text = to_utf16(numbered->str, &length);
        UErrorCode status = U_ZERO_ERROR;
        UParseError where;
        compiled->format = umsg_open(text, length, c->lang, &where, &status);
        if (U_FAILURE(status)) {
            if (compiled->format)
                umsg_close(compiled->format);
            compiled->format = NULL;
        }
        g_free(text);
    }
    if (!compiled->format)
        diag(c->diags, SG_BROKEN_PATTERN, pattern->span, "'%s'", pattern->key);
    g_string_free(numbered, TRUE);
    return compiled;
}

static struct Compiled *find_compiled(struct Composer *c, const char *key)
{
    struct Compiled *compiled = g_hash_table_lookup(c->tools->compiled, key);
    if (compiled)
        return compiled;
    const struct Pattern *pattern = wording_pattern(c->wording, key);
    if (!pattern) {
        diag(c->diags, SG_NO_PATTERN, c->wording->span, "'%s'", key);
        return NULL;
    }
    compiled = compile(c, pattern);
    g_hash_table_insert(c->tools->compiled, (char *)pattern->key, compiled);
    return compiled;
}

bool composer_has_pattern(const struct Composer *c, const char *key)
{
    return wording_pattern(c->wording, key) != NULL;
}

/* ---- Values into patterns ---- */

struct Bound {
    struct Value printed[STRINGS];
    UChar *strings[STRINGS];
    double numbers[NUMBERS];
};

/* The value of an argument: handed in, bound by a list being walked, worked out, a fact, or another pattern.
 */
static struct Value resolve(struct Composer *c, const char *name, const struct Value *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(values[i].name, name) == 0)
            return values[i];
    struct Value value;
    if (value_find(c, name, &value))
        return value;
    if (composer_has_pattern(c, name) && c->tools->depth < DEPTH)
        return value_pattern(c, name, name, values, count);
    value = value_none(name);
    value.absent = true;
    return value;
}

/* What a select chooses by: the word of the value; for one that has none, whether it is given. */
static const char *select_word(const struct Value *value)
{
    if (value->word && *value->word)
        return value->word;
    return value->kind == VALUE_RUNS && value->number > 0 ? "given" : "none";
}

static void bind(struct Composer *c, const struct Compiled *compiled, const struct Value *values,
                 size_t count, struct Bound *bound)
{
    for (int i = 0; i < STRINGS; i++) {
        bool used = i < compiled->string_count;
        if (used)
            bound->printed[i] = resolve(c, compiled->strings[i].name, values, count);
        int32_t length;
        if (used && compiled->strings[i].use == USE_SELECT) {
            char *choice = g_strdup(select_word(&bound->printed[i]));
            g_strdelimit(choice, "-", '_'); /* ICU has no hyphen in the words of a select */
            bound->strings[i] = to_utf16(choice, &length);
            g_free(choice);
        } else {
            bound->strings[i] = g_new0(UChar, 2);
            bound->strings[i][0] = (UChar)(STAND_IN + i);
        }
    }
    for (int i = 0; i < NUMBERS; i++)
        bound->numbers[i] =
            i < compiled->number_count ? resolve(c, compiled->numbers[i].name, values, count).number : 0;
}

static char *run_format(struct Composer *c, const struct Compiled *compiled, const struct Bound *bound)
{
    UChar *const *s = bound->strings;
    const double *n = bound->numbers;
    int32_t capacity = 512;
    for (;;) {
        UChar *out = g_new(UChar, (gsize)capacity);
        UErrorCode status = U_ZERO_ERROR;
        int32_t length = umsg_format(compiled->format, out, capacity, &status, s[0], s[1], s[2], s[3], s[4],
                                     s[5], s[6], s[7], s[8], s[9], s[10], s[11], s[12], s[13], s[14], s[15],
                                     n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
        bool again = status == U_BUFFER_OVERFLOW_ERROR;
        char *text = NULL;
        if (U_SUCCESS(status))
            text = to_utf8(c->arena, out, MIN(length, capacity));
        else if (!again)
            diag(c->diags, SG_BROKEN_PATTERN, compiled->pattern->span, "'%s'", compiled->pattern->key);
        g_free(out);
        if (!again)
            return text;
        capacity = length + 1;
    }
}

/* ---- Words to runs ---- */

struct Expansion {
    struct Composer *c;
    const struct Pattern *pattern;
    GArray *out;      /* struct Run */
    GString *literal; /* text not yet in a run */
    unsigned flags;
    bool start;    /* a sentence starts here */
    bool sentence; /* of the words as a whole */
};

static void flush_literal(struct Expansion *e)
{
    if (e->literal->len)
        words_add_text(e->c, e->out, e->literal->str, e->flags, e->c->lang);
    g_string_truncate(e->literal, 0);
}

const char *text_capitalized(struct Composer *c, const char *text)
{
    gunichar first = g_utf8_get_char(text), upper = g_unichar_totitle(first);
    if (first == upper)
        return text;
    char letter[8] = {0};
    g_unichar_to_utf8(upper, letter);
    return arena_printf(c->arena, "%s%s", letter, g_utf8_next_char(text));
}

bool text_inside_word(unsigned c)
{
    return g_unichar_isalnum(c) && g_unichar_get_script(c) != G_UNICODE_SCRIPT_HAN;
}

static void insert_value(struct Expansion *e, const struct Value *value)
{
    flush_literal(e);
    struct Runs runs = value->runs;
    if (value->absent)
        diag(e->c->diags, SG_NO_VALUE, e->pattern->span, "'%s' in '%s'", value->name, e->pattern->key);
    if (value->kind == VALUE_WORD && value->word && *value->word) {
        g_string_append(e->literal, e->start ? text_capitalized(e->c, value->word) : value->word);
        flush_literal(e);
        e->start = false;
    }
    for (size_t i = 0; i < runs.count; i++) {
        struct Run run = runs.items[i];
        run.flags |= e->flags;
        if (e->start && !(run.flags & RUN_NOTE_CALL)) {
            if (run.flags & RUN_OPEN)
                run.flags |= RUN_OPEN_CAPITAL;
            else
                run.text = text_capitalized(e->c, run.text);
            e->start = false;
        }
        g_array_append_val(e->out, run);
    }
}

/* "<em>" and the like; 0 when no tag of ours starts here. */
static size_t take_tag(struct Expansion *e, const char *p)
{
    static const struct {
        const char *tag;
        unsigned flag;
        bool on;
    } tags[] = {{"<em>", RUN_ITALIC, true},
                {"</em>", RUN_ITALIC, false},
                {"<strong>", RUN_BOLD, true},
                {"</strong>", RUN_BOLD, false}};
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
        if (strncmp(p, tags[i].tag, strlen(tags[i].tag)) == 0) {
            flush_literal(e);
            e->flags = tags[i].on ? e->flags | tags[i].flag : e->flags & ~tags[i].flag;
            return strlen(tags[i].tag);
        }
    return 0;
}

/* The text so far ends in a space (or there is none): another would be one too many. */
static bool at_space(const struct Expansion *e)
{
    if (e->literal->len)
        return e->literal->str[e->literal->len - 1] == ' ';
    if (!e->out->len)
        return true;
    const struct Run *last = &g_array_index(e->out, struct Run, e->out->len - 1);
    return g_str_has_suffix(last->text, " ");
}

static void take_char(struct Expansion *e, const char *p)
{
    gunichar ch = g_utf8_get_char(p);
    if (ch == ' ' || ch == '\n') {
        if (!at_space(e)) {
            bool ends = e->literal->len && strchr(".?!", e->literal->str[e->literal->len - 1]);
            e->start = e->start || (ends && e->sentence && e->literal->len > 1);
            g_string_append_c(e->literal, ' ');
        }
        return;
    }
    if (e->start && g_unichar_isalpha(ch)) {
        g_string_append_unichar(e->literal, g_unichar_totitle(ch));
        e->start = false;
        return;
    }
    e->start =
        e->start && ch != '[' && !g_unichar_isdigit(ch); /* bracketed lines begin as they are written */
    g_string_append_unichar(e->literal, ch);
}

static void trim_end(struct Composer *c, GArray *runs)
{
    while (runs->len) {
        struct Run *last = &g_array_index(runs, struct Run, runs->len - 1);
        size_t length = strlen(last->text);
        if (last->flags & RUN_OPEN || !length || last->text[length - 1] != ' ')
            return;
        if (length > 1)
            last->text = arena_strndup(c->arena, last->text, length - 1);
        else
            g_array_set_size(runs, runs->len - 1);
    }
}

static struct Runs expand(struct Composer *c, const struct Pattern *pattern, const char *text,
                          const struct Bound *bound, bool sentence)
{
    struct Expansion e = {.c = c, .pattern = pattern, .start = sentence, .sentence = sentence};
    e.out = g_array_new(FALSE, FALSE, sizeof(struct Run));
    e.literal = g_string_new(NULL);
    for (const char *p = text; *p;) {
        gunichar ch = g_utf8_get_char(p);
        size_t tag = *p == '<' ? take_tag(&e, p) : 0;
        if (tag) {
            p += tag;
            continue;
        }
        if (ch >= STAND_IN && ch < STAND_IN + STRINGS)
            insert_value(&e, &bound->printed[ch - STAND_IN]);
        else
            take_char(&e, p);
        p = g_utf8_next_char(p);
    }
    while (e.literal->len && e.literal->str[e.literal->len - 1] == ' ')
        g_string_truncate(e.literal, e.literal->len - 1);
    flush_literal(&e);
    trim_end(c, e.out);
    struct Runs runs = runs_take(c, e.out);
    g_string_free(e.literal, TRUE);
    return runs;
}

struct Runs words_of_pattern(struct Composer *c, const char *key, bool sentence, const struct Value *values,
                             size_t count)
{
    struct Runs none = {NULL, 0};
    struct Compiled *compiled = find_compiled(c, key);
    if (!compiled || !compiled->format)
        return none;
    struct Bound bound = {0};
    c->tools->depth++;
    bind(c, compiled, values, count, &bound);
    char *text = run_format(c, compiled, &bound);
    struct Runs runs = text ? expand(c, compiled->pattern, text, &bound, sentence) : none;
    c->tools->depth--;
    for (int i = 0; i < STRINGS; i++)
        g_free(bound.strings[i]);
    return runs;
}

bool words_compile_all(struct Composer *c)
{
    bool whole = true;
    for (size_t i = 0; i < c->wording->pattern_count; i++)
        whole = find_compiled(c, c->wording->patterns[i].key)->format && whole;
    return whole;
}
