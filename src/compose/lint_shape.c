/* Findings in the shape of the document: headings, kinds of respondent, length, and how evenly the conclusions carry the replies. */
#include "compose/lint.h"

#include <string.h>

#include "model/coverage.h"

/* ---- Headings ---- */

enum HeadingForm { FORM_NOUN, FORM_GERUND, FORM_QUESTION, FORM_SENTENCE, FORM_COUNT };
static const char *const form_words[FORM_COUNT] = {"a noun", "a verb in -ing", "a question", "a sentence"};

struct Heading {
    size_t block;
    size_t parent; /* index of the block of the heading above; SIZE_MAX: none */
    enum HeadingForm form;
    bool written;
    const char *text;
};

static const char *text_of(const struct ComposeLint *x, const struct Block *block)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < block->run_count; i++)
        if (!(block->runs[i].flags & RUN_NOTE_CALL))
            g_string_append(text, block->runs[i].text);
    const char *copy = arena_strdup(x->scratch, text->str);
    g_string_free(text, TRUE);
    return copy;
}

static enum HeadingForm form_of(const struct ComposeLint *x, const char *text)
{
    size_t length = strlen(text), word = word_length(text);
    if (length && text[length - 1] == '?')
        return FORM_QUESTION;
    if (length && text[length - 1] == '.')
        return FORM_SENTENCE;
    bool gerund = word > 4 && strncmp(text + word - 3, "ing", 3) == 0;
    return gerund && !word_list_has(&x->lexicon->nouns, text, word) ? FORM_GERUND : FORM_NOUN;
}

static struct Span heading_span(const struct ComposeLint *x, const struct Heading *h)
{
    const struct Block *block = &x->report->blocks[h->block];
    return block->run_count && block->runs[0].span.source ? block->runs[0].span : block->origin.spans[0];
}

static bool is_written(const struct Block *block)
{
    return !block->origin.generated && block->origin.span_count && block->run_count && block->runs[0].span.source;
}

static GArray *gather_headings(const struct ComposeLint *x)
{
    enum { LEVELS = 10 };
    size_t above[LEVELS + 1];
    for (size_t i = 0; i <= LEVELS; i++)
        above[i] = SIZE_MAX;
    GArray *headings = g_array_new(FALSE, FALSE, sizeof(struct Heading));
    for (size_t i = 0; i < x->report->block_count; i++) {
        const struct Block *block = &x->report->blocks[i];
        if (block->role != ROLE_HEADING || block->box || block->draft_only || block->level < 1 || block->level > LEVELS)
            continue;
        const char *text = text_of(x, block);
        struct Heading h = {i, above[block->level - 1], form_of(x, text), is_written(block), text};
        for (int l = block->level; l <= LEVELS; l++)
            above[l] = i;
        g_array_append_val(headings, h);
    }
    return headings;
}

/* The words up to the first small one, with it: "Replies received from"; 0: none is small. */
static size_t connection(const struct ComposeLint *x, const char *text, struct Word *small)
{
    for (size_t at = 0; text[at];) {
        size_t word = word_length(text + at);
        *small = (struct Word){text + at, word};
        if (word && word_list_has(&x->lexicon->small, text + at, word))
            return at + word;
        at += word ? word : 1;
    }
    return 0;
}

/* "Replies received from Governments" beside "Replies from organizations". */
static bool drifts(const struct ComposeLint *x, const char *a, const char *b)
{
    struct Word first, second;
    size_t n = connection(x, a, &first), m = connection(x, b, &second);
    size_t word = word_length(a);
    return n && m && n != m && word_equal(&first, &second) && word && word == word_length(b) && strncmp(a, b, word) == 0;
}

/* The form of most of the written headings beside this one, of two or more; that of the first when none is of most. */
static enum HeadingForm common_form(const GArray *headings, const struct Heading *of)
{
    size_t counts[FORM_COUNT] = {0}, most = 0;
    enum HeadingForm common = of->form;
    for (guint i = 0; i < headings->len; i++) {
        const struct Heading *h = &g_array_index(headings, struct Heading, i);
        if (h->parent == of->parent && h->written)
            counts[h->form]++;
    }
    for (guint i = 0; i < headings->len; i++) {
        const struct Heading *h = &g_array_index(headings, struct Heading, i);
        if (h->parent == of->parent && h->written && counts[h->form] > most) {
            most = counts[h->form];
            common = h->form;
        }
    }
    return common;
}

static void check_headings(const struct ComposeLint *x)
{
    GArray *headings = gather_headings(x);
    for (guint i = 0; i < headings->len; i++) {
        const struct Heading *h = &g_array_index(headings, struct Heading, i);
        if (!h->written)
            continue;
        enum HeadingForm common = common_form(headings, h);
        if (h->form != common)
            compose_tell(x, SG_HEADING_FORM, heading_span(x, h), "%s, and those beside it begin with %s", form_words[h->form],
                         form_words[common]);
        for (guint k = 0; k < headings->len; k++) {
            const struct Heading *other = &g_array_index(headings, struct Heading, k);
            if (other->parent == h->parent && other != h && (k < i || !other->written) && drifts(x, h->text, other->text)) {
                compose_tell(x, SG_HEADING_FORM, heading_span(x, h), "beside \"%s\"", other->text);
                break;
            }
        }
    }
    g_array_unref(headings);
}

/* ---- Kinds ---- */

static bool has_sign(const char *name, const struct KindSign *sign)
{
    for (size_t i = 0; name && i < sign->word_count; i++) {
        const char *at = strstr(name, sign->words[i]);
        size_t length = strlen(sign->words[i]);
        if (at && (at == name || !word_length(at - 1)) && !word_length(at + length))
            return true;
    }
    return false;
}

