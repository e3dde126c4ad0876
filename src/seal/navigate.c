#include "seal/sealer.h"

#include <string.h>

#include "seal/names.h"

void destinations_begin(struct Sealer *sealer)
{
    sealer->dests = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    for (size_t p = 0; p < sealer->pages->page_count; p++) {
        const struct Page *page = &sealer->pages->pages[p];
        for (size_t i = 0; i < page->dest_count; i++) {
            if (g_hash_table_contains(sealer->dests, page->dests[i].id))
                continue;
            struct Destination *destination = g_new(struct Destination, 1);
            *destination = (struct Destination){(int)p, page->dests[i].x, page->dests[i].y};
            g_hash_table_insert(sealer->dests, (char *)page->dests[i].id, destination);
        }
    }
}

char *destination_text(const struct Sealer *sealer, const char *id)
{
    const struct Destination *destination = g_hash_table_lookup(sealer->dests, id);
    if (!destination)
        return NULL;
    GString *out = g_string_new("[");
    g_string_append_printf(out, "%d 0 R/XYZ", sealer->page_objects[destination->page]);
    g_string_append_printf(out, " %d %d null]", destination->x / LENGTH_UNIT,
                           (sealer->pages->height - destination->y + LENGTH_UNIT - 1) / LENGTH_UNIT);
    return g_string_free(out, FALSE);
}

int write_destinations(struct Sealer *sealer)
{
    struct NameTree names;
    names_begin(&names);
    for (size_t i = 0; i < sealer->report->block_count; i++) {
        const struct Block *block = &sealer->report->blocks[i];
        char *text = destination_text(sealer, block->id);
        if (!text)
            continue;
        if (block->number > 0) {
            char name[24];
            g_snprintf(name, sizeof name, "para.%d", block->number);
            names_add(&names, name, text);
        }
        names_add(&names, block->id, text);
        g_free(text);
    }
    return names_write(&names, &sealer->objects);
}

char *block_title(const struct Block *block)
{
    GString *title = g_string_new(block->label);
    for (size_t i = 0; i < block->run_count; i++) {
        if (block->runs[i].flags & RUN_NOTE_CALL)
            continue;
        if (i == 0 && title->len)
            g_string_append_c(title, ' ');
        g_string_append(title, block->runs[i].text);
    }
    return g_string_free(title, FALSE);
}

struct Item { /* of the outlines */
    const struct Block *block; /* NULL: the root */
    int object, level;
    int parent, previous, next, first, last; /* items; -1 */
    int kids;
};

static struct Item *item_at(GArray *items, int index)
{
    return &g_array_index(items, struct Item, (guint)index);
}

/* Headings under the nearest one above of a lower level. */
static GArray *collect_items(struct Sealer *sealer)
{
    GArray *items = g_array_new(FALSE, FALSE, sizeof(struct Item));
    struct Item root = {NULL, objects_new(&sealer->objects), 0, -1, -1, -1, -1, -1, 0};
    g_array_append_val(items, root);
    int open = 0;
    for (size_t i = 0; i < sealer->report->block_count; i++) {
        const struct Block *block = &sealer->report->blocks[i];
        if (block->role != ROLE_HEADING || !g_hash_table_contains(sealer->dests, block->id))
            continue;
        int level = MAX(block->level, 1), index = (int)items->len;
        while (item_at(items, open)->level >= level)
            open = item_at(items, open)->parent;
        struct Item *parent = item_at(items, open);
        struct Item item = {block, objects_new(&sealer->objects), level, open, parent->last, -1, -1, -1, 0};
        if (parent->last >= 0)
            item_at(items, parent->last)->next = index;
        else
            parent->first = index;
        parent->last = index;
        parent->kids++;
        g_array_append_val(items, item);
        open = index;
    }
    return items;
}

static void append_item_link(GString *out, GArray *items, const char *key, int index)
{
    if (index >= 0)
        g_string_append_printf(out, "%s %d 0 R", key, item_at(items, index)->object);
}

static void write_item(struct Sealer *sealer, GArray *items, int index)
{
    const struct Item *item = item_at(items, index);
    GString *out = sealer->objects.out;
    object_start(&sealer->objects, item->object);
    g_string_append(out, "<<");
    if (item->block) {
        char *title = block_title(item->block), *destination = destination_text(sealer, item->block->id);
        g_string_append(out, "/Title");
        pdf_text(out, title);
        g_string_append_printf(out, "/Dest%s", destination);
        g_free(title);
        g_free(destination);
    }
    append_item_link(out, items, "/Parent", item->parent);
    append_item_link(out, items, "/Prev", item->previous);
    append_item_link(out, items, "/Next", item->next);
    append_item_link(out, items, "/First", item->first);
    append_item_link(out, items, "/Last", item->last);
    if (item->kids) /* the chapters are shown, what is in them is folded */
        g_string_append_printf(out, "/Count %d", item->block ? -item->kids : item->kids);
    g_string_append(out, ">>");
    object_end(&sealer->objects);
}

int write_outlines(struct Sealer *sealer)
{
    GArray *items = collect_items(sealer);
    for (guint i = 0; i < items->len; i++)
        write_item(sealer, items, (int)i);
    int number = items->len > 1 ? item_at(items, 0)->object : 0;
    g_array_unref(items);
    return number;
}
