/* Findings about what a text cites: resolutions with two dates, or without one at first mention, symbols that are none, and
 * marks of notes that were typed.
 *
 * A citation is a stretch of the text that was found to be the symbol or number of a resolution. Its date is the day that stands
 * behind it at once ("66/157 of 19 December 2011"). For the rule of the first mention a day further on will do ("5/1, on
 * institution-building, and 5/2, on the code of conduct, of 18 June 2007"); for contradictions between dates it will not. */
#include "check/lint.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "check/clauses.h"
#include "check/symbols.h"

struct Citation {
    const char *symbol;
    size_t start, end, dated_end; /* of the number; of its date */
    struct Date date;             /* at once behind it; none */
    bool known;                   /* a day stands behind it, at once or not */
};

struct Citations {
    struct Lint *lint;
    GHashTable *dates; /* symbol -> struct Dated */
    GHashTable *seen;  /* symbols cited before in the running text */
    GRegex *calls, *bodies; /* NULL: none */
};

struct Dated {
    struct Date date;
    struct Span span;
};

/* ---- Days ---- */

static size_t space_at(const char *text)
{
    return *text == ' ' ? 1 : strncmp(text, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static size_t number_at(const char *text, size_t most, int *number)
{
    size_t n = strspn(text, "0123456789");
    *number = n && n <= most ? (int)g_ascii_strtoll(text, NULL, 10) : 0;
    return *number ? n : 0;
}

size_t lint_day_at(const struct Lexicon *lexicon, const char *text, struct Date *date)
{
    size_t at = number_at(text, 2, &date->day), space = space_at(text + at);
    if (!at || !space)
        return 0;
    at += space;
    size_t word = word_length(text + at);
    date->month = 0;
    for (size_t i = 0; i < lexicon->months.count && !date->month; i++)
        if (strlen(lexicon->months.items[i]) == word && strncmp(lexicon->months.items[i], text + at, word) == 0)
            date->month = (int)i + 1;
    space = space_at(text + at + word);
    if (!date->month || !space)
        return 0;
    at += word + space;
    size_t year = number_at(text + at, 4, &date->year);
    return year == 4 ? at + 4 : 0;
}

/* Bytes of " of 19 December 2011"; 0: none. */
static size_t dated_at(const struct Lint *lint, const char *text, struct Date *date)
{
    const struct WordList *words = &lint->lexicon->resolution->dated;
    size_t space = space_at(text), word = space ? word_length(text + space) : 0, gap = word ? space_at(text + space + word) : 0;
    if (!gap || !word_list_has(words, text + space, word))
        return 0;
    size_t day = lint_day_at(lint->lexicon, text + space + word + gap, date);
    return day ? space + word + gap + day : 0;
}

/* ---- Citations of a text ---- */

static GArray *find_citations(const struct Lint *lint, const struct LintText *text)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct Citation));
    for (guint i = 0; i < text->stretches->len; i++) {
        const struct Stretch *s = &g_array_index(text->stretches, struct Stretch, i);
        if (s->inlines->kind != INLINE_SYMBOL || !strstr(s->inlines->target, "/RES/"))
            continue;
        struct Citation c = {.symbol = s->inlines->target, .start = s->start, .end = s->start + strlen(s->inlines->text)};
        size_t dated = dated_at(lint, text->text->str + c.end, &c.date);
        c.dated_end = c.end + dated;
        if (!dated)
            c.date = (struct Date){0, 0, 0};
        g_array_append_val(found, c);
    }
    return found;
}

/* Words that leave the next number and this one to share a date: joins alone, or what the resolution is on. */
static bool shares(const struct Lint *lint, const char *text, size_t from, size_t to)
{
    const struct WordList *about = &lint->lexicon->resolution->about;
    const char *p = text + from;
    while (p < text + to && *p == ' ')
        p++;
    for (size_t i = 0; i < about->count; i++)
        if (g_str_has_prefix(p, about->items[i]) && !word_length(p + strlen(about->items[i])))
            return true;
    for (size_t at = from; at < to;) {
        size_t n = word_length(text + at);
        if (n && !word_list_has(&lint->lexicon->joins, text + at, n))
            return false;
        at += n ? n : 1;
    }
    return true;
}

