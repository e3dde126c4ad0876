/* Blocks: paragraphs, headings, lists, quotations, tables. */
#include "check/prose.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/prose_forms.h"
#include "check/schema_rows.h"
#include "check/statement.h"
#include "check/values.h"

static struct Content *new_content(struct Checker *checker, enum ContentKind kind, struct Span span)
{
    struct Content *content = ARENA_NEW(checker->arena, struct Content);
    content->kind = kind;
    content->span = span;
    return content;
}

static void report_empty(struct Checker *checker, const char *name, struct Span span)
{
    schema_error(checker, SG_EMPTY_ELEMENT, span, "\"%s\"", name);
}

/* ---- Lists and quotations ---- */

static struct Content *list_content(struct Checker *checker, const struct ListForm *form)
{
    struct Content *list = new_content(checker, CONTENT_LIST, form->span), **tail = &list->children;
    for (size_t i = 0; i < form->item_count; i++) {
        const struct ItemForm *item = &form->items[i];
        struct Inline *inlines = item->text;
        if (item->list) {
            struct Inline **end = &inlines;
            while (*end)
                end = &(*end)->next;
            *end = ARENA_NEW(checker->arena, struct Inline);
            **end = (struct Inline){.kind = INLINE_CONTENT, .content = list_content(checker, item->list),
                                    .span = item->list->span};
        }
        if (prose_is_empty(inlines)) {
            report_empty(checker, "item", item->span);
            continue;
        }
        *tail = new_content(checker, CONTENT_ITEM, item->span);
        (*tail)->inlines = inlines;
        tail = &(*tail)->next;
    }
    return list->children ? list : NULL;
}

/* The words of the quotation itself, where its source gives none. */
static void quote_itself(struct Checker *checker, const struct QuotationForm *form, struct StatementSource *source)
{
    GString *words = g_string_new(NULL);
    for (size_t i = 0; i < form->paragraph_count; i++)
        g_string_append_printf(words, "%s%s", i ? " " : "", prose_words(checker->arena, form->paragraphs[i].text));
    source->quote = arena_strdup(checker->arena, words->str);
    g_string_free(words, TRUE);
}

static struct Content *quotation_content(struct Checker *checker, const struct QuotationForm *form)
{
    struct Content *quotation = new_content(checker, CONTENT_QUOTATION, form->span), **tail = &quotation->children;
    for (size_t i = 0; i < form->paragraph_count; i++) {
        const struct TextForm *paragraph = &form->paragraphs[i];
        if (prose_is_empty(paragraph->text)) {
            report_empty(checker, "paragraph", paragraph->span);
            continue;
        }
        *tail = new_content(checker, CONTENT_PARAGRAPH, paragraph->span);
        (*tail)->id = paragraph->id;
        (*tail)->inlines = paragraph->text;
        tail = &(*tail)->next;
    }
    quotation->source = statement_source(checker, form->source);
    if (quotation->source && !quotation->source->quote)
        quote_itself(checker, form, quotation->source);
    return quotation->children ? quotation : NULL;
}

/* ---- Tables ---- */

static void fill_row(struct Checker *checker, struct Row *row, const struct RowForm *form, size_t columns)
{
    row->header = form->header;
    row->span = form->span;
    row->cell_count = columns;
    row->cells = ARENA_ARRAY(checker->arena, struct Cell, columns);
    for (size_t i = 0; i < columns; i++)
        row->cells[i] = i < form->cell_count ? (struct Cell){form->cells[i].text, form->cells[i].span}
                                             : (struct Cell){NULL, form->span};
    if (form->cell_count != columns)
        schema_error(checker, SG_WRONG_CELL_COUNT, form->span, "%zu cells, where the table has %zu columns",
                     form->cell_count, columns);
}

static size_t count_columns(const struct TableForm *form)
{
    if (form->column_count)
        return form->column_count;
    size_t most = form->header ? form->header->cell_count : 0;
    for (size_t i = 0; i < form->row_count; i++)
        most = MAX(most, form->rows[i].cell_count);
    return most;
}

static struct Content *table_content(struct Checker *checker, const struct TableForm *form)
{
    size_t columns = count_columns(form);
    if (!columns)
        return NULL;
    struct Content *content = new_content(checker, CONTENT_TABLE, form->span);
    struct Table *table = content->table = ARENA_NEW(checker->arena, struct Table);
    table->caption = form->caption;
    table->column_count = columns;
    table->columns = ARENA_ARRAY(checker->arena, struct Column, columns);
    for (size_t i = 0; i < columns; i++)
        table->columns[i] = i < form->column_count
                                ? (struct Column){form->columns[i].weight, (enum ColumnAlign)form->columns[i].align}
                                : (struct Column){1, ALIGN_START};
    table->rows = ARENA_ARRAY(checker->arena, struct Row, form->row_count + 1);
    if (form->header) {
        form->header->header = true;
        fill_row(checker, &table->rows[table->row_count++], form->header, columns);
    }
    for (size_t i = 0; i < form->row_count; i++)
        fill_row(checker, &table->rows[table->row_count++], &form->rows[i], columns);
    return content;
}

