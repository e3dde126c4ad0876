#include "check/manifest.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/facts.h"
#include "check/kind.h"
#include "check/named.h"
#include "check/nearest.h"
#include "check/register.h"
#include "check/values.h"

static const char *const distribution_words[] = {"general", "limited", "restricted", NULL};
static const char *const list_words[] = {"none", "provisional", "preliminary", NULL};
static const char *const late_words[] = {"exclude", "include-flagged", "addendum", NULL};
static const char *const arrange_words[] = {"respondent", "theme", "question", NULL};
static const char *const language_words[] = {"en", "fr", "es", "ru", "zh", "ar", NULL};

static const struct Field agenda_fields[] = {
    FIELD("item", FIELD_TEXT, FIELD_REQUIRED, struct AgendaForm, item, "number of the item, as 69 (b)"),
    FIELD("list", FIELD_WORD, 0, struct AgendaForm, list, "the list it is numbered by", .words = list_words),
    FIELD("document", FIELD_SYMBOL, 0, struct AgendaForm, document, "symbol of that list: the star note"),
    FIELD("title", FIELD_RICH, 0, struct AgendaForm, title, "title of the item"),
};
static const struct Element agenda_element = ELEMENT("agenda", struct AgendaForm, agenda_fields, "item of the agenda");

static const struct Field question_fields[] = {
    FIELD("id", FIELD_ID, FIELD_REQUIRED, struct QuestionForm, id, "id, as ways"),
    FIELD("text", FIELD_RICH, FIELD_REQUIRED, struct QuestionForm, text, "noun phrase"),
};
static const struct Element question_element =
    ELEMENT_WITH_NODE("question", struct QuestionForm, question_fields, "a question of the mandate");

static const struct Field mandate_fields[] = {
    FIELD("file", FIELD_TEXT, 0, struct MandateForm, file,
          "the resolution, when it is kept in the folder, as resolutions/66-157/report.yaml: what is not given here is read from it"),
    FIELD("body", FIELD_ID, 0, struct MandateForm, body, "id of the organ that asked"),
    FIELD("resolution", FIELD_RESOLUTION, 0, struct MandateForm, resolution, "its resolution"),
    FIELD("date", FIELD_DATE, 0, struct MandateForm, date, "day the resolution was adopted"),
    FIELD("title", FIELD_RICH, 0, struct MandateForm, title, "its title"),
    FIELD("paragraph", FIELD_NUMBER, 0, struct MandateForm, paragraph, "operative paragraph", .minimum = 1, .maximum = 500),
    FIELD("clause", FIELD_TEXT, 0, struct MandateForm, clause, "part of that paragraph, as (b)"),
    FIELD("request", FIELD_RICH, 0, struct MandateForm, request, "after \"requested the Secretary-General to\""),
    FIELD("report-request", FIELD_RICH, 0, struct MandateForm, report, "how the report itself is asked for, after \"and to\""),
    FIELD("report-paragraph", FIELD_NUMBER, 0, struct MandateForm, report_paragraph, "operative paragraph that does, if it is another",
          .minimum = 1, .maximum = 500),
    FIELD("report-session", FIELD_NUMBER, 0, struct MandateForm, report_session, "session that receives the report",
          .minimum = 1, .maximum = 999),
    FIELD_MANY("invites", FIELD_IDS, 0, struct MandateForm, invites, invite_count, "kinds of respondent that were asked"),
    FIELD_MANY("questions", FIELD_ELEMENTS, 0, struct MandateForm, questions, question_count, "what was asked",
               .element = &question_element),
};
static const struct Element mandate_element =
    ELEMENT_WITH_NODE("mandate", struct MandateForm, mandate_fields, "what the report was asked for by");

static const struct Field request_fields[] = {
    FIELD("date", FIELD_DATE, FIELD_REQUIRED, struct RequestForm, date, "day it was sent"),
    FIELD("sender", FIELD_RESPONDENT, FIELD_REQUIRED, struct RequestForm, sender, "who sent it: id of the register"),
    FIELD("addressees", FIELD_RICH, FIELD_REQUIRED, struct RequestForm, addressees, "to whom"),
    FIELD_MANY("kinds", FIELD_IDS, 0, struct RequestForm, kinds, kind_count, "their kinds of respondent"),
    FIELD("symbol", FIELD_TEXT, 0, struct RequestForm, symbol, "symbol or number of the letter"),
};
static const struct Element request_element =
    ELEMENT_WITH_NODE("request", struct RequestForm, request_fields, "a request for information");

