/* Optimal page breaking.
 *
 * A page ends after a line j of the text and holds the notes up to a line q of all notes. The state (next
 * line, note lines placed) tells all that later pages need, so the cheapest way to each state is kept and the
 * cheapest way to the end is the document: a dynamic program over the states in the order of the lines, about
 * lines times lines a page.
 *
 * From a state, a page may end after any line that fits with all notes called so far; ends that leave a quarter
 * of the page white are tried only where there are no others. Only where every such
 * end would leave the page shorter than the style bears may a note be split, two lines on each side at least,
 * and only where not even that goes, start late. Whole paragraphs on a page may be set one line longer or
 * shorter, if their lines allow it: the longest first. A state from which nothing fits gives an overfull
 * page, with a message, and never a failure.
 *
 * Rejected: page by page, as all other systems do: cheap, and it leaves widows, short pages and split notes
 * that a different break pages before would have avoided. */
#include "layout/paginate.h"

#include <string.h>

enum { MOST_ADJUSTED = 3 };
#define NO_STATE      UINT32_MAX
#define OVERFULL_COST ((int64_t)1000000000000000)

/* A way to a state: the page that ended there. */
struct State {
    int64_t cost;
    uint32_t line, note; /* next line, next note line */
    uint32_t previous;   /* state */
    uint32_t next;       /* of the same line */
    Length blank, flex, give;
    int8_t looser;
    bool overfull, expanded;
};

/* Distance from the first line, and how much of it may stretch and shrink. */
struct Depth {
    Length natural, stretch, shrink;
};

struct Paginator {
    const struct Flow *flow;
    const struct PageWeights *weights;
    GArray *states;
    uint32_t *heads;                  /* of each next line: its states */
    struct Depth *depth, *note_depth; /* of each line, each note line */
    uint32_t *next_forced;            /* of each line: the next after it that starts a page */
    uint32_t *next_choice;            /* of each line: the first of `choices` that ends with it or later */
    GArray *choices;                  /* uint32_t: paragraphs that may change by a line, in their order */
    Length extra; /* most that the top and the foot of a page add to its lines */
    uint32_t lines, note_lines;
};

/* The longest paragraphs that a page holds whole and that may change by a line. */
struct Choice {
    uint32_t para[MOST_ADJUSTED];
    int count;
};

/* One page being tried. */
struct Trial {
    uint32_t state, first, note_first;
    Length room; /* from the first baseline to the last */
    struct Choice looser, tighter;
    Length least_blank; /* of the ends found */
    bool found;
    bool passed_over, any; /* ends that leave a quarter of the page white; even those are tried */
};

static struct State *state_at(const struct Paginator *paginator, uint32_t index)
{
    return &g_array_index(paginator->states, struct State, index);
}

/* Note lines called up to the end of a line. */
static uint32_t notes_called(const struct Paginator *paginator, uint32_t line)
{
    uint32_t notes = flow_line(paginator->flow, line)->notes;
    return notes == 0 ? 0 : g_array_index(paginator->flow->notes, struct FlowNote, notes - 1).last + 1;
}

static const struct FlowNote *note_of_line(const struct Paginator *paginator, uint32_t note_line)
{
    uint32_t note = g_array_index(paginator->flow->note_lines, struct FlowNoteLine, note_line).note;
    return &g_array_index(paginator->flow->notes, struct FlowNote, note);
}

/* Height of note lines first..end - 1 with their separator. */
static Length notes_height(const struct Paginator *paginator, uint32_t first, uint32_t end)
{
    if (first >= end)
        return 0;
    const struct NoteArea *area = paginator->flow->style->notes;
    return area->above + area->below + paginator->note_depth[end - 1].natural -
           paginator->note_depth[first].natural;
}

static Length body_height(const struct Paginator *paginator, uint32_t first, uint32_t last)
{
    Length height = paginator->depth[last].natural - paginator->depth[first].natural +
                    flow_line(paginator->flow, last)->bottom_extra;
    return height + (first > 0 ? flow_line(paginator->flow, first)->top_extra : 0);
}

