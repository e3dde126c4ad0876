/* The table engine. A node is gone through child by child: each child finds its row, each row its place in the
 * structure; what finds none, comes twice or is missing becomes a message, and the rest is kept.
 *
 * XML and YAML differ in three ways only, all of them here: what a plain field is (attribute or key), how many of a
 * kind are written (repeated elements or a list), and what the content of an element is (the children that are no
 * field, or a key of its own). */
#include "check/schema.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/nearest.h"
#include "check/prose.h"
#include "check/schema_rows.h"
#include "check/values.h"

enum { MOST_FIELDS = 64 };

/* One structure being filled. */
struct Filling {
    struct Checker *checker;
    const struct Element *element;
    char *memory;
    const struct Node *seen[MOST_FIELDS];
    bool xml;
};

static void fill(struct Checker *checker, const struct Node *node, const struct Element *element, char *memory);

bool schema_is_xml(const struct Node *node)
{
    while (node->parent)
        node = node->parent;
    return node->name != NULL;
}

const struct Field *schema_content(const struct Element *element)
{
    for (size_t i = 0; i < element->field_count; i++)
        if (element->fields[i].flags & FIELD_CONTENT)
            return &element->fields[i];
    return NULL;
}

bool schema_is_child(const struct Field *field)
{
    return field->type == FIELD_ELEMENT || field->type == FIELD_ELEMENTS || field->type == FIELD_RICH;
}

bool schema_has_block(const struct Element *element, const char *name)
{
    const struct Field *content = schema_content(element);
    bool known = false;
    if (content && content->type == FIELD_FLOW)
        prose_element(prose_flow_elements, name, 0, &known);
    return known;
}

/* A name may be a field's and a block's too, as "heading" in a part: the child is the field's where it stands before all
 * others, says nothing of itself by attributes, and no attribute of the owner has said it. */
static bool is_block(const struct Element *element, const struct Node *child)
{
    if (child->attribute || !schema_has_block(element, child->name))
        return false;
    for (const struct Node *earlier = child->parent->first; earlier != child; earlier = earlier->next)
        if (earlier->name && (!earlier->attribute || strcmp(earlier->name, child->name) == 0))
            return true;
    return child->first && child->first->attribute;
}

/* The row of a child of an XML element that is not its content. */
static const struct Field *own_field(const struct Element *element, const struct Node *child)
{
    if (is_block(element, child))
        return NULL;
    for (size_t i = 0; i < element->field_count; i++) {
        const struct Field *f = &element->fields[i];
        if (f->flags & (FIELD_CONTENT | FIELD_YAML_ONLY | FIELD_KEY))
            continue;
        const char *name = f->type == FIELD_ELEMENTS ? f->element->name : f->name;
        if (strcmp(name, child->name) == 0)
            return f;
    }
    return NULL;
}

bool schema_is_content(const struct Element *owner, const struct Node *child)
{
    if (child->kind == NODE_TEXT)
        return true;
    return !child->attribute && child->name && !(owner && own_field(owner, child));
}

static const struct Field *key_field(const struct Element *element, const char *name)
{
    for (size_t i = 0; i < element->field_count; i++)
        if (!(element->fields[i].flags & FIELD_KEY) && strcmp(element->fields[i].name, name) == 0)
            return &element->fields[i];
    return NULL;
}

static void report_unknown(struct Filling *f, const struct Node *child)
{
    struct Nearest nearest;
    nearest_start(&nearest, f->checker->arena, child->name);
    for (size_t i = 0; i < f->element->field_count; i++) {
        const struct Field *field = &f->element->fields[i];
        if (field->flags & FIELD_KEY || (f->xml && field->flags & (FIELD_CONTENT | FIELD_YAML_ONLY)))
            continue;
        nearest_offer(&nearest, f->xml && field->type == FIELD_ELEMENTS ? field->element->name : field->name, NULL);
    }
    schema_error(f->checker, SG_UNKNOWN_ELEMENT, child->name_span, "\"%s\" in %s%s", child->name, f->element->name,
                 nearest_words(&nearest));
}

static void report_type(struct Checker *checker, const struct Node *node, const char *name, const char *expected)
{
    const char *found = node->kind == NODE_LIST ? "a list" : node_text(node) ? "a text" : "a map";
    schema_error(checker, SG_WRONG_TYPE, node_value_span(node), "\"%s\" takes %s, not %s", name, expected, found);
}

/* False, with a message, for a key written without a value. */
static bool has_value(struct Checker *checker, const struct Node *node, const char *name)
{
    if (node->kind == NODE_LIST || (node->first && (node->first->kind != NODE_TEXT || node->first->quoted)))
        return true;
    const char *text = node_text(node);
    if (text && *text)
        return true;
    if (node->quoted || node->attribute)
        return true;
    schema_error(checker, SG_EMPTY_VALUE, node->name ? node->name_span : node->span, "\"%s\"", name);
    return false;
}

