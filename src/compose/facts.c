/* Values by path: what patterns and conditions of the templates name. */
#include "compose/compose_int.h"

#include <string.h>

#include "base/arena.h"
#include "compose/inline.h"
#include "compose/sponsors.h"
#include "compose/words.h"

static struct Value fact_value(struct Composer *c, const char *name, const struct Fact *fact);

static struct Value list_fact_value(struct Composer *c, const char *name, const struct Fact *fact)
{
    size_t count = 0, i = 0;
    for (const struct Fact *item = fact->first; item; item = item->next)
        count++;
    struct Value *items = ARENA_ARRAY(c->scratch, struct Value, count);
    for (const struct Fact *item = fact->first; item; item = item->next)
        items[i++] = fact_value(c, "", item);
    return value_list(c, name, items, count);
}

/* A resolution number without the letters of its organ ("66/157") takes them from the body named beside it.
 */
static struct Value symbol_fact_value(struct Composer *c, const char *name, const struct Fact *fact)
{
    struct Value value = value_symbol(c, name, fact->text);
    const struct Fact *body = dossier_fact(c->dossier, "mandate.body");
    if (g_ascii_isdigit(*fact->text))
        value.runs.items[0].uri = symbol_uri(c, fact->text, body ? body->text : NULL);
    return value;
}

static struct Value fact_value(struct Composer *c, const char *name, const struct Fact *fact)
{
    struct Value value = value_word(name, fact->text);
    switch (fact->kind) {
    case FACT_RECORD:
        value.number = 1;
        value.absent = true; /* a record has no words of its own */
        return value;
    case FACT_LIST:
        return list_fact_value(c, name, fact);
    case FACT_TEXT:
        value = fact->inlines ? value_inlines(c, name, fact->inlines)
                              : value_text(c, name, fact->text ? fact->text : "");
        value.word = fact->text;
        return value;
    case FACT_DATE:
        return value_date(c, name, fact->date);
    case FACT_NUMBER:
        return value_figures(c, name, fact->number);
    case FACT_FLAG:
        value.word = fact->flag ? "yes" : "no";
        value.number = fact->flag;
        return value;
    case FACT_WORD:
        value.number = 1;
        return value;
    case FACT_SYMBOL:
        return symbol_fact_value(c, name, fact);
    case FACT_RESPONDENT:
        return value_respondents(c, name, &fact->respondent, 1, NAME_TEXT);
    }
    return value;
}

/* ---- What is bound while a list is walked ---- */

void scope_push_fact(struct Composer *c, const char *name, const struct Fact *fact)
{
    struct Binding binding = {.name = name, .fact = fact};
    g_array_append_val(c->scope, binding);
}

void scope_push(struct Composer *c, const char *name, struct Value value)
{
    struct Binding binding = {.name = name, .value = value};
    g_array_append_val(c->scope, binding);
}

void scope_pop(struct Composer *c, size_t depth)
{
    g_array_set_size(c->scope, (guint)depth);
}

/* The last binding first. A path may go on into a bound fact: "request.date". */
static bool find_bound(struct Composer *c, const char *path, struct Value *value)
{
    for (guint i = c->scope->len; i > 0; i--) {
        const struct Binding *binding = &g_array_index(c->scope, struct Binding, i - 1);
        size_t length = strlen(binding->name);
        if (strcmp(binding->name, path) == 0) {
            *value = binding->fact ? fact_value(c, path, binding->fact) : binding->value;
            value->name = path;
            return true;
        }
        if (binding->fact && strncmp(binding->name, path, length) == 0 && path[length] == '.') {
            const struct Fact *child = fact_child(binding->fact, path + length + 1);
            if (child)
                *value = fact_value(c, path, child);
            return child != NULL;
        }
    }
    return false;
}

/* ---- What the composer works out ---- */

struct Listing {
    const struct Respondent **items;
    size_t count;
};

static struct Listing in_chapter(struct Composer *c, const struct Listing *from,
                                 const struct ChapterRule *chapter, bool observers)
{
    struct Listing found = {ARENA_ARRAY(c->scratch, const struct Respondent *, from->count), 0};
    for (size_t i = 0; i < from->count; i++)
        if (chapter_of(c, from->items[i]) == chapter && (from->items[i]->kind == KIND_OBSERVER) == observers)
            found.items[found.count++] = from->items[i];
    return found;
}

/* The names of a group with its noun: "the Governments of A and B"; too many are counted, and named in a
 * footnote unless `brief`. */
static struct Value group_value(struct Composer *c, const char *group, const struct Listing *members,
                                bool brief)
{
    const char *key = arena_printf(c->arena, "group.%s", group);
    const char *many = arena_printf(c->arena, "group.%s.many", group);
    struct Value *items = ARENA_ARRAY(c->scratch, struct Value, members->count);
    for (size_t i = 0; i < members->count; i++)
        items[i] = reply_name_value(c, "", members->items[i]);
    struct Value names = value_list(c, "names", items, members->count);
    bool counted = c->wording->list_limit && members->count > (size_t)c->wording->list_limit;
    if (!counted || !composer_has_pattern(c, many))
        return value_pattern(c, "", key, VALUES(names, value_count(c, "count", (long)members->count)));
    struct Value note = brief ? value_none("note") : value_note(c, "note", "group.note", &names, 1);
    return value_pattern(c, "", many, VALUES(value_count(c, "count", (long)members->count), note));
}

