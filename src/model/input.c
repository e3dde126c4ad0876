#include "model/input.h"

#include <string.h>

#include "base/arena.h"

/* Index of the first file whose name is not below `name`. */
static size_t lower_bound(const struct Input *input, const char *name)
{
    size_t low = 0, high = input->file_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(input->files[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct InputFile *input_file(const struct Input *input, const char *name)
{
    size_t i = lower_bound(input, name);
    return i < input->file_count && strcmp(input->files[i].name, name) == 0 ? &input->files[i] : NULL;
}

bool input_folder(const struct Input *input, const char *name)
{
    for (size_t i = 0; i < input->folder_count; i++)
        if (strcmp(input->folders[i], name) == 0)
            return true;
    return input->folder_count == 0;
}

size_t input_files_under(const struct Input *input, const char *prefix, size_t *count)
{
    size_t first = lower_bound(input, prefix), end = first;
    while (end < input->file_count && strncmp(input->files[end].name, prefix, strlen(prefix)) == 0)
        end++;
    *count = end - first;
    return first;
}

struct Trees {
    struct Arena *arena; /* NULL: dropped */
};

static void free_trees(void *memory)
{
    arena_free(((struct Trees *)memory)->arena);
}

struct Trees *trees_new(struct Arena *arena)
{
    struct Trees *trees = ARENA_NEW(arena, struct Trees);
    trees->arena = arena_new();
    return arena_defer(arena, free_trees, trees);
}

struct Arena *trees_arena(struct Trees *trees)
{
    return trees->arena;
}

bool input_is_bulk(const char *name)
{
    return strncmp(name, "replies/", 8) == 0 || strncmp(name, "parts/", 6) == 0;
}

void input_drop_trees(struct Input *input)
{
    for (size_t i = 0; i < input->file_count; i++)
        if (input_is_bulk(input->files[i].name))
            input->files[i].root = NULL;
    arena_free(input->trees->arena);
    input->trees->arena = NULL;
}
