/* Any bytes as one file of a report, through all stages that settle its words. The first byte says which file
 * it takes the place of; the other files, and the templates, are good ones. Run from the top of the
 * repository. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/check.h"
#include "compose/compose.h"
#include "export/export.h"
#include "read/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct {
    char letter;
    const char *name;
} places[] = {{'m', "report.yaml"},        {'o', "overrides.yaml"},     {'p', "parts/part.xml"},
              {'q', "parts/part.yaml"},    {'r', "respondents.yaml"},   {'t', "themes.yaml"},
              {'x', "replies/norway.xml"}, {'y', "replies/norway.yaml"}};

static void broken(const char *promise)
{
    fprintf(stderr, "broken: %s\n", promise);
    abort();
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct InputFile *)a)->name, ((const struct InputFile *)b)->name);
}

/* The base folder with one file more, or another. */
static struct Input *folder_with(struct Arena *arena, const struct Input *base, const char *name,
                                 const char *bytes, size_t size, struct Diags *diags)
{
    struct Input *folder = arena_memdup(arena, base, sizeof *base);
    folder->files = ARENA_ARRAY(arena, struct InputFile, base->file_count + 1);
    folder->file_count = 0;
    for (size_t i = 0; i < base->file_count; i++)
        if (strcmp(base->files[i].name, name) != 0)
            folder->files[folder->file_count++] = base->files[i];
    struct Source *source = source_new(arena, name, bytes, size);
    folder->files[folder->file_count++] = (struct InputFile){
        .name = name, .source = source, .root = read_node(arena, source, diags), .sha256 = "0", .size = size};
    qsort(folder->files, folder->file_count, sizeof *folder->files, by_name);
    return folder;
}

/* What is read once. */
struct Fixed {
    struct Arena *arena;
    struct Diags *diags;
    struct Input *base, *templates;
    struct Wording *wording;
};

static const struct Fixed *fixed(void)
{
    static struct Fixed f;
    if (f.arena)
        return &f;
    f.arena = arena_new();
    f.diags = diags_new();
    f.base = read_folder(f.arena, "tests/fuzz/base", f.diags);
    f.templates = read_templates(f.arena, "templates", "fonts", "report", NULL, NULL, f.diags);
    f.wording = check_wording(f.arena, f.templates, "report", LANG_EN, f.diags);
    if (!f.wording || diags_total(f.diags))
        broken("the base is not good");
    return &f;
}

static void settle(struct Arena *arena, const struct Input *folder, const struct Fixed *f,
                   struct Diags *diags)
{
    struct Dossier *dossier = check_dossier(arena, folder, f->templates, diags);
    const char *promise = dossier ? dossier_verify(dossier) : NULL;
    if (promise)
        broken(promise);
    if (!dossier || strcmp(dossier->kind, "report") != 0 || dossier->language != LANG_EN)
        return;
    struct Report *report =
        compose_report(arena, dossier, f->wording, (struct ComposeOptions){.final = false}, diags);
    promise = report ? report_verify(report) : NULL;
    if (promise)
        broken(promise);
    if (report) {
        g_string_free(export_text(report), TRUE);
        g_string_free(export_trace(report, dossier, false), TRUE);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct Fixed *f = fixed();
    for (size_t i = 0; size && i < G_N_ELEMENTS(places); i++) {
        if ((char)data[0] != places[i].letter)
            continue;
        struct Arena *arena = arena_new();
        struct Diags *diags = diags_new();
        const char *bytes = arena_memdup(arena, data + 1, size - 1);
        settle(arena, folder_with(arena, f->base, places[i].name, bytes, size - 1, diags), f, diags);
        diags_free(diags);
        arena_free(arena);
    }
    return 0;
}
