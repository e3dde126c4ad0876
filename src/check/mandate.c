/* A resolution asks for a report in one operative paragraph or in two that follow one another:
 *
 *     12. Requests the Secretary-General to seek the views of Member States on the matter, in particular on:
 *         (a) Measures taken; (b) Obstacles encountered;
 *     13. Also requests the Secretary-General to submit a report thereon at its eightieth session;
 *
 * or in subparagraphs of one: "Requests the Secretary-General: (a) To seek ...; (b) To submit ...".
 *
 * Which paragraph is the request is a matter of points: it must ask the author of the report, and it had better ask for views,
 * and for a report. The patterns are data (struct MandateWords). What is quoted are the inlines of the resolution themselves,
 * cut at both ends, so that symbols in them stay links and messages point into the resolution. */
#include "check/mandate.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/check.h"
#include "check/clauses.h"
#include "check/facts.h"
#include "check/lint.h"
#include "check/prose.h"
#include "check/symbols.h"
#include "model/node.h"

struct Search {
    struct Checker *checker;
    const struct MandateForm *form;
    const struct Lexicon *lexicon;
    const char *author; /* "the Secretary-General"; NULL: anybody may be asked */
    GArray *requests;   /* struct Request: all that is asked of the author, in the order of the text */
    struct Dossier *dossier;
    struct Mandate *mandate;
};

/* A paragraph that requests something of the author: what, as bytes of its words. */
struct Request {
    const struct Clause *clause;
    size_t from, to;
    bool reports; /* it asks for a report */
    int points;
};

/* ---- Resolutions by symbol and day ---- */

static void identify(struct Checker *checker, const struct Wording *wording, struct KeptResolution *kept)
{
    if (!wording || !wording->cited)
        return;
    const struct Fact *number = dossier_fact(kept->dossier, wording->cited->number);
    const struct Fact *date = dossier_fact(kept->dossier, wording->cited->date);
    if (number && number->text)
        kept->symbol = symbol_of_resolution(checker->arena, kept->dossier->resolutions, number->text);
    if (date && date->kind == FACT_DATE) {
        kept->date = date->date;
        kept->date_span = date->span;
    }
}

/* ---- Words ---- */

/* Where one of the words stands in bytes from..to, as whole words; SIZE_MAX: none does. */
static size_t find_word(const struct WordList *words, const char *text, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++) {
        if (!word_length(text + at))
            continue;
        for (size_t i = 0; i < words->count; i++)
            if (g_str_has_prefix(text + at, words->items[i]) && !word_length(text + at + strlen(words->items[i])))
                return at;
        at += word_length(text + at) - 1;
    }
    return SIZE_MAX;
}

/* The first match of a pattern at or after `from`; NULL: none. Free with g_match_info_unref(). */
static GMatchInfo *match_at(const struct Search *s, const char *pattern, const char *text, size_t from)
{
    GError *error = NULL;
    GRegex *regex = g_regex_new(pattern, 0, 0, &error);
    GMatchInfo *match = NULL;
    if (!regex)
        diag(s->checker->diags, SG_LINT_PATTERN, s->lexicon->mandate->span, "%s", error->message);
    else if (!g_regex_match_full(regex, text, -1, (gint)from, 0, &match, NULL))
        g_clear_pointer(&match, g_match_info_unref);
    g_clear_error(&error);
    if (regex)
        g_regex_unref(regex);
    return match;
}

static bool group(const GMatchInfo *match, const char *name, size_t *from, size_t *to)
{
    gint start = -1, end = -1;
    bool found = g_match_info_fetch_named_pos(match, name, &start, &end) && start >= 0;
    *from = found ? (size_t)start : 0;
    *to = found ? (size_t)end : 0;
    return found;
}

static struct Span place(const struct Clause *clause, size_t from, size_t to)
{
    return lint_words_place(clause->content->inlines, clause->content, from, to);
}

/* ---- The paragraph ---- */

