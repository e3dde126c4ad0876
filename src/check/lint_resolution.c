/* Findings about the paragraphs of a resolution: which lead-in goes with the one before, the mark at the end of each, the last
 * one, and numbers that were typed. Which words and marks is data (struct ResolutionWords); which paragraphs these are follows
 * from the structure of the kind: its places with lead-ins. */
#include "check/lint.h"

#include <string.h>

#include "base/arena.h"
#include "check/clauses.h"

static const struct ClauseWords *words_of(const struct Lint *lint, const struct Clause *clause)
{
    const struct ResolutionWords *r = lint->lexicon->resolution;
    return clause->rule->lead_in == LEAD_IN_OPERATIVE ? r->operative : r->preambular;
}

static struct Span clause_place(const struct Clause *clause, size_t to)
{
    return lint_words_place(clause->content->inlines, clause->content, 0, MAX(to, 1));
}

/* ---- Lead-ins that come again ---- */

/* A lead-in without its "also" or "further", and which of these it has: 0 none, 1 the first ... */
struct Verb {
    const char *base;
    size_t lead; /* bytes of it in the text */
    int step;
};

static int step_of(const struct Lint *lint, const char *word, size_t length)
{
    const struct WordList *again = &lint->lexicon->resolution->again;
    for (size_t i = 0; i < again->count; i++)
        if (strlen(again->items[i]) == length && g_ascii_strncasecmp(again->items[i], word, length) == 0)
            return (int)i + 1;
    return 0;
}

static char *with_capital(const struct Lint *lint, const char *text)
{
    char *copy = arena_strdup(lint->checker.arena, text);
    *copy = g_ascii_toupper(*copy);
    return copy;
}

/* Bytes of the lead-in, the word that makes it one that comes again included, registered with it or not. */
static size_t whole_lead(const struct Lint *lint, const struct Clause *clause)
{
    const char *text = clause->text;
    size_t lead = clause->lead;
    size_t first = word_length(text);
    if (!lead && step_of(lint, text, first) && text[first] == ' ') {
        size_t rest = lead_in_length(&lint->wording->lead_ins[clause->rule->lead_in], with_capital(lint, text + first + 1));
        return rest ? first + 1 + rest : 0;
    }
    if (lead && text[lead] == ' ' && step_of(lint, text + lead + 1, word_length(text + lead + 1)))
        lead += 1 + word_length(text + lead + 1);
    return lead;
}

static struct Verb verb_of(const struct Lint *lint, const struct Clause *clause)
{
    struct Verb verb = {.lead = whole_lead(lint, clause)};
    GString *base = g_string_new(NULL);
    for (size_t at = 0; at < verb.lead;) {
        size_t length = word_length(clause->text + at);
        int step = length ? step_of(lint, clause->text + at, length) : 0;
        if (step)
            verb.step = step;
        else if (length)
            g_string_append_printf(base, "%s%.*s", base->len ? " " : "", (int)length, clause->text + at);
        at += length ? length : 1;
    }
    verb.base = with_capital(lint, base->str);
    g_string_free(base, TRUE);
    return verb;
}

/* The lead-in as it would be at this step. */
static const char *form_at(const struct Lint *lint, const struct WordList *chain, const char *base, int step)
{
    static const char hole[] = "{verb}";
    const char *form = step > 0 && (size_t)step <= chain->count ? chain->items[step - 1] : hole;
    const char *at = strstr(form, hole);
    if (!at)
        return base;
    char *verb = arena_strdup(lint->checker.arena, base);
    if (at > form)
        *verb = g_ascii_tolower(*verb);
    return arena_printf(lint->checker.arena, "%.*s%s%s", (int)(at - form), form, verb, at + strlen(hole));
}

static bool same_first_word(const char *a, const char *b)
{
    size_t n = word_length(a);
    return n == word_length(b) && strncmp(a, b, n) == 0;
}

static void say_again(struct Lint *lint, enum DiagCode code, const struct Clause *clause, const struct Verb *verb,
                      const struct Clause *before, const char *right)
{
    if (lint->off[code])
        return;
    diag(lint->checker.diags, code, clause_place(clause, verb->lead), "\"%.*s\"; it is \"%s\"", (int)verb->lead, clause->text, right);
    if (before)
        diag_also(lint->checker.diags, clause_place(before, before->lead), "the paragraph before it");
}

/* One with "also" goes with the one before it when both begin with one word ("Noting with concern", "Noting also"); one without
 * begins anew, unless the whole lead-in is the same. */
static void check_step(struct Lint *lint, const struct Clause *clause, struct Verb *verb, const struct Clause *before,
                       const struct Verb *last)
{
    const struct WordList *chain = &words_of(lint, clause)->chain;
    bool follows = before && before->rule == clause->rule && !clause->begins && *last->base;
    bool kin = follows && same_first_word(verb->base, last->base), same = kin && strcmp(verb->base, last->base) == 0;
    int next = kin ? (last->step + 1) % ((int)chain->count + 1) : 0;
    bool operative = clause->rule->lead_in == LEAD_IN_OPERATIVE;
    if (!verb->step && same && next)
        say_again(lint, operative ? SG_VERB_AGAIN : SG_LEAD_IN_AGAIN, clause, verb, before, form_at(lint, chain, verb->base, next));
    else if (verb->step && verb->step != next)
        say_again(lint, SG_LEAD_IN_AGAIN, clause, verb, kin ? before : NULL, form_at(lint, chain, verb->base, next));
    else
        return;
    verb->step = next; /* what follows is held against what should stand here */
}

