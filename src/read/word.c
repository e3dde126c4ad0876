/* Word files (.docx) -> the text as Word shows it, and nodes over it.
 *
 * The text is made one line a paragraph, with the numbers and letters that Word counts, and becomes the source in which
 * messages show their places: the XML of Word has no lines that a person could look up. Changes that are tracked are taken as
 * accepted. Headers and footers are no part of the text. What is no text is left out, and told. */
#include "read/read.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "read/word_int.h"

struct RunLook {
    bool bold, italic;
    const char *href; /* NULL: no link */
};

struct WordNote {
    char *id, *label;
    bool end;
};

struct Reader {
    struct Arena *arena;
    struct Source *source;  /* of the text: filled at the end */
    GString *text;
    struct WordParts parts;
    struct Node *paragraph; /* open; NULL */
    struct Node *holder;    /* of the runs that look as the last one did */
    struct RunLook look;
    GArray *notes;          /* struct WordNote, in the order of their calls */
    struct Node *custom;    /* call of a note of which the mark follows */
    int numbered_notes;
    GString *field;         /* what a field asks for, until its result begins */
    const char *field_href;
    bool in_note;
    size_t changes;
    const char *left_out[8]; /* told once each */
};

/* ---- Nodes ---- */

static struct Node *add_node(struct Reader *r, struct Node *parent, enum NodeKind kind, const char *name)
{
    struct Node *node = ARENA_NEW(r->arena, struct Node);
    *node = (struct Node){.kind = kind, .name = name};
    node->span = node->name_span = (struct Span){r->source, (uint32_t)r->text->len, (uint32_t)r->text->len};
    return node_hang(parent, node);
}

/* Text that stands in the source, too: it ends every node around it. */
static void add_text(struct Reader *r, struct Node *parent, const char *text, size_t length)
{
    if (!length)
        return;
    struct Node *node = add_node(r, parent, NODE_TEXT, NULL);
    struct TextPiece piece = {0, node->span.start};
    node->text = arena_strndup(r->arena, text, length);
    node->length = length;
    node->pieces = arena_memdup(r->arena, &piece, sizeof piece);
    node->piece_count = 1;
    g_string_append_len(r->text, text, (gssize)length);
    for (; node; node = node->parent)
        node->span.end = (uint32_t)r->text->len;
}

static struct Node *add_attribute(struct Reader *r, struct Node *parent, const char *name, const char *value)
{
    struct Node *node = add_node(r, parent, NODE_ELEMENT, name);
    node->attribute = true;
    if (*value) {
        struct Node *text = add_node(r, node, NODE_TEXT, NULL);
        text->text = arena_strdup(r->arena, value);
        text->length = strlen(value);
    }
    return node;
}

static void leave_out(struct Reader *r, const char *what)
{
    for (size_t i = 0; i < G_N_ELEMENTS(r->left_out); i++) {
        if (r->left_out[i] == what)
            return;
        if (!r->left_out[i]) {
            r->left_out[i] = what;
            return;
        }
    }
}

/* ---- Runs ---- */

static bool same_look(const struct RunLook *a, const struct RunLook *b)
{
    return a->bold == b->bold && a->italic == b->italic && a->href == b->href;
}

/* The node that text of that look goes into. */
static struct Node *holder_of(struct Reader *r, struct RunLook look)
{
    if (r->holder && same_look(&r->look, &look))
        return r->holder;
    struct Node *node = r->paragraph;
    if (look.href) {
        node = add_node(r, node, NODE_ELEMENT, "link");
        add_attribute(r, node, "href", look.href);
    }
    if (look.bold)
        node = add_node(r, node, NODE_ELEMENT, "strong");
    if (look.italic)
        node = add_node(r, node, NODE_ELEMENT, "emphasis");
    r->look = look;
    return r->holder = node;
}

/* The mark of a note that the author chose: what stands behind the call. */
static size_t take_custom_mark(struct Reader *r, const char *text)
{
    size_t length = strcspn(text, " \t\n");
    struct WordNote *note = &g_array_index(r->notes, struct WordNote, r->notes->len - 1);
    note->label = g_strndup(text, length);
    add_attribute(r, r->custom, "label", note->label);
    r->custom = NULL;
    return length;
}

