/* Reports made in memory, for the tests of the layout: of unique words, so that each can be told from all others. */
#ifndef SG_TESTS_LAYOUT_FIXTURE_H
#define SG_TESTS_LAYOUT_FIXTURE_H

#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/check.h"
#include "layout/layout.h"
#include "read/read.h"

struct Fixture {
    struct Arena *arena;
    struct Diags *diags;
    struct Style *style;
    struct Report report;
    GArray *blocks, *notes; /* of the report */
    guint32 seed, word;
    int threads;
    gboolean unique; /* no word comes twice, none is a common one */
    struct LayoutCache *cache;
};

static struct Fixture *fixture_new(guint32 seed)
{
    struct Fixture *f = g_new0(struct Fixture, 1);
    f->arena = arena_new();
    f->diags = diags_new();
    struct Input *templates = read_templates(f->arena, "templates", "fonts", NULL, "new-york", NULL, f->diags);
    f->style = templates == NULL ? NULL : check_style(f->arena, templates, "new-york", f->diags);
    if (f->style == NULL) diags_print(f->diags, stderr, DIAG_TEXT);
    g_assert_nonnull(f->style);
    f->blocks = g_array_new(FALSE, TRUE, sizeof(struct Block));
    f->notes = g_array_new(FALSE, TRUE, sizeof(struct Note));
    f->report.lang = "en";
    f->report.layout = "new-york";
    f->seed = seed;
    return f;
}

static void fixture_free(struct Fixture *f)
{
    g_array_free(f->blocks, TRUE);
    g_array_free(f->notes, TRUE);
    diags_free(f->diags);
    arena_free(f->arena);
    g_free(f);
}

/* from..to, always the same sequence for a seed. */
static inline guint32 fixture_random(struct Fixture *f, guint32 from, guint32 to)
{
    f->seed = f->seed * 1664525u + 1013904223u;
    return from + (f->seed >> 8) % (to - from + 1);
}

/* A word that never comes again; most words of real text are common ones, so some of those stand between. */
static inline void fixture_word(struct Fixture *f, GString *text)
{
    static const char *const common[] = {"the", "of", "and", "in", "to", "that", "for", "rights", "States", "by", "with", "its"};
    if (text->len > 0) g_string_append_c(text, ' ');
    if (!f->unique && fixture_random(f, 0, 99) < 42) {
        g_string_append(text, common[fixture_random(f, 0, G_N_ELEMENTS(common) - 1)]);
        return;
    }
    guint32 number = ++f->word + 2000;
    for (; number > 0; number /= 100) {
        g_string_append_c(text, "bcdfghjklmnpqrstvwxz"[number % 100 / 5]);
        g_string_append_c(text, "aeiou"[number % 5]);
    }
}

static inline struct Run fixture_run(struct Fixture *f, const char *text)
{
    return (struct Run){.text = arena_strdup(f->arena, text), .lang = f->report.lang, .note = -1, .sentence = -1};
}

static inline const char *fixture_text(struct Fixture *f, guint32 words, const char *end)
{
    GString *text = g_string_new(NULL);
    for (guint32 i = 0; i < words; i++) fixture_word(f, text);
    g_string_append(text, end);
    const char *kept = arena_strdup(f->arena, text->str);
    g_string_free(text, TRUE);
    return kept;
}

static inline int fixture_note(struct Fixture *f, guint32 words)
{
    struct Note note = {.kind = NOTE_NUMBERED, .block_count = 1, .call_block = f->blocks->len};
    note.mark = arena_printf(f->arena, "%u", f->notes->len + 1);
    note.id = arena_printf(f->arena, "n%u", f->notes->len + 1);
    note.blocks = ARENA_NEW(f->arena, struct Block);
    note.blocks->runs = ARENA_NEW(f->arena, struct Run);
    note.blocks->runs[0] = fixture_run(f, fixture_text(f, words, "."));
    note.blocks->run_count = 1;
    note.blocks->id = note.id;
    note.blocks->style = "note";
    note.blocks->lang = f->report.lang;
    g_array_append_val(f->notes, note);
    return (int)f->notes->len - 1;
}

static inline struct Block *fixture_block(struct Fixture *f, enum Role role, const char *style, const char *label, GArray *runs)
{
    struct Block block = {.role = role, .style = style, .label = label, .lang = f->report.lang};
    block.id = arena_printf(f->arena, "b%u", f->blocks->len);
    block.runs = arena_memdup(f->arena, runs->data, runs->len * sizeof(struct Run));
    block.run_count = runs->len;
    g_array_append_val(f->blocks, block);
    return &g_array_index(f->blocks, struct Block, f->blocks->len - 1);
}

/* A numbered paragraph with so many notes of so many words, called at places that chance chooses. */
static inline void fixture_paragraph(struct Fixture *f, guint32 words, guint32 notes, guint32 least, guint32 most)
{
    GArray *runs = g_array_new(FALSE, TRUE, sizeof(struct Run));
    guint32 left = words;
    for (guint32 i = 0; i < notes; i++) {
        guint32 before = MAX(left / (notes - i + 1) + fixture_random(f, 0, 3), 2);
        left -= MIN(before, left);
        struct Run text = fixture_run(f, fixture_text(f, before, ","));
        if (i > 0) text.text = arena_printf(f->arena, " %s", text.text);
        g_array_append_val(runs, text);
        struct Run call = {.flags = RUN_SUPERSCRIPT | RUN_NOTE_CALL, .lang = f->report.lang, .sentence = -1};
        call.note = fixture_note(f, fixture_random(f, least, most));
        call.text = g_array_index(f->notes, struct Note, (guint)call.note).mark;
        g_array_append_val(runs, call);
    }
    struct Run rest = fixture_run(f, fixture_text(f, MAX(left, 4), "."));
    if (notes > 0) rest.text = arena_printf(f->arena, " %s", rest.text);
    g_array_append_val(runs, rest);
    fixture_block(f, ROLE_NUMBERED, "paragraph", arena_printf(f->arena, "%u.", f->blocks->len), runs);
    g_array_free(runs, TRUE);
}

static inline void fixture_line(struct Fixture *f, enum Role role, const char *style, const char *text)
{
    GArray *runs = g_array_new(FALSE, TRUE, sizeof(struct Run));
    struct Run run = fixture_run(f, text);
    g_array_append_val(runs, run);
    fixture_block(f, role, style, NULL, runs);
    g_array_free(runs, TRUE);
}

static inline struct Pages *fixture_layout(struct Fixture *f)
{
    f->report.blocks = (struct Block *)(void *)f->blocks->data;
    f->report.block_count = f->blocks->len;
    f->report.notes = (struct Note *)(void *)f->notes->data;
    f->report.note_count = f->notes->len;
    struct Pages *pages = layout_report(f->arena, &f->report, f->style, (struct LayoutOptions){.draft = false, .threads = f->threads, .cache = f->cache}, f->diags);
    if (pages == NULL) diags_print(f->diags, stderr, DIAG_TEXT);
    g_assert_nonnull(pages);
    return pages;
}

#endif
