/* The editorial lint of the conclusions: generated ones are complete and true to their sources; what is
 * written by hand does not say more than was counted. */
#include <string.h>

#include <glib.h>

#include "base/diag.h"
#include "compose/compose.h"
#include "compose/conclude_edit.h"

struct ConclusionLint {
    const struct Report *report;
    const struct Dossier *dossier;
    const struct Wording *wording;
    struct Diags *diags;
    GHashTable *cited;    /* statements that a sentence rests on */
    GHashTable *proposed; /* claims with a proposal */
    GHashTable *spoken;   /* claims with a statement that counts */
    GHashTable *texts;    /* id of a paragraph of a reply -> GString */
    const char *words[QUANTIFIER_COUNT];
    const char *bare, *legal;
};

static bool is_off(const struct ConclusionLint *x, enum DiagCode code)
{
    for (size_t i = 0; i < x->dossier->lint_off_count; i++)
        if (diag_kind_find(x->dossier->lint_off[i]) == diag_kind(code))
            return true;
    return false;
}

static void tell(const struct ConclusionLint *x, enum DiagCode code, struct Span span, const char *detail)
{
    if (!is_off(x, code))
        diag(x->diags, code, span, "%s", detail);
}

/* ---- Gathering ---- */

static void gather_statements(struct ConclusionLint *x)
{
    for (size_t i = 0; i < x->report->sentence_count; i++) {
        const struct Sentence *s = &x->report->sentences[i];
        for (size_t j = 0; j < s->statement_count; j++)
            g_hash_table_add(x->cited, (void *)s->statements[j]);
        for (size_t j = 0; j < s->also_count; j++)
            g_hash_table_add(x->cited, (void *)s->also[j]);
    }
    for (size_t i = 0; i < x->report->omission_count; i++)
        g_hash_table_add(x->cited, (void *)x->report->omissions[i].statement);
    for (size_t i = 0; i < x->dossier->submission_count; i++) {
        const struct Submission *submission = &x->dossier->submissions[i];
        for (const struct Statement *s = dossier_admits(x->dossier, submission) ? submission->statements
                                                                                : NULL;
             s; s = s->next) {
            if (s->claim)
                g_hash_table_add(x->spoken, (void *)s->claim);
            if (s->claim && s->act == ACT_PROPOSAL)
                g_hash_table_add(x->proposed, (void *)s->claim);
        }
    }
}

static void free_text(void *text)
{
    g_string_free(text, TRUE);
}

/* The words of each paragraph of a reply, its items included. */
static void gather_texts(struct ConclusionLint *x)
{
    GString *text = NULL;
    for (size_t i = 0; i < x->report->block_count; i++) {
        const struct Block *block = &x->report->blocks[i];
        if (!block->submission || block->role == ROLE_HEADING)
            continue;
        if (!block->part_of_paragraph || !text) {
            text = g_string_new(NULL);
            g_hash_table_replace(x->texts, (void *)block->id, text);
        }
        for (size_t r = 0; r < block->run_count; r++)
            g_string_append(text, block->runs[r].text);
        g_string_append_c(text, ' ');
    }
}

static const char *pattern_text(const struct ConclusionLint *x, const char *name)
{
    char *key = g_strconcat("conclusions.words.", name, NULL);
    const struct Pattern *pattern = wording_pattern(x->wording, key);
    g_free(key);
    return pattern ? pattern->text : NULL;
}

/* ---- Generated: everything is carried, nobody is lost ---- */

static void lint_statements(const struct ConclusionLint *x)
{
    for (size_t i = 0; i < x->dossier->submission_count; i++) {
        const struct Submission *submission = &x->dossier->submissions[i];
        bool cited = false, other = false; /* other: a reply of the same respondent that is cited */
        if (!dossier_admits(x->dossier, submission))
            continue;
        for (const struct Statement *s = submission->statements; s; s = s->next) {
            cited = cited || g_hash_table_contains(x->cited, s);
            if (s->act == ACT_PROPOSAL && !g_hash_table_contains(x->cited, s))
                tell(x, SG_PROPOSAL_NOT_CARRIED, s->span, s->id);
        }
        for (size_t j = 0; j < x->dossier->submission_count && !cited && !other; j++)
            if (x->dossier->submissions[j].respondent == submission->respondent)
                for (const struct Statement *s = x->dossier->submissions[j].statements; s; s = s->next)
                    other = other || g_hash_table_contains(x->cited, s);
        if (!cited && !other && submission->observations && submission->relation == RELATION_ORIGINAL)
            tell(x, SG_UNREPRESENTED, submission->span, submission->respondent->id);
    }
    for (size_t i = 0; i < x->dossier->claim_count; i++)
        if (!g_hash_table_contains(x->spoken, &x->dossier->claims[i]))
            tell(x, SG_CLAIM_WITHOUT_EVIDENCE, x->dossier->claims[i].span, x->dossier->claims[i].id);
}

