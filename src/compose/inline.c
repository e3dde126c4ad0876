#include "compose/inline.h"

#include <string.h>

#include "base/arena.h"
#include "compose/number.h"
#include "compose/words.h"

typedef void Inside(struct Composer *c, const struct Content *content, void *context);

/* ---- Links of symbols ---- */

/* Where the first of two joined symbols ("A/79/552-S/2024/767") ends. */
static size_t first_symbol_length(const char *symbol)
{
    for (const char *p = symbol; *p; p = g_utf8_next_char(p)) {
        const char *next = g_utf8_next_char(p);
        gunichar ch = g_utf8_get_char(p);
        if ((ch == '-' || ch == 0x2013) && g_ascii_isupper(*next) && strchr(next, '/') && p > symbol &&
            g_ascii_isdigit(p[-1]))
            return (size_t)(p - symbol);
    }
    return strlen(symbol);
}

const char *symbol_uri(struct Composer *c, const char *symbol, const char *body)
{
    GString *clean = g_string_new(NULL);
    if (g_ascii_isdigit(*symbol)) {
        const struct Pattern *prefix =
            wording_pattern(c->wording, arena_printf(c->scratch, "resolutions.%s", body ? body : "none"));
        g_string_append(clean, prefix ? prefix->text : "");
    }
    size_t length = first_symbol_length(symbol);
    for (size_t i = 0; i < length; i++)
        if (g_ascii_isalnum(symbol[i]) || strchr("/.-_()", symbol[i]))
            g_string_append_c(clean, symbol[i]);
    const char *uri =
        composer_text(c, "document-uri", VALUES(value_word("path", arena_strdup(c->arena, clean->str))));
    g_string_free(clean, TRUE);
    return uri;
}

/* ---- Runs ---- */

static void mark_spans(GArray *out, guint from, struct Span span, const char *uri)
{
    for (guint i = from; i < out->len; i++) {
        struct Run *run = &g_array_index(out, struct Run, i);
        run->span = span;
        if (uri)
            run->uri = uri;
    }
}

static void add_symbol(struct Composer *c, GArray *out, const struct Inline *in, struct InlineLook look)
{
    struct Run run = {
        .text = in->text, .flags = look.flags | RUN_NOBREAK, .lang = look.lang, .note = -1, .sentence = -1};
    run.uri = look.uri ? look.uri : symbol_uri(c, in->target ? in->target : in->text, NULL);
    run.span = in->span;
    g_array_append_val(out, run);
}

static void add_reference(struct Composer *c, GArray *out, const struct Inline *in, struct InlineLook look)
{
    struct Value value = value_paragraphs(c, "", &in->target, 1);
    struct Run run = value.runs.items[0];
    g_array_index(c->references, struct References, run.note).bare = true;
    run.flags |= look.flags | RUN_NOBREAK;
    run.lang = look.lang;
    run.span = in->span;
    g_array_append_val(out, run);
}

/* The words of a list, quotation or table that stands where only a line can: nothing is lost. */
static void flatten(struct Composer *c, GArray *out, const struct Content *content, struct InlineLook look)
{
    for (; content; content = content->next) {
        if (out->len)
            words_add_text(c, out, " ", look.flags, look.lang);
        inlines_add(c, out, content->inlines, look, NULL, NULL);
        flatten(c, out, content->children, look);
        const struct Table *table = content->table;
        for (size_t i = 0; table && i < table->row_count; i++)
            for (size_t j = 0; j < table->rows[i].cell_count; j++) {
                words_add_text(c, out, " ", look.flags, look.lang);
                inlines_add(c, out, table->rows[i].cells[j].inlines, look, NULL, NULL);
            }
    }
}

const char *table_note_id(struct Composer *c, const struct TableNotes *notes, size_t place)
{
    return arena_printf(c->arena, "%s.note%zu", notes->id, place + 1);
}

const char *table_note_letter(struct Composer *c, size_t place)
{
    return number_letter(c->arena, c->wording->conventions.alphabet, place);
}

static struct Run table_note_call(struct Composer *c, const struct Inline *in)
{
    size_t place = c->table_notes->notes->len;
    g_array_append_val(c->table_notes->notes, in);
    return (struct Run){.text = table_note_letter(c, place),
                        .flags = RUN_SUPERSCRIPT | RUN_ITALIC | RUN_NOBREAK,
                        .lang = c->lang,
                        .dest = table_note_id(c, c->table_notes, place),
                        .note = -1,
                        .sentence = -1};
}

static void add_note(struct Composer *c, GArray *out, const struct Inline *in)
{
    struct Run run =
        c->table_notes ? table_note_call(c, in) : note_call(c, note_from_content(c, in->content, in->span));
    run.span = in->span;
    g_array_append_val(out, run);
}

static void add_inline(struct Composer *c, GArray *out, const struct Inline *in, struct InlineLook look,
                       Inside *inside, void *context)
{
    guint from = out->len;
    switch (in->kind) {
    case INLINE_TEXT:
        words_add_text(c, out, in->text, look.flags, look.lang);
        mark_spans(out, from, in->span, look.uri);
        return;
    case INLINE_SYMBOL:
        add_symbol(c, out, in, look);
        return;
    case INLINE_NOTE:
        add_note(c, out, in);
        return;
    case INLINE_REFERENCE:
        add_reference(c, out, in, look);
        return;
    case INLINE_CONTENT:
        if (inside)
            inside(c, in->content, context);
        else
            flatten(c, out, in->content, look);
        return;
    case INLINE_EMPHASIS:
        look.flags ^= RUN_ITALIC; /* emphasis within emphasis is upright */
        break;
    case INLINE_STRONG:
        look.flags |= RUN_BOLD;
        break;
    case INLINE_LINK:
        look.uri = in->uri;
        break;
    case INLINE_FOREIGN:
        look.lang = in->lang;
        break;
    case INLINE_STATEMENT:
        if (in->statement->provenance == TAG_INFERRED)
            composer_mark(c, MARGIN_INFERRED);
        break;
    }
    inlines_add(c, out, in->children, look, inside, context);
}

void inlines_add(struct Composer *c, GArray *out, const struct Inline *inlines, struct InlineLook look,
                 Inside *inside, void *context)
{
    for (const struct Inline *in = inlines; in; in = in->next)
        add_inline(c, out, in, look, inside, context);
}

struct Runs inlines_runs(struct Composer *c, const struct Inline *inlines)
{
    GArray *out = g_array_new(FALSE, FALSE, sizeof(struct Run));
    inlines_add(c, out, inlines, (struct InlineLook){0, c->lang, NULL}, NULL, NULL);
    place_calls(c, out);
    return runs_take(c, out);
}
