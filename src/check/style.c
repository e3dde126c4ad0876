/* Geometry as data: the tables by which style.yaml and faces.yaml become a struct Style. */
#include "check/check.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "check/schema.h"

#define ROW(structure, kind, key, member, flagset, text) FIELD(key, kind, flagset, struct structure, member, text)
#define LENGTH(type, name, field, doc)   ROW(type, FIELD_LENGTH, name, field, 0, doc)
#define NEEDED(type, name, field, doc)   ROW(type, FIELD_LENGTH, name, field, FIELD_REQUIRED, doc)
#define PERMILLE(type, name, field, doc) ROW(type, FIELD_PERMILLE, name, field, 0, doc)
#define NUMBER(type, name, field, doc)   ROW(type, FIELD_NUMBER, name, field, FIELD_REQUIRED, doc)
#define FLAG(type, name, field, doc)     ROW(type, FIELD_FLAG, name, field, 0, doc)
#define TEXT(type, name, field, doc)     ROW(type, FIELD_TEXT, name, field, FIELD_REQUIRED, doc)
#define WORD(structure, key, member, list, text) FIELD(key, FIELD_WORD, 0, struct structure, member, text, .words = list)
#define PART(structure, key, member, inner, text) \
    FIELD(key, FIELD_ELEMENT, FIELD_REQUIRED, struct structure, member, text, .element = inner)
#define MANY(structure, kind, key, member, count, flagset, inner, text) \
    FIELD_MANY(key, kind, flagset, struct structure, member, count, text, .element = inner)
#define SPANNED(name, type, fields, doc) \
    {name, sizeof(struct type), fields, sizeof(fields) / sizeof *(fields), doc, offsetof(struct type, span), (size_t)-1}

static const char *const column_words[] = {"body", "outer", NULL};
static const char *const align_words[] = {"justify", "start", "end", "centre", NULL};
static const char *const fixed_align_words[] = {"", "start", "end", "centre", NULL};
static const char *const class_words[] = {"first", "even", "odd", "later", "all", NULL};
static const char *const kind_words[] = {"slot", "pattern", "rule", "figure", NULL};
static const char *const when_words[] = {"always", "draft", "final", NULL};
static const char *const figure_words[] = {"emblem", "barcode", "qr", "recycle", NULL};
static const char *const mark_words[] = {"", "", "", "", "", "slot", "", "head", "foot", "separator", "rule", NULL};

static const struct Field after_fields[] = {
    MANY(StyleAfter, FIELD_TEXTS, "styles", styles, style_count, FIELD_REQUIRED, NULL, "styles of the block before"),
    NEEDED(StyleAfter, "distance", distance, "baseline to baseline"),
};
static const struct Element after_element = ELEMENT("distance", struct StyleAfter, after_fields, "distance after some styles");

