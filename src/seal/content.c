/* A marker of Cairo is /Span <</MCID k>> BDC ... EMC, flat, k from 0 in the order of painting. Inside it Cairo may open
 * further marks (/Span <</ActualText ...>> BDC) for letters whose text a font cannot tell; these stay. Everything that
 * paints must stand in a marker. The reader here knows no more of the language than this needs; what it does not know
 * makes the stream unsound, and the seal is refused. */
#include "seal/content.h"

#include <string.h>

#include "seal/paths.h"
#include "seal/showing.h"

enum { NESTING = 32 };
enum MarkState { MARK_OTHER, MARK_CONTENT, MARK_ARTIFACT };

struct Reader {
    struct Lexer lexer;
    GArray *operands; /* of struct Token: since the last operator */
    enum MarkState marks[NESTING];
    int depth;
    struct ContentCount *count;
    const struct PageContent *contents; /* NULL: only counting */
    size_t content_count;
    GString *out; /* NULL: only counting */
    struct Showing showing;
    struct Paths paths;
};

static const struct Token *operand(const struct Reader *reader, guint index)
{
    return index < reader->operands->len ? &g_array_index(reader->operands, struct Token, index) : NULL;
}

static bool in_list(struct Token token, const char *const *list)
{
    for (; *list; list++)
        if (token_is(token, *list))
            return true;
    return false;
}

static bool is_marked(const struct Reader *reader)
{
    for (int i = 0; i < reader->depth; i++)
        if (reader->marks[i] != MARK_OTHER)
            return true;
    return false;
}

/* The MCID of the properties before BDC; -1 when they have none. */
static int properties_mcid(const struct Reader *reader)
{
    for (guint i = 1; i + 1 < reader->operands->len; i++)
        if (token_is(*operand(reader, i), "/MCID"))
            return (int)(token_millionths(*operand(reader, i + 1)) / 1000000);
    return -1;
}

static void copy_operands(const struct Reader *reader)
{
    bool spaced = false;
    for (guint i = 0; i < reader->operands->len; i++) {
        struct Token token = *operand(reader, i);
        if (spaced && (token.kind == TOKEN_NUMBER || token.kind == TOKEN_OPERATOR))
            g_string_append_c(reader->out, ' ');
        g_string_append_len(reader->out, token.start, (gssize)token.length);
        spaced = token.kind == TOKEN_NUMBER || token.kind == TOKEN_NAME || token.kind == TOKEN_OPERATOR;
    }
}

static void copy_all(const struct Reader *reader, struct Token operator)
{
    copy_operands(reader);
    const struct Token *last = reader->operands->len ? operand(reader, reader->operands->len - 1) : NULL;
    if (last && (last->kind == TOKEN_NUMBER || last->kind == TOKEN_NAME || last->kind == TOKEN_OPERATOR))
        g_string_append_c(reader->out, ' ');
    g_string_append_len(reader->out, operator.start, (gssize)operator.length);
    g_string_append_c(reader->out, '\n');
}

/* The role that stands in the stream need not be that of the tree; one name for all packs best. */
static void write_mark(struct Reader *reader, const struct PageContent *content)
{
    if (content->element >= 0)
        g_string_append_printf(reader->out, "/P<</MCID %d>>BDC\n", content->mcid);
    else
        g_string_append_printf(reader->out, "/Artifact<<%s>>BDC\n", content->artifact);
}

static void open_mark(struct Reader *reader, struct Token operator)
{
    int mcid = properties_mcid(reader);
    enum MarkState state = mcid >= 0 ? MARK_CONTENT : MARK_OTHER;
    if (reader->operands->len && token_is(*operand(reader, 0), "/Artifact")) {
        state = MARK_ARTIFACT;
        reader->count->artifacts++;
    }
    if (reader->depth == NESTING || (state != MARK_OTHER && is_marked(reader)))
        reader->count->sound = false;
    else
        reader->marks[reader->depth++] = state;
    if (mcid >= 0 && mcid != reader->count->markers)
        reader->count->sound = false;
    if (mcid >= 0 && reader->count->mcids)
        g_array_append_val(reader->count->mcids, mcid);
    if (reader->out && mcid >= 0 && (size_t)mcid < reader->content_count)
        write_mark(reader, &reader->contents[mcid]);
    else if (reader->out)
        copy_all(reader, operator);
    reader->count->markers += mcid >= 0;
}

