/* YAML -> nodes: libyaml by events, from memory.
 *
 * Marks of libyaml count code points; only mark.index is used (its lines follow U+2028, which no editor
 * does), turned into bytes by a table. Events are counted while they come: libyaml 0.2.5 has no limit on
 * depth and takes quadratic time in it. The composer of libyaml is not used: it takes duplicate keys and
 * loops for ever on a recursive alias. */
#include "read/read_int.h"

#include <string.h>

#include <glib.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"

/* Up to here the keys of a mapping are compared one by one; beyond, looked up. */
enum { FEW_KEYS = 16, STRIDE = 16 };

struct Frame {
    struct Node *node; /* NULL: what is read is left out, as the value of a doubled key */
    bool mapping, flow;
    struct Node *entry; /* the key that waits for its value */
    bool skip;          /* the value that comes is left out */
    bool have_key;
    size_t keys;
    GHashTable *names; /* borrowed names -> struct Node *; NULL while few */
};

struct Yaml {
    struct Builder *builder;
    yaml_parser_t parser;
    size_t mark;       /* bytes before what the parser was given */
    uint32_t *strides; /* byte of every 256th code point; NULL: all are ASCII */
    size_t stride_count;
    struct Frame frames[LIMIT_DEPTH];
    size_t depth;
    struct Node *root;
    struct TextScratch scratch;
    size_t documents;
    bool stopped;
};

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

static void index_bytes(struct Yaml *yaml)
{
    const struct Source *source = yaml->builder->source;
    size_t characters = 0;
    for (size_t i = yaml->mark; i < source->length; i++)
        characters += !is_continuation(source->bytes[i]);
    if (characters == source->length - yaml->mark)
        return;
    yaml->strides = g_new(uint32_t, characters / STRIDE + 1);
    size_t n = 0;
    for (size_t i = yaml->mark; i < source->length; i++)
        if (!is_continuation(source->bytes[i]) && n++ % STRIDE == 0)
            yaml->strides[yaml->stride_count++] = (uint32_t)i;
}

static size_t byte_of(const struct Yaml *yaml, size_t index)
{
    const struct Source *source = yaml->builder->source;
    if (!yaml->strides)
        return MIN(yaml->mark + index, source->length);
    if (index / STRIDE >= yaml->stride_count)
        return source->length;
    size_t at = yaml->strides[index / STRIDE];
    for (size_t left = index % STRIDE; left && at < source->length; left--)
        for (at++; at < source->length && is_continuation(source->bytes[at]); at++)
            ;
    return at;
}

static struct Span span_of(const struct Yaml *yaml, yaml_mark_t from, yaml_mark_t to)
{
    return span_at(yaml->builder->source, byte_of(yaml, from.index), byte_of(yaml, to.index));
}

static struct Span event_span(const struct Yaml *yaml, const yaml_event_t *event)
{
    return span_of(yaml, event->start_mark, event->end_mark);
}

static void refuse(struct Yaml *yaml)
{
    yaml->builder->refused = true;
    yaml->stopped = true;
}

/* The key of that name that stands in the mapping already. Remembers the one that is new. */
static const struct Node *find_key(struct Frame *frame, const char *name)
{
    if (frame->names)
        return g_hash_table_lookup(frame->names, name);
    const struct Node *found = node_child(frame->node, name);
    if (found || frame->keys < FEW_KEYS)
        return found;
    frame->names = g_hash_table_new(g_str_hash, g_str_equal);
    for (struct Node *child = frame->node->first; child; child = child->next)
        g_hash_table_insert(frame->names, (gpointer)child->name, child);
    return NULL;
}

static void take_key(struct Yaml *yaml, struct Frame *frame, const yaml_event_t *event)
{
    frame->have_key = true;
    frame->entry = NULL;
    frame->skip = !frame->node;
    if (frame->skip)
        return;
    const char *name = (const char *)event->data.scalar.value;
    struct Span span = event_span(yaml, event);
    if (strlen(name) != event->data.scalar.length || !*name) {
        diag(yaml->builder->diags, SG_YAML_KEY, span, "%s",
             *name ? "it holds a control character" : "it is empty");
        frame->skip = true;
        return;
    }
    const struct Node *first = find_key(frame, name);
    if (first) {
        diag(yaml->builder->diags, SG_YAML_DUPLICATE_KEY, span, "\"%.100s\"", name);
        diag_also(yaml->builder->diags, first->name_span, "first given here");
        frame->skip = true;
        return;
    }
    frame->entry = build_node(yaml->builder, frame->node, NODE_ELEMENT, span);
    build_name(yaml->builder, frame->entry, name, strlen(name), span);
    frame->keys++;
    if (frame->names)
        g_hash_table_insert(frame->names, (gpointer)frame->entry->name, frame->entry);
}

