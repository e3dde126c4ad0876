/* The text to files: parts written by hand, and replies.
 *
 * Each kind of document has a list of sections, in their order; the text goes through it and never back. A block opens
 * a section when it is what the section begins with; else it belongs to the section that is open. Headings of the first
 * level under which nothing but names of respondents stand as headings are chapters of replies. */
#include <string.h>

#include "base/arena.h"
#include "import/import_int.h"

#define LONGEST_HEADING 160 /* bytes, of a line that nothing but its shape makes a heading */
#define GUESSED_LEVEL   3

enum Class { CLASS_PLAIN, CLASS_NUMBERED, CLASS_ITEM, CLASS_HEADING, CLASS_ANNEX, CLASS_CLOSING, CLASS_TABLE, CLASS_NOTE };

struct Looked {
    enum Class class;
    int level;    /* of a heading or an item */
    size_t start; /* of the words, behind number or letter */
    long number;  /* of a paragraph */
    bool guessed;
    const struct Rule *rule; /* closing lines */
};

struct Body {
    struct Importer *im;
    const struct Node *section; /* NULL: none is open */
    int place;                  /* of the section in its list; -1 before the first */
    GString *blocks;            /* of the open file; NULL: none is open */
    const char *name;           /* of the open file */
    char *tail;                 /* its last tag */
    GString *paragraph;         /* open; NULL */
    int list_level;
    size_t parts, annexes;
    long expected;              /* number of the next paragraph */
    bool annex_heading;         /* the next line is the title of the annex */
    bool headed;                /* the open file has a heading, under which its headings stand */
    bool undated;               /* the date of receipt of replies was told */
};

/* ---- What a block is ---- */

static const struct Rule *first_match(const struct RuleList *list, const char *text, bool whole, size_t *end, GMatchInfo **kept)
{
    for (size_t i = 0; i < list->count; i++) {
        GMatchInfo *match = NULL;
        gint start, stop;
        if (g_regex_match(list->items[i].regex, text, 0, &match) && g_match_info_fetch_pos(match, 0, &start, &stop) &&
            (!whole || !text[stop])) {
            *end = (size_t)stop;
            if (kept)
                *kept = match;
            else
                g_match_info_free(match);
            return &list->items[i];
        }
        g_match_info_free(match);
    }
    return NULL;
}

static bool flag(const struct Node *node, const char *key)
{
    const char *word = node ? rules_word(node, key) : NULL;
    return word && !strcmp(word, "yes");
}

/* A short line that ends no sentence and has text behind it. */
static bool looks_like_heading(const struct Importer *im, const struct ImportBlock *block, size_t index)
{
    const char *text = block->passage->text->str;
    gunichar first = g_utf8_get_char(text);
    return block->passage->text->len <= LONGEST_HEADING && g_unichar_isupper(first) && !block_ends_sentence(im, block) &&
           index + 1 < im->manuscript->blocks->len;
}

static struct Looked look_at(const struct Importer *im, size_t index)
{
    const struct ImportBlock *block = manuscript_block(im->manuscript, index);
    const char *text = block->passage->text->str;
    struct Looked look = {CLASS_PLAIN, 0, 0, 0, false, NULL};
    if (block->kind != BLOCK_TEXT) {
        look.class = block->kind == BLOCK_NOTE ? CLASS_NOTE : CLASS_TABLE;
    } else if (first_match(&im->rules->annexes, text, true, &look.start, NULL)) {
        look.class = CLASS_ANNEX;
    } else if ((look.rule = first_match(&im->rules->closing, text, true, &look.start, NULL))) {
        look.class = CLASS_CLOSING;
    } else if ((look.rule = first_match(&im->rules->headings, text, false, &look.start, NULL)) &&
               (block->heading || looks_like_heading(im, block, index))) {
        const char *level = rules_word(look.rule->node, "level");
        look.class = CLASS_HEADING;
        look.level = level ? (int)g_ascii_strtoll(level, NULL, 10) : 1;
    } else if (block->heading) {
        look = (struct Looked){CLASS_HEADING, block->heading, 0, 0, false, NULL};
    } else if (first_match(&im->rules->numbers, text, false, &look.start, NULL)) {
        look.class = CLASS_NUMBERED;
        look.number = (long)g_ascii_strtoll(text, NULL, 10);
    } else if ((look.rule = first_match(&im->rules->items, text, false, &look.start, NULL))) {
        const char *level = rules_word(look.rule->node, "level");
        look.class = CLASS_ITEM;
        look.level = level ? (int)g_ascii_strtoll(level, NULL, 10) : 1;
    } else if (looks_like_heading(im, block, index)) {
        look = (struct Looked){CLASS_HEADING, GUESSED_LEVEL, 0, 0, true, NULL};
    } else {
        look.start = 0;
    }
    return look;
}

