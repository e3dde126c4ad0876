/* One process per report: a report that takes all memory, or meets an error of a library, ends alone. */
#ifndef SG_CLI_WORKER_H
#define SG_CLI_WORKER_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/options.h"

/* What a worker tells its parent; plain data in shared memory. */
struct Outcome {
    enum Status status;
    bool finished; /* the worker came to its end */
    bool built, unchanged;
    int new_errors, errors, warnings, pages;
    char product[512]; /* path of the document */
    double seconds, cpu;
    int signal; /* that ended it; 0 */
};

struct Task {
    const struct Options *options;
    const char *path;   /* of the report's folder */
    char *output;       /* of its folder under out/; NULL: nothing is written */
    struct Outcome *outcome;
    int captured[2];    /* what it printed on stdout and stderr; -1: straight through */
};

/* Runs work(task) for each task in a process of its own, at most `jobs` at a time, and ended(task) in this process, in
 * the order of the tasks, when each is over and what it printed was passed on. False when no process could be made. */
bool workers_run(struct Task *tasks, size_t count, int jobs, void (*work)(struct Task *), void (*ended)(struct Task *));

#endif
