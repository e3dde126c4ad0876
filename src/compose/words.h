/* Words of the compose stage: patterns of the wording with ICU, text to runs. */
#ifndef SG_COMPOSE_WORDS_H
#define SG_COMPOSE_WORDS_H

#include "base/diag.h"
#include "compose/compose_int.h"

/* Opens the ICU objects of the language; they end with c->scratch. */
void tools_start(struct Composer *c);

/* By the alphabet of the language: below, at or above 0. */
int words_collate(struct Composer *c, const char *a, const char *b);
/* "twenty-three". */
const char *words_spell(struct Composer *c, long number);
/* Name of a month (1 to 12) as it stands in dates. */
const char *words_month(struct Composer *c, int month);
/* What stands between the items of a list of so many: joints[i] after item i. The words of the last two
 * decide the last joint in some languages ("Belarús e Italia"). */
const char **words_list_joints(struct Composer *c, size_t count, const char *last_but_one, const char *last);

/* The words of a pattern. sentence: they begin one (capital, numbers in words). */
struct Runs words_of_pattern(struct Composer *c, const char *key, bool sentence, const struct Value *values,
                             size_t count);
/* Compiles every pattern; false, with messages, when one is broken. */
bool words_compile_all(struct Composer *c);

/* A letter or digit that would go on a word beside it. Chinese writes no border between words. */
bool text_inside_word(unsigned c);
/* Appends text as runs; what the language never breaks becomes a run of its own. */
void words_add_text(struct Composer *c, GArray *out, const char *text, unsigned flags, const char *lang);
/* Moves an array of struct Run into the arena and ends it. */
struct Runs runs_take(struct Composer *c, GArray *array);

/* ---- values.c, facts.c ---- */

/* A value by its name: bound by a list being walked, worked out by the composer, or a fact of the manifest.
 */
bool value_find(struct Composer *c, const char *path, struct Value *value);
bool conditions_hold(struct Composer *c, const struct Conditions *when);

/* An item of a list being walked, or a value of a place ("reply.dated"), under a name. */
struct Binding {
    const char *name;
    const struct Fact *fact; /* NULL: value */
    struct Value value;
};
void scope_push_fact(struct Composer *c, const char *name, const struct Fact *fact);
void scope_push(struct Composer *c, const char *name, struct Value value);
void scope_pop(struct Composer *c, size_t depth); /* back to so many bindings */

#endif
