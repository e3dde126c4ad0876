/* The objects of ICU that a language needs, and what they answer: order of names, numbers in words, months,
 * joints of lists; and text cut into runs where the language never breaks it. */
#include "compose/tools.h"

#include <string.h>

#include "base/arena.h"
#include "compose/words.h"

UChar *to_utf16(const char *text, int32_t *length)
{
    glong units;
    gunichar2 *utf16 = g_utf8_to_utf16(text, -1, NULL, &units, NULL);
    *length = utf16 ? (int32_t)units : 0;
    return (UChar *)utf16; /* g_free() it */
}

char *to_utf8(struct Arena *arena, const UChar *text, int32_t length)
{
    char *utf8 = g_utf16_to_utf8((const gunichar2 *)text, length, NULL, NULL, NULL);
    char *copy = arena_strdup(arena, utf8 ? utf8 : "");
    g_free(utf8);
    return copy;
}

static void free_tools(void *memory)
{
    struct Tools *tools = memory;
    ucol_close(tools->collator);
    ulistfmt_close(tools->list);
    unum_close(tools->cardinal);
    udat_close(tools->months);
    g_hash_table_unref(tools->compiled);
    for (size_t i = 0; i < tools->nobreak_count; i++)
        if (tools->nobreak[i])
            g_regex_unref(tools->nobreak[i]);
    g_free(tools->nobreak);
    g_free(tools->needs_digit);
    g_free(tools);
}

/* Whether an expression says [0-9], outside of groups and not as an option: most do, and most texts have no figures. */
static bool wants_digit(const char *pattern)
{
    bool wants = false;
    int depth = 0;
    for (const char *p = pattern; *p; p++) {
        if (*p == '\\' && p[1]) {
            p++;
        } else if (*p == '(' || *p == ')') {
            depth += *p == '(' ? 1 : -1;
        } else if (*p == '|' && depth == 0) {
            return false;
        } else if (*p == '[') {
            const char *end = strchr(p + 2, ']');
            if (!end)
                return false;
            wants |= depth == 0 && strncmp(p, "[0-9]", 5) == 0 && !strchr("?*{", end[1] ? end[1] : '?');
            wants |= depth == 0 && strncmp(p, "[0-9]{1,", 8) == 0;
            p = end;
        }
    }
    return wants;
}

static void compile_nobreak(struct Composer *c, struct Tools *tools)
{
    const struct Conventions *customs = &c->wording->conventions;
    tools->nobreak = g_new0(GRegex *, customs->nobreak_count + 1);
    tools->needs_digit = g_new0(bool, customs->nobreak_count + 1);
    tools->nobreak_count = customs->nobreak_count;
    for (size_t i = 0; i < customs->nobreak_count; i++) {
        tools->nobreak[i] = g_regex_new(customs->nobreak[i], G_REGEX_OPTIMIZE, 0, NULL);
        tools->needs_digit[i] = wants_digit(customs->nobreak[i]);
        if (!tools->nobreak[i])
            diag(c->diags, SG_BROKEN_PATTERN, c->wording->span, "'%s'", customs->nobreak[i]);
    }
}

void tools_start(struct Composer *c)
{
    struct Tools *tools = g_new0(struct Tools, 1);
    UErrorCode status = U_ZERO_ERROR;
    const struct Conventions *customs = &c->wording->conventions;
    tools->collator = ucol_open(customs->collation ? customs->collation : c->lang, &status);
    tools->list = ulistfmt_open(customs->list_locale ? customs->list_locale : c->lang, &status);
    tools->cardinal = unum_open(UNUM_SPELLOUT, NULL, 0, c->lang, NULL, &status);
    static const UChar month[] = {'M', 'M', 'M', 'M', 0};
    static const UChar utc[] = {'U', 'T', 'C', 0};
    tools->months = udat_open(UDAT_PATTERN, UDAT_PATTERN, c->lang, utc, 3, month, 4, &status);
    tools->compiled = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, compiled_free);
    compile_nobreak(c, tools);
    if (U_FAILURE(status))
        diag(c->diags, SG_NO_LANGUAGE_DATA, SPAN_NONE, "%s", u_errorName(status));
    c->tools = arena_defer(c->scratch, free_tools, tools);
}

int words_collate(struct Composer *c, const char *a, const char *b)
{
    UErrorCode status = U_ZERO_ERROR;
    UCollationResult order = ucol_strcollUTF8(c->tools->collator, a, -1, b, -1, &status);
    if (U_FAILURE(status))
        return strcmp(a, b);
    return order == UCOL_LESS ? -1 : order == UCOL_GREATER;
}

const char *words_spell(struct Composer *c, long number)
{
    UChar buffer[256];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length =
        unum_formatInt64(c->tools->cardinal, number, buffer, G_N_ELEMENTS(buffer), NULL, &status);
    if (U_FAILURE(status))
        return arena_printf(c->arena, "%ld", number);
    return to_utf8(c->arena, buffer, length);
}

const char *words_month(struct Composer *c, int month)
{
    const struct Conventions *customs = &c->wording->conventions;
    if (customs->month_count == 12)
        return customs->months[month - 1];
    UChar buffer[64];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length =
        udat_getSymbols(c->tools->months, UDAT_MONTHS, month - 1, buffer, G_N_ELEMENTS(buffer), &status);
    return U_FAILURE(status) ? "" : to_utf8(c->arena, buffer, length);
}

