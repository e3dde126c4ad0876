/* Total-fit line breaking.
 *
 * Of all ways to break a paragraph the one with the least sum of demerits is taken. A node is a break that a
 * line can end at, with the number of lines before it and how tight the line was; the active list holds the
 * nodes from which a line can still start, sorted by their number of lines. Since nodes of different numbers
 * of lines are kept apart, the best paragraph of one line more or fewer falls out of the same run: the page
 * breaker may buy it.
 *
 * Passes: without hyphens at a low tolerance, then with what the style allows, then at eight times its tolerance,
 * then with an emergency stretch on each line, at last at any cost. An emergency stretch blurs how bad lines are;
 * a higher tolerance does not, and three spaces in four need no more. Badness is TeX's, in integers, so that every machine breaks alike.
 * Greedy breaking was rejected: its word spaces vary twice as much (half of the lines over 1.5 times the
 * natural space against 5 %). */
#include "layout/fit.h"

#include <string.h>

#include "layout/hyphen.h"

enum { INFINITE_BADNESS = 10000, CUT_PENALTY = 5000, ADDRESS_PENALTY = 100, FITNESS = 4, SHORT_LAST = 7, WIDE = 8 };
#define NO_NODE UINT32_MAX

struct Fit {
    const struct FitBreak *breaks;
    guint break_count;
    const struct LineWeights *weights;
    struct FitOptions options;
    int tolerance;
    Length background; /* stretch of each line */
    bool last_resort;
    GArray *nodes;
    uint32_t active;
    Length start; /* white that falls away at the start of the paragraph */
};

/* Best ways to one break, by fitness, from nodes of one number of lines. */
struct Candidates {
    int64_t demerits[FITNESS];
    uint32_t node[FITNESS];
    bool any;
};

static struct FitNode *node_at(const struct Fit *fit, uint32_t index)
{
    return &g_array_index(fit->nodes, struct FitNode, index);
}

static int badness(Length white, Length stretch)
{
    if (white <= 0)
        return 0;
    if (stretch <= 0)
        return INFINITE_BADNESS;
    int64_t ratio = (int64_t)white * 297 / stretch;
    if (ratio > 1290)
        return INFINITE_BADNESS;
    return (int)((ratio * ratio * ratio + 131072) / 262144);
}

/* Badness and fitness of a line; false when it does not fit. */
static bool line_badness(const struct Fit *fit, const struct FitNode *from, guint to, int *bad,
                         uint8_t *fitness)
{
    static const struct FitBreak zero;
    const struct FitBreak *start = from->at == 0 ? &zero : &fit->breaks[from->at - 1];
    const struct FitBreak *end = &fit->breaks[to];
    Length begin = from->at == 0 ? fit->start : start->next;
    Length white = (from->line == 0 ? fit->options.first_width : fit->options.width) - (end->end - begin);
    bool last = to + 1 == fit->break_count;
    if (white >= 0) {
        Length stretch = end->stretch_end - start->stretch_next + fit->background;
        if (fit->options.ragged)
            stretch = fit->options.ragged_stretch + fit->background;
        *bad = last ? 0 : badness(white, stretch);
        *fitness = *bad > 99 ? 3 : *bad > 12 ? 2 : 1;
        return true;
    }
    Length shrink = fit->options.ragged ? 0 : end->shrink_end - start->shrink_next;
    if (-white > shrink)
        return false;
    *bad = badness(-white, shrink);
    *fitness = *bad > 12 ? 0 : 1;
    return true;
}

/* Width of the last line, if it starts after this node. */
static Length last_width(const struct Fit *fit, const struct FitNode *from)
{
    return fit->breaks[fit->break_count - 1].end - fit->breaks[from->at - 1].next;
}

