/* XML: every element, attribute and character has its exact place, whatever stands before it. */
#include "places.h"

static const char *const eols[] = {"\n", "\r\n", "\r"};

/* One piece of running text: written, and read. */
static void put_piece(struct Doc *doc, struct Expected *text, gboolean attribute)
{
    static const struct {
        const char *written, *read;
    } pieces[] = {
        {"word", "word"}, {"é", "é"},         {"漢字 ", "漢字 "},   {"𝒳", "𝒳"},     {" ", " "},       {"&amp;", "&"},
        {"&lt;", "<"},    {"&#233;", "é"},    {"&#x1F600;", "😀"}, {"&gt;", ">"},   {"a>b", "a>b"},   {"&#10;", "\n"},
        {"ünï", "ünï"},   {"&quot;", "\""},   {"&apos;", "'"},     {"ab c", "ab c"}, {"العربية", "العربية"}, {"e\xCC\x81", "e\xCC\x81"},
    };
    guint i = pick(doc, G_N_ELEMENTS(pieces) + 1);
    if (i < G_N_ELEMENTS(pieces))
        put_text(doc, text, pieces[i].written, pieces[i].read);
    else
        put_text(doc, text, "\n", attribute ? " " : "\n");
}

static void put_attribute(struct Doc *doc)
{
    char *name = g_strdup_printf("%s%u", pick(doc, 2) ? "a" : "é", doc->names++);
    put(doc, pick(doc, 4) ? " " : "\n   ");
    guint at = doc->expected->len;
    struct Expected *e = expect(doc, NODE_ELEMENT, name);
    e->attribute = TRUE;
    put(doc, name);
    put(doc, pick(doc, 4) ? "=" : " = ");
    const char *quote = pick(doc, 2) ? "\"" : "'";
    put(doc, quote);
    struct Expected *text = expect(doc, NODE_TEXT, NULL);
    for (guint n = pick(doc, 4); n; n--)
        put_piece(doc, text, TRUE);
    text->end = doc->at;
    put(doc, quote);
    e = g_ptr_array_index(doc->expected, at);
    e->end = doc->at;
    g_free(name);
}

/* A text that turned out empty is no node. */
static void drop_if_empty(struct Doc *doc, guint index)
{
    struct Expected *text = g_ptr_array_index(doc->expected, index);
    if (text->text->len)
        return;
    g_string_free(text->text, TRUE);
    g_array_unref(text->places);
    g_free(text);
    g_ptr_array_remove_index(doc->expected, index);
}

static void put_markup(struct Doc *doc, struct Expected *text)
{
    switch (pick(doc, 4)) {
    case 0:
        put(doc, "<!-- a <b> & \n é -->");
        break;
    case 1:
        put(doc, "<!-->-->");
        break;
    case 2:
        put(doc, "<?xml-model\n a>?>");
        break;
    default:
        put(doc, "<![CDATA[");
        if (!text->text->len)
            text->start = doc->at;
        put_text(doc, text, "<&amp;]]é", "<&amp;]]é");
        put_text(doc, text, "\n", "\n");
        text->end = doc->at;
        put(doc, "]]>");
        break;
    }
}

static void put_content(struct Doc *doc)
{
    guint index = doc->expected->len;
    struct Expected *text = expect(doc, NODE_TEXT, NULL);
    for (guint n = pick(doc, 6); n; n--) {
        if (pick(doc, 6)) {
            if (!text->text->len)
                text->start = doc->at;
            put_piece(doc, text, FALSE);
            text->end = doc->at;
        } else {
            put_markup(doc, text);
        }
    }
    drop_if_empty(doc, index);
}

static void put_element(struct Doc *doc, guint depth)
{
    static const char *const names[] = {"paragraph", "note", "p", "é", "a-b.c", "list"};
    const char *name = names[pick(doc, G_N_ELEMENTS(names))];
    struct Expected *e = expect(doc, NODE_ELEMENT, name);
    put(doc, "<");
    put(doc, name);
    for (guint n = pick(doc, 4); n; n--) {
        put_attribute(doc);
        drop_if_empty(doc, doc->expected->len - 1);
    }
    put(doc, pick(doc, 3) ? "" : pick(doc, 2) ? " " : "\n");
    if (!pick(doc, 4)) {
        put(doc, "/>");
    } else {
        put(doc, ">");
        put_content(doc);
        for (guint n = depth < 8 ? pick(doc, 5) : 0; n; n--) {
            put_element(doc, depth + 1);
            put_content(doc);
        }
        put(doc, "</");
        put(doc, name);
        put(doc, pick(doc, 3) ? ">" : "\n >");
    }
    e->end = doc->at;
}

