/* YAML: every key, item and character has its exact place, in each style of scalar. */
#include "places.h"

static const char *const eols[] = {"\n", "\r\n"};

/* Line end and indentation inside of a flow scalar. */
static void put_fold(struct Doc *doc, struct Expected *text, guint indent)
{
    struct At at = doc->at;
    if (pick(doc, 2)) {
        put(doc, pick(doc, 2) ? "  \n" : "\n");
        add_at(text, " ", at);
    } else {
        put(doc, pick(doc, 2) ? "\n   \n" : "\n\n");
        add_at(text, "\n", at);
    }
    put_spaces(doc, indent + pick(doc, 3));
}

static const char *word(struct Doc *doc)
{
    static const char *const words[] = {"word", "é", "漢字", "𝒳y", "a.b", "العربية", "x-y", "1", "yes", "a'b", "u\"v", "a\\b", "Â«x»", "â"};
    return words[pick(doc, G_N_ELEMENTS(words))];
}

static void put_word(struct Doc *doc, struct Expected *text)
{
    const char *w = word(doc);
    put_text(doc, text, w, w);
}

static void put_plain(struct Doc *doc, struct Expected *text, guint indent)
{
    put_word(doc, text);
    for (guint n = pick(doc, 4); n; n--) {
        if (pick(doc, 3))
            put_text(doc, text, " ", " ");
        else
            put_fold(doc, text, indent + 1);
        put_word(doc, text);
    }
}

static void put_single(struct Doc *doc, struct Expected *text, guint indent)
{
    put(doc, "'");
    put_text(doc, text, "x", "x");
    for (guint n = pick(doc, 5); n; n--) {
        switch (pick(doc, 4)) {
        case 0:
            put_text(doc, text, "''", "'");
            break;
        case 1:
            put_fold(doc, text, indent + 1);
            put_text(doc, text, "é", "é");
            break;
        case 2:
            put_text(doc, text, "  ", "  ");
            put_text(doc, text, "\\", "\\");
            break;
        default:
            put_text(doc, text, "ü: #", "ü: #");
            break;
        }
    }
    put(doc, "'");
}

static void put_double(struct Doc *doc, struct Expected *text, guint indent)
{
    static const struct {
        const char *written, *read;
    } pieces[] = {{"\\n", "\n"},         {"\\\"", "\""}, {"\\\\", "\\"}, {"\\u00e9", "é"}, {"\\U0001F600", "😀"}, {"\\xe9", "é"},
                  {"\\t", "\t"},         {"'", "'"},     {"é", "é"},     {"a: b #", "a: b #"}, {"\\ ", " "},       {"\\_", "\xC2\xA0"},
                  {"  in  ", "  in  "}};
    put(doc, "\"");
    put_text(doc, text, "x", "x");
    for (guint n = pick(doc, 6); n; n--) {
        guint i = pick(doc, G_N_ELEMENTS(pieces) + 2);
        if (i < G_N_ELEMENTS(pieces)) {
            put_text(doc, text, pieces[i].written, pieces[i].read);
        } else if (i == G_N_ELEMENTS(pieces)) {
            put_text(doc, text, "z", "z"); /* a blank before would be folded away */
            put_fold(doc, text, indent + 1);
        } else {
            put(doc, "\\\n");
            put_spaces(doc, indent + 1 + pick(doc, 3));
        }
        put_text(doc, text, "y", "y");
    }
    put(doc, "\"");
}

/* The place of white space that a block makes is the end of the line before. */
static void put_block(struct Doc *doc, struct Expected *text, guint indent, gboolean folded)
{
    static const char *const keep[] = {"", "-", "+"};
    guint chomp = pick(doc, 3);
    guint lines = 1 + pick(doc, 4);
    put(doc, folded ? ">" : "|");
    put(doc, keep[chomp]);
    if (!pick(doc, 4))
        put(doc, "  # comment é");
    struct At end = doc->at;
    put(doc, "\n");
    for (guint n = 0; n < lines; n++) {
        guint empty = n ? pick(doc, 3) : 0;
        gboolean deeper = n && !folded && !pick(doc, 3);
        for (guint i = 0; i < empty; i++) {
            if (pick(doc, 2))
                put_spaces(doc, pick(doc, indent + 1));
            put(doc, "\n");
        }
        if (n && !folded)
            add_at(text, "\n", end);
        if (n && folded && !empty)
            add_at(text, " ", end);
        for (guint i = 0; i < empty; i++)
            add_at(text, "\n", i || !folded ? (struct At){0, 0} : end); /* one place for a run of them */
        put_spaces(doc, indent + 1);
        if (deeper)
            put_text(doc, text, "  ", "  ");
        put_word(doc, text);
        put_text(doc, text, " \"'\\#: ", " \"'\\#: ");
        put_word(doc, text);
        end = text->end = doc->at;
        put(doc, "\n");
    }
    if (chomp != 1)
        add_at(text, "\n", end);
}