static int64_t line_demerits(const struct Fit *fit, const struct FitNode *from, guint to, int bad,
                             uint8_t fitness)
{
    const struct FitBreak *end = &fit->breaks[to];
    int64_t demerits = fit->weights->line_penalty + bad;
    demerits *= demerits;
    if (end->penalty > 0)
        demerits += (int64_t)end->penalty * end->penalty;
    bool last = to + 1 == fit->break_count, hyphen_before = from->at > 0 && fit->breaks[from->at - 1].flagged;
    if (end->flagged && hyphen_before)
        demerits += fit->weights->double_hyphen_demerits;
    if (last && hyphen_before)
        demerits += fit->weights->last_hyphen_demerits;
    if (last && from->at > 0 && last_width(fit, from) < fit->options.width / SHORT_LAST)
        demerits += fit->weights->short_last_demerits;
    int step = (int)fitness - (int)from->fitness;
    if (step > 1 || step < -1)
        demerits += fit->weights->adjacent_demerits;
    return from->demerits + demerits;
}

static void candidates_reset(struct Candidates *candidates)
{
    for (int i = 0; i < FITNESS; i++)
        candidates->demerits[i] = INT64_MAX;
    candidates->any = false;
}

/* Makes nodes of the candidates, before `next` in the active list. Those far worse than the best are left
 * out. */
static uint32_t candidates_insert(struct Fit *fit, struct Candidates *candidates, guint to, uint32_t line,
                                  uint32_t before, uint32_t next)
{
    int64_t best = INT64_MAX;
    for (int i = 0; i < FITNESS; i++)
        best = MIN(best, candidates->demerits[i]);
    for (int i = 0; i < FITNESS; i++) {
        if (candidates->demerits[i] == INT64_MAX ||
            candidates->demerits[i] > best + fit->weights->adjacent_demerits)
            continue;
        struct FitNode node = {candidates->demerits[i], to + 1, candidates->node[i], next, line, (uint8_t)i};
        g_array_append_val(fit->nodes, node);
        uint32_t index = fit->nodes->len - 1;
        if (before == NO_NODE)
            fit->active = index;
        else
            node_at(fit, before)->next_active = index;
        before = index;
    }
    candidates_reset(candidates);
    return before;
}

static void candidates_try(struct Fit *fit, struct Candidates *candidates, uint32_t from, guint to, int bad,
                           uint8_t fitness)
{
    int64_t demerits = line_demerits(fit, node_at(fit, from), to, bad, fitness);
    if (demerits >= candidates->demerits[fitness])
        return;
    candidates->demerits[fitness] = demerits;
    candidates->node[fitness] = from;
    candidates->any = true;
}

/* All lines that may end at one break. False when no line can go on. */
static bool fit_break(struct Fit *fit, guint to)
{
    struct Candidates candidates;
    candidates_reset(&candidates);
    bool last = to + 1 == fit->break_count;
    uint32_t before = NO_NODE, from = fit->active, last_dead = NO_NODE, line = 0;
    while (from != NO_NODE) {
        const struct FitNode *node = node_at(fit, from);
        uint32_t next = node->next_active;
        if (candidates.any && node->line != line)
            before = candidates_insert(fit, &candidates, to, line + 1, before, from);
        line = node_at(fit, from)->line;
        int bad;
        uint8_t fitness;
        bool fits = line_badness(fit, node_at(fit, from), to, &bad, &fitness);
        if (fits && bad <= fit->tolerance)
            candidates_try(fit, &candidates, from, to, bad, fitness);
        if (!fits || last) {
            if (!fits &&
                (last_dead == NO_NODE || node_at(fit, from)->demerits < node_at(fit, last_dead)->demerits))
                last_dead = from;
            if (before == NO_NODE)
                fit->active = next;
            else
                node_at(fit, before)->next_active = next;
        } else {
            before = from;
        }
        from = next;
    }
    if (candidates.any)
        candidates_insert(fit, &candidates, to, line + 1, before, NO_NODE);
    if (fit->active != NO_NODE)
        return true;
    if (!fit->last_resort || last_dead == NO_NODE)
        return false;
    candidates_try(fit, &candidates, last_dead, to, INFINITE_BADNESS, 0); /* the line stands out */
    candidates_insert(fit, &candidates, to, node_at(fit, last_dead)->line + 1, NO_NODE, NO_NODE);
    return true;
}

