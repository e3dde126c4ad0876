/* Overrides confirmed again: the hash of today's evidence and the list of its statements, written into
 * overrides.yaml. The file is changed where it must be and nowhere else: the rest is the editor's. */
#include "export/export.h"

#include <string.h>

#include "model/node.h"

struct Change { /* bytes start..end become text */
    uint32_t start, end;
    char *text;
};

static int compare_changes(const void *a, const void *b)
{
    const struct Change *x = a, *y = b;
    return x->start < y->start ? -1 : x->start > y->start;
}

static void add_evidence(GString *out, const struct Statement *const *statements, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char *hash = statement_hash(statements[i]);
        g_string_append_printf(out, "%s%s %s", out->len > 1 ? ", " : "", statements[i]->id, hash);
        g_free(hash);
    }
}

static char *evidence_text(const struct Sentence *s)
{
    GString *out = g_string_new("[");
    add_evidence(out, s->statements, s->statement_count);
    add_evidence(out, s->also, s->also_count);
    g_string_append_c(out, ']');
    return g_string_free(out, FALSE);
}

/* Sets a key: its value is replaced, or the key goes behind `key`, which every override has. */
static void set_key(GArray *changes, const struct Override *override, const char *name, const char *value)
{
    const struct Node *node = node_child(override->node, name), *key = node_child(override->node, "key");
    struct Change change = {0};
    if (node) {
        change = (struct Change){node->span.start, node->span.end, g_strdup_printf("%s: %s", name, value)};
    } else if (key) {
        struct Place place = span_place(key->span);
        const char *bytes = key->span.source->bytes;
        bool flow = bytes[override->node->span.start] == '{';
        change =
            (struct Change){key->span.end, key->span.end,
                            flow ? g_strdup_printf(", %s: %s", name, value)
                                 : g_strdup_printf("\n%*s%s: %s", (int)place.column - 1, "", name, value)};
    }
    if (change.text)
        g_array_append_val(changes, change);
}

static GString *changed_bytes(const struct Source *source, GArray *changes)
{
    GString *out = g_string_new(NULL);
    uint32_t at = 0;
    g_array_sort(changes, compare_changes);
    for (guint i = 0; i < changes->len; i++) {
        struct Change *change = &g_array_index(changes, struct Change, i);
        g_string_append_len(out, source->bytes + at, (gssize)(change->start - at));
        g_string_append(out, change->text);
        at = change->end;
    }
    g_string_append_len(out, source->bytes + at, (gssize)(source->length - at));
    return out;
}

/* Of one sentence, printed or left out. */
static void confirm(GArray *changes, const struct Override *override, const char *basis, char *evidence)
{
    set_key(changes, override, "basis", basis);
    set_key(changes, override, "evidence", evidence);
    g_free(evidence);
}

/* The omissions of one override stand together; those from `first` on: how many. */
static size_t omission_run(const struct Report *report, size_t first)
{
    size_t end = first + 1;
    while (end < report->omission_count && report->omissions[end].override == report->omissions[first].override)
        end++;
    return end - first;
}

static char *omitted_text(const struct Report *report, size_t first, size_t count)
{
    GString *out = g_string_new("[");
    for (size_t i = first; i < first + count; i++)
        if (report->omissions[i].statement)
            add_evidence(out, &report->omissions[i].statement, 1);
    g_string_append_c(out, ']');
    return g_string_free(out, FALSE);
}

GString *export_confirmed(const struct Report *report, const char *key, size_t *count)
{
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(struct Change));
    const struct Source *source = NULL;
    *count = 0;
    for (size_t i = 0; i < report->sentence_count; i++) {
        const struct Sentence *s = &report->sentences[i];
        if (!s->override || !s->override->node || (key && strcmp(s->override->key, key) != 0))
            continue;
        source = s->override->span.source;
        confirm(changes, s->override, s->basis, evidence_text(s));
        ++*count;
    }
    for (size_t i = 0, run; i < report->omission_count; i += run) {
        const struct Omission *o = &report->omissions[i];
        run = omission_run(report, i);
        if (key && strcmp(o->override->key, key) != 0)
            continue;
        source = o->override->span.source;
        confirm(changes, o->override, o->basis, omitted_text(report, i, run));
        ++*count;
    }
    GString *out = source ? changed_bytes(source, changes) : NULL;
    for (guint i = 0; i < changes->len; i++)
        g_free(g_array_index(changes, struct Change, i).text);
    g_array_free(changes, TRUE);
    return out;
}
