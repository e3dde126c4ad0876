/* Tags in YAML: the scalar that holds a clause becomes a list of pieces. Several clauses of one scalar become pieces of one
 * list, so what is accepted of it is gathered first and written at the end. */
#include "infer/place_yaml.h"

#include <string.h>

struct Clause {
    size_t start, end;
    char *attributes; /* "id: r-p1-2, act: proposal, " */
};

struct Scalar { /* bytes of the file */
    size_t from, to;   /* with its quotation marks */
    size_t start, end; /* without */
    size_t indent;     /* of the list it becomes */
    char quote;        /* '"', '\'', or 0: plain */
    bool item;         /* it is one of a list; else the value of "text" */
    GArray *clauses;   /* struct Clause */
};

static bool is_white(char c)
{
    return c && strchr(" \n\r\t", c);
}

/* ---- Bounds ---- */

/* Of a plain scalar: to the line that ends it. */
static bool plain_end(struct Span span, size_t end, struct Scalar *scalar)
{
    const char *bytes = span.source->bytes;
    for (scalar->to = end; scalar->to < span.end && bytes[scalar->to];) {
        size_t stop = scalar->to + strcspn(bytes + scalar->to, "\n"), next = stop + (bytes[stop] == '\n');
        size_t text = strspn(bytes + next, " ");
        scalar->to = stop;
        if (!bytes[stop] || text < scalar->indent + (scalar->item ? 2 : 0) ||
            !strncmp(bytes + next + text, "- ", 2) || bytes[next + text] == '\n')
            break;
        scalar->to = next + text;
    }
    scalar->start = scalar->from;
    scalar->end = scalar->to;
    return !strchr("|>{[&*!", bytes[scalar->from]);
}

/* Of one in quotation marks. Escapes that only double-quoted scalars know stay as they are: pieces are written in the marks of
 * the whole; a line that ends in one is left to a person. */
static bool quoted_end(struct Span span, struct Scalar *scalar)
{
    const char *bytes = span.source->bytes;
    size_t at = scalar->from + 1;
    for (; at < span.source->length && bytes[at]; at++) {
        if (scalar->quote == '"' && bytes[at] == '\\') {
            if (bytes[++at] == '\n')
                return false;
        } else if (bytes[at] == scalar->quote) {
            if (scalar->quote == '"' || bytes[at + 1] != '\'')
                break;
            at++;
        }
    }
    scalar->start = scalar->from + 1;
    scalar->end = at;
    scalar->to = at + 1;
    return bytes[at] == scalar->quote;
}

/* The scalar round the clause: from behind "- " or "text: ". */
static bool scalar_bounds(struct Span span, size_t start, size_t end, struct Scalar *scalar)
{
    const char *bytes = span.source->bytes;
    for (size_t line = start; line > span.start || line == start;) {
        while (line > 0 && bytes[line - 1] != '\n')
            line--;
        size_t text = line + strspn(bytes + line, " ");
        if (!strncmp(bytes + text, "- ", 2) || !strncmp(bytes + text, "text: ", 6)) {
            scalar->item = bytes[text] == '-';
            scalar->indent = text - line + (scalar->item ? 0 : 2);
            scalar->from = text + (scalar->item ? 2 : 6);
            break;
        }
        if (line <= span.start || line == 0)
            return false;
        line--;
    }
    char first = bytes[scalar->from];
    scalar->quote = first == '"' || first == '\'' ? first : 0;
    bool bounded = scalar->quote ? quoted_end(span, scalar) : plain_end(span, end, scalar);
    return bounded && scalar->start <= start && scalar->end >= end;
}

/* Pieces are joined by a space, but not before closing and after opening marks: where the text has it otherwise, it cannot be
 * parted. */
static bool may_part(const char *bytes, const struct Scalar *scalar, size_t start, size_t end)
{
    static const char *const opening[] = {"(", "[", "“", "‘"};
    static const char *const closing[] = {".", ",", ";", ":", ")", "]", "?", "!", "”", "’", "…"};
    bool before = start == scalar->start || is_white(bytes[start - 1]), after = end == scalar->end || is_white(bytes[end]);
    for (size_t i = 0; i < G_N_ELEMENTS(opening); i++) {
        size_t length = strlen(opening[i]);
        before = before || (start - scalar->start >= length && !strncmp(bytes + start - length, opening[i], length));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(closing); i++)
        after = after || !strncmp(bytes + end, closing[i], strlen(closing[i]));
    return before && after;
}

