/* Blocks come flat; sections, lists, quotations and tables are what they mean together.
 *
 * A heading opens a section and ends those of its level and below. List items open lists down to their level, inside
 * the body of the item above. What is in a box ends with the box. Heading elements never skip a level, whatever the
 * levels of the report are. */
#include "seal/tree.h"

#include <string.h>

enum { LEVELS = 8 };

struct Section {
    int element, level, heading;
};

struct Builder {
    struct Tree *tree;
    struct Section sections[LEVELS]; /* the document first */
    int depth;
    int box, box_depth;
    int lists[LEVELS], bodies[LEVELS]; /* open lists and the body of the last item of each */
    int list_depth;
    int quotation; /* open; -1 */
};

static int section(const struct Builder *b)
{
    return b->sections[b->depth].element;
}

static const char *block_lang(const struct Builder *b, const struct Block *block)
{
    return block->lang ? block->lang : b->tree->report->lang;
}

static int add_element(struct Builder *b, int parent, const char *type, const struct Block *block)
{
    int element = tree_add(b->tree, parent, type);
    const char *lang = block_lang(b, block);
    if (strcmp(lang, b->tree->report->lang) != 0)
        tree_words(b->tree, element)->lang = lang;
    return element;
}

static void add_label(struct Builder *b, int parent, size_t index)
{
    int label = tree_add(b->tree, parent, "Lbl");
    b->tree->block_label[index] = label;
    tree_set_text(b->tree, label, b->tree->report->blocks[index].label);
}

/* Label and text of block `index` under the same element. */
static void add_text(struct Builder *b, int element, size_t index)
{
    const struct Block *block = &b->tree->report->blocks[index];
    if (block->label)
        add_label(b, element, index);
    b->tree->block_leaf[index] = tree_add_runs(b->tree, element, block->runs, block->run_count, block_lang(b, block));
}

