#include "seal/tree.h"

#include <string.h>

struct Element *tree_element(const struct Tree *tree, int index)
{
    return &g_array_index(tree->elements, struct Element, (guint)index);
}

struct ElementWords *tree_words(struct Tree *tree, int index)
{
    struct Element *element = tree_element(tree, index);
    if (element->words < 0) {
        element->words = (int)tree->words->len;
        g_array_set_size(tree->words, tree->words->len + 1);
    }
    return &g_array_index(tree->words, struct ElementWords, (guint)element->words);
}

void tree_hang(struct Tree *tree, int parent, struct Kid kid)
{
    kid.next = -1;
    int index = (int)tree->kids->len;
    g_array_append_val(tree->kids, kid);
    struct Element *element = tree_element(tree, parent);
    if (element->last < 0)
        element->first = index;
    else
        g_array_index(tree->kids, struct Kid, (guint)element->last).next = index;
    element->last = index;
}

int tree_add(struct Tree *tree, int parent, const char *type)
{
    struct Element element = {.type = type, .parent = parent, .first = -1, .last = -1, .words = -1, .first_page = -1};
    int index = (int)tree->elements->len;
    g_array_append_val(tree->elements, element);
    if (parent >= 0)
        tree_hang(tree, parent, (struct Kid){.kind = KID_ELEMENT, .index = index});
    return index;
}

/* The note stands where it is called, once. */
static void add_note(struct Tree *tree, int parent, int index)
{
    if (tree->note_element[index] >= 0)
        return;
    const struct Note *note = &tree->report->notes[index];
    int element = tree_add(tree, parent, "Note");
    tree->note_element[index] = element;
    tree_words(tree, element)->id = note->id;
    tree->note_label[index] = tree_add(tree, tree_add(tree, tree_add(tree, element, "Lbl"), "Link"), NULL);
    tree->note_leaf[index] = g_new(int, note->block_count);
    for (size_t b = 0; b < note->block_count; b++) {
        const struct Block *block = &note->blocks[b];
        int text = note->block_count == 1 ? element : tree_add(tree, element, "P");
        const char *lang = block->lang ? block->lang : tree->report->lang;
        if (strcmp(lang, tree->report->lang) != 0)
            tree_words(tree, text)->lang = lang;
        tree->note_leaf[index][b] = tree_add_runs(tree, text, block->runs, block->run_count, lang);
    }
}

static bool same_link(const struct Run *a, const struct Run *b)
{
    return (a->uri || a->dest) && g_strcmp0(a->uri, b->uri) == 0 && g_strcmp0(a->dest, b->dest) == 0 &&
           !((a->flags | b->flags) & RUN_NOTE_CALL);
}

void tree_set_text(struct Tree *tree, int element, const char *text)
{
    if (!text_turns(text))
        return;
    if (!tree_element(tree, element)->type)
        tree_element(tree, element)->type = "Span";
    tree_words(tree, element)->text = text;
}

/* The element of one run; `link` is that of the run before it, -1 when that was none of the same link. */
static int add_run(struct Tree *tree, int parent, const struct Run *run, const char *lang, int *link)
{
    bool other_lang = run->lang && strcmp(run->lang, lang) != 0;
    if (run->flags & RUN_NOTE_CALL) {
        *link = -1;
        return tree_add(tree, tree_add(tree, tree_add(tree, parent, "Reference"), "Link"), NULL);
    }
    if (run->uri || run->dest) {
        if (*link < 0)
            *link = tree_add(tree, parent, "Link");
        parent = *link;
    } else {
        *link = -1;
    }
    int element = tree_add(tree, parent, run->expansion || other_lang ? "Span" : NULL);
    if (run->expansion)
        tree_words(tree, element)->expansion = run->expansion;
    if (other_lang)
        tree_words(tree, element)->lang = run->lang;
    tree_set_text(tree, element, run->text);
    return element;
}

int tree_add_runs(struct Tree *tree, int parent, const struct Run *runs, size_t count, const char *lang)
{
    int first = (int)tree->leaves->len;
    g_array_set_size(tree->leaves, tree->leaves->len + (guint)count);
    int link = -1;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || !same_link(&runs[i - 1], &runs[i]))
            link = -1;
        int leaf = add_run(tree, parent, &runs[i], lang, &link);
        g_array_index(tree->leaves, int, (guint)first + (guint)i) = leaf;
        if (runs[i].flags & RUN_NOTE_CALL && runs[i].note >= 0)
            add_note(tree, parent, runs[i].note);
    }
    return first;
}

/* Text of a slot, as one. */
static char *slot_text(const struct Slot *slot)
{
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < slot->run_count; i++)
        g_string_append(text, slot->runs[i].text);
    return g_string_free(text, FALSE);
}

