#include "check/reply.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/prose.h"
#include "check/register.h"

struct AttachmentForm {
    const char *file, *sha256, *language;
    int pages;
    bool is_public;
    struct Span span;
};

struct ReplyForm {
    const char *id, *respondent, *language, *supersedes;
    struct Date dated, received;
    int relation;
    const char **on_behalf_of;
    size_t on_behalf_count;
    bool observations;
    struct AttachmentForm *attachments;
    size_t attachment_count;
    struct Content *body;
    struct Span span;
    const struct Node *node;
};

struct PartForm {
    const char *place, *id;
    struct Inline *heading;
    struct Content *body;
    struct Span span;
    const struct Node *node;
};

static const struct Field attachment_fields[] = {
    FIELD("file", FIELD_TEXT, FIELD_REQUIRED, struct AttachmentForm, file, "as originals/BLR.pdf"),
    FIELD("sha256", FIELD_TEXT, 0, struct AttachmentForm, sha256, "its checksum, 64 hexadecimal digits"),
    FIELD("pages", FIELD_NUMBER, 0, struct AttachmentForm, pages, "its pages", .minimum = 1, .maximum = 100000),
    FIELD("language", FIELD_TEXT, 0, struct AttachmentForm, language, "its language, as fr"),
    FIELD("public", FIELD_FLAG, 0, struct AttachmentForm, is_public, "may leave the building", .initial = "no"),
};
static const struct Element attachment_element =
    ELEMENT_WITH_SPAN("attachment", struct AttachmentForm, attachment_fields, "an original, kept as it came");

static const struct Field reply_fields[] = {
    FIELD("id", FIELD_ID, FIELD_REQUIRED, struct ReplyForm, id, "id, as BLR-1; unique in the folder"),
    FIELD("respondent", FIELD_RESPONDENT, FIELD_REQUIRED, struct ReplyForm, respondent, "id of the register, as BLR"),
    FIELD("dated", FIELD_DATE, 0, struct ReplyForm, dated, "day it bears"),
    FIELD("received", FIELD_DATE, FIELD_REQUIRED, struct ReplyForm, received, "day it came"),
    FIELD("language", FIELD_TEXT, 0, struct ReplyForm, language, "language of the original, as ru", .initial = "en"),
    FIELD("relation", FIELD_WORD, 0, struct ReplyForm, relation, "what it is to another one of the same respondent",
          .words = relation_words, .initial = "original"),
    FIELD("supersedes", FIELD_ID, 0, struct ReplyForm, supersedes, "id of the one it replaces, corrects or adds to"),
    FIELD_MANY("on-behalf-of", FIELD_IDS, 0, struct ReplyForm, on_behalf_of, on_behalf_count,
               "joint reply: the others it speaks for"),
    FIELD("observations", FIELD_FLAG, 0, struct ReplyForm, observations, "no: it says that there is nothing to say",
          .initial = "yes"),
    FIELD_MANY("attachments", FIELD_ELEMENTS, 0, struct ReplyForm, attachments, attachment_count, "originals",
               .element = &attachment_element),
    FIELD("body", FIELD_FLOW, FIELD_CONTENT, struct ReplyForm, body, "the text as it is printed", .prose = PROSE_REPLY),
};
const struct Element reply_element =
    ELEMENT_WITH_NODE("reply", struct ReplyForm, reply_fields, "the reply of one respondent, as the report prints it");

static const struct Field part_fields[] = {
    FIELD("place", FIELD_ID, FIELD_REQUIRED, struct PartForm, place, "where it stands: a place that the kind of document names"),
    FIELD("id", FIELD_ID, 0, struct PartForm, id, "id; else the name of the file"),
    FIELD("heading", FIELD_RICH, 0, struct PartForm, heading, "its heading"),
    FIELD("body", FIELD_FLOW, FIELD_CONTENT, struct PartForm, body, "its text", .prose = PROSE_PART),
};
const struct Element part_element = ELEMENT_WITH_NODE("part", struct PartForm, part_fields, "a part written by hand");

struct Reading {
    struct Checker *checker;
    struct Dossier *dossier;
    GPtrArray *submissions; /* struct Submission * */
    GArray *parts;          /* struct HandPart */
    GArray *unread;         /* struct UnreadFile */
};

static struct Span key_span(const struct Node *node, const char *name)
{
    const struct Node *child = node_child(node, name);
    return child ? node_value_span(child) : node->name ? node->name_span : node->span;
}

