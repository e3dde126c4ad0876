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
    int spacing, word;
    bool known;
    struct Token font;
};

/* Rounding of the layout moves letters by a thousandth: so much is carried on to the next gap that needs a number. */
enum { ONE = 1000000, CARRIED = 2, COST = 3 };

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
    struct TextState state = {showing->spacing, showing->word, showing->known, showing->font};
    g_array_append_val(showing->saved, state);
}

bool showing_restore(struct Showing *showing)
{
    if (showing->saved->len == 0)
        return false;
    struct TextState state = g_array_index(showing->saved, struct TextState, showing->saved->len - 1);
    showing->spacing = state.spacing;
    showing->word = state.word;
    showing->known = state.known;
    showing->font = state.font;
    g_array_set_size(showing->saved, showing->saved->len - 1);
    return true;
}

void showing_move(struct Showing *showing)
{
    showing->pending = 0;
}

bool showing_font(struct Showing *showing, struct Token name, long long size)
{
    struct Token before = showing->font;
    bool same = showing->known && size == ONE && before.length == name.length &&
                memcmp(before.start, name.start, name.length) == 0;
    showing->known = size == ONE;
    showing->font = name;
    return same;
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
        if (at < end && *at == '\n') { /* the line goes on */
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

/* Digits of a hexadecimal string: Cairo breaks its lines inside it. */
static size_t hex_digits(struct Token token)
{
    size_t count = 0;
    for (size_t i = 0; i < token.length; i++)
        count += g_ascii_isxdigit(token.start[i]);
    return count;
}

static bool add_hex(struct Showing *showing, struct Token token, int *before, bool wide)
{
    size_t step = wide ? 4 : 2, digits = 0;
    unsigned value = 0;
    for (size_t i = 0; i < token.length; i++) {
        if (!g_ascii_isxdigit(token.start[i]))
            continue;
        value = value * 16 + (unsigned)g_ascii_xdigit_value(token.start[i]);
        if (++digits % step != 0)
            continue;
        add_code(showing, before, value, wide ? 2 : 1);
        value = 0;
    }
    return digits % step == 0;
}

/* Whether the font has two-byte codes: no literal string with something in it, and all hexadecimal ones of 4 digits. */
static bool is_wide(const struct Token *operands, guint count)
{
    bool wide = false;
    for (guint i = 0; i < count; i++) {
        if (operands[i].kind == TOKEN_STRING && operands[i].length > 2)
            return false;
        if (operands[i].kind == TOKEN_HEX) {
            if (hex_digits(operands[i]) % 4 != 0)
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

static const struct Code *code_at(const struct Showing *showing, guint index)
{
    return &g_array_index(showing->codes, struct Code, index);
}

static bool is_space(const struct Code *code)
{
    return code->bytes == 1 && code->value == ' ';
}

/* How many gaps the movement suits: those behind spaces, or the others. */
static guint count_gaps(const struct Showing *showing, int movement, bool spaces)
{
    guint found = 0;
    for (guint i = 1; i < showing->codes->len; i++)
        found += is_space(code_at(showing, i - 1)) == spaces && abs(code_at(showing, i)->before - movement) <= 1;
    return found;
}

/* The movement that suits most of the first few gaps; that in force unless another saves more than setting it costs. */
static int best_movement(const struct Showing *showing, int in_force, bool spaces)
{
    int best = in_force;
    guint most = count_gaps(showing, in_force, spaces), tried = 0;
    guint enough = most + COST - (spaces ? 1 : 0);
    for (guint i = 1; i < showing->codes->len && tried < 6; i++) {
        int candidate = code_at(showing, i)->before;
        if (is_space(code_at(showing, i - 1)) != spaces || candidate == best)
            continue;
        tried++;
        guint found = count_gaps(showing, candidate, spaces);
        if (found > most && found > enough) {
            most = found;
            best = candidate;
        }
    }
    return best;
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

/* "-.03": a movement as the operand of Tc and Tw, which count the other way and in whole units. */
static void append_spacing(GString *out, int movement, const char *operator)
{
    char digits[24];
    int value = abs(movement);
    g_snprintf(digits, sizeof digits, "%d.%03d", value / 1000, value % 1000);
    size_t last = strlen(digits) - 1;
    while (digits[last] == '0')
        digits[last--] = '\0';
    if (digits[last] == '.')
        digits[last] = '\0';
    bool fraction = digits[0] == '0' && digits[1] == '.';
    g_string_append_printf(out, "%s%s %s ", movement > 0 ? "-" : "", fraction ? digits + 1 : digits, operator);
}

static int spacing_after(const struct Showing *showing, const struct Code *code)
{
    return showing->spacing + (is_space(code) ? showing->word : 0);
}

/* The codes with the numbers that are left between them; what moved the pen behind the last one is pending. */
static void append_codes(struct Showing *showing, GString *out, int after)
{
    guint count = showing->codes->len;
    bool wide = count && code_at(showing, 0)->bytes == 2, inside = false, moved = after != 0;
    gsize start = out->len;
    int carried = 0;
    g_string_append_c(out, '[');
    for (guint i = 0; i < count; i++) {
        carried += code_at(showing, i)->before - (i ? spacing_after(showing, code_at(showing, i - 1)) : showing->pending);
        if (abs(carried) > CARRIED) {
            g_string_append_printf(out, "%s%d", inside ? wide ? ">" : ")" : "", carried);
            inside = false;
            moved = true;
            carried = 0;
        }
        if (!inside)
            g_string_append_c(out, wide ? '<' : '(');
        inside = true;
        append_code(out, *code_at(showing, i));
    }
    if (inside)
        g_string_append_c(out, wide ? '>' : ')');
    if (count)
        showing->pending = spacing_after(showing, code_at(showing, count - 1)) - carried;
    if (after)
        g_string_append_printf(out, "%d", after);
    if (moved || !count)
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
    int spacing = showing->known ? best_movement(showing, showing->spacing, false) : 0;
    int word = showing->known ? best_movement(showing, spacing + showing->word, true) - spacing : 0;
    if (spacing != showing->spacing)
        append_spacing(out, spacing, "Tc");
    if (word != showing->word)
        append_spacing(out, word, "Tw");
    showing->spacing = spacing;
    showing->word = word;
    append_codes(showing, out, after);
    return true;
}