/* A name without the small words before it: "High Commissioner" of "the High Commissioner". */
static const char *bare_name(const char *name)
{
    while (g_ascii_islower(*name) && strchr(name, ' '))
        name = strchr(name, ' ') + 1;
    return name;
}

/* The author by name, by part of it ("the High Commissioner") or with more ("the Office of the High Commissioner"). */
static bool is_author(const struct Search *s, const char *addressee, size_t length)
{
    const char *name = bare_name(arena_strndup(s->checker->arena, addressee, length));
    return !s->author || strstr(s->author, name) || strstr(name, bare_name(s->author));
}

/* Does one of the patterns fit, and is it the author who is asked? Then "what" is asked, in bytes from..to when the pattern says so;
 * an `addressed` text has no addressee of its own. */
static bool asks(const struct Search *s, const struct WordList *patterns, const char *text, bool addressed, size_t *from, size_t *to)
{
    bool fits = false;
    for (size_t i = 0; i < patterns->count && !fits; i++) {
        GMatchInfo *match = match_at(s, patterns->items[i], text, 0);
        size_t name = 0, end = 0;
        fits = match && (addressed || (group(match, "addressee", &name, &end) && is_author(s, text + name, end - name)));
        if (fits)
            group(match, "what", from, to);
        if (match)
            g_match_info_unref(match);
    }
    return fits;
}

static void add_request(const struct Search *s, const struct Clause *clause, size_t from, size_t to)
{
    const struct MandateWords *words = s->lexicon->mandate;
    struct Request request = {.clause = clause, .from = from, .to = to};
    request.reports = find_word(&words->reports, clause->text, from, to) != SIZE_MAX;
    request.points = 1 + 4 * (find_word(&words->consults, clause->text, from, to) != SIZE_MAX) + 2 * request.reports;
    g_array_append_val(s->requests, request);
}

/* Subparagraphs as paragraphs: each is asked for itself. */
static void add_points(const struct Search *s, const struct Clause *clause)
{
    struct Arena *arena = s->checker->arena;
    const struct Content *list = clause_list(clause->content);
    for (const struct Content *item = list ? list->children : NULL; item; item = item->next) {
        struct Content *paragraph = ARENA_NEW(arena, struct Content);
        struct Clause *own = arena_memdup(arena, clause, sizeof *clause);
        size_t from = 0, to = 0;
        *paragraph = (struct Content){.kind = CONTENT_PARAGRAPH, .inlines = item->inlines, .span = item->span};
        own->content = paragraph;
        own->text = clause_words(arena, item->inlines);
        if (asks(s, &s->lexicon->mandate->points, own->text, true, &from, &to))
            add_request(s, own, from, to);
    }
}

static void find_requests(const struct Search *s, const GArray *clauses)
{
    const struct MandateWords *words = s->lexicon->mandate;
    for (guint i = 0; i < clauses->len; i++) {
        const struct Clause *clause = &g_array_index(clauses, struct Clause, i);
        size_t from = 0, to = 0;
        if (clause->rule->lead_in != LEAD_IN_OPERATIVE)
            continue;
        if (asks(s, &words->requests, clause->text, false, &from, &to))
            add_request(s, clause, from, to);
        else if (asks(s, &words->lists, clause->text, false, &from, &to))
            add_points(s, clause);
    }
}

/* The best one; of several as good the one that the manifest names, else the first. */
static struct Request find_request(const struct Search *s)
{
    struct Request best = {.clause = NULL};
    for (guint i = 0; i < s->requests->len; i++) {
        const struct Request *request = &g_array_index(s->requests, struct Request, i);
        bool named = request->points == best.points && request->clause->number == s->form->paragraph;
        if (named || request->points > best.points)
            best = *request;
    }
    return best;
}

