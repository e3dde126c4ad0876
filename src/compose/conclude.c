/* The generated section: what is said, in which order, in which paragraphs.
 *
 * The plan says which sentences there are; the options of the part say which sections stand here and in which
 * order. A short report lists few of them here and the rest in a second part, in an annex, whose options name
 * the first (`rest-of`): together they print everything, so that short never means less. */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "compose/conclude_edit.h"
#include "compose/conclude_say.h"

enum { SENTENCES_A_PARAGRAPH = 8 };

/* ---- Paragraphs of findings ---- */

static void open_paragraph(struct Conclusion *x, const char *name, size_t part)
{
    const char *id = part ? arena_printf(x->c->scratch, "%s.%s-%zu", x->id, name, part + 1)
                          : arena_printf(x->c->scratch, "%s.%s", x->id, name);
    composer_open(x->c, ROLE_NUMBERED, "paragraph", id);
}

bool finding_printable(struct Conclusion *x, const struct Finding *f)
{
    return (f->edit && edit_text(f->edit)) || !f->issue || f->issue->claim->phrase[x->c->dossier->language];
}

static struct Value claim_value(struct Conclusion *x, const struct Finding *f)
{
    const char *phrase = f->issue   ? claim_phrase(x, f->issue->claim)
                         : f->theme ? f->theme->title[x->c->dossier->language]
                                    : NULL;
    return value_text(x->c, "claim", phrase ? phrase : "");
}

/* "raised concern about CLAIM"; NULL: words of an editor's own. */
static const char *verb_of(const struct Finding *f)
{
    return strcmp(f->verb, "free") ? f->verb : NULL;
}

/* "SUBJECT raised concern about CLAIM." */
static void say_finding(struct Conclusion *x, const struct Finding *f)
{
    finding_say(x, f, &(struct Saying){"conclusions.sentence", false, verb_of(f),
                                       VALUES(claim_value(x, f), value_word("own", "no"))});
}

/* shared: only what rests on several. */
static void say_sentences(struct Conclusion *x, enum FindingSection section, bool shared)
{
    size_t said = 0, part = 0;
    for (size_t i = 0; i < x->plan->counts[section]; i++) {
        const struct Finding *f = x->plan->findings[section][i];
        if (!finding_printable(x, f) || (shared && f->issue && f->set->respondent_count == 1))
            continue;
        if (said % SENTENCES_A_PARAGRAPH == 0) {
            if (said)
                composer_close(x->c);
            open_paragraph(x, finding_section_words[section], part++);
        }
        say_finding(x, f);
        said++;
    }
    if (said)
        composer_close(x->c);
}

/* ---- The sections ---- */

/* How many of each group, the narrowest group of each kind: "nine States and two organizations". */
static struct Value parts_value(struct Conclusion *x, size_t *parts)
{
    size_t sizes[KIND_COUNT] = {0};
    const struct ConclusionTable *table = x->table;
    struct Value *items = ARENA_ARRAY(x->c->scratch, struct Value, table->group_count);
    size_t *counts = ARENA_ARRAY(x->c->scratch, size_t, table->group_count);
    memcpy(sizes, x->evidence->size, sizeof sizes);
    *parts = 0;
    struct Value total = value_count(x->c, "total", (long)x->evidence->consultation.respondent_count);
    for (size_t g = 0; g < table->group_count; g++)
        for (int kind = 0; kind < KIND_COUNT; kind++)
            if (table->groups[g].kinds[kind]) {
                counts[g] += sizes[kind];
                sizes[kind] = 0;
            }
    for (size_t g = 0; g < table->group_count; g++) {
        if (!counts[g])
            continue;
        struct Value noun = conclusion_group(x, &table->groups[g], counts[g]);
        items[(*parts)++] = value_pattern(x->c, "", "conclusions.part",
                                          VALUES(value_count(x->c, "n", (long)counts[g]), noun, total));
    }
    return value_list(x->c, "parts", items, *parts);
}

