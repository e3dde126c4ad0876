/* Our own look at the bytes of an XML file, beside libxml2.
 *
 * libxml2 decides what is well-formed. It does not say where things stand: its DOM has no columns, its lines
 * are those of the end of a tag, the values it hands over are copies. And it takes quadratic time in the
 * attributes of a tag. So the bytes are walked twice more: before the parse, for what must not reach the
 * parser; and after each event, when the piece of source between two tags is known to be well-formed, to
 * decode it together with its places. Taking the text from the characters() callbacks was rejected: they come
 * in pieces, with xmlByteConsumed() wrong inside. */
#include "read/read_int.h"

#include <string.h>

#include <glib.h>

#include "base/diag.h"
#include "base/limits.h"

static bool starts(const struct Source *source, size_t at, const char *word)
{
    size_t length = strlen(word);
    return source->length - at >= length && memcmp(source->bytes + at, word, length) == 0;
}

/* Behind the next `word`, or the end of the source. */
static size_t behind(const struct Source *source, size_t at, const char *word)
{
    for (const char *hit; (hit = memchr(source->bytes + at, word[0], source->length - at)); at++) {
        at = (size_t)(hit - source->bytes);
        if (starts(source, at, word))
            return at + strlen(word);
    }
    return source->length;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Walks one tag from its '<'. Returns its end, or where the next '<' breaks it: the parser will say so. */
static size_t walk_tag(const struct Source *source, size_t start, size_t *attributes)
{
    char quote = 0;
    size_t at = start + 1;
    *attributes = 0;
    for (; at < source->length; at++) {
        char c = source->bytes[at];
        if (c == '<')
            return at;
        if (quote) {
            if (c == quote)
                quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '=') {
            ++*attributes;
        } else if (c == '>') {
            return at + 1;
        }
    }
    return at;
}

static bool check_tag(struct Source *source, size_t start, size_t end, size_t attributes, struct Diags *diags)
{
    if (end - start > LIMIT_TAG_BYTES)
        diag(diags, SG_XML_TAG_LENGTH, span_at(source, start, start + 1), "%zu bytes, at most %d",
             end - start, LIMIT_TAG_BYTES);
    else if (attributes > LIMIT_ATTRIBUTES)
        diag(diags, SG_XML_ATTRIBUTES, span_at(source, start, start + 1), "%zu, at most %d", attributes,
             LIMIT_ATTRIBUTES);
    else
        return true;
    return false;
}

static bool instructs(const struct Source *source, size_t at, const char *name)
{
    size_t end = at + strlen(name);
    return starts(source, at, name) && end < source->length &&
           (is_space(source->bytes[end]) || source->bytes[end] == '?');
}

/* Instructions to programs carry nothing of the document; those that tell an editor its schema are expected.
 */
static size_t check_instruction(struct Source *source, size_t at, struct Diags *diags)
{
    size_t end = behind(source, at + 2, "?>");
    if (!instructs(source, at, "<?xml") && !instructs(source, at, "<?xml-model") &&
        !instructs(source, at, "<?xml-stylesheet"))
        diag(diags, SG_XML_INSTRUCTION, span_at(source, at, end), "%s", "");
    return end;
}

bool xml_check_encoding(struct Source *source, struct Diags *diags)
{
    size_t at = text_after_mark(source);
    if (!instructs(source, at, "<?xml"))
        return true;
    size_t end = MIN(behind(source, at, "?>"), at + LIMIT_TAG_BYTES);
    struct XmlAttribute attribute;
    for (at += 5; xml_next_attribute(source, &at, end, &attribute);) {
        size_t length = attribute.value_end - attribute.value_start;
        const char *value = source->bytes + attribute.value_start;
        if (attribute.name_end - attribute.name_start != 8 ||
            !starts(source, attribute.name_start, "encoding"))
            continue;
        if ((length == 5 && g_ascii_strncasecmp(value, "UTF-8", 5) == 0) ||
            (length == 8 && g_ascii_strncasecmp(value, "US-ASCII", 8) == 0))
            return true;
        diag(diags, SG_TEXT_ENCODING, span_at(source, attribute.value_start, attribute.value_end), "%.*s",
             (int)MIN(length, 40u), value);
        return false;
    }
    return true;
}

bool xml_prescan(struct Source *source, struct Diags *diags)
{
    bool good = true;
    size_t at = text_after_mark(source);
    while (at < source->length) {
        const char *open = memchr(source->bytes + at, '<', source->length - at);
        if (!open)
            break;
        at = (size_t)(open - source->bytes);
        if (starts(source, at, "<!--")) {
            at = behind(source, at + 4, "-->");
        } else if (starts(source, at, "<![CDATA[")) {
            at = behind(source, at + 9, "]]>");
        } else if (starts(source, at, "<?")) {
            at = check_instruction(source, at, diags);
        } else if (starts(source, at, "<!DOCTYPE")) {
            diag(diags, SG_XML_DOCTYPE, span_at(source, at, at + 9), "%s", "");
            return false; /* what follows is of another grammar */
        } else {
            size_t attributes, end = walk_tag(source, at, &attributes);
            good &= check_tag(source, at, end, attributes, diags);
            at = end;
        }
    }
    return good;
}

/* The character of a reference "&...;" at `at`, whose end is set; 0 when it is none. */
static gunichar reference(const struct Source *source, size_t at, size_t to, size_t *end)
{
    static const struct {
        const char *name;
        char character;
    } named[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    for (size_t i = 0; i < G_N_ELEMENTS(named); i++) {
        if (starts(source, at, named[i].name)) {
            *end = at + strlen(named[i].name);
            return (gunichar)named[i].character;
        }
    }
    const char *close = memchr(source->bytes + at, ';', to - at);
    if (!close || source->bytes[at + 1] != '#')
        return 0;
    bool hex = source->bytes[at + 2] == 'x';
    *end = (size_t)(close - source->bytes) + 1;
    return (gunichar)g_ascii_strtoull(source->bytes + at + (hex ? 3 : 2), NULL, hex ? 16 : 10);
}

/* One step of content at `at`: a reference, a line end or plain bytes. Returns the place behind it. */
static size_t decode_step(const struct Source *source, size_t at, size_t to, bool attribute,
                          struct TextScratch *scratch)
{
    const char *bytes = source->bytes;
    text_scratch_piece(scratch, at);
    if (bytes[at] == '&') {
        size_t end = at + 1;
        gunichar c = reference(source, at, to, &end);
        if (c)
            g_string_append_unichar(scratch->text, c);
        return end;
    }
    if (bytes[at] == '\r') {
        g_string_append_c(scratch->text, attribute ? ' ' : '\n');
        return at + (at + 1 < to && bytes[at + 1] == '\n' ? 2 : 1);
    }
    size_t end = at;
    if (attribute)
        while (end < to && bytes[end] != '&' && !is_space(bytes[end]))
            end++;
    else
        while (end < to && bytes[end] != '&' && bytes[end] != '\r' && bytes[end] != '<')
            end++;
    if (end > at) {
        g_string_append_len(scratch->text, bytes + at, (gssize)(end - at));
        return end;
    }
    g_string_append_c(scratch->text,
                      attribute ? ' ' : bytes[at]); /* white space of an attribute becomes spaces */
    return at + 1;
}

/* A CDATA section is plain but for its line ends. */
static void decode_cdata(const struct Source *source, size_t from, size_t to, struct TextScratch *scratch)
{
    while (from < to) {
        const char *cr = memchr(source->bytes + from, '\r', to - from);
        size_t end = cr ? (size_t)(cr - source->bytes) : to;
        text_scratch_piece(scratch, from);
        g_string_append_len(scratch->text, source->bytes + from, (gssize)(end - from));
        from = cr ? decode_step(source, end, to, false, scratch) : end;
    }
}

void xml_decode(const struct Source *source, size_t from, size_t to, bool attribute,
                struct TextScratch *scratch)
{
    for (size_t at = from; at < to;) {
        size_t end;
        if (attribute || source->bytes[at] != '<') {
            at = decode_step(source, at, to, attribute, scratch);
            continue;
        }
        if (starts(source, at, "<![CDATA[")) {
            end = MIN(behind(source, at + 9, "]]>"), to);
            text_scratch_gap(scratch, at, at + 9);
            decode_cdata(source, at + 9, end - 3, scratch);
            text_scratch_gap(scratch, end - 3, end);
        } else {
            end = source->bytes[at + 1] == '?' ? behind(source, at + 2, "?>") : behind(source, at + 4, "-->");
            end = MIN(end, to);
            text_scratch_gap(scratch, at, end);
        }
        at = end;
    }
    text_scratch_piece(scratch, to); /* where a reference at the end ends */
}

size_t xml_unfinished(const struct Source *source, size_t from)
{
    static const char *const marks[][2] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    for (size_t at = from; at < source->length; at++) {
        const char *open = memchr(source->bytes + at, '<', source->length - at);
        if (!open)
            break;
        at = (size_t)(open - source->bytes);
        for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
            if (!starts(source, at, marks[i][0]))
                continue;
            size_t inside = at + strlen(marks[i][0]), length = strlen(marks[i][1]),
                   end = behind(source, inside, marks[i][1]);
            if (end - inside < length || memcmp(source->bytes + end - length, marks[i][1], length) != 0)
                return at;
            at = end - 1;
            break;
        }
    }
    return source->length;
}

bool xml_next_attribute(const struct Source *source, size_t *at, size_t end, struct XmlAttribute *attribute)
{
    const char *bytes = source->bytes;
    size_t i = *at;
    while (i < end && is_space(bytes[i]))
        i++;
    attribute->name_start = i;
    while (i < end && !is_space(bytes[i]) && bytes[i] != '=' && bytes[i] != '/' && bytes[i] != '>')
        i++;
    attribute->name_end = i;
    while (i < end && (is_space(bytes[i]) || bytes[i] == '='))
        i++;
    if (i >= end || attribute->name_end == attribute->name_start || (bytes[i] != '"' && bytes[i] != '\''))
        return false;
    attribute->value_start = i + 1;
    const char *close = memchr(bytes + i + 1, bytes[i], end - i - 1);
    attribute->value_end = close ? (size_t)(close - bytes) : end;
    *at = MIN(attribute->value_end + 1, end);
    return true;
}
