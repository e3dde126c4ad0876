/* The text of originals kept beside replies: plain text, the text layer of a PDF, a Word file. What cannot be read is no
 * error here: an original may be anything. */
#include <string.h>

#include <poppler.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/late.h"
#include "base/limits.h"
#include "read/read_int.h"

/* ---- PDF ---- */

/* What is asked of Poppler. */
struct Poppler {
    __typeof__(&poppler_document_new_from_bytes) poppler_document_new_from_bytes;
    __typeof__(&poppler_document_get_n_pages) poppler_document_get_n_pages;
    __typeof__(&poppler_document_get_page) poppler_document_get_page;
    __typeof__(&poppler_page_get_text) poppler_page_get_text;
};

static bool poppler_open(struct Poppler *p)
{
    char *complaint;
    const struct LateSymbol symbols[] = {LATE(p, poppler_document_new_from_bytes), LATE(p, poppler_document_get_n_pages),
                                         LATE(p, poppler_document_get_page), LATE(p, poppler_page_get_text)};
    bool open = late_open("libpoppler-glib.so.8", symbols, G_N_ELEMENTS(symbols), &complaint);
    g_free(complaint);
    return open;
}

/* Each page and a form feed. False when there is more text than a file may have. */
static bool add_pages(const struct Poppler *p, PopplerDocument *document, int pages, GString *text)
{
    for (int i = 0; i < pages && text->len <= LIMIT_FILE_BYTES; i++) {
        PopplerPage *page = p->poppler_document_get_page(document, i);
        char *words = page ? p->poppler_page_get_text(page) : NULL;
        for (const char *c = words ? words : ""; *c; c++)
            g_string_append_c(text, *c == '\f' ? '\n' : *c);
        g_string_append_c(text, '\f');
        g_free(words);
        if (page)
            g_object_unref(page);
    }
    return text->len <= LIMIT_FILE_BYTES;
}

static bool is_blank(const GString *text)
{
    return strspn(text->str, " \t\r\n\f") == text->len;
}

static void keep_text(struct Arena *arena, struct Original *original, const GString *text)
{
    original->text = source_new(arena, original->file, arena_strndup(arena, text->str, text->len), text->len);
}

static void read_pdf(struct Arena *arena, const struct Source *bytes, struct Original *original)
{
    struct Poppler p;
    GBytes *data = g_bytes_new_static(bytes->bytes, bytes->length);
    PopplerDocument *document = poppler_open(&p) ? p.poppler_document_new_from_bytes(data, NULL, NULL) : NULL;
    int pages = document ? p.poppler_document_get_n_pages(document) : 0;
    GString *text = g_string_new(NULL);
    if (!document)
        original->why = "a PDF that is broken, encrypted or cannot be read here";
    else if (!add_pages(&p, document, pages, text))
        original->why = "a PDF with more text than a file may have";
    else if (!g_utf8_validate(text->str, (gssize)text->len, NULL) || is_blank(text))
        original->why = "a PDF without a text layer";
    else
        keep_text(arena, original, text);
    original->pages = original->text ? (size_t)pages : 0;
    if (document)
        g_object_unref(document);
    g_bytes_unref(data);
    g_string_free(text, TRUE);
}

/* ---- Word and plain text ---- */

static void read_from_word(struct Arena *arena, const struct Source *bytes, struct Original *original)
{
    struct Diags *unheard = diags_new();
    const struct Node *word = read_word(arena, bytes, unheard);
    if (word)
        original->text = word->span.source;
    else
        original->why = "a Word file that is old, broken, encrypted or too large, or another archive";
    diags_free(unheard);
}

/* With pages when it has form feeds. */
static void read_plain(struct Arena *arena, const struct Source *bytes, struct Original *original)
{
    if (bytes->length > LIMIT_FILE_BYTES)
        original->why = "more text than a file may have";
    else if (!g_utf8_validate(bytes->bytes, (gssize)bytes->length, NULL))
        original->why = "neither text in UTF-8 nor PDF nor Word";
    else
        original->text = source_new(arena, original->file, arena_strndup(arena, bytes->bytes, bytes->length), bytes->length);
    for (size_t i = 0; original->text && i < bytes->length; i++)
        original->pages += bytes->bytes[i] == '\f';
    original->pages += original->pages && bytes->bytes[bytes->length - 1] != '\f';
}

struct Original read_original(struct Arena *arena, const struct Input *folder, const struct InputFile *file)
{
    struct Original original = {.file = file->name};
    struct Diags *unheard = diags_new();
    const struct Source *bytes = file->source;
    if (!bytes) { /* larger than what is read of a folder */
        char *path = g_build_filename(folder->path, file->name, NULL);
        bytes = read_bytes(arena, arena_strdup(arena, path), unheard);
        g_free(path);
    }
    if (!bytes)
        original.why = "too large or could not be read";
    else if (bytes->length >= 5 && !memcmp(bytes->bytes, "%PDF-", 5))
        read_pdf(arena, bytes, &original);
    else if (read_is_word(bytes))
        read_from_word(arena, bytes, &original);
    else
        read_plain(arena, bytes, &original);
    original_fold(arena, &original);
    diags_free(unheard);
    return original;
}
