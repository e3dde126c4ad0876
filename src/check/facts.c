#include "check/facts.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "check/prose.h"
#include "check/values.h"

void facts_append(struct Fact *parent, struct Fact *child)
{
    struct Fact **tail = &parent->first;
    while (*tail)
        tail = &(*tail)->next;
    *tail = child;
}

static struct Fact *new_fact(struct Checker *checker, enum FactKind kind, const char *name, struct Span span)
{
    struct Fact *fact = ARENA_NEW(checker->arena, struct Fact);
    fact->kind = kind;
    fact->name = name;
    fact->span = span;
    return fact;
}

static struct Fact *text_fact(struct Checker *checker, enum FactKind kind, const char *name, const char *text, struct Span span)
{
    if (!text)
        return NULL;
    struct Fact *fact = new_fact(checker, kind, name, span);
    fact->text = text;
    return fact;
}

static struct Fact *texts_fact(struct Checker *checker, const struct Field *field, const char *structure, struct Span span)
{
    const char *const *texts = *(const char *const *const *)(const void *)(structure + field->offset);
    size_t count = *(const size_t *)(const void *)(structure + field->count_offset);
    enum FactKind kind = field->type == FIELD_IDS ? FACT_WORD : FACT_TEXT;
    struct Fact *list = new_fact(checker, FACT_LIST, field->name, span), **tail = &list->first;
    for (size_t i = 0; i < count; i++) {
        *tail = text_fact(checker, kind, NULL, texts[i], span);
        tail = &(*tail)->next;
    }
    return list;
}

static struct Fact *elements_fact(struct Checker *checker, const struct Dossier *dossier, const struct Field *field,
                                  const char *structure, const struct Node *node)
{
    const char *array = *(const char *const *)(const void *)(structure + field->offset);
    size_t count = *(const size_t *)(const void *)(structure + field->count_offset);
    struct Fact *list = new_fact(checker, FACT_LIST, field->name, node->span), **tail = &list->first;
    const struct Node *item = node->first;
    for (size_t i = 0; i < count && item; i++, item = item->next) {
        *tail = facts_record(checker, dossier, field->element, array + i * field->element->size, item);
        tail = &(*tail)->next;
    }
    return list;
}

static struct Fact *respondent_fact(struct Checker *checker, const struct Dossier *dossier, const char *name, const char *id,
                                    struct Span span)
{
    const struct Respondent *respondent = id ? dossier_respondent(dossier, id) : NULL;
    if (!respondent)
        return NULL;
    struct Fact *fact = new_fact(checker, FACT_RESPONDENT, name, span);
    fact->respondent = respondent;
    fact->text = id;
    return fact;
}

static struct Fact *rich_fact(struct Checker *checker, const char *name, struct Inline *inlines, struct Span span)
{
    if (!inlines)
        return NULL;
    struct Fact *fact = new_fact(checker, FACT_TEXT, name, span);
    fact->inlines = inlines;
    fact->text = prose_words(checker->arena, inlines);
    return fact;
}

static struct Fact *date_fact(struct Checker *checker, const char *name, struct Date date, struct Span span)
{
    if (!date_given(date))
        return NULL;
    struct Fact *fact = new_fact(checker, FACT_DATE, name, span);
    fact->date = date;
    return fact;
}

static struct Fact *number_fact(struct Checker *checker, enum FactKind kind, const char *name, long number, struct Span span)
{
    struct Fact *fact = new_fact(checker, kind, name, span);
    fact->number = number;
    fact->flag = kind == FACT_FLAG && number;
    return fact;
}