/* "from the Governments of A and B, as well as from the C and the D": groups are the chapters of the
 * document, with observer States apart. */
static struct Value groups_value(struct Composer *c, const char *name, struct Listing from, bool brief)
{
    size_t count = 0, chapters = 0;
    const struct ChapterRule *rules = chapter_rules(c, &chapters);
    struct Value *groups = ARENA_ARRAY(c->scratch, struct Value, chapters * 2 + 1);
    bool listed = false;
    for (size_t i = 0; i < chapters; i++)
        for (int observers = 0; observers < 2; observers++) {
            struct Listing members = in_chapter(c, &from, &rules[i], observers);
            if (!members.count)
                continue;
            groups[count++] = group_value(c, observers ? "observers" : rules[i].id, &members, brief);
            listed = listed || members.count > 1;
        }
    for (size_t i = 0; i < from.count; i++)
        g_ptr_array_add(c->evidence, (void *)from.items[i]);
    if (!count)
        return value_none(name);
    struct Value all = value_pattern(c, "first", "groups.first", VALUES(value_list(c, "first", groups, 1)));
    for (size_t i = 1; i + 1 < count; i++)
        all = value_pattern(c, "first", "groups.next", VALUES(all, value_list(c, "next", &groups[i], 1)));
    if (count > 1) {
        struct Value last = value_list(c, "last", &groups[count - 1], 1);
        all = value_pattern(c, "first", "groups.last",
                            VALUES(all, last, value_word("lists", listed || count > 2 ? "yes" : "no")));
    }
    all.name = name;
    all.number = (double)from.count;
    return all;
}

static bool is_among(const struct Listing *listing, const struct Respondent *respondent)
{
    for (size_t i = 0; i < listing->count; i++)
        if (listing->items[i] == respondent)
            return true;
    return false;
}

/* Those all of whose replies came late. */
static struct Listing late_listing(struct Composer *c)
{
    struct Listing late = {ARENA_ARRAY(c->scratch, const struct Respondent *, c->late_count), 0};
    for (size_t i = 0; i < c->late_count; i++) {
        bool in_time = is_among(&late, c->late[i]->respondent);
        for (size_t j = 0; j < c->admitted_count; j++)
            in_time =
                in_time || (c->admitted[j]->respondent == c->late[i]->respondent && !c->admitted[j]->late);
        if (!in_time)
            late.items[late.count++] = c->late[i]->respondent;
    }
    respondents_sort(c, late.items, late.count);
    return late;
}

static struct Listing in_time_listing(struct Composer *c)
{
    struct Listing late = late_listing(c);
    struct Listing found = {ARENA_ARRAY(c->scratch, const struct Respondent *, c->respondent_count), 0};
    for (size_t i = 0; i < c->respondent_count; i++)
        if (!is_among(&late, c->respondents[i]))
            found.items[found.count++] = c->respondents[i];
    return found;
}

static bool find_respondents(struct Composer *c, const char *path, struct Value *value)
{
    struct Listing all = {c->respondents, c->respondent_count};
    if (strcmp(path, "respondents.list") == 0)
        *value = groups_value(c, path, all, false);
    else if (strcmp(path, "respondents.brief") == 0)
        *value = groups_value(c, path, all, true);
    else if (strcmp(path, "respondents.count") == 0)
        *value = value_count(c, path, (long)all.count);
    else if (strcmp(path, "in-time.list") == 0)
        *value = groups_value(c, path, in_time_listing(c), false);
    else if (strcmp(path, "in-time.count") == 0)
        *value = value_count(c, path, (long)in_time_listing(c).count);
    else if (strcmp(path, "late.list") == 0)
        *value = groups_value(c, path, late_listing(c), false);
    else if (strcmp(path, "late.count") == 0)
        *value = value_count(c, path, (long)late_listing(c).count);
    else
        return false;
    return true;
}

static bool find_symbol(struct Composer *c, const char *path, struct Value *value)
{
    const char *symbol = c->dossier->symbol;
    if (!symbol || strncmp(path, "symbol.", 7) != 0)
        return false;
    size_t large = strcspn(symbol, "/");
    const char *part = path + strlen("symbol."), *text = symbol + large;
    unsigned flags = RUN_NOBREAK | RUN_SMALL;
    if (strcmp(part, "large") == 0) {
        text = arena_strndup(c->arena, symbol, large);
        flags = RUN_NOBREAK | RUN_LARGE;
    } else if (strcmp(part, "plain") == 0) {
        text = symbol;
        flags = RUN_NOBREAK;
    }
    *value = value_text(c, path, text);
    for (size_t i = 0; i < value->runs.count; i++)
        value->runs.items[i].flags |= flags;
    return true;
}