/* ---- Values ---- */

static const char *plain_text(struct Checker *checker, const struct Node *node, const char *name, const char *expected)
{
    const char *text = node->kind == NODE_LIST ? NULL : node_text(node);
    if (!text)
        report_type(checker, node, name, expected);
    return text;
}

static void decode_plain(struct Checker *checker, const struct Field *field, const struct Node *node, char *memory)
{
    const char *text = plain_text(checker, node, field->name, value_expected(field));
    if (!text)
        return;
    if (value_is_blank(text) && (field->type != FIELD_TEXT || field->flags & FIELD_REQUIRED)) {
        schema_error(checker, SG_EMPTY_VALUE, node->name ? node->name_span : node->span, "\"%s\"", field->name);
        return;
    }
    value_decode(checker, field, text, node_value_span(node), memory + field->offset);
}

static size_t count_items(const struct Node *list)
{
    size_t count = 0;
    for (const struct Node *item = list->first; item; item = item->next)
        count++;
    return count;
}

static void store_array(const struct Field *field, char *memory, void *array, size_t count)
{
    *(void **)(void *)(memory + field->offset) = array;
    *(size_t *)(void *)(memory + field->count_offset) = count;
}

/* A list of texts or ids; a single text is a list of one. */
static void decode_texts(struct Checker *checker, const struct Field *field, const struct Node *node, char *memory)
{
    if (node->kind != NODE_LIST && field->type == FIELD_IDS) {
        decode_plain(checker, field, node, memory);
        return;
    }
    bool list = node->kind == NODE_LIST;
    const char **texts = ARENA_ARRAY(checker->arena, const char *, list ? count_items(node) : 1);
    size_t count = 0;
    for (const struct Node *item = list ? node->first : node; item; item = list ? item->next : NULL) {
        if (!has_value(checker, item, field->name))
            continue;
        const char *text = plain_text(checker, item, field->name, value_expected(field));
        if (!text)
            continue;
        text = value_fold(checker->arena, text);
        if (field->type == FIELD_IDS && !value_is_id(text))
            schema_error(checker, SG_WRONG_ID, node_value_span(item), "\"%s\" in \"%s\"", text, field->name);
        else
            texts[count++] = text;
    }
    store_array(field, memory, texts, count);
}

static int language_index(const char *tag)
{
    for (int i = 0; i < LANGUAGES; i++)
        if (strcmp(language_tags[i], tag) == 0)
            return i;
    return -1;
}

static void decode_names(struct Checker *checker, const struct Field *field, const struct Node *node, char *memory)
{
    const char **names = (const char **)(void *)(memory + field->offset);
    if (node->kind == NODE_LIST) {
        report_type(checker, node, field->name, value_expected(field));
        return;
    }
    const char *text = node_text(node);
    if (text) {
        names[checker->language] = value_fold(checker->arena, text);
        return;
    }
    for (const struct Node *child = node->first; child; child = child->next) {
        int index = child->name ? language_index(child->name) : -1;
        if (index < 0)
            schema_error(checker, SG_UNKNOWN_ELEMENT, child->name ? child->name_span : child->span,
                         "\"%s\" in %s; languages are en, fr, es, ru, zh and ar", child->name ? child->name : "text",
                         field->name);
        else if (names[index])
            schema_error(checker, SG_DOUBLED_KEY, child->name_span, "\"%s\" in %s", child->name, field->name);
        else if (has_value(checker, child, child->name) && (text = plain_text(checker, child, child->name, "a text")))
            names[index] = value_fold(checker->arena, text);
    }
}

static void decode_elements(struct Checker *checker, const struct Field *field, const struct Node *node, char *memory)
{
    if (node->kind != NODE_LIST) {
        report_type(checker, node, field->name, value_expected(field));
        return;
    }
    size_t count = count_items(node), size = field->element->size;
    char *array = arena_alloc(checker->arena, count * size), *item_memory = array;
    for (const struct Node *item = node->first; item; item = item->next, item_memory += size)
        fill(checker, item, field->element, item_memory);
    store_array(field, memory, array, count);
}

static const struct Field *map_key(const struct Element *element)
{
    for (size_t i = 0; i < element->field_count; i++)
        if (element->fields[i].flags & FIELD_KEY)
            return &element->fields[i];
    return NULL;
}

static const struct Node *earlier_key(const struct Node *map, const struct Node *child)
{
    for (const struct Node *other = map->first; other != child; other = other->next)
        if (other->name && strcmp(other->name, child->name) == 0)
            return other;
    return NULL;
}