static const struct Field sponsor_fields[] = {
    FIELD("respondent", FIELD_RESPONDENT, FIELD_REQUIRED, struct SponsorForm, respondent,
          "id of the register, as CUB"),
    FIELD("note", FIELD_ID, 0, struct SponsorForm, note, "id of the star note to its name"),
};
static const struct Element sponsor_element =
    ELEMENT_WITH_NODE("sponsor", struct SponsorForm, sponsor_fields, "a sponsor of a draft");

static const struct Field sponsor_note_fields[] = {
    FIELD("id", FIELD_ID, FIELD_REQUIRED, struct SponsorNoteForm, id, "id, as observer"),
    FIELD("text", FIELD_RICH, FIELD_REQUIRED, struct SponsorNoteForm, text, "what the note says"),
};
static const struct Element sponsor_note_element =
    ELEMENT("sponsor-note", struct SponsorNoteForm, sponsor_note_fields, "a star note to sponsors");

static const struct Field lint_fields[] = {
    FIELD_MANY("off", FIELD_IDS, 0, struct LintForm, off, off_count, "codes or names of findings that are not wanted"),
};
static const struct Element lint_element = ELEMENT("lint", struct LintForm, lint_fields, "editorial findings");

static const struct Field manifest_fields[] = {
    FIELD("kind", FIELD_ID, FIELD_REQUIRED, struct ManifestForm, kind, "kind of document: a folder of templates/kinds"),
    FIELD("templates", FIELD_NUMBER, 0, struct ManifestForm, templates, "version of the templates", .initial = "1",
          .minimum = 1, .maximum = 9999),
    FIELD("layout", FIELD_ID, 0, struct ManifestForm, layout, "a folder of templates/layouts; else that of the kind"),
    FIELD("language", FIELD_WORD, 0, struct ManifestForm, language, "language of the edition", .words = language_words,
          .initial = "en"),
    FIELD("symbol", FIELD_SYMBOL, 0, struct ManifestForm, symbol, "symbol of the document"),
    FIELD("distribution", FIELD_WORD, 0, struct ManifestForm, distribution, "to whom it goes", .words = distribution_words,
          .initial = "general"),
    FIELD("date", FIELD_DATE, FIELD_REQUIRED, struct ManifestForm, date, "date of the masthead"),
    FIELD("original-language", FIELD_TEXT, 0, struct ManifestForm, original_language, "language it was written in",
          .initial = "en"),
    FIELD("job-number", FIELD_TEXT, 0, struct ManifestForm, job_number, "as 13-40913"),
    FIELD("release-date", FIELD_DATE, 0, struct ManifestForm, release_date, "date on the job line"),
    FIELD("organ", FIELD_ID, 0, struct ManifestForm, organ, "id of templates/registers/organs.yaml"),
    FIELD("committee", FIELD_ID, 0, struct ManifestForm, committee, "id of a committee of the organ"),
    FIELD("session", FIELD_NUMBER, 0, struct ManifestForm, session, "number of the session", .minimum = 1, .maximum = 999),
    FIELD("session-dates", FIELD_RICH, 0, struct ManifestForm, session_dates, "days of the session, where they are printed"),
    FIELD("agenda", FIELD_ELEMENT, 0, struct ManifestForm, agenda, "item of the agenda", .element = &agenda_element),
    FIELD("title", FIELD_RICH, 0, struct ManifestForm, title, "title of the document"),
    FIELD("subtitle", FIELD_RICH, 0, struct ManifestForm, subtitle, "line under it"),
    FIELD("author", FIELD_ID, 0, struct ManifestForm, author, "id of templates/registers/authors.yaml"),
    FIELD("topic", FIELD_RICH, 0, struct ManifestForm, topic, "noun phrase after \"regarding\""),
    FIELD("purpose", FIELD_RICH, 0, struct ManifestForm, purpose, "infinitive after \"recommendations on how to\""),
    FIELD("mandate", FIELD_ELEMENT, 0, struct ManifestForm, mandate, "the mandate", .element = &mandate_element),
    FIELD_MANY("requests", FIELD_ELEMENTS, 0, struct ManifestForm, requests, request_count, "requests for information sent",
               .element = &request_element),
    FIELD_MANY("sponsors", FIELD_ELEMENTS, 0, struct ManifestForm, sponsors, sponsor_count, "sponsors of a draft resolution",
               .element = &sponsor_element),
    FIELD_MANY("sponsor-notes", FIELD_ELEMENTS, 0, struct ManifestForm, sponsor_notes, sponsor_note_count,
               "star notes to sponsors", .element = &sponsor_note_element),
    FIELD("cut-off", FIELD_DATE, 0, struct ManifestForm, cut_off, "last day for replies"),
    FIELD("late-replies", FIELD_WORD, 0, struct ManifestForm, late_replies, "what becomes of later ones", .words = late_words,
          .initial = "include-flagged"),
    FIELD("arrange", FIELD_WORD, 0, struct ManifestForm, arrange, "order of the replies", .words = arrange_words,
          .initial = "respondent"),
    FIELD_MANY("keywords", FIELD_TEXTS, 0, struct ManifestForm, keywords, keyword_count, "for the metadata"),
    FIELD("emblem", FIELD_TEXT, 0, struct ManifestForm, emblem, "SVG file in the folder"),
    FIELD("conclusions", FIELD_NODE, 0, struct ManifestForm, conclusions, "options of the generated section"),
    FIELD("lint", FIELD_ELEMENT, 0, struct ManifestForm, lint, "editorial findings that are not wanted",
          .element = &lint_element),
    FIELD("fields", FIELD_NODE, 0, struct ManifestForm, fields, "texts that the kind of document declares"),
};
const struct Element manifest_element =
    ELEMENT_WITH_NODE("manifest", struct ManifestForm, manifest_fields, "a report: what it is, and what it was asked for by");