static void close_mark(struct Reader *reader, struct Token operator)
{
    if (reader->depth == 0)
        reader->count->sound = false;
    else
        reader->depth--;
    if (reader->out)
        copy_all(reader, operator);
}

/* Positions of text to a hundredth of a point; relative ones, in ems, to a thousandth of that. */
static bool rewrite_position(struct Reader *reader, struct Token operator)
{
    bool matrix = token_is(operator, "Tm") && reader->operands->len == 6;
    if (!matrix && (!token_is(operator, "Td") || reader->operands->len != 2))
        return false;
    for (guint i = 0; i < reader->operands->len; i++)
        append_millionths(reader->out, token_millionths(*operand(reader, i)), matrix && i >= 4 ? 2 : 5);
    g_string_append_printf(reader->out, matrix ? " Tm\n" : " Td\n");
    return true;
}

/* True when the operator was written in another form, or was in force already. */
static bool rewrite_text(struct Reader *reader, struct Token operator)
{
    static const char *const moves[] = {"Td", "TD", "Tm", "T*", "BT", NULL};
    if (in_list(operator, moves))
        showing_move(&reader->showing);
    if (token_is(operator, "q"))
        showing_save(&reader->showing);
    if (token_is(operator, "Q") && !showing_restore(&reader->showing))
        reader->count->sound = false;
    if (token_is(operator, "Tf") && reader->operands->len == 2)
        return showing_font(&reader->showing, *operand(reader, 0), token_millionths(*operand(reader, 1)));
    if (!token_is(operator, "TJ") && !token_is(operator, "Tj"))
        return rewrite_position(reader, operator);
    const struct Token *operands = (const struct Token *)(const void *)reader->operands->data;
    if (showing_write(&reader->showing, operands, reader->operands->len, reader->out))
        return true;
    reader->count->sound = false;
    return false;
}

static void read_operator(struct Reader *reader, struct Token operator)
{
    static const char *const painting[] = {"TJ", "Tj", "'", "\"", "f", "F", "f*", "S", "s", "B",
                                           "B*", "b", "b*", "sh", "Do", NULL};
    static const char *const unknown[] = {"BI", "ID", "EI", "Tc", "Tw", "Tz", "TL", "Ts", NULL};
    if (token_is(operator, "BDC") || token_is(operator, "BMC")) {
        open_mark(reader, operator);
        return;
    }
    if (token_is(operator, "EMC")) {
        close_mark(reader, operator);
        return;
    }
    if (in_list(operator, painting) && !is_marked(reader))
        reader->count->unmarked++;
    if (!reader->out)
        return;
    if (in_list(operator, unknown))
        reader->count->sound = false;
    const struct Token *operands = (const struct Token *)(const void *)reader->operands->data;
    if (!paths_write(&reader->paths, operands, reader->operands->len, operator, reader->out) && !rewrite_text(reader, operator))
        copy_all(reader, operator);
}

static void read_all(struct Reader *reader)
{
    reader->operands = g_array_new(FALSE, FALSE, sizeof(struct Token));
    reader->count->sound = true;
    showing_begin(&reader->showing);
    for (;;) {
        struct Token token = lexer_next(&reader->lexer);
        if (token.kind == TOKEN_END)
            break;
        if (token.kind == TOKEN_BAD) {
            reader->count->sound = false;
            break;
        }
        if (token.kind != TOKEN_OPERATOR || token_is(token, "true") || token_is(token, "false")) {
            g_array_append_val(reader->operands, token);
            continue;
        }
        read_operator(reader, token);
        g_array_set_size(reader->operands, 0);
    }
    if (reader->depth != 0 || reader->paths.count != 0)
        reader->count->sound = false;
    showing_end(&reader->showing);
    g_array_unref(reader->operands);
}

void content_rewrite(const char *bytes, size_t length, const struct PageContent *contents, size_t content_count,
                     GString *out, struct ContentCount *count)
{
    *count = (struct ContentCount){0};
    struct Reader reader = {.lexer = {bytes, bytes + length}, .count = count, .contents = contents,
                            .content_count = content_count, .out = out};
    read_all(&reader);
}

void content_count(const char *bytes, size_t length, struct ContentCount *count)
{
    *count = (struct ContentCount){.mcids = count->mcids};
    struct Reader reader = {.lexer = {bytes, bytes + length}, .count = count};
    read_all(&reader);
}