/* A day further on, not behind the number of another resolution that does not share it. */
static bool day_between(const struct Lint *lint, const char *text, size_t from, size_t to)
{
    struct Date date;
    for (size_t at = from; at < to; at++) {
        if (dated_at(lint, text + at, &date))
            return true;
        bool number = text[at] == '/' && at > from && g_ascii_isdigit(text[at - 1]) && g_ascii_isdigit(text[at + 1]);
        size_t begin = at;
        while (number && begin > from && g_ascii_isdigit(text[begin - 1]))
            begin--;
        if (number && !shares(lint, text, from, begin))
            return false;
    }
    return false;
}

/* ---- Two dates ---- */

/* Tells of a second date; the first one is kept. */
static void take_date(struct Citations *x, const char *symbol, struct Date date, struct Span span)
{
    const struct Dated *first = g_hash_table_lookup(x->dates, symbol);
    if (!first) {
        struct Dated dated = {date, span};
        g_hash_table_insert(x->dates, (void *)symbol, arena_memdup(x->lint->checker.arena, &dated, sizeof dated));
        return;
    }
    if (date_compare(first->date, date) == 0 || x->lint->off[SG_RESOLUTION_TWO_DATES])
        return;
    diag(x->lint->checker.diags, SG_RESOLUTION_TWO_DATES, span, "%s: %04d-%02d-%02d here, %04d-%02d-%02d elsewhere", symbol, date.year,
         date.month, date.day, first->date.year, first->date.month, first->date.day);
    diag_also(x->lint->checker.diags, first->span, "the other date");
}

static void use_dates(struct Lint *lint, const struct LintText *text, void *data)
{
    struct Citations *x = data;
    GArray *found = find_citations(lint, text);
    for (guint i = 0; i < found->len; i++) {
        const struct Citation *c = &g_array_index(found, struct Citation, i);
        if (date_given(c->date))
            take_date(x, c->symbol, c->date, lint_place(text, c->start, c->dated_end));
    }
    g_array_unref(found);
}

/* What the manifest says of the resolution that gave the mandate. */
static void take_mandate(struct Citations *x)
{
    const struct Fact *resolution = dossier_fact(x->lint->dossier, "mandate.resolution");
    const struct Fact *date = dossier_fact(x->lint->dossier, "mandate.date");
    if (!resolution || !date)
        return;
    const char *symbol = symbol_of_resolution(x->lint->checker.arena, x->lint->dossier->resolutions, resolution->text);
    take_date(x, symbol, date->date, date->span);
}

/* The resolutions kept in the folder: the days of their adoption, and what they cite. */
static void take_kept(struct Citations *x)
{
    for (size_t i = 0; i < x->lint->dossier->kept_count; i++) {
        const struct KeptResolution *kept = &x->lint->dossier->kept[i];
        struct Lint of_kept = *x->lint;
        of_kept.dossier = kept->dossier;
        if (kept->symbol && date_given(kept->date))
            take_date(x, kept->symbol, kept->date, kept->date_span);
        lint_texts(&of_kept, use_dates, x);
    }
}

/* ---- The first mention ---- */

/* Which have a day behind them: at once, further on, or shared with the next one. */
static void know_dates(const struct Lint *lint, const char *text, size_t length, GArray *found)
{
    for (guint i = found->len; i-- > 0;) {
        struct Citation *c = &g_array_index(found, struct Citation, i);
        const struct Citation *next = i + 1 < found->len ? c + 1 : NULL;
        size_t end = next ? next->start : length;
        c->known = date_given(c->date) || day_between(lint, text, c->end, end) ||
                   (next && next->known && shares(lint, text, c->end, end));
    }
}