/* Those who replied and had nothing to say. */
static size_t find_silent(struct Conclusion *x, const struct Respondent **silent)
{
    const struct Consultation *c = &x->evidence->consultation;
    GHashTable *heard = g_hash_table_new(NULL, NULL);
    size_t count = 0;
    for (size_t i = 0; i < c->admitted_count; i++)
        if (c->admitted[i]->observations)
            g_hash_table_add(heard, (void *)c->admitted[i]->respondent);
    for (size_t r = 0; r < c->respondent_count; r++)
        if (!g_hash_table_contains(heard, c->respondents[r]))
            silent[count++] = c->respondents[r];
    g_hash_table_unref(heard);
    return count;
}

static void say_silent(struct Conclusion *x, const struct Respondent **silent, size_t count)
{
    const struct Consultation *c = &x->evidence->consultation;
    if (!count)
        return;
    struct EvidenceSet set = {.respondents = silent, .respondent_count = count};
    bool few = count <= (size_t)x->table->name_limit;
    int sentence = plain_record(x, "no-observations", silent, count, c->respondent_count);
    struct Value names = reply_names_value(x->c, "names", set.respondents, set.respondent_count, few ? "inner" : "plain");
    struct Value note = few ? value_none("note")
                            : value_note(x->c, "note", "conclusions.note",
                                         VALUES(names, value_word("named", "yes"), value_none("paragraphs"),
                                                value_word("cited", "no")));
    plain_say(x, "conclusions.no-observations", sentence,
                 VALUES(value_count(x->c, "k", (long)count),
                        value_count(x->c, "n", (long)c->respondent_count), few ? names : value_none("names"),
                        value_word("named", few ? "yes" : "no"), note));
}

/* Invited kinds of whose group nobody replied. */
static void say_gaps(struct Conclusion *x)
{
    struct Value items[KIND_COUNT];
    const char *kinds = "gaps";
    size_t count = 0;
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        const struct Group *group = NULL;
        size_t replied = 0;
        for (size_t g = 0; !group && g < x->table->group_count; g++)
            group = x->table->groups[g].kinds[kind] ? &x->table->groups[g] : NULL;
        for (int other = 0; other < KIND_COUNT; other++)
            replied += group && group->kinds[other] ? x->evidence->size[other] : 0;
        if (!x->c->dossier->respondent_invited[kind] || replied)
            continue;
        items[count++] = value_pattern(x->c, "", conclusion_key(x, "kind", respondent_kind_words[kind]), NULL, 0);
        kinds = arena_printf(x->c->scratch, "%s %s", kinds, respondent_kind_words[kind]);
    }
    if (!count)
        return;
    size_t n = x->evidence->consultation.respondent_count;
    int sentence = plain_record(x, "gaps", NULL, 0, n);
    plain_basis(x, sentence, kinds);
    plain_say(x, "conclusions.gaps", sentence, VALUES(value_list(x->c, "kinds", items, count)));
}

/* A joint reply counts as one: of how many others it is the reply, too. */
static void say_joint(struct Conclusion *x)
{
    const struct Consultation *c = &x->evidence->consultation;
    GHashTable *others = g_hash_table_new(NULL, NULL);
    const struct Respondent **senders = ARENA_ARRAY(x->c->scratch, const struct Respondent *, c->admitted_count);
    size_t count = 0, states = 0;
    for (size_t i = 0; i < c->admitted_count; i++) {
        const struct Submission *s = c->admitted[i];
        if (s->on_behalf_count && (!count || senders[count - 1] != s->respondent))
            senders[count++] = s->respondent;
        for (size_t k = 0; k < s->on_behalf_count; k++)
            if (g_hash_table_add(others, (void *)s->on_behalf_of[k]))
                states += s->on_behalf_of[k]->kind == KIND_GOVERNMENT || s->on_behalf_of[k]->kind == KIND_OBSERVER;
    }
    size_t members = g_hash_table_size(others);
    g_hash_table_unref(others);
    if (count && composer_has_pattern(x->c, "conclusions.joint-replies"))
        plain_say(x, "conclusions.joint-replies", plain_record(x, "joint-replies", senders, count, c->respondent_count),
                     VALUES(value_count(x->c, "k", (long)count), value_count(x->c, "n", (long)c->respondent_count),
                            value_count(x->c, "others", (long)members),
                            value_word("states", states == members ? "yes" : "no")));
}

static bool all_silent(struct Conclusion *x, size_t silent)
{
    return silent && silent == x->evidence->consultation.respondent_count && composer_has_pattern(x->c, "conclusions.scope-silent");
}

