/* The tables as RELAX NG, for XML. Elements may stand in the namespace of the document or in none. */
#include "check/schema_walk.h"

#include <string.h>

#include "check/prose.h"
#include "check/schema_rows.h"

struct Rng {
    GString *out;
    struct Definitions definitions;
    const char *name_space;
    int depth;
};

static void line(struct Rng *r, const char *text)
{
    g_string_append_printf(r->out, "%*s%s\n", r->depth * 2, "", text);
}

static void open_tag(struct Rng *r, const char *tag)
{
    g_string_append_printf(r->out, "%*s<%s>\n", r->depth * 2, "", tag);
    r->depth++;
}

static void close_tag(struct Rng *r, const char *tag)
{
    r->depth--;
    g_string_append_printf(r->out, "%*s</%s>\n", r->depth * 2, "", tag);
}

static void refer(struct Rng *r, const struct Element *element, unsigned permitted)
{
    g_string_append_printf(r->out, "%*s<ref name=\"%s\"/>\n", r->depth * 2, "",
                           definitions_refer(&r->definitions, element, permitted));
}

static void put_doc(struct Rng *r, const char *doc)
{
    g_string_append_printf(r->out, "%*s<a:documentation>", r->depth * 2, "");
    definitions_xml(r->out, doc);
    g_string_append(r->out, "</a:documentation>\n");
}

/* ---- Plain values ---- */

static void put_data(struct Rng *r, const char *type, const char *pattern)
{
    g_string_append_printf(r->out, "%*s<data type=\"%s\"><param name=\"pattern\">%s</param></data>\n", r->depth * 2, "", type,
                           pattern);
}

static void put_choice(struct Rng *r, const char *const *words)
{
    open_tag(r, "choice");
    for (size_t i = 0; words[i]; i++)
        g_string_append_printf(r->out, "%*s<value>%s</value>\n", r->depth * 2, "", words[i]);
    close_tag(r, "choice");
}

static void put_number(struct Rng *r, const struct Field *field)
{
    g_string_append_printf(r->out, "%*s<data type=\"integer\"><param name=\"pattern\">-?[0-9]{1,9}</param>", r->depth * 2, "");
    if (field->minimum != field->maximum)
        g_string_append_printf(r->out, "<param name=\"minInclusive\">%d</param><param name=\"maxInclusive\">%d</param>",
                               field->minimum, field->maximum);
    g_string_append(r->out, "</data>\n");
}

static void put_value(struct Rng *r, const struct Field *field)
{
    static const char *const flags[] = {"yes", "no", "true", "false", NULL};
    static const char id[] = "[A-Za-z0-9][A-Za-z0-9_.\\-]{0,99}";
    switch (field->type) {
    case FIELD_ID:
    case FIELD_RESPONDENT:
        put_data(r, "token", id);
        break;
    case FIELD_IDS:
        open_tag(r, "list");
        open_tag(r, "oneOrMore");
        put_data(r, "token", id);
        close_tag(r, "oneOrMore");
        close_tag(r, "list");
        break;
    case FIELD_SYMBOL:
        put_data(r, "token", "[A-Z]+/.+");
        break;
    case FIELD_RESOLUTION:
        put_data(r, "token", "[A-Z]+/.+|[ES\\-]*[0-9].+");
        break;
    case FIELD_DATE:
        put_data(r, "date", "[0-9]{4}-[0-9]{2}-[0-9]{2}");
        break;
    case FIELD_NUMBER:
        put_number(r, field);
        break;
    case FIELD_LENGTH:
    case FIELD_PERMILLE:
        put_data(r, "decimal", "-?[0-9]+(\\.[0-9]+)?");
        break;
    case FIELD_FLAG:
        put_choice(r, flags);
        break;
    case FIELD_WORD:
        put_choice(r, field->words);
        break;
    case FIELD_TEXT:
        if (field->flags & FIELD_REQUIRED)
            put_data(r, "token", ".+");
        else
            line(r, "<text/>");
        break;
    case FIELD_RICH:
    case FIELD_FLOW:
    case FIELD_NAMES:
    case FIELD_TEXTS:
    case FIELD_ELEMENT:
    case FIELD_ELEMENTS:
    case FIELD_MAP:
    case FIELD_NODE:
        line(r, "<text/>");
        break;
    }
}

/* ---- Content ---- */

/* The permitted rows, each name once. */
static void put_rows(struct Rng *r, const struct ProseElement *rows, unsigned permitted)
{
    for (const struct ProseElement *row = rows; row->element; row++) {
        bool known;
        if (prose_element(rows, row->element->name, permitted, &known) == row)
            refer(r, row->element, permitted);
    }
}

static void put_rich(struct Rng *r, unsigned permitted)
{
    open_tag(r, "zeroOrMore");
    open_tag(r, "choice");
    line(r, "<text/>");
    put_rows(r, prose_inline_elements, permitted);
    close_tag(r, "choice");
    close_tag(r, "zeroOrMore");
}