static void leave_out(struct Reading *r, const struct InputFile *file)
{
    struct UnreadFile unread = {file->name, file->root ? file->root->span : span_at(file->source, 0, 0)};
    g_array_append_val(r->unread, unread);
}

/* True for an XML file whose root element has another name than it must. */
static bool wrong_root(struct Reading *r, const struct InputFile *file, const struct Element *element)
{
    if (!file->root->name || strcmp(file->root->name, element->name) == 0)
        return false;
    schema_error(r->checker, SG_WRONG_ROOT, file->root->name_span, "\"%s\" where \"%s\" is expected", file->root->name,
                 element->name);
    return true;
}

/* ---- Replies ---- */

static const char *language_of(struct Checker *checker, const char *tag, const struct Node *node)
{
    if (prose_language(tag))
        return tag;
    schema_error(checker, SG_WRONG_LANGUAGE, key_span(node, "language"), "\"%s\"", tag);
    return "und";
}

static void take_attachments(struct Checker *checker, struct Submission *s, const struct ReplyForm *form)
{
    s->attachments = ARENA_ARRAY(checker->arena, struct Attachment, form->attachment_count);
    for (size_t i = 0; i < form->attachment_count; i++) {
        const struct AttachmentForm *a = &form->attachments[i];
        if (a->file)
            s->attachments[s->attachment_count++] =
                (struct Attachment){a->file, a->sha256, a->language, a->pages, a->is_public, a->span};
    }
}

static void take_joint(struct Reading *r, struct Submission *s, const struct ReplyForm *form)
{
    s->on_behalf_of = ARENA_ARRAY(r->checker->arena, const struct Respondent *, form->on_behalf_count);
    for (size_t i = 0; i < form->on_behalf_count; i++) {
        const struct Respondent *other = dossier_respondent(r->dossier, form->on_behalf_of[i]);
        bool again = other == s->respondent;
        for (size_t k = 0; k < s->on_behalf_count; k++)
            again = again || s->on_behalf_of[k] == other;
        if (!other)
            register_unknown(r->checker, r->dossier, form->on_behalf_of[i], key_span(form->node, "on-behalf-of"));
        else if (again)
            schema_error(r->checker, SG_JOINT_TWICE, key_span(form->node, "on-behalf-of"), "\"%s\"", other->id);
        else
            s->on_behalf_of[s->on_behalf_count++] = other;
    }
}

static const struct Respondent *respondent_of(struct Reading *r, const struct ReplyForm *form)
{
    if (!form->respondent)
        return NULL;
    const struct Respondent *respondent = dossier_respondent(r->dossier, form->respondent);
    if (!respondent)
        register_unknown(r->checker, r->dossier, form->respondent, key_span(form->node, "respondent"));
    return respondent;
}

static void take_reply(struct Reading *r, const struct InputFile *file, struct ProseReader *reader)
{
    struct Checker *checker = r->checker;
    struct Submission *s = ARENA_NEW(checker->arena, struct Submission);
    reader->submission = s;
    reader->tail = &s->statements;
    reader->broken = false;
    checker->reader = reader;
    const struct ReplyForm *form = schema_decode(checker, file->root, &reply_element);
    checker->reader = NULL;
    s->respondent = respondent_of(r, form);
    if (!s->respondent) {
        leave_out(r, file);
        return;
    }
    s->id = form->id ? form->id : arena_printf(checker->arena, "%s-%s", s->respondent->id, file->name);
    s->dated = form->dated;
    s->received = form->received;
    s->lang = language_of(checker, form->language, file->root);
    s->relation = (enum Relation)form->relation;
    s->supersedes = form->supersedes;
    s->observations = form->observations;
    s->content = form->body;
    s->node = form->node;
    s->span = form->span;
    take_attachments(checker, s, form);
    take_joint(r, s, form);
    if (s->observations && !s->content && !reader->broken) {
        schema_error(checker, SG_REPLY_WITHOUT_TEXT, file->root->name ? file->root->name_span : key_span(file->root, "id"), "%s",
                     s->id);
        s->content = prose_missing(checker, s->span);
        s->broken = true;
    }
    s->broken = s->broken || reader->broken;
    g_ptr_array_add(r->submissions, s);
}

/* ---- Parts ---- */

/* "parts/observations.yaml" gives "observations". */
static const char *stem(struct Checker *checker, const char *name)
{
    const char *slash = strrchr(name, '/');
    const char *start = slash ? slash + 1 : name, *dot = strrchr(start, '.');
    return arena_strndup(checker->arena, start, dot ? (size_t)(dot - start) : strlen(start));
}