static void use_first(struct Lint *lint, const struct LintText *text, void *data)
{
    struct Citations *x = data;
    if (text->note)
        return;
    const char *bytes = text->text->str;
    GArray *found = find_citations(lint, text);
    know_dates(lint, bytes, text->text->len, found);
    for (guint i = 0; i < found->len; i++) {
        const struct Citation *c = &g_array_index(found, struct Citation, i);
        bool number = g_ascii_isdigit(bytes[c->start]) || !symbol_length(bytes + c->start);
        if (g_hash_table_add(x->seen, (void *)c->symbol) && number && !c->known)
            lint_say(lint, SG_RESOLUTION_UNDATED, lint_place(text, c->start, c->end), "\"%.*s\"", (int)(c->end - c->start),
                     bytes + c->start);
    }
    g_array_unref(found);
}

/* Of the preamble, in the order of its parts. Operative paragraphs cite by number alone what they act on, as the issued
 * ones do. */
static void check_first(struct Citations *x, const struct PartList *parts)
{
    const struct Dossier *d = x->lint->dossier;
    for (size_t i = 0; i < parts->count; i++) {
        const struct HandRule *rule = parts->items[i].hand;
        for (size_t k = 0; rule && rule->lead_in == LEAD_IN_PREAMBULAR && k < d->part_count; k++)
            if (strcmp(d->parts[k].place, rule->place) == 0)
                lint_part_texts(x->lint, &d->parts[k], use_first, x);
        if (parts->items[i].section)
            check_first(x, &parts->items[i].section->parts);
        if (parts->items[i].box)
            check_first(x, &parts->items[i].box->parts);
    }
}

/* ---- Symbols ---- */

/* Bytes of what looks like a symbol or number: no spaces, no mark that ends a sentence. */
static size_t token_length(const char *text)
{
    size_t n = 0;
    for (;; n++) {
        bool joins = text[n] == '/' || text[n] == '-' || text[n] == '.';
        if (!g_ascii_isalnum(text[n]) && !(joins && g_ascii_isalnum(text[n + 1])) && !(text[n] == '/' && n > 0))
            return n;
    }
}

static bool inside_symbol(const struct LintText *text, size_t at)
{
    const struct Stretch *s = lint_stretch(text, at);
    return s && s->inlines->kind == INLINE_SYMBOL;
}

/* "A/HRC/23/" and "A/C.3/67-L.49": it begins as symbols and numbers do and does not end so. `good`: bytes that are one. */
static bool is_odd_symbol(const char *token, size_t length, size_t good)
{
    if (!good && !symbol_begins(token))
        return false;
    bool compound = good && (token[good] == '-' || token[good] == '.') && g_ascii_islower(token[good + 1]);
    return good < length && !compound;
}

/* The number of a resolution written with another mark: "66-157", "66.157"; or one of the Security Council without its year. */
static bool is_odd_number(const struct Lint *lint, const char *bytes, size_t at, size_t length)
{
    const struct WordList *before = &lint->lexicon->resolution->numbered;
    size_t word = at;
    while (word > 0 && bytes[word - 1] == ' ')
        word--;
    size_t begin = word;
    while (begin > 0 && g_ascii_isalpha(bytes[begin - 1]))
        begin--;
    if (word == at || !word_list_has(before, bytes + begin, word - begin))
        return false;
    size_t first = strspn(bytes + at, "0123456789");
    if (first == length)
        return length >= 3;
    return first && bytes[at + first] != '/' && g_ascii_isdigit(bytes[at + length - 1]);
}

static bool is_odd(const struct Lint *lint, const struct LintText *text, size_t at, size_t length)
{
    const char *bytes = text->text->str;
    if (!memchr(bytes + at, '/', length) && !g_ascii_isdigit(bytes[at]))
        return false;
    bool symbol = inside_symbol(text, at);
    const struct Stretch *stretch = lint_stretch(text, at);
    size_t good = symbol ? stretch->start + strlen(stretch->inlines->text) - at : symbol_length(bytes + at);
    return is_odd_symbol(bytes + at, length, good) || (!symbol && is_odd_number(lint, bytes, at, length));
}

