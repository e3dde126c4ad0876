/* The consultation as a whole: manifest, respondents, taxonomy, replies and parts, overrides, in the order in which each
 * needs the ones before it. */
#include "check/check.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/citations.h"
#include "check/manifest.h"
#include "check/register.h"
#include "check/reply.h"
#include "check/schema.h"
#include "check/taxonomy.h"

static const char *last_component(struct Arena *arena, const char *path)
{
    size_t end = strlen(path);
    while (end > 1 && path[end - 1] == '/')
        end--;
    size_t start = end;
    while (start > 0 && path[start - 1] != '/')
        start--;
    return arena_strndup(arena, path + start, end - start);
}

/* ---- Overrides ---- */

/* Each is read in full by the conclusions, which alone know what may be written over; here it is given its key. */
static void take_overrides(struct Checker *checker, const struct Input *folder, struct Dossier *dossier)
{
    const struct InputFile *file = input_file(folder, "overrides.yaml");
    if (!file || !file->root)
        return;
    const struct Node *list = file->root;
    if (list->kind != NODE_LIST) {
        schema_error(checker, SG_WRONG_TYPE, list->span, "overrides.yaml is a list, each item a map with a \"key\"");
        return;
    }
    size_t count = 0;
    for (const struct Node *item = list->first; item; item = item->next)
        count++;
    dossier->overrides = ARENA_ARRAY(checker->arena, struct Override, count);
    for (const struct Node *item = list->first; item; item = item->next) {
        const struct Node *key = item->kind == NODE_ELEMENT ? node_child(item, "key") : NULL;
        const char *text = key ? node_text(key) : NULL;
        if (!text || !*text)
            schema_error(checker, SG_MISSING_KEY, span_at(item->span.source, item->span.start, item->span.start + 1),
                         "\"key\" in override");
        else
            dossier->overrides[dossier->override_count++] = (struct Override){text, item, item->span};
    }
}

/* ---- The whole ---- */

static const struct Node *manifest_root(const struct Input *folder, struct Diags *diags)
{
    const struct InputFile *file = input_file(folder, "report.yaml");
    if (!file) {
        diag(diags, SG_NO_MANIFEST, SPAN_NONE, "%s", folder->path);
        return NULL;
    }
    return file->root;
}

/* Of resolutions whose body is not named: those of the body that gave the mandate. */
static const char *resolution_series(struct ManifestForm *manifest)
{
    const char *body = manifest->mandate ? manifest->mandate->body : manifest->organ;
    if (g_strcmp0(body, "human-rights-council") == 0)
        return "A/HRC/RES";
    if (g_strcmp0(body, "economic-and-social-council") == 0)
        return "E/RES";
    return "A/RES";
}

/* Artwork is a file of the folder, read with it: its name opens nothing. */
static void take_emblem(struct Checker *checker, struct ManifestForm *manifest, const struct Input *folder,
                        const struct Node *root, struct Dossier *dossier)
{
    if (!manifest->emblem)
        return;
    const struct InputFile *file = input_file(folder, manifest->emblem);
    if (file && !file->root && file->source->length && g_str_has_suffix(file->name, ".svg"))
        dossier->emblem = file->source;
    else
        schema_error(checker, SG_FILE_MISSING, node_value_span(node_child(root, "emblem")),
                     "\"%s\" is no .svg file beside the manifest", manifest->emblem);
}

struct Dossier *check_dossier(struct Arena *arena, const struct Input *folder, const struct Input *templates,
                              struct Diags *diags)
{
    const struct Node *root = manifest_root(folder, diags);
    if (!root)
        return NULL;
    struct Checker checker = {.arena = arena, .diags = diags};
    checker.citations = citations_decode(&checker, templates);
    struct Dossier *dossier = ARENA_NEW(arena, struct Dossier);
    dossier->folder = last_component(arena, folder->path);
    dossier->input_hash = folder->hash;
    struct ManifestForm *manifest = manifest_decode(&checker, root, dossier);
    if (!dossier->kind)
        return NULL;
    register_decode(&checker, folder, templates, dossier);
    manifest_finish(&checker, manifest, templates, dossier);
    take_emblem(&checker, manifest, folder, root, dossier);
    const struct InputFile *themes = input_file(folder, "themes.yaml");
    if (themes && themes->root)
        taxonomy_decode(&checker, themes->root, dossier);
    dossier->resolutions = resolution_series(manifest);
    reply_decode_all(&checker, folder, dossier);
    relations_check(&checker, folder, dossier);
    references_resolve(&checker, dossier);
    take_overrides(&checker, folder, dossier);
    return dossier;
}