static const struct Field block_fields[] = {
    ROW(BlockStyle, FIELD_ID, "name", name, FIELD_KEY, "name of the style"),
    WORD(BlockStyle, "column", column, column_words, "column its insets count from"),
    NEEDED(BlockStyle, "size", size, "of the type"),
    NEEDED(BlockStyle, "leading", leading, "baseline to baseline inside it"),
    LENGTH(BlockStyle, "tracking", tracking, "white added to each character"),
    PERMILLE(BlockStyle, "scale", scale, "horizontal scale"),
    FLAG(BlockStyle, "bold", bold, "bold face"),
    FLAG(BlockStyle, "italic", italic, "italic face"),
    WORD(BlockStyle, "align", align, align_words, "of its lines"),
    FLAG(BlockStyle, "hyphenate", hyphenate, "words may be hyphenated"),
    LENGTH(BlockStyle, "start", start, "inset of its lines at the start"),
    LENGTH(BlockStyle, "end", end, "inset of its lines at the end"),
    LENGTH(BlockStyle, "first", first, "inset of the first line without a label"),
    LENGTH(BlockStyle, "label", label, "where the label starts, or ends"),
    FLAG(BlockStyle, "label-ends", label_ends, "the label ends there"),
    FLAG(BlockStyle, "label-superscript", label_superscript, "the label is set as a note mark"),
    FLAG(BlockStyle, "label-italic", label_italic, "the label is in italics"),
    LENGTH(BlockStyle, "text", text, "where text starts after the label"),
    LENGTH(BlockStyle, "label-gap", label_gap, "least white after a long label"),
    LENGTH(BlockStyle, "mark-size", mark_size, "size of note marks"),
    LENGTH(BlockStyle, "mark-raise", mark_raise, "how much note marks are raised"),
    LENGTH(BlockStyle, "star-size", star_size, "size of star marks"),
    LENGTH(BlockStyle, "above", above, "distance to the block before"),
    LENGTH(BlockStyle, "above-stretch", above_stretch, "white that may be added above to fill a page"),
    LENGTH(BlockStyle, "above-shrink", above_shrink, "white that may be taken from above to fill a page"),
    MANY(BlockStyle, FIELD_ELEMENTS, "after", after, after_count, 0, &after_element, "distance after certain styles"),
    LENGTH(BlockStyle, "below", below, "least distance of what follows in another style"),
    FLAG(BlockStyle, "keep-with-next", keep_with_next, "never last on a page"),
    FLAG(BlockStyle, "keep-with-previous", keep_with_previous, "never first on a page"),
    FLAG(BlockStyle, "keep-together", keep_together, "never broken over pages"),
    FLAG(BlockStyle, "leader", leader, "dots lead from the text to its page"),
    LENGTH(BlockStyle, "range-end", range_end, "where the paragraphs of an entry of the contents end"),
    LENGTH(BlockStyle, "page-end", page_end, "where its page ends"),
    LENGTH(BlockStyle, "rule-width", rule_width, "of a centred rule"),
    LENGTH(BlockStyle, "rule-height", rule_height, "of a centred rule"),
};
static const struct Element block_element = SPANNED("block", BlockStyle, block_fields, "how a block of text is set");

static const struct Field fixed_fields[] = {
    FIELD("kind", FIELD_WORD, FIELD_REQUIRED, struct FixedPlace, kind, "what stands there", .words = kind_words),
    WORD(FixedPlace, "pages", pages, class_words, "on which pages"),
    WORD(FixedPlace, "when", when, when_words, "in drafts or finals only"),
    ROW(FixedPlace, FIELD_ID, "slot", slot, 0, "text of the report"),
    ROW(FixedPlace, FIELD_TEXT, "pattern", pattern, 0, "text with {page}, {pages} and {draft}"),
    WORD(FixedPlace, "figure", figure, figure_words, "a drawing"),
    WORD(FixedPlace, "mark", mark, mark_words, "what it is read as"),
    WORD(FixedPlace, "align", align, fixed_align_words, "x is its start, end or centre"),
    NEEDED(FixedPlace, "x", x, "from the left edge"),
    NEEDED(FixedPlace, "y", y, "from the top edge; of text: its baseline"),
    LENGTH(FixedPlace, "end", end, "where text starts that runs against the direction of the page"),
    LENGTH(FixedPlace, "width", width, "of rules and figures; of text that is broken"),
    LENGTH(FixedPlace, "height", height, "of rules and figures"),
    LENGTH(FixedPlace, "size", size, "of the type"),
    LENGTH(FixedPlace, "leading", leading, "baseline to baseline"),
    LENGTH(FixedPlace, "tracking", tracking, "white added to each character"),
    LENGTH(FixedPlace, "large-size", large_size, "of the large part of a symbol"),
    PERMILLE(FixedPlace, "scale", scale, "horizontal scale"),
    FLAG(FixedPlace, "bold", bold, "bold face"),
    FLAG(FixedPlace, "italic", italic, "italic face"),
    FLAG(FixedPlace, "grows-up", grows_up, "y is the baseline of its last line"),
    ROW(FixedPlace, FIELD_ID, "unless-slot", unless_slot, 0, "left out when this slot has text"),
};
static const struct Element fixed_element = SPANNED("place", FixedPlace, fixed_fields, "something at a fixed place");

