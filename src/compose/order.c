/* Who precedes whom: the one place that decides it.
 *
 * Chapters stand in the order of the structure. Within a chapter Member States come first and observer States
 * after them (sponsor lists of the General Assembly are so, 9 of 9), and each group is in the alphabetical
 * order of its names in the language of the edition, by ICU collation of the list forms, so that "Venezuela
 * (Bolivarian Republic of)" stands under V. In Arabic the article and the seats of hamza do not count: lists
 * of the United Nations are in the order of ICU only after that. */
#include "compose/compose_int.h"

#include <string.h>

#include "base/arena.h"
#include "base/sort.h"
#include "compose/words.h"

const struct ChapterRule *chapter_rules(const struct Composer *c, size_t *count)
{
    *count = c->replies ? c->replies->chapter_count : 0;
    return c->replies ? c->replies->chapters : NULL;
}

static bool chapter_has(const struct ChapterRule *chapter, enum RespondentKind kind)
{
    for (size_t i = 0; i < chapter->kind_count; i++)
        if (strcmp(chapter->kinds[i], respondent_kind_words[kind]) == 0)
            return true;
    return false;
}

/* A kind that no chapter names stands in the last. */
static size_t chapter_index(const struct Composer *c, enum RespondentKind kind)
{
    size_t count;
    const struct ChapterRule *chapters = chapter_rules(c, &count);
    for (size_t i = 0; i < count; i++)
        if (chapter_has(&chapters[i], kind))
            return i;
    return count ? count - 1 : (size_t)kind;
}

const struct ChapterRule *chapter_of(const struct Composer *c, const struct Respondent *respondent)
{
    size_t count;
    const struct ChapterRule *chapters = chapter_rules(c, &count);
    return count ? &chapters[chapter_index(c, respondent->kind)] : NULL;
}

/* What the letter counts as. */
static gunichar folded(const struct Conventions *customs, gunichar letter)
{
    for (size_t i = 0; i < customs->sort_fold_count; i++)
        if (g_utf8_get_char(customs->sort_folds[i]) == letter)
            return g_utf8_get_char(g_utf8_next_char(customs->sort_folds[i]));
    return letter;
}

/* The name as far as it counts: in Arabic without the article at its start and with one form of alif. */
static const char *sort_key(struct Composer *c, const struct Respondent *respondent)
{
    const struct Names *names = &respondent->names[c->dossier->language];
    const struct Conventions *customs = &c->wording->conventions;
    const char *name = names->sort ? names->sort : respondent_name(c, respondent, NAME_LIST);
    if (!customs->sort_drops && !customs->sort_fold_count)
        return name;
    if (customs->sort_drops && g_str_has_prefix(name, customs->sort_drops))
        name += strlen(customs->sort_drops);
    GString *key = g_string_new(NULL);
    for (; *name; name = g_utf8_next_char(name))
        g_string_append_unichar(key, folded(customs, g_utf8_get_char(name)));
    const char *copy = arena_strdup(c->scratch, key->str);
    g_string_free(key, TRUE);
    return copy;
}

int respondent_order(struct Composer *c, const struct Respondent *a, const struct Respondent *b)
{
    size_t a_chapter = chapter_index(c, a->kind), b_chapter = chapter_index(c, b->kind);
    if (a_chapter != b_chapter)
        return a_chapter < b_chapter ? -1 : 1;
    if ((a->kind == KIND_OBSERVER) != (b->kind == KIND_OBSERVER))
        return a->kind == KIND_OBSERVER ? 1 : -1;
    int order = words_collate(c, sort_key(c, a), sort_key(c, b));
    return order ? order : strcmp(a->id, b->id);
}

static int compare(gconstpointer first, gconstpointer second, gpointer composer)
{
    return respondent_order(composer, *(const struct Respondent *const *)first,
                            *(const struct Respondent *const *)second);
}

void respondents_sort(struct Composer *c, const struct Respondent **respondents, size_t count)
{
    sort_stable(respondents, count, sizeof *respondents, compare, c);
}