/* Ends at the end of a line for blocks, behind the scalar otherwise. */
static gboolean put_scalar(struct Doc *doc, guint indent, gboolean flow)
{
    guint style = pick(doc, flow ? 3 : 5);
    struct Expected *text = expect(doc, NODE_TEXT, NULL);
    text->quoted = style > 0;
    if (style == 0)
        put_plain(doc, text, indent);
    else if (style == 1)
        put_single(doc, text, indent);
    else if (style == 2)
        put_double(doc, text, indent);
    else
        put_block(doc, text, indent, style == 4);
    if (style < 3)
        text->end = doc->at;
    return style < 3;
}

static void put_key(struct Doc *doc)
{
    static const char *const forms[] = {"k", "é", "k-x "};
    char *name = g_strdup_printf("%s%u", forms[pick(doc, 3)], doc->names++);
    expect(doc, NODE_ELEMENT, name);
    const char *quote = pick(doc, 4) ? "" : pick(doc, 2) ? "'" : "\"";
    put(doc, quote);
    put(doc, name);
    put(doc, quote);
    put(doc, ":");
    g_free(name);
}

static struct Expected *at(struct Doc *doc, guint index)
{
    return g_ptr_array_index(doc->expected, index);
}

static void put_flow(struct Doc *doc, guint indent, guint owner, guint depth)
{
    gboolean mapping = pick(doc, 2) == 1;
    at(doc, owner)->kind = mapping ? NODE_ELEMENT : NODE_LIST;
    put(doc, mapping ? "{" : "[");
    for (guint n = pick(doc, 4); n; n--) {
        if (pick(doc, 4) == 0) {
            put(doc, "\n");
            put_spaces(doc, indent + 1);
        }
        guint item = doc->expected->len;
        if (mapping) {
            put_key(doc);
            put(doc, " ");
        } else {
            expect(doc, NODE_ELEMENT, NULL);
        }
        if (depth < 4 && pick(doc, 3) == 0)
            put_flow(doc, indent, item, depth + 1);
        else
            put_scalar(doc, indent, TRUE);
        at(doc, item)->end = doc->at;
        put(doc, n > 1 ? ", " : " ");
    }
    put(doc, mapping ? "}" : "]");
    at(doc, owner)->end = doc->at;
}

static void put_collection(struct Doc *doc, guint indent, guint depth, guint owner, gboolean started);

/* What follows "key:" or "-", up to the end of its line. The end of the owner is set. */
static void put_value(struct Doc *doc, guint indent, guint depth, guint owner, gboolean item)
{
    guint choice = pick(doc, depth < 5 ? 5 : 2);
    if (choice < 2) {
        guint text = doc->expected->len;
        put(doc, " ");
        if (item)
            at(doc, owner)->start = doc->at;
        gboolean open = put_scalar(doc, indent, FALSE);
        at(doc, owner)->end = at(doc, text)->end;
        if (open)
            put(doc, pick(doc, 3) ? "\n" : "  # é comment\n");
    } else if (choice == 2) {
        put(doc, " ");
        if (item)
            at(doc, owner)->start = doc->at;
        put_flow(doc, indent, owner, depth);
        put(doc, "\n");
    } else if (choice == 3 && item) {
        put(doc, " ");
        at(doc, owner)->start = doc->at;
        put_collection(doc, indent + 2, depth + 1, owner, TRUE);
    } else {
        put(doc, pick(doc, 4) ? "\n" : " # x\n\n");
        put_collection(doc, indent + 1 + pick(doc, 3), depth + 1, owner, FALSE);
    }
}

