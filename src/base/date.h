/* A day of the Gregorian calendar. Days are data of the document: nothing below the command line asks for today. */
#ifndef SG_BASE_DATE_H
#define SG_BASE_DATE_H

#include <stdbool.h>

struct Date {
    int year, month, day; /* 0, 0, 0: none */
};

/* "2013-07-22". False when it is not such a day. */
bool date_parse(const char *text, struct Date *date);
bool date_given(struct Date date);
/* Below, at or above 0 as strcmp. */
int date_compare(struct Date a, struct Date b);
/* Days from a to b; negative when b comes first. */
int date_days_between(struct Date a, struct Date b);

#endif