static void check_chain(struct Lint *lint, const GArray *clauses)
{
    const struct Clause *before = NULL;
    struct Verb last = {.base = ""};
    for (guint i = 0; i < clauses->len; i++) {
        const struct Clause *clause = &g_array_index(clauses, struct Clause, i);
        struct Verb verb = verb_of(lint, clause);
        if (verb.lead)
            check_step(lint, clause, &verb, before, &last);
        before = clause;
        last = verb;
    }
}

/* ---- Marks at the end ---- */

struct Ends {
    struct Lint *lint;
    const struct ClauseWords *words;
};

static void check_blocks(struct Ends *e, const struct Inline *inlines, const struct Content *content, const struct Content *after,
                         const struct WordList *wanted);

static const char *marks_text(const struct Lint *lint, const struct WordList *marks)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < marks->count; i++)
        g_string_append_printf(text, "%s\"%s\"", i ? " or " : "", marks->items[i]);
    const char *copy = arena_strndup(lint->checker.arena, text->str, text->len);
    g_string_free(text, TRUE);
    return copy;
}

/* What may stand behind the last mark: spaces, closing quotation marks, and calls of notes typed by hand, of which is told
 * elsewhere. */
static bool stands_behind(gunichar c)
{
    bool superscript = c == 0xB9 || c == 0xB2 || c == 0xB3 || (c >= 0x2070 && c <= 0x2079);
    return c == ' ' || c == '*' || c == 0x201D || c == 0x2019 || superscript;
}

static size_t bare_end(const char *text, size_t length)
{
    const char *end = text + length, *last;
    while (end > text && stands_behind(g_utf8_get_char(last = g_utf8_find_prev_char(text, end))))
        end = last;
    return (size_t)(end - text);
}

static void check_mark(struct Ends *e, const struct LintText *text, const struct WordList *wanted)
{
    const char *bytes = text->text->str;
    size_t end = bare_end(bytes, text->text->len);
    for (size_t i = 0; i < wanted->count; i++)
        if (end >= strlen(wanted->items[i]) && g_str_has_prefix(bytes + end - strlen(wanted->items[i]), wanted->items[i]))
            return;
    if (!end || !wanted->count)
        return;
    const char *last = g_utf8_find_prev_char(bytes, bytes + end);
    size_t from = (size_t)(last - bytes);
    bool mark = g_unichar_ispunct(g_utf8_get_char(last));
    lint_say(e->lint, SG_LAST_MARK, lint_place(text, from, end), "it ends %s \"%.*s\"; right is %s",
             mark ? "with" : "without a mark after", (int)(end - from), last, marks_text(e->lint, wanted));
}

static void check_list(struct Ends *e, const struct Content *list, const struct WordList *wanted)
{
    for (const struct Content *item = list->children; item; item = item->next)
        check_blocks(e, item->inlines, item, NULL, item->next ? &e->words->item : wanted);
}

/* One stretch of words has ended: what comes behind it says how. */
static void end_words(struct Ends *e, struct LintText *text, const struct Content *next, const struct WordList *wanted)
{
    if (text->text->len && (!next || next->kind == CONTENT_LIST))
        check_mark(e, text, next ? &e->lint->lexicon->resolution->opening : wanted);
    lint_text_clear(text);
}

static bool is_last(const struct Inline *rest, const struct Content *after)
{
    for (; rest; rest = rest->next)
        if (rest->kind != INLINE_NOTE && !(rest->kind == INLINE_TEXT && strspn(rest->text, " ") == strlen(rest->text)))
            return false;
    return !clause_goes_on(after);
}

/* Words and blocks of a paragraph or item by turns; `after`: blocks behind a paragraph that go on with it. */
static void check_blocks(struct Ends *e, const struct Inline *inlines, const struct Content *content, const struct Content *after,
                         const struct WordList *wanted)
{
    struct LintText text = lint_text_new(content);
    bool open = true; /* words may still end it */
    for (const struct Inline *i = inlines; i; i = i->next) {
        if (i->kind != INLINE_CONTENT) {
            lint_text_add(&text, i);
            continue;
        }
        end_words(e, &text, i->content, wanted);
        open = !is_last(i->next, after);
        if (i->content->kind == CONTENT_LIST)
            check_list(e, i->content, open ? &e->words->item : wanted);
    }
    if (open && (text.text->len || !clause_goes_on(after)))
        end_words(e, &text, clause_goes_on(after) ? after : NULL, wanted);
    for (; clause_goes_on(after); after = after->next)
        if (after->kind == CONTENT_LIST)
            check_list(e, after, clause_goes_on(after->next) ? &e->words->item : wanted);
    lint_text_free(&text);
}