/* The node that takes the value that comes: the waiting key, a new item, or the root. NULL: it is left out.
 */
static struct Node *place_value(struct Yaml *yaml, struct Span span)
{
    if (!yaml->depth)
        return yaml->root = build_node(yaml->builder, NULL, NODE_ELEMENT, span);
    struct Frame *frame = &yaml->frames[yaml->depth - 1];
    if (!frame->node)
        return NULL;
    if (!frame->mapping)
        return build_node(yaml->builder, frame->node, NODE_ELEMENT, span);
    frame->have_key = false;
    if (frame->skip)
        return NULL;
    frame->entry->span.end = MAX(frame->entry->span.end, span.end);
    return frame->entry;
}

static bool expects_key(const struct Yaml *yaml)
{
    return yaml->depth && yaml->frames[yaml->depth - 1].mapping && !yaml->frames[yaml->depth - 1].have_key;
}

static enum ScalarStyle style_of(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        return SCALAR_SINGLE;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return SCALAR_DOUBLE;
    case YAML_LITERAL_SCALAR_STYLE:
        return SCALAR_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return SCALAR_FOLDED;
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE:
        break;
    }
    return SCALAR_PLAIN;
}

/* The value itself: its event begins with the anchor or the tag. */
static void skip_properties(const struct Source *source, struct Span *span)
{
    const char *bytes = source->bytes;
    uint32_t at = span->start;
    while (at < span->end && strchr("&! \t\r\n#", bytes[at])) {
        char first = bytes[at++];
        while (first == '&' && at < span->end &&
               (g_ascii_isalnum(bytes[at]) || bytes[at] == '_' || bytes[at] == '-'))
            at++;
        while ((first == '!' || first == '#') && at < span->end &&
               !strchr(first == '#' ? "\r\n" : " \t\r\n", bytes[at]))
            at++;
    }
    span->start = at;
}

static void take_scalar(struct Yaml *yaml, const yaml_event_t *event)
{
    if (expects_key(yaml)) {
        take_key(yaml, &yaml->frames[yaml->depth - 1], event);
        return;
    }
    const struct Source *source = yaml->builder->source;
    struct Span span = event_span(yaml, event);
    if (event->data.scalar.anchor || event->data.scalar.tag)
        skip_properties(source, &span);
    struct Node *node = place_value(yaml, span);
    size_t length = event->data.scalar.length;
    enum ScalarStyle style = style_of(event->data.scalar.style);
    if (!node)
        return;
    if (!length) {
        node->quoted = style != SCALAR_PLAIN; /* an empty text, not a missing one */
        return;
    }
    if (style == SCALAR_LITERAL ||
        style == SCALAR_FOLDED) { /* ends with its last line, not before the next key */
        while (span.end > span.start && strchr(" \r\n", source->bytes[span.end - 1]))
            span.end--;
        node->span.end = span.end;
    }
    text_scratch_clear(&yaml->scratch);
    yaml_align(source, span.start, span.end, style, (const char *)event->data.scalar.value, length,
               &yaml->scratch);
    if (style == SCALAR_DOUBLE && memchr(source->bytes + span.start, '\\', span.end - span.start) &&
        !text_check_scratch(&yaml->scratch, source, yaml->builder->diags)) {
        yaml->builder->refused = true;
        return;
    }
    struct Node *text = build_text(yaml->builder, node, &yaml->scratch, span);
    text->quoted = style != SCALAR_PLAIN;
}

