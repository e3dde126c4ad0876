/* The manifest of a report: report.yaml. */
#ifndef SG_CHECK_MANIFEST_H
#define SG_CHECK_MANIFEST_H

#include "check/schema.h"
#include "model/input.h"

struct AgendaForm {
    const char *item, *document;
    int list;
    struct Inline *title;
};

struct QuestionForm {
    const char *id;
    struct Inline *text;
    struct Span span;
    const struct Node *node;
};

struct MandateForm {
    const char *file, *body, *resolution, *clause;
    struct Inline *title;
    struct Date date;
    int paragraph, report_session;
    struct Inline *request, *report;
    int report_paragraph;
    const char **invites;
    size_t invite_count;
    struct QuestionForm *questions;
    size_t question_count;
    struct Span span;
    const struct Node *node;
};

struct RequestForm {
    struct Date date;
    const char *sender, *symbol;
    struct Inline *addressees;
    const char **kinds;
    size_t kind_count;
    struct Span span;
    const struct Node *node;
};

struct SponsorForm {
    const char *respondent, *note;
    struct Span span;
    const struct Node *node;
};

struct SponsorNoteForm {
    const char *id;
    struct Inline *text;
};

struct LintForm {
    const char **off;
    size_t off_count;
};

struct ManifestForm {
    const char *kind, *layout, *symbol, *job_number, *organ, *committee, *author, *emblem, *original_language;
    int templates, language, distribution, session, late_replies, arrange;
    struct Date date, release_date, cut_off;
    struct AgendaForm *agenda;
    struct Inline *title, *subtitle, *topic, *purpose, *session_dates;
    struct MandateForm *mandate;
    struct RequestForm *requests;
    size_t request_count;
    struct SponsorForm *sponsors;
    size_t sponsor_count;
    struct SponsorNoteForm *sponsor_notes;
    size_t sponsor_note_count;
    const char **keywords;
    size_t keyword_count;
    const struct Node *conclusions, *fields;
    struct LintForm *lint;
    struct Span span;
    const struct Node *node;
};

extern const struct Element manifest_element;

/* What the manifest says that no other file decides: into the dossier. */
struct ManifestForm *manifest_decode(struct Checker *checker, const struct Node *root, struct Dossier *dossier);
/* The rest, when the respondents are known: facts, senders, declared fields, dates in their order. */
void manifest_finish(struct Checker *checker, struct ManifestForm *form, const struct Input *templates,
                     struct Dossier *dossier);

#endif