static void put_content(struct Rng *r, const struct Field *content, unsigned permitted)
{
    switch (content->type) {
    case FIELD_RICH:
        put_rich(r, definitions_prose(content, permitted));
        break;
    case FIELD_FLOW:
        open_tag(r, "zeroOrMore");
        open_tag(r, "choice");
        put_rows(r, prose_flow_elements, definitions_prose(content, permitted));
        close_tag(r, "choice");
        close_tag(r, "zeroOrMore");
        break;
    case FIELD_ELEMENTS:
        open_tag(r, "oneOrMore");
        refer(r, content->element, permitted);
        close_tag(r, "oneOrMore");
        break;
    case FIELD_TEXT:
    case FIELD_ID:
    case FIELD_IDS:
    case FIELD_SYMBOL:
    case FIELD_RESOLUTION:
    case FIELD_RESPONDENT:
    case FIELD_DATE:
    case FIELD_NUMBER:
    case FIELD_LENGTH:
    case FIELD_PERMILLE:
    case FIELD_FLAG:
    case FIELD_WORD:
    case FIELD_NAMES:
    case FIELD_TEXTS:
    case FIELD_ELEMENT:
    case FIELD_MAP:
    case FIELD_NODE:
        put_value(r, content);
        break;
    }
}

/* ---- Elements ---- */

static void put_name(struct Rng *r, const char *name)
{
    g_string_append_printf(r->out, "%*s<choice><name>%s</name><name ns=\"\">%s</name></choice>\n", r->depth * 2, "", name, name);
}

static void put_attribute(struct Rng *r, const struct Field *field)
{
    g_string_append_printf(r->out, "%*s<attribute name=\"%s\" ns=\"\">\n", r->depth * 2, "", field->name);
    r->depth++;
    put_doc(r, field->doc);
    put_value(r, field);
    close_tag(r, "attribute");
}

/* Rich text that is no content: an attribute where it is plain, an element where it is not. */
static void put_titled(struct Rng *r, const struct Field *field, unsigned permitted)
{
    open_tag(r, "choice");
    put_attribute(r, field);
    open_tag(r, "element");
    put_name(r, field->name);
    put_rich(r, definitions_prose(field, permitted));
    close_tag(r, "element");
    close_tag(r, "choice");
}

static void put_field(struct Rng *r, const struct Element *element, const struct Field *field, unsigned permitted)
{
    bool required = field->flags & FIELD_REQUIRED;
    if (field->type == FIELD_ELEMENTS) {
        open_tag(r, required ? "oneOrMore" : "zeroOrMore");
        refer(r, field->element, permitted);
        close_tag(r, required ? "oneOrMore" : "zeroOrMore");
        return;
    }
    if (!required)
        open_tag(r, "optional");
    if (field->type == FIELD_ELEMENT)
        refer(r, field->element, permitted);
    else if (field->type == FIELD_RICH && !schema_has_block(element, field->name)) /* else the block stands for it */
        put_titled(r, field, permitted);
    else
        put_attribute(r, field);
    if (!required)
        close_tag(r, "optional");
}

static void put_definition(struct Rng *r, const struct Definition *d)
{
    g_string_append_printf(r->out, "%*s<define name=\"%s\">\n", r->depth * 2, "", d->name);
    r->depth++;
    open_tag(r, "element");
    put_name(r, d->element->name);
    put_doc(r, d->element->doc);
    open_tag(r, "interleave");
    for (size_t i = 0; i < d->element->field_count; i++) {
        const struct Field *field = &d->element->fields[i];
        if (!(field->flags & (FIELD_CONTENT | FIELD_YAML_ONLY | FIELD_KEY)))
            put_field(r, d->element, field, d->permitted);
    }
    const struct Field *content = schema_content(d->element);
    if (content)
        put_content(r, content, d->permitted);
    else
        line(r, "<empty/>");
    close_tag(r, "interleave");
    close_tag(r, "element");
    close_tag(r, "define");
}

void schema_rng(GString *out, const struct Element *root, const char *name_space)
{
    struct Rng r = {.out = out, .name_space = name_space};
    definitions_start(&r.definitions);
    line(&r, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    line(&r, "<!-- Made from the tables of src/check by: sgreport schema -->");
    g_string_append_printf(out, "<grammar xmlns=\"http://relaxng.org/ns/structure/1.0\"\n"
                                "         xmlns:a=\"http://relaxng.org/ns/compatibility/annotations/1.0\"\n"
                                "         datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\"\n"
                                "         ns=\"%s\">\n", name_space);
    r.depth++;
    open_tag(&r, "start");
    refer(&r, root, 0);
    close_tag(&r, "start");
    for (guint i = 0; i < r.definitions.list->len; i++)
        put_definition(&r, g_ptr_array_index(r.definitions.list, i));
    close_tag(&r, "grammar");
    definitions_end(&r.definitions);
}
