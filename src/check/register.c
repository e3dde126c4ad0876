#include "check/register.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/nearest.h"

struct NamesByLanguage {
    struct Names *names[LANGUAGES];
};

struct RespondentForm {
    const char *id;
    int kind;
    struct NamesByLanguage *names;
    struct Span span;
    const struct Node *node;
};

struct RegisterForm {
    struct RespondentForm *respondents;
    size_t count;
};

static const struct Field names_fields[] = {
    FIELD("list", FIELD_TEXT, FIELD_REQUIRED | FIELD_CONTENT, struct Names, list, "as printed in lists and headings"),
    FIELD("text", FIELD_TEXT, 0, struct Names, text, "as printed in a sentence, without article; else the list form"),
    FIELD("article", FIELD_TEXT, 0, struct Names, article, "before the text form, with its space"),
    FIELD("formal", FIELD_TEXT, 0, struct Names, formal, "formal name, with its article"),
    FIELD("abbreviation", FIELD_TEXT, 0, struct Names, abbreviation, "as printed in parentheses at the first use"),
    FIELD("sort", FIELD_TEXT, 0, struct Names, sort, "what the alphabetical order looks at, where that is not the list form"),
};
static const struct Element names_element = ELEMENT("names", struct Names, names_fields, "names in one language");

#define BY_LANGUAGE(tag, index) \
    FIELD(tag, FIELD_ELEMENT, 0, struct NamesByLanguage, names[index], "names in this language", .element = &names_element)
static const struct Field languages_fields[] = {
    BY_LANGUAGE("en", LANG_EN), BY_LANGUAGE("fr", LANG_FR), BY_LANGUAGE("es", LANG_ES),
    BY_LANGUAGE("ru", LANG_RU), BY_LANGUAGE("zh", LANG_ZH), BY_LANGUAGE("ar", LANG_AR),
};
static const struct Element languages_element =
    ELEMENT("names", struct NamesByLanguage, languages_fields, "names by language");

static const struct Field respondent_fields[] = {
    FIELD("id", FIELD_ID, FIELD_REQUIRED, struct RespondentForm, id, "id: of States the three letters of ISO 3166"),
    FIELD("kind", FIELD_WORD, FIELD_REQUIRED, struct RespondentForm, kind, "kind of respondent",
          .words = respondent_kind_words),
    FIELD("names", FIELD_ELEMENT, FIELD_REQUIRED, struct RespondentForm, names, "names by language",
          .element = &languages_element),
};
static const struct Element respondent_element =
    ELEMENT_WITH_NODE("respondent", struct RespondentForm, respondent_fields, "one that may reply or send a request");

static const struct Field register_fields[] = {
    FIELD_MANY("respondents", FIELD_ELEMENTS, FIELD_REQUIRED, struct RegisterForm, respondents, count, "the respondents",
               .element = &respondent_element),
};
const struct Element register_element =
    ELEMENT("respondents", struct RegisterForm, register_fields, "a register of respondents");

/* What is not said of a name follows from its list form: "Friends of the Rivers" serves for all uses. The white space of
 * an article ("the ") is part of it. */
static void complete(struct Checker *checker, struct Names *names, const struct Node *written)
{
    if (!names->text)
        names->text = names->list;
    const struct Node *article = written ? node_child(written, "article") : NULL;
    const char *text = article ? node_text(article) : NULL;
    names->article = text ? arena_strdup(checker->arena, text) : "";
}

static void take_names(struct Checker *checker, struct Respondent *respondent, const struct RespondentForm *form)
{
    const struct Node *languages = node_child(form->node, "names");
    for (int i = 0; form->names && i < LANGUAGES; i++) {
        if (!form->names->names[i])
            continue;
        respondent->names[i] = *form->names->names[i];
        complete(checker, &respondent->names[i], node_child(languages, language_tags[i]));
    }
}

struct Taking {
    GArray *respondents;
    GHashTable *by_id; /* id to index + 1 */
};

static void take(struct Checker *checker, struct Taking *taking, const struct InputFile *file)
{
    if (!file->root)
        return;
    const struct RegisterForm *form = schema_decode(checker, file->root, &register_element);
    for (size_t i = 0; i < form->count; i++) {
        const struct RespondentForm *r = &form->respondents[i];
        if (!r->id)
            continue;
        guint known = GPOINTER_TO_UINT(g_hash_table_lookup(taking->by_id, r->id));
        if (known) {
            schema_error(checker, SG_DOUBLED_ID, node_value_span(node_child(r->node, "id")), "respondent \"%s\"", r->id);
            diag_also(checker->diags, g_array_index(taking->respondents, struct Respondent, known - 1).span,
                      "first given here");
            continue;
        }
        struct Respondent respondent = {.id = r->id, .kind = (enum RespondentKind)r->kind, .span = r->span};
        take_names(checker, &respondent, r);
        g_array_append_val(taking->respondents, respondent);
        g_hash_table_insert(taking->by_id, (void *)r->id, GUINT_TO_POINTER(taking->respondents->len));
    }
}

/* Other registers (organs, authors, lead-ins) stand in the same folder. */
static bool holds_respondents(const struct InputFile *file)
{
    return file->root && node_child(file->root, "respondents");
}

void register_decode(struct Checker *checker, const struct Input *folder, const struct Input *templates,
                     struct Dossier *dossier)
{
    struct Taking taking = {g_array_new(FALSE, FALSE, sizeof(struct Respondent)), g_hash_table_new(g_str_hash, g_str_equal)};
    size_t count, first = input_files_under(templates, "registers/", &count);
    for (size_t i = first; i < first + count; i++)
        if (holds_respondents(&templates->files[i]))
            take(checker, &taking, &templates->files[i]);
    const struct InputFile *own = input_file(folder, "respondents.yaml");
    if (own)
        take(checker, &taking, own);
    dossier->respondent_count = taking.respondents->len;
    dossier->respondents =
        arena_memdup(checker->arena, taking.respondents->data, sizeof(struct Respondent) * taking.respondents->len);
    g_hash_table_unref(taking.by_id);
    g_array_unref(taking.respondents);
}

void register_unknown(struct Checker *checker, const struct Dossier *dossier, const char *id, struct Span span)
{
    struct Nearest nearest;
    nearest_start(&nearest, checker->arena, id);
    for (size_t i = 0; i < dossier->respondent_count; i++) {
        const struct Respondent *r = &dossier->respondents[i];
        const struct Names *names = &r->names[dossier->language];
        const char *shown = names->list ? arena_printf(checker->arena, "%s, %s", r->id, names->list) : r->id;
        nearest_offer(&nearest, r->id, shown);
        if (names->list)
            nearest_offer(&nearest, names->list, shown);
        if (names->text && names->text != names->list)
            nearest_offer(&nearest, names->text, shown);
    }
    schema_error(checker, SG_UNKNOWN_RESPONDENT, span, "\"%s\"%s", id, nearest_words(&nearest));
}