static struct Span key_span(const struct Node *node, const char *name)
{
    const struct Node *child = node_child(node, name);
    return child ? node_value_span(child) : node->span;
}

/* Index of a kind of respondent; KIND_COUNT, with a message, when it is none. */
static int respondent_kind(struct Checker *checker, const char *word, struct Span span)
{
    struct Nearest nearest;
    nearest_start(&nearest, checker->arena, word);
    for (int i = 0; i < KIND_COUNT; i++) {
        if (strcmp(respondent_kind_words[i], word) == 0)
            return i;
        nearest_offer(&nearest, respondent_kind_words[i], NULL);
    }
    schema_error(checker, SG_UNKNOWN_WORD, span, "\"%s\" is no kind of respondent%s", word, nearest_words(&nearest));
    return KIND_COUNT;
}

/* What a resolution in the folder would say must be said. */
static void need_mandate(struct Checker *checker, const struct MandateForm *form)
{
    static const char *const needed[] = {"body", "resolution", "date"};
    for (size_t i = 0; i < G_N_ELEMENTS(needed) && !form->file; i++)
        if (!node_child(form->node, needed[i]))
            schema_error(checker, SG_MISSING_KEY, form->node->name_span, "\"%s\" in mandate", needed[i]);
}

static void take_mandate(struct Checker *checker, const struct MandateForm *form, struct Dossier *dossier)
{
    for (size_t i = 0; i < form->invite_count; i++) {
        int kind = respondent_kind(checker, form->invites[i], key_span(form->node, "invites"));
        if (kind < KIND_COUNT)
            dossier->respondent_invited[kind] = true;
    }
    dossier->questions = ARENA_ARRAY(checker->arena, struct Question, form->question_count);
    for (size_t i = 0; i < form->question_count; i++) {
        const struct QuestionForm *q = &form->questions[i];
        if (!q->id)
            continue;
        size_t same = 0;
        while (same < dossier->question_count && strcmp(dossier->questions[same].id, q->id) != 0)
            same++;
        if (same < dossier->question_count) {
            schema_error(checker, SG_DOUBLED_ID, key_span(q->node, "id"), "question \"%s\"", q->id);
            diag_also(checker->diags, dossier->questions[same].span, "first given here");
            continue;
        }
        dossier->questions[dossier->question_count++] = (struct Question){q->id, q->text, q->span};
    }
}