/* The session and the day that a paragraph names for the report. */
static void take_dates(const struct Search *s, const struct Request *request)
{
    const struct MandateWords *words = s->lexicon->mandate;
    struct Mandate *m = s->mandate;
    const char *text = request->clause->text;
    size_t from, to;
    GMatchInfo *match = m->session ? NULL : match_at(s, words->session, text, request->from);
    for (; match && !m->session && group(match, "session", &from, &to); g_match_info_next(match, NULL)) {
        m->session = (int)number_of_words(s->lexicon->numbers, text + from, to - from);
        m->session_span = place(request->clause, from, to);
    }
    if (match)
        g_match_info_unref(match);
    match = date_given(m->deadline) ? NULL : match_at(s, words->deadline, text, request->from);
    gint start, end;
    if (match && g_match_info_fetch_pos(match, 0, &start, &end)) {
        size_t day = lint_day_at(s->lexicon, text + end, &m->deadline);
        m->deadline_span = place(request->clause, (size_t)end, (size_t)end + day);
        if (!day)
            m->deadline = (struct Date){0, 0, 0};
    }
    if (match)
        g_match_info_unref(match);
}

/* Those of the paragraph itself, else of the first other one that asks the author for a report at a session. */
static struct Request take_due(const struct Search *s, const struct Request *request)
{
    struct Request other = *request;
    take_dates(s, request);
    for (guint i = 0; i < s->requests->len && !s->mandate->session; i++) {
        other = g_array_index(s->requests, struct Request, i);
        if (other.reports)
            take_dates(s, &other);
    }
    return s->mandate->session ? other : *request;
}

static void take_invited(const struct Search *s, const char *text)
{
    const struct MandateWords *words = s->lexicon->mandate;
    struct Mandate *m = s->mandate;
    for (size_t i = 0; i < words->invited_count; i++) {
        const struct WordList list = {words->invited[i].words, words->invited[i].word_count};
        for (int k = 0; k < KIND_COUNT; k++)
            if (strcmp(respondent_kind_words[k], words->invited[i].kind) == 0 && find_word(&list, text, 0, strlen(text)) != SIZE_MAX)
                m->invited[k] = true;
    }
    m->anyone = find_word(&words->anyone, text, 0, strlen(text)) != SIZE_MAX;
}

/* ---- What is quoted ---- */

/* Copies of the inlines for bytes from..to of their words; notes and blocks are left out. *at: bytes passed. */
static void slice(struct Arena *arena, const struct Inline *inlines, size_t from, size_t to, size_t *at, struct Inline ***tail)
{
    for (const struct Inline *i = inlines; i && i->kind != INLINE_CONTENT; i = i->next) {
        if (i->kind == INLINE_NOTE)
            continue;
        struct Inline *copy = arena_memdup(arena, i, sizeof *i);
        copy->next = NULL;
        if (i->text) {
            size_t length = strlen(i->text), begin = *at < from ? MIN(from - *at, length) : 0;
            size_t end = *at + length > to ? (to > *at ? to - *at : 0) : length;
            *at += length;
            if (begin >= end)
                continue;
            copy->text = arena_strndup(arena, i->text + begin, end - begin);
            if (end - begin < length && copy->kind == INLINE_SYMBOL)
                copy->kind = INLINE_TEXT;
        } else {
            struct Inline **inner = &copy->children;
            copy->children = NULL;
            slice(arena, i->children, from, to, at, &inner);
            if (!copy->children && i->children)
                continue;
        }
        **tail = copy;
        *tail = &copy->next;
    }
}

static size_t without_marks(const char *text, size_t from, size_t to)
{
    while (to > from && strchr(" ,;:.", text[to - 1]))
        to--;
    return to;
}

static void add_text(struct Arena *arena, const char *text, struct Span span, struct Inline ***tail)
{
    struct Inline *inlined = ARENA_NEW(arena, struct Inline);
    *inlined = (struct Inline){.kind = INLINE_TEXT, .text = text, .span = span};
    **tail = inlined;
    *tail = &inlined->next;
}

static void add_words(struct Arena *arena, const struct Inline *inlines, size_t from, size_t to, struct Inline ***tail)
{
    size_t at = 0;
    slice(arena, inlines, from, to, &at, tail);
}