static const struct Name *respondent_of(const struct Importer *im, size_t index, size_t start)
{
    const struct Passage *p = manuscript_block(im->manuscript, index)->passage;
    char *words = passage_plain(p, start, p->text->len);
    const struct Name *name = im->rules->respondents ? rules_name(im->rules->respondents, words) : NULL;
    g_free(words);
    return name;
}

/* True when the chapter that begins at the block holds replies and nothing else. */
static bool is_chapter_of_replies(const struct Importer *im, size_t index)
{
    size_t replies = 0;
    for (size_t i = index + 1; i < im->manuscript->blocks->len; i++) {
        struct Looked look = look_at(im, i);
        if (look.class == CLASS_NOTE)
            continue;
        if (look.class == CLASS_ANNEX || look.class == CLASS_CLOSING || (look.class == CLASS_HEADING && look.level == 1))
            break;
        if (look.class == CLASS_HEADING && !respondent_of(im, i, look.start))
            return false;
        if (look.class != CLASS_HEADING && !replies)
            return false;
        replies += look.class == CLASS_HEADING;
    }
    return replies > 0;
}

/* ---- Files ---- */

static void close_items(struct Body *b, int level)
{
    for (; b->list_level > level; b->list_level--)
        g_string_append(b->paragraph, "</item></list>");
}

static void close_paragraph(struct Body *b)
{
    if (!b->paragraph)
        return;
    close_items(b, 0);
    g_string_append_printf(b->blocks, "  <paragraph>%s</paragraph>\n", b->paragraph->str);
    g_string_free(b->paragraph, TRUE);
    b->paragraph = NULL;
}

static void close_file(struct Body *b)
{
    close_paragraph(b);
    if (!b->blocks)
        return;
    g_string_append(b->blocks, b->tail);
    file_add(b->im, b->name, b->blocks);
    g_clear_pointer(&b->tail, g_free);
    b->blocks = NULL;
}

/* Begins a file of parts/; the heading is the words of the block from `start` on, none when that is SIZE_MAX. */
static void open_part(struct Body *b, const char *place, bool many, size_t index, size_t start)
{
    close_file(b);
    b->parts++;
    b->headed = start != SIZE_MAX && !b->annexes;
    struct Arena *arena = b->im->arena;
    const char *id = many ? arena_printf(arena, "%s-%zu", place, b->parts) : place;
    b->name = many ? arena_printf(arena, "parts/%02zu-%s.xml", b->parts, place) : arena_printf(arena, "parts/%s.xml", place);
    b->blocks = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    g_string_append_printf(b->blocks, "<part place=\"%s\" id=\"%s\"", place, id);
    if (start != SIZE_MAX) {
        const struct Passage *p = manuscript_block(b->im->manuscript, index)->passage;
        char *words = passage_plain(p, start, p->text->len);
        g_string_append(b->blocks, " heading=\"");
        xml_text(b->blocks, words, strlen(words));
        g_string_append_c(b->blocks, '"');
        g_free(words);
    }
    g_string_append(b->blocks, ">\n");
    b->tail = g_strdup("</part>\n");
}

static void open_reply(struct Body *b, const struct Name *respondent, size_t index)
{
    close_file(b);
    struct Importer *im = b->im;
    const char *key = rules_word(b->section, "received"), *date = key ? value_of(im, key) : NULL;
    if (!b->undated)
        diag(im->diags, SG_IMPORT_REPLY_DATE, block_span(manuscript_block(im->manuscript, index)), "%s", date ? date : "none");
    b->undated = true;
    char *stem = g_ascii_strdown(respondent->id, -1);
    b->name = arena_printf(im->arena, "replies/%s.xml", stem);
    g_free(stem);
    b->blocks = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    g_string_append_printf(b->blocks, "<reply xmlns=\"urn:sgreport:reply:1\" id=\"%s-1\" respondent=\"%s\"", respondent->id,
                           respondent->id);
    if (date)
        g_string_append_printf(b->blocks, " received=\"%s\"", date);
    g_string_append_printf(b->blocks, " language=\"%s\">\n", im->rules->language);
    b->tail = g_strdup("</reply>\n");
}