static void take_part(struct Reading *r, const struct InputFile *file, struct ProseReader *reader)
{
    reader->submission = NULL;
    reader->broken = false;
    r->checker->reader = reader;
    const struct PartForm *form = schema_decode(r->checker, file->root, &part_element);
    r->checker->reader = NULL;
    if (!form->place) {
        leave_out(r, file);
        return;
    }
    const char *id = form->id ? form->id : stem(r->checker, file->name);
    for (guint i = 0; i < r->parts->len; i++) {
        const struct HandPart *other = &g_array_index(r->parts, struct HandPart, i);
        if (strcmp(other->id, id) != 0)
            continue;
        schema_error(r->checker, SG_DOUBLED_ID, key_span(form->node, "id"), "part \"%s\"", id);
        diag_also(r->checker->diags, other->span, "first given here");
        leave_out(r, file);
        return;
    }
    struct HandPart part = {form->place, id, form->heading, form->body,
                            form->span};
    g_array_append_val(r->parts, part);
}

/* ---- All ---- */

/* By id, then by file: so that the order of the files in the folder is of no matter. */
static int by_id(const void *first, const void *second)
{
    const struct Submission *a = first, *b = second;
    int order = strcmp(a->id, b->id);
    return order ? order : strcmp(a->span.source->path, b->span.source->path);
}

/* Replies with one id: the later ones, by file, get ids of their own, so that all that follows may rely on them. */
static void part_ids(struct Reading *r)
{
    struct Dossier *d = r->dossier;
    const struct Submission *first = d->submissions;
    for (size_t i = 1, copy = 2; i < d->submission_count; i++) {
        struct Submission *s = &d->submissions[i];
        if (strcmp(first->id, s->id) != 0) {
            first = s;
            copy = 2;
            continue;
        }
        schema_error(r->checker, SG_DOUBLED_ID, key_span(s->node, "id"), "reply \"%s\"", s->id);
        diag_also(r->checker->diags, key_span(first->node, "id"), "first given here");
        s->id = arena_printf(r->checker->arena, "%s.copy%zu", first->id, copy++);
    }
    qsort(d->submissions, d->submission_count, sizeof *d->submissions, by_id);
}

/* Submissions side by side in one array; statements point back to theirs. */
static void store(struct Reading *r)
{
    struct Dossier *d = r->dossier;
    d->submission_count = r->submissions->len;
    d->submissions = ARENA_ARRAY(r->checker->arena, struct Submission, d->submission_count);
    for (size_t i = 0; i < d->submission_count; i++)
        d->submissions[i] = *(const struct Submission *)g_ptr_array_index(r->submissions, i);
    qsort(d->submissions, d->submission_count, sizeof *d->submissions, by_id);
    part_ids(r);
    for (size_t i = 0; i < d->submission_count; i++)
        for (struct Statement *statement = d->submissions[i].statements; statement; statement = statement->next)
            statement->submission = &d->submissions[i];
    d->part_count = r->parts->len;
    d->parts = arena_memdup(r->checker->arena, r->parts->data, sizeof(struct HandPart) * d->part_count);
    d->unread_count = r->unread->len;
    d->unread = arena_memdup(r->checker->arena, r->unread->data, sizeof(struct UnreadFile) * d->unread_count);
}

void reply_decode_all(struct Checker *checker, const struct Input *folder, struct Dossier *dossier)
{
    struct Reading r = {checker, dossier, g_ptr_array_new(), g_array_new(FALSE, FALSE, sizeof(struct HandPart)),
                        g_array_new(FALSE, FALSE, sizeof(struct UnreadFile))};
    struct ProseReader reader = {.dossier = dossier, .resolutions = dossier->resolutions};
    static const struct {
        const char *folder;
        const struct Element *element;
        void (*take)(struct Reading *, const struct InputFile *, struct ProseReader *);
    } sorts[] = {{"replies/", &reply_element, take_reply}, {"parts/", &part_element, take_part}};
    for (size_t k = 0; k < 2; k++) {
        size_t count, first = input_files_under(folder, sorts[k].folder, &count);
        for (size_t i = first; i < first + count; i++) {
            const struct InputFile *file = &folder->files[i];
            if (!file->root || wrong_root(&r, file, sorts[k].element))
                leave_out(&r, file);
            else
                sorts[k].take(&r, file, &reader);
        }
    }
    store(&r);
    g_ptr_array_unref(r.submissions);
    g_array_unref(r.parts);
    g_array_unref(r.unread);
}