static void say_scope(struct Conclusion *x)
{
    const struct Consultation *c = &x->evidence->consultation;
    const struct Respondent **silent = ARENA_ARRAY(x->c->scratch, const struct Respondent *, c->respondent_count);
    size_t parts, count = find_silent(x, silent);
    open_paragraph(x, "scope", 0);
    int sentence = plain_record(x, "scope", c->respondents, c->respondent_count, c->respondent_count);
    struct Value list = parts_value(x, &parts);
    plain_say(x, all_silent(x, count) ? "conclusions.scope-silent" : "conclusions.scope", sentence,
                 VALUES(value_count(x->c, "n", (long)c->respondent_count), list,
                        value_word("mixed", parts > 1 ? "yes" : "no")));
    say_joint(x);
    if (!all_silent(x, count))
        say_silent(x, silent, count);
    if (c->respondent_count)
        say_gaps(x);
    composer_close(x->c);
}

/* Claims that two or more propose, or are against, and nobody contradicts. */
static size_t shared_otherwise(const struct Plan *plan)
{
    size_t shared = 0;
    for (size_t i = 0; i < plan->counts[FINDING_PROPOSALS]; i++) {
        const struct Finding *f = plan->findings[FINDING_PROPOSALS][i];
        const struct EvidenceSet *all = f->all ? f->all : f->set;
        shared += f->issue && !f->issue->contested && all->respondent_count > 1;
    }
    for (size_t i = 0; i < plan->counts[FINDING_DIVERGENCES]; i++) {
        const struct Finding *f = plan->findings[FINDING_DIVERGENCES][i];
        shared += f->side_count == 1 && f->set->respondent_count > 1;
    }
    return shared;
}

/* Nothing that two respondents share: said, so that a reader does not look for it. */
static void say_shared(struct Conclusion *x)
{
    const struct Plan *plan = x->plan;
    size_t shared = plan->counts[FINDING_SHARED] + plan_shared_count(plan, FINDING_CONCERNS) + shared_otherwise(plan);
    size_t n = x->evidence->consultation.respondent_count;
    if (!shared && n > 1) {
        open_paragraph(x, "nothing-shared", 0);
        const char *contested = plan->counts[FINDING_DIVERGENCES] ? "yes" : "no";
        int sentence = plain_record(x, "nothing-shared", NULL, 0, n);
        plain_basis(x, sentence, *contested == 'y' ? "nothing-shared contested" : "nothing-shared");
        plain_say(x, "conclusions.nothing-shared", sentence,
                  VALUES(value_count(x->c, "n", (long)n), value_word("contested", contested)));
        composer_close(x->c);
    }
    say_sentences(x, FINDING_SHARED, false);
}

/* Two sides in a row of the same respondents read as one: "X did not support it and supported the other". */
static bool continues(struct Conclusion *x, const struct Finding *before, const struct Finding *side)
{
    const struct EvidenceSet *a = before->set, *b = side->set;
    bool same = a->respondent_count == b->respondent_count && before->group == side->group && before->issue != side->issue &&
                !side->edit && !before->edit &&
                composer_has_pattern(x->c, "conclusions.side.and");
    for (size_t i = 0; same && i < a->respondent_count; i++)
        same = a->respondents[i] == b->respondents[i];
    return same;
}

static void say_side(struct Conclusion *x, const struct Finding *divergence, size_t place)
{
    const struct Finding *side = divergence->sides[place];
    size_t count = divergence->side_count;
    bool joined = place + 1 < count && continues(x, side, divergence->sides[place + 1]);
    bool joins = place && continues(x, divergence->sides[place - 1], side);
    bool last_but_one = place + 2 == count ||
                        (place + 3 == count && continues(x, divergence->sides[place + 1], divergence->sides[place + 2]));
    const char *end = joined ? "joined" : place + 1 == count ? "last" : last_but_one ? "last-but-one" : "other";
    bool own = side->issue == divergence->issue;
    struct Value it = value_pattern(x->c, "claim", "conclusions.it", NULL, 0);
    it.name = "claim";
    finding_say(x, side,
                &(struct Saying){joins ? "conclusions.side.and" : "conclusions.side", true, verb_of(side),
                                 VALUES(own ? it : claim_value(x, side), value_word("own", own ? "yes" : "no"),
                                        value_word("end", end))});
}

