/* Memory that lives and dies together.
 *
 * One arena per model (nodes, dossier, report, pages); a stage allocates results only in the arena it is
 * given and scratch in one of its own, which it frees before it returns. Nothing is freed singly. When
 * memory ends the process ends (GLib); the parent of the worker turns that into status 4. */
#ifndef SG_BASE_ARENA_H
#define SG_BASE_ARENA_H

#include <stddef.h>

struct Arena;

/* The caller owns the result and ends it with arena_free(). */
struct Arena *arena_new(void);
/* Frees all memory of the arena and runs what arena_defer() registered, last registered first. NULL is allowed. */
void arena_free(struct Arena *arena);

/* Zeroed memory, aligned for any type; owned by the arena. `size` may be 0. */
void *arena_alloc(struct Arena *arena, size_t size);
/* Copies; the result is NUL-terminated and owned by the arena. `text` NULL gives NULL. */
char *arena_strdup(struct Arena *arena, const char *text);
char *arena_strndup(struct Arena *arena, const char *text, size_t length);
void *arena_memdup(struct Arena *arena, const void *bytes, size_t size);
char *arena_printf(struct Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Calls free_function(object) when the arena ends: for objects of libraries. Returns object. */
void *arena_defer(struct Arena *arena, void (*free_function)(void *), void *object);

/* Ends the process as an allocation of GLib does: for libraries that report the end of memory instead. */
_Noreturn void arena_no_memory(void);

/* Bytes handed out so far: for --timings. */
size_t arena_used(const struct Arena *arena);

#define ARENA_NEW(arena, type)          ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_alloc((arena), sizeof(type) * (size_t)(count)))

#endif