static void put_collection(struct Doc *doc, guint indent, guint depth, guint owner, gboolean started)
{
    gboolean mapping = pick(doc, 2) == 1;
    at(doc, owner)->kind = mapping ? NODE_ELEMENT : NODE_LIST;
    for (guint n = 1 + pick(doc, 3); n; n--) {
        if (!started)
            put_spaces(doc, indent);
        if (!started && at(doc, owner)->name == NULL && at(doc, owner)->start.line == 0)
            at(doc, owner)->start = doc->at;
        guint child = doc->expected->len;
        if (mapping) {
            put_key(doc);
        } else {
            struct Expected *e = expect(doc, NODE_ELEMENT, NULL);
            e->start.line = 0; /* its value says */
            put(doc, "-");
        }
        put_value(doc, indent, depth, child, !mapping);
        at(doc, owner)->end = at(doc, child)->end;
        started = FALSE;
        if (!pick(doc, 5))
            put(doc, "# comment\n\n");
    }
}

static void test_places(void)
{
    guint nodes = 0;
    for (guint32 seed = 1; nodes < 20000; seed++) {
        struct Doc doc;
        doc_begin(&doc, seed, eols[seed % G_N_ELEMENTS(eols)]);
        if (seed % 4 == 0)
            g_string_append(doc.bytes, "\xEF\xBB\xBF");
        if (seed % 3 == 0)
            put(&doc, "# é\n---\n");
        struct Expected *root = expect(&doc, NODE_ELEMENT, NULL);
        root->start.line = 0;
        put_collection(&doc, 0, 0, 0, FALSE);
        nodes += doc_compare(&doc, "x.yaml");
        doc_end(&doc);
    }
}

static void test_many_keys(void)
{
    struct Doc doc;
    doc_begin(&doc, 3, "\n");
    expect(&doc, NODE_ELEMENT, NULL);
    for (int i = 0; i < 50000; i++) {
        guint key = doc.expected->len;
        put_key(&doc);
        put(&doc, " ");
        struct Expected *text = expect(&doc, NODE_TEXT, NULL);
        put_text(&doc, text, "vé", "vé");
        at(&doc, 0)->end = at(&doc, key)->end = text->end = doc.at;
        put(&doc, "\n");
    }
    g_assert_cmpuint(doc_compare(&doc, "x.yaml"), ==, 100001);
    doc_end(&doc);
}

static void test_scalars(void)
{
    static const char source[] = "null:\nempty: ''\nnumber: 12\nquoted: '12'\nblock: |\n  12\n";
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    const struct Node *root = read_node(arena, source_new(arena, "x.yaml", source, strlen(source)), diags);
    g_assert_cmpuint(diags_total(diags), ==, 0);
    g_assert_null(node_child(root, "null")->first);
    g_assert_cmpstr(node_text(node_child(root, "null")), ==, "");
    g_assert_cmpstr(node_text(node_child(root, "empty")), ==, "");
    g_assert_false(node_child(root, "number")->first->quoted);
    g_assert_true(node_child(root, "quoted")->first->quoted);
    g_assert_true(node_child(root, "block")->first->quoted);
    g_assert_cmpuint(span_place(node_value_span(node_child(root, "quoted"))).column, ==, 9);
    g_assert_cmpuint(span_place(node_value_span(node_child(root, "empty"))).column, ==, 1);
    diags_free(diags);
    arena_free(arena);
}

/* An indentation that is written out, and a first line of blanks. */
static void test_indentation(void)
{
    static const char source[] = "k: >1+\n  \n [e#\nl: |2\n   x\n";
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    const struct Node *root = read_node(arena, source_new(arena, "x.yaml", source, strlen(source)), diags);
    const struct Node *folded = root->first->first, *literal = root->last->first;
    g_assert_cmpstr(folded->text, ==, " \n[e#\n");
    g_assert_cmpstr(literal->text, ==, " x\n");
    struct Place place = span_place(node_text_span(folded, 2, 3));
    g_assert_cmpuint(place.line, ==, 3);
    g_assert_cmpuint(place.column, ==, 2);
    place = span_place(node_text_span(literal, 1, 2));
    g_assert_cmpuint(place.line, ==, 5);
    g_assert_cmpuint(place.column, ==, 4);
    diags_free(diags);
    arena_free(arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read-yaml/places", test_places);
    g_test_add_func("/read-yaml/many-keys", test_many_keys);
    g_test_add_func("/read-yaml/scalars", test_scalars);
    g_test_add_func("/read-yaml/indentation", test_indentation);
    return g_test_run();
}