static void check_symbols(struct Lint *lint, const struct LintText *text)
{
    const char *bytes = text->text->str;
    for (size_t at = 0; at < text->text->len;) {
        size_t length = token_length(bytes + at);
        if (length && (at == 0 || !word_length(bytes + at - 1)) && is_odd(lint, text, at, length))
            lint_say(lint, SG_SYMBOL_FORM, lint_place(text, at, at + length), "\"%.*s\"", (int)length, bytes + at);
        at += length ? length : 1;
    }
}

/* ---- Marks of notes that were typed ---- */

/* False when there is none. */
static bool find_marks(struct Citations *x, const struct LintText *text, GRegex *pattern, enum DiagCode code)
{
    GMatchInfo *match = NULL;
    bool found = false;
    if (pattern)
        g_regex_match_full(pattern, text->text->str, (gssize)text->text->len, 0, 0, &match, NULL);
    for (; match && g_match_info_matches(match); g_match_info_next(match, NULL)) {
        int from = 0, to = 0;
        g_match_info_fetch_pos(match, 0, &from, &to);
        const struct Stretch *stretch = lint_stretch(text, (size_t)from);
        if (!stretch || stretch->inlines->kind == INLINE_SYMBOL || stretch->foreign)
            continue;
        found = true;
        lint_say(x->lint, code, lint_place(text, (size_t)from, (size_t)to), "\"%.*s\"", to - from, text->text->str + from);
    }
    if (match)
        g_match_info_unref(match);
    return found;
}

/* A paragraph that is one is not said to hold a mark, too. */
static void check_marks(struct Citations *x, const struct LintText *text)
{
    bool body = !text->note && find_marks(x, text, x->bodies, SG_NOTE_TYPED);
    if (!body)
        find_marks(x, text, x->calls, SG_CALL_TYPED);
}

static void use_text(struct Lint *lint, const struct LintText *text, void *data)
{
    use_dates(lint, text, data);
    check_symbols(lint, text);
    check_marks(data, text);
}

static GRegex *compile_one(struct Lint *lint, const char *pattern)
{
    GError *error = NULL;
    GRegex *regex = g_regex_new(pattern, G_REGEX_OPTIMIZE, 0, &error);
    if (!regex)
        diag(lint->checker.diags, SG_LINT_PATTERN, lint->lexicon->resolution->span, "%s", error->message);
    g_clear_error(&error);
    return regex;
}

/* All of the patterns as one, so that a text is gone through once; NULL when there is none. */
static GRegex *compile(struct Lint *lint, const struct WordList *patterns)
{
    GString *all = g_string_new(NULL);
    for (size_t i = 0; i < patterns->count; i++) {
        GRegex *one = compile_one(lint, patterns->items[i]);
        if (one)
            g_string_append_printf(all, "%s(?:%s)", all->len ? "|" : "", patterns->items[i]);
        g_clear_pointer(&one, g_regex_unref);
    }
    GRegex *regex = all->len ? compile_one(lint, all->str) : NULL;
    g_string_free(all, TRUE);
    return regex;
}

void lint_citations(struct Lint *lint)
{
    const struct ResolutionWords *words = lint->lexicon->resolution;
    struct Citations x = {lint, g_hash_table_new(g_str_hash, g_str_equal), g_hash_table_new(g_str_hash, g_str_equal),
                          compile(lint, &words->calls), compile(lint, &words->bodies)};
    take_kept(&x);
    take_mandate(&x);
    check_first(&x, &lint->wording->parts);
    lint_texts(lint, use_text, &x);
    g_hash_table_unref(x.dates);
    g_hash_table_unref(x.seen);
    g_clear_pointer(&x.calls, g_regex_unref);
    g_clear_pointer(&x.bodies, g_regex_unref);
}
