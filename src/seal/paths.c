#include "seal/paths.h"

#include <stdlib.h>
#include <string.h>

enum { DECIMALS = 3 }; /* as Cairo writes them */

void append_millionths(GString *out, long long value, int decimals)
{
    static const long long powers[] = {1000000, 100000, 10000, 1000, 100, 10, 1};
    long long power = powers[decimals], units = (llabs(value) + power / 2) / power, one = 1000000 / power;
    char digits[48];
    g_snprintf(digits, sizeof digits, "%s%lld", value < 0 && units ? " -" : " ", units / one);
    g_string_append(out, digits);
    if (units % one == 0)
        return;
    g_snprintf(digits, sizeof digits, ".%0*lld", decimals, units % one);
    for (size_t last = strlen(digits) - 1; digits[last] == '0'; last--)
        digits[last] = '\0';
    g_string_append(out, digits);
}

static void write_point(GString *out, long long x, long long y, const char *operator)
{
    append_millionths(out, x, 6);
    append_millionths(out, y, 6);
    g_string_append_printf(out, " %s\n", operator);
}

static void give_up(struct Paths *paths, GString *out)
{
    for (int i = 0; i < paths->count; i++)
        write_point(out, paths->x[i], paths->y[i], i ? "l" : "m");
    paths->count = 0;
}

static bool is_rectangle(const struct Paths *p)
{
    return p->count == 4 && p->y[0] == p->y[1] && p->x[1] == p->x[2] && p->y[2] == p->y[3] && p->x[3] == p->x[0];
}

static bool paints(struct Token operator)
{
    static const char *const painting[] = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "n"};
    for (size_t i = 0; i < G_N_ELEMENTS(painting); i++)
        if (token_is(operator, painting[i]))
            return true;
    return false;
}

bool paths_write(struct Paths *paths, const struct Token *operands, guint count, struct Token operator, GString *out)
{
    bool move = token_is(operator, "m"), line = token_is(operator, "l");
    if (token_is(operator, "h") && is_rectangle(paths)) {
        append_millionths(out, paths->x[0], DECIMALS);
        append_millionths(out, paths->y[0], DECIMALS);
        append_millionths(out, paths->x[2] - paths->x[0], DECIMALS);
        append_millionths(out, paths->y[2] - paths->y[0], DECIMALS);
        g_string_append(out, " re\n");
        paths->count = 0;
        return true;
    }
    if (paints(operator) && paths->count == 1)
        paths->count = 0; /* after the last rectangle Cairo goes back to its start */
    if (move || !line || paths->count == 0 || paths->count == 4)
        give_up(paths, out);
    if ((!move && !(line && paths->count)) || count != 2)
        return false;
    paths->x[paths->count] = token_millionths(operands[0]);
    paths->y[paths->count++] = token_millionths(operands[1]);
    return true;
}
