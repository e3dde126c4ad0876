/* The structure of the kind, walked: each part of the template becomes blocks. */
#include "compose/parts.h"

#include <string.h>

#include "base/arena.h"
#include "compose/chapters.h"
#include "compose/contents.h"
#include "compose/inline.h"
#include "compose/number.h"
#include "compose/words.h"

/* ---- Blocks ---- */

struct Notes { /* values of the notes that a block or slot may call */
    struct Value *items;
    size_t count;
};

static struct Notes note_values(struct Composer *c, const struct NoteRule *rules, size_t count)
{
    struct Notes notes = {ARENA_ARRAY(c->scratch, struct Value, count), count};
    for (size_t i = 0; i < count; i++) {
        notes.items[i] = value_none(rules[i].name);
        if (!conditions_hold(c, &rules[i].when))
            continue;
        struct Run call = note_call(c, note_from_pattern(c, rules[i].kind, rules[i].pattern, NULL, 0));
        notes.items[i].runs = (struct Runs){arena_memdup(c->arena, &call, sizeof call), 1};
        notes.items[i].kind = VALUE_RUNS;
        notes.items[i].number = 1;
    }
    return notes;
}

/* The record of a sentence made from a pattern of the structure: its evidence are the respondents it speaks
 * of. */
static void say_recorded(struct Composer *c, const char *key, const char *block_id, struct Notes notes)
{
    g_ptr_array_set_size(c->evidence, 0);
    struct Sentence record = {.act = -1, .stance = -1, .rule = "structure", .wording = key};
    record.id = unique_id(c, arena_printf(c->arena, "%s/%s", block_id, key));
    int index = composer_sentence(c, &record);
    composer_say(c, key, index, notes.items, notes.count);
    GPtrArray *seen = g_ptr_array_new();
    for (guint i = 0; i < c->evidence->len; i++)
        if (!g_ptr_array_find(seen, g_ptr_array_index(c->evidence, i), NULL))
            g_ptr_array_add(seen, g_ptr_array_index(c->evidence, i));
    struct Sentence *kept = &g_array_index(c->sentences, struct Sentence, index);
    kept->respondents = arena_memdup(c->arena, seen->pdata, sizeof(void *) * seen->len);
    kept->respondent_count = seen->len;
    g_ptr_array_unref(seen);
}

static bool is_prose(enum Role role)
{
    return role == ROLE_PARAGRAPH || role == ROLE_NUMBERED;
}

static void say_once(struct Composer *c, const struct BlockRule *rule, const char *key, const char *id,
                     struct Notes notes)
{
    if (is_prose((enum Role)rule->role))
        say_recorded(c, key, id, notes);
    else
        composer_say(c, key, -1, notes.items, notes.count);
}

static void say_sentence(struct Composer *c, const struct BlockRule *rule,
                         const struct SentenceRule *sentence, const char *id, struct Notes notes)
{
    if (!conditions_hold(c, &sentence->when))
        return;
    if (!sentence->each) {
        say_once(c, rule, sentence->pattern, id, notes);
        return;
    }
    const struct Fact *list = dossier_fact(c->dossier, sentence->each);
    for (const struct Fact *item = list ? list->first : NULL; item; item = item->next) {
        size_t depth = c->scope->len;
        scope_push_fact(c, sentence->as, item);
        say_once(c, rule, sentence->pattern, id, notes);
        scope_pop(c, depth);
    }
}

static void add_block(struct Composer *c, const struct BlockRule *rule)
{
    if (!conditions_hold(c, &rule->when))
        return;
    const char *id = unique_id(c, rule->id);
    struct Block *block = composer_open(c, (enum Role)rule->role, rule->style, id);
    block->page_break_before = rule->page_break;
    block->level = rule->level;
    if (rule->role == ROLE_LIST_ITEM) {
        block->label = item_label(c, rule->level, c->place);
        block->part_of_paragraph = true;
    }
    g_array_index(c->drafts, struct Draft, c->drafts->len - 1).unnumbered = true;
    if (rule->label)
        block->label = composer_text(c, rule->label, NULL, 0);
    struct Notes notes = note_values(c, rule->notes, rule->note_count);
    for (size_t i = 0; i < rule->sentence_count; i++)
        say_sentence(c, rule, &rule->sentences[i], id, notes);
    composer_close(c);
}