struct ManifestForm *manifest_decode(struct Checker *checker, const struct Node *root, struct Dossier *dossier)
{
    const struct Node *language = node_child(root, "language");
    const char *tag = language ? node_text(language) : NULL;
    for (int i = 0; tag && i < LANGUAGES; i++)
        if (strcmp(language_tags[i], tag) == 0)
            checker->language = (enum Language)i;
    struct ManifestForm *form = schema_decode(checker, root, &manifest_element);
    dossier->kind = form->kind;
    dossier->layout = form->layout;
    dossier->templates_version = form->templates;
    dossier->language = (enum Language)form->language;
    dossier->symbol = form->symbol;
    dossier->date = form->date;
    dossier->cut_off = form->cut_off;
    dossier->late_policy = (enum LatePolicy)form->late_replies;
    dossier->arrangement = (enum Arrangement)form->arrange;
    if (form->lint) {
        dossier->lint_off = form->lint->off;
        dossier->lint_off_count = form->lint->off_count;
    }
    if (form->mandate) {
        need_mandate(checker, form->mandate);
        take_mandate(checker, form->mandate, dossier);
    }
    return form;
}

/* ---- Fields that the kind of document declares ---- */

static const char *const declared_types[] = {"text", "word", "date", "number", "flag", NULL};
static const enum FactKind declared_kinds[] = {FACT_TEXT, FACT_WORD, FACT_DATE, FACT_NUMBER, FACT_FLAG};

static const struct Node *find_declaration(const struct Node *declared, const char *name)
{
    for (const struct Node *item = declared ? declared->first : NULL; item; item = item->next) {
        const struct Node *key = node_child(item, "name");
        const char *text = key ? node_text(key) : NULL;
        if (text && strcmp(text, name) == 0)
            return item;
    }
    return NULL;
}

static int declared_type(const struct Node *declaration)
{
    const struct Node *type = node_child(declaration, "type");
    const char *text = type ? node_text(type) : NULL;
    for (int i = 0; text && declared_types[i]; i++)
        if (strcmp(declared_types[i], text) == 0)
            return i;
    return 0;
}

static void report_undeclared(struct Checker *checker, const struct Node *declared, const struct Node *field)
{
    struct Nearest nearest;
    nearest_start(&nearest, checker->arena, field->name);
    for (const struct Node *item = declared ? declared->first : NULL; item; item = item->next) {
        const struct Node *name = node_child(item, "name");
        if (name && node_text(name))
            nearest_offer(&nearest, node_text(name), NULL);
    }
    schema_error(checker, SG_UNKNOWN_ELEMENT, field->name_span, "\"%s\" in fields: this kind of document declares none%s",
                 field->name, nearest_words(&nearest));
}

static struct Fact *declared_fact(struct Checker *checker, const struct Node *field, int type)
{
    static const enum FieldType types[] = {FIELD_RICH, FIELD_ID, FIELD_DATE, FIELD_NUMBER, FIELD_FLAG};
    struct Value {
        struct Inline *rich;
        const char *text;
        struct Date date;
        int number;
        bool flag;
    };
    static const size_t offsets[] = {offsetof(struct Value, rich), offsetof(struct Value, text), offsetof(struct Value, date),
                                     offsetof(struct Value, number), offsetof(struct Value, flag)};
    struct Field row = {.name = field->name, .type = types[type], .offset = offsets[type], .doc = ""};
    struct Element element = {"fields", sizeof(struct Value), &row, 1, "", (size_t)-1, (size_t)-1};
    struct Node holder = {.kind = NODE_ELEMENT, .span = field->span, .name_span = field->name_span};
    struct Node copy = *field;
    copy.next = NULL;
    holder.first = holder.last = &copy;
    size_t before = checker->errors;
    struct Fact *record = facts_record(checker, NULL, &element, schema_decode(checker, &holder, &element), &holder);
    if (checker->errors != before || !record->first)
        return NULL;
    record->first->kind = declared_kinds[type];
    return record->first;
}

