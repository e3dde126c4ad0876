/* Cells of the tables that people fill in. Inside of infer. */
#ifndef SG_INFER_TABLE_H
#define SG_INFER_TABLE_H

#include <stdbool.h>

#include <glib.h>

void table_add_cell(GString *out, const char *text, bool last);
/* "yes", "y", "x", "1" ...: accepted. */
bool table_says_yes(const char *text);
/* Initials are letters and digits, or they would be markup in the files. */
bool table_is_signed(const char *initials);

#endif
