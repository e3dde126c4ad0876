#include <string.h>

#include "base/arena.h"
#include "import/import_int.h"

static struct Entry *find_entry(const struct Importer *im, const char *key)
{
    for (guint i = 0; i < im->entries->len; i++) {
        struct Entry *entry = g_ptr_array_index(im->entries, i);
        if (!strcmp(entry->key, key))
            return entry;
    }
    return NULL;
}

void value_set(struct Importer *im, const char *key, char *value)
{
    if (!value || !*key) {
        g_free(value);
        return;
    }
    char *kept = arena_defer(im->arena, g_free, value);
    struct Entry *entry = find_entry(im, key);
    if (!entry) {
        entry = ARENA_NEW(im->arena, struct Entry);
        entry->key = arena_strdup(im->arena, key);
        g_ptr_array_add(im->entries, entry);
    }
    entry->value = kept;
}

const char *value_of(const struct Importer *im, const char *key)
{
    const struct Entry *entry = find_entry(im, key);
    return entry ? entry->value : NULL;
}

bool line_seen(const struct Importer *im, const char *name)
{
    for (guint i = 0; i < im->lines->len; i++)
        if (!strcmp(g_ptr_array_index(im->lines, i), name))
            return true;
    return false;
}

static bool condition_met(const struct Importer *im, const char *text)
{
    bool wanted = !g_str_has_prefix(text, "not ");
    const char *key = wanted ? text : text + strlen("not "), *is = strstr(key, " is ");
    if (!is)
        return (value_of(im, key) || line_seen(im, key)) == wanted;
    char *name = g_strndup(key, (gsize)(is - key));
    bool same = g_strcmp0(value_of(im, name), is + strlen(" is ")) == 0;
    g_free(name);
    return same == wanted;
}

bool conditions_met(const struct Importer *im, const struct Node *list)
{
    for (const struct Node *n = list ? list->first : NULL; n; n = n->next)
        if (node_text(n) && !condition_met(im, node_text(n)))
            return false;
    return true;
}

/* Line breaks as spaces, calls of notes left out. Owned by the caller. */
static char *without_calls(const char *text)
{
    char **pieces = g_strsplit(text, CALL_CHARACTER, -1), *word = g_strjoinv("", pieces);
    g_strfreev(pieces);
    return g_strchomp(g_strdelimit(word, "\n\t", ' '));
}

bool values_take(struct Importer *im, const struct Rule *rule, const GMatchInfo *match, struct Span span)
{
    bool well = true;
    for (size_t i = 0; i < rule->capture_count; i++) {
        const struct Capture *capture = &rule->captures[i];
        gint from, to;
        if (capture->type->kind == TYPE_NAMES || !g_match_info_fetch_pos(match, (gint)i + 1, &from, &to) || from < 0)
            continue;
        gchar *text = g_match_info_fetch(match, (gint)i + 1), *word = without_calls(text);
        char *value = rules_value(capture->type, word);
        if (!value) {
            diag(im->diags, SG_IMPORT_VALUE, span, "\"%s\" as %s", word, capture->type->name);
            well = false;
        }
        value_set(im, capture->key, value);
        g_free(text);
        g_free(word);
    }
    const struct Node *set = node_child(rule->node, "set");
    for (const struct Node *n = set ? set->first : NULL; n; n = n->next)
        if (n->name && node_text(n))
            value_set(im, n->name, g_strdup(node_text(n)));
    return well;
}

void value_leave(struct Importer *im, const char *text)
{
    if (!im->leftover->len)
        g_string_append(im->leftover, "\n# Not recognized; put it where it belongs:\n");
    g_string_append(im->leftover, "#   ");
    for (; *text; text = g_utf8_next_char(text))
        g_string_append_unichar(im->leftover, rules_is_odd(g_utf8_get_char(text)) ? ' ' : g_utf8_get_char(text));
    g_string_append_c(im->leftover, '\n');
}

/* ---- report.yaml ---- */

static void write_key(GString *out, const char *key, const char *value, const char **group)
{
    const char *dot = strchr(key, '.');
    size_t length = dot ? (size_t)(dot - key) : 0;
    bool same = dot && *group && strlen(*group) > length && !strncmp(*group, key, length) && (*group)[length] == '.';
    if (dot && !same)
        g_string_append_printf(out, "%.*s:\n", (int)length, key);
    g_string_append_printf(out, "%s%s:%s%s\n", dot ? "  " : "", dot ? dot + 1 : key, *value == '\n' ? "" : " ", value);
    *group = dot ? key : NULL;
}

/* In the order of the list `manifest`; what stands not in it comes last. */
GString *values_write(const struct Importer *im)
{
    GString *out = g_string_new(NULL);
    const struct Node *order = im->rules->shared ? node_child(im->rules->shared, "manifest") : NULL;
    const char *group = NULL;
    bool *written = g_new0(bool, im->entries->len + 1);
    for (const struct Node *n = order ? order->first : NULL; n; n = n->next)
        for (guint i = 0; node_text(n) && i < im->entries->len; i++) {
            const struct Entry *entry = g_ptr_array_index(im->entries, i);
            const char *word = node_text(n);
            size_t length = strlen(word);
            bool here = !strcmp(entry->key, word) || (!strncmp(entry->key, word, length) && entry->key[length] == '.');
            if (!here || written[i])
                continue;
            write_key(out, entry->key, entry->value, &group);
            written[i] = true;
        }
    for (guint i = 0; i < im->entries->len; i++) {
        const struct Entry *entry = g_ptr_array_index(im->entries, i);
        if (!written[i])
            write_key(out, entry->key, entry->value, &group);
    }
    g_free(written);
    g_string_append(out, im->leftover->str);
    return out;
}
