/* Marks are flat: /P <</MCID k>> BDC ... EMC, k from 0, or /Artifact. Inside one, further marks may stand that say what
 * letters read (/Span <</ActualText ...>> BDC). Everything that paints must stand in a mark. The reader knows no more of
 * the language than this needs; what it does not know makes the stream unsound. */
#include "seal/content.h"

#include "seal/lexer.h"

enum { NESTING = 32 };
enum MarkState { MARK_OTHER, MARK_CONTENT, MARK_ARTIFACT };

struct Reader {
    struct Lexer lexer;
    GArray *operands; /* of struct Token: since the last operator */
    enum MarkState marks[NESTING];
    int depth;
    struct ContentCount *count;
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
            return token_integer(*operand(reader, i + 1));
    return -1;
}

static void open_mark(struct Reader *reader)
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
    reader->count->markers += mcid >= 0;
}

static void close_mark(struct Reader *reader)
{
    if (reader->depth == 0)
        reader->count->sound = false;
    else
        reader->depth--;
}

static void read_operator(struct Reader *reader, struct Token operator)
{
    static const char *const painting[] = {"TJ", "Tj", "'", "\"", "f", "F", "f*", "S", "s", "B",
                                           "B*", "b", "b*", "sh", "Do", NULL};
    if (token_is(operator, "BDC") || token_is(operator, "BMC")) {
        open_mark(reader);
        return;
    }
    if (token_is(operator, "EMC")) {
        close_mark(reader);
        return;
    }
    if (in_list(operator, painting) && !is_marked(reader))
        reader->count->unmarked++;
}

static void read_all(struct Reader *reader)
{
    reader->operands = g_array_new(FALSE, FALSE, sizeof(struct Token));
    reader->count->sound = true;
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
    if (reader->depth != 0)
        reader->count->sound = false;
    g_array_unref(reader->operands);
}

void content_count(const char *bytes, size_t length, struct ContentCount *count)
{
    *count = (struct ContentCount){.mcids = count->mcids};
    struct Reader reader = {.lexer = {bytes, bytes + length}, .count = count};
    read_all(&reader);
}