static void choice_add(const struct Flow *flow, struct Choice *choice, uint32_t para)
{
    int at = choice->count;
    uint32_t lines = g_array_index(flow->paras, struct FlowPara, para).count;
    while (at > 0 && g_array_index(flow->paras, struct FlowPara, choice->para[at - 1]).count < lines)
        at--;
    if (at == MOST_ADJUSTED)
        return;
    if (choice->count < MOST_ADJUSTED)
        choice->count++;
    for (int i = choice->count - 1; i > at; i--)
        choice->para[i] = choice->para[i - 1];
    choice->para[at] = para;
}

/* A paragraph that ends on the page, where it is whole. */
static void choice_offer(const struct Flow *flow, uint32_t first, uint32_t index, struct Choice *looser,
                         struct Choice *tighter)
{
    const struct FlowPara *para = &g_array_index(flow->paras, struct FlowPara, index);
    if (para->first >= first && para->looser)
        choice_add(flow, looser, index);
    if (para->first >= first && para->tighter)
        choice_add(flow, tighter, index);
}

/* A paragraph that ends with this line. */
static void choices_extend(const struct Flow *flow, uint32_t first, uint32_t line, struct Choice *looser,
                           struct Choice *tighter)
{
    uint32_t index = flow_line(flow, line)->para;
    if (index == UINT32_MAX)
        return;
    const struct FlowPara *para = &g_array_index(flow->paras, struct FlowPara, index);
    if (para->first + para->count - 1 == line)
        choice_offer(flow, first, index, looser, tighter);
}

static int64_t squared(int64_t value)
{
    return value * value;
}

static int64_t blank_cost(const struct PageWeights *weights, Length blank)
{
    int64_t ratio = (int64_t)blank * 1000 / weights->ragged, bad = ratio * ratio / 1000 * ratio / 10000;
    int64_t cost = squared(10 + MIN(bad, 10000)) + (blank > weights->short_limit ? squared(weights->short_page) : 0);
    return cost + MAX(blank, 0); /* of two pages as bad as can be, the fuller one */
}

static struct State *state_find(const struct Paginator *paginator, uint32_t line, uint32_t note)
{
    for (uint32_t i = paginator->heads[line]; i != NO_STATE; i = state_at(paginator, i)->next)
        if (state_at(paginator, i)->note == note)
            return state_at(paginator, i);
    return NULL;
}

/* `old`: the way to the same state so far; NULL: none. */
static void state_reach(struct Paginator *paginator, struct State *old, struct State state)
{
    if (old == NULL) {
        state.next = paginator->heads[state.line];
        paginator->heads[state.line] = paginator->states->len;
        g_array_append_val(paginator->states, state);
    } else if (state.cost < old->cost) {
        state.next = old->next;
        *old = state;
    }
}

/* What the distances of a page can give together. */
static Length page_give(const struct Paginator *paginator, const struct Trial *trial, uint32_t end,
                        uint32_t note_end, bool stretch)
{
    Length give = 0;
    if (end > trial->first) {
        const struct Depth *top = &paginator->depth[trial->first], *foot = &paginator->depth[end - 1];
        give += stretch ? foot->stretch - top->stretch : foot->shrink - top->shrink;
    }
    if (note_end > trial->note_first) {
        const struct Depth *top = &paginator->note_depth[trial->note_first],
                           *foot = &paginator->note_depth[note_end - 1];
        give += stretch ? foot->stretch - top->stretch : foot->shrink - top->shrink;
    }
    return give;
}

/* The page may end before line `end` and note line `note_end` with so much white left, or too little: what it
 * costs, and the state it leads to. */
