/* Names of respondents: forms, and abbreviations.
 *
 * An abbreviation stands beside the full name at its first use in the text and alone afterwards; a name used
 * once or twice is never abbreviated, nor is one in a heading or in the summary. So a name with an
 * abbreviation stays open while the document is built, and is settled in the order of reading when all uses
 * are known. Where the text of a reply introduces the abbreviation itself ("the World Meteorological
 * Organization (WMO)"), that is the introduction, and generated names before it keep the full form. */
#include "compose/names.h"

#include <string.h>

#include "base/arena.h"
#include "compose/words.h"

const char *respondent_name(struct Composer *c, const struct Respondent *respondent, enum NameForm form)
{
    const struct Names *names = &respondent->names[c->dossier->language];
    if (!names->list && !names->text) {
        diag(c->diags, SG_NO_NAME, respondent->span, "'%s' in '%s'", respondent->id, c->lang);
        names = &respondent->names[LANG_EN];
    }
    const char *list = names->list ? names->list : names->text ? names->text : respondent->id;
    const char *text = names->text ? names->text : list;
    if (form == NAME_LIST)
        return list;
    bool bare = form == NAME_BARE || (form == NAME_ITEM && c->wording->conventions.bare_names);
    if (bare || !names->article || !*names->article)
        return text;
    bool joined = g_str_has_suffix(names->article, " ") || g_str_has_suffix(names->article, "'") ||
                  g_str_has_suffix(names->article, "’");
    return arena_printf(c->arena, "%s%s%s", names->article, joined ? "" : " ", text);
}

/* ---- Abbreviations ---- */

struct Usage {
    const struct Respondent *respondent;
    const char *abbreviation, *full; /* full: for the expansion */
    size_t uses;
    bool written;    /* a reply introduces it */
    bool bare;       /* a reply uses it alone: whoever reads it must have met it */
    bool introduced; /* so far in the order of reading */
};

struct Settling {
    struct Composer *c;
    GArray *usages;     /* struct Usage */
    GHashTable *places; /* respondent -> index + 1 in usages */
};

static struct Usage *find_usage(struct Settling *s, const struct Respondent *respondent)
{
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(s->places, respondent));
    if (place)
        return &g_array_index(s->usages, struct Usage, place - 1);
    struct Usage usage = {.respondent = respondent};
    usage.abbreviation = respondent->names[s->c->dossier->language].abbreviation;
    usage.full = respondent_name(s->c, respondent, NAME_BARE);
    g_array_append_val(s->usages, usage);
    g_hash_table_insert(s->places, (void *)respondent, GUINT_TO_POINTER(s->usages->len));
    return &g_array_index(s->usages, struct Usage, s->usages->len - 1);
}

/* Headings and the summary take the full name. */
static bool is_full_only(const struct Block *block)
{
    return block->box > 0 || block->role == ROLE_HEADING || block->role == ROLE_TITLE ||
           block->role == ROLE_SUBTITLE || block->role == ROLE_MASTHEAD || block->role == ROLE_CAPTION;
}

/* What a draft has over the document changes no word of it. */
static bool is_counted(const struct Block *block)
{
    return !is_full_only(block) && !block->draft_only;
}

static bool word_edge(const char *text, const char *at, size_t length)
{
    bool before = at == text || !text_inside_word(g_utf8_get_char(g_utf8_prev_char(at)));
    return before && !text_inside_word(g_utf8_get_char(at + length));
}

/* Parentheses around it; those of Chinese are wider. */
static bool is_introduced(const char *text, const char *at, size_t length)
{
    gunichar before = at > text ? g_utf8_get_char(g_utf8_prev_char(at)) : 0, after = g_utf8_get_char(at + length);
    return (before == '(' && after == ')') || (before == 0xFF08 && after == 0xFF09);
}

static void count_written(struct Usage *usage, const char *text)
{
    size_t length = strlen(usage->abbreviation);
    for (const char *at = strstr(text, usage->abbreviation); at;
         at = strstr(at + length, usage->abbreviation))
        if (word_edge(text, at, length)) {
            bool introduces = is_introduced(text, at, length);
            usage->uses++;
            usage->written = usage->written || introduces;
            usage->bare = usage->bare || !introduces;
        }
}

