#include "check/prose_forms.h"

#include <string.h>

#define WITHIN (PROSE_LINK | PROSE_NOTE | PROSE_STATEMENT | PROSE_TEXT)
#define TEXT(flagset, permitted) \
    FIELD("text", FIELD_RICH, FIELD_CONTENT | (flagset), struct TextForm, text, "its words", .prose = (permitted))

static const char *const align_words[] = {"start", "centre", "end", NULL};

/* ---- Inline ---- */

static const struct Field emphasis_fields[] = {TEXT(0, WITHIN)};
static const struct Element emphasis_element =
    ELEMENT_WITH_SPAN("emphasis", struct TextForm, emphasis_fields, "words in italics");
static const struct Element strong_element = ELEMENT_WITH_SPAN("strong", struct TextForm, emphasis_fields, "words in bold");

static const struct Field note_fields[] = {TEXT(0, PROSE_TEXT | PROSE_LINK)};
static const struct Element note_element =
    ELEMENT_WITH_SPAN("note", struct TextForm, note_fields, "a footnote, called where it stands");

static const struct Field link_fields[] = {
    FIELD("href", FIELD_TEXT, FIELD_REQUIRED, struct LinkForm, href, "address: http, https or mailto"),
    FIELD("text", FIELD_RICH, FIELD_CONTENT, struct LinkForm, text, "its words; the address itself when there are none",
          .prose = PROSE_TEXT),
};
static const struct Element link_element =
    ELEMENT_WITH_NODE("link", struct LinkForm, link_fields, "a link; symbols of documents need none");

static const struct Field foreign_fields[] = {
    FIELD("language", FIELD_TEXT, FIELD_REQUIRED, struct ForeignForm, language, "language tag, as fr or pt-BR"),
    FIELD("text", FIELD_RICH, FIELD_CONTENT, struct ForeignForm, text, "its words", .prose = WITHIN),
};
static const struct Element foreign_element =
    ELEMENT("foreign", struct ForeignForm, foreign_fields, "words in another language");

static const struct Field reference_fields[] = {
    FIELD("to", FIELD_ID, FIELD_REQUIRED, struct ReferenceForm, to,
          "id of a paragraph, as BLR-1.p1; of the same file also p1; printed as its number"),
};
static const struct Element reference_element =
    ELEMENT("reference", struct ReferenceForm, reference_fields, "the number of a paragraph of the report");

static const struct Field source_fields[] = {
    FIELD("file", FIELD_TEXT, 0, struct SourceForm, file, "the kept original, as originals/BLR.pdf"),
    FIELD("page", FIELD_NUMBER, 0, struct SourceForm, page, "its page", .minimum = 1, .maximum = 100000),
    FIELD("paragraph", FIELD_TEXT, 0, struct SourceForm, paragraph, "its paragraph, as numbered there"),
    FIELD("quote", FIELD_TEXT, FIELD_CONTENT, struct SourceForm, quote, "its own words"),
};
static const struct Element source_element =
    ELEMENT("source", struct SourceForm, source_fields, "where the original says so");

static const struct Field statement_fields[] = {
    FIELD("id", FIELD_ID, 0, struct StatementForm, id, "id, unique in the reply"),
    FIELD("act", FIELD_WORD, FIELD_REQUIRED, struct StatementForm, act, "what the respondent does here", .words = act_words),
    FIELD("claim", FIELD_ID, 0, struct StatementForm, claim, "id of a claim of themes.yaml: what is counted together"),
    FIELD("stance", FIELD_WORD, 0, struct StatementForm, stance, "stance towards the claim", .words = stance_words,
          .initial = "for"),
    FIELD("norm", FIELD_FLAG, 0, struct StatementForm, norm, "says that something should, must or needs to be"),
    FIELD("verb", FIELD_ID, 0, struct StatementForm, verb, "reporting verb printed, as raise-concern"),
    FIELD("theme", FIELD_ID, 0, struct StatementForm, theme, "id of a theme, where it is not that of the claim"),
    FIELD("addressee", FIELD_ID, 0, struct StatementForm, addressee, "of a proposal: who should act"),
    FIELD("qualifier", FIELD_TEXT, 0, struct StatementForm, qualifier,
          "what this author adds to the claim; kept with its author"),
    FIELD("tag", FIELD_WORD, 0, struct StatementForm, tag, "who gave these attributes", .words = provenance_words,
          .initial = "staff"),
    FIELD("tagged-by", FIELD_TEXT, 0, struct StatementForm, tagged_by, "initials"),
    FIELD("tagged-on", FIELD_DATE, 0, struct StatementForm, tagged_on, "day"),
    FIELD("score", FIELD_PERMILLE, 0, struct StatementForm, score, "of an inferred tag: how sure, from 0 to 1"),
    FIELD("source", FIELD_ELEMENT, 0, struct StatementForm, source, "where the original says so", .element = &source_element),
    FIELD("text", FIELD_RICH, FIELD_CONTENT | FIELD_REQUIRED, struct StatementForm, text, "the words of the report",
          .prose = PROSE_TEXT | PROSE_LINK | PROSE_NOTE),
};
static const struct Element statement_element =
    ELEMENT_WITH_NODE("statement", struct StatementForm, statement_fields, "words that say one thing of one respondent");

