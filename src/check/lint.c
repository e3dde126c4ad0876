/* The editorial lint: its texts, and what is switched off. */
#include "check/lint.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"

/* ---- Texts ---- */

struct Gathering {
    struct Lint *lint;
    void (*use)(struct Lint *, const struct LintText *text, void *data);
    void *data;
    const struct Submission *submission;
};

static void walk_blocks(struct Gathering *g, const struct Content *blocks, bool top);

static void add_inlines(struct LintText *text, const struct Inline *inlines, const struct Statement *statement, bool foreign)
{
    for (const struct Inline *i = inlines; i; i = i->next) {
        if (i->text) {
            struct Stretch stretch = {text->text->len, i, statement, foreign};
            g_array_append_val(text->stretches, stretch);
            g_string_append(text->text, i->text);
        } else if (i->kind == INLINE_REFERENCE) {
            g_string_append_c(text->text, '0'); /* a number is printed there */
        } else if (i->kind != INLINE_NOTE && i->kind != INLINE_CONTENT) {
            add_inlines(text, i->children, i->statement ? i->statement : statement, foreign || i->kind == INLINE_FOREIGN);
        }
    }
}

static void walk_inner(struct Gathering *g, const struct Inline *inlines)
{
    for (const struct Inline *i = inlines; i; i = i->next) {
        walk_inner(g, i->children);
        walk_blocks(g, i->content, false);
    }
}

static void use_inlines(struct Gathering *g, const struct Content *content, const struct Inline *inlines, bool paragraph)
{
    struct LintText text = {g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(struct Stretch)), g->submission, content, paragraph};
    add_inlines(&text, inlines, NULL, false);
    if (text.text->len)
        g->use(g->lint, &text, g->data);
    g_string_free(text.text, TRUE);
    g_array_unref(text.stretches);
    walk_inner(g, inlines);
}

static void walk_blocks(struct Gathering *g, const struct Content *blocks, bool top)
{
    for (const struct Content *c = blocks; c; c = c->next) {
        if (c->inlines)
            use_inlines(g, c, c->inlines, top && c->kind == CONTENT_PARAGRAPH && g->submission);
        walk_blocks(g, c->children, false);
        if (!c->table)
            continue;
        if (c->table->caption)
            use_inlines(g, c, c->table->caption, false);
        for (size_t r = 0; r < c->table->row_count; r++)
            for (size_t k = 0; k < c->table->rows[r].cell_count; k++)
                if (c->table->rows[r].cells[k].inlines)
                    use_inlines(g, c, c->table->rows[r].cells[k].inlines, false);
    }
}

void lint_texts(struct Lint *lint, void (*use)(struct Lint *, const struct LintText *text, void *data), void *data)
{
    struct Gathering g = {lint, use, data, NULL};
    for (size_t i = 0; i < lint->dossier->submission_count; i++) {
        g.submission = &lint->dossier->submissions[i];
        if (!g.submission->superseded)
            walk_blocks(&g, g.submission->content, true);
    }
    g.submission = NULL;
    for (size_t i = 0; i < lint->dossier->part_count; i++) {
        if (lint->dossier->parts[i].heading)
            use_inlines(&g, NULL, lint->dossier->parts[i].heading, false);
        walk_blocks(&g, lint->dossier->parts[i].content, true);
    }
}

const struct Stretch *lint_stretch(const struct LintText *text, size_t at)
{
    guint low = 0, high = text->stretches->len;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(text->stretches, struct Stretch, middle).start <= at)
            low = middle;
        else
            high = middle;
    }
    return text->stretches->len ? &g_array_index(text->stretches, struct Stretch, low) : NULL;
}

struct Span lint_place(const struct LintText *text, size_t from, size_t to)
{
    const struct Stretch *stretch = lint_stretch(text, from);
    if (!stretch)
        return text->content ? text->content->span : SPAN_NONE;
    size_t start = stretch->start, end = start + strlen(stretch->inlines->text);
    return span_words(stretch->inlines->span, text->text->str + start, from - start, MIN(to, end) - start);
}

/* ---- Running ---- */

const char *lint_days(const struct Lint *lint, int days)
{
    return arena_printf(lint->checker.arena, "%d %s", days, days == 1 ? "day" : "days");
}

static void switch_off(struct Lint *lint)
{
    for (size_t i = 0; i < lint->dossier->lint_off_count; i++) {
        const char *word = lint->dossier->lint_off[i];
        const struct DiagKind *kind = diag_kind_find(word);
        if (kind && strncmp(kind->number, "SG7", 3) == 0) {
            lint->off[kind - diag_kind(0)] = true;
            continue;
        }
        const struct Fact *off = dossier_fact(lint->dossier, "lint.off");
        diag(lint->checker.diags, SG_LINT_UNKNOWN, off ? off->span : SPAN_NONE, "\"%s\"", word);
    }
}

void check_lint(struct Arena *arena, const struct Dossier *dossier, const struct Lexicon *lexicon, struct Diags *diags)
{
    struct Lint lint = {.checker = {.arena = arena, .diags = diags, .language = dossier->language},
                        .dossier = dossier, .lexicon = lexicon};
    switch_off(&lint);
    lint_facts(&lint);
    if (lexicon)
        lint_sentences(&lint);
    lint_alike(&lint);
}
