#include "compose/conclude_say.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "compose/conclude_edit.h"
#include "compose/words.h"

enum { VALUES_MOST = 24 };

const char *conclusion_key(struct Conclusion *x, const char *name, const char *word)
{
    return arena_printf(x->c->scratch, "conclusions.%s.%s", name, word);
}

const char *claim_phrase(struct Conclusion *x, const struct Claim *claim)
{
    const char *phrase = claim->phrase[x->c->dossier->language];
    if (!phrase)
        diag(x->c->diags, SG_UNTRANSLATED_CLAIM, claim->span, "'%s'", claim->id);
    return phrase;
}

/* ---- The values of a count ---- */

struct Value conclusion_group(struct Conclusion *x, const struct Group *group, size_t n)
{
    bool others = false, rest = false; /* rest: beside entities of the United Nations */
    for (int kind = 0; kind < KIND_COUNT; kind++)
        others = others || (x->evidence->size[kind] && kind != KIND_GOVERNMENT && kind != KIND_OBSERVER && !group->kinds[kind]);
    for (int kind = 0; kind < KIND_COUNT; kind++)
        rest = rest || (group->kinds[kind] && kind != KIND_UN && x->evidence->size[kind]);
    const char *kinds = !x->evidence->size[KIND_UN] ? "none" : rest ? "mixed" : "un";
    struct Value number = {.name = "n", .kind = VALUE_COUNT, .number = (double)n};
    struct Value value = value_pattern(x->c, "group", conclusion_key(x, "group", group->id),
                                       VALUES(number, value_word("others", others ? "yes" : "no"), value_word("kinds", kinds)));
    value.word = group->id; /* for agreement */
    return value;
}

static const char *yes_no(bool yes)
{
    return yes ? "yes" : "no";
}

static struct Value names_value(struct Conclusion *x, const struct EvidenceSet *set, const char *where)
{
    if (!set->respondent_count)
        return value_none("names");
    return reply_names_value(x->c, "names", set->respondents, set->respondent_count, where);
}

/* The one of whom a sentence speaks, as its subject. */
static struct Value name_value(struct Conclusion *x, const struct EvidenceSet *set)
{
    if (set->respondent_count != 1)
        return value_none("name");
    return reply_names_value(x->c, "name", set->respondents, 1, "subject");
}

static struct Value paragraphs_value(struct Conclusion *x, const struct EvidenceSet *set)
{
    return value_paragraphs(x->c, "paragraphs", set->paragraphs, set->paragraph_count);
}

/* Names, and numbers when they are too many for the sentence. */
static struct Value source_note(struct Conclusion *x, const struct EvidenceSet *set, bool names, bool numbers)
{
    return value_note(x->c, "note", "conclusions.note",
                      VALUES(names ? names_value(x, set, "plain") : value_none("names"),
                             value_word("named", yes_no(names)),
                             numbers ? paragraphs_value(x, set) : value_none("paragraphs"),
                             value_word("cited", yes_no(numbers))));
}

static const char *subject_word(const struct Finding *f)
{
    if (f->set->respondent_count == 1)
        return quantifier_words[QUANTIFIER_ONE];
    return f->quantifier ? quantifier_words[f->quantifier->word] : "number";
}

/* The number alone, for where a word for a share and its parentheses would be too much. */
static const char *counted_word(size_t k, size_t n)
{
    return k == 1 ? quantifier_words[QUANTIFIER_ONE]
           : k < n ? "number"
                   : quantifier_words[n == 2 ? QUANTIFIER_TWO : QUANTIFIER_ALL];
}

void count_values(struct Conclusion *x, const struct Finding *f, bool plain,
                  struct Value values[COUNT_VALUES])
{
    const struct EvidenceSet *set = f->set;
    size_t k = set->respondent_count;
    bool few = plain || k <= (size_t)x->table->name_limit;
    bool named = x->brief && proposal_is_named(x, f), moved = named || (x->brief && k > 1);
    bool cited =
        set->paragraph_count > 0 && (plain || (!moved && set->paragraph_count <= (size_t)x->table->reference_limit));
    bool noted_numbers = set->paragraph_count > 0 && !cited && !named, note = !few || noted_numbers;
    int i = 0;
    values[i++] = value_count(x->c, "k", (long)k);
    values[i++] = value_count(x->c, "n", (long)f->n);
    values[i++] = conclusion_group(x, f->group, f->n);
    values[i++] = few ? names_value(x, set, "inner") : value_none("names");
    values[i++] = value_word("named", yes_no(few && k > 1));
    values[i++] = name_value(x, set);
    values[i++] = cited ? paragraphs_value(x, set) : value_none("paragraphs");
    values[i++] = value_word("cited", yes_no(cited));
    values[i++] = note ? source_note(x, set, !few, noted_numbers) : value_none("note");
    values[i++] = value_word("whole", yes_no(k == f->n));
    struct Value subject =
        value_pattern(x->c, "subject", conclusion_key(x, "subject", subject_word(f)), values, (size_t)i);
    struct Value counted =
        value_pattern(x->c, "counted", conclusion_key(x, "subject", counted_word(k, f->n)), values, (size_t)i);
    values[i++] = subject;
    values[i] = counted;
}

