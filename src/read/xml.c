/* XML -> nodes: libxml2 by SAX2 events, from memory.
 *
 * Where things stand: at startElementNs() the parser is at the '>' or '/>' of the tag, at endElementNs()
 * behind the end tag; '<' cannot stand inside a tag, so the last one before that place begins it.
 * xmlByteConsumed() is exact there (and wrong inside characters(), which is not used: see xml_scan.c). Texts
 * run from the end of one tag to the start of the next.
 *
 * No DTD, no entity, no catalog, no include, no network: DOCTYPE never reaches the parser, the entity loader
 * refuses, and the options that would load or expand are not set. */
#include "read/read_int.h"

#include <string.h>

#include <glib.h>
#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"

#define OUR_NAMESPACE     "urn:sgreport:"
#define EDITORS_NAMESPACE "http://www.w3.org/2001/XMLSchema-instance"

struct Open {
    struct Node *node; /* NULL: left out */
    size_t start, name_end;
};

struct Xml {
    struct Builder *builder;
    xmlParserCtxtPtr parser;
    size_t mark; /* bytes before what the parser was given */
    struct Node *root;
    struct Open open[LIMIT_DEPTH];
    size_t depth;
    size_t text_from; /* behind the last tag */
    struct TextScratch scratch;
    bool failed;
};

static size_t parser_place(const struct Xml *xml)
{
    long consumed = xmlByteConsumed(xml->parser);
    return MIN(xml->mark + (consumed < 0 ? 0 : (size_t)consumed), xml->builder->source->length);
}

/* The last `c` before `at`; `at` when there is none. */
static size_t look_back(const struct Source *source, size_t at, char c)
{
    for (size_t i = at; i > 0; i--)
        if (source->bytes[i - 1] == c)
            return i - 1;
    return at;
}

static struct Span span_of(const struct Xml *xml, size_t from, size_t to)
{
    return span_at(xml->builder->source, from, to);
}

/* Decodes a piece of the source into a text under parent. */
static void add_text(struct Xml *xml, struct Node *parent, size_t from, size_t to, bool attribute)
{
    const struct Source *source = xml->builder->source;
    text_scratch_clear(&xml->scratch);
    xml_decode(source, from, to, attribute, &xml->scratch);
    if (!xml->scratch.text->len)
        return;
    if (memchr(source->bytes + from, '&', to - from) &&
        !text_check_scratch(&xml->scratch, source, xml->builder->diags))
        xml->builder->refused = true;
    build_text(xml->builder, parent, &xml->scratch, text_scratch_span(&xml->scratch, source));
}

static void flush_text(struct Xml *xml, size_t to)
{
    struct Node *parent = xml->depth ? xml->open[xml->depth - 1].node : NULL;
    if (parent && to > xml->text_from)
        add_text(xml, parent, xml->text_from, to, false);
}

static void stop(struct Xml *xml)
{
    xml->builder->refused = true;
    xmlStopParser(xml->parser);
}

static void add_attribute(struct Xml *xml, struct Node *element, const struct XmlAttribute *a,
                          const xmlChar *uri)
{
    const struct Source *source = xml->builder->source;
    const char *name = source->bytes + a->name_start;
    size_t length = a->name_end - a->name_start;
    struct Span name_span = span_of(xml, a->name_start, a->name_end);
    if (memchr(name, ':', length) && strncmp(name, "xml:", 4) != 0) {
        if (g_strcmp0((const char *)uri, EDITORS_NAMESPACE) != 0)
            diag(xml->builder->diags, SG_XML_NAMESPACE, name_span, "attribute \"%.*s\"", (int)length, name);
        return;
    }
    struct Node *node =
        build_node(xml->builder, element, NODE_ELEMENT, span_of(xml, a->name_start, a->value_end + 1));
    node->attribute = true;
    build_name(xml->builder, node, name, length, name_span);
    add_text(xml, node, a->value_start, a->value_end, true);
}