/* The list sentence of `count` stand-ins: "\uE000, \uE001 and \uE002". */
static char *list_skeleton(struct Composer *c, size_t count)
{
    gunichar2 *stand_ins = g_new(gunichar2, count);
    const UChar **items = g_new(const UChar *, count);
    int32_t *lengths = g_new(int32_t, count);
    for (size_t i = 0; i < count; i++) {
        stand_ins[i] = (gunichar2)(STAND_IN + i);
        items[i] = (const UChar *)&stand_ins[i];
        lengths[i] = 1;
    }
    int32_t capacity = (int32_t)count * 16 + 16;
    UChar *out = g_new(UChar, (gsize)capacity);
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = ulistfmt_format(c->tools->list, items, lengths, (int32_t)count, out, capacity, &status);
    char *text = U_FAILURE(status) ? arena_strdup(c->arena, "") : to_utf8(c->arena, out, length);
    g_free(stand_ins);
    g_free(items);
    g_free(lengths);
    g_free(out);
    return text;
}

/* The list pattern of a language may depend on the item it joins ("y" before i becomes "e"), and stand-ins
 * hide it. So the last joint is made once more with the real first letters. */
static char *last_joint(struct Composer *c, const char *before, const char *after)
{
    int32_t lengths[2];
    UChar *items[2] = {to_utf16(before, &lengths[0]), to_utf16(after, &lengths[1])};
    int32_t capacity = lengths[0] + lengths[1] + 32;
    UChar *out = g_new(UChar, (gsize)capacity);
    UErrorCode status = U_ZERO_ERROR;
    const UChar *list[2] = {items[0], items[1]};
    int32_t length = ulistfmt_format(c->tools->list, list, lengths, 2, out, capacity, &status);
    char *joint = NULL;
    if (U_SUCCESS(status) && length >= lengths[0] + lengths[1])
        joint = to_utf8(c->arena, out + lengths[0], length - lengths[0] - lengths[1]);
    g_free(items[0]);
    g_free(items[1]);
    g_free(out);
    return joint;
}

const char **words_list_joints(struct Composer *c, size_t count, const char *last_but_one, const char *last)
{
    const char **joints = ARENA_ARRAY(c->arena, const char *, count);
    if (count < 2)
        return joints;
    size_t shown = MIN(count, (size_t)4); /* from the fourth on, a list only grows in the middle */
    char *skeleton = list_skeleton(c, shown);
    const char *found[4] = {"", ", ", ", ", ""};
    const char *p = skeleton;
    for (size_t i = 0; i + 1 < shown && *p; i++) {
        p = g_utf8_next_char(p);
        const char *start = p;
        while (*p && !(g_utf8_get_char(p) >= STAND_IN && g_utf8_get_char(p) < STAND_IN + 4))
            p = g_utf8_next_char(p);
        found[i] = arena_strndup(c->arena, start, (size_t)(p - start));
    }
    for (size_t i = 0; i + 2 < count; i++)
        joints[i] = i == 0 ? found[0] : found[1];
    joints[count - 2] = found[shown - 2];
    char *special = count == 2 || *last_but_one ? last_joint(c, last_but_one, last) : NULL;
    if (special && *special)
        joints[count - 2] = special;
    return joints;
}

/* ---- Text to runs ---- */

struct Stretch {
    size_t start, end; /* start SIZE_MAX: no more */
};

static struct Stretch next_match(GRegex *regex, const char *text, size_t from)
{
    struct Stretch found = {SIZE_MAX, SIZE_MAX};
    GMatchInfo *match = NULL;
    int start, end;
    if (regex && g_regex_match_full(regex, text, -1, (int)from, 0, &match, NULL) &&
        g_match_info_fetch_pos(match, 0, &start, &end) && end > start)
        found = (struct Stretch){(size_t)start, (size_t)end};
    g_match_info_free(match);
    return found;
}

/* The next stretch of the text that must not be broken, the longest of those that start first. `ahead` holds
 * the next match of each expression: each text is searched once by each. */
static struct Stretch next_nobreak(struct Composer *c, const char *text, size_t from, struct Stretch *ahead)
{
    struct Stretch best = {SIZE_MAX, SIZE_MAX};
    for (size_t i = 0; i < c->tools->nobreak_count; i++) {
        if (ahead[i].start < from)
            ahead[i] = next_match(c->tools->nobreak[i], text, from);
        if (ahead[i].start < best.start || (ahead[i].start == best.start && ahead[i].end > best.end))
            best = ahead[i];
    }
    return best;
}

void words_add_text(struct Composer *c, GArray *out, const char *text, unsigned flags, const char *lang)
{
    size_t length = strlen(text), count = flags & RUN_NOBREAK ? 0 : c->tools->nobreak_count;
    bool digits = strcspn(text, "0123456789") < length;
    struct Stretch *ahead = g_new(struct Stretch, count + 1);
    for (size_t i = 0; i < count; i++)
        ahead[i] = digits || !c->tools->needs_digit[i] ? next_match(c->tools->nobreak[i], text, 0)
                                                       : (struct Stretch){SIZE_MAX, SIZE_MAX};
    for (size_t at = 0; at < length;) {
        struct Stretch kept = count ? next_nobreak(c, text, at, ahead) : (struct Stretch){SIZE_MAX, SIZE_MAX};
        struct Run run = {.flags = flags, .lang = lang, .note = -1, .sentence = -1};
        size_t end = MIN(kept.start, length);
        if (end > at) {
            run.text = arena_strndup(c->arena, text + at, end - at);
            g_array_append_val(out, run);
            at = end;
            continue;
        }
        run.text = arena_strndup(c->arena, text + at, kept.end - at);
        run.flags |= RUN_NOBREAK;
        g_array_append_val(out, run);
        at = kept.end;
    }
    g_free(ahead);
}

struct Runs runs_take(struct Composer *c, GArray *array)
{
    struct Runs runs = {NULL, array->len};
    if (array->len)
        runs.items = arena_memdup(c->arena, array->data, sizeof(struct Run) * array->len);
    g_array_unref(array);
    return runs;
}
