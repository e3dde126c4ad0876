/* The consultation as a whole: manifest, respondents, taxonomy, replies and parts, overrides, in the order in which each
 * needs the ones before it. */
#include "check/check.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/citations.h"
#include "check/mandate.h"
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
static const char *resolution_series(const struct Dossier *dossier)
{
    const struct Fact *mandate = dossier_fact(dossier, "mandate.body"), *organ = dossier_fact(dossier, "organ");
    const char *body = mandate ? mandate->text : organ ? organ->text : NULL;
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

static struct Dossier *decode(struct Checker *checker, const struct Input *folder, const struct Input *templates, bool kept);

/* ---- Resolutions kept in the folder ---- */

/* "resolutions/66-157" of "resolutions/66-157/parts/operative.xml"; NULL for a file beside the folders. */
static const char *kept_name(struct Arena *arena, const char *file)
{
    const char *name = file + strlen("resolutions/"), *slash = strchr(name, '/');
    return slash ? arena_strndup(arena, file, (size_t)(slash - file)) : NULL;
}

/* The files of one of them as a folder of its own. */
static struct Input *kept_input(struct Arena *arena, const struct Input *folder, const char *name)
{
    const char *prefix = arena_printf(arena, "%s/", name);
    size_t count, first = input_files_under(folder, prefix, &count);
    struct Input *input = arena_memdup(arena, folder, sizeof *folder);
    input->path = arena_printf(arena, "%s/%s", folder->path, name);
    input->files = arena_memdup(arena, folder->files + first, sizeof *folder->files * count);
    input->file_count = count;
    for (size_t i = 0; i < count; i++)
        input->files[i].name += strlen(prefix);
    return input;
}

static void take_kept(struct Checker *checker, const struct Input *folder, const struct Input *templates, struct Dossier *dossier)
{
    size_t count, first = input_files_under(folder, "resolutions/", &count);
    dossier->kept = ARENA_ARRAY(checker->arena, struct KeptResolution, count);
    for (size_t i = first; i < first + count; i++) {
        const char *name = kept_name(checker->arena, folder->files[i].name);
        const struct KeptResolution *last = dossier->kept_count ? &dossier->kept[dossier->kept_count - 1] : NULL;
        if (!name || (last && strcmp(last->name, name) == 0))
            continue;
        struct Checker own = {.arena = checker->arena, .diags = checker->diags, .citations = checker->citations};
        const struct Dossier *document = decode(&own, kept_input(checker->arena, folder, name), templates, true);
        dossier->kept[dossier->kept_count] = (struct KeptResolution){.name = name, .dossier = document};
        dossier->kept_count += document != NULL;
    }
}

/* ---- All ---- */

/* `kept`: a document under resolutions/, which keeps none itself. */
static struct Dossier *decode(struct Checker *checker, const struct Input *folder, const struct Input *templates, bool kept)
{
    const struct Node *root = manifest_root(folder, checker->diags);
    if (!root)
        return NULL;
    struct Dossier *dossier = ARENA_NEW(checker->arena, struct Dossier);
    dossier->folder = last_component(checker->arena, folder->path);
    dossier->input_hash = folder->hash;
    struct ManifestForm *manifest = manifest_decode(checker, root, dossier);
    if (!dossier->kind)
        return NULL;
    register_decode(checker, folder, templates, dossier);
    manifest_finish(checker, manifest, templates, dossier);
    if (!kept) {
        take_kept(checker, folder, templates, dossier);
        mandate_take(checker, manifest->mandate, templates, dossier);
    }
    dossier->resolutions = resolution_series(dossier);
    take_emblem(checker, manifest, folder, root, dossier);
    const struct InputFile *themes = input_file(folder, "themes.yaml");
    if (themes && themes->root)
        taxonomy_decode(checker, themes->root, dossier);
    reply_decode_all(checker, folder, dossier);
    relations_check(checker, folder, dossier);
    references_resolve(checker, dossier);
    take_overrides(checker, folder, dossier);
    return dossier;
}

struct Dossier *check_dossier(struct Arena *arena, const struct Input *folder, const struct Input *templates,
                              struct Diags *diags)
{
    struct Checker checker = {.arena = arena, .diags = diags};
    checker.citations = citations_decode(&checker, templates);
    return decode(&checker, folder, templates, false);
}
