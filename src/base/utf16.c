#include "base/utf16.h"

void append_utf16(GString *out, const char *utf8, gsize length)
{
    for (const char *c = utf8; c < utf8 + length; c = g_utf8_next_char(c)) {
        gunichar u = g_utf8_get_char(c);
        if (u < 0x10000)
            g_string_append_printf(out, "%04X", u);
        else
            g_string_append_printf(out, "%04X%04X", 0xD800 + ((u - 0x10000) >> 10), 0xDC00 + ((u - 0x10000) & 0x3FF));
    }
}
