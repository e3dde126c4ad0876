#include "draw/codes.h"

#include <string.h>

struct Codes *codes_new(uint32_t glyph_count, GStringChunk *texts)
{
    struct Codes *codes = g_new0(struct Codes, 1);
    codes->all = g_array_new(FALSE, FALSE, sizeof(struct Code));
    codes->first = g_new(int, glyph_count);
    memset(codes->first, 0xff, sizeof(int) * glyph_count); /* -1 */
    codes->glyph_count = glyph_count;
    codes->texts = texts;
    return codes;
}

void codes_free(struct Codes *codes)
{
    g_array_unref(codes->all);
    g_free(codes->first);
    g_free(codes);
}

int codes_add(struct Codes *codes, uint32_t glyph, const char *text, unsigned length)
{
    int index = codes_find(codes, glyph, text, length);
    if (index >= 0 || glyph >= codes->glyph_count || !g_utf8_validate(text, length, NULL))
        return index;
    struct Code code = {.glyph = glyph, .length = length, .next = codes->first[glyph],
                        .text = g_string_chunk_insert_len(codes->texts, text, length)};
    codes->first[glyph] = (int)codes->all->len;
    g_array_append_val(codes->all, code);
    return (int)codes->all->len - 1;
}

/* Signs that need no escape in a string. */
static bool is_plain(int value)
{
    return value != '(' && value != ')' && value != '\\' && value != '\r';
}

/* The character of a text of one, where it can be its own code and streams can be read by eye; else -1. */
static int own_value(const struct Code *code)
{
    gunichar c = code->length ? g_utf8_get_char(code->text) : 0;
    if (c == 0 || c > 0xff || g_utf8_strlen(code->text, code->length) != 1)
        return -1;
    return is_plain((int)c) && (c != CODE_SPACE || code->text[0] == ' ') ? (int)c : -1;
}

/* Characters of Latin-1 are their own codes; what remains of one byte is given to the others in turn. */
static bool settle_short(struct Codes *codes)
{
    bool taken[256] = {false};
    for (guint i = 0; i < codes->all->len; i++) {
        struct Code *code = &g_array_index(codes->all, struct Code, i);
        int value = own_value(code);
        code->value = value >= 0 && !taken[value] ? value : -1;
        if (code->value >= 0)
            taken[value] = true;
    }
    taken[CODE_SPACE] = true; /* nothing else is stretched with the space */
    int free = 0xff;
    for (guint i = 0; i < codes->all->len; i++) {
        struct Code *code = &g_array_index(codes->all, struct Code, i);
        if (code->value >= 0)
            continue;
        while (free > 0 && (taken[free] || !is_plain(free)))
            free--;
        if (free == 0)
            return false;
        taken[free] = true;
        code->value = free;
    }
    return true;
}

static void write_byte(struct Code *code, int byte)
{
    if (byte == '(' || byte == ')' || byte == '\\')
        code->bytes[code->byte_count++] = '\\';
    if (byte == '\r') {
        code->bytes[code->byte_count++] = '\\';
        byte = 'r';
    }
    code->bytes[code->byte_count++] = (char)byte;
}

bool codes_settle(struct Codes *codes)
{
    codes->bytes = settle_short(codes) ? 1 : 2;
    for (guint i = 0; i < codes->all->len; i++) {
        struct Code *code = &g_array_index(codes->all, struct Code, i);
        if (codes->bytes == 2) {
            code->value = (int)i + 1;
            write_byte(code, code->value >> 8);
        }
        write_byte(code, code->value & 0xff);
    }
    return codes->all->len < 0xffff;
}
