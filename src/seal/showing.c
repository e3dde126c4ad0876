#include "seal/showing.h"

#include <stdlib.h>
#include <string.h>

/* A character code and the movement before it, in thousandths of the font size to the left. */
struct Code {
    int before;
    unsigned value;
    int bytes; /* 1, or 2 in fonts with many glyphs */
};

struct TextState {
    int spacing;
    bool known;
};

enum { ONE = 1000000, LARGEST_GAPS = 4096 };

void showing_begin(struct Showing *showing)
{
    *showing = (struct Showing){.codes = g_array_new(FALSE, FALSE, sizeof(struct Code)),
                                .saved = g_array_new(FALSE, FALSE, sizeof(struct TextState))};
}

void showing_end(struct Showing *showing)
{
    g_array_unref(showing->codes);
    g_array_unref(showing->saved);
}

void showing_save(struct Showing *showing)
{
    struct TextState state = {showing->spacing, showing->known};
    g_array_append_val(showing->saved, state);
}

bool showing_restore(struct Showing *showing)
{
    if (showing->saved->len == 0)
        return false;
    struct TextState state = g_array_index(showing->saved, struct TextState, showing->saved->len - 1);
    showing->spacing = state.spacing;
    showing->known = state.known;
    g_array_set_size(showing->saved, showing->saved->len - 1);
    return true;
}

void showing_move(struct Showing *showing)
{
    showing->pending = 0;
}

void showing_font(struct Showing *showing, long long size)
{
    showing->known = size == ONE;
}

static void add_code(struct Showing *showing, int *before, unsigned value, int bytes)
{
    struct Code code = {*before, value, bytes};
    g_array_append_val(showing->codes, code);
    *before = 0;
}

static unsigned octal(const char **at, const char *end)
{
    unsigned value = 0;
    for (int i = 0; i < 3 && *at < end && **at >= '0' && **at <= '7'; i++, (*at)++)
        value = value * 8 + (unsigned)(**at - '0');
    return value & 0xff;
}

/* Cairo writes one-byte fonts in ( ) and in < > of two digits, two-byte fonts in < > of four. */
static void add_literal(struct Showing *showing, struct Token token, int *before)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    const char *at = token.start + 1, *end = token.start + token.length - 1;
    while (at < end) {
        if (*at != '\\') {
            add_code(showing, before, (unsigned char)*at++, 1);
            continue;
        }
        at++;
        if (at < end && *at == '\n') { /* a line broken inside the string */
            at++;
            continue;
        }
        const char *named = at < end && *at ? strchr(from, *at) : NULL;
        if (at < end && *at >= '0' && *at <= '7')
            add_code(showing, before, octal(&at, end), 1);
        else if (at < end) {
            add_code(showing, before, named ? (unsigned char)to[named - from] : (unsigned char)*at, 1);
            at++;
        }
    }
}

/* Digits of a hexadecimal string: Cairo may break its line between any two of them. */
static size_t count_digits(struct Token token)
{
    size_t digits = 0;
    for (const char *at = token.start; at < token.start + token.length; at++)
        digits += g_ascii_isxdigit(*at) != 0;
    return digits;
}

static bool add_hex(struct Showing *showing, struct Token token, int *before, bool wide)
{
    size_t step = wide ? 4 : 2, met = 0;
    unsigned value = 0;
    if (count_digits(token) % step != 0)
        return false;
    for (const char *at = token.start; at < token.start + token.length; at++) {
        if (!g_ascii_isxdigit(*at))
            continue;
        value = value * 16 + (unsigned)g_ascii_xdigit_value(*at);
        if (++met % step != 0)
            continue;
        add_code(showing, before, value, wide ? 2 : 1);
        value = 0;
    }
    return true;
}

/* Whether the font has two-byte codes: no literal string with something in it, and all hexadecimal ones of 4 digits. */
static bool is_wide(const struct Token *operands, guint count)
{
    bool wide = false;
    for (guint i = 0; i < count; i++) {
        if (operands[i].kind == TOKEN_STRING && operands[i].length > 2)
            return false;
        if (operands[i].kind == TOKEN_HEX) {
            if (count_digits(operands[i]) % 4 != 0)
                return false;
            wide = true;
        }
    }
    return wide;
}