/* Inside a sentence a subparagraph begins with a small letter, unless a name does: a capital follows, or it is a word for States
 * and the like. */
static void begin_small(const struct Search *s, struct Inline *first)
{
    const char *text = first ? first->text : NULL;
    size_t word = text ? word_length(text) : 0;
    if (word < 2 || text[word] != ' ' || !g_ascii_isupper(*text) || !g_ascii_islower(text[1]) || !g_ascii_islower(text[word + 1]) ||
        word_list_has(&s->lexicon->collectives, text, word))
        return;
    char *small = arena_strdup(s->checker->arena, text);
    *small = g_ascii_tolower(*small);
    first->text = small;
}

/* The words of a subparagraph; `whole`: its last mark, too. */
static void add_item(const struct Search *s, const struct Content *item, bool whole, struct Inline ***tail)
{
    const char *words = clause_words(s->checker->arena, item->inlines);
    struct Inline **first = *tail;
    add_words(s->checker->arena, item->inlines, 0, whole ? strlen(words) : without_marks(words, 0, strlen(words)), tail);
    begin_small(s, *first);
}

/* Where in the words of the request those begin that ask for the report itself: *from of what stands behind "and to". The end of
 * the request when there are none. */
static size_t report_at(const struct Search *s, const struct Request *request, size_t *from)
{
    size_t to;
    gint start = 0, end;
    GMatchInfo *match = match_at(s, s->lexicon->mandate->report, request->clause->text, request->from);
    bool found = match && g_match_info_fetch_pos(match, 0, &start, &end) && (size_t)start > request->from &&
                 group(match, "what", from, &to);
    if (match)
        g_match_info_unref(match);
    return found ? (size_t)start : request->to;
}

/* What is asked, up to the words that ask for the report itself; a list behind it runs on in the sentence. */
static void take_request(const struct Search *s, const struct Request *request)
{
    struct Arena *arena = s->checker->arena;
    struct Mandate *m = s->mandate;
    const struct Inline *inlines = request->clause->content->inlines;
    const char *text = request->clause->text;
    size_t report = 0, to = report_at(s, request, &report);
    const struct Content *list = report ? NULL : clause_list(request->clause->content);
    struct Inline **tail = &m->request, **report_tail = &m->report;
    add_words(arena, inlines, request->from, list ? to : without_marks(text, request->from, to), &tail);
    for (const struct Content *item = list ? list->children : NULL; item; item = item->next) {
        add_text(arena, " ", item->span, &tail);
        add_item(s, item, item->next != NULL, &tail);
    }
    if (report)
        add_words(arena, inlines, report, without_marks(text, report, request->to), &report_tail);
}

/* The words of another paragraph that asks for the report. */
static void take_report(const struct Search *s, const struct Request *other)
{
    struct Inline **tail = &s->mandate->report;
    const char *text = other->clause->text;
    s->mandate->report_paragraph = other->clause->number;
    add_words(s->checker->arena, other->clause->content->inlines, other->from, without_marks(text, other->from, other->to), &tail);
}

/* ---- What the manifest does not give ---- */

/* The record "mandate" gets a fact, unless the manifest has given it. */
static struct Fact *fill(const struct Search *s, const char *name, enum FactKind kind, struct Span span)
{
    const struct Fact *mandate = dossier_fact(s->dossier, "mandate");
    if (fact_child(mandate, name))
        return NULL;
    struct Fact *fact = ARENA_NEW(s->checker->arena, struct Fact);
    *fact = (struct Fact){.name = name, .kind = kind, .span = span};
    struct Fact *record = s->dossier->manifest->first;
    while (record->name != mandate->name)
        record = record->next;
    facts_append(record, fact);
    return fact;
}

static void fill_number(const struct Search *s, const char *name, long number, struct Span span)
{
    struct Fact *fact = number ? fill(s, name, FACT_NUMBER, span) : NULL;
    if (fact)
        fact->number = number;
}

