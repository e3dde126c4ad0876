#include "seal/names.h"

#include <stdlib.h>
#include <string.h>

enum { LEAF = 64 };

struct NameEntry {
    char *name, *value;
    guint order;
};

static void entry_clear(void *data)
{
    struct NameEntry *entry = data;
    g_free(entry->name);
    g_free(entry->value);
}

void names_begin(struct NameTree *names)
{
    names->entries = g_array_new(FALSE, FALSE, sizeof(struct NameEntry));
    g_array_set_clear_func(names->entries, entry_clear);
}

void names_add(struct NameTree *names, const char *name, const char *value)
{
    struct NameEntry entry = {g_strdup(name), g_strdup(value), names->entries->len};
    g_array_append_val(names->entries, entry);
}

static int compare(const void *a, const void *b)
{
    const struct NameEntry *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static void drop_doubles(GArray *entries)
{
    for (guint i = entries->len; i-- > 1;)
        if (strcmp(g_array_index(entries, struct NameEntry, i).name, g_array_index(entries, struct NameEntry, i - 1).name) == 0)
            g_array_remove_index(entries, i);
}

static void append_name(GString *out, const GArray *entries, guint index)
{
    const char *name = g_array_index(entries, struct NameEntry, index).name;
    pdf_bytes(out, name, strlen(name));
}

static void write_names(struct Objects *objects, const GArray *entries, guint first, guint end, bool limits)
{
    g_string_append(objects->out, "<<");
    if (limits) {
        g_string_append(objects->out, "/Limits[");
        append_name(objects->out, entries, first);
        append_name(objects->out, entries, end - 1);
        g_string_append(objects->out, "]");
    }
    g_string_append(objects->out, "/Names[");
    for (guint i = first; i < end; i++) {
        append_name(objects->out, entries, i);
        g_string_append(objects->out, g_array_index(entries, struct NameEntry, i).value);
    }
    g_string_append(objects->out, "]>>");
}

static void write_numbers(struct Objects *objects, const GPtrArray *values, guint first, guint end, bool limits)
{
    g_string_append(objects->out, "<<");
    if (limits)
        g_string_append_printf(objects->out, "/Limits[%u %u]", first, end - 1);
    g_string_append(objects->out, "/Nums[");
    for (guint i = first; i < end; i++)
        g_string_append_printf(objects->out, "%s%u %s", i > first ? " " : "", i, (const char *)g_ptr_array_index(values, i));
    g_string_append(objects->out, "]>>");
}

/* One level of leaves under the root: a root of a few hundred references is read at once. */
static int write_tree(struct Objects *objects, const GArray *entries, const GPtrArray *values)
{
    guint count = entries ? entries->len : values->len;
    int root = objects_new(objects);
    bool leaves = count > LEAF;
    GString *kids = g_string_new(NULL);
    for (guint first = 0; first < count || first == 0; first += LEAF) {
        int number = leaves ? objects_new(objects) : root;
        guint end = MIN(first + LEAF, count);
        object_start(objects, number);
        if (entries)
            write_names(objects, entries, first, end, leaves);
        else
            write_numbers(objects, values, first, end, leaves);
        object_end(objects);
        pdf_reference(kids, number);
    }
    if (leaves) {
        object_start(objects, root);
        g_string_append_printf(objects->out, "<</Kids[%s]>>", kids->str);
        object_end(objects);
    }
    g_string_free(kids, TRUE);
    return root;
}

int names_write(struct NameTree *names, struct Objects *objects)
{
    if (names->entries->len > 1)
        qsort(names->entries->data, names->entries->len, sizeof(struct NameEntry), compare);
    drop_doubles(names->entries);
    int number = names->entries->len ? write_tree(objects, names->entries, NULL) : 0;
    g_array_unref(names->entries);
    return number;
}

int numbers_write(struct Objects *objects, GPtrArray *values)
{
    return write_tree(objects, NULL, values);
}
