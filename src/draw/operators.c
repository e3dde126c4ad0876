#include "draw/operators.h"

#include <stdbool.h>

void append_decimal(GString *out, int64_t number, int decimals)
{
    char digits[32];
    int at = sizeof digits;
    bool negative = number < 0;
    uint64_t rest = negative ? 0 - (uint64_t)number : (uint64_t)number;
    while (decimals > 0 && rest % 10 == 0) {
        rest /= 10;
        decimals--;
    }
    bool point = decimals > 0;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
        if (point && --decimals == 0) {
            digits[--at] = '.';
            point = false;
        }
    } while (rest || point);
    if (negative)
        digits[--at] = '-';
    g_string_append_len(out, digits + at, (gssize)sizeof digits - at);
}

void append_number(GString *out, int64_t number)
{
    append_decimal(out, number, 0);
}

int length_hundredths(Length length)
{
    int64_t scaled = (int64_t)length * 100;
    return (int)((scaled + (scaled < 0 ? -LENGTH_UNIT : LENGTH_UNIT) / 2) / LENGTH_UNIT);
}
