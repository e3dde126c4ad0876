/* Numbers and letters of paragraphs, headings and lists. */
#ifndef SG_COMPOSE_NUMBER_H
#define SG_COMPOSE_NUMBER_H

#include "compose/compose_int.h"

/* "XIV"; from 1. */
char *number_roman(struct Arena *arena, int number);
/* Letter at a place from 0 of an alphabet written with spaces (NULL: a to z); then "aa", "bb". */
char *number_letter(struct Arena *arena, const char *alphabet, size_t place);
/* A form of the wording ("{roman}.", "({letter})") with a number from 1: roman, lower-roman, upper, letter,
 * spelled, arabic; ordinal and letter-name in the words of the conventions. */
char *number_label(struct Composer *c, const char *form, int number);
/* Numbers of paragraphs, labels of headings. */
void number_blocks(struct Composer *c);

#endif
