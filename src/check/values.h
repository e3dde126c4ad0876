/* Plain values: text of a node to numbers, dates, words. For the table engine. */
#ifndef SG_CHECK_VALUES_H
#define SG_CHECK_VALUES_H

#include "check/schema.h"

/* Decodes a field of a plain type (text, id, ids, symbol, resolution, respondent, date, number, length, permille,
 * flag, word) from `text`, whose place
 * is `span`, into `target`. False, with a message, when it is none; the target is left as it is. */
bool value_decode(struct Checker *checker, const struct Field *field, const char *text, struct Span span, void *target);
/* "a date as 2013-07-22": for messages. */
const char *value_expected(const struct Field *field);
/* White space folded to single spaces, none at the ends. In the arena. */
const char *value_fold(struct Arena *arena, const char *text);
bool value_is_blank(const char *text);
bool value_is_id(const char *text);

#endif
