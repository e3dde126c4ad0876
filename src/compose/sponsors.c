/* Sponsors of a draft resolution: in the alphabetical order, with star notes to those who are not members or
 * speak for others. The stars follow the order of the notes in the manifest. */
#include "compose/sponsors.h"

#include <string.h>

#include "base/arena.h"
#include "compose/inline.h"

struct Sponsor {
    const struct Respondent *respondent;
    const char *note; /* id; NULL: none */
};

static int compare(gconstpointer first, gconstpointer second, gpointer composer)
{
    const struct Sponsor *a = first, *b = second;
    return respondent_order(composer, a->respondent, b->respondent);
}

static GArray *sponsors_in_order(struct Composer *c)
{
    GArray *sponsors = g_array_new(FALSE, FALSE, sizeof(struct Sponsor));
    const struct Fact *list = dossier_fact(c->dossier, "sponsors");
    for (const struct Fact *item = list ? list->first : NULL; item; item = item->next) {
        const struct Fact *respondent = fact_child(item, "respondent"), *note = fact_child(item, "note");
        struct Sponsor sponsor = {respondent ? respondent->respondent : NULL, note ? note->text : NULL};
        if (sponsor.respondent)
            g_array_append_val(sponsors, sponsor);
    }
    g_array_sort_with_data(sponsors, compare, c);
    return sponsors;
}

static bool is_used(const GArray *sponsors, const char *id)
{
    for (guint i = 0; i < sponsors->len; i++)
        if (g_strcmp0(g_array_index(sponsors, struct Sponsor, i).note, id) == 0)
            return true;
    return false;
}

/* The star notes by id, made in the order of the manifest; sponsors that share one carry the same mark. */
static void make_star_notes(struct Composer *c, const GArray *sponsors, GHashTable *made)
{
    const struct Fact *list = dossier_fact(c->dossier, "sponsor-notes");
    for (const struct Fact *item = list ? list->first : NULL; item; item = item->next) {
        const struct Fact *id = fact_child(item, "id"), *text = fact_child(item, "text");
        if (!id || !text || !is_used(sponsors, id->text))
            continue;
        struct Value words = value_inlines(c, "text", text->inlines);
        int note = note_from_pattern(c, NOTE_STAR, "sponsor-note", &words, 1);
        g_hash_table_insert(made, (void *)id->text, GINT_TO_POINTER(note + 1));
    }
}

struct Value sponsors_value(struct Composer *c, const char *name)
{
    GArray *sponsors = sponsors_in_order(c);
    GHashTable *made = g_hash_table_new(g_str_hash, g_str_equal); /* id -> index of the note, from 1 */
    make_star_notes(c, sponsors, made);
    struct Value *items = ARENA_ARRAY(c->scratch, struct Value, sponsors->len);
    for (guint i = 0; i < sponsors->len; i++) {
        const struct Sponsor *sponsor = &g_array_index(sponsors, struct Sponsor, i);
        struct Value own = value_respondents(c, "", &sponsor->respondent, 1, NAME_LIST);
        int note = sponsor->note ? GPOINTER_TO_INT(g_hash_table_lookup(made, sponsor->note)) - 1 : -1;
        struct Run *runs = ARENA_ARRAY(c->arena, struct Run, own.runs.count + 1);
        memcpy(runs, own.runs.items, sizeof *runs * own.runs.count);
        if (note >= 0)
            runs[own.runs.count] = note_call(c, note);
        items[i] = own;
        items[i].runs = (struct Runs){runs, own.runs.count + (note >= 0)};
    }
    struct Value list = value_list(c, name, items, sponsors->len);
    g_hash_table_unref(made);
    g_array_unref(sponsors);
    return list;
}
