/* Running text. XML writes it as text with elements in between; YAML as a list of pieces. Both end in the same inlines:
 * white space folded, no space at the ends, before a footnote or round a block.
 *
 * A space is never written when it is met but when the next character comes ("pending"): so there is none to take away
 * at an end, and it falls outside a link or statement that ends with it. Between two pieces of YAML the space is soft:
 * it falls away before closing and after opening punctuation. The state goes through inner elements (Checker.writer):
 * "a <emphasis>b</emphasis>, c" is one stream of characters. */
#include "check/prose.h"

#include <string.h>

#include <glib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "check/link.h"
#include "check/nearest.h"
#include "check/prose_forms.h"
#include "check/schema_rows.h"
#include "check/statement.h"
#include "check/symbols.h"
#include "check/values.h"

struct ProseWriter {
    bool started;    /* a character stands before: a space may be wanted */
    bool hard, soft; /* a space is pending, written or between pieces */
    gunichar last;
    size_t bytes;
    bool full; /* the ceiling of a paragraph is reached: said once */
    const struct Inline *spare_of; /* the text just written, with room for a space at `spare`; NULL: none */
    char *spare;
};

/* Where the next inline goes, and how. */
struct Out {
    struct Checker *checker;
    struct ProseWriter *writer;
    struct Inline **tail;
    unsigned prose;
    struct Inline *last; /* appended last */
};

static const char closing[] = ".,;:)]?!\xE2\x80\x9D\xE2\x80\x99\xE2\x80\xA6";
static const char opening[] = "([\xE2\x80\x9C\xE2\x80\x98";

static struct Inline *append(struct Out *out, enum InlineKind kind, struct Span span)
{
    struct Inline *i = ARENA_NEW(out->checker->arena, struct Inline);
    i->kind = kind;
    i->span = span;
    *out->tail = i;
    out->tail = &i->next;
    out->last = i;
    return i;
}

/* ---- Text ---- */

