#include "base/date.h"

#include <string.h>

#include <glib.h>

static bool digits(const char *text, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++) {
        if (!g_ascii_isdigit(text[i]))
            return false;
        *value = *value * 10 + (text[i] - '0');
    }
    return true;
}

bool date_parse(const char *text, struct Date *date)
{
    struct Date d;
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return false;
    if (!digits(text, 4, &d.year) || !digits(text + 5, 2, &d.month) || !digits(text + 8, 2, &d.day))
        return false;
    if (d.month < 1 || d.month > 12 || d.day < 1 || d.year < 1)
        return false;
    if (!g_date_valid_dmy((GDateDay)d.day, (GDateMonth)d.month, (GDateYear)d.year))
        return false;
    *date = d;
    return true;
}

bool date_given(struct Date date)
{
    return date.year != 0;
}

int date_compare(struct Date a, struct Date b)
{
    if (a.year != b.year)
        return a.year < b.year ? -1 : 1;
    if (a.month != b.month)
        return a.month < b.month ? -1 : 1;
    return (a.day > b.day) - (a.day < b.day);
}

int date_days_between(struct Date a, struct Date b)
{
    GDate first, second;
    g_date_clear(&first, 1);
    g_date_clear(&second, 1);
    g_date_set_dmy(&first, (GDateDay)a.day, (GDateMonth)a.month, (GDateYear)a.year);
    g_date_set_dmy(&second, (GDateDay)b.day, (GDateMonth)b.month, (GDateYear)b.year);
    return g_date_days_between(&first, &second);
}
