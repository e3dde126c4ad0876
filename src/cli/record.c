#include "cli/record.h"

#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/sha256.h"

struct Record {
    char *folder, *path, *group;
    GKeyFile *file;
};

struct Record *record_load(const char *folder, const struct Options *options)
{
    static const char *const formats[] = {"pdf", "png", "text"};
    struct Record *record = g_new0(struct Record, 1);
    record->folder = g_strdup(folder);
    record->path = g_build_filename(folder, ".record", NULL);
    record->group = g_strdup_printf("%s %s", options->final ? "final" : "draft", formats[options->format_kind]);
    record->file = g_key_file_new();
    g_key_file_load_from_file(record->file, record->path, G_KEY_FILE_NONE, NULL);
    return record;
}

void record_free(struct Record *record)
{
    if (!record)
        return;
    g_key_file_unref(record->file);
    g_free(record->folder);
    g_free(record->path);
    g_free(record->group);
    g_free(record);
}

int record_number(const struct Record *record, const char *what)
{
    return g_key_file_get_integer(record->file, record->group, what, NULL);
}

char *record_text(const struct Record *record, const char *what)
{
    return g_key_file_get_string(record->file, record->group, what, NULL);
}

enum Status record_status(const struct Record *record)
{
    return (enum Status)record_number(record, "status");
}

static char *sum_of(const void *bytes, size_t size)
{
    char sum[SHA256_HEX];
    sha256_of(bytes, size, sum);
    return g_strdup(sum);
}

static char *product_checksum(const struct Record *record, const char *name)
{
    char *path = g_build_filename(record->folder, name, NULL), *bytes = NULL, *sum = NULL;
    gsize length;
    if (g_file_get_contents(path, &bytes, &length, NULL))
        sum = sum_of(bytes, length);
    g_free(bytes);
    g_free(path);
    return sum;
}

bool record_holds(const struct Record *record, const char *key)
{
    char *last = record ? record_text(record, "key") : NULL;
    bool holds = g_strcmp0(last, key) == 0;
    g_free(last);
    if (!holds)
        return false;
    gsize count = 0, sum_count = 0;
    char **names = g_key_file_get_string_list(record->file, record->group, "products", &count, NULL);
    char **sums = g_key_file_get_string_list(record->file, record->group, "checksums", &sum_count, NULL);
    holds = count > 0 && count == sum_count;
    for (gsize i = 0; holds && i < count; i++) {
        char *sum = product_checksum(record, names[i]);
        holds = g_strcmp0(sum, sums[i]) == 0;
        g_free(sum);
    }
    g_strfreev(names);
    g_strfreev(sums);
    return holds;
}

/* The error without its line, which moves when something above it changes. */
static char *fingerprint(const struct Diag *d)
{
    char *text = g_strdup_printf("%s %s %s", diag_kind(d->code)->number, d->span.source ? d->span.source->path : "",
                                 d->detail ? d->detail : "");
    char *valid = g_utf8_make_valid(text, -1);
    g_free(text);
    return valid;
}

static GPtrArray *errors_of(struct Diags *diags)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < diags_total(diags); i++) {
        const struct Diag *d = diags_sorted(diags, i);
        if (d->severity >= SEVERITY_ERROR)
            g_ptr_array_add(list, fingerprint(d));
    }
    return list;
}

int record_new_errors(const struct Record *record, struct Diags *diags)
{
    GHashTable *old = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    char **list = g_key_file_get_string_list(record->file, record->group, "errors", NULL, NULL);
    for (char **entry = list; entry && *entry; entry++)
        g_hash_table_add(old, *entry);
    g_free(list); /* its texts belong to the table */
    GPtrArray *errors = errors_of(diags);
    int fresh = 0;
    for (guint i = 0; i < errors->len; i++)
        fresh += !g_hash_table_contains(old, g_ptr_array_index(errors, i));
    g_ptr_array_unref(errors);
    g_hash_table_unref(old);
    return fresh;
}

static void drop_old_products(const struct Record *record, const struct Job *job)
{
    char **names = g_key_file_get_string_list(record->file, record->group, "products", NULL, NULL);
    for (char **name = names; name && *name; name++) {
        bool kept = strchr(*name, '/') != NULL;
        for (guint i = 0; i < job->products->len; i++)
            kept = kept || strcmp(((const struct Product *)g_ptr_array_index(job->products, i))->name, *name) == 0;
        char *path = g_build_filename(record->folder, *name, NULL);
        if (!kept)
            unlink(path);
        g_free(path);
    }
    g_strfreev(names);
}

static void set_products(const struct Record *record, const struct Job *job)
{
    guint count = job->products->len;
    const char **names = g_new0(const char *, count + 1);
    char **sums = g_new0(char *, count + 1);
    for (guint i = 0; i < count; i++) {
        const struct Product *product = g_ptr_array_index(job->products, i);
        names[i] = product->name;
        sums[i] = sum_of(product->bytes->data, product->bytes->len);
    }
    g_key_file_set_string_list(record->file, record->group, "products", names, count);
    g_key_file_set_string_list(record->file, record->group, "checksums", (const char *const *)sums, count);
    g_free(names);
    g_strfreev(sums);
}

bool record_save(struct Record *record, struct Job *job, enum Status status, const char *text, const char *json)
{
    GKeyFile *file = record->file;
    const char *group = record->group;
    GPtrArray *errors = errors_of(job->diags);
    g_key_file_set_string_list(file, group, "errors", (const char *const *)errors->pdata, errors->len);
    g_ptr_array_unref(errors);
    if (status <= STATUS_ERRORS) { /* else the products of an earlier run stand, with what was said about them */
        drop_old_products(record, job);
        set_products(record, job);
        g_key_file_set_string(file, group, "key", job->key);
        g_key_file_set_integer(file, group, "pages", (int)job->pages->page_count);
        g_key_file_set_integer(file, group, "status", (int)status);
        g_key_file_set_integer(file, group, "error-count", (int)diags_count(job->diags, SEVERITY_ERROR));
        g_key_file_set_integer(file, group, "warnings", (int)diags_count(job->diags, SEVERITY_WARNING));
        g_key_file_set_string(file, group, "messages", text);
        g_key_file_set_string(file, group, "messages-json", json);
    }
    gsize length;
    char *bytes = g_key_file_to_data(file, &length, NULL);
    bool saved = file_replace(record->path, bytes, length, job->diags);
    g_free(bytes);
    return saved;
}
