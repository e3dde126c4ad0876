#include "draw/code39.h"

#include <string.h>

enum { NARROW = 1, WIDE = 3 };

/* Bars and spaces in turn from the left; W is wide. */
static const struct {
    char sign;
    const char *bars;
} signs[] = {
    {'0', "nnnWWnWnn"}, {'1', "WnnWnnnnW"}, {'2', "nnWWnnnnW"}, {'3', "WnWWnnnnn"}, {'4', "nnnWWnnnW"},
    {'5', "WnnWWnnnn"}, {'6', "nnWWWnnnn"}, {'7', "nnnWnnWnW"}, {'8', "WnnWnnWnn"}, {'9', "nnWWnnWnn"},
    {'A', "WnnnnWnnW"}, {'B', "nnWnnWnnW"}, {'C', "WnWnnWnnn"}, {'D', "nnnnWWnnW"}, {'E', "WnnnWWnnn"},
    {'F', "nnWnWWnnn"}, {'G', "nnnnnWWnW"}, {'H', "WnnnnWWnn"}, {'I', "nnWnnWWnn"}, {'J', "nnnnWWWnn"},
    {'K', "WnnnnnnWW"}, {'L', "nnWnnnnWW"}, {'M', "WnWnnnnWn"}, {'N', "nnnnWnnWW"}, {'O', "WnnnWnnWn"},
    {'P', "nnWnWnnWn"}, {'Q', "nnnnnnWWW"}, {'R', "WnnnnnWWn"}, {'S', "nnWnnnWWn"}, {'T', "nnnnWnWWn"},
    {'U', "WWnnnnnnW"}, {'V', "nWWnnnnnW"}, {'W', "WWWnnnnnn"}, {'X', "nWnnWnnnW"}, {'Y', "WWnnWnnnn"},
    {'Z', "nWWnWnnnn"}, {'-', "nWnnnnWnW"}, {'.', "WWnnnnWnn"}, {' ', "nWWnnnWnn"}, {'*', "nWnnWnWnn"},
    {'$', "nWnWnWnnn"}, {'/', "nWnWnnnWn"}, {'+', "nWnnnWnWn"}, {'%', "nnnWnWnWn"},
};

static bool append_sign(GByteArray *widths, char sign)
{
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (signs[i].sign != sign)
            continue;
        guint8 gap = NARROW;
        if (widths->len)
            g_byte_array_append(widths, &gap, 1);
        for (const char *bar = signs[i].bars; *bar; bar++) {
            guint8 width = *bar == 'W' ? WIDE : NARROW;
            g_byte_array_append(widths, &width, 1);
        }
        return true;
    }
    return false;
}

GByteArray *code39_encode(const char *text, unsigned *modules)
{
    GByteArray *widths = g_byte_array_new();
    bool known = append_sign(widths, '*');
    for (const char *c = text; *c; c++)
        known = known && *c != '*' && append_sign(widths, *c);
    append_sign(widths, '*');
    *modules = 0;
    for (guint i = 0; i < widths->len; i++)
        *modules += widths->data[i];
    if (known)
        return widths;
    g_byte_array_unref(widths);
    return NULL;
}