static void decode_map(struct Checker *checker, const struct Field *field, const struct Node *node, char *memory)
{
    if (node->kind == NODE_LIST || node_text(node)) {
        report_type(checker, node, field->name, value_expected(field));
        return;
    }
    size_t count = 0, size = field->element->size;
    char *array = arena_alloc(checker->arena, count_items(node) * size);
    const struct Field *key = map_key(field->element);
    for (const struct Node *child = node->first; child; child = child->next) {
        const struct Node *earlier = earlier_key(node, child);
        if (earlier) {
            schema_error(checker, SG_DOUBLED_KEY, child->name_span, "\"%s\" in %s", child->name, field->name);
            diag_also(checker->diags, earlier->name_span, "first given here");
            continue;
        }
        char *item = array + count++ * size;
        fill(checker, child, field->element, item);
        if (key)
            value_decode(checker, key, child->name, child->name_span, item + key->offset);
    }
    store_array(field, memory, array, count);
}

/* What may stand in running text here: what the row allows, and what is still allowed from outside. */
static unsigned permissions(const struct Checker *checker, const struct Field *field)
{
    unsigned own = field->prose ? field->prose : (unsigned)PROSE_PLAIN;
    return checker->prose ? own & checker->prose : own;
}

static void decode_field(struct Checker *checker, const struct Field *field, const struct Node *node,
                         const struct Element *owner, char *memory)
{
    void *target = memory + field->offset;
    switch (field->type) {
    case FIELD_RICH:
        *(struct Inline **)target = prose_rich(checker, node, owner, permissions(checker, field));
        break;
    case FIELD_FLOW:
        *(struct Content **)target = prose_flow(checker, node, owner, permissions(checker, field));
        break;
    case FIELD_NAMES:
        decode_names(checker, field, node, memory);
        break;
    case FIELD_TEXTS:
    case FIELD_IDS:
        decode_texts(checker, field, node, memory);
        break;
    case FIELD_ELEMENT:
        *(void **)target = arena_alloc(checker->arena, field->element->size);
        fill(checker, node, field->element, *(void **)target);
        break;
    case FIELD_ELEMENTS:
        decode_elements(checker, field, node, memory);
        break;
    case FIELD_MAP:
        decode_map(checker, field, node, memory);
        break;
    case FIELD_NODE:
        *(const struct Node **)target = node;
        break;
    case FIELD_TEXT:
    case FIELD_ID:
    case FIELD_SYMBOL:
    case FIELD_RESOLUTION:
    case FIELD_RESPONDENT:
    case FIELD_DATE:
    case FIELD_NUMBER:
    case FIELD_LENGTH:
    case FIELD_PERMILLE:
    case FIELD_FLAG:
    case FIELD_WORD:
        decode_plain(checker, field, node, memory);
        break;
    }
}

/* ---- Elements ---- */

static const struct Node **seen_of(struct Filling *f, const struct Field *field)
{
    return &f->seen[field - f->element->fields];
}

/* Takes note that a row is used; false, with a message, at the second time. */
static bool first_use(struct Filling *f, const struct Field *field, const struct Node *child)
{
    const struct Node **seen = seen_of(f, field);
    if (!*seen) {
        *seen = child;
        return true;
    }
    schema_error(f->checker, SG_DOUBLED_KEY, child->name_span, "\"%s\" in %s", child->name, f->element->name);
    diag_also(f->checker->diags, (*seen)->name_span, "first given here");
    return false;
}

static void fill_from_map(struct Filling *f, const struct Node *node)
{
    for (const struct Node *child = node->first; child; child = child->next) {
        if (!child->name) {
            report_type(f->checker, node, f->element->name, "a map");
            return;
        }
        const struct Field *field = key_field(f->element, child->name);
        if (!field)
            report_unknown(f, child);
        else if (first_use(f, field, child) && has_value(f->checker, child, field->name))
            decode_field(f->checker, field, child, NULL, f->memory);
    }
}

/* The repeated elements of one row, which may stand apart. */
static void fill_repeated(struct Filling *f, const struct Field *field, const struct Node *node)
{
    size_t count = 0, size = field->element->size;
    char *array = arena_alloc(f->checker->arena, count_items(node) * size);
    for (const struct Node *child = node->first; child; child = child->next) {
        if (child->kind != NODE_ELEMENT || child->attribute || strcmp(child->name, field->element->name) != 0)
            continue;
        fill(f->checker, child, field->element, array + count++ * size);
        *seen_of(f, field) = child;
    }
    store_array(field, f->memory, array, count);
}

void schema_stray_text(struct Checker *checker, const struct Node *text, const char *name)
{
    size_t from = strspn(text->text, " \t\r\n");
    if (text->text[from])
        schema_error(checker, SG_STRAY_TEXT, node_text_span(text, from, text->length), "in %s", name);
}