/* A paragraph a contested claim: its name, then every side in the same frame. */
static void say_divergences(struct Conclusion *x)
{
    for (size_t i = 0; i < x->plan->counts[FINDING_DIVERGENCES]; i++) {
        const struct Finding *f = x->plan->findings[FINDING_DIVERGENCES][i];
        if (!finding_printable(x, f))
            continue;
        const char *name = f->issue ? f->issue->claim->id : f->key;
        composer_open(x->c, ROLE_NUMBERED, "paragraph",
                      arena_printf(x->c->scratch, "%s.divergence.%s", x->id, name));
        const char *key = f->side_count ? "conclusions.divergence" : "conclusions.sentence";
        if (f->side_count == 1 && !f->edit) /* nobody differs */
            say_finding(x, f->sides[0]);
        else
            finding_say(x, f, &(struct Saying){key, false, NULL, VALUES(claim_value(x, f))});
        for (size_t s = f->side_count == 1 && !f->edit; s < f->side_count && !(f->edit && edit_text(f->edit)); s++)
            say_side(x, f, s);
        composer_close(x->c);
    }
}

/* ---- Points of one respondent each: a list by what was done with them ---- */

static const char *const single_verbs[] = {"position", "recognition", "conditional", "neutral", "commitment",
                                           "practice", "information", "theme",       "free"};

/* Those of the section that are said by this verb and of one respondent; themes and free words are listed
 * whatever their number. */
static bool is_single(struct Conclusion *x, const struct Finding *f, const char *verb)
{
    return !strcmp(f->verb, verb) && finding_printable(x, f) && (f->set->respondent_count == 1 || !f->issue);
}

static void say_singles(struct Conclusion *x, enum FindingSection section, const char *verb)
{
    size_t count = 0, said = 0, n = x->evidence->consultation.respondent_count;
    const struct Finding *only = NULL;
    for (size_t i = 0; i < x->plan->counts[section]; i++)
        if (is_single(x, x->plan->findings[section][i], verb)) {
            only = x->plan->findings[section][i];
            count++;
        }
    if (!count)
        return;
    if (count == 1 && only->issue && strcmp(verb, "free")) { /* one point is no list */
        say_finding(x, only);
        return;
    }
    const char *lead = conclusion_key(x, "individual", verb);
    if (strcmp(verb, "free"))
        plain_say(x, lead,
                     plain_record(x, arena_printf(x->c->scratch, "individual/%s", verb), NULL, 0, n),
                     VALUES(value_count(x->c, "count", (long)count), value_count(x->c, "n", (long)n)));
    for (size_t i = 0; i < x->plan->counts[section]; i++) {
        const struct Finding *f = x->plan->findings[section][i];
        if (!is_single(x, f, verb))
            continue;
        const char *end = ++said == count ? "last" : said + 1 == count ? "last-but-one" : "other";
        finding_say(x, f, &(struct Saying){"conclusions.entry", true, NULL,
                                           VALUES(claim_value(x, f), value_word("end", end))});
    }
}

static void say_individual(struct Conclusion *x)
{
    if (!x->plan->counts[FINDING_INDIVIDUAL])
        return;
    open_paragraph(x, "individual", 0);
    for (size_t i = 0; i < G_N_ELEMENTS(single_verbs); i++)
        say_singles(x, FINDING_INDIVIDUAL, single_verbs[i]);
    composer_close(x->c);
}

/* Concerns of several, a sentence each; then those of one each, as a list when there are two or more. */
static void say_concerns(struct Conclusion *x)
{
    size_t count = x->plan->counts[FINDING_CONCERNS], singles = 0;
    for (size_t i = 0; i < count; i++)
        singles += is_single(x, x->plan->findings[FINDING_CONCERNS][i], "concern");
    say_sentences(x, FINDING_CONCERNS, singles > 1);
    if (singles < 2)
        return;
    open_paragraph(x, "concerns.individual", 0);
    say_singles(x, FINDING_CONCERNS, "concern");
    composer_close(x->c);
}

static void say_practices(struct Conclusion *x)
{
    say_sentences(x, FINDING_PRACTICES, false);
}

