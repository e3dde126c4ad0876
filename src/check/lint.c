/* The editorial lint: its words, its texts, and what is switched off. */
#include "check/lint.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "check/nearest.h"

/* ---- The lexicon ---- */

struct LexiconByLanguage {
    struct Lexicon *languages[LANGUAGES];
};

struct LintFile {
    struct LexiconByLanguage *lint;
};

static const struct Field variant_fields[] = {
    FIELD("form", FIELD_TEXT, FIELD_REQUIRED, struct VariantForm, form, "a name that is not printed"),
    FIELD("respondent", FIELD_ID, FIELD_REQUIRED, struct VariantForm, respondent, "whose it is"),
};
static const struct Element variant_element = ELEMENT("variant", struct VariantForm, variant_fields, "a name not to be used");

static const struct Field typography_fields[] = {
    FIELD("pattern", FIELD_TEXT, FIELD_REQUIRED, struct TypographyForm, pattern, "a regular expression"),
    FIELD("right", FIELD_TEXT, FIELD_REQUIRED, struct TypographyForm, right, "what is right"),
};
static const struct Element typography_element =
    ELEMENT_WITH_SPAN("typography", struct TypographyForm, typography_fields, "what is not printed so");

#define WORDS(key, member, count, doc) FIELD_MANY(key, FIELD_TEXTS, 0, struct Lexicon, member, count, doc)
static const struct Field lexicon_fields[] = {
    WORDS("loaded", loaded, loaded_count, "words that judge"),
    WORDS("modals", modals, modal_count, "words that demand"),
    WORDS("subjects", subjects, subject_count, "words that stand for a respondent"),
    WORDS("reporting", reporting, reporting_count, "verbs by which a report tells"),
    WORDS("stops", stops, stop_count, "abbreviations whose full stop ends no sentence"),
    FIELD_MANY("variants", FIELD_ELEMENTS, 0, struct Lexicon, variants, variant_count, "names not to be used",
               .element = &variant_element),
    FIELD_MANY("typography", FIELD_ELEMENTS, 0, struct Lexicon, typography, typography_count, "what is not printed so",
               .element = &typography_element),
};
static const struct Element lexicon_element = ELEMENT("lint", struct Lexicon, lexicon_fields, "words of one language");

#define BY_LANGUAGE(tag, index) \
    FIELD(tag, FIELD_ELEMENT, 0, struct LexiconByLanguage, languages[index], "words", .element = &lexicon_element)
static const struct Field languages_fields[] = {
    BY_LANGUAGE("en", LANG_EN), BY_LANGUAGE("fr", LANG_FR), BY_LANGUAGE("es", LANG_ES),
    BY_LANGUAGE("ru", LANG_RU), BY_LANGUAGE("zh", LANG_ZH), BY_LANGUAGE("ar", LANG_AR),
};
static const struct Element languages_element = ELEMENT("lint", struct LexiconByLanguage, languages_fields, "by language");
static const struct Field file_fields[] = {
    FIELD("lint", FIELD_ELEMENT, FIELD_REQUIRED, struct LintFile, lint, "by language", .element = &languages_element),
};
static const struct Element file_element = ELEMENT("lint.yaml", struct LintFile, file_fields, "words the lint looks for");

const struct Lexicon *lint_lexicon(struct Checker *checker, const struct Input *templates, enum Language language)
{
    const struct InputFile *file = input_file(templates, "registers/lint.yaml");
    if (!file || !file->root)
        return NULL;
    const struct LintFile *form = schema_decode(checker, file->root, &file_element);
    return form->lint ? form->lint->languages[language] : NULL;
}

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

/* Length of `wanted` where it stands at the beginning of `source`, any white space for a space; 0: it does not. */
static size_t stands_at(const char *source, size_t left, const char *wanted, size_t length)
{
    size_t s = 0;
    for (size_t w = 0; w < length; w++) {
        if (wanted[w] == ' ') {
            size_t white = s;
            while (white < left && strchr(" \t\r\n", source[white]))
                white++;
            if (white == s)
                return 0;
            s = white;
        } else if (s < left && source[s] == wanted[w]) {
            s++;
        } else {
            return 0;
        }
    }
    return s;
}

/* Text is folded and decoded, its source is not: the same occurrence of the same words is looked for there. */
struct Span lint_place(const struct LintText *text, size_t from, size_t to)
{
    const struct Stretch *stretch = lint_stretch(text, from);
    if (!stretch)
        return text->content ? text->content->span : SPAN_NONE;
    struct Span span = stretch->inlines->span;
    const char *start = text->text->str + stretch->start, *wanted = text->text->str + from;
    size_t length = MIN(to - from, strlen(stretch->inlines->text) - (from - stretch->start)), before = 0;
    if (!span.source || !length)
        return span;
    for (const char *p = start; p < wanted; p++)
        before += strncmp(p, wanted, length) == 0;
    const char *source = span.source->bytes + span.start;
    for (size_t i = 0; i + span.start < span.end; i++) {
        size_t found = stands_at(source + i, span.end - span.start - i, wanted, length);
        if (found && before-- == 0)
            return span_at(span.source, span.start + i, span.start + i + found);
    }
    return span;
}

/* ---- Running ---- */

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

void check_lint(struct Arena *arena, const struct Dossier *dossier, const struct Input *templates, struct Diags *diags)
{
    struct Lint lint = {.checker = {.arena = arena, .diags = diags, .language = dossier->language}, .dossier = dossier};
    switch_off(&lint);
    lint.lexicon = lint_lexicon(&lint.checker, templates, dossier->language);
    lint_facts(&lint);
    if (lint.lexicon)
        lint_sentences(&lint);
    lint_alike(&lint);
}