/* ---- Names and terms ---- */

static bool holds(const char *text, const char *words)
{
    char *low = g_utf8_casefold(text, -1), *low_words = g_utf8_casefold(words, -1);
    bool found = strstr(low, low_words) != NULL;
    g_free(low);
    g_free(low_words);
    return found;
}

/* Two or more capitalised words, with small ones between them: "Convention on the Rights of Persons with
 * Disabilities". Calls use() with each name of the text. */
static void each_name(const char *text, void use(const char *name, void *context), void *context)
{
    static const char *const small[] = {"of", "on", "the", "and", "for", "with", "to", "in", "against"};
    gchar **words = g_strsplit_set(text, " ,.;:()“”", -1);
    GString *name = g_string_new(NULL), *tail = g_string_new(NULL);
    int capitals = 0;
    for (gchar **w = words;; w++) {
        bool capital = *w && g_unichar_isupper(g_utf8_get_char(*w));
        bool joint = *w && capitals && g_strv_contains(small, *w);
        if (capital) {
            g_string_append_printf(name, "%s%s%s", tail->str, name->len ? " " : "", *w);
            g_string_truncate(tail, 0);
            capitals++;
        } else if (joint) {
            g_string_append_printf(tail, " %s", *w);
        } else {
            if (capitals > 2)
                use(name->str, context);
            g_string_truncate(name, 0);
            g_string_truncate(tail, 0);
            capitals = 0;
        }
        if (!*w)
            break;
    }
    g_strfreev(words);
    g_string_free(name, TRUE);
    g_string_free(tail, TRUE);
}

struct Drift {
    const struct ConclusionLint *x;
    const char *sources; /* the words of all of them */
    struct Span span;
};

static void check_name(const char *name, void *context)
{
    const struct Drift *d = context;
    if (!holds(d->sources, name))
        tell(d->x, SG_WORDING_DRIFT, d->span, name);
}

static bool uses_term(const char *text, const char *term)
{
    const char *one[QUANTIFIER_COUNT] = {term};
    return text_quantifier(text, one) == 0;
}

/* The first term of law of the item that stands in no source of it. */
static void check_terms(const struct ConclusionLint *x, const char *item, const char *sources,
                        struct Span span)
{
    gchar **terms = g_strsplit(x->legal ? x->legal : "", "|", -1);
    bool told = false;
    for (gchar **t = terms; *t && !told; t++) {
        told = **t && uses_term(item, *t) && !holds(sources, *t);
        if (told)
            tell(x, SG_WORDING_DRIFT, span, *t);
    }
    g_strfreev(terms);
}

static void lint_items(const struct ConclusionLint *x)
{
    for (size_t i = 0; i < x->report->sentence_count; i++) {
        const struct Sentence *s = &x->report->sentences[i];
        const char *item = s->claim ? s->claim->item[x->dossier->language] : NULL;
        if (!item || !s->rule || strcmp(s->rule, "proposal") != 0)
            continue;
        GString *sources = g_string_new(NULL);
        for (size_t p = 0; p < s->paragraph_count; p++) {
            const GString *text = g_hash_table_lookup(x->texts, s->paragraphs[p]);
            g_string_append(sources, text ? text->str : "");
        }
        struct Drift drift = {x, sources->str, s->claim->span};
        if (sources->len) {
            each_name(item, check_name, &drift);
            check_terms(x, item, sources->str, s->claim->span);
        }
        g_string_free(sources, TRUE);
    }
}

/* ---- Written by hand ---- */

static void add_inlines(GString *text, const struct Inline *inlines)
{
    for (const struct Inline *i = inlines; i; i = i->next) {
        if (i->kind == INLINE_NOTE || i->kind == INLINE_CONTENT)
            continue;
        g_string_append(text, i->text ? i->text : "");
        add_inlines(text, i->children);
    }
}

/* The largest share that any sentence proves, and whether the word is true of one. */
static bool word_is_proved(const struct ConclusionLint *x, int word, const struct Sentence **best)
{
    *best = NULL;
    for (size_t i = 0; i < x->report->sentence_count; i++) {
        const struct Sentence *s = &x->report->sentences[i];
        if (!s->claim || s->n < 1)
            continue;
        if (!*best || s->k * (*best)->n > (*best)->k * s->n)
            *best = s;
        if (quantifier_true((enum QuantifierWord)word, (size_t)s->k, (size_t)s->n) && s->n >= 3)
            return true;
    }
    return false;
}

