/* Words and marks as XML of the author's guide. */
#include <string.h>

#include "base/arena.h"
#include "import/import_int.h"

void xml_text(GString *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        switch (text[i]) {
        case '&':
            g_string_append(out, "&amp;");
            break;
        case '<':
            g_string_append(out, "&lt;");
            break;
        case '>':
            g_string_append(out, "&gt;");
            break;
        case '"':
            g_string_append(out, "&quot;");
            break;
        case '\n':
        case '\t':
            g_string_append_c(out, ' ');
            break;
        default:
            g_string_append_c(out, text[i]);
        }
}

struct Writing {
    struct Importer *im;
    GString *out;
    const struct Passage *passage;
    size_t block;
    bool in_note;
    guint next; /* mark that is looked at next */
};

static void write_range(struct Writing *w, size_t from, size_t to);

static void write_note(struct Writing *w, const struct Mark *call)
{
    if (w->in_note)
        return;
    struct Importer *im = w->im;
    struct Span span = passage_span(w->passage, call->start, call->end);
    while (w->out->len && w->out->str[w->out->len - 1] == ' ')
        g_string_truncate(w->out, w->out->len - 1);
    if (call->value[0] == '*')
        diag(im->diags, SG_IMPORT_STAR_IN_TEXT, span, "\"%s\"", call->value);
    struct ImportBlock *body = note_take(im, call->value, w->block);
    g_string_append(w->out, "<note>");
    if (body) {
        size_t start = body->skip;
        const char *text = body->passage->text->str;
        while (text[start] == ' ' || text[start] == '\n')
            start++;
        struct Writing inner = {im, w->out, body->passage, w->block, true, 0};
        write_range(&inner, start, body->passage->text->len);
    } else {
        const char *words = rules_word(im->rules->root, "missing-note");
        diag(im->diags, SG_IMPORT_NOTE_MISSING, span, "\"%s\"", call->value);
        xml_text(w->out, words ? words : "", words ? strlen(words) : 0);
    }
    g_string_append(w->out, "</note>");
}

static void write_mark(struct Writing *w, const struct Mark *mark, size_t from, size_t to)
{
    static const char *const elements[] = {[MARK_LINK] = "link", [MARK_STRONG] = "strong", [MARK_EMPHASIS] = "emphasis"};
    if (mark->kind == MARK_CALL) {
        write_note(w, mark);
        return;
    }
    g_string_append_printf(w->out, "<%s", elements[mark->kind]);
    if (mark->kind == MARK_LINK) {
        g_string_append(w->out, " href=\"");
        xml_text(w->out, mark->value, strlen(mark->value));
        g_string_append_c(w->out, '"');
    }
    g_string_append_c(w->out, '>');
    write_range(w, from, to);
    g_string_append_printf(w->out, "</%s>", elements[mark->kind]);
}

static void write_range(struct Writing *w, size_t from, size_t to)
{
    const GArray *marks = w->passage->marks;
    const char *text = w->passage->text->str;
    while (w->next < marks->len) {
        const struct Mark *mark = &g_array_index(marks, struct Mark, w->next);
        if (mark->start >= to)
            break;
        w->next++;
        size_t start = MAX(mark->start, from), end = MIN(mark->end, to);
        if (start >= end)
            continue;
        xml_text(w->out, text + from, start - from);
        write_mark(w, mark, start, end);
        from = end;
    }
    xml_text(w->out, text + from, to - from);
}

void xml_passage(struct Importer *im, GString *out, const struct Passage *passage, size_t from, size_t to, size_t block)
{
    const char *text = passage->text->str;
    while (from < to && (text[from] == ' ' || text[from] == '\n'))
        from++;
    while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\n'))
        to--;
    struct Writing w = {im, out, passage, block, false, 0};
    write_range(&w, from, to);
}

/* ---- Tables ---- */

static void write_cell(struct Importer *im, GString *out, const struct Node *cell, size_t index)
{
    g_string_append(out, "<cell>");
    for (const struct Node *p = cell->first; p; p = p->next) {
        struct Manuscript *scratch = manuscript_new(im->manuscript->source);
        struct ImportBlock *block = manuscript_add(scratch, BLOCK_TEXT);
        block_add_paragraph(block, p);
        if (p != cell->first)
            g_string_append_c(out, ' ');
        xml_passage(im, out, block->passage, 0, block->passage->text->len, index);
        manuscript_free(scratch);
    }
    g_string_append(out, "</cell>");
}

static void write_row(struct Importer *im, GString *out, const struct Node *row, size_t index)
{
    const struct Node *header = node_child(row, "header");
    g_string_append(out, header ? "    <row header=\"yes\">" : "    <row>");
    for (const struct Node *cell = row->first; cell; cell = cell->next) {
        if (cell->attribute)
            continue;
        write_cell(im, out, cell, index);
    }
    g_string_append(out, "</row>\n");
}

void xml_table(struct Importer *im, GString *out, const struct ImportBlock *block, size_t index)
{
    g_string_append(out, "  <table>\n");
    if (block->passage->text->len) {
        g_string_append(out, "    <caption>");
        xml_passage(im, out, block->passage, 0, block->passage->text->len, index);
        g_string_append(out, "</caption>\n");
    }
    for (const struct Node *row = block->table->first; row; row = row->next)
        if (!row->attribute)
            write_row(im, out, row, index);
    g_string_append(out, "  </table>\n");
}

/* ---- Files ---- */

static void free_string(void *string)
{
    g_string_free(string, TRUE);
}

void file_add(struct Importer *im, const char *name, GString *bytes)
{
    struct ImportFile *file = ARENA_NEW(im->arena, struct ImportFile);
    *file = (struct ImportFile){arena_strdup(im->arena, name), arena_defer(im->arena, free_string, bytes)};
    g_ptr_array_add(im->files, file);
}
