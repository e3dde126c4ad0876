/* Tables for spreadsheets: comma-separated values as in RFC 4180. */
#ifndef SG_BASE_CSV_H
#define SG_BASE_CSV_H

#include <stddef.h>

#include <glib.h>

struct Arena;

struct CsvRow {
    const char **cells;
    size_t count;
    size_t start; /* byte of the row in the source */
};

struct CsvTable {
    struct CsvRow *rows; /* the first one names the columns */
    size_t count;
};

/* Appends a quoted cell. What a spreadsheet would take for a formula gets an apostrophe in front. */
void csv_append(GString *out, const char *text);
/* Commas or semicolons, as the spreadsheet left them; a byte order mark and empty rows are passed over; the
 * apostrophe of csv_append() is taken away. Owned by the arena. */
struct CsvTable csv_parse(struct Arena *arena, const char *bytes, size_t length);
/* The cell of that column; "" when the row or the table has none. */
const char *csv_cell(const struct CsvTable *table, size_t row, const char *column);

#endif
