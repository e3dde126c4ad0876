/* Findings in the words themselves: names, verbs that judge, sentences that nobody says, typography.
 *
 * All words looked for, of whatever finding, are in one table by their first word, so that a text is gone through once.
 * Of names that overlap the longest counts: "Iran" within "Islamic Republic of Iran" is no variant. */
#include "check/lint.h"

#include <string.h>

#include "base/arena.h"

enum PhraseKind {
    PHRASE_NAME,      /* a State under the name of the register */
    PHRASE_VARIANT,   /* under another one */
    PHRASE_LOADED,
    PHRASE_PRESENT,
    PHRASE_REFERENCE, /* the number of a paragraph follows */
    PHRASE_MODAL,
    PHRASE_SUBJECT,
    PHRASE_REPORTING,
    PHRASE_MONTH,     /* of: its name in the list of months */
};

struct Sentences {
    struct Lint *lint;
    struct Arena *scratch;
    struct Phrases *phrases; /* of enum PhraseKind; of: struct Respondent */
    GHashTable *own;         /* struct Word *: words of the names of the respondent of `submission` */
    const struct Submission *submission;
    GRegex **patterns;
};

/* What a sentence was found to hold. */
struct Marks {
    bool subject, reporting, modal;
};

/* ---- Words ---- */

static struct Word *new_word(struct Sentences *s, const char *text, size_t length)
{
    struct Word *word = ARENA_NEW(s->scratch, struct Word);
    *word = (struct Word){text, length};
    return word;
}

static void add_names(struct Sentences *s)
{
    const struct Dossier *d = s->lint->dossier;
    for (size_t i = 0; i < d->respondent_count; i++) {
        const struct Respondent *r = &d->respondents[i];
        const struct Names *names = &r->names[d->language];
        if (r->kind != KIND_GOVERNMENT && r->kind != KIND_OBSERVER)
            continue;
        if (names->text)
            phrases_add(s->phrases, PHRASE_NAME, names->text, r);
        if (names->list && g_strcmp0(names->list, names->text) != 0)
            phrases_add(s->phrases, PHRASE_NAME, names->list, r);
        if (names->formal && g_strcmp0(names->formal, names->text) != 0)
            phrases_add(s->phrases, PHRASE_NAME, g_str_has_prefix(names->formal, "the ") ? names->formal + 4 : names->formal, r);
    }
}

struct Sentences *sentences_start(struct Lint *lint)
{
    const struct Lexicon *x = lint->lexicon;
    struct Sentences *s = ARENA_NEW(lint->scratch, struct Sentences);
    s->lint = lint;
    s->scratch = lint->scratch;
    s->phrases = phrases_new(s->scratch);
    s->own = g_hash_table_new(word_hash, word_equal);
    for (size_t i = 0; i < x->variant_count; i++)
        phrases_add(s->phrases, PHRASE_VARIANT, x->variants[i].form,
                    dossier_respondent(s->lint->dossier, x->variants[i].respondent));
    add_names(s);
    phrases_add_list(s->phrases, PHRASE_LOADED, &x->loaded);
    phrases_add_list(s->phrases, PHRASE_PRESENT, &x->present);
    phrases_add_list(s->phrases, PHRASE_REFERENCE, &x->references);
    phrases_add_list(s->phrases, PHRASE_MODAL, &x->modals);
    phrases_add_list(s->phrases, PHRASE_SUBJECT, &x->subjects);
    phrases_add_list(s->phrases, PHRASE_REPORTING, &x->reporting);
    for (size_t i = 0; i < x->months.count; i++)
        phrases_add(s->phrases, PHRASE_MONTH, x->months.items[i], &x->months.items[i]);
    s->patterns = g_new0(GRegex *, x->typography_count + 1);
    for (size_t i = 0; i < x->typography_count; i++) {
        GError *error = NULL;
        s->patterns[i] = g_regex_new(x->typography[i].pattern, G_REGEX_OPTIMIZE, 0, &error);
        if (error)
            diag(s->lint->checker.diags, SG_LINT_PATTERN, x->typography[i].span, "%s", error->message);
        g_clear_error(&error);
    }
    return s;
}

void sentences_end(struct Sentences *s)
{
    for (size_t i = 0; i < s->lint->lexicon->typography_count; i++)
        if (s->patterns[i])
            g_regex_unref(s->patterns[i]);
    g_free(s->patterns);
    g_hash_table_unref(s->own);
}

/* ---- Names and verbs ---- */

/* Words of a name that stand for it: "Consortium" of "Consortium of University Archives". */
static void own_name(struct Sentences *s, const char *name)
{
    for (const char *p = name; p && *p;) {
        size_t length = word_length(p);
        if (length > 2 && !g_ascii_islower(*p))
            g_hash_table_add(s->own, new_word(s, p, length));
        p += length ? length : 1;
    }
}

static void take_submission(struct Sentences *s, const struct Submission *submission)
{
    if (s->submission == submission)
        return;
    s->submission = submission;
    g_hash_table_remove_all(s->own);
    if (!submission)
        return;
    enum Language language = s->lint->dossier->language;
    for (size_t i = 0; i <= submission->on_behalf_count; i++) {
        const struct Respondent *r = i ? submission->on_behalf_of[i - 1] : submission->respondent;
        own_name(s, r->names[language].text);
        own_name(s, r->names[language].abbreviation);
    }
}

static bool speaks_for(const struct Submission *s, const struct Respondent *respondent)
{
    bool found = s->respondent == respondent;
    for (size_t i = 0; i < s->on_behalf_count; i++)
        found = found || s->on_behalf_of[i] == respondent;
    return found;
}

