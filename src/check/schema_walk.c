#include "check/schema_walk.h"

#include <string.h>

#include "base/arena.h"
#include "check/check.h"
#include "check/manifest.h"
#include "check/prose.h"
#include "check/register.h"
#include "check/reply.h"
#include "check/taxonomy.h"

static void free_definition(void *definition)
{
    g_free(((struct Definition *)definition)->name);
    g_free(definition);
}

void definitions_start(struct Definitions *definitions)
{
    definitions->list = g_ptr_array_new_with_free_func(free_definition);
}

void definitions_end(struct Definitions *definitions)
{
    g_ptr_array_unref(definitions->list);
}

/* True when running text is somewhere in the element: only then does it matter what is permitted. */
static bool holds_prose(const struct Element *element)
{
    for (size_t i = 0; i < element->field_count; i++) {
        const struct Field *f = &element->fields[i];
        if (f->type == FIELD_RICH || f->type == FIELD_FLOW || (f->element && holds_prose(f->element)))
            return true;
    }
    return false;
}

const char *definitions_refer(struct Definitions *definitions, const struct Element *element, unsigned permitted)
{
    if (!holds_prose(element))
        permitted = 0;
    size_t same_name = 0;
    for (guint i = 0; i < definitions->list->len; i++) {
        const struct Definition *d = g_ptr_array_index(definitions->list, i);
        if (d->element == element && d->permitted == permitted)
            return d->name;
        same_name += strcmp(d->element->name, element->name) == 0;
    }
    struct Definition *d = g_new0(struct Definition, 1);
    d->element = element;
    d->permitted = permitted;
    d->name = same_name ? g_strdup_printf("%s-%zu", element->name, same_name + 1) : g_strdup(element->name);
    g_ptr_array_add(definitions->list, d);
    return d->name;
}

unsigned definitions_prose(const struct Field *field, unsigned permitted)
{
    unsigned own = field->prose ? field->prose : (unsigned)PROSE_PLAIN;
    return permitted ? own & permitted : own;
}

void definitions_xml(GString *out, const char *text)
{
    char *escaped = g_markup_escape_text(text, -1);
    g_string_append(out, escaped);
    g_free(escaped);
}

const char *const check_schema_names[] = {"reply.rng",          "part.rng",           "report.schema.json",      "themes.schema.json",
                                          "reply.schema.json", "part.schema.json", "respondents.schema.json", NULL};

const char *check_schema(struct Arena *arena, const char *name)
{
    GString *out = g_string_new(NULL);
    if (strcmp(name, "reply.rng") == 0)
        schema_rng(out, &reply_element, "urn:sgreport:reply:1");
    else if (strcmp(name, "part.rng") == 0)
        schema_rng(out, &part_element, "urn:sgreport:part:1");
    else if (strcmp(name, "report.schema.json") == 0)
        schema_json(out, &manifest_element, "report.yaml");
    else if (strcmp(name, "themes.schema.json") == 0)
        schema_json(out, &taxonomy_element, "themes.yaml");
    else if (strcmp(name, "reply.schema.json") == 0)
        schema_json(out, &reply_element, "a file under replies/");
    else if (strcmp(name, "part.schema.json") == 0)
        schema_json(out, &part_element, "a file under parts/");
    else if (strcmp(name, "respondents.schema.json") == 0)
        schema_json(out, &register_element, "respondents.yaml");
    const char *text = out->len ? arena_strdup(arena, out->str) : NULL;
    g_string_free(out, TRUE);
    return text;
}
