#include "model/input.h"

#include <string.h>

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

size_t input_files_under(const struct Input *input, const char *prefix, size_t *count)
{
    size_t first = lower_bound(input, prefix), end = first;
    while (end < input->file_count && strncmp(input->files[end].name, prefix, strlen(prefix)) == 0)
        end++;
    *count = end - first;
    return first;
}