/* ---- Records ---- */

/* Inferred is weaker than what staff tagged, and that weaker than what was reviewed. */
static enum Provenance weakest(const struct Statements *list)
{
    enum Provenance found = list->count ? TAG_REVIEWED : TAG_STAFF;
    for (size_t i = 0; i < list->count; i++) {
        enum Provenance p = list->items[i]->provenance;
        if (p == TAG_INFERRED || found == TAG_INFERRED)
            found = TAG_INFERRED;
        else if (p == TAG_STAFF)
            found = TAG_STAFF;
    }
    return found;
}

static void copy_set(struct Composer *c, struct Sentence *record, const struct EvidenceSet *set)
{
    record->respondents = arena_memdup(c->arena, set->respondents, set->respondent_count * sizeof(void *));
    record->respondent_count = set->respondent_count;
    record->statements =
        arena_memdup(c->arena, set->statements.items, set->statements.count * sizeof(void *));
    record->statement_count = set->statements.count;
    record->paragraphs = arena_memdup(c->arena, set->paragraphs, set->paragraph_count * sizeof(void *));
    record->paragraph_count = set->paragraph_count;
}

int finding_record(struct Conclusion *x, const struct Finding *f, const char *wording)
{
    struct Composer *c = x->c;
    struct Sentence record = {
        .id = arena_strdup(c->arena, f->key), .rule = f->rule, .wording = arena_strdup(c->arena, wording)};
    record.claim = f->issue ? f->issue->claim : NULL;
    record.act = f->set->act;
    record.stance = f->set->stance;
    record.k = (int)f->set->respondent_count;
    record.n = (int)f->n;
    record.group = f->group ? arena_strdup(c->arena, f->group->id) : NULL;
    record.quantifier = subject_word(f);
    record.threshold = finding_threshold(c->arena, f);
    record.change = finding_change(c->arena, x->plan, f);
    record.provenance = weakest(&f->set->statements);
    record.basis = arena_strdup(c->arena, f->basis);
    copy_set(c, &record, f->set);
    if (f->also) {
        record.also = arena_memdup(c->arena, f->also->statements.items, f->also->statements.count * sizeof(void *));
        record.also_count = f->also->statements.count;
    }
    if (f->edit) {
        record.override = f->edit->override;
        record.stale = f->edit->stale;
    }
    return composer_sentence(c, &record);
}

int plain_record(struct Conclusion *x, const char *id, const struct Respondent *const *respondents, size_t k,
                 size_t n)
{
    struct Composer *c = x->c;
    struct EvidenceSet set = {.respondents = arena_memdup(c->scratch, respondents, k * sizeof(void *)),
                              .respondent_count = k};
    struct Sentence record = {
        .id = arena_strdup(c->arena, id), .rule = arena_strdup(c->arena, id), .act = -1, .stance = -1};
    record.k = (int)k;
    record.n = (int)n;
    copy_set(c, &record, &set);
    record.basis = evidence_basis(c->arena, id, &set, NULL, n);
    return composer_sentence(c, &record);
}

void plain_basis(struct Conclusion *x, int sentence, const char *words)
{
    struct Sentence *record = &g_array_index(x->c->sentences, struct Sentence, sentence);
    struct EvidenceSet set = {.respondents = record->respondents, .respondent_count = record->respondent_count};
    record->basis = evidence_basis(x->c->arena, words, &set, NULL, (size_t)record->n);
}

/* The last record is not printed; why stands among the omissions. */
static void leave_out(struct Conclusion *x, int sentence, const struct Edit *edit)
{
    struct Composer *c = x->c;
    const struct Sentence *record = &g_array_index(c->sentences, struct Sentence, sentence);
    composer_omission(c, &(struct Omission){NULL, record->id, edit->override, record->basis, edit->reason, edit->by});
    g_array_remove_index(c->sentences, (guint)sentence);
}

