/* The tables as JSON Schema (draft 7), for YAML. A scalar of YAML may be a text, a number or a truth value to the
 * editor where it is always a text to us; what is empty is null to it. */
#include "check/schema_walk.h"

#include <string.h>

#include "base/diag.h"
#include "check/prose.h"
#include "check/schema_rows.h"

struct Json {
    GString *out;
    struct Definitions definitions;
};

static const char scalar[] = "{\"type\": [\"string\", \"number\", \"boolean\"]}";
static const char id_pattern[] = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$";

static void put_reference(struct Json *j, const struct Element *element, unsigned permitted)
{
    g_string_append_printf(j->out, "{\"$ref\": \"#/definitions/%s\"}", definitions_refer(&j->definitions, element, permitted));
}

static void put_words(struct Json *j, const char *const *words)
{
    g_string_append(j->out, "\"enum\": [");
    for (size_t i = 0; words[i]; i++)
        g_string_append_printf(j->out, "%s\"%s\"", i ? ", " : "", words[i]);
    g_string_append(j->out, "]");
}

/* A map of one key, or a text. */
static void put_piece(struct Json *j, const struct ProseElement *rows, unsigned permitted)
{
    g_string_append_printf(j->out, "{\"anyOf\": [%s, {\"type\": \"object\", \"minProperties\": 1, \"maxProperties\": 1, "
                                   "\"additionalProperties\": false, \"properties\": {", scalar);
    bool first = true;
    for (const struct ProseElement *row = rows; row->element; row++) {
        bool known;
        if (prose_element(rows, row->element->name, permitted, &known) != row)
            continue;
        g_string_append_printf(j->out, "%s\"%s\": ", first ? "" : ", ", row->element->name);
        put_reference(j, row->element, permitted);
        first = false;
    }
    g_string_append(j->out, "}}]}");
}

static void put_pieces(struct Json *j, const struct Field *field, unsigned permitted)
{
    const struct ProseElement *rows = field->type == FIELD_FLOW ? prose_flow_elements : prose_inline_elements;
    g_string_append_printf(j->out, "\"anyOf\": [%s, {\"type\": \"array\", \"items\": ", scalar);
    put_piece(j, rows, definitions_prose(field, permitted));
    g_string_append(j->out, "}]");
}

static void put_names(struct Json *j)
{
    g_string_append_printf(j->out, "\"anyOf\": [%s, {\"type\": \"object\", \"additionalProperties\": false, \"properties\": {", scalar);
    for (int i = 0; i < LANGUAGES; i++)
        g_string_append_printf(j->out, "%s\"%s\": %s", i ? ", " : "", language_tags[i], scalar);
    g_string_append(j->out, "}}]");
}

static void put_number(struct Json *j, const struct Field *field)
{
    g_string_append(j->out, "\"type\": [\"integer\", \"string\"], \"pattern\": \"^-?[0-9]{1,9}$\"");
    if (field->minimum != field->maximum)
        g_string_append_printf(j->out, ", \"minimum\": %d, \"maximum\": %d", field->minimum, field->maximum);
}

static void put_text(struct Json *j, const struct Field *field)
{
    g_string_append(j->out, "\"type\": [\"string\", \"number\", \"boolean\"]");
    if (field->flags & FIELD_REQUIRED)
        g_string_append(j->out, ", \"minLength\": 1");
}

static void put_ids(struct Json *j)
{
    g_string_append_printf(j->out, "\"anyOf\": [{\"type\": \"string\", \"pattern\": \"^ *[A-Za-z0-9][A-Za-z0-9_. -]*$\"}, "
                                   "{\"type\": \"array\", \"items\": {\"type\": [\"string\", \"integer\"], \"pattern\": \"%s\"}}]",
                           id_pattern);
}

static void put_array(struct Json *j, const struct Field *field, unsigned permitted)
{
    g_string_append(j->out, "\"type\": \"array\", \"items\": ");
    put_reference(j, field->element, permitted);
    if (field->flags & FIELD_REQUIRED)
        g_string_append(j->out, ", \"minItems\": 1");
}

static void put_map(struct Json *j, const struct Field *field, unsigned permitted)
{
    g_string_append(j->out, "\"type\": \"object\", \"additionalProperties\": ");
    put_reference(j, field->element, permitted);
}

