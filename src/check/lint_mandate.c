/* The report held against the resolution that asks for it: what the manifest says of the resolution, the session, the day by
 * which it is due, who was asked and who replied. */
#include "check/lint.h"

#include <string.h>

#include "base/arena.h"
#include "check/prose.h"
#include "check/symbols.h"
#include "model/node.h"

/* ---- What the manifest gives ---- */

/* A fact of the manifest that was not read from the resolution; NULL: none. */
static const struct Fact *given(const struct Lint *lint, const char *path)
{
    const struct Fact *fact = dossier_fact(lint->dossier, path);
    return fact && fact->span.source == lint->dossier->manifest->span.source ? fact : NULL;
}

static void say_differs(struct Lint *lint, enum DiagCode code, struct Span span, const char *detail, struct Span also)
{
    if (lint->off[code])
        return;
    diag(lint->checker.diags, code, span, "%s", detail);
    if (also.source)
        diag_also(lint->checker.diags, also, "the resolution");
}

static const char *date_text(const struct Lint *lint, struct Date date)
{
    return arena_printf(lint->checker.arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static void compare_words(struct Lint *lint, const char *path, const char *right, struct Span also)
{
    const struct Fact *fact = given(lint, path);
    if (fact && right && g_strcmp0(fact->text, right) != 0)
        say_differs(lint, SG_MANDATE_DIFFERS, fact->span,
                    arena_printf(lint->checker.arena, "%s \"%s\"; it is \"%s\"", fact->name, fact->text, right), also);
}

static void compare_number(struct Lint *lint, const char *path, long right, struct Span also)
{
    const struct Fact *fact = given(lint, path);
    if (fact && right && fact->number != right)
        say_differs(lint, SG_MANDATE_DIFFERS, fact->span,
                    arena_printf(lint->checker.arena, "%s %ld; it is %ld", fact->name, fact->number, right), also);
}

static void compare_resolution(struct Lint *lint)
{
    const struct KeptResolution *kept = lint->dossier->mandate->resolution;
    const struct Fact *organ = dossier_fact(kept->dossier, "organ"), *title = dossier_fact(kept->dossier, "title");
    const struct Fact *number = given(lint, "mandate.resolution"), *date = given(lint, "mandate.date");
    if (organ)
        compare_words(lint, "mandate.body", organ->text, organ->span);
    if (title)
        compare_words(lint, "mandate.title", title->text, title->span);
    const char *symbol =
        number ? symbol_of_resolution(lint->checker.arena, kept->dossier->resolutions, number->text) : NULL;
    if (symbol && kept->symbol && strcmp(symbol, kept->symbol) != 0)
        say_differs(lint, SG_MANDATE_DIFFERS, number->span,
                    arena_printf(lint->checker.arena, "resolution \"%s\"; it is \"%s\"", number->text, kept->symbol), kept->date_span);
    if (date && date_given(kept->date) && date_compare(date->date, kept->date) != 0)
        say_differs(lint, SG_MANDATE_DIFFERS, date->span,
                    arena_printf(lint->checker.arena, "date %s; it is %s", date_text(lint, date->date), date_text(lint, kept->date)),
                    kept->date_span);
}

/* Letters and digits alone, small: quoted words may differ in the rest. */
static char *bare(const char *text)
{
    GString *all = g_string_new(" ");
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c))
            g_string_append_unichar(all, g_unichar_tolower(c));
        else if (all->str[all->len - 1] != ' ')
            g_string_append_c(all, ' ');
    }
    if (all->str[all->len - 1] != ' ')
        g_string_append_c(all, ' ');
    return g_string_free(all, FALSE);
}

static bool says(const char *text, const char *words)
{
    char *all = bare(text), *part = bare(words);
    bool found = strstr(all, part) != NULL;
    g_free(all);
    g_free(part);
    return found;
}

static void compare_request(struct Lint *lint)
{
    const struct Mandate *m = lint->dossier->mandate;
    const struct Fact *request = given(lint, "mandate.request"), *questions = given(lint, "mandate.questions");
    compare_number(lint, "mandate.paragraph", m->paragraph, m->span);
    compare_number(lint, "mandate.report-session", m->session, m->session_span);
    if (request && request->text && !says(m->text, request->text))
        say_differs(lint, SG_MANDATE_DIFFERS, request->span, "request in words that are not those of the paragraph", m->span);
    for (size_t i = 0; questions && i < lint->dossier->question_count; i++) {
        const struct Question *question = &lint->dossier->questions[i];
        if (!says(m->text, prose_words(lint->checker.arena, question->text)))
            say_differs(lint, SG_MANDATE_DIFFERS, question->span,
                        arena_printf(lint->checker.arena, "question \"%s\" that the paragraph does not ask", question->id), m->span);
    }
}

