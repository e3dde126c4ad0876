/* The editorial lint of the text as composed. One pass reads every word in the order of the document and hands it to those who
 * look for lists, abbreviations and names; what looks at blocks and numbers comes after it. */
#include "compose/lint.h"

#include <string.h>

#include "compose/compose.h"

/* Where a text was written: runs of one span are one stretch. */
struct ComposedStretch {
    size_t start;
    struct Span span;
    bool foreign;
};

void compose_tell_also(const struct ComposeLint *x, enum DiagCode code, struct Span span, const char *detail, struct Span also,
                       const char *also_text)
{
    if (x->off[code])
        return;
    diag(x->diags, code, span, "%s", detail);
    diag_also(x->diags, also, also_text);
}

/* ---- Texts ---- */

static const struct ComposedStretch *stretch_at(const struct ComposedText *text, size_t at)
{
    guint low = 0, high = text->stretches->len;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(text->stretches, struct ComposedStretch, middle).start <= at)
            low = middle;
        else
            high = middle;
    }
    return &g_array_index(text->stretches, struct ComposedStretch, low);
}

bool composed_written(const struct ComposedText *text, size_t at)
{
    const struct ComposedStretch *stretch = stretch_at(text, at);
    return stretch->span.source && !stretch->foreign;
}

struct Span composed_place(const struct ComposeLint *x, const struct ComposedText *text, size_t from, size_t to)
{
    const struct ComposedStretch *stretch = stretch_at(text, from);
    if (!stretch->span.source)
        return text->block->origin.span_count ? text->block->origin.spans[0] : x->dossier->manifest->span;
    bool last = stretch == &g_array_index(text->stretches, struct ComposedStretch, text->stretches->len - 1);
    size_t end = last ? strlen(text->text) : stretch[1].start;
    return span_words(stretch->span, text->text + stretch->start, from - stretch->start, MIN(to, end) - stretch->start);
}

struct Reader {
    const struct ComposeLint *x;
    void (*use)(const struct ComposeLint *x, const struct ComposedText *text, void *data);
    void *data;
    GString *text;
    GArray *stretches;
};

static bool same_place(struct Span a, struct Span b)
{
    return a.source == b.source && a.start == b.start && a.end == b.end;
}

static void add_run(struct Reader *r, const struct Run *run)
{
    struct ComposedStretch stretch = {r->text->len, run->span, strcmp(run->lang, r->x->report->lang) != 0};
    struct ComposedStretch *last =
        r->stretches->len ? &g_array_index(r->stretches, struct ComposedStretch, r->stretches->len - 1) : NULL;
    if (!last || !same_place(last->span, stretch.span) || last->foreign != stretch.foreign)
        g_array_append_val(r->stretches, stretch);
    g_string_append(r->text, run->text);
}

static bool is_heading(const struct Block *block)
{
    return block->box > 0 || block->role == ROLE_HEADING || block->role == ROLE_TITLE || block->role == ROLE_SUBTITLE ||
           block->role == ROLE_MASTHEAD || block->role == ROLE_CAPTION;
}

static bool by_hand(const struct Block *block)
{
    return !block->submission && !block->origin.generated;
}

/* Runs of the block, or of a note that it calls. */
static void read_runs(struct Reader *r, const struct Block *block, const struct Run *runs, size_t count, bool note)
{
    g_string_truncate(r->text, 0);
    g_array_set_size(r->stretches, 0);
    for (size_t i = 0; i < count; i++)
        if (!(runs[i].flags & RUN_NOTE_CALL))
            add_run(r, &runs[i]);
    struct ComposedText text = {r->text->str, r->stretches, block, is_heading(block), by_hand(block), note};
    if (r->text->len)
        r->use(r->x, &text, r->data);
}

static void read_notes(struct Reader *r, const struct Block *block)
{
    for (size_t i = 0; i < block->run_count; i++) {
        if (!(block->runs[i].flags & RUN_NOTE_CALL))
            continue;
        const struct Note *note = &r->x->report->notes[block->runs[i].note];
        for (size_t j = 0; j < note->block_count; j++)
            read_runs(r, block, note->blocks[j].runs, note->blocks[j].run_count, true);
    }
}

