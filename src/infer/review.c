/* Suggestions as a table that a person fills in, and what the person accepted put into the replies. */
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/diag.h"
#include "infer/infer.h"
#include "infer/place.h"
#include "infer/table.h"

/* ---- Writing ---- */

void table_add_cell(GString *out, const char *text, bool last)
{
    csv_append(out, text ? text : "");
    g_string_append(out, last ? "\r\n" : ",");
}

GString *infer_table(const struct Suggestions *suggestions)
{
    GString *out = g_string_new("id,respondent,act,stance,claim,score,rule,sentence,accept,initials\r\n");
    for (size_t i = 0; i < suggestions->count; i++) {
        const struct Suggestion *s = &suggestions->items[i];
        char score[16];
        if (s->tagged)
            continue;
        g_snprintf(score, sizeof score, "%d.%02d", s->score / 1000, s->score % 1000 / 10);
        table_add_cell(out, s->id, false);
        table_add_cell(out, s->submission->respondent->id, false);
        table_add_cell(out, act_words[s->act], false);
        table_add_cell(out, stance_words[s->stance], false);
        table_add_cell(out, s->claim ? s->claim->id : "", false);
        table_add_cell(out, score, false);
        table_add_cell(out, s->rule, false);
        table_add_cell(out, s->text, false);
        table_add_cell(out, "", false);
        table_add_cell(out, "", true);
    }
    return out;
}

/* ---- Reading ---- */

bool table_says_yes(const char *text)
{
    static const char *const words[] = {"yes", "y", "x", "1", "true", "accept", "accepted"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (!g_ascii_strcasecmp(text, words[i]))
            return true;
    return false;
}

static bool is_one_of(const char *const *words, const char *text)
{
    for (size_t i = 0; words[i]; i++)
        if (!strcmp(words[i], text))
            return true;
    return false;
}

static bool is_claim(const struct Dossier *dossier, const char *id)
{
    for (size_t i = 0; i < dossier->claim_count; i++)
        if (!strcmp(dossier->claims[i].id, id))
            return true;
    return !*id;
}

struct Reviewer {
    struct Arena *arena;
    const struct Suggestions *suggestions;
    const struct Dossier *dossier;
    const struct Source *source;
    struct CsvTable table;
    const char *today;
    struct Diags *diags;
    GHashTable *changes; /* struct Source * -> GArray of struct Change */
    size_t accepted;
};

static const struct Suggestion *find_row(const struct Reviewer *r, size_t row)
{
    for (size_t i = 0; i < r->suggestions->count; i++) {
        const struct Suggestion *s = &r->suggestions->items[i];
        if (!strcmp(s->id, csv_cell(&r->table, row, "id")) &&
            !strcmp(s->text, csv_cell(&r->table, row, "sentence")))
            return s;
    }
    return NULL;
}

/* Initials are letters, or they would be markup in the files. */
bool table_is_signed(const char *initials)
{
    for (const char *p = initials; *p; p++)
        if (!g_ascii_isalnum(*p) && *p != '.' && *p != '-')
            return false;
    return *initials;
}

/* "r" and the place of the clause: no statement of the author's is named so unless it came from here. */
static char *statement_id(const struct Suggestion *s)
{
    char *paragraph = g_strdup(strrchr(s->id, '.') ? strrchr(s->id, '.') + 1 : s->id);
    char *id = g_strdup_printf("r-%s", g_strdelimit(paragraph, "/", '-'));
    g_free(paragraph);
    return id;
}

static void accept_row(struct Reviewer *r, size_t row, struct Span span)
{
    const char *act = csv_cell(&r->table, row, "act"), *stance = csv_cell(&r->table, row, "stance");
    const char *claim = csv_cell(&r->table, row, "claim"), *initials = csv_cell(&r->table, row, "initials");
    const struct Suggestion *s = find_row(r, row);
    if (!s) {
        diag(r->diags, SG_UNKNOWN_ROW, span, "'%s'", csv_cell(&r->table, row, "id"));
    } else if (s->tagged) {
        return; /* by an earlier run over the same table */
    } else if (!is_one_of(act_words, act) || (*stance && !is_one_of(stance_words, stance)) ||
               !is_claim(r->dossier, claim)) {
        diag(r->diags, SG_UNKNOWN_WORD_IN_ROW, span, "'%s', '%s', '%s'", act, stance, claim);
    } else if (!table_is_signed(initials)) {
        diag(r->diags, SG_UNSIGNED_ROW, span, "'%s'", s->id);
    } else {
        char *id = statement_id(s);
        const char *attributes[] = {
            "id",       id,          "act",    act,         "stance", *stance ? stance : "for", "tag",
            "reviewed", "tagged-by", initials, "tagged-on", r->today, *claim ? "claim" : NULL,  claim,
            NULL};
        GArray *changes = g_hash_table_lookup(r->changes, s->span.source);
        if (!changes) {
            changes = g_array_new(FALSE, FALSE, sizeof(struct Change));
            g_hash_table_insert(r->changes, (void *)s->span.source, changes);
        }
        if (place_statement(s, attributes, changes))
            r->accepted++;
        else
            diag(r->diags, SG_TAG_NOT_PLACED, span, "'%s'", s->id);
        g_free(id);
    }
}

static void free_changes(void *changes)
{
    g_array_free(changes, TRUE);
}

struct TaggedFiles infer_review(struct Arena *arena, const struct Input *folder,
                                const struct Suggestions *suggestions, const struct Dossier *dossier,
                                struct Source *table, const char *today, struct Diags *diags)
{
    struct Reviewer r = {.arena = arena,
                         .suggestions = suggestions,
                         .dossier = dossier,
                         .source = table,
                         .today = today,
                         .diags = diags};
    struct TaggedFiles result = {ARENA_ARRAY(arena, struct TaggedFile, folder->file_count), 0, 0};
    r.table = csv_parse(arena, table->bytes, table->length);
    if (!r.table.count || !is_one_of((const char *const[]){"id", NULL}, r.table.rows[0].cells[0])) {
        diag(diags, SG_NOT_A_TABLE, span_at(table, 0, 0), NULL);
        return result;
    }
    r.changes = g_hash_table_new_full(NULL, NULL, NULL, free_changes);
    for (size_t row = 1; row < r.table.count; row++)
        if (table_says_yes(csv_cell(&r.table, row, "accept")))
            accept_row(&r, row, span_at(table, r.table.rows[row].start, r.table.rows[row].start + 1));
    for (size_t i = 0; i < folder->file_count; i++) {
        GArray *changes = g_hash_table_lookup(r.changes, folder->files[i].source);
        if (changes && changes->len)
            result.items[result.count++] =
                (struct TaggedFile){folder->files[i].name, place_changes(folder->files[i].source, changes)};
    }
    g_hash_table_destroy(r.changes);
    result.accepted = r.accepted;
    return result;
}