/* ---- Blocks ---- */

static const struct Field inner_item_fields[] = {
    FIELD("text", FIELD_RICH, FIELD_CONTENT, struct ItemForm, text, "its words", .prose = WITHIN),
};
static const struct Element inner_item_element =
    ELEMENT_WITH_SPAN("item", struct ItemForm, inner_item_fields, "an item of the second level");

static const struct Field inner_list_fields[] = {
    FIELD_MANY("items", FIELD_ELEMENTS, FIELD_CONTENT | FIELD_REQUIRED, struct ListForm, items, item_count, "items",
               .element = &inner_item_element),
};
static const struct Element inner_list_element =
    ELEMENT_WITH_SPAN("list", struct ListForm, inner_list_fields, "a list of the second level: (i), (ii)");

static const struct Field item_fields[] = {
    FIELD("text", FIELD_RICH, FIELD_CONTENT, struct ItemForm, text, "its words", .prose = WITHIN | PROSE_SUBLIST),
    FIELD("list", FIELD_ELEMENT, FIELD_YAML_ONLY, struct ItemForm, list, "a list of the second level after its words",
          .element = &inner_list_element),
};
static const struct Element item_element = ELEMENT_WITH_SPAN("item", struct ItemForm, item_fields, "an item");

static const struct Field list_fields[] = {
    FIELD_MANY("items", FIELD_ELEMENTS, FIELD_CONTENT | FIELD_REQUIRED, struct ListForm, items, item_count, "items",
               .element = &item_element),
};
static const struct Element list_element =
    ELEMENT_WITH_SPAN("list", struct ListForm, list_fields, "a lettered list: (a), (b)");

static const struct Field quoted_fields[] = {
    FIELD("id", FIELD_ID, 0, struct TextForm, id, "id, unique in the file"),
    TEXT(0, WITHIN),
};
static const struct Element quoted_element =
    ELEMENT_WITH_SPAN("paragraph", struct TextForm, quoted_fields, "a paragraph of a quotation");

static const struct Field quotation_fields[] = {
    FIELD("source", FIELD_ELEMENT, 0, struct QuotationForm, source, "where the original says so; its words, where they are others",
          .element = &source_element),
    FIELD_MANY("paragraphs", FIELD_ELEMENTS, FIELD_CONTENT | FIELD_REQUIRED, struct QuotationForm, paragraphs,
               paragraph_count, "paragraphs", .element = &quoted_element),
};
static const struct Element quotation_element =
    ELEMENT_WITH_SPAN("quotation", struct QuotationForm, quotation_fields, "words of somebody else, set apart");

static const struct Field column_fields[] = {
    FIELD("weight", FIELD_NUMBER, 0, struct ColumnForm, weight, "share of the width", .initial = "1", .minimum = 1,
          .maximum = 1000),
    FIELD("align", FIELD_WORD, 0, struct ColumnForm, align, "where its cells stand", .words = align_words,
          .initial = "start"),
};
static const struct Element column_element = ELEMENT("column", struct ColumnForm, column_fields, "a column of a table");

static const struct Field cell_fields[] = {TEXT(0, WITHIN)};
static const struct Element cell_element = ELEMENT_WITH_SPAN("cell", struct TextForm, cell_fields, "a cell of a table");

