/* Any bytes as a YAML file. The text must be that of the scalars of libyaml that are no keys. */
#include "nodes.h"

#include <yaml.h>

struct Level {
    bool mapping, key;
};

/* One event: appends a value, and keeps count of keys. False at the end. */
static bool take(const yaml_event_t *event, GArray *levels, GString *all)
{
    struct Level *level = levels->len ? &g_array_index(levels, struct Level, levels->len - 1) : NULL;
    if (event->type == YAML_SEQUENCE_END_EVENT || event->type == YAML_MAPPING_END_EVENT) {
        g_array_set_size(levels, levels->len - 1);
        return true;
    }
    bool starts = event->type == YAML_SEQUENCE_START_EVENT || event->type == YAML_MAPPING_START_EVENT;
    if (starts || event->type == YAML_SCALAR_EVENT) {
        bool key = level && level->mapping && level->key;
        if (event->type == YAML_SCALAR_EVENT && !key)
            g_string_append_len(all, (const char *)event->data.scalar.value,
                                (gssize)event->data.scalar.length);
        if (level)
            level->key = !level->key;
    }
    if (starts) {
        struct Level inner = {event->type == YAML_MAPPING_START_EVENT, true};
        g_array_append_val(levels, inner);
    }
    return event->type != YAML_STREAM_END_EVENT;
}

static char *text_of_events(const char *bytes, size_t size)
{
    yaml_parser_t parser;
    GArray *levels = g_array_new(FALSE, FALSE, sizeof(struct Level));
    GString *all = g_string_new(NULL);
    bool more = true;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, size);
    while (more) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event))
            broken("the other reading refuses what was read");
        more = take(&event, levels, all);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    g_array_unref(levels);
    return g_string_free(all, FALSE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    check_input("x.yaml", data, size, text_of_events);
    return 0;
}
