#include "base/diag.h"

#include <stdarg.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/limits.h"

static const struct DiagKind kinds[] = {
#define DIAG(number, name, severity, text, done, explanation) \
    {number, #name, SEVERITY_##severity, text, done, explanation},
#include "base/diag.def"
#undef DIAG
};

static const char *const severity_names[] = {"note", "warning", "error", "system error"};

struct Diags {
    struct Arena *arena;
    GPtrArray *list;
    GHashTable *seen; /* code, place and detail of each message */
    bool strict, sorted;
    struct Diag *last;
};

struct Diags *diags_new(void)
{
    struct Diags *diags = g_new0(struct Diags, 1);
    diags->arena = arena_new();
    diags->list = g_ptr_array_new();
    diags->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return diags;
}

void diags_free(struct Diags *diags)
{
    if (!diags)
        return;
    g_hash_table_unref(diags->seen);
    g_ptr_array_unref(diags->list);
    arena_free(diags->arena);
    g_free(diags);
}

void diags_set_strict(struct Diags *diags, bool strict)
{
    diags->strict = strict;
}

void diag(struct Diags *diags, enum DiagCode code, struct Span span, const char *detail, ...)
{
    va_list arguments;
    va_start(arguments, detail);
    char *text = detail ? g_strdup_vprintf(detail, arguments) : g_strdup("");
    va_end(arguments);

    char *key = g_strdup_printf("%d %s %u %u %s", (int)code, span.source ? span.source->path : "", span.start,
                                span.end, text);
    if (g_hash_table_add(diags->seen, key)) {
        struct Diag *d = ARENA_NEW(diags->arena, struct Diag);
        d->code = code;
        d->severity = kinds[code].severity;
        if (diags->strict && d->severity == SEVERITY_WARNING)
            d->severity = SEVERITY_ERROR;
        d->span = span;
        d->detail = *text ? arena_strdup(diags->arena, text) : NULL;
        g_ptr_array_add(diags->list, d);
        diags->last = d;
        diags->sorted = false;
    } else {
        diags->last = NULL;
    }
    g_free(text);
}

void diag_also(struct Diags *diags, struct Span span, const char *text)
{
    struct Diag *d = diags->last;
    if (!d)
        return;
    struct Span *spans = ARENA_ARRAY(diags->arena, struct Span, d->also_count + 1);
    const char **texts = ARENA_ARRAY(diags->arena, const char *, d->also_count + 1);
    if (d->also_count) {
        memcpy(spans, d->also, sizeof *spans * d->also_count);
        memcpy(texts, d->also_texts, sizeof *texts * d->also_count);
    }
    spans[d->also_count] = span;
    texts[d->also_count] = arena_strdup(diags->arena, text);
    d->also = spans;
    d->also_texts = texts;
    d->also_count++;
}

const struct DiagKind *diag_kind(enum DiagCode code)
{
    return &kinds[code];
}

/* "UNKNOWN_ELEMENT" and "unknown-element" name the same message. */
static bool same_name(const char *declared, const char *asked)
{
    for (; *declared && *asked; declared++, asked++) {
        char a = g_ascii_toupper(*asked);
        if (*declared != (a == '-' ? '_' : a))
            return false;
    }
    return !*declared && !*asked;
}

const struct DiagKind *diag_kind_find(const char *number_or_name)
{
    for (size_t i = 0; i < SG_CODE_COUNT; i++)
        if (g_ascii_strcasecmp(kinds[i].number, number_or_name) == 0 || same_name(kinds[i].name, number_or_name))
            return &kinds[i];
    return NULL;
}

size_t diags_count(const struct Diags *diags, enum Severity severity)
{
    size_t count = 0;
    for (guint i = 0; i < diags->list->len; i++)
        count += ((const struct Diag *)g_ptr_array_index(diags->list, i))->severity == severity;
    return count;
}

size_t diags_total(const struct Diags *diags)
{
    return diags->list->len;
}

static int compare(gconstpointer first, gconstpointer second)
{
    const struct Diag *a = *(const struct Diag *const *)first, *b = *(const struct Diag *const *)second;
    const char *a_path = a->span.source ? a->span.source->path : "";
    const char *b_path = b->span.source ? b->span.source->path : "";
    int order = strcmp(a_path, b_path);
    if (order)
        return order;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->code != b->code)
        return a->code < b->code ? -1 : 1;
    return g_strcmp0(a->detail, b->detail);
}

