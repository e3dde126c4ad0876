/* A consultation made by hand, with the words of the templates that are shipped: for the tests of the compose
 * stage. */
#ifndef TESTS_COMPOSE_FIXTURE_H
#define TESTS_COMPOSE_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/check.h"
#include "compose/compose.h"
#include "compose/compose_int.h"
#include "compose/finish.h"
#include "compose/number.h"
#include "compose/words.h"
#include "read/read.h"

struct Fixture {
    struct Arena *arena;
    struct Diags *diags;
    struct Wording *wording;
    struct Dossier *dossier;
    struct Composer composer;
};

static inline void fixture_start(struct Fixture *f, const char *kind, enum Language language)
{
    memset(f, 0, sizeof *f);
    f->arena = arena_new();
    f->diags = diags_new();
    struct Input *templates = read_templates(f->arena, "templates", "fonts", kind, NULL, NULL, f->diags);
    g_assert_nonnull(templates);
    f->wording = check_wording(f->arena, templates, kind, language, f->diags);
    if (!f->wording)
        diags_print(f->diags, stdout, DIAG_TEXT);
    g_assert_nonnull(f->wording);
    f->dossier = ARENA_NEW(f->arena, struct Dossier);
    f->dossier->kind = kind;
    f->dossier->folder = "fixture";
    f->dossier->language = language;
    f->dossier->late_policy = LATE_FLAG;
    f->dossier->input_hash = "0123456789abcdef";
    f->dossier->manifest = ARENA_NEW(f->arena, struct Fact);
}

static inline void fixture_end(struct Fixture *f)
{
    diags_free(f->diags);
    arena_free(f->arena);
}

/* A composer for tests of its parts. */
static inline struct Composer *fixture_composer(struct Fixture *f)
{
    f->composer =
        (struct Composer){.arena = f->arena, .dossier = f->dossier, .wording = f->wording, .diags = f->diags};
    composer_start(&f->composer);
    return &f->composer;
}

static inline struct Fact *fixture_fact(struct Fixture *f, struct Fact *parent, const char *name,
                                        enum FactKind kind)
{
    struct Fact *fact = ARENA_NEW(f->arena, struct Fact);
    fact->name = name;
    fact->kind = kind;
    struct Fact **tail = &(parent ? parent : f->dossier->manifest)->first;
    while (*tail)
        tail = &(*tail)->next;
    *tail = fact;
    return fact;
}

static inline struct Fact *fixture_text(struct Fixture *f, struct Fact *parent, const char *name,
                                        enum FactKind kind, const char *text)
{
    struct Fact *fact = fixture_fact(f, parent, name, kind);
    fact->text = text;
    return fact;
}

static inline struct Fact *fixture_number(struct Fixture *f, struct Fact *parent, const char *name,
                                          long number)
{
    struct Fact *fact = fixture_fact(f, parent, name, FACT_NUMBER);
    fact->number = number;
    return fact;
}

static inline struct Fact *fixture_date(struct Fixture *f, struct Fact *parent, const char *name, int year,
                                        int month, int day)
{
    struct Fact *fact = fixture_fact(f, parent, name, FACT_DATE);
    fact->date = (struct Date){year, month, day};
    return fact;
}

static inline struct Respondent *fixture_respondent(struct Fixture *f, const char *id,
                                                    enum RespondentKind kind, const char *list,
                                                    const char *text, const char *article,
                                                    const char *abbreviation)
{
    struct Respondent *r = ARENA_NEW(f->arena, struct Respondent);
    r->id = id;
    r->kind = kind;
    r->names[f->dossier->language] =
        (struct Names){.list = list, .text = text, .article = article, .abbreviation = abbreviation};
    return r;
}

static inline struct Inline *fixture_inline(struct Fixture *f, enum InlineKind kind, const char *text)
{
    struct Inline *in = ARENA_NEW(f->arena, struct Inline);
    in->kind = kind;
    in->text = text;
    return in;
}

static inline struct Content *fixture_paragraph(struct Fixture *f, const char *id, const char *text)
{
    struct Content *content = ARENA_NEW(f->arena, struct Content);
    content->kind = CONTENT_PARAGRAPH;
    content->id = id;
    content->inlines = fixture_inline(f, INLINE_TEXT, text);
    return content;
}

/* Makes room for `count` replies; fills them in with fixture_reply(). */
static inline void fixture_replies(struct Fixture *f, size_t count)
{
    f->dossier->submissions = ARENA_ARRAY(f->arena, struct Submission, count);
}

static inline struct Submission *fixture_reply(struct Fixture *f, const struct Respondent *respondent,
                                               struct Content *content)
{
    struct Submission *s = &f->dossier->submissions[f->dossier->submission_count++];
    s->id = arena_printf(f->arena, "%s-1", respondent->id);
    s->respondent = respondent;
    s->lang = "en";
    s->observations = true;
    s->received = (struct Date){2013, 5, 1};
    s->content = content;
    return s;
}

static inline const char *fixture_runs(struct Fixture *f, const struct Run *runs, size_t count)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append(text, runs[i].text);
    const char *copy = arena_strdup(f->arena, text->str);
    g_string_free(text, TRUE);
    return copy;
}

/* Label and text of the block with that id, or NULL. */
static inline const char *fixture_block(struct Fixture *f, const struct Report *report, const char *id)
{
    for (size_t i = 0; i < report->block_count; i++)
        if (strcmp(report->blocks[i].id, id) == 0) {
            const struct Block *b = &report->blocks[i];
            const char *text = fixture_runs(f, b->runs, b->run_count);
            return b->label ? arena_printf(f->arena, "%s %s", b->label, text) : text;
        }
    return NULL;
}

/* Composes, verifies, and fails on any message. */
static inline struct Report *fixture_compose(struct Fixture *f)
{
    struct Report *report =
        compose_report(f->arena, f->dossier, f->wording, (struct ComposeOptions){0}, f->diags);
    if (diags_total(f->diags))
        diags_print(f->diags, stdout, DIAG_TEXT);
    g_assert_cmpuint(diags_total(f->diags), ==, 0);
    g_assert_cmpstr(report_verify(report), ==, NULL);
    return report;
}

#endif
