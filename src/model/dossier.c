#include "model/dossier.h"

#include <string.h>

#include <glib.h>

#include "base/sha256.h"

const char *const language_tags[LANGUAGES] = {"en", "fr", "es", "ru", "zh", "ar"};

const char *const respondent_kind_words[KIND_COUNT + 1] = {
#define RESPONDENT_KIND(name, word) word,
#include "model/respondent-kinds.def"
#undef RESPONDENT_KIND
    NULL,
};

const char *const act_words[ACT_COUNT + 1] = {
#define ACT(name, word) word,
#include "model/acts.def"
#undef ACT
    NULL,
};

const char *const stance_words[5] = {"for", "against", "conditional", "neutral", NULL};
const char *const provenance_words[4] = {"staff", "reviewed", "inferred", NULL};
const char *const relation_words[5] = {"original", "supplement", "replacement", "corrigendum", NULL};

bool dossier_admits(const struct Dossier *dossier, const struct Submission *submission)
{
    return submission->respondent && !submission->superseded && !(submission->late && dossier->late_policy != LATE_FLAG);
}

static void hash_text(struct Sha256 *sum, const char *text)
{
    sha256_add(sum, text ? text : "", text ? strlen(text) + 1 : 1);
}

char *statement_hash(const struct Statement *s)
{
    struct Sha256 sum;
    char hex[SHA256_HEX];
    sha256_begin(&sum);
    hash_text(&sum, s->id);
    hash_text(&sum, s->submission->respondent->id);
    hash_text(&sum, s->claim ? s->claim->id : NULL);
    hash_text(&sum, act_words[s->act]);
    hash_text(&sum, stance_words[s->stance]);
    hash_text(&sum, s->qualifier);
    hash_text(&sum, s->text);
    sha256_end(&sum, hex);
    return g_strndup(hex, 8);
}

const struct Respondent *dossier_respondent(const struct Dossier *dossier, const char *id)
{
    for (size_t i = 0; i < dossier->respondent_count; i++)
        if (strcmp(dossier->respondents[i].id, id) == 0)
            return &dossier->respondents[i];
    return NULL;
}

const struct Fact *fact_child(const struct Fact *fact, const char *name)
{
    for (const struct Fact *child = fact ? fact->first : NULL; child; child = child->next)
        if (child->name && strcmp(child->name, name) == 0)
            return child;
    return NULL;
}

const struct Fact *dossier_fact(const struct Dossier *dossier, const char *path)
{
    const struct Fact *fact = dossier->manifest;
    while (fact && *path) {
        size_t length = strcspn(path, ".");
        const struct Fact *child = fact->first;
        while (child && !(child->name && strlen(child->name) == length && strncmp(child->name, path, length) == 0))
            child = child->next;
        fact = child;
        path += length + (path[length] == '.');
    }
    return fact;
}
