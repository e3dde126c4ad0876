/* Tags go into the files as a person would write them: around the clause, with every other byte as it was.
 *
 * The text of a clause is looked up in the bytes of its paragraph with white space folded on both sides. In
 * XML, tags and notes between the words are passed over and entities decoded; in YAML, the clause must stand
 * in one scalar: see place_yaml.c. */
#include "infer/place.h"

#include <string.h>

#include "infer/place_yaml.h"

struct Folded { /* bytes of the source without what is not text; item i stands at places[i] */
    GString *text;
    GArray *places; /* size_t */
};

static void fold_byte(struct Folded *f, char c, size_t place)
{
    if (strchr(" \n\r\t", c)) {
        if (!f->text->len || f->text->str[f->text->len - 1] == ' ')
            return;
        c = ' ';
    }
    g_string_append_c(f->text, c);
    g_array_append_val(f->places, place);
}

/* The end of a tag, and of all of a note. */
static size_t skip_markup(const char *bytes, size_t at, size_t end)
{
    bool note = end - at > 5 && !strncmp(bytes + at, "<note", 5);
    const char *close = note ? g_strstr_len(bytes + at, (gssize)(end - at), "</note") : NULL;
    const char *stop =
        memchr(close ? close : bytes + at, '>', (size_t)(bytes + end - (close ? close : bytes + at)));
    return stop ? (size_t)(stop - bytes) + 1 : end;
}

static size_t fold_entity(struct Folded *f, const char *bytes, size_t at, size_t end)
{
    static const struct {
        const char *name, *text;
    } entities[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&apos;", "'"}};
    for (size_t i = 0; i < G_N_ELEMENTS(entities); i++) {
        size_t length = strlen(entities[i].name);
        if (at + length <= end && !strncmp(bytes + at, entities[i].name, length)) {
            fold_byte(f, entities[i].text[0], at);
            return at + length;
        }
    }
    fold_byte(f, '&', at);
    return at + 1;
}

/* Whether two bytes of YAML stand for the second: an escaped mark of a scalar in quotation marks. */
static bool is_escaped(const char *bytes, size_t at)
{
    return (bytes[at] == '\\' && (bytes[at + 1] == '"' || bytes[at + 1] == '\\')) || (bytes[at] == '\'' && bytes[at + 1] == '\'');
}

static struct Folded fold(struct Span span, bool xml)
{
    struct Folded f = {g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(size_t))};
    const char *bytes = span.source->bytes;
    for (size_t at = span.start; at < span.end;) {
        if (xml && bytes[at] == '<')
            at = skip_markup(bytes, at, span.end);
        else if (xml && bytes[at] == '&')
            at = fold_entity(&f, bytes, at, span.end);
        else {
            bool escaped = !xml && at + 1 < span.end && is_escaped(bytes, at);
            fold_byte(&f, bytes[at + escaped], at);
            at += 1 + (size_t)escaped;
        }
    }
    return f;
}

static bool find_bytes(const struct Suggestion *s, bool xml, size_t *start, size_t *end)
{
    struct Folded f = fold(s->span, xml);
    const char *found = strstr(f.text->str, s->text);
    bool alone = found && !strstr(found + 1, s->text);
    if (alone) {
        size_t at = (size_t)(found - f.text->str);
        *start = g_array_index(f.places, size_t, at);
        size_t last = g_array_index(f.places, size_t, at + strlen(s->text) - 1);
        *end = last + 1 + (!xml && is_escaped(s->span.source->bytes, last));
    }
    g_string_free(f.text, TRUE);
    g_array_free(f.places, TRUE);
    return alone;
}

/* ---- XML ---- */

/* How many elements begin inside and do not end there; -1 when one ends that did not begin, or a statement is
 * among them. */
static int open_elements(const char *bytes, size_t start, size_t end)
{
    int depth = 0;
    for (size_t at = start; at < end && depth >= 0; at++) {
        if (bytes[at] != '<')
            continue;
        const char *stop = memchr(bytes + at, '>', end - at);
        if (!stop || !strncmp(bytes + at, "<statement", 10))
            return -1;
        bool closes = bytes[at + 1] == '/', empty = stop[-1] == '/';
        depth += closes ? -1 : empty ? 0 : 1;
        at = (size_t)(stop - bytes);
    }
    return depth;
}

/* Takes in the tags at the borders: <emphasis> before the first word, </emphasis> behind the last. False when
 * the clause still runs over the border of an element. */
static bool take_borders(struct Span span, size_t *start, size_t *end)
{
    const char *bytes = span.source->bytes;
    if (open_elements(bytes, *start, *end) < 0 && bytes[*start - 1] == '>') {
        size_t at = *start - 1;
        while (at > span.start && bytes[at] != '<')
            at--;
        if (at > span.start && bytes[at + 1] != '/')
            *start = at;
    }
    while (open_elements(bytes, *start, *end) > 0 && *end + 1 < span.end && bytes[*end] == '<' &&
           bytes[*end + 1] == '/') {
        const char *stop = memchr(bytes + *end, '>', span.end - *end);
        if (!stop)
            return false;
        *end = (size_t)(stop - bytes) + 1;
    }
    return open_elements(bytes, *start, *end) == 0;
}

static void place_xml(size_t start, size_t end, const char *const *attributes, GArray *changes)
{
    GString *tag = g_string_new("<statement");
    for (size_t i = 0; attributes[i]; i += 2) {
        char *value = g_markup_escape_text(attributes[i + 1], -1);
        g_string_append_printf(tag, " %s=\"%s\"", attributes[i], value);
        g_free(value);
    }
    g_string_append_c(tag, '>');
    struct Change open = {start, start, g_string_free(tag, FALSE), NULL},
                  close = {end, end, g_strdup("</statement>"), NULL};
    g_array_append_val(changes, open);
    g_array_append_val(changes, close);
}

bool place_statement(const struct Suggestion *s, const char *const *attributes, GArray *changes)
{
    const struct Source *source = s->span.source;
    bool xml = source && g_str_has_suffix(source->path, ".xml");
    size_t start = 0, end = 0;
    if (!source || !find_bytes(s, xml, &start, &end))
        return false;
    if (!xml)
        return yaml_place(s->span, start, end, attributes, changes);
    if (!take_borders(s->span, &start, &end))
        return false;
    place_xml(start, end, attributes, changes);
    return true;
}

static int compare_changes(const void *a, const void *b)
{
    const struct Change *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->text[1] == '/' ? -1 : y->text[1] == '/'; /* one statement ends where the next begins */
}

GString *place_changes(const struct Source *source, GArray *changes)
{
    GString *out = g_string_new(NULL);
    size_t at = 0;
    for (guint i = 0; i < changes->len; i++)
        if (g_array_index(changes, struct Change, i).scalar)
            yaml_write(source, &g_array_index(changes, struct Change, i));
    g_array_sort(changes, compare_changes);
    for (guint i = 0; i < changes->len; i++) {
        struct Change *c = &g_array_index(changes, struct Change, i);
        g_string_append_len(out, source->bytes + at, (gssize)(c->start - at));
        g_string_append(out, c->text);
        at = c->end;
        g_free(c->text);
    }
    g_string_append_len(out, source->bytes + at, (gssize)(source->length - at));
    g_array_set_size(changes, 0);
    return out;
}