/* ---- Gathering ---- */

static bool add_clause(struct Scalar *scalar, size_t start, size_t end, const char *const *attributes)
{
    guint place = 0;
    for (guint i = 0; i < scalar->clauses->len; i++) {
        const struct Clause *c = &g_array_index(scalar->clauses, struct Clause, i);
        if (c->start < end && start < c->end)
            return false;
        place += c->start < start;
    }
    GString *text = g_string_new(NULL);
    for (size_t i = 0; attributes[i]; i += 2)
        g_string_append_printf(text, "%s: %s, ", attributes[i], attributes[i + 1]);
    struct Clause clause = {start, end, g_string_free(text, FALSE)};
    g_array_insert_val(scalar->clauses, place, clause);
    return true;
}

bool yaml_place(struct Span span, size_t start, size_t end, const char *const *attributes, GArray *changes)
{
    struct Scalar scalar = {0};
    if (!scalar_bounds(span, start, end, &scalar) || !may_part(span.source->bytes, &scalar, start, end))
        return false;
    for (guint i = 0; i < changes->len; i++) {
        struct Change *change = &g_array_index(changes, struct Change, i);
        if (change->scalar && change->scalar->from == scalar.from)
            return add_clause(change->scalar, start, end, attributes);
    }
    scalar.clauses = g_array_new(FALSE, FALSE, sizeof(struct Clause));
    add_clause(&scalar, start, end, attributes);
    struct Change change = {scalar.from - (scalar.item ? 0 : 1), scalar.to, NULL, g_memdup2(&scalar, sizeof scalar)};
    g_array_append_val(changes, change);
    return true;
}

/* ---- Writing ---- */

/* In the quotation marks of the scalar, a plain one in double ones; line breaks and runs of white space are one space. */
static void append_piece(GString *out, const struct Scalar *scalar, const char *text, size_t length)
{
    char quote = scalar->quote ? scalar->quote : '"';
    bool space = false;
    g_string_append_c(out, quote);
    for (size_t i = 0; i < length; i++) {
        bool white = is_white(text[i]);
        if (!scalar->quote && strchr("\"\\", text[i]))
            g_string_append_c(out, '\\');
        if (!white || !space)
            g_string_append_c(out, white ? ' ' : text[i]);
        space = white;
    }
    g_string_append_c(out, quote);
}

/* What stands between two clauses, without the space that joins the pieces. */
static void append_between(GString *out, const struct Scalar *scalar, const char *bytes, size_t from, size_t to, const char *margin)
{
    if (from > scalar->start && from < to && is_white(bytes[from]))
        while (from < to && is_white(bytes[from]))
            from++;
    if (to < scalar->end && from < to && is_white(bytes[to - 1]))
        while (from < to && is_white(bytes[to - 1]))
            to--;
    if (from >= to)
        return;
    g_string_append(out, margin);
    append_piece(out, scalar, bytes + from, to - from);
}

void yaml_write(const struct Source *source, struct Change *change)
{
    struct Scalar *scalar = change->scalar;
    GString *out = g_string_new(NULL);
    char *spaces = g_strnfill(scalar->indent, ' '), *margin = g_strdup_printf("\n%s- ", spaces);
    size_t at = scalar->start;
    for (guint i = 0; i < scalar->clauses->len; i++) {
        struct Clause *c = &g_array_index(scalar->clauses, struct Clause, i);
        append_between(out, scalar, source->bytes, at, c->start, margin);
        g_string_append_printf(out, "%sstatement: {%stext: ", margin, c->attributes);
        append_piece(out, scalar, source->bytes + c->start, c->end - c->start);
        g_string_append_c(out, '}');
        at = c->end;
        g_free(c->attributes);
    }
    append_between(out, scalar, source->bytes, at, scalar->end, margin);
    if (scalar->item) /* the first stands behind the mark of the item that it replaces */
        g_string_erase(out, 0, (gssize)strlen(margin));
    change->text = g_string_free(out, FALSE);
    g_free(spaces);
    g_free(margin);
    g_array_free(scalar->clauses, TRUE);
    g_free(scalar);
    change->scalar = NULL;
}