static void test_places(void)
{
    guint nodes = 0;
    for (guint32 seed = 1; nodes < 20000; seed++) {
        struct Doc doc;
        doc_begin(&doc, seed, eols[seed % G_N_ELEMENTS(eols)]);
        if (seed % 4 == 0)
            g_string_append(doc.bytes, "\xEF\xBB\xBF");
        if (seed % 3)
            put(&doc, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- é \n -->\n");
        put_element(&doc, 0);
        put(&doc, "\n<!-- end -->");
        nodes += doc_compare(&doc, "x.xml");
        doc_end(&doc);
    }
}

/* libxml2 counts lines up to 65,535 by itself, and shifts its buffer as it goes. */
static void test_far_down(void)
{
    struct Doc doc;
    doc_begin(&doc, 7, "\n");
    struct Expected *root = expect(&doc, NODE_ELEMENT, "r");
    put(&doc, "<r>");
    for (int i = 0; i < 70001; i++) {
        struct Expected *text = expect(&doc, NODE_TEXT, NULL);
        put_text(&doc, text, "\n", "\n");
        text->end = doc.at;
        struct Expected *e = expect(&doc, NODE_ELEMENT, "é");
        put(&doc, "<é/>");
        e->end = doc.at;
    }
    put(&doc, "</r>");
    root->end = doc.at;
    g_assert_cmpuint(doc_compare(&doc, "x.xml"), ==, 140003);
    doc_end(&doc);
}

static void test_ranges(void)
{
    static const char source_text[] = "<p>ab&amp;c<!-- x -->d\r\ne<note/></p>";
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    struct Source *source = source_new(arena, "x.xml", source_text, strlen(source_text));
    const struct Node *text = read_node(arena, source, diags)->first;
    g_assert_cmpstr(text->text, ==, "ab&cd\ne");
    static const struct {
        size_t from, to;
        const char *source;
    } ranges[] = {{0, 2, "ab"}, {2, 3, "&amp;"}, {1, 4, "b&amp;c"}, {3, 4, "c"}, {4, 5, "d"}, {3, 5, "c<!-- x -->d"}, {5, 6, "\r\n"}, {5, 7, "\r\ne"}, {6, 7, "e"}};
    for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++) {
        struct Span span = node_text_span(text, ranges[i].from, ranges[i].to);
        char *bytes = g_strndup(source->bytes + span.start, span.end - span.start);
        g_assert_cmpstr(bytes, ==, ranges[i].source);
        g_free(bytes);
    }
    diags_free(diags);
    arena_free(arena);
}

static void test_namespaces(void)
{
    static const char source_text[] =
        "<s:reply xmlns:s=\"urn:sgreport:reply:1\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:x=\"y\" id=\"1\">"
        "<s:p xml:lang=\"fr\">a</s:p></s:reply>";
    struct Arena *arena = arena_new();
    struct Diags *diags = diags_new();
    const struct Node *root = read_node(arena, source_new(arena, "x.xml", source_text, strlen(source_text)), diags);
    g_assert_cmpuint(diags_total(diags), ==, 0);
    g_assert_cmpstr(root->name, ==, "reply");
    g_assert_cmpstr(root->first->name, ==, "id");
    g_assert_cmpstr(root->first->next->name, ==, "p");
    g_assert_cmpstr(root->first->next->first->name, ==, "xml:lang");
    diags_free(diags);
    arena_free(arena);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read-xml/places", test_places);
    g_test_add_func("/read-xml/far-down", test_far_down);
    g_test_add_func("/read-xml/ranges", test_ranges);
    g_test_add_func("/read-xml/namespaces", test_namespaces);
    return g_test_run();
}
