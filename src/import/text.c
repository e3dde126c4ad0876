/* Running text to blocks: lines, then the marks inside a block.
 *
 * A star is the worst of them: it opens or closes italics, or it is the call of a star note ("agenda*",
 * "Cuba:* draft resolution", "* A note."). It opens italics when a word begins behind it, none ends before it,
 * and a star stands further on where a word ends; else it is a call. Those of the source that stay without a
 * partner are told. */
#include "import/manuscript.h"

#include <string.h>

#include "base/diag.h"

#define LONGEST_LINK 2000 /* bytes, of its words and of its address */

struct Scan {
    const char *bytes; /* of the source */
    size_t at, end;    /* of the block */
    struct Passage *passage;
    struct Diags *diags;
    const struct Source *source;
    size_t unclosed[4]; /* that many stars are known to close nothing up to there: found once, not at every star */
};

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || (unsigned char)c >= 0x80;
}

static bool starts(const struct Scan *s, size_t at, const char *word)
{
    size_t length = strlen(word);
    return at + length <= s->end && !memcmp(s->bytes + at, word, length);
}

/* ---- Calls of notes ---- */

/* The digit that a superscript stands for, and its length; 0: it is none. */
static size_t superscript(const struct Scan *s, size_t at, char *digit)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    for (size_t i = 0; i < G_N_ELEMENTS(digits); i++)
        if (starts(s, at, digits[i])) {
            *digit = (char)('0' + i);
            return strlen(digits[i]);
        }
    return 0;
}

static bool superscripts(struct Scan *s)
{
    char label[16];
    size_t count = 0, at = s->at, length;
    while (count < sizeof label && (length = superscript(s, at, &label[count])) != 0) {
        at += length;
        count++;
    }
    if (!count)
        return false;
    passage_call(s->passage, label, count, s->at);
    s->at = at;
    return true;
}

/* "<sup>1</sup>", "^{**}", with or without backslashes before stars. */
static bool raised(struct Scan *s)
{
    bool html = starts(s, s->at, "<sup>");
    if (!html && !starts(s, s->at, "^{"))
        return false;
    const char *close = html ? "</sup>" : "}";
    size_t from = s->at + (html ? 5 : 2), at = from;
    char label[16];
    size_t count = 0;
    for (; at < s->end && count < sizeof label && !starts(s, at, close); at++) {
        char c = s->bytes[at];
        if (g_ascii_isalnum(c) || c == '*')
            label[count++] = c;
        else if (c != '\\' && c != ' ')
            return false;
    }
    bool lone = count && (label[0] == '*' || g_ascii_isdigit(label[0]) || count == 1);
    if (!lone || !starts(s, at, close))
        return false;
    passage_call(s->passage, label, count, s->at);
    s->at = at + strlen(close);
    return true;
}

/* Stars from `at` on, backslashes before them left out of the count; *after is behind them. */
static size_t stars(const struct Scan *s, size_t at, size_t *after)
{
    size_t count = 0;
    for (;;) {
        if (starts(s, at, "\\*"))
            at += 2;
        else if (starts(s, at, "*"))
            at++;
        else
            break;
        count++;
    }
    *after = at;
    return count;
}

/* ---- Italics and bold ---- */

static bool word_before(const struct Scan *s, size_t at)
{
    return at > 0 && is_word(s->bytes[at - 1]);
}

/* Where stars in that number close what a star opened before `at`; SIZE_MAX: nowhere in the block. */
static size_t closing_stars(struct Scan *s, size_t at, size_t count)
{
    if (s->unclosed[count] == s->end)
        return SIZE_MAX;
    for (; at < s->end; at++) {
        if (s->bytes[at] == '\\') {
            at++;
            continue;
        }
        size_t after, found = s->bytes[at] == '*' ? stars(s, at, &after) : 0;
        if (!found)
            continue;
        bool ends_word = !is_space(s->bytes[at - 1]) && (after == s->end || !is_word(s->bytes[after]));
        if (found == count && ends_word)
            return at;
        at = after - 1;
    }
    s->unclosed[count] = s->end;
    return SIZE_MAX;
}

static void scan_range(struct Scan *s, size_t end);

static bool emphasized(struct Scan *s)
{
    size_t after, count = s->bytes[s->at] == '*' ? stars(s, s->at, &after) : 0;
    if (!count || count > 3 || after >= s->end || is_space(s->bytes[after]) || word_before(s, s->at))
        return false;
    size_t close = closing_stars(s, after, count);
    if (close == SIZE_MAX)
        return false;
    size_t start = s->passage->text->len;
    s->at = after;
    scan_range(s, close);
    if (count != 2)
        passage_mark(s->passage, MARK_EMPHASIS, start, NULL, 0);
    if (count != 1)
        passage_mark(s->passage, MARK_STRONG, start, NULL, 0);
    s->at = close + count;
    return true;
}

static bool starred(struct Scan *s)
{
    size_t after, count = stars(s, s->at, &after);
    if (!count)
        return false;
    if (count > 4) {
        diag(s->diags, SG_IMPORT_STRAY_MARK, span_at(s->source, s->at, after), "%zu stars", count);
        passage_add(s->passage, s->bytes + s->at, after - s->at, s->at);
    } else {
        passage_call(s->passage, "****", count, s->at);
    }
    s->at = after;
    return true;
}

