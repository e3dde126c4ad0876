/* The elements of running text as they are decoded, before they become inlines and blocks. */
#ifndef SG_CHECK_PROSE_FORMS_H
#define SG_CHECK_PROSE_FORMS_H

#include "check/prose.h"

struct TextForm { /* emphasis, strong, note, cell, paragraph, heading */
    const char *id;
    int level;
    bool numbered;
    struct Inline *text;
    struct Span span;
};

struct LinkForm {
    const char *href;
    struct Inline *text;
    struct Span span;
    const struct Node *node;
};

struct ForeignForm {
    const char *language;
    struct Inline *text;
};

struct ReferenceForm {
    const char *to;
};

struct SourceForm {
    const char *file, *paragraph, *quote;
    int page;
};

struct StatementForm {
    const char *id, *claim, *theme, *verb, *addressee, *qualifier, *tagged_by;
    int act, stance, tag, score;
    bool norm;
    struct Date tagged_on;
    struct SourceForm *source;
    struct Inline *text;
    struct Span span;
    const struct Node *node;
};

struct ItemForm {
    struct Inline *text;
    struct ListForm *list; /* YAML: the next level, after the text */
    struct Span span;
};

struct ListForm {
    struct ItemForm *items;
    size_t item_count;
    struct Span span;
};

struct QuotationForm {
    struct SourceForm *source;
    struct TextForm *paragraphs;
    size_t paragraph_count;
    struct Span span;
};

struct ColumnForm {
    int weight, align;
};

struct RowForm {
    bool header;
    struct TextForm *cells;
    size_t cell_count;
    struct Span span;
};

struct TableForm {
    struct Inline *caption;
    struct ColumnForm *columns;
    size_t column_count;
    struct RowForm *header; /* YAML: the first row */
    struct RowForm *rows;
    size_t row_count;
    struct Span span;
};

#endif