static void check_kind(const struct ComposeLint *x, const struct Respondent *r)
{
    const char *name = r->names[x->dossier->language].text, *other = NULL;
    for (size_t i = 0; x->lexicon && i < x->lexicon->kind_count; i++) {
        const struct KindSign *sign = &x->lexicon->kinds[i];
        if (!has_sign(name, sign))
            continue;
        if (strcmp(sign->kind, respondent_kind_words[r->kind]) == 0)
            return;
        other = other ? other : sign->kind;
    }
    if (other)
        compose_tell(x, SG_KIND_OR_CHAPTER, r->span, "%s is of kind %s, and \"%s\" reads like %s", r->id,
                     respondent_kind_words[r->kind], name, other);
}

static const struct RepliesRule *replies_rule(const struct PartList *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        if (parts->items[i].replies)
            return parts->items[i].replies;
    return NULL;
}

static bool has_chapter(const struct RepliesRule *rule, enum RespondentKind kind)
{
    for (size_t i = 0; i < rule->chapter_count; i++)
        for (size_t k = 0; k < rule->chapters[i].kind_count; k++)
            if (strcmp(rule->chapters[i].kinds[k], respondent_kind_words[kind]) == 0)
                return true;
    return false;
}

static void check_kinds(const struct ComposeLint *x)
{
    const struct RepliesRule *rule = replies_rule(&x->wording->parts);
    GHashTable *seen = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < x->dossier->submission_count; i++) {
        const struct Submission *s = &x->dossier->submissions[i];
        if (!g_hash_table_add(seen, (void *)s->respondent))
            continue;
        check_kind(x, s->respondent);
        if (rule && rule->chapter_count && !has_chapter(rule, s->respondent->kind))
            compose_tell(x, SG_KIND_OR_CHAPTER, s->span, "no chapter is for %s, the kind of %s",
                         respondent_kind_words[s->respondent->kind], s->respondent->id);
    }
    g_hash_table_unref(seen);
}

/* ---- Length ---- */

static void check_length(const struct ComposeLint *x)
{
    size_t words = report_words(x->report, NULL), limit = (size_t)x->report->word_limit;
    if (limit && words > limit)
        compose_tell(x, SG_WORD_LIMIT, x->dossier->manifest->span, "%zu words of %zu", words, limit);
}

/* ---- Balance ---- */

/* Respondents by the sentences of the conclusions that count them: the one cited far more than the others. */
static void check_citations(const struct ComposeLint *x)
{
    const struct Coverage *coverage = coverage_of(x->scratch, x->report, x->dossier);
    for (size_t r = 0; r < coverage->row_count; r++)
        for (size_t i = 0; coverage_is_over(coverage, r) && i < x->dossier->submission_count; i++) {
            const struct Submission *s = &x->dossier->submissions[i];
            if (s->respondent != coverage->rows[r].respondent || !dossier_admits(x->dossier, s))
                continue;
            compose_tell(x, SG_OVER_REPRESENTED, s->span, "%s is counted in %zu sentences, the mean is %.1f", s->respondent->id,
                         coverage->rows[r].cited, coverage_mean(coverage));
            break; /* told once */
        }
}

enum { FORCE_STRONG, FORCE_WEAK };

static const struct Phrase *find_force(const struct Phrases *verbs, const char *text)
{
    for (size_t at = 0; text[at];) {
        struct Word word = {text + at, word_length(text + at)};
        const struct Phrase *found = word.length ? phrases_longest(verbs, word) : NULL;
        if (found)
            return found;
        at += word.length ? word.length : 1;
    }
    return NULL;
}

/* The same point of two respondents, told of one with force and of the other without. */
static void check_force(const struct ComposeLint *x, const struct Phrases *verbs, const struct Sentence *s)
{
    const struct Statement *said[2] = {NULL, NULL};
    const char *words[2] = {NULL, NULL};
    for (size_t i = 0; i < s->statement_count && s->respondent_count > 1; i++) {
        const struct Phrase *found = find_force(verbs, s->statements[i]->text);
        if (found && !said[found->kind]) {
            said[found->kind] = s->statements[i];
            words[found->kind] = found->text;
        }
    }
    const struct Statement *strong = said[FORCE_STRONG], *weak = said[FORCE_WEAK];
    if (!strong || !weak || strong->submission->respondent == weak->submission->respondent)
        return;
    char *detail = g_strdup_printf("\"%s\" of %s, \"%s\" of %s, both on \"%s\"", words[FORCE_STRONG],
                                   strong->submission->respondent->id, words[FORCE_WEAK], weak->submission->respondent->id,
                                   s->claim->id);
    compose_tell_also(x, SG_UNEVEN_VERBS, strong->span, detail, weak->span, "told with less force here");
    g_free(detail);
}

static void check_forces(const struct ComposeLint *x)
{
    struct Phrases *verbs = phrases_new(x->scratch);
    phrases_add_list(verbs, FORCE_STRONG, &x->lexicon->strong);
    phrases_add_list(verbs, FORCE_WEAK, &x->lexicon->weak);
    for (size_t i = 0; i < x->report->sentence_count && !x->off[SG_UNEVEN_VERBS]; i++)
        if (x->report->sentences[i].claim && x->report->sentences[i].act >= 0)
            check_force(x, verbs, &x->report->sentences[i]);
}

void lint_shape(const struct ComposeLint *x)
{
    check_kinds(x);
    check_length(x);
    check_citations(x);
    if (!x->lexicon)
        return;
    check_headings(x);
    check_forces(x);
}