static void fill_rich(const struct Search *s, const char *name, struct Inline *inlines, struct Span span)
{
    struct Fact *fact = inlines ? fill(s, name, FACT_TEXT, span) : NULL;
    if (!fact)
        return;
    fact->inlines = inlines;
    fact->text = prose_words(s->checker->arena, inlines);
}

static void fill_word(const struct Search *s, const char *name, enum FactKind kind, const char *word, struct Span span)
{
    struct Fact *fact = word ? fill(s, name, kind, span) : NULL;
    if (fact)
        fact->text = word;
}

/* Organ, number, day and title of the resolution. */
static void fill_resolution(const struct Search *s)
{
    const struct KeptResolution *kept = s->mandate->resolution;
    const struct Fact *organ = dossier_fact(kept->dossier, "organ"), *title = dossier_fact(kept->dossier, "title");
    const char *stroke = kept->symbol ? strstr(kept->symbol, "RES/") : NULL;
    if (organ)
        fill_word(s, "body", FACT_WORD, organ->text, organ->span);
    fill_word(s, "resolution", FACT_SYMBOL, stroke ? stroke + strlen("RES/") : kept->symbol, kept->date_span);
    struct Fact *date = date_given(kept->date) ? fill(s, "date", FACT_DATE, kept->date_span) : NULL;
    if (date)
        date->date = kept->date;
    if (title)
        fill_rich(s, "title", title->inlines, title->span);
}

static void fill_invites(const struct Search *s)
{
    struct Fact *list = fill(s, "invites", FACT_LIST, s->mandate->span);
    for (int k = 0; list && k < KIND_COUNT; k++) {
        s->dossier->respondent_invited[k] = s->mandate->invited[k];
        if (!s->mandate->invited[k])
            continue;
        struct Fact *fact = ARENA_NEW(s->checker->arena, struct Fact);
        *fact = (struct Fact){.kind = FACT_WORD, .text = respondent_kind_words[k], .span = list->span};
        facts_append(list, fact);
    }
}

static struct Fact *question_fact(struct Arena *arena, const struct Question *question)
{
    struct Fact *record = ARENA_NEW(arena, struct Fact), *id = ARENA_NEW(arena, struct Fact), *text = ARENA_NEW(arena, struct Fact);
    *record = (struct Fact){.kind = FACT_RECORD, .first = id, .span = question->span};
    *id = (struct Fact){.name = "id", .kind = FACT_WORD, .text = question->id, .next = text, .span = question->span};
    *text = (struct Fact){.name = "text", .kind = FACT_TEXT, .inlines = question->text, .span = question->span};
    text->text = prose_words(arena, question->text);
    return record;
}

/* Subparagraphs of the request are its questions: a, b and so on. */
static void fill_questions(const struct Search *s, const struct Clause *clause)
{
    enum { MOST = 26 };
    struct Arena *arena = s->checker->arena;
    struct Dossier *d = s->dossier;
    const struct Content *list = clause_list(clause->content);
    struct Fact *facts = list && !d->question_count ? fill(s, "questions", FACT_LIST, list->span) : NULL;
    if (!facts)
        return;
    d->questions = ARENA_ARRAY(arena, struct Question, MOST);
    for (const struct Content *item = list->children; item && d->question_count < MOST; item = item->next) {
        struct Question *question = &d->questions[d->question_count];
        struct Inline **tail = &question->text;
        add_item(s, item, false, &tail);
        question->id = arena_printf(arena, "%c", (char)('a' + d->question_count++));
        question->span = item->span;
        facts_append(facts, question_fact(arena, question));
    }
}

/* ---- All ---- */

/* The paragraph with its subparagraphs, as one text. */
static const char *whole_text(struct Arena *arena, const struct Clause *clause)
{
    const char *text = clause->text;
    const struct Content *list = clause_list(clause->content);
    for (const struct Content *item = list ? list->children : NULL; item; item = item->next)
        text = arena_printf(arena, "%s %s", text, prose_words(arena, item->inlines));
    return text;
}

