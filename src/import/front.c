/* The lines before the text. A rule of the list `front` takes the beginning of what is left of a block: all of it, a
 * line of it or, where it says "more", less, since programs run lines together. */
#include <string.h>

#include "base/arena.h"
#include "import/import_int.h"

#define LONGEST_LINE 4000 /* bytes; no line of a masthead is longer, and patterns take their time */

/* A list of names that the line before must be one of; none is no condition. */
static bool follows(const struct Importer *im, const struct Node *after)
{
    if (!after)
        return true;
    const char *last = im->lines->len ? g_ptr_array_index(im->lines, im->lines->len - 1) : "";
    for (const struct Node *n = after->first; n; n = n->next)
        if (!g_strcmp0(node_text(n), last))
            return true;
    return false;
}

static bool may_match(const struct Importer *im, const struct Rule *rule)
{
    const char *once = rules_word(rule->node, "once");
    if (once && !strcmp(once, "yes") && line_seen(im, rule->name))
        return false;
    return follows(im, node_child(rule->node, "after"));
}

static bool is_end(const struct Rule *rule, const char *text, size_t at)
{
    return !text[at] || text[at] == '\n' || (rule->more && (text[at] == ' ' || g_str_has_prefix(text + at, CALL_CHARACTER)));
}

/* Star notes that are called in the line: their bodies have patterns of their own. */
static void take_star_notes(struct Importer *im, const struct Passage *p, size_t from, size_t to, size_t index)
{
    const struct Mark *call = NULL;
    for (size_t at = from; (call = passage_next_call(p, at, to)); at = call->end) {
        struct ImportBlock *body = note_take(im, call->value, index);
        if (!body) {
            diag(im->diags, SG_IMPORT_NOTE_MISSING, passage_span(p, call->start, call->end), "\"%s\"", call->value);
            continue;
        }
        char *words = note_plain(body);
        bool known = false;
        for (size_t i = 0; !known && i < im->rules->star_notes.count; i++) {
            const struct Rule *rule = &im->rules->star_notes.items[i];
            GMatchInfo *match = NULL;
            gint start, end;
            known = g_regex_match(rule->regex, words, 0, &match) && g_match_info_fetch_pos(match, 0, &start, &end) &&
                    !words[end] && values_take(im, rule, match, block_span(body));
            g_match_info_free(match);
        }
        if (!known) {
            diag(im->diags, SG_IMPORT_STAR_NOTE, block_span(body), "%s", "");
            value_leave(im, words);
        }
        g_free(words);
    }
}

static void take_line(struct Importer *im, const struct Rule *rule, const GMatchInfo *match, size_t index, size_t from, size_t to)
{
    const struct Passage *p = manuscript_block(im->manuscript, index)->passage;
    bool names = false;
    for (size_t i = 0; i < rule->capture_count; i++) {
        gint start, end;
        if (rule->captures[i].type->kind != TYPE_NAMES || !g_match_info_fetch_pos(match, (gint)i + 1, &start, &end))
            continue;
        sponsors_take(im, rule->captures[i].type, p, (size_t)start, (size_t)end, index);
        names = true;
    }
    if (!names)
        take_star_notes(im, p, from, to, index);
    values_take(im, rule, match, passage_span(p, from, to));
    g_ptr_array_add(im->lines, (void *)rule->name);
    if (rules_word(rule->node, "contents"))
        diag(im->diags, SG_IMPORT_CONTENTS, passage_span(p, from, to), "%s", "");
    if (rules_word(rule->node, "guess"))
        diag(im->diags, SG_IMPORT_LINE_GUESSED, passage_span(p, from, to), "%s", rule->name);
}

/* The rule that takes text from `at` on; *end is behind what it takes. NULL: none. */
static const struct Rule *find_rule(const struct Importer *im, const char *text, size_t at, GMatchInfo **match, size_t *end)
{
    for (size_t i = 0; i < im->rules->front.count; i++) {
        const struct Rule *rule = &im->rules->front.items[i];
        gint start, stop;
        *match = NULL;
        if (may_match(im, rule) && g_regex_match_full(rule->regex, text, -1, (gint)at, 0, match, NULL) &&
            g_match_info_fetch_pos(*match, 0, &start, &stop) && (size_t)stop > at && is_end(rule, text, (size_t)stop)) {
            *end = (size_t)stop;
            return rule;
        }
        g_match_info_free(*match);
    }
    return NULL;
}

static void take_block(struct Importer *im, size_t index)
{
    const struct Passage *p = manuscript_block(im->manuscript, index)->passage;
    const char *text = p->text->str;
    for (size_t at = 0; at < p->text->len;) {
        GMatchInfo *match;
        size_t end;
        const struct Rule *rule = p->text->len <= LONGEST_LINE ? find_rule(im, text, at, &match, &end) : NULL;
        if (!rule) {
            char *words = passage_plain(p, at, p->text->len);
            diag(im->diags, SG_IMPORT_LINE_UNKNOWN, passage_span(p, at, p->text->len), "%s", "");
            value_leave(im, words);
            g_free(words);
            return;
        }
        while (g_str_has_prefix(text + end, CALL_CHARACTER))
            end += CALL_CHARACTER_LENGTH;
        take_line(im, rule, match, index, at, end);
        g_match_info_free(match);
        for (at = end; text[at] == ' ' || text[at] == '\n';)
            at++;
    }
}

/* The rule by which the text begins with this block; NULL: it does not. */
static const struct Rule *begins(struct Importer *im, const struct ImportBlock *block)
{
    const struct Passage *p = block->passage;
    for (size_t i = 0; i < im->rules->begin.count; i++) {
        const struct Rule *rule = &im->rules->begin.items[i];
        GMatchInfo *match = NULL;
        gint start, end;
        bool here = g_regex_match(rule->regex, p->text->str, 0, &match) &&
                    g_match_info_fetch_pos(match, 0, &start, &end) && (size_t)end == p->text->len;
        if (here)
            values_take(im, rule, match, block_span(block));
        g_match_info_free(match);
        if (here)
            return rule;
    }
    return NULL;
}

/* Lines of a table of contents look as the headings do with which the text begins. */
static bool is_contents(const struct Importer *im, const struct ImportBlock *block)
{
    const GString *text = block->passage->text;
    GMatchInfo *match;
    size_t end;
    const struct Rule *rule = text->len && text->len <= LONGEST_LINE ? find_rule(im, text->str, 0, &match, &end) : NULL;
    if (rule)
        g_match_info_free(match);
    return rule && rules_word(rule->node, "contents");
}

void front_read(struct Importer *im)
{
    for (im->body = 0; im->body < im->manuscript->blocks->len;) {
        const struct ImportBlock *block = manuscript_block(im->manuscript, im->body);
        if (block->kind == BLOCK_TABLE) { /* mastheads are tables */
            manuscript_flatten(im->manuscript, im->body);
            continue;
        }
        if (block->kind == BLOCK_NOTE) {
            im->body++;
            continue;
        }
        const struct Rule *rule = is_contents(im, block) ? NULL : begins(im, block);
        if (rule) {
            const char *keep = rules_word(rule->node, "keep");
            g_ptr_array_add(im->lines, (void *)rule->name);
            im->body += !keep || strcmp(keep, "yes") != 0;
            return;
        }
        take_block(im, im->body++);
    }
}