static void say_disclaimer(struct Conclusion *x)
{
    open_paragraph(x, "disclaimer", 0);
    plain_say(x, "conclusions.disclaimer", plain_record(x, "disclaimer", NULL, 0, 0),
                 VALUES(value_count(x->c, "n", (long)x->evidence->consultation.respondent_count)));
    composer_close(x->c);
}

/* ---- The part ---- */

static const struct {
    const char *name;
    void (*say)(struct Conclusion *x);
} sections[] = {
    {"scope", say_scope},         {"shared", say_shared},
    {"concerns", say_concerns},   {"divergences", say_divergences},
    {"practices", say_practices}, {"individual", say_individual},
    {"proposals", proposals_say}, {"proposals-in-full", proposals_say_in_full},
    {"disclaimer", say_disclaimer},
};

static void say_section(struct Conclusion *x, const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++)
        if (!strcmp(sections[i].name, name)) {
            sections[i].say(x);
            return;
        }
    diag(x->c->diags, SG_WRONG_CONCLUSION_TABLE, x->table->span, "no section '%s'", name);
}

static void note_omission(const struct Finding *f, const struct Edit *edit, void *context)
{
    struct Conclusion *x = context;
    const char *key = arena_strdup(x->c->arena, f->key), *basis = arena_strdup(x->c->arena, f->basis);
    for (size_t i = 0; i < f->set->statements.count; i++)
        composer_omission(x->c, &(struct Omission){f->set->statements.items[i], key, edit->override, basis, edit->reason, edit->by});
}

static void collect_strong_words(struct Composer *c, const char *words[QUANTIFIER_COUNT])
{
    for (int i = 0; i < QUANTIFIER_COUNT; i++) {
        char *key = g_strdup_printf("conclusions.words.%s", quantifier_words[i]);
        const struct Pattern *pattern = wording_pattern(c->wording, key);
        words[i] = pattern ? pattern->text : NULL;
        g_free(key);
    }
}

static bool manifest_flag(const struct Composer *c, const char *path)
{
    const struct Fact *fact = dossier_fact(c->dossier, path);
    return fact && (fact->kind == FACT_FLAG ? fact->flag : fact->text && !strcmp(fact->text, "yes"));
}

static void tell_faults(struct Conclusion *x)
{
    for (size_t g = 0; g < x->table->group_count; g++)
        if (x->plan->size_unusable[g])
            diag(x->c->diags, SG_UNTRUE_QUANTIFIER, x->table->span, "group '%s'", x->table->groups[g].id);
}

static const struct ConclusionsRule *find_rule(const struct PartList *parts, const char *id)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct Part *part = &parts->items[i];
        if (part->conclusions && !strcmp(part->conclusions->id, id))
            return part->conclusions;
        const struct PartList *inner = part->box       ? &part->box->parts
                                       : part->section ? &part->section->parts
                                       : part->each    ? &part->each->parts
                                                       : NULL;
        const struct ConclusionsRule *found = inner ? find_rule(inner, id) : NULL;
        if (found)
            return found;
    }
    return NULL;
}

struct Gathered {
    struct Edits *edits;
    const struct Evidence *evidence;
};

static double cpu_now(const struct Composer *c)
{
    return c->options.cpu ? c->options.cpu() : 0;
}

static void add_cpu(const struct Composer *c, double since)
{
    if (c->options.cpu && c->options.conclusions)
        *c->options.conclusions += c->options.cpu() - since;
}

/* A final rests on nothing that only the program has tagged; what is left out for it is listed. */
static void tell_inferred(struct Composer *c, bool reviewed_only)
{
    for (size_t i = 0; i < c->admitted_count && (reviewed_only || c->options.final); i++)
        for (const struct Statement *s = c->admitted[i]->statements; s; s = s->next)
            if (s->provenance == TAG_INFERRED)
                diag(c->diags, reviewed_only ? SG_NOT_REVIEWED : SG_INFERRED_IN_FINAL, s->span, "'%s'", s->id);
}

