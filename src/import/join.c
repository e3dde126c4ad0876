/* What the ends of pages did to the text. */
#include <string.h>

#include "base/limits.h"
#include "import/import_int.h"

#define SURELY_PROSE 160 /* bytes: no heading is longer */

static bool matches_whole(const struct RuleList *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++) {
        GMatchInfo *match = NULL;
        gint start, end;
        bool whole = g_regex_match(list->items[i].regex, text, 0, &match) && g_match_info_fetch_pos(match, 0, &start, &end) &&
                     !text[end];
        g_match_info_free(match);
        if (whole)
            return true;
    }
    return false;
}

static bool begins_as(const struct RuleList *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (g_regex_match(list->items[i].regex, text, 0, NULL))
            return true;
    return false;
}

bool block_ends_sentence(const struct Importer *im, const struct ImportBlock *block)
{
    const GString *text = block->passage->text;
    size_t from = text->len > SURELY_PROSE ? text->len - SURELY_PROSE : 0;
    while (from < text->len && (text->str[from] & 0xC0) == 0x80)
        from++;
    char *tail = passage_plain(block->passage, from, text->len);
    bool ends = !im->rules->sentence_end || g_regex_match(im->rules->sentence_end, tail, 0, NULL);
    g_free(tail);
    return ends;
}

/* A heading, a numbered paragraph, an item, the end of the document: it goes on with nothing. */
static bool begins_something(const struct Importer *im, const struct ImportBlock *block)
{
    const char *text = block->passage->text->str;
    const struct RuleList *const begin[] = {&im->rules->headings, &im->rules->numbers, &im->rules->items, &im->rules->starts};
    for (size_t i = 0; i < G_N_ELEMENTS(begin); i++)
        if (begins_as(begin[i], text))
            return true;
    return block->heading || matches_whole(&im->rules->closing, text) || matches_whole(&im->rules->annexes, text);
}

static bool begins_small(const struct ImportBlock *block)
{
    const char *text = block->passage->text->str;
    return g_unichar_islower(g_utf8_get_char(text));
}

/* True when the second goes on with the sentence of the first. */
static bool goes_on(const struct Importer *im, const struct ImportBlock *first, const struct ImportBlock *second)
{
    if (first->heading || first->passage->text->len > LIMIT_PARAGRAPH_BYTES)
        return false;
    if (block_ends_sentence(im, first) || begins_something(im, second))
        return false;
    return begins_small(second) || first->passage->text->len > SURELY_PROSE ||
           begins_as(&im->rules->numbers, first->passage->text->str);
}

static void join(struct Importer *im, struct ImportBlock *first, const struct ImportBlock *second)
{
    const GString *text = first->passage->text;
    diag(im->diags, SG_IMPORT_JOINED, block_span(second), "%s", "");
    char last = text->len ? text->str[text->len - 1] : ' ';
    passage_join(first->passage, second->passage, last == '-' ? '\0' : ' ');
}

static bool is_furniture(const struct Importer *im, const struct ImportBlock *block)
{
    return block->kind == BLOCK_TEXT && matches_whole(&im->rules->furniture, block->passage->text->str);
}

/* True when the block stays: it is no head or foot, and `before` did not take it in. */
static bool stays(struct Importer *im, struct ImportBlock *before, const struct ImportBlock *block)
{
    if (is_furniture(im, block)) {
        diag(im->diags, SG_IMPORT_FURNITURE, block_span(block), "%s", "");
        return false;
    }
    if (block->kind != BLOCK_TEXT || !before || !goes_on(im, before, block))
        return true;
    join(im, before, block);
    return false;
}

void manuscript_mend(struct Importer *im)
{
    struct ImportBlock *before = NULL;
    GPtrArray *kept = g_ptr_array_new();
    for (size_t i = im->body; i < im->manuscript->blocks->len; i++) {
        struct ImportBlock *block = manuscript_block(im->manuscript, i);
        if (!stays(im, before, block)) {
            block_free(block);
            continue;
        }
        g_ptr_array_add(kept, block);
        if (block->kind != BLOCK_NOTE)
            before = block->kind == BLOCK_TEXT ? block : NULL;
    }
    manuscript_splice(im->manuscript, im->body, im->manuscript->blocks->len - im->body, kept);
    g_ptr_array_unref(kept);
}
