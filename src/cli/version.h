/* Which program this is. */
#ifndef SG_CLI_VERSION_H
#define SG_CLI_VERSION_H

#include <stdio.h>

#define SG_VERSION "0.1"

/* The program and the libraries that decide its bytes. */
void version_print(FILE *out);

#endif
