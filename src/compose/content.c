/* Written content to blocks. A list, quotation or table inside a paragraph splits it: what follows it is a
 * block of its own that belongs to the paragraph. */
#include "compose/inline.h"

#include <string.h>

#include "base/arena.h"
#include "compose/words.h"

struct Inside {
    struct Flow *flow;
    const char *id; /* of the paragraph */
    size_t parts;   /* blocks of the paragraph after its first */
    int list_level;
    enum Role role; /* of what goes on after the list: PARAGRAPH, or LIST_ITEM's own text */
    const char *style;
};

static void add_block_content(struct Composer *c, const struct Content *content, struct Inside *in);

static struct Block *last_block(struct Composer *c)
{
    return &g_array_index(c->blocks, struct Block, c->blocks->len - 1);
}

static const char *part_id(struct Composer *c, struct Inside *in)
{
    return arena_printf(c->arena, "%s.%zu", in->id, ++in->parts);
}

static void stamp(struct Composer *c, struct Flow *flow, struct Span span, bool part)
{
    struct Block *block = last_block(c);
    block->submission = flow->submission;
    block->part_of_paragraph = part;
    block->origin.spans = arena_memdup(c->arena, &span, sizeof span);
    block->origin.span_count = 1;
}

/* Opens what goes on after something inside the paragraph; it is taken back when nothing follows. */
static void open_rest(struct Composer *c, struct Inside *in, struct Span span)
{
    composer_open(c, ROLE_PARAGRAPH, in->style, part_id(c, in));
    stamp(c, in->flow, span, true);
}

static void meet_inside(struct Composer *c, const struct Content *content, void *context)
{
    struct Inside *in = context;
    if (c->open)
        composer_close(c);
    add_block_content(c, content, in);
    open_rest(c, in, content->span);
}

static void add_running(struct Composer *c, const struct Inline *inlines, struct Inside *in)
{
    inlines_add(c, c->runs, inlines, (struct InlineLook){0, c->lang, NULL}, meet_inside, in);
    if (c->open)
        composer_close(c);
}

static void add_list(struct Composer *c, const struct Content *list, struct Inside *in)
{
    size_t place = 0;
    in->list_level++;
    for (const struct Content *item = list->children; item; item = item->next) {
        struct Inside inner = *in;
        inner.id = item->id ? item->id : part_id(c, in);
        inner.style = in->list_level > 1 ? "list-2" : "list-1";
        inner.parts = 0;
        composer_item(c, in->list_level, place++, inner.id);
        stamp(c, in->flow, item->span, true);
        add_running(c, item->inlines, &inner);
        for (const struct Content *child = item->children; child; child = child->next)
            add_block_content(c, child, &inner);
    }
    in->list_level--;
}

static void add_quotation(struct Composer *c, const struct Content *quotation, struct Inside *in)
{
    for (const struct Content *child = quotation->children; child; child = child->next) {
        if (child->kind != CONTENT_PARAGRAPH) {
            add_block_content(c, child, in);
            continue;
        }
        struct Inside inner = *in;
        inner.id = child->id ? child->id : part_id(c, in);
        inner.style = "quotation";
        inner.parts = 0;
        composer_open(c, ROLE_QUOTATION, "quotation", inner.id);
        stamp(c, in->flow, child->span, true);
        add_running(c, child->inlines, &inner);
    }
}

static struct ReportRow report_row(struct Composer *c, const struct Table *table, const struct Row *row)
{
    struct ReportRow out = {.header = row->header, .cell_count = row->cell_count};
    out.cells = ARENA_ARRAY(c->arena, struct ReportCell, row->cell_count);
    for (size_t i = 0; i < row->cell_count; i++) {
        struct Runs runs = inlines_runs(c, row->cells[i].inlines);
        enum ColumnAlign align = i < table->column_count ? table->columns[i].align : ALIGN_START;
        out.cells[i] = (struct ReportCell){runs.items, runs.count, align};
    }
    return out;
}

static struct ReportTable *report_table(struct Composer *c, const struct Table *table)
{
    struct ReportTable *out = ARENA_NEW(c->arena, struct ReportTable);
    int *weights = ARENA_ARRAY(c->arena, int, table->column_count);
    for (size_t i = 0; i < table->column_count; i++)
        weights[i] = table->columns[i].weight;
    out->weights = weights;
    out->column_count = table->column_count;
    out->row_count = table->row_count;
    out->rows = ARENA_ARRAY(c->arena, struct ReportRow, table->row_count);
    for (size_t i = 0; i < table->row_count; i++)
        out->rows[i] = report_row(c, table, &table->rows[i]);
    return out;
}

static void add_caption(struct Composer *c, const struct Content *content, const char *id, struct Inside *in)
{
    composer_open(c, ROLE_CAPTION, "table-caption", arena_printf(c->arena, "%s.caption", id));
    stamp(c, in->flow, content->span, true);
    inlines_add(c, c->runs, content->table->caption, (struct InlineLook){0, c->lang, NULL}, NULL, NULL);
    composer_close(c);
}

/* Notes of a table are a list under it, each with its letter. */
static void add_table_notes(struct Composer *c, const struct TableNotes *notes, struct Inside *in)
{
    for (guint i = 0; i < notes->notes->len; i++) {
        const struct Inline *note = g_array_index(notes->notes, const struct Inline *, i);
        struct Block *block = composer_open(c, ROLE_LIST_ITEM, "table-note", table_note_id(c, notes, i));
        block->level = 1;
        block->label = table_note_letter(c, i);
        stamp(c, in->flow, note->span, true);
        for (const struct Content *item = note->content; item; item = item->next)
            inlines_add(c, c->runs, item->inlines, (struct InlineLook){0, c->lang, NULL}, NULL, NULL);
        composer_close(c);
    }
}