/* Attributes in the order of the source, which is the parser's, too, but for declarations of namespaces. */
static void add_attributes(struct Xml *xml, struct Node *element, size_t from, size_t to, int count,
                           const xmlChar **values)
{
    const char *bytes = xml->builder->source->bytes;
    struct XmlAttribute attribute;
    int index = 0;
    while (xml_next_attribute(xml->builder->source, &from, to, &attribute)) {
        const char *name = bytes + attribute.name_start;
        size_t length = attribute.name_end - attribute.name_start;
        if (length >= 5 && strncmp(name, "xmlns", 5) == 0 && (length == 5 || name[5] == ':'))
            continue;
        const xmlChar *uri = index < count ? values[5 * index + 2] : NULL;
        index++;
        add_attribute(xml, element, &attribute, uri);
    }
}

/* Whether the element is one of ours; the parts of a foreign one go with it, with one message. */
static bool is_ours(struct Xml *xml, const xmlChar *prefix, const xmlChar *uri, struct Span name)
{
    if (xml->depth && !xml->open[xml->depth - 1].node)
        return false;
    bool ours = uri ? g_str_has_prefix((const char *)uri, OUR_NAMESPACE) : !prefix;
    if (ours)
        return true;
    diag(xml->builder->diags, SG_XML_NAMESPACE, name, "\"%s\"",
         uri ? (const char *)uri : (const char *)prefix);
    if (!xml->depth)
        xml->builder->refused = true;
    return false;
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes)
{
    (void)namespace_count, (void)namespaces, (void)defaulted_count;
    struct Xml *xml = data;
    const struct Source *source = xml->builder->source;
    size_t at = parser_place(xml), start = look_back(source, at, '<'), end = at;
    while (end < source->length && source->bytes[end++] != '>')
        ;
    size_t name_end =
        start + 1 + strlen((const char *)name) + (prefix ? strlen((const char *)prefix) + 1 : 0);
    struct Span name_span = span_of(xml, start + 1, name_end);
    flush_text(xml, start);
    xml->text_from = end;
    if (xml->depth == LIMIT_DEPTH) {
        diag(xml->builder->diags, SG_TOO_DEEP, name_span, "more than %d elements", LIMIT_DEPTH);
        stop(xml);
        return;
    }
    if (!build_room(xml->builder, name_span)) {
        stop(xml);
        return;
    }
    struct Node *node = NULL;
    if (is_ours(xml, prefix, uri, name_span)) {
        struct Node *parent = xml->depth ? xml->open[xml->depth - 1].node : NULL;
        node = build_node(xml->builder, parent, NODE_ELEMENT, span_of(xml, start, end));
        build_name(xml->builder, node, (const char *)name, strlen((const char *)name), name_span);
        add_attributes(xml, node, name_end, end, attribute_count, attributes);
        if (!parent)
            xml->root = node;
    }
    xml->open[xml->depth++] = (struct Open){node, start, name_end};
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)name, (void)prefix, (void)uri;
    struct Xml *xml = data;
    size_t at = parser_place(xml);
    if (!xml->depth)
        return;
    flush_text(xml, look_back(xml->builder->source, at,
                              '<')); /* of an empty element: nothing, text_from is behind it */
    xml->text_from = at;
    struct Node *node = xml->open[--xml->depth].node;
    if (node)
        node->span.end = (uint32_t)at;
}