/* What is said for a figure is a slot of the kind of document; a figure without one is an ornament. */
static void add_figure(struct Tree *tree, int parent, const struct PageFigure *figure)
{
    static const char *const slots[] = {"figure-emblem", "figure-barcode", "figure-qr", NULL};
    const struct Slot *slot = slots[figure->figure] ? report_slot(tree->report, slots[figure->figure]) : NULL;
    if (!slot || tree->figures[figure->figure] >= 0)
        return;
    int element = tree_add(tree, parent, "Figure");
    tree->figures[figure->figure] = element;
    Length bottom = tree->pages->height - figure->y - figure->height;
    GString *box = g_string_new("<</O/Layout/Placement/Block/BBox[");
    const Length corners[] = {figure->x, bottom, figure->x + figure->width, bottom + figure->height};
    for (size_t i = 0; i < G_N_ELEMENTS(corners); i++)
        g_string_append_printf(box, "%s%.0f", i ? " " : "", length_points(corners[i]));
    g_string_append(box, "]>>");
    tree->texts = g_renew(char *, tree->texts, tree->text_count + 2);
    tree->texts[tree->text_count++] = slot_text(slot);
    tree->texts[tree->text_count++] = g_string_free(box, FALSE);
    tree_words(tree, element)->alt = tree->texts[tree->text_count - 2];
    tree_words(tree, element)->attributes = tree->texts[tree->text_count - 1];
}

static void add_slot(struct Tree *tree, int parent, int index)
{
    if (tree->slot_leaf[index] >= 0)
        return;
    const struct Slot *slot = &tree->report->slots[index];
    tree->slot_leaf[index] = tree_add_runs(tree, tree_add(tree, parent, "P"), slot->runs, slot->run_count, tree->report->lang);
}

/* Slots and figures in the order of the pages: those in the upper half of their page are read before the text, the
 * others after it. */
static void add_fixed(struct Tree *tree, int parent, bool upper)
{
    Length middle = tree->pages->height / 2;
    for (size_t p = 0; p < tree->pages->page_count; p++) {
        const struct Page *page = &tree->pages->pages[p];
        for (size_t i = 0; i < page->figure_count; i++)
            if ((page->figures[i].y < middle) == upper)
                add_figure(tree, parent, &page->figures[i]);
        for (size_t i = 0; i < page->run_count; i++)
            if (page->runs[i].mark.kind == MARK_SLOT && (page->runs[i].y < middle) == upper)
                add_slot(tree, parent, page->runs[i].mark.index);
    }
}

static int leaf_at(const struct Tree *tree, int first, int run)
{
    return first < 0 ? -1 : g_array_index(tree->leaves, int, (guint)(first + MAX(run, 0)));
}

static int element_of(const struct Tree *tree, struct Mark mark)
{
    size_t i = (size_t)mark.index;
    switch (mark.kind) {
    case MARK_BLOCK:
        return leaf_at(tree, tree->block_leaf[i], mark.run);
    case MARK_LABEL:
        return tree->block_label[i];
    case MARK_CELL: {
        size_t columns = tree->report->blocks[i].table->column_count;
        return leaf_at(tree, tree->cell_leaf[i][(size_t)mark.row * columns + (size_t)mark.column], mark.run);
    }
    case MARK_NOTE:
        return tree->note_leaf[i] ? leaf_at(tree, tree->note_leaf[i][mark.part], mark.run) : -1;
    case MARK_NOTE_LABEL:
        return tree->note_label[i];
    case MARK_SLOT:
        return leaf_at(tree, tree->slot_leaf[i], mark.run);
    case MARK_FIGURE:
        return tree->figures[i];
    case MARK_HEAD:
    case MARK_FOOT:
    case MARK_SEPARATOR:
    case MARK_RULE:
        break;
    }
    return -1;
}

static const char *artifact_of(struct Mark mark)
{
    switch (mark.kind) {
    case MARK_HEAD:
        return "/Type/Pagination/Subtype/Header/Attached[/Top]";
    case MARK_FOOT:
        return "/Type/Pagination/Subtype/Footer/Attached[/Bottom]";
    case MARK_CELL: /* a header row that was repeated */
        return "/Type/Pagination";
    case MARK_BLOCK:
    case MARK_LABEL:
    case MARK_NOTE:
    case MARK_NOTE_LABEL:
    case MARK_SLOT:
    case MARK_FIGURE:
    case MARK_SEPARATOR:
    case MARK_RULE:
        break;
    }
    return "/Type/Layout";
}

/* A header row stands again on each page its table goes on to; it is read once. */
static bool is_repeated(const struct Tree *tree, struct Mark mark, int element, int page)
{
    return mark.kind == MARK_CELL && tree->report->blocks[mark.index].table->rows[mark.row].header &&
           tree_element(tree, element)->first_page >= 0 && tree_element(tree, element)->first_page < page;
}

