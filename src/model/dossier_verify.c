/* What every later stage may rely on, looked up again. */
#include "model/dossier.h"

#include <string.h>

#include <glib.h>

struct Walk {
    const struct Dossier *dossier;
    const struct Submission *submission; /* NULL: a part */
    const char *broken;                  /* the first broken promise */
    GHashTable *paragraphs, *statements; /* ids */
    const struct Statement *expected;    /* the next statement of the submission, in the order of the text */
    bool missing;                        /* a placeholder was met */
};

static void promise(struct Walk *w, bool kept, const char *text)
{
    if (!kept && !w->broken)
        w->broken = text;
}

static void walk_blocks(struct Walk *w, const struct Content *blocks);

static void walk_inlines(struct Walk *w, const struct Inline *inlines)
{
    for (const struct Inline *i = inlines; i && !w->broken; i = i->next) {
        bool textual = i->kind == INLINE_TEXT || i->kind == INLINE_SYMBOL;
        promise(w, textual == (i->text != NULL), "text stands in another inline than text, or is lacking");
        promise(w, !textual || (*i->text && g_utf8_validate(i->text, -1, NULL)), "a text is empty or not UTF-8");
        promise(w, (i->kind == INLINE_LINK) == (i->uri != NULL), "a link has no address, or something else has one");
        promise(w, !i->uri || g_str_has_prefix(i->uri, "http://") || g_str_has_prefix(i->uri, "https://") ||
                       g_str_has_prefix(i->uri, "mailto:"), "a link has a scheme that is not allowed");
        promise(w, (i->kind != INLINE_REFERENCE && i->kind != INLINE_SYMBOL) || i->target, "a reference has no target");
        promise(w, i->kind != INLINE_FOREIGN || i->lang, "foreign words have no language");
        promise(w, (i->kind != INLINE_NOTE && i->kind != INLINE_CONTENT) || i->content, "a note or block is empty");
        if (i->kind == INLINE_STATEMENT && w->submission) {
            promise(w, i->statement && i->statement == w->expected, "statements are not in the order of the text");
            w->expected = i->statement ? i->statement->next : NULL;
        }
        walk_inlines(w, i->children);
        walk_blocks(w, i->content);
    }
}

static void walk_table(struct Walk *w, const struct Table *table)
{
    promise(w, table->column_count > 0, "a table has no columns");
    for (size_t r = 0; r < table->row_count; r++) {
        promise(w, table->rows[r].cell_count == table->column_count, "a row has another number of cells than its table");
        for (size_t c = 0; c < table->rows[r].cell_count; c++)
            walk_inlines(w, table->rows[r].cells[c].inlines);
    }
}

static void walk_blocks(struct Walk *w, const struct Content *blocks)
{
    for (const struct Content *c = blocks; c && !w->broken; c = c->next) {
        w->missing = w->missing || c->kind == CONTENT_MISSING;
        promise(w, c->kind != CONTENT_MISSING || !w->submission || w->submission->broken,
                "a placeholder stands in a reply that is not marked as broken");
        promise(w, (c->kind == CONTENT_TABLE) == (c->table != NULL), "a table has no rows, or something else has some");
        promise(w, c->kind != CONTENT_LIST || (c->children && c->children->kind == CONTENT_ITEM), "a list has no items");
        promise(w, c->kind != CONTENT_HEADING || c->level > 0, "a heading has no level");
        if (c->id)
            promise(w, g_hash_table_add(w->paragraphs, (void *)c->id), "two paragraphs have one id");
        walk_inlines(w, c->inlines);
        walk_blocks(w, c->children);
        if (c->table) {
            if (c->table->caption)
                walk_inlines(w, c->table->caption);
            walk_table(w, c->table);
        }
    }
}

static void verify_statement(struct Walk *w, const struct Statement *s)
{
    promise(w, s->id && g_hash_table_add(w->statements, (void *)s->id), "a statement has no id, or that of another");
    promise(w, s->submission == w->submission, "a statement does not know its submission");
    promise(w, s->text && *s->text, "a statement has no words");
    promise(w, !s->claim || (s->claim >= w->dossier->claims && s->claim < w->dossier->claims + w->dossier->claim_count),
            "a claim is not one of the dossier");
}

static void verify_submission(struct Walk *w, const struct Submission *s)
{
    const struct Dossier *d = w->dossier;
    w->submission = s;
    w->expected = s->statements;
    promise(w, s->id && *s->id, "a submission has no id");
    promise(w, s == d->submissions || !s->id || strcmp(s[-1].id, s->id) < 0, "submissions are not in the order of their ids");
    promise(w, s->respondent >= d->respondents && s->respondent < d->respondents + d->respondent_count,
            "a respondent is not one of the register");
    promise(w, s->lang && *s->lang, "a submission has no language");
    promise(w, s->content || !s->observations, "a submission has no text");
    walk_blocks(w, s->content);
    promise(w, !w->expected, "a statement of a submission does not stand in its text");
    for (const struct Statement *statement = s->statements; statement; statement = statement->next)
        verify_statement(w, statement);
}

const char *dossier_verify(const struct Dossier *d)
{
    struct Walk w = {.dossier = d, .paragraphs = g_hash_table_new(g_str_hash, g_str_equal),
                     .statements = g_hash_table_new(g_str_hash, g_str_equal)};
    promise(&w, d->kind && d->folder && d->manifest, "the dossier has no kind, folder or manifest");
    promise(&w, d->manifest && d->manifest->kind == FACT_RECORD, "the manifest is no record");
    for (size_t i = 0; i < d->claim_count; i++)
        promise(&w, d->claims[i].id && d->claims[i].opposite != &d->claims[i], "a claim has no id or is its own opposite");
    for (size_t i = 0; i < d->submission_count && !w.broken; i++)
        verify_submission(&w, &d->submissions[i]);
    w.submission = NULL;
    for (size_t i = 0; i < d->part_count && !w.broken; i++) {
        promise(&w, d->parts[i].id && d->parts[i].place, "a part has no id or place");
        walk_blocks(&w, d->parts[i].content);
    }
    g_hash_table_unref(w.paragraphs);
    g_hash_table_unref(w.statements);
    return w.broken;
}
