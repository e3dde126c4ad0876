#include "base/csv.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"

static bool is_formula(char c)
{
    return c && strchr("=+-@\t\r", c);
}

void csv_append(GString *out, const char *text)
{
    g_string_append(out, is_formula(*text) ? "\"'" : "\"");
    for (const char *p = text; *p; p++) {
        if (*p == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *p);
    }
    g_string_append_c(out, '"');
}

struct Parser {
    struct Arena *arena;
    const char *at, *end;
    char separator;
    GPtrArray *cells;
    GArray *rows;
};

static void take_cell(struct Parser *p)
{
    GString *cell = g_string_new(NULL);
    bool quoted = p->at < p->end && *p->at == '"';
    p->at += quoted;
    for (; p->at < p->end; p->at++) {
        bool doubled = quoted && *p->at == '"' && p->at + 1 < p->end && p->at[1] == '"';
        if (quoted && *p->at == '"' && !doubled) {
            p->at++;
            break;
        }
        if (!quoted && (*p->at == p->separator || *p->at == '\n' || *p->at == '\r'))
            break;
        p->at += doubled;
        g_string_append_c(cell, *p->at);
    }
    const char *text = cell->str[0] == '\'' && is_formula(cell->str[1]) ? cell->str + 1 : cell->str;
    g_ptr_array_add(p->cells, arena_strdup(p->arena, text));
    g_string_free(cell, TRUE);
}

static void take_row(struct Parser *p, const char *bytes)
{
    struct CsvRow row = {.start = (size_t)(p->at - bytes)};
    g_ptr_array_set_size(p->cells, 0);
    for (;;) {
        take_cell(p);
        if (p->at >= p->end || *p->at != p->separator)
            break;
        p->at++;
    }
    while (p->at < p->end && *p->at != '\n' && *p->at != '\r')
        p->at++;
    while (p->at < p->end && (*p->at == '\n' || *p->at == '\r'))
        p->at++;
    row.cells = arena_memdup(p->arena, p->cells->pdata, p->cells->len * sizeof(void *));
    row.count = p->cells->len;
    if (row.count > 1 || *row.cells[0])
        g_array_append_val(p->rows, row);
}

struct CsvTable csv_parse(struct Arena *arena, const char *bytes, size_t length)
{
    bool mark = length >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3);
    struct Parser p = {arena, bytes + (mark ? 3 : 0), bytes + length,
                       ',',   g_ptr_array_new(),      g_array_new(FALSE, FALSE, sizeof(struct CsvRow))};
    const char *line = memchr(p.at, '\n', (size_t)(p.end - p.at));
    size_t first = (size_t)((line ? line : p.end) - p.at);
    if (!memchr(p.at, ',', first) && memchr(p.at, ';', first))
        p.separator = ';';
    while (p.at < p.end)
        take_row(&p, bytes);
    struct CsvTable table = {arena_memdup(arena, p.rows->data, p.rows->len * sizeof(struct CsvRow)),
                             p.rows->len};
    g_ptr_array_free(p.cells, TRUE);
    g_array_free(p.rows, TRUE);
    return table;
}

const char *csv_cell(const struct CsvTable *table, size_t row, const char *column)
{
    for (size_t i = 0; table->count && i < table->rows[0].count; i++)
        if (!strcmp(table->rows[0].cells[i], column))
            return row < table->count && i < table->rows[row].count ? table->rows[row].cells[i] : "";
    return "";
}