/* What the parser says, in words that help an author. */
static const char *words_of(int code, const char *message)
{
    static const struct {
        int code;
        const char *words;
    } known[] = {
        {XML_ERR_DOCUMENT_EMPTY, "an XML file starts with \"<\""},
        {XML_ERR_DOCUMENT_END, "there is more after the end of the root element"},
        {XML_ERR_NAME_REQUIRED,
         "a name was expected here; a bare \"&\" is written \"&amp;\", a bare \"<\" is written \"&lt;\""},
        {XML_ERR_ENTITYREF_SEMICOL_MISSING, "\"&\" without \";\": a bare \"&\" is written \"&amp;\""},
        {XML_ERR_LT_IN_ATTRIBUTE, "\"<\" in a value is written \"&lt;\"; or the closing quote is missing"},
        {XML_ERR_ATTRIBUTE_NOT_STARTED, "the value of an attribute stands in quotes"},
        {XML_ERR_ATTRIBUTE_NOT_FINISHED, "the value of an attribute has no closing quote"},
        {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "an attribute has a value: name=\"value\""},
        {XML_ERR_SPACE_REQUIRED, "white space was expected here"},
        {XML_ERR_GT_REQUIRED, "the tag has no closing \">\""},
        {XML_ERR_MISPLACED_CDATA_END, "\"]]>\" in text is written \"]]&gt;\""},
        {XML_ERR_COMMENT_NOT_FINISHED, "the comment has no end"},
        {XML_ERR_HYPHEN_IN_COMMENT, "\"--\" may not stand in a comment"},
        {XML_ERR_CDATA_NOT_FINISHED, "the CDATA section has no end"},
        {XML_ERR_PI_NOT_FINISHED, "the processing instruction has no end"},
        {XML_ERR_INVALID_CHAR, "the number names no character that XML allows"},
        {XML_ERR_INVALID_CHARREF, "\"&#\" is followed by a number and \";\""},
        {XML_ERR_INVALID_DEC_CHARREF, "\"&#\" is followed by a number and \";\""},
        {XML_ERR_INVALID_HEX_CHARREF, "\"&#x\" is followed by a hexadecimal number and \";\""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (known[i].code == code)
            return known[i].words;
    return message ? message : "";
}

/* Where the broken thing begins, when the parser stands at its end. */
static size_t error_start(const struct Xml *xml, int code, size_t at)
{
    const struct Source *source = xml->builder->source;
    switch (code) {
    case XML_ERR_COMMENT_NOT_FINISHED:
    case XML_ERR_CDATA_NOT_FINISHED:
    case XML_ERR_PI_NOT_FINISHED:
        return MIN(xml_unfinished(source, xml->text_from), at);
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
    case XML_ERR_GT_REQUIRED:
        return look_back(source, at, '<');
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_INVALID_CHARREF:
    case XML_ERR_INVALID_DEC_CHARREF:
    case XML_ERR_INVALID_HEX_CHARREF:
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
        return look_back(source, at, '&');
    default:
        return at;
    }
}

/* An end tag that does not fit, or the end of the file, with elements open. */
static void tell_unclosed(struct Xml *xml, size_t at, bool mismatch)
{
    const char *bytes = xml->builder->source->bytes;
    size_t start = mismatch ? look_back(xml->builder->source, at, '<') : at;
    if (!xml->depth) {
        diag(xml->builder->diags, SG_XML_MALFORMED, span_of(xml, start, at), "%s",
             "an end tag without a start");
        return;
    }
    const struct Open *open = &xml->open[xml->depth - 1];
    int length = (int)(open->name_end - open->start - 1);
    diag(xml->builder->diags, SG_XML_UNCLOSED, span_of(xml, start, at), "\"</%.*s>\" was expected %s", length,
         bytes + open->start + 1, mismatch ? "here" : "before the end of the file");
    size_t shown = mismatch ? 1 : 3;
    for (size_t i = xml->depth; i > 0 && i + shown > xml->depth; i--)
        diag_also(xml->builder->diags, span_of(xml, xml->open[i - 1].start, xml->open[i - 1].name_end),
                  "opened here");
}

/* The two of one name in the tag that ends at `at`. False when they differ in the source. */
static bool tell_doubled_attribute(struct Xml *xml, size_t at)
{
    const struct Source *source = xml->builder->source;
    struct XmlAttribute seen[LIMIT_ATTRIBUTES + 1];
    size_t count = 0, end = at, start = look_back(source, at, '<');
    while (end < source->length && source->bytes[end++] != '>')
        ;
    while (start < end && source->bytes[start] != ' ' && source->bytes[start] != '\t' &&
           source->bytes[start] != '\n' && source->bytes[start] != '\r')
        start++;
    while (count <= LIMIT_ATTRIBUTES && xml_next_attribute(source, &start, end, &seen[count])) {
        const struct XmlAttribute *a = &seen[count];
        size_t length = a->name_end - a->name_start;
        for (size_t i = 0; i < count; i++) {
            if (seen[i].name_end - seen[i].name_start != length ||
                memcmp(source->bytes + seen[i].name_start, source->bytes + a->name_start, length) != 0)
                continue;
            diag(xml->builder->diags, SG_XML_DUPLICATE_ATTRIBUTE, span_of(xml, a->name_start, a->name_end),
                 "\"%.*s\"", (int)length, source->bytes + a->name_start);
            diag_also(xml->builder->diags, span_of(xml, seen[i].name_start, seen[i].name_end),
                      "first given here");
            return true;
        }
        count++;
    }
    return false;
}

static void tell_entity(struct Xml *xml, size_t at)
{
    const struct Source *source = xml->builder->source;
    size_t start = look_back(source, at, '&');
    diag(xml->builder->diags, SG_XML_ENTITY, span_of(xml, start, at), "\"%.*s\"", (int)MIN(at - start, 40u),
         source->bytes + start);
}

static void tell_malformed(struct Xml *xml, int code, const char *message, size_t at)
{
    const struct Source *source = xml->builder->source;
    if (code == XML_ERR_SPACE_REQUIRED && at == source->length)
        code = XML_ERR_GT_REQUIRED; /* nothing more comes */
    char *words = g_strstrip(g_strdup(words_of(code, message)));
    diag(xml->builder->diags, SG_XML_MALFORMED, span_of(xml, error_start(xml, code, at), at), "%s", words);
    g_free(words);
    if (code == XML_ERR_LT_IN_ATTRIBUTE)
        diag_also(xml->builder->diags, span_of(xml, look_back(source, at, '<'), at),
                  "in the tag that begins here");
}

static void on_error(void *data, xmlError *error)
{
    struct Xml *xml = data;
    if (error->code == XML_ERR_NO_MEMORY)
        arena_no_memory();
    /* What follows the first error follows from it. Prefixes without a namespace are told at the element. */
    if (error->level != XML_ERR_FATAL || xml->failed || xml->builder->refused)
        return;
    xml->failed = true;
    size_t at = parser_place(xml);
    switch (error->code) {
    case XML_ERR_TAG_NAME_MISMATCH:
        tell_unclosed(xml, at, true);
        return;
    case XML_ERR_TAG_NOT_FINISHED:
        tell_unclosed(xml, at, false);
        return;
    case XML_ERR_UNDECLARED_ENTITY:
        tell_entity(xml, at);
        return;
    case XML_ERR_ATTRIBUTE_REDEFINED:
        if (tell_doubled_attribute(xml, at))
            return;
        break;
    default:
        break;
    }
    tell_malformed(xml, error->code, error->message, at);
}

static xmlParserInputPtr refuse_entity(const char *url, const char *id, xmlParserCtxtPtr parser)
{
    (void)url, (void)id, (void)parser;
    return NULL;
}

static void prepare_library(void)
{
    static bool prepared;
    if (prepared)
        return;
    xmlInitParser();
    xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE);
    xmlSetExternalEntityLoader(refuse_entity);
    prepared = true;
}

static void parse(struct Xml *xml)
{
    const struct Source *source = xml->builder->source;
    static const xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                                          .startElementNs = on_start,
                                          .endElementNs = on_end,
                                          .serror = on_error};
    xml->mark = text_after_mark(source);
    xml->parser = xmlCreateMemoryParserCtxt(source->bytes + xml->mark, (int)(source->length - xml->mark));
    if (!xml->parser)
        arena_no_memory();
    *xml->parser->sax = handler;
    xml->parser->userData = xml;
    xmlCtxtUseOptions(xml->parser, XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC);
    xmlParseDocument(xml->parser);
    if (!xml->parser->wellFormed && !xml->failed && !xml->builder->refused)
        diag(xml->builder->diags, SG_XML_MALFORMED, span_of(xml, 0, 0), "%s", "the parser does not say why");
    if (!xml->parser->wellFormed)
        xml->builder->refused = true;
    if (xml->parser->myDoc)
        xmlFreeDoc(xml->parser->myDoc);
    xmlFreeParserCtxt(xml->parser);
}

struct Node *xml_read(struct Builder *builder)
{
    prepare_library();
    struct Xml xml = {.builder = builder};
    text_scratch_init(&xml.scratch);
    parse(&xml);
    text_scratch_end(&xml.scratch);
    return builder->refused ? NULL : xml.root;
}