static void sort(struct Diags *diags)
{
    if (!diags->sorted)
        g_ptr_array_sort(diags->list, compare);
    diags->sorted = true;
}

const struct Diag *diags_sorted(struct Diags *diags, size_t index)
{
    sort(diags);
    return g_ptr_array_index(diags->list, index);
}

/* Controls, and the characters that reorder or hide text (UAX 9 controls, tags, zero width). */
static bool shown_as_code(gunichar c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0x2028 || c == 0x2029 || c == 0xFEFF || (c >= 0xFDD0 && c <= 0xFDEF) ||
           (c & 0xFFFE) == 0xFFFE || (c >= 0xE0000 && c <= 0xE0FFF);
}

/* Appends input text made safe for a terminal, at most LIMIT_MESSAGE_LINE bytes of it. */
static void append_clean(GString *out, const char *text, size_t length)
{
    const char *end = text + MIN(length, (size_t)LIMIT_MESSAGE_LINE);
    while (text < end) {
        gunichar c = g_utf8_get_char_validated(text, end - text);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            g_string_append_printf(out, "<%02X>", (unsigned char)*text++);
        } else {
            if (c == '\t')
                g_string_append_c(out, ' ');
            else if (shown_as_code(c))
                g_string_append_printf(out, "<U+%04X>", c);
            else
                g_string_append_unichar(out, c);
            text = g_utf8_next_char(text);
        }
    }
}

static void append_place(GString *out, struct Span span)
{
    if (!span.source)
        return;
    append_clean(out, span.source->path, strlen(span.source->path));
    if (span.source->length) {
        struct Place place = span_place(span);
        g_string_append_printf(out, ":%zu:%zu", place.line, place.column);
    }
    g_string_append(out, ": ");
}

