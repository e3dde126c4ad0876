/* Consultations written in a test: files from memory, through the readers, into a dossier. */
#ifndef SG_TESTS_CHECK_H
#define SG_TESTS_CHECK_H

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/check.h"
#include "read/read.h"

struct File {
    const char *name, *bytes;
};

struct Consultation {
    struct Arena *arena;
    struct Diags *diags;
    struct Input folder, templates;
    struct Dossier *dossier;
};

static const char check_manifest[] = "kind: report\ndate: 2013-07-22\ncut-off: 2013-07-10\n";
static const char check_themes[] = "themes:\n- {id: peace, title: Peace}\nclaims:\n"
                                   "- {id: fairness, theme: peace, phrase: fairness}\n";
static const struct File check_register = {
    "registers/states.yaml",
    "respondents:\n"
    "- {id: ARG, kind: government, names: {en: {list: Argentina, article: \"\"}}}\n"
    "- {id: BLR, kind: government, names: {en: Belarus}}\n"
    "- {id: SYR, kind: government, names: {en: {list: Syrian Arab Republic, article: \"the \"}}}\n"
    "- {id: OHCHR, kind: un, names: {en: {list: Office, text: Office, abbreviation: OHCHR}}}\n"};

static const struct File check_citations = {
    "registers/citations.yaml",
    "citations:\n  before: [resolution, resolutions]\n  joints: [and, \",\"]\n"
    "  bodies: [{series: A/HRC/RES, names: [Human Rights Council]}, {series: A/RES, names: [Assembly]}]\n"};

static inline int check_by_name(const void *a, const void *b)
{
    return strcmp(((const struct InputFile *)a)->name, ((const struct InputFile *)b)->name);
}

/* `files` are `count` files in any order; those named twice: the last one counts. */
static inline void check_input(struct Consultation *c, struct Input *input, const struct File *files, size_t count)
{
    input->path = "case";
    input->hash = "0000000000000000";
    input->files = ARENA_ARRAY(c->arena, struct InputFile, count);
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        while (at < input->file_count && strcmp(input->files[at].name, files[i].name) != 0)
            at++;
        struct InputFile *file = &input->files[at];
        input->file_count += at == input->file_count;
        char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, files[i].bytes, -1);
        *file = (struct InputFile){.name = files[i].name, .sha256 = arena_strdup(c->arena, digest),
                                   .size = strlen(files[i].bytes)};
        g_free(digest);
        file->source = source_new(c->arena, files[i].name, files[i].bytes, file->size);
        if (!g_str_has_prefix(files[i].name, "originals/"))
            file->root = read_node(c->arena, file->source, c->diags);
    }
    qsort(input->files, input->file_count, sizeof *input->files, check_by_name);
}

/* A dossier of these files; report.yaml and themes.yaml are there unless they are given. */
static inline struct Consultation *check_new_with(const struct File *files, size_t count, const struct File *templates, size_t template_count)
{
    struct Consultation *c = g_new0(struct Consultation, 1);
    c->arena = arena_new();
    c->diags = diags_new();
    struct File *all = g_new0(struct File, count + 2);
    all[0] = (struct File){"report.yaml", check_manifest};
    all[1] = (struct File){"themes.yaml", check_themes};
    for (size_t i = 0; i < count; i++)
        all[i + 2] = files[i];
    check_input(c, &c->folder, all, count + 2);
    check_input(c, &c->templates, templates, template_count);
    g_free(all);
    c->dossier = check_dossier(c->arena, &c->folder, &c->templates, c->diags);
    if (c->dossier)
        g_assert_cmpstr(dossier_verify(c->dossier), ==, NULL);
    return c;
}

static inline struct Consultation *check_new(const struct File *files, size_t count)
{
    return check_new_with(files, count, (const struct File[]){check_register, check_citations}, 2);
}

static inline void check_free(struct Consultation *c)
{
    diags_free(c->diags);
    arena_free(c->arena);
    g_free(c);
}

/* "SG2001 report.yaml 2:1 (1:1);" for each message: code, file (left out when it is `file`), place, second places. */
static inline char *check_messages(struct Consultation *c, const char *file)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < diags_total(c->diags); i++) {
        const struct Diag *d = diags_sorted(c->diags, i);
        struct Place place = span_place(d->span);
        g_string_append(text, diag_kind(d->code)->number);
        if (d->span.source && strcmp(d->span.source->path, file) != 0)
            g_string_append_printf(text, " %s", d->span.source->path);
        g_string_append_printf(text, " %zu:%zu", place.line, place.column);
        for (size_t k = 0; k < d->also_count; k++)
            g_string_append_printf(text, " (%zu:%zu)", span_place(d->also[k]).line, span_place(d->also[k]).column);
        g_string_append_c(text, ';');
    }
    return g_string_free(text, FALSE);
}

/* The dump of a dossier. Free with g_free(). */
static inline char *check_dump(const struct Consultation *c)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    dossier_dump(c->dossier, out);
    fclose(out);
    char *copy = g_strdup(text);
    free(text);
    return copy;
}

#endif