/* The final node of so many lines with the least demerits; of any number for 0. */
static uint32_t final_node(const struct Fit *fit, uint32_t lines)
{
    uint32_t best = NO_NODE;
    for (uint32_t i = fit->active; i != NO_NODE; i = node_at(fit, i)->next_active) {
        if (lines != 0 && node_at(fit, i)->line != lines)
            continue;
        if (best == NO_NODE || node_at(fit, i)->demerits < node_at(fit, best)->demerits)
            best = i;
    }
    return best;
}

/* A paragraph made longer by a line of one word is no gain. */
static bool alternative_is_good(const struct Fit *fit, uint32_t node)
{
    if (node == NO_NODE)
        return false;
    const struct FitNode *before = node_at(fit, node_at(fit, node)->previous);
    return before->at == 0 || last_width(fit, before) >= fit->options.width / SHORT_LAST;
}

static bool fit_pass(struct Fit *fit, int tolerance, Length background, bool last_resort)
{
    fit->tolerance = tolerance;
    fit->background = background;
    fit->last_resort = last_resort;
    g_array_set_size(fit->nodes, 0);
    struct FitNode start = {0, 0, NO_NODE, NO_NODE, 0, 1};
    g_array_append_val(fit->nodes, start);
    fit->active = 0;
    for (guint i = 0; i < fit->break_count; i++)
        if (!fit_break(fit, i))
            return false;
    return true;
}

/* ---- Where lines may end ---- */

struct Sums {
    Length width, stretch, shrink;
};

/* A word that is an address on the web may be broken after its punctuation. */
static bool word_is_address(const struct Shape *shape)
{
    return shape->length > 12 &&
           (g_strstr_len(shape->key, shape->length, "://") != NULL || strncmp(shape->key, "www.", 4) == 0);
}

/* Breaks inside a word, after clusters that `penalty_after` allows. */
static void cuts_add(struct Setter *setter, guint index, const struct Sums *sums, bool everywhere)
{
    const struct Seg *seg = &g_array_index(setter->segs, struct Seg, index);
    const struct Look *look = setter_look(setter, seg->look);
    const struct Shape *shape = seg->shape;
    int64_t units = 0;
    int tracked = 0;
    unsigned bytes = 0, glyph = 0;
    for (unsigned c = 0; c + 1 < shape->cluster_count; c++) {
        for (unsigned g = 0; g < shape->clusters[c].glyphs; g++, glyph++) {
            units += shape->glyphs[glyph].advance;
            tracked += shape->glyphs[glyph].advance != 0;
        }
        bytes += shape->clusters[c].bytes;
        bool punctuation =
            strchr("/.-?&=_", shape->key[bytes - 1]) != NULL && strchr("/.-", shape->key[bytes]) == NULL;
        if (!punctuation && !everywhere)
            continue;
        struct FitBreak cut = {index,
                               (uint16_t)bytes,
                               false,
                               false,
                               (int16_t)(punctuation ? ADDRESS_PENALTY : CUT_PENALTY),
                               0,
                               0,
                               sums->stretch,
                               sums->stretch,
                               sums->shrink,
                               sums->shrink};
        cut.end = cut.next = sums->width + look_length(look, units, tracked);
        g_array_append_val(setter->breaks, cut);
    }
}

