/* The layout stage in one place: paragraphs into lines, lines into pages, pages into positions. */
#include "layout/layout.h"

#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/limits.h"
#include "base/share.h"
#include "layout/memo.h"
#include "layout/place.h"

/* Findings in the order of the document, whichever thread found them. */
static void findings_report(const struct SetPara *para, struct Diags *diags)
{
    for (size_t i = 0; i < para->finding_count; i++) {
        struct Finding *finding = &para->findings[i];
        diag(diags, finding->code, finding->span, "%s", finding->detail != NULL ? finding->detail : "");
        g_free(finding->detail);
    }
}

/* Who sets paragraphs, on a thread of its own; none knows of another, so the pages are the same with any number. */
struct Hand {
    struct Flow *flow;
    const struct Memo *memo; /* NULL: none */
    struct Setter *setter;
};

static struct SetPara *para_get(const struct Memo *memo, struct Setter *setter, const struct ParaInput *input)
{
    struct SetPara *para = memo != NULL ? memo_find(memo, setter, input) : NULL;
    return para != NULL ? para : para_set(setter, input);
}

static void job_run(void *data, size_t index)
{
    struct Hand *hand = data;
    struct Job *job = &hand->flow->jobs[index];
    job->para = para_get(hand->memo, hand->setter, &job->input);
}

static void arena_end(void *arena)
{
    arena_free(arena);
}

/* Bytes of text, of which so many pay for a second word cache. */
enum { PAYING_BYTES = 100000 };

static size_t text_bytes(const struct Flow *flow)
{
    size_t bytes = 0;
    for (size_t i = 0; i < flow->job_count && bytes < PAYING_BYTES; i++)
        for (size_t r = 0; r < flow->jobs[i].input.run_count; r++)
            bytes += strlen(flow->jobs[i].input.runs[r].text);
    return bytes;
}

static void jobs_share(struct Setter *setter, struct Flow *flow, const struct Memo *memo, int threads)
{
    struct Hand hands[SHARE_MOST_THREADS];
    void *pointers[SHARE_MOST_THREADS];
    for (int i = 0; i < threads; i++) {
        hands[i] = (struct Hand){flow, memo, setter};
        pointers[i] = &hands[i];
        if (i == 0)
            continue;
        struct Arena *own = arena_defer(setter->arena, arena_end, arena_new());
        struct Arena *scratch = arena_defer(setter->scratch, arena_end, arena_new());
        hands[i].setter = setter_new(setter->style, setter->faces, own, scratch);
    }
    share(flow->job_count, threads, pointers, job_run);
    for (int i = 1; i < threads; i++)
        setter_free(hands[i].setter);
}

/* Sets again the paragraphs that the plan wants a line longer or shorter. */
static bool *paras_adjust(struct Setter *setter, struct Flow *flow, struct Memo *memo, const GArray *plans)
{
    bool *adjusted = ARENA_ARRAY(setter->scratch, bool, flow->paras->len + 1);
    for (guint p = 0; p < plans->len; p++) {
        const struct PagePlan *plan = &g_array_index(plans, struct PagePlan, p);
        for (int n = 0; n < ABS(plan->looser); n++) {
            uint32_t para = paginate_adjusted(flow, plan, n);
            struct Job *job = &flow->jobs[g_array_index(flow->paras, struct FlowPara, para).job];
            job->input.looseness = plan->looser > 0 ? 1 : -1;
            job->para = para_get(memo, setter, &job->input);
            if (memo != NULL)
                memo_keep(memo, setter, &job->input, job->para);
            adjusted[para] = true;
        }
    }
    return adjusted;
}

/* Where the text that calls a note was written, for messages. */
static struct Span note_span(const struct Flow *flow, const struct FlowNote *note)
{
    return flow->report->notes[note->index].span;
}

/* What the page breaker could not avoid: said, and counted. */
static void plans_report(const struct Flow *flow, const GArray *plans, struct Pages *pages,
                         struct Diags *diags)
{
    for (guint p = 0; p < plans->len; p++) {
        const struct PagePlan *plan = &g_array_index(plans, struct PagePlan, p);
        if (plan->overfull)
            diag(diags, SG_PAGE_TOO_FULL, SPAN_NONE, "page %u", p + 1);
        if (plan->end > plan->first && plan->end < flow->lines->len) {
            const struct FlowLine *last = flow_line(flow, plan->end - 1);
            pages->orphans += last->orphan_after;
            pages->widows += last->widow_after;
            pages->stranded += last->penalty == BREAK_FORBIDDEN && !flow_line(flow, plan->end)->page_before &&
                               !last->orphan_after && !last->widow_after;
        }
        for (uint32_t i = plan->note_first; i < plan->note_end; i++) {
            const struct FlowNote *note = &g_array_index(
                flow->notes, struct FlowNote, g_array_index(flow->note_lines, struct FlowNoteLine, i).note);
            const char *id = flow->report->blocks[flow_line(flow, note->call)->block].id;
            const char *mark = flow->report->notes[note->index].mark;
            if (i == note->first && (note->call < plan->first || plan->first == plan->end)) {
                pages->late_notes++;
                diag(diags, SG_NOTE_LATE, note_span(flow, note), "note %s of paragraph %s, page %u", mark, id,
                     p + 1);
            }
            if (i + 1 == plan->note_end && i != note->last)
                diag(diags, SG_NOTE_SPLIT, note_span(flow, note), "note %s of paragraph %s, page %u", mark,
                     id, p + 1);
        }
    }
}

static void memo_end(void *memo)
{
    memo_free(memo);
}

/* Pages point into it, so it ends with them. */
static struct Memo *memo_open(struct Arena *arena, const struct LayoutCache *cache)
{
    return cache == NULL ? NULL : arena_defer(arena, memo_end, memo_new(cache->bytes, cache->size, cache->stamp));
}

struct Pages *layout_report(struct Arena *arena, const struct Report *report, const struct Style *style,
                            struct LayoutOptions options, struct Diags *diags)
{
    struct Faces *faces = faces_new(arena, style->faces, diags);
    struct Arena *scratch = arena_new();
    struct Setter *setter = setter_new(style, faces, arena, scratch);
    struct Fixed *fixed = fixed_set(setter, report, options.draft, diags);
    struct Flow *flow = flow_new(report, setter, diags);
    struct Pages *pages = NULL;
    struct Memo *memo = memo_open(arena, options.cache);
    jobs_share(setter, flow, memo, share_threads(options.threads, text_bytes(flow), PAYING_BYTES));
    for (size_t i = 0; i < flow->job_count; i++) {
        findings_report(flow->jobs[i].para, diags);
        if (memo != NULL)
            memo_keep(memo, setter, &flow->jobs[i].input, flow->jobs[i].para);
    }
    if (!faces_failed(faces)) {
        flow_join(flow, scratch, fixed->notes, fixed->note_count);
        GArray *plans = paginate(flow);
        if (plans->len > LIMIT_PAGES) {
            diag(diags, SG_TOO_MANY_PAGES, SPAN_NONE, "%u", plans->len);
        } else {
            const bool *adjusted = paras_adjust(setter, flow, memo, plans);
            pages = place_pages(setter, flow, plans, adjusted, fixed);
            plans_report(flow, plans, pages, diags);
            if (memo != NULL)
                options.cache->renewed = memo_write(memo);
        }
        g_array_free(plans, TRUE);
    }
    flow_free(flow);
    setter_free(setter);
    arena_free(scratch);
    return pages;
}