/* The evidence, with the merges and splits of editors: the summary and every part of the conclusions count the same. */
static struct Gathered *gathered(struct Composer *c)
{
    if (c->gathered)
        return c->gathered;
    double start = cpu_now(c);
    struct Consultation consultation = {c->dossier, c->admitted, c->admitted_count, c->respondents, c->respondent_count, false};
    consultation.reviewed_only = c->options.reviewed_only || manifest_flag(c, "conclusions.reviewed-only");
    tell_inferred(c, consultation.reviewed_only);
    c->gathered = ARENA_NEW(c->scratch, struct Gathered);
    c->gathered->edits = edits_read(c->arena, c->dossier, c->diags); /* the report keeps claims that a split made */
    c->gathered->evidence = evidence_gather(c->scratch, &consultation, edits_regrouping(c->gathered->edits));
    add_cpu(c, start);
    return c->gathered;
}

size_t conclude_concerns(struct Composer *c)
{
    const struct Evidence *e = gathered(c)->evidence;
    size_t count = 0;
    for (size_t i = 0; i < e->issue_count; i++) {
        const struct EvidenceSet *set = e->issues[i].sets[ACT_CONCERN][STANCE_FOR];
        count += set && set->respondent_count > 1 && !e->issues[i].contested;
    }
    return count;
}

size_t conclude_proposals(struct Composer *c)
{
    const struct Evidence *e = gathered(c)->evidence;
    size_t count = 0;
    for (size_t i = 0; i < e->all.count; i++)
        count += e->all.items[i]->act == ACT_PROPOSAL && e->all.items[i]->stance != STANCE_AGAINST;
    return count;
}

static void say_all(struct Conclusion *x, bool rest)
{
    const char *strong_words[QUANTIFIER_COUNT];
    struct Composer *c = x->c;
    collect_strong_words(c, strong_words);
    x->strong_words = strong_words;
    x->edits = gathered(c)->edits;
    double start = cpu_now(c);
    x->evidence = gathered(c)->evidence;
    x->plan = plan_make(c->scratch, x->evidence, x->table);
    guint omissions = c->omissions->len;
    edits_apply(x->edits, x->plan, strong_words, note_omission, x);
    if (rest)
        g_array_set_size(c->omissions, omissions); /* the first part has noted them */
    else
        tell_faults(x);
    bool brief = manifest_flag(c, "conclusions.short");
    const struct ConclusionTable *table = x->table;
    x->brief = brief && !rest;
    const char **list = rest ? table->annex : brief ? table->brief : table->sections;
    size_t count = rest ? table->annex_count : brief ? table->brief_count : table->section_count;
    const struct Respondent **silent = ARENA_ARRAY(c->scratch, const struct Respondent *, c->respondent_count);
    bool nothing = !c->respondent_count || all_silent(x, find_silent(x, silent)); /* the scope says it all */
    for (size_t i = 0; i < count && !nothing; i++)
        say_section(x, list[i]);
    if (nothing && !rest)
        say_section(x, "scope");
    if (!rest)
        untranslated_say(x);
    add_cpu(c, start);
}

void conclude_end(struct Composer *c)
{
    if (c->gathered)
        edits_end(c->gathered->edits);
}

void conclude_section(struct Composer *c, const struct ConclusionsRule *rule)
{
    const struct Node *options = rule->options, *rest = options ? node_child(options, "rest-of") : NULL;
    if (options && node_child(options, "evidence")) {
        evidence_annex_say(c, rule->id);
        return;
    }
    if (options && node_child(options, "coverage")) {
        const struct Node *columns = node_child(options, "columns");
        guint64 most = columns && node_text(columns) ? g_ascii_strtoull(node_text(columns), NULL, 10) : 0;
        if (most)
            coverage_annex_say(c, rule->id, (size_t)most);
        else
            diag(c->diags, SG_WRONG_CONCLUSION_TABLE, options->span, "'%s' has no number of columns", rule->id);
        return;
    }
    const struct ConclusionsRule *first =
        rest && node_text(rest) ? find_rule(&c->wording->parts, node_text(rest)) : rule;
    if (!first || !first->options) {
        diag(c->diags, SG_WRONG_CONCLUSION_TABLE, options ? options->span : SPAN_NONE, "'%s' has no options",
             rule->id);
        return;
    }
    struct Conclusion x = {
        .c = c, .id = rule->id, .bold = manifest_flag(c, "conclusions.bold-recommendations")};
    x.table = table_decode(c->arena, first->options, c->diags);
    if (x.table)
        say_all(&x, rest != NULL);
}
