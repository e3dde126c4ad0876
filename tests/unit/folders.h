/* Conclusions of folders written in a test, through all stages up to the report. */
#ifndef SG_TESTS_FOLDERS_H
#define SG_TESTS_FOLDERS_H

#include <stdio.h>
#include <string.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/check.h"
#include "compose/compose.h"
#include "export/export.h"
#include "read/read.h"

struct Built {
    struct Arena *arena;
    struct Diags *diags;
    struct Dossier *dossier;
    struct Report *report;
};

static char *base; /* folder of the folders that the tests make */

static inline struct Built build(const char *folder, bool final)
{
    struct Built b = {arena_new(), diags_new(), NULL, NULL};
    struct Input *input = read_folder(b.arena, folder, b.diags);
    struct Input *templates = read_templates(b.arena, "templates", "fonts", "report", "new-york", NULL, b.diags);
    g_assert_nonnull(input);
    b.dossier = check_dossier(b.arena, input, templates, b.diags);
    g_assert_nonnull(b.dossier);
    struct Wording *wording = check_wording(b.arena, templates, b.dossier->kind, b.dossier->language, b.diags);
    g_assert_nonnull(wording);
    b.report = compose_report(b.arena, b.dossier, wording, (struct ComposeOptions){.final = final}, b.diags);
    return b;
}

static inline void built_free(struct Built b)
{
    diags_free(b.diags);
    arena_free(b.arena);
}

static inline const struct Diag *message(struct Built b, enum DiagCode code)
{
    for (size_t i = 0; i < diags_total(b.diags); i++)
        if (diags_sorted(b.diags, i)->code == code)
            return diags_sorted(b.diags, i);
    return NULL;
}

static inline void assert_message(struct Built b, enum DiagCode code, const char *detail)
{
    const struct Diag *d = message(b, code);
    if (!d)
        diags_print(b.diags, stderr, DIAG_TEXT);
    g_assert_nonnull(d);
    if (!d->detail || !strstr(d->detail, detail))
        g_error("%s: '%s' is not in '%s'", diag_kind(code)->number, detail, d->detail);
}

static inline const struct Sentence *sentence(struct Built b, const char *id)
{
    for (size_t i = 0; i < b.report->sentence_count; i++)
        if (!strcmp(b.report->sentences[i].id, id))
            return &b.report->sentences[i];
    return NULL;
}

/* ---- Folders ---- */

static inline void write_file(const char *folder, const char *name, const char *text)
{
    char *path = g_build_filename(folder, name, NULL);
    char *parent = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0755), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    g_free(parent);
    g_free(path);
}

static inline void copy_folder(const char *from, const char *to)
{
    GDir *dir = g_dir_open(from, 0, NULL);
    g_assert_cmpint(g_mkdir_with_parents(to, 0755), ==, 0);
    for (const char *name; (name = g_dir_read_name(dir));) {
        char *source = g_build_filename(from, name, NULL), *target = g_build_filename(to, name, NULL), *bytes = NULL;
        gsize length;
        if (g_file_test(source, G_FILE_TEST_IS_DIR))
            copy_folder(source, target);
        else if (g_file_get_contents(source, &bytes, &length, NULL))
            g_assert_true(g_file_set_contents(target, bytes, (gssize)length, NULL));
        g_free(bytes);
        g_free(source);
        g_free(target);
    }
    g_dir_close(dir);
}

static inline void remove_folder(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        char *inner = g_build_filename(path, name, NULL);
        remove_folder(inner);
        g_free(inner);
    }
    if (dir)
        g_dir_close(dir);
    g_remove(path);
}

/* ---- A small consultation ---- */

static const char manifest[] =
    "kind: report\ntemplates: 1\nlanguage: en\nsymbol: A/80/1\ndistribution: general\ndate: 2025-07-22\noriginal-language: en\n"
    "organ: general-assembly\nsession: 80\nagenda: {item: '1', list: none, title: An item}\ntitle: A title\nauthor: secretary-general\n"
    "topic: a topic\npurpose: do something\n"
    "mandate: {body: general-assembly, resolution: 79/1, date: 2024-12-19, request: invite views, report-session: 80, invites: [government]}\n"
    "requests:\n  - {date: 2025-01-10, sender: OHCHR, addressees: all permanent missions, kinds: [government]}\n"
    "late-replies: include-flagged\narrange: respondent\n";
static const char themes[] = "themes:\n  - {id: t, title: A theme}\nclaims:\n  - {id: x, theme: t, phrase: the first thing}\n"
                             "  - {id: y, theme: t, phrase: the second thing}\n";

/* A reply of this respondent with one statement, or with none when act is NULL. */
static inline void add_reply(const char *folder, const char *respondent, const char *act, const char *stance, const char *claim)
{
    char *name = g_strdup_printf("replies/%s.xml", respondent);
    char *inner = act ? g_strdup_printf("<statement id=\"s1\" act=\"%s\" stance=\"%s\" claim=\"%s\">said it</statement>", act, stance, claim)
                      : g_strdup("said nothing of it");
    char *text = g_strdup_printf("<reply id=\"%s-1\" respondent=\"%s\" dated=\"2025-03-01\" received=\"2025-03-02\" language=\"en\">"
                                 "<paragraph id=\"p1\">The respondent %s.</paragraph></reply>\n", respondent, respondent, inner);
    write_file(folder, name, text);
    g_free(name);
    g_free(inner);
    g_free(text);
}

static inline char *small_folder(void)
{
    char *folder = g_build_filename(base, "small", NULL);
    remove_folder(folder);
    write_file(folder, "report.yaml", manifest);
    write_file(folder, "themes.yaml", themes);
    return folder;
}

static inline struct Built build_small(char *folder)
{
    struct Built b = build(folder, false);
    for (size_t i = 0; i < diags_total(b.diags); i++)
        if (diags_sorted(b.diags, i)->severity >= SEVERITY_ERROR) {
            diags_print(b.diags, stderr, DIAG_TEXT);
            g_assert_not_reached();
        }
    g_free(folder);
    return b;
}

static inline void write_reply(const char *folder, const char *id, const char *attributes, const char *inner)
{
    char *name = g_strdup_printf("replies/%s.xml", id);
    char *text = g_strdup_printf("<reply id=\"%s-1\" respondent=\"%s\" dated=\"2025-03-01\" received=\"2025-03-02\" language=\"en\" %s>"
                                 "<paragraph id=\"p1\">The respondent %s.</paragraph></reply>\n", id, id, attributes, inner);
    write_file(folder, name, text);
    g_free(name);
    g_free(text);
}

#endif
