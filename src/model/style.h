/* STYLE: the geometry of a layout and the faces it uses, from templates/layouts/NAME/style.yaml and fonts/faces.yaml.
 * Made by the check stage; const for layout and draw. No geometry stands in C: what a page looks like is here.
 *
 * Lengths count from the top-left corner of the paper, y downwards, text at its baseline. A `distance` is from
 * baseline to baseline. Scales are in per mille. */
#ifndef SG_MODEL_STYLE_H
#define SG_MODEL_STYLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/length.h"
#include "base/source.h"
#include "model/pages.h"

/* A file of a face as one release of Debian ships it. */
struct FaceFile {
    const char *family, *style; /* "Liberation Serif"; "Regular", "Bold", "Italic", "Bold Italic" */
    const char *file;           /* absolute path */
    int index;                  /* in a collection */
    const char *package, *version, *release, *licence, *sha256;
    struct Span span;
};

/* Which family sets which scripts (ISO 15924: "Latn"); the first family also sets what no family names. */
struct Family {
    const char *name;
    const char **scripts;
    size_t script_count;
    const char **languages; /* that it sets; what no family names is set by the first */
    size_t language_count;
    int scale; /* of the size asked for */
    int leading; /* of the leading, in paragraphs of a language that it sets */
    bool tracked; /* tracking of the style applies: never in joined scripts */
    bool unkerned; /* its kerning is left out */
    struct Span span;
};

struct FaceList {
    struct Family *families;
    size_t family_count;
    struct FaceFile *files;
    size_t file_count;
};

enum StyleAlign { STYLE_JUSTIFY, STYLE_START, STYLE_END, STYLE_CENTRE };
enum StyleColumn { COLUMN_BODY, COLUMN_OUTER };

/* Distance above a block that follows one of these styles. */
struct StyleAfter {
    const char **styles;
    size_t style_count;
    Length distance;
};

/* How a block of text is set. Positions are insets from the start edge of its column, so that they mirror in
 * right-to-left documents. */
struct BlockStyle {
    const char *name;
    enum StyleColumn column;
    Length size, leading, tracking; /* tracking: added to each character */
    int scale;                      /* horizontal */
    bool bold, italic;
    enum StyleAlign align;
    bool hyphenate;
    Length start, end;   /* insets of all lines */
    Length first;        /* inset of the first line, when it has no label */
    Length label;        /* where the label starts, or ends */
    bool label_ends;     /* the label ends at `label` */
    bool label_superscript; /* set by mark_size and mark_raise */
    bool label_italic;
    Length text;         /* where text starts after a label; 0: at `start` */
    Length label_gap;    /* least white after a label that reaches beyond `text` */
    Length mark_size, mark_raise; /* of note marks */
    Length star_size;    /* of star marks: roman */
    Length large_size;   /* of RUN_LARGE: of fixed places only */
    Length above;        /* distance to the last line of the block before */
    Length above_stretch, above_shrink; /* what that may give to fill a page */
    struct StyleAfter *after;
    size_t after_count;
    Length below;        /* least distance of what follows and is not of this style */
    bool keep_with_next; /* never the last line of a page */
    bool keep_with_previous; /* never the first one */
    bool keep_together;  /* no page break inside */
    bool leader;         /* dots from the text to its page in a table of contents */
    Length range_end, page_end; /* where RUN_RANGE and RUN_PAGE end */
    Length rule_width, rule_height; /* ROLE_RULE: centred on the paper */
    struct Span span;
};

enum PageClass { PAGES_FIRST, PAGES_EVEN, PAGES_ODD, PAGES_LATER, PAGES_ALL };
enum FixedKind { FIXED_SLOT, FIXED_PATTERN, FIXED_RULE, FIXED_FIGURE };
enum FixedWhen { WHEN_ALWAYS, WHEN_DRAFT, WHEN_FINAL };

