/* Running text as segments: words shaped in one face, each with the white after it and the right to break
 * there.
 *
 *     "the Office*, A/68/277 (2013–14)"  ->  the_ Office * ,_ A/68/277_ (2013–14)
 * A segment never crosses a run, a face or a bidi level. Where lines may break is decided here, by rules of
 * our own and not by the Unicode algorithm, which breaks document symbols, ranges and French punctuation. */
#ifndef SG_LAYOUT_TEXT_H
#define SG_LAYOUT_TEXT_H

#include <glib.h>
#include <string.h>

#include "base/diag.h"
#include "layout/shape.h"
#include "model/report.h"
#include "model/style.h"

/* How characters look: interned, so that equal looks have equal indices. */
struct Look {
    const struct OpenFace *face;
    Length size, raise, tracking;
    int scale; /* horizontal */
    bool no_kern;
    int64_t factor; /* length of a unit of the face, in 1/65536; made from the others */
};

struct Seg {
    const struct Shape *shape; /* NULL: no word, only white */
    uint32_t run, text;        /* index of the run; first byte in its text */
    uint32_t glue_run, glue_text;
    uint16_t look, glue_look;
    uint8_t level, glue_level; /* of bidi */
    uint8_t glue_bytes;        /* of the characters that the white is; 0: white without a character */
    bool may_break;            /* after it */
    bool flagged;              /* a break here ends in a hyphen */
    int16_t penalty;
    Length width;
    Length trim_start, trim_end; /* white of Chinese punctuation that falls away at the edges of a line */
    Length shift;                /* of the glyphs, where white before them fell away */
    Length glue, stretch, shrink;
};

/* Something to say about the text; said later, in the order of the document. */
struct Finding {
    enum DiagCode code;
    struct Span span;
    char *detail; /* g_free */
};

/* What a thread needs to set text; the buffers are used again from paragraph to paragraph. */
struct Setter {
    const struct Style *style;
    struct Faces *faces;
    struct Arena *arena;   /* what the pages keep: glyphs, clusters, text that is not of the report */
    struct Arena *scratch; /* what ends with the stage: lines and their runs until they are placed */
    struct ShapeCache *cache;
    GArray *looks;                                 /* struct Look */
    GArray *segs;                                  /* struct Seg of the paragraph at hand */
    GArray *findings;                              /* struct Finding of the paragraph at hand */
    GArray *breaks, *nodes, *chosen;               /* of line breaking */
    GArray *items, *line_runs, *words;             /* of the line at hand */
    GArray *singles;                               /* struct Setting *: of spaces and hyphens */
    GArray *notes;                                 /* int: called in the paragraph at hand */
    GString *bidi_text;
    GByteArray *key;       /* of the paragraph at hand, in the memo */
    uint16_t *classes;  /* of characters below CLASSES, 0: not known yet */
    void *dictionaries; /* of hyphenation, by language: made at the first need */
};

/* Owned by the caller. */
struct Setter *setter_new(const struct Style *style, struct Faces *faces, struct Arena *arena,
                          struct Arena *scratch);
void setter_free(struct Setter *setter);

struct TextOptions {
    const char *lang;
    bool rtl;         /* base direction */
    bool tabular;     /* figures of equal width */
    bool superscript; /* all of it is set as a note mark */
};

/* Fills setter->segs from the runs in a style. */
void text_segment(struct Setter *setter, const struct Run *runs, size_t count, const struct BlockStyle *style,
                  struct TextOptions options);
/* Width of all of the segments on one line. */
Length segs_width(const struct Setter *setter);

/* The first byte from `at` on that is not ASCII; `end` when there is none. */
static inline const char *text_past_ascii(const char *at, const char *end)
{
    uint64_t part;
    while (end - at >= 8 && (memcpy(&part, at, 8), (part & 0x8080808080808080u) == 0))
        at += 8;
    while (at < end && (uint8_t)*at < 0x80)
        at++;
    return at;
}

static inline const struct Look *setter_look(const struct Setter *setter, unsigned index)
{
    return &g_array_index(setter->looks, struct Look, index);
}

/* Length of so many units of a face, and of so many tracked clusters. */
static inline Length look_length(const struct Look *look, int64_t units, int tracked)
{
    return (Length)((units * look->factor) >> 16) + tracked * look->tracking;
}

#endif
