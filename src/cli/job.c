#include "cli/job.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/cache.h"

/* Walks up from the program: out/bin/ and out/.build/ of the repository, bin/ of a prefix. */
char *paths_find(const char *name)
{
    static const char *const places[] = {"", "share/sgreport"};
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length < 0)
        return NULL;
    program[length] = '\0';
    for (char *slash; (slash = strrchr(program, '/')) && slash != program;) {
        *slash = '\0';
        for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
            char *root = g_build_filename(program, places[i], NULL);
            char *kinds = g_build_filename(root, "templates", "kinds", NULL);
            char *found = g_file_test(kinds, G_FILE_TEST_IS_DIR) ? g_build_filename(root, name, NULL) : NULL;
            g_free(kinds);
            g_free(root);
            if (found)
                return found;
        }
    }
    return NULL;
}

char *paths_report_name(const char *path)
{
    char *whole = realpath(path, NULL);
    char *name = g_path_get_basename(whole ? whole : path);
    free(whole);
    return name;
}

static void product_free(gpointer data)
{
    struct Product *product = data;
    g_free(product->name);
    g_byte_array_unref(product->bytes);
    g_free(product);
}

struct Job *job_new(const struct Options *options, const char *path)
{
    struct Job *job = g_new0(struct Job, 1);
    job->options = options;
    job->path = path;
    job->arena = arena_new();
    job->diags = diags_new();
    diags_set_strict(job->diags, options->strict);
    job->products = g_ptr_array_new_with_free_func(product_free);
    job->templates_path = options->templates ? g_strdup(options->templates) : paths_find("templates");
    if (options->templates) {
        char *above = g_path_get_dirname(options->templates);
        job->fonts_path = g_build_filename(above, "fonts", NULL);
        g_free(above);
        if (!g_file_test(job->fonts_path, G_FILE_TEST_IS_DIR))
            g_clear_pointer(&job->fonts_path, g_free);
    }
    if (!job->fonts_path)
        job->fonts_path = paths_find("fonts");
    if (!job->templates_path || !job->fonts_path)
        diag(job->diags, SG_NO_TEMPLATES, SPAN_NONE, "%s", "neither above the program nor under its prefix");
    return job;
}

void job_free(struct Job *job)
{
    g_ptr_array_unref(job->products);
    if (job->drawing)
        drawing_free(job->drawing);
    if (job->pdf)
        g_byte_array_unref(job->pdf);
    arena_free(job->arena);
    cache_free(job->cache);
    diags_free(job->diags);
    g_free(job->templates_path);
    g_free(job->fonts_path);
    g_free(job->key);
    g_free(job);
}

enum Status job_status(const struct Job *job)
{
    if (job->broken)
        return STATUS_INTERNAL;
    if (diags_count(job->diags, SEVERITY_SYSTEM))
        return STATUS_SYSTEM;
    bool errors = diags_count(job->diags, SEVERITY_ERROR) > 0;
    if (job->reached < job->wanted || (errors && job->options->final))
        return STATUS_INPUT;
    return errors ? STATUS_ERRORS : STATUS_BUILT;
}

double timings_cpu(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

long timings_memory(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

void timings_print(const struct Job *job, FILE *out)
{
    double all = 0;
    size_t glyphs = job->pages ? job->pages->glyph_count : 0;
    for (size_t i = 0; i < STAGE_COUNT; i++) {
        all += job->cpu[i];
        fprintf(out, "%-8s %9.2f ms", stage_words[i], job->cpu[i] * 1e3);
        if (glyphs)
            fprintf(out, " %8.1f ns/glyph", job->cpu[i] * 1e9 / (double)glyphs);
        fprintf(out, " %7.1f MB\n", (double)job->memory[i] / 1024);
    }
    fprintf(out, "conclusions %.2f ms, trace %.2f ms, lint %.2f ms\n", job->cpu_conclusions * 1e3, job->cpu_trace * 1e3,
            job->cpu_lint * 1e3);
    fprintf(out, "%-8s %9.2f ms", "all", all * 1e3);
    if (glyphs)
        fprintf(out, " %8.1f ns/glyph", all * 1e9 / (double)glyphs);
    fprintf(out, "\n%zu glyphs, %zu pages, %ld kB peak, %zu kB in models\n", glyphs, job->pages ? job->pages->page_count : 0,
            timings_memory(), arena_used(job->arena) / 1024);
}
