#include "model/wording.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

static int compare_key(const void *key, const void *pattern)
{
    return strcmp(key, ((const struct Pattern *)pattern)->key);
}

const struct Pattern *wording_pattern(const struct Wording *wording, const char *key)
{
    if (!wording->pattern_count)
        return NULL;
    return bsearch(key, wording->patterns, wording->pattern_count, sizeof *wording->patterns, compare_key);
}

/* Chinese writes no border after it. */
static bool begins_with(const char *text, const char *lead_in)
{
    size_t length = strlen(lead_in);
    if (strncmp(text, lead_in, length) != 0)
        return false;
    gunichar next = g_utf8_get_char(text + length);
    return next != '-' && (!g_unichar_isalnum(next) || g_unichar_get_script(next) == G_UNICODE_SCRIPT_HAN);
}

size_t lead_in_length(const struct LeadIns *lead_ins, const char *text)
{
    size_t longest = 0;
    for (size_t i = 0; i < lead_ins->count; i++)
        if (begins_with(text, lead_ins->items[i]))
            longest = MAX(longest, strlen(lead_ins->items[i]));
    return longest;
}

static void dump_parts(const struct PartList *parts, int depth, FILE *out)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct Part *part = &parts->items[i];
        fprintf(out, "%*s", depth * 2, "");
        if (part->block)
            fprintf(out, "block %s %s\n", part->block->id, part->block->style);
        else if (part->section)
            fprintf(out, "section %s %s\n", part->section->id, part->section->heading);
        else if (part->each)
            fprintf(out, "each %s\n", part->each->list);
        else if (part->hand)
            fprintf(out, "hand %s\n", part->hand->place);
        else
            fprintf(out, "%s\n",
                    part->box           ? "box"
                    : part->replies     ? "replies"
                    : part->conclusions ? "conclusions"
                    : part->contents    ? "contents"
                                        : "rule");
        if (part->box)
            dump_parts(&part->box->parts, depth + 1, out);
        if (part->section)
            dump_parts(&part->section->parts, depth + 1, out);
        if (part->each)
            dump_parts(&part->each->parts, depth + 1, out);
    }
}

void wording_dump(const struct Wording *wording, FILE *out)
{
    fprintf(out, "wording %s %s layout=%s\n", wording->kind, language_tags[wording->language],
            wording->layout);
    dump_parts(&wording->parts, 1, out);
    for (size_t i = 0; i < wording->pattern_count; i++)
        fprintf(out, "pattern %s: %s\n", wording->patterns[i].key, wording->patterns[i].text);
}