/* The members of the schema of one value, without its braces. */
static void put_value(struct Json *j, const struct Field *field, unsigned permitted)
{
    switch (field->type) {
    case FIELD_TEXT:
        put_text(j, field);
        break;
    case FIELD_ID:
    case FIELD_RESPONDENT:
        g_string_append_printf(j->out, "\"type\": [\"string\", \"integer\"], \"pattern\": \"%s\"", id_pattern);
        break;
    case FIELD_IDS:
        put_ids(j);
        break;
    case FIELD_SYMBOL:
        g_string_append(j->out, "\"type\": \"string\", \"pattern\": \"^[A-Z]+/.+\"");
        break;
    case FIELD_RESOLUTION:
        g_string_append(j->out, "\"type\": \"string\", \"pattern\": \"^([A-Z]+/.+|[ES-]*[0-9].+)$\"");
        break;
    case FIELD_DATE:
        g_string_append(j->out, "\"type\": \"string\", \"format\": \"date\", \"pattern\": \"^[0-9]{4}-[0-9]{2}-[0-9]{2}$\"");
        break;
    case FIELD_NUMBER:
        put_number(j, field);
        break;
    case FIELD_LENGTH:
    case FIELD_PERMILLE:
        g_string_append(j->out, "\"type\": [\"number\", \"string\"], \"pattern\": \"^-?[0-9]+(\\\\.[0-9]+)?$\"");
        break;
    case FIELD_FLAG:
        g_string_append(j->out, "\"enum\": [true, false, \"yes\", \"no\", \"true\", \"false\"]");
        break;
    case FIELD_WORD:
        put_words(j, field->words);
        break;
    case FIELD_RICH:
    case FIELD_FLOW:
        put_pieces(j, field, permitted);
        break;
    case FIELD_NAMES:
        put_names(j);
        break;
    case FIELD_TEXTS:
        g_string_append_printf(j->out, "\"anyOf\": [%s, {\"type\": \"array\", \"items\": %s}]", scalar, scalar);
        break;
    case FIELD_ELEMENT:
        g_string_append(j->out, "\"allOf\": [");
        put_reference(j, field->element, permitted);
        g_string_append_c(j->out, ']');
        break;
    case FIELD_ELEMENTS:
        put_array(j, field, permitted);
        break;
    case FIELD_MAP:
        put_map(j, field, permitted);
        break;
    case FIELD_NODE:
        g_string_append(j->out, "\"not\": {\"type\": \"null\"}");
        break;
    }
}

static void put_property(struct Json *j, const struct Field *field, unsigned permitted, bool first)
{
    g_string_append_printf(j->out, "%s\n        \"%s\": {", first ? "" : ",", field->name);
    put_value(j, field, permitted);
    g_string_append(j->out, ", \"description\": ");
    diag_json_string(j->out, field->doc);
    if (field->initial) {
        g_string_append(j->out, ", \"default\": ");
        diag_json_string(j->out, field->initial);
    }
    g_string_append_c(j->out, '}');
}

static void put_object(struct Json *j, const struct Element *element, unsigned permitted)
{
    g_string_append(j->out, "{\"type\": \"object\", \"additionalProperties\": false, \"properties\": {");
    bool first = true;
    for (size_t i = 0; i < element->field_count; i++) {
        if (element->fields[i].flags & FIELD_KEY)
            continue;
        put_property(j, &element->fields[i], permitted, first);
        first = false;
    }
    g_string_append(j->out, "}");
    first = true;
    for (size_t i = 0; i < element->field_count; i++) {
        const struct Field *field = &element->fields[i];
        if (!(field->flags & FIELD_REQUIRED) || field->flags & FIELD_KEY)
            continue;
        g_string_append_printf(j->out, "%s\"%s\"", first ? ", \"required\": [" : ", ", field->name);
        first = false;
    }
    g_string_append(j->out, first ? "}" : "]}");
}

/* True when the content may stand for the whole: nothing else is needed. */
static bool has_short_form(const struct Element *element)
{
    const struct Field *content = schema_content(element);
    if (!content)
        return false;
    for (size_t i = 0; i < element->field_count; i++)
        if (&element->fields[i] != content && element->fields[i].flags & FIELD_REQUIRED)
            return false;
    return true;
}

static void put_definition(struct Json *j, const struct Definition *d)
{
    g_string_append_printf(j->out, "    \"%s\": {\"description\": ", d->name);
    diag_json_string(j->out, d->element->doc);
    g_string_append(j->out, ", \"anyOf\": [");
    if (has_short_form(d->element)) {
        g_string_append_c(j->out, '{');
        put_value(j, schema_content(d->element), d->permitted);
        g_string_append(j->out, "},\n      ");
    }
    put_object(j, d->element, d->permitted);
    g_string_append(j->out, "]}");
}

void schema_json(GString *out, const struct Element *root, const char *title)
{
    struct Json j = {.out = out};
    definitions_start(&j.definitions);
    g_string_append(out, "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"title\": ");
    diag_json_string(out, title);
    g_string_append(out, ",\n  \"$comment\": \"Made from the tables of src/check by: sgreport schema\",\n  \"allOf\": [");
    put_reference(&j, root, 0);
    g_string_append(out, "],\n  \"definitions\": {\n");
    for (guint i = 0; i < j.definitions.list->len; i++) {
        if (i)
            g_string_append(out, ",\n");
        put_definition(&j, g_ptr_array_index(j.definitions.list, i));
    }
    g_string_append(out, "\n  }\n}\n");
    definitions_end(&j.definitions);
}