void plain_say(struct Conclusion *x, const char *key, int sentence, const struct Value *values, size_t count)
{
    struct Composer *c = x->c;
    struct Sentence *record = &g_array_index(c->sentences, struct Sentence, sentence);
    struct EvidenceSet set = {.respondents = record->respondents, .respondent_count = record->respondent_count};
    const struct Edit *edit = edits_plain(x->edits, record->id, record->basis, &set, (size_t)record->n, x->strong_words);
    if (edit && edit->applied && edit->omit) {
        leave_out(x, sentence, edit);
        return;
    }
    if (edit) {
        record->override = edit->override;
        record->stale = edit->stale;
        composer_mark(c, MARGIN_EDITED);
    }
    if (!edit || !edit->applied) {
        composer_say(c, key, sentence, values, count);
        return;
    }
    record->generated = composer_text(c, key, values, count);
    composer_say(c, "conclusions.edited", sentence, VALUES(value_text(c, "text", edit->text)));
}

/* ---- Saying ---- */

void fragment_say(struct Conclusion *x, const char *key, int sentence, const struct Value *values,
                  size_t count)
{
    struct Composer *c = x->c;
    struct Runs runs = words_of_pattern(c, key, false, values, count);
    settle_counts(c, runs);
    if (!runs.count)
        return;
    struct Run space = {.text = " ", .lang = c->lang, .note = -1, .sentence = -1};
    if (c->runs->len && !c->wording->conventions.unspaced)
        g_array_append_val(c->runs, space);
    composer_add(c, runs, sentence);
    if (sentence >= 0)
        g_array_index(c->sentences, struct Sentence, sentence).block = c->blocks->len - 1;
}

/* An editor's mark stands beside what is not reviewed or not generated, in drafts. */
static void mark_block(struct Conclusion *x, int sentence)
{
    const struct Sentence *record = &g_array_index(x->c->sentences, struct Sentence, sentence);
    if (record->provenance == TAG_INFERRED)
        composer_mark(x->c, MARGIN_INFERRED);
    else if (record->override)
        composer_mark(x->c, MARGIN_EDITED);
}

/* "All States did not support it" can be read in two ways: of a whole group that did not, nobody did. */
static bool nobody(struct Conclusion *x, const struct Finding *f, const char *verb)
{
    return f->set->respondent_count > 1 && f->set->respondent_count == f->n &&
           composer_has_pattern(x->c, "conclusions.subject.none") &&
           composer_has_pattern(x->c, arena_printf(x->c->scratch, "%s.none", verb));
}

/* Values of the count, those given beside them, and what was done, in words that may agree with any of them. */
static size_t all_values(struct Conclusion *x, const struct Finding *f, bool plain, const struct Saying *saying,
                         struct Value all[VALUES_MOST])
{
    count_values(x, f, plain, all);
    size_t count = COUNT_VALUES;
    for (size_t i = 0; i < saying->count && count + 1 < VALUES_MOST; i++)
        all[count++] = saying->values[i];
    const char *verb = saying->verb ? conclusion_key(x, "verb", saying->verb) : NULL;
    if (verb && nobody(x, f, verb)) {
        all[COUNT_VALUES - 2] = value_pattern(x->c, "subject", "conclusions.subject.none", all, COUNT_VALUES - 2);
        verb = arena_printf(x->c->scratch, "%s.none", verb);
    }
    all[count] = verb ? value_pattern(x->c, "verb", verb, all, count) : value_none("verb");
    return count + 1;
}

/* The words an editor gave, and those that would have been generated beside them in the record. */
static bool say_edited(struct Conclusion *x, const struct Finding *f, const struct Saying *saying, int sentence)
{
    const char *text = f->edit ? edit_text(f->edit) : NULL;
    if (!text)
        return false;
    struct Value all[VALUES_MOST];
    size_t total = all_values(x, f, true, saying, all);
    g_array_index(x->c->sentences, struct Sentence, sentence).generated =
        composer_text(x->c, saying->key, all, total);
    all[0] = value_text(x->c, "text", text);
    if (saying->fragment)
        fragment_say(x, "conclusions.edited-part", sentence, all, total);
    else
        composer_say(x->c, "conclusions.edited", sentence, all, total);
    return true;
}

void finding_say(struct Conclusion *x, const struct Finding *f, const struct Saying *saying)
{
    int sentence = finding_record(x, f, saying->key);
    mark_block(x, sentence);
    if (say_edited(x, f, saying, sentence))
        return;
    struct Value all[VALUES_MOST];
    size_t total = all_values(x, f, false, saying, all);
    if (saying->fragment)
        fragment_say(x, saying->key, sentence, all, total);
    else
        composer_say(x->c, saying->key, sentence, all, total);
}
