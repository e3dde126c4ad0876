#include "check/taxonomy.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/nearest.h"

struct ThemeForm {
    const char *id, *question;
    const char *title[LANGUAGES];
    struct Span span;
    const struct Node *node;
};

struct ClaimForm {
    const char *id, *theme, *opposite;
    const char *phrase[LANGUAGES], *item[LANGUAGES];
    const char **not_same_as;
    size_t not_same_count;
    struct Span span;
    const struct Node *node;
};

struct TaxonomyForm {
    struct ThemeForm *themes;
    size_t theme_count;
    struct ClaimForm *claims;
    size_t claim_count;
};

static const struct Field theme_fields[] = {
    FIELD("id", FIELD_ID, FIELD_REQUIRED, struct ThemeForm, id, "id, as cooperation"),
    FIELD("question", FIELD_ID, 0, struct ThemeForm, question, "id of the question of the mandate that it answers"),
    FIELD("title", FIELD_NAMES, FIELD_REQUIRED, struct ThemeForm, title, "heading"),
};
static const struct Element theme_element = ELEMENT_WITH_NODE("theme", struct ThemeForm, theme_fields, "a theme");

static const struct Field claim_fields[] = {
    FIELD("id", FIELD_ID, FIELD_REQUIRED, struct ClaimForm, id, "id, as politicization"),
    FIELD("theme", FIELD_ID, FIELD_REQUIRED, struct ClaimForm, theme, "id of its theme"),
    FIELD("phrase", FIELD_NAMES, FIELD_REQUIRED, struct ClaimForm, phrase,
          "noun phrase: the politicization of human rights"),
    FIELD("item", FIELD_NAMES, 0, struct ClaimForm, item, "nominal form in lists of proposals; else the phrase"),
    FIELD("opposite", FIELD_ID, 0, struct ClaimForm, opposite, "id of the claim that denies it"),
    FIELD_MANY("not-same-as", FIELD_IDS, 0, struct ClaimForm, not_same_as, not_same_count,
               "ids that a person refused to merge with it"),
};
static const struct Element claim_element =
    ELEMENT_WITH_NODE("claim", struct ClaimForm, claim_fields, "a proposition that several respondents may share");

static const struct Field taxonomy_fields[] = {
    FIELD_MANY("themes", FIELD_ELEMENTS, 0, struct TaxonomyForm, themes, theme_count, "themes, in their order",
               .element = &theme_element),
    FIELD_MANY("claims", FIELD_ELEMENTS, 0, struct TaxonomyForm, claims, claim_count, "claims", .element = &claim_element),
};
const struct Element taxonomy_element =
    ELEMENT("themes", struct TaxonomyForm, taxonomy_fields, "themes and claims of a consultation");

static struct Span key_span(const struct Node *node, const char *name)
{
    const struct Node *child = node_child(node, name);
    return child ? node_value_span(child) : node->span;
}

static const struct Question *find_question(struct Checker *checker, const struct Dossier *dossier, const struct ThemeForm *form)
{
    struct Nearest nearest;
    nearest_start(&nearest, checker->arena, form->question);
    for (size_t i = 0; i < dossier->question_count; i++) {
        if (strcmp(dossier->questions[i].id, form->question) == 0)
            return &dossier->questions[i];
        nearest_offer(&nearest, dossier->questions[i].id, NULL);
    }
    schema_error(checker, SG_UNKNOWN_QUESTION, key_span(form->node, "question"), "\"%s\"%s", form->question,
                 nearest_words(&nearest));
    return NULL;
}

static const struct Theme *find_theme(struct Checker *checker, const struct Dossier *dossier, const struct ClaimForm *form)
{
    struct Nearest nearest;
    nearest_start(&nearest, checker->arena, form->theme);
    for (size_t i = 0; i < dossier->theme_count; i++) {
        if (strcmp(dossier->themes[i].id, form->theme) == 0)
            return &dossier->themes[i];
        nearest_offer(&nearest, dossier->themes[i].id, NULL);
    }
    schema_error(checker, SG_UNKNOWN_THEME, key_span(form->node, "theme"), "\"%s\"%s", form->theme, nearest_words(&nearest));
    return NULL;
}