static const struct Field area_fields[] = {
    NEEDED(PageArea, "first", first, "baseline of the first line"),
    NEEDED(PageArea, "last", last, "lowest baseline"),
};
static const struct Element area_element = ELEMENT("area", struct PageArea, area_fields, "height of the text column");

static const struct Field note_fields[] = {
    NEEDED(NoteArea, "separator-x", separator_x, "left end of the separator"),
    NEEDED(NoteArea, "separator-width", separator_width, "its length"),
    NEEDED(NoteArea, "separator-height", separator_height, "its thickness"),
    NEEDED(NoteArea, "above", above, "least distance from the text to it"),
    NEEDED(NoteArea, "below", below, "from it to the first note"),
};
static const struct Element note_element = ELEMENT("notes", struct NoteArea, note_fields, "the foot of the page");

static const struct Field box_fields[] = {
    NEEDED(BoxStyle, "outset", outset, "of the frame beyond the column"),
    NEEDED(BoxStyle, "line", line, "thickness of the frame"),
    NEEDED(BoxStyle, "above", above, "from the line before to the frame"),
    NEEDED(BoxStyle, "top", top, "from the frame to its first line"),
    NEEDED(BoxStyle, "bottom", bottom, "from its last line to the frame"),
    NEEDED(BoxStyle, "below", below, "from the frame to the line after"),
};
static const struct Element box_element = ELEMENT("box", struct BoxStyle, box_fields, "frame around blocks");

static const struct Field margin_fields[] = {
    NEEDED(MarginStyle, "gap", gap, "from the bar to the text column"),
    NEEDED(MarginStyle, "bar", bar, "thickness of the bar"),
    NEEDED(MarginStyle, "size", size, "of the words before it"),
};
static const struct Element margin_element = ELEMENT("margin", struct MarginStyle, margin_fields, "marks beside the text of drafts");

static const struct Field table_fields[] = {
    WORD(TableStyle, "column", column, column_words, "column it fills"),
    ROW(TableStyle, FIELD_ID, "header", header, FIELD_REQUIRED, "style of header cells"),
    ROW(TableStyle, FIELD_ID, "body", body, FIELD_REQUIRED, "style of other cells"),
    NEEDED(TableStyle, "padding", padding, "white at both sides of a cell"),
    NEEDED(TableStyle, "row-distance", row_distance, "from row to row"),
    NEEDED(TableStyle, "above", above, "from the line before to the table"),
    NEEDED(TableStyle, "below", below, "from the table to the line after"),
    NEEDED(TableStyle, "rule", rule, "thickness of its rules"),
    NEEDED(TableStyle, "rule-top", rule_top, "from a rule to the line under it"),
    NEEDED(TableStyle, "rule-bottom", rule_bottom, "from a line to the rule under it"),
    PERMILLE(TableStyle, "least-share", least_share, "least width of a column against an even share"),
};
static const struct Element table_element = ELEMENT("table", struct TableStyle, table_fields, "tables");

