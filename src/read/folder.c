/* A folder as of one moment.
 *
 * People save while the program reads. An editor truncates and writes, or renames and writes anew: for an
 * instant a file is empty, half or absent, and a strange one stands beside it. So the stamps (inode, size,
 * time of change) of all files that matter are taken, the files are read, and the stamps are taken again:
 * when they differ, everything is read again. When something was wrong with what was read, the second look
 * comes a moment later, so that the rest of a half-saved file has the time to arrive. What still moves after
 * some rounds is told. Messages wait until then. */
#include "read/read.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "read/read_int.h"

enum { ROUNDS = 5, PAUSE_MICROSECONDS = 60000 };

static bool has_ending(const char *name, const char *ending)
{
    return strlen(name) > strlen(ending) && g_str_has_suffix(name, ending);
}

static bool is_document(const char *name)
{
    return has_ending(name, ".yaml") || has_ending(name, ".xml");
}

static bool refuse(struct Entry *entry, enum DiagCode why, const char *detail)
{
    entry->use = USE_REFUSE;
    entry->why = why;
    entry->detail = detail;
    return true;
}

static bool use(struct Entry *entry, enum Use what)
{
    entry->use = what;
    return true;
}

/* The folder of a report itself. */
static bool top_rule(const char *name, bool is_folder, struct Entry *entry)
{
    static const char *const documents[] = {"report.yaml", "respondents.yaml", "themes.yaml",
                                            "overrides.yaml"};
    static const char *const folders[] = {"replies", "parts", "originals", "resolutions"};
    for (size_t i = 0; i < G_N_ELEMENTS(documents); i++)
        if (strcmp(name, documents[i]) == 0)
            return use(entry, USE_PARSE);
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
        if (strcmp(name, folders[i]) == 0)
            return false;
    if (g_str_has_prefix(name, "README"))
        return false;
    if (!is_folder && has_ending(name, ".svg"))
        return use(entry, USE_KEEP);
    return refuse(entry, SG_FILE_UNUSED, "");
}

/* What to do about a document whose name ends otherwise. */
static const char *ending_wanted(const char *name)
{
    const char *dot = strrchr(name, '.');
    if (dot && g_ascii_strcasecmp(dot, ".xml") == 0)
        return "the ending is .xml";
    if (dot && (g_ascii_strcasecmp(dot, ".yml") == 0 || g_ascii_strcasecmp(dot, ".yaml") == 0))
        return "the ending is .yaml";
    return "";
}

/* replies/ and parts/: each file is a document of the report, and none may be lost without a word. */
static bool documents_rule(const char *name, bool is_folder, struct Entry *entry)
{
    if (is_folder)
        return refuse(entry, SG_FILE_TYPE, "a folder");
    if (is_document(name))
        return use(entry, USE_PARSE);
    return !g_str_has_prefix(name, "README") && refuse(entry, SG_FILE_TYPE, ending_wanted(name));
}

/* resolutions/: folders of documents, each with its manifest and parts. */
static bool resolutions_rule(const char *name, bool is_folder, struct Entry *entry)
{
    return is_folder ? refuse(entry, SG_FILE_TYPE, "folders are nested too deeply") : documents_rule(name, is_folder, entry);
}

static bool originals_rule(const char *name, bool is_folder, struct Entry *entry)
{
    (void)name;
    return is_folder ? refuse(entry, SG_FILE_TYPE, "folders are nested too deeply") : use(entry, USE_HASH);
}

static bool templates_rule(const char *name, bool is_folder, struct Entry *entry)
{
    if (is_folder)
        return false;
    if (is_document(name))
        return use(entry, USE_PARSE);
    return has_ending(name, ".svg") && use(entry, USE_KEEP);
}

static bool faces_rule(const char *name, bool is_folder, struct Entry *entry)
{
    return !is_folder && strcmp(name, "faces.yaml") == 0 && use(entry, USE_PARSE);
}

struct Node *read_node(struct Arena *arena, struct Source *source, struct Diags *diags)
{
    bool yaml = !g_str_has_suffix(source->path, ".xml");
    if (source->length == text_after_mark(source)) {
        diag(diags, SG_FILE_EMPTY, span_at(source, 0, 0), "%s", "");
        return NULL;
    }
    if (!yaml && !xml_check_encoding(source, diags))
        return NULL;
    bool good = text_check_source(source, yaml, diags);
    if (!yaml)
        good &= xml_prescan(source, diags);
    if (!good)
        return NULL;
    struct Builder builder = {.arena = arena, .source = source, .diags = diags};
    return yaml ? yaml_read(&builder) : xml_read(&builder);
}