/* The letters of the office before a job number: "GE" of "GE.13-15153"; none in New York. */
static bool find_job_office(struct Composer *c, const char *path, struct Value *value)
{
    const struct Fact *job = strcmp(path, "job-number.office") == 0 ? dossier_fact(c->dossier, "job-number") : NULL;
    size_t length = job && job->text ? strcspn(job->text, ".") : 0;
    if (!length || !job->text[length] || !g_ascii_isupper(*job->text))
        return false;
    *value = value_word(path, arena_strndup(c->arena, job->text, length));
    return true;
}

static bool is_original(struct Composer *c)
{
    const struct Fact *original = dossier_fact(c->dossier, "original-language");
    return !original || g_strcmp0(original->text, c->lang) == 0;
}

static bool find_computed(struct Composer *c, const char *path, struct Value *value)
{
    static const char *const policies[] = {"exclude", "include-flagged", "addendum"};
    static const char *const arrangements[] = {"respondent", "theme", "question"};
    const struct Dossier *d = c->dossier;
    if (strcmp(path, "late.policy") == 0)
        *value = value_word(path, policies[d->late_policy]);
    else if (strcmp(path, "sponsors.list") == 0)
        *value = sponsors_value(c, path);
    else if (strcmp(path, "arrangement") == 0)
        *value = value_word(path, arrangements[d->arrangement]);
    else if (strcmp(path, "edition.language") == 0)
        *value = value_word(path, c->lang);
    else if (strcmp(path, "edition.translated") == 0)
        *value = value_word(path, is_original(c) ? "no" : "yes");
    else if (strcmp(path, "edition.letter") == 0)
        *value = value_text(c, path, c->wording->conventions.edition);
    else if (strcmp(path, "claims.shared-concerns") == 0)
        *value = value_count(c, path, (long)conclude_concerns(c));
    else if (strcmp(path, "claims.proposals") == 0)
        *value = value_count(c, path, (long)conclude_proposals(c));
    else
        return find_respondents(c, path, value) || find_symbol(c, path, value) || find_job_office(c, path, value);
    return true;
}

/* Parts of a date: "release-date.dd" and so on with two digits each, for the job line; "date.day", "date.month"
 * and "date.year" as numbers, for dates in another language than that of the edition. */
static bool find_date_part(struct Composer *c, const char *path, struct Value *value)
{
    const char *dot = strrchr(path, '.');
    if (!dot)
        return false;
    const struct Fact *fact = dossier_fact(c->dossier, arena_strndup(c->scratch, path, (size_t)(dot - path)));
    if (!fact || fact->kind != FACT_DATE)
        return false;
    const struct {
        const char *name;
        int number;
        bool digits;
    } parts[] = {{".dd", fact->date.day, true},   {".mm", fact->date.month, true},
                 {".yy", fact->date.year % 100, true}, {".day", fact->date.day, false},
                 {".month", fact->date.month, false},  {".year", fact->date.year, false}};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        if (strcmp(dot, parts[i].name) == 0) {
            *value = parts[i].digits ? value_text(c, path, arena_printf(c->arena, "%02d", parts[i].number))
                                     : value_figures(c, path, parts[i].number);
            return true;
        }
    return false;
}

/* "organ.short" where the organ is "general-assembly": the pattern "general-assembly.short". */
static bool find_named(struct Composer *c, const char *path, struct Value *value)
{
    const char *dot = strrchr(path, '.');
    struct Value owner;
    if (!dot || !value_find(c, arena_strndup(c->scratch, path, (size_t)(dot - path)), &owner) ||
        !owner.word || !*owner.word)
        return false;
    const char *key = arena_printf(c->arena, "%s%s", owner.word, dot);
    if (!composer_has_pattern(c, key))
        return false;
    *value = value_pattern(c, path, key, NULL, 0);
    value->word = owner.word;
    return true;
}

bool value_find(struct Composer *c, const char *path, struct Value *value)
{
    if (find_bound(c, path, value) || find_computed(c, path, value))
        return true;
    const struct Fact *fact = dossier_fact(c->dossier, path);
    if (!fact)
        return find_date_part(c, path, value) || find_named(c, path, value);
    *value = fact_value(c, path, fact);
    return true;
}

/* ---- Conditions ---- */

/* Given, and not an empty text, an empty list, 0 or "no". */
static bool is_given(const struct Value *value)
{
    if (value->kind == VALUE_WORD && value->word)
        return *value->word && strcmp(value->word, "no") != 0;
    return value->number > 0;
}

static bool condition_holds(struct Composer *c, const struct Condition *condition)
{
    struct Value value;
    guint evidence = c->evidence->len;
    bool found = value_find(c, condition->path, &value);
    g_ptr_array_set_size(c->evidence, (gint)evidence);
    bool holds =
        condition->word ? found && g_strcmp0(value.word, condition->word) == 0 : found && is_given(&value);
    return holds != condition->negated;
}

bool conditions_hold(struct Composer *c, const struct Conditions *when)
{
    for (size_t i = 0; i < when->count; i++)
        if (!condition_holds(c, &when->items[i]))
            return false;
    return true;
}