static void page_end(struct Paginator *paginator, struct Trial *trial, uint32_t end, uint32_t note_end,
                     Length blank, int64_t extra, int looser)
{
    const struct PageWeights *weights = paginator->weights;
    bool all = end == paginator->lines && note_end == paginator->note_lines;
    bool forced = end < paginator->lines && flow_line(paginator->flow, end)->page_before;
    Length flex = 0, give = page_give(paginator, trial, end, note_end, blank > 0);
    if (blank < 0) {
        if (-blank > give)
            return;
        flex = blank;
    } else if (!all && !forced) {
        flex = MIN(blank, give);
    }
    blank -= flex;
    trial->found = true;
    const struct FlowLine *before = end == 0 ? NULL : flow_line(paginator->flow, end - 1);
    if (all || forced)
        trial->least_blank = MIN(trial->least_blank, 0);
    else if (before == NULL || (!before->orphan_after && !before->widow_after)) /* else a note is rather split */
        trial->least_blank = MIN(trial->least_blank, blank);
    int64_t cost = state_at(paginator, trial->state)->cost + extra + squared(10);
    if (end > trial->first && end < paginator->lines && !forced)
        cost += squared(before->penalty);
    cost += looser >= 0 ? looser * squared(weights->loose) : -looser * squared(weights->tight);
    struct State *old = state_find(paginator, end, note_end);
    if (old != NULL && old->cost <= cost)
        return; /* the rest of the cost would only add to it */
    int64_t used = give == 0 ? 0 : (int64_t)ABS(flex) * 100 / give;
    cost += used * used / 4 + (all || forced ? 0 : blank_cost(weights, blank) - squared(10));
    struct State state = {cost, end,  note_end,       trial->state, NO_STATE, blank,
                          flex, give, (int8_t)looser, false,        false};
    state_reach(paginator, old, state);
}

/* The page ends after `last` with all notes called: as it is, or with paragraphs of one line more or less. */
static void try_whole(struct Paginator *paginator, struct Trial *trial, uint32_t last, Length height)
{
    const struct Flow *flow = paginator->flow;
    uint32_t called = notes_called(paginator, last);
    Length natural = trial->room - height - notes_height(paginator, trial->note_first, called),
           blank = natural;
    bool forced = last + 1 == paginator->lines || flow_line(flow, last + 1)->page_before;
    if (natural > trial->room / 4 && !forced && !trial->any) {
        trial->passed_over = true;
        return;
    }
    page_end(paginator, trial, last + 1, called, blank, 0, 0);
    for (int n = 1; n <= trial->looser.count && blank > 0 && natural < trial->room / 4; n++) {
        blank -= g_array_index(flow->paras, struct FlowPara, trial->looser.para[n - 1]).leading;
        page_end(paginator, trial, last + 1, called, blank, 0, n);
    }
    blank = natural;
    for (int n = 1; n <= trial->tighter.count && blank < 0; n++) {
        blank += g_array_index(flow->paras, struct FlowPara, trial->tighter.para[n - 1]).leading;
        page_end(paginator, trial, last + 1, called, blank, 0, -n);
    }
}

/* The most note lines that fit; two lines of a split note stay on each side, if it has four. */
static uint32_t split_end(const struct Paginator *paginator, uint32_t first, uint32_t called, Length room)
{
    uint32_t end = first;
    while (end < called && notes_height(paginator, first, end + 1) <= room)
        end++;
    if (end == called || end == first)
        return end;
    const struct FlowNote *note = note_of_line(paginator, end - 1);
    if (end - 1 == note->last)
        return end;
    if (end - 1 == note->first)
        return end - 1 > first || note->last - note->first < 3 ? end - 1 : end;
    if (note->last - (end - 1) == 1 && end - 1 > note->first + 1)
        end--;
    return end;
}

/* Notes called on the page that do not start on it. */
static int64_t late_count(const struct Paginator *paginator, const struct Trial *trial, uint32_t last,
                          uint32_t note_end)
{
    uint32_t before = trial->first == 0 ? 0 : flow_line(paginator->flow, trial->first - 1)->notes;
    int64_t late = 0;
    for (uint32_t n = flow_line(paginator->flow, last)->notes; n > before; n--)
        late += g_array_index(paginator->flow->notes, struct FlowNote, n - 1).first >= note_end;
    return late;
}