struct Reading {
    struct Arena *arena;
    struct Trees *trees;
    const struct LookFolder *folders;
    size_t folder_count;
    const char *path;
    const char *required; /* name of a file, or NULL */
};

static const char *shown_path(const struct Reading *reading, const char *name)
{
    for (size_t i = reading->folder_count; i > 0; i--) {
        const struct LookFolder *folder = &reading->folders[i - 1];
        if (g_str_has_prefix(name, folder->prefix))
            return arena_printf(reading->arena, "%s/%s%s%s", folder->root, folder->folder,
                                *folder->folder ? "/" : "", name + strlen(folder->prefix));
    }
    return name;
}

/* The library that draws artwork expands entities; drawing programs write a DOCTYPE, but none of their own. */
static bool is_plain_artwork(struct Source *source, struct Diags *diags)
{
    static const char declaration[] = "<!ENTITY";
    const char *hit = memmem(source->bytes, source->length, declaration, strlen(declaration));
    if (!hit)
        return true;
    size_t at = (size_t)(hit - source->bytes);
    diag(diags, SG_XML_DOCTYPE, span_at(source, at, at + strlen(declaration)), "it declares entities");
    return false;
}

static void read_entry(const struct Reading *reading, int folder, const struct Entry *entry, size_t *room,
                       struct Diags *diags, struct InputFile *file)
{
    const char *path = shown_path(reading, entry->name);
    *file = (struct InputFile){.name = entry->name, .source = source_new_unread(reading->arena, path)};
    const char *name = strrchr(entry->name, '/');
    bool original = entry->use == USE_HASH;
    size_t most = original ? LIMIT_ATTACHMENT_BYTES : LIMIT_FILE_BYTES;
    struct FileBytes bytes;
    if (!file_read(reading->arena, folder, name ? name + 1 : entry->name, file->source,
                   MIN(*room, LIMIT_FILE_BYTES), most, diags, &bytes))
        return;
    file->sha256 = bytes.sha256;
    file->size = bytes.size;
    if (bytes.bytes) {
        file->source = source_new(reading->arena, path, bytes.bytes, bytes.size);
        file->source->name = file->name;
        *room -= MIN(*room, bytes.size);
        if (entry->use == USE_KEEP && !is_plain_artwork(file->source, diags))
            file->source = source_new_unread(reading->arena, path);
        if (entry->use == USE_PARSE)
            file->root = read_node(input_is_bulk(file->name) ? trees_arena(reading->trees) : reading->arena,
                                   file->source, diags);
    } else if (!original) {
        diag(diags, SG_FOLDER_LARGE, span_at(file->source, 0, 0), "more than %u bytes", LIMIT_FOLDER_BYTES);
    }
}

static char *hash_of(struct Arena *arena, const struct Input *input)
{
    struct Sha256 sum;
    char hex[SHA256_HEX];
    sha256_begin(&sum);
    for (size_t i = 0; i < input->file_count; i++) {
        const struct InputFile *file = &input->files[i];
        const char *of_file = file->sha256 ? file->sha256 : "-";
        sha256_add(&sum, file->name, strlen(file->name) + 1);
        sha256_add(&sum, of_file, strlen(of_file));
        sha256_add(&sum, "\n", 1);
    }
    sha256_end(&sum, hex);
    return arena_strdup(arena, hex);
}

static struct Input *read_entries(const struct Reading *reading, const struct Look *look, struct Diags *diags)
{
    struct Input *input = ARENA_NEW(reading->arena, struct Input);
    size_t room = LIMIT_FOLDER_BYTES;
    input->path = arena_strdup(reading->arena, reading->path);
    input->trees = reading->trees;
    input->files = ARENA_ARRAY(reading->arena, struct InputFile, look->entries->len);
    for (guint i = 0; i < look->entries->len; i++) {
        const struct Entry *entry = &g_array_index(look->entries, struct Entry, i);
        if (entry->use == USE_REFUSE) {
            struct Source *source = source_new_unread(reading->arena, shown_path(reading, entry->name));
            diag(diags, entry->why, span_at(source, 0, 0), "%s", entry->detail ? entry->detail : "");
        } else {
            int folder = g_array_index(look->folders, int, entry->folder);
            read_entry(reading, folder, entry, &room, diags, &input->files[input->file_count++]);
        }
    }
    input->hash = hash_of(reading->arena, input);
    if (reading->required && !input_file(input, reading->required))
        diag(diags, SG_MANIFEST_MISSING, span_at(source_new_unread(reading->arena, reading->path), 0, 0),
             "\"%s\"", reading->required);
    return input;
}

