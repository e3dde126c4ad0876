/* What submissions say of each other, of the files kept beside them and of the calendar. */
#include "check/reply.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/nearest.h"

struct Relating {
    struct Checker *checker;
    const struct Input *folder;
    struct Dossier *dossier;
    GHashTable *by_id; /* id to struct Submission * */
};

static struct Span key_span(const struct Submission *s, const char *name)
{
    const struct Node *child = node_child(s->node, name);
    if (child)
        return node_value_span(child);
    return s->node->name ? s->node->name_span : span_at(s->span.source, s->span.start, s->span.start + 1);
}

/* ---- Supplements, replacements, corrigenda ---- */

/* The only original of the respondent, for a supplement that does not say to what. */
static const char *only_original(const struct Relating *r, const struct Submission *s)
{
    const char *found = NULL;
    for (size_t i = 0; i < r->dossier->submission_count; i++) {
        const struct Submission *other = &r->dossier->submissions[i];
        if (other->respondent != s->respondent || other->relation != RELATION_ORIGINAL)
            continue;
        if (found)
            return NULL;
        found = other->id;
    }
    return found;
}

static void report_target(struct Relating *r, const struct Submission *s)
{
    struct Nearest nearest;
    nearest_start(&nearest, r->checker->arena, s->supersedes);
    for (size_t i = 0; i < r->dossier->submission_count; i++)
        nearest_offer(&nearest, r->dossier->submissions[i].id, NULL);
    schema_error(r->checker, SG_UNKNOWN_REPLY, key_span(s, "supersedes"), "\"%s\"%s", s->supersedes, nearest_words(&nearest));
}

/* True when what s replaces leads back to s. */
static bool goes_round(const struct Relating *r, const struct Submission *s)
{
    const struct Submission *at = s;
    for (size_t steps = 0; at && steps <= r->dossier->submission_count; steps++) {
        at = at->supersedes ? g_hash_table_lookup(r->by_id, at->supersedes) : NULL;
        if (at == s)
            return true;
    }
    return false;
}

static void replace(struct Relating *r, const struct Submission *s, struct Submission *target)
{
    if (target->superseded) {
        schema_error(r->checker, SG_WRONG_RELATION, key_span(s, "supersedes"), "\"%s\" has been replaced already", target->id);
        for (size_t i = 0; i < r->dossier->submission_count; i++) {
            const struct Submission *other = &r->dossier->submissions[i];
            if (other != s && other->relation == RELATION_REPLACEMENT && g_strcmp0(other->supersedes, target->id) == 0)
                diag_also(r->checker->diags, key_span(other, "supersedes"), "replaced here");
        }
    }
    target->superseded = true;
}

static void relate(struct Relating *r, struct Submission *s)
{
    const char *word = relation_words[s->relation];
    if (s->relation == RELATION_ORIGINAL) {
        if (s->supersedes)
            schema_error(r->checker, SG_WRONG_RELATION, key_span(s, "supersedes"),
                         "an original replaces nothing; say relation: replacement, supplement or corrigendum");
        s->supersedes = NULL;
        return;
    }
    if (!s->supersedes)
        s->supersedes = only_original(r, s);
    if (!s->supersedes) {
        schema_error(r->checker, SG_WRONG_RELATION, key_span(s, "relation"), "a %s must name a reply under supersedes", word);
        return;
    }
    struct Submission *target = g_hash_table_lookup(r->by_id, s->supersedes);
    if (!target)
        report_target(r, s);
    else if (target->respondent != s->respondent)
        schema_error(r->checker, SG_WRONG_RELATION, key_span(s, "supersedes"), "\"%s\" is a reply of another respondent, %s",
                     target->id, target->respondent->id);
    else if (goes_round(r, s))
        schema_error(r->checker, SG_WRONG_RELATION, key_span(s, "supersedes"), "\"%s\" leads back to this reply", target->id);
    else {
        if (s->relation == RELATION_REPLACEMENT)
            replace(r, s, target);
        return;
    }
    s->supersedes = NULL;
}

