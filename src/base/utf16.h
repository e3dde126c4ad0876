/* UTF-16 as hexadecimal digits, high byte first: strings of PDF. */
#ifndef SG_BASE_UTF16_H
#define SG_BASE_UTF16_H

#include <glib.h>

void append_utf16(GString *out, const char *utf8, gsize length);

#endif
