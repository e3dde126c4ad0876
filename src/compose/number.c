/* Where numbers and letters come from: paragraphs, headings, items of lists. */
#include "compose/number.h"

#include <string.h>

#include "base/arena.h"
#include "compose/words.h"

enum { LEVELS = 6 };

char *number_roman(struct Arena *arena, int number)
{
    static const struct {
        int value;
        const char *digits;
    } parts[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
                 {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
    GString *roman = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        for (; number >= parts[i].value; number -= parts[i].value)
            g_string_append(roman, parts[i].digits);
    char *copy = arena_strdup(arena, roman->str);
    g_string_free(roman, TRUE);
    return copy;
}

/* The letter at a place from 0; after the last the letters are doubled: "aa", "bb". */
char *number_letter(struct Arena *arena, const char *alphabet, size_t place)
{
    char **letters =
        g_strsplit(alphabet ? alphabet : "a b c d e f g h i j k l m n o p q r s t u v w x y z", " ", -1);
    size_t count = g_strv_length(letters);
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i <= place / count; i++)
        g_string_append(text, letters[place % count]);
    char *copy = arena_strdup(arena, text->str);
    g_string_free(text, TRUE);
    g_strfreev(letters);
    return copy;
}

static void append_lower(GString *out, const char *text)
{
    for (; *text; text++)
        g_string_append_c(out, g_ascii_tolower(*text));
}

/* Numbers that a language has words of its own for. */
static bool append_named(const struct Conventions *customs, GString *out, const char *name, int number)
{
    size_t place = (size_t)number - 1;
    if (strcmp(name, "ordinal") == 0 && place < customs->ordinal_count)
        g_string_append(out, customs->ordinals[place]);
    else if (strcmp(name, "letter-name") == 0 && place < customs->letter_name_count)
        g_string_append(out, customs->letter_names[place]);
    else
        return false;
    return true;
}

static void append_number(struct Composer *c, GString *out, const char *name, int number)
{
    const struct Conventions *customs = &c->wording->conventions;
    static const char capitals[] = "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z";
    if (append_named(customs, out, name, number))
        return;
    if (strcmp(name, "roman") == 0)
        g_string_append(out, number_roman(c->scratch, number));
    else if (strcmp(name, "lower-roman") == 0)
        append_lower(out, number_roman(c->scratch, number));
    else if (strcmp(name, "upper") == 0)
        g_string_append(out, number_letter(c->scratch, capitals, (size_t)number - 1));
    else if (strcmp(name, "letter") == 0)
        g_string_append(out, number_letter(c->scratch, customs->alphabet, (size_t)number - 1));
    else if (strcmp(name, "spelled") == 0)
        g_string_append(out, words_spell(c, number));
    else
        g_string_append_printf(out, "%d", number);
}

/* "{roman}." with the number in its place: a small language of its own, because labels are not sentences. */
char *number_label(struct Composer *c, const char *form, int number)
{
    GString *label = g_string_new(NULL);
    for (const char *p = form; *p;) {
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        if (!end) {
            g_string_append_c(label, *p++);
            continue;
        }
        append_number(c, label, arena_strndup(c->scratch, p + 1, (size_t)(end - p - 1)), number);
        p = end + 1;
    }
    char *copy = arena_strdup(c->arena, label->str);
    g_string_free(label, TRUE);
    return copy;
}

const char *item_label(struct Composer *c, int level, size_t place)
{
    const struct Conventions *customs = &c->wording->conventions;
    size_t last = customs->item_count - 1, index = MIN((size_t)MAX(level, 1) - 1, last);
    return number_label(c, customs->item_count ? customs->items[index] : "({letter})", (int)place + 1);
}

/* ---- Headings ---- */

static bool is_heading(struct Composer *c, guint i, int *level)
{
    const struct Block *block = &g_array_index(c->blocks, struct Block, i);
    *level = block->level;
    return block->role == ROLE_HEADING && !g_array_index(c->drafts, struct Draft, i).unnumbered;
}

static bool restarts(struct Composer *c, guint i)
{
    return g_array_index(c->drafts, struct Draft, i).restart;
}

/* Another numbered heading of its level stands under the same parent, in one direction. */
static bool sibling_towards(struct Composer *c, guint at, int level, int step)
{
    if (step < 0 && restarts(c, at))
        return false;
    for (guint i = at + (guint)step; i < c->blocks->len; i += (guint)step) {
        int other;
        bool numbered = is_heading(c, i, &other),
             heading = g_array_index(c->blocks, struct Block, i).role == ROLE_HEADING;
        if ((heading && other < level) || (step > 0 && restarts(c, i)))
            return false;
        if (numbered && other == level)
            return true;
        if (restarts(c, i))
            return false;
    }
    return false;
}

static void label_headings(struct Composer *c)
{
    const struct Conventions *customs = &c->wording->conventions;
    int counters[LEVELS + 1] = {0};
    for (guint i = 0; i < c->blocks->len; i++) {
        struct Block *block = &g_array_index(c->blocks, struct Block, i);
        if (restarts(c, i))
            memset(counters, 0, sizeof counters);
        int level;
        if (!is_heading(c, i, &level) || level < 1 || level > LEVELS ||
            (size_t)level > customs->heading_count)
            continue;
        if (level > 1 && !sibling_towards(c, i, level, -1) && !sibling_towards(c, i, level, 1))
            continue;
        counters[level]++;
        for (int deeper = level + 1; deeper <= LEVELS; deeper++)
            counters[deeper] = 0;
        block->label = number_label(c, customs->headings[level - 1], counters[level]);
    }
}

/* ---- Paragraphs ---- */

static void number_paragraphs(struct Composer *c)
{
    const char *form = c->wording->conventions.paragraph;
    int number = 0;
    for (guint i = 0; i < c->blocks->len; i++) {
        struct Block *block = &g_array_index(c->blocks, struct Block, i);
        if (restarts(c, i))
            number = 0;
        if (block->role != ROLE_NUMBERED)
            continue;
        block->number = ++number;
        block->label = number_label(c, form ? form : "{arabic}.", number);
    }
}

void number_blocks(struct Composer *c)
{
    number_paragraphs(c);
    label_headings(c);
}