/* ---- Sections ---- */

static size_t section_count(const struct Importer *im)
{
    size_t count = 0;
    for (const struct Node *n = im->shape.sections ? im->shape.sections->first : NULL; n; n = n->next)
        count++;
    return count;
}

static const struct Node *section_at(const struct Importer *im, size_t place)
{
    const struct Node *n = im->shape.sections ? im->shape.sections->first : NULL;
    while (n && place--)
        n = n->next;
    return n;
}

/* True when the line of the section, a word of the language, is the whole block. */
static bool is_line_of(const struct Importer *im, const struct Node *section, const struct ImportBlock *block)
{
    const char *word = rules_word(section, "line"), *line = word ? rules_word(im->rules->root, word) : NULL;
    if (!line || block->kind != BLOCK_TEXT)
        return false;
    char *words = passage_plain(block->passage, 0, block->passage->text->len);
    bool same = !strcmp(words, line);
    g_free(words);
    return same;
}

/* The section that begins with the block; -1: it belongs to the one that is open. */
static int section_of(const struct Body *b, size_t index, const struct Looked *look)
{
    const struct Importer *im = b->im;
    const struct ImportBlock *block = manuscript_block(im->manuscript, index);
    bool chapter = look->class == CLASS_HEADING && look->level == 1;
    bool replies = chapter && is_chapter_of_replies(im, index);
    for (int place = MAX(b->place, 0); place < (int)section_count(im); place++) {
        const struct Node *section = section_at(im, (size_t)place);
        bool line = rules_word(section, "line") != NULL, holds_replies = flag(section, "replies"), each = flag(section, "each"),
             numbered = flag(section, "numbered");
        const char *after = rules_word(section, "after");
        if (line ? is_line_of(im, section, block)
            : holds_replies ? replies
            : each ? (chapter && !replies) || (b->place < 0 && !chapter)
            : after ? place > b->place && line_seen(im, after)
            : numbered ? place > b->place && look->class == CLASS_NUMBERED
                       : b->place < 0)
            return place;
    }
    return -1;
}

static void take_chapter_heading(struct Body *b, size_t index, size_t start)
{
    struct Importer *im = b->im;
    const struct Name *first = NULL;
    for (size_t i = index + 1; !first && i < im->manuscript->blocks->len; i++)
        first = respondent_of(im, i, look_at(im, i).start);
    const struct Node *headings = node_child(b->section, "headings");
    const char *key = first && first->kind && headings ? rules_word(headings, first->kind) : NULL;
    const struct Passage *p = manuscript_block(im->manuscript, index)->passage;
    char *words = passage_plain(p, start, p->text->len);
    if (key)
        value_set(im, key, rules_quoted(words));
    else
        value_leave(im, words);
    g_free(words);
}

/* True when the block is used up by the opening. */
static bool open_section(struct Body *b, int place, size_t index, const struct Looked *look)
{
    b->place = place;
    b->section = section_at(b->im, (size_t)place);
    if (flag(b->section, "replies")) {
        close_file(b);
        take_chapter_heading(b, index, look->start);
        return true;
    }
    bool heading = look->class == CLASS_HEADING && flag(b->section, "each");
    open_part(b, rules_word(b->section, "place"), flag(b->section, "each"), index, heading ? look->start : SIZE_MAX);
    return heading || rules_word(b->section, "line");
}

/* ---- Blocks ---- */

static void add_paragraph(struct Body *b, size_t index, const struct Looked *look)
{
    struct Importer *im = b->im;
    const struct ImportBlock *block = manuscript_block(im->manuscript, index);
    close_paragraph(b);
    bool plain = flag(b->section, "plain");
    if (look->class == CLASS_NUMBERED) {
        if (look->number != b->expected)
            diag(im->diags, SG_IMPORT_NUMBER, block_span(block), "%ld where %ld is next", look->number, b->expected);
        b->expected = look->number + 1;
    } else if (!plain && !b->annexes) {
        diag(im->diags, SG_IMPORT_UNNUMBERED, block_span(block), "%s", "");
    }
    b->paragraph = g_string_new(NULL);
    xml_passage(im, b->paragraph, block->passage, look->start, block->passage->text->len, index);
}

