#include "check/statement.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/nearest.h"

static struct Span attribute_span(const struct Node *node, const char *name)
{
    const struct Node *attribute = node_child(node, name);
    return attribute ? node_value_span(attribute) : node->name_span;
}

static const struct Claim *find_claim(struct Checker *checker, const struct StatementForm *form)
{
    const struct Dossier *dossier = checker->reader->dossier;
    for (size_t i = 0; i < dossier->claim_count; i++)
        if (strcmp(dossier->claims[i].id, form->claim) == 0)
            return &dossier->claims[i];
    struct Nearest nearest;
    nearest_start(&nearest, checker->arena, form->claim);
    for (size_t i = 0; i < dossier->claim_count; i++)
        nearest_offer(&nearest, dossier->claims[i].id, NULL);
    schema_error(checker, SG_UNKNOWN_CLAIM, attribute_span(form->node, "claim"), "\"%s\"%s", form->claim,
                 nearest_words(&nearest));
    return NULL;
}

static const struct Theme *find_theme(struct Checker *checker, const struct StatementForm *form)
{
    const struct Dossier *dossier = checker->reader->dossier;
    for (size_t i = 0; i < dossier->theme_count; i++)
        if (strcmp(dossier->themes[i].id, form->theme) == 0)
            return &dossier->themes[i];
    struct Nearest nearest;
    nearest_start(&nearest, checker->arena, form->theme);
    for (size_t i = 0; i < dossier->theme_count; i++)
        nearest_offer(&nearest, dossier->themes[i].id, NULL);
    schema_error(checker, SG_UNKNOWN_THEME, attribute_span(form->node, "theme"), "\"%s\"%s", form->theme,
                 nearest_words(&nearest));
    return NULL;
}

struct StatementSource *statement_source(struct Checker *checker, const struct SourceForm *form)
{
    if (!form)
        return NULL;
    struct StatementSource *source = ARENA_NEW(checker->arena, struct StatementSource);
    *source = (struct StatementSource){form->file, form->page, form->paragraph, form->quote};
    return source;
}

struct Statement *statement_add(struct Checker *checker, const struct StatementForm *form)
{
    struct ProseReader *reader = checker->reader;
    if (!reader || !reader->submission)
        return NULL;
    struct Statement *s = ARENA_NEW(checker->arena, struct Statement);
    *s = (struct Statement){
        .id = form->id,
        .act = (enum Act)form->act,
        .stance = (enum Stance)form->stance,
        .norm = form->norm,
        .verb = form->verb,
        .addressee = form->addressee,
        .qualifier = form->qualifier,
        .source = statement_source(checker, form->source),
        .provenance = (enum Provenance)form->tag,
        .tagged_by = form->tagged_by,
        .tagged_on = form->tagged_on,
        .score = form->score,
        .submission = reader->submission,
        .text = prose_words(checker->arena, form->text),
        .span = form->span,
    };
    if (form->claim)
        s->claim = find_claim(checker, form);
    s->theme = form->theme ? find_theme(checker, form) : s->claim ? s->claim->theme : NULL;
    *reader->tail = s;
    reader->tail = &s->next;
    return s;
}
