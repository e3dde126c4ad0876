#include "check/values.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/length.h"
#include "check/nearest.h"
#include "check/symbols.h"

static const char *const flag_words[] = {"no", "yes", "false", "true", NULL};

const char *value_expected(const struct Field *field)
{
    static const char *const words[] = {
        [FIELD_TEXT] = "a text",
        [FIELD_ID] = "an id of letters, digits, \"-\", \"_\" and \".\"",
        [FIELD_IDS] = "a list of ids",
        [FIELD_SYMBOL] = "the symbol of a document, as A/68/277",
        [FIELD_RESOLUTION] = "the number of a resolution, as 66/157",
        [FIELD_RESPONDENT] = "the id of a respondent, as ARG",
        [FIELD_RICH] = "running text or a list of its pieces",
        [FIELD_FLOW] = "a list of paragraphs and other blocks",
        [FIELD_DATE] = "a date as 2013-07-22",
        [FIELD_NUMBER] = "a whole number",
        [FIELD_LENGTH] = "a length in points, as 12 or 0.48",
        [FIELD_PERMILLE] = "a share, as 0.975",
        [FIELD_FLAG] = "yes or no",
        [FIELD_WORD] = "a word of a list",
        [FIELD_NAMES] = "a text, or a map of texts by language",
        [FIELD_TEXTS] = "a list of texts",
        [FIELD_ELEMENT] = "a map",
        [FIELD_ELEMENTS] = "a list",
        [FIELD_MAP] = "a map",
        [FIELD_NODE] = "a value",
    };
    return words[field->type];
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool value_is_blank(const char *text)
{
    while (is_space(*text))
        text++;
    return !*text;
}

const char *value_fold(struct Arena *arena, const char *text)
{
    char *out = arena_alloc(arena, strlen(text) + 1), *end = out;
    for (const char *p = text; *p; p++) {
        if (!is_space(*p))
            *end++ = *p;
        else if (end > out && end[-1] != ' ')
            *end++ = ' ';
    }
    if (end > out && end[-1] == ' ')
        end--;
    *end = '\0';
    return out;
}

bool value_is_id(const char *text)
{
    if (!*text || strlen(text) > 100)
        return false;
    for (const char *p = text; *p; p++)
        if (!g_ascii_isalnum(*p) && *p != '-' && *p != '_' && *p != '.')
            return false;
    return g_ascii_isalnum(*text);
}

/* A decimal number times `scale`, rounded to the nearest. */
static bool decimal(const char *text, double scale, int *value)
{
    const char *p = text + (*text == '-');
    if (!g_ascii_isdigit(*p))
        return false;
    bool point = false;
    for (; *p; p++) {
        if (*p == '.' && !point && g_ascii_isdigit(p[1]))
            point = true;
        else if (!g_ascii_isdigit(*p))
            return false;
    }
    double scaled = g_ascii_strtod(text, NULL) * scale;
    if (scaled > 2e9 || scaled < -2e9)
        return false;
    *value = (int)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    return true;
}

static bool whole(const struct Field *field, const char *text, int *value)
{
    const char *digits = text + (*text == '-');
    size_t length = strlen(digits);
    if (!length || length > 9 || strspn(digits, "0123456789") != length)
        return false;
    int number = (int)strtol(text, NULL, 10);
    if (field->minimum != field->maximum && (number < field->minimum || number > field->maximum))
        return false;
    *value = number;
    return true;
}

static const char *word_list(struct Arena *arena, const char *const *words)
{
    GString *list = g_string_new(NULL);
    for (size_t i = 0; words[i]; i++)
        g_string_append_printf(list, "%s%s", i == 0 ? "" : words[i + 1] ? ", " : " or ", words[i]);
    const char *result = arena_strdup(arena, list->str);
    g_string_free(list, TRUE);
    return result;
}

static int word_index(const char *const *words, const char *text)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], text) == 0)
            return i;
    return -1;
}

static bool decode_word(struct Checker *checker, const struct Field *field, const char *text, struct Span span, int *target)
{
    int index = word_index(field->words, text);
    if (index < 0) {
        struct Nearest nearest;
        nearest_start(&nearest, checker->arena, text);
        for (size_t i = 0; field->words[i]; i++)
            nearest_offer(&nearest, field->words[i], NULL);
        schema_error(checker, SG_UNKNOWN_WORD, span, "\"%s\" for \"%s\"; one of %s%s", text, field->name,
                     word_list(checker->arena, field->words), nearest_words(&nearest));
        return false;
    }
    *target = index;
    return true;
}

