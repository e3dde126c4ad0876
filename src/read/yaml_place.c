/* Where the bytes of a YAML scalar stand in the source.
 *
 * libyaml hands over the value and the range it was read from. The value is found again in that range, by the
 * rules of its style: plain and quoted texts fold line ends to a space or to fewer line ends, quotes are
 * doubled, backslashes escape, blocks lose their indentation. Nothing is decoded twice: the value is the
 * parser's, and where the walk does not find it as expected, it says so by leaving the rest of the value to
 * the piece before. */
#include "read/read_int.h"

#include <string.h>

#include <glib.h>

struct Walk {
    const char *source;
    size_t at, to; /* in the source */
    const char *value;
    size_t done, length; /* in the value */
    struct TextScratch *scratch;
};

static void take(struct Walk *walk, size_t bytes)
{
    g_string_append_len(walk->scratch->text, walk->value + walk->done, (gssize)bytes);
    walk->done += bytes;
}

static void mark(struct Walk *walk)
{
    text_scratch_piece(walk->scratch, walk->at);
}

/* Length of the line end at a place: LF, CR, CR LF, and those of YAML 1.1: U+0085, U+2028, U+2029. 0: none.
 */
static size_t line_end(const struct Walk *walk, size_t at)
{
    const unsigned char *s = (const unsigned char *)walk->source + at;
    size_t left = walk->to - at;
    if (left >= 2 && s[0] == '\r' && s[1] == '\n')
        return 2;
    if (left >= 1 && (s[0] == '\n' || s[0] == '\r'))
        return 1;
    if (left >= 2 && s[0] == 0xC2 && s[1] == 0x85)
        return 2;
    return left >= 3 && s[0] == 0xE2 && s[1] == 0x80 && (s[2] == 0xA8 || s[2] == 0xA9) ? 3 : 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Behind blanks, when a line end follows them; `at` otherwise. */
static size_t before_line_end(const struct Walk *walk, size_t at)
{
    size_t i = at;
    while (i < walk->to && is_blank(walk->source[i]))
        i++;
    return i < walk->to && line_end(walk, i) ? i : at;
}

/* Blanks, line ends and indentation of a flow scalar: a space, or the line ends but the first. */
static bool fold(struct Walk *walk, bool escaped)
{
    size_t at = before_line_end(walk, walk->at), breaks = 0, n;
    if (at == walk->to || !line_end(walk, at))
        return false;
    mark(walk);
    while (at < walk->to) {
        if ((n = line_end(walk, at)))
            breaks++, at += n;
        else if (is_blank(walk->source[at]))
            at++;
        else
            break;
    }
    size_t line_ends = 0;
    while (line_ends + 1 < breaks && walk->done + line_ends < walk->length &&
           walk->value[walk->done + line_ends] == '\n')
        line_ends++;
    if (line_ends)
        take(walk, line_ends);
    else if (!escaped && walk->done < walk->length && walk->value[walk->done] == ' ')
        take(walk, 1);
    walk->at = at;
    return true;
}

static size_t character_length(const struct Walk *walk)
{
    size_t n = (size_t)(g_utf8_next_char(walk->value + walk->done) - (walk->value + walk->done));
    return MIN(n, walk->length - walk->done);
}

/* A backslash and what belongs to it; moves behind it. */
static void escape(struct Walk *walk)
{
    size_t digits = 0;
    if (walk->at + 1 < walk->to) {
        char c = walk->source[walk->at + 1];
        digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
    }
    if (walk->at + 1 < walk->to && line_end(walk, walk->at + 1)) {
        walk->at++;
        fold(walk, true);
        return;
    }
    mark(walk);
    take(walk, walk->done < walk->length ? character_length(walk) : 0);
    walk->at = MIN(walk->at + 2 + digits, walk->to);
}

/* Bytes that stand in the value as in the source and mean themselves in every style. */
static size_t plain_run(const struct Walk *walk)
{
    size_t most = MIN(walk->to - walk->at, walk->length - walk->done), n = 0;
    const char *source = walk->source + walk->at, *value = walk->value + walk->done;
    while (n < most && source[n] == value[n] && !strchr(" \t\r\n'\\\xC2\xE2", source[n]))
        n++;
    return n;
}

static void walk_flow(struct Walk *walk, enum ScalarStyle style)
{
    char quote = style == SCALAR_SINGLE ? '\'' : style == SCALAR_DOUBLE ? '"' : 0;
    if (quote && walk->to > walk->at + 1)
        walk->at++, walk->to--;
    while (walk->done < walk->length && walk->at < walk->to) {
        char c = walk->source[walk->at];
        size_t run = plain_run(walk);
        if (run) {
            mark(walk);
            take(walk, run);
            walk->at += run;
        } else if (style == SCALAR_DOUBLE && c == '\\') {
            escape(walk);
        } else if (!fold(walk, false)) {
            if (c != walk->value[walk->done])
                return;
            mark(walk);
            take(walk, 1);
            walk->at += style == SCALAR_SINGLE && c == '\'' ? 2 : 1;
        }
    }
    if (walk->done == walk->length)
        mark(walk);
}

/* The line of a block at walk->at: its content without indentation, and where the next one starts. */
static size_t line_length(const struct Walk *walk, size_t *next)
{
    size_t end = walk->at;
    while (end < walk->to && !line_end(walk, end))
        end++;
    *next = end < walk->to ? end + line_end(walk, end) : end;
    return end - walk->at;
}

/* Blanks and line ends of the value that stand before `content`. They are a piece at the end of the line
 * before. */
static bool skip_to(struct Walk *walk, const char *content, size_t length, size_t line_before)
{
    size_t n = 0, left = walk->length - walk->done;
    while (n < left && (left - n < length || memcmp(walk->value + walk->done + n, content, length) != 0)) {
        char c = walk->value[walk->done + n];
        if (c != ' ' && c != '\n')
            return false;
        n++;
    }
    if (n) {
        text_scratch_piece(walk->scratch, line_before);
        take(walk, n);
    }
    return walk->done < walk->length;
}

/* How many spaces stand in the value before the first character of the line that is its first with one. */
static size_t leading_spaces(const struct Walk *walk)
{
    size_t first = walk->done, spaces = 0;
    while (first < walk->length && (walk->value[first] == ' ' || walk->value[first] == '\n'))
        first++;
    while (first - spaces > walk->done && walk->value[first - spaces - 1] == ' ')
        spaces++;
    return spaces;
}

/* Literal and folded blocks, line by line behind their header. */
static void walk_block(struct Walk *walk)
{
    size_t next, indentation = G_MAXSIZE, line_before = walk->at;
    line_length(walk, &next);
    for (walk->at = next; walk->at < walk->to && walk->done < walk->length; walk->at = next) {
        size_t length = line_length(walk, &next), blanks = 0;
        while (blanks < length && walk->source[walk->at + blanks] == ' ')
            blanks++;
        if (blanks == length && blanks <= MIN(indentation, length))
            continue; /* an empty line: a line end of the value, taken with the next content */
        if (indentation == G_MAXSIZE)
            indentation = blanks - MIN(blanks, leading_spaces(walk));
        size_t cut = MIN(indentation, length);
        if (!skip_to(walk, walk->source + walk->at + cut, length - cut, line_before))
            return;
        text_scratch_piece(walk->scratch, walk->at + cut);
        take(walk, MIN(length - cut, walk->length - walk->done));
        line_before = walk->at + length;
    }
    if (walk->done < walk->length)
        text_scratch_piece(walk->scratch, line_before);
}

void yaml_align(const struct Source *source, size_t from, size_t to, enum ScalarStyle style,
                const char *value, size_t length, struct TextScratch *scratch)
{
    struct Walk walk = {
        .source = source->bytes, .at = from, .to = to, .value = value, .length = length, .scratch = scratch};
    if (style == SCALAR_LITERAL || style == SCALAR_FOLDED)
        walk_block(&walk);
    else
        walk_flow(&walk, style);
    if (!scratch->pieces->len)
        text_scratch_piece(scratch, from);
    take(&walk, walk.length - walk.done);
}