static bool breaks_collect(struct Setter *setter, const struct FitOptions *options, bool hyphens)
{
    struct Sums sums = {0, 0, 0};
    bool cut = false;
    g_array_set_size(setter->breaks, 0);
    for (guint i = 0; i < setter->segs->len; i++) {
        const struct Seg *seg = &g_array_index(setter->segs, struct Seg, i);
        bool last = i + 1 == setter->segs->len, ltr = (seg->level & 1) == 0;
        bool wide = seg->width > MIN(options->width, options->first_width);
        if (seg->shape != NULL && ltr && (wide || word_is_address(seg->shape))) {
            cuts_add(setter, i, &sums, wide);
            cut |= wide;
        } else if (seg->shape != NULL && hyphens && ltr) {
            hyphen_breaks(setter, i, options->lang, sums.width, sums.stretch, sums.shrink);
        }
        struct FitBreak point = {i,
                                 0,
                                 seg->flagged,
                                 false,
                                 seg->penalty,
                                 sums.width + seg->width - seg->trim_end,
                                 0,
                                 sums.stretch,
                                 0,
                                 sums.shrink,
                                 0};
        sums.width += seg->width + seg->glue;
        sums.stretch += seg->stretch;
        sums.shrink += seg->shrink;
        if (!seg->may_break && !last)
            continue;
        point.next = sums.width + (last ? 0 : g_array_index(setter->segs, struct Seg, i + 1).trim_start);
        point.stretch_next = sums.stretch;
        point.shrink_next = sums.shrink;
        if (last)
            point.penalty = 0;
        g_array_append_val(setter->breaks, point);
    }
    return cut;
}

static void chosen_collect(struct Setter *setter, const struct Fit *fit, uint32_t node)
{
    guint lines = node_at(fit, node)->line;
    g_array_set_size(setter->chosen, lines);
    for (; node_at(fit, node)->at != 0; node = node_at(fit, node)->previous)
        g_array_index(setter->chosen, guint, --lines) = node_at(fit, node)->at - 1;
}

struct FitResult fit_paragraph(struct Setter *setter, struct FitOptions options)
{
    struct FitResult result = {0, false, false, false};
    g_array_set_size(setter->chosen, 0);
    if (setter->segs->len == 0)
        return result;
    const struct LineWeights *weights = setter->style->lines;
    struct Fit fit = {.weights = weights, .options = options, .nodes = setter->nodes};
    fit.start = g_array_index(setter->segs, struct Seg, 0).trim_start;
    result.overfull = breaks_collect(setter, &options, false);
    fit.breaks = &g_array_index(setter->breaks, struct FitBreak, 0);
    fit.break_count = setter->breaks->len;
    bool alternatives = true,
         done = fit_pass(&fit, options.hyphenate ? weights->pretolerance : weights->tolerance, 0, false);
    if (!done && options.hyphenate) {
        breaks_collect(setter, &options, true);
        fit.breaks = &g_array_index(setter->breaks, struct FitBreak, 0);
        fit.break_count = setter->breaks->len;
        done = fit_pass(&fit, weights->tolerance, 0, false);
    }
    if (!done) {
        alternatives = false;
        done = fit_pass(&fit, MIN(weights->tolerance * WIDE, INFINITE_BADNESS - 1), 0, false);
    }
    for (int emergency = 1; !done && emergency <= 16; emergency *= 2) {
        alternatives = false;
        done = fit_pass(&fit, weights->tolerance, weights->emergency_stretch * emergency, false);
    }
    if (!done) {
        fit_pass(&fit, INFINITE_BADNESS, weights->emergency_stretch * 16, true);
        result.overfull = true;
    }
    uint32_t best = final_node(&fit, 0), lines = node_at(&fit, best)->line;
    if (alternatives && lines > 1) {
        result.looser = alternative_is_good(&fit, final_node(&fit, lines + 1));
        result.tighter = alternative_is_good(&fit, final_node(&fit, lines - 1));
    }
    uint32_t wanted =
        options.looseness == 0 ? NO_NODE : final_node(&fit, (uint32_t)((int)lines + options.looseness));
    chosen_collect(setter, &fit, wanted != NO_NODE ? wanted : best);
    result.line_count = setter->chosen->len;
    return result;
}