static bool parse(struct Showing *showing, const struct Token *operands, guint count, int *after)
{
    bool wide = is_wide(operands, count);
    int before = 0;
    g_array_set_size(showing->codes, 0);
    for (guint i = 0; i < count; i++) {
        switch (operands[i].kind) {
        case TOKEN_NUMBER: {
            long long value = token_millionths(operands[i]);
            if (value % ONE != 0 || llabs(value) > 1000000000000ll)
                return false;
            before += (int)(value / ONE);
            break;
        }
        case TOKEN_STRING:
            add_literal(showing, operands[i], &before);
            break;
        case TOKEN_HEX:
            if (!add_hex(showing, operands[i], &before, wide))
                return false;
            break;
        case TOKEN_ARRAY:
        case TOKEN_ARRAY_END:
            break;
        case TOKEN_END:
        case TOKEN_NAME:
        case TOKEN_DICT:
        case TOKEN_DICT_END:
        case TOKEN_OPERATOR:
        case TOKEN_BAD:
            return false;
        }
    }
    *after = before;
    return true;
}

static guint count_gaps(const struct Showing *showing, int spacing)
{
    guint found = 0;
    for (guint i = 1; i < showing->codes->len; i++)
        found += g_array_index(showing->codes, struct Code, i).before == spacing;
    return found;
}

/* The movement that most gaps have; that in force unless another saves more than setting it costs. */
static int best_spacing(const struct Showing *showing)
{
    guint gaps = MIN(showing->codes->len, LARGEST_GAPS);
    int best = 0;
    guint most = 0;
    for (guint i = 1; i < gaps && most * 2 < gaps; i++) {
        int candidate = g_array_index(showing->codes, struct Code, i).before;
        if (i > 1 && candidate == g_array_index(showing->codes, struct Code, i - 1).before)
            continue;
        guint found = count_gaps(showing, candidate);
        if (found > most) {
            most = found;
            best = candidate;
        }
        if (i > 8)
            break;
    }
    return most > count_gaps(showing, showing->spacing) + 3 ? best : showing->spacing;
}

static void append_code(GString *out, struct Code code)
{
    if (code.bytes == 2) {
        g_string_append_printf(out, "%04X", code.value);
        return;
    }
    char c = (char)code.value;
    if (c == '(' || c == ')' || c == '\\')
        g_string_append_c(out, '\\');
    if (c == '\r')
        g_string_append(out, "\\r");
    else
        g_string_append_c(out, c);
}

static void append_spacing(GString *out, int spacing)
{
    int value = abs(spacing);
    g_string_append(out, spacing > 0 ? "-" : "");
    if (value % 1000 == 0)
        g_string_append_printf(out, "%d Tc ", value / 1000);
    else {
        char digits[16];
        g_snprintf(digits, sizeof digits, "%d.%03d", value / 1000, value % 1000);
        for (size_t last = strlen(digits) - 1; digits[last] == '0'; last--)
            digits[last] = '\0';
        g_string_append_printf(out, "%s Tc ", digits[0] == '0' ? digits + 1 : digits);
    }
}

static void append_codes(struct Showing *showing, GString *out, int after)
{
    const char *open = "(", *close = ")";
    if (showing->codes->len && g_array_index(showing->codes, struct Code, 0).bytes == 2) {
        open = "<";
        close = ">";
    }
    gsize start = out->len;
    bool inside = false, moved = after != 0;
    g_string_append_c(out, '[');
    for (guint i = 0; i < showing->codes->len; i++) {
        struct Code code = g_array_index(showing->codes, struct Code, i);
        int rest = code.before - (i ? showing->spacing : showing->pending);
        if (rest) {
            g_string_append_printf(out, "%s%d", inside ? close : "", rest);
            inside = false;
            moved = true;
        }
        if (!inside)
            g_string_append(out, open);
        inside = true;
        append_code(out, code);
    }
    g_string_append(out, inside ? close : "");
    if (after)
        g_string_append_printf(out, "%d", after);
    if (moved || !showing->codes->len)
        g_string_append(out, "]TJ\n");
    else {
        g_string_erase(out, (gssize)start, 1);
        g_string_append(out, "Tj\n");
    }
}

bool showing_write(struct Showing *showing, const struct Token *operands, guint count, GString *out)
{
    int after;
    if (!parse(showing, operands, count, &after))
        return false;
    int spacing = showing->known ? best_spacing(showing) : 0;
    if (spacing != showing->spacing) {
        append_spacing(out, spacing);
        showing->spacing = spacing;
    }
    append_codes(showing, out, after);
    if (showing->codes->len)
        showing->pending = showing->spacing;
    return true;
}
