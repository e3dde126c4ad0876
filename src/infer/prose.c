/* Running text of a paragraph, with the places that statements cover. */
#include "infer/infer_int.h"

static void add_content(struct Prose *p, const struct Content *content);

static void add_inlines(struct Prose *p, const struct Inline *inlines)
{
    for (const struct Inline *i = inlines; i; i = i->next) {
        size_t start = p->text->len;
        if (i->kind == INLINE_NOTE)
            continue;
        if (i->text)
            g_string_append(p->text, i->text);
        if (i->kind == INLINE_REFERENCE)
            g_string_append(p->text, "0");
        add_inlines(p, i->children);
        if (i->kind == INLINE_CONTENT)
            add_content(p, i->content);
        if (i->kind == INLINE_STATEMENT) {
            struct Covered covered = {start, p->text->len, i->statement};
            g_array_append_val(p->covered, covered);
        }
    }
}

static void add_content(struct Prose *p, const struct Content *content)
{
    for (const struct Content *c = content; c; c = c->next) {
        if (c->kind == CONTENT_TABLE || c->kind == CONTENT_QUOTATION)
            continue;
        if (c->kind == CONTENT_ITEM) {
            if (p->text->len && p->text->str[p->text->len - 1] != ' ')
                g_string_append_c(p->text, ' ');
            g_array_append_val(p->breaks, p->text->len);
        }
        add_inlines(p, c->inlines);
        add_content(p, c->children);
    }
}

struct Prose prose_of(const struct Content *paragraph)
{
    struct Prose p = {g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(struct Covered)),
                      g_array_new(FALSE, FALSE, sizeof(size_t))};
    add_inlines(&p, paragraph->inlines);
    add_content(&p, paragraph->children);
    return p;
}

void prose_free(struct Prose *p)
{
    g_string_free(p->text, TRUE);
    g_array_free(p->covered, TRUE);
    g_array_free(p->breaks, TRUE);
}