static const struct Field line_fields[] = {
    NUMBER(LineWeights, "pretolerance", pretolerance, "badness of a line without hyphens"),
    NUMBER(LineWeights, "tolerance", tolerance, "badness of a line"),
    NUMBER(LineWeights, "line-penalty", line_penalty, "cost of a line"),
    NUMBER(LineWeights, "hyphen-penalty", hyphen_penalty, "cost of a hyphen"),
    NUMBER(LineWeights, "explicit-hyphen-penalty", explicit_hyphen_penalty, "cost of a break after a written hyphen"),
    NUMBER(LineWeights, "double-hyphen-demerits", double_hyphen_demerits, "two hyphens in sequence"),
    NUMBER(LineWeights, "adjacent-demerits", adjacent_demerits, "a loose line beside a tight one"),
    NUMBER(LineWeights, "last-hyphen-demerits", last_hyphen_demerits, "a hyphen in the last line but one"),
    NUMBER(LineWeights, "short-last-demerits", short_last_demerits, "a last line of a word or two"),
    NEEDED(LineWeights, "emergency-stretch", emergency_stretch, "stretch added to every line in the last pass"),
    LENGTH(LineWeights, "letter-stretch", letter_stretch, "stretch of a letter where spaces would be over twice the natural one"),
    ROW(LineWeights, FIELD_PERMILLE, "space-stretch", space_stretch, FIELD_REQUIRED, "stretch of a space"),
    ROW(LineWeights, FIELD_PERMILLE, "space-shrink", space_shrink, FIELD_REQUIRED, "shrink of a space"),
};
static const struct Element line_element = ELEMENT("lines", struct LineWeights, line_fields, "weights of line breaking");

static const struct Field page_fields[] = {
    NEEDED(PageWeights, "ragged", ragged, "white at the foot that costs badness 100"),
    NUMBER(PageWeights, "widow", widow, "last line of a paragraph alone at the top"),
    NUMBER(PageWeights, "orphan", orphan, "first line alone at the foot"),
    NUMBER(PageWeights, "hyphen-at-foot", hyphen_at_foot, "a page that ends in a hyphen"),
    NUMBER(PageWeights, "row-split", row_split, "a break inside a row"),
    NUMBER(PageWeights, "loose", loose, "a paragraph one line longer"),
    NUMBER(PageWeights, "tight", tight, "a paragraph one line shorter"),
    NUMBER(PageWeights, "split-note", split_note, "a note that goes on overleaf"),
    NUMBER(PageWeights, "late-note", late_note, "a note that starts overleaf"),
    NUMBER(PageWeights, "short-page", short_page, "a page with much white at its foot"),
    NEEDED(PageWeights, "short-limit", short_limit, "how much"),
};
static const struct Element page_element = ELEMENT("pages", struct PageWeights, page_fields, "weights of page breaking");

static const struct Field dictionary_fields[] = {
    TEXT(Dictionary, "lang", lang, "language of the words"),
    TEXT(Dictionary, "file", file, "patterns for libhyphen"),
    TEXT(Dictionary, "package", package, "of Debian"),
};
static const struct Element dictionary_element = SPANNED("dictionary", Dictionary, dictionary_fields, "patterns of hyphenation");

/* The areas stand by value in Style: decoded beside it. */
struct StyleFile {
    struct Style style;
    struct PageArea *first, *later;
};

#define STYLE(field) style.field
static const struct Field style_fields[] = {
    NEEDED(StyleFile, "width", STYLE(width), "of the paper"),
    NEEDED(StyleFile, "height", STYLE(height), "of the paper"),
    NEEDED(StyleFile, "body-left", STYLE(body_left), "left edge of the text column"),
    NEEDED(StyleFile, "body-right", STYLE(body_right), "right edge of the text column"),
    NEEDED(StyleFile, "outer-left", STYLE(outer_left), "left edge of heads and masthead"),
    NEEDED(StyleFile, "outer-right", STYLE(outer_right), "right edge of heads and masthead"),
    PART(StyleFile, "first-page", first, &area_element, "height of the first page"),
    PART(StyleFile, "later-pages", later, &area_element, "height of the other pages"),
    PART(StyleFile, "notes", STYLE(notes), &note_element, "the foot of the page"),
    PART(StyleFile, "box", STYLE(box), &box_element, "frame around blocks"),
    PART(StyleFile, "table", STYLE(table), &table_element, "tables"),
    FIELD("margin", FIELD_ELEMENT, 0, struct StyleFile, STYLE(margin), "marks beside the text of drafts", .element = &margin_element),
    PART(StyleFile, "lines", STYLE(lines), &line_element, "weights of line breaking"),
    PART(StyleFile, "pages", STYLE(pages), &page_element, "weights of page breaking"),
    MANY(StyleFile, FIELD_MAP, "blocks", STYLE(blocks), STYLE(block_count), FIELD_REQUIRED, &block_element, "styles of blocks"),
    MANY(StyleFile, FIELD_ELEMENTS, "fixed", STYLE(fixed), STYLE(fixed_count), FIELD_REQUIRED, &fixed_element, "fixed places"),
    MANY(StyleFile, FIELD_ELEMENTS, "dictionaries", STYLE(dictionaries), STYLE(dictionary_count), 0, &dictionary_element,
         "patterns of hyphenation, for styles that hyphenate"),
};
static const struct Element style_element = ELEMENT("style", struct StyleFile, style_fields, "geometry of a layout");