static void hang_page(struct Tree *tree, int page, GArray *stretches)
{
    page_stretches(&tree->pages->pages[page], tree->report, stretches);
    int mcid = 0;
    for (guint i = 0; i < stretches->len; i++) {
        struct Mark mark = g_array_index(stretches, struct Stretch, i).mark;
        struct PageContent content = {.element = mark_is_artifact(mark) ? -1 : element_of(tree, mark), .mcid = -1};
        if (content.element >= 0 && is_repeated(tree, mark, content.element, page))
            content.element = -1;
        if (content.element >= 0) {
            content.mcid = mcid++;
            tree_hang(tree, content.element, (struct Kid){.kind = KID_MARK, .index = page, .mcid = content.mcid});
            if (tree_element(tree, content.element)->first_page < 0)
                tree_element(tree, content.element)->first_page = page;
        } else {
            content.artifact = artifact_of(mark);
        }
        g_array_append_val(tree->contents, content);
    }
    tree->page_marks[page] = mcid;
    tree->page_content[page + 1] = tree->contents->len;
}

/* The link element above a leaf; made of the leaf when there is none, so that no annotation is without one. */
static int link_element(struct Tree *tree, int leaf)
{
    for (int up = leaf; up >= 0; up = tree_element(tree, up)->parent)
        if (g_strcmp0(tree_element(tree, up)->type, "Link") == 0)
            return up;
    if (tree_element(tree, leaf)->type == NULL) {
        tree_element(tree, leaf)->type = "Link";
        return leaf;
    }
    return -1;
}

static void hang_links(struct Tree *tree, int page)
{
    const struct Page *of = &tree->pages->pages[page];
    for (size_t i = 0; i < of->link_count; i++) {
        struct Link link = {.page = page, .link = &of->links[i], .element = -1};
        struct Mark mark = of->links[i].mark;
        int leaf = mark_is_artifact(mark) ? -1 : element_of(tree, mark);
        if (leaf >= 0 && !is_repeated(tree, mark, leaf, page))
            link.element = link_element(tree, leaf);
        if (link.element >= 0)
            tree_hang(tree, link.element, (struct Kid){.kind = KID_LINK, .index = (int)tree->links->len});
        g_array_append_val(tree->links, link);
    }
}

static int *filled(size_t count)
{
    int *values = g_new(int, count + 1);
    memset(values, 0xff, sizeof(int) * (count + 1)); /* -1 */
    return values;
}

static void tree_begin(struct Tree *tree, const struct Report *report, const struct Pages *pages)
{
    *tree = (struct Tree){.report = report, .pages = pages, .figures = {-1, -1, -1, -1}};
    tree->elements = g_array_new(FALSE, FALSE, sizeof(struct Element));
    tree->words = g_array_new(FALSE, TRUE, sizeof(struct ElementWords));
    tree->kids = g_array_new(FALSE, FALSE, sizeof(struct Kid));
    tree->contents = g_array_new(FALSE, FALSE, sizeof(struct PageContent));
    tree->links = g_array_new(FALSE, FALSE, sizeof(struct Link));
    tree->leaves = g_array_new(FALSE, FALSE, sizeof(int));
    tree->page_content = g_new0(size_t, pages->page_count + 1);
    tree->page_marks = g_new0(int, pages->page_count + 1);
    tree->block_leaf = filled(report->block_count);
    tree->block_label = filled(report->block_count);
    tree->cell_leaf = g_new0(int *, report->block_count + 1);
    tree->slot_leaf = filled(report->slot_count);
    tree->note_label = filled(report->note_count);
    tree->note_element = filled(report->note_count);
    tree->note_leaf = g_new0(int *, report->note_count + 1);
}

void tree_build(struct Tree *tree, const struct Report *report, const struct Pages *pages)
{
    tree_begin(tree, report, pages);
    int document = tree_add(tree, -1, "Document");
    add_fixed(tree, document, true);
    tree_add_blocks(tree, document);
    add_fixed(tree, document, false);
    for (size_t i = 0; i < report->note_count; i++)
        add_note(tree, document, (int)i); /* those that nothing calls */
    GArray *stretches = g_array_new(FALSE, FALSE, sizeof(struct Stretch));
    for (size_t p = 0; p < pages->page_count; p++)
        hang_page(tree, (int)p, stretches);
    for (size_t p = 0; p < pages->page_count; p++)
        hang_links(tree, (int)p);
    g_array_unref(stretches);
}

void tree_free(struct Tree *tree)
{
    GArray *arrays[] = {tree->elements, tree->words, tree->kids, tree->contents, tree->links, tree->leaves};
    for (size_t i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_array_unref(arrays[i]);
    for (size_t i = 0; i < tree->report->block_count; i++)
        g_free(tree->cell_leaf[i]);
    for (size_t i = 0; i < tree->report->note_count; i++)
        g_free(tree->note_leaf[i]);
    for (size_t i = 0; i < tree->text_count; i++)
        g_free(tree->texts[i]);
    void *blocks[] = {tree->page_content, tree->page_marks, tree->block_leaf,   tree->block_label, tree->cell_leaf,
                      tree->slot_leaf,    tree->note_label, tree->note_element, tree->note_leaf,   tree->texts};
    for (size_t i = 0; i < G_N_ELEMENTS(blocks); i++)
        g_free(blocks[i]);
}