static void read_mandate(struct Search *s, const GArray *clauses)
{
    struct Mandate *m = s->mandate;
    fill_resolution(s);
    if (s->lexicon && s->lexicon->mandate)
        find_requests(s, clauses);
    struct Request request = find_request(s);
    if (!request.clause)
        return;
    m->paragraph = request.clause->number;
    m->span = place(request.clause, 0, request.from);
    m->text = whole_text(s->checker->arena, request.clause);
    take_request(s, &request);
    struct Request due = take_due(s, &request);
    if (due.clause != request.clause)
        take_report(s, &due);
    take_invited(s, m->text);
    fill_number(s, "paragraph", m->paragraph, m->span);
    fill_rich(s, "request", m->request, m->span);
    fill_rich(s, "report-request", m->report, m->span);
    if (m->report_paragraph != s->form->paragraph && m->report_paragraph != m->paragraph)
        fill_number(s, "report-paragraph", m->report_paragraph, m->span);
    if (m->report)
        fill_number(s, "report-session", m->session, m->session_span);
    fill_invites(s);
    fill_questions(s, request.clause);
}

static const struct KeptResolution *find_kept(struct Checker *checker, const struct MandateForm *form, const struct Dossier *dossier)
{
    for (size_t i = 0; i < dossier->kept_count; i++)
        if (strcmp(arena_printf(checker->arena, "%s/report.yaml", dossier->kept[i].name), form->file) == 0)
            return &dossier->kept[i];
    schema_error(checker, SG_NO_MANDATE_FILE, node_value_span(node_child(form->node, "file")), "\"%s\"", form->file);
    return NULL;
}

static const char *author_name(const struct Dossier *dossier, const struct Wording *wording, struct Arena *arena)
{
    const struct Fact *author = dossier_fact(dossier, "author");
    const struct Pattern *name = author ? wording_pattern(wording, arena_printf(arena, "%s.the-name", author->text)) : NULL;
    return name ? name->text : NULL;
}

/* What neither the manifest nor the resolution says, as the number of a draft. */
static void need_facts(struct Checker *checker, const struct MandateForm *form, const struct Dossier *dossier)
{
    static const char *const needed[] = {"body", "resolution", "date"};
    const struct Fact *mandate = dossier_fact(dossier, "mandate");
    for (size_t i = 0; i < G_N_ELEMENTS(needed); i++)
        if (!fact_child(mandate, needed[i]) && !node_child(form->node, needed[i]))
            schema_error(checker, SG_MISSING_KEY, form->node->name_span, "\"%s\" in mandate", needed[i]);
}

void mandate_take(struct Checker *checker, const struct MandateForm *form, const struct Input *templates, struct Dossier *dossier)
{
    const struct KeptResolution *named = form && form->file ? find_kept(checker, form, dossier) : NULL;
    for (size_t i = 0; i < dossier->kept_count; i++) {
        struct KeptResolution *kept = &dossier->kept[i];
        const struct Wording *wording =
            check_wording(checker->arena, templates, kept->dossier->kind, kept->dossier->language, checker->diags);
        identify(checker, wording, kept);
        if (kept != named || !wording)
            continue;
        struct Mandate *mandate = ARENA_NEW(checker->arena, struct Mandate);
        mandate->resolution = kept;
        struct Search s = {.checker = checker, .form = form, .author = author_name(dossier, wording, checker->arena),
                           .requests = g_array_new(FALSE, FALSE, sizeof(struct Request)), .dossier = dossier, .mandate = mandate};
        GArray *clauses = clauses_of(checker->arena, kept->dossier, wording);
        s.lexicon = check_lexicon(checker->arena, templates, kept->dossier->language, checker->diags);
        read_mandate(&s, clauses);
        g_array_unref(clauses);
        g_array_unref(s.requests);
        need_facts(checker, form, dossier);
        dossier->mandate = mandate;
    }
}