static void run_text(struct Reader *r, struct RunLook look, const char *text)
{
    if (!r->paragraph || !*text)
        return;
    size_t taken = r->custom ? take_custom_mark(r, text) : 0;
    if (text[taken])
        add_text(r, holder_of(r, look), text + taken, strlen(text + taken));
}

static void call_note(struct Reader *r, const xmlNode *n, bool end)
{
    xmlChar *id = word_attribute(n, "id"), *custom = word_attribute(n, "customMarkFollows");
    r->custom = NULL; /* the mark of one before never came */
    bool follows = custom && strcmp((const char *)custom, "0") != 0 && strcmp((const char *)custom, "false") != 0;
    if (id && r->paragraph && !r->in_note && r->notes->len < LIMIT_NOTES) {
        struct WordNote note = {g_strdup((const char *)id), NULL, end};
        r->holder = NULL;
        struct Node *call = add_node(r, r->paragraph, NODE_ELEMENT, "call");
        if (follows) {
            r->custom = call;
        } else {
            note.label = g_strdup_printf("%d", ++r->numbered_notes);
            add_attribute(r, call, "label", note.label);
        }
        g_array_append_val(r->notes, note);
    }
    xmlFree(id);
    xmlFree(custom);
}

/* HYPERLINK "address" of a field. */
static void begin_result(struct Reader *r)
{
    const char *word = strstr(r->field->str, "HYPERLINK"), *quote = word ? strchr(word, '"') : NULL;
    const char *close = quote ? strchr(quote + 1, '"') : NULL;
    if (close && !strstr(word, "\\l"))
        r->field_href = arena_strndup(r->arena, quote + 1, (size_t)(close - quote - 1));
}

static void meet_field(struct Reader *r, const xmlNode *n)
{
    xmlChar *type = word_attribute(n, "fldCharType");
    const char *word = type ? (const char *)type : "";
    if (!strcmp(word, "begin"))
        g_string_truncate(r->field, 0);
    else if (!strcmp(word, "separate"))
        begin_result(r);
    else
        r->field_href = NULL;
    xmlFree(type);
}

static struct RunLook look_of(const struct Reader *r, const xmlNode *run, const char *href)
{
    const xmlNode *about = word_child(run, "rPr");
    xmlChar *id = word_attribute(word_child(about, "rStyle"), "val");
    struct WordStyle style = word_style(&r->parts, (const char *)id);
    xmlFree(id);
    int bold = word_switch(about, "b"), italic = word_switch(about, "i");
    return (struct RunLook){(bold < 0 ? style.bold : bold) > 0, (italic < 0 ? style.italic : italic) > 0, href ? href : r->field_href};
}

static void read_run(struct Reader *r, const xmlNode *run, const char *href)
{
    static const struct {
        const char *name, *what;
    } foreign[] = {{"drawing", "pictures and text boxes"}, {"pict", "pictures and text boxes"},
                   {"AlternateContent", "pictures and text boxes"}, {"object", "embedded objects"},
                   {"commentReference", "comments"}, {"sym", "symbols of a font"}};
    if (word_switch(word_child(run, "rPr"), "vanish") > 0) {
        leave_out(r, "hidden text");
        return;
    }
    struct RunLook look = look_of(r, run, href);
    for (const xmlNode *n = run->children; n; n = n->next) {
        if (word_is(n, "t")) {
            xmlChar *text = xmlNodeGetContent(n);
            run_text(r, look, (const char *)text);
            xmlFree(text);
        } else if (word_is(n, "tab") || word_is(n, "ptab")) {
            run_text(r, look, " ");
        } else if (word_is(n, "br") || word_is(n, "cr")) {
            run_text(r, look, "\n");
        } else if (word_is(n, "noBreakHyphen")) {
            run_text(r, look, "-");
        } else if (word_is(n, "footnoteReference") || word_is(n, "endnoteReference")) {
            call_note(r, n, word_is(n, "endnoteReference"));
        } else if (word_is(n, "fldChar")) {
            meet_field(r, n);
        } else if (word_is(n, "instrText")) {
            xmlChar *text = xmlNodeGetContent(n);
            g_string_append(r->field, (const char *)text);
            xmlFree(text);
        }
        for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++)
            if (word_is(n, foreign[i].name))
                leave_out(r, foreign[i].what);
    }
}

