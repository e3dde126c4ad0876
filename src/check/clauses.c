#include "check/clauses.h"

#include <string.h>

#include "base/arena.h"

/* ---- Words ---- */

/* False when a block ends the words. */
static bool add_words(GString *words, const struct Inline *inlines)
{
    for (const struct Inline *i = inlines; i; i = i->next) {
        if (i->kind == INLINE_CONTENT)
            return false;
        if (i->text)
            g_string_append(words, i->text);
        else if (i->kind != INLINE_NOTE && !add_words(words, i->children))
            return false;
    }
    return true;
}

const char *clause_words(struct Arena *arena, const struct Inline *inlines)
{
    GString *words = g_string_new(NULL);
    add_words(words, inlines);
    const char *copy = arena_strndup(arena, words->str, words->len);
    g_string_free(words, TRUE);
    return copy;
}

bool clause_goes_on(const struct Content *block)
{
    return block && (block->kind == CONTENT_LIST || block->kind == CONTENT_QUOTATION || block->kind == CONTENT_TABLE);
}

const struct Content *clause_list(const struct Content *paragraph)
{
    for (const struct Inline *i = paragraph->inlines; i; i = i->next)
        if (i->kind == INLINE_CONTENT && i->content && i->content->kind == CONTENT_LIST)
            return i->content;
    for (const struct Content *c = paragraph->next; clause_goes_on(c); c = c->next)
        if (c->kind == CONTENT_LIST)
            return c;
    return NULL;
}

/* ---- Paragraphs ---- */

struct Walk {
    struct Arena *arena;
    const struct Dossier *dossier;
    const struct Wording *wording;
    GArray *clauses;
    int number;
};

/* The registered lead-in, or what the author marked as one when that is longer. */
static size_t lead_of(const struct Walk *w, const struct HandRule *rule, const struct Content *content, const char *text)
{
    size_t registered = lead_in_length(&w->wording->lead_ins[rule->lead_in], text), marked = 0;
    if (content->inlines->kind == INLINE_EMPHASIS)
        marked = strlen(clause_words(w->arena, content->inlines->children));
    return MIN(MAX(registered, marked), strlen(text));
}

static void add_part(struct Walk *w, const struct HandRule *rule, const struct HandPart *part, bool *begins)
{
    *begins = *begins || part->heading;
    for (const struct Content *c = part->content; c; c = c->next) {
        *begins = *begins || c->kind == CONTENT_HEADING;
        if (c->kind != CONTENT_PARAGRAPH || !c->inlines)
            continue;
        struct Clause clause = {.rule = rule, .content = c, .begins = *begins, .text = clause_words(w->arena, c->inlines)};
        clause.number = rule->plain ? 0 : ++w->number;
        clause.lead = lead_of(w, rule, c, clause.text);
        g_array_append_val(w->clauses, clause);
        *begins = false;
    }
}

static void add_place(struct Walk *w, const struct HandRule *rule)
{
    bool begins = true;
    guint before = w->clauses->len;
    for (size_t i = 0; i < w->dossier->part_count; i++)
        if (strcmp(w->dossier->parts[i].place, rule->place) == 0)
            add_part(w, rule, &w->dossier->parts[i], &begins);
    if (w->clauses->len > before)
        g_array_index(w->clauses, struct Clause, w->clauses->len - 1).ends = true;
}

static void walk_parts(struct Walk *w, const struct PartList *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct Part *part = &parts->items[i];
        if (part->hand && part->hand->lead_in != LEAD_IN_NONE)
            add_place(w, part->hand);
        else if (part->section)
            walk_parts(w, &part->section->parts);
        else if (part->box)
            walk_parts(w, &part->box->parts);
    }
}

GArray *clauses_of(struct Arena *arena, const struct Dossier *dossier, const struct Wording *wording)
{
    struct Walk w = {arena, dossier, wording, g_array_new(FALSE, FALSE, sizeof(struct Clause)), 0};
    walk_parts(&w, &wording->parts);
    return w.clauses;
}