static void try_split(struct Paginator *paginator, struct Trial *trial, uint32_t last, Length height)
{
    uint32_t called = notes_called(paginator, last);
    if (called == trial->note_first)
        return;
    Length room = trial->room - height;
    uint32_t end = split_end(paginator, trial->note_first, called, room);
    if (end == called)
        return;
    int64_t late = late_count(paginator, trial, last, end);
    bool split = end > trial->note_first && end - 1 != note_of_line(paginator, end - 1)->last;
    if (end == trial->note_first && late == 0)
        return; /* nothing of the notes carried over fits: a worse end of others */
    int64_t extra =
        late * squared(paginator->weights->late_note) + (split ? squared(paginator->weights->split_note) : 0);
    page_end(paginator, trial, last + 1, end, room - notes_height(paginator, trial->note_first, end), extra,
             0);
}

/* The page holds nothing but notes carried over. */
static void try_notes_only(struct Paginator *paginator, struct Trial *trial)
{
    if (trial->first == 0)
        return;
    uint32_t called = notes_called(paginator, trial->first - 1);
    if (called <= trial->note_first)
        return;
    const struct NoteArea *area = paginator->flow->style->notes;
    Length room = trial->room + area->above + area->below;
    uint32_t end = split_end(paginator, trial->note_first, called, room);
    if (end == trial->note_first)
        end++;
    page_end(paginator, trial, trial->first, end,
             MAX(room - notes_height(paginator, trial->note_first, end), 0), 0, 0);
}

/* Height of a page up to a line, or a little less. */
static Length least_height(const struct Paginator *paginator, const struct Trial *trial, uint32_t last)
{
    uint32_t called = notes_called(paginator, last);
    Length notes = called > trial->note_first ? paginator->note_depth[called - 1].natural -
                                                    paginator->note_depth[trial->note_first].natural
                                              : 0;
    return paginator->depth[last].natural - paginator->depth[trial->first].natural + notes;
}

/* Most ends would leave too much white. The first line that might not is looked for by halving, since heights only
 * grow; of those before it, only paragraphs that may change count. */
static uint32_t ends_pass_over(const struct Paginator *paginator, struct Trial *trial)
{
    const struct NoteArea *area = paginator->flow->style->notes;
    Length enough = trial->room / 4 * 3 - area->above - area->below - paginator->extra;
    uint32_t low = trial->first, high = paginator->next_forced[trial->first] - 1;
    for (uint32_t step = 16; high - low > step; step *= 2)
        if (least_height(paginator, trial, low + step) >= enough)
            high = low + step;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (least_height(paginator, trial, middle) < enough)
            low = middle + 1;
        else
            high = middle;
    }
    trial->passed_over = trial->passed_over || low > trial->first;
    for (uint32_t i = paginator->next_choice[trial->first]; i < paginator->choices->len; i++) {
        uint32_t index = g_array_index(paginator->choices, uint32_t, i);
        const struct FlowPara *para = &g_array_index(paginator->flow->paras, struct FlowPara, index);
        if (para->first + para->count > low)
            break;
        choice_offer(paginator->flow, trial->first, index, &trial->looser, &trial->tighter);
    }
    return low;
}

/* All ends of a page that starts in a state; splitting says whether notes may be split. */
static void try_ends(struct Paginator *paginator, struct Trial *trial, bool splitting)
{
    const struct Flow *flow = paginator->flow;
    trial->looser.count = trial->tighter.count = 0;
    Length slack = 0;
    uint32_t from = splitting || trial->any ? trial->first : ends_pass_over(paginator, trial);
    for (uint32_t last = from; last < paginator->lines; last++) {
        const struct FlowLine *line = flow_line(flow, last);
        if (last > trial->first && line->page_before)
            break;
        Length height = body_height(paginator, trial->first, last);
        if (height - slack > trial->room)
            break;
        choices_extend(flow, trial->first, last, &trial->looser, &trial->tighter);
        slack = paginator->depth[last].shrink - paginator->depth[trial->first].shrink + LENGTH_PT(1);
        for (int n = 0; n < trial->tighter.count && !splitting; n++)
            slack += g_array_index(flow->paras, struct FlowPara, trial->tighter.para[n]).leading;
        bool forbidden = line->penalty == BREAK_FORBIDDEN && last + 1 < paginator->lines &&
                         !flow_line(flow, last + 1)->page_before;
        if (forbidden)
            continue;
        if (splitting)
            try_split(paginator, trial, last, height);
        else
            try_whole(paginator, trial, last, height);
    }
}