/* Runs, and what holds runs: links, fields, accepted insertions. */
static void read_runs(struct Reader *r, const xmlNode *holder, const char *href)
{
    for (const xmlNode *n = holder->children; n; n = n->next) {
        if (word_is(n, "r")) {
            read_run(r, n, href);
        } else if (word_is(n, "del") || word_is(n, "moveFrom")) {
            r->changes++;
        } else if (word_is(n, "hyperlink")) {
            xmlChar *id = word_attribute(n, "id");
            const char *address = id ? g_hash_table_lookup(r->parts.links, id) : NULL;
            read_runs(r, n, address ? arena_strdup(r->arena, address) : href);
            xmlFree(id);
        } else if (word_is(n, "oMath") || word_is(n, "oMathPara")) {
            leave_out(r, "formulas");
        } else if (n->type == XML_ELEMENT_NODE && !word_is(n, "pPr") && !word_is(n, "p") && !word_is(n, "sdtPr")) {
            r->changes += word_is(n, "ins") || word_is(n, "moveTo");
            read_runs(r, n, href);
        }
    }
}

/* ---- Paragraphs ---- */

static void open_paragraph(struct Reader *r, const xmlNode *p, struct Node *parent)
{
    const xmlNode *about = word_child(p, "pPr"), *list = word_child(about, "numPr");
    xmlChar *id = word_attribute(word_child(about, "pStyle"), "val");
    struct WordStyle style = word_style(&r->parts, (const char *)id);
    xmlFree(id);
    int outline = word_number(about, "outlineLvl", -1);
    r->paragraph = add_node(r, parent, NODE_ELEMENT, "paragraph");
    r->holder = NULL;
    if (outline >= 0)
        style.outline = outline < WORD_LEVELS ? outline + 1 : 0;
    if (style.outline)
        add_attribute(r, r->paragraph, "heading", (char[2]){(char)('0' + style.outline), '\0'});
    char *label = word_label(&r->parts, list ? word_number(list, "numId", style.list) : style.list,
                             list ? word_number(list, "ilvl", style.level) : style.level);
    if (label && !r->in_note) {
        char *whole = g_strconcat(label, " ", NULL);
        add_text(r, r->paragraph, whole, strlen(whole));
        g_free(whole);
    }
    g_free(label);
}

/* Takes an empty one back. */
static void close_paragraph(struct Reader *r)
{
    struct Node *p = r->paragraph, *parent = p->parent;
    r->paragraph = r->holder = r->custom = NULL;
    if (p->span.end > p->span.start) {
        g_string_append_c(r->text, '\n');
        return;
    }
    struct Node *before = NULL;
    for (struct Node *n = parent->first; n != p; n = n->next)
        before = n;
    parent->last = before;
    if (before)
        before->next = NULL;
    else
        parent->first = NULL;
}

static void read_paragraph(struct Reader *r, const xmlNode *p, struct Node *parent)
{
    if (!r->paragraph)
        open_paragraph(r, p, parent);
    read_runs(r, p, NULL);
    bool goes_on = word_child(word_child(word_child(p, "pPr"), "rPr"), "del") != NULL; /* its end is deleted */
    if (goes_on)
        r->changes++;
    else
        close_paragraph(r);
}

static void read_blocks(struct Reader *r, const xmlNode *holder, struct Node *parent);

static void read_row(struct Reader *r, const xmlNode *tr, struct Node *table)
{
    struct Node *row = add_node(r, table, NODE_ELEMENT, "row");
    if (word_switch(word_child(tr, "trPr"), "tblHeader") > 0)
        add_attribute(r, row, "header", "yes");
    for (const xmlNode *n = tr->children; n; n = n->next) {
        if (!word_is(n, "tc"))
            continue;
        read_blocks(r, n, add_node(r, row, NODE_ELEMENT, "cell"));
        int span = word_number(word_child(n, "tcPr"), "gridSpan", 1);
        for (int i = 1; i < MIN(span, 64); i++)
            add_node(r, row, NODE_ELEMENT, "cell");
    }
}

