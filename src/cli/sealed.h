/* check FILE.pdf */
#ifndef SG_CLI_SEALED_H
#define SG_CLI_SEALED_H

#include <stdbool.h>

#include "cli/options.h"

/* Whether the argument is a file to be checked, not a folder. */
bool sealed_named(const char *path);
/* Prints findings and one line of facts. */
enum Status sealed_check(const struct Options *options, const char *path);

#endif
