#include "base/arena.h"

#include <malloc.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <glib.h>

/* Under the address sanitizer every allocation is a block of its own, so that it sees each overrun. */
#if defined(__SANITIZE_ADDRESS__)
#define BLOCK_SIZE 1
#else
#define BLOCK_SIZE 65536
#endif
#define ALIGNMENT 16

struct Block {
    struct Block *next;
    size_t size, used;
    size_t padding; /* keeps the data aligned to 16 */
    char data[];
};

struct Deferred {
    struct Deferred *next;
    void (*free_function)(void *);
    void *object;
};

struct Arena {
    struct Block *blocks;
    struct Deferred *deferred;
    size_t used;
};

struct Arena *arena_new(void)
{
    return g_new0(struct Arena, 1);
}

void arena_free(struct Arena *arena)
{
    if (!arena)
        return;
    for (struct Deferred *d = arena->deferred; d; d = d->next)
        d->free_function(d->object);
    size_t blocks = 0;
    for (struct Block *b = arena->blocks; b; blocks++) {
        struct Block *next = b->next;
        g_free(b);
        b = next;
    }
    g_free(arena);
    if (blocks > 16) /* the heap of a large report would keep them beside what comes next */
        malloc_trim(0);
}

void *arena_alloc(struct Arena *arena, size_t size)
{
    size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct Block *b = arena->blocks;
    if (!b || b->size - b->used < rounded) {
        size_t capacity = MAX(rounded, (size_t)BLOCK_SIZE);
        struct Block *fresh = g_malloc0(sizeof *fresh + capacity);
        fresh->size = capacity;
        /* A large object does not end the block that small ones still fill. */
        if (b && rounded > BLOCK_SIZE / 4) {
            fresh->next = b->next;
            b->next = fresh;
        } else {
            fresh->next = b;
            arena->blocks = fresh;
        }
        b = fresh;
    }
    void *memory = b->data + b->used;
    b->used += rounded;
    arena->used += rounded;
    return memory;
}

char *arena_strdup(struct Arena *arena, const char *text)
{
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_strndup(struct Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

void *arena_memdup(struct Arena *arena, const void *bytes, size_t size)
{
    void *copy = arena_alloc(arena, size);
    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

char *arena_printf(struct Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    char *copy = arena_strdup(arena, text);
    g_free(text);
    return copy;
}

void *arena_defer(struct Arena *arena, void (*free_function)(void *), void *object)
{
    struct Deferred *d = ARENA_NEW(arena, struct Deferred);
    *d = (struct Deferred){arena->deferred, free_function, object};
    arena->deferred = d;
    return object;
}

void arena_no_memory(void)
{
    g_error("out of memory");
}

size_t arena_used(const struct Arena *arena)
{
    return arena->used;
}