static void count_block(struct Settling *s, const struct Block *block)
{
    for (size_t i = 0; i < block->run_count; i++) {
        const struct Run *run = &block->runs[i];
        if (run->flags & RUN_OPEN_NAME)
            find_usage(s, g_array_index(s->c->names, struct NameUse, run->note).respondent)->uses++;
    }
}

static void count_text(struct Settling *s, const struct Block *block)
{
    for (size_t i = 0; i < block->run_count; i++)
        for (guint j = 0; j < s->usages->len && !(block->runs[i].flags & RUN_OPEN); j++)
            count_written(&g_array_index(s->usages, struct Usage, j), block->runs[i].text);
}

static void settle_run(struct Settling *s, struct Run *run, bool full_only)
{
    struct NameUse use = g_array_index(s->c->names, struct NameUse, run->note);
    struct Usage *usage = find_usage(s, use.respondent);
    const char *full = respondent_name(s->c, use.respondent, use.form);
    bool shortens = !full_only && (usage->uses > 2 || usage->bare);
    if (shortens && usage->introduced) {
        run->text = usage->abbreviation;
        run->expansion = usage->full;
    } else if (shortens && (use.form == NAME_TEXT || use.form == NAME_ITEM) && !usage->written) {
        run->text = composer_text(s->c, "abbreviated",
                                  VALUES(value_text(s->c, "full", full),
                                         value_text(s->c, "abbreviation", usage->abbreviation)));
        usage->introduced = true;
    } else {
        run->text = full;
    }
    if (run->flags & RUN_OPEN_CAPITAL)
        run->text = text_capitalized(s->c, run->text);
    run->flags &= ~(unsigned)(RUN_OPEN_NAME | RUN_OPEN_CAPITAL);
    run->note = -1;
}

static void settle_runs(struct Settling *s, struct Run *runs, size_t count, bool full_only)
{
    for (size_t i = 0; i < count; i++) {
        if (runs[i].flags & RUN_OPEN_NAME)
            settle_run(s, &runs[i], full_only);
        else if (!(runs[i].flags & RUN_OPEN) && !full_only)
            for (guint j = 0; j < s->usages->len; j++) {
                struct Usage *usage = &g_array_index(s->usages, struct Usage, j);
                if (usage->written && !usage->introduced && strstr(runs[i].text, usage->abbreviation))
                    usage->introduced = true;
            }
        if (!(runs[i].flags & RUN_NOTE_CALL))
            continue;
        const struct Note *note = &g_array_index(s->c->notes, struct Note, runs[i].note);
        for (size_t j = 0; j < note->block_count; j++)
            settle_runs(s, note->blocks[j].runs, note->blocks[j].run_count, full_only);
    }
}

void settle_names(struct Composer *c)
{
    struct Settling s = {c, g_array_new(FALSE, FALSE, sizeof(struct Usage)), g_hash_table_new(NULL, NULL)};
    for (guint i = 0; i < c->blocks->len; i++)
        if (is_counted(&g_array_index(c->blocks, struct Block, i)))
            count_block(&s, &g_array_index(c->blocks, struct Block, i));
    for (guint i = 0; i < c->blocks->len; i++)
        if (is_counted(&g_array_index(c->blocks, struct Block, i)))
            count_text(&s, &g_array_index(c->blocks, struct Block, i));
    for (guint i = 0; i < c->slots->len; i++) {
        struct Slot *slot = &g_array_index(c->slots, struct Slot, i);
        settle_runs(&s, slot->runs, slot->run_count, true);
    }
    for (guint i = 0; i < c->blocks->len; i++) {
        struct Block *block = &g_array_index(c->blocks, struct Block, i);
        settle_runs(&s, block->runs, block->run_count, is_full_only(block));
        struct ReportTable *table = block->table;
        for (size_t j = 0; table && j < table->row_count; j++)
            for (size_t k = 0; k < table->rows[j].cell_count; k++)
                settle_runs(&s, table->rows[j].cells[k].runs, table->rows[j].cells[k].run_count,
                            block->draft_only);
    }
    g_hash_table_unref(s.places);
    g_array_unref(s.usages);
}
