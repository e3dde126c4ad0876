#include "model/style.h"

#include <string.h>

const struct BlockStyle *style_block(const struct Style *style, const char *name)
{
    for (size_t i = 0; i < style->block_count; i++)
        if (strcmp(style->blocks[i].name, name) == 0) return &style->blocks[i];
    return NULL;
}

Length style_distance(const struct BlockStyle *block, const char *before)
{
    for (size_t i = 0; before != NULL && i < block->after_count; i++)
        for (size_t j = 0; j < block->after[i].style_count; j++)
            if (strcmp(block->after[i].styles[j], before) == 0) return block->after[i].distance;
    return block->above;
}