/* Two originals of one respondent. */
static void check_twice(struct Relating *r)
{
    GHashTable *first = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < r->dossier->submission_count; i++) {
        const struct Submission *s = &r->dossier->submissions[i];
        if (s->relation != RELATION_ORIGINAL)
            continue;
        const struct Submission *earlier = g_hash_table_lookup(first, s->respondent);
        if (earlier) {
            schema_error(r->checker, SG_SECOND_REPLY, key_span(s, "respondent"), "%s: \"%s\" and \"%s\"", s->respondent->id,
                         earlier->id, s->id);
            diag_also(r->checker->diags, key_span(earlier, "respondent"), "the first one");
        } else {
            g_hash_table_insert(first, (void *)s->respondent, (void *)s);
        }
    }
    g_hash_table_unref(first);
}

/* ---- Dates ---- */

static void check_dates(struct Relating *r, struct Submission *s)
{
    const struct Dossier *d = r->dossier;
    s->late = date_given(d->cut_off) && date_given(s->received) && date_compare(s->received, d->cut_off) > 0;
    if (date_given(s->dated) && date_given(s->received) && date_compare(s->received, s->dated) < 0)
        schema_error(r->checker, SG_DATES_IN_DISORDER, key_span(s, "received"), "received before the day it is dated");
}

/* ---- Originals ---- */

static bool is_digest(const char *text)
{
    if (strlen(text) != 64)
        return false;
    for (const char *p = text; *p; p++)
        if (!g_ascii_isxdigit(*p))
            return false;
    return true;
}

static void check_attachment(struct Relating *r, const struct Attachment *a)
{
    static const char folder[] = "originals/";
    if (strncmp(a->file, folder, strlen(folder)) != 0) {
        schema_error(r->checker, SG_ORIGINAL_MISSING, a->span, "\"%s\" is not under originals/", a->file);
        return;
    }
    const struct InputFile *file = input_file(r->folder, a->file);
    if (!file) {
        struct Nearest nearest;
        nearest_start(&nearest, r->checker->arena, a->file);
        size_t count, first = input_files_under(r->folder, folder, &count);
        for (size_t i = first; i < first + count; i++)
            nearest_offer(&nearest, r->folder->files[i].name, NULL);
        schema_error(r->checker, SG_ORIGINAL_MISSING, a->span, "\"%s\"%s", a->file, nearest_words(&nearest));
    } else if (a->sha256 && !is_digest(a->sha256)) {
        schema_error(r->checker, SG_ORIGINAL_CHANGED, a->span, "\"%s\" is no SHA-256 checksum", a->sha256);
    } else if (!a->sha256 && file->sha256) {
        diag(r->checker->diags, SG_ORIGINAL_UNSEALED, a->span, "\"%s\"; it is %s", a->file, file->sha256);
    } else if (file->sha256 && g_ascii_strcasecmp(a->sha256, file->sha256) != 0) {
        schema_error(r->checker, SG_ORIGINAL_CHANGED, a->span, "\"%s\" has the checksum %s", a->file, file->sha256);
    }
}

/* A statement may only point into an original that its reply names. */
static void check_source(struct Relating *r, const struct Submission *s, const struct Statement *statement)
{
    const struct StatementSource *source = statement->source;
    if (!source || !source->file)
        return;
    for (size_t i = 0; i < s->attachment_count; i++) {
        if (strcmp(s->attachments[i].file, source->file) != 0)
            continue;
        if (source->page && s->attachments[i].pages && source->page > s->attachments[i].pages)
            schema_error(r->checker, SG_SOURCE_UNKNOWN, statement->span, "\"%s\" has %d pages, not %d", source->file,
                         s->attachments[i].pages, source->page);
        return;
    }
    schema_error(r->checker, SG_SOURCE_UNKNOWN, statement->span, "\"%s\" is no attachment of this reply", source->file);
}

void relations_check(struct Checker *checker, const struct Input *folder, struct Dossier *dossier)
{
    struct Relating r = {checker, folder, dossier, g_hash_table_new(g_str_hash, g_str_equal)};
    for (size_t i = 0; i < dossier->submission_count; i++)
        g_hash_table_insert(r.by_id, (void *)dossier->submissions[i].id, &dossier->submissions[i]);
    for (size_t i = 0; i < dossier->submission_count; i++) {
        struct Submission *s = &dossier->submissions[i];
        relate(&r, s);
        check_dates(&r, s);
        for (size_t k = 0; k < s->attachment_count; k++)
            check_attachment(&r, &s->attachments[k]);
        for (const struct Statement *statement = s->statements; statement; statement = statement->next)
            check_source(&r, s, statement);
    }
    check_twice(&r);
    g_hash_table_unref(r.by_id);
}