/* True when the pending space is to be written before `next`. */
static bool space_wanted(const struct ProseWriter *w, gunichar next)
{
    if (!w->started || w->last == ' ' || !(w->hard || w->soft))
        return false;
    return w->hard || !(g_utf8_strchr(closing, -1, next) || (w->last && g_utf8_strchr(opening, -1, w->last)));
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Text with its symbols found, as inlines. */
static void append_found(struct Out *out, const char *text, struct Span span)
{
    const struct ProseReader *reader = out->checker->reader;
    const char *series = reader && reader->resolutions ? reader->resolutions : "A/RES";
    size_t from = 0;
    struct SymbolMatch match;
    while (out->prose & PROSE_LINK && symbol_find(out->checker->arena, out->checker->citations, text, from, series, &match)) {
        if (match.start > from)
            append(out, INLINE_TEXT, span)->text = arena_strndup(out->checker->arena, text + from, match.start - from);
        struct Inline *symbol = append(out, INLINE_SYMBOL, span);
        symbol->text = arena_strndup(out->checker->arena, text + match.start, match.end - match.start);
        symbol->target = match.symbol;
        from = match.end;
    }
    if (text[from])
        append(out, INLINE_TEXT, span)->text = text + from;
}

/* How many bytes of the text the paragraph still takes: whole characters. */
static size_t below_ceiling(struct Out *out, const char *text, struct Span span)
{
    struct ProseWriter *w = out->writer;
    size_t length = strlen(text), room = LIMIT_PARAGRAPH_BYTES - w->bytes;
    if (length <= room) {
        w->bytes += length;
        return length;
    }
    if (!w->full)
        schema_error(out->checker, SG_PARAGRAPH_TOO_LONG, span, "more than %d bytes", LIMIT_PARAGRAPH_BYTES);
    w->full = true;
    w->bytes = LIMIT_PARAGRAPH_BYTES;
    while (room && ((unsigned char)text[room] & 0xC0) == 0x80)
        room--;
    return room;
}

static void write_text(struct Out *out, const char *text, struct Span span)
{
    struct ProseWriter *w = out->writer;
    size_t length = below_ceiling(out, text, span);
    char *buffer = arena_alloc(out->checker->arena, length + 3), *end = buffer; /* a space before, one after, NUL */
    for (const char *p = text; p < text + length; p++) {
        if (is_white(*p)) {
            w->hard = true;
            continue;
        }
        if (w->hard || w->soft) {
            if (space_wanted(w, g_utf8_get_char(p)))
                *end++ = ' ';
            w->hard = w->soft = false;
        }
        w->started = true;
        w->last = 'x'; /* no longer the space that an element was begun with */
        *end++ = *p;
    }
    if (end == buffer)
        return;
    *end = '\0';
    w->last = g_utf8_get_char(g_utf8_find_prev_char(buffer, end));
    append_found(out, buffer, span);
    w->spare_of = out->last->kind == INLINE_TEXT ? out->last : NULL;
    w->spare = end;
}

/* The first character of what a node will print; 0 when that is not known. */
static gunichar first_character(const struct Node *node)
{
    for (; node; node = node->first) {
        if (node->kind == NODE_TEXT)
            return node->length && !is_white(node->text[0]) ? g_utf8_get_char(node->text) : 0;
        while (node->first && node->first->attribute)
            return 0;
    }
    return 0;
}

/* Writes the pending space now, so that it stands before an element and not in it. */
static void flush_space(struct Out *out, const struct Node *element)
{
    struct ProseWriter *w = out->writer;
    gunichar next = first_character(element);
    if (!w->started || (!w->hard && !w->soft))
        return;
    if (space_wanted(w, next ? next : 'x')) {
        if (out->last && out->last == w->spare_of)
            memcpy(w->spare, " ", 2);
        else if (out->last && out->last->kind == INLINE_TEXT)
            out->last->text = arena_printf(out->checker->arena, "%s ", out->last->text);
        else
            append(out, INLINE_TEXT, element->name_span)->text = " ";
        w->last = ' ';
        w->spare_of = NULL;
    }
    w->hard = w->soft = false;
}

/* ---- Elements ---- */

static bool has_blocks(unsigned prose)
{
    return prose & (PROSE_BLOCK | PROSE_LIST | PROSE_SUBLIST);
}

static void append_missing(struct Out *out, struct Span span)
{
    if (out->checker->reader && has_blocks(out->prose))
        append(out, INLINE_CONTENT, span)->content = prose_missing(out->checker, span);
    else if (out->checker->reader)
        out->checker->reader->broken = true;
}

static void *decode_inner(struct Out *out, const struct Node *node, const struct ProseElement *row)
{
    flush_space(out, node);
    out->checker->writer = out->writer;
    void *form = schema_decode(out->checker, node, row->element);
    out->checker->writer = NULL;
    return form;
}

static void add_link(struct Out *out, const struct Node *node, const struct ProseElement *row)
{
    const struct LinkForm *form = decode_inner(out, node, row);
    const char *why = NULL, *uri = form->href ? link_encode(out->checker->arena, form->href, &why) : NULL;
    if (why) {
        const struct Node *href = node_child(node, "href");
        schema_error(out->checker, SG_LINK_REFUSED, href ? node_value_span(href) : node->name_span, "\"%s\": %s", form->href,
                     why);
    }
    struct Inline *text = form->text;
    if (!text && form->href) {
        text = ARENA_NEW(out->checker->arena, struct Inline);
        *text = (struct Inline){.kind = INLINE_TEXT, .text = form->href, .span = node->name_span};
        out->writer->started = true;
        out->writer->last = 'x';
    }
    if (uri) {
        struct Inline *link = append(out, INLINE_LINK, node->span);
        link->uri = uri;
        link->children = text;
        return;
    }
    for (*out->tail = text; *out->tail; out->tail = &(*out->tail)->next)
        out->last = NULL; /* its own words are not written on to */
}

static void add_foreign(struct Out *out, const struct Node *node, const struct ProseElement *row)
{
    const struct ForeignForm *form = decode_inner(out, node, row);
    struct Inline *foreign = append(out, INLINE_FOREIGN, node->span);
    foreign->children = form->text;
    if (form->language && !prose_language(form->language))
        schema_error(out->checker, SG_WRONG_LANGUAGE, node_value_span(node_child(node, "language")), "\"%s\"",
                     form->language);
    else
        foreign->lang = form->language;
    if (!foreign->lang)
        foreign->lang = "und";
}

static void add_note(struct Out *out, const struct Node *node, const struct ProseElement *row)
{
    struct Checker *checker = out->checker;
    out->writer->hard = out->writer->soft = false;
    const struct TextForm *form = schema_decode(checker, node, row->element);
    if (prose_is_empty(form->text)) {
        schema_error(checker, SG_EMPTY_NOTE, node->name_span, "%s", "");
        return;
    }
    struct Inline *note = append(out, INLINE_NOTE, node->span);
    note->content = ARENA_NEW(checker->arena, struct Content);
    *note->content = (struct Content){.kind = CONTENT_PARAGRAPH, .inlines = form->text, .span = node->span};
    if (checker->reader && ++checker->reader->notes == LIMIT_NOTES + 1)
        schema_error(checker, SG_TOO_MANY_NOTES, node->name_span, "more than %d", LIMIT_NOTES);
}

static void add_reference(struct Out *out, const struct Node *node, const struct ProseElement *row)
{
    flush_space(out, node);
    const struct ReferenceForm *form = schema_decode(out->checker, node, row->element);
    out->writer->started = true;
    out->writer->last = '1';
    if (form->to)
        append(out, INLINE_REFERENCE, node->span)->target = form->to;
}

static void add_statement(struct Out *out, const struct Node *node, const struct ProseElement *row)
{
    const struct StatementForm *form = decode_inner(out, node, row);
    if (prose_is_empty(form->text)) {
        schema_error(out->checker, SG_EMPTY_ELEMENT, node->name_span, "\"statement\"");
        return;
    }
    struct Inline *statement = append(out, INLINE_STATEMENT, node->span);
    statement->children = form->text;
    statement->statement = statement_add(out->checker, form);
}

static void add_block(struct Out *out, const struct Node *node, const struct ProseElement *row)
{
    out->writer->hard = out->writer->soft = out->writer->started = false;
    struct Content *block = prose_block(out->checker, node, row);
    if (block)
        append(out, INLINE_CONTENT, node->span)->content = block;
}

static void add_element(struct Out *out, const struct Node *node)
{
    bool known;
    const struct ProseElement *row = prose_element(prose_inline_elements, node->name, out->prose, &known);
    if (!row) {
        prose_refuse(out->checker, node, prose_inline_elements, out->prose, known);
        append_missing(out, node->span);
        return;
    }
    switch (row->kind) {
    case INLINE_EMPHASIS:
    case INLINE_STRONG: {
        const struct TextForm *form = decode_inner(out, node, row);
        append(out, row->kind, node->span)->children = form->text;
        break;
    }
    case INLINE_LINK:
        add_link(out, node, row);
        break;
    case INLINE_NOTE:
        add_note(out, node, row);
        break;
    case INLINE_REFERENCE:
        add_reference(out, node, row);
        break;
    case INLINE_FOREIGN:
        add_foreign(out, node, row);
        break;
    case INLINE_STATEMENT:
        add_statement(out, node, row);
        break;
    case INLINE_CONTENT:
        add_block(out, node, row);
        break;
    case INLINE_TEXT:
    case INLINE_SYMBOL:
        break;
    }
}

/* ---- The two ways of writing ---- */

static void add_piece(struct Out *out, const struct Node *piece)
{
    const char *text = piece->kind == NODE_LIST ? NULL : node_text(piece);
    if (text) {
        write_text(out, text, node_value_span(piece));
        return;
    }
    if (piece->kind == NODE_LIST || !piece->first || !piece->first->name) {
        schema_error(out->checker, SG_WRONG_TYPE, piece->span, "a piece of running text is a text or a map of one key");
        append_missing(out, piece->span);
        return;
    }
    add_element(out, piece->first);
    for (const struct Node *more = piece->first->next; more; more = more->next) {
        schema_error(out->checker, SG_WRONG_TYPE, more->name_span, "\"%s\" must be a piece of its own, after a \"-\"",
                     more->name);
        append_missing(out, more->span);
    }
}

static void read_yaml(struct Out *out, const struct Node *node)
{
    const char *text = node->kind == NODE_LIST ? NULL : node_text(node);
    if (text) {
        write_text(out, text, node_value_span(node));
    } else if (node->kind == NODE_LIST) {
        for (const struct Node *piece = node->first; piece; piece = piece->next) {
            if (piece != node->first)
                out->writer->soft = out->writer->started;
            add_piece(out, piece);
        }
    } else {
        schema_error(out->checker, SG_WRONG_TYPE, node_value_span(node), "\"%s\" takes a text or a list of pieces, not a map",
                     node->name ? node->name : "text");
        append_missing(out, node->span);
    }
}

static void read_xml(struct Out *out, const struct Node *node, const struct Element *owner)
{
    for (const struct Node *child = node->first; child; child = child->next) {
        if (!schema_is_content(owner, child))
            continue;
        if (child->kind == NODE_TEXT)
            write_text(out, child->text, child->span);
        else
            add_element(out, child);
    }
}

struct Inline *prose_rich(struct Checker *checker, const struct Node *node, const struct Element *owner, unsigned prose)
{
    struct ProseWriter fresh = {0}, *writer = checker->writer ? checker->writer : &fresh;
    unsigned outside = checker->prose;
    struct Inline *first = NULL;
    struct Out out = {checker, writer, &first, prose, NULL};
    checker->writer = NULL;
    checker->prose = prose;
    if (schema_is_xml(node))
        read_xml(&out, node, owner);
    else
        read_yaml(&out, node);
    checker->prose = outside;
    return first;
}

/* ---- Questions ---- */

bool prose_is_empty(const struct Inline *inlines)
{
    for (; inlines; inlines = inlines->next) {
        if (inlines->kind == INLINE_CONTENT || inlines->kind == INLINE_REFERENCE || inlines->kind == INLINE_NOTE)
            return false;
        if (inlines->text ? !value_is_blank(inlines->text) : !prose_is_empty(inlines->children))
            return false;
    }
    return true;
}

static void add_words(GString *words, const struct Inline *inlines)
{
    for (; inlines; inlines = inlines->next) {
        if (inlines->text)
            g_string_append(words, inlines->text);
        else if (inlines->kind != INLINE_NOTE && inlines->kind != INLINE_CONTENT)
            add_words(words, inlines->children);
    }
}

const char *prose_words(struct Arena *arena, const struct Inline *inlines)
{
    GString *words = g_string_new(NULL);
    add_words(words, inlines);
    const char *result = value_fold(arena, words->str);
    g_string_free(words, TRUE);
    return result;
}

bool prose_language(const char *tag)
{
    size_t first = strcspn(tag, "-");
    if (first < 2 || first > 3)
        return false;
    for (size_t i = 0; i < first; i++)
        if (!g_ascii_islower(tag[i]))
            return false;
    for (const char *part = tag + first; *part;) {
        size_t length = strcspn(++part, "-");
        if (length < 2 || length > 8)
            return false;
        for (size_t i = 0; i < length; i++)
            if (!g_ascii_isalnum(part[i]))
                return false;
        part += length;
    }
    return true;
}

struct Content *prose_missing(struct Checker *checker, struct Span span)
{
    struct Content *missing = ARENA_NEW(checker->arena, struct Content);
    *missing = (struct Content){.kind = CONTENT_MISSING, .span = span};
    if (checker->reader)
        checker->reader->broken = true;
    return missing;
}

void prose_refuse(struct Checker *checker, const struct Node *node, const struct ProseElement *rows, unsigned permitted,
                  bool known)
{
    const char *parent = node->parent && node->parent->name ? node->parent->name : "text";
    if (known) {
        schema_error(checker, SG_MISPLACED_ELEMENT, node->name_span, "\"%s\" in %s", node->name, parent);
        return;
    }
    struct Nearest nearest;
    nearest_start(&nearest, checker->arena, node->name);
    for (const struct ProseElement *row = rows; row->element; row++)
        if (row->needs & permitted)
            nearest_offer(&nearest, row->element->name, NULL);
    schema_error(checker, SG_UNKNOWN_ELEMENT, node->name_span, "\"%s\" in %s%s", node->name, parent, nearest_words(&nearest));
}