/* Nothing fits: the page takes the next lines up to the first place where it may end. */
static void try_overfull(struct Paginator *paginator, const struct Trial *trial)
{
    const struct Flow *flow = paginator->flow;
    uint32_t last = trial->first;
    while (last + 1 < paginator->lines && flow_line(flow, last)->penalty == BREAK_FORBIDDEN &&
           !flow_line(flow, last + 1)->page_before)
        last++;
    struct State state = {state_at(paginator, trial->state)->cost + OVERFULL_COST,
                          last + 1,
                          notes_called(paginator, last),
                          trial->state,
                          NO_STATE,
                          0,
                          0,
                          0,
                          0,
                          true,
                          false};
    state_reach(paginator, state_find(paginator, state.line, state.note), state);
}

static void state_expand(struct Paginator *paginator, uint32_t index)
{
    struct State *state = state_at(paginator, index);
    state->expanded = true;
    const struct PageArea *area =
        state->line == 0 ? &paginator->flow->style->first_page : &paginator->flow->style->later_pages;
    struct Trial trial = {.state = index,
                          .first = state->line,
                          .note_first = state->note,
                          .room = area->last - area->first,
                          .least_blank = INT32_MAX};
    if (trial.first < paginator->lines)
        try_ends(paginator, &trial, false);
    trial.any = trial.passed_over && !trial.found;
    if (trial.any)
        try_ends(paginator, &trial, false);
    if (trial.first < paginator->lines &&
        (!trial.found || trial.least_blank > paginator->weights->short_limit))
        try_ends(paginator, &trial, true);
    try_notes_only(paginator, &trial);
    if (!trial.found && trial.first < paginator->lines)
        try_overfull(paginator, &trial);
}

/* Another way to the same line placed as many notes or more, for no more. */
static bool state_is_beaten(const struct Paginator *paginator, const struct State *state)
{
    for (uint32_t i = paginator->heads[state->line]; i != NO_STATE; i = state_at(paginator, i)->next) {
        const struct State *other = state_at(paginator, i);
        if (other->note > state->note && other->cost <= state->cost)
            return true;
    }
    return false;
}

/* The next state of a line: that of the fewest note lines first, since a page of notes alone leads from one
 * to another. */
static uint32_t state_to_expand(const struct Paginator *paginator, uint32_t line)
{
    uint32_t best = NO_STATE;
    for (uint32_t i = paginator->heads[line]; i != NO_STATE; i = state_at(paginator, i)->next) {
        const struct State *state = state_at(paginator, i);
        if (state->expanded || state_is_beaten(paginator, state) ||
            (line == paginator->lines && state->note == paginator->note_lines))
            continue;
        if (best == NO_STATE || state->note < state_at(paginator, best)->note)
            best = i;
    }
    return best;
}

static void depths_fill(struct Paginator *paginator)
{
    const struct Flow *flow = paginator->flow;
    for (uint32_t i = 1; i < paginator->lines; i++) {
        const struct FlowLine *line = flow_line(flow, i);
        const struct Depth *before = &paginator->depth[i - 1];
        paginator->depth[i] = (struct Depth){before->natural + line->above, before->stretch + line->stretch,
                                             before->shrink + line->shrink};
    }
    for (uint32_t i = 1; i < paginator->note_lines; i++) {
        const struct FlowNoteLine *line = &g_array_index(flow->note_lines, struct FlowNoteLine, i);
        const struct Depth *before = &paginator->note_depth[i - 1];
        paginator->note_depth[i] = (struct Depth){
            before->natural + line->above, before->stretch + line->stretch, before->shrink + line->shrink};
    }
}

