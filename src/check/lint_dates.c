/* Days and numbers of paragraphs in running text: days that the calendar does not have, days after the masthead on which
 * something is said to have been so, and numbers typed where the program would count. */
#include "check/lint.h"

#include <string.h>

#include "base/date.h"

/* Bytes of the space, breaking or not, that ends before `at`; 0: none. */
static size_t space_before(const char *text, size_t at)
{
    if (at >= 1 && text[at - 1] == ' ')
        return 1;
    return at >= 2 && memcmp(text + at - 2, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static size_t space_at(const char *text)
{
    return *text == ' ' ? 1 : strncmp(text, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

/* The number that ends before `at`, after which its own start; -1: none of one or two digits. */
static int number_before(const char *text, size_t at, size_t *start)
{
    size_t n = at;
    while (n > 0 && g_ascii_isdigit(text[n - 1]))
        n--;
    *start = n;
    bool short_one = at - n == 1 || at - n == 2;
    return short_one && (n == 0 || !word_length(text + n - 1) || text[n - 1] == ' ') ? (int)g_ascii_strtoll(text + n, NULL, 10) : -1;
}

static int number_after(const char *text, size_t digits)
{
    size_t n = 0;
    while (g_ascii_isdigit(text[n]))
        n++;
    return n == digits ? (int)g_ascii_strtoll(text, NULL, 10) : 0;
}

static bool ends_with(const char *text, size_t at, const char *words)
{
    size_t length = strlen(words);
    return at >= length && g_ascii_strncasecmp(text + at - length, words, length) == 0 &&
           (at == length || !g_ascii_isalnum(text[at - length - 1]));
}

/* 0 for Monday. */
static int weekday_of(struct Date date)
{
    const struct Date monday = {2013, 7, 22};
    int days = date_days_between(monday, date) % 7;
    return days < 0 ? days + 7 : days;
}

static void check_weekday(struct Lint *lint, const struct LintText *text, size_t at, size_t end, struct Date date)
{
    const struct WordList *days = &lint->lexicon->weekdays;
    while (at > 0 && (text->text->str[at - 1] == ',' || text->text->str[at - 1] == ' '))
        at--;
    for (size_t i = 0; i < days->count && days->count == 7; i++)
        if (ends_with(text->text->str, at, days->items[i]) && (int)i != weekday_of(date))
            lint_say(lint, SG_NO_SUCH_DAY, lint_place(text, at - strlen(days->items[i]), end), "that day was a %s",
                     days->items[weekday_of(date)]);
}

/* Something "as at" a day after that of the masthead. */
static void check_future(struct Lint *lint, const struct LintText *text, size_t at, size_t end, struct Date date)
{
    const struct WordList *phrases = &lint->lexicon->as_at;
    struct Date masthead = lint->dossier->date;
    if (!date_given(masthead) || date_compare(date, masthead) <= 0)
        return;
    at -= space_before(text->text->str, at);
    for (size_t i = 0; i < phrases->count; i++)
        if (ends_with(text->text->str, at, phrases->items[i]))
            lint_say(lint, SG_CUT_OFF_AFTER_DATE, lint_place(text, at - strlen(phrases->items[i]), end), "%s after the masthead",
                     lint_days(lint, date_days_between(masthead, date)));
}

void lint_month(struct Lint *lint, const struct LintText *text, size_t at, size_t length, int month)
{
    enum { LEAP = 2000 };
    const char *bytes = text->text->str, *after = bytes + at + length;
    size_t start = 0;
    int day = number_before(bytes, at - space_before(bytes, at), &start);
    if (day < 0 || !space_before(bytes, at))
        return;
    int year = space_at(after) ? number_after(after + space_at(after), 4) : 0;
    size_t end = at + length + (year ? space_at(after) + 4 : 0);
    struct Date date = {year ? year : LEAP, month, day};
    char written[16];
    g_snprintf(written, sizeof written, "%04d-%02d-%02d", date.year, date.month, date.day);
    if (!date_parse(written, &date)) {
        lint_say(lint, SG_NO_SUCH_DAY, lint_place(text, start, end), "\"%.*s\"", (int)(end - start), bytes + start);
        return;
    }
    if (!year)
        return;
    check_weekday(lint, text, start, end, date);
    check_future(lint, text, start, end, date);
}

/* Bytes of numbers as in "7", "7 and 13", "3, 5 and 7–9"; 0: none, or one that the program counts ("0"). */
static size_t numbers_at(const struct Lexicon *lexicon, const char *text)
{
    size_t end = 0;
    for (size_t at = 0; g_ascii_isdigit(text[at]) && text[at] != '0';) {
        while (g_ascii_isdigit(text[at]))
            at++;
        end = at;
        if (strncmp(text + at, "\xE2\x80\x93", 3) == 0)
            at += 3;
        else if (text[at] == ',' && text[at + 1] == ' ')
            at += 2;
        else if (text[at] == ' ' && word_list_has(&lexicon->joins, text + at + 1, word_length(text + at + 1)))
            at += 2 + word_length(text + at + 1);
        else
            break;
    }
    return end;
}

void lint_reference(struct Lint *lint, const struct LintText *text, size_t at, size_t length)
{
    const char *bytes = text->text->str;
    size_t from = at + length;
    size_t space = space_at(bytes + from), numbers = space ? numbers_at(lint->lexicon, bytes + from + space) : 0;
    if (!numbers)
        return;
    size_t end = from + space + numbers;
    const char *after = bytes + end + space_at(bytes + end);
    bool ours = word_list_has(&lint->lexicon->sides, after, word_length(after));
    bool alone = !text->submission && at > 0 && bytes[at - 1] == '(' && bytes[end] == ')';
    if (ours || alone)
        lint_say(lint, SG_TYPED_REFERENCE, lint_place(text, at, end), "\"%.*s\"", (int)(end - at), bytes + at);
}