static bool decode_ids(struct Checker *checker, const struct Field *field, const char *text, struct Span span, void *target)
{
    char **words = g_strsplit(text, " ", -1);
    size_t count = g_strv_length(words);
    const char **ids = ARENA_ARRAY(checker->arena, const char *, count);
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (!*words[i])
            continue;
        if (value_is_id(words[i]))
            ids[n++] = arena_strdup(checker->arena, words[i]);
        else
            schema_error(checker, SG_WRONG_ID, span, "\"%s\" in \"%s\"", words[i], field->name);
    }
    g_strfreev(words);
    *(const char ***)target = ids;
    *(size_t *)(void *)((char *)target - field->offset + field->count_offset) = n;
    return true;
}

static bool decode_flag(struct Checker *checker, const struct Field *field, const char *text, struct Span span, bool *target)
{
    int index = word_index(flag_words, text);
    if (index < 0)
        schema_error(checker, SG_WRONG_FLAG, span, "\"%s\" for \"%s\"", text, field->name);
    else
        *target = index % 2;
    return index >= 0;
}

static bool decode_date(struct Checker *checker, const struct Field *field, const char *text, struct Span span,
                        struct Date *target)
{
    if (date_parse(text, target))
        return true;
    schema_error(checker, SG_WRONG_DATE, span, "\"%s\" for \"%s\"; a day of the calendar is written 2013-07-22", text,
                 field->name);
    return false;
}

static bool decode_number(struct Checker *checker, const struct Field *field, const char *text, struct Span span, int *target)
{
    if (whole(field, text, target))
        return true;
    if (field->minimum != field->maximum)
        schema_error(checker, SG_WRONG_NUMBER, span, "\"%s\" for \"%s\"; from %d to %d", text, field->name, field->minimum,
                     field->maximum);
    else
        schema_error(checker, SG_WRONG_NUMBER, span, "\"%s\" for \"%s\"", text, field->name);
    return false;
}

static bool decode_scaled(struct Checker *checker, const struct Field *field, const char *text, struct Span span, int *target)
{
    bool length = field->type == FIELD_LENGTH;
    if (decimal(text, length ? LENGTH_UNIT : 1000, target))
        return true;
    schema_error(checker, SG_WRONG_LENGTH, span, "\"%s\" for \"%s\"; %s", text, field->name, value_expected(field));
    return false;
}

bool value_decode(struct Checker *checker, const struct Field *field, const char *text, struct Span span, void *target)
{
    text = value_fold(checker->arena, text);
    switch (field->type) {
    case FIELD_SYMBOL:
    case FIELD_RESOLUTION:
        if (!(symbol_is(text) || (field->type == FIELD_RESOLUTION && symbol_is_resolution(text)))) {
            schema_error(checker, SG_WRONG_SYMBOL, span, "\"%s\" for \"%s\"", text, field->name);
            return false;
        }
        *(const char **)target = text;
        return true;
    case FIELD_ID:
    case FIELD_RESPONDENT:
        if (!value_is_id(text)) {
            schema_error(checker, SG_WRONG_ID, span, "\"%s\" for \"%s\"", text, field->name);
            return false;
        }
        *(const char **)target = text;
        return true;
    case FIELD_IDS:
        return decode_ids(checker, field, text, span, target);
    case FIELD_DATE:
        return decode_date(checker, field, text, span, target);
    case FIELD_NUMBER:
        return decode_number(checker, field, text, span, target);
    case FIELD_LENGTH:
    case FIELD_PERMILLE:
        return decode_scaled(checker, field, text, span, target);
    case FIELD_FLAG:
        return decode_flag(checker, field, text, span, target);
    case FIELD_WORD:
        return decode_word(checker, field, text, span, target);
    case FIELD_TEXT:
    case FIELD_RICH:
    case FIELD_FLOW:
    case FIELD_NAMES:
    case FIELD_TEXTS:
    case FIELD_ELEMENT:
    case FIELD_ELEMENTS:
    case FIELD_MAP:
    case FIELD_NODE:
        break;
    }
    *(const char **)target = text;
    return true;
}
