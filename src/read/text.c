/* Characters that must not pass, and those that a reader of a page cannot see.
 *
 * A noncharacter puts Cairo into an error that drops all later marks of the document in silence; a NUL ends
 * the XML parser in silence; a control has no shape. They are errors. Characters that reorder or hide text
 * (CVE-2021-42574) are legal in some scripts: they are warnings with a place. The common case, ASCII without
 * controls, is one table look-up a byte. */
#include "read/read_int.h"

#include <string.h>

#include <glib.h>

#include "base/diag.h"
#include "base/limits.h"

/* Findings of one file after which the rest is not looked at: a picture that is named .xml has a million. */
enum { MOST_FINDINGS = 1000, MOST_ISOLATES = 125 /* UAX 9, max_depth */ };

struct Check {
    const char *bytes;
    size_t length;
    const struct Source *source; /* places: of the source, or of a node's text */
    const struct Node *node;
    bool yaml;
    struct Diags *diags;
    size_t findings;
    bool refused;
    size_t isolates[MOST_ISOLATES]; /* where those that are open begin */
    size_t open;
};

const char *text_character_name(unsigned c)
{
    static const struct {
        unsigned character;
        const char *name;
    } names[] = {
        {0x00AD, "soft hyphen"},
        {0x034F, "combining grapheme joiner"},
        {0x115F, "Hangul filler"},
        {0x1160, "Hangul filler"},
        {0x180E, "Mongolian vowel separator"},
        {0x200B, "zero width space"},
        {0x2028, "line separator"},
        {0x2029, "paragraph separator"},
        {0x202A, "left-to-right embedding"},
        {0x202B, "right-to-left embedding"},
        {0x202C, "pop directional formatting"},
        {0x202D, "left-to-right override"},
        {0x202E, "right-to-left override"},
        {0x2060, "word joiner"},
        {0x2066, "left-to-right isolate"},
        {0x2067, "right-to-left isolate"},
        {0x2068, "first strong isolate"},
        {0x2069, "pop directional isolate"},
        {0x3164, "Hangul filler"},
        {0xFEFF, "zero width no-break space"},
        {0xFFA0, "Hangul filler"},
        {0xFFFC, "object replacement character"},
        {0xFFFD, "replacement character"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (names[i].character == c)
            return names[i].name;
    return NULL;
}

static struct Span place(const struct Check *check, size_t from, size_t to)
{
    return check->node ? node_text_span(check->node, from, to) : span_at(check->source, from, to);
}

static void found(struct Check *check, enum DiagCode code, size_t from, size_t to, unsigned character)
{
    const char *name = text_character_name(character);
    check->findings++;
    if (diag_kind(code)->severity == SEVERITY_ERROR)
        check->refused = true;
    diag(check->diags, code, place(check, from, to), "U+%04X%s%s%s", character, name ? " (" : "",
         name ? name : "", name ? ")" : "");
}

/* Bytes that begin no character, as one finding; moves behind them. */
static void found_bad_bytes(struct Check *check, size_t *at)
{
    size_t start = *at;
    GString *hex = g_string_new(NULL);
    while (*at < check->length) {
        gunichar c = g_utf8_get_char_validated(check->bytes + *at, (gssize)(check->length - *at));
        if (check->bytes[*at] == '\0' || (c != (gunichar)-1 && c != (gunichar)-2))
            break;
        if (*at - start < 4)
            g_string_append_printf(hex, "%s%02X", *at > start ? " " : "", (unsigned char)check->bytes[*at]);
        else if (*at - start == 4)
            g_string_append(hex, " ...");
        ++*at;
    }
    check->findings++;
    check->refused = true;
    diag(check->diags, SG_TEXT_NOT_UTF8, place(check, start, *at), "byte%s %s", *at - start > 1 ? "s" : "",
         hex->str);
    g_string_free(hex, TRUE);
}

static bool is_noncharacter(gunichar c)
{
    return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

static bool is_private(gunichar c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

static bool is_invisible(gunichar c)
{
    return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x180E || c == 0x200B || c == 0x2028 ||
           c == 0x2029 || (c >= 0x2060 && c <= 0x2064) || (c >= 0x206A && c <= 0x206F) || c == 0x3164 ||
           c == 0xFEFF || c == 0xFFA0 || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

/* Isolates pair within a paragraph, here: a line of the source. */
static void isolate(struct Check *check, gunichar c, size_t from, size_t to)
{
    if (c != 0x2069) {
        if (check->open < MOST_ISOLATES)
            check->isolates[check->open++] = from;
        else
            found(check, SG_TEXT_ISOLATE, from, to, c);
    } else if (check->open) {
        check->open--;
    } else {
        found(check, SG_TEXT_ISOLATE, from, to, c);
    }
}

static void end_of_line(struct Check *check)
{
    for (size_t i = 0; i < check->open; i++) {
        size_t from = check->isolates[i];
        found(check, SG_TEXT_ISOLATE, from, from + 3, g_utf8_get_char(check->bytes + from));
    }
    check->open = 0;
}

static void beyond_ascii(struct Check *check, gunichar c, size_t from, size_t to)
{
    if (c <= 0x9F) /* YAML takes U+0085 for a line end and forbids the others */
        found(check, check->yaml && c != 0x85 ? SG_TEXT_CONTROL : SG_TEXT_C1, from, to, c);
    else if (is_noncharacter(c))
        found(check, SG_TEXT_NONCHARACTER, from, to, c);
    else if (c >= 0x202A && c <= 0x202E)
        found(check, SG_TEXT_BIDI, from, to, c);
    else if (c >= 0x2066 && c <= 0x2069)
        isolate(check, c, from, to);
    else if (c == 0xFEFF && check->yaml)
        found(check, SG_TEXT_CONTROL, from, to, c);
    else if (is_invisible(c))
        found(check, SG_TEXT_INVISIBLE, from, to, c);
    else if (is_private(c))
        found(check, SG_TEXT_PRIVATE, from, to, c);
    else if (c == 0xFFFC || c == 0xFFFD)
        found(check, SG_TEXT_REPLACEMENT, from, to, c);
}

static void check_text(struct Check *check, size_t at)
{
    while (at < check->length && check->findings < MOST_FINDINGS) {
        unsigned char byte = (unsigned char)check->bytes[at];
        if (byte >= 0x20 && byte < 0x7F) {
            at++;
        } else if (byte >= 0x80) {
            gunichar c = g_utf8_get_char_validated(check->bytes + at, (gssize)(check->length - at));
            if (c == (gunichar)-1 || c == (gunichar)-2) {
                found_bad_bytes(check, &at);
                continue;
            }
            size_t next = (size_t)(g_utf8_next_char(check->bytes + at) - check->bytes);
            beyond_ascii(check, c, at, next);
            at = next;
        } else {
            if (byte == '\0')
                found(check, SG_TEXT_NUL, at, at + 1, 0);
            else if (byte == '\n' || byte == '\r')
                end_of_line(check);
            else if (byte != '\t')
                found(check, SG_TEXT_CONTROL, at, at + 1, byte);
            at++;
        }
    }
    end_of_line(check);
}

/* A mark at the start, or zero bytes where UTF-16 has them: NULL when it looks like UTF-8. */
static const char *foreign_encoding(const char *bytes, size_t length)
{
    if (length >= 4 && (memcmp(bytes, "\xFF\xFE\0\0", 4) == 0 || memcmp(bytes, "\0\0\xFE\xFF", 4) == 0))
        return "UTF-32";
    if (length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        return "UTF-16";
    if (length >= 4 && ((!bytes[0] && bytes[1] && !bytes[2] && bytes[3]) ||
                        (bytes[0] && !bytes[1] && bytes[2] && !bytes[3])))
        return "UTF-16";
    return NULL;
}

bool text_check_source(struct Source *source, bool yaml, struct Diags *diags)
{
    const char *foreign = foreign_encoding(source->bytes, source->length);
    if (foreign) {
        diag(diags, SG_TEXT_ENCODING, span_at(source, 0, 0), "%s", foreign);
        return false;
    }
    struct Check check = {
        .bytes = source->bytes, .length = source->length, .source = source, .yaml = yaml, .diags = diags};
    check_text(&check, text_after_mark(source));
    return !check.refused;
}

size_t text_after_mark(const struct Source *source)
{
    return source->length >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

bool text_check_scratch(const struct TextScratch *scratch, const struct Source *source, struct Diags *diags)
{
    struct Node node = {.kind = NODE_TEXT,
                        .text = scratch->text->str,
                        .length = scratch->text->len,
                        .span = text_scratch_span(scratch, source),
                        .pieces = (const struct TextPiece *)(const void *)scratch->pieces->data,
                        .piece_count = scratch->pieces->len};
    struct Check check = {
        .bytes = node.text, .length = node.length, .source = source, .node = &node, .diags = diags};
    check_text(&check, 0);
    return !check.refused;
}
