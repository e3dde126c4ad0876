/* Libraries that few runs need, opened when they are needed: linked, these two would take a seventh of the time of a report
 * of six pages, in each run. */
#ifndef SG_BASE_LATE_H
#define SG_BASE_LATE_H

#include <stdbool.h>
#include <stddef.h>

struct LateSymbol {
    const char *name;
    void *place; /* of a pointer to a function of the type that the header of the library gives it */
};

#define LATE(table, function) {#function, &(table)->function}

/* Fills the places. False when the library or one of the functions is not there; *complaint says which then, and is
 * owned by the caller (g_free). The library stays open. */
bool late_open(const char *library, const struct LateSymbol *symbols, size_t count, char **complaint);

#endif