static const struct Field family_fields[] = {
    TEXT(Family, "name", name, "of the family"),
    MANY(Family, FIELD_TEXTS, "scripts", scripts, script_count, FIELD_REQUIRED, NULL, "scripts it sets (ISO 15924)"),
    MANY(Family, FIELD_TEXTS, "languages", languages, language_count, 0, NULL, "languages it sets"),
    PERMILLE(Family, "scale", scale, "of the size asked for"),
    PERMILLE(Family, "leading", leading, "of the leading, in its languages"),
    FLAG(Family, "tracked", tracked, "tracking applies"),
    FLAG(Family, "unkerned", unkerned, "kerning is left out"),
};
static const struct Element family_element = SPANNED("family", Family, family_fields, "which family sets which scripts");

static const struct Field file_fields[] = {
    TEXT(FaceFile, "family", family, "of the face"),
    TEXT(FaceFile, "style", style, "Regular, Bold, Italic or Bold Italic"),
    TEXT(FaceFile, "file", file, "where the package installs it"),
    ROW(FaceFile, FIELD_NUMBER, "index", index, 0, "in a collection"),
    TEXT(FaceFile, "package", package, "of Debian"),
    TEXT(FaceFile, "version", version, "of the package"),
    TEXT(FaceFile, "release", release, "of Debian"),
    TEXT(FaceFile, "licence", licence, "SPDX identifier"),
    TEXT(FaceFile, "sha256", sha256, "of the file"),
};
static const struct Element file_element = SPANNED("file", FaceFile, file_fields, "a file of a face");

static const struct Field faces_fields[] = {
    MANY(FaceList, FIELD_ELEMENTS, "families", families, family_count, FIELD_REQUIRED, &family_element, "families by script"),
    MANY(FaceList, FIELD_ELEMENTS, "files", files, file_count, FIELD_REQUIRED, &file_element, "their files"),
};
static const struct Element faces_element = ELEMENT("faces", struct FaceList, faces_fields, "the faces used");

/* What a key that was not written means. */
static void style_fill_defaults(struct Style *style)
{
    for (size_t i = 0; i < style->block_count; i++) {
        struct BlockStyle *block = &style->blocks[i];
        if (block->scale == 0) block->scale = 1000;
        if (block->star_size == 0) block->star_size = block->size;
        if (block->mark_size == 0) block->mark_size = block->size;
    }
    for (size_t i = 0; i < style->fixed_count; i++) {
        struct FixedPlace *place = &style->fixed[i];
        if (place->scale == 0) place->scale = 1000;
        if (place->large_size == 0) place->large_size = place->size;
        if (place->leading == 0) place->leading = place->size * 6 / 5;
        if (place->align == STYLE_JUSTIFY) place->align = STYLE_START;
        if (place->kind == FIXED_RULE) place->mark = MARK_RULE;
        else if (place->kind == FIXED_FIGURE) place->mark = MARK_FIGURE;
        else if (place->mark == MARK_BLOCK) place->mark = place->kind == FIXED_SLOT ? MARK_SLOT : MARK_FOOT;
    }
}