static void open_collection(struct Yaml *yaml, const yaml_event_t *event, bool mapping, bool flow)
{
    struct Span span = event_span(yaml, event);
    if (yaml->depth == LIMIT_DEPTH) {
        diag(yaml->builder->diags, SG_TOO_DEEP, span, "more than %d collections", LIMIT_DEPTH);
        refuse(yaml);
        return;
    }
    if (expects_key(yaml)) {
        struct Frame *frame = &yaml->frames[yaml->depth - 1];
        if (frame->node)
            diag(yaml->builder->diags, SG_YAML_KEY, span, "%s", "it is a list or a map");
        frame->have_key = true;
        frame->skip = true;
        yaml->frames[yaml->depth++] = (struct Frame){.mapping = mapping, .flow = flow};
        return;
    }
    struct Node *node = place_value(yaml, span);
    if (node && !mapping)
        node->kind = NODE_LIST;
    yaml->frames[yaml->depth++] = (struct Frame){.node = node, .mapping = mapping, .flow = flow};
}

/* A block collection ends with its last part: libyaml sees its end only at the next thing, lines later. */
static void close_collection(struct Yaml *yaml, const yaml_event_t *event)
{
    struct Frame *frame = &yaml->frames[--yaml->depth];
    if (frame->names)
        g_hash_table_unref(frame->names);
    if (!frame->node)
        return;
    uint32_t end = frame->node->span.end;
    if (frame->flow)
        end = event_span(yaml, event).end;
    else if (frame->node->last)
        end = MAX(end, frame->node->last->span.end);
    frame->node->span.end = end;
    if (yaml->depth && yaml->frames[yaml->depth - 1].node) {
        struct Span *outer = &yaml->frames[yaml->depth - 1].node->span;
        outer->end = MAX(outer->end, end);
    }
}

static void tell_decoration(struct Yaml *yaml, const yaml_event_t *event, const yaml_char_t *anchor,
                            const yaml_char_t *tag)
{
    if (anchor)
        diag(yaml->builder->diags, SG_YAML_ANCHOR, event_span(yaml, event), "\"&%.100s\"",
             (const char *)anchor);
    if (tag)
        diag(yaml->builder->diags, SG_YAML_TAG, event_span(yaml, event), "\"%.100s\"", (const char *)tag);
}

static void take_alias(struct Yaml *yaml, const yaml_event_t *event)
{
    diag(yaml->builder->diags, SG_YAML_ALIAS, event_span(yaml, event), "\"*%.100s\"",
         (const char *)event->data.alias.anchor);
    yaml->builder->refused = true;
    if (expects_key(yaml)) {
        yaml->frames[yaml->depth - 1].have_key = true;
        yaml->frames[yaml->depth - 1].skip = true;
    } else {
        place_value(yaml, event_span(yaml, event));
    }
}

static void take_document(struct Yaml *yaml, const yaml_event_t *event)
{
    if (yaml->documents++) {
        diag(yaml->builder->diags, SG_YAML_DOCUMENTS, event_span(yaml, event), "%s", "");
        refuse(yaml);
    }
}

