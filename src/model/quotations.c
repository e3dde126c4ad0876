/* What replies quote of their originals. */
#include <glib.h>

#include "base/arena.h"
#include "model/dossier.h"

struct Collector {
    struct Arena *arena;
    const struct Submission *submission;
    GArray *found; /* struct Quoted */
};

static void collect(struct Collector *c, const struct StatementSource *source, struct Span span)
{
    const struct Submission *s = c->submission;
    if (!source || !source->quote)
        return;
    if (!source->file) {
        if (s->attachment_count != 1)
            return;
        struct StatementSource *named = arena_memdup(c->arena, source, sizeof *source);
        named->file = s->attachments[0].file;
        source = named;
    }
    struct Quoted quoted = {source, source->quote, span};
    g_array_append_val(c->found, quoted);
}

static void collect_blocks(struct Collector *c, const struct Content *content);

static void collect_inlines(struct Collector *c, const struct Inline *inlines)
{
    for (const struct Inline *in = inlines; in; in = in->next) {
        collect_inlines(c, in->children);
        collect_blocks(c, in->content);
    }
}

static void collect_blocks(struct Collector *c, const struct Content *content)
{
    for (const struct Content *block = content; block; block = block->next) {
        collect(c, block->source, block->span);
        collect_inlines(c, block->inlines);
        collect_blocks(c, block->children);
    }
}

const struct Quoted *dossier_quotations(struct Arena *arena, const struct Submission *submission, size_t *count)
{
    struct Collector c = {arena, submission, g_array_new(FALSE, FALSE, sizeof(struct Quoted))};
    for (const struct Statement *s = submission->statements; s; s = s->next)
        collect(&c, s->source, s->span);
    collect_blocks(&c, submission->content);
    *count = c.found->len;
    const struct Quoted *quoted = arena_memdup(arena, c.found->data, c.found->len * sizeof(struct Quoted));
    g_array_free(c.found, TRUE);
    return quoted;
}
