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
    bool note; /* inside of one */
};

static void walk_blocks(struct Gathering *g, const struct Content *blocks, bool top);

static void add_inlines(struct LintText *text, const struct Inline *inlines, const struct Statement *statement, bool foreign);

static void add_inline(struct LintText *text, const struct Inline *i, const struct Statement *statement, bool foreign)
{
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

static void add_inlines(struct LintText *text, const struct Inline *inlines, const struct Statement *statement, bool foreign)
{
    for (const struct Inline *i = inlines; i; i = i->next)
        add_inline(text, i, statement, foreign);
}

struct LintText lint_text_new(const struct Content *content)
{
    return (struct LintText){.text = g_string_new(NULL), .stretches = g_array_new(FALSE, FALSE, sizeof(struct Stretch)),
                             .content = content};
}

void lint_text_add(struct LintText *text, const struct Inline *one)
{
    add_inline(text, one, NULL, false);
}

void lint_text_clear(struct LintText *text)
{
    g_string_truncate(text->text, 0);
    g_array_set_size(text->stretches, 0);
}

void lint_text_free(struct LintText *text)
{
    g_string_free(text->text, TRUE);
    g_array_unref(text->stretches);
}

static void walk_inner(struct Gathering *g, const struct Inline *inlines)
{
    for (const struct Inline *i = inlines; i; i = i->next) {
        walk_inner(g, i->children);
        bool before = g->note;
        g->note = before || i->kind == INLINE_NOTE;
        walk_blocks(g, i->content, false);
        g->note = before;
    }
}

static void use_inlines(struct Gathering *g, const struct Content *content, const struct Inline *inlines, bool paragraph)
{
    struct LintText text = lint_text_new(content);
    text.submission = g->submission;
    text.paragraph = paragraph;
    text.note = g->note;
    add_inlines(&text, inlines, NULL, false);
    if (text.text->len)
        g->use(g->lint, &text, g->data);
    lint_text_free(&text);
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
    struct Gathering g = {.lint = lint, .use = use, .data = data};
    for (size_t i = 0; i < lint->dossier->submission_count; i++) {
        g.submission = &lint->dossier->submissions[i];
        if (!g.submission->superseded)
            walk_blocks(&g, g.submission->content, true);
    }
    for (size_t i = 0; i < lint->dossier->part_count; i++)
        lint_part_texts(lint, &lint->dossier->parts[i], use, data);
}

void lint_part_texts(struct Lint *lint, const struct HandPart *part,
                     void (*use)(struct Lint *, const struct LintText *text, void *data), void *data)
{
    struct Gathering g = {.lint = lint, .use = use, .data = data};
    if (part->heading)
        use_inlines(&g, NULL, part->heading, false);
    walk_blocks(&g, part->content, true);
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

struct Span lint_words_place(const struct Inline *inlines, const struct Content *content, size_t from, size_t to)
{
    struct LintText text = lint_text_new(content);
    for (const struct Inline *i = inlines; i && i->kind != INLINE_CONTENT; i = i->next)
        lint_text_add(&text, i);
    struct Span place = lint_place(&text, from, to);
    lint_text_free(&text);
    return place;
}

/* ---- Running ---- */

const char *lint_days(const struct Lint *lint, int days)
{
    return arena_printf(lint->checker.arena, "%d %s", days, days == 1 ? "day" : "days");
}

void lint_switch_off(struct Lint *lint)
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

void check_text(struct Arena *arena, const struct Dossier *dossier, const struct Wording *wording, const struct Lexicon *lexicon,
                struct Diags *diags)
{
    struct Lint lint = {.checker = {.arena = arena, .diags = diags, .language = dossier->language},
                        .dossier = dossier, .wording = wording, .lexicon = lexicon};
    const struct ResolutionWords *words = lexicon ? lexicon->resolution : NULL;
    if (!words || !words->preambular || !words->operative)
        return;
    lint_switch_off(&lint);
    lint_resolution(&lint);
    lint_citations(&lint);
    lint_mandate(&lint);
}

struct Pass {
    struct Lengths *lengths;
    struct Sentences *sentences; /* NULL: no words in this language */
    struct Alike *alike;
};

static void read_text(struct Lint *lint, const struct LintText *text, void *data)
{
    (void)lint;
    struct Pass *pass = data;
    lengths_text(pass->lengths, text);
    if (pass->sentences)
        sentences_text(pass->sentences, text);
    alike_text(pass->alike, text);
}

void check_lint(struct Arena *arena, const struct Dossier *dossier, const struct Lexicon *lexicon, struct Diags *diags)
{
    struct Lint lint = {.checker = {.arena = arena, .diags = diags, .language = dossier->language}, .scratch = arena_new(),
                        .dossier = dossier, .lexicon = lexicon};
    lint_switch_off(&lint);
    lint_facts(&lint);
    struct Pass pass = {lengths_start(&lint), lexicon ? sentences_start(&lint) : NULL, alike_start(&lint)};
    lint_texts(&lint, read_text, &pass);
    lengths_end(pass.lengths);
    if (pass.sentences)
        sentences_end(pass.sentences);
    alike_end(pass.alike);
    arena_free(lint.scratch);
}