/* Columns a piece of cleaned text takes on the terminal. */
static size_t shown_width(const char *text, size_t length)
{
    GString *clean = g_string_new(NULL);
    append_clean(clean, text, length);
    size_t width = 0;
    for (const char *p = clean->str; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    g_string_free(clean, TRUE);
    return width;
}

/* The line of the input and a caret under the place; long lines are cut to a window round the place. */
static void append_excerpt(GString *out, struct Span span)
{
    enum { BEFORE = 60, SHOWN = 100 };
    if (!span.source || !span.source->length)
        return;
    size_t length;
    const char *line = span_line(span, &length);
    const char *place = span.source->bytes + span.start;
    size_t at = place < line ? 0 : MIN((size_t)(place - line), length);
    size_t from = 0;
    if (at > BEFORE)
        for (from = at - BEFORE; from < at && ((unsigned char)line[from] & 0xC0) == 0x80; from++)
            ;
    size_t to = MIN(length, from + SHOWN);
    while (to < length && ((unsigned char)line[to] & 0xC0) == 0x80)
        to++;
    g_string_append(out, "    ");
    append_clean(out, line + from, to - from);
    size_t marked = MIN(span.end > span.start ? span.end - span.start : 1, to - at);
    while (at + marked < to && ((unsigned char)line[at + marked] & 0xC0) == 0x80)
        marked++; /* whole characters */
    size_t carets = MAX(shown_width(line + at, marked), (size_t)1);
    g_string_append_printf(out, "\n    %*s", (int)shown_width(line + from, at - from), "");
    for (size_t i = 0; i < carets; i++)
        g_string_append_c(out, '^');
    g_string_append_c(out, '\n');
}

static void append_text(GString *out, const struct Diag *d)
{
    const struct DiagKind *kind = &kinds[d->code];
    append_place(out, d->span);
    g_string_append_printf(out, "%s: %s", severity_names[d->severity], kind->text);
    if (d->detail) {
        g_string_append(out, ": ");
        append_clean(out, d->detail, strlen(d->detail));
    }
    g_string_append_printf(out, " [%s]\n", kind->number);
    append_excerpt(out, d->span);
    for (size_t i = 0; i < d->also_count; i++) {
        g_string_append(out, "  ");
        append_place(out, d->also[i]);
        append_clean(out, d->also_texts[i], strlen(d->also_texts[i]));
        g_string_append_c(out, '\n');
    }
    if (*kind->done)
        g_string_append_printf(out, "    = %s\n", kind->done);
}

void diag_json_string(void *buffer, const char *text)
{
    GString *out = buffer;
    g_string_append_c(out, '"');
    for (const char *p = text; *p;) {
        size_t plain = 0;
        while ((unsigned char)p[plain] >= 0x20 && p[plain] != '"' && p[plain] != '\\' && p[plain] != 0x7F)
            plain++;
        g_string_append_len(out, p, (gssize)plain);
        p += plain;
        unsigned char c = (unsigned char)*p;
        if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", c);
        else if (c)
            g_string_append_printf(out, "\\u%04x", c);
        p += c != 0;
    }
    g_string_append_c(out, '"');
}

static void append_json_place(GString *out, struct Span span)
{
    GString *path = g_string_new(NULL);
    if (span.source)
        append_clean(path, span.source->path, strlen(span.source->path));
    struct Place start = span_place(span), end = span_end_place(span);
    g_string_append(out, "\"path\":");
    diag_json_string(out, path->str);
    g_string_append_printf(out, ",\"line\":%zu,\"column\":%zu,\"end_line\":%zu,\"end_column\":%zu", start.line,
                           start.column, end.line, end.column);
    g_string_free(path, TRUE);
}

static void append_json(GString *out, const struct Diag *d)
{
    const struct DiagKind *kind = &kinds[d->code];
    GString *detail = g_string_new(NULL);
    if (d->detail)
        append_clean(detail, d->detail, strlen(d->detail));
    g_string_append(out, "{\"message\":{");
    append_json_place(out, d->span);
    g_string_append_printf(out, ",\"severity\":\"%s\",\"code\":\"%s\",\"text\":", severity_names[d->severity],
                           kind->number);
    diag_json_string(out, kind->text);
    g_string_append(out, ",\"detail\":");
    diag_json_string(out, detail->str);
    g_string_append(out, ",\"done\":");
    diag_json_string(out, kind->done);
    g_string_append(out, ",\"also\":[");
    for (size_t i = 0; i < d->also_count; i++) {
        g_string_append(out, i ? ",{" : "{");
        append_json_place(out, d->also[i]);
        g_string_append(out, ",\"text\":");
        diag_json_string(out, d->also_texts[i]);
        g_string_append_c(out, '}');
    }
    g_string_append(out, "]}}\n");
    g_string_free(detail, TRUE);
}

static void append_count(GString *out, const struct Diag *d, size_t more, enum DiagFormat format)
{
    const char *path = d->span.source ? d->span.source->path : "";
    if (format == DIAG_JSON) {
        g_string_append(out, "{\"more\":{\"path\":");
        diag_json_string(out, path);
        g_string_append_printf(out, ",\"code\":\"%s\",\"count\":%zu}}\n", kinds[d->code].number, more);
        return;
    }
    append_clean(out, path, strlen(path));
    g_string_append_printf(out, ": and %zu more like it [%s]\n", more, kinds[d->code].number);
}

void diags_print(struct Diags *diags, FILE *out, enum DiagFormat format)
{
    sort(diags);
    GString *text = g_string_new(NULL);
    guint total = diags->list->len;
    for (guint first = 0; first < total;) {
        const struct Diag *head = g_ptr_array_index(diags->list, first);
        size_t counts[SG_CODE_COUNT] = {0};
        guint next = first;
        for (; next < total; next++) {
            const struct Diag *d = g_ptr_array_index(diags->list, next);
            if (d->span.source != head->span.source)
                break;
            if (++counts[d->code] > LIMIT_MESSAGES_A_FILE)
                continue;
            if (format == DIAG_JSON)
                append_json(text, d);
            else
                append_text(text, d);
        }
        for (guint i = first; i < next; i++) {
            const struct Diag *d = g_ptr_array_index(diags->list, i);
            if (counts[d->code] > LIMIT_MESSAGES_A_FILE)
                append_count(text, d, counts[d->code] - LIMIT_MESSAGES_A_FILE, format);
            counts[d->code] = 0;
        }
        first = next;
    }
    fwrite(text->str, 1, text->len, out);
    g_string_free(text, TRUE);
}

void diag_print_broken(FILE *out, const char *path, const char *stage, const char *promise)
{
    GString *text = g_string_new(NULL);
    append_clean(text, path, strlen(path));
    g_string_append_printf(text, ": internal error after %s: ", stage);
    append_clean(text, promise, strlen(promise));
    fprintf(out, "%s\n", text->str);
    g_string_free(text, TRUE);
}
