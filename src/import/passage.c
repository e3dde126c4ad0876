#include "import/passage.h"

#include <string.h>

struct BytePlace {
    size_t text, source;
};

static void clear_mark(gpointer mark)
{
    g_free(((struct Mark *)mark)->value);
}

struct Passage *passage_new(const struct Source *source)
{
    struct Passage *passage = g_new(struct Passage, 1);
    *passage = (struct Passage){g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(struct Mark)),
                                g_array_new(FALSE, FALSE, sizeof(struct BytePlace)), source};
    g_array_set_clear_func(passage->marks, clear_mark);
    return passage;
}

void passage_free(struct Passage *passage)
{
    g_string_free(passage->text, TRUE);
    g_array_unref(passage->marks);
    g_array_unref(passage->places);
    g_free(passage);
}

void passage_add(struct Passage *passage, const char *bytes, size_t length, size_t at)
{
    guint count = passage->places->len;
    struct BytePlace *last = count ? &g_array_index(passage->places, struct BytePlace, count - 1) : NULL;
    if (!last || last->source + (passage->text->len - last->text) != at) {
        struct BytePlace place = {passage->text->len, at};
        g_array_append_val(passage->places, place);
    }
    g_string_append_len(passage->text, bytes, (gssize)length);
}

void passage_mark(struct Passage *passage, enum MarkKind kind, size_t start, const char *value, size_t length)
{
    if (start >= passage->text->len)
        return;
    struct Mark mark = {kind, start, passage->text->len, value ? g_strndup(value, length) : NULL};
    g_array_append_val(passage->marks, mark);
}

void passage_call(struct Passage *passage, const char *label, size_t length, size_t at)
{
    size_t start = passage->text->len;
    passage_add(passage, CALL_CHARACTER, CALL_CHARACTER_LENGTH, at);
    passage_mark(passage, MARK_CALL, start, label, length);
}

void passage_join(struct Passage *passage, const struct Passage *more, char separator)
{
    if (separator)
        g_string_append_c(passage->text, separator);
    size_t shift = passage->text->len;
    for (guint i = 0; i < more->places->len; i++) {
        struct BytePlace place = g_array_index(more->places, struct BytePlace, i);
        place.text += shift;
        g_array_append_val(passage->places, place);
    }
    for (guint i = 0; i < more->marks->len; i++) {
        struct Mark mark = g_array_index(more->marks, struct Mark, i);
        mark.start += shift;
        mark.end += shift;
        mark.value = g_strdup(mark.value);
        g_array_append_val(passage->marks, mark);
    }
    g_string_append_len(passage->text, more->text->str, (gssize)more->text->len);
}

static int compare_marks(gconstpointer first, gconstpointer second)
{
    const struct Mark *a = first, *b = second;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end > b->end ? -1 : 1;
    return (int)a->kind - (int)b->kind;
}

void passage_settle(struct Passage *passage)
{
    g_array_sort(passage->marks, compare_marks);
}

static size_t source_place(const struct Passage *passage, size_t at)
{
    const struct BytePlace *places = (const struct BytePlace *)(const void *)passage->places->data;
    guint low = 0, high = passage->places->len;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (places[middle].text <= at)
            low = middle;
        else
            high = middle;
    }
    return passage->places->len ? places[low].source + (at - MIN(at, places[low].text)) : 0;
}

struct Span passage_span(const struct Passage *passage, size_t from, size_t to)
{
    if (!passage->source)
        return SPAN_NONE;
    size_t start = MIN(source_place(passage, from), passage->source->length);
    size_t end = to > from ? source_place(passage, to - 1) + 1 : start;
    return span_at(passage->source, start, CLAMP(end, start, passage->source->length));
}

const struct Mark *passage_next_call(const struct Passage *passage, size_t from, size_t to)
{
    const struct Mark *next = NULL;
    for (guint i = 0; i < passage->marks->len; i++) {
        const struct Mark *mark = &g_array_index(passage->marks, struct Mark, i);
        if (mark->kind == MARK_CALL && mark->start >= from && mark->start < to && (!next || mark->start < next->start))
            next = mark;
    }
    return next;
}

char *passage_plain(const struct Passage *passage, size_t from, size_t to)
{
    GString *plain = g_string_new(NULL);
    to = MIN(to, passage->text->len);
    for (size_t i = from; i < to; i++) {
        const char *p = passage->text->str + i;
        if (to - i >= CALL_CHARACTER_LENGTH && !strncmp(p, CALL_CHARACTER, CALL_CHARACTER_LENGTH)) {
            i += CALL_CHARACTER_LENGTH - 1;
            continue;
        }
        bool space = *p == ' ' || *p == '\n' || *p == '\t';
        if (!space)
            g_string_append_c(plain, *p);
        else if (plain->len && plain->str[plain->len - 1] != ' ')
            g_string_append_c(plain, ' ');
    }
    return g_strchomp(g_string_free(plain, FALSE));
}