/* Attributes and children of an XML element that are no content. */
static void fill_own(struct Filling *f, const struct Node *node, const struct Field *content)
{
    bool takes_elements = content && content->type != FIELD_TEXT;
    for (const struct Node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_TEXT) {
            if (!content || content->type == FIELD_ELEMENTS)
                schema_stray_text(f->checker, child, f->element->name);
            continue;
        }
        const struct Field *field = own_field(f->element, child);
        if (!field) {
            bool item = content && content->type == FIELD_ELEMENTS && strcmp(content->element->name, child->name) == 0;
            if (child->attribute || !takes_elements || (content->type == FIELD_ELEMENTS && !item))
                report_unknown(f, child);
        } else if (field->type == FIELD_ELEMENTS) {
            if (child->attribute)
                report_unknown(f, child);
        } else if (!child->attribute && !schema_is_child(field)) {
            schema_error(f->checker, SG_MISPLACED_ELEMENT, child->name_span, "\"%s\" is an attribute of %s", child->name,
                         f->element->name);
            *seen_of(f, field) = child;
        } else if (child->attribute && field->type == FIELD_ELEMENT) {
            report_unknown(f, child);
        } else if (first_use(f, field, child)) {
            decode_field(f->checker, field, child, NULL, f->memory);
        }
    }
}

static void fill_from_xml(struct Filling *f, const struct Node *node)
{
    const struct Field *content = schema_content(f->element);
    fill_own(f, node, content);
    for (size_t i = 0; i < f->element->field_count; i++) {
        const struct Field *field = &f->element->fields[i];
        if (field->type == FIELD_ELEMENTS && !(field->flags & FIELD_YAML_ONLY))
            fill_repeated(f, field, node);
    }
    if (!content || content->type == FIELD_ELEMENTS)
        return;
    if (content->type != FIELD_TEXT) {
        decode_field(f->checker, content, node, f->element, f->memory);
        *seen_of(f, content) = node;
        return;
    }
    for (const struct Node *child = node->first; child; child = child->next) {
        if (child->kind == NODE_TEXT && !value_is_blank(child->text)) {
            value_decode(f->checker, content, child->text, child->span, f->memory + content->offset);
            *seen_of(f, content) = node;
        }
    }
}

static void report_missing(struct Filling *f, const struct Node *node)
{
    for (size_t i = 0; i < f->element->field_count; i++) {
        const struct Field *field = &f->element->fields[i];
        if (!(field->flags & FIELD_REQUIRED) || field->flags & FIELD_KEY || *seen_of(f, field))
            continue;
        const char *name = f->xml && field->type == FIELD_ELEMENTS ? field->element->name : field->name;
        schema_error(f->checker, SG_MISSING_KEY, node->name ? node->name_span : span_at(node->span.source,
                     node->span.start, node->span.start + 1), "\"%s\" in %s", name, f->element->name);
    }
}

static void set_initial(struct Filling *f)
{
    for (size_t i = 0; i < f->element->field_count; i++) {
        const struct Field *field = &f->element->fields[i];
        if (field->initial)
            value_decode(f->checker, field, field->initial, SPAN_NONE, f->memory + field->offset);
    }
    if (f->element->span_offset != (size_t)-1)
        *(struct Span *)(void *)(f->memory + f->element->span_offset) = SPAN_NONE;
}

/* A value that stands for the whole element: a text or a list where a map would be. */
static bool is_short(const struct Node *node)
{
    return node->kind == NODE_LIST || node_text(node);
}

static void fill(struct Checker *checker, const struct Node *node, const struct Element *element, char *memory)
{
    g_return_if_fail(element->field_count <= MOST_FIELDS);
    struct Filling f = {.checker = checker, .element = element, .memory = memory, .xml = schema_is_xml(node)};
    set_initial(&f);
    if (element->span_offset != (size_t)-1)
        *(struct Span *)(void *)(memory + element->span_offset) = node->span;
    if (element->node_offset != (size_t)-1)
        *(const struct Node **)(void *)(memory + element->node_offset) = node;
    const struct Field *content = schema_content(element);
    if (f.xml) {
        fill_from_xml(&f, node);
    } else if (content && is_short(node)) {
        *seen_of(&f, content) = node;
        if (has_value(checker, node, element->name))
            decode_field(checker, content, node, NULL, memory);
    } else if (is_short(node) && (node->kind == NODE_LIST || node->first)) {
        report_type(checker, node, node->name ? node->name : element->name, "a map");
        return;
    } else {
        fill_from_map(&f, node);
    }
    report_missing(&f, node);
}

void *schema_decode(struct Checker *checker, const struct Node *node, const struct Element *element)
{
    char *memory = arena_alloc(checker->arena, element->size);
    fill(checker, node, element, memory);
    return memory;
}