/* What lets ends be passed over. */
static void skips_fill(struct Paginator *paginator)
{
    const struct Flow *flow = paginator->flow;
    uint32_t choice = 0, forced = paginator->lines;
    for (uint32_t line = 0; line < paginator->lines; line++) {
        const struct FlowLine *at = flow_line(flow, line);
        paginator->extra = MAX(paginator->extra, at->top_extra + at->bottom_extra);
        if (at->para == UINT32_MAX)
            continue;
        const struct FlowPara *para = &g_array_index(flow->paras, struct FlowPara, at->para);
        if (para->first + para->count - 1 == line && (para->looser || para->tighter))
            g_array_append_val(paginator->choices, at->para);
    }
    for (uint32_t line = 0; line < paginator->lines; line++) {
        while (choice < paginator->choices->len) {
            uint32_t index = g_array_index(paginator->choices, uint32_t, choice);
            const struct FlowPara *para = &g_array_index(flow->paras, struct FlowPara, index);
            if (para->first + para->count > line)
                break;
            choice++;
        }
        paginator->next_choice[line] = choice;
    }
    for (uint32_t line = paginator->lines; line-- > 0;) {
        paginator->next_forced[line] = forced;
        if (flow_line(flow, line)->page_before)
            forced = line;
    }
}

/* From the end back to the start. */
static GArray *plans_collect(const struct Paginator *paginator)
{
    GArray *plans = g_array_new(FALSE, TRUE, sizeof(struct PagePlan));
    uint32_t at = NO_STATE;
    for (uint32_t i = paginator->heads[paginator->lines]; i != NO_STATE; i = state_at(paginator, i)->next)
        if (state_at(paginator, i)->note == paginator->note_lines)
            at = i;
    guint count = 0;
    for (uint32_t i = at; i != NO_STATE && state_at(paginator, i)->previous != NO_STATE; i = state_at(paginator, i)->previous)
        count++;
    g_array_set_size(plans, count);
    for (; count > 0; at = state_at(paginator, at)->previous) {
        const struct State *end = state_at(paginator, at), *start = state_at(paginator, end->previous);
        struct PagePlan plan = {start->line, end->line, start->note, end->note,    end->blank,
                                end->flex,   end->give, end->looser, end->overfull};
        g_array_index(plans, struct PagePlan, --count) = plan;
    }
    return plans;
}

GArray *paginate(const struct Flow *flow)
{
    struct Paginator paginator = {.flow = flow,
                                  .weights = flow->style->pages,
                                  .lines = flow->lines->len,
                                  .note_lines = flow->note_lines->len};
    paginator.states = g_array_new(FALSE, FALSE, sizeof(struct State));
    paginator.heads = g_new(uint32_t, paginator.lines + 1);
    for (uint32_t i = 0; i <= paginator.lines; i++)
        paginator.heads[i] = NO_STATE;
    paginator.depth = g_new0(struct Depth, paginator.lines + 1);
    paginator.note_depth = g_new0(struct Depth, paginator.note_lines + 1);
    paginator.next_forced = g_new(uint32_t, paginator.lines + 1);
    paginator.next_choice = g_new(uint32_t, paginator.lines + 1);
    paginator.choices = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    depths_fill(&paginator);
    skips_fill(&paginator);
    state_reach(&paginator, NULL, (struct State){.previous = NO_STATE, .next = NO_STATE});
    for (uint32_t line = 0; line <= paginator.lines; line++) {
        uint32_t next;
        while ((next = state_to_expand(&paginator, line)) != NO_STATE)
            state_expand(&paginator, next);
    }
    GArray *plans = plans_collect(&paginator);
    g_array_free(paginator.states, TRUE);
    g_free(paginator.heads);
    g_free(paginator.depth);
    g_free(paginator.note_depth);
    g_free(paginator.next_forced);
    g_free(paginator.next_choice);
    g_array_free(paginator.choices, TRUE);
    return plans;
}

uint32_t paginate_adjusted(const struct Flow *flow, const struct PagePlan *plan, int n)
{
    struct Choice looser = {.count = 0}, tighter = {.count = 0};
    for (uint32_t line = plan->first; line < plan->end; line++)
        choices_extend(flow, plan->first, line, &looser, &tighter);
    const struct Choice *choice = plan->looser > 0 ? &looser : &tighter;
    return n < choice->count ? choice->para[n] : UINT32_MAX;
}