/* Is a kind named, or counted with one that is? A State that is no member counts with the States, entities of the United Nations
 * and regional organizations with the organizations. */
static bool covers(const bool *invited, enum RespondentKind kind)
{
    bool organization = kind == KIND_UN || kind == KIND_REGIONAL;
    return invited[kind] || (kind == KIND_OBSERVER && invited[KIND_GOVERNMENT]) || (organization && invited[KIND_IGO]);
}

static void compare_invites(struct Lint *lint)
{
    const struct Dossier *d = lint->dossier;
    const struct Fact *invites = given(lint, "mandate.invites");
    for (enum RespondentKind k = 0; invites && k < KIND_COUNT; k++) {
        bool here = d->respondent_invited[k], there = d->mandate->invited[k];
        if (here != there && !(here && (d->mandate->anyone || covers(d->mandate->invited, k))))
            say_differs(lint, SG_MANDATE_DIFFERS, invites->span,
                        arena_printf(lint->checker.arena, here ? "invites \"%s\", whom the paragraph does not name"
                                                               : "invites without \"%s\", whom the paragraph names",
                                     respondent_kind_words[k]),
                        d->mandate->span);
    }
}

/* ---- When it is due ---- */

static void check_due(struct Lint *lint)
{
    const struct Dossier *d = lint->dossier;
    const struct Mandate *m = d->mandate;
    const struct Fact *session = given(lint, "session"), *date = given(lint, "date"), *cut_off = given(lint, "cut-off");
    if (session && m->session && session->number != m->session)
        say_differs(lint, SG_OTHER_SESSION, session->span,
                    arena_printf(lint->checker.arena, "session %ld; it is asked for by session %d", session->number, m->session),
                    m->session_span);
    const struct Fact *days[] = {date, cut_off};
    for (size_t i = 0; i < G_N_ELEMENTS(days) && date_given(m->deadline); i++)
        if (days[i] && date_compare(days[i]->date, m->deadline) > 0)
            say_differs(lint, SG_AFTER_DEADLINE, days[i]->span,
                        arena_printf(lint->checker.arena, "%s %s after %s", days[i]->name,
                                     lint_days(lint, date_days_between(m->deadline, days[i]->date)), date_text(lint, m->deadline)),
                        m->deadline_span);
}

/* ---- Who replied ---- */

static bool asked(const struct Dossier *d, enum RespondentKind kind)
{
    return covers(d->respondent_invited, kind) || d->respondent_invited[KIND_OTHER] || (d->mandate && d->mandate->anyone);
}

static void check_respondents(struct Lint *lint)
{
    const struct Dossier *d = lint->dossier;
    const struct Fact *invites = dossier_fact(d, "mandate.invites");
    const struct Respondent *last = NULL;
    for (size_t i = 0; invites && invites->first && i < d->submission_count; i++) {
        const struct Submission *s = &d->submissions[i];
        if (s->superseded || s->respondent == last || asked(d, s->respondent->kind))
            continue;
        last = s->respondent;
        lint_say(lint, SG_UNINVITED, s->span, "%s, of kind \"%s\"", s->respondent->id, respondent_kind_words[s->respondent->kind]);
        if (!lint->off[SG_UNINVITED])
            diag_also(lint->checker.diags, invites->span, "those who were");
    }
}

void lint_mandate(struct Lint *lint)
{
    const struct Mandate *m = lint->dossier->mandate;
    if (m) {
        compare_resolution(lint);
        check_due(lint);
    }
    if (m && m->paragraph) {
        compare_request(lint);
        compare_invites(lint);
    } else if (m) {
        const struct Fact *file = dossier_fact(lint->dossier, "mandate.file");
        lint_say(lint, SG_NO_REQUEST, file ? file->span : SPAN_NONE, "%s", m->resolution->name);
    }
    check_respondents(lint);
}