/* One field; NULL when it has no value. */
static struct Fact *field_fact(struct Checker *checker, const struct Dossier *dossier, const struct Field *field,
                               const char *structure, const struct Node *node)
{
    const void *value = structure + field->offset;
    struct Span span = node ? node->span : SPAN_NONE;
    switch (field->type) {
    case FIELD_TEXT:
        return text_fact(checker, FACT_TEXT, field->name, *(const char *const *)value, span);
    case FIELD_ID:
        return text_fact(checker, FACT_WORD, field->name, *(const char *const *)value, span);
    case FIELD_SYMBOL:
    case FIELD_RESOLUTION:
        return text_fact(checker, FACT_SYMBOL, field->name, *(const char *const *)value, span);
    case FIELD_RESPONDENT:
        return respondent_fact(checker, dossier, field->name, *(const char *const *)value, span);
    case FIELD_RICH:
        return rich_fact(checker, field->name, *(struct Inline *const *)value, span);
    case FIELD_DATE:
        return date_fact(checker, field->name, *(const struct Date *)value, span);
    case FIELD_NUMBER:
    case FIELD_LENGTH:
    case FIELD_PERMILLE:
        return number_fact(checker, FACT_NUMBER, field->name, *(const int *)value, span);
    case FIELD_FLAG:
        return number_fact(checker, FACT_FLAG, field->name, *(const bool *)value, span);
    case FIELD_WORD:
        return text_fact(checker, FACT_WORD, field->name, field->words[*(const int *)value], span);
    case FIELD_TEXTS:
    case FIELD_IDS:
        return texts_fact(checker, field, structure, span);
    case FIELD_ELEMENT:
        return node && *(const void *const *)value
                   ? facts_record(checker, dossier, field->element, *(const void *const *)value, node)
                   : NULL;
    case FIELD_ELEMENTS:
        return node ? elements_fact(checker, dossier, field, structure, node) : NULL;
    case FIELD_NODE:
        return node ? facts_written(checker, field->name, node) : NULL;
    case FIELD_NAMES:
        return text_fact(checker, FACT_TEXT, field->name, ((const char *const *)value)[checker->language], span);
    case FIELD_MAP:
    case FIELD_FLOW:
        break;
    }
    return NULL;
}

struct Fact *facts_record(struct Checker *checker, const struct Dossier *dossier, const struct Element *element,
                          const void *structure, const struct Node *node)
{
    struct Fact *record = new_fact(checker, FACT_RECORD, node->name, node->span), **tail = &record->first;
    for (size_t i = 0; i < element->field_count; i++) {
        const struct Field *field = &element->fields[i];
        const struct Node *child = node_child(node, field->name);
        if (!child && !field->initial)
            continue;
        *tail = field_fact(checker, dossier, field, structure, child);
        if (*tail)
            tail = &(*tail)->next;
    }
    return record;
}

static struct Fact *scalar_fact(struct Checker *checker, const char *name, const struct Node *node, const char *text)
{
    const char *folded = value_fold(checker->arena, text);
    struct Date date;
    if (!node->quoted && (strcmp(folded, "yes") == 0 || strcmp(folded, "true") == 0))
        return number_fact(checker, FACT_FLAG, name, 1, node->span);
    if (!node->quoted && (strcmp(folded, "no") == 0 || strcmp(folded, "false") == 0))
        return number_fact(checker, FACT_FLAG, name, 0, node->span);
    if (!node->quoted && date_parse(folded, &date))
        return date_fact(checker, name, date, node->span);
    size_t length = strlen(folded);
    if (!node->quoted && length && length < 10 && strspn(folded, "0123456789") == length)
        return number_fact(checker, FACT_NUMBER, name, strtol(folded, NULL, 10), node->span);
    return text_fact(checker, FACT_TEXT, name, folded, node->span);
}

struct Fact *facts_written(struct Checker *checker, const char *name, const struct Node *node)
{
    const char *text = node->kind == NODE_LIST ? NULL : node_text(node);
    if (text)
        return scalar_fact(checker, name, node, text);
    struct Fact *fact = new_fact(checker, node->kind == NODE_LIST ? FACT_LIST : FACT_RECORD, name, node->span);
    struct Fact **tail = &fact->first;
    for (const struct Node *child = node->first; child; child = child->next) {
        *tail = facts_written(checker, child->name, child);
        tail = &(*tail)->next;
    }
    return fact;
}