static void take_event(struct Yaml *yaml, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        take_document(yaml, event);
        break;
    case YAML_ALIAS_EVENT:
        take_alias(yaml, event);
        break;
    case YAML_SCALAR_EVENT:
        tell_decoration(yaml, event, event->data.scalar.anchor, event->data.scalar.tag);
        take_scalar(yaml, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        tell_decoration(yaml, event, event->data.sequence_start.anchor, event->data.sequence_start.tag);
        open_collection(yaml, event, false, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
        break;
    case YAML_MAPPING_START_EVENT:
        tell_decoration(yaml, event, event->data.mapping_start.anchor, event->data.mapping_start.tag);
        open_collection(yaml, event, true, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(yaml, event);
        break;
    case YAML_STREAM_END_EVENT:
        yaml->stopped = true;
        break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_END_EVENT:
        break;
    }
    if (!yaml->stopped && !build_room(yaml->builder, event_span(yaml, event)))
        yaml->stopped = true;
}

/* What libyaml says, in words that help an author. */
static const char *words_of(const char *problem)
{
    static const struct {
        const char *problem, *words;
    } known[] = {
        {"mapping values are not allowed in this context",
         "a colon and a space inside of plain text: put the text in quotes"},
        {"did not find expected key",
         "a key was expected here: look at the indentation, and for a quote or bracket left open above"},
        {"could not find expected ':'",
         "a line that is neither \"key: value\" nor the rest of a text: look at the indentation"},
        {"did not find expected '-' indicator",
         "an item \"- ...\" was expected here: look at the indentation"},
        {"did not find expected ',' or ']'", "the list \"[...\" is not closed, or a comma is missing"},
        {"did not find expected ',' or '}'", "the map \"{...\" is not closed, or a comma is missing"},
        {"found unexpected end of stream", "the quoted text is not closed"},
        {"found character that cannot start any token",
         "no value may begin with this character: put the text in quotes"},
        {"found unknown escape character",
         "this is no escape: write \"\\\\\" for a backslash, or use single quotes"},
        {"block sequence entries are not allowed in this context",
         "\"- \" may not stand here: put the list on lines of its own"},
        {"did not find expected <document start>", "more text after the end of the document"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (strcmp(known[i].problem, problem) == 0)
            return known[i].words;
    return problem;
}

static bool only_space(const struct Source *source, size_t at)
{
    while (at < source->length && strchr(" \t\r\n", source->bytes[at]))
        at++;
    return at == source->length;
}

/* At the end of the file the useful place is where the open thing began. */
static void tell_error(struct Yaml *yaml)
{
    const yaml_parser_t *parser = &yaml->parser;
    const struct Source *source = yaml->builder->source;
    struct Diags *diags = yaml->builder->diags;
    yaml->builder->refused = true;
    if (parser->error == YAML_MEMORY_ERROR)
        arena_no_memory();
    if (parser->error == YAML_READER_ERROR) {
        size_t at = yaml->mark + parser->problem_offset;
        diag(diags, SG_YAML_SYNTAX, span_at(source, at, at), "%s", parser->problem);
        return;
    }
    size_t at = byte_of(yaml, parser->problem_mark.index);
    size_t context = byte_of(yaml, parser->context_mark.index);
    bool has_context = parser->context && context < at;
    bool at_end = has_context && only_space(source, at);
    bool tab = at < source->length && source->bytes[at] == '\t';
    const char *words = tab ? "a tab in the indentation: use spaces" : words_of(parser->problem);
    diag(diags, SG_YAML_SYNTAX, span_at(source, at_end ? context : at, at_end ? context : at), "%s", words);
    if (has_context)
        diag_also(diags, span_at(source, at_end ? at : context, at_end ? at : context),
                  at_end ? "noticed here" : parser->context);
}

/* Directives: %TAG takes quadratic time before the first event, and tags are refused anyway. */
static bool check_directives(struct Builder *builder)
{
    const struct Source *source = builder->source;
    size_t at = text_after_mark(source);
    for (size_t line = 0; line < source->line_count; line++) {
        if (line)
            at = source->line_starts[line];
        if (source->length - at < 5 || memcmp(source->bytes + at, "%TAG", 4) != 0 ||
            !strchr(" \t", source->bytes[at + 4]))
            continue;
        diag(builder->diags, SG_YAML_DIRECTIVE, span_at(source, at, at + 4), "%s", "\"%TAG\"");
        return false;
    }
    return true;
}

static void parse(struct Yaml *yaml)
{
    const struct Source *source = yaml->builder->source;
    if (!yaml_parser_initialize(&yaml->parser))
        arena_no_memory();
    yaml_parser_set_encoding(&yaml->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&yaml->parser, (const unsigned char *)source->bytes + yaml->mark,
                                 source->length - yaml->mark);
    while (!yaml->stopped) {
        yaml_event_t event;
        if (!yaml_parser_parse(&yaml->parser, &event)) {
            tell_error(yaml);
            break;
        }
        take_event(yaml, &event);
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&yaml->parser);
    while (yaml->depth)
        if (yaml->frames[--yaml->depth].names)
            g_hash_table_unref(yaml->frames[yaml->depth].names);
}

struct Node *yaml_read(struct Builder *builder)
{
    if (!check_directives(builder))
        return NULL;
    struct Yaml yaml = {.builder = builder, .mark = text_after_mark(builder->source)};
    index_bytes(&yaml);
    text_scratch_init(&yaml.scratch);
    parse(&yaml);
    text_scratch_end(&yaml.scratch);
    g_free(yaml.strides);
    if (!builder->refused && !yaml.root)
        diag(builder->diags, SG_FILE_EMPTY, span_at(builder->source, 0, 0), "%s", "");
    return builder->refused ? NULL : yaml.root;
}