/* Something at a fixed place of pages of a class. */
struct FixedPlace {
    enum FixedKind kind;   /* by the key that is given: slot, pattern, figure; else a rule */
    enum PageClass pages;
    enum FixedWhen when;
    const char *slot;
    const char *pattern;   /* with {page}, {pages}, {draft} */
    enum Figure figure;
    enum MarkKind mark;    /* what it is read as */
    enum StyleAlign align; /* of text: x is its start, end or centre */
    Length x, y;           /* of text: baseline of its last line when it grows up, else of its first */
    Length end;            /* of text: where one of the other direction than the page starts; 0: at x too */
    Length width, height;  /* of rules and figures; width of text: lines are broken to it (0: one line) */
    Length size, leading, tracking, large_size; /* large_size, size: of RUN_LARGE and RUN_SMALL */
    int scale;
    bool bold, italic;
    bool grows_up;
    const char *unless_slot; /* left out when this slot has text */
    struct Span span;
};

struct PageArea {
    Length first; /* baseline of the first line */
    Length last;  /* lowest baseline, of notes too */
};

struct NoteArea {
    Length separator_x, separator_width, separator_height; /* x from the left edge of the paper */
    Length above; /* least distance from the last line of text to the separator */
    Length below; /* from the separator to the first line of notes */
};

struct BoxStyle {
    Length outset;  /* of the frame beyond the body column, both sides */
    Length line;    /* thickness of the frame */
    Length above;   /* from the line before to the frame */
    Length top;     /* from the frame to the first line in it */
    Length bottom;  /* from the last line in it to the frame */
    Length below;   /* from the frame to the line after */
};

struct MarginStyle { /* marks beside the text of drafts */
    Length gap;  /* from the bar to the text column */
    Length bar;  /* its thickness */
    Length size; /* of the words before it */
};

struct TableStyle {
    enum StyleColumn column;
    const char *header, *body; /* block styles of cells */
    Length padding;       /* white at both sides of a cell */
    Length row_distance;  /* from the last line of a row to the first of the next */
    Length above, below;  /* from the line before to the first row; from the last row to the line after */
    Length rule;          /* thickness of the rules above, below and under the header */
    Length rule_top;      /* from a rule to the line under it */
    Length rule_bottom;   /* from a line to the rule under it */
    int least_share;      /* of a column's width against an even share */
};

struct LineWeights {
    int pretolerance, tolerance;    /* badness of a line without, with hyphens */
    int line_penalty, hyphen_penalty, explicit_hyphen_penalty;
    int double_hyphen_demerits, adjacent_demerits, last_hyphen_demerits;
    int short_last_demerits;        /* a last line of a word or two */
    Length emergency_stretch;       /* a line, in the last pass */
    int space_stretch, space_shrink; /* of the natural space */
    Length letter_stretch;          /* a letter, where the spaces would be over twice the natural one */
};

struct PageWeights {
    Length ragged;         /* white at the foot that costs badness 100 */
    int widow, orphan, hyphen_at_foot, row_split;
    int loose, tight;      /* a paragraph one line longer, shorter than its best */
    int split_note, late_note, short_page;
    Length short_limit;    /* white at the foot from which a page counts as short */
};

/* Patterns of hyphenation of a language, where a style asks for them. */
struct Dictionary {
    const char *lang, *file, *package;
    struct Span span;
};

struct Style {
    const char *name;
    Length width, height;            /* of the paper */
    Length body_left, body_right;    /* edges of the text column */
    Length outer_left, outer_right;
    struct PageArea first_page, later_pages;
    struct NoteArea *notes;
    struct BoxStyle *box;
    struct TableStyle *table;
    struct MarginStyle *margin;      /* NULL: nothing is marked */
    struct LineWeights *lines;
    struct PageWeights *pages;
    struct BlockStyle *blocks;
    size_t block_count;
    struct FixedPlace *fixed;
    size_t fixed_count;
    struct Dictionary *dictionaries;
    size_t dictionary_count;
    const struct FaceList *faces;
    struct Span span;
};

/* NULL when the layout has none of that name. Borrowed. */
const struct BlockStyle *style_block(const struct Style *style, const char *name);
/* Distance of a block of style `block` to one of style `before` (NULL: nothing before). */
Length style_distance(const struct BlockStyle *block, const char *before);

#endif