/* ---- Links ---- */

static bool linked(struct Scan *s)
{
    if (s->bytes[s->at] != '[')
        return false;
    const char *words = s->bytes + s->at + 1, *limit = s->bytes + s->end;
    const char *close = memchr(words, ']', MIN((size_t)(limit - words), LONGEST_LINK));
    if (!close || close + 1 >= limit || close[1] != '(' || memchr(words, '[', (size_t)(close - words)))
        return false;
    const char *address = close + 2, *end = memchr(address, ')', MIN((size_t)(limit - address), LONGEST_LINK));
    if (!end || memchr(address, ' ', (size_t)(end - address)) || memchr(address, '\n', (size_t)(end - address)))
        return false;
    size_t start = s->passage->text->len, whole = s->at;
    s->at++;
    scan_range(s, (size_t)(close - s->bytes));
    s->at = (size_t)(end + 1 - s->bytes);
    if (g_str_has_prefix(address, "http://") || g_str_has_prefix(address, "https://") || g_str_has_prefix(address, "mailto:"))
        passage_mark(s->passage, MARK_LINK, start, address, (size_t)(end - address));
    else
        diag(s->diags, SG_IMPORT_LINK_EMPTY, span_at(s->source, whole, s->at), "\"%.*s\"", (int)MIN(end - address, 80), address);
    return true;
}

/* ---- A block ---- */

static bool escaped(struct Scan *s)
{
    if (s->bytes[s->at] != '\\' || s->at + 1 >= s->end || !g_ascii_ispunct(s->bytes[s->at + 1]) || s->bytes[s->at + 1] == '*')
        return false;
    passage_add(s->passage, s->bytes + s->at + 1, 1, s->at + 1);
    s->at += 2;
    return true;
}

/* White space becomes one character: '\n' when there is an end of line in it. */
static bool spaced(struct Scan *s)
{
    size_t from = s->at;
    bool line = false;
    for (; s->at < s->end && is_space(s->bytes[s->at]); s->at++)
        line = line || s->bytes[s->at] == '\n' || s->bytes[s->at] == '\r';
    while (line && s->at < s->end && s->bytes[s->at] == '>') /* a quotation of a mail or of Markdown */
        for (s->at++; s->at < s->end && s->bytes[s->at] == ' ';)
            s->at++;
    if (s->at == from)
        return false;
    passage_add(s->passage, line ? "\n" : " ", 1, from);
    return true;
}

static void scan_range(struct Scan *s, size_t end)
{
    size_t outer = s->end;
    s->end = end;
    while (s->at < s->end) {
        if (spaced(s) || superscripts(s) || raised(s) || escaped(s) || emphasized(s) || starred(s) || linked(s))
            continue;
        size_t length = (size_t)(g_utf8_next_char(s->bytes + s->at) - (s->bytes + s->at));
        length = MIN(length, s->end - s->at);
        if (starts(s, s->at, CALL_CHARACTER))
            diag(s->diags, SG_IMPORT_STRAY_MARK, span_at(s->source, s->at, s->at + length), "a mark of an object");
        else
            passage_add(s->passage, s->bytes + s->at, length, s->at);
        s->at += length;
    }
    s->end = outer;
}

static void add_block(struct Manuscript *manuscript, struct Diags *diags, size_t from, size_t to)
{
    const char *bytes = manuscript->source->bytes;
    while (to > from && is_space(bytes[to - 1]))
        to--;
    size_t hashes = 0;
    while (from < to && (is_space(bytes[from]) || bytes[from] == '>'))
        from++;
    while (from + hashes < to && bytes[from + hashes] == '#')
        hashes++;
    if (hashes && from + hashes < to && bytes[from + hashes] == ' ')
        from += hashes + 1;
    else
        hashes = 0;
    if (from >= to)
        return;
    struct ImportBlock *block = manuscript_add(manuscript, BLOCK_TEXT);
    struct Scan scan = {bytes, from, to, block->passage, diags, manuscript->source, {0}};
    scan_range(&scan, to);
    passage_settle(block->passage);
    block->heading = (int)MIN(hashes, 6);
    block_take_label(block);
}

/* True when the line is the first of a note, though no blank line stands before it. */
static bool begins_note(const char *line, size_t length)
{
    struct Scan s = {line, 0, length, NULL, NULL, NULL, {0}};
    char digit;
    size_t after, count = stars(&s, 0, &after);
    if (count && count <= 3)
        return after < length && line[after] == ' ';
    return superscript(&s, 0, &digit) || starts(&s, 0, "<sup>") || starts(&s, 0, "^{");
}

struct Manuscript *manuscript_of_text(const struct Source *source, struct Diags *diags)
{
    struct Manuscript *manuscript = manuscript_new(source);
    size_t from = 0;
    bool open = false;
    for (size_t at = 0; at < source->length;) {
        size_t end = at;
        bool empty = true;
        for (; end < source->length && source->bytes[end] != '\n'; end++)
            empty = empty && (is_space(source->bytes[end]) || source->bytes[end] == '>');
        if (open && (empty || begins_note(source->bytes + at, end - at))) {
            add_block(manuscript, diags, from, at);
            open = false;
        }
        if (!empty && !open) {
            from = at;
            open = true;
        }
        at = end + 1;
    }
    if (open)
        add_block(manuscript, diags, from, source->length);
    return manuscript;
}