/* ---- Groups of parts ---- */

static void add_box(struct Composer *c, const struct BoxRule *rule)
{
    if (!conditions_hold(c, &rule->when))
        return;
    int outer = c->box;
    c->box = ++c->boxes;
    parts_add(c, &rule->parts);
    c->box = outer;
}

/* The heading is made first and taken back when nothing came under it. */
static void add_section(struct Composer *c, const struct SectionRule *rule)
{
    if (!conditions_hold(c, &rule->when) || (rule->draft && c->options.final))
        return;
    guint before = c->blocks->len;
    bool outer = c->draft_only;
    c->draft_only = outer || rule->draft;
    composer_heading(c, MAX(rule->level, 1), rule->unnumbered, unique_id(c, rule->id), rule->heading, NULL, 0)
        ->page_break_before = rule->draft;
    guint after = c->blocks->len;
    parts_add(c, &rule->parts);
    c->draft_only = outer;
    if (c->blocks->len == after) {
        g_array_set_size(c->blocks, before);
        g_array_set_size(c->drafts, before);
    }
}

/* Where an item stands in its list: for the punctuation after it. */
static const char *position_word(const struct Fact *list, const struct Fact *item)
{
    bool first = list->first == item;
    if (!item->next)
        return first ? "only" : "last";
    return !item->next->next ? "last-but-one" : first ? "first" : "middle";
}

static void add_each(struct Composer *c, const struct EachRule *rule)
{
    if (!conditions_hold(c, &rule->when))
        return;
    const struct Fact *list = dossier_fact(c->dossier, rule->list);
    const char *position = arena_printf(c->arena, "%s.position", rule->as);
    size_t outer = c->place;
    c->place = 0;
    for (const struct Fact *item = list ? list->first : NULL; item; item = item->next) {
        size_t depth = c->scope->len;
        scope_push_fact(c, rule->as, item);
        scope_push(c, position, value_word(position, position_word(list, item)));
        parts_add(c, &rule->parts);
        scope_pop(c, depth);
        c->place++;
    }
    c->place = outer;
}

/* ---- Parts written by hand ---- */

static size_t hand_count(struct Composer *c, const char *place)
{
    size_t count = 0;
    for (size_t i = 0; i < c->dossier->part_count; i++)
        count += strcmp(c->dossier->parts[i].place, place) == 0;
    return count;
}

/* An annex begins on a new page with its label ("Annex II") and counts its paragraphs and headings by itself.
 */
static void add_annex_head(struct Composer *c, const struct HandRule *rule, const struct HandPart *part,
                           size_t place, size_t count)
{
    const char *key = count > 1 && rule->label_many ? rule->label_many : rule->label;
    const char *number = count > 1 ? number_roman(c->arena, (int)place + 1) : "";
    struct Block *label =
        composer_open(c, ROLE_HEADING, "annex-label", arena_printf(c->arena, "%s.label", part->id));
    label->level = 1;
    label->page_break_before = true;
    struct Draft *draft = &g_array_index(c->drafts, struct Draft, c->drafts->len - 1);
    draft->restart = true;
    draft->unnumbered = true;
    composer_say(c, key, -1, VALUES(value_text(c, "number", number)));
    composer_close(c);
    if (!part->heading)
        return;
    struct Value title = value_inlines(c, "", part->heading);
    composer_open(c, ROLE_HEADING, "annex-title", arena_printf(c->arena, "%s.title", part->id))->level = 2;
    g_array_index(c->drafts, struct Draft, c->drafts->len - 1).unnumbered = true;
    composer_add(c, title.runs, -1);
    composer_close(c);
}