/* The claim of that id, or NULL with a message at the key that names it. */
static const struct Claim *find_claim(struct Checker *checker, const struct Dossier *dossier, const char *id, struct Span span)
{
    struct Nearest nearest;
    nearest_start(&nearest, checker->arena, id);
    for (size_t i = 0; i < dossier->claim_count; i++) {
        if (strcmp(dossier->claims[i].id, id) == 0)
            return &dossier->claims[i];
        nearest_offer(&nearest, dossier->claims[i].id, NULL);
    }
    schema_error(checker, SG_UNKNOWN_CLAIM, span, "\"%s\"%s", id, nearest_words(&nearest));
    return NULL;
}

static void take_themes(struct Checker *checker, const struct TaxonomyForm *form, struct Dossier *dossier)
{
    dossier->themes = ARENA_ARRAY(checker->arena, struct Theme, form->theme_count);
    for (size_t i = 0; i < form->theme_count; i++) {
        const struct ThemeForm *t = &form->themes[i];
        size_t same = 0;
        while (t->id && same < dossier->theme_count && strcmp(dossier->themes[same].id, t->id) != 0)
            same++;
        if (!t->id)
            continue;
        if (same < dossier->theme_count) {
            schema_error(checker, SG_DOUBLED_ID, key_span(t->node, "id"), "theme \"%s\"", t->id);
            diag_also(checker->diags, dossier->themes[same].span, "first given here");
            continue;
        }
        struct Theme *theme = &dossier->themes[dossier->theme_count];
        *theme = (struct Theme){.id = t->id, .order = (int)dossier->theme_count++, .span = t->span};
        memcpy(theme->title, t->title, sizeof theme->title);
        theme->question = t->question ? find_question(checker, dossier, t) : NULL;
    }
}

/* The claims that could be taken, each with the form it came from. */
static const struct ClaimForm **take_claims(struct Checker *checker, const struct TaxonomyForm *form, struct Dossier *dossier)
{
    const struct ClaimForm **forms = ARENA_ARRAY(checker->arena, const struct ClaimForm *, form->claim_count);
    dossier->claims = ARENA_ARRAY(checker->arena, struct Claim, form->claim_count);
    for (size_t i = 0; i < form->claim_count; i++) {
        const struct ClaimForm *c = &form->claims[i];
        size_t same = 0;
        while (c->id && same < dossier->claim_count && strcmp(dossier->claims[same].id, c->id) != 0)
            same++;
        if (!c->id)
            continue;
        if (same < dossier->claim_count) {
            schema_error(checker, SG_DOUBLED_ID, key_span(c->node, "id"), "claim \"%s\"", c->id);
            diag_also(checker->diags, dossier->claims[same].span, "first given here");
            continue;
        }
        forms[dossier->claim_count] = c;
        struct Claim *claim = &dossier->claims[dossier->claim_count];
        *claim = (struct Claim){.id = c->id, .order = (int)dossier->claim_count++, .not_same_as = c->not_same_as,
                                .not_same_count = c->not_same_count, .span = c->span};
        memcpy(claim->phrase, c->phrase, sizeof claim->phrase);
        memcpy(claim->item, c->item, sizeof claim->item);
        claim->theme = c->theme ? find_theme(checker, dossier, c) : NULL;
    }
    return forms;
}

void taxonomy_decode(struct Checker *checker, const struct Node *root, struct Dossier *dossier)
{
    const struct TaxonomyForm *form = schema_decode(checker, root, &taxonomy_element);
    take_themes(checker, form, dossier);
    const struct ClaimForm **forms = take_claims(checker, form, dossier);
    for (size_t i = 0; i < dossier->claim_count; i++) {
        const struct ClaimForm *c = forms[i];
        if (c->opposite) {
            const struct Claim *opposite = find_claim(checker, dossier, c->opposite, key_span(c->node, "opposite"));
            if (opposite == &dossier->claims[i])
                schema_error(checker, SG_UNKNOWN_CLAIM, key_span(c->node, "opposite"), "\"%s\" is its own opposite", c->id);
            else
                dossier->claims[i].opposite = opposite;
        }
        for (size_t k = 0; k < c->not_same_count; k++)
            find_claim(checker, dossier, c->not_same_as[k], key_span(c->node, "not-same-as"));
    }
}
