/* Passages of originals that no quotation covers: for whoever asks whether a reply was summarized whole. */
#include "export/export.h"

#include <string.h>

#include "base/arena.h"
#include "base/csv.h"

struct Stretch { /* bytes of the text */
    size_t from, to;
};

struct Passages {
    GString *out;
    enum CoverageFormat format;
    const struct Original *original;
    GArray *covered; /* struct Stretch */
    GArray *rest;    /* struct Stretch: passages that are not */
    size_t count;    /* passages in all */
};

/* ---- Passages: sentences, ended by a mark and white space, or by an empty line ---- */

static bool is_mark(gunichar c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x61F || c == 0x6D4;
}

/* An empty line, or the end of a page. */
static bool is_gap(const char *p)
{
    if (*p == '\f')
        return true;
    if (*p != '\n')
        return false;
    p += 1 + strspn(p + 1, " \t\r");
    return *p == '\n';
}

static size_t passage_end(const char *text, size_t length, size_t from)
{
    for (const char *p = text + from; p < text + length; p = g_utf8_next_char(p)) {
        const char *next = g_utf8_next_char(p);
        if (is_gap(p) || (is_mark(g_utf8_get_char(p)) && (g_utf8_get_char(p) > 0x2FFF || g_ascii_isspace(*next) || next >= text + length)))
            return (size_t)(next - text);
    }
    return length;
}

/* Numbers, dates and page feet alone say nothing. */
static bool says_something(const char *text, struct Stretch s)
{
    size_t letters = 0;
    for (const char *p = text + s.from; p < text + s.to; p = g_utf8_next_char(p))
        letters += g_unichar_isalpha(g_utf8_get_char(p)) != 0;
    return letters > 3;
}

static bool is_covered(const struct Passages *p, struct Stretch s)
{
    for (guint i = 0; i < p->covered->len; i++) {
        const struct Stretch *c = &g_array_index(p->covered, struct Stretch, i);
        if (c->from < s.to && s.from < c->to)
            return true;
    }
    return false;
}

static void divide(struct Passages *p)
{
    const struct Source *text = p->original->text;
    for (size_t from = 0, to; from < text->length; from = to) {
        to = passage_end(text->bytes, text->length, from);
        struct Stretch s = {from, to};
        if (!says_something(text->bytes, s))
            continue;
        p->count++;
        if (!is_covered(p, s))
            g_array_append_val(p->rest, s);
    }
}

/* ---- What is printed ---- */

static char *folded(const struct Original *o, struct Stretch s)
{
    char *copy = g_strndup(o->text->bytes + s.from, s.to - s.from);
    char **words = g_strsplit_set(copy, " \t\r\n\f", -1);
    GString *out = g_string_new(NULL);
    for (char **w = words; *w; w++)
        if (**w)
            g_string_append_printf(out, "%s%s", out->len ? " " : "", *w);
    g_strfreev(words);
    g_free(copy);
    return g_string_free(out, FALSE);
}

static void print_passage(struct Passages *p, struct Stretch s)
{
    char *words = folded(p->original, s);
    int page = original_page(p->original, s.from);
    if (p->format == COVERAGE_CSV) {
        csv_append(p->out, p->original->file);
        g_string_append_printf(p->out, ",%d,", page);
        csv_append(p->out, words);
        g_string_append(p->out, "\r\n");
    } else {
        char *where = page ? g_strdup_printf("page %d: ", page) : g_strdup("");
        g_string_append_printf(p->out, "  %s%s\n", where, words);
        g_free(where);
    }
    g_free(words);
}

static void add_covered(struct Passages *p, const struct Submission *submission)
{
    struct Arena *arena = arena_new();
    size_t count;
    const struct Quoted *quoted = dossier_quotations(arena, submission, &count);
    for (size_t i = 0; i < count; i++) {
        struct Stretch s;
        if (!strcmp(quoted[i].source->file, p->original->file) &&
            (original_find(p->original, quoted[i].words, quoted[i].source->page, &s.from, &s.to) ||
             original_find(p->original, quoted[i].words, 0, &s.from, &s.to)))
            g_array_append_val(p->covered, s);
    }
    arena_free(arena);
}

static void print_original(struct Passages *p, const struct Dossier *dossier)
{
    if (!p->original->text) {
        if (p->format == COVERAGE_TEXT)
            g_string_append_printf(p->out, "%s is %s\n", p->original->file, p->original->why);
        return;
    }
    for (size_t i = 0; i < dossier->submission_count; i++)
        add_covered(p, &dossier->submissions[i]);
    divide(p);
    if (p->format == COVERAGE_TEXT)
        g_string_append_printf(p->out, "%s: %zu of %zu passages are quoted%s\n", p->original->file, p->count - p->rest->len,
                               p->count, p->rest->len ? "; the others:" : "");
    for (guint i = 0; i < p->rest->len; i++)
        print_passage(p, g_array_index(p->rest, struct Stretch, i));
}

GString *export_passages(const struct Dossier *dossier, const struct Originals *originals, enum CoverageFormat format)
{
    struct Passages p = {.out = g_string_new(format == COVERAGE_CSV ? "file,page,passage\r\n" : NULL), .format = format};
    for (size_t i = 0; i < originals->count; i++) {
        p.original = &originals->items[i];
        p.covered = g_array_new(FALSE, FALSE, sizeof(struct Stretch));
        p.rest = g_array_new(FALSE, FALSE, sizeof(struct Stretch));
        p.count = 0;
        print_original(&p, dossier);
        g_array_free(p.covered, TRUE);
        g_array_free(p.rest, TRUE);
    }
    return p.out;
}