static struct Fact *declared_facts(struct Checker *checker, const struct ManifestForm *form, const struct Input *templates)
{
    const struct Node *kind = form->kind ? kind_node(checker->arena, templates, form->kind, NULL) : NULL;
    const struct Node *declared = kind ? node_child(kind, "fields") : NULL;
    struct Fact *record = ARENA_NEW(checker->arena, struct Fact);
    *record = (struct Fact){.name = "fields", .kind = FACT_RECORD};
    for (const struct Node *field = form->fields ? form->fields->first : NULL; field; field = field->next) {
        const struct Node *declaration = field->name ? find_declaration(declared, field->name) : NULL;
        if (!field->name)
            continue;
        if (!declaration) {
            report_undeclared(checker, declared, field);
            continue;
        }
        struct Fact *fact = declared_fact(checker, field, declared_type(declaration));
        if (fact)
            facts_append(record, fact);
    }
    for (const struct Node *item = declared ? declared->first : NULL; item; item = item->next) {
        const struct Node *name = node_child(item, "name"), *required = node_child(item, "required");
        const char *word = required ? node_text(required) : NULL;
        if (!name || !node_text(name) || !word || (strcmp(word, "yes") != 0 && strcmp(word, "true") != 0))
            continue;
        if (!form->fields || !node_child(form->fields, node_text(name)))
            schema_error(checker, SG_MISSING_KEY, form->fields ? form->fields->name_span : key_span(form->node, "kind"),
                         "\"%s\" in fields", node_text(name));
    }
    return record;
}

/* ---- When the respondents are known ---- */

static void check_dates(struct Checker *checker, const struct ManifestForm *form)
{
    if (form->mandate && date_given(form->mandate->date) && date_given(form->date) &&
        date_compare(form->mandate->date, form->date) > 0)
        schema_error(checker, SG_DATES_IN_DISORDER, key_span(form->mandate->node, "date"),
                     "the resolution is later than the date of the masthead");
    for (size_t i = 0; i < form->request_count; i++) {
        const struct RequestForm *r = &form->requests[i];
        if (date_given(r->date) && date_given(form->cut_off) && date_compare(r->date, form->cut_off) > 0)
            schema_error(checker, SG_DATES_IN_DISORDER, key_span(r->node, "date"), "the request is later than the cut-off date");
    }
}

static bool sponsor_note_given(const struct ManifestForm *form, const char *id)
{
    for (size_t i = 0; i < form->sponsor_note_count; i++)
        if (form->sponsor_notes[i].id && strcmp(form->sponsor_notes[i].id, id) == 0)
            return true;
    return false;
}

static void check_sponsors(struct Checker *checker, const struct ManifestForm *form, const struct Dossier *dossier)
{
    for (size_t i = 0; i < form->sponsor_count; i++) {
        const struct SponsorForm *s = &form->sponsors[i];
        if (s->respondent && !dossier_respondent(dossier, s->respondent))
            register_unknown(checker, dossier, s->respondent, key_span(s->node, "respondent"));
        if (s->note && !sponsor_note_given(form, s->note))
            schema_error(checker, SG_UNKNOWN_WORD, key_span(s->node, "note"), "\"%s\" is no sponsor note", s->note);
    }
}

void manifest_finish(struct Checker *checker, struct ManifestForm *form, const struct Input *templates,
                     struct Dossier *dossier)
{
    for (size_t i = 0; i < form->request_count; i++) {
        const struct RequestForm *r = &form->requests[i];
        if (r->sender && !dossier_respondent(dossier, r->sender))
            register_unknown(checker, dossier, r->sender, key_span(r->node, "sender"));
        for (size_t k = 0; k < r->kind_count; k++)
            respondent_kind(checker, r->kinds[k], key_span(r->node, "kinds"));
    }
    check_sponsors(checker, form, dossier);
    check_dates(checker, form);
    named_check(checker, form, templates);
    dossier->manifest = facts_record(checker, dossier, &manifest_element, form, form->node);
    struct Fact **link = &dossier->manifest->first;
    while (*link && strcmp((*link)->name, "fields") != 0)
        link = &(*link)->next;
    if (*link)
        *link = (*link)->next;
    facts_append(dossier->manifest, declared_facts(checker, form, templates));
}
