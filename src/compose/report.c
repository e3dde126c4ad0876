#include "compose/compose.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "compose/chapters.h"
#include "compose/compose_int.h"
#include "compose/finish.h"
#include "compose/inline.h"
#include "compose/parts.h"
#include "compose/words.h"

static void free_array(void *array)
{
    g_array_unref(*(GArray **)array);
}

void composer_start(struct Composer *c)
{
    c->scratch = arena_new();
    c->lang = language_tags[c->dossier->language];
    c->report = ARENA_NEW(c->arena, struct Report);
    GArray **arrays[] = {&c->blocks, &c->drafts, &c->notes,      &c->sentences, &c->omissions,
                         &c->slots,  &c->names,  &c->references, &c->runs,      &c->scope};
    size_t sizes[] = {sizeof(struct Block),    sizeof(struct Draft),      sizeof(struct Note),
                      sizeof(struct Sentence), sizeof(struct Omission),   sizeof(struct Slot),
                      sizeof(struct NameUse),  sizeof(struct References), sizeof(struct Run),
                      sizeof(struct Binding)};
    for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++) {
        *arrays[i] = g_array_new(FALSE, TRUE, (guint)sizes[i]);
        arena_defer(c->scratch, free_array, arrays[i]);
    }
    c->evidence = arena_defer(c->scratch, (void (*)(void *))g_ptr_array_unref, g_ptr_array_new());
    c->ids = arena_defer(c->scratch, (void (*)(void *))g_hash_table_unref,
                         g_hash_table_new(g_str_hash, g_str_equal));
    c->replies = parts_replies(&c->wording->parts);
    tools_start(c);
}

/* ---- What is not words of the pages: metadata, names of files, codes ---- */

static const char *metadata_text(struct Composer *c, const char *key)
{
    return key ? composer_text(c, key, NULL, 0) : NULL;
}

/* "A/68/277" and the language give "A_68_277-EN": only letters, digits, dots and lines, whatever the symbol
 * holds. */
static const char *file_stem(struct Composer *c)
{
    const char *name = c->dossier->symbol ? c->dossier->symbol : c->dossier->folder;
    GString *stem = g_string_new(NULL);
    for (const char *p = name ? name : "document"; *p; p++) {
        if (g_ascii_isalnum(*p) || (*p == '.' && stem->len) || *p == '-')
            g_string_append_c(stem, *p);
        else if (strchr("/ (_", *p) && stem->len && stem->str[stem->len - 1] != '_')
            g_string_append_c(stem, '_');
    }
    g_string_append_c(stem, '-');
    for (const char *p = c->lang; *p; p++)
        g_string_append_c(stem, g_ascii_toupper(*p));
    const char *copy = arena_strdup(c->arena, stem->str);
    g_string_free(stem, TRUE);
    return copy;
}

/* The digits of the job number. */
static const char *barcode(struct Composer *c)
{
    const struct Fact *job = dossier_fact(c->dossier, "job-number");
    if (!job || !job->text)
        return NULL;
    GString *digits = g_string_new(NULL);
    for (const char *p = job->text; *p; p++)
        if (g_ascii_isdigit(*p))
            g_string_append_c(digits, *p);
    const char *copy = digits->len ? arena_strdup(c->arena, digits->str) : NULL;
    g_string_free(digits, TRUE);
    return copy;
}

static const char *keywords(struct Composer *c)
{
    const struct Fact *list = dossier_fact(c->dossier, "keywords");
    GString *text = g_string_new(NULL);
    for (const struct Fact *item = list ? list->first : NULL; item; item = item->next)
        g_string_append_printf(text, "%s%s", text->len ? ", " : "", item->text ? item->text : "");
    const char *copy = text->len ? arena_strdup(c->arena, text->str) : NULL;
    g_string_free(text, TRUE);
    return copy;
}

static int word_limit(struct Composer *c)
{
    for (size_t i = 0; i < c->wording->word_limit_count; i++)
        if (conditions_hold(c, &c->wording->word_limits[i].when))
            return c->wording->word_limits[i].words;
    return 0;
}

static void describe(struct Composer *c)
{
    struct Report *report = c->report;
    const struct Dossier *d = c->dossier;
    report->lang = c->lang;
    report->rtl = c->wording->conventions.right_to_left;
    report->layout = d->layout ? d->layout : c->wording->layout;
    report->symbol = d->symbol;
    report->word_limit = word_limit(c);
    report->file_stem = file_stem(c);
    report->metadata = (struct Metadata){
        .title = metadata_text(c, c->wording->title),
        .author = metadata_text(c, c->wording->author),
        .subject = metadata_text(c, c->wording->subject),
        .keywords = keywords(c),
        .lang = c->lang,
        .date = d->date,
    };
    report->barcode = barcode(c);
    report->qr = d->symbol ? symbol_uri(c, d->symbol, NULL) : NULL;
    report->emblem = d->emblem;
    report->draft_hash = d->input_hash ? arena_strndup(c->arena, d->input_hash, 8) : "";
}

/* A final has nothing broken in it. */
static void refuse_missing(struct Composer *c)
{
    for (size_t i = 0; i < c->report->block_count; i++) {
        const struct Block *block = &c->report->blocks[i];
        if (block->missing)
            diag(c->diags, SG_MISSING_TEXT, block->origin.span_count ? block->origin.spans[0] : SPAN_NONE,
                 "'%s'", block->id);
    }
}

struct Report *compose_report(struct Arena *arena, const struct Dossier *dossier,
                              const struct Wording *wording, struct ComposeOptions options,
                              struct Diags *diags)
{
    struct Composer c = {
        .arena = arena, .dossier = dossier, .wording = wording, .diags = diags, .options = options};
    composer_start(&c);
    admit_replies(&c);
    slots_add(&c);
    parts_add(&c, &wording->parts);
    if (!c.replies)
        missing_files_add(&c);
    conclude_end(&c);
    describe(&c);
    composer_finish(&c);
    if (options.final)
        refuse_missing(&c);
    arena_free(c.scratch);
    return c.report;
}