/* Tells of entries that stand in one look and not, or otherwise, in the other. False: there are some. */
static bool settled(const struct Reading *reading, const struct Look *before, const struct Look *after,
                    struct Diags *diags)
{
    guint i = 0, j = 0;
    bool same = true;
    while (i < before->entries->len || j < after->entries->len) {
        const struct Entry *a =
            i < before->entries->len ? &g_array_index(before->entries, struct Entry, i) : NULL;
        const struct Entry *b =
            j < after->entries->len ? &g_array_index(after->entries, struct Entry, j) : NULL;
        int order = !a ? 1 : !b ? -1 : strcmp(a->name, b->name);
        i += order <= 0;
        j += order >= 0;
        if (order == 0 && look_same(a, b))
            continue;
        same = false;
        struct Source *source =
            source_new_unread(reading->arena, shown_path(reading, order <= 0 ? a->name : b->name));
        diag(diags, SG_FILE_CHANGING, span_at(source, 0, 0), "%s", "");
    }
    return same;
}

static void hand_over(struct Diags *from, struct Diags *to)
{
    for (size_t i = 0; i < diags_total(from); i++) {
        const struct Diag *d = diags_sorted(from, i);
        diag(to, d->code, d->span, "%s", d->detail ? d->detail : "");
        for (size_t k = 0; k < d->also_count; k++)
            diag_also(to, d->also[k], d->also_texts[k]);
    }
}

static struct Input *read_settled(const struct Reading *reading, struct Diags *diags)
{
    for (int round = 1;; round++) {
        struct Diags *found = diags_new(), *unsettled = diags_new(), *again = diags_new();
        struct Look before, after;
        look_begin(&before, reading->arena, reading->folders, reading->folder_count, found);
        struct Input *input = NULL;
        if (before.entries->len > LIMIT_FOLDER_FILES)
            diag(found, SG_FOLDER_FILES, span_at(source_new_unread(reading->arena, reading->path), 0, 0),
                 "at most %d", LIMIT_FOLDER_FILES);
        else if (before.folders->len)
            input = read_entries(reading, &before, found);
        if (diags_count(found, SEVERITY_ERROR))
            g_usleep(PAUSE_MICROSECONDS);
        look_begin(&after, reading->arena, reading->folders, reading->folder_count, again);
        bool same = settled(reading, &before, &after, unsettled);
        look_end(&before);
        look_end(&after);
        bool done = same || round == ROUNDS;
        if (done) {
            hand_over(found, diags);
            hand_over(unsettled, diags);
        }
        diags_free(found);
        diags_free(unsettled);
        diags_free(again);
        if (done)
            return input;
    }
}

struct Input *read_folder(struct Arena *arena, const char *path, struct Diags *diags)
{
    const struct LookFolder folders[] = {
        {path, "", "", top_rule, false, false, NULL},
        {path, "originals", "originals/", originals_rule, true, true, NULL},
        {path, "parts", "parts/", documents_rule, false, true, NULL},
        {path, "replies", "replies/", documents_rule, false, true, NULL},
        {path, "resolutions", "resolutions/", resolutions_rule, true, true, NULL},
    };
    const struct Reading reading = {arena, trees_new(arena), folders, G_N_ELEMENTS(folders), path, "report.yaml"};
    return read_settled(&reading, diags);
}

/* A name from a manifest must not lead out of templates/. */
static bool is_name(const char *name)
{
    if (!g_ascii_isalnum(*name))
        return false;
    for (; *name; name++)
        if (!g_ascii_isalnum(*name) && *name != '-' && *name != '_')
            return false;
    return true;
}

