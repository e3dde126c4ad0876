/* Findings about what the mandate asks and the conclusions answer. */
#include "compose/lint.h"

static bool speaks_of(const struct Sentence *sentence, const struct Question *question)
{
    if (sentence->claim && sentence->claim->theme && sentence->claim->theme->question == question)
        return true;
    for (size_t i = 0; i < sentence->statement_count; i++)
        if (sentence->statements[i]->theme && sentence->statements[i]->theme->question == question)
            return true;
    return false;
}

static bool has_theme(const struct Dossier *dossier, const struct Question *question)
{
    for (size_t i = 0; i < dossier->theme_count; i++)
        if (dossier->themes[i].question == question)
            return true;
    return false;
}

/* Does the kind draw conclusions? */
static bool concludes(const struct PartList *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct Part *part = &parts->items[i];
        if (part->conclusions || (part->section && concludes(&part->section->parts)) || (part->box && concludes(&part->box->parts)))
            return true;
    }
    return false;
}

void lint_questions(const struct ComposeLint *x)
{
    if (!concludes(&x->wording->parts))
        return;
    for (size_t q = 0; q < x->dossier->question_count; q++) {
        const struct Question *question = &x->dossier->questions[q];
        bool answered = false;
        for (size_t i = 0; i < x->report->sentence_count && !answered; i++)
            answered = speaks_of(&x->report->sentences[i], question);
        if (!answered)
            compose_tell(x, SG_QUESTION_UNANSWERED, question->span, "\"%s\", %s", question->id,
                         has_theme(x->dossier, question) ? "of which no reply speaks" : "which no theme has");
    }
}