static const struct Field row_fields[] = {
    FIELD("header", FIELD_FLAG, 0, struct RowForm, header, "a row of headings, repeated on each page"),
    FIELD_MANY("cells", FIELD_ELEMENTS, FIELD_CONTENT | FIELD_REQUIRED, struct RowForm, cells, cell_count, "cells",
               .element = &cell_element),
};
static const struct Element row_element = ELEMENT_WITH_SPAN("row", struct RowForm, row_fields, "a row of a table");

static const struct Field table_fields[] = {
    FIELD("caption", FIELD_RICH, 0, struct TableForm, caption, "title above it"),
    FIELD_MANY("columns", FIELD_ELEMENTS, 0, struct TableForm, columns, column_count, "widths and sides",
               .element = &column_element),
    FIELD("header", FIELD_ELEMENT, FIELD_YAML_ONLY, struct TableForm, header, "the row of headings", .element = &row_element),
    FIELD_MANY("rows", FIELD_ELEMENTS, FIELD_REQUIRED, struct TableForm, rows, row_count, "rows", .element = &row_element),
};
static const struct Element table_element = ELEMENT_WITH_SPAN("table", struct TableForm, table_fields, "a table");

static const struct Field paragraph_fields[] = {
    FIELD("id", FIELD_ID, 0, struct TextForm, id, "id, unique in the file; p1, p2 ... by position when none is given"),
    TEXT(0, PROSE_REPLY),
};
static const struct Element paragraph_element =
    ELEMENT_WITH_SPAN("paragraph", struct TextForm, paragraph_fields, "a numbered paragraph");

static const struct Field heading_fields[] = {
    FIELD("level", FIELD_NUMBER, 0, struct TextForm, level, "1 for the highest inside the file", .initial = "1",
          .minimum = 1, .maximum = 3),
    FIELD("numbered", FIELD_FLAG, 0, struct TextForm, numbered, "it carries a number or letter, as A. under I."),
    TEXT(FIELD_REQUIRED, PROSE_PLAIN),
};
static const struct Element heading_element = ELEMENT_WITH_SPAN("heading", struct TextForm, heading_fields, "an inner heading");

const struct ProseElement prose_inline_elements[] = {
    {PROSE_TEXT, INLINE_EMPHASIS, CONTENT_PARAGRAPH, &emphasis_element},
    {PROSE_TEXT, INLINE_STRONG, CONTENT_PARAGRAPH, &strong_element},
    {PROSE_LINK, INLINE_LINK, CONTENT_PARAGRAPH, &link_element},
    {PROSE_NOTE, INLINE_NOTE, CONTENT_PARAGRAPH, &note_element},
    {PROSE_TEXT, INLINE_REFERENCE, CONTENT_PARAGRAPH, &reference_element},
    {PROSE_TEXT, INLINE_FOREIGN, CONTENT_PARAGRAPH, &foreign_element},
    {PROSE_STATEMENT, INLINE_STATEMENT, CONTENT_PARAGRAPH, &statement_element},
    {PROSE_LIST, INLINE_CONTENT, CONTENT_LIST, &list_element},
    {PROSE_SUBLIST, INLINE_CONTENT, CONTENT_LIST, &inner_list_element},
    {PROSE_BLOCK, INLINE_CONTENT, CONTENT_QUOTATION, &quotation_element},
    {PROSE_BLOCK, INLINE_CONTENT, CONTENT_TABLE, &table_element},
    {0, INLINE_TEXT, CONTENT_MISSING, NULL},
};

const struct ProseElement prose_flow_elements[] = {
    {PROSE_TEXT, INLINE_CONTENT, CONTENT_PARAGRAPH, &paragraph_element},
    {PROSE_TEXT, INLINE_CONTENT, CONTENT_HEADING, &heading_element},
    {PROSE_LIST, INLINE_CONTENT, CONTENT_LIST, &list_element},
    {PROSE_BLOCK, INLINE_CONTENT, CONTENT_QUOTATION, &quotation_element},
    {PROSE_BLOCK, INLINE_CONTENT, CONTENT_TABLE, &table_element},
    {0, INLINE_TEXT, CONTENT_MISSING, NULL},
};

const struct ProseElement *prose_element(const struct ProseElement *rows, const char *name, unsigned permitted, bool *known)
{
    *known = false;
    for (const struct ProseElement *row = rows; row->element; row++) {
        if (strcmp(row->element->name, name) != 0)
            continue;
        *known = true;
        if (row->needs & permitted)
            return row;
    }
    return NULL;
}