static void lint_quantifier(const struct ConclusionLint *x, const char *text, struct Span span)
{
    int word = text_quantifier(text, x->words);
    const struct Sentence *best;
    if (word <= QUANTIFIER_MAJORITY && !word_is_proved(x, word, &best)) {
        char *detail = best ? g_strdup_printf("'%s', and the most is %d of %d (%s)", quantifier_words[word],
                                              best->k, best->n, best->id)
                            : g_strdup_printf("'%s', and nothing is counted", quantifier_words[word]);
        tell(x, SG_UNSUPPORTED_QUANTIFIER, span, detail);
        g_free(detail);
    }
    if (x->bare && uses_term(text, x->bare))
        tell(x, SG_BARE_PLURAL, span, "no number stands with it");
}

/* The item names a claim of the replies that nobody made a proposal of, and none that somebody did. */
static void lint_hand_item(const struct ConclusionLint *x, const char *text, struct Span span)
{
    const struct Claim *named = NULL;
    for (size_t i = 0; i < x->dossier->claim_count; i++) {
        const struct Claim *claim = &x->dossier->claims[i];
        const char *phrase = claim->phrase[x->dossier->language];
        if (!phrase || !g_hash_table_contains(x->spoken, claim) || !holds(text, phrase))
            continue;
        if (g_hash_table_contains(x->proposed, claim))
            return;
        named = claim;
    }
    if (named)
        tell(x, SG_NOT_A_PROPOSAL, span, named->id);
}

static void lint_hand_text(const struct ConclusionLint *x, const struct Content *c, const char *all_sources)
{
    GString *text = g_string_new(NULL);
    add_inlines(text, c->inlines);
    lint_quantifier(x, text->str, c->span);
    if (c->kind == CONTENT_ITEM) {
        struct Drift drift = {x, all_sources, c->span};
        lint_hand_item(x, text->str, c->span);
        each_name(text->str, check_name, &drift);
        check_terms(x, text->str, all_sources, c->span);
    }
    g_string_free(text, TRUE);
}

static void lint_hand_blocks(const struct ConclusionLint *x, const struct Content *blocks,
                             const char *all_sources)
{
    for (const struct Content *c = blocks; c; c = c->next) {
        if (c->inlines && c->kind != CONTENT_HEADING)
            lint_hand_text(x, c, all_sources);
        for (const struct Inline *i = c->inlines; i; i = i->next)
            if (i->kind == INLINE_CONTENT)
                lint_hand_blocks(x, i->content, all_sources);
        if (c->kind != CONTENT_QUOTATION)
            lint_hand_blocks(x, c->children, all_sources);
    }
}

static void lint_hand(const struct ConclusionLint *x)
{
    GString *sources = g_string_new(NULL);
    for (size_t i = 0; i < x->report->block_count; i++)
        if (x->report->blocks[i].submission)
            for (size_t r = 0; r < x->report->blocks[i].run_count; r++)
                g_string_append(sources, x->report->blocks[i].runs[r].text);
    for (size_t i = 0; i < x->dossier->part_count; i++)
        if (strcmp(x->dossier->parts[i].place, "annex") != 0)
            lint_hand_blocks(x, x->dossier->parts[i].content, sources->str);
    g_string_free(sources, TRUE);
}

void compose_lint(const struct Report *report, const struct Dossier *dossier, const struct Wording *wording,
                  struct Diags *diags)
{
    struct ConclusionLint x = {.report = report, .dossier = dossier, .wording = wording, .diags = diags};
    if (!dossier->claim_count)
        return;
    x.cited = g_hash_table_new(NULL, NULL);
    x.proposed = g_hash_table_new(NULL, NULL);
    x.spoken = g_hash_table_new(NULL, NULL);
    x.texts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_text);
    for (int i = 0; i < QUANTIFIER_COUNT; i++)
        x.words[i] = pattern_text(&x, quantifier_words[i]);
    x.bare = pattern_text(&x, "bare");
    x.legal = pattern_text(&x, "legal");
    gather_statements(&x);
    gather_texts(&x);
    lint_statements(&x);
    lint_items(&x);
    lint_hand(&x);
    g_hash_table_destroy(x.cited);
    g_hash_table_destroy(x.proposed);
    g_hash_table_destroy(x.spoken);
    g_hash_table_destroy(x.texts);
}