static void report_phrase(struct Sentences *s, const struct LintText *text, size_t at, const struct Phrase *phrase)
{
    struct Lint *lint = s->lint;
    const struct Stretch *stretch = lint_stretch(text, at);
    const struct Statement *statement = stretch->statement;
    if (stretch->foreign)
        return;
    const struct Respondent *respondent = phrase->of;
    bool third = statement && text->submission && respondent && !speaks_for(text->submission, respondent) &&
                 statement->provenance != TAG_REVIEWED;
    if (phrase->kind == PHRASE_VARIANT && respondent) {
        const struct Names *names = &respondent->names[lint->dossier->language];
        lint_say(lint, SG_NAME_VARIANT, lint_place(text, at, at + phrase->length), "\"%s\"; the register has \"%s\"", phrase->text,
                 names->text ? names->text : respondent->id);
    }
    if (phrase->kind == PHRASE_LOADED)
        lint_say(lint, SG_LOADED_WORD, lint_place(text, at, at + phrase->length), "\"%s\"", phrase->text);
    else if (phrase->kind == PHRASE_PRESENT && text->paragraph)
        lint_say(lint, SG_PRESENT_TENSE, lint_place(text, at, at + phrase->length), "\"%s\"", phrase->text);
    else if (phrase->kind == PHRASE_REFERENCE)
        lint_reference(lint, text, at, phrase->length);
    else if (third)
        lint_say(lint, SG_THIRD_PARTY, lint_place(text, at, at + phrase->length), "%s names %s", statement->id, phrase->text);
}

/* All that begins at a word; the length of the longest of it, or of the word. */
static size_t take_word(struct Sentences *s, const struct LintText *text, size_t at, struct Word word, struct Marks *marks)
{
    const struct Phrase *longest = NULL;
    for (const struct Phrase *p = phrases_at(s->phrases, word); p; p = p->next) {
        if (!phrase_stands(p, word.text))
            continue;
        marks->modal = marks->modal || p->kind == PHRASE_MODAL;
        marks->subject = marks->subject || p->kind == PHRASE_SUBJECT;
        marks->reporting = marks->reporting || p->kind == PHRASE_REPORTING;
        if (!longest || p->length > longest->length)
            longest = p;
    }
    marks->subject = marks->subject || g_hash_table_contains(s->own, &word);
    if (longest && longest->kind <= PHRASE_REFERENCE)
        report_phrase(s, text, at, longest);
    if (longest && longest->kind == PHRASE_MONTH)
        lint_month(s->lint, text, at, longest->length, (int)((const char **)longest->of - s->lint->lexicon->months.items) + 1);
    return longest && longest->length > word.length ? longest->length : word.length;
}

/* ---- Sentences ---- */

static void judge(struct Sentences *s, const struct LintText *text, size_t from, size_t to, struct Marks marks)
{
    enum { SHOWN = 60 };
    bool first = from == 0;
    enum DiagCode code = first && !marks.subject ? SG_PARAGRAPH_UNATTRIBUTED : SG_SENTENCE_UNATTRIBUTED;
    if ((first && !marks.subject) || (marks.modal && !marks.subject && !marks.reporting))
        lint_say(s->lint, code, lint_place(text, from, MIN(to, from + SHOWN)), "%s", text->content->id);
}

static void walk_words(struct Sentences *s, const struct LintText *text)
{
    const char *bytes = text->text->str;
    size_t from = 0;
    struct Marks marks = {false, false, false};
    for (size_t at = 0; bytes[at];) {
        struct Word word = {bytes + at, word_length(bytes + at)};
        if (word.length) {
            at += take_word(s, text, at, word, &marks);
            continue;
        }
        if (lexicon_ends_sentence(s->lint->lexicon, bytes, at)) {
            if (text->paragraph)
                judge(s, text, from, at + 1, marks);
            marks = (struct Marks){false, false, false};
            for (at++; bytes[at] && !word_length(bytes + at); at++)
                ;
            from = at;
            continue;
        }
        at++;
    }
    if (text->paragraph && bytes[from])
        judge(s, text, from, strlen(bytes), marks);
}

/* Bytes of the word that goes on at `at`. */
static size_t word_before(const char *text, size_t at)
{
    size_t start = at;
    while (start > 0 && word_length(text + start - 1) > at - start)
        start--;
    return word_length(text + at) ? at - start : 0;
}

static void check_typography(struct Sentences *s, const struct LintText *text)
{
    const struct Lexicon *x = s->lint->lexicon;
    for (size_t i = 0; i < x->typography_count; i++) {
        GMatchInfo *match = NULL;
        if (s->patterns[i])
            g_regex_match_full(s->patterns[i], text->text->str, (gssize)text->text->len, 0, 0, &match, NULL);
        while (match && g_match_info_matches(match)) {
            int from = 0, to = 0;
            g_match_info_fetch_pos(match, 0, &from, &to);
            from -= (int)word_before(text->text->str, (size_t)from);
            char *found = g_strndup(text->text->str + from, (gsize)(to - from));
            if (!lint_stretch(text, (size_t)from)->foreign)
                lint_say(s->lint, SG_TYPOGRAPHY, lint_place(text, (size_t)from, (size_t)to), "\"%s\": %s", found,
                         x->typography[i].right);
            g_free(found);
            g_match_info_next(match, NULL);
        }
        if (match)
            g_match_info_unref(match);
    }
}

void sentences_text(struct Sentences *s, const struct LintText *text)
{
    take_submission(s, text->submission);
    walk_words(s, text);
    check_typography(s, text);
}
