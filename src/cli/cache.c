#include "cli/cache.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/sha256.h"
#include "cli/version.h"

static char *path_in(const char *folder)
{
    return g_build_filename(folder, ".cache", NULL);
}

void cache_load(struct Job *job, const char *folder)
{
    struct LayoutCache *cache = job->cache = g_new0(struct LayoutCache, 1);
    char *path = path_in(folder), *bytes = NULL;
    struct stat status;
    gsize size = 0;
    if (lstat(path, &status) == 0 && S_ISREG(status.st_mode) && status.st_size <= LIMIT_MEMO_BYTES &&
        g_file_get_contents(path, &bytes, &size, NULL)) {
        cache->bytes = bytes;
        cache->size = size;
    }
    g_free(path);
}

/* The program, its libraries, all of the templates with the checksums of the faces, and the dictionaries. */
void cache_stamp(struct Job *job)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    version_print(out);
    struct stat status = {0};
    stat("/proc/self/exe", &status);
    fprintf(out, "%ld %ld.%ld %s\n", (long)status.st_size, (long)status.st_mtim.tv_sec, (long)status.st_mtim.tv_nsec,
            job->templates->hash);
    for (size_t i = 0; i < job->style->dictionary_count; i++) {
        const char *file = job->style->dictionaries[i].file;
        if (stat(file, &status) == 0)
            fprintf(out, "%s %ld %ld.%ld\n", file, (long)status.st_size, (long)status.st_mtim.tv_sec,
                    (long)status.st_mtim.tv_nsec);
    }
    fclose(out);
    char sum[SHA256_HEX];
    sha256_of(text, length, sum);
    job->cache->stamp = arena_strdup(job->arena, sum);
    free(text);
}

void cache_save(const struct Job *job, const char *folder)
{
    char *path = path_in(folder);
    const GByteArray *renewed = job->cache->renewed;
    struct Diags *unheard = diags_new();
    if (job->broken)
        unlink(path);
    else if (renewed)
        file_replace(path, renewed->data, renewed->len, unheard);
    diags_free(unheard);
    g_free(path);
}

void cache_free(struct LayoutCache *cache)
{
    if (!cache)
        return;
    g_free((gpointer)(uintptr_t)cache->bytes);
    if (cache->renewed)
        g_byte_array_unref(cache->renewed);
    g_free(cache);
}