/* ---- Blocks ---- */

static struct Content *text_content(struct Checker *checker, enum ContentKind kind, const struct TextForm *form)
{
    if (prose_is_empty(form->text))
        return NULL;
    struct Content *content = new_content(checker, kind, form->span);
    content->id = form->id;
    content->level = kind == CONTENT_HEADING ? form->level : 0;
    content->numbered = kind == CONTENT_HEADING && form->numbered;
    content->inlines = form->text;
    return content;
}

struct Content *prose_block(struct Checker *checker, const struct Node *node, const struct ProseElement *row)
{
    const void *form = schema_decode(checker, node, row->element);
    struct Content *content = NULL;
    switch (row->block) {
    case CONTENT_PARAGRAPH:
    case CONTENT_HEADING:
        content = text_content(checker, row->block, form);
        break;
    case CONTENT_LIST:
        content = list_content(checker, form);
        break;
    case CONTENT_QUOTATION:
        content = quotation_content(checker, form);
        break;
    case CONTENT_TABLE:
        content = table_content(checker, form);
        break;
    case CONTENT_ITEM:
    case CONTENT_MISSING:
        break;
    }
    if (!content)
        report_empty(checker, row->element->name, node->name_span);
    return content;
}

static struct Content *block_of(struct Checker *checker, const struct Node *node, unsigned prose)
{
    bool known;
    const struct ProseElement *row = prose_element(prose_flow_elements, node->name, prose, &known);
    if (row)
        return prose_block(checker, node, row);
    if (strcmp(node->name, "note") == 0)
        schema_error(checker, SG_NOTE_WITHOUT_CALL, node->name_span, "%s", "");
    else
        prose_refuse(checker, node, prose_flow_elements, prose, known);
    return prose_missing(checker, node->span);
}

/* A text in a list of blocks is a paragraph. */
static struct Content *plain_paragraph(struct Checker *checker, const struct Node *node)
{
    struct TextForm form = {.text = prose_rich(checker, node, NULL, checker->prose), .span = node->span};
    struct Content *content = text_content(checker, CONTENT_PARAGRAPH, &form);
    if (!content)
        report_empty(checker, "paragraph", node->span);
    return content;
}

static struct Content **add_yaml_block(struct Checker *checker, const struct Node *item, unsigned prose, struct Content **tail)
{
    if (item->kind != NODE_LIST && node_text(item)) {
        *tail = plain_paragraph(checker, item);
        return *tail ? &(*tail)->next : tail;
    }
    if (item->kind == NODE_LIST || !item->first || !item->first->name) {
        schema_error(checker, SG_WRONG_TYPE, item->span, "a block is a map of one key, as \"paragraph: ...\"");
        *tail = prose_missing(checker, item->span);
        return &(*tail)->next;
    }
    for (const struct Node *key = item->first; key; key = key->next) {
        if (key != item->first) {
            schema_error(checker, SG_WRONG_TYPE, key->name_span, "\"%s\" must be a block of its own, after a \"-\"", key->name);
            *tail = prose_missing(checker, key->span);
        } else {
            *tail = block_of(checker, key, prose);
        }
        tail = *tail ? &(*tail)->next : tail;
    }
    return tail;
}

static void read_xml(struct Checker *checker, const struct Node *node, const struct Element *owner, unsigned prose,
                     struct Content **tail)
{
    for (const struct Node *child = node->first; child; child = child->next) {
        if (!schema_is_content(owner, child))
            continue;
        if (child->kind == NODE_TEXT) {
            schema_stray_text(checker, child, node->name);
            if (!value_is_blank(child->text))
                *tail = prose_missing(checker, child->span);
        } else {
            *tail = block_of(checker, child, prose);
        }
        tail = *tail ? &(*tail)->next : tail;
    }
}

struct Content *prose_flow(struct Checker *checker, const struct Node *node, const struct Element *owner, unsigned prose)
{
    struct Content *first = NULL, **tail = &first;
    unsigned outside = checker->prose;
    checker->prose = prose;
    if (schema_is_xml(node)) {
        read_xml(checker, node, owner, prose, tail);
    } else if (node->kind == NODE_LIST) {
        for (const struct Node *item = node->first; item; item = item->next)
            tail = add_yaml_block(checker, item, prose, tail);
    } else if (node_text(node)) {
        *tail = plain_paragraph(checker, node);
    } else {
        schema_error(checker, SG_WRONG_TYPE, node_value_span(node), "\"%s\" takes a list of blocks, not a map",
                     node->name ? node->name : "body");
        *tail = prose_missing(checker, node->span);
    }
    checker->prose = outside;
    return first;
}
