#include "import/import.h"

#include "base/arena.h"
#include "import/import_int.h"

static void unref_array(void *array)
{
    g_ptr_array_unref(array);
}

static void free_string(void *string)
{
    g_string_free(string, TRUE);
}

static struct Importer importer_new(struct Arena *arena, struct Manuscript *manuscript, struct Rules *rules, struct Diags *diags)
{
    return (struct Importer){.arena = arena,
                             .diags = diags,
                             .manuscript = manuscript,
                             .rules = rules,
                             .entries = arena_defer(arena, unref_array, g_ptr_array_new()),
                             .lines = arena_defer(arena, unref_array, g_ptr_array_new()),
                             .leftover = arena_defer(arena, free_string, g_string_new(NULL)),
                             .files = arena_defer(arena, unref_array, g_ptr_array_new())};
}

/* The language whose patterns know most of the lines before the text. */
static struct Rules *best_rules(struct Rules **all, size_t count, const struct Manuscript *manuscript)
{
    struct Rules *best = NULL;
    guint most = 0;
    for (size_t i = 0; i < count; i++) {
        struct Arena *scratch = arena_new();
        struct Diags *unheard = diags_new();
        struct Importer trial = importer_new(scratch, (struct Manuscript *)manuscript, all[i], unheard);
        notes_index(&trial);
        front_read(&trial);
        if (!best || trial.lines->len > most) {
            best = all[i];
            most = trial.lines->len;
        }
        diags_free(unheard);
        arena_free(scratch);
    }
    for (guint i = 0; i < manuscript->blocks->len; i++)
        manuscript_block(manuscript, i)->called = false;
    return best;
}

static struct Import *import_manuscript(struct Arena *arena, struct Manuscript *manuscript, const struct Input *tables, struct Diags *diags)
{
    size_t count;
    struct Rules **all = rules_read(arena, tables, &count, diags);
    struct Rules *rules = count > 1 ? best_rules(all, count, manuscript) : count ? all[0] : NULL;
    struct Import *result = NULL;
    if (rules) {
        struct Importer im = importer_new(arena, manuscript, rules, diags);
        notes_index(&im);
        front_read(&im);
        manuscript_mend(&im);
        if (shape_find(&im)) {
            body_write(&im);
            notes_place_uncalled(&im);
            file_add(&im, "report.yaml", values_write(&im));
            result = ARENA_NEW(arena, struct Import);
            result->file_count = im.files->len;
            result->files = ARENA_ARRAY(arena, struct ImportFile, im.files->len);
            for (guint i = 0; i < im.files->len; i++)
                result->files[i] = *(const struct ImportFile *)g_ptr_array_index(im.files, i);
        }
    }
    manuscript_free(manuscript);
    return result;
}

struct Import *import_text(struct Arena *arena, const struct Source *source, const struct Input *tables, struct Diags *diags)
{
    return import_manuscript(arena, manuscript_of_text(source, diags), tables, diags);
}

struct Import *import_word(struct Arena *arena, const struct Node *word, const struct Input *tables, struct Diags *diags)
{
    return import_manuscript(arena, manuscript_of_word(word), tables, diags);
}