static void family_fill_defaults(struct Family *family)
{
    if (family->scale == 0) family->scale = 1000;
    if (family->leading == 0) family->leading = 1000;
}

static bool style_fixed_complete(const struct Style *style, struct Diags *diags)
{
    bool complete = true;
    for (size_t i = 0; i < style->fixed_count; i++) {
        const struct FixedPlace *place = &style->fixed[i];
        const char *missing = place->kind == FIXED_SLOT && place->slot == NULL          ? "slot"
                              : place->kind == FIXED_PATTERN && place->pattern == NULL   ? "pattern"
                              : place->kind == FIXED_FIGURE && place->height <= 0        ? "height"
                              : place->kind == FIXED_RULE && place->height <= 0          ? "height"
                              : place->kind <= FIXED_PATTERN && place->size <= 0         ? "size"
                                                                                         : NULL;
        if (missing == NULL) continue;
        diag(diags, SG_STYLE_INCOMPLETE, place->span, "\"%s\" is missing", missing);
        complete = false;
    }
    return complete;
}

/* A page must hold two lines of text and two of notes whatever the style says. */
static bool style_is_usable(const struct Style *style, struct Diags *diags)
{
    const char *wrong = NULL;
    Length least = LENGTH_PT(72);
    if (style->body_right - style->body_left < least || style->outer_right - style->outer_left < least)
        wrong = "a text column is narrower than 72 points";
    else if (style->first_page.last - style->first_page.first < least ||
             style->later_pages.last - style->later_pages.first < least)
        wrong = "a page is lower than 72 points";
    else if (style->body_right > style->width || style->outer_right > style->width || style->later_pages.last > style->height)
        wrong = "a text column reaches beyond the paper";
    else if (style_block(style, style->table->header) == NULL || style_block(style, style->table->body) == NULL)
        wrong = "the table names a style that is not there";
    else if (style->faces->family_count == 0)
        wrong = "no family of faces is listed";
    for (size_t i = 0; i < style->block_count && wrong == NULL; i++)
        if (style->blocks[i].size <= 0 || style->blocks[i].leading <= 0) wrong = "a style has no size or no leading";
    if (wrong != NULL) diag(diags, SG_STYLE_INCOMPLETE, style->span, "%s", wrong);
    return wrong == NULL;
}

struct Style *check_style(struct Arena *arena, const struct Input *templates, const char *layout, struct Diags *diags)
{
    struct Checker checker = {.arena = arena, .diags = diags};
    const char *name = arena_printf(arena, "layouts/%s/style.yaml", layout);
    const struct InputFile *file = input_file(templates, name);
    const struct InputFile *faces = input_file(templates, "fonts/faces.yaml");
    if (file == NULL || faces == NULL) {
        if (faces == NULL || input_folder(templates, arena_printf(arena, "layouts/%s", layout))) /* else it was said who names it */
            diag(diags, SG_FILE_MISSING, SPAN_NONE, "%s/%s", templates->path, file == NULL ? name : "fonts/faces.yaml");
        return NULL;
    }
    if (file->root == NULL || faces->root == NULL) return NULL;
    size_t errors = diags_count(diags, SEVERITY_ERROR);
    struct StyleFile *decoded = schema_decode(&checker, file->root, &style_element);
    struct FaceList *list = schema_decode(&checker, faces->root, &faces_element);
    struct Style *style = &decoded->style;
    style->name = arena_strdup(arena, layout);
    style->span = file->root->span;
    style->faces = list;
    if (diags_count(diags, SEVERITY_ERROR) > errors) return NULL;
    for (size_t i = 0; i < list->family_count; i++)
        family_fill_defaults(&list->families[i]);
    style->first_page = *decoded->first;
    style->later_pages = *decoded->later;
    style_fill_defaults(style);
    return style_fixed_complete(style, diags) && style_is_usable(style, diags) ? style : NULL;
}
