#include "layout/margin.h"

#include <string.h>

#include "base/arena.h"

Length margin_bar(const struct Style *style, bool rtl)
{
    const struct MarginStyle *margin = style->margin;
    Length left = style->body_left - margin->gap - margin->bar;
    return rtl ? style->width - left - margin->bar : left;
}

Length margin_anchor(const struct Style *style, bool rtl)
{
    const struct MarginStyle *margin = style->margin;
    return margin_bar(style, rtl) + (rtl ? margin->bar + margin->size / 2 : -margin->size / 2);
}

const struct FixedText *margin_text(const struct Margin *margin, const char *words)
{
    for (size_t i = 0; i < margin->count; i++)
        if (!strcmp(margin->texts[i].words, words))
            return &margin->texts[i].text;
    return NULL;
}

/* As a text that ends beside the bar. */
static struct FixedText words_set(struct Setter *setter, const struct Report *report, const char *words)
{
    struct FixedPlace place = {.kind = FIXED_PATTERN, .pattern = words, .align = STYLE_END, .italic = true, .scale = 1000,
                               .mark = MARK_HEAD};
    place.size = place.large_size = setter->style->margin->size;
    place.leading = place.size * 6 / 5;
    return fixed_pattern(setter, &place, report, 0, 0);
}

struct Margin *margin_set(struct Setter *setter, const struct Report *report)
{
    struct Margin *margin = NULL;
    size_t room = 0;
    for (size_t i = 0; setter->style->margin && i < report->block_count; i++) {
        const char *words = report->blocks[i].margin;
        if (!words || (margin && margin_text(margin, words)))
            continue;
        if (!margin)
            margin = ARENA_NEW(setter->scratch, struct Margin);
        if (margin->count == room) { /* two kinds of mark, seldom more */
            struct MarginText *more = ARENA_ARRAY(setter->scratch, struct MarginText, room + 4);
            if (room)
                memcpy(more, margin->texts, room * sizeof *more);
            margin->texts = more;
            room += 4;
        }
        margin->texts[margin->count++] = (struct MarginText){words, words_set(setter, report, words)};
    }
    return margin;
}