static void add_heading(struct Builder *b, size_t index)
{
    static const char *const types[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    const struct Block *block = &b->tree->report->blocks[index];
    int level = CLAMP(block->level, 1, LEVELS - 2);
    int floor = b->box ? b->box_depth : 0;
    while (b->depth > floor && b->sections[b->depth].level >= level)
        b->depth--;
    int heading = MIN(MIN(level, b->sections[b->depth].heading + 1), (int)G_N_ELEMENTS(types));
    int element = tree_add(b->tree, section(b), "Sect");
    if (b->depth < LEVELS - 1)
        b->depth++;
    b->sections[b->depth] = (struct Section){element, level, heading};
    add_text(b, add_element(b, element, types[heading - 1], block), index);
}

/* The numbering that the first label of a list shows. */
static const char *list_numbering(const struct Block *block)
{
    const char *c = block->label;
    while (c && *c && !g_ascii_isalnum(*c))
        c++;
    if (!c || !*c)
        return "<</O/List/ListNumbering/Disc>>";
    if (g_ascii_isdigit(*c))
        return "<</O/List/ListNumbering/Decimal>>";
    if (*c == 'i' || *c == 'I')
        return *c == 'i' ? "<</O/List/ListNumbering/LowerRoman>>" : "<</O/List/ListNumbering/UpperRoman>>";
    return g_ascii_islower(*c) ? "<</O/List/ListNumbering/LowerAlpha>>" : "<</O/List/ListNumbering/UpperAlpha>>";
}

static void add_list_item(struct Builder *b, size_t index)
{
    const struct Block *block = &b->tree->report->blocks[index];
    int level = CLAMP(block->level, 1, LEVELS);
    b->list_depth = MIN(b->list_depth, level);
    while (b->list_depth < level) {
        int list = tree_add(b->tree, b->list_depth ? b->bodies[b->list_depth - 1] : section(b), "L");
        tree_words(b->tree, list)->attributes = list_numbering(block);
        b->lists[b->list_depth++] = list;
        if (b->list_depth < level) /* a level was skipped: an item without a text of its own holds the inner list */
            b->bodies[b->list_depth - 1] = tree_add(b->tree, tree_add(b->tree, list, "LI"), "LBody");
    }
    int item = add_element(b, b->lists[level - 1], "LI", block);
    if (block->label)
        add_label(b, item, index);
    int body = tree_add(b->tree, item, "LBody");
    b->bodies[level - 1] = body;
    b->tree->block_leaf[index] = tree_add_runs(b->tree, body, block->runs, block->run_count, block_lang(b, block));
}

static void add_table(struct Builder *b, size_t index, int element)
{
    const struct Block *block = &b->tree->report->blocks[index];
    const struct ReportTable *table = block->table;
    int *leaves = g_new(int, table->row_count * table->column_count + 1);
    memset(leaves, 0xff, sizeof(int) * (table->row_count * table->column_count + 1));
    b->tree->cell_leaf[index] = leaves;
    for (size_t r = 0; r < table->row_count; r++) {
        int row = tree_add(b->tree, element, "TR");
        for (size_t c = 0; c < table->rows[r].cell_count && c < table->column_count; c++) {
            const struct ReportCell *cell = &table->rows[r].cells[c];
            int of = tree_add(b->tree, row, table->rows[r].header ? "TH" : "TD");
            tree_element(b->tree, of)->keep = true;
            if (table->rows[r].header)
                tree_words(b->tree, of)->attributes = "<</O/Table/Scope/Column>>";
            leaves[r * table->column_count + c] =
                tree_add_runs(b->tree, of, cell->runs, cell->run_count, block_lang(b, block));
        }
    }
}

/* A caption before a table is part of it. */
static size_t add_captioned(struct Builder *b, size_t index)
{
    const struct Report *report = b->tree->report;
    const struct Block *block = &report->blocks[index];
    bool caption = block->role == ROLE_CAPTION;
    size_t table = caption ? index + 1 : index;
    if (table >= report->block_count || !report->blocks[table].table) {
        add_text(b, add_element(b, section(b), "P", block), index);
        return index;
    }
    int element = add_element(b, section(b), "Table", &report->blocks[table]);
    if (caption)
        add_text(b, add_element(b, element, "Caption", block), index);
    add_table(b, table, element);
    return table;
}

static void add_quotation(struct Builder *b, size_t index)
{
    const struct Block *block = &b->tree->report->blocks[index];
    if (b->quotation < 0)
        b->quotation = tree_add(b->tree, section(b), "BlockQuote");
    add_text(b, add_element(b, b->quotation, "P", block), index);
}

static void enter_box(struct Builder *b, int box)
{
    if (box == b->box)
        return;
    if (b->box)
        b->depth = b->box_depth;
    b->box = box;
    b->box_depth = b->depth;
}

static size_t add_block(struct Builder *b, size_t index)
{
    const struct Block *block = &b->tree->report->blocks[index];
    if (block->role != ROLE_LIST_ITEM)
        b->list_depth = 0;
    if (block->role != ROLE_QUOTATION)
        b->quotation = -1;
    switch (block->role) {
    case ROLE_HEADING:
        add_heading(b, index);
        break;
    case ROLE_LIST_ITEM:
        add_list_item(b, index);
        break;
    case ROLE_QUOTATION:
        add_quotation(b, index);
        break;
    case ROLE_CAPTION:
    case ROLE_TABLE:
        return add_captioned(b, index);
    case ROLE_TITLE:
        add_text(b, add_element(b, section(b), "Title", block), index);
        break;
    case ROLE_PARAGRAPH:
    case ROLE_NUMBERED:
    case ROLE_SUBTITLE:
    case ROLE_MASTHEAD:
    case ROLE_CLOSING:
    case ROLE_RULE:
    case ROLE_COUNT:
        add_text(b, add_element(b, section(b), "P", block), index);
        break;
    }
    return index;
}

void tree_add_blocks(struct Tree *tree, int document)
{
    struct Builder b = {.tree = tree, .sections = {{document, 0, 0}}, .quotation = -1};
    for (size_t i = 0; i < tree->report->block_count; i++) {
        enter_box(&b, tree->report->blocks[i].box);
        i = add_block(&b, i);
    }
}
