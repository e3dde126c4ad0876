/* The editorial lint of the conclusions: generated ones are complete and true to their sources; what is
 * written by hand does not say more than was counted. */
#include <string.h>

#include <glib.h>

#include "compose/conclude_edit.h"
#include "compose/lint.h"

/* The words of the phrase of a claim that tell it from others. */
struct ClaimWords {
    const struct Claim *claim;
    struct Word *items;
    size_t count;
};

struct ConclusionLint {
    const struct ComposeLint *lint;
    const struct Report *report;
    const struct Dossier *dossier;
    GHashTable *cited;    /* statements that a sentence rests on */
    GHashTable *proposed; /* claims with a proposal */
    GHashTable *spoken;   /* claims with a statement that counts */
    GHashTable *texts;    /* id of a paragraph of a reply -> GString */
    struct ClaimWords *claims;
    const char *all_sources; /* words of all replies, case folded; NULL: not needed so far */
    const char *words[QUANTIFIER_COUNT];
    const char *bare, *legal;
};

static void tell(const struct ConclusionLint *x, enum DiagCode code, struct Span span, const char *detail)
{
    compose_tell(x->lint, code, span, "%s", detail);
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
        if (x->report->omissions[i].statement)
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
    const struct Pattern *pattern = wording_pattern(x->lint->wording, key);
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
            else if (!s->claim && !s->theme && !g_hash_table_contains(x->cited, s))
                tell(x, SG_UNCLAIMED_STATEMENT, s->span, s->id);
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

/* Who is for a claim and against it, too: a tag is wrong, or two paragraphs speak of different things. */
static void lint_contradictions(const struct ConclusionLint *x, const struct Submission *against_of, const struct Statement *against)
{
    for (size_t i = 0; i < x->dossier->submission_count; i++) {
        const struct Submission *submission = &x->dossier->submissions[i];
        if (submission->respondent != against_of->respondent || !dossier_admits(x->dossier, submission))
            continue;
        for (const struct Statement *s = submission->statements; s; s = s->next)
            if (s->claim == against->claim && s->stance == STANCE_FOR && (s->act == ACT_CONCERN) == (against->act == ACT_CONCERN) &&
                s->act != ACT_PRACTICE && s->act != ACT_INFORMATION) {
                char *detail = g_strdup_printf("%s, on \"%s\"", submission->respondent->id, s->claim->id);
                compose_tell_also(x->lint, SG_CONTRADICTS_ITSELF, against->span, detail, s->span, "for it here");
                g_free(detail);
                return;
            }
    }
}

static void lint_stances(const struct ConclusionLint *x)
{
    for (size_t i = 0; i < x->dossier->submission_count; i++) {
        const struct Submission *submission = &x->dossier->submissions[i];
        for (const struct Statement *s = dossier_admits(x->dossier, submission) ? submission->statements : NULL; s; s = s->next)
            if (s->claim && s->stance == STANCE_AGAINST)
                lint_contradictions(x, submission, s);
    }
}

/* ---- Names and terms ---- */

/* `folded` is case folded already. */
static bool holds(const char *folded, const char *words)
{
    char *low = g_utf8_casefold(words, -1);
    bool found = strstr(folded, low) != NULL;
    g_free(low);
    return found;
}

static const char *fold(const struct ConclusionLint *x, const char *text)
{
    char *low = g_utf8_casefold(text, -1);
    const char *copy = arena_strdup(x->lint->scratch, low);
    g_free(low);
    return copy;
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

/* Does the text hold the term, or a form of it with another ending ("monitoring", but not "implementation" of "implement")? */
static bool holds_term(const char *folded, const char *term)
{
    static const char *const endings[] = {"", "s", "es", "d", "ed", "ing", NULL};
    size_t length = strlen(term);
    for (const char *p = strstr(folded, term); p; p = strstr(p + 1, term)) {
        char *ending = g_strndup(p + length, word_length(p + length));
        bool same = (p == folded || !word_length(p - 1)) && g_strv_contains(endings, ending);
        g_free(ending);
        if (same)
            return true;
    }
    return false;
}

/* Names and terms of `text` are looked for in `sources`, the words of all of them, case folded. */
struct Drift {
    const struct ConclusionLint *x;
    const char *sources;
    const char *text;
    const struct ComposedText *hand; /* the text, when it is one by hand; NULL: an item of themes.yaml at `span` */
    struct Span span;
};

static void tell_drift(const struct Drift *d, const char *words)
{
    const char *at = d->hand ? strcasestr(d->text, words) : NULL;
    size_t from = at ? (size_t)(at - d->text) : 0;
    tell(d->x, SG_WORDING_DRIFT, at ? composed_place(d->x->lint, d->hand, from, from + strlen(words)) : d->span, words);
}

static void check_name(const char *name, void *context)
{
    const struct Drift *d = context;
    if (!holds(d->sources, name))
        tell_drift(d, name);
}

/* Terms of law that stand in no source. Of those within another one that does not, only the longest is told. */
static void check_terms(const struct Drift *d)
{
    gchar **terms = g_strsplit(d->x->legal ? d->x->legal : "", "|", -1);
    const char *folded = fold(d->x, d->text), *longer = "";
    for (gchar **t = terms; *t; t++)
        if (**t && holds_term(folded, *t) && !holds_term(d->sources, *t) && !strstr(longer, *t)) {
            tell_drift(d, *t);
            longer = *t;
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
        if (sources->len) {
            struct Drift drift = {x, fold(x, sources->str), item, NULL, s->claim->span};
            each_name(item, check_name, &drift);
            check_terms(&drift);
        }
        g_string_free(sources, TRUE);
    }
}

/* ---- Written by hand: what a sentence claims ---- */

/* A sentence of a text by hand. */
struct HandSentence {
    const struct ComposedText *text;
    size_t from, to;
    const struct Claim **claims; /* that it speaks of */
    size_t claim_count;
    bool collective; /* tells what many respondents said */
};

/* The first of phrases separated by | that stands in the sentence, as whole words, case aside; SIZE_MAX: none. */
static size_t find_phrase(const struct HandSentence *s, const char *phrases, size_t *length)
{
    for (size_t at = s->from; at < s->to; at++) {
        if (at > s->from && word_length(s->text->text + at - 1))
            continue;
        for (const char *p = phrases; p && *p; p += *length + (p[*length] == '|')) {
            *length = strcspn(p, "|");
            if (*length && at + *length <= s->to && !g_ascii_strncasecmp(s->text->text + at, p, *length) &&
                !word_length(s->text->text + at + *length))
                return at;
        }
    }
    return SIZE_MAX;
}

/* Of one stem, for a language of endings: the same five letters, or the same word. */
static bool same_stem(struct Word a, struct Word b)
{
    enum { STEM = 5 };
    size_t shorter = MIN(a.length, b.length);
    return shorter >= STEM ? g_ascii_strncasecmp(a.text, b.text, STEM) == 0
                           : a.length == b.length && g_ascii_strncasecmp(a.text, b.text, a.length) == 0;
}

static bool has_word(const struct HandSentence *s, struct Word wanted)
{
    for (size_t at = s->from; at < s->to;) {
        struct Word word = {s->text->text + at, word_length(s->text->text + at)};
        if (word.length && same_stem(word, wanted))
            return true;
        at += word.length ? word.length : 1;
    }
    return false;
}

static bool speaks_of(const struct HandSentence *s, const struct ClaimWords *claim)
{
    for (size_t i = 0; i < claim->count; i++)
        if (!has_word(s, claim->items[i]))
            return false;
    return claim->count > 0;
}

static bool has_one(const struct HandSentence *s, const struct WordList *list)
{
    for (size_t at = s->from; at < s->to;) {
        size_t word = word_length(s->text->text + at);
        if (word && word_list_has(list, s->text->text + at, word))
            return true;
        at += word ? word : 1;
    }
    return false;
}

static void gather_claim_words(struct ConclusionLint *x)
{
    x->claims = ARENA_ARRAY(x->lint->scratch, struct ClaimWords, x->dossier->claim_count);
    for (size_t i = 0; i < x->dossier->claim_count; i++) {
        const char *phrase = x->dossier->claims[i].phrase[x->dossier->language];
        struct ClaimWords *claim = &x->claims[i];
        *claim = (struct ClaimWords){&x->dossier->claims[i], NULL, 0};
        claim->items = ARENA_ARRAY(x->lint->scratch, struct Word, phrase ? strlen(phrase) / 2 + 1 : 0);
        for (size_t at = 0; phrase && phrase[at];) {
            size_t word = word_length(phrase + at);
            if (word && !(x->lint->lexicon && word_list_has(&x->lint->lexicon->small, phrase + at, word)))
                claim->items[claim->count++] = (struct Word){phrase + at, word};
            at += word ? word : 1;
        }
    }
}

static struct HandSentence hand_sentence(const struct ConclusionLint *x, const struct ComposedText *text, size_t from, size_t to)
{
    struct HandSentence s = {text, from, to, ARENA_ARRAY(x->lint->scratch, const struct Claim *, x->dossier->claim_count), 0, false};
    for (size_t i = 0; i < x->dossier->claim_count; i++)
        if (g_hash_table_contains(x->spoken, x->claims[i].claim) && speaks_of(&s, &x->claims[i]))
            s.claims[s.claim_count++] = x->claims[i].claim;
    const struct Lexicon *lexicon = x->lint->lexicon;
    s.collective = lexicon && has_one(&s, &lexicon->collectives) && has_one(&s, &lexicon->reporting);
    return s;
}

static struct Span place(const struct ConclusionLint *x, const struct HandSentence *s, size_t from, size_t length)
{
    return composed_place(x->lint, s->text, from, from + length);
}

static bool names_claim(const struct HandSentence *s, const struct Claim *claim)
{
    for (size_t i = 0; i < s->claim_count; i++)
        if (s->claims[i] == claim)
            return true;
    return !s->claim_count;
}

/* The largest share of a claim that the sentence speaks of, or of any when it names none; and whether the word is true of one. */
static bool word_is_proved(const struct ConclusionLint *x, const struct HandSentence *hand, int word, const struct Sentence **best)
{
    *best = NULL;
    for (size_t i = 0; i < x->report->sentence_count; i++) {
        const struct Sentence *s = &x->report->sentences[i];
        if (!s->claim || s->n < 1 || !names_claim(hand, s->claim))
            continue;
        if (!*best || s->k * (*best)->n > (*best)->k * s->n)
            *best = s;
        if (quantifier_true((enum QuantifierWord)word, (size_t)s->k, (size_t)s->n) && s->n >= 3)
            return true;
    }
    return false;
}

/* A number, or a word for one, stands before the words at `at`. */
static bool is_counted(const struct ConclusionLint *x, const struct HandSentence *hand, size_t at)
{
    const char *text = hand->text->text;
    size_t end = at > hand->from ? at - 1 : at, start = end;
    while (start > hand->from && word_length(text + start - 1))
        start--;
    bool figures = start < end && g_ascii_isdigit(text[start]);
    return figures || (x->lint->lexicon && word_list_has(&x->lint->lexicon->counts, text + start, end - start));
}

static void lint_quantifier(const struct ConclusionLint *x, const struct HandSentence *hand)
{
    size_t at = SIZE_MAX, length = 0;
    int word = 0;
    for (; word <= QUANTIFIER_MAJORITY; word++)
        if ((at = find_phrase(hand, x->words[word], &length)) != SIZE_MAX)
            break;
    const struct Sentence *best;
    if (at != SIZE_MAX && !word_is_proved(x, hand, word, &best)) {
        char *detail = best ? g_strdup_printf("'%s', and the most is %d of %d (%s)", quantifier_words[word],
                                              best->k, best->n, best->id)
                            : g_strdup_printf("'%s', and nothing is counted", quantifier_words[word]);
        tell(x, SG_UNSUPPORTED_QUANTIFIER, place(x, hand, at, length), detail);
        g_free(detail);
    }
    size_t quantified = at != SIZE_MAX ? at + length : 0, bare = find_phrase(hand, x->bare, &length);
    if (bare != SIZE_MAX && bare >= quantified && !is_counted(x, hand, bare))
        tell(x, SG_BARE_PLURAL, place(x, hand, bare, length), "no number stands with it");
}

/* A respondent who spoke of all claims of the sentence. */
static bool somebody_joins(const struct ConclusionLint *x, const struct HandSentence *hand)
{
    for (size_t i = 0; i < x->dossier->respondent_count; i++) {
        size_t found = 0;
        for (size_t c = 0; c < hand->claim_count; c++) {
            bool said = false;
            for (size_t s = 0; s < x->dossier->submission_count && !said; s++) {
                const struct Submission *reply = &x->dossier->submissions[s];
                if (reply->respondent == &x->dossier->respondents[i] && dossier_admits(x->dossier, reply))
                    for (const struct Statement *t = reply->statements; t && !said; t = t->next)
                        said = t->claim == hand->claims[c];
            }
            found += said;
        }
        if (found == hand->claim_count)
            return true;
    }
    return false;
}

/* What many are said to have said: a claim of the replies, and of several only what somebody said together. */
static void lint_collective(const struct ConclusionLint *x, const struct HandSentence *hand)
{
    size_t shown = MIN(hand->to - hand->from, 60);
    if (!hand->collective)
        return;
    if (!hand->claim_count) {
        tell(x, SG_SENTENCE_WITHOUT_CLAIM, place(x, hand, hand->from, shown), "its words are those of no claim");
    } else if (hand->claim_count > 1 && !somebody_joins(x, hand)) {
        GString *detail = g_string_new(NULL);
        for (size_t i = 0; i < hand->claim_count; i++)
            g_string_append_printf(detail, "%s%s", i ? ", " : "", hand->claims[i]->id);
        tell(x, SG_CLAIMS_JOINED, place(x, hand, hand->from, shown), detail->str);
        g_string_free(detail, TRUE);
    }
}

/* ---- Written by hand: items of lists ---- */

/* The item names a claim of the replies that nobody made a proposal of, and none that somebody did. */
static void lint_hand_item(const struct ConclusionLint *x, const char *text, struct Span span)
{
    const struct Claim *named = NULL;
    const char *folded = fold(x, text);
    for (size_t i = 0; i < x->dossier->claim_count; i++) {
        const struct Claim *claim = &x->dossier->claims[i];
        const char *phrase = claim->phrase[x->dossier->language];
        if (!phrase || !g_hash_table_contains(x->spoken, claim) || !holds(folded, phrase))
            continue;
        if (g_hash_table_contains(x->proposed, claim))
            return;
        named = claim;
    }
    if (named)
        tell(x, SG_NOT_A_PROPOSAL, span, named->id);
}

static const char *all_sources(struct ConclusionLint *x)
{
    if (x->all_sources)
        return x->all_sources;
    GString *sources = g_string_new(NULL);
    for (size_t i = 0; i < x->report->block_count; i++)
        if (x->report->blocks[i].submission)
            for (size_t r = 0; r < x->report->blocks[i].run_count; r++)
                g_string_append(sources, x->report->blocks[i].runs[r].text);
    x->all_sources = fold(x, sources->str);
    g_string_free(sources, TRUE);
    return x->all_sources;
}

static bool in_annex(const struct Dossier *dossier, struct Span span)
{
    for (size_t i = 0; i < dossier->part_count; i++) {
        const struct HandPart *part = &dossier->parts[i];
        if (part->span.source == span.source && part->span.start <= span.start && span.end <= part->span.end)
            return strcmp(part->place, "annex") == 0;
    }
    return false;
}

static void lint_hand_text(const struct ComposeLint *lint, const struct ComposedText *text, void *data)
{
    (void)lint;
    struct ConclusionLint *x = data;
    const struct Block *block = text->block;
    if (!text->hand || text->heading || block->role == ROLE_QUOTATION || !block->origin.span_count ||
        in_annex(x->dossier, block->origin.spans[0]))
        return;
    const struct Lexicon none = {.small = {0}};
    const struct Lexicon *lexicon = x->lint->lexicon ? x->lint->lexicon : &none;
    for (size_t from = 0, to; text->text[from]; from = to) {
        to = lexicon_sentence_end(lexicon, text->text, from);
        while (text->text[from] == ' ')
            from++;
        struct HandSentence hand = hand_sentence(x, text, from, to);
        lint_quantifier(x, &hand);
        lint_collective(x, &hand);
    }
    if (block->role == ROLE_LIST_ITEM) {
        struct Span span = block->origin.spans[0];
        struct Drift drift = {x, all_sources(x), text->text, text, span};
        lint_hand_item(x, text->text, span);
        each_name(text->text, check_name, &drift);
        check_terms(&drift);
    }
}

void lint_conclusions(const struct ComposeLint *lint)
{
    struct ConclusionLint x = {.lint = lint, .report = lint->report, .dossier = lint->dossier};
    if (!x.dossier->claim_count)
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
    gather_claim_words(&x);
    lint_statements(&x);
    lint_stances(&x);
    lint_items(&x);
    composed_each(lint, true, lint_hand_text, &x);
    g_hash_table_destroy(x.cited);
    g_hash_table_destroy(x.proposed);
    g_hash_table_destroy(x.spoken);
    g_hash_table_destroy(x.texts);
}
