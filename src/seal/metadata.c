#include "seal/metadata.h"

#include <string.h>

static const char producer[] = "sgreport";

static bool xml_allows(gunichar c)
{
    return (c >= 0x20 || c == '\t' || c == '\n') && c != 0xFFFE && c != 0xFFFF;
}

/* Without what XML cannot say, so that both forms can be equal. NULL and "" give NULL. */
static char *clean(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *c = text ? text : ""; *c; c = g_utf8_next_char(c))
        if (xml_allows(g_utf8_get_char(c)))
            g_string_append_unichar(out, *c == '\t' || *c == '\n' ? ' ' : g_utf8_get_char(c));
    return g_string_free(out, out->len == 0);
}

static void append_text(GString *out, const char *key, const char *text)
{
    char *value = clean(text);
    if (value) {
        g_string_append(out, key);
        pdf_text(out, value);
    }
    g_free(value);
}

int metadata_info(struct Objects *objects, const struct Report *report)
{
    const struct Metadata *m = &report->metadata;
    int number = objects_new(objects);
    object_start(objects, number);
    g_string_append(objects->out, "<<");
    append_text(objects->out, "/Title", m->title);
    append_text(objects->out, "/Author", m->author);
    append_text(objects->out, "/Subject", m->subject);
    append_text(objects->out, "/Keywords", m->keywords);
    append_text(objects->out, "/Producer", producer);
    if (date_given(m->date)) {
        g_string_append(objects->out, "/CreationDate");
        pdf_date(objects->out, m->date);
        g_string_append(objects->out, "/ModDate");
        pdf_date(objects->out, m->date);
    }
    g_string_append(objects->out, ">>");
    object_end(objects);
    return number;
}

/* An element around the text, with what stands in between ("<rdf:Seq><rdf:li>"). */
static void append_element(GString *out, const char *name, const char *before, const char *text, const char *after)
{
    char *value = clean(text);
    if (value) {
        char *escaped = g_markup_escape_text(value, -1);
        g_string_append_printf(out, "<%s>%s%s%s</%s>", name, before, escaped, after, name);
        g_free(escaped);
    }
    g_free(value);
}

/* PDF/A knows no PDF/UA; the properties of a schema it does not know must be described. */
static const char ua_schema[] =
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>PDF/UA</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289"
    "</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>";

/* A property as attribute. */
static void append_property(GString *out, const char *name, const char *text)
{
    char *value = clean(text);
    if (value) {
        char *escaped = g_markup_escape_text(value, -1);
        g_string_append_printf(out, " %s=\"%s\"", name, escaped);
        g_free(escaped);
    }
    g_free(value);
}

static void append_claims(GString *out, enum PdfStandard standard)
{
    append_property(out, "pdfaid:part", standard == PDF_A3A ? "3" : "2");
    append_property(out, "pdfaid:conformance", "A");
    append_property(out, "pdfuaid:part", "1");
}

static void append_dates(GString *out, struct Date date)
{
    static const char *const names[] = {"xmp:CreateDate", "xmp:ModifyDate"};
    char value[24];
    g_snprintf(value, sizeof value, "%04d-%02d-%02dT00:00:00Z", date.year, date.month, date.day);
    for (size_t i = 0; date_given(date) && i < G_N_ELEMENTS(names); i++)
        append_property(out, names[i], value);
}

int metadata_xmp(struct Objects *objects, const struct Report *report, enum PdfStandard standard)
{
    const struct Metadata *m = &report->metadata;
    GString *out = g_string_new(
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\">"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\""
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
        " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
        " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
        " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"");
    append_property(out, "pdf:Keywords", m->keywords);
    append_property(out, "pdf:Producer", producer);
    append_dates(out, m->date);
    if (standard != PDF_PLAIN)
        append_claims(out, standard);
    g_string_append_c(out, '>');
    append_element(out, "dc:title", "<rdf:Alt><rdf:li xml:lang=\"x-default\">", m->title, "</rdf:li></rdf:Alt>");
    append_element(out, "dc:creator", "<rdf:Seq><rdf:li>", m->author, "</rdf:li></rdf:Seq>");
    append_element(out, "dc:description", "<rdf:Alt><rdf:li xml:lang=\"x-default\">", m->subject, "</rdf:li></rdf:Alt>");
    append_element(out, "dc:language", "<rdf:Bag><rdf:li>", report->lang, "</rdf:li></rdf:Bag>");
    if (standard != PDF_PLAIN)
        g_string_append(out, ua_schema);
    g_string_append(out, "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>");
    int number = objects_new(objects);
    object_stream(objects, number, "/Type/Metadata/Subtype/XML", out->str, out->len, STORE);
    g_string_free(out, TRUE);
    return number;
}