/* Adds the folder of a kind or a layout, when one is asked for and may be opened. */
static void add_named(struct Arena *arena, struct LookFolder *folders, size_t *count, const char *root,
                      const char *group, const char *name, const char *language, struct Diags *diags)
{
    if (!name)
        return;
    if (!is_name(name)) {
        diag(diags, SG_FILE_MISSING, SPAN_NONE, "\"%s/%s\"", group, name);
        return;
    }
    const char *folder = arena_printf(arena, "%s/%s", group, name);
    folders[(*count)++] =
        (struct LookFolder){root, folder, arena_printf(arena, "%s/", folder), templates_rule, false, true, language};
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Which kinds and layouts there are: for whoever asked for another. */
static void add_folders(struct Arena *arena, const char *templates_path, struct Input *input)
{
    GPtrArray *names = g_ptr_array_new();
    look_folders(templates_path, "kinds", arena, names);
    look_folders(templates_path, "layouts", arena, names);
    g_ptr_array_sort(names, compare_names);
    input->folder_count = names->len;
    input->folders = arena_memdup(arena, names->pdata, sizeof(const char *) * names->len);
    g_ptr_array_unref(names);
}

/* The layout that kind.yaml names; NULL when it names none. What is wrong with the file is told when it is
 * read in earnest. */
static const char *layout_of_kind(struct Arena *arena, const char *templates_path, const char *kind)
{
    struct LookFolder folder;
    size_t count = 0;
    struct Diags *unheard = diags_new();
    const char *layout = NULL;
    add_named(arena, &folder, &count, templates_path, "kinds", kind, NULL, unheard);
    if (count) {
        const struct Reading reading = {arena, trees_new(arena), &folder, count, templates_path, NULL};
        const struct Input *input = read_settled(&reading, unheard);
        const struct InputFile *file =
            input ? input_file(input, arena_printf(arena, "kinds/%s/kind.yaml", kind)) : NULL;
        const struct Node *value = file && file->root ? node_child(file->root, "layout") : NULL;
        layout = value ? node_text(value) : NULL;
    }
    diags_free(unheard);
    return layout;
}

static int compare_files(const void *a, const void *b)
{
    return strcmp(((const struct InputFile *)a)->name, ((const struct InputFile *)b)->name);
}

void read_kind(struct Arena *arena, const char *templates_path, const char *kind, const char *language, struct Input *templates,
               struct Diags *diags)
{
    struct LookFolder folder;
    size_t count = 0;
    if (!is_name(kind) || input_file(templates, arena_printf(arena, "kinds/%s/kind.yaml", kind)))
        return;
    add_named(arena, &folder, &count, templates_path, "kinds", kind, language, diags);
    const struct Reading reading = {arena, trees_new(arena), &folder, count, templates_path, NULL};
    const struct Input *more = read_settled(&reading, diags);
    if (!more)
        return;
    struct InputFile *files = ARENA_ARRAY(arena, struct InputFile, templates->file_count + more->file_count);
    memcpy(files, templates->files, sizeof *files * templates->file_count);
    memcpy(files + templates->file_count, more->files, sizeof *files * more->file_count);
    templates->files = files;
    templates->file_count += more->file_count;
    qsort(files, templates->file_count, sizeof *files, compare_files);
    templates->hash = hash_of(arena, templates);
}

struct Input *read_tables(struct Arena *arena, const char *templates_path, struct Diags *diags)
{
    const struct LookFolder folders[] = {{templates_path, "import", "import/", templates_rule, false, false, NULL},
                                         {templates_path, "registers", "registers/", templates_rule, false, false, NULL}};
    const struct Reading reading = {arena, trees_new(arena), folders, G_N_ELEMENTS(folders), templates_path, NULL};
    return read_settled(&reading, diags);
}

struct Input *read_templates(struct Arena *arena, const char *templates_path, const char *fonts_path,
                             const char *kind, const char *layout, const char *language, struct Diags *diags)
{
    struct LookFolder folders[5] = {{fonts_path, "", "fonts/", faces_rule, false, true, NULL},
                                    {templates_path, "kinds", "kinds/", templates_rule, false, true, language},
                                    {templates_path, "registers", "registers/", templates_rule, false, true, NULL}};
    size_t count = 3;
    if (kind && !layout)
        layout = layout_of_kind(arena, templates_path, kind);
    add_named(arena, folders, &count, templates_path, "kinds", kind, language, diags);
    add_named(arena, folders, &count, templates_path, "layouts", layout, NULL, diags);
    const struct Reading reading = {arena, trees_new(arena), folders, count, templates_path, NULL};
    struct Input *input = read_settled(&reading, diags);
    if (input)
        add_folders(arena, templates_path, input);
    return input;
}
