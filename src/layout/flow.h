/* The vertical list: all lines of the document, one under the other, and all lines of its notes, before
 * pages.
 *
 * Every paragraph, cell and note is a job; jobs do not know of each other, so that any thread may do any of
 * them and the result is the same. Then the lines are strung together with their distances and the penalties
 * of a break after each; the page breaker needs nothing else. */
#ifndef SG_LAYOUT_FLOW_H
#define SG_LAYOUT_FLOW_H

#include "layout/para.h"

struct Job {
    struct ParaInput input;
    struct SetPara *para;
};

/* A line of a paragraph at its place. */
struct FlowPart {
    const struct SetLine *line;
    Length x; /* left edge of its column on the paper */
};

enum { BREAK_FORBIDDEN = INT16_MAX };

struct FlowLine {
    Length above;           /* distance from the line before */
    Length stretch, shrink; /* of that distance */
    struct FlowPart *parts;
    uint16_t part_count;
    int16_t penalty;                /* of a page break after it */
    bool page_before;               /* it starts a page */
    bool orphan_after, widow_after; /* what a break after it would leave */
    bool hyphen;
    uint32_t block;      /* index in the report */
    uint32_t para;       /* index in Flow.paras */
    Length top_extra;    /* height above it when it starts a page: repeated header rows */
    Length bottom_extra; /* height under it when it ends a page */
    uint32_t notes;      /* notes called up to its end */
    int table;           /* index in Flow.tables; -1 */
    bool first_of_block;
};

/* A paragraph that may be set in one line more or less. */
struct FlowPara {
    uint32_t first, count; /* lines */
    uint32_t job;
    Length leading;
    bool looser, tighter;
};

struct FlowTable {
    uint32_t first, last; /* lines */
    uint32_t header_end;  /* first line that is not of the header */
    Length x, width;
};

struct FlowNoteLine {
    Length above, stretch, shrink;
    struct FlowPart part;
    uint32_t note; /* index in Flow.notes */
};

struct FlowNote {
    int index;            /* in the report */
    uint32_t first, last; /* lines */
    uint32_t call;        /* line of the text that calls it */
};

struct Flow {
    const struct Report *report;
    const struct Style *style;
    const struct Faces *faces;
    struct Job *jobs;
    size_t job_count;
    uint32_t *first_job; /* of each block */
    uint32_t *note_jobs; /* of each note of the report */
    GArray *lines;       /* struct FlowLine */
    GArray *note_lines;  /* struct FlowNoteLine */
    GArray *notes;       /* struct FlowNote, in the order of their calls */
    GArray *paras;       /* struct FlowPara */
    GArray *tables;      /* struct FlowTable */
    size_t slot_notes;   /* notes called by fixed places */
};

/* Makes the jobs. Owned by the caller (flow_free); jobs live in setter->scratch. */
struct Flow *flow_new(const struct Report *report, struct Setter *setter, struct Diags *diags);
/* Strings the finished jobs together; `arena` is for scratch. */
void flow_join(struct Flow *flow, struct Arena *arena, const int *slot_notes, size_t slot_note_count);
void flow_free(struct Flow *flow);

const struct BlockStyle *flow_style(const struct Style *style, const char *name);
/* Leading of a style in a language: some faces need more. */
Length flow_leading(const struct Flow *flow, const struct BlockStyle *style, const char *lang);

/* ---- Tables (table.c) ---- */

size_t table_job_count(const struct ReportTable *table);
void table_jobs(struct Flow *flow, struct Setter *setter, size_t block, struct Job *jobs);
void table_join(struct Flow *flow, struct Arena *arena, size_t block, Length above);

static inline struct FlowLine *flow_line(const struct Flow *flow, size_t index)
{
    return &g_array_index(flow->lines, struct FlowLine, index);
}

#endif