static void read_blocks(struct Reader *r, const xmlNode *holder, struct Node *parent)
{
    for (const xmlNode *n = holder->children; n; n = n->next) {
        if (word_is(n, "p")) {
            read_paragraph(r, n, parent);
        } else if (word_is(n, "tbl")) {
            bool inner = !strcmp(parent->name, "cell"); /* a table in a table: its paragraphs */
            struct Node *table = inner ? parent : add_node(r, parent, NODE_ELEMENT, "table");
            for (const xmlNode *tr = n->children; tr; tr = tr->next)
                if (word_is(tr, "tr")) {
                    if (inner)
                        read_blocks(r, tr, parent);
                    else
                        read_row(r, tr, table);
                }
        } else if (n->type == XML_ELEMENT_NODE && !word_is(n, "sectPr") && !word_is(n, "sdtPr") && !word_is(n, "tcPr")) {
            read_blocks(r, n, parent);
        }
    }
}

/* ---- Notes ---- */

static const xmlNode *find_note(xmlDocPtr doc, const char *id)
{
    for (xmlNode *n = doc ? xmlDocGetRootElement(doc)->children : NULL; n; n = n->next) {
        xmlChar *own = n->type == XML_ELEMENT_NODE ? word_attribute(n, "id") : NULL;
        bool same = own && !strcmp((const char *)own, id);
        xmlFree(own);
        if (same)
            return n;
    }
    return NULL;
}

static void read_notes(struct Reader *r, struct Node *root)
{
    r->in_note = true;
    for (guint i = 0; i < r->notes->len; i++) {
        const struct WordNote *note = &g_array_index(r->notes, struct WordNote, i);
        const xmlNode *body = find_note(note->end ? r->parts.endnotes : r->parts.footnotes, note->id);
        if (!body || !note->label)
            continue;
        struct Node *node = add_node(r, root, NODE_ELEMENT, "note");
        add_attribute(r, node, "label", note->label);
        read_blocks(r, body, node);
    }
}

/* ---- The whole ---- */

static void clear_note(gpointer data)
{
    struct WordNote *note = data;
    g_free(note->id);
    g_free(note->label);
}

static void tell(struct Reader *r, const struct Source *bytes, struct Diags *diags)
{
    struct Span span = span_at(bytes, 0, 0);
    if (r->changes)
        diag(diags, SG_WORD_CHANGES, span, "%zu", r->changes);
    for (size_t i = 0; i < G_N_ELEMENTS(r->left_out) && r->left_out[i]; i++)
        diag(diags, SG_WORD_LEFT_OUT, span, "%s", r->left_out[i]);
}

static struct Node *read_document(struct Reader *r, struct Diags *diags)
{
    struct Node *root = add_node(r, NULL, NODE_ELEMENT, "word");
    const xmlNode *body = word_child(xmlDocGetRootElement(r->parts.document), "body");
    if (body)
        read_blocks(r, body, root);
    if (r->paragraph)
        close_paragraph(r);
    read_notes(r, root);
    if (r->paragraph)
        close_paragraph(r);
    *r->source = *source_new(r->arena, r->source->path, arena_strndup(r->arena, r->text->str, r->text->len), r->text->len);
    root->span.end = (uint32_t)r->text->len;
    if (!r->text->len) {
        diag(diags, SG_FILE_EMPTY, span_at(r->source, 0, 0), "%s", "");
        return NULL;
    }
    return text_check_source(r->source, false, diags) ? root : NULL;
}

bool read_is_word(const struct Source *bytes)
{
    return archive_is_one(bytes) || (bytes->length >= 8 && !memcmp(bytes->bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8));
}

struct Node *read_word(struct Arena *arena, const struct Source *bytes, struct Diags *diags)
{
    if (!archive_is_one(bytes)) {
        diag(diags, SG_WORD_OLD, span_at(bytes, 0, 0), "%s", "");
        return NULL;
    }
    struct Archive *archive = archive_open(arena, bytes, diags);
    if (!archive)
        return NULL;
    struct Reader r = {.arena = arena, .source = ARENA_NEW(arena, struct Source), .text = g_string_new(NULL), .field = g_string_new(NULL)};
    *r.source = *source_new_unread(arena, bytes->path);
    r.notes = g_array_new(FALSE, FALSE, sizeof(struct WordNote));
    g_array_set_clear_func(r.notes, clear_note);
    struct Node *root = NULL;
    if (word_parts_open(&r.parts, archive, bytes, diags)) {
        root = read_document(&r, diags);
        tell(&r, r.source, diags);
    }
    word_parts_end(&r.parts);
    g_array_unref(r.notes);
    g_string_free(r.text, TRUE);
    g_string_free(r.field, TRUE);
    return root;
}