static void add_table(struct Composer *c, const struct Content *content, struct Inside *in)
{
    const struct Table *table = content->table;
    const char *id = content->id ? content->id : part_id(c, in);
    struct TableNotes notes = {id, g_array_new(FALSE, FALSE, sizeof(const struct Inline *))};
    c->table_notes = &notes;
    if (table->caption)
        add_caption(c, content, id, in);
    composer_open(c, ROLE_TABLE, "table", id);
    stamp(c, in->flow, content->span, true);
    last_block(c)->table = report_table(c, table);
    composer_close(c);
    c->table_notes = NULL;
    add_table_notes(c, &notes, in);
    g_array_unref(notes.notes);
}

/* What could not be read: a visible place in drafts; a final is refused. */
static void add_missing(struct Composer *c, const struct Content *content, struct Inside *in)
{
    composer_open(c, ROLE_PARAGRAPH, "plain", content->id ? content->id : part_id(c, in));
    stamp(c, in->flow, content->span, false);
    composer_say(c, "missing", -1, NULL, 0);
    last_block(c)->missing = true;
    composer_close(c);
}

/* A heading inside a file stands under that of the file; one with a number looks as its level does. */
static void add_heading(struct Composer *c, const struct Content *content, struct Inside *in)
{
    int level = in->flow->heading_level + MAX(content->level, 1);
    const char *plain = in->flow->heading_style ? in->flow->heading_style : "heading-4";
    const char *style = content->numbered ? arena_printf(c->arena, "heading-%d", MIN(level, 4)) : plain;
    struct Block *block = composer_open(c, ROLE_HEADING, style, content->id ? content->id : part_id(c, in));
    block->level = level;
    stamp(c, in->flow, content->span, false);
    g_array_index(c->drafts, struct Draft, c->drafts->len - 1).unnumbered = !content->numbered;
    inlines_add(c, c->runs, content->inlines, (struct InlineLook){0, c->lang, NULL}, NULL, NULL);
    composer_close(c);
}

/* The inlines of a paragraph with its lead-in emphasized; as they are where the author has marked it. */
static const struct Inline *with_lead_in(struct Composer *c, const struct Content *content,
                                         const struct Flow *flow)
{
    const struct Inline *first = content->inlines;
    if (!flow->lead_ins || !flow->lead_ins->count || !first || first->kind == INLINE_EMPHASIS)
        return first;
    size_t length = first->kind == INLINE_TEXT ? lead_in_length(flow->lead_ins, first->text) : 0;
    if (!length) {
        diag(c->diags, SG_NO_LEAD_IN, content->span, "%s", first->text ? first->text : "");
        return first;
    }
    struct Inline *lead = ARENA_NEW(c->arena, struct Inline),
                  *rest = arena_memdup(c->arena, first, sizeof *first);
    struct Inline *words = arena_memdup(c->arena, first, sizeof *first);
    words->text = arena_strndup(c->arena, first->text, length);
    words->next = NULL;
    rest->text = first->text + length;
    *lead = (struct Inline){.kind = INLINE_EMPHASIS,
                            .children = words,
                            .next = *rest->text ? rest : first->next,
                            .span = first->span};
    return lead;
}

static void add_paragraph(struct Composer *c, const struct Content *content, struct Inside *in, bool part)
{
    struct Inside inner = *in;
    inner.id = content->id ? content->id : part_id(c, in);
    inner.parts = 0;
    inner.style = "plain";
    bool numbered = in->flow->numbered && !part;
    composer_open(c, numbered ? ROLE_NUMBERED : ROLE_PARAGRAPH, part ? "plain" : in->flow->style, inner.id);
    stamp(c, in->flow, content->span, part);
    add_running(c, part ? content->inlines : with_lead_in(c, content, in->flow), &inner);
    for (const struct Content *child = content->children; child; child = child->next)
        add_block_content(c, child, &inner);
}

static void add_block_content(struct Composer *c, const struct Content *content, struct Inside *in)
{
    for (const struct Content *item = content; item; item = item->next)
        switch (item->kind) {
        case CONTENT_PARAGRAPH:
        case CONTENT_ITEM:
            add_paragraph(c, item, in, true);
            break;
        case CONTENT_LIST:
            add_list(c, item, in);
            break;
        case CONTENT_QUOTATION:
            add_quotation(c, item, in);
            break;
        case CONTENT_TABLE:
            add_table(c, item, in);
            break;
        case CONTENT_HEADING:
            add_heading(c, item, in);
            break;
        case CONTENT_MISSING:
            add_missing(c, item, in);
            break;
        }
}

void content_add(struct Composer *c, const struct Content *first, const struct Content *end,
                 struct Flow *flow)
{
    struct Inside in = {.flow = flow, .id = flow->id, .parts = flow->count, .style = "plain"};
    for (const struct Content *item = first; item && item != end; item = item->next) {
        struct Content alone = *item;
        alone.next = NULL;
        if (item->kind == CONTENT_PARAGRAPH)
            add_paragraph(c, &alone, &in, false);
        else
            add_block_content(c, &alone, &in);
    }
    flow->count = in.parts;
}
