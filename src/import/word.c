/* A Word file as read_word() gives it, to blocks. */
#include <string.h>

#include "import/manuscript.h"

static const char *attribute(const struct Node *node, const char *name)
{
    const struct Node *child = node_child(node, name);
    return child && child->attribute ? node_text(child) : NULL;
}

/* Text of which each white space is one character, as in other manuscripts. */
static void add_text(struct Passage *passage, const struct Node *node)
{
    for (size_t i = 0; i < node->length; i++) {
        char c = node->text[i];
        bool space = c == ' ' || c == '\t' || c == '\n';
        GString *text = passage->text;
        bool after_space = text->len && (text->str[text->len - 1] == ' ' || text->str[text->len - 1] == '\n');
        if (space && c == '\n' && after_space)
            text->str[text->len - 1] = '\n';
        if (!(space && (after_space || !text->len)))
            passage_add(passage, c == '\t' ? " " : node->text + i, 1, node->span.start + i);
    }
}

static void add_inline(struct Passage *passage, const struct Node *node)
{
    for (const struct Node *n = node->first; n; n = n->next) {
        size_t start = passage->text->len;
        if (n->kind == NODE_TEXT)
            add_text(passage, n);
        else if (n->attribute)
            continue;
        else if (!strcmp(n->name, "call")) {
            const char *label = attribute(n, "label");
            if (label && *label)
                passage_call(passage, label, strlen(label), n->span.start);
        } else {
            add_inline(passage, n);
            bool link = !strcmp(n->name, "link");
            const char *address = link ? attribute(n, "href") : NULL;
            bool leads = address && (g_str_has_prefix(address, "http://") || g_str_has_prefix(address, "https://") ||
                                     g_str_has_prefix(address, "mailto:"));
            if (leads)
                passage_mark(passage, MARK_LINK, start, address, strlen(address));
            else if (!link)
                passage_mark(passage, !strcmp(n->name, "strong") ? MARK_STRONG : MARK_EMPHASIS, start, NULL, 0);
        }
    }
}

void block_add_paragraph(struct ImportBlock *block, const struct Node *paragraph)
{
    const char *heading = attribute(paragraph, "heading");
    add_inline(block->passage, paragraph);
    passage_settle(block->passage);
    block->heading = heading ? *heading - '0' : 0;
}

/* The mark at the beginning of the body of a note, where the author typed it. */
static size_t typed_mark(const struct Passage *passage, const char *label)
{
    size_t length = strlen(label);
    return strncmp(passage->text->str, label, length) == 0 ? length : 0;
}

static void add_note(struct Manuscript *manuscript, const struct Node *node)
{
    const char *label = attribute(node, "label");
    struct ImportBlock *block = manuscript_add(manuscript, BLOCK_NOTE);
    struct Passage *whole = passage_new(manuscript->source);
    for (const struct Node *n = node->first; n; n = n->next) {
        if (n->attribute || strcmp(n->name, "paragraph") != 0)
            continue;
        if (whole->text->len)
            passage_add(whole, " ", 1, n->span.start);
        add_inline(whole, n);
    }
    size_t mark = typed_mark(whole, label ? label : "");
    block->label = g_strdup(label ? label : "");
    passage_call(block->passage, block->label, strlen(block->label), node->span.start);
    passage_join(block->passage, whole, '\0');
    passage_free(whole);
    passage_settle(block->passage);
    block->skip = CALL_CHARACTER_LENGTH + mark;
}

struct Manuscript *manuscript_of_word(const struct Node *word)
{
    struct Manuscript *manuscript = manuscript_new(word->span.source);
    for (const struct Node *n = word->first; n; n = n->next) {
        if (!strcmp(n->name, "paragraph"))
            block_add_paragraph(manuscript_add(manuscript, BLOCK_TEXT), n);
        else if (!strcmp(n->name, "note"))
            add_note(manuscript, n);
        else
            manuscript_add(manuscript, BLOCK_TABLE)->table = n;
    }
    return manuscript;
}

void manuscript_flatten(struct Manuscript *manuscript, size_t index)
{
    struct ImportBlock *table = manuscript_block(manuscript, index);
    GPtrArray *paragraphs = g_ptr_array_new();
    for (const struct Node *row = table->table->first; row; row = row->next)
        for (const struct Node *cell = row->first; cell; cell = cell->next)
            for (const struct Node *p = cell->attribute ? NULL : cell->first; p; p = p->next) {
                struct ImportBlock *block = manuscript_make(manuscript, BLOCK_TEXT);
                block_add_paragraph(block, p);
                g_ptr_array_add(paragraphs, block);
            }
    manuscript_splice(manuscript, index, 1, paragraphs);
    g_ptr_array_unref(paragraphs);
    block_free(table);
}