static void add_hand_heading(struct Composer *c, const struct HandRule *rule, const struct HandPart *part)
{
    const char *style =
        rule->title_style ? rule->title_style : arena_printf(c->arena, "heading-%d", CLAMP(rule->level, 1, 4));
    struct Value title =
        part->heading ? value_inlines(c, "", part->heading) : value_pattern(c, "", rule->heading, NULL, 0);
    composer_open(c, ROLE_HEADING, style, arena_printf(c->arena, "%s.heading", part->id))->level =
        MAX(rule->level, 1);
    g_array_index(c->drafts, struct Draft, c->drafts->len - 1).unnumbered = rule->unnumbered;
    composer_add(c, title.runs, -1);
    composer_close(c);
}

static void add_hand(struct Composer *c, const struct HandRule *rule)
{
    if (!conditions_hold(c, &rule->when))
        return;
    size_t count = hand_count(c, rule->place), place = 0;
    for (size_t i = 0; i < c->dossier->part_count; i++) {
        const struct HandPart *part = &c->dossier->parts[i];
        if (strcmp(part->place, rule->place) != 0)
            continue;
        if (rule->annex)
            add_annex_head(c, rule, part, place, count);
        else if (part->heading || rule->heading)
            add_hand_heading(c, rule, part);
        bool headed = part->heading || rule->heading;
        int level = rule->annex ? 0 : headed ? MAX(rule->level, 1) : MAX(rule->level, 1) - 1;
        struct Flow flow = {.id = part->id, .heading_level = level, .numbered = !rule->plain};
        flow.style = rule->style ? rule->style : rule->plain ? "plain" : "paragraph";
        flow.heading_style = rule->heading_style;
        flow.lead_ins = rule->lead_in ? &c->wording->lead_ins[rule->lead_in] : NULL;
        content_add(c, part->content, NULL, &flow);
        place++;
    }
}

static void add_rule(struct Composer *c, const struct RuleRule *rule)
{
    if (!conditions_hold(c, &rule->when))
        return;
    composer_open(c, ROLE_RULE, "rule", rule->id);
    composer_close(c);
}

void parts_add(struct Composer *c, const struct PartList *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct Part *part = &parts->items[i];
        if (part->block)
            add_block(c, part->block);
        else if (part->box)
            add_box(c, part->box);
        else if (part->section)
            add_section(c, part->section);
        else if (part->each)
            add_each(c, part->each);
        else if (part->replies)
            replies_add(c, part->replies);
        else if (part->conclusions && conditions_hold(c, &part->conclusions->when))
            conclude_section(c, part->conclusions);
        else if (part->hand)
            add_hand(c, part->hand);
        else if (part->rule)
            add_rule(c, part->rule);
        else if (part->contents && conditions_hold(c, &part->contents->when))
            contents_mark(c, part->contents);
    }
}

/* The first part that holds the replies: it has the chapters, by which everything is ordered. */
const struct RepliesRule *parts_replies(const struct PartList *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct Part *part = &parts->items[i];
        const struct PartList *inner = part->box       ? &part->box->parts
                                       : part->section ? &part->section->parts
                                       : part->each    ? &part->each->parts
                                                       : NULL;
        const struct RepliesRule *found = part->replies ? part->replies : inner ? parts_replies(inner) : NULL;
        if (found)
            return found;
    }
    return NULL;
}

/* ---- Slots ---- */

void slots_add(struct Composer *c)
{
    for (size_t i = 0; i < c->wording->slot_count; i++) {
        const struct SlotRule *rule = &c->wording->slots[i];
        if (!conditions_hold(c, &rule->when))
            continue;
        struct Notes notes = note_values(c, rule->notes, rule->note_count);
        struct Runs runs = words_of_pattern(c, rule->pattern, true, notes.items, notes.count);
        settle_counts(c, runs);
        struct Slot slot = {.name = rule->name, .runs = runs.items, .run_count = runs.count};
        if (runs.count)
            g_array_append_val(c->slots, slot);
    }
}