void composed_each(const struct ComposeLint *x, bool hand,
                   void (*use)(const struct ComposeLint *x, const struct ComposedText *text, void *data), void *data)
{
    struct Reader r = {x, use, data, g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(struct ComposedStretch))};
    for (size_t i = 0; i < x->report->block_count; i++) {
        const struct Block *block = &x->report->blocks[i];
        if (block->draft_only || (hand && !by_hand(block)))
            continue;
        read_runs(&r, block, block->runs, block->run_count, false);
        read_notes(&r, block);
        for (size_t t = 0; block->table && t < block->table->row_count; t++)
            for (size_t c = 0; c < block->table->rows[t].cell_count; c++)
                read_runs(&r, block, block->table->rows[t].cells[c].runs, block->table->rows[t].cells[c].run_count,
                          false);
    }
    g_string_free(r.text, TRUE);
    g_array_unref(r.stretches);
}

/* ---- The pass over all words ---- */

struct Pass {
    struct Lists *lists;
    struct Abbreviations *abbreviations;
    struct Terms *terms;
};

/* What begins at a word with a capital; the bytes that are done with. */
static size_t read_capital(const struct ComposeLint *x, struct Pass *p, const struct ComposedText *text, size_t at, struct Word word)
{
    const struct Phrase *name = NULL, *full = NULL;
    for (const struct Phrase *phrase = phrases_at(x->phrases, word); phrase; phrase = phrase->next) {
        const struct Phrase **longest = phrase->kind == COMPOSED_NAME ? &name : &full;
        if (phrase_stands(phrase, word.text) && (!*longest || phrase->length > (*longest)->length))
            *longest = phrase;
    }
    terms_capital(p->terms, text, at);
    abbreviations_word(p->abbreviations, text, at, word.length);
    if (full)
        abbreviations_full(p->abbreviations, text, at, full);
    if (name)
        lists_name(p->lists, text, at, name);
    return name ? name->length : word.length;
}

static void read_words(const struct ComposeLint *x, const struct ComposedText *text, void *data)
{
    struct Pass *p = data;
    terms_begin(p->terms);
    for (size_t at = 0; text->text[at];) {
        struct Word word = {text->text + at, word_length(text->text + at)};
        if (!word.length) {
            at++;
            continue;
        }
        if (g_ascii_islower(*word.text)) {
            terms_word(p->terms, word);
            at += word.length;
        } else {
            at += read_capital(x, p, text, at, word);
        }
    }
    lists_end(p->lists, text);
}

static void add_names(const struct ComposeLint *x)
{
    const struct Dossier *d = x->dossier;
    for (size_t i = 0; i < d->respondent_count; i++) {
        const struct Names *names = &d->respondents[i].names[d->language];
        const char *forms[] = {names->text, names->list, names->abbreviation};
        for (size_t f = 0; f < G_N_ELEMENTS(forms); f++)
            if (forms[f] && (!f || g_strcmp0(forms[f], names->text) != 0))
                phrases_add(x->phrases, COMPOSED_NAME, forms[f], &d->respondents[i]);
    }
    for (size_t i = 0; i < x->lexicon->variant_count; i++) {
        const struct Respondent *of = dossier_respondent(d, x->lexicon->variants[i].respondent);
        if (of)
            phrases_add(x->phrases, COMPOSED_NAME, x->lexicon->variants[i].form, of);
    }
}

static void lint_words(const struct ComposeLint *x)
{
    add_names(x);
    struct Pass pass = {lists_start(x), abbreviations_start(x), terms_start(x)};
    composed_each(x, false, read_words, &pass);
    lists_sponsors(pass.lists);
    abbreviations_end(pass.abbreviations);
    terms_end(pass.terms);
}

void compose_lint(const struct Report *report, const struct Dossier *dossier, const struct Wording *wording,
                  const struct Lexicon *lexicon, struct Diags *diags)
{
    struct ComposeLint x = {.report = report, .dossier = dossier, .wording = wording, .lexicon = lexicon, .diags = diags,
                            .scratch = arena_new()};
    x.phrases = phrases_new(x.scratch);
    for (size_t i = 0; i < dossier->lint_off_count; i++) {
        const struct DiagKind *kind = diag_kind_find(dossier->lint_off[i]);
        if (kind)
            x.off[kind - diag_kind(0)] = true;
    }
    if (lexicon)
        lint_words(&x);
    lint_shape(&x);
    lint_questions(&x);
    lint_conclusions(&x);
    arena_free(x.scratch);
}