static void add_item(struct Body *b, size_t index, const struct Looked *look)
{
    const struct Passage *p = manuscript_block(b->im->manuscript, index)->passage;
    if (!b->paragraph)
        b->paragraph = g_string_new(NULL);
    int level = CLAMP(look->level, 1, MIN(b->list_level + 1, 2));
    close_items(b, level);
    g_string_append(b->paragraph, b->list_level == level ? "</item><item>" : "<list><item>");
    b->list_level = level;
    xml_passage(b->im, b->paragraph, p, look->start, p->text->len, index);
}

static void add_heading(struct Body *b, size_t index, const struct Looked *look)
{
    struct Importer *im = b->im;
    struct ImportBlock *block = manuscript_block(im->manuscript, index);
    const struct Name *respondent = flag(b->section, "replies") ? respondent_of(im, index, look->start) : NULL;
    if (respondent) {
        open_reply(b, respondent, index);
        return;
    }
    if (look->guessed)
        diag(im->diags, SG_IMPORT_HEADING, block_span(block), "%s", "");
    close_paragraph(b);
    block_take_look(block);
    g_string_append(b->blocks, "  <heading");
    if (!look->guessed && look->level > 1 + b->headed)
        g_string_append_printf(b->blocks, " level=\"%d\"", MIN(look->level - b->headed, 3));
    g_string_append(b->blocks, look->start ? " numbered=\"yes\">" : ">");
    xml_passage(im, b->blocks, block->passage, look->start, block->passage->text->len, index);
    g_string_append(b->blocks, "</heading>\n");
}

static void add_closing(struct Body *b, size_t index)
{
    const struct Passage *p = manuscript_block(b->im->manuscript, index)->passage;
    GMatchInfo *match = NULL;
    size_t end;
    const struct Rule *rule = first_match(&b->im->rules->closing, p->text->str, true, &end, &match);
    values_take(b->im, rule, match, passage_span(p, 0, p->text->len));
    g_ptr_array_add(b->im->lines, (void *)rule->name);
    g_match_info_free(match);
}

static void begin_annex(struct Body *b)
{
    b->annexes++;
    b->expected = 1;
    b->annex_heading = true;
}

static void add_block(struct Body *b, size_t index)
{
    struct Importer *im = b->im;
    struct Looked look = look_at(im, index);
    if (look.class == CLASS_NOTE)
        return;
    if (look.class == CLASS_CLOSING) {
        add_closing(b, index);
        if (!flag(look.rule->node, "keep"))
            return;
        look = (struct Looked){CLASS_PLAIN, 0, 0, 0, false, NULL};
    }
    if (look.class == CLASS_ANNEX) {
        begin_annex(b);
        return;
    }
    if (b->annex_heading) {
        bool heading = look.class == CLASS_HEADING;
        b->annex_heading = false;
        open_part(b, "annex", true, index, heading ? look.start : SIZE_MAX);
        if (heading)
            return;
    } else if (!b->annexes) {
        int place = section_of(b, index, &look);
        if (place >= 0 && open_section(b, place, index, &look))
            return;
    }
    bool reply = look.class == CLASS_HEADING && flag(b->section, "replies") && respondent_of(im, index, look.start);
    if (!b->blocks && !reply) { /* no section takes it */
        char *words = passage_plain(manuscript_block(im->manuscript, index)->passage, 0, SIZE_MAX);
        value_leave(im, words);
        g_free(words);
        return;
    }
    if (look.class == CLASS_HEADING && look.guessed && flag(b->section, "plain"))
        look.class = CLASS_PLAIN;
    switch (look.class) {
    case CLASS_ITEM:
        add_item(b, index, &look);
        break;
    case CLASS_HEADING:
        add_heading(b, index, &look);
        break;
    case CLASS_TABLE:
        close_paragraph(b);
        xml_table(im, b->blocks, manuscript_block(im->manuscript, index), index);
        break;
    case CLASS_PLAIN:
    case CLASS_NUMBERED:
    case CLASS_ANNEX:
    case CLASS_CLOSING:
    case CLASS_NOTE:
        add_paragraph(b, index, &look);
        break;
    }
}

void body_write(struct Importer *im)
{
    struct Body b = {.im = im, .place = -1, .expected = 1};
    for (size_t i = im->body; i < im->manuscript->blocks->len; i++)
        add_block(&b, i);
    close_file(&b);
}