static void check_ends(struct Lint *lint, const struct Clause *clause)
{
    struct Ends e = {lint, words_of(lint, clause)};
    check_blocks(&e, clause->content->inlines, clause->content, clause->content->next,
                 clause->ends ? &e.words->last : &e.words->end);
}

/* ---- The last paragraph ---- */

static bool begins_with_one(const struct WordList *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (g_str_has_prefix(text, list->items[i]) && !word_length(text + strlen(list->items[i])))
            return true;
    return false;
}

static void check_closing(struct Lint *lint, const GArray *clauses)
{
    const struct ResolutionWords *r = lint->lexicon->resolution;
    for (guint i = 0; i < clauses->len; i++) {
        const struct Clause *clause = &g_array_index(clauses, struct Clause, i);
        if (clause->rule->lead_in != LEAD_IN_OPERATIVE)
            continue;
        struct Verb verb = verb_of(lint, clause);
        const char *plain = arena_printf(lint->checker.arena, "%s%s", verb.base, clause->text + verb.lead);
        if (!clause->ends && begins_with_one(&r->closing, plain))
            lint_say(lint, SG_CLOSING_NOT_LAST, clause_place(clause, verb.lead), "paragraph %d", clause->number);
        if (clause->ends && r->last.count && verb.lead && !begins_with_one(&r->last, plain) && !begins_with_one(&r->closing, plain))
            lint_say(lint, SG_NO_CLOSING, clause_place(clause, verb.lead), "\"%s\"", verb.base);
    }
}

/* ---- Numbers and letters that were typed ---- */

static void check_number(struct Lint *lint, const struct Clause *clause)
{
    size_t digits = strspn(clause->text, "0123456789");
    if (!digits || digits > 3 || clause->text[digits] != '.' || clause->text[digits + 1] != ' ')
        return;
    long typed = g_ascii_strtoll(clause->text, NULL, 10);
    if (clause->number && typed == clause->number)
        lint_say(lint, SG_NUMBER_TYPED, clause_place(clause, digits + 1), "\"%ld.\"", typed);
    else if (clause->number)
        lint_say(lint, SG_NUMBER_TYPED, clause_place(clause, digits + 1), "\"%ld.\"; it is paragraph %d", typed, clause->number);
    else
        lint_say(lint, SG_NUMBER_TYPED, clause_place(clause, digits + 1), "\"%ld.\" in a place without numbers", typed);
}

/* "(a)" where it begins a point: not that of "article 3 (a)". */
static bool letter_at(const char *text, size_t at)
{
    bool form = text[at] == '(' && g_ascii_islower(text[at + 1]) && text[at + 2] == ')';
    bool begins = at >= 2 && text[at - 1] == ' ' && strchr(":;,", text[at - 2]);
    bool joined = at >= 5 && strncmp(text + at - 5, " and ", 5) == 0;
    return form && (begins || joined);
}

static void check_letters(struct Lint *lint, const struct LintText *text, void *data)
{
    (void)data;
    char expected = 0;
    const char *bytes = text->text->str;
    for (size_t at = 0; at < text->text->len; at++) {
        if (!letter_at(bytes, at) || (!expected && bytes[at + 1] != 'a'))
            continue;
        if (expected && bytes[at + 1] != expected && bytes[at + 1] != 'a')
            lint_say(lint, SG_LETTERS_DISORDER, lint_place(text, at, at + 3), "\"(%c)\" after \"(%c)\"", bytes[at + 1], expected - 1);
        expected = (char)(bytes[at + 1] + 1);
    }
}

/* ---- All ---- */

static void check_sponsor_notes(struct Lint *lint)
{
    const struct Fact *notes = dossier_fact(lint->dossier, "sponsor-notes"), *sponsors = dossier_fact(lint->dossier, "sponsors");
    for (const struct Fact *n = notes ? notes->first : NULL; n; n = n->next) {
        const struct Fact *id = fact_child(n, "id");
        bool called = !id;
        for (const struct Fact *s = sponsors ? sponsors->first : NULL; s && !called; s = s->next) {
            const struct Fact *note = fact_child(s, "note");
            called = note && strcmp(note->text, id->text) == 0;
        }
        if (!called)
            lint_say(lint, SG_NOTE_WITHOUT_SPONSOR, id->span, "\"%s\"", id->text);
    }
}

void lint_resolution(struct Lint *lint)
{
    GArray *clauses = clauses_of(lint->checker.arena, lint->dossier, lint->wording);
    if (clauses->len) {
        check_chain(lint, clauses);
        check_closing(lint, clauses);
        lint_texts(lint, check_letters, NULL);
    }
    for (guint i = 0; i < clauses->len; i++) {
        check_ends(lint, &g_array_index(clauses, struct Clause, i));
        check_number(lint, &g_array_index(clauses, struct Clause, i));
    }
    check_sponsor_notes(lint);
    g_array_unref(clauses);
}
